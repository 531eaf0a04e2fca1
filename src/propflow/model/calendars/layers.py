"""
What is laid over the ordinary week of a calendar: seasons, closures, interruptions and special days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

import attrs

from propflow.errors import InvalidValue
from propflow.model.calendars.windows import WEEKDAYS, Week, Windows, overlaps, week, windows
from propflow.model.instants import instant

MOST_CLOSED = timedelta(days=3_660)
"""Ten years: what is closed for longer is no calendar's business."""

_LEAP_YEAR: Final = 2000
_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)", re.ASCII)


def month_day(given: str | tuple[int, int]) -> tuple[int, int]:
    """
    Read a day of any year, such as `06-01`.

    Raises:
        InvalidValue: If there is no such day; 29 February is one.
    """
    if isinstance(given, tuple):
        given = "{:02d}-{:02d}".format(*given)
    found = _MONTH_DAY.fullmatch(given) if isinstance(given, str) else None
    try:
        day = date(_LEAP_YEAR, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if day is None:
        raise InvalidValue("month_day", "month_day", f"{given!r:.40}; write month and day, such as 06-01")
    return day.month, day.day


@attrs.frozen
class Season:
    """
    Another week for part of every year, from *first* to *last*, both included: `06-01` to `09-30`.

    It may run across the turn of the year. Of seasons that overlap the first one named holds.
    """

    name: str
    first: tuple[int, int] = attrs.field(converter=month_day)
    last: tuple[int, int] = attrs.field(converter=month_day)
    weekly: Week = attrs.field(converter=week)
    zh: str = ""

    def holds(self, month: int, day: int) -> bool:
        """Is this day of the year within it?"""
        at = (month, day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last

    def faults(self) -> Iterator[str]:
        """What is wrong with it, as sentences."""
        for name, one in zip(WEEKDAYS, self.weekly, strict=True):
            yield from overlaps(one, f"Season '{self.name}', {name}")


@attrs.frozen
class Closure:
    """
    No service on the dates from *first* to *last*, both included.

    A window that opened the evening before runs to its end; one that would open on a
    closed date does not.
    """

    first: date
    last: date
    en: str = ""
    zh: str = ""

    def faults(self) -> Iterator[str]:
        """What is wrong with it, as sentences."""
        if self.last < self.first:
            yield f"The closure '{self.en}' ends on {self.last}, before it begins on {self.first}."
        elif self.last - self.first > MOST_CLOSED:
            yield f"The closure '{self.en}' from {self.first} to {self.last} is longer than ten years."


@attrs.frozen
class Interruption:
    """No service from the instant *since* up to *until*, such as a typhoon: cut out of whatever window is open."""

    since: datetime = attrs.field(converter=instant)
    until: datetime = attrs.field(converter=instant)
    en: str = ""
    zh: str = ""

    def faults(self) -> Iterator[str]:
        """What is wrong with it, as sentences."""
        if self.until <= self.since:
            yield f"The interruption '{self.en}' ends at {self.until.isoformat()}, not after it begins."
        elif self.until - self.since > MOST_CLOSED:
            yield f"The interruption '{self.en}' from {self.since.isoformat()} is longer than ten years."


@attrs.frozen
class SpecialDay:
    """A date with windows of its own, whatever the week or a holiday says: a half day, a day worked by agreement."""

    date: date
    windows: Windows = attrs.field(converter=windows)
    en: str = ""
    zh: str = ""

    def faults(self) -> Iterator[str]:
        """What is wrong with it, as sentences."""
        if not self.windows:
            yield f"The special day {self.date} has no windows; make it a closure."
        yield from overlaps(self.windows, f"The special day {self.date}")


Span = tuple[datetime, datetime]


def cut(spans: Sequence[Span], out: Sequence[Interruption]) -> list[Span]:
    """The spans without what the interruptions take from them."""
    left = list(spans)
    for one in out:
        left = [
            (since, until)
            for opens, closes in left
            for since, until in ((opens, min(closes, one.since)), (max(opens, one.until), closes))
            if since < until
        ]
    return left
