"""
Random lives: all sorts of people try all sorts of things, mostly in the right way, while time goes by.

Whatever they do, a refusal gives typed reasons, what is offered is accepted, the journal adds up to the
case, and at the end nothing is found wrong, by any of the invariants.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.workflows.repair.lives import REPAIRERS, START, person, under
from tests.workflows.repair.plots import LARGE, PUBLIC, ROUTES, STRICT, URGENT, Plot, Stage, edges, told, usual
from tests.workflows.repair.usual import FIXER, PHOTO, RESIDENT, SIGNERS

from propflow import Actor, Conflict, Desk, MemoryStore, Refused, Role, VirtualClock
from propflow.engine.fold import apply
from propflow.workflows.repair import repair

EDGES = edges()
BIRTHS = ["register", "raise_from_finding", "raise_from_sensor"]
ROLES = [one.name for one in repair.roles]
FORM_NEEDED = {one.name for action in repair.actions for one in action.guards if one.form_needed}
ABOUT_THE_FORM = {
    "field_missing",
    "field_unknown",
    "field_invalid",
    "form_type",
    "link_unknown",
    "link_self",
    "link_final",
}

MOVES = {state: [name for source, name, target in EDGES if source == state != target] for state, _, _ in EDGES}
STAYS = {state: [name for source, name, target in EDGES if source == target == state] for state, _, _ in EDGES}
HELPS = {
    "reported": ["classify"], "accepted": ["record_safe_measure"], "dispatched": ["link_key_loan", "acknowledge_order"],
    "made_safe": ["make_promise"], "awaiting_acceptance": ["record_attempt"],
    "signed_off": ["deliver_copy", "note_payment"], "closed": ["record_follow_up"],
    "following_up": ["record_follow_up", "record_survey", "fulfil_promise"],
    "in_progress": ["record_safe_measure", "return_key", "leave"], "on_site": ["leave", "record_safe_measure"],
    "deferred_with_plan": ["record_review"], "access_failed": ["link_key_loan"],
}  # fmt: skip
"""What in a state helps a case on its way."""

PLACES: list[dict[str, Any]] = [
    {}, {}, URGENT, PUBLIC, {**PUBLIC, **URGENT}, LARGE, {"scope": "several"}, {"component": "roof"}, {"serious": True},
]  # fmt: skip
FREE = {"charge": "0", "fee_status": "free"}
VARIANTS: dict[str, list[dict[str, Any]]] = {
    "register": [{}, {}, {"counterpart": "none", "resident_id": None}, {"scenario": "lift_entrapment"}],
    "open": [*PLACES, {"warranty": "in", "cause": "construction_defect", "phase": "handover_inspection"}],
    "classify": PLACES,
    "lower_class": [{}],
    "dispatch": [{}, {}, {"strategy": "grab"}, {"on_duty": False}],
    "present_quote": [{}, {"plan_version": 2}, {"payer": "company"}, {"plan_version": 3}],
    "record_consent": [{}, {"plan_version": 2}, {"agreed_charge": "90.00"}],
    "approve_plan": [{}, {"plan_version": 2}],
    "start_work": [{}, {"basis": "danger"}, {"basis": "consent_on_file", "plan_version": 1}],
    "report_done": [{}, {}, {"outcome": "no_fault_found"}, {"outcome": "stopped_by_resident"}, {"evidence": []}],
    "sign_off": [{}, {}, {"mode": "electronic"}, {"satisfied": False}],
    "accept_without_resident": [{}, {"basis": "office_check"}, {"basis": "photos"}],
    "close": [{}, FREE, {"overrun_reason": "The part came late"}, {**FREE, "overrun_reason": "The part came late"}],
    "record_follow_up": [{}, {"follow_up_result": "failed"}, {"follow_up_result": "unreachable", "attempts": 3}],
    "record_survey": [{}, {"solution": 60, "speed": 60, "attitude": 60, "survey_score": 60}],
    "make_promise": [{}, {"promise": "b"}, {"promise": "c", "promised_at": "+6d"}],
    "cancel_by_supervisor": [{}, {"reason": "quote_expired"}, {"reason": "no_access"}, {"reason": "unreachable"}],
    "archive_without_follow_up": [{}, {"reason": "no_resident"}],
    "record_dispute": [{}, {"matter": "beyond_authority"}],
    "escalate_to_developer": [{}, {"condition": "e9"}],
    "refuse_acceptance": [{}, {"wants_another": True}],
}  # fmt: skip
"""What people write into a form instead of the usual."""

SPOILT = [{"wat": 1}, {"reason": 7}, {"evidence": [{**PHOTO, "size": -1}]}, {"master_id": "BX-999999"}]
TIMES = [timedelta(minutes=5), timedelta(hours=3), timedelta(days=1), timedelta(days=4), timedelta(days=33)]

REACHED: dict[str, Counter[str]] = {"states": Counter(), "actions": Counter(), "refusals": Counter()}


class Life(RuleBasedStateMachine):
    """A desk, a few repairs, and everybody who has to do with them."""

    @initialize(state=st.sampled_from(sorted(set(ROUTES) - {"merged"})), late=st.booleans())
    def begin(self, state: str, late: bool) -> None:
        clock, workflow = VirtualClock(START), under(**STRICT)
        desk = Desk([workflow], MemoryStore(), tenant="riverside", now=clock, calendars=[REPAIRERS])
        self.house = Stage(desk, clock, workflow)
        self.ids: list[str] = []
        if state == "start":
            self.comes_in("register", {})
            return
        told(self.house, ROUTES[state][:-1], Plot())
        if late and self.house.case_id:
            clock.advance(timedelta(hours=5))
        told(self.house, ROUTES[state][-1:], Plot())
        self.ids += [self.house.case_id]
        REACHED["states"][self.house.state] += 1

    def comes_in(self, action: str, changes: dict[str, Any]) -> None:
        """Another report or finding is registered."""
        self.house.registered(action, **changes)
        self.ids.append(self.house.case_id)
        self.note(action)

    @rule(action=st.sampled_from(BIRTHS), data=st.data())
    def somebody_reports(self, action: str, data: st.DataObject) -> None:
        if len(self.ids) < 4:
            self.comes_in(action, data.draw(st.sampled_from(VARIANTS.get(action, [{}]))))

    @rule(length=st.sampled_from(TIMES))
    def time_passes(self, length: timedelta) -> None:
        self.house.clock.advance(length)
        self.house.desk.tick()

    @rule(data=st.data())
    def it_takes_its_course(self, data: st.DataObject) -> None:
        for _ in range(data.draw(st.integers(1, 6))):
            state = self.chosen(data).state
            likely = [*MOVES[state], *HELPS.get(state, []) * 3] or STAYS[state]
            action = data.draw(st.sampled_from(likely))
            changes = data.draw(st.sampled_from([{}, *VARIANTS.get(action, [])]))
            self.tried(action, usual(action), changes)

    @rule(data=st.data())
    def somebody_does_something_beside_it(self, data: st.DataObject) -> None:
        action = data.draw(st.sampled_from(STAYS[self.chosen(data).state]))
        self.tried(action, usual(action), data.draw(st.sampled_from(VARIANTS.get(action, [{}]))))

    @rule(data=st.data(), spoilt=st.sampled_from([{}, {}, *SPOILT]))
    def somebody_tries_it_on(self, data: st.DataObject, spoilt: dict[str, Any]) -> None:
        self.chosen(data)
        action = data.draw(st.sampled_from([one.name for one in repair.actions if not one.starts_case]))
        who = data.draw(st.sampled_from([FIXER, RESIDENT, "track", *ROLES]))
        behalf = data.draw(st.sampled_from([None, None, FIXER, "office_head"]))
        held = data.draw(
            st.sampled_from([[], [who], [one.name for one in repair.action(action).by if isinstance(one, Role)], ROLES])
        )
        self.tried(action, Actor(who, held, on_behalf_of=behalf), spoilt)

    def chosen(self, data: st.DataObject) -> Any:
        """One of the repairs; from now on it is told about that one."""
        self.house.case_id = data.draw(st.sampled_from(self.ids))
        return self.house.case

    def tried(self, action: str, by: Actor, changes: dict[str, Any]) -> None:
        """Somebody tries to do it; whatever comes of it, what was offered must agree with it."""
        desk, case_id, before = self.house.desk, self.house.case_id, self.house.case
        form = self.house.filled(action, **changes)
        link = repair.action(action).link
        if form is not None and link is not None:
            form = {**form, link.field: self.ids[0]}
        offered = desk.options(case_id, by=by)
        try:
            if repair.action(action).sign_offs:
                desk.propose(case_id, action, form, by=by)
                desk.sign(case_id, action, by=person(SIGNERS[action]))
                form = None
                offered = desk.options(case_id, by=by)
            desk.act(case_id, action, form, by=by, expect=self.house.case.version)
        except (Refused, Conflict) as refusal:
            self.told_why(refusal, action in offered.names)
        else:
            assert action in offered.names
            self.note(action)
        if not repair.action(action).sign_offs and self.house.case.state != before.state:
            assert action in MOVES[before.state]

    def told_why(self, refusal: Refused | Conflict, offered: bool) -> None:
        """There is a reason at least, in both languages; what was offered fails for its form alone."""
        assert refusal.blockers or isinstance(refusal, Conflict)  # a clock's act came between
        for one in refusal.blockers:
            assert one.code
            assert one.say("en").strip()
            assert one.say("zh").strip()
            REACHED["refusals"][one.code] += 1
            if offered:
                assert one.code in ABOUT_THE_FORM or one.facts.get("guard") in FORM_NEEDED, one

    def note(self, action: str) -> None:
        """Remember that this was reached."""
        REACHED["actions"][action] += 1
        REACHED["states"][self.house.state] += 1

    @invariant()
    def the_journal_adds_up_to_the_case(self) -> None:
        for case_id in self.ids if hasattr(self, "ids") else ():
            folded = None
            for one in self.house.desk.journal(case_id):
                folded = apply(folded, json.loads(one.text), one.hash)
            case = self.house.desk.case(case_id)
            assert folded is not None
            assert (folded.state, folded.version, folded.hash, folded.acted) == (
                case.state, case.version, case.hash, case.acted,
            )  # fmt: skip
            assert {name: dict(part) for name, part in folded.parts.items()} == {
                name: dict(part) for name, part in case.parts.items()
            }

    def teardown(self) -> None:
        if hasattr(self, "ids"):
            assert [f"{one.case}: {one.what}" for one in self.house.desk.verify().faults] == []


def lived(examples: int, steps: int) -> tuple[int, int, int]:
    """So many lives of so many steps; how many states, actions and kinds of refusal they have seen."""
    for one in REACHED.values():
        one.clear()
    how = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None,
        phases=[Phase.generate],  # a life that fails is short enough to be read as it is
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    run_state_machine_as_test(Life, settings=how)  # type: ignore[no-untyped-call]
    return len(REACHED["states"]), len(REACHED["actions"]), len(REACHED["refusals"])


def test_random_lives_are_sound() -> None:
    """Forty short lives find nothing wrong, and come far enough for that to say something."""
    states, actions, refusals = lived(examples=40, steps=10)
    assert (states >= 15, actions >= 34, refusals >= 20) == (True, True, True), (states, actions, refusals)


@pytest.mark.soak
def test_many_long_lives_are_sound() -> None:
    """Hundreds of long lives; they see every state and nearly every action."""
    states, actions, refusals = lived(examples=300, steps=60)
    assert (states, actions >= 85, refusals >= 50) == (21, True, True), (states, actions, refusals)
