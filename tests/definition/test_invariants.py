"""Invariants: what must be true of every history, as it is written down."""

from __future__ import annotations

import pytest
from tests.parcels import FrontDesk, parcel

from propflow import MemoryStore
from propflow.definition.invariants import (
    NOT_APPLICABLE,
    NOT_YET_OWED,
    OPEN_QUESTION,
    Breach,
    History,
    Invariant,
    Judgement,
    invariant,
)
from propflow.errors import DefinitionError


@invariant("P01", en="Somebody fetches it", zh="有人取件", rules=["P-1", "P-2"])
def is_fetched(history: History) -> Judgement:
    """Sooner or later."""
    return [] if history.acts("close") else [Breach(0, "nobody came")]


def test_an_invariant_is_made_of_a_function() -> None:
    """It bears the name it was given, titles in both languages, and the rules that ask for it."""
    assert isinstance(is_fetched, Invariant)
    assert (is_fetched.name, is_fetched.en, is_fetched.zh) == ("P01", "Somebody fetches it", "有人取件")
    assert is_fetched.rules == ("P-1", "P-2")


def test_a_history_gives_its_acts_in_order() -> None:
    """Acts are found by name, or all of them; marks of clocks are no acts."""
    office = FrontDesk(MemoryStore())
    case = office.shelved("large")
    office.do(case.id, "hold", "resume")
    office.pass_time(days=2)
    office.desk.tick()
    records = office.desk.journal(case.id)
    assert "mark" in {one.kind for one in records}
    history = History(case, records, {}, {}, {}, office.clock())
    assert [one.action for one in history.acts()] == ["register", "open", "hold", "resume"]
    assert [one.action for one in history.acts("resume", "open")] == ["open", "resume"]
    assert history.acts("close") == []
    assert is_fetched.check(history) == [Breach(0, "nobody came")]


def test_standings_are_told_apart_by_name() -> None:
    """Why an invariant is neither kept nor broken is one of three words, which stand in reports."""
    assert [str(one) for one in (NOT_APPLICABLE, NOT_YET_OWED, OPEN_QUESTION)] == [
        "not_applicable", "not_yet_owed", "open",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ([is_fetched, is_fetched], "2 invariants are called 'P01'; nobody could tell which is meant."),
        ([Invariant("P02", len, en="x")], "Invariant 'P02' has no Chinese title."),  # type: ignore[arg-type]
    ],
)
def test_invariants_are_told_apart_and_bear_titles(wrong: list[Invariant], told: str) -> None:
    """A report names invariants and says what they claim; so each has a name of its own and titles."""
    with pytest.raises(DefinitionError) as refusal:
        parcel(invariants=wrong)
    assert refusal.value.faults == (told,)
