"""The corner cases of the clock that a desk is given: instants, one clock for all, late entries, a clock put back."""

from __future__ import annotations

import ast
import re
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desk.scenes import nothing_written
from tests.office import LEAK, MORNING, WORKFLOW, Bell, Ear, Office, ann, bob, eve, guest

import propflow
from propflow import Desk, MemoryStore, Refused
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import InvalidValue

HOUR = timedelta(hours=1)
SOURCE = Path(propflow.__file__).parent


def fired(desk: Desk, case_id: str) -> list[tuple[str, Any, Any]]:
    """What has fired, as the journal has it: clock, cycle and mark, in order."""
    marks = [one for one in desk.journal(case_id) if one.kind == "mark"]
    return [(one.action, one.facts["cycle"], one.facts["mark"]) for one in marks]


# 1: instants


def test_case_01_the_zone_in_which_a_machine_tells_the_time_does_not_matter() -> None:
    """Two offices whose clocks speak of the same instants in different zones write the very same journals."""
    texts = []
    for zone in (UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-11))):
        office = Office(MemoryStore(), now=lambda zone=zone: office.clock().astimezone(zone))  # noqa: B023 - asked now
        case = office.working()
        office.pass_time(hours=25)
        office.desk.tick()
        office.desk.act(case.id, "finish", by=bob, occurred_at=(office.clock() - HOUR).astimezone(zone))
        texts.append([one.text for one in office.store.journal("riverside", case.id)])
    assert texts[0] == texts[1] == texts[2]
    assert office.desk.case(case.id).clock("mend").due_at == MORNING + 24 * HOUR  # type: ignore[union-attr]


# 3: one clock


def test_case_03_everything_is_dated_by_the_clock_that_was_given(tmp_path: Path) -> None:
    """A desk in the year 2126 writes nothing that is dated by the machine, or by the database, into any table."""
    path = tmp_path / "office.db"
    store = SqliteStore(path, durability="normal")
    ear, bell = Ear(), Bell("bell")
    office = Office(store, notifiers=[ear], escalators=[bell])
    office.clock.move_to(datetime(2126, 9, 1, 1, tzinfo=UTC))
    case = office.working(phone="138 0000 0000")
    with pytest.raises(Refused):
        office.desk.act(case.id, "finish", by=guest)
    office.pass_time(days=2)
    office.desk.tick()
    ear.fault = OSError("nobody there")
    office.desk.deliver()
    office.desk.journal(case.id, by=eve, purpose="to see")
    office.desk.seal()
    assert ear.heard == [] and bell.heard != []
    store.close()
    with sqlite3.connect(path) as raw:
        dump = "\n".join(raw.iterdump())
    raw.close()
    dates = re.findall(r"\b(\d{4})-\d\d-\d\d[T ]\d\d:", dump)
    assert len(dates) > 50
    assert set(dates) == {"2126"}


MEASURED = {
    "model/instants.py": {"now"},  # where a host that gives no clock of its own gets one
    "adapters/stores/sqlite_lines.py": {"monotonic"},  # how long to wait for a lock
    "replay/play.py": {"perf_counter"},  # how long it took
    "cli/demonstration.py": {"perf_counter"},
}
"""Where the machine's time is asked, and what for: nothing that is written down."""

OF_THE_MACHINE = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "monotonic", "perf_counter"}
OF_THE_DATABASE = re.compile(r"current_timestamp|current_date|current_time|unixepoch|julianday|now\(\)|'now'", re.I)


