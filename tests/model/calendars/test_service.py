"""What a calendar refuses when it is made, and what it may be asked."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from tests.model.calendars.sites import OFFICE, PLAIN, SUMMER, at

from propflow import days, hours
from propflow.errors import DefinitionError, InvalidValue
from propflow.model.amounts import by_day, working_days
from propflow.model.calendars import ALWAYS, Always
from propflow.model.calendars.builtin import CN_OFFICE
from propflow.model.calendars.layers import Closure, Interruption, Season, SpecialDay
from propflow.model.calendars.service import ServiceCalendar
from propflow.model.calendars.values import Paused
from propflow.model.calendars.windows import week, window


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("08:00-12:00", "08:00-12:00"),
        (" 08:00 - 12:00 ", "08:00-12:00"),
        ("08:00–12:00", "08:00-12:00"),
        ("08:00:30-12:00", "08:00:30-12:00"),
        ("00:00-24:00", "00:00-24:00"),
        ("17:00-09:00 next day", "17:00-09:00 next day"),
        ("09:00-09:00 next day", "09:00-09:00 next day"),
    ],
)
def test_windows_as_people_write_them(written: str, shown: str) -> None:
    """
    A window is written as on a door, and reads back as it is shown.
    """
    assert str(window(written)) == shown
    assert window(str(window(written))) == window(written)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("18:00-08:00", "closes before it opens; past midnight, write '17:00-09:00 next day'"),
        ("08:00-08:00", "closes before it opens"),
        ("08:00-09:00 next day", "longer than 24 hours"),
        ("24:00-24:00", "write it as 08:00-12:00"),
        ("08:00-24:30", "a day ends at 24:00"),
        ("8-12", "write it as 08:00-12:00"),
        ("", "write it as 08:00-12:00"),
        (8, "write it as 08:00-12:00"),
    ],
)
def test_windows_that_are_none(written: Any, said: str) -> None:
    """
    A window that closes before it opens is refused; across midnight it has to say so.
    """
    with pytest.raises(InvalidValue) as fault:
        window(written)
    assert said in fault.value.reason


def test_every_fault_of_a_week_is_said_at_once() -> None:
    """
    Unknown weekdays, weekdays named twice and windows that are none, all together.
    """
    with pytest.raises(DefinitionError) as fault:
        week(
            {
                "mon-fri": "08:00-18:00",
                "tue": "09:00-10:00",
                "funday": "08:00-09:00",
                "sat": ["10:00-09:00", 7],
                "sun": 3,
            }
        )
    said = " ".join(fault.value.faults)
    assert len(fault.value.faults) == 5
    for one in ("names tue twice", "'funday'", "10:00-09:00 closes before it opens", "7;", "sun is 3"):
        assert one in said


def test_every_fault_of_a_calendar_is_said_at_once() -> None:
    """
    Overlaps, an unknown zone, weekday and set of holidays, layers that end before they begin, contradictions.
    """
    with pytest.raises(DefinitionError) as fault:
        ServiceCalendar(
            "wrong",
            {"mon": ["08:00-12:00", "11:00-13:00"], "tue": ["17:00-09:00 next day", "18:00-19:00"]},
            zone="Mars/Olympus",
            holidays="mars",
            make_up_as="funday",
            on_holidays=["08:00-10:00", "09:00-11:00"],
            seasons=[Season("summer", "06-01", "09-30", {"mon": ["08:00-10:00", "09:00-11:00"]})],
            closures=[
                Closure(date(2026, 7, 10), date(2026, 7, 9), "Works"),
                Closure(date(2026, 8, 1), date(2026, 8, 31), "Leave"),
                Closure(date(2020, 1, 1), date(2040, 1, 1), "For ever"),
            ],
            interruptions=[Interruption(at("2026-07-09 10:00"), at("2026-07-09 10:00"), "Nothing")],
            special_days=[
                SpecialDay(date(2026, 8, 5), "08:00-12:00"),
                SpecialDay(date(2026, 8, 5), "08:00-12:00"),
                SpecialDay(date(2026, 12, 31), []),
            ],
        )
    said = "\n".join(fault.value.faults)
    for one in (
        "'Mars/Olympus'", "'mars'", "'funday'", "The week, mon: 08:00-12:00 and 11:00-13:00 overlap",
        "The week, tue: 17:00-09:00 next day and 18:00-19:00 overlap", "Holidays: 08:00-10:00", "Season 'summer', mon",
        "'Works' ends on 2026-07-09, before", "'For ever' from 2020-01-01 to 2040-01-01 is longer than ten years",
        "'Nothing' ends at", "two special days on 2026-08-05", "2026-08-05 is closed and a special day",
        "2026-12-31 has no windows",
    ):  # fmt: skip
        assert one in said


def test_windows_that_touch_do_not_overlap() -> None:
    """
    A window may open at the instant at which another closes.
    """
    touching = ServiceCalendar("touching", {"mon": ["08:00-12:00", "12:00-18:00"]})
    assert touching.elapsed(at("2026-10-12 00:00"), at("2026-10-13 00:00")) == timedelta(hours=10)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Asia", "Asia/Shanghai\0", "/etc/localtime"])
def test_unknown_zones_are_refused(zone: str) -> None:
    """
    Neither a path nor a folder is a zone, for the calendar that never closes as for any other.
    """
    with pytest.raises(InvalidValue, match="no IANA time zone"):
        Always(zone)
    with pytest.raises(DefinitionError, match="no IANA time zone"):
        attrs.evolve(PLAIN, zone=zone)


def test_calendars_are_values() -> None:
    """
    Equal by what they say, hashable, and the same after copying and pickling, before and after being used.
    """
    OFFICE.due(at("2026-10-12 09:00"), hours(1))
    twin = ServiceCalendar("office", {"mon-fri": ["13:00-18:00", "08:00-12:00"]}, holidays="cn")
    assert twin == OFFICE
    assert hash(twin) == hash(OFFICE)
    assert twin != PLAIN
    assert copy.deepcopy(OFFICE) == OFFICE
    assert pickle.loads(pickle.dumps(OFFICE)) == OFFICE
    assert pickle.loads(pickle.dumps(SUMMER)).due(at("2026-10-12 09:00"), hours(1)) == at("2026-10-12 10:00")


@pytest.mark.parametrize("calendar", [ALWAYS, PLAIN, CN_OFFICE])
@pytest.mark.parametrize("within", [hours(100_000), working_days(25_000), days(100_000), by_day(31)])
def test_deadlines_beyond_the_last_year_are_refused(calendar: Always, within: Any) -> None:
    """
    What would lie after the year 9999 is a refusal in words, whatever the amount.
    """
    with pytest.raises(InvalidValue, match="beyond what a calendar can work out"):
        calendar.due(datetime(9999, 12, 31, 15, 59, tzinfo=UTC), within)


@pytest.mark.parametrize("calendar", [ALWAYS, PLAIN])
def test_pauses_beyond_the_last_year_are_refused(calendar: Always) -> None:
    """
    A pause that ends with the last year moves a deadline out of the calendar, and is refused in words.
    """
    start = datetime(9990, 1, 1, tzinfo=UTC)
    long = Paused(start, datetime(9999, 12, 1, tzinfo=UTC))
    for within in (days(40), hours(100_000)):
        with pytest.raises(InvalidValue, match="beyond what a calendar can work out"):
            calendar.due_with_pauses(start, within, [long])


def test_the_first_years_are_refused_or_counted() -> None:
    """
    Before the year 1 there is nothing: what would need it is refused in words.
    """
    first = datetime(1, 1, 1, tzinfo=UTC)
    assert ALWAYS.due(first, hours(1)) == first + timedelta(hours=1)
    for calendar, within in ((PLAIN, hours(1)), (PLAIN, working_days(1)), (Always("America/New_York"), days(1))):
        with pytest.raises(InvalidValue, match="beyond what a calendar can work out"):
            calendar.due(first, within)
    with pytest.raises(InvalidValue, match="beyond what a calendar can work out"):
        ALWAYS.explain(first, working_days(1))


def test_elapsed_time_over_ages_is_refused() -> None:
    """
    More than three centuries of service time are no question of an office.
    """
    with pytest.raises(InvalidValue, match="beyond what a calendar can work out"):
        PLAIN.elapsed(datetime(1000, 1, 1, tzinfo=UTC), datetime(2000, 1, 1, tzinfo=UTC))
    assert PLAIN.elapsed(datetime(2016, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)) > timedelta(days=1_000)


@pytest.mark.parametrize("calendar", [ALWAYS, PLAIN])
def test_negative_lengths_are_refused(calendar: Always) -> None:
    """
    Time only goes on.
    """
    with pytest.raises(InvalidValue, match="less than no time"):
        calendar.after(at("2026-10-12 09:00"), timedelta(microseconds=-1))


def test_a_pause_cannot_end_before_it_begins() -> None:
    """
    Such a pause is refused; one without any length is none.
    """
    start = at("2026-10-12 09:00")
    with pytest.raises(InvalidValue, match="before the pause begins"):
        Paused(start, start - timedelta(microseconds=1))
    assert PLAIN.due_with_pauses(start, hours(1), [Paused(start, start)]) == PLAIN.due(start, hours(1))
