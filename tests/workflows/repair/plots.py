"""
How a repair comes to each state, and how each action comes to be done there.

A plot is told step by step: an action's name, the name with changes of its usual form, or a wait.
`PLOTS` holds what an action needs beyond the ordinary way; `plot_of` gives the plot of an edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeAlias

import attrs
import pytest
from tests.workflows.complaint import lives as complaints
from tests.workflows.repair.lives import REPAIRERS, START, House, person, under
from tests.workflows.repair.usual import SIGNERS, USUAL

from propflow import Actor, Desk, MemoryStore, Refused, VirtualClock, Workflow
from propflow.definition.actions import Action
from propflow.workflows.repair import repair

Step: TypeAlias = "str | tuple[str, Mapping[str, Any]] | timedelta"
Steps: TypeAlias = tuple[Step, ...]
Edge: TypeAlias = tuple[str, str]

STRICT: dict[str, Any] = {
    "online_login": True, "walk_with_resident": True, "written_misuse": True, "call_taker": True,
    "repairer_certificate": True, "plan_names_time": True, "consent_before_work": True, "published_prices": True,
    "petition_days": 15, "completion_evidence": True, "repair_record": True, "copy_needed": True,
    "payment_at_sign_off": True, "acceptance": "resident_or_staff", "follow_up": "3 days", "follow_up_share": 80,
    "resident_signs_follow_up": True, "serious_visits": 1, "survey": "24 hours", "look_back_below": 80,
    "repeat_repair_after": "20 days", "part_shortage_households": 1, "renovation_delay_after": "7 days",
    "defect_unsettled_after": "2 days", "complete_ordinary": "24 hours", "complete_urgent": "3 hours",
}  # fmt: skip
"""A policy under which as many conditions as possible ask for something."""

URGENT = {"danger": "property", "repair_class": "urgent"}
PUBLIC = {"location": "public_facility"}
LARGE = {"size": "medium_large"}

ACCEPTED: Steps = ("register", "open")
SENT: Steps = (*ACCEPTED, "dispatch")
THERE: Steps = (*SENT, "arrive")
QUOTED: Steps = (*THERE, "present_quote")
WORKED: Steps = (*QUOTED, "record_consent")
DONE: Steps = (*WORKED, "report_done")
SIGNED: Steps = (*DONE, "sign_off", "deliver_copy", "note_payment")
CLOSED: Steps = (*SIGNED, "close")
FOLLOWED: Steps = (*CLOSED, "assign_follow_up")
REFUSED: Steps = (*DONE, "refuse_acceptance")
LENT: Steps = ("link_key_loan",)
KEYED: Steps = (*SENT, "link_key_loan", "enter_by_key")

ROUTES: dict[str, Steps] = {
    "start": (),
    "reported": ("register",),
    "awaiting_clarification": ("register", "request_clarification"),
    "accepted": ACCEPTED,
    "dispatched": SENT,
    "access_failed": (*SENT, "fail_access"),
    "on_site": THERE,
    "awaiting_consent": QUOTED,
    "in_progress": WORKED,
    "made_safe": (*THERE, "make_safe"),
    "waiting_part": (*WORKED, "wait_for_part"),
    "waiting_external": (*ACCEPTED, "hand_to_external"),
    "deferred_with_plan": (*THERE, "defer"),
    "awaiting_acceptance": DONE,
    "rework": REFUSED,
    "signed_off": SIGNED,
    "closed": CLOSED,
    "following_up": FOLLOWED,
    "archived": (*FOLLOWED, "record_follow_up", "record_survey", "archive"),
    "redirected": ("register", "redirect"),
    "cancelled": ("register", "cancel"),
    "merged": ("register", ("merge_into", {"master_id": "another"})),
}
"""The ordinary way to each state."""


@attrs.frozen
class Plot:
    """
    How an action comes to be done in a state.

    Attributes:
        route: The way to the state, if not the ordinary one.
        axes: How the case is placed: when it is accepted, or by classifying it on arrival.
        told: Changes of the forms on the way.
        skip, insert: Steps left out on the way, and steps put in behind another.
        steps: What is done on arrival.
        form: Changes of the action's own form.
        policy: What the policy says otherwise.
        doers: Who does a step on the way, if not the usual person.
    """

    route: Steps | None = None
    axes: Mapping[str, Any] = {}
    told: Mapping[str, Mapping[str, Any]] = {}
    skip: frozenset[str] = frozenset()
    insert: Mapping[str, Steps] = {}
    steps: Steps = ()
    form: Mapping[str, Any] = {}
    policy: Mapping[str, Any] = {}
    doers: Mapping[str, Actor] = {}

    def way(self, state: str) -> Steps:
        """All steps, from the first one."""
        found: list[Step] = []
        for step in ROUTES[state] if self.route is None else self.route:
            name = step if isinstance(step, str) else step[0] if isinstance(step, tuple) else ""
            if name not in self.skip:
                found += [step, *self.insert.get(name, ())]
        if self.axes and "open" in found:
            found[found.index("open")] = ("open", self.axes)
        elif self.axes and found:
            found.append(("classify", self.axes))
        return (*found, *self.steps)


_urgent = Plot(axes=URGENT, insert={"open": ("record_safe_measure",)})
_public = {"present_quote": {"payer": "company"}}
_lent = Plot(insert={"dispatch": LENT})
_new_promise = Plot(form={"promise": "second"})
_back: Steps = ("dispatch", "return_order")
_larger = Plot(axes=LARGE)

PLOTS: dict[str | Edge, Plot] = {
    "spawn_from_complaint": Plot(form={"complaint_id": "a complaint"}),
    "lower_class": _urgent,
    ("reported", "lower_class"): Plot(axes=URGENT),
    ("awaiting_clarification", "lower_class"): Plot(axes=URGENT),
    "merge_into": Plot(form={"master_id": "another"}),
    "dispatch_bindingly": Plot(steps=_back * 2),
    ("made_safe", "rebook_visit"): Plot(steps=("make_promise",)),
    "enter_by_key": Plot(steps=LENT),
    "enter_in_danger": Plot(axes=URGENT),
    "return_key": _lent,
    "report_key_loss": _lent,
    **{(state, action): Plot(route=(*SENT, *LENT, "return_order")) for state in ("accepted",)
       for action in ("return_key", "report_key_loss")},
    **{("waiting_external", action): Plot(steps=LENT) for action in ("return_key", "report_key_loss")},
    ("made_safe", "present_quote"): Plot(steps=("make_promise",)),
    ("in_progress", "present_quote"): Plot(form={"plan_version": 2}),
    "approve_plan": Plot(axes=PUBLIC, told=_public),
    "decline_change": Plot(route=(*WORKED, ("present_quote", {"plan_version": 2}))),
    "start_work": Plot(axes=PUBLIC),
    ("on_site", "wait_for_part"): Plot(axes=PUBLIC),
    ("made_safe", "wait_for_part"): Plot(axes=PUBLIC, steps=("make_promise",)),
    ("made_safe", "hand_to_external"): Plot(steps=("make_promise",)),
    "defer_endorsed": _larger,
    ("on_site", "report_done"): Plot(form={"outcome": "no_fault_found"}),
    "accept_deemed": Plot(steps=("record_attempt", "record_attempt", "record_attempt", timedelta(days=8))),
    "order_rework_after_check": Plot(route=(*DONE, "fail_check")),
    "archive": Plot(steps=("record_follow_up", "record_survey")),
    "report_emergency_progress": _urgent,
    ("deferred_with_plan", "make_promise"): _new_promise,
    ("deferred_with_plan", "make_further_promise"): _new_promise,
    "join_group": Plot(form={"group_case": "another"}),
    "escalate_to_developer": Plot(steps=("record_dispute",)),
}  # fmt: skip
"""What an action, or an edge, needs beyond the ordinary way."""


def plot_of(state: str, action: str) -> Plot:
    """How this action comes to be done in this state."""
    return PLOTS.get((state, action)) or PLOTS.get(action) or Plot()


def edges(action: Action | None = None) -> list[tuple[str, str, str]]:
    """Every (source, action, target) of the workflow, or of one action."""
    found = []
    for one in [action] if action else repair.actions:
        for source in one.sources:
            target = one.goes_to(source)
            start, end = (str(place.name).lower() for place in (source, target))
            found.append((start, one.name, start if end == "stay" else end))
    return found


@attrs.define
class Stage(House):
    """A house whose desk is shared with other stories, while its time is not."""

    others: dict[str, str] = attrs.field(factory=dict)

    def other(self, name: str) -> str:
        """The number of another case on this desk, by its name in `OTHERS`."""
        if name not in self.others:
            if name == "a complaint":
                house = complaints.House(self.desk, self.clock, complaints.under())
                self.others[name] = house.in_progress().case_id
            else:
                aside = Stage(self.desk, self.clock, self.workflow)
                told(aside, ROUTES[OTHERS[name]], Plot())
                self.others[name] = aside.case_id
        return self.others[name]


OTHERS = {"another": "dispatched", "closed one": "closed", "archived one": "archived", "a complaint": "in_progress"}


class _Wall:
    """The clock on the wall of a shared desk: each story brings its own."""

    clock = VirtualClock(START)

    def __call__(self) -> datetime:
        return self.clock()


@cache
def _shared(policy: tuple[tuple[str, Any], ...]) -> tuple[Desk, _Wall, Workflow, dict[str, str]]:
    workflow, wall = under(**{**STRICT, **dict(policy)}), _Wall()
    both = [workflow, complaints.under()]
    return Desk(both, MemoryStore(), tenant="riverside", now=wall, calendars=[REPAIRERS]), wall, workflow, {}


def begun(policy: Mapping[str, Any]) -> Stage:
    """A stage under the strict policy, changed."""
    desk, wall, workflow, others = _shared(tuple(sorted(policy.items())))
    wall.clock = VirtualClock(START)
    return Stage(desk, wall.clock, workflow, others=others)


def filled(stage: Stage, action: str, changes: Mapping[str, Any]) -> dict[str, Any] | None:
    """The usual form of an action with changes, the names of other cases replaced by their numbers."""
    form = stage.filled(action, **changes)
    if form is None:
        return None
    named = {field: stage.other(value) for field, value in form.items() if isinstance(value, str) and value in OTHERS}
    return {**form, **named}


def told(stage: Stage, steps: Steps, plot: Plot) -> None:
    """Tell the steps one after another, each by whoever usually does it."""
    for step in steps:
        if isinstance(step, timedelta):
            stage.clock.advance(step)
            continue
        name, changes = (step, {}) if isinstance(step, str) else step
        changes = {**plot.told.get(name, {}), **changes}
        size = stage.case.fact("size") if stage.case_id else None
        if name == "defer" and size == "medium_large":
            name = "defer_endorsed"
        by = plot.doers.get(name)
        form = filled(stage, name, changes) or {}
        if repair.action(name).starts_case:
            stage.registered(name, by, **form)
        elif repair.action(name).sign_offs:
            stage.signed(name, by, **form)
        else:
            stage.did(name, by, **form)


def arrived(state: str, plot: Plot) -> Stage:
    """A stage on which the case has come to the state, and everything is ready for the action of the plot."""
    stage = begun(plot.policy)
    told(stage, plot.way(state), plot)
    return stage


def usual(action: str) -> Actor:
    """Whoever usually does an action."""
    return person(USUAL[action][0])


def attempt(stage: Stage, action: str, form: Mapping[str, Any], by: Actor | None = None, **how: Any) -> None:
    """Somebody does the action with its usual form, changed; where it takes consents, proposes it."""
    who, given = by or usual(action), filled(stage, action, form)
    if repair.action(action).starts_case:
        stage.case_id = stage.desk.register(stage.workflow, given, by=who, action=action, **how).id
    elif repair.action(action).sign_offs:
        stage.desk.propose(stage.case_id, action, given, by=who, **how)
    else:
        stage.desk.act(stage.case_id, action, given, by=who, **{"expect": stage.case.version, **how})


def done(stage: Stage, action: str, by: Actor | None = None) -> None:
    """What was proposed is signed by whose consent it takes, and done."""
    stage.desk.sign(stage.case_id, action, by=person(SIGNERS[action]))
    stage.desk.act(stage.case_id, action, by=by or usual(action), expect=stage.case.version)


def reasons(stage: Stage, action: str, form: Mapping[str, Any], by: Actor | None = None, **how: Any) -> frozenset[str]:
    """The codes of every reason why it is refused; it must be, and nothing may be written."""
    before = stage.case.hash if stage.case_id else ""
    with pytest.raises(Refused) as refusal:
        attempt(stage, action, form, by, **how)
    assert (stage.case.hash if stage.case_id else "") == before
    return refusal.value.codes
