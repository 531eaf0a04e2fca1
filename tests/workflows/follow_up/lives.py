"""
Follow-ups for tests: an office, one person for each role, a clock that stands still.

    house = given()                                        # the front desk's manual
    house.registered(kind="repair").did("open").did("visit").did("resident_signs")
    house.signed("open_joint")                             # with the signature of the head complained about
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import attrs
import pytest
from tests.workflows.complaint.lives import person

from propflow import (
    ACTIVE,
    CLOSE,
    ENTRY,
    FINAL,
    OPEN,
    REGISTER,
    START,
    Action,
    Actor,
    Case,
    Desk,
    MemoryStore,
    Policy,
    Refused,
    State,
    VirtualClock,
    Workflow,
)
from propflow.definition.states import Place
from propflow.policy import load
from propflow.workflows.follow_up import follow_up
from propflow.workflows.follow_up.roles import cs_staff, office_head

NOON = datetime.fromisoformat("2026-09-28T12:00:00+08:00")
QUARTER = "2026-10-01T00:00:00+08:00"
RECORDING = {"sha256": "3" * 64, "media_type": "audio/mpeg", "size": 900, "ref": "calls/1"}

_came = State("came", ENTRY, en="Came in", zh="接诉")
_under_way = State("under_way", ACTIVE, en="Under way", zh="处理中")
_over = State("over", FINAL, en="Over", zh="办结")

grievance = Workflow(
    "grievance", en="Grievance", zh="投诉", book="SU", states=[_came, _under_way, _over],
    actions=[
        Action("register", START, _came, by=cs_staff, milestone=REGISTER, en="Register", zh="登记"),
        Action("open", _came, _under_way, by=office_head, milestone=OPEN, en="Open", zh="立项"),
        Action("close", _under_way, _over, by=office_head, milestone=CLOSE, en="Close", zh="销项"),
    ],
)  # fmt: skip
"""Stands for whatever case a complaint has at a site."""

JOINT = {"kind": "complaint", "accused_head": "head"}
GRAVE = {"kind": "complaint", "grave": True}

_record = {
    "quality": "Clean work", "effect": "The tap is tight", "satisfaction": "satisfied", "shortcomings": "none",
    "suggestions": "none", "result": "qualified",
}  # fmt: skip

USUAL: dict[str, tuple[str, dict[str, Any] | None]] = {
    "register": (
        "cs_supervisor",
        {"kind": "repair", "about": "WX-1", "unit": "3-502", "completed_at": "now", "handlers": ["hua"]},
    ),
    "open": ("cs_staff", {"page_code": "A-001"}),
    "open_grave": ("office_head", {"page_code": "A-001"}),
    "open_joint": ("cs_staff", {"page_code": "A-001"}),
    "visit": ("VISITOR", {"method": "face_to_face", "visited_at": "now"}),
    "resident_signs": ("VISITOR", {**_record, "signature": "Li"}),
    "refuse_sign": ("VISITOR", {**_record, "reason": "In a hurry", "witness": "chen"}),
    "no_contact": ("VISITOR", {"tried_at": "now"}),
    "retry": ("VISITOR", None),
    "give_up": ("cs_supervisor", {"reason": "Moved away", "quarter_ends": QUARTER}),
    "sign_and_return": ("VISITOR", {"signature": "Visitor", "quarter_ends": QUARTER}),
    "sign_and_return_together": ("VISITOR", {"signature": "Visitor", "quarter_ends": QUARTER}),
    "review": ("cs_supervisor", {"opinion": "Good"}),
    "mark_unqualified": ("cs_supervisor", {"report": "It still drips"}),
    "open_complaint": ("office_head", {"decision": "Do it again", "way": "new", "complaint": "GRIEVANCE"}),
    "complaint_done": ("file_clerk", {"page_code": "A-001"}),
    "close": ("file_clerk", {"page_code": "A-001"}),
}  # fmt: skip
"""Who usually does each action, and with what; VISITOR is whoever collected the form."""

SIGNED = ("open_joint", "sign_and_return_together")


@cache
def under(**values: object) -> Workflow:
    """The follow-up workflow under the front desk's manual, with other values."""
    manual = {name: value for name, value in load("front_desk_manual").values.items() if name.startswith("follow_up.")}
    return follow_up.under(Policy("desk", {**manual, **{f"follow_up.{name}": value for name, value in values.items()}}))


