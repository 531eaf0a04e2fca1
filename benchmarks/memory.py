"""
How much memory a case takes that stays in the process.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.definitions import ring
from benchmarks.ours import desk_of, opened
from benchmarks.worker import Job
from propflow.adapters.stores.memory import MemoryStore
from propflow.model.canonical import digest
from propflow.model.cases import Case
from propflow.model.instants import system_now
from propflow.wire import read_head


def jobs(folder: Path) -> dict[str, Job]:
    """Bytes for each case, over as many as are asked for."""
    del folder
    return {"bare": _bare, "opened": _opened}


def _bare(number: int) -> float:
    """Cases with an id, a hash and instants of their own, and nothing said of them yet."""
    key, now = ring().key, system_now()

    def make(n: int) -> Case:
        later = timedelta(microseconds=n)
        return Case(
            tenant="riverside",
            id=f"RNG-{n:06}",
            workflow=key,
            state="submitted",
            version=2,
            acted=2,
            hash=digest(str(n)),
            registered_at=now + later,
            recorded_at=now + 2 * later,
        )

    return _bytes_each(make, number)


def _opened(number: int) -> float:
    """Cases as they are read from their heads: open, with what their first two records have said."""
    store = MemoryStore()
    desk = desk_of(store)
    names = [opened(desk, f"RNG-{n:06}") for n in range(number)]
    heads = [store.head(desk.tenant, name) for name in names]
    return _bytes_each(lambda n: read_head(names[n], heads[n].text), number)  # type: ignore[union-attr]


def _bytes_each(make: Callable[[int], Any], number: int) -> float:
    kept: list[Any] = [None] * number
    make(0)
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for n in range(number):
        kept[n] = make(n)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (after - before) / number
