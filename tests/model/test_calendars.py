"""Calendars: deadlines around the clock, with days of a zone whose clocks may be put forward or back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from propflow import days, hours, minutes
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
