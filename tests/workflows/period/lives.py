"""
Duties for tests: an office with its complaints and its own duties, one person for each role, a clock that stands still.

    office = given()                                   # every duty, under one policy
    office.at("2026-11-01").owed()                     # what has come up by then
    office.take("monthly_figures.2026-10").did("open") # each action with a valid form, by whoever usually does it
    office.late("works")                               # a complaint that the works department settled too late
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest
from tests.workflows.complaint.lives import House, person, under

from propflow import Actor, Case, Desk, MemoryStore, Policy, Refused, VirtualClock, Workflow
from propflow.workflows.period import figures_for, owe, period

FULL: dict[str, Any] = {
    "figures_month": "next", "figures_entered": "by_day 2", "figures_handed_in": "by_day 5",
    "figures_to": "office_head", "quarterly_review": "1 quarter", "reconciliation": "10 days",
    "red_black_list": "1 month", "overruns_in_a_row": 3, "interview": "7 days",
}  # fmt: skip
"""Every duty that any of the manuals knows, and a limit for the interview."""

COUNTS = {
    "received": 4, "opened": 2, "explained": 1, "merged": 0, "undecided": 1, "alerts": 0, "closed": 1,
    "carried_over": 1, "analysis": "Pumps",
}  # fmt: skip

USUAL: dict[str, tuple[str, dict[str, Any] | None]] = {
    "name_overrun": ("automation", {"overrun": "TS-000001"}),
    "open": ("cs_staff", None),
    "drop": ("cs_supervisor", {"looked_through": "All cases on record", "reason": "Nothing is stalled"}),
    "draw_up_figures": ("cs_supervisor", {**COUNTS, "counted_from": "2026-10-01", "counted_until": "2026-11-01"}),
    "draw_up_review": (
        "cs_supervisor",
        {"review_id": "R-4", "held_at": "now", "attended": ["Office head"], "stalled": ["TS-1", "TS-2"],
         "to_close": ["TS-1"], "to_keep": ["TS-2"], "minutes": "Went through both"},
    ),
    "draw_up_reconciliation": (
        "cs_staff", {"handed_back_by": "Guard Wu", "released": 4, "matched": 2, "void": 1, "missing": ["FX-0007"]}
    ),
    "draw_up_list": ("qa_department", {"red": ["works"], "black": [], "grounds": "Nothing late",
                                       "no_personal_data": True}),
    "draw_up_interview": (
        "qa_department", {"leader": "wu", "held_at": "now", "causes": "No spares", "measures": "Keep three pumps"}
    ),
    "hand_in": ("cs_staff", {}),
    "review": ("office_head", {"opinion": "Keep spares"}),
    "review_by_property_manager": ("property_manager", {"opinion": "Keep spares"}),
    "send_back": ("office_head", {"reason": "The lifts are missing"}),
    "publish": ("qa_department", {"place": "Notice board, building 1"}),
    "close": ("cs_staff", {}),
}  # fmt: skip
"""Who usually does each action, and what stands in the form: `now`, or a date in Shanghai."""

DRAW_UP = {
    "monthly_figures": "draw_up_figures", "quarterly_review": "draw_up_review",
    "reconciliation": "draw_up_reconciliation", "red_black_list": "draw_up_list", "interview": "draw_up_interview",
}  # fmt: skip

OWED_FROM = {
    "monthly_figures": ("2026-10", "2026-11-01"), "quarterly_review": ("2026-Q4", "2026-10-01"),
    "reconciliation": ("2026-10-T3", "2026-10-21"), "red_black_list": ("2026-10", "2026-10-01"),
    "interview": ("2026-11", "2026-11-01"),
}  # fmt: skip
"""A period of each duty, and from when it is owed under the full policy."""


def day(text: str) -> str:
    """The beginning of a date in Shanghai, as forms take it."""
    return f"{text}T00:00:00+08:00"


def instant(text: str) -> datetime:
    """The beginning of a date in Shanghai, or an instant."""
    return datetime.fromisoformat(text if "T" in text else day(text))


def bound(**values: Any) -> Workflow:
    """The period workflow under the full policy, with other values."""
    return period.under(Policy("office", {f"period.{name}": value for name, value in {**FULL, **values}.items()}))


@attrs.define
class Office:
    """An office with a desk, a clock, its complaints, and the duty that is being told about."""

    house: House
    workflow: Workflow
    duty_id: str = ""

    @property
    def desk(self) -> Desk:
        """The desk."""
        return self.house.desk

    @property
    def clock(self) -> VirtualClock:
        """The clock that stands still."""
        return self.house.clock

    @property
    def duty(self) -> Case:
        """The duty as it stands."""
        return self.desk.case(self.duty_id)

    @property
    def state(self) -> str:
        """Where the duty is."""
        return self.duty.state

    def at(self, text: str) -> Office:
        """Time passes until then, and the clocks are looked at."""
        self.clock.advance(instant(text) - self.clock())
        self.desk.tick()
        return self

    def later(self, **amount: float) -> Office:
        """Time passes, and the clocks are looked at."""
        self.house.later(**amount)
        return self

    def owed(self, **more: Any) -> list[str]:
        """The ids of the duties that come up now."""
        return [one.id for one in owe(self.desk, self.workflow, self.clock(), **more)]

    def registered(self, kind: str, *, by: Actor | None = None, **changes: Any) -> Office:
        """A duty is registered by hand; from now on it is told about this one."""
        name, since = OWED_FROM[kind]
        form = {"kind": kind, "period": name, "owed_from": day(since), "whom": "works" if kind == "interview" else ""}
        self.duty_id = self.desk.register(self.workflow, {**form, **changes}, by=by or person("cs_supervisor")).id
        return self

    def take(self, duty_id: str) -> Office:
        """From now on it is told about this duty."""
        self.duty_id = self.desk.case(duty_id).id
        return self

    def filled(self, action: str, **changes: Any) -> dict[str, Any] | None:
        """The usual form of an action, with changes; None if it has no form."""
        usual = USUAL[action][1]
        return None if usual is None else {name: self.told(value) for name, value in {**usual, **changes}.items()}

    def told(self, value: Any) -> Any:
        """A value of a form: `now` and dates stand for instants."""
        if value == "now":
            return self.clock().isoformat()
        return day(value) if isinstance(value, str) and value[:2] == "20" and len(value) == 10 else value

    def did(self, action: str, by: Actor | None = None, **changes: Any) -> Office:
        """Somebody does it, on what stands in the journal now."""
        who, form = by or person(USUAL[action][0]), self.filled(action, **changes)
        self.desk.act(self.duty_id, action, form, by=who, expect=self.duty.version)
        return self

    def all_did(self, *actions: str) -> Office:
        """One after another, each in the usual way."""
        for action in actions:
            self.did(action)
        return self

    def refused(self, action: str, by: Actor | None = None, **changes: Any) -> set[str]:
        """The codes of every reason why it is refused; it must be."""
        before = self.duty.hash
        with pytest.raises(Refused) as refusal:
            self.did(action, by, **changes)
        assert self.duty.hash == before
        return set(refusal.value.codes)

    def not_registered(self, kind: str, **changes: Any) -> set[str]:
        """The codes of every reason why a duty cannot be registered; nothing is written."""
        with pytest.raises(Refused) as refusal:
            self.registered(kind, **changes)
        assert [*self.desk.find(workflow="period")] == []
        return set(refusal.value.codes)

    def drawn_up(self, kind: str) -> Office:
        """A duty of this kind, taken up and drawn up in the usual way on the first of November."""
        self.at("2026-11-01T09:00:00+08:00").registered(kind)
        if kind == "interview":
            for case_id in self.lates():
                self.did("name_overrun", overrun=case_id)
        return self.all_did("open", DRAW_UP[kind])

    def lates(self, team: str = "works", times: int = 3) -> list[str]:
        """The ids of so many complaints that a team has settled late."""
        return [self.late(team) for _ in range(times)]

    def figures(self) -> Office:
        """The figures of the duty are counted and drawn up."""
        found = figures_for(self.desk, self.duty, self.clock()).form("Pumps")
        self.desk.act(self.duty_id, "draw_up_figures", found, by=person("cs_supervisor"))
        return self

    # Complaints

    def late(self, team: str = "works", **changes: Any) -> str:
        """A complaint that a team settles too late, and that is closed."""
        self._settled(team, timedelta(days=3))
        self.house.did("close", overrun_reason="The part came late", **changes)
        return self.house.case_id

    def in_time(self, team: str = "works") -> str:
        """A complaint that a team settles in time, and that is closed."""
        self._settled(team, timedelta(hours=1))
        self.house.did("close")
        return self.house.case_id

    def excused(self, team: str = "works") -> str:
        """A complaint that a team settles late within time that was approved before, and that is closed."""
        self._settled(team, timedelta(days=3), "request_extension", "approve_extension")
        self.house.did("close", overrun_reason="The part came late")
        return self.house.case_id

    def _settled(self, team: str, length: timedelta, *before: str) -> None:
        house = self.house
        house.registered().did("classify").did("open").did("dispatch", departments=[team])
        house.did("sign_receipt", departments=[team]).all_did("record_contact", "adopt_measures")
        if before:
            limit = (self.clock() + timedelta(days=9)).isoformat()
            house.did("request_extension", new_limit=limit).did("approve_extension", approved_limit=limit)
        house.later(seconds=length.total_seconds())
        house.all_did("report_done", "tell_result", "verify")


def given(**values: Any) -> Office:
    """An office that works by the training manual and the full policy for its own duties, with other *values*."""
    complaint, workflow = under(), bound(**values)
    clock = VirtualClock(datetime.fromisoformat("2026-09-28T09:00:00+08:00"))
    desk = Desk([complaint, workflow], MemoryStore(), tenant="riverside", now=clock)
    return Office(House(desk, clock, complaint), workflow)
