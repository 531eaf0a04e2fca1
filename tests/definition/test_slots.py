"""Slots: what a workflow leaves to policy, how it is filled, and everything that can be wrong with that."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parcels import SAID, SLOTS, FrontDesk, house_rules, parcel, pia

from propflow import (
    LEAST,
    MOST,
    OFF,
    MemoryStore,
    Policy,
    Refused,
    amount_slot,
    calendar_slot,
    choice_slot,
    days,
    flag_slot,
    hours,
    minutes,
    months,
    number_slot,
    same_day,
)
from propflow.definition.slots import Slot
from propflow.errors import DefinitionError, InvalidValue

limit = amount_slot("limit", en="Limit", zh="时限")
number = number_slot("number", en="Number", zh="数", least=2, most=5)
flag = flag_slot("flag", en="Flag", zh="是否")
way = choice_slot("way", {"desk": ("Desk", "前台"), "box": ("Box", "柜")}, en="Way", zh="方式")


def refused(policy: Policy, **changed: Any) -> list[str]:
    """What is wrong with a policy for the parcels; fails if nothing is."""
    with pytest.raises(DefinitionError) as refusal:
        parcel(**changed).under(policy)
    return list(refusal.value.faults)


def wrong(*slots: Slot) -> list[str]:
    """What is wrong with slots themselves; fails if nothing is."""
    with pytest.raises(DefinitionError) as refusal:
        parcel(slots=[*SLOTS, *slots])
    return list(refusal.value.faults)


# --- what a slot takes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slot", "given_", "value"),
    [
        (limit, "20 minutes", minutes(20)),
        (limit, "1 month", months(1)),
        (limit, "same_day", same_day()),
        (limit, hours(2), hours(2)),
        (number, 2, 2),
        (number, 5, 5),
        (flag, True, True),
        (flag, False, False),
        (way, "box", "box"),
    ],
)
def test_a_slot_reads_what_fits(slot: Slot, given_: object, value: object) -> None:
    """An amount or its text, a whole number within its bounds, true or false, the name of an option."""
    assert slot.read(given_) == value


@pytest.mark.parametrize(
    ("slot", "given_", "words"),
    [
        (limit, 20, "int instead of a text such as '15 minutes'"),
        (limit, "soon", "'soon'; write a whole number and one of minutes, minute"),
        (number, 1, "1; it is a whole number from 2 to 5"),
        (number, 6, "6; it is a whole number from 2 to 5"),
        (number, True, "True; it is a whole number from 2 to 5"),
        (number, "3", "'3'; it is a whole number from 2 to 5"),
        (flag, 1, "1; it is true or false"),
        (flag, "yes", "'yes'; it is true or false"),
        (way, "bxo", r"'bxo' \(did you mean 'box'\?\); there are: desk, box"),
        (way, None, "None; there are: desk, box"),
        (way, ["desk"], "there are: desk, box"),
    ],
)
def test_a_slot_refuses_what_does_not_fit(slot: Slot, given_: object, words: str) -> None:
    """Nothing is rounded, converted or guessed; the message says what would fit."""
    with pytest.raises(InvalidValue, match=words):
        slot.read(given_)


def test_which_value_is_the_stricter_unless_said_otherwise() -> None:
    """The shortest time, and yes rather than no; of numbers and ways nothing is assumed."""
    assert (limit.strict, flag.strict, number.strict, way.strict) == (LEAST, MOST, None, None)


# --- filling ---------------------------------------------------------------------------------


def test_a_policy_fills_the_slots() -> None:
    """Texts are read, `off` is None, and a value of ours holds where the policy says nothing."""
    bound = parcel().under(house_rules(small_limit=OFF, cards=7))
    assert bound.values == {
        "small_limit": None, "large_limit": hours(4), "shelf_limit": hours(1), "cards": 7, "signed": True,
        "place": "desk",
    }  # fmt: skip
    assert bound.silent == ()


def test_a_policy_may_switch_off_what_we_have_a_value_for() -> None:
    """A policy's `off` weighs more than our own value."""
    assert parcel().under(house_rules(shelf_limit=OFF)).values["shelf_limit"] is None


