"""What other processes do to a store in tests; each can be started as `python -m tests.adapters.stores.workers`."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from tests.adapters.stores.changes import HOME, begin, change, message, write

from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import Conflict, PropflowError


def race(path: str, barrier: Barrier, rounds: int, results: Any) -> None:
    """Write each version of a case at the same time as the other process, and tell which ones succeeded."""
    store = SqliteStore(path, durability="normal")
    won = []
    for version in range(1, rounds + 1):
        barrier.wait()
        head = store.head(HOME, "C-1")
        assert head is not None
        try:
            store.commit(change(write("C-1", version), messages=(message(f"m-{version}"),)))
        except Conflict as met:
            assert (met.case_id, met.expected, met.found) == ("C-1", version, version + 1)
        else:
            won.append(version)
        barrier.wait()
    store.close()
    results.put(won)


def stream(path: str, durability: Any) -> None:
    """Commit without end, over ten cases in turn, and print each version once its commit has returned."""
    store = SqliteStore(path, durability=durability)
    cases = [f"C-{n}" for n in range(10)]
    begin(store, *cases)
    for version in range(1, 1_000_000):
        for case_id in cases:
            owed = (message(f"{case_id}-{version}", text="x" * 3000),)
            store.commit(change(write(case_id, version, state=f"s{version}"), messages=owed))
            print(case_id, version + 1, flush=True)  # noqa: T201


def forked(path: str) -> None:
    """
    Fork with the store open. The child commits while the parent has the store open,
    and again after the parent has closed it; then the parent looks at both.
    """
    store = SqliteStore(path)
    begin(store, "C-1")
    hear, say = os.pipe()
    told, tell = os.pipe()

    def child() -> None:
        begin(store, "C-2")
        os.write(tell, b"1")
        os.close(say)
        os.read(hear, 1)
        begin(store, "C-3")

    pid = _fork(child)
    os.read(told, 1)
    begin(store, "C-4")
    store.close()
    os.write(say, b"1")
    os.close(say)
    _, status = os.waitpid(pid, 0)
    again = SqliteStore(path)
    assert os.waitstatus_to_exitcode(status) == 0
    assert [one.case_id for one in again.find(HOME)] == ["C-1", "C-2", "C-3", "C-4"]
    assert again.row("pragma integrity_check") == ("ok",)
    again.close()


def forked_from_threads(path: str) -> None:
    """Fork while another thread has a line to the store: the child is refused, the parent goes on."""
    store = SqliteStore(path)
    ready, done = threading.Event(), threading.Event()

    def other() -> None:
        begin(store, "C-1")
        ready.set()
        done.wait()

    def child() -> None:
        try:
            store.head(HOME, "C-1")
        except PropflowError as refused:
            assert "threads when this process was forked" in str(refused)
            return
        raise AssertionError("not refused")

    thread = threading.Thread(target=other)
    thread.start()
    ready.wait()
    _, status = os.waitpid(_fork(child), 0)
    done.set()
    thread.join()
    begin(store, "C-2")
    store.close()
    assert os.waitstatus_to_exitcode(status) == 0


def _fork(child: Callable[[], None]) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            child()
        except BaseException as fault:  # noqa: BLE001
            os.write(2, repr(fault).encode())
            os._exit(1)
        os._exit(0)
    return pid


if __name__ == "__main__":
    {"stream": stream, "forked": forked, "forked_from_threads": forked_from_threads}[sys.argv[1]](*sys.argv[2:])


ROOT = Path(__file__).parents[3]
"""Where `python -m` finds this module."""
