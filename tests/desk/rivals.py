"""
What two processes do at the same time, each with a desk of its own on one file. Run by `test_processes.py`.
"""

from __future__ import annotations

from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.office import LEAK, MORNING, Office, ann, bob, cai

from propflow import Actor, Conflict
from propflow.adapters.stores.sqlite import SqliteStore

TIMES = 25


def notes(office: Office, me: int) -> list[Any]:
    """Write into one job without saying what was read."""
    who = (ann, bob)[me]
    return [office.desk.act("JOB-000001", "note", {"remark": f"{me}"}, by=who).version for _ in range(TIMES)]


def takings(office: Office, me: int) -> list[Any]:
    """Take each job, as it was read when it was opened: who is second hears of it."""
    got: list[Any] = []
    for number in range(1, TIMES + 1):
        try:
            got.append(office.desk.act(f"JOB-{number:06d}", "take", by=(bob, cai)[me], expect=3).version)
        except Conflict as conflict:
            got.append((conflict.expected, conflict.found))
    return got


def registrations(office: Office, me: int) -> list[Any]:
    """Register jobs, all of them in one book."""
    return [office.desk.register("repair", LEAK, by=(ann, Actor("zoe", "clerk"))[me]).id for _ in range(TIMES)]


def ticks(office: Office, me: int) -> list[Any]:
    """Look at the clocks, an hour later."""
    office.clock.move_to(MORNING + timedelta(hours=1))
    return [office.desk.tick(limit=3).marks for _ in range(TIMES)]


def repetitions(office: Office, me: int) -> list[Any]:
    """Give one and the same command, as an impatient client does."""
    return [
        office.desk.act("JOB-000001", "note", {"remark": "x"}, by=ann, key=f"k-{number}").hash
        for number in range(TIMES)
    ]


def children(office: Office, me: int) -> list[Any]:
    """Register parts of one job: each writes to the parent too."""
    got = []
    while len(got) < TIMES // 5:
        try:
            got.append(office.desk.register("repair", {**LEAK, "parent": "JOB-000001"}, by=ann).id)
        except Conflict as conflict:  # the parent was written to in the meantime: the caller's to repeat
            assert conflict.case_id == "JOB-000001"
    return got


def work(what: str, path: Path, me: int, together: Any, answers: Any) -> None:
    """The life of one of the processes."""
    store = SqliteStore(path, durability="normal", busy_seconds=60)
    try:
        office = Office(store)
        together.wait(60)
        answers.put((me, globals()[what](office, me)))
    finally:
        store.close()


def pair(what: str, path: Path) -> list[list[Any]]:
    """Have two new processes do it at once; what each came to."""
    context = get_context("spawn")
    together, answers = context.Barrier(2), context.Queue()
    both = [context.Process(target=work, args=(what, path, me, together, answers)) for me in (0, 1)]
    for one in both:
        one.start()
    found = dict(answers.get(timeout=90) for _ in both)
    for one in both:
        one.join(60)
        assert one.exitcode == 0
    answers.close()
    answers.join_thread()
    return [found[0], found[1]]
