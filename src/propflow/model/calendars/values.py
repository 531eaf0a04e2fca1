"""
What calendars are told and what they tell: pauses and days.
"""

from __future__ import annotations

from datetime import date, datetime

import attrs

from propflow.errors import InvalidValue
from propflow.model.instants import instant


def _known_since(value: datetime) -> datetime:
    return instant(value, "since")


def _known_until(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "until")


@attrs.frozen
class Paused:
    """
    A stretch during which a clock stood still, from *since* up to but without *until*; None while it still does.

    Raises:
        InvalidValue: If an instant is naive, or the end lies before the beginning.
    """

    since: datetime = attrs.field(converter=_known_since)
    until: datetime | None = attrs.field(default=None, converter=_known_until)
    reason: str = ""

    def __attrs_post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise InvalidValue("until", "backwards", f"{self.until.isoformat()}, which lies before the pause begins")


@attrs.frozen
class Day:
    """
    One date of a calendar.

    Attributes:
        date: In the calendar's zone.
        windows: When there is service that begins on this date: pairs of instants in UTC, each
            from the first up to but without the second. The last may end on the next date.
        kind: `ordinary`, `day_off`, `holiday`, `make_up`, `closure` or `special`.
        en, zh: What the day is called; empty for an ordinary one.
    """

    date: date
    windows: tuple[tuple[datetime, datetime], ...]
    kind: str = "ordinary"
    en: str = ""
    zh: str = ""
