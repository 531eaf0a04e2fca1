"""Listeners: they hear of what is committed, of nothing else, and can spoil nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.office import LEAK, Ear, Office, ann, bob

from propflow import Conflict, Refused, Task
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import OutcomeUnknown, Unavailable


class Failing:
    """A store whose commits fail as long as a test wants."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.fault: Exception | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def commit(self, change: Any) -> None:
        """Fail, or commit."""
        if self.fault is not None:
            raise self.fault
        self._store.commit(change)


def test_a_listener_hears_of_each_change_once(store: Any) -> None:
    """Each change is told once, with its records, the state and the version after it; a repeated command is not."""
    ear = Ear()
    office = Office(store, listeners=[ear])
    case = office.opened()
    office.desk.act(case.id, "take", by=bob, key="k")
    office.desk.act(case.id, "take", by=bob, key="k")
    told = [(one.version, one.state, len(one.records), one.tenant, one.case_id) for one in ear.heard]
    assert told == [
        (1, "reported", 1, "riverside", case.id), (3, "opened", 2, "riverside", case.id),
        (4, "working", 1, "riverside", case.id),
    ]  # fmt: skip
    assert [r for one in ear.heard for r in one.records] == list(store.journal("riverside", case.id))
    assert {one.workflow for one in ear.heard} == {case.workflow}


def test_a_listener_hears_of_ticks_proposals_and_both_cases_of_a_link(store: Any) -> None:
    """Whatever writes is told: a tick, a proposal, a signature; of a change of two cases both."""
    ear = Ear()
    office = Office(store, listeners=[ear])
    case = office.signed()
    office.pass_time(days=6)
    heard = len(ear.heard)
    assert office.desk.tick().cases == 1
    assert ear.heard[heard].version == office.desk.case(case.id).version
    office.desk.register("repair", {**LEAK, "parent": case.id}, by=ann)
    assert {one.case_id for one in ear.heard[heard + 1 :]} == {"JOB-000001", "JOB-000002"}


@pytest.mark.parametrize("fault", [RuntimeError("full"), Conflict("X", 1, 2), Refused("X", "y", ())])
def test_a_listener_that_raises(fault: Exception, store: Any, caplog: pytest.LogCaptureFixture) -> None:
    """What a listener raises is logged; the change stands, the caller is told nothing, and the next one hears."""
    bad, good = Ear("bad"), Ear("good")
    bad.fault = fault
    office = Office(store, listeners=[bad, good])
    with caplog.at_level(logging.ERROR, logger="propflow"):
        case = office.opened()
    assert case.state == office.desk.case(case.id).state == "opened"
    assert [one.version for one in good.heard] == [1, 3]
    assert len(caplog.records) == 2
    assert case.id in caplog.text


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """Where an office keeps its cases."""
    yield tmp_path / "office.db"


def test_a_listener_never_sees_what_is_not_committed(file: Path) -> None:
    """When a listener hears of a change, every other process can see it already."""
    store, elsewhere = SqliteStore(file, durability="normal"), SqliteStore(file, durability="normal")
    seen: list[bool] = []

    class Looking(Ear):
        """Looks at the file from another connection."""

        def committed(self, committed: Any) -> None:
            head = elsewhere.head(committed.tenant, committed.case_id)
            assert head is not None
            seen.append(head.last == committed.records[-1])

    Office(store, listeners=[Looking()]).closed()
    assert seen
    assert all(seen)
    store.close()
    elsewhere.close()


@pytest.mark.parametrize("fault", [Unavailable("busy"), OutcomeUnknown("silent"), Conflict("JOB-000001", 3, 4)])
def test_a_listener_hears_nothing_of_what_failed(fault: Exception, store: Any) -> None:
    """Where the commit fails, or somebody else was first, nobody is told, and the caller gets the store's error."""
    failing, ear = Failing(store), Ear()
    office = Office(failing, listeners=[ear])
    case = office.opened()
    office.pass_time(hours=13)
    heard = len(ear.heard)
    failing.fault = fault
    with pytest.raises(type(fault)):
        office.desk.act(case.id, "take", by=bob)
    if isinstance(fault, Conflict):
        assert office.desk.tick().passed_over == (("riverside", case.id),)
    else:
        with pytest.raises(type(fault)):
            office.desk.tick()
    with pytest.raises(Refused):
        office.desk.act(case.id, "take", by=ann)
    assert len(ear.heard) == heard
    failing.fault = None
    office.desk.act(case.id, "take", by=bob)
    assert len(ear.heard) == heard + 1


def test_a_listener_that_acts_itself(store: Any) -> None:
    """A listener may ask the desk again: it finds the change it was told of, and its own act comes after it."""

    class Busy(Ear):
        """Opens whatever is registered."""

        def committed(self, committed: Any) -> None:
            super().committed(committed)
            if committed.state == "reported":
                office.desk.series(committed.case_id, [Task("open", by=ann)])

    busy = Busy()
    office = Office(store, listeners=[busy])
    case = office.registered()
    assert (case.state, office.desk.case(case.id).state) == ("reported", "opened")
    assert [one.state for one in busy.heard] == ["reported", "opened"]
