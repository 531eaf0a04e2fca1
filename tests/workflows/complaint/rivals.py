"""
Two receptionists at two desks on one file, each in a process of its own. Run by `test_bad_input.py`.
"""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.workflows.complaint.lives import START, House, under

from propflow import Actor, Conflict, Desk, VirtualClock
from propflow.adapters.stores.sqlite import SqliteStore

TIMES = 8


def house_at(path: Path) -> House:
    """A house that keeps its complaints in the file."""
    workflow, clock = under(), VirtualClock(START)
    store = SqliteStore(path, durability="normal", busy_seconds=60)
    return House(Desk([workflow], store, tenant="riverside", now=clock), clock, workflow)


def dispatches(path: Path, me: int, together: Any, answers: Any) -> None:
    """Dispatch each complaint as it was read when it was opened: who is second hears of it."""
    house, got = house_at(path), []
    together.wait(60)
    for number in range(1, TIMES + 1):
        form = house.filled("dispatch", responsible=f"handler-{me}")
        try:
            house.desk.act(f"TS-{number:06d}", "dispatch", form, by=Actor(f"desk-{me}", ["receptionist"]), expect=3)
            got.append("done")
        except Conflict as conflict:
            got.append(f"conflict, {conflict.expected} read")
    answers.put((me, got))


def both(path: Path) -> list[list[str]]:
    """What each of two new processes came to."""
    context = get_context("spawn")
    together, answers = context.Barrier(2), context.Queue()
    pair = [context.Process(target=dispatches, args=(path, me, together, answers)) for me in (0, 1)]
    for one in pair:
        one.start()
    found = dict(answers.get(timeout=90) for _ in pair)
    for one in pair:
        one.join(60)
        assert one.exitcode == 0
    answers.close()
    answers.join_thread()
    return [found[0], found[1]]
