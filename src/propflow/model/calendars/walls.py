"""
Wall times: what the clocks of a zone show, and the instants at which they do.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from propflow.errors import InvalidValue
from propflow.model.instants import to_text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

SHANGHAI: Final = "Asia/Shanghai"
ONE_DAY: Final = timedelta(days=1)
_MIDNIGHT: Final = time()


@cache
def zone_of(name: str) -> ZoneInfo:
    """
    The zone of that IANA name.

    Raises:
        InvalidValue: If there is none on this machine.
    """
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError, TypeError):  # unknown; a path; a folder; not even text
        raise InvalidValue(
            "zone", "zone", f"{name!r:.60}, which is no IANA time zone such as 'Asia/Shanghai'"
        ) from None


def wall_of(at: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks of *zone* show at an instant; naive."""
    try:
        return at.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        raise too_far(at) from None


def spelled(at: datetime, zone: str) -> str:
    """An instant in RFC 3339, as the zone's clocks show it; in UTC where their offset has seconds, as long ago."""
    there = at.astimezone(zone_of(zone))
    offset = there.utcoffset() or timedelta(0)
    return to_text(at) if offset % timedelta(minutes=1) else there.isoformat()


def instant_of(wall: datetime, zone: ZoneInfo) -> datetime:
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


@lru_cache(maxsize=1024)
def midnight(on: date, zone: ZoneInfo) -> datetime:
    """The instant at which a date begins."""
    return instant_of(datetime.combine(on, _MIDNIGHT), zone)


def end_of(on: date, zone: ZoneInfo) -> datetime:
    """The instant at which a date ends: the next midnight."""
    return midnight(on + ONE_DAY, zone)


def too_far(start: datetime) -> InvalidValue:
    """The error for an instant that cannot be written down, or not be worked out."""
    return InvalidValue(
        "due", "range", f"counted from {start.isoformat()} it would lie beyond what a calendar can work out"
    )
