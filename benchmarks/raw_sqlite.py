"""
Bare sqlite3: what a step must cost on disk, whatever decides it.

The statements of `SqliteStore` for one step, on its schema and with its settings, from
one cursor, with texts that were made beforehand. Before anything is measured, both
are listened to: if the store says anything else than this module, it refuses to go on.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any, Literal

from benchmarks.definitions import LI
from benchmarks.ours import CASES, desk_of, opened
from benchmarks.tables import FORM, ROUND
from benchmarks.worker import Job
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.desk import Desk

HEAD = """
select h.version, h.text, r.hash, r.text, h.workflow, h.state, h.due, h.unsealed
from heads h left join records r on r.tenant = h.tenant and r.case_id = h.case_id and r.number = h.version
where h.tenant = ? and h.case_id = ?"""
UPDATE = "update heads set version = ?, text = ?, workflow = ?, state = ? where {key}"
UPDATE_DUE = "update heads set version = ?, text = ?, workflow = ?, state = ?, due = ? where {key}"
KEY = "tenant = ? and case_id = ? and version = ? and unsealed = 1"
RECORD = "insert into records (tenant, case_id, number, hash, text) values (?, ?, ?, ?, ?)"

TENANT = "riverside"
SETTINGS = ("cache_size", "secure_delete", "synchronous", "wal_autocheckpoint")

Written = tuple[str, str, str | None, str, str]
"""What a step writes: head, state, due, hash and record."""


def jobs(folder: Path) -> dict[str, Job]:
    """Bare steps with either durability."""
    return {"normal": _steps(folder / "normal.db", "normal"), "full": _steps(folder / "full.db", "full")}


def _steps(path: Path, durability: Literal["normal", "full"]) -> Job:
    store = SqliteStore(path, durability=durability)
    desk = desk_of(store)
    ids = [opened(desk, f"RNG-{number:06}") for number in range(CASES)]
    for case_id in ids:
        _round(desk, case_id)
    written = [_last(store, desk.act(ids[0], action, FORM, by=LI).id) for action in ROUND]
    said = _said(store.line().connection, lambda: _round(desk, ids[1]))

    connection = sqlite3.connect(path, isolation_level=None)
    for name in SETTINGS:
        connection.execute(f"pragma {name} = {store.settings()[name]}")
    versions = {case_id: desk.case(case_id).version for case_id in ids}
    store.close()
    execute = connection.cursor().execute
    turn = cycle(ids)
    update, update_due = UPDATE.format(key=KEY), UPDATE_DUE.format(key=KEY)

    def step(case_id: str, one: Written) -> None:
        head, state, due, hash_, record = one
        version, _, _, _, _, _, was_due, _ = execute(HEAD, (TENANT, case_id)).fetchone()
        execute("begin immediate")
        if due == was_due:
            done = execute(update, (version + 1, head, "ring", state, TENANT, case_id, version))
        else:
            done = execute(update_due, (version + 1, head, "ring", state, due, TENANT, case_id, version))
        assert done.rowcount == 1
        execute(RECORD, (TENANT, case_id, version + 1, hash_, record))
        execute("commit")

    def run(number: int) -> None:
        for _ in range(number // len(written)):
            case_id = next(turn)
            for one in written:
                step(case_id, one)

    repeated = _said(connection, lambda: run(len(ROUND)))
    if repeated != said:
        raise RuntimeError("SqliteStore no longer says what raw_sqlite.py does:\n" + "\n".join(said))
    assert execute("select version from heads where case_id = ?", (ids[0],)).fetchone()[0] == versions[ids[0]] + 4
    return run


def _round(desk: Desk, case_id: str) -> None:
    for action in ROUND:
        desk.act(case_id, action, FORM, by=LI)


def _last(store: SqliteStore, case_id: str) -> Written:
    question = "select h.text, h.state, h.due, r.hash, r.text from heads h join records r using (tenant, case_id) "
    found: Any = store.row(question + "where case_id = ? and number = version", (case_id,))
    return tuple(found)  # type: ignore[return-value]


def _said(connection: sqlite3.Connection, work: Callable[[], None]) -> list[str]:
    """The statements that reach SQLite, without their values."""
    with _listening(connection) as heard:
        work()
    return [re.sub(r"\s+", " ", re.sub(r"'(?:[^']|'')*'|\bNULL\b|\b\d+\b", "?", one)).strip().lower() for one in heard]


@contextmanager
def _listening(connection: sqlite3.Connection) -> Iterator[list[str]]:
    heard: list[str] = []
    connection.set_trace_callback(heard.append)
    try:
        yield heard
    finally:
        connection.set_trace_callback(None)
