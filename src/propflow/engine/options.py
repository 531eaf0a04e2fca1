"""
Options: what somebody could do to a case now, and what stands in the way of the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

import attrs

from propflow.definition.actions import Action
from propflow.definition.guards import Situation
from propflow.engine.blockers import (
    child_blockers,
    duty_blockers,
    guard_blockers,
    right_blockers,
    right_of,
    state_blocker,
    unknown_needs,
)
from propflow.engine.command import NOTHING_KNOWN, Command
from propflow.engine.plan import Plan, Step
from propflow.engine.signing import missing_signatures
from propflow.errors import Blocker
from propflow.model.canonical import Json
from propflow.model.cases import Case
from propflow.model.people import Actor, Grant


@attrs.frozen
class Option:
    """
    One action, as it stands for one actor.

    Attributes:
        blockers: Every reason against it; empty if it may be done with a valid form.
            Guards and sign-offs are judged only where state and right fit already.
        proposable: May it be proposed now, for others to sign?
    """

    action: Action
    blockers: tuple[Blocker, ...] = ()
    proposable: bool = False

    @property
    def name(self) -> str:
        """The action's name."""
        return self.action.name

    @property
    def form(self) -> type[Any] | None:
        """The form it needs, if it needs one."""
        return self.action.form

    @property
    def expect(self) -> bool:
        """Does it need `expect=`, the version of the case that was read?"""
        return self.action.expect


@attrs.frozen
class Options:
    """
    What one actor could do to a case now.

    Attributes:
        allowed: What `act` accepts, given a valid form.
        blocked: The rest, with reasons.
    """

    allowed: tuple[Option, ...]
    blocked: tuple[Option, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the allowed actions, in the order of definition."""
        return tuple(one.action.name for one in self.allowed)

    def blockers(self, action: str) -> tuple[Blocker, ...]:
        """The reasons against an action; empty if it is allowed or not there."""
        return next((one.blockers for one in self.blocked if one.action.name == action), ())


@attrs.frozen(eq=False)
class _Group:
    """All that follows from state and roles alone, worked out once."""

    open: tuple[tuple[Step, Option], ...]
    related: tuple[Step, ...]
    blocked: tuple[Option, ...]


def options(
    plan: Plan,
    case: Case,
    actor: Actor,
    grants: tuple[Grant, ...],
    now: datetime,
    facts: Mapping[str, Json] = NOTHING_KNOWN,
    unknown: Mapping[str, str] = cast("Mapping[str, str]", NOTHING_KNOWN),
    forms: Mapping[str, Any] = NOTHING_KNOWN,
) -> Options:
    """
    What *actor* could do to *case* at *now*. Has no effects.

    Args:
        facts, unknown: The needs of the guards, as for a command.
        forms: The forms of open proposals, by action.
    """
    tenant = case.tenant
    held = frozenset(one.role for one in grants if one.holds(tenant, now))
    group = cast("_Group | None", plan.option_groups.get((case.state, held)))
    if group is None:
        if len(plan.option_groups) > 2000:  # as many as there are sets of roles: bound it
            plan.option_groups.clear()
        group = _group(plan, case, held)
        plan.option_groups[(case.state, held)] = group
    allowed: list[Option] = []
    blocked: list[Option] = []
    for step, free in group.open:
        if step.plain and not step.guards:
            allowed.append(free)
            continue
        option = _judged(plan, step, case, actor, now, facts, unknown, forms)
        (blocked if option.blockers else allowed).append(option)
    for step in group.related:
        right = right_of(step, case, grants, actor.id, actor.on_behalf_of, tenant, now)
        if right is None:
            command = Command(tenant, case.id, None, None, (), actor, grants)
            blocked.append(Option(step.action, right_blockers(plan, step, case, command, now)))
        else:
            option = _judged(plan, step, case, actor, now, facts, unknown, forms)
            (blocked if option.blockers else allowed).append(option)
    return Options(tuple(allowed), (*blocked, *group.blocked))


def _group(plan: Plan, case: Case, held: frozenset[str]) -> _Group:
    here = plan.by_state.get(case.state, ())
    open_ = tuple((step, Option(step.action)) for step in here if step.roles & held)
    related = tuple(step for step in here if not step.roles & held)
    away = [step for step in plan.steps.values() if step not in here]
    return _Group(open_, related, tuple(Option(step.action, state_blocker(plan, step, case)) for step in away))


def _judged(
    plan: Plan,
    step: Step,
    case: Case,
    actor: Actor,
    now: datetime,
    facts: Mapping[str, Json],
    unknown: Mapping[str, str],
    forms: Mapping[str, Any],
) -> Option:
    """An action whose state and right fit, with what else stands in its way."""
    found = [*duty_blockers(plan, step, case, actor.id, actor.on_behalf_of), *unknown_needs(step, unknown)]
    if step.guards:
        seen = Situation(case, None, actor, now, facts, plan.values)
        found += guard_blockers(step, seen, form_known=False, unknown=unknown)
    found += child_blockers(step, facts)
    proposable = bool(step.sign_offs) and not found
    if step.sign_offs:
        found += missing_signatures(plan, step, case, None)
        form = forms.get(step.name)
        if form is not None:  # what was proposed is what would be done
            seen = Situation(case, form, actor, now, facts, plan.values)
            judged = guard_blockers(step, seen, form_known=True, unknown=unknown)
            found += [one for one in judged if one not in found]
    return Option(step.action, tuple(found), proposable)
