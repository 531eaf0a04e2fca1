"""What the SQLite store does when the disk is full, fails, or may not be written to, and what erasing leaves on it."""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.adapters.stores.changes import HOME, begin, change, command, secret, write

from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import OutcomeUnknown, Unavailable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store is to be."""
    return tmp_path / "office.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    """A store in a file that does not wait for the disk."""
    made = SqliteStore(path, durability="normal")
    yield made
    made.close()


def test_disk_full(store: SqliteStore) -> None:
    """A commit that finds no room for its rows writes nothing, and the store can be used afterwards."""
    begin(store, "C-1")
    (pages,) = store.row("pragma page_count") or (0,)
    store.row(f"pragma max_page_count = {pages}")
    with pytest.raises(Unavailable, match=r"full.*[Nn]othing was written"):
        store.commit(change(write("C-2", head="h" * 100_000)))
    store.row("pragma max_page_count = 1000000")
    assert store.head(HOME, "C-2") is None
    begin(store, "C-2", head="h" * 100_000)


@contextmanager
def longest_file(size: int) -> Iterator[None]:
    """Within it no file of this process can grow beyond a size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_disk_fails_at_commit(store: SqliteStore, path: Path) -> None:
    """When the disk fails in the middle of the commit itself, the outcome is unknown, and asking tells it."""
    begin(store, "C-1")
    log = path.with_name(path.name + "-wal")
    with longest_file(log.stat().st_size + 5000), pytest.raises(OutcomeUnknown, match="the commit failed"):
        store.commit(change(write("C-2", head="h" * 50_000), command=command("k-2", "C-2")))
    written = store.command(HOME, "li", "k-2") is not None
    assert (store.head(HOME, "C-2") is not None) == written
    begin(store, "C-3")
    assert store.row("pragma integrity_check") == ("ok",)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Within it this process may write only what anybody may, even if it is run by the superuser."""
    superuser = os.geteuid() == 0
    if superuser:
        os.seteuid(65534)
    try:
        yield
    finally:
        if superuser:
            os.seteuid(0)


def test_read_only_file() -> None:
    """A store in a file that may only be read cannot be written to: nothing is, and the error is a typed one."""
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "office.db"
        store = SqliteStore(path)
        begin(store, "C-1")
        store.close()
        before = path.read_bytes()
        path.chmod(0o444)
        folder.chmod(0o555)
        with without_privileges(), pytest.raises(Unavailable, match=r"[Nn]othing was written"):
            begin(SqliteStore(path), "C-new")
        assert path.read_bytes() == before
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_erased_for_good(store: SqliteStore, path: Path) -> None:
    """Erased values are in no file any more: not in the table, not in the log, however long and many they were."""
    ids = [f"C-{n * 37 % 200:03}" for n in range(200)]
    for n, case_id in enumerate(ids):
        text = f"secret of {case_id}, " + "z" * (5, 60, 900, 6000)[n % 4]
        store.commit(change(write(case_id), confidential=(secret(case_id, text=text),)))
        if n % 50 == 0:
            store.row("pragma wal_checkpoint(truncate)")

    def lying_about(those: list[str]) -> int:
        found = b"".join(one.read_bytes() for one in path.parent.iterdir())
        return sum(f"secret of {case_id},".encode() in found for case_id in those)

    assert (lying_about(ids[:100]), lying_about(ids[100:])) == (100, 100)
    assert [store.erase(HOME, case_id) for case_id in ids[:100]] == [1] * 100
    assert (lying_about(ids[:100]), lying_about(ids[100:])) == (0, 100)
