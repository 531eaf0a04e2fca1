"""
Random offices: complaints come and go, days pass, duties come up and people do all sorts of things to them.

Whatever they do, a refusal gives reasons, what is offered is accepted, and at the end nothing is found wrong: by any
invariant, and across cases.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from tests.workflows.complaint.lives import person
from tests.workflows.period.lives import DRAW_UP, USUAL, day, given, instant

from propflow import Actor, Conflict, Refused
from propflow.workflows.period import figures_for, gaps, period

NAMES = [name for name in USUAL if name != "name_overrun"]
MOVES: dict[str, list[str]] = {
    "registered": ["open", "open", "drop"], "drawn_up": ["hand_in", "hand_in", "send_back"],
    "handed_in": ["review", "review", "review_by_property_manager", "send_back"],
    "reviewed": ["publish", "close", "close", "send_back"],
    "archived": ["close"], "dropped": ["open"],
}  # fmt: skip
VARIANTS: dict[str, list[dict[str, Any]]] = {
    "draw_up_review": [{"to_keep": []}, {"stalled": [], "to_close": [], "to_keep": []}],
    "draw_up_reconciliation": [{"released": 9}, {"missing": [], "released": 3}],
    "draw_up_list": [{"black": ["works"]}, {"red": []}],
    "draw_up_interview": [{"held_at": day("2026-01-01")}],
}
POLICIES: list[dict[str, Any]] = [
    {}, {"figures_month": "same", "figures_handed_in": "by_day 30"}, {"figures_to": "property_manager"},
    {"excused_overruns": "count", "overruns_in_a_row": 2}, {"figures_month": "off", "interview": "off"},
]  # fmt: skip
TIMES = [timedelta(hours=3), timedelta(days=1), timedelta(days=6), timedelta(days=20)]

REACHED: dict[str, Counter[str]] = {"edges": Counter(), "refusals": Counter(), "kinds": Counter()}


class Year(RuleBasedStateMachine):
    """An office, its complaints and its own duties."""

    @initialize(policy=st.sampled_from(POLICIES))
    def begin(self, policy: dict[str, Any]) -> None:
        self.office = given(**policy)
        self.since = instant("2026-09-28")
        self.owed_comes_up()

    @rule(how=st.sampled_from(["late", "late", "excused", "in_time"]), team=st.sampled_from(["works", "gardens"]))
    def a_complaint_is_closed(self, how: str, team: str) -> None:
        if len(self.office.desk.find(workflow="complaint")) < 9:
            getattr(self.office, how)(team)
            self.owed_comes_up()

    @rule(length=st.sampled_from(TIMES))
    def time_passes(self, length: timedelta) -> None:
        self.office.later(seconds=length.total_seconds())
        self.owed_comes_up()

    def owed_comes_up(self) -> None:
        """A worker looks, and looks again."""
        for one in self.office.owed(since=self.since):
            REACHED["kinds"][one.partition(".")[0]] += 1
        assert self.office.owed(since=self.since) == []

    @rule(data=st.data())
    def it_takes_its_course(self, data: st.DataObject) -> None:
        self.chosen(data)
        for _ in range(data.draw(st.integers(2, 8))):
            kind, state = str(self.office.duty.fact("kind")), self.office.state
            name = DRAW_UP[kind] if state == "in_preparation" else data.draw(st.sampled_from(MOVES[state]))
            self.tried(name, person(USUAL[name][0]), data.draw(st.sampled_from([{}, {}, *VARIANTS.get(name, [])])))

    @rule(data=st.data(), name=st.sampled_from(NAMES), who=st.sampled_from(["cs_supervisor", "office_head", "cleaner"]))
    def somebody_tries_it_on(self, data: st.DataObject, name: str, who: str) -> None:
        self.chosen(data)
        self.tried(name, Actor("lin", [who]), data.draw(st.sampled_from([{}, {"wat": 1}])))

    def chosen(self, data: st.DataObject) -> None:
        """One of the duties."""
        self.office.take(data.draw(st.sampled_from([one.id for one in self.office.desk.find(workflow="period")])))

    def tried(self, name: str, by: Actor, changes: dict[str, Any]) -> None:
        """Somebody tries to do it; what was offered must agree with what came of it."""
        office, state = self.office, self.office.state
        offered = office.desk.options(office.duty_id, by=by).names
        try:
            if name == "draw_up_figures" and not changes and office.duty.fact("kind") == "monthly_figures":
                form = self.counted()
                office.desk.act(office.duty_id, name, form, by=by, expect=office.duty.version)
            else:
                office.did(name, by, **({} if USUAL[name][1] is None else changes))
        except (Refused, Conflict) as refusal:
            assert refusal.blockers
            for one in refusal.blockers:
                assert one.say("en").strip()
                assert one.say("zh").strip()
                REACHED["refusals"][one.code] += 1
        else:
            assert name in offered
            REACHED["edges"][f"{state} {name}"] += 1

    def counted(self) -> dict[str, Any]:
        """The figures as the journals give them."""
        found = figures_for(self.office.desk, self.office.duty, self.office.clock())
        return found.form("Pumps")

    def teardown(self) -> None:
        if hasattr(self, "office"):
            office = self.office
            assert [f"{one.case}: {one.what}" for one in office.desk.verify().faults] == []
            assert [one.what for one in gaps(office.desk, office.workflow, office.clock(), since=self.since)] == []


def lived(examples: int, steps: int) -> tuple[int, int, int]:
    """So many offices of so many steps; how many edges, refusals and kinds of duty they have seen."""
    for one in REACHED.values():
        one.clear()
    how = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None,
        phases=[Phase.generate],  # a life that fails is short enough to be read as it is
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    run_state_machine_as_test(Year, settings=how)  # type: ignore[no-untyped-call]
    return len(REACHED["edges"]), len(REACHED["refusals"]), len(REACHED["kinds"])


def test_random_offices_are_sound() -> None:
    """Forty short ones find nothing wrong, and come far enough for that to say something."""
    edges, refusals, kinds = lived(examples=40, steps=12)
    assert (edges >= 12, refusals >= 8, kinds) == (True, True, 5), (edges, refusals, kinds)


@pytest.mark.soak
def test_many_long_years_are_sound() -> None:
    """Hundreds of long ones; they take nearly every edge."""
    edges, refusals, kinds = lived(examples=300, steps=50)
    every = sum(len(one.states) for one in period.actions)
    assert (edges >= every - 2, refusals >= 15, kinds) == (True, True, 5), (edges, every, refusals, kinds)
