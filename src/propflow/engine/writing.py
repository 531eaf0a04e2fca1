"""
Writing: from what was decided to the record, the case after it, and the messages owed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from propflow.engine import record as spelling
from propflow.engine.changes import Changes
from propflow.engine.command import Command, Decision
from propflow.engine.fold import MARK, merged
from propflow.engine.plan import Plan, Step
from propflow.model.canonical import Json, encode
from propflow.model.cases import NO_PARTS, Case
from propflow.model.instants import to_text
from propflow.model.journal import NO_HASH
from propflow.model.people import SYSTEM_ACTOR
from propflow.model.stored import Confidential, StoredMessage


def written(
    plan: Plan,
    step: Step,
    case: Case | None,
    command: Command,
    kind: str,
    state: str,
    changes: Changes,
    right: tuple[str, str, str, str | None] | None,
    moment: datetime,
) -> Decision:
    at = to_text(moment)
    occurred = command.occurred_at
    tenant, case_id, name = command.tenant, command.case_id, step.name
    if case is None:
        number, came_from, previous, registered, parts = 1, None, NO_HASH, moment, NO_PARTS
    else:
        number, came_from, previous = case.version + 1, case.state, case.hash
        registered, parts = case.registered_at, case.parts
    owed: list[dict[str, Json]] = []
    if step.tell and kind == "act":
        facts: dict[str, Json] = {"from": came_from, "to": state}
        owed = [{"about": name, "facts": facts, "kind": "action", "role": role} for role in step.tell]
    form, hidden = _form(step, command, number)
    stored = spelling.write(
        name,
        command.actor,
        at,
        command.book,
        case_id,
        changes,
        command.facts,
        form,
        came_from,
        spelling.NO_GRANT if right is None else spelling.grant_text(*right),
        kind,
        owed,
        command.note,
        number,
        at if occurred is None or occurred == moment else to_text(occurred),
        previous,
        tenant,
        state,
        plan.key,
    )
    if changes:
        parts = merged(parts, changes)
    after = Case(tenant, case_id, plan.key, state, number, number, stored.hash, registered, moment, parts)
    messages: tuple[StoredMessage, ...] = ()
    if owed:
        messages = spelling.stored_messages(owed, tenant=tenant, case_id=case_id, number=number, at=at)
    return Decision(after, stored, messages, hidden, at)


def _form(step: Step, command: Command, number: int) -> tuple[str, tuple[Confidential, ...]]:
    """The form as canonical text, its confidential values as salted digests, and those values apart."""
    spec, values = step.spec, command.values
    if spec is None or values is None:
        return "null", ()
    hidden: list[Confidential] = []
    if command.salt:
        values = dict(values)
        for field in spec.fields:
            if field.confidential and values[field.name] is not None:
                text = encode(values[field.name])
                salt = spelling.record_hash(f"{command.salt}:{field.name}")
                values[field.name] = {"sealed": spelling.record_hash(f"{salt}:{text}")}
                hidden.append(Confidential(command.case_id, number, field.name, salt, text))
    return f'{{"name":"{spec.name}","revision":{spec.revision},"values":{encode(values)}}}', tuple(hidden)


def noted(
    key: str,
    case: Case,
    kind: str,
    about: str,
    moment: datetime,
    changes: Changes,
    facts: Mapping[str, Json],
    messages: list[dict[str, Json]],
) -> Decision:
    """A record that nobody asked for: made by the system at an instant."""
    at = to_text(moment)
    number = case.version + 1
    stored = spelling.write(
        about,
        SYSTEM_ACTOR,
        at,
        None,
        case.id,
        changes,
        facts,
        "null",
        case.state,
        spelling.NO_GRANT,
        kind,
        messages,
        "",
        number,
        at,
        case.hash,
        case.tenant,
        case.state,
        key,
    )
    after = Case(
        case.tenant,
        case.id,
        key,
        case.state,
        number,
        case.acted if kind == MARK else number,
        stored.hash,
        case.registered_at,
        moment,
        merged(case.parts, changes),
    )
    owed = spelling.stored_messages(messages, tenant=case.tenant, case_id=case.id, number=number, at=at)
    return Decision(after, stored, owed, (), at)
