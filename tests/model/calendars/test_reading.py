"""Calendars from TOML: whole, or refused with every fault."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from tests.model.calendars.sites import PARIS, at, wall

from propflow import hours
from propflow.errors import DefinitionError, InvalidValue, MalformedFile, UnknownName
from propflow.model.amounts import working_days
from propflow.model.calendars import ALWAYS
from propflow.model.calendars.builtin import CN_OFFICE, calendar
from propflow.model.calendars.reading import __doc__ as EXAMPLE
from propflow.model.calendars.service import ServiceCalendar

RIVERSIDE = """
name = "riverside"
zone = "Europe/Paris"
holidays = "cn"
make_up = false
make_up_as = "tue"
on_holidays = "09:00-12:00"
roll = "next_working_day"
morning = 07:30:00

[weekly]
"mon-fri" = ["08:00-12:00", "13:00-18:00"]
"sat, sun" = "17:00-09:00 next day"

[[seasons]]
name = "summer"
zh = "夏季"
from = "06-01"
to = "09-30"
weekly = { "mon-sun" = "08:00-22:00" }

[[closures]]
date = 2026-07-09
en = "Works"
zh = "施工"

[[closures]]
from = 2026-07-14T14:00:00
to = 2026-07-14T16:00:00+02:00
en = "Typhoon"

[[special_days]]
date = 2026-12-31
windows = ["08:00-12:00"]
en = "Half day"
"""


def test_everything_a_calendar_can_say() -> None:
    """
    Every key is read, and a time of day without an offset is one of the calendar's zone.
    """
    found = calendar(RIVERSIDE)
    assert isinstance(found, ServiceCalendar)
    assert (found.name, found.zone, found.holidays, found.make_up, found.make_up_as) == (
        "riverside", PARIS, "cn", False, "tue",
    )  # fmt: skip
    assert (found.roll, found.morning) == (True, time(7, 30))
    assert [str(one) for one in found.on_holidays] == ["09:00-12:00"]
    halves, night = ["08:00-12:00", "13:00-18:00"], ["17:00-09:00 next day"]
    assert [[str(one) for one in day] for day in found.weekly] == [halves] * 5 + [night] * 2
    (summer,), (works,), (typhoon,), (half,) = found.seasons, found.closures, found.interruptions, found.special_days
    assert (summer.name, summer.zh, summer.first, summer.last) == ("summer", "夏季", (6, 1), (9, 30))
    assert (works.first, works.last, works.zh) == (date(2026, 7, 9), date(2026, 7, 9), "施工")
    assert (typhoon.since, typhoon.until) == (at("2026-07-14 14:00", PARIS), at("2026-07-14 16:00", PARIS))
    assert (half.date, half.en) == (date(2026, 12, 31), "Half day")


def test_the_example_in_the_docstring_is_a_calendar() -> None:
    """
    What the page shows can be read.
    """
    assert EXAMPLE is not None
    text = EXAMPLE.partition("\n\n")[2]
    found = calendar("\n".join(line.removeprefix("    ") for line in text.splitlines()) + "\n")
    assert found.name == "riverside"


def test_the_least_a_calendar_says(tmp_path: Path) -> None:
    """
    A name and a week are enough; it is read from a file by its path.
    """
    path = tmp_path / "gate.toml"
    path.write_text('name = "gate"\nweekly.mon-sun = "00:00-24:00"\n', encoding="utf-8")
    for given in (path, str(path)):
        found = calendar(given)
        assert found == ServiceCalendar("gate", {"mon-sun": "00:00-24:00"})
    assert found.due(at("2026-10-12 09:00"), hours(30)) == at("2026-10-13 15:00")


def test_every_fault_of_a_file_is_said_at_once() -> None:
    """
    Unknown keys, wrong kinds, days that do not exist and what contradicts itself, all in one refusal.
    """
    with pytest.raises(DefinitionError) as fault:
        calendar("""
zone = "Mars/Olympus"
holiday = "cn"
make_up = "yes"
roll = true
morning = "dawn"
on_holidays = 9
closures = "never"
[weekly]
mon = ["08:00-07:00"]
wed = ["08:00-12:00", "11:00-13:00"]
[[seasons]]
name = 3
from = "02-30"
to = "13-01"
until = "x"
[[special_days]]
date = "soon"
windows = ["08:00-12:00"]
""")
    said = "\n".join(fault.value.faults)
    for one in (
        "name is missing", "'Mars/Olympus'", "It knows no 'holiday'; did you mean 'holidays'?", "make_up is 'yes'",
        "roll is True", "morning is 'dawn'", "on_holidays is 9", "closures is 'never'",
        "[weekly] mon: 08:00-07:00 closes before it opens", "08:00-12:00 and 11:00-13:00 overlap",
        "seasons 1: from is '02-30'", "seasons 1: to is '13-01'", "seasons 1: it knows no 'until'",
        "special_days 1: date is soon",
    ):  # fmt: skip
        assert one in said
    assert "no service time" not in said


@pytest.mark.parametrize(
    ("closure", "said"),
    [
        ("date = 2026-07-09\nto = 2026-07-10", "a date and from or to"),
        ("from = 2026-07-09", "to is missing"),
        ("from = 2026-07-09\nto = 2026-07-10T12:00:00", "write two dates"),
        ('date = "2026-07-09"', "write two dates"),
        ("from = 2026-07-10\nto = 2026-07-09\nen = 'W'", "'W' ends on 2026-07-09, before it begins"),
        ("from = 0001-01-01T00:00:00\nto = 2026-07-09T00:00:00", "beyond the years 1 to 9999"),
        ("day = 2026-07-09", "it knows no 'day'"),
    ],
)
def test_closures_that_are_none(closure: str, said: str) -> None:
    """
    A closure has a date, or two dates, or two times.
    """
    with pytest.raises(DefinitionError) as fault:
        calendar(f'name = "x"\nweekly.mon = "08:00-12:00"\n[[closures]]\n{closure}\n')
    assert said in "\n".join(fault.value.faults)


def test_a_calendar_without_service_says_so() -> None:
    """
    An empty week is a fault like any other.
    """
    with pytest.raises(DefinitionError, match="no service time on any ordinary day"):
        calendar('name = "closed"\n[weekly]\n')


@pytest.mark.parametrize(
    ("content", "where"),
    [(b"name = \n", "TOML"), (b"\xff\xfe", "byte 1"), (None, "opening it")],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes | None, where: str) -> None:
    """
    A file that is missing, no text or no TOML is refused with how far reading came.
    """
    path = tmp_path / "broken.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MalformedFile) as fault:
        calendar(path)
    assert where in fault.value.where


def test_calendars_by_name() -> None:
    """
    Two come with propflow; another zone may be asked for, and a typo says what there is.
    """
    assert (calendar("always"), calendar("cn-office")) == (ALWAYS, CN_OFFICE)
    assert calendar("always", zone=PARIS).zone == PARIS
    there = calendar("cn-office", zone=PARIS)
    assert wall(there.due(at("2026-09-30 17:00", PARIS), working_days(3)), PARIS) == "2026-10-10 18:00:00"
    with pytest.raises(UnknownName, match="Did you mean 'cn-office'"):
        calendar("cn-ofice")
    with pytest.raises(InvalidValue, match="no IANA time zone"):
        calendar("cn-office", zone="Mars/Olympus")
