"""A guard may see named facts of the cases that are linked to its own; they are kept in the record."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from tests.workflows.complaint.lives import person
from tests.workflows.move_out_pass.lives import given
from tests.workflows.move_out_pass.usual import TENANT

from propflow import (
    CLOSE,
    ENTRY,
    FINAL,
    GROUP,
    OPEN,
    PARENT,
    PASSES,
    REGISTER,
    START,
    STAY,
    Action,
    AsyncDesk,
    Desk,
    Link,
    MemoryStore,
    Refused,
    Role,
    Situation,
    State,
    Verdict,
    Workflow,
    form,
    guard,
    last,
    linked,
    text,
    whole,
)
from propflow.definition.guards import Need, Source
from propflow.ports import Change

packer = Role("packer", en="Packer", zh="打包员")


@form("box", en="Box", zh="箱")
class Box:
    """How large, of which colour, inside which other box."""

    size: int = whole(en="Size", zh="尺寸")
    colour: str = text(en="Colour", zh="颜色")
    inside: str | None = text(en="Inside", zh="所在箱", default=None)


@form("pile", en="Pile", zh="堆")
class Pile:
    """To which pile it belongs."""

    pile: str = text(en="Pile", zh="所属堆")


@guard(en="Its boxes are known", zh="内箱已知", needs=[linked("child", ["size"]), linked("group", ["colour"])])
def is_known(s: Situation) -> Verdict:
    """Whatever they are."""
    return PASSES


_packed = State("packed", ENTRY, en="Packed", zh="已打包")
_opened = State("opened", FINAL, en="Opened", zh="已拆")
_register = Action(
    "register",
    START,
    _packed,
    by=packer,
    form=Box,
    link=Link(PARENT, "inside"),
    milestone=REGISTER,
    en="Pack",
    zh="打包",
)
boxes = Workflow(
    "boxes", en="Boxes", zh="箱", book="BX", states=[_packed, _opened],
    actions=[
        _register,
        Action("join", _packed, STAY, by=packer, form=Pile, link=Link(GROUP, "pile"), en="Pile up", zh="堆放"),
        Action("open", _packed, _opened, by=packer, guards=is_known, milestone=OPEN, en="Open", zh="拆箱"),
        Action("close", _packed, _opened, by=packer, milestone=CLOSE, expect=False, en="Throw away", zh="丢弃"),
    ],
    facts=[last("size", of=_register), last("colour", of=_register)],
)  # fmt: skip
"""Boxes in boxes, and in piles."""


def test_what_it_names_is_seen_and_nothing_else() -> None:
    """Those facts of the letter that the pass's guards name, beside its state; a fact that it does not know is None."""
    house = given().agents_draft()
    known: Any = house.desk.journal(house.case_id)[-1].facts["child"]
    (seen,) = known
    assert {*seen} == {"facts", "id", "kind", "state", "version"}
    assert {name: seen["facts"][name] for name in ("agent", "unit")} == {"agent": "Mr Zhou", "unit": "3-502"}
    assert {*seen["facts"]} == {"agent", "goods", "latest_on", "unit"}
    assert linked("child") == Need("child", Source.CASES)
    assert linked("child", ["a"]) == Need("child", Source.CASES, ("a",))


def test_each_kind_shows_its_own() -> None:
    """Of the children one fact, of the group another; no kind shows what was asked of the other."""
    desk = Desk([boxes], MemoryStore(), tenant="riverside")
    top = desk.register("boxes", {"size": 1, "colour": "red"}, by=person("packer")).id
    desk.register("boxes", {"size": 2, "colour": "blue", "inside": top}, by=person("packer"))
    desk.act(top, "join", {"pile": desk.register("boxes", {"size": 3, "colour": "grey"}, by=person("packer")).id},
             by=person("packer"))  # fmt: skip
    desk.act(top, "open", by=person("packer"))
    known: Any = desk.journal(top)[-1].facts
    assert [one["facts"] for one in known["child"]] == [{"size": 2}]
    assert [one["facts"] for one in known["group"]] == [{"colour": "grey"}]


def test_where_none_is_named_none_is_kept() -> None:
    """A summary without facts stays as it was."""
    house = given().agents().all_did("present_at_gate", "release_goods", "keep_copy").letter_did("close").did("close")
    known: Any = house.desk.journal(house.case_id)[-1].facts["child"]
    assert {*known[0]} == {"id", "kind", "state", "version"}


def test_what_was_seen_must_still_stand() -> None:
    """A letter that is taken back between reading and writing is noticed: it is decided anew, and refused."""
    house = given().registered(**TENANT).did("request_by_other").lettered()
    meanwhile: list[str] = []

    class Meanwhile(MemoryStore):
        """The same store, in which something else happens just before a commit."""

        def commit(self, change: Change) -> None:
            if not meanwhile:
                meanwhile.append("revoke")
                house.letter_did("revoke")
            store.commit(change)

        def __getattribute__(self, name: str) -> Any:
            return object.__getattribute__(self, name) if name == "commit" else getattr(store, name)

    store = house.store
    desk = Desk([house.workflow, house.letters], Meanwhile(), tenant="riverside", now=house.clock)
    with pytest.raises(Refused) as refusal:
        form = house.filled("present_authorisation")
        desk.act(house.case_id, "present_authorisation", form, by=person("cs_staff"), expect=house.case.version)
    assert set(refusal.value.codes) == {"letter_not_valid"}
    assert meanwhile == ["revoke"]
    assert house.state == "awaiting_authorisation"


def test_on_the_asynchronous_desk_too() -> None:
    """It is the same desk, driven otherwise."""
    house = given().registered(**TENANT).did("request_by_other").lettered()
    assert asyncio.run(_present(house)) == "draft_pass"


async def _present(house: Any) -> str:
    workflows = [house.workflow, house.letters]
    desk = AsyncDesk(workflows, house.store, tenant="riverside", now=house.clock)
    form = house.filled("present_authorisation")
    case = await desk.act(house.case_id, "present_authorisation", form, by=person("cs_staff"))
    return str(case.state)
