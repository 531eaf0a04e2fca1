"""
Goods passes for tests: a counter and a gate, one person for each role, a clock that stands still.

    house = given()                                           # a pass is good for a day
    house.registered().did("request_by_owner_or_family").did("open")
    house.lettered()                                          # a letter is checked, and presented for the request
    house.letter_did("revoke")
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import attrs
import pytest
from tests.workflows.complaint.lives import person
from tests.workflows.move_out_pass.usual import LETTERS, TENANT, USUAL

from propflow import (
    ACTIVE,
    CLOSE,
    ENTRY,
    FINAL,
    OPEN,
    REGISTER,
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
from propflow import START as BEGINNING
from propflow.workflows.move_out_pass import goods_authorisation, move_out_pass
from propflow.workflows.move_out_pass.roles import cs_staff

START = datetime.fromisoformat("2026-09-28T09:00:00+08:00")

_asked = State("asked", ENTRY, en="Asked for", zh="申请")
_under_way = State("under_way", ACTIVE, en="Under way", zh="施工中")
_over = State("over", FINAL, en="Over", zh="结束")

works = Workflow(
    "works", en="Works", zh="施工", book="ZX", states=[_asked, _under_way, _over],
    actions=[
        Action("register", BEGINNING, _asked, by=cs_staff, milestone=REGISTER, en="Register", zh="登记"),
        Action("open", _asked, _under_way, by=cs_staff, milestone=OPEN, en="Begin", zh="开工"),
        Action("close", _under_way, _over, by=cs_staff, milestone=CLOSE, en="End", zh="竣工"),
    ],
)  # fmt: skip
"""Stands for whatever case a renovation has at a site."""


@cache
def under(**values: object) -> tuple[Workflow, Workflow]:
    """Pass and letter under a policy: good for a day, handed in after ten."""
    said = {"validity": "1 day", "hand_in": "10 days", **values}
    letter = {name: said.pop(name) for name in ("named_day",) if name in said}
    policy = Policy("site", {f"move_out_pass.{name}": value for name, value in said.items()})
    letters = Policy("site", {f"goods_authorisation.{name}": value for name, value in letter.items()})
    return move_out_pass.under(policy), goods_authorisation.under(letters)


@attrs.define
class House:
    """A house with a desk, a clock, the request that is being told about, and the letter and the works beside it."""

    desk: Desk
    clock: VirtualClock
    workflow: Workflow
    letters: Workflow
    store: MemoryStore
    case_id: str = ""
    letter_id: str = ""
    works_id: str = ""

    @property
    def case(self) -> Case:
        """The request as it stands."""
        return self.desk.case(self.case_id)

    @property
    def state(self) -> str:
        """Where the request is."""
        return self.case.state

    @property
    def letter(self) -> Case:
        """The letter as it stands."""
        return self.desk.case(self.letter_id)

    def told(self, value: Any) -> Any:
        """A value of a form: `now` and the cases beside it stand for themselves."""
        if value == "WORKS" and not self.works_id:
            self.works("open")
        names = {"now": self.clock().isoformat(), "LETTER": self.letter_id or "WT-000099", "WORKS": self.works_id}
        return {**names, "REQUEST": self.case_id}.get(value, value) if isinstance(value, str) else value

    def filled(self, action: str, **changes: Any) -> dict[str, Any] | None:
        """The usual form of an action on the request, with changes; None if it has no form."""
        usual = USUAL[action][1]
        return None if usual is None else {name: self.told(value) for name, value in {**usual, **changes}.items()}

    def registered(self, by: Actor | None = None, **changes: Any) -> House:
        """Another request comes in; from now on it is told about this one."""
        form = self.filled("register", **changes)
        self.case_id = self.desk.register(self.workflow, form, by=by or person("cs_staff")).id
        return self

    def did(self, action: str, by: Actor | None = None, **changes: Any) -> House:
        """Somebody does it, on what stands in the journal now."""
        form, who = self.filled(action, **changes), by or person(USUAL[action][0])
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

    # Beside it

    def works(self, *actions: str) -> House:
        """Works are registered, and done to them is what is said."""
        self.works_id = self.desk.register("works", by=person("cs_staff")).id
        for action in actions:
            version = self.desk.case(self.works_id).version
            self.desk.act(self.works_id, action, by=person("cs_staff"), expect=version)
        return self

    def letter_came(self, by: Actor | None = None, **changes: Any) -> House:
        """Another letter is brought in."""
        form = {name: self.told(value) for name, value in {**(LETTERS["register"][1] or {}), **changes}.items()}
        self.letter_id = self.desk.register(self.letters, form, by=by or person("cs_staff")).id
        return self

    def letter_form(self, action: str, **changes: Any) -> dict[str, Any] | None:
        """The usual form of an action on a letter, with changes; None if it has no form."""
        usual = LETTERS[action][1]
        return None if usual is None else {name: self.told(value) for name, value in {**usual, **changes}.items()}

    def letter_did(self, action: str, by: Actor | None = None, **changes: Any) -> House:
        """Somebody does it to the letter."""
        form, who = self.letter_form(action, **changes), by or person(LETTERS[action][0])
        self.desk.act(self.letter_id, action, form, by=who, expect=self.letter.version)
        return self

    def letter_refused(self, action: str, by: Actor | None = None, **changes: Any) -> set[str]:
        """The codes of every reason why it is refused for the letter; it must be, and nothing is written."""
        before = self.letter.hash
        with pytest.raises(Refused) as refusal:
            self.letter_did(action, by, **changes)
        assert self.letter.hash == before
        return set(refusal.value.codes)

    def lettered(self, **changes: Any) -> House:
        """A letter is brought in, checked, and presented for the request."""
        return self.letter_came(**changes).letter_did("open").letter_did("present")

    # Where stories begin

    def issued(self, **changes: Any) -> House:
        """An owner's slip is made out."""
        return self.registered().did("request_by_owner_or_family").did("open", **changes)

    def released(self, **changes: Any) -> House:
        """An owner's goods have left."""
        return self.issued(**changes).all_did("present_at_gate", "release_goods")

    def agents_draft(self, **letter: Any) -> House:
        """A tenant's slip is to be made out on the owner's letter."""
        self.registered(**TENANT).did("request_by_other").lettered(**letter)
        return self.did("present_authorisation")

    def agents(self, **changes: Any) -> House:
        """A tenant's slip is made out on the owner's letter."""
        return self.agents_draft().did("open", **{"applicant": "Mr Zhou", "letter_attached": True, **changes})


def given(**values: object) -> House:
    """A house whose passes are good for a day, and by *values* otherwise."""
    workflow, letters = under(**values)
    clock = VirtualClock(START)
    store = MemoryStore()
    desk = Desk([workflow, letters, works], store, tenant="riverside", now=clock)
    return House(desk, clock, workflow, letters, store)
