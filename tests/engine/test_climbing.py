"""Climbing: whom a rung reaches, given who is on duty."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from propflow.engine.climbing import Reach, Unasked, reach
from propflow.engine.clock_plan import Firing

LADDER = ("worker", "manager", "auditor")


def rung(number: int = 1) -> Firing:
    """One rung of a ladder of three."""
    role, *above = LADDER[number - 1 :]
    return Firing(f"due/{number}", lambda limit: limit + timedelta(0), (), "upwards", number, role, tuple(above))


def test_without_a_roster_the_rung_is_addressed_to_its_role() -> None:
    """Nobody is asked and nothing more is said than before there were rosters."""
    assert reach(rung(2), None, set()) == Reach("manager", ("auditor",), {}, True)


def test_whoever_is_on_duty_is_named() -> None:
    """A manned seat is not passed over, and the roles above it need not be known."""
    found = reach(rung(), {"worker": ("bob", "cai")}, set())
    assert found == Reach("worker", LADDER[1:], {"reached": 1, "to": ["bob", "cai"], "vacant": []}, True)


def test_case_42_a_vacant_seat_passes_it_up() -> None:
    """The first role above that is manned is reached; those passed over are named."""
    found = reach(rung(), {"worker": (), "manager": (), "auditor": ("fay",)}, set())
    assert found == Reach("auditor", (), {"reached": 3, "to": ["fay"], "vacant": ["worker", "manager"]}, True)


def test_case_42_where_all_seats_are_vacant_the_top_is_addressed() -> None:
    """Nobody is named, the top role is reached, and all that were found vacant are said to be."""
    found = reach(rung(2), {"manager": (), "auditor": ()}, set())
    assert found == Reach("auditor", (), {"reached": 3, "to": [], "vacant": ["manager", "auditor"]}, True)


def test_a_role_of_which_nothing_is_known_is_addressed_itself() -> None:
    """Whether that seat is vacant nobody knows, so it is not passed over; what was learnt below it stands."""
    found = reach(rung(), {"worker": (), "manager": None}, set())
    assert found == Reach("manager", ("auditor",), {"reached": 2, "to": None, "vacant": ["worker"]}, True)


@pytest.mark.parametrize(
    ("on_duty", "asked"),
    [({}, "worker"), ({"worker": ()}, "manager"), ({"worker": (), "auditor": ("fay",)}, "manager")],
)
def test_only_what_it_takes_is_asked(on_duty: Any, asked: str) -> None:
    """It asks for the lowest role of which it must know more, and for none above a manned seat."""
    with pytest.raises(Unasked) as question:
        reach(rung(), on_duty, set())
    assert question.value.role == asked


def test_nobody_is_told_twice() -> None:
    """Of several rungs that are owed at once each names only those who have not heard; one without any tells nobody."""
    on_duty = {"worker": (), "manager": ("eve",), "auditor": ("eve", "fay")}
    told: set[tuple[str, ...]] = set()
    found = [reach(rung(number), on_duty, told) for number in (1, 2, 3)]
    assert [(one.said["to"], one.news) for one in found] == [(["eve"], True), ([], False), (["fay"], True)]


@pytest.mark.parametrize("manager", [None, ()])
def test_no_role_is_told_twice_either(manager: Any) -> None:
    """Where nobody is known by name the role stands for them; a person who is called like it is somebody else."""
    on_duty = {"worker": (), "manager": manager, "auditor": ()}
    told: set[tuple[str, ...]] = {("manager",), ("auditor",)}
    found = [reach(rung(number), on_duty, told) for number in (1, 2)]
    assert [one.news for one in found] == [True, False]
    assert len({one.role for one in found}) == 1


def test_a_role_that_stands_on_two_rungs_is_named_once() -> None:
    """A ladder may ask the same role again later; as a vacant seat it is one."""
    twice = Firing("due/1", lambda limit: limit, (), "upwards", 1, "worker", ("worker", "manager"))
    found = reach(twice, {"worker": (), "manager": ("eve",)}, set())
    assert (found.said["reached"], found.said["vacant"]) == (3, ["worker"])


SEATS = st.none() | st.lists(st.sampled_from("abc"), unique=True, max_size=3).map(tuple)


@given(st.fixed_dictionaries(dict.fromkeys(LADDER, SEATS)), st.sampled_from([1, 2, 3]))
def test_it_is_always_addressed_to_somebody_at_or_above_its_rung(on_duty: Any, number: int) -> None:
    """Whatever the roster says, a rung is addressed to one role, no manned seat below it is passed over."""
    found = reach(rung(number), on_duty, set())
    reached = found.said["reached"]
    assert isinstance(reached, int)
    assert LADDER[reached - 1] == found.role
    assert LADDER[reached:] == found.above
    assert all(on_duty[one] == () for one in LADDER[number - 1 : reached - 1])
    assert on_duty[found.role] != () or reached == 3
    assert found.news
    assert found.said["to"] == (None if on_duty[found.role] is None else [*on_duty[found.role]])
