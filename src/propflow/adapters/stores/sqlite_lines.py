"""
Lines to an SQLite file: one connection for each thread, opened when it is first needed.

Writers of one process wait for each other at a lock; writers of several processes wait
at the file, up to `busy_seconds`.

After a fork the child opens lines of its own. SQLite's file locks do not survive a fork
while its books say that they do, so what the parent had open must be closed first. That
is safe for the thread that forks; if other threads had lines, the child is refused.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TypeAlias
from weakref import WeakSet

from propflow.adapters.stores import schema
from propflow.adapters.stores.sqlite_faults import FAULTS, before_commit, is_busy, is_undecodable, of_commit
from propflow.errors import InvalidValue, StoreError, Unavailable

Durability: TypeAlias = Literal["full", "normal"]
"""`full`: a commit outlives a loss of power. `normal`: it outlives the process; a loss of
power may undo the last ones, but leaves the file whole."""

Row: TypeAlias = tuple[Any, ...]
Standing: TypeAlias = tuple[str, str, int, str, str, "str | None", int]
"""How a case stood when it was read: tenant, id, version, workflow, state, due, whether flagged as unsealed."""

# Measured on steps of a case: a longer log before it is copied back saves a fifth at NORMAL,
# as pages written again and again are copied once; beyond 16 MB nothing is gained.
_PRAGMAS = """
pragma synchronous = {durability};
pragma cache_size = -16000;
pragma temp_store = memory;
pragma wal_autocheckpoint = 4000;
pragma journal_size_limit = 67108864;
pragma secure_delete = on;
"""

_ABANDONED: list[object] = []
"""Lines of other threads that a forked child has got: a thread may have been in the middle of one."""

_OPEN: WeakSet[Lines] = WeakSet()


class Line:
    """
    One thread's connection. As a context it is a transaction that writes.

    Attributes:
        execute: Carries out a statement; the cursor is reused.
        standing: How the case that was last read on this line stood.
    """

    __slots__ = ("__weakref__", "_lines", "connection", "execute", "standing")

    def __init__(self, lines: Lines, connection: sqlite3.Connection) -> None:
        self._lines = lines
        self.connection = connection
        self.execute: Callable[..., sqlite3.Cursor] = connection.cursor().execute
        self.standing: Standing | None = None

    def __enter__(self) -> Callable[..., sqlite3.Cursor]:
        lines = self._lines
        writing = lines.writing
        if not writing.acquire(False) and not writing.acquire(timeout=lines.busy_seconds):
            raise Unavailable(f"{lines.path} is busy: other threads are writing. Nothing was written; try again.")
        try:
            self.execute("begin immediate")
        except BaseException as fault:
            self._undo()
            if isinstance(fault, sqlite3.Error):
                raise lines.typed(fault) from fault
            raise
        return self.execute

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            try:
                self.execute("commit")
            except sqlite3.Error as failed:
                self._undo()
                raise of_commit(self._lines.path, failed) from failed
            except BaseException:
                self._undo()
                raise
            self._lines.writing.release()
            return
        self._undo()
        if isinstance(fault, FAULTS):
            raise self._lines.typed(fault) from fault

    def _undo(self) -> None:
        try:
            with suppress(sqlite3.Error):  # SQLite may have given the transaction up by itself
                self.connection.rollback()
        finally:
            self._lines.writing.release()

    def __del__(self) -> None:
        # The thread has ended, or the store is gone. Later Pythons complain of connections left open.
        self.connection.close()


class Lines:
    """
    A store's lines to its file.

    Args:
        path: The file. It is made if there is none, but not its folder.
        durability: What a commit outlives.
        busy_seconds: How long to wait for other writers before `Unavailable`.

    Raises:
        ForeignStore: If something else lies there, or a store that is damaged or
            of another version. It is left as it is.
        Unavailable: If the file cannot be opened or made.
    """

    durable = True

    def __init__(
        self, path: str | os.PathLike[str], *, durability: Durability = "full", busy_seconds: float = 10
    ) -> None:
        if durability not in ("full", "normal"):
            raise InvalidValue("durability", "choice", f"{durability!r} is neither 'full' nor 'normal'")
        if not busy_seconds >= 0:
            raise InvalidValue("busy_seconds", "range", f"{busy_seconds!r} is less than nothing")
        if os.fspath(path) in ("", ":memory:"):
            raise InvalidValue(
                "path", "no_file", f"{os.fspath(path)!r} names no file; MemoryStore keeps cases in memory"
            )
        self.path = Path(path).absolute()
        self.durability: Durability = durability
        self.busy_seconds = busy_seconds
        self._refusal = ""
        self._waited = False
        self._held: list[Line] = []
        self._renew()
        self._open(first=True)
        _OPEN.add(self)

    def line(self) -> Line:
        """This thread's line."""
        try:
            return self._own.line  # type: ignore[no-any-return]
        except AttributeError:
            return self._open(first=False)

    def rows(self, statement: str, arguments: Row = ()) -> list[Row]:
        """What a question answers, all of it."""
        line = self.line()
        try:
            return line.execute(statement, arguments).fetchall()
        except FAULTS as fault:
            return self.again(line, fault, statement, arguments)

    def row(self, statement: str, arguments: Row = ()) -> Row | None:
        """The first row of an answer; None if there is none."""
        found = self.rows(statement, arguments)
        return found[0] if found else None

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Questions asked within it are answered from one state of the store."""
        line = self.line()
        try:
            line.execute("begin")
            yield
        except FAULTS as fault:
            raise self.typed(fault) from fault
        finally:
            with suppress(sqlite3.Error):
                line.connection.rollback()

    def again(self, line: Line, fault: Exception, statement: str, arguments: Row) -> list[Row]:
        """
        Answer a question that failed, if it can be answered.

        A key with half of a surrogate pair is in no file: nothing is found. Stored bytes
        that are no text in UTF-8 were tampered with: they are shown as `\\xff`, which no
        canonical text contains, so that whoever checks the hash finds it.
        """
        if isinstance(fault, UnicodeEncodeError):
            return []
        if not is_undecodable(fault):
            raise self.typed(fault) from fault
        line.connection.text_factory = _spell_out
        try:
            return line.execute(statement, arguments).fetchall()
        except sqlite3.Error as still:
            raise self.typed(still) from still
        finally:
            line.connection.text_factory = str

    def typed(self, fault: Exception) -> StoreError | InvalidValue:
        """The error to raise for a fault before a commit."""
        return Unavailable(self._refusal) if self._refusal else before_commit(self.path, fault)

    def settings(self) -> dict[str, str | int]:
        """What SQLite says of this thread's line: `journal_mode`, `synchronous` (1 NORMAL, 2 FULL) and so on."""
        names = ("journal_mode", "synchronous", "page_size", "cache_size", "wal_autocheckpoint", "secure_delete")
        found = ((name, self.row(f"pragma {name}")) for name in names)
        return {name: row[0] for name, row in found if row is not None}

    def close(self) -> None:
        """Close the lines of all threads. Closing twice is legal."""
        self._refusal = "The store was closed."
        self._close_lines()

    def _close_lines(self) -> None:
        for line in list(self._lines):
            line.connection.close()

    def _renew(self) -> None:
        self._own = threading.local()
        self._lines: WeakSet[Line] = WeakSet()
        self.writing = threading.Lock()

    def _open(self, *, first: bool) -> Line:
        if self._refusal:
            raise Unavailable(self._refusal)
        new = schema.is_new(self.path)
        if new and not first:
            raise Unavailable(f"{self.path} is gone. Nothing was written.")
        connection: sqlite3.Connection | None = None
        try:
            connection = sqlite3.connect(
                f"{self.path.as_uri()}?mode={'rwc' if new else 'rw'}",
                uri=True,
                timeout=self.busy_seconds,
                isolation_level=None,
                check_same_thread=False,
            )
            if first and connection.execute("pragma page_count").fetchone()[0] == 0:
                schema.create(connection)
            schema.check(connection, self.path)
            self._log_ahead(connection)
            for pragma in _PRAGMAS.format(durability=self.durability).split(";"):
                connection.execute(pragma)
        except BaseException as fault:
            if connection is not None:
                connection.close()
            if isinstance(fault, sqlite3.Error):
                raise self.typed(fault) from fault
            raise
        line = Line(self, connection)
        self._lines.add(line)
        self._own.line = line
        return line

    def _log_ahead(self, connection: sqlite3.Connection) -> None:
        """Switch to the write-ahead log. SQLite does not wait for other processes here, so we do."""
        until = time.monotonic() + self.busy_seconds
        while True:
            try:
                (mode,) = connection.execute("pragma journal_mode = wal").fetchone()
                break
            except sqlite3.OperationalError as fault:
                if not is_busy(fault) or time.monotonic() >= until:
                    raise
                time.sleep(0.005)
        if mode != "wal":
            raise Unavailable(f"{self.path} lies where SQLite cannot keep a write-ahead log. Use a local disk.")

    def before_fork(self) -> None:
        """Wait for a commit in progress, and hold on to all lines: in the child other threads' would be torn down."""
        self._waited = self.writing.acquire(timeout=self.busy_seconds)
        self._held = list(self._lines)

    def after_fork_in_parent(self) -> None:
        """Go on."""
        self._held = []
        if self._waited:
            self.writing.release()

    def after_fork_in_child(self) -> None:
        """Close the line of the thread that forked, so that a new one is opened; refuse if there are others."""
        mine: Line | None = getattr(self._own, "line", None)
        if self._waited and all(line is mine for line in self._held):
            self._close_lines()
        else:
            _ABANDONED.extend(self._held)
            self._refusal = f"{self.path} was in use by several threads when this process was forked. Fork first."
        self._held = []
        self._renew()


def _spell_out(stored: bytes) -> str:
    return stored.decode("utf-8", "backslashreplace")


def _at_fork(step: Callable[[Lines], None]) -> Callable[[], None]:
    def each() -> None:
        for lines in list(_OPEN):
            step(lines)

    return each


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_at_fork(Lines.before_fork),
        after_in_parent=_at_fork(Lines.after_fork_in_parent),
        after_in_child=_at_fork(Lines.after_fork_in_child),
    )
