"""What calendars are asked that nobody can answer: naive times, other zones, closures without end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from tests.model.calendars.sites import DUTY, PARIS, PLAIN, at

from propflow import days, hours, months, same_day
from propflow.errors import DefinitionError, InvalidValue
from propflow.model.amounts import amount, by_day, not_overnight, same_service_day, working_days
from propflow.model.calendars import ALWAYS, Always
from propflow.model.calendars.builtin import CN_OFFICE
from propflow.model.calendars.layers import Closure, Interruption
from propflow.model.calendars.service import ServiceCalendar

EVERY = [ALWAYS, Always(PARIS), PLAIN, DUTY, CN_OFFICE]
UNITS = [hours(4), days(1), working_days(2), months(1), same_day(), same_service_day(), not_overnight(), by_day(5)]
MONDAY = at("2026-10-12 09:00")

QUESTIONS: list[Callable[[Any, Any], object]] = [
    *(lambda calendar, start, within=within: calendar.due(start, within) for within in UNITS),
    lambda calendar, start: calendar.due_with_pauses(start, hours(1), []),
    lambda calendar, start: calendar.explain(start, hours(1)),
    lambda calendar, start: calendar.after(start, timedelta(hours=1)),
    lambda calendar, start: calendar.after(start, timedelta(0)),
    lambda calendar, start: calendar.elapsed(start, MONDAY),
    lambda calendar, start: calendar.elapsed(MONDAY, start),
    lambda calendar, start: calendar.day_of(start),
]  # fmt: skip
"""Whatever a calendar can be asked of an instant."""


@pytest.mark.parametrize("calendar", EVERY, ids=lambda one: f"{one.name}-{one.zone}")
@pytest.mark.parametrize(
    "start",
    [datetime(2026, 10, 12, 9), "2026-10-12T09:00:00Z", 1_791_766_800, date(2026, 10, 12), None],  # noqa: DTZ001
    ids=str,
)
def test_what_is_no_instant_is_refused(calendar: Any, start: Any) -> None:
    """
    A time without a zone, a text, a number, a date: refused in words whatever is asked, by every calendar.
    """
    for ask in QUESTIONS:
        with pytest.raises(InvalidValue, match=r"without a zone|instead of an aware datetime"):
            ask(calendar, start)


@pytest.mark.parametrize("calendar", EVERY, ids=lambda one: f"{one.name}-{one.zone}")
@pytest.mark.parametrize("zone", ["Europe/Paris", "Asia/Shanghai", "America/New_York", "UTC"])
def test_an_instant_in_another_zone_is_the_instant_that_it_is(calendar: Any, zone: str) -> None:
    """
    Over a change of the clocks as on any day: the answer is that for the same instant in UTC, and is in UTC.
    """
    for start in (at("2026-03-28 20:00", PARIS), at("2026-10-24 20:00", PARIS), MONDAY):
        there = start.astimezone(ZoneInfo(zone))
        for ask in QUESTIONS:
            found = ask(calendar, there)
            assert found == ask(calendar, start)
            assert not isinstance(found, datetime) or found.tzinfo is UTC


def shut(years: int, blocks: int) -> ServiceCalendar:
    """An office that is shut for so many years, said in so many closures one after another."""
    return attrs.evolve(
        PLAIN,
        closures=[
            Closure(date(2026 + years * one, 1, 1), date(2026 + years * (one + 1) - 1, 12, 31), "Shut")
            for one in range(blocks)
        ],
    )


@pytest.mark.parametrize("within", [hours(4), working_days(2), same_service_day()], ids=str)
def test_an_office_shut_for_the_next_ten_years_serves_after_them(within: Any) -> None:
    """
    Ten years in one closure is the longest there is: the limit ends in the first days behind it.
    """
    due = shut(10, 1).due(MONDAY, within)
    assert at("2036-01-01 08:00") < due < at("2036-01-06 00:00")


@pytest.mark.parametrize("within", [hours(4), working_days(2), same_service_day()], ids=str)
def test_an_office_shut_for_ages_is_refused_and_nobody_waits_for_the_answer(within: Any) -> None:
    """
    Shut from year to year for four centuries, nothing is ever due there: an error in words, after 300 years at most.
    """
    office = shut(10, 40)
    for ask in (office.due, office.explain):
        with pytest.raises(InvalidValue, match="beyond what a calendar can work out"):
            ask(MONDAY, within)
    assert len(office._years) <= 302
    with pytest.raises(InvalidValue, match="beyond what a calendar can work out"):
        attrs.evolve(office, roll=True).due(MONDAY, days(3))
    assert office.due(MONDAY, days(3)) == MONDAY + timedelta(days=3)  # natural days need nobody to serve


def test_one_closure_or_interruption_for_longer_is_refused_when_it_is_made() -> None:
    """
    More than ten years at a stretch is taken for a slip of the pen.
    """
    with pytest.raises(DefinitionError, match="longer than ten years"):
        shut(11, 1)
    for_ages = Interruption(at("2026-01-01 00:00"), at("2037-01-01 00:00"), "For ages")
    with pytest.raises(DefinitionError, match="longer than ten years"):
        attrs.evolve(PLAIN, interruptions=[for_ages])


@pytest.mark.parametrize("calendar", EVERY, ids=lambda one: f"{one.name}-{one.zone}")
def test_what_is_asked_at_the_ends_of_time_is_answered_or_refused(calendar: Any) -> None:
    """
    In the years 1 and 9999 each question has an answer, or a refusal in words; never anything else.
    """
    refused = 0
    for start in (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)):
        for ask in QUESTIONS:
            try:
                ask(calendar, start)
            except InvalidValue:
                refused += 1
    assert refused > 0


@pytest.mark.parametrize(
    "written",
    [
        "0 hours", "-3 days", "1.5 hours", "1e3 minutes", "١ hour", "one hour", "hours", "4", "4 fortnights",
        "100001 minutes", "100001 hours", "100001 days", "25001 working_days", "5201 weeks", "1201 months",
        "401 quarters", "by_day 32", "by_day", "same_day 2", "9" * 400 + " minutes", "4 hours" + " " * 100_000 + "x",
        "", 4, 4.0, None, True, ["4 hours"],
    ],
    ids=lambda one: str(one)[:20],
)  # fmt: skip
def test_amounts_that_are_none(written: Any) -> None:
    """
    Zero, negative, fractional, absurd, in strange figures, without a unit or with one too many: refused in words.
    """
    with pytest.raises(InvalidValue):
        amount(written)
