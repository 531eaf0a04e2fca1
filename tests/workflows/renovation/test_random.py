"""
Random lives: all sorts of people try all sorts of things, mostly in the right way, while time goes by.

Whatever they do, a refusal gives typed reasons, what is offered is accepted, and at the end nothing is found wrong in
any of the cases, by any of the invariants.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from tests.workflows.renovation.plots import ACTIONS, EDGES, PREFIX, Plot, arrived, edges, plot_of
from tests.workflows.renovation.usual import LEAD, OWNER, THIRD, USUAL, WORKER

from propflow import Actor, Conflict, Refused
from propflow.workflows.renovation import WORKFLOWS

DAYS = [timedelta(hours=5), timedelta(days=1), timedelta(days=9), timedelta(days=31)]
ROLES = sorted({one.name for workflow in WORKFLOWS for one in workflow.roles})
MOVES = {
    (workflow.name, state.name): [name for source, name, target in edges(workflow) if source == state.name != target]
    for workflow in WORKFLOWS
    for state in workflow.states
}
STAYS = {
    (workflow.name, state.name): [name for source, name, target in edges(workflow) if source == target == state.name]
    for workflow in WORKFLOWS
    for state in workflow.states
}
FORM_NEEDED = {
    guard.name for workflow in WORKFLOWS for one in workflow.actions for guard in one.guards if guard.form_needed
}
ABOUT_THE_FORM = {
    "field_missing",
    "field_unknown",
    "field_invalid",
    "form_type",
    "link_unknown",
    "link_self",
    "link_final",
}
SPOILT: list[dict[str, Any]] = [
    {}, {}, {"wat": 1}, {"reason": 7}, {"notices": ["ZG-7"]}, {"amount": "1.00"}, {"balance": "0.00"},
    {"payee_id": OWNER}, {"rectify_by": "-1"}, {"pass_number": "CR-7"}, {"valid_until": "+400"},
]  # fmt: skip

SEEN: dict[str, Counter[str]] = {"states": Counter(), "actions": Counter(), "refusals": Counter()}


class Life(RuleBasedStateMachine):
    """A renovation and its children, and everybody who has to do with them."""

    @initialize(number=st.integers(0, len(EDGES) - 1), ready=st.booleans())
    def begin(self, number: int, ready: bool) -> None:
        workflow, source, action, _ = EDGES[number]
        plot = plot_of(workflow, source, action)
        self.site = arrived(workflow, source, plot if ready else Plot(route=plot.route))
        SEEN["states"][f"{workflow}.{source}"] += 1
        step = PREFIX[workflow] + action
        if ready or source == "start":
            self.tried(step, self.site.usual(step), dict(plot.form))

    @property
    def cases(self) -> dict[str, str]:
        """By the prefix of a step: the workflow of each case there is."""
        found = {"": "renovation"}
        found |= {"deposit.": "renovation_deposit"} if self.site.deposit else {}
        found |= {"change.": "plan_change"} if self.site.change else {}
        return found | {f"pass:{one}.": "worker_pass" for one in self.site.passes}

    @rule(length=st.sampled_from(DAYS))
    def time_passes(self, length: timedelta) -> None:
        self.site.later(length)

    @rule(child=st.sampled_from(["deposit", f"pass:{LEAD}", f"pass:{THIRD}", "change"]), data=st.data())
    def a_child_comes(self, child: str, data: st.DataObject) -> None:
        known = {"deposit": self.site.deposit, "change": self.site.change}.get(child) or self.site.passes.get(
            child.partition(":")[2]
        )
        if not known:
            self.tried(f"{child}.register", self.site.usual(f"{child}.register"), {})

    @rule(data=st.data())
    def it_takes_its_course(self, data: st.DataObject) -> None:
        for _ in range(data.draw(st.integers(2, 8))):
            prefix = data.draw(st.sampled_from(sorted(self.cases)))
            workflow = self.cases[prefix]
            state = self.site.desk.case(self.site.at(prefix.rstrip("."))).state
            likely = [*MOVES[workflow, state], *STAYS[workflow, state]]
            case_id, by = self.site.at(prefix.rstrip(".")), self.site.usual
            open_to = [one for one in likely if one in self.site.desk.options(case_id, by=by(prefix + one)).names]
            if likely:
                step = prefix + data.draw(st.sampled_from(open_to * 3 + likely))
                changes: dict[str, Any] = {}
                opened = self.site.case.fact("open_notices") if not prefix else None
                if opened and "notices" in USUAL[workflow][step.rpartition(".")[2]][1] and data.draw(st.booleans()):
                    changes = {"notices": opened}
                self.tried(step, self.site.usual(step), changes)

    @rule(data=st.data(), spoilt=st.sampled_from(SPOILT))
    def somebody_tries_it_on(self, data: st.DataObject, spoilt: dict[str, Any]) -> None:
        prefix = data.draw(st.sampled_from(sorted(self.cases)))
        names = [name for name, one in ACTIONS[self.cases[prefix]].items() if not one.starts_case]
        action = data.draw(st.sampled_from(names))
        who = data.draw(st.sampled_from([OWNER, LEAD, WORKER, *ROLES]))
        held = data.draw(
            st.sampled_from([[], [who], [one.name for one in ACTIONS[self.cases[prefix]][action].by], ROLES])
        )
        self.tried(prefix + action, Actor(who, held), spoilt)

    def tried(self, step: str, by: Actor, changes: dict[str, Any]) -> None:
        """Somebody tries to do it; whatever comes of it, what was offered must agree with it."""
        child, workflow, action = self.site.action(step)
        names = [] if action.starts_case else self.site.desk.options(self.site.at(child), by=by).names
        offered = action.name in names
        try:
            done = self.site.did(step, by, **changes)
        except (Refused, Conflict) as refusal:
            assert refusal.blockers or isinstance(refusal, Conflict)
            for one in refusal.blockers:
                assert one.say("en").strip()
                assert one.say("zh").strip()
                SEEN["refusals"][one.code] += 1
                if offered:
                    assert one.code in ABOUT_THE_FORM or one.facts.get("guard") in FORM_NEEDED, one
        else:
            assert offered or action.starts_case or action.sign_offs
            SEEN["actions"][f"{workflow}.{action.name}"] += 1
            SEEN["states"][f"{workflow}.{done.state}"] += 1

    def teardown(self) -> None:
        if hasattr(self, "site"):
            assert [f"{one.case}: {one.what}" for one in self.site.desk.verify().faults] == []


def lived(examples: int, steps: int) -> tuple[int, int, int]:
    """So many lives of so many steps; how many states, actions and kinds of refusal they have seen."""
    for one in SEEN.values():
        one.clear()
    how = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None,
        phases=[Phase.generate],  # a life that fails is short enough to be read as it is
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    run_state_machine_as_test(Life, settings=how)  # type: ignore[no-untyped-call]
    return len(SEEN["states"]), len(SEEN["actions"]), len(SEEN["refusals"])


def test_random_lives_are_sound() -> None:
    """Short lives find nothing wrong, and come far enough for that to say something."""
    states, actions, refusals = lived(examples=45, steps=6)
    assert (states >= 32, actions >= 38, refusals >= 20) == (True, True, True), (states, actions, refusals)


@pytest.mark.soak
def test_many_long_lives_are_sound() -> None:
    """Hundreds of long lives; they see nearly every state of all four workflows."""
    states, actions, refusals = lived(examples=300, steps=30)
    assert (states >= 42, actions >= 56, refusals >= 42) == (True, True, True), (states, actions, refusals)
