"""
Acting: read, decide, commit one change. Everything that happens to a case comes through here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import cast

import attrs

from propflow.definition.workflow import Workflow
from propflow.desk.change import Writing, announced, book_entry, committed
from propflow.desk.house import Asking, House, book_of
from propflow.desk.informing import assembled, informed, joined, learn, proposed_forms, remark
from propflow.desk.reading import case_of, claimed, grants_of, id_text, opened, recalled, unconfirmed
from propflow.desk.repeating import command_digest, first_result
from propflow.desk.ringing import anew, ring
from propflow.desk.task import Task, step_of
from propflow.engine.command import Command, Decision
from propflow.engine.decide import decide, note_link, propose, sign
from propflow.engine.firing import fire
from propflow.engine.options import Option, Options, options
from propflow.engine.plan import Plan, Step
from propflow.engine.rederiving import stale
from propflow.errors import Blocker, Conflict, InvalidValue, Refused, StoreError, UnknownCase
from propflow.model.canonical import Json, encode
from propflow.model.cases import CLOCKS, EMPTY, Case, next_due
from propflow.model.identifiers import identifier
from propflow.model.instants import to_text
from propflow.model.people import Actor, Grant
from propflow.ports import BookEntry, StoredCommand

TRIES = 20
"""How often a registration tries for the next number of its book before it gives up."""


def register(
    house: House,
    tenant: str,
    workflow: Workflow | str,
    tasks: Sequence[Task],
    case_id: str | None,
    key: str | None,
) -> Asking[Case]:
    """Make a case by the first task, and do the others on it, in one change."""
    now = house.moment()
    plan = house.plan_for(workflow, now)
    if case_id is not None:
        case_id = identifier(case_id, "case_id", barred="/")
    if key is not None:
        key = identifier(key, "key")
        found = yield from first_result(house, tenant, case_id, plan, tasks, key)
        if found is not None:
            return found
    yield from house.keep(plan)
    id_ = ""
    for attempt in range(TRIES):
        last: BookEntry | None = yield house.store.last_entry, (tenant, book_of(plan.workflow))
        number = 1 if last is None else last.number + 1
        before, id_ = id_, case_id or f"{book_of(plan.workflow)}-{number:06d}"
        if case_id is None and before.startswith(id_):  # the number is free, but somebody gave this id by hand
            id_ = f"{id_}-{attempt + 1}"
        if case_id is not None:
            there = yield house.store.head, (tenant, case_id)
            if there is not None:
                raise Conflict(case_id, 0, there.version)
        writing = Writing(tenant)
        book: dict[str, Json] = {"name": book_of(plan.workflow), "number": number}
        case = yield from _decided(house, writing, plan, None, id_, tasks, book)
        first = writing.decisions[0].record
        writing.entries = (book_entry(last, book_of(plan.workflow), number, id_, first),)
        try:
            yield from committed(house, writing, _remembered(plan, case, case_id, tasks, key) if key else None)
            return case
        except Conflict as conflict:
            found = yield from first_result(house, tenant, case_id, plan, tasks, key)
            if found is not None:
                return found
            if attempt == TRIES - 1 or conflict.case_id not in (id_, ""):
                raise
    raise AssertionError("unreachable")


def act(house: House, tenant: str, case_id: str, tasks: Sequence[Task], key: str | None) -> Asking[Case]:
    """Do the tasks on a case, all of them or none, in one change."""
    if key is not None:
        key = identifier(key, "key")
        found = yield from first_result(house, tenant, case_id, None, tasks, key)
        if found is not None:
            return found
    # The way that nearly every step takes: read here, and committed here, since `case_of` and `committed` cost more.
    stored = yield house.store.head, (tenant, id_text(case_id))
    if stored is None:
        raise UnknownCase(tenant, case_id)
    case = recalled(house, tenant, stored) or (yield from opened(house, tenant, stored))
    tried = 0
    while True:
        plan = house.plan_of(case)
        writing = Writing(tenant)
        after = yield from _decided(house, writing, plan, case, case_id, tasks, None)
        change = writing.change(_remembered(plan, after, case_id, tasks, key) if key else None)
        try:
            yield house.store.commit, (change,)
        except Conflict:
            found = yield from first_result(house, tenant, case_id, None, tasks, key)
            if found is not None:
                return found
            tried += 1
            again = yield from case_of(house, tenant, case_id)
            bound = tasks[0].expect is not None  # then the next decision says whether it was only a mark
            if tried >= TRIES or (not bound and (again.state != case.state or again.facts != case.facts)):
                raise
            case = again
        else:
            for write in change.writes:
                house.remember(write.head, write.records[-1].text, writing.left[write.case_id])
            if house.listeners:
                yield from announced(house, writing, change)
            return after


def explain(house: House, tenant: str, case_id: str, task: Task) -> Asking[tuple[tuple[Blocker, ...], tuple[str, ...]]]:
    """Every reason against a task, and what is possible instead. Writes nothing, not even to the access log."""
    case = yield from case_of(house, tenant, case_id)
    plan = house.plan_of(case)
    step = step_of(plan, task.action)
    writing = Writing(tenant)
    now = house.moment()
    case = yield from _up_to(house, plan, case, now)
    command = yield from informed(house, writing, step, case, case_id, task, None)
    if step.expect and task.expect is None and task.kind == "act":
        command = attrs.evolve(command, expect=case.version)  # whoever asks has read the case just now
    if task.kind == "act":
        found = decide(plan, step, case, command, now)
    else:
        found = _signing(plan, step, case, command, task, now)
    if isinstance(found, Decision):
        return (), ()
    possible = yield from options_of(house, case, plan, task.by, command.grants, now)
    return tuple(found), possible.names


def options_of(
    house: House, case: Case, plan: Plan, by: Actor, grants: tuple[Grant, ...] | None, now: datetime
) -> Asking[Options]:
    """What an actor could do to a case now."""
    if grants is None:
        grants = yield from grants_of(house, by, case.tenant)
    case = yield from _up_to(house, plan, case, now)
    doubts = unconfirmed(house, by, grants, case.tenant)
    if doubts:
        return Options((), tuple(Option(one.action, doubts) for one in plan.steps.values()))
    facts: dict[str, Json] = {}
    unknown: dict[str, str] = {}
    for step in plan.by_state.get(case.state, ()):
        if step.needs or step.waits_for_children:
            yield from learn(house, Writing(case.tenant), step, case, case.id, facts, unknown)
    return options(plan, case, by, grants, now, facts, unknown, proposed_forms(plan, case))


def _owes(case: Case, now: datetime) -> bool:
    """Do the clocks of the case owe anything now? It goes on record before anything else is decided."""
    due = next_due(case.parts.get(CLOCKS, EMPTY))
    return due is not None and due <= to_text(now)


def _up_to(house: House, plan: Plan, case: Case, now: datetime) -> Asking[Case]:
    """The case with what its clocks owe, as if it were on record."""
    if plan.calendared and stale(plan, case):
        case = (yield from anew(house, plan, case, now)).case
    owed = fire(plan, case, now) if _owes(case, now) else []
    return owed[-1].case if owed else case


def _decided(
    house: House,
    writing: Writing,
    plan: Plan,
    case: Case | None,
    case_id: str,
    tasks: Sequence[Task],
    book: Mapping[str, Json] | None,
) -> Asking[Case]:
    """
    Decide on the tasks one after another, each on what the one before has left.

    If the version that was read is known for the first, the others need not say it.
    """
    if not tasks:
        raise InvalidValue("tasks", "count", "none; at least one action is needed")
    informed_of = case is None or tasks[0].expect is not None
    for i, task in enumerate(tasks):
        now = house.moment()
        step = step_of(plan, task.action)
        if case is not None and (_owes(case, now) or (plan.calendared and stale(plan, case))):
            for fired in (yield from ring(house, plan, case, now)):
                writing.decisions.append(fired)
                case = fired.case
        if i and informed_of and task.expect is None and case is not None:
            task = attrs.evolve(task, expect=case.version)  # it follows on what was read for the first
        if step.asks or house.people is not None:
            command = yield from informed(house, writing, step, case, case_id, task, book)
        else:
            command = assembled(writing.tenant, step, case, case_id, task, book, claimed(task.by))
        if task.kind == "act" or case is None:
            found = decide(plan, step, case, command, now)
        else:
            found = _signing(plan, step, case, command, task, now)
        if not isinstance(found, Decision):
            yield from _refuse(house, plan, case, case_id, task, step, command, found, now)
            raise AssertionError("unreachable")
        writing.decisions.append(found)
        if step.link is not None and task.kind == "act" and command.facts.get("linked_case"):
            yield from _link(house, writing, step, command, case_id, now)
        case, book = found.case, None
    assert case is not None
    return case


def _signing(
    plan: Plan, step: Step, case: Case, command: Command, task: Task, now: datetime
) -> Decision | list[Blocker]:
    if task.kind == "propose":
        return propose(plan, step, case, command, now)
    return sign(plan, step, case, command, now, consent=task.consent, reason=remark(task.reason, "reason"))


def _link(house: House, writing: Writing, step: Step, command: Command, case_id: str, now: datetime) -> Asking[None]:
    """Have the other case note the link, in the same change."""
    link = step.link
    assert link is not None
    values = cast("dict[str, Json]", command.values)
    other = yield from case_of(house, writing.tenant, cast(str, values[link.field]))
    joined(writing, other)
    other = writing.case(other.id) or other
    writing.decisions.append(note_link(other, link.kind.inverse, case_id, now))


def _refuse(
    house: House,
    plan: Plan,
    case: Case | None,
    case_id: str,
    task: Task,
    step: Step,
    command: Command,
    found: Sequence[Blocker],
    now: datetime,
) -> Asking[None]:
    """Note the refused attempt in the access log, never in the journal, and raise it."""
    what: dict[str, Json] = {
        "action": step.name,
        "actor": task.by.id,
        "case": None if case is None else case_id,
        "kind": "refused",
        "reasons": cast(Json, [one.code for one in found]),
        "workflow": plan.name,
    }
    with suppress(StoreError):  # the refusal stands, whether or not it could be noted
        yield house.store.note_access, (command.tenant, to_text(now), encode(what))
    stale = next((one for one in found if one.code == "version"), None)
    if stale is not None:
        facts = cast("dict[str, int]", stale.facts)
        raise Conflict(case_id, facts["expected"], facts["found"], [one for one in found if one is not stale])
    possible: tuple[str, ...] = ()
    if case is not None:
        possible = (yield from options_of(house, case, plan, task.by, command.grants, now)).names
    raise Refused("" if case is None else case_id, step.name, found, possible)


def _remembered(plan: Plan, case: Case, case_id: str | None, tasks: Sequence[Task], key: str) -> StoredCommand:
    """What is kept of a command so that it is carried out once."""
    return StoredCommand(tasks[0].by.id, key, command_digest(plan, case_id, tasks), case.id, case.version)