def test_as_written_only_our_own_values_are_there() -> None:
    """Without a policy the slots of which we say nothing are empty, and named as silent."""
    assert parcel().silent == ("small_limit", "large_limit", "signed", "place")
    assert parcel().values == {
        "small_limit": None, "large_limit": None, "shelf_limit": hours(1), "cards": 2, "signed": None, "place": None,
    }  # fmt: skip


def test_binding_leaves_the_workflow_as_it_was() -> None:
    """`under` gives another workflow; the one as written can be bound again, and a bound one to another policy."""
    written = parcel()
    one = written.under(house_rules("one"))
    two = one.under(house_rules("two", large_limit="1 hour"))
    assert written.policy is None
    assert (one.values["large_limit"], two.values["large_limit"]) == (hours(4), hours(1))
    assert (two.name, two.version, two.actions, two.slots) == (
        written.name, written.version, written.actions, written.slots,
    )  # fmt: skip
    assert len({written.key, one.key, two.key}) == 3


def test_what_is_said_for_other_workflows_is_let_be() -> None:
    """A policy may speak of several workflows; names that only begin alike belong to others."""
    policy = Policy("site", {**house_rules().values, "parcels.cards": "x", "visit.greet": 1, "cards": 3})
    assert parcel().under(policy).values["cards"] == 2


def test_guards_see_the_values() -> None:
    """A guard reads what the policy of its case says."""
    desk = FrontDesk(MemoryStore(), parcel().under(house_rules(place="box")))
    assert desk.do(desk.shelved("small").id, "lock_up").state == "shelved"


@pytest.mark.parametrize(("said", "seen"), [("desk", "desk"), (OFF, None)])
def test_guards_see_what_is_switched_off(said: str, seen: str | None) -> None:
    """Where a slot is switched off its guard reads None, in an act as in the list of what is possible."""
    desk = FrontDesk(MemoryStore(), parcel().under(house_rules(place=said)))
    case = desk.shelved("small")
    with pytest.raises(Refused) as refusal:
        desk.do(case.id, "lock_up")
    assert refusal.value.blockers[0].facts["place"] == seen
    assert "lock_up" not in desk.desk.options(case.id, by=pia).names
    assert not desk.desk.explain(case.id, "lock_up", by=pia).allowed


# --- faults of a policy ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            {"small_limti": "1 day"},
            "Policy 'house_rules' fills 'parcel.small_limti', which is no slot (did you mean 'small_limit'?).",
        ),
        ({"zzz": 1}, "Policy 'house_rules' fills 'parcel.zzz', which is no slot."),
        ({"signed": OFF}, "Policy 'house_rules' may not switch 'parcel.signed' (The resident signs) off."),
        (
            {"cards": 10},
            "Policy 'house_rules' fills 'parcel.cards' with 10; it is a whole number from 1 to 9.",
        ),
        (
            {"place": "Desk"},
            "Policy 'house_rules' fills 'parcel.place' with 'Desk' (did you mean 'desk'?); there are: desk, box.",
        ),
        ({"signed": None}, "Policy 'house_rules' fills 'parcel.signed' with None; it is true or false."),
    ],
)
def test_one_fault_of_a_policy(said: dict[str, object], told: str) -> None:
    """What is no slot, may not be off, or does not fit is told by the policy's name and the slot's."""
    assert refused(house_rules(**said)) == [told]


def test_silence_is_a_fault() -> None:
    """A slot on which the policy is silent is told with its title; one that may not be off is not offered `off`."""
    assert refused(Policy("mute")) == [
        "Policy 'mute' is silent on 'parcel.small_limit' (Small ones are fetched); "
        "give it a value, or say 'off' to do without.",
        "Policy 'mute' is silent on 'parcel.large_limit' (Large ones are fetched); "
        "give it a value, or say 'off' to do without.",
        "Policy 'mute' is silent on 'parcel.signed' (The resident signs); give it a value.",
        "Policy 'mute' is silent on 'parcel.place' (Where it lies); give it a value, or say 'off' to do without.",
    ]


def test_a_blank_and_a_vague_word_are_told_as_such() -> None:
    """Where the manual prints a blank, or no more than "promptly", the sentence says so and asks for a value."""
    open_ = Policy("mute", unsaid={"parcel.small_limit": "及时", "parcel.place": ""})
    assert [one for one in refused(open_) if "silent" not in one] == [
        "Policy 'mute' says only '及时' for 'parcel.small_limit' (Small ones are fetched); "
        "give it a value, or say 'off' to do without.",
        "Policy 'mute' leaves a blank for 'parcel.place' (Where it lies); give it a value, or say 'off' to do without.",
    ]


