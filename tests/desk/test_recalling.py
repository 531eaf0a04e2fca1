"""Recalling: a case goes on under the policy it was registered under, although the desk has another, or none."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.parcels import MORNING, SAID, SLOTS, FrontDesk, fetch, house_rules, parcel, pia

from propflow import (
    OFF,
    AsyncDesk,
    MemoryStore,
    Policy,
    VirtualClock,
    amount_slot,
    days,
    hours,
    same_day,
)
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import UnknownDefinition, UnknownName

WRITTEN = parcel()
OLD = WRITTEN.under(house_rules("old", small_limit="3 hours", large_limit=OFF, place=OFF, cards=4))
NEW = WRITTEN.under(house_rules("new"))


def old_case(store: Any, size: str = "small") -> Any:
    """A parcel registered under the old policy."""
    return FrontDesk(store, OLD).shelved(size)


@pytest.mark.parametrize("how", [{}, {"bare": True, "written": [WRITTEN]}])
def test_a_case_goes_on_under_its_own_policy(store: Any, how: dict[str, Any]) -> None:
    """At a desk with another policy, or with the bare workflow, it keeps its limits, its guards and its key."""
    old = old_case(store)
    office = FrontDesk(store, NEW, **how)
    case = office.measure(old.id, "small")
    assert case.workflow == OLD.key
    assert office.desk.workflow_of(case).values == OLD.values
    found = office.do(case.id, "hold", "resume").clock("fetch")
    assert found is not None and found.due_at == MORNING + timedelta(hours=3)
    assert "lock_up" not in office.desk.options(case.id, by=pia).names
    assert {one.workflow for one in office.desk.journal(case.id)} == {OLD.key}
    assert office.desk.verify().faults == ()


def test_its_clocks_are_looked_at(store: Any) -> None:
    """A tick fires what the case owes under its own policy; the doctor has nothing to say of it."""
    old = old_case(store)
    office = FrontDesk(store, NEW)
    assert office.desk.doctor().findings == ()
    office.pass_time(hours=2)
    report = office.desk.tick()
    assert (report.marks, report.faults) == (1, ())
    assert office.desk.journal(old.id)[-1].facts["due"] == "2026-09-01T04:00:00.000000Z"


def test_what_is_found_can_be_asked_for_its_workflow(store: Any) -> None:
    """A case from a list of cases is as good as one asked for by its id."""
    old_case(store)
    office = FrontDesk(store, NEW)
    (case,) = office.desk.find()
    assert office.desk.workflow_of(case).policy == Policy("old", {
        "parcel.small_limit": "3 hours", "parcel.large_limit": OFF, "parcel.shelf_limit": "1 hour", "parcel.cards": 4,
        "parcel.signed": True, "parcel.place": OFF,
    })  # fmt: skip


def test_new_cases_take_the_policy_of_the_desk(store: Any) -> None:
    """What is recalled is for the cases that were registered under it, and for no other."""
    old = old_case(store)
    office = FrontDesk(store, NEW)
    office.desk.case(old.id)
    assert office.shelved("small").workflow == NEW.key
    with pytest.raises(UnknownName):
        office.desk.register(OLD, {}, by=pia)
    assert [one.key for one in office.desk.workflows] == [NEW.key]


@pytest.mark.parametrize("said", ["20 minutes", "3 hours", "5 days", "1 month", "same_day", days(9), same_day(), OFF])
def test_whatever_a_policy_says_is_recalled(said: object) -> None:
    """Amounts of every unit, given as values or as texts, and what is switched off."""
    store = MemoryStore()
    old = FrontDesk(store, WRITTEN.under(house_rules("old", small_limit=said))).shelved("small")
    assert FrontDesk(store, NEW).desk.act(old.id, "close", by=pia).workflow == old.workflow


def test_a_workflow_without_slots_is_recalled_too() -> None:
    """A policy that fills nothing stands in the key all the same; a case under it goes on at a desk without it."""
    store = MemoryStore()
    plain = parcel(slots=[], clocks=[fetch(hours(9))], actions=[one for one in WRITTEN.actions if not one.guards])
    old = FrontDesk(store, plain.under(Policy("old"))).shelved()
    assert old.workflow != plain.key
    assert FrontDesk(store, plain).do(old.id, "close").workflow == old.workflow


def test_a_case_without_a_policy_goes_on_at_a_desk_with_one() -> None:
    """Where every slot has a value of ours a case may follow the workflow as written, and goes on doing so."""
    store = MemoryStore()
    ready = parcel(slots=[attrs.evolve(one, design=one.read(SAID.get(one.name, one.design))) for one in SLOTS],
                   clocks=[])  # fmt: skip
    old = FrontDesk(store, ready).shelved()
    office = FrontDesk(store, ready.under(house_rules()))
    assert office.do(old.id, "close").workflow == old.workflow == ready.key
    assert office.shelved().workflow != ready.key


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_an_asynchronous_desk_recalls(kind: str, tmp_path: Path) -> None:
    """The desk for an event loop does the same, over a store that blocks and over one that does not."""
    store: Any = MemoryStore() if kind == "memory" else SqliteStore(tmp_path / "desk.db")
    old = old_case(store)

    async def go_on() -> Any:
        desk = AsyncDesk([NEW], store, now=VirtualClock(MORNING))
        try:
            return await desk.act(old.id, "close", by=pia)
        finally:
            desk.close()

    assert asyncio.run(go_on()).workflow == OLD.key
    store.close()


# What cannot be recalled


class Forgetful:
    """A store that gives another text for every definition, and counts how often it is asked."""

    def __init__(self, store: Any, text: object) -> None:
        self._store = store
        self._text = text
        self.asked = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def definition(self, fingerprint: str) -> Any:
        """The other text."""
        self.asked += 1
        return self._text


def edited(**changed: object) -> str:
    """The text of the old definition with parts of its policy changed."""
    from propflow.definition.fingerprint import description_of

    text: dict[str, Any] = json.loads(json.dumps(description_of(OLD)))
    return json.dumps({**text, "policy": {**text["policy"], **changed}})


VALUES = {
    "small_limit": "3 hours", "large_limit": None, "shelf_limit": "1 hour", "cards": 4, "signed": True, "place": None,
}  # fmt: skip
SPOILT = {
    "missing": None,
    "empty": "",
    "no JSON": "{",
    "null": "null",
    "a list": "[]",
    "a number": "5",
    "no text": 5,
    "nested beyond reading": "[" * 100_000,
    "no policy": '{"name": "parcel"}',
    "policy null": '{"policy": null}',
    "no name": '{"policy": {"values": {}}}',
    "name of another kind": edited(name=5),
    "name that no file can store": edited(name="\ud800"),
    "values of another kind": edited(values=[1]),
    "no values": edited(values={}),
    "another value": edited(values={**VALUES, "cards": 5}),
    "a value that does not fit": edited(values={**VALUES, "cards": 50}),
    "a value that is no number": edited(values={**VALUES, "cards": float("nan")}),
    "a value of another kind": edited(values={**VALUES, "cards": {"a": [1]}}),
    "another name": edited(name="older"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_text_that_says_something_else_recalls_nothing(what: str) -> None:
    """Only what gives the very definition on record is followed; anything else is as if it were not there."""
    store = MemoryStore()
    old = old_case(store)
    forgetful = Forgetful(store, SPOILT[what])
    office = FrontDesk(forgetful, NEW)
    assert office.desk.case(old.id).state == "shelved"
    with pytest.raises(UnknownDefinition) as fault:
        office.do(old.id, "close")
    assert (fault.value.needed, fault.value.known) == (OLD.key, (NEW.key,))
    assert any("was not given" in one.what for one in office.desk.doctor().findings)
    assert office.desk.verify().faults == ()
    assert forgetful.asked == 1, "what cannot be recalled is not looked for again and again"


def test_the_right_text_is_what_the_store_keeps() -> None:
    """The text that a test above spoils is, unspoilt, one from which the case goes on."""
    store = MemoryStore()
    old = old_case(store)
    assert FrontDesk(Forgetful(store, edited(values=VALUES)), NEW).do(old.id, "close").workflow == OLD.key


@pytest.mark.parametrize(
    "now",
    [
        parcel(version=2),
        parcel(name="packet"),
        parcel(slots=[*SLOTS, amount_slot("more", en="More", zh="多")]),
        parcel(slots=SLOTS[:-1]),
        parcel(zh="快递"),
    ],
    ids=["another version", "another name", "a slot more", "a slot less", "another title"],
)
def test_a_workflow_that_has_changed_since_recalls_nothing(now: Any) -> None:
    """The definition as written must be the one that the case was registered under."""
    store = MemoryStore()
    old = old_case(store)
    said = {name.replace("parcel.", f"{now.name}."): value for name, value in house_rules(more="1 day").values.items()}
    known = {one.name for one in now.slots}
    policy = Policy("new", {name: value for name, value in said.items() if name.partition(".")[2] in known})
    for office in (FrontDesk(store, now.under(policy)), FrontDesk(store, bare=True, written=[now])):
        with pytest.raises(UnknownDefinition):
            office.do(old.id, "close")


def test_a_store_that_cannot_be_asked_is_asked_again() -> None:
    """A fault of the store is the caller's to hear of; it says nothing of whether the case can be recalled."""
    store = MemoryStore()
    old = old_case(store)

    class Away(Forgetful):
        def definition(self, fingerprint: str) -> Any:
            self.asked += 1
            if self.asked == 1:
                raise OSError("away")
            return self._store.definition(fingerprint)

    office = FrontDesk(Away(store, None), NEW)
    with pytest.raises(OSError, match="away"):
        office.do(old.id, "close")
    assert office.do(old.id, "close").workflow == OLD.key
