"""
Informing: everything that a decision may look at, learnt before it is made.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any, cast

from propflow.definition.fields import Text
from propflow.desk.change import Writing
from propflow.desk.house import Asking, House
from propflow.desk.reading import grants_of, maybe_case, unconfirmed
from propflow.desk.task import Task
from propflow.engine.blockers import needs_cases
from propflow.engine.command import NOTHING_KNOWN, Command
from propflow.engine.plan import Plan, Step
from propflow.engine.signing import proposal_of
from propflow.errors import Blocker, Conflict, InvalidValue, PropflowError
from propflow.model.canonical import Json, checked
from propflow.model.cases import PROPOSALS, Case
from propflow.model.instants import instant
from propflow.model.people import Grant
from propflow.wire import fill_in

NOTE = Text(10_000, 0)


def informed(
    house: House,
    writing: Writing,
    step: Step,
    case: Case | None,
    case_id: str,
    task: Task,
    book: Mapping[str, Json] | None,
) -> Asking[Command]:
    """The task with all that the decision may look at; what was looked at joins the read set."""
    grants = yield from grants_of(house, task.by, writing.tenant)
    facts: dict[str, Json] = {}
    unknown: dict[str, str] = {}
    yield from learn(house, writing, step, case, case_id, facts, unknown)
    command = assembled(writing.tenant, step, case, case_id, task, book, grants, facts, unknown)
    command.faults += unconfirmed(house, task.by, grants, writing.tenant)
    if step.link is not None and command.values and command.values.get(step.link.field):
        facts["linked_case"] = yield from _summary(house, writing, cast(str, command.values[step.link.field]))
    return command


def assembled(
    tenant: str,
    step: Step,
    case: Case | None,
    case_id: str,
    task: Task,
    book: Mapping[str, Json] | None,
    grants: tuple[Grant, ...],
    facts: Mapping[str, Json] = NOTHING_KNOWN,
    unknown: Mapping[str, str] = cast("Mapping[str, str]", NOTHING_KNOWN),
) -> Command:
    """
    A task as a command.

    Raises:
        InvalidValue: If something beside the form is of the wrong kind.
    """
    if task.kind == "sign":
        form, values, faults = _UNSAID
    else:
        given = _proposed(step, case, task) if task.form is None and step.sign_offs else task.form
        form, values, faults = fill_in(step.spec, given, step.rules)
    if task.expect is not None and (type(task.expect) is not int or task.expect < 0):
        raise InvalidValue("expect", "type", f"{task.expect!r:.40} is no version; give case.version")
    return Command(
        tenant,
        case_id,
        form,
        values,
        faults,
        task.by,
        grants,
        None if task.occurred_at is None else instant(task.occurred_at, "occurred_at"),
        task.expect,
        remark(task.note, "note") if task.note else "",
        facts,
        unknown,
        book,
        secrets.token_hex(16) if step.hides else "",
    )


def remark(given: object, where: str) -> str:
    """
    What somebody remarks beside the form, as it is kept.

    Raises:
        InvalidValue: If it is no text, or too long a one.
    """
    try:
        return NOTE.read(given)
    except InvalidValue as fault:
        raise InvalidValue(where, fault.code, fault.reason) from None


def proposed_forms(plan: Plan, case: Case) -> dict[str, Any]:
    """The forms of the proposals that lie open in a case, by action."""
    found = {}
    for name, proposal in case.part(PROPOSALS).items():
        spec = plan.steps[name].spec
        if spec is not None:
            found[name] = fill_in(spec, cast("dict[str, Any]", proposal)["values"])[0]
    return found


_UNSAID: tuple[None, None, tuple[Blocker, ...]] = (None, None, ())
"""The form of a signature: what is signed is the proposal's."""


def _proposed(step: Step, case: Case | None, task: Task) -> Any:
    """What an action is done with where no form is given: that of the proposal that was signed."""
    if task.kind != "act" or step.spec is None:
        return None
    proposal = proposal_of(case, step.name)
    return None if proposal is None else proposal["values"]


def learn(
    house: House,
    writing: Writing,
    step: Step,
    case: Case | None,
    case_id: str,
    facts: dict[str, Json],
    unknown: dict[str, str],
) -> Asking[None]:
    """Learn what the guards of a step need to know."""
    if not (step.needs or step.waits_for_children):
        return
    kinds = needs_cases(step)
    for kind in kinds:
        before = cast("list[dict[str, Any]] | None", facts.get(kind))
        seen = {name for one in before or () for name in one.get("facts", ())}
        names = {name for need in step.needs if need.name == kind for name in need.facts}
        if before is None or (before and not names <= seen):  # another step may have learnt less of them
            known = []
            for other in () if case is None else case.links(kind):
                one = yield from _summary(house, writing, other, sorted(names | seen))
                if one is not None:
                    known.append(one)
            facts[kind] = cast(Json, known)
    for need in step.needs:
        if need.name in kinds or need.name in facts or need.name in unknown:
            continue
        if house.facts is None:
            unknown[need.name] = "the desk was given no Facts port"
            continue
        try:
            learnt = yield house.facts.learn, (need.name, writing.tenant, "" if case is None else case_id)
            facts[need.name] = checked(learnt, need.name)
        except (LookupError, PropflowError) as fault:
            unknown[need.name] = str(fault)[:300] or type(fault).__name__
        except Exception as fault:  # noqa: BLE001 - the host may fail in any way; what cannot be learnt refuses
            unknown[need.name] = f"{type(fault).__name__}: {fault}"[:300]


def _summary(house: House, writing: Writing, case_id: str, names: Sequence[str] = ()) -> Asking[Json]:
    """What guards see of another case, with the facts of these names; None if there is none. It joins the read set."""
    other = yield from maybe_case(house, writing.tenant, case_id)
    if other is None:
        return None
    joined(writing, other)
    plan = house.plans.get(other.workflow)
    kind = plan.kinds[other.state] if plan is not None else "unknown"
    seen: dict[str, Json] = {"id": other.id, "kind": kind, "state": other.state, "version": other.version}
    return {**seen, "facts": {name: other.fact(name) for name in names}} if names else seen


def joined(writing: Writing, other: Case) -> None:
    """
    Put another case into the read set.

    Raises:
        Conflict: If it has moved on since it was first read for this change.
    """
    read = writing.reads.setdefault(other.id, other.version)
    if read != other.version:
        raise Conflict(other.id, read, other.version)
