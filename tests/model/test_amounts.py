"""Amounts of time: whole numbers of a unit, never bare, never fractions."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from propflow import days, hours, minutes
from propflow.errors import InvalidValue
from propflow.model.amounts import LARGEST, Amount, Unit


@pytest.mark.parametrize("make", [minutes, hours, days])
@pytest.mark.parametrize("number", [0, -1, LARGEST + 1, 10**30])
def test_amounts_have_bounds(make: Any, number: int) -> None:
    """Nothing, less than nothing and more than the maximum are refused."""
    with pytest.raises(InvalidValue, match="an amount is from 1 to 100,000") as found:
        make(number)
    assert found.value.code == "range"


def test_number_too_long_to_print() -> None:
    """A number that Python refuses to print is refused like any other."""
    with pytest.raises(InvalidValue, match="a number beyond"):
        hours(10**5000)


@pytest.mark.parametrize("number", [1.0, 0.5, True, "3", None, Decimal(3)])
def test_amounts_are_whole(number: Any) -> None:
    """A float, a bool, a text and a Decimal are refused, never rounded."""
    with pytest.raises(InvalidValue, match="an amount is a whole number") as found:
        hours(number)
    assert found.value.code == "not_whole"


def test_elapsed_amounts_have_a_length() -> None:
    """Minutes and hours have one length; days have none, since it depends on the day."""
    assert minutes(90).elapsed == timedelta(minutes=90)
    assert hours(LARGEST).elapsed == timedelta(hours=LARGEST)
    assert days(1).elapsed is None


def test_amounts_in_words() -> None:
    """An amount is written in the singular or the plural."""
    assert [str(one) for one in (minutes(1), minutes(2), hours(1), days(30))] == [
        "1 minute",
        "2 minutes",
        "1 hour",
        "30 days",
    ]


def test_equal_amounts() -> None:
    """Amounts are equal by number and unit: sixty minutes are not one hour in a definition."""
    assert minutes(5) == Amount(5, Unit.MINUTES)
    assert hash(minutes(5)) == hash(Amount(5, Unit.MINUTES))
    assert minutes(60) != hours(1)
