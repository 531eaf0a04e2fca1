"""
Looking at many clocks: finding the thousand that are due among many that are not, and firing what is owed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.definitions import LI, clerk, manager
from benchmarks.worker import Job
from propflow.adapters.stores.memory import MemoryStore
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.definition.actions import CLOSE, OPEN, REGISTER, Action
from propflow.definition.clocks import Clock, before, due, share
from propflow.definition.states import ACTIVE, ENTRY, FINAL, START, State
from propflow.definition.workflow import Workflow
from propflow.desk import Desk
from propflow.model.amounts import hours, minutes
from propflow.model.instants import VirtualClock, to_text
from propflow.ports import CaseWrite, Change, StoredRecord

NOW = datetime(2026, 9, 1, tzinfo=UTC)
TENANTS, DUE, PAGE = 20, 1_000, 1_000
MARKS = 5


def jobs(folder: Path) -> dict[str, Job]:
    """The due sweep among so many open clocks, and a tick over so many due marks."""
    return {
        "sweep": lambda number: _sweep(folder / f"sweep-{number}.db", number),
        "tick": _tick,
    }


def _sweep(path: Path, number: int) -> float:
    """Milliseconds to find a thousand due cases among *number* with an open clock, in twenty communities."""
    store = SqliteStore(path, durability="normal")
    for tenant in range(TENANTS):
        for first in range(0, number // TENANTS, PAGE):
            numbers = range(first, min(first + PAGE, number // TENANTS))
            store.commit(Change(f"community-{tenant:02}", tuple(_write(tenant, one, number) for one in numbers)))
    now = to_text(NOW)
    assert len(store.due(now, DUE)) == DUE
    times = [_timed(store, now) for _ in range(15)]
    store.close()
    return median(times) * 1000


def _write(tenant: int, number: int, among: int) -> CaseWrite:
    """A case with one clock; those that are due lie between the others."""
    every = among // DUE
    here = number * TENANTS + tenant
    at = NOW - timedelta(minutes=1 + number % 60) if here % every == 0 else NOW + timedelta(seconds=1 + number)
    record = StoredRecord(1, f"{here:064x}", "{}")
    return CaseWrite(f"CASE-{number:08}", 0, (record,), "{}", "ring", "opened", to_text(at))


def _timed(store: SqliteStore, now: str) -> float:
    began = perf_counter()
    store.due(now, DUE)
    return perf_counter() - began


def _tick(number: int) -> float:
    """Marks fired in a second of processor time, of *number* that are due at once."""
    clock = VirtualClock(NOW)
    desk = Desk([_waiting()], MemoryStore(), tenant="riverside", now=clock)
    for one in range(number // MARKS):
        case = desk.register("waiting", None, by=LI, case_id=f"W-{one:06}")
        desk.act(case.id, "open", by=LI)
    clock.advance(timedelta(days=1))
    began, fired, more = process_time(), 0, True
    while more:
        report = desk.tick(1000)
        fired, more = fired + report.marks, report.more
    assert fired == number // MARKS * MARKS, fired
    return fired / (process_time() - began)


def _waiting() -> Workflow:
    """A case that waits, and of which five marks are due by tomorrow."""
    asked, open_state = State("asked", ENTRY, en="Asked", zh="已申请"), State("open", ACTIVE, en="Open", zh="在办")
    done = State("done", FINAL, en="Done", zh="办结")
    register = Action("register", START, asked, en="Register", zh="登记", by=clerk, milestone=REGISTER)
    open_ = Action("open", asked, open_state, en="Open", zh="立项", by=clerk, milestone=OPEN)
    close = Action("close", open_state, done, en="Close", zh="办结", by=manager, milestone=CLOSE)
    marks = [
        share(50, tell=clerk),
        share(75, tell=clerk),
        before(hours(1), tell=clerk),
        before(minutes(10), tell=clerk),
    ]
    wait = Clock(
        "wait", en="Waited for", zh="等候", starts=[open_], stops=[close], within=hours(8),
        marks=[*marks, due(tell=manager)],
    )  # fmt: skip
    return Workflow(
        "waiting",
        en="Waiting",
        zh="等候",
        states=[asked, open_state, done],
        actions=[register, open_, close],
        clocks=[wait],
    )
