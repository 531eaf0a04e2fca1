"""
Records: their one spelling as text, and the hash over it.

The keys of a record are always the same and always there, in alphabetical order, so
that the text can be put together from its parts. docs/format.md describes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from propflow.engine.command import Command
from propflow.model.canonical import Json, Kept, Remembered, encode, quote, quoted, spell_object
from propflow.model.cases import Case
from propflow.model.instants import to_text
from propflow.model.journal import FORMAT, NO_HASH
from propflow.model.stored import StoredMessage, StoredRecord

Right = tuple[str, str, str, "str | None"]
"""The right by which somebody acts: kind, name, who confirmed it, department."""


# What comes again and again in the records of a workflow and its people is spelled once.


def _spell_who(who: tuple[str, str, str | None]) -> str:
    action, actor, on_behalf_of = who
    return f'"action":{quote(action)},"actor":{encode({"id": actor, "on_behalf_of": on_behalf_of})}'


def _spell_why(why: tuple[str | None, Right | None, str]) -> str:
    state, right, kind = why
    grant = None
    if right is not None:
        as_, name, confirmed_by, department = right
        grant = {"as": f"{as_}:{name}", "by": confirmed_by, "department": department}
    return f'"format":{FORMAT},"from":{encode(state)},"grant":{encode(grant)},"kind":"{kind}"'


def _spell_where(where: tuple[str, str, str]) -> str:
    tenant, state, workflow = where
    return f'"tenant":{quote(tenant)},"to":{quote(state)},"workflow":{quote(workflow)}'


_who, _why, _where = Remembered(_spell_who), Remembered(_spell_why), Remembered(_spell_where)
_NO_NOTE = '""'


def write(
    workflow: str,
    case: Case | None,
    command: Command,
    kind: str,
    action: str,
    state: str,
    at: str,
    changes: Mapping[str, Any],
    form: str,
    right: Right | None,
    messages: Sequence[Kept],
) -> StoredRecord:
    """
    Spell the record that follows on *case*. Values are canonical already; *form* is spelled already.

    Args:
        case: None for the first record.
        state: The one that it leads to.
    """
    if case is None:
        number, came_from, previous = 1, None, NO_HASH
    else:
        number, came_from, previous = case.version + 1, case.state, case.hash
    actor, book, facts, note, occurred = command.actor, command.book, command.facts, command.note, command.occurred_at
    text = (
        f'{{{_who[action, actor.id, actor.on_behalf_of]},"at":"{at}","book":{"null" if book is None else encode(book)}'
        f',"case":{quote(command.case_id)},"changes":{spell_object(changes) if changes else "{}"}'
        f',"facts":{encode(facts) if facts else "{}"},"form":{form},{_why[came_from, right, kind]}'
        f',"messages":[{",".join([one.spelled() for one in messages]) if messages else ""}]'
        f',"note":{quote(note) if note else _NO_NOTE}'
        f',"number":{number},"occurred":"{at if occurred is None else to_text(occurred)}","prev":"{previous}"'
        f",{_where[command.tenant, state, workflow]}}}"
    )
    return StoredRecord(number, sha256(text.encode()).hexdigest(), text)


def record_hash(text: str) -> str:
    """The hash of a record: SHA-256 of its text in UTF-8."""
    return sha256(text.encode()).hexdigest()


def stored_messages(
    owed: Sequence[Mapping[str, Json]], tenant: str, case_id: str, number: int, at: str
) -> tuple[StoredMessage, ...]:
    """The messages that a record owes, each under its stable id."""
    found = []
    for i, one in enumerate(owed, 1):
        id_ = f"{tenant}/{case_id}/{number}/{i}"
        members = {
            **(one if type(one) is Kept else Kept(one)).members(),
            "at": f'"at":"{at}"',
            "case": f'"case":{quote(case_id)}',
            "id": f'"id":{quote(id_)}',
            "number": f'"number":{number}',
            "tenant": f'"tenant":{quoted[tenant]}',
        }
        text = f"{{{','.join([members[name] for name in sorted(members)])}}}"
        found.append(StoredMessage(id_, at, text))
    return tuple(found)
