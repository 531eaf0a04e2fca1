"""
Stores: opened by their URL. A command that only looks never makes one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, unquote, urlsplit

import attrs
import typer

from propflow.cli.exits import BadInput
from propflow.cli.modules import Known, known_calendars, parted
from propflow.desk import Desk
from propflow.errors import Misplaced
from propflow.plugins import plugin_manager
from propflow.ports import CaseStore

Store = Annotated[
    str, typer.Option("--store", "-s", help="The store's URL, such as sqlite:///cases.db.", show_default=False)
]


@attrs.frozen(eq=False)
class Office:
    """A store that was opened, and a desk on it."""

    store: CaseStore
    desk: Desk

    def tenants(self, wanted: str | None) -> Sequence[str]:
        """
        The tenant wanted, or all there are.

        Raises:
            BadInput: If the one wanted has no cases.
        """
        every = self.store.tenants()
        if wanted is None:
            return every
        if wanted not in every:
            raise BadInput(
                f"There are no cases of a tenant '{wanted}'. There are tenants: {', '.join(every) or 'none'}."
            )
        return [wanted]


@contextmanager
def opened(url: str, known: Sequence[Known] = ()) -> Iterator[Office]:
    """
    A store that is there, with a desk to look into it.

    Raises:
        BadInput: If there is none yet.
        Misplaced: If no plugin knows the URL.
        StoreError: If it cannot be opened.
    """
    must_exist(url)
    store = open_store(url)
    try:
        ready, written = parted(known)
        yield Office(store, Desk(ready, store, written=written, calendars=known_calendars()))
    finally:
        store.close()


def open_store(url: str) -> CaseStore:
    """
    Open a store, or make it.

    Raises:
        Misplaced: If no plugin knows the URL.
        StoreError: If it cannot be opened.
    """
    store: CaseStore | None = plugin_manager().hook.propflow_open_store(url=url)
    if store is None:
        raise Misplaced(f"No plugin knows a store for '{url}'. Built in are memory: and sqlite:///path/to/file.db.")
    return store


def sqlite_url(path: Path) -> str:
    """The URL of a store in a file."""
    return f"sqlite:///{quote(path.as_posix())}"


def must_exist(url: str) -> None:
    """
    Make sure that opening a store does not make one.

    Raises:
        BadInput: If it would.
    """
    if url == "memory:":
        raise BadInput("A store in memory: is empty when a command begins. Name one that lasts, as sqlite:///cases.db.")
    parts = urlsplit(url)
    if parts.scheme != "sqlite" or parts.netloc or not parts.path[1:]:
        return  # somebody else's, or not well-formed: whoever opens it says so
    path = Path(unquote(parts.path)[1:])
    try:
        empty = path.is_file() and path.stat().st_size == 0
    except OSError as fault:
        raise BadInput(f"'{path}' cannot be looked at: {fault.strerror}.") from None
    if empty or not path.exists():
        raise BadInput(f"There is no store at '{path}'{' yet: the file is empty' if empty else ''}.")