def machine_time(tree: ast.Module) -> set[str]:
    """By which names a module asks the machine or the database for the time."""
    found = set()
    modules = {"datetime", "date", "time"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in modules and node.attr in OF_THE_MACHINE:
                found.add(node.attr)
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and OF_THE_DATABASE.search(node.value):
            found.add("sql")
    return found


def test_case_03_neither_the_machine_nor_the_database_is_asked_for_the_time() -> None:
    """Only where time is measured and not written down, and in the one function that reads the machine's clock."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if names := machine_time(ast.parse(path.read_text(encoding="utf-8"))):
            found[path.relative_to(SOURCE).as_posix()] = names
    assert found == MEASURED


@pytest.mark.parametrize(
    "code", ["datetime.now()", "time.time()", "date.today()", "from time import time", "x = 'SELECT CURRENT_TIMESTAMP'"]
)
def test_case_03_the_search_finds_what_it_looks_for(code: str) -> None:
    """Each of the usual ways to ask the machine for the time is seen."""
    assert machine_time(ast.parse(code)) != set()


# 4 and 5: clocks that are wrong


def test_case_04_records_stand_in_the_order_in_which_they_were_made() -> None:
    """What happened first may be put on record last: `occurred_at` goes back, `recorded_at` and the numbers do not."""
    office = Office(MemoryStore())
    case = office.working()
    for hour in (5, 3, 9, 1):
        office.pass_time(hours=10)
        office.desk.act(case.id, "note", {"remark": "x"}, by=bob, occurred_at=office.clock() - hour * HOUR)
    records = [one for one in office.desk.journal(case.id) if one.action == "note"]
    assert [(one.at - one.occurred_at) / HOUR for one in records] == [5, 3, 9, 1]
    assert [one.number for one in records] == sorted(one.number for one in records)
    assert [one.at for one in records] == sorted(one.at for one in records)
    assert office.desk.verify().faults == ()


def test_case_04_what_was_known_then_and_what_is_known_now_both_stand() -> None:
    """Overdue when nobody knew better, and on time once it is known: the mark stands beside the verdict."""
    office = Office(MemoryStore())
    case = office.working()
    office.pass_time(hours=25)
    office.desk.tick()
    office.desk.act(case.id, "finish", by=bob, occurred_at=office.clock() - 2 * HOUR)
    assert ("mend", 1, "due") in fired(office.desk, case.id)
    run = office.desk.case(case.id).clock("mend")
    assert run is not None
    assert (run.verdict, run.stopped_at) == ("on_time", MORNING + 23 * HOUR)


def test_case_05_a_clock_put_back_by_a_year() -> None:
    """Nothing un-fires, no record is dated back, nothing lasts less than no time, and the doctor says so."""
    office = Office(MemoryStore())
    case = office.working()
    office.pass_time(hours=25)
    office.desk.tick()
    before = fired(office.desk, case.id)
    there = office.clock()
    office.clock._now = there - timedelta(days=365)  # somebody puts the machine's clock back
    assert office.desk.tick().cases == 0
    assert office.desk.case(case.id).clock("mend").fired == ("50%", "due", "due/1")  # type: ignore[union-attr]
    office.desk.act(case.id, "finish", by=bob)
    office.desk.act(case.id, "reopen", by=ann)
    assert office.desk.tick().marks == 0
    office.clock._now = there + HOUR
    office.desk.tick()
    assert fired(office.desk, case.id) == before
    records = office.desk.journal(case.id)
    assert [one.at for one in records] == sorted(one.at for one in records)
    runs = [entry for one in records for entry in one.changes.get("clocks", {}).values()]
    assert all(run["stop"] is None or run["start"] <= run["stop"] for run in runs)
    assert all(one.facts["late_by_seconds"] >= 0 for one in records if one.kind == "mark")
    assert office.desk.verify().faults == ()
    office.clock._now = there - timedelta(days=365)
    assert [one.level for one in office.desk.doctor().findings if "a clock is wrong" in one.what] == ["error"]


STEPS = st.lists(
    st.tuples(st.sampled_from(["tick", "note", "wait", "resume", "finish", "reopen"]), st.integers(-400, 400)),
    max_size=15,
)


@settings(max_examples=60)
@given(STEPS)
def test_case_05_however_the_clock_jumps_each_mark_fires_once(steps: list[tuple[str, int]]) -> None:
    """Put forward and back at will, records stay in order, and no mark of a cycle comes twice."""
    office = Office(MemoryStore())
    case = office.working()
    for action, hour in steps:
        office.clock._now += hour * HOUR
        if action == "tick":
            office.desk.tick()
            continue
        form = {"note": {"remark": "x"}, "wait": {"reason": "owner"}}.get(action)
        try:
            office.desk.act(case.id, action, form, by=ann if action == "reopen" else bob)
        except Refused:
            continue
    records = office.desk.journal(case.id)
    assert [one.at for one in records] == sorted(one.at for one in records)
    marks = fired(office.desk, case.id)
    assert len(marks) == len(set(marks))
    for record in records:
        for run in record.changes.get("clocks", {}).values():
            assert run["spent"] >= 0
            assert run["start"] <= run["since"]
            assert run["stop"] is None or run["start"] <= run["stop"]
    assert office.desk.verify().faults == ()


# 1: what is no clock


@pytest.mark.parametrize("given_", [datetime(2026, 9, 1), "2026-09-01T01:00:00Z", 1_788_224_400, None])  # noqa: DTZ001
def test_case_01_a_clock_that_tells_no_instant_writes_nothing(given_: Any) -> None:
    """A naive time, a text and a number are no instants: whatever is asked of the desk is refused in words."""
    office = Office(MemoryStore())
    case = office.working()
    broken = Desk([WORKFLOW], office.store, tenant="riverside", now=lambda: given_)
    for ask in (
        lambda: broken.act(case.id, "finish", by=bob),
        lambda: broken.register("repair", LEAK, by=ann),
        broken.tick,
        lambda: broken.options(case.id, by=bob),
    ):
        with nothing_written(office), pytest.raises(InvalidValue, match=r"^now: "):
            ask()
