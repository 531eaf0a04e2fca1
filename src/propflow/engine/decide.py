"""
Decide: from (plan, case, command, now) to what is to be written, or every reason why not.

Nothing here reads a clock, a store or a random number.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from propflow.definition.actions import SignOff
from propflow.definition.guards import Situation
from propflow.engine.blockers import all_blockers, duty_blockers, judge, right_of
from propflow.engine.changes import Changes, changes_of
from propflow.engine.command import Command, Decision
from propflow.engine.machine import Cursor
from propflow.engine.plan import Plan, Step
from propflow.engine.signing import proposal_of, proposed, signable, signed
from propflow.engine.writing import noted, written
from propflow.errors import Blocker
from propflow.model.cases import LINKS, PROPOSALS, Case
from propflow.model.people import Relation, Role

Refusal = list[Blocker]


def decide(plan: Plan, step: Step, case: Case | None, command: Command, now: datetime) -> Decision | Refusal:
    """
    Decide on an action.

    Args:
        case: The case as it stands; None if the action is to make it.
        now: The instant of the decision, in UTC.

    Returns:
        What is to be written, or every reason why nothing is.
    """
    cursor, actor = Cursor("start" if case is None else case.state), command.actor
    right = right_of(step, case, command.grants, actor.id, actor.on_behalf_of, command.tenant, now)
    if (
        right is None
        or command.faults
        or not step.trigger(cursor)
        or not _unhindered(plan, step, case, command, now)
        or (command.expect is not None and not _read_lately(case, command.expect))
    ):
        found = all_blockers(plan, step, case, command, now)
        if not _read_lately(case, command.expect):
            facts = {"expected": command.expect, "found": 0 if case is None else case.version}
            found.insert(0, Blocker("version", facts))
        if found:
            return found
        right = cast("tuple[str, str, str, str | None]", right)
    moment = now if case is None or now >= case.recorded_at else case.recorded_at
    changes: Changes = {}
    if not step.plain or plan.pausing:
        counted = moment
        if command.occurred_at is not None and plan.tolerance and moment - command.occurred_at <= plan.tolerance:
            counted = command.occurred_at
        changes = changes_of(plan, step, case, cursor.state, command, counted)
    return written(plan, step, case, command, "act", cursor.state, changes, right, moment)


def propose(plan: Plan, step: Step, case: Case, command: Command, now: datetime) -> Decision | Refusal:
    """Decide on putting an action on record as a proposal, for others to sign."""
    found = all_blockers(plan, step, case, command, now, proposing=True)
    if not _read_lately(case, command.expect):
        found.insert(0, Blocker("version", {"expected": command.expect, "found": case.version}))
    if not step.sign_offs:
        found.append(
            Blocker(
                "no_sign_off",
                {"title_en": "this needs no sign-off; just do it", "title_zh": "本项无须会签，可直接办理"},
            )
        )
    if found:
        return found
    right = right_of(step, case, command.grants, command.actor.id, command.actor.on_behalf_of, command.tenant, now)
    changes: Changes = {PROPOSALS: {step.name: proposed(step, case, command)}}
    moment = max(now, case.recorded_at)
    return written(plan, step, case, command, "propose", case.state, changes, right, moment)


def sign(
    plan: Plan, step: Step, case: Case, command: Command, now: datetime, *, consent: bool, reason: str
) -> Decision | Refusal:
    """Decide on a signature under an open proposal, or on the refusal of one."""
    held = frozenset(one.role for one in command.grants if one.holds(command.tenant, now))
    sign_off, found = signable(plan, step, case, command, held, consent, reason)
    found = [*command.faults, *found]
    if not _read_lately(case, command.expect):
        found.insert(0, Blocker("version", {"expected": command.expect, "found": case.version}))
    if found or sign_off is None:
        return found
    proposal = cast("dict[str, Any]", proposal_of(case, step.name))
    right = _right_to_sign(sign_off, case, command, now)
    after = signed(proposal, sign_off, command, right[1], consent, reason)
    changes: Changes = {PROPOSALS: {step.name: after}}
    return written(plan, step, case, command, "sign", case.state, changes, right, max(now, case.recorded_at))


def _right_to_sign(sign_off: SignOff, case: Case, command: Command, now: datetime) -> tuple[str, str, str, str | None]:
    """The right by which somebody gives a sign-off that `signable` has chosen: a role before a relation."""
    names = {one.name for one in sign_off.by if isinstance(one, Role)}
    for grant in command.grants:
        if grant.role in names and grant.holds(command.tenant, now):
            return ("role", grant.role, grant.confirmed_by, grant.department)
    persons = (command.actor.id, command.actor.on_behalf_of)
    related = next(one for one in sign_off.by if isinstance(one, Relation) and case.related(one.name) in persons)
    return ("relation", related.name, "journal", None)


def note_link(case: Case, kind: str, other: str, now: datetime) -> Decision:
    """The record by which a case learns that another one was linked to it."""
    known = [*case.links(kind), other]
    changes: Changes = {LINKS: {kind: sorted(set(known))}}
    return noted(case.workflow, case, "link", kind, max(now, case.recorded_at), changes, {"case": other}, [])


def _unhindered(plan: Plan, step: Step, case: Case | None, command: Command, now: datetime) -> bool:
    """With a form that has no faults: is there plainly no blocker? If not, `all_blockers` finds out which."""
    if command.occurred_at is not None and command.occurred_at > now:
        return False
    if step.watched or command.unknown or (step.expect and command.expect is None):
        return False
    if step.duties and duty_blockers(plan, step, case, command.actor.id, command.actor.on_behalf_of):
        return False
    if step.guards:
        seen = Situation(case, command.form, command.actor, now, command.facts, plan.values)
        for guard in step.guards:
            if judge(guard, seen) is not None:
                return False
    return True


def _read_lately(case: Case | None, expect: int | None) -> bool:
    """Was the version that was read the last in which somebody did something?"""
    return expect is None or (expect == 0 if case is None else case.acted <= expect <= case.version)
