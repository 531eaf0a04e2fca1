"""The published days: two packages that know nothing of each other, and the notice where they differ."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from holidays.countries.china import China

import propflow
from propflow.errors import UnknownName
from propflow.model.calendars.holidays import CORRECTIONS, published

DECIDED = {
    # worked: 国办发明电〔2005〕35号, 一、元旦; the first package has forgotten it
    date(2005, 12, 31): True,
}
"""Days on which the two packages disagree, and whether they are worked."""


def worked(on: date, off: object, make_up: object) -> bool:
    """Is a date worked: a make-up day, or a weekday that is no holiday?"""
    return on in make_up or (on.weekday() < 5 and on not in off)  # type: ignore[operator]


def test_two_packages_agree_on_every_day() -> None:
    """
    From 2004 to 2026, 8,401 days, they say the same, but for the days that are listed and decided.
    """
    ours = published("cn")
    others = China(years=range(2003, 2028))
    on, seen, disagreed = date(2004, 1, 1), 0, {}
    while on <= date(2026, 12, 31):
        plain = worked(on, ours.off, {*ours.make_up} - {*CORRECTIONS})
        other = worked(on, others, others.weekend_workdays)
        if plain is not other:
            disagreed[on] = worked(on, ours.off, ours.make_up)
        on, seen = on + timedelta(days=1), seen + 1
    assert seen == 8_401
    assert disagreed == DECIDED


def test_make_up_days_of_2026() -> None:
    """
    The six weekend days worked in 2026 are those of the notice for that year.
    """
    days = sorted(one for one in published("cn").make_up if one.year == 2026)
    assert [one.strftime("%m-%d %a") for one in days] == [
        "01-04 Sun", "02-14 Sat", "02-28 Sat", "05-09 Sat", "09-20 Sun", "10-10 Sat",
    ]  # fmt: skip


def test_no_day_is_off_and_worked() -> None:
    """
    Make-up days lie on weekends, and none of them is a holiday.
    """
    days = published("cn")
    assert {*days.off} & {*days.make_up} == set()
    assert {one.weekday() for one in days.make_up} == {5, 6}
    assert {one.year for one in days.off} == {*range(days.first, days.last + 1)}


def test_holidays_have_names_in_both_languages() -> None:
    """
    Each says what it is called, in English and Chinese.
    """
    days = published("cn")
    assert days.off[date(2026, 10, 1)] == ("National Day", "国庆节")
    assert all(en and zh for en, zh in (*days.off.values(), *days.make_up.values()))


def test_unknown_holidays() -> None:
    """
    What nobody has published is a refusal that says what there is.
    """
    with pytest.raises(UnknownName, match="no set of holidays called 'mars'"):
        published("mars")


def test_the_package_is_loaded_when_it_is_needed() -> None:
    """
    Neither the desk nor making a calendar loads it; the first deadline with holidays does.
    """
    code = (
        "import sys; from propflow import Desk; from propflow.model.calendars.builtin import CN_OFFICE\n"
        "assert 'chinese_calendar' not in sys.modules\n"
        "CN_OFFICE.horizon; assert 'chinese_calendar' in sys.modules; assert 'icalendar' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("package", "home"), [("chinese_calendar", "holidays.py"), ("icalendar", "ical.py"), ("holidays", None)]
)
def test_a_package_is_imported_in_one_file(package: str, home: str | None) -> None:
    """
    The packages with the dates and for iCalendar have one home each; the second opinion has none.
    """
    files = Path(propflow.__file__).parent.rglob("*.py")
    users = [
        one.name
        for one in files
        if f"from {package}" in (text := one.read_text(encoding="utf-8")) or f"import {package}" in text
    ]
    assert users == ([] if home is None else [home])
