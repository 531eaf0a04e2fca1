"""Limits: how long a clock gives, by policy and by what the case is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parcels import SLOTS, fetch, parcel

from propflow import amount_slot, by, days, flag_slot, hours, minutes, months, same_day, strictest
from propflow.definition.limits import ByFact, Limit, Strictest, bounds, parts_of, resolved
from propflow.definition.slots import Slot
from propflow.errors import DefinitionError
from propflow.model.amounts import Amount

AT = datetime(2026, 9, 1, 1, tzinfo=UTC)

a, b = (amount_slot(name, en=name, zh=name) for name in "ab")
c = amount_slot("c", en="c", zh="c")

LENGTHS = st.sampled_from([minutes(1), minutes(90), hours(2), days(1), months(1), same_day()])
LIMITS: st.SearchStrategy[Any] = st.recursive(
    LENGTHS | st.sampled_from([a, b, c]),
    lambda inner: (
        st.builds(by, st.sampled_from(["grade", "kind"]), st.dictionaries(st.sampled_from("xyz"), inner, min_size=1))
        | st.lists(inner, min_size=1, max_size=3).map(lambda some: strictest(*some))
    ),
    max_leaves=8,
)
VALUES = st.fixed_dictionaries({name: st.none() | LENGTHS for name in "abc"})
FACTS = st.fixed_dictionaries({}, optional={"grade": st.sampled_from("xyzw"), "kind": st.sampled_from("xyzw")})


def binding(limit: Limit, values: Any, facts: Any) -> list[Amount]:
    """What binds, by the words of the manual rather than by the code under test."""
    if isinstance(limit, Amount):
        return [limit]
    if isinstance(limit, Slot):
        return [] if values[limit.name] is None else [values[limit.name]]
    if isinstance(limit, ByFact):
        known = facts.get(limit.fact)
        return binding(limit.limits[known], values, facts) if known in limit.limits else []
    return [one for each in limit.limits for one in binding(each, values, facts)]


@given(LIMITS, VALUES, FACTS)
def test_what_is_left_of_a_limit_binds(limit: Any, values: Any, facts: Any) -> None:
    """Filling the slots and then asking the facts gives what policy and case choose, and nothing else."""
    filled = resolved(limit, values)
    found = [] if filled is None else list(bounds(filled, facts, AT))
    assert found == binding(limit, values, facts)


@given(LIMITS, VALUES)
def test_of_a_filled_limit_no_slot_is_left(limit: Any, values: Any) -> None:
    """Filled, a limit is made of amounts alone; it is gone only if every amount in it is."""
    filled = resolved(limit, values)
    leaves = [one for one in parts_of(limit) if isinstance(one, (Amount, Slot))]
    kept = [one for one in leaves if isinstance(one, Amount) or values[one.name] is not None]
    assert (filled is None) == (kept == [])
    if filled is not None:
        assert len([one for one in parts_of(filled) if isinstance(one, Amount)]) == len(kept)
        assert not [one for one in parts_of(filled) if isinstance(one, Slot)]


def test_of_several_limits_one_that_is_left_stands_alone() -> None:
    """Where all but one are switched off, the strictest is that one."""
    assert resolved(strictest(a, hours(2)), {"a": None}) == hours(2)
    assert resolved(strictest(a, b), {"a": None, "b": None}) is None


def test_a_value_of_another_kind_is_no_limit() -> None:
    """A slot is a limit only if an amount fills it."""
    assert resolved(a, {"a": 5}) is None
    assert resolved(a, {}) is None


@pytest.mark.parametrize(("fact", "found"), [(3, [hours(3)]), ("3", [hours(3)]), ("x", []), (None, [])])
def test_numbers_choose_by_their_text(fact: object, found: list[Amount]) -> None:
    """A count chooses by its digits; a fact that is not known chooses nothing, whatever the values are called."""
    assert list(bounds(by("rounds", {"3": hours(3), "None": hours(9)}), {"rounds": fact}, AT)) == found


def test_a_limit_keeps_what_it_was_given() -> None:
    """Changing the mapping afterwards changes nothing."""
    given_: dict[str, Any] = {"x": hours(1)}
    limit = by("grade", given_)
    given_["y"] = hours(2)
    assert limit.limits == {"x": hours(1)}
    assert strictest(hours(1), limit) == Strictest((hours(1), limit))


@pytest.mark.parametrize(
    ("within", "told"),
    [
        (
            flag_slot("flag", en="F", zh="是"),
            "within= names the slot 'flag', which holds no amount of time.",
        ),
        (
            strictest(hours(1), by("size", {"small": flag_slot("flag", en="F", zh="是")})),
            "within= names the slot 'flag', which holds no amount of time.",
        ),
        (
            strictest(hours(1), 5),  # type: ignore[arg-type]
            "within=5 is no amount of time; write minutes(15), hours(2) or days(3).",
        ),
        (
            by("size", {"small": "4 hours"}),  # type: ignore[dict-item]
            "within='4 hours' is no amount of time; write minutes(15), hours(2) or days(3).",
        ),
    ],
)
def test_whatever_is_in_a_limit_is_one(within: Any, told: str) -> None:
    """However deep it lies, what is no amount and no slot for one is refused by the clock."""
    with pytest.raises(DefinitionError) as refusal:
        fetch(within)
    assert (refusal.value.what, refusal.value.faults) == ("Clock 'fetch'", (told,))


@pytest.mark.parametrize(
    ("within", "told"),
    [
        (a, ["Clock 'fetch' is limited by the slot 'a', which is not among the workflow's."]),
        (
            strictest(a, by("size", {"small": b})),
            [
                "Clock 'fetch' is limited by the slot 'a', which is not among the workflow's.",
                "Clock 'fetch' is limited by the slot 'b', which is not among the workflow's.",
            ],
        ),
        (
            by("weight", {"small": hours(1)}),
            ["Clock 'fetch' is limited by the fact 'weight', which the workflow does not keep."],
        ),
        (by("size", {}), ["Clock 'fetch' is limited by the fact 'size' but for none of its values."]),
        (strictest(), ["Clock 'fetch' is limited by the strictest of no limits."]),
        (
            by("size", {"smal": hours(1), "big": hours(2), "small": hours(3)}),
            [
                "Clock 'fetch' has a limit for 'size' 'big', which no form offers.",
                "Clock 'fetch' has a limit for 'size' 'smal', which no form offers.",
            ],
        ),
    ],
)
def test_limit_that_the_workflow_cannot_work_out(within: Any, told: list[str]) -> None:
    """A limit names slots and facts of its workflow, and values that its forms offer."""
    with pytest.raises(DefinitionError) as refusal:
        parcel(clocks=[fetch(within)], slots=SLOTS)
    assert list(refusal.value.faults) == told


def test_a_limit_by_what_no_form_offers_as_a_choice() -> None:
    """What a count comes to is not known beforehand, so any value may choose a limit."""
    assert parcel(clocks=[fetch(by("measured", {"1": hours(1), "2": hours(2)}))]).clocks[0].name == "fetch"
