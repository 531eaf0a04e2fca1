"""
Amounts of time: how long a limit is, never a bare number.

Two families. *Elapsed* amounts (minutes, hours) count service time that passes. *Civil*
amounts (days, working days, weeks, months, the same day...) name a day, and an instant on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final

import attrs

from propflow.errors import InvalidValue
from propflow.model.canonical import shown

LARGEST = 100_000
MOST_MONTHS = 1_200
"""A hundred years: later deadlines would leave the calendar."""


class Unit(StrEnum):
    """In what an amount is counted."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    QUARTERS = "quarters"
    SAME_DAY = "same_day"
    SAME_SERVICE_DAY = "same_service_day"
    NOT_OVERNIGHT = "not_overnight"
    BY_DAY = "by_day"


ELAPSED = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1)}

NATURAL: Final = frozenset({Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.QUARTERS, Unit.SAME_DAY, Unit.BY_DAY})
"""Units that pay no heed to service time: they are of the zone alone."""

ALONE: Final = (Unit.SAME_DAY, Unit.SAME_SERVICE_DAY, Unit.NOT_OVERNIGHT)
"""Units that stand without a number."""

MOST: Final[Mapping[Unit, int]] = {
    Unit.MINUTES: LARGEST,
    Unit.HOURS: LARGEST,
    Unit.DAYS: LARGEST,
    Unit.WORKING_DAYS: 25_000,
    Unit.WEEKS: 5_200,
    Unit.MONTHS: MOST_MONTHS,
    Unit.QUARTERS: 400,
    Unit.BY_DAY: 31,
    **dict.fromkeys(ALONE, 1),
}
"""The largest number of each unit."""

_CHINESE: Final = {
    Unit.MINUTES: "{} 分钟",
    Unit.HOURS: "{} 小时",
    Unit.DAYS: "{} 天",
    Unit.WORKING_DAYS: "{} 个工作日",
    Unit.WEEKS: "{} 周",
    Unit.MONTHS: "{} 个月",
    Unit.QUARTERS: "{} 个季度",
    Unit.SAME_DAY: "当日",
    Unit.SAME_SERVICE_DAY: "当个服务日",
    Unit.NOT_OVERNIGHT: "不过夜",
    Unit.BY_DAY: "每月 {} 日前",
}
_ENGLISH: Final = {
    Unit.SAME_DAY: "the same day",
    Unit.SAME_SERVICE_DAY: "the same service day",
    Unit.NOT_OVERNIGHT: "not overnight",
    Unit.BY_DAY: "by day {} of the month",
}


@attrs.frozen
class Amount:
    """
    A whole number of one unit, from 1 to what `MOST` says: 100,000 minutes, hours or days, 1,200 months...

    Made by `minutes`, `hours`, `days`, `working_days`, `weeks`, `months`, `quarters`,
    `same_day`, `same_service_day`, `not_overnight` and `by_day`, or read by `amount`.

    Attributes:
        notice: Of the same service day: how much time must be left before closing for the
            day to count, an elapsed amount; without, one microsecond is enough.
    """

    number: int
    unit: Unit
    notice: Amount | None = None

    def __attrs_post_init__(self) -> None:
        if type(self.number) is not int:
            raise InvalidValue("amount", "not_whole", f"{self.number!r:.40}; an amount is a whole number")
        if not 1 <= self.number <= MOST[self.unit]:
            raise InvalidValue("amount", "range", _beyond(self.number, self.unit))
        if self.notice is not None and (self.unit is not Unit.SAME_SERVICE_DAY or self.notice.elapsed is None):
            raise InvalidValue("amount", "notice", "a notice; only the same service day takes one, in minutes or hours")

    @property
    def elapsed(self) -> timedelta | None:
        """The length of an elapsed amount; None for a civil one, whose length depends on the day."""
        one = ELAPSED.get(self.unit)
        return None if one is None else one * self.number

    @property
    def least_notice(self) -> timedelta:
        """How much time must be left before closing for the day to count; none without a notice."""
        return (self.notice and self.notice.elapsed) or timedelta(0)

    @property
    def natural(self) -> bool:
        """Does it pay no heed to service time, but count natural days, weeks or months?"""
        return self.unit in NATURAL

    def say(self, language: str = "en") -> str:
        """The amount in words, in `en` or `zh`."""
        if language == "zh":
            return _CHINESE[self.unit].format(self.number)
        said = _ENGLISH.get(self.unit)
        return str(self).replace("_", " ") if said is None else said.format(self.number)

    def __str__(self) -> str:
        if self.unit in ALONE:
            return str(self.unit) if self.notice is None else f"{self.unit} min_notice {self.notice}"
        if self.unit is Unit.BY_DAY:
            return f"by_day {self.number}"
        return f"{self.number} {self.unit if self.number != 1 else str(self.unit)[:-1]}"


