"""Explanations: every window, holiday, make-up day and pause behind a deadline, in two languages."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
from tests.model.calendars.sites import DUTY, OFFICE, PLAIN, at, pause, wall

from propflow import days, hours, minutes, months, same_day
from propflow.model.amounts import by_day, not_overnight, same_service_day, working_days
from propflow.model.calendars import ALWAYS
from propflow.model.calendars.builtin import CN_OFFICE
from propflow.model.calendars.layers import SpecialDay
from propflow.model.calendars.steps import Deadline


def said(found: Deadline, language: str = "en") -> list[str]:
    """The explanation, line by line."""
    return [one.say(language) for one in found.steps]


def test_three_working_days_over_the_national_day() -> None:
    """
    Every date is there with its reason, and the make-up Saturday is the third working day.
    """
    found = CN_OFFICE.explain(at("2026-09-30 17:00"), working_days(3))
    assert (wall(found.due), found.provisional) == ("2026-10-10 18:00:00", False)
    assert said(found) == [
        "starts at 2026-09-30 17:00; limit: 3 working days",
        "2026-09-30: the day of the start, not counted",
        *(f"2026-10-0{day} (holiday, National Day): no service" for day in range(1, 8)),
        "2026-10-08: working day 1: 08:00-18:00",
        "2026-10-09: working day 2: 08:00-18:00",
        "2026-10-10 (make-up day, National Day): working day 3: 08:00-18:00",
        "due at 2026-10-10 18:00; exactly then is still on time",
    ]
    assert said(found, "zh")[-2:] == [
        "2026-10-10（调休上班、国庆节）：第 3 个工作日：08:00-18:00",
        "到期 2026-10-10 18:00；恰在该时刻仍为按时",
    ]


def test_hours_with_lunch_a_half_day_and_pauses() -> None:
    """
    The windows are shown without what was paused, what counted adds up, and each pause says why and what it adds.
    """
    half = attrs.evolve(OFFICE, special_days=[SpecialDay(date(2026, 10, 13), "08:00-10:00", "Half day", "半天")])
    reasons = [
        pause("2026-10-12 11:30", "2026-10-12 13:30", "parts"),
        pause("2026-10-12 13:00", "2026-10-12 14:00", "resident"),
    ]
    found = half.explain(at("2026-10-12 11:00"), hours(8), reasons)
    assert said(found) == [
        "starts at 2026-10-12 11:00; limit: 8 hours",
        "2026-10-12: 11:00-11:30, 14:00-18:00: 4 h 30 min",
        "2026-10-13 (special hours, Half day): 08:00-10:00: 2 h",
        "2026-10-14: 08:00-09:30: 1 h 30 min",
        "without pauses it would be due at 2026-10-13 10:00",
        "paused 2026-10-12 11:30 to 2026-10-12 14:00, which adds 1 h 30 min (parts, resident)",
        "due at 2026-10-14 09:30; exactly then is still on time",
    ]
    assert said(found, "zh")[5] == "暂停 2026-10-12 11:30 至 2026-10-12 14:00，顺延 1 小时 30 分（parts, resident）"


def test_while_a_pause_goes_on() -> None:
    """
    There is no deadline, and the explanation says so instead of showing an old one.
    """
    found = PLAIN.explain(at("2026-10-12 09:00"), hours(4), [pause("2026-10-12 10:00", None, "parts")])
    assert (found.due, found.provisional) == (None, False)
    assert said(found) == [
        "starts at 2026-10-12 09:00; limit: 4 hours",
        "2026-10-12: 09:00-10:00: 1 h",
        "without pauses it would be due at 2026-10-12 13:00",
        "paused since 2026-10-12 10:00: no deadline while the pause goes on (parts)",
    ]


def test_past_the_published_horizon() -> None:
    """
    A provisional deadline names the last year that is known.
    """
    found = CN_OFFICE.explain(at("2026-12-31 09:00"), working_days(1))
    assert found.provisional
    assert said(found)[-2] == "no holidays are published after 2026: plain weekdays are assumed"


def test_natural_amounts() -> None:
    """
    Natural days, months and days of the month take one step, and say where a calendar rolled them to.
    """
    start = at("2026-01-31 10:00")
    assert said(ALWAYS.explain(start, months(1)))[1] == "1 month later: 2026-02-28 10:00"
    assert said(ALWAYS.explain(start, same_day()))[1] == "the same day, to its end: 2026-02-01 00:00"
    assert said(ALWAYS.explain(start, by_day(5)))[1] == "by day 5 of the month, to its end: 2026-02-06 00:00"
    rolled = attrs.evolve(PLAIN, roll=True).explain(start, days(1))
    assert said(rolled)[1:3] == [
        "1 day later: 2026-02-01 10:00",
        "a day off; put off to the next working day: 2026-02-02 18:00",
    ]


def test_around_the_clock() -> None:
    """
    A limit that counts day and night is no list of days.
    """
    found = ALWAYS.explain(at("2026-10-12 09:00"), minutes(100_000))
    assert [one.kind for one in found.steps] == ["start", "around_the_clock", "due"]
    assert (
        ALWAYS.explain(at("2026-10-12 09:00"), working_days(1)).steps[2].en == "2026-10-13: working day 1: 00:00-24:00"
    )


def test_the_end_of_service() -> None:
    """
    Too late for a day means the next one that is served; in the night there is the morning.
    """
    found = PLAIN.explain(at("2026-10-16 18:00"), same_service_day())
    assert said(found)[1:5] == [
        "2026-10-16: too late for this day",
        "2026-10-17 (day off): no service",
        "2026-10-18 (day off): no service",
        "2026-10-19: until service ends, 08:00-18:00",
    ]
    assert said(PLAIN.explain(at("2026-10-16 18:00"), not_overnight()))[1] == "the night is over at 2026-10-17 06:00"
    duty = DUTY.explain(at("2026-10-13 02:00"), same_service_day())
    assert said(duty)[1] == "2026-10-12: until service ends, 17:00-2026-10-13 09:00"


def test_steps_are_plain_values() -> None:
    """
    As data a step has its date, windows with their offsets, what counted in microseconds, and names in both languages.
    """
    step = CN_OFFICE.explain(at("2026-10-10 17:00"), hours(1)).steps[1]
    assert step.counted == timedelta(hours=1)
    assert step.data() == {
        "kind": "service",
        "date": "2026-10-10",
        "day": "make_up",
        "windows": [["2026-10-10T17:00:00+08:00", "2026-10-10T18:00:00+08:00"]],
        "counted_us": 3_600_000_000,
        "name": "National Day",
        "name_zh": "国庆节",
        "en": "2026-10-10 (make-up day, National Day): 17:00-18:00: 1 h",
        "zh": "2026-10-10（调休上班、国庆节）：17:00-18:00：计 1 小时",
    }
