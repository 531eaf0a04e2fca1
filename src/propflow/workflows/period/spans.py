"""
Spans: the months, quarters and ten days that duties come up for, as days of the always-open calendar's zone.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import attrs

from propflow.model.calendars import ALWAYS
from propflow.model.calendars.walls import midnight, wall_of, zone_of


class Every(StrEnum):
    """How often something comes up."""

    TEN_DAYS = "ten_days"  # 旬: the days 1 to 10, 11 to 20, and the rest of the month
    MONTH = "month"
    QUARTER = "quarter"


TEN_DAYS, MONTH, QUARTER = Every.TEN_DAYS, Every.MONTH, Every.QUARTER

EXAMPLES = {TEN_DAYS: "2026-10-T3", MONTH: "2026-10", QUARTER: "2026-Q4"}
"""How a span of each length is called."""

_LONGER = {MONTH: timedelta(days=31), QUARTER: timedelta(days=92)}
"""A first day and so much more lies in the next span."""

_NAME = re.compile(r"(\d{4})-(?:Q([1-4])|(\d\d)(?:-T([1-3]))?)", re.ASCII)


@attrs.frozen
class Span:
    """
    A stretch of the calendar, from `begins` up to but not including `ends`, both in UTC.

    Attributes:
        name: Such as `2026-10`, `2026-Q4`, or `2026-10-T3` for the last third of October.
    """

    every: Every
    name: str
    begins: datetime
    ends: datetime

    @property
    def before(self) -> Span:
        """The span before it."""
        return span_at(self.every, self.begins - timedelta(microseconds=1))

    @property
    def after(self) -> Span:
        """The span after it."""
        return span_at(self.every, self.ends)


def span_at(every: Every, at: datetime) -> Span:
    """The span in which an instant lies."""
    return _span(every, wall_of(at, zone_of(ALWAYS.zone)).date())


def span_named(every: Every, name: str) -> Span | None:
    """The span of this name; None if there is none of this length."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    year, quarter, month, third = found.groups()
    first = int(quarter) * 3 - 2 if quarter else int(month)
    try:
        span = _span(every, date(int(year), first, int(third) * 10 - 9 if third else 1))
    except (ValueError, OverflowError):  # there is no such day, or the calendar ends with it
        return None
    return span if span.name == name else None


def _span(every: Every, day: date) -> Span:
    first = _first(every, day)
    zone = zone_of(ALWAYS.zone)
    begins, ends = (midnight(one, zone).astimezone(UTC) for one in (first, _next(every, first)))
    return Span(every, _name(every, first), begins, ends)


def _first(every: Every, day: date) -> date:
    if every is QUARTER:
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(day=1 if every is MONTH else min((day.day - 1) // 10, 2) * 10 + 1)


def _next(every: Every, first: date) -> date:
    if every is TEN_DAYS and first.day < 21:
        return first + timedelta(days=10)
    return (first + _LONGER.get(every, timedelta(days=11))).replace(day=1)


def _name(every: Every, first: date) -> str:
    if every is QUARTER:
        return f"{first.year:04}-Q{first.month // 3 + 1}"
    third = f"-T{first.day // 10 + 1}" if every is TEN_DAYS else ""
    return f"{first.year:04}-{first.month:02}{third}"
