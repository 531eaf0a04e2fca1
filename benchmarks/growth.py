"""
Does a step of a case with a long history cost more than one of a young case?

Many cases, one after another, each take five hundred steps. Of each, the round that
ends with the 8th step and the one that ends with the 500th are timed: the same four
actions. What lies between them is some milliseconds, so a busy machine slows both.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.definitions import LI
from benchmarks.ours import desk_of, opened
from benchmarks.tables import FORM, ROUND
from benchmarks.worker import Job
from propflow.adapters.stores.memory import MemoryStore
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.ports import CaseStore

STEPS = 500
EARLY, LATE = 2, STEPS // len(ROUND)
"""The rounds that are compared; the first one holds step 5, the other step 500."""

UNCOUNTED = 3


def jobs(folder: Path) -> dict[str, Job]:
    """Growth over as many cases as are asked for, in memory and on disk."""
    return {
        "memory": lambda number: growth(MemoryStore(), number),
        "normal": lambda number: growth(SqliteStore(folder / "growth.db", durability="normal"), number),
    }


def growth(store: CaseStore, number: int) -> list[float]:
    """The median of late ÷ early, and the medians of both in microseconds for each step."""
    desk = desk_of(store)
    early, late = [], []
    for case in range(-UNCOUNTED, number):
        case_id = opened(desk, f"GROW-{case + UNCOUNTED:06}")
        times = [_timed(lambda case_id=case_id: _round(desk.act, case_id)) for _ in range(LATE)]  # type: ignore[misc]
        if case >= 0:
            early.append(times[EARLY - 1])
            late.append(times[LATE - 1])
    store.close()
    ratio = median(b / a for a, b in zip(early, late, strict=True))
    return [ratio, *(median(one) / len(ROUND) * 1e6 for one in (early, late))]


def _round(act: Callable[..., object], case_id: str) -> None:
    for action in ROUND:
        act(case_id, action, FORM, by=LI)


def _timed(work: Callable[[], None]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
