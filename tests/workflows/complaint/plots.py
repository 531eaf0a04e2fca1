"""
How a complaint comes to each state, and how each action comes to be done there.

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
from tests.workflows.complaint.lives import START, House, person, under
from tests.workflows.complaint.usual import SIGNERS, USUAL

from propflow import Actor, Desk, MemoryStore, Refused, VirtualClock, Workflow
from propflow.definition.actions import Action
from propflow.workflows.complaint import complaint

Step: TypeAlias = "str | tuple[str, Mapping[str, Any]] | timedelta"
Steps: TypeAlias = tuple[Step, ...]
Edge: TypeAlias = tuple[str, str]

SUSPECT = "suspect"  # the person complained about, in every plot

STRICT: dict[str, Any] = {
    "look_back_below": 80, "mass_share_percent": 50, "major_overrun_approver": "general_manager",
    "coordination_from": 2, "plan_names_time": True, "completion_evidence": True, "resident_signs_follow_up": True,
    "recurrence_from": 3, "follow_up_ordinary_by": "cs_supervisor", "follow_up_major_by": "cs_supervisor",
    "survey": "24 hours",
    "major_breach_requests": 2, "first_contact": "24 hours", "response_start": "15 minutes",
}  # fmt: skip
"""What is added to the training manual, so that as many conditions as possible ask for something."""

LOW = {"solution": 60, "speed": 60, "attitude": 60, "survey_score": 60}
LOOKED_BACK: Steps = (("record_survey", LOW), "low_satisfaction", "finish_look_back")

OPENED: Steps = ("register", "classify", "open")
INVESTIGATED: Steps = (*OPENED, "dispatch", "sign_receipt", "record_contact")
HANDLED: Steps = (*INVESTIGATED, "adopt_measures")
REPORTED: Steps = (*HANDLED, "report_done", "tell_result")
CLOSED: Steps = (*REPORTED, "verify", "close")
FOLLOWED: Steps = (*CLOSED, "assign_follow_up")
EMERGENCY: Steps = (*OPENED, "respond_emergency")

ROUTES: dict[str, Steps] = {
    "start": (),
    "pre_complaint": ("raise_pre_complaint",),
    "received": ("register",),
    "clarifying": ("register", "start_clarification"),
    "ruling_pending": ("register", "request_ruling"),
    "explained": ("register", "classify", "explain_only"),
    "opened": OPENED,
    "dispatched": (*OPENED, "dispatch"),
    "investigating": INVESTIGATED,
    "in_progress": HANDLED,
    "external_handling": (*HANDLED, "hand_to_external"),
    "stalled": (*HANDLED, "declare_stalled"),
    "done_reported": REPORTED,
    "second_disposal": (*REPORTED, "owner_dissatisfied"),
    "close_pending": (*REPORTED, "verify"),
    "closed": CLOSED,
    "closed_unresolvable": (*HANDLED, "declare_stalled", "quarterly_close"),
    "following_up": FOLLOWED,
    "looking_back": (*FOLLOWED, ("record_survey", LOW), "low_satisfaction"),
    "archived": (*FOLLOWED, "record_follow_up", "record_survey", "archive"),
    "merged": ("register", ("merge_duplicate", {"master_id": "another"})),
    "alert_dismissed": ("raise_pre_complaint", "dismiss_alert"),
}
"""The ordinary way to each state."""


@attrs.frozen
class Plot:
    """
    How an action comes to be done in a state.

    Attributes:
        route: The way to the state, if not the ordinary one.
        axes: How the case is classified: on the way, or on arrival; None for not at all.
        told: Changes of the forms on the way.
        skip, insert: Steps left out on the way, and steps put in behind another.
        own: An own finding, so that there is no complainant.
        steps: What is done on arrival.
        form: Changes of the action's own form.
        policy: What the policy says otherwise.
        doers: Who does a step on the way, if not the usual person.
    """

    route: Steps | None = None
    axes: Mapping[str, Any] | None = {}
    told: Mapping[str, Mapping[str, Any]] = {}
    skip: frozenset[str] = frozenset()
    insert: Mapping[str, Steps] = {}
    own: bool = False
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
        classified = "classify" in found
        if self.axes is None:
            found = [one for one in found if one != "classify"]
        elif self.axes and classified:
            found[found.index("classify")] = ("classify", self.axes)
        elif self.axes:
            found.append(("classify", self.axes))
        return (*found, *self.steps)


OWN: dict[str, tuple[str, dict[str, Any]]] = {
    "register": ("register_internal_finding", {}),
    "open": ("open", {"condition": "b", "contact_mode": "none"}),
}
_important, _major, _urgent = {"grade": "important"}, {"grade": "major"}, {"level": "I"}
_out = {"nature": "communicative_help", "grade": "none"}
_refused: Steps = ("dispatch", "reject_dispatch") * 2

PLOTS: dict[str | Edge, Plot] = {
    ("explained", "classify"): Plot(axes=_out, form=_out),
    "lower_classification": Plot(axes=_important),
    ("explained", "lower_classification"): Plot(axes=_important, form=_out),
    "explain_only": Plot(steps=("classify",)),
    "rule_explain_only": Plot(steps=("classify",)),
    "archive_explained": Plot(steps=(timedelta(days=32),)),
    "merge_duplicate": Plot(form={"master_id": "another"}),
    "assign_bindingly": Plot(steps=_refused),
    "respond_emergency": Plot(axes=_urgent),
    "record_response_start": Plot(axes=_urgent),
    "adopt_important_measures": Plot(axes=_important),
    "adopt_major_measures": Plot(axes=_major),
    "report_emergency_progress": Plot(axes=_urgent),
    ("investigating", "hand_to_external"): Plot(steps=("record_inquiry",)),
    ("investigating", "report_done"): Plot(form={"outcome": "unfounded_explained"}),
    "close_major": Plot(axes=_major),
    "archive_without_complainant": Plot(own=True),
    ("closed_unresolvable", "assign_follow_up"): Plot(steps=("tell_result",)),
    "expire_survey": Plot(steps=("send_survey", timedelta(days=8))),
    "low_satisfaction": Plot(steps=(("record_survey", LOW),)),
    ("following_up", "reopen"): Plot(steps=(("record_follow_up", {"follow_up_result": "failed"}),)),
    "archive": Plot(steps=("record_follow_up", "record_survey")),
    "archive_with_dissent": Plot(steps=(*LOOKED_BACK, *LOOKED_BACK, ("record_survey", LOW), "record_follow_up")),
    "definite_reply": Plot(axes=_major),
    "forward_to_superior": Plot(axes=_important),
    "approve_extension": Plot(steps=("request_extension",)),
    "approve_important_extension": Plot(axes=_important, steps=("request_extension",)),
    "approve_major_extension": Plot(axes=_major, steps=("request_extension",)),
    "refuse_extension": Plot(steps=("request_extension",)),
    "join_mass_case": Plot(form={"group_case": "another"}),
    "start_nonconformity": Plot(axes=_important),
}
"""What an action, or an edge, needs beyond the ordinary way."""

OF_ITSELF = "upgrade_to_major"  # a clock does it at its end, before anybody else could
PEOPLES = [one for one in complaint.actions if one.name != OF_ITSELF]


def plot_of(state: str, action: str) -> Plot:
    """How this action comes to be done in this state."""
    return PLOTS.get((state, action)) or PLOTS.get(action) or Plot()


def edges(action: Action | None = None) -> list[tuple[str, str, str]]:
    """Every (source, action, target) of the workflow, or of one action."""
    found = []
    for one in [action] if action else complaint.actions:
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
        """The number of another complaint on this desk, by its name in `OTHERS`."""
        if name not in self.others:
            aside = Stage(self.desk, self.clock, self.workflow)
            told(aside, ROUTES[OTHERS[name]], Plot())
            self.others[name] = aside.case_id
        return self.others[name]


OTHERS = {"another": "opened", "closed one": "closed", "archived one": "archived"}


class _Wall:
    """The clock on the wall of a shared desk: each story brings its own."""

    clock = VirtualClock(START)

    def __call__(self) -> datetime:
        return self.clock()


@cache
def _shared(policy: tuple[tuple[str, Any], ...]) -> tuple[Desk, _Wall, Workflow, dict[str, str]]:
    workflow, wall = under(**{**STRICT, **dict(policy)}), _Wall()
    return Desk([workflow], MemoryStore(), tenant="riverside", now=wall), wall, workflow, {}


def begun(policy: Mapping[str, Any]) -> Stage:
    """A stage under the strict policy, changed."""
    desk, wall, workflow, others = _shared(tuple(sorted(policy.items())))
    wall.clock = VirtualClock(START)
    return Stage(desk, wall.clock, workflow, others=others)


def filled(stage: Stage, action: str, changes: Mapping[str, Any]) -> dict[str, Any] | None:
    """The usual form of an action with changes, the names of other complaints replaced by their numbers."""
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
        if plot.own and name in OWN:
            changes = {**OWN[name][1], **changes}
            name = OWN[name][0]
        changes = {**plot.told.get(name, {}), **changes}
        grade = stage.case.fact("grade") if stage.case_id else None
        if name == "adopt_measures" and grade in ("important", "major"):
            name = f"adopt_{grade}_measures"
        if name == "close" and grade == "major":
            name = "close_major"
        by = plot.doers.get(name)
        if complaint.action(name).starts_case:
            stage.registered(name, by, **{"respondent_id": SUSPECT, **changes})
        elif complaint.action(name).sign_offs:
            stage.signed(name, by, **changes)
        else:
            stage.did(name, by, **filled(stage, name, changes) or {})


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
    if complaint.action(action).starts_case:
        stage.case_id = stage.desk.register(stage.workflow, given, by=who, action=action, **how).id
    elif complaint.action(action).sign_offs:
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
