"""What the SQLite store promises where several processes share its file, die, or fork."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.adapters.stores.changes import HOME, begin, change, record, write
from tests.adapters.stores.workers import ROOT, race

from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import Conflict, Unavailable

MODULE = "tests.adapters.stores.workers"


def run(job: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Do a job in a process of its own; whatever it complains of is in its errors."""
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-m", MODULE, job, str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_two_processes(tmp_path: Path) -> None:
    """Of two processes that write a case at the same time exactly one succeeds, for every version."""
    path, rounds = tmp_path / "office.db", 40
    store = SqliteStore(path, durability="normal")
    begin(store, "C-1")
    spawn = multiprocessing.get_context("spawn")
    barrier, results = spawn.Barrier(2), spawn.Queue()
    workers = [spawn.Process(target=race, args=(str(path), barrier, rounds, results)) for _ in range(2)]
    for one in workers:
        one.start()
    won = results.get(timeout=60) + results.get(timeout=60)
    for one in workers:
        one.join(60)
    assert [one.exitcode for one in workers] == [0, 0]
    assert sorted(won) == list(range(1, rounds + 1))
    assert list(store.journal(HOME, "C-1")) == [record(number) for number in range(1, rounds + 2)]
    assert len(store.messages_of(HOME, "C-1")) == rounds
    store.close()


def test_two_processes_open_a_new_file(tmp_path: Path) -> None:
    """Two stores that make the same file at once share it."""
    paths = [tmp_path / f"{n}.db" for n in range(15)]
    stores: list[SqliteStore] = []
    faults: list[BaseException] = []
    start = threading.Barrier(2)

    def opening() -> None:
        try:
            for path in paths:
                start.wait()
                stores.append(SqliteStore(path))
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)
            start.abort()

    threads = [threading.Thread(target=opening) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert faults == []
    for n, store in enumerate(stores):
        begin(store, f"C-{n}")
    assert sorted(len(store.find(HOME)) for store in stores) == [2] * 30
    for store in stores:
        store.close()


@pytest.mark.parametrize("durability", ["full", "normal"])
def test_killed(tmp_path: Path, durability: str) -> None:
    """A process killed in the middle of its commits leaves whole cases, and every commit that had returned."""
    path = tmp_path / "office.db"
    command = [sys.executable, "-m", MODULE, "stream", str(path), durability]
    worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    told = dict.fromkeys((f"C-{n}" for n in range(10)), 0)
    for _ in range(700):
        case_id, version = worker.stdout.readline().split()
        told[case_id] = int(version)
    worker.kill()
    worker.wait()
    worker.stdout.close()
    store = SqliteStore(path)
    assert store.row("pragma integrity_check") == ("ok",)
    for case_id, version in told.items():
        head = store.head(HOME, case_id)
        assert head is not None
        assert head.version >= version
        assert head.last == record(head.version)
        assert [one.number for one in store.journal(HOME, case_id)] == list(range(1, head.version + 1))
        assert [one.case_id for one in store.find(HOME, state=f"s{head.version - 1}")].count(case_id) == 1
        assert len(store.messages_of(HOME, case_id)) == head.version - 1
    begin(store, "C-new")
    store.close()


def test_moved_by_another(tmp_path: Path) -> None:
    """What one store remembers of a case does not mislead it when another has moved the case in the meantime."""
    here, there = (SqliteStore(tmp_path / "office.db", durability="normal") for _ in range(2))
    begin(here, "C-1")
    here.head(HOME, "C-1")
    there.commit(change(write("C-1", 1, state="closed", due="2026")))
    with pytest.raises(Conflict) as met:
        here.commit(change(write("C-1", 1)))
    assert met.value.found == 2
    here.commit(change(write("C-1", 2, state="open")))
    assert [one.version for one in there.find(HOME, state="open")] == [3]
    assert not there.find(HOME, state="closed")
    assert not there.due("2027", 9)
    here.close()
    there.close()


def test_busy(tmp_path: Path) -> None:
    """While another process writes, a commit waits for a while, then fails with nothing written; reading goes on."""
    here, there = (SqliteStore(tmp_path / "office.db", busy_seconds=0) for _ in range(2))
    begin(here, "C-1")
    with there.line():
        with pytest.raises(Unavailable, match="busy"):
            begin(here, "C-2")
        assert here.head(HOME, "C-1") is not None
    assert here.head(HOME, "C-2") is None
    begin(here, "C-2")
    here.close()
    there.close()


def test_busy_thread(tmp_path: Path) -> None:
    """While another thread of the same store writes, a commit waits no longer than it was told to."""
    store = SqliteStore(tmp_path / "office.db", busy_seconds=0)
    faults: list[BaseException] = []

    def other() -> None:
        try:
            begin(store, "C-1")
        except Unavailable as fault:
            faults.append(fault)

    thread = threading.Thread(target=other)
    with store.line():
        thread.start()
        thread.join()
    assert len(faults) == 1
    assert store.head(HOME, "C-1") is None
    store.close()


def test_threads_have_lines(tmp_path: Path) -> None:
    """Each thread has a connection of its own, which ends with it; closing the store closes them all."""
    store = SqliteStore(tmp_path / "office.db", durability="normal")
    begin(store, "C-1")
    found: list[object] = []
    seen, closed = threading.Event(), threading.Event()

    def other() -> None:
        found.append(store.head(HOME, "C-1"))
        found.append(store.line())
        seen.set()
        closed.wait()
        try:
            store.head(HOME, "C-1")
        except Unavailable as fault:
            found.append(str(fault))

    thread = threading.Thread(target=other)
    thread.start()
    seen.wait()
    assert found == [store.head(HOME, "C-1"), found[1]]
    assert found[1] is not store.line()
    store.close()
    closed.set()
    thread.join()
    assert found[2] == "The store was closed."


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
@pytest.mark.parametrize("job", ["forked", "forked_from_threads"])
def test_fork(tmp_path: Path, job: str) -> None:
    """A store can be used on both sides of a fork; if other threads had it open, the child is refused."""
    done = run(job, tmp_path / "office.db")
    assert (done.returncode, done.stderr) == (0, "")
