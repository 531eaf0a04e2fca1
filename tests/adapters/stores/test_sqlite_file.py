"""Which files the SQLite store takes for its own, and that it leaves all others as they are."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from tests.adapters.stores.changes import HOME, begin

from propflow.adapters.stores import schema
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import ForeignStore, StoreError, Unavailable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store is to be."""
    return tmp_path / "office.db"


def a_file(path: Path) -> bytes:
    """The bytes of a closed store with a hundred cases."""
    store = SqliteStore(path, durability="normal")
    begin(store, *(f"C-{n:03}" for n in range(100)), head="h" * 500)
    store.close()
    return path.read_bytes()


def refused(path: Path, words: str) -> None:
    """Assert that a file is refused in these words, and left alone with no other file beside it."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(ForeignStore, match=words):
        SqliteStore(path)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside


def test_odd_path(tmp_path: Path) -> None:
    """A path may hold blanks, question marks and Chinese."""
    path = tmp_path / "物业 50% ? #1.db"
    store = SqliteStore(path)
    begin(store, "C-1")
    store.close()
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_empty_file(path: Path) -> None:
    """An empty file is taken for a new store."""
    path.touch()
    store = SqliteStore(path)
    begin(store, "C-1")
    store.close()


@pytest.mark.parametrize("text", [b"Dear Sir or Madam,", b"x" * 5000, b"SQLite format 3\x00"])
def test_other_file(path: Path, text: bytes) -> None:
    """A file that is no database is refused and left as it is."""
    path.write_bytes(text)
    refused(path, "not a propflow store but some other file")


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_foreign_database(path: Path, mode: str) -> None:
    """A database of another program is refused and left as it is."""
    other = sqlite3.connect(path)
    other.execute(f"pragma journal_mode = {mode}")
    other.execute("create table heads (tenant text, case_id text)")
    other.commit()
    other.close()
    refused(path, "a database of another program")


@pytest.mark.parametrize(("version", "words"), [(schema.SCHEMA + 1, "newer propflow"), (0, "version 0")])
def test_other_schema(path: Path, version: int, words: str) -> None:
    """A store whose tables are of another version is refused and left as it is."""
    a_file(path)
    other = sqlite3.connect(path)
    other.execute(f"pragma user_version = {version}")
    other.close()
    refused(path, words)


def test_missing_tables(path: Path) -> None:
    """A file with our mark but not our tables is refused and left as it is."""
    other = sqlite3.connect(path)
    other.execute(f"pragma application_id = {schema.APPLICATION_ID}")
    other.execute(f"pragma user_version = {schema.SCHEMA}")
    other.execute("create table records (number)")
    other.close()
    refused(path, "lacks heads, messages")


@pytest.mark.parametrize("length", [1, 50, 99, 100, 1000, 4096, 10_000, -4096, -1])
def test_truncated(path: Path, length: int) -> None:
    """A file that was cut short, wherever, is refused and left as it is."""
    whole = a_file(path)
    path.write_bytes(whole[:length])
    refused(path, "cut short|some other file")


@pytest.mark.parametrize("make", ["folder", "no folder"])
def test_no_file(tmp_path: Path, make: str) -> None:
    """A path that is a folder, or lies in none, is refused."""
    path = tmp_path / "there"
    if make == "folder":
        path.mkdir()
    with pytest.raises(StoreError, match="is a folder" if make == "folder" else "cannot be used"):
        SqliteStore(path if make == "folder" else path / "office.db")


def test_file_is_gone(path: Path) -> None:
    """A thread that finds the file gone does not make a new one in its place."""
    store = SqliteStore(path, durability="normal")
    begin(store, "C-1")
    for one in path.parent.iterdir():
        one.unlink()
    faults: list[Exception] = []

    def other() -> None:
        try:
            begin(store, "C-2")
        except Unavailable as fault:
            faults.append(fault)

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert "is gone" in str(faults[0])
    assert not list(path.parent.iterdir())
    store.close()


def test_damaged_page(path: Path) -> None:
    """Damage that shows only when a page is read is told as such, and the store can still be closed."""
    whole = bytearray(a_file(path))
    for place in range(8192, len(whole) - 8192, 4096):
        whole[place : place + 200] = b"\xff" * 200
    path.write_bytes(whole)
    store = SqliteStore(path)
    with pytest.raises(ForeignStore, match="damaged"):
        store.find(HOME)
    store.close()
