"""
The tables of an SQLite store, and the marks by which its file is known.

A file says in its first hundred bytes whose it is and of which version. These are
read before SQLite opens it: SQLite would recover, or even begin to fill, a file that
is not ours.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from propflow.errors import ForeignStore, Unavailable

APPLICATION_ID = 0x50524F46
"""`PROF`, in bytes 68 to 71 of the file."""

SCHEMA = 1
"""The version of the tables, in bytes 60 to 63. Raised when a table changes."""

_MAGIC = b"SQLite format 3\x00"
_MARKS = ("application_id", "user_version", "page_count", "page_size")

# Text compares by its bytes (collation BINARY, the default). Tables whose rows hold long
# text keep their rowid: a journal then grows at the end of the file's newest pages, and
# only its narrow index is written to in the middle, which halves what a commit writes.
TABLES = """
create table heads (
    tenant text not null, case_id text not null, version integer not null, text text not null,
    workflow text not null, state text not null, due text, unsealed integer not null,
    primary key (tenant, case_id)
);
create index heads_by_state on heads (tenant, workflow, state, case_id);
create index heads_due on heads (tenant, due, case_id) where due is not null;
create index heads_unsealed on heads (tenant, case_id) where unsealed = 1;

create table records (
    tenant text not null, case_id text not null, number integer not null, hash text not null, text text not null,
    primary key (tenant, case_id, number)
);

create table commands (
    tenant text not null, actor text not null, key text not null,
    digest text not null, case_id text not null, version integer not null,
    primary key (tenant, actor, key)
) without rowid;

create table entries (
    tenant text not null, book text not null, number integer not null,
    case_id text not null, record_hash text not null, hash text not null,
    primary key (tenant, book, number)
) without rowid;

create table confidential (
    tenant text not null, case_id text not null, number integer not null, field text not null,
    salt text not null, text text not null, erased integer not null,
    primary key (tenant, case_id, number, field)
);

create table messages (
    place integer primary key,
    tenant text not null, id text not null, case_id text not null, at text not null, text text not null,
    unique (tenant, id)
);
create index messages_by_case on messages (tenant, case_id, id);

create table deliveries (
    tenant text not null, message_id text not null, channel text not null,
    status text not null, attempts integer not null, next_at text not null, note text not null,
    primary key (tenant, message_id, channel)
) without rowid;
create index deliveries_open on deliveries (channel, next_at) where status in ('taken', 'retry');
create index deliveries_dead on deliveries (tenant) where status = 'dead';

create table channels (channel text not null primary key, seen integer not null) without rowid;
create table passed_over (
    channel text not null, place integer not null, primary key (channel, place)
) without rowid;

create table seals (
    tenant text not null, number integer not null, hash text not null, text text not null,
    primary key (tenant, number)
);

create table accesses (
    tenant text not null, number integer not null, at text not null, text text not null,
    primary key (tenant, number)
) without rowid;

create table definitions (fingerprint text not null primary key, text text not null);
"""


def is_new(path: Path) -> bool:
    """
    Is there nothing yet, or an empty file, where the store is to be?

    Raises:
        ForeignStore: If something lies there that is not a store of ours. It is only read.
        Unavailable: If it cannot be read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(100)
    except FileNotFoundError:
        return True
    except IsADirectoryError:
        raise ForeignStore(f"{path} is a folder, not a file with a propflow store.") from None
    except OSError as fault:
        raise Unavailable(f"{path} cannot be read: {fault.strerror or fault}.") from fault
    if not start:
        return True
    if len(start) < 100 or not start.startswith(_MAGIC):
        raise ForeignStore(f"{path} is not a propflow store but some other file. It was left as it is.")
    _ours(path, int.from_bytes(start[68:72], "big"), int.from_bytes(start[60:64], "big"))
    return False


def check(connection: sqlite3.Connection, path: Path) -> None:
    """
    Make sure that an open file is ours and whole, by what SQLite says of it.

    Raises:
        ForeignStore: If it is not.
        sqlite3.Error: If SQLite cannot read it.
    """
    connection.execute("begin")
    try:
        found = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
        application, version, pages, size = (connection.execute(f"pragma {one}").fetchone()[0] for one in _MARKS)
        _ours(path, application, version)
        # SQLite itself does not miss the end of the last page. Pages may lie in the log instead.
        log = path.with_name(f"{path.name}-wal")
        if not (log.exists() and log.stat().st_size) and path.stat().st_size < pages * size:
            raise ForeignStore(f"{path} was cut short. It was left as it is; restore a backup.")
    finally:
        connection.rollback()
    missing = {"heads", "records", "messages"} - {name for (name,) in found}
    if missing:
        raise ForeignStore(
            f"{path} lacks {', '.join(sorted(missing))}; it is no whole propflow store. It was left as it is."
        )


def create(connection: sqlite3.Connection) -> None:
    """
    Make the tables, unless another process has just done so. One transaction.

    Raises:
        sqlite3.Error: If that fails; then the file is as empty as before.
    """
    connection.execute("begin exclusive")
    try:
        if connection.execute("select count(*) from sqlite_master").fetchone()[0] == 0:
            for statement in TABLES.split(";"):
                connection.execute(statement)
            connection.execute(f"pragma application_id = {APPLICATION_ID}")
            connection.execute(f"pragma user_version = {SCHEMA}")
        connection.execute("commit")
    except BaseException:
        connection.rollback()
        raise


def _ours(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID:
        raise ForeignStore(f"{path} is a database of another program. It was left as it is.")
    if version > SCHEMA:
        raise ForeignStore(
            f"{path} was written by a newer propflow: its tables are of version {version}, this one knows {SCHEMA}. "
            "It was left as it is; use the newer propflow."
        )
    if version != SCHEMA:
        raise ForeignStore(
            f"{path} has tables of version {version}, which this propflow does not know. It was left as it is."
        )
