"""
Amounts of time: how long a limit is, never a bare number.

Two families. *Elapsed* amounts (minutes, hours) count time that passes. *Civil*
amounts (days, months, the same day) name a day, and an instant on it.
"""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum

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
    MONTHS = "months"
    SAME_DAY = "same_day"


ELAPSED = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1)}


@attrs.frozen
class Amount:
    """
    A whole number of one unit, from 1 to 100,000; of months to 1,200.

    Made by `minutes`, `hours`, `days`, `months` and `same_day`, or read by `amount`.
    """

    number: int
    unit: Unit

    def __attrs_post_init__(self) -> None:
        if type(self.number) is not int:
            raise InvalidValue("amount", "not_whole", f"{self.number!r:.40}; an amount is a whole number")
        most = MOST_MONTHS if self.unit is Unit.MONTHS else LARGEST
        if not 1 <= self.number <= most:
            raise InvalidValue("amount", "range", f"{shown(self.number)}; an amount is from 1 to {most:,}")
        if self.unit is Unit.SAME_DAY and self.number != 1:
            raise InvalidValue("amount", "range", f"{self.number} same days; there is only one")

    @property
    def elapsed(self) -> timedelta | None:
        """The length of an elapsed amount; None for a civil one, whose length depends on the day."""
        one = ELAPSED.get(self.unit)
        return None if one is None else one * self.number

    def __str__(self) -> str:
        if self.unit is Unit.SAME_DAY:
            return "same_day"
        return f"{self.number} {self.unit if self.number != 1 else str(self.unit)[:-1]}"


def minutes(number: int) -> Amount:
    """So many minutes of service time."""
    return Amount(number, Unit.MINUTES)


def hours(number: int) -> Amount:
    """So many hours of service time."""
    return Amount(number, Unit.HOURS)


def days(number: int) -> Amount:
    """So many natural days: the same time of day, that many dates later."""
    return Amount(number, Unit.DAYS)


def months(number: int) -> Amount:
    """So many months: the same day and time of day, clipped to the end of a shorter month."""
    return Amount(number, Unit.MONTHS)


def same_day() -> Amount:
    """Until the day ends: the next midnight where the calendar is."""
    return Amount(1, Unit.SAME_DAY)


def amount(given: object) -> Amount:
    """
    Read an amount as policies and people write it: `15 minutes`, `1 month`, `same_day`.

    Raises:
        InvalidValue: If it is none; it says what would be one.
    """
    if isinstance(given, Amount):
        return given
    if type(given) is not str:
        raise InvalidValue("amount", "type", f"{type(given).__name__} instead of a text such as '15 minutes'")
    if given.strip() == Unit.SAME_DAY:
        return same_day()
    found = _WRITTEN.fullmatch(given.strip())
    unit = _UNITS.get(found[2]) if found else None
    if found is None or unit is None:
        units = ", ".join(_UNITS)
        raise InvalidValue("amount", "amount", f"{given!r:.60}; write a whole number and one of {units}, or same_day")
    return Amount(int(found[1]), unit)


_WRITTEN = re.compile(r"([0-9]{1,9}) +([a-z_]+)")
_UNITS = {name: unit for unit in Unit if unit is not Unit.SAME_DAY for name in (str(unit), str(unit)[:-1])}
