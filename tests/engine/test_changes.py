"""Changes: facts that are said, and those that end with an action."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parcels import FACTS, FrontDesk, forget, measure, parcel, pia, register

from propflow import MemoryStore, count, first, last
from propflow.errors import DefinitionError


@pytest.fixture
def office() -> FrontDesk:
    """A front desk."""
    return FrontDesk(MemoryStore())


def test_a_fact_ends_with_an_action(office: FrontDesk) -> None:
    """After it nothing is known: the latest value, the first one and the count are gone from the case."""
    case = office.shelved("small")
    case = office.measure(case.id, "large")
    assert dict(case.facts) == {"size": "large", "first_size": "small", "measured": 1}
    case = office.do(case.id, "forget")
    assert dict(case.facts) == {}
    assert (case.fact("size"), case.fact("measured") or 0) == (None, 0)
    assert office.desk.verify().faults == ()


def test_after_its_end_a_fact_begins_anew(office: FrontDesk) -> None:
    """What is said next is the first again, and the count begins at one."""
    case = office.shelved("small")
    office.measure(case.id, "small")
    office.do(case.id, "forget")
    case = office.measure(case.id, "large")
    assert dict(case.facts) == {"size": "large", "first_size": "large", "measured": 1}


def test_ending_what_is_not_known_changes_nothing(office: FrontDesk) -> None:
    """The record of an ending with nothing to end names no facts."""
    case = office.shelved()
    office.do(case.id, "forget")
    assert "facts" not in office.desk.journal(case.id)[-1].changes


def test_a_record_says_which_facts_ended(office: FrontDesk) -> None:
    """A fact that ends stands in the record as null, so that the journal alone tells of it."""
    case = office.shelved("small")
    office.do(case.id, "forget")
    assert office.desk.journal(case.id)[-1].changes["facts"] == {"size": None, "first_size": None}


@given(st.lists(st.sampled_from(["small", "large", "none", None, "end"]), max_size=10))
def test_facts_follow_what_was_said_since_the_last_end(said: list[str | None]) -> None:
    """Whatever is said and ended in turn, the facts are those of what was said since the last ending."""
    office = FrontDesk(MemoryStore())
    case = office.desk.register("parcel", {}, by=pia)
    for one in said:
        case = office.do(case.id, "forget") if one == "end" else office.measure(case.id, one)
    since = said[len(said) - said[::-1].index("end") :] if "end" in said else said
    known = [one for one in since if one is not None]
    assert case.fact("size") == (since[-1] if since else None)
    assert case.fact("first_size") == (known[0] if known else None)
    assert (case.fact("measured") or 0) == len(since)


@pytest.mark.parametrize("make", [last, first, count])
def test_no_action_both_says_a_fact_and_ends_it(make: Any) -> None:
    """Nobody could tell which of the two is meant."""
    facts = [*FACTS, make("both", of=[register, measure], ends=measure, **({} if make is count else {"field": "size"}))]
    with pytest.raises(DefinitionError) as refusal:
        parcel(facts=facts)
    assert refusal.value.faults == ("Fact 'both' is both said and ended by one action.",)


def test_what_ends_a_fact_needs_no_form() -> None:
    """Only what says a fact must have the field; what ends it may be any action of the workflow."""
    assert forget.form is None
    parcel(facts=[last("size", of=register, ends=[forget, *parcel().actions[1:2]])], clocks=[])
