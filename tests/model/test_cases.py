"""Cases: what their journal adds up to, read through methods."""

from datetime import UTC, datetime
from typing import Any

from propflow import Case
from propflow.model.cases import ClockRun, next_due

NINE = datetime(2026, 9, 30, 9, tzinfo=UTC)

RUN: dict[str, Any] = {
    "cycle": 2,
    "start": "2026-09-30T09:00:00.000000Z",
    "due": "2026-09-30T17:00:00.000000Z",
    "excused": "2026-09-30T18:00:00.000000Z",
    "paused": None,
    "stop": None,
    "verdict": None,
    "fired": ["75%"],
    "next": "2026-09-30T17:00:00.000000Z",
}


def case(**parts: Any) -> Case:
    """A case with these parts."""
    return Case("riverside", "KEY-1", "key_loan@1:ab", "lent", 3, 3, "0" * 64, NINE, NINE, parts)


def test_parts_are_read_by_name() -> None:
    """Facts, relations, doers and links are read by name; what is not known is empty, not an error."""
    found = case(
        facts={"key": "roof"},
        relations={"borrower": "li"},
        doers={"open": ["wang"]},
        links={"child": ["KEY-2", "KEY-3"]},
    )
    assert (found.fact("key"), found.fact("door"), found.fact("door", "none")) == ("roof", None, "none")
    assert (found.related("borrower"), found.related("witness")) == ("li", None)
    assert (found.doers("open"), found.doers("close")) == (("wang",), ())
    assert (found.links("child"), found.links("parent")) == (("KEY-2", "KEY-3"), ())
    assert case().facts == {}
    assert found.workflow_name == "key_loan"


def test_clock_is_read_as_a_run() -> None:
    """A clock's entry is read with its instants; a clock that never started is None."""
    found = case(clocks={"bring_back": RUN})
    run = found.clock("bring_back")
    assert run == ClockRun(
        name="bring_back",
        cycle=2,
        started_at=NINE,
        due_at=datetime(2026, 9, 30, 17, tzinfo=UTC),
        excused_until=datetime(2026, 9, 30, 18, tzinfo=UTC),
        paused_since=None,
        stopped_at=None,
        verdict=None,
        fired=("75%",),
        next_at=datetime(2026, 9, 30, 17, tzinfo=UTC),
    )
    assert run is not None and run.running
    assert found.clock("other") is None
    assert found.clocks == (run,)


def test_stopped_clock_runs_no_longer() -> None:
    """A clock that was stopped has a verdict, and owes nothing."""
    stopped = {**RUN, "stop": "2026-09-30T16:00:00.000000Z", "verdict": "on_time", "next": None}
    found = case(clocks={"bring_back": stopped})
    run = found.clock("bring_back")
    assert run is not None and not run.running
    assert found.next_due is None


def test_next_due_is_the_earliest() -> None:
    """Of several clocks the earliest mark is next; those that owe nothing are left out."""
    clocks: dict[str, Any] = {
        "a": {**RUN, "next": "2026-09-30T17:00:00.000000Z"},
        "b": {**RUN, "next": None},
        "c": {**RUN, "next": "2026-09-30T10:00:00.000000Z"},
    }
    assert next_due(clocks) == "2026-09-30T10:00:00.000000Z"
    assert case(clocks=clocks).next_due == datetime(2026, 9, 30, 10, tzinfo=UTC)
    assert next_due({}) is None
    assert case().next_due is None
