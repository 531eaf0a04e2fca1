"""
Writing: from what was decided to the record, the case after it, and the messages owed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from propflow.definition.forms import FormSpec
from propflow.engine import record as spelling
from propflow.engine.changes import Changes
from propflow.engine.command import Command, Decision
from propflow.engine.fold import BY_ITSELF, merged
from propflow.engine.plan import Plan, Step
from propflow.model.canonical import Json, Kept, encode
from propflow.model.cases import EMPTY, FACTS, NO_PARTS, Case
from propflow.model.instants import to_text
from propflow.model.people import SYSTEM_ACTOR
from propflow.model.stored import Confidential


def written(
    plan: Plan,
    step: Step,
    case: Case | None,
    command: Command,
    kind: str,
    state: str,
    changes: Changes,
    right: spelling.Right | None,
    moment: datetime,
) -> Decision:
    """What somebody has done, proposed or signed, as it is to be written."""
    name, spec, values = step.name, step.spec, command.values
    hidden: tuple[Confidential, ...] = ()
    if command.salt and spec is not None and values is not None:
        values, hidden = _sealed(spec, values, command, 1 if case is None else case.version + 1)
    form = "null"
    if spec is not None and values is not None:
        form = spec.spelled(values)
    owed: Sequence[Kept] = ()
    if step.tell and kind == "act":
        owed = _news(name, step.tell, None if case is None else case.state, state, _urgent(plan, case, changes))
    return _recorded(plan.key, case, command, kind, name, state, moment, changes, form, right, owed, hidden)


def _urgent(plan: Plan, case: Case | None, changes: Changes) -> bool:
    """Is the case urgent after these changes?"""
    urgent, said = plan.workflow.urgent, changes.get(FACTS, EMPTY)
    if urgent is None:
        return False
    return urgent.holds(said if case is None or urgent.fact in said else case.part(FACTS))


@lru_cache(maxsize=4096)
def _news(action: str, roles: tuple[str, ...], came_from: str | None, state: str, urgent: bool) -> tuple[Kept, ...]:
    """What those who are told of an action hear; the same whenever it leads from here to there."""
    facts: dict[str, Json] = {"from": came_from, "to": state}
    if urgent:
        facts["urgent"] = True
    return tuple(Kept({"about": action, "facts": facts, "kind": "action", "role": role}) for role in roles)


def noted(
    key: str,
    case: Case,
    kind: str,
    about: str,
    moment: datetime,
    changes: Changes,
    facts: Mapping[str, Json],
    messages: Sequence[Mapping[str, Json]],
) -> Decision:
    """A record that nobody asked for: made by the system at an instant."""
    owed = [Kept(one) for one in messages]
    command = Command(case.tenant, case.id, None, None, (), SYSTEM_ACTOR, SYSTEM_ACTOR.roles, facts=facts)
    return _recorded(key, case, command, kind, about, case.state, moment, changes, "null", None, owed, ())


def _recorded(
    key: str,
    case: Case | None,
    command: Command,
    kind: str,
    action: str,
    state: str,
    moment: datetime,
    changes: Changes,
    form: str,
    right: spelling.Right | None,
    owed: Sequence[Kept],
    hidden: tuple[Confidential, ...],
) -> Decision:
    at = to_text(moment)
    record = spelling.write(key, case, command, kind, action, state, at, changes, form, right, owed)
    number, tenant, case_id = record.number, command.tenant, command.case_id
    if case is None:
        acted, registered, parts = number, moment, NO_PARTS
    else:
        acted, registered, parts = case.acted if kind in BY_ITSELF else number, case.registered_at, case.parts
    if changes:
        parts = merged(parts, changes)
    after = Case(tenant, case_id, key, state, number, acted, record.hash, registered, moment, parts)
    messages = spelling.stored_messages(owed, tenant, case_id, number, at) if owed else ()
    return Decision(after, record, messages, hidden, at)


def _sealed(
    spec: FormSpec, values: Mapping[str, Json], command: Command, number: int
) -> tuple[dict[str, Json], tuple[Confidential, ...]]:
    """The values of a form with salted digests for the confidential ones, and those apart."""
    shown = dict(values)
    hidden: list[Confidential] = []
    for field in spec.fields:
        if field.confidential and values[field.name] is not None:
            text = encode(values[field.name])
            salt = spelling.record_hash(f"{command.salt}:{field.name}")
            shown[field.name] = {"sealed": spelling.record_hash(f"{salt}:{text}")}
            hidden.append(Confidential(command.case_id, number, field.name, salt, text))
    return shown, tuple(hidden)
