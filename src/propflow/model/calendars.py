"""
Calendars: when time counts. So far one, which always counts.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Protocol

import attrs

from propflow.model.amounts import Amount

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
        local = start.astimezone(_zone(self.zone)).replace(tzinfo=None)
        return _at(local + timedelta(days=within.number), _zone(self.zone))


ALWAYS = Always()


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