def _beyond(number: int, unit: Unit) -> str:
    if unit in ALONE:
        return f"{shown(number)} {unit.replace('_', ' ')}s; there is only one"
    what = "a day of the month" if unit is Unit.BY_DAY else "an amount"
    return f"{shown(number)}; {what} is from 1 to {MOST[unit]:,}"


def minutes(number: int) -> Amount:
    """So many minutes of service time."""
    return Amount(number, Unit.MINUTES)


def hours(number: int) -> Amount:
    """So many hours of service time."""
    return Amount(number, Unit.HOURS)


def days(number: int) -> Amount:
    """So many natural days: the same time of day, that many dates later."""
    return Amount(number, Unit.DAYS)


def working_days(number: int) -> Amount:
    """Until service ends on the so-manieth working day after the day of the start, which is not counted."""
    return Amount(number, Unit.WORKING_DAYS)


def weeks(number: int) -> Amount:
    """So many weeks: the same weekday and time of day."""
    return Amount(number, Unit.WEEKS)


def months(number: int) -> Amount:
    """So many months: the same day and time of day, clipped to the end of a shorter month."""
    return Amount(number, Unit.MONTHS)


def quarters(number: int) -> Amount:
    """So many times three months: the same day and time of day, clipped to the end of a shorter month."""
    return Amount(number, Unit.QUARTERS)


def same_day() -> Amount:
    """Until the day ends: the next midnight where the calendar is."""
    return Amount(1, Unit.SAME_DAY)


def same_service_day(*, min_notice: Amount | None = None) -> Amount:
    """
    Until service ends on the day of the start; if it has ended, on the next working day.

    Args:
        min_notice: Minutes or hours that must be left before closing for the day to count.
    """
    return Amount(1, Unit.SAME_SERVICE_DAY, min_notice)


def not_overnight() -> Amount:
    """
    Before the night is over: until service ends on the day of the start; if it has ended, until the next morning.

    When morning is, the calendar says.
    """
    return Amount(1, Unit.NOT_OVERNIGHT)


def by_day(number: int) -> Amount:
    """
    Until a day of the month ends: the next such day whose end lies after the start.

    In a shorter month it is the month's last day.
    """
    return Amount(number, Unit.BY_DAY)


def amount(given: object) -> Amount:
    """
    Read an amount as policies and people write it: `15 minutes`, `3 working_days`, `1 month`, `same_day`, `by_day 5`.

    Raises:
        InvalidValue: If it is none; it says what would be one.
    """
    if isinstance(given, Amount):
        return given
    if type(given) is not str:
        raise InvalidValue("amount", "type", f"{type(given).__name__} instead of a text such as '15 minutes'")
    text = given.strip()
    if text in ALONE:
        return Amount(1, Unit(text))
    if found := _BY_DAY.fullmatch(text):
        return by_day(int(found[1]))
    if found := _NOTICE.fullmatch(text):
        return same_service_day(min_notice=amount(found[1]))
    found = _WRITTEN.fullmatch(text)
    unit = _UNITS.get(found[2]) if found else None
    if found is None or unit is None:
        units, alone = ", ".join(_UNITS), ", ".join([*ALONE[:-1], f"{ALONE[-1]} or by_day 5"])
        raise InvalidValue("amount", "amount", f"{given!r:.60}; write a whole number and one of {units}, or {alone}")
    return Amount(int(found[1]), unit)


_WRITTEN = re.compile(r"([0-9]{1,9}) +([a-z_]+)")
_BY_DAY = re.compile(r"by_day +([0-9]{1,9})")
_NOTICE = re.compile(r"same_service_day +min_notice +([0-9]{1,9} +[a-z]+)")
_UNITS = {
    name: unit for unit in Unit if unit not in ALONE and unit is not Unit.BY_DAY for name in (str(unit), str(unit)[:-1])
}
