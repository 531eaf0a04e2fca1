"""
Scenes that several tests of the desk play: nothing is written, everything is refused, somebody is faster.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.office import Office

from propflow import Refused


@contextmanager
def nothing_written(office: Office) -> Iterator[None]:
    """Whatever happens within it leaves every case as it was."""
    before = [(one.id, one.hash) for one in office.desk.find()]
    yield
    assert [(one.id, one.hash) for one in office.desk.find()] == before
    assert office.desk.verify().faults == ()


def refused(office: Office, *what: Any, **how: Any) -> list[tuple[str, Any]]:
    """The reasons against an act: their codes, each with the field it is about, if it is about one."""
    with nothing_written(office), pytest.raises(Refused) as refusal:
        office.desk.act(*what, **how)
    return [(one.code, one.facts.get("field")) for one in refusal.value.blockers]


class Interloper:
    """A store that lets somebody else be faster: before the next commit it does what a test wants, once."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.first: Any = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def commit(self, change: Any) -> None:
        """Do it, then commit."""
        first, self.first = self.first, None
        if first is not None:
            first()
        self._store.commit(change)
