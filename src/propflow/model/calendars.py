"""
Calendars: when time counts. So far one, which always counts.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Protocol

import attrs

from propflow.model.amounts import Amount, Unit

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Calendar(Protocol):
    """When service time runs, and in which zone its days lie."""

    @property
    def name(self) -> str:
        """The name by which records and policies know it."""
        ...

    def due(self, start: datetime, within: Amount) -> datetime:
        """
        The deadline of a limit without pauses.

        Args:
            start: Aware, in UTC.
            within: The limit.

        Returns:
            The latest instant that is still on time, in UTC.
        """
        ...


@attrs.frozen
class Always:
    """Time counts around the clock, every day of the year; days are those of *zone*."""

    zone: str = "Asia/Shanghai"
    name: str = "always"

    def due(self, start: datetime, within: Amount) -> datetime:
        """The deadline of *within* from *start*, both in UTC."""
        elapsed = within.elapsed
        if elapsed is not None:
            return start + elapsed
        zone = _zone(self.zone)
        return _at(_civil(start.astimezone(zone).replace(tzinfo=None), within), zone)


ALWAYS = Always()


def _civil(local: datetime, within: Amount) -> datetime:
    """The wall time at which a civil amount from *local* ends."""
    if within.unit is Unit.SAME_DAY:
        return datetime.combine(local.date() + timedelta(days=1), time())
    if within.unit is Unit.MONTHS:
        year, month = divmod(local.year * 12 + local.month - 1 + within.number, 12)
        return local.replace(year=year, month=month + 1, day=min(local.day, monthrange(year, month + 1)[1]))
    return local + timedelta(days=within.number)


@cache
def _zone(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def _at(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a wall time: in an overlap the first, in a gap the change itself."""
    first = wall.replace(tzinfo=zone).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == wall:
        return first
    early, late = sorted((first, wall.replace(tzinfo=zone, fold=1).astimezone(UTC)))
    before = early.astimezone(zone).utcoffset()
    while late - early > timedelta(microseconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late
