"""The planner keeps every rate that can be kept, sends nobody after work of his own, and says what it cannot do."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workflows.follow_up import lives
from tests.workflows.follow_up.lives import NOON, under

from propflow.errors import InvalidValue
from propflow.workflows.follow_up import (
    Outcome,
    Planned,
    Service,
    analysis,
    needed,
    plan,
    rates_of,
    services,
)
from propflow.workflows.follow_up.planning import DONE, GIVEN_UP, NONE, OPEN
from propflow.workflows.period import span_at
from propflow.workflows.period.spans import QUARTER

POLICY = under().values
RATES = {"complaint": 100, "repair": 80, "special": 80, "help": 80}
STAFF = ["an", "bo", "chen"]


def service(number: int, kind: str = "repair", **changes: Any) -> Service:
    """A service completed at noon of its day."""
    return Service(f"S-{number:03}", kind, NOON + timedelta(days=number), **changes)


def test_four_of_five_repairs_and_every_complaint() -> None:
    """The earliest first; each with its limit; the visits are shared out evenly."""
    done = [service(n) for n in range(5)] + [service(n, "complaint") for n in range(10, 13)]
    found = plan(done, STAFF, POLICY)
    assert [one.service.id for one in found.visits] == ["S-000", "S-001", "S-002", "S-003", "S-010", "S-011", "S-012"]
    assert found.visits[0].due == NOON + timedelta(days=7)
    assert sorted(Counter(one.visitor for one in found.visits).values()) == [2, 2, 3]
    assert (found.short, found.unstaffed) == ({}, ())


@pytest.mark.parametrize(("completed", "least"), [(0, 0), (1, 1), (4, 4), (5, 4), (6, 5), (10, 8), (11, 9), (100, 80)])
def test_the_rate_is_reached_or_passed(completed: int, least: int) -> None:
    """80 percent are rounded up: four of four, five of six."""
    assert needed(completed, 80) == least
    assert len(plan([service(n) for n in range(completed)], STAFF, POLICY).visits) == least


def test_what_was_given_up_is_made_up_for() -> None:
    """By another one, as long as there is one; a complaint has no other."""
    some = [service(0, outcome=GIVEN_UP), *(service(n, outcome=DONE) for n in (1, 2, 3)), service(4)]
    assert [one.service.id for one in plan(some, STAFF, POLICY).visits] == ["S-004"]
    gone = [service(0, outcome=GIVEN_UP), service(1, outcome=GIVEN_UP), service(2), service(3, outcome=OPEN)]
    assert plan(gone, STAFF, POLICY).short == {"repair": 2}
    assert plan([service(0, "complaint", outcome=GIVEN_UP)], STAFF, POLICY).short == {"complaint": 1}


def test_nobody_is_left_who_did_not_do_it() -> None:
    """Where there is another service it is taken instead; where there is none it is said."""
    mine = service(0, handlers=["an"])
    assert plan([mine], ["an"], POLICY).unstaffed == ("S-000",)
    five = [mine, *(service(n) for n in (1, 2, 3, 4))]
    found = plan(five, ["an"], POLICY)
    assert [one.service.id for one in found.visits] == ["S-001", "S-002", "S-003", "S-004"]
    assert plan([service(0, "complaint")], [], POLICY).unstaffed == ("S-000",)


def test_the_head_sets_the_other_rates() -> None:
    """Of rescues, events and other services, case by case; where the policy says one, that holds."""
    some = [service(n, "rescue") for n in range(4)]
    assert plan(some, STAFF, POLICY).visits == ()
    assert len(plan(some, STAFF, POLICY, otherwise={"rescue": 50, "repair": 0}).visits) == 2
    assert len(plan([service(0)], STAFF, POLICY, otherwise={"repair": 0}).visits) == 1


_services = st.lists(
    st.builds(
        lambda n, kind, handlers, outcome: (n, kind, handlers, outcome),
        st.integers(0, 60), st.sampled_from([*RATES, "other"]),
        st.frozensets(st.sampled_from([*STAFF, "hua"]), max_size=4), st.sampled_from([*Outcome]),
    ), max_size=40,
)  # fmt: skip


def made(drawn: list[tuple[int, str, frozenset[str], Outcome]]) -> list[Service]:
    """The services of a drawn list, each with an id of its own."""
    return [Service(f"S-{i:03}", kind, NOON + timedelta(days=n), handlers, outcome)
            for i, (n, kind, handlers, outcome) in enumerate(drawn)]  # fmt: skip


def counts(found: Planned, done: list[Service], kind: str) -> tuple[int, int]:
    """How many of a kind will have been followed up, and how many must."""
    ours = [one for one in done if one.kind == kind]
    kept = sum(one.outcome in (OPEN, DONE) for one in ours)
    return kept + sum(one.service.kind == kind for one in found.visits), needed(len(ours), RATES[kind])


@settings(max_examples=300, deadline=None)
@given(_services)
def test_every_rate_is_kept_or_said_to_be_short(drawn: list[tuple[int, str, frozenset[str], Outcome]]) -> None:
    """If each visit that is open or planned takes place; never more is planned than is needed."""
    done = made(drawn)
    found = plan(done, STAFF, POLICY)
    for kind in RATES:
        will, must = counts(found, done, kind)
        unstaffed = sum(one.id in found.unstaffed for one in done if one.kind == kind)
        assert will + unstaffed + found.short.get(kind, 0) == max(must, will)
        if found.short.get(kind):  # nobody is left to be asked
            waiting = {one.id for one in done if one.kind == kind and one.outcome is NONE}
            assert waiting == {one.service.id for one in found.visits if one.service.kind == kind} | (
                waiting & {*found.unstaffed}
            )
    for one in found.visits:
        assert one.visitor not in one.service.handlers
        assert one.service.outcome is NONE
    assert plan(reversed(done), STAFF, POLICY) == found


@settings(max_examples=150, deadline=None)
@given(_services, st.randoms(use_true_random=False))
def test_planning_again_reaches_the_rate(drawn: list[tuple[int, str, frozenset[str], Outcome]], dice: Any) -> None:
    """Some visits are in vain and are made up for, until the rate is kept or nobody is left to be asked."""
    done = [attrs.evolve(one, handlers=frozenset()) for one in made(drawn) if one.outcome is not OPEN]
    while (found := plan(done, STAFF, POLICY)).visits:
        met = {one.service.id: dice.choice([DONE, DONE, GIVEN_UP]) for one in found.visits}
        done = [attrs.evolve(one, outcome=met.get(one.id, one.outcome)) for one in done]
    for rate in rates_of(done, POLICY):
        nobody_left = all(one.outcome is not NONE for one in done if one.kind == rate.kind)
        assert rate.is_kept or (nobody_left and rate.kind in found.short)


def test_rates_are_counted_over_completed_services() -> None:
    """Given up counts as completed; each kind for itself."""
    done = [service(0, outcome=DONE), service(1, outcome=GIVEN_UP), service(2, "special", outcome=DONE)]
    assert [(one.kind, one.completed, one.followed_up, one.is_kept) for one in rates_of(done, POLICY)] == [
        ("repair", 2, 1, False), ("special", 1, 1, True),
    ]  # fmt: skip


def test_from_the_journals() -> None:
    """What was planned, met and given up on a desk, as the planner counts it."""
    house = lives.given()
    journals = []
    for about, actions in (
        ("WX-1", lives.MET), ("WX-2", (*lives.VAIN, "give_up")), ("WX-3", ("open",)),
    ):  # fmt: skip
        house.registered(about=about).all_did(*actions)
        journals.append(house.desk.journal(house.case_id))
    assert [(one.id, one.outcome) for one in services(journals)] == [
        ("WX-1", DONE), ("WX-2", GIVEN_UP), ("WX-3", OPEN),
    ]  # fmt: skip
    assert services(journals)[0].handlers == {"hua"}


def test_the_analysis_of_a_quarter() -> None:
    """What was unqualified, and the same matter of the same unit twice in a row, unless something came between."""
    house = lives.given()
    journals = []

    def followed(matter: str, result: str = "qualified", **more: Any) -> str:
        house.later(hours=1).registered(**{**lives.JOINT, "matter": matter, "handlers": [], **more})
        house.all_did("open_joint", "visit").did("resident_signs", result=result)
        journals.append(house.desk.journal(house.case_id))
        return house.case_id

    first, second = followed("noise"), followed("noise")
    bad = followed("lift", "unqualified")
    followed("noise")
    followed("noise", unit="1-101")
    span = span_at(QUARTER, house.clock())
    found = analysis(journals, span)
    assert found.unqualified == (bad,)
    assert [(one.unit, one.matter, one.follow_ups) for one in found.repeated] == [("3-502", "noise", (first, second))]
    assert found.is_owed
    assert analysis(journals, span, repeats=3).repeated == ()
    assert not analysis(journals, span.before).is_owed


WRONG: list[dict[str, Any]] = [
    {"id": ""}, {"id": 7}, {"kind": "ghost"}, {"kind": []}, {"completed_at": datetime(2026, 9, 28)},  # noqa: DTZ001
    {"outcome": "maybe"},
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_bad_services(wrong: dict[str, Any]) -> None:
    """A name, a kind that there is, an instant with a zone."""
    with pytest.raises(InvalidValue):
        Service(**{"id": "S", "kind": "repair", "completed_at": NOON, **wrong})


def test_two_of_one_name() -> None:
    """Nobody could tell which was visited."""
    with pytest.raises(InvalidValue, match="two services"):
        plan([service(1), service(1)], STAFF, POLICY)
