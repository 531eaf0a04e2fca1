"""
Instants: points in time, always aware, kept in UTC and written in one fixed form.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from propflow.errors import InvalidValue

Now: TypeAlias = Callable[[], datetime]
"""Says what time it is: aware. The desk asks it once for each command."""

_RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6}0*)?"  # finer than a microsecond: not kept
    r"([Zz]|(?!-00:00)[+-]([01]\d|2[0-3]):[0-5]\d)?",
    re.ASCII,
)


def system_now() -> datetime:
    """The time of this machine, in UTC."""
    return datetime.now(UTC)


def instant(value: object, where: str = "instant") -> datetime:
    """
    Return *value* as an aware datetime in UTC.

    Raises:
        InvalidValue: If it is not a datetime, or has no zone: a local time
            without a zone names no instant. Also if in UTC it would lie outside the
            years 1 to 9999.
    """
    if not isinstance(value, datetime):
        raise InvalidValue(where, "not_instant", f"{type(value).__name__} instead of an aware datetime")
    if value.tzinfo is UTC:
        return value
    if value.utcoffset() is None:
        raise InvalidValue(
            where, "naive", f"{value.isoformat()} without a zone; give it one, such as tzinfo=ZoneInfo('Asia/Shanghai')"
        )
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise InvalidValue(
            where, "range", f"{value.isoformat()}, which in UTC is outside the years 1 to 9999"
        ) from None


_TWO = tuple(f"{number:02d}" for number in range(100))
_THREE = tuple(f"{number:03d}" for number in range(1000))
_lately: tuple[datetime | None, str, datetime | None, str] = (None, "", None, "")
"""The two instants that were asked for last, each with its spelling; replaced as a whole."""


def to_text(value: datetime) -> str:
    """
    Spell an instant in UTC as 27 characters, `2026-09-30T09:00:00.000000Z`.

    Later instants sort after earlier ones, byte by byte.
    """
    global _lately
    last, spelled, other, spelled_other = _lately
    if value is last:  # an instant is spelled wherever it is needed: in a record, in its clocks, in a head
        return spelled
    if value is other:
        _lately = (other, spelled_other, last, spelled)
        return spelled_other
    two, three, year, fraction = _TWO, _THREE, value.year, value.microsecond  # isoformat takes four times as long
    new = (
        f"{two[year // 100]}{two[year % 100]}-{two[value.month]}-{two[value.day]}T{two[value.hour]}:{two[value.minute]}"
        f":{two[value.second]}.{three[fraction // 1000]}{three[fraction % 1000]}Z"
    )
    _lately = (value, new, last, spelled)
    return new


def from_text(spelled: str) -> datetime:
    """
    Read an instant from RFC 3339 text with a zone (`Z` or an offset).

    A blank may stand for the `T`, and letters may be small. A leap second, the offset
    `-00:00` and parts of a microsecond are refused, as none of them can be kept.

    Raises:
        InvalidValue: If it is no such text.
    """
    try:
        if not (len(spelled) == 27 and spelled[26] == "Z" and spelled[10] == "T" and spelled[7] == "-"):  # not ours
            if not _RFC_3339.fullmatch(spelled):
                raise ValueError
            spelled = spelled.upper()
        found = datetime.fromisoformat(spelled)
    except (ValueError, TypeError):
        raise InvalidValue(
            "instant", "not_instant", f"{spelled!r:.60} is no RFC 3339 instant such as 2026-09-30T09:00:00+08:00"
        ) from None
    return instant(found)


class VirtualClock:
    """
    A clock that stands still until it is moved. For tests, replays and simulations.

    Call it to read it. It never runs backwards.
    """

    __slots__ = ("_now",)

    def __init__(self, start: datetime) -> None:
        self._now = instant(start, "start")

    def __call__(self) -> datetime:
        return self._now

    def move_to(self, then: datetime) -> None:
        """Move on to *then*; an instant already passed leaves the clock where it is."""
        self._now = max(self._now, instant(then, "then"))

    def advance(self, by: timedelta) -> None:
        """Move on by a length of time, which may not be negative."""
        if by < timedelta(0):
            raise InvalidValue("by", "backwards", "a negative length; time only goes on")
        self._now += by
