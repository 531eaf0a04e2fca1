"""
What SQLite's faults mean to whoever uses the store.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from propflow.errors import ForeignStore, InvalidValue, OutcomeUnknown, StoreError, Unavailable

FAULTS = (sqlite3.Error, UnicodeEncodeError)
"""What a statement may raise."""

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def before_commit(path: Path, fault: Exception) -> StoreError | InvalidValue:
    """The error for a fault before a commit: nothing was written."""
    if isinstance(fault, UnicodeEncodeError):
        return InvalidValue("text", "surrogate", "half of a surrogate pair, which no file can store")
    if _code(fault) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return ForeignStore(f"{path} is damaged, or cut short ({fault}). It was left as it is; restore a backup.")
    if is_busy(fault):
        return Unavailable(f"{path} is busy: another process is writing. Nothing was written; try again.")
    return Unavailable(f"{path} cannot be used: {fault}. Nothing was written.")


def of_commit(path: Path, fault: sqlite3.Error) -> StoreError | InvalidValue:
    """
    The error for a fault of the commit itself.

    When the disk fails in the middle of it, the log may or may not hold all of the
    change, and whoever opens the file next goes by the log.
    """
    if is_busy(fault):
        return before_commit(path, fault)
    return OutcomeUnknown(f"{path}: the commit failed ({fault}). Ask by the command's key whether it was carried out.")


def is_busy(fault: Exception) -> bool:
    """Does somebody else hold what was asked for?"""
    return _code(fault) in _BUSY


def is_undecodable(fault: Exception) -> bool:
    """Is something stored no text in UTF-8? Python says so itself, without a code of SQLite's."""
    return isinstance(fault, sqlite3.OperationalError) and _code(fault) is None


def _code(fault: Exception) -> int | None:
    """The primary result code of SQLite; None if the fault is not SQLite's own."""
    code: int | None = getattr(fault, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
