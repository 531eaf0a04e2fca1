"""
Records: their one spelling as text, and the hash over it.

The keys of a record are always the same and always there, in alphabetical order, so
that the text can be put together from its parts. docs/format.md describes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from propflow.model.canonical import Json, encode, quote, quoted, spell_object
from propflow.model.journal import FORMAT
from propflow.model.people import Actor
from propflow.model.stored import StoredMessage, StoredRecord

_FORM = f',"format":{FORMAT},"from":'


@lru_cache(maxsize=4096)
def actor_text(id_: str, on_behalf_of: str | None) -> str:
    """An actor as canonical text."""
    return encode({"id": id_, "on_behalf_of": on_behalf_of})


@lru_cache(maxsize=4096)
def grant_text(kind: str, name: str, confirmed_by: str, department: str | None) -> str:
    """The grant by which somebody acted, as canonical text."""
    return encode({"as": f"{kind}:{name}", "by": confirmed_by, "department": department})


NO_GRANT = "null"
_NO_NOTE = '""'


def write(
    action: str,
    actor: Actor,
    at: str,
    book: Mapping[str, Json] | None,
    case_id: str,
    changes: Mapping[str, Any],
    facts: Mapping[str, Json],
    form: str,
    state_from: str | None,
    grant: str,
    kind: str,
    messages: Sequence[Mapping[str, Json]],
    note: str,
    number: int,
    occurred: str,
    previous: str,
    tenant: str,
    state_to: str,
    workflow: str,
    /,
) -> StoredRecord:
    """
    Spell a record. Values are canonical already; *form* and *grant* are spelled already.

    The arguments come in the order of the record's keys.
    """
    text = (
        f'{{"action":{quoted(action)},"actor":{actor_text(actor.id, actor.on_behalf_of)},"at":"{at}","book":'
        f'{"null" if book is None else encode(book)},"case":{quote(case_id)},"changes":'
        f'{_changes(changes) if changes else "{}"},"facts":{encode(facts) if facts else "{}"},"form":{form}'
        f'{_FORM}{"null" if state_from is None else quoted(state_from)},"grant":{grant},"kind":"{kind}","messages":'
        f'{encode(messages) if messages else "[]"},"note":{quote(note) if note else _NO_NOTE},"number":{number}'
        f',"occurred":"{occurred}","prev":"{previous}","tenant":{quoted(tenant)},"to":{quoted(state_to)}'
        f',"workflow":{quoted(workflow)}}}'
    )
    return StoredRecord(number, record_hash(text), text)


def _changes(changes: Mapping[str, Mapping[str, Any]]) -> str:
    parts = [f'"{name}":{spell_object(changes[name])}' for name in sorted(changes)]
    return "{" + ",".join(parts) + "}"


def record_hash(text: str) -> str:
    """The hash of a record: SHA-256 of its text in UTF-8."""
    return sha256(text.encode()).hexdigest()


def stored_messages(
    owed: Sequence[Mapping[str, Json]], *, tenant: str, case_id: str, number: int, at: str
) -> tuple[StoredMessage, ...]:
    """The messages that a record owes, each under its stable id."""
    found = []
    for i, one in enumerate(owed):
        id_ = f"{tenant}/{case_id}/{number}/{i + 1}"
        text = encode({**one, "at": at, "case": case_id, "id": id_, "number": number, "tenant": tenant})
        found.append(StoredMessage(id_, at, text))
    return tuple(found)
