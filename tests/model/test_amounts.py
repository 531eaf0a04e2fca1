"""Amounts of time: whole numbers of a unit, never bare, never fractions."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from propflow import days, hours, minutes, months, same_day
from propflow.errors import InvalidValue
from propflow.model.amounts import (
    LARGEST,
    MOST,
    MOST_MONTHS,
    Amount,
    Unit,
    amount,
    by_day,
    not_overnight,
    quarters,
    same_service_day,
    weeks,
    working_days,
)


@pytest.mark.parametrize("make", [minutes, hours, days])
@pytest.mark.parametrize("number", [0, -1, LARGEST + 1, 10**30])
def test_amounts_have_bounds(make: Any, number: int) -> None:
    """Nothing, less than nothing and more than the maximum are refused."""
    with pytest.raises(InvalidValue, match="an amount is from 1 to 100,000") as found:
        make(number)
    assert found.value.code == "range"


@pytest.mark.parametrize("number", [0, -1, MOST_MONTHS + 1, LARGEST])
def test_months_have_bounds_of_their_own(number: int) -> None:
    """A hundred years of months are the most, since later deadlines would leave the calendar."""
    with pytest.raises(InvalidValue, match="an amount is from 1 to 1,200"):
        months(number)


def test_there_is_one_same_day() -> None:
    """The same day is not counted."""
    assert same_day() == Amount(1, Unit.SAME_DAY)
    with pytest.raises(InvalidValue, match="2 same days; there is only one"):
        Amount(2, Unit.SAME_DAY)


@pytest.mark.parametrize(
    ("make", "most"), [(working_days, "25,000"), (weeks, "5,200"), (quarters, "400"), (by_day, "31"), (months, "1,200")]
)
def test_bounds_of_the_longer_units(make: Any, most: str) -> None:
    """A hundred years are the most, and a month has 31 days."""
    make(int(most.replace(",", "")))
    for number in (0, -1, int(most.replace(",", "")) + 1):
        with pytest.raises(InvalidValue, match=f"is from 1 to {most}"):
            make(number)


def test_only_the_same_service_day_takes_a_notice() -> None:
    """A notice is minutes or hours, and means nothing to other amounts."""
    assert same_service_day(min_notice=hours(1)).least_notice == timedelta(hours=1)
    assert same_service_day().least_notice == timedelta(0)
    for number, unit, notice in ((1, Unit.DAYS, minutes(1)), (1, Unit.SAME_SERVICE_DAY, days(1))):
        with pytest.raises(InvalidValue, match="only the same service day takes one, in minutes or hours"):
            Amount(number, unit, notice)


def test_natural_amounts() -> None:
    """Days, weeks, months, quarters, the same day and days of a month pay no heed to service; all else does."""
    assert {one for one in Unit if Amount(1, one).natural} == {
        Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.QUARTERS, Unit.SAME_DAY, Unit.BY_DAY,
    }  # fmt: skip


def test_amounts_in_two_languages() -> None:
    """Every amount can be said in English and Chinese."""
    said = [(one.say(), one.say("zh")) for one in (hours(1), working_days(3), weeks(2), same_service_day(), by_day(5))]
    assert said == [
        ("1 hour", "1 小时"),
        ("3 working days", "3 个工作日"),
        ("2 weeks", "2 周"),
        ("the same service day", "当个服务日"),
        ("by day 5 of the month", "每月 5 日前"),
    ]
    assert all(Amount(1, one).say("en") and Amount(1, one).say("zh") for one in Unit)


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
    assert [one.elapsed for one in (days(1), months(1), same_day())] == [None, None, None]


def test_amounts_in_words() -> None:
    """An amount is written in the singular or the plural."""
    assert [str(one) for one in (minutes(1), minutes(2), hours(1), days(30), months(1), months(6), same_day())] == [
        "1 minute",
        "2 minutes",
        "1 hour",
        "30 days",
        "1 month",
        "6 months",
        "same_day",
    ]


def test_equal_amounts() -> None:
    """Amounts are equal by number and unit: sixty minutes are not one hour in a definition."""
    assert minutes(5) == Amount(5, Unit.MINUTES)
    assert hash(minutes(5)) == hash(Amount(5, Unit.MINUTES))
    assert minutes(60) != hours(1)


# --- read from text --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("15 minutes", minutes(15)),
        ("1 minute", minutes(1)),
        ("1 minutes", minutes(1)),
        ("  2 hours ", hours(2)),
        ("3   days", days(3)),
        ("1 month", months(1)),
        ("same_day", same_day()),
        (" same_day\n", same_day()),
        ("3 working_days", working_days(3)),
        ("1 working_day", working_days(1)),
        ("2 weeks", weeks(2)),
        ("1 week", weeks(1)),
        ("1 quarter", quarters(1)),
        ("4 quarters", quarters(4)),
        ("same_service_day", same_service_day()),
        ("same_service_day min_notice 30 minutes", same_service_day(min_notice=minutes(30))),
        ("not_overnight", not_overnight()),
        ("by_day 5", by_day(5)),
        ("007 days", days(7)),
        (days(9), days(9)),
    ],
)
def test_amounts_as_people_write_them(written: object, meant: Amount) -> None:
    """A whole number and a unit, in the singular or the plural, or the same day."""
    assert amount(written) == meant


@pytest.mark.parametrize(
    "written",
    ["", "soon", "15", "minutes", "15minutes", "1.5 hours", "1,5 hours", "-1 days", "1 Day", "1 day 2 hours", "1 year",
     "１５ minutes", "1 same_day", "same day", "1\u00a0day", "off", "1e3 days"],
)  # fmt: skip
def test_texts_that_are_no_amounts(written: str) -> None:
    """Nothing is guessed: the message quotes the text and says how to write an amount."""
    with pytest.raises(InvalidValue) as fault:
        amount(written)
    assert fault.value.reason == (
        f"{written!r}; write a whole number and one of minutes, minute, hours, hour, days, day, "
        "working_days, working_day, weeks, week, months, month, quarters, quarter, "
        "or same_day, same_service_day, not_overnight or by_day 5"
    )


@pytest.mark.parametrize("number", ["0", "100001", "999999999"])
def test_numbers_out_of_bounds_in_a_text(number: str) -> None:
    """The bounds are those of the amounts themselves."""
    with pytest.raises(InvalidValue, match="an amount is from 1 to 100,000"):
        amount(f"{number} days")


@pytest.mark.parametrize("given_", [15, 1.5, None, True, ["15 minutes"], b"15 minutes"])
def test_only_text_is_read(given_: object) -> None:
    """A bare number has no unit, and is refused as whatever it is."""
    with pytest.raises(InvalidValue, match=f"{type(given_).__name__} instead of a text such as '15 minutes'"):
        amount(given_)


AMOUNTS = st.one_of(
    st.builds(Amount, st.integers(1, LARGEST), st.sampled_from([Unit.MINUTES, Unit.HOURS, Unit.DAYS])),
    st.builds(months, st.integers(1, MOST_MONTHS)),
    st.builds(working_days, st.integers(1, MOST[Unit.WORKING_DAYS])),
    st.builds(weeks, st.integers(1, MOST[Unit.WEEKS])),
    st.builds(quarters, st.integers(1, MOST[Unit.QUARTERS])),
    st.builds(by_day, st.integers(1, 31)),
    st.builds(lambda number: same_service_day(min_notice=hours(number)), st.integers(1, 12)),
    st.sampled_from([same_day(), same_service_day(), not_overnight()]),
)


@given(AMOUNTS)
def test_what_is_written_is_read_again(one: Amount) -> None:
    """An amount in words is the same amount when it is read: policies are kept as texts."""
    assert amount(str(one)) == one


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(written: str) -> None:
    """Whatever a policy says, it is an amount or a refusal in words, and nothing else happens."""
    try:
        found = amount(written)
    except InvalidValue as fault:
        assert fault.reason
    else:
        assert amount(str(found)) == found
