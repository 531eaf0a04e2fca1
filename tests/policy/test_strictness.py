"""Which of two values is the stricter, and when nobody can say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from tests.policy.loans import alone, back, copies, deposit, desk, kept, signed, witnesses

from propflow import days, hours, minutes, months, same_day
from propflow.definition.slots import Slot
from propflow.model.amounts import Amount, amount
from propflow.model.calendars import Always
from propflow.model.policies import Value
from propflow.policy.strictness import never_later, no_looser

AMOUNTS = [
    minutes(1), minutes(60), minutes(100_000), hours(1), hours(24), hours(25), hours(745), days(1), days(2), days(28),
    days(31), days(59), days(93), months(1), months(2), months(3), same_day(),
]  # fmt: skip
STARTS = [datetime(2028, month, day, hour, tzinfo=UTC) for month, day, hour in product((1, 2, 3, 10), (28, 29), (0, 9))]
STARTS += [datetime(2027, 1, 31, 12, tzinfo=UTC), datetime(2027, 10, 30, 12, tzinfo=UTC)]


def test_what_never_ends_later_never_does() -> None:
    """
    Wherever one amount is said to end no later than another, it does so from every start, also over a change of clocks.
    """
    calendar = Always("Europe/Berlin")
    assert all(never_later(one, one) for one in AMOUNTS)
    for one, other in product(AMOUNTS, AMOUNTS):
        if never_later(one, other):
            assert all(calendar.due(start, one) <= calendar.due(start, other) for start in STARTS), (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (minutes(20), hours(1)),
        (minutes(60), hours(1)),
        (hours(1), minutes(60)),
        (months(12), months(13)),
        (same_day(), days(1)),
        (same_day(), hours(25)),
        (same_day(), months(1)),
        (days(28), months(1)),
        (months(1), days(31)),
        (days(1), hours(25)),
        (months(1), hours(745)),
    ],
)
def test_amounts_of_two_units_are_compared_where_that_is_certain(one: Amount, other: Amount) -> None:
    """
    Minutes with hours, the same day with days and months, days with months and with very many hours.
    """
    assert never_later(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (hours(1), days(2)),
        (minutes(20), same_day()),
        (days(30), months(1)),
        (months(1), days(30)),
        (days(1), hours(24)),
    ],
)
def test_what_depends_on_the_day_is_not_certain(one: Amount, other: Amount) -> None:
    """
    An hour of service may last over a holiday, a month may have 28 days, a day may have 25 hours.
    """
    assert not never_later(one, other)


@pytest.mark.parametrize(
    ("slot", "strict", "loose"),
    [
        (back, minutes(10), minutes(20)),
        (kept, months(3), days(30)),
        (deposit, 100, 50),
        (copies, 1, 2),
        (signed, True, False),
        (alone, False, True),
    ],
)
def test_the_slot_says_which_direction_is_strict(slot: Slot, strict: Value, loose: Value) -> None:
    """
    The least or the most is the stricter, and nothing is looser than itself.
    """
    assert no_looser(slot, strict, loose)
    assert not no_looser(slot, loose, strict)
    assert no_looser(slot, loose, loose)


@pytest.mark.parametrize(("slot", "one", "other"), [(witnesses, 1, 2), (desk, "front", "gate")])
def test_without_a_direction_only_the_same_is_as_strict(slot: Slot, one: Value, other: Value) -> None:
    """
    Of a number without direction, and of a choice, neither value is the stricter.
    """
    assert not no_looser(slot, one, other)
    assert not no_looser(slot, other, one)
    assert no_looser(slot, one, one)


def test_a_change_of_clocks_is_among_the_starts() -> None:
    """
    The starts above reach over the nights in which Berlin's clocks change, and over a leap day.
    """
    calendar = Always("Europe/Berlin")
    lengths = {calendar.due(start, days(1)) - start for start in STARTS}
    assert lengths >= {timedelta(hours=24), timedelta(hours=25)}


@pytest.mark.parametrize(
    ("one", "other", "certain"),
    [
        ("1 week", "7 days", True),
        ("2 weeks", "3 days", False),
        ("1 quarter", "92 days", True),
        ("2 weeks", "1 month", True),
        ("4 weeks", "1 quarter", True),
        ("by_day 5", "by_day 10", False),
        ("by_day 5", "by_day 5", True),
        ("2 working_days", "3 working_days", True),
        ("2 working_days", "30 days", False),
        ("same_service_day", "1 day", False),
    ],
)
def test_units_are_compared_where_that_is_certain(one: str, other: str, certain: bool) -> None:
    """
    Weeks and quarters are so many days; working days and days of a month compare with their like alone.
    """
    assert never_later(amount(one), amount(other)) is certain
