"""
Plans: a workflow laid out for deciding, made once for each version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import lru_cache

import attrs

from propflow.definition.actions import Action, Link, Sets, SignOff
from propflow.definition.facts import Keeps
from propflow.definition.forms import FormSpec, form_spec
from propflow.definition.guards import Guard, Need
from propflow.definition.states import FINAL, START, State
from propflow.definition.workflow import Workflow
from propflow.engine.clock_plan import ClockPlan, clock_plan, length_of
from propflow.engine.machine import Cursor, triggers
from propflow.model.calendars.almanac import BUILT_IN_ONLY, Almanac
from propflow.model.people import Relation, Role
from propflow.model.policies import Value


@attrs.frozen(eq=False)
class FactPlan:
    """What an action does to one fact of the case."""

    name: str
    keeps: Keeps
    field: str | None
    ends: bool


@attrs.frozen(eq=False)
class Step:
    """
    An action with all that follows from the rest of the workflow.

    Attributes:
        asks: Must the world be asked before it can be decided: the host, or other cases?
        timed: Does it do anything to a clock, other than by the state it leads to?
        watched: May more stand in its way than state, right, duties, form and guards?
        plain: Does it leave the parts of the case as they are?
        duties: Are there duties that it must be kept apart from?
    """

    action: Action
    name: str
    trigger: Callable[[Cursor], bool]
    sources: frozenset[str]
    starts_case: bool
    roles: frozenset[str]
    relations: tuple[str, ...]
    spec: FormSpec | None
    hides: bool
    guards: tuple[Guard, ...]
    needs: tuple[Need, ...]
    sign_offs: tuple[SignOff, ...]
    not_by_actions: tuple[str, ...]
    not_by_relations: tuple[str, ...]
    sets: tuple[Sets, ...]
    link: Link | None
    waits_for_children: bool
    tell: tuple[str, ...]
    expect: bool
    rules: tuple[str, ...]
    remembers: bool
    facts: tuple[FactPlan, ...]
    starts: tuple[ClockPlan, ...]
    ends: tuple[tuple[ClockPlan, bool], ...]
    acknowledges: tuple[tuple[ClockPlan, str], ...]
    aims: tuple[ClockPlan, ...]
    takes_back: tuple[ClockPlan, ...]
    extends: tuple[ClockPlan, ...]
    corrects: tuple[ClockPlan, ...]
    timed: bool
    asks: bool
    watched: bool
    plain: bool
    duties: bool

    @property
    def possible_in(self) -> list[str]:
        """The names of the states in which it can be done."""
        return [one.name for one in self.action.states]


@attrs.frozen(eq=False)
class Plan:
    """
    A workflow laid out for deciding.

    Attributes:
        key: As it stands in records: name, version and fingerprint.
        steps: By action name.
        by_state: The steps that are possible in a state, in the order of definition.
        values: What fills the workflow's slots, by name.
        clocks: Those that have a limit under its policy.
        pausing: The clocks that some state halts.
        calendared: The clocks whose deadlines rest on a calendar that may have newer editions.
    """

    workflow: Workflow
    key: str
    name: str
    values: Mapping[str, Value | None]
    steps: Mapping[str, Step]
    by_state: Mapping[str, tuple[Step, ...]]
    clocks: Mapping[str, ClockPlan]
    pausing: tuple[ClockPlan, ...]
    calendared: tuple[ClockPlan, ...]
    final: frozenset[str]
    tolerance: timedelta | None
    kinds: Mapping[str, str]
    titles: Mapping[str, tuple[str, str]]
    option_groups: dict[object, object] = attrs.field(factory=dict, repr=False)


@lru_cache(maxsize=64)
def plan_of(workflow: Workflow, calendars: Almanac = BUILT_IN_ONLY) -> Plan:
    """
    Lay a workflow out for deciding; the desks of a process share what comes of it.

    Raises:
        UnknownName: If its policy names a calendar that is not among these.
    """
    planned = [clock_plan(one, workflow.values, calendars) for one in workflow.clocks]
    clocks = {one.name: one for one in planned if one is not None}
    moves = triggers(workflow)
    remembered = {
        other
        for action in workflow.actions
        for other in (*action.not_by, *(o for s in action.sign_offs for o in s.not_by))
        if isinstance(other, Action)
    }
    steps = {one.name: _step(workflow, one, clocks, moves[one.name], one in remembered) for one in workflow.actions}
    places = [str(START), *(one.name for one in workflow.states)]
    by_state = {place: tuple(step for step in steps.values() if place in step.sources) for place in places}
    return Plan(
        workflow=workflow,
        key=workflow.key,
        name=workflow.name,
        values=workflow.values,
        steps=steps,
        by_state=by_state,
        clocks=clocks,
        pausing=tuple(one for one in clocks.values() if one.pauses),
        calendared=tuple(one for one in clocks.values() if one.edition is not None),
        final=frozenset(one.name for one in workflow.states if one.kind is FINAL),
        tolerance=length_of(workflow.tolerance) if workflow.tolerance else None,
        kinds={one.name: str(one.kind) for one in workflow.states},
        titles=_titles(workflow),
    )


def _step(
    workflow: Workflow,
    action: Action,
    clocks: Mapping[str, ClockPlan],
    trigger: Callable[[Cursor], bool],
    remembers: bool,
) -> Step:
    spec = form_spec(action.form) if action.form else None
    facts = tuple(
        FactPlan(fact.name, fact.keeps, fact.field, action in fact.ends)
        for fact in workflow.facts
        if action in fact.of or action in fact.ends
    )
    starts = tuple(one for one in clocks.values() if action in one.clock.starts)
    ends = tuple(
        (one, action in one.clock.void_on)
        for one in clocks.values()
        if action in one.clock.stops or action in one.clock.void_on
    )
    acknowledges = tuple(
        (one, mark.escalate.name)
        for one in clocks.values()
        for mark in one.clock.marks
        if mark.escalate and action in mark.escalate.stops_on
    )
    said = {one.name for one in facts}
    aims = tuple(one for one in clocks.values() if said.intersection(one.aims))
    takes_back = tuple(one for one in clocks.values() if action in one.clock.taken_back_by)
    extends = tuple(one for one in clocks.values() if action in one.clock.extended_by)
    corrects = tuple(one for one in clocks.values() if action in one.clock.corrected_by)
    timed = bool(starts or ends or acknowledges or aims or takes_back or extends or corrects)
    needs = tuple(dict.fromkeys(need for guard in action.guards for need in guard.needs))
    extras = (
        *action.sign_offs, *action.not_by, *action.sets, *action.tell, *facts
    )  # fmt: skip
    return Step(
        action=action,
        name=action.name,
        trigger=trigger,
        sources=frozenset(one.name if isinstance(one, State) else str(one) for one in action.sources),
        starts_case=action.starts_case,
        roles=frozenset(one.name for one in action.by if isinstance(one, Role)),
        relations=tuple(one.name for one in action.by if isinstance(one, Relation)),
        spec=spec,
        hides=spec is not None and any(one.confidential for one in spec.fields),
        guards=action.guards,
        needs=needs,
        sign_offs=tuple(sorted(action.sign_offs, key=lambda one: one.order)),
        not_by_actions=tuple(one.name for one in action.not_by if isinstance(one, Action)),
        not_by_relations=tuple(one.name for one in action.not_by if isinstance(one, Relation)),
        sets=action.sets,
        link=action.link,
        waits_for_children=action.waits_for_children,
        tell=tuple(one.name for one in action.tell),
        expect=action.expect,
        rules=action.rules,
        remembers=remembers,
        facts=facts,
        starts=starts,
        ends=ends,
        acknowledges=acknowledges,
        aims=aims,
        takes_back=takes_back,
        extends=extends,
        corrects=corrects,
        timed=timed,
        asks=bool(needs or action.waits_for_children or action.link),
        watched=bool(action.sign_offs or action.waits_for_children or action.link),
        plain=not extras and not timed and not action.link and not remembers and not action.waits_for_children,
        duties=bool(action.not_by),
    )


def _titles(workflow: Workflow) -> dict[str, tuple[str, str]]:
    """English and Chinese titles by `kind:name`, for wording refusals."""
    found: dict[str, tuple[str, str]] = {}
    for state in workflow.states:
        found[f"state:{state.name}"] = (state.en, state.zh)
    for action in workflow.actions:
        found[f"action:{action.name}"] = (action.en, action.zh)
        who = [*action.by, *action.tell, *(one.relation for one in action.sets)]
        who += [one for sign_off in action.sign_offs for one in sign_off.by]
        for one in who:
            found[f"who:{one.name}"] = (one.en or one.name, one.zh or one.name)
        for sign_off in action.sign_offs:
            found[f"sign_off:{sign_off.name}"] = (sign_off.en, sign_off.zh)
    return found
