"""
Tampering with copies of a store, each in another way, and what verifying makes of it.

The forger here knows the format and has the file: hashes alone do not stop him.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import attrs

from propflow.adapters.stores.sqlite import SqliteStore
from propflow.definition.workflow import Workflow
from propflow.desk import Desk, VerifyReport
from propflow.engine.fold import apply
from propflow.engine.record import record_hash
from propflow.model.canonical import canonical
from propflow.model.cases import Case, next_due
from propflow.wire import write_head

Anchors = Mapping[str, tuple[int, str]]
Forgery = Callable[[sqlite3.Connection], None]

_CASE: Final = " where tenant = ? and case_id = ?"


@attrs.frozen
class Attempt:
    """
    A way of tampering, and what is promised about it.

    Attributes:
        name: The copy's name.
        what: In words, for the reader.
        forge: Does it to a copy; None leaves it as it is.
        found: Is it promised to be found without an anchor?
        anchored: And with one?
        backup: Is it an older backup that is put in the store's place? It lies there already.
    """

    name: str
    what: str
    forge: Forgery | None
    found: bool
    anchored: bool
    backup: bool = False


@attrs.frozen
class Outcome:
    """What verifying made of an attempt, without an anchor and with one."""

    attempt: Attempt
    copy: Path
    alone: VerifyReport
    anchored: VerifyReport

    @property
    def found(self) -> tuple[bool, bool]:
        """Was it found without an anchor, and with one?"""
        return bool(self.alone.faults), bool(self.anchored.faults)

    @property
    def as_promised(self) -> bool:
        """Was found what is promised to be found, and nothing else?"""
        return self.found == (self.attempt.found, self.attempt.anchored)


def copied(source: Path, target: Path) -> None:
    """Make a copy of a database that is in use."""
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)


def tried(attempt: Attempt, source: Path, copy: Path, workflows: Iterable[Workflow], anchors: Anchors) -> Outcome:
    """Tamper with a copy of *source*, or take the backup that lies there, and verify it."""
    if not attempt.backup:
        copied(source, copy)
    if attempt.forge is not None:
        with closing(sqlite3.connect(copy)) as connection:
            attempt.forge(connection)
            connection.commit()
    with closing(SqliteStore(copy)) as store:
        desk = Desk(workflows, store)
        return Outcome(attempt, copy, desk.verify(), desk.verify(anchors))


# --- ways ---------------------------------------------------------------------------------


def head_edited(tenant: str, case: str, state: str, other: str) -> Forgery:
    """Say in the head, and in its index, that the case is in another state."""

    def forge(connection: sqlite3.Connection) -> None:
        (text,) = connection.execute("select text from heads" + _CASE, (tenant, case)).fetchone()
        forged = text.replace(f'"state":"{state}"', f'"state":"{other}"')
        connection.execute("update heads set text = ?, state = ?" + _CASE, (forged, other, tenant, case))

    return forge


def byte_changed(tenant: str, case: str, number: int, word: str) -> Forgery:
    """Change one byte of a record, in a word that stands in it."""

    def forge(connection: sqlite3.Connection) -> None:
        place = (tenant, case, number)
        (text,) = connection.execute(f"select text from records{_CASE} and number = ?", place).fetchone()
        at = text.index(word)
        forged = text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :]
        connection.execute(f"update records set text = ?{_CASE} and number = ?", (forged, *place))

    return forge


def case_removed(tenant: str, case: str) -> Forgery:
    """Remove every trace of a case, its line in the book included."""

    def forge(connection: sqlite3.Connection) -> None:
        for name in ("heads", "records", "messages", "confidential", "entries"):
            connection.execute(f"delete from {name}{_CASE}", (tenant, case))

    return forge


def last_seal_removed(tenant: str) -> Forgery:
    """Take the newest seal away."""

    def forge(connection: sqlite3.Connection) -> None:
        connection.execute(
            "delete from seals where tenant = ?1 and number = (select max(number) from seals where tenant = ?1)",
            (tenant,),
        )

    return forge


def rewritten(tenant: str, case: str, number: int, field: str, value: str) -> Forgery:
    """
    Change what a record says and make everything anew that follows from it.

    Records from there on get the hashes they would have had, and head and index what
    these add up to: nothing in the case contradicts itself any more.
    """

    def forge(connection: sqlite3.Connection) -> None:
        rows: Sequence[tuple[int, str, str]] = connection.execute(
            f"select number, hash, text from records{_CASE} order by number", (tenant, case)
        ).fetchall()
        folded: Case | None = None
        for place, hash_, text in rows:
            data: dict[str, Any] = json.loads(text)
            if place == number:
                data["form"]["values"][field] = value
            if folded is not None:
                data["prev"] = folded.hash
            if place >= number:
                text = canonical(data)
                hash_ = record_hash(text)
                arguments = (text, hash_, tenant, case, place)
                connection.execute(f"update records set text = ?, hash = ?{_CASE} and number = ?", arguments)
            folded = apply(folded, data, hash_)
        assert folded is not None
        head = (write_head(folded), folded.state, next_due(folded.part("clocks")), tenant, case)
        connection.execute("update heads set text = ?, state = ?, due = ?" + _CASE, head)

    return forge