@attrs.define
class House:
    """An office with a desk, a clock, and the follow-up that is being told about."""

    desk: Desk
    clock: VirtualClock
    workflow: Workflow
    case_id: str = ""
    grievance_id: str = ""

    @property
    def case(self) -> Case:
        """The follow-up as it stands."""
        return self.desk.case(self.case_id)

    @property
    def state(self) -> str:
        """Where it is."""
        return self.case.state

    def who(self, action: str) -> Actor:
        """Whoever usually does it."""
        role = USUAL[action][0]
        return Actor(self.case.related("visitor") or "nobody") if role == "VISITOR" else person(role)

    def filled(self, action: str, **changes: Any) -> dict[str, Any] | None:
        """The usual form of an action, with changes; None if it has no form."""
        usual = USUAL[action][1]
        return None if usual is None else {name: self.told(value) for name, value in {**usual, **changes}.items()}

    def told(self, value: Any) -> Any:
        """A value of a form: `now` and the complaint stand for themselves."""
        if value == "GRIEVANCE" and not self.grievance_id:
            self.grieved()
        return {"now": self.clock().isoformat(), "GRIEVANCE": self.grievance_id}.get(value, value) if isinstance(
            value, str
        ) else value  # fmt: skip

    def registered(self, by: Actor | None = None, **changes: Any) -> House:
        """Another follow-up is planned; from now on it is told about this one."""
        form = self.filled("register", **changes)
        self.case_id = self.desk.register(self.workflow, form, by=by or person("cs_supervisor")).id
        return self

    def did(self, action: str, by: Actor | None = None, **changes: Any) -> House:
        """Somebody does it, signed for by the head where that is needed."""
        who, form = by or self.who(action), self.filled(action, **changes)
        if action in SIGNED:
            self.desk.propose(self.case_id, action, form, by=who)
            self.desk.sign(self.case_id, action, by=Actor("head"))
            form = None
        self.desk.act(self.case_id, action, form, by=who, expect=self.case.version)
        return self

    def all_did(self, *actions: str) -> House:
        """One after another, each in the usual way."""
        for action in actions:
            self.did(action)
        return self

    def refused(self, action: str, by: Actor | None = None, **changes: Any) -> set[str]:
        """The codes of every reason why it is refused; it must be, and nothing is written."""
        before = self.case.hash
        with pytest.raises(Refused) as refusal:
            self.did(action, by, **changes)
        assert self.case.hash == before
        return set(refusal.value.codes)

    def later(self, **amount: float) -> House:
        """Time passes, and the clocks are looked at."""
        self.clock.advance(timedelta(**amount))
        self.desk.tick()
        return self

    def grieved(self, *actions: str) -> House:
        """A complaint comes in, and is dealt with as said."""
        self.grievance_id = self.desk.register("grievance", by=person("cs_staff")).id
        for action in actions:
            version = self.desk.case(self.grievance_id).version
            self.desk.act(self.grievance_id, action, by=person("office_head"), expect=version)
        return self

    def complaint_ended(self) -> House:
        """The complaint as which it is handled comes to its end."""
        for action in ("open", "close"):
            version = self.desk.case(self.grievance_id).version
            self.desk.act(self.grievance_id, action, by=person("office_head"), expect=version)
        return self


def given(**values: object) -> House:
    """An office that works by the front desk's manual, and by *values* otherwise."""
    workflow, clock = under(**values), VirtualClock(NOON)
    return House(Desk([workflow, grievance], MemoryStore(), tenant="riverside", now=clock), clock, workflow)


OPENED = ("open",)
MET = (*OPENED, "visit", "resident_signs")
BACK = (*MET, "sign_and_return")
REVIEWED = (*BACK, "review")
VAIN = (*OPENED, *("visit", "no_contact", "retry") * 2, "visit", "no_contact")

ROUTES: dict[str, tuple[str, ...]] = {
    "start": (), "planned": (), "form_issued": OPENED, "visiting": (*OPENED, "visit"), "signed": MET,
    "unsigned": (*OPENED, "visit", "refuse_sign"), "unreachable": (*OPENED, "visit", "no_contact"), "returned": BACK,
    "reviewed": REVIEWED, "unqualified": (*REVIEWED, "mark_unqualified"),
    "complaint_opened": (*REVIEWED, "mark_unqualified", "open_complaint"), "not_reached": (*VAIN, "give_up"),
    "archived": (*REVIEWED, "close"),
}  # fmt: skip
"""The ordinary way to each state, after planning."""

ASKS: dict[str, dict[str, Any]] = {"open_grave": GRAVE, "open_joint": JOINT, "sign_and_return_together": JOINT}
"""What is followed up, for an action."""


def edges() -> list[tuple[str, str, str]]:
    """Every edge of the workflow: state, action, state."""
    return [
        ("start" if isinstance(place, Place) else place.name, action.name, getattr(target, "name", str(target)))
        for place, moves in follow_up.moves.items()
        for action, target in moves
    ]


def arrived(state: str, action: str = "", **values: Any) -> House:
    """An office where a follow-up has come to the state, and everything is ready for the action."""
    house, asks = given(**values), ASKS.get(action, {})
    if state == "start":
        return house
    house.registered(**asks)
    joint = asks is JOINT
    route = VAIN if action == "give_up" else ROUTES[state]
    for step in route:
        house.did(
            {"open": "open_joint", "sign_and_return": "sign_and_return_together"}.get(step, step) if joint else step
        )
    if action == "complaint_done":
        house.complaint_ended()
    return house
