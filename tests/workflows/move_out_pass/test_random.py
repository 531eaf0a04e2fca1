"""Random lives of passes and letters, with right, wrong and conflicted people: no reason lost, no invariant broken."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest
from tests.workflows.complaint.lives import person
from tests.workflows.move_out_pass.lives import House, given
from tests.workflows.move_out_pass.usual import (
    BUILDER,
    DECORATOR,
    FAMILY,
    GOODS,
    LARGE,
    LETTERS,
    OWNER,
    TENANT,
    USUAL,
)

from propflow import Actor, Conflict, Refused
from propflow.workflows.move_out_pass import goods_authorisation, move_out_pass

SORTS: list[dict[str, Any]] = [OWNER, {**OWNER, **LARGE}, FAMILY, {**FAMILY, **LARGE}, TENANT, BUILDER, DECORATOR]
ABOUT_FORMS = {
    guard.name for flow in (move_out_pass, goods_authorisation) for action in flow.actions for guard in action.guards
    if guard.form_needed
} | {"link_unknown", "link_self", "link_final"}  # fmt: skip


class Life:
    """One desk, several requests and letters, and people who do what comes to their mind."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.house: House = given()
        self.cases: list[str] = []
        self.letters: list[str] = []
        self.seen: Counter[str] = Counter()
        self.done: set[str] = set()
        self.states: set[str] = set()
        self.serial = 100

    def step(self) -> None:
        """Somebody does something, or time passes."""
        dice = self.random.random()
        if not self.cases or dice < 0.06:
            self.house.registered(**self.random.choice(SORTS))
            self.cases.append(self.house.case_id)
        elif dice < 0.12:
            self.house.letter_came(goods=self.random.choice([GOODS, ["sofa ×9", "lamp", "drill", "saw ×9"]]))
            self.letters.append(self.house.letter_id)
        elif dice < 0.16:
            self.house.later(hours=self.random.choice([1, 1, 6, 24]))
        else:
            self.somebody_acts()

    def somebody_acts(self) -> None:
        """On a request or a letter: usually what is possible, by whoever may; sometimes anything by anybody."""
        random, house = self.random, self.house
        house.case_id = random.choice(self.cases)
        if self.letters:
            house.letter_id = random.choice(self.letters)
        on_letter = bool(self.letters) and random.random() < 0.3
        case_id, flow = (house.letter_id, goods_authorisation) if on_letter else (house.case_id, move_out_pass)
        everybody = Actor("all", [one.name for one in flow.roles])
        possible = [*house.desk.options(case_id, by=everybody).names]
        names = possible if possible and random.random() < 0.85 else [one.name for one in flow.actions[1:]]
        rare = {"abandon", "revoke", "reject", "cancel_pass", "report_lost", "write_off", "unknown_at_gate"}
        name = random.choices(names, [0.1 if one in rare else 1 for one in names])[0]
        usual, _ = (LETTERS if on_letter else USUAL)[name]
        by = random.choice([person(usual), person(usual), everybody, Actor("stranger", ["cleaner"])])
        self.tried(case_id, name, self.form(name, on_letter), by)

    def form(self, name: str, on_letter: bool) -> Any:
        """The form as it would be filled in for this case, sometimes with something wrong in it."""
        house, case = self.house, self.house.case
        if on_letter:
            return house.letter_form(name)
        known: dict[str, Any] = {"goods": case.fact("goods"), "goods_seen": case.fact("slip_goods")}
        known |= {"voided": case.fact("serial"), "serial": case.fact("serial"), "tools": case.fact("goods")}
        known |= {"gate": "east", "applicant": case.fact("applicant"), "letter_attached": True}
        if name == "open":
            self.serial += 1
            known["serial"] = self.serial
        if name in ("find_mismatch", "tools_differ"):
            known |= {"goods_seen": ["piano"], "tools": ["piano"]}
        if name == "request_by_owner_or_family":
            known |= {"title": case.fact("carrier"), "applicant": "Mrs Li"}
        usual = USUAL[name][1] or {}
        fits = {field: value for field, value in known.items() if field in usual or field == "letter_attached"}
        fits = {
            field: value for field, value in fits.items() if value is not None and (name == "open" or field in usual)
        }
        if self.random.random() < 0.1:
            fits |= {"goods": ["piano"]} if "goods" in usual else {"serial": 99999} if "serial" in usual else {}
        return house.filled(name, **fits)

    def tried(self, case_id: str, name: str, form: Any, by: Actor) -> None:
        """Somebody tries it; whatever comes of it, what was offered must agree with it."""
        desk = self.house.desk
        offered, before = desk.options(case_id, by=by).names, desk.case(case_id)
        try:
            desk.act(case_id, name, form, by=by, expect=before.version)
        except Conflict as conflict:  # a clock's act came between
            self.seen["conflict"] += 1
            assert conflict.case_id
        except Refused as refusal:
            assert refusal.blockers
            for one in refusal.blockers:
                assert one.say("en").strip() != one.say("zh").strip()
                self.seen[one.code] += 1
                if name in offered:
                    assert one.facts.get("guard", one.code) in ABOUT_FORMS, one
            assert desk.case(case_id).hash == before.hash
        else:
            assert name in offered
            self.done.add(name)
            self.states.add(desk.case(case_id).state)


def lived(seeds: range, steps: int) -> tuple[set[str], set[str], Counter[str]]:
    """So many lives of so many steps; the states and actions they reached, and the reasons they met."""
    states: set[str] = set()
    done: set[str] = set()
    seen: Counter[str] = Counter()
    for seed in seeds:
        life = Life(seed)
        for _ in range(steps):
            life.step()
        report = life.house.desk.verify()
        assert [f"{one.case}: {one.what}" for one in report.faults] == []
        assert not any(counts.get("broken") for counts in report.invariants.values())
        states |= life.states | {life.house.desk.case(one).state for one in [*life.cases, *life.letters]}
        done |= life.done
        seen += life.seen
    return states, done, seen


def test_random_lives_are_sound() -> None:
    """Forty lives find nothing wrong, and come far enough for that to say something."""
    states, done, seen = lived(range(40), 100)
    assert (len(states) >= 26, len(done) >= 36, len(seen) >= 30) == (True, True, True), (states, done, seen)


@pytest.mark.soak
def test_many_long_lives_are_sound() -> None:
    """They reach every final state."""
    states, done, _ = lived(range(1000, 1400), 150)
    assert {one.name for one in move_out_pass.final} <= states
    assert len(done) >= 40
