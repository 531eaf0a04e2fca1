"""
Amounts of time: how long a limit is, never a bare number.

Two families. *Elapsed* amounts (minutes, hours) count time that passes. *Civil*
amounts (days) name a day and the same time of day on it.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

import attrs

from propflow.errors import InvalidValue
from propflow.model.canonical import shown

LARGEST = 100_000


class Unit(StrEnum):
    """In what an amount is counted."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


ELAPSED = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1)}


@attrs.frozen
class Amount:
    """
    A whole number of one unit, from 1 to 100,000. Made by `minutes`, `hours`, `days`.
    """

    number: int
    unit: Unit

    def __attrs_post_init__(self) -> None:
        if type(self.number) is not int:
            raise InvalidValue("amount", "not_whole", f"{self.number!r:.40}; an amount is a whole number")
        if not 1 <= self.number <= LARGEST:
            raise InvalidValue("amount", "range", f"{shown(self.number)}; an amount is from 1 to {LARGEST:,}")

    @property
    def elapsed(self) -> timedelta | None:
        """The length of an elapsed amount; None for a civil one, whose length depends on the day."""
        one = ELAPSED.get(self.unit)
        return None if one is None else one * self.number

    def __str__(self) -> str:
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
