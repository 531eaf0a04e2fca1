"""Calendars: deadlines around the clock, with days of a zone whose clocks may be put forward or back."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from propflow import days, hours, minutes, months, same_day
from propflow.model.amounts import MOST_MONTHS
from propflow.model.calendars import ALWAYS, Always


def local(zone: str, spelled: str, fold: int = 0) -> datetime:
    """The instant of a wall time in a zone."""
    return datetime.fromisoformat(spelled).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def utc(spelled: str) -> datetime:
    """An instant given in UTC."""
    return datetime.fromisoformat(spelled).replace(tzinfo=UTC)


def test_elapsed_time_is_real_time() -> None:
    """Hours go on counting while the clocks are put forward or back."""
    paris = Always("Europe/Paris")
    assert paris.due(utc("2026-03-29T00:30"), hours(1)) == utc("2026-03-29T01:30")
    assert paris.due(utc("2026-10-25T00:30"), minutes(90)) == utc("2026-10-25T02:00")


def test_days_are_of_the_zone() -> None:
    """A day later is the same time of day on the next date of the zone, be it 23, 24 or 25 hours away."""
    paris = Always("Europe/Paris")
    start = local("Europe/Paris", "2026-03-28T12:00")
    assert paris.due(start, days(1)) - start == timedelta(hours=23)
    start = local("Europe/Paris", "2026-10-24T12:00")
    assert paris.due(start, days(1)) - start == timedelta(hours=25)
    assert ALWAYS.due(start, days(1)) - start == timedelta(hours=24)


@pytest.mark.parametrize(
    ("zone", "start", "number", "due"),
    [
        # put forward: the wall time does not exist, and the change itself is the deadline
        ("Europe/Paris", "2026-03-28T02:30", 1, "2026-03-29T01:00"),
        ("Europe/Paris", "2026-03-19T02:00", 10, "2026-03-29T01:00"),
        ("Europe/Paris", "2026-03-28T02:59:59.999999", 1, "2026-03-29T01:00"),
        ("America/New_York", "2026-03-07T02:30", 1, "2026-03-08T07:00"),
        ("Asia/Shanghai", "1986-05-03T02:30", 1, "1986-05-03T18:00"),
        ("Asia/Shanghai", "1991-04-13T02:30", 1, "1991-04-13T18:00"),
        # a whole day that never was
        ("Pacific/Apia", "2011-12-29T12:00", 1, "2011-12-30T10:00"),
        # put back: the wall time comes twice, and the first is the deadline
        ("Europe/Paris", "2026-10-24T02:30", 1, "2026-10-25T00:30"),
        ("America/New_York", "2026-10-31T01:30", 1, "2026-11-01T05:30"),
        ("Asia/Shanghai", "1986-09-13T01:30", 1, "1986-09-13T16:30"),
        ("Asia/Shanghai", "1991-09-14T01:30", 1, "1991-09-14T16:30"),
        # just beside the changes nothing is unusual
        ("Europe/Paris", "2026-03-28T01:59:59.999999", 1, "2026-03-29T00:59:59.999999"),
        ("Europe/Paris", "2026-03-28T03:00", 1, "2026-03-29T01:00"),
        ("Europe/Paris", "2026-10-24T03:00", 1, "2026-10-25T02:00"),
    ],
)
def test_days_across_a_change_of_the_clocks(zone: str, start: str, number: int, due: str) -> None:
    """In a gap the deadline is the change itself, in an overlap the first occurrence."""
    assert Always(zone).due(local(zone, start), days(number)) == utc(due)


def test_start_in_the_second_hour_of_an_overlap() -> None:
    """Whichever of two like times of day it was, a day later is the same time of day."""
    second = local("Europe/Paris", "2026-10-25T02:30", fold=1)
    assert Always("Europe/Paris").due(second, days(1)) == local("Europe/Paris", "2026-10-26T02:30")


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(["Europe/Paris", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Pacific/Apia"]),
    st.datetimes(datetime(1970, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001
    st.integers(1, 400),
)
def test_days_end_at_the_same_time_of_day_or_where_it_is_skipped(zone: str, start: datetime, number: int) -> None:
    """The deadline shows the wall time asked for, at its first occurrence, or else is where it was jumped over."""
    start = start.replace(tzinfo=UTC)
    there = ZoneInfo(zone)
    wanted = start.astimezone(there).replace(tzinfo=None) + timedelta(days=number)
    due = Always(zone).due(start, days(number))
    assert due.tzinfo is UTC
    shown = due.astimezone(there)
    if shown.replace(tzinfo=None) == wanted:
        assert shown.fold == 0
    else:
        just_before = (due - timedelta(microseconds=1)).astimezone(there).replace(tzinfo=None)
        assert just_before < wanted < shown.replace(tzinfo=None)


def test_always_is_of_shanghai() -> None:
    """Without a zone the days are those of Asia/Shanghai."""
    assert (ALWAYS.zone, ALWAYS.name) == ("Asia/Shanghai", "always")
    assert ALWAYS.due(utc("2026-09-30T20:00"), days(5)) == utc("2026-10-05T20:00")


# --- months ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        ("2026-01-15T10:00", 1, "2026-02-15T10:00"),
        ("2026-01-31T10:00", 1, "2026-02-28T10:00"),
        ("2028-01-31T10:00", 1, "2028-02-29T10:00"),
        ("2026-01-31T10:00", 2, "2026-03-31T10:00"),
        ("2026-03-31T10:00", 1, "2026-04-30T10:00"),
        ("2026-12-31T23:59", 2, "2027-02-28T23:59"),
        ("2026-11-30T00:00", 1, "2026-12-30T00:00"),
        ("2026-12-01T00:00", 12, "2027-12-01T00:00"),
        ("2028-02-29T08:00", 12, "2029-02-28T08:00"),
    ],
)
def test_months_end_on_the_same_day_or_the_last(start: str, number: int, due: str) -> None:
    """A month later is the same day and time; where the month is shorter, its last day."""
    assert ALWAYS.due(local("Asia/Shanghai", start), months(number)) == local("Asia/Shanghai", due)


def test_months_are_of_the_zone() -> None:
    """On which day a month begins depends on where the calendar is."""
    start = utc("2026-01-31T20:00")  # the first of February in Shanghai
    assert ALWAYS.due(start, months(1)) == utc("2026-02-28T20:00")
    assert Always("UTC").due(start, months(1)) == utc("2026-02-28T20:00")
    assert ALWAYS.due(utc("2026-03-30T20:00"), months(1)) == utc("2026-04-29T20:00")  # the 31st there
    assert Always("UTC").due(utc("2026-03-30T20:00"), months(1)) == utc("2026-04-30T20:00")


def test_months_across_a_change_of_the_clocks() -> None:
    """In a gap the deadline is the change itself, in an overlap the first occurrence."""
    assert Always("Europe/Paris").due(local("Europe/Paris", "2026-02-28T02:30"), months(1)) == local(
        "Europe/Paris", "2026-03-28T02:30"
    )
    assert Always("Europe/Paris").due(local("Europe/Paris", "2026-01-29T02:30"), months(2)) == utc("2026-03-29T01:00")
    assert Always("Europe/Paris").due(local("Europe/Paris", "2026-09-25T02:30"), months(1)) == utc("2026-10-25T00:30")


@settings(deadline=None, max_examples=200)
@given(st.datetimes(datetime(1970, 1, 1), datetime(2040, 1, 1)), st.integers(1, MOST_MONTHS))  # noqa: DTZ001
def test_months_are_counted_by_the_calendar(start: datetime, number: int) -> None:
    """Whatever the start: so many months on, at the same time of day, on the same day or the last before it."""
    start = start.replace(tzinfo=UTC)
    due = Always("UTC").due(start, months(number))
    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == number
    assert due.time() == start.time()
    assert due.day == min(start.day, monthrange(due.year, due.month)[1])


# --- the same day ----------------------------------------------------------------------------

ZONES = ["Asia/Shanghai", "Europe/Paris", "America/New_York", "America/Sao_Paulo", "America/Havana", "Asia/Beirut",
         "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "UTC"]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "start", "due"),
    [
        ("Asia/Shanghai", "2026-09-01T01:00", "2026-09-01T16:00"),
        ("Asia/Shanghai", "2026-09-01T15:59:59.999999", "2026-09-01T16:00"),
        ("Asia/Shanghai", "2026-09-01T16:00", "2026-09-02T16:00"),  # midnight begins the next day
        ("Europe/Paris", "2026-03-28T23:30", "2026-03-29T22:00"),  # a day of 23 hours
        ("America/Sao_Paulo", "2018-11-03T12:00", "2018-11-04T03:00"),  # midnight was skipped: the day began at one
        ("America/Havana", "2025-11-01T12:00", "2025-11-02T04:00"),  # midnight came twice: the first
        ("America/Havana", "2025-11-02T04:30", "2025-11-03T05:00"),  # half an hour after the first
        ("Pacific/Apia", "2011-12-30T09:00", "2011-12-30T10:00"),  # the next date never was
    ],
)
def test_the_same_day_ends_at_the_next_local_midnight(zone: str, start: str, due: str) -> None:
    """Whatever the time, the day ends at midnight where the calendar is, or with the change that skips it."""
    assert Always(zone).due(utc(start), same_day()) == utc(due)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(ZONES), st.datetimes(datetime(1970, 1, 1), datetime(2040, 1, 1)))  # noqa: DTZ001
def test_the_same_day_is_the_date_and_nothing_beyond_it(zone: str, start: datetime) -> None:
    """In every zone: the deadline is the first instant at which the date of the start has gone by."""
    start = start.replace(tzinfo=UTC)
    there = ZoneInfo(zone)
    today = start.astimezone(there).date()
    due = Always(zone).due(start, same_day())
    assert start < due
    assert due.astimezone(there).date() > today
    assert (due - timedelta(microseconds=1)).astimezone(there).date() == today


def test_days_that_end_in_a_repeated_hour_end_at_its_first_passing() -> None:
    """From a winter's half past two to the autumn morning when half past two comes twice: the first of them."""
    start = datetime(2026, 1, 15, 1, 30, tzinfo=UTC)
    assert Always("Europe/Paris").due(start, days(283)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
