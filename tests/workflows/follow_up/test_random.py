"""Random lives of follow-ups, with right, wrong and conflicted people: no reason is lost, no invariant broken."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest
from tests.workflows.follow_up.lives import GRAVE, JOINT, SIGNED, House, given

from propflow import Actor, Conflict, Refused
from propflow.workflows.follow_up import follow_up, quarter_end

KINDS: list[dict[str, Any]] = [{}, {"kind": "special"}, GRAVE, JOINT, {"kind": "event", "handlers": []}]
ROLES = [one.name for one in follow_up.roles]
FORM_NEEDED = {guard.name for one in follow_up.actions for guard in one.guards if guard.form_needed}


class Life:
    """One desk, several follow-ups, and people who do what comes to their mind."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.house: House = given(attempts=2)
        self.cases: list[str] = []
        self.seen: Counter[str] = Counter()
        self.states: set[str] = set()

    def step(self) -> None:
        """Somebody does something, or time passes."""
        dice, house = self.random.random(), self.house
        if not self.cases or dice < 0.08:
            house.registered(**self.random.choice(KINDS))
            self.cases.append(house.case_id)
        elif dice < 0.14:
            house.later(days=self.random.choice([1, 3, 30]))
        elif dice < 0.17 and house.grievance_id and house.desk.case(house.grievance_id).state == "came":
            house.complaint_ended()
        else:
            self.somebody_acts()

    def somebody_acts(self) -> None:
        """Usually what is possible, by whoever may; sometimes anything by anybody."""
        random, house = self.random, self.house
        house.case_id = random.choice(self.cases)
        visitor = house.case.related("visitor") or "nobody"
        possible = [*house.desk.options(house.case_id, by=Actor(visitor, ROLES)).names]
        away = [one.name for one in follow_up.actions[1:]]
        name = random.choice(possible if possible and random.random() < 0.85 else away)
        who = random.choice([house.who(name), house.who(name), Actor(visitor, ROLES), Actor("hua", ROLES), Actor("x")])
        changes: dict[str, Any] = {}
        form = house.filled(name) or {}
        if "quarter_ends" in form:
            changes["quarter_ends"] = quarter_end(house.clock()).isoformat()
        if "result" in form:
            changes["result"] = random.choice(["qualified", "unqualified"])
        if name == "visit":
            changes["method"] = random.choice(["face_to_face", "phone"])
        self.tried(name, who, changes)

    def tried(self, name: str, by: Actor, changes: dict[str, Any]) -> None:
        """Somebody tries it; whatever comes of it, what was offered must agree with it."""
        desk, case_id = self.house.desk, self.house.case_id
        offered = desk.options(case_id, by=by).names
        try:
            self.house.did(name, by, **changes)
        except Conflict:
            self.seen["conflict"] += 1
        except Refused as refusal:
            assert refusal.blockers
            for one in refusal.blockers:
                assert one.say("en").strip() != one.say("zh").strip()
                self.seen[one.code] += 1
                if name in offered and name not in SIGNED:
                    assert one.facts.get("guard") in FORM_NEEDED or one.code == "link_final", one
        else:
            assert name in offered or name in SIGNED
            self.states.add(self.house.state)


def lived(seeds: range, steps: int) -> tuple[set[str], Counter[str]]:
    """So many lives of so many steps; the states they reached, and the reasons they met."""
    states: set[str] = set()
    seen: Counter[str] = Counter()
    for seed in seeds:
        life = Life(seed)
        for _ in range(steps):
            life.step()
        report = life.house.desk.verify()
        assert [f"{one.case}: {one.what}" for one in report.faults] == []
        assert not any(counts.get("broken") for counts in report.invariants.values())
        states |= life.states
        seen += life.seen
    return states, seen


def test_random_lives_are_sound() -> None:
    """Thirty lives find nothing wrong, and come to every state."""
    states, seen = lived(range(30), 100)
    assert states == {one.name for one in follow_up.states} - {"planned"}
    assert len(seen) >= 14, seen


@pytest.mark.soak
def test_many_long_lives_are_sound() -> None:
    """Hundreds more."""
    states, _ = lived(range(500, 800), 200)
    assert "archived" in states