GOOD: dict[str, object] = {**SAID, "shelf_limit": "20 minutes", "cards": 3}


@given(st.fixed_dictionaries({name: st.sampled_from(["good", "bad", "silent", "off"]) for name in GOOD}), st.booleans())
def test_all_faults_are_told_at_once(what: dict[str, str], stranger: bool) -> None:
    """Whatever is wrong with however many slots: one refusal, a sentence for each, and none for what is right."""
    said: dict[str, object] = {"parcel.nothing": 1} if stranger else {}
    for name, how in what.items():
        if how != "silent":
            said[f"parcel.{name}"] = {"good": GOOD[name], "bad": -1, "off": OFF}[how]
    ours = {"shelf_limit", "cards"}
    expected = {name for name, how in what.items() if how == "bad" or (how == "silent" and name not in ours)}
    expected |= {"signed"} if what["signed"] == "off" else set()
    try:
        bound = parcel().under(Policy("any", said))
    except DefinitionError as refusal:
        told = refusal.faults
    else:
        told = ()
        assert all((bound.values[name] is None) == (how == "off") for name, how in what.items())
    expected |= {"nothing"} if stranger else set()
    assert len(told) == len(expected)
    assert all(any(f"'parcel.{name}'" in one for one in told) for name in expected)


def test_what_is_no_policy() -> None:
    """A mapping, or a policy's name, is no Policy; a policy's name is text."""
    assert refused({"parcel.cards": 1}) == ["{'parcel.cards': 1} stands as the policy, but is no Policy."]  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="'name' must be"):
        Policy(5)  # type: ignore[arg-type]


# --- faults of a slot ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slot", "told"),
    [
        (
            number_slot("more", en="More", zh="多", most=9, design=10),
            "The design value of slot 'more' does not fit: 10; it is a whole number from 0 to 9.",
        ),
        (
            choice_slot("more", {"a": ("A", "甲")}, en="More", zh="多", design="b"),
            "The design value of slot 'more' does not fit: 'b'; there are: a.",
        ),
        (
            flag_slot("more", en="More", zh="多", design="off", needed=True),  # type: ignore[arg-type]
            "The design value of slot 'more' does not fit: 'off'; it is true or false.",
        ),
        (choice_slot("more", {}, en="More", zh="多"), "Slot 'more' offers nothing; name at least one option."),
        (
            choice_slot("more", {"off": ("Off", "关"), "on": ("On", "开")}, en="More", zh="多"),
            "Slot 'more' offers 'off', by which a policy does without it; name that option otherwise.",
        ),
        (
            calendar_slot("more", en="More", zh="多", design="off"),
            "Slot 'more' is for a calendar, and 'off' names none.",
        ),
        (calendar_slot("off", en="Off", zh="关"), "Slot 'off' is for a calendar, and 'off' names none."),
        (flag_slot("More", en="More", zh="多"), "The slot name 'More' is not snake_case; it stands in every journal."),
        (flag_slot("more", en="More", zh=" "), "Slot 'more' has no Chinese title."),
        (flag_slot("cards", en="More", zh="多"), "2 slots are called 'cards'; nobody could tell which is meant."),
    ],
)
def test_slot_that_could_not_be_used(slot: Slot, told: str) -> None:
    """A slot has a name of its own, titles, options that can be told from `off`, and a value of ours that fits it."""
    assert wrong(slot) == [told]


def test_our_own_value_may_be_off() -> None:
    """A slot that is off unless a policy switches it on has `off` as its design value."""
    extra = amount_slot("extra", en="Extra", zh="另", design=OFF)
    written = parcel(slots=[*SLOTS, extra])
    assert written.under(house_rules()).values["extra"] is None
    assert written.under(house_rules(extra="3 days")).values["extra"] == days(3)


def test_what_stands_among_the_slots_is_one() -> None:
    """A name among the slots is refused, and so is a function among the invariants."""
    (told,) = wrong("cards")  # type: ignore[arg-type]
    assert told == "'cards' stands among the slots, but is no Slot."
    with pytest.raises(DefinitionError, match="stands among the invariants, but is no Invariant"):
        parcel(invariants=[len])
