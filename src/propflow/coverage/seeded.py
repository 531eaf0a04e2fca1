"""
Seeded lives: random ones, made from a workflow's own actions, people and forms, the same for the same seed.

People mostly do what is possible where the case is, mostly may do it, and mostly fill in forms that are right: what
was filled in before, with a field or two drawn anew from what the field takes. Time goes by, often just
past the next deadline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import attrs

from propflow.coverage.lives import ACT, LOOK, PROPOSE, REGISTER, SIGN, Deed, Life
from propflow.coverage.playing import DONE, Broken, Play, Stage
from propflow.definition import fields as kinds
from propflow.definition.actions import Action, SignOff
from propflow.definition.fields import FieldKind
from propflow.definition.forms import FormField, FormSpec, form_spec
from propflow.definition.slots import Slot, SlotKind
from propflow.definition.workflow import Workflow
from propflow.model.cases import Case
from propflow.model.instants import from_text, to_text
from propflow.model.people import SYSTEM, Relation, Role
from propflow.model.policies import OFF, Policy

FIRST = from_text("2026-09-28T09:00:00+08:00")
WORDS = ("pump", "gate", "works", "gardens", "rope 2", "")
PAUSES = (timedelta(minutes=3), timedelta(hours=1), timedelta(hours=7), timedelta(days=1), timedelta(days=4))
AWAY = (timedelta(0), timedelta(0), -timedelta(hours=1), timedelta(hours=5), timedelta(days=2), timedelta(days=12))
PAPER = {"sha256": "0" * 64, "media_type": "application/pdf", "size": 1024, "ref": "papers/1"}

Forms = Mapping[str, Sequence[Mapping[str, Any]]]
"""By action: forms that were filled in before."""


def seeded_life(stage: Stage, workflow: str, seed: int, stories: Sequence[Life], forms: Forms) -> Life:
    """
    One random life of a case or two: it goes on from where one of the stories has come.

    Args:
        workflow: Whose actions are tried.
        stories: At least one; what is done in it up to a random deed begins the life, under its policies.
        forms: What has been filled in before, to be taken up again.
    """
    random = Random(f"{workflow} {seed}")
    story = random.choice(stories)
    teller = _Teller(random, stage.workflows[workflow], Play(stage, story.tenant, stage.values(story)), forms)
    for deed in story.deeds[: random.randint(0, len(story.deeds))]:
        teller.takes_over(deed)
    for _ in range(random.randint(6, 20)):
        try:
            teller.tell()
        except Broken:  # the last deed is left out; a guard that fails is told about where guards are tested
            teller.deeds.pop()
            break
    return Life(f"seeded-{seed:05d}", story.tenant, story.policies, teller.deeds)


@attrs.define(eq=False)
class _Teller:
    """Thinks of the next deed, and has it tried."""

    random: Random
    workflow: Workflow
    play: Play
    forms: Forms
    now: datetime = FIRST
    cases: list[str] = attrs.field(factory=list)
    deeds: list[Deed] = attrs.field(factory=list)

    def takes_over(self, deed: Deed) -> None:
        """What has been told goes on, if it was done."""
        if self.play.tried(deed) == DONE:
            self.deeds.append(deed)
            self.now = from_text(deed.at)
            if deed.kind == REGISTER and deed.workflow == self.workflow.name:
                self.cases.append(deed.case)

    def tell(self) -> None:
        """One thing happens, or time passes."""
        if not self.cases or (len(self.cases) < 3 and self._seldom(0.03)):
            self._registers()
        elif self._seldom(0.15):
            self._waits()
        else:
            self._acts(self.random.choice(self.cases))

    def _seldom(self, share: float) -> bool:
        return self.random.random() < share

    def _tried(self, deed: Deed) -> bool:
        self.deeds.append(deed)
        return self.play.tried(deed) == DONE

    def _registers(self) -> None:
        action = self.random.choice(self.workflow.starting)
        id_ = f"case-{len(self.deeds)}"
        who = self._whoever(action, None)
        deed = Deed(to_text(self.now), REGISTER, id_, action.name, self.workflow.name, self._filled(action), **who)
        if self._tried(deed):
            self.cases.append(id_)

    def _waits(self) -> None:
        case = self.play.desk.case(self.random.choice(self.cases))
        if case.next_due is not None and self._seldom(0.6):
            self.now = max(self.now, case.next_due + self.random.choice((timedelta(0), timedelta(minutes=1))))
        else:
            self.now += self.random.choice(PAUSES)
        self._tried(Deed(to_text(self.now), LOOK))

    def _acts(self, case_id: str) -> None:
        case = self.play.desk.case(case_id)
        here = [action for place, moves in self.workflow.moves.items() for action, _ in moves if _is(place, case)]
        action = self.random.choice(self.workflow.actions if not here or self._seldom(0.08) else here)
        if action.starts_case:
            return
        deed = Deed(
            to_text(self.now), ACT, case_id, action.name, form=self._filled(action), behind=0,
            **self._whoever(action, case),
        )  # fmt: skip
        if action.sign_offs and not self._seldom(0.1):
            if not self._tried(attrs.evolve(deed, kind=PROPOSE)):
                return
            for sign_off in action.sign_offs:
                if self._seldom(0.9):
                    self._signs(sign_off, attrs.evolve(deed, kind=SIGN, form=None), case)
            deed = attrs.evolve(deed, form=None)
        self._tried(deed)

    def _signs(self, sign_off: SignOff, deed: Deed, case: Case) -> None:
        consent = not self._seldom(0.1)
        who = self._somebody(sign_off.by, case)
        self._tried(attrs.evolve(deed, consent=consent, reason="" if consent else "Not so", **who))

    # Who

    def _whoever(self, action: Action, case: Case | None) -> dict[str, Any]:
        """Somebody who may do it; seldom somebody else, or a deputy."""
        if self._seldom(0.08):
            return self._somebody(self.workflow.roles, case)
        who = self._somebody(action.by, case)
        if self._seldom(0.03):
            who["on_behalf_of"] = self.random.choice(self.workflow.roles).name
        return who

    def _somebody(self, among: Sequence[Role | Relation], case: Case | None) -> dict[str, Any]:
        one = self.random.choice([who for who in among if who != SYSTEM] or list(self.workflow.roles))
        if isinstance(one, Relation):
            return {"actor": (None if case is None else case.related(one.name)) or "somebody", "roles": ()}
        return {"actor": one.name, "roles": ((one.name, None, None, None),)}

    # What

    def _filled(self, action: Action) -> dict[str, Any] | None:
        spec = form_spec(action.form) if action.form else None
        if spec is None:
            return None
        before = self.forms.get(action.name, ())
        base = self.random.choice(before) if before and not self._seldom(0.1) else {}
        link = action.link.field if action.link else None
        form: dict[str, Any] = {}
        for one in spec.fields:
            if one.name == link:
                others = [None, *self.cases] if not one.required else self.cases
                value = self.random.choice(others) if others else None
            elif one.name in base and not isinstance(one.kind, kinds.Moment) and not self._seldom(0.06):
                value = base[one.name]
            elif one.required or one.name in base or self._seldom(0.2):
                value = self._drawn(one.kind)
            else:
                continue
            form[one.name] = value
        return self._spoilt(spec, form) if self._seldom(0.08) else form

    def _spoilt(self, spec: FormSpec, form: dict[str, Any]) -> dict[str, Any]:
        """The form with a field missing."""
        needed: list[FormField] = [one for one in spec.fields if one.required]
        gone = self.random.choice(needed).name if needed else ""
        return {name: value for name, value in form.items() if name != gone}

    def _drawn(self, kind: FieldKind) -> Any:
        random = self.random
        if isinstance(kind, kinds.Choice):
            return random.choice([*kind.options])
        if isinstance(kind, kinds.Flag):
            return not self._seldom(0.3)
        if isinstance(kind, kinds.Whole):
            return random.randint(kind.least, min(kind.most, max(kind.least, 0) + 100))
        if isinstance(kind, kinds.Moment):
            return to_text(self.now + random.choice(AWAY))
        if isinstance(kind, kinds.Money):
            return str(min(Decimal(random.choice((0, 80, 5000))), kind.most))
        if isinstance(kind, kinds.File):
            return PAPER
        if isinstance(kind, kinds.Many):
            return [self._drawn(kind.kind) for _ in range(random.randint(kind.least, min(kind.most, kind.least + 2)))]
        return random.choice((*WORDS, *(one.name for one in self.workflow.roles)))


def _is(place: Any, case: Case) -> bool:
    return getattr(place, "name", "") == case.state


def elsewhere(life: Life, workflow: Workflow, seed: int, manuals: Sequence[Policy]) -> Life:
    """
    The same deeds under another policy, which fills nearly every slot: mostly as some manual has it.

    Args:
        seed: The same seed gives the same policy.
        manuals: What is said in one of them for a slot is taken; if nothing is, something that fits.
    """
    random = Random(f"{workflow.name} elsewhere {seed}")
    values: dict[str, Any] = {}
    for slot in workflow.slots:
        name = f"{workflow.name}.{slot.name}"
        said = [one.values[name] for one in manuals if one.values.get(name, OFF) != OFF]
        fill = slot.needed or random.random() < 0.85
        values[slot.name] = random.choice(said or _fitting(slot)) if fill else OFF
    return attrs.evolve(life, name=f"{life.name}-{seed}", policies={**life.policies, workflow.name: values})


def _fitting(slot: Slot) -> list[Any]:
    match slot.kind:
        case SlotKind.AMOUNT:
            return ["2 hours", "1 days", "5 days"]
        case SlotKind.NUMBER:
            return [max(slot.least, 1), min(slot.most, max(slot.least, 1) + 1)]
        case SlotKind.FLAG:
            return [True]
        case SlotKind.CALENDAR:
            return ["cn-office"]
    return [*slot.options]
