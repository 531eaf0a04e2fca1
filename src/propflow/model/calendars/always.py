"""
The calendar of those who never close.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from propflow.errors import InvalidValue
from propflow.model.amounts import Amount, Unit
from propflow.model.calendars.civil import natural_due
from propflow.model.calendars.pausing import due_with_pauses, positive
from propflow.model.calendars.walls import SHANGHAI, end_of, midnight, too_far, wall_of, zone_of
from propflow.model.instants import instant

if TYPE_CHECKING:
    from propflow.model.calendars.steps import Deadline
    from propflow.model.calendars.values import Day, Paused


@attrs.frozen
class Always:
    """
    Time counts around the clock, every day of the year; days are those of *zone*, and every date is a working day.

    Raises:
        InvalidValue: If there is no such zone.
    """

    zone: str = SHANGHAI
    name: str = "always"

    def __attrs_post_init__(self) -> None:
        if self.zone != SHANGHAI:  # the usual one is looked up when it is needed, which keeps imports light
            zone_of(self.zone)

    @property
    def edition(self) -> str:
        """Always the same: nothing is published for it."""
        return "always"

    @property
    def horizon(self) -> None:
        """None: it heeds no holidays."""

    def due(self, start: datetime, within: Amount) -> datetime:
        """The deadline of *within* from *start*, both in UTC."""
        start = instant(start, "start")
        try:
            elapsed = within.elapsed
            if elapsed is not None:
                return start + elapsed
            zone = zone_of(self.zone)
            if within.natural:
                return natural_due(start, within, zone)
            later = within.number if within.unit is Unit.WORKING_DAYS else 0
            today = wall_of(start, zone).date()
            due = end_of(today + timedelta(days=later), zone)
            return due if due - start >= within.least_notice else end_of(today + timedelta(days=1), zone)
        except InvalidValue:
            raise
        except (OverflowError, ValueError):  # the calendar of Python ends with the year 9999
            raise too_far(start) from None

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        """The deadline when the clock stood still during *pauses*; None while it does and has not been reached."""
        return due_with_pauses(self, start, within, pauses) if pauses else self.due(start, within)

    def elapsed(self, a: datetime, b: datetime) -> timedelta:
        """The time from *a* to *b*; none if *b* is not after *a*."""
        return max(instant(b, "b") - instant(a, "a"), timedelta(0))

    def after(self, start: datetime, length: timedelta) -> datetime:
        """The instant that long after *start*."""
        try:
            return instant(start, "start") + positive(length)
        except OverflowError:
            raise too_far(start) from None

    def provisional(self, start: datetime, due: datetime, within: Amount) -> bool:  # noqa: ARG002
        """Never: no deadline waits for holidays to be published."""
        return False

    def explain(self, start: datetime, within: Amount, pauses: Sequence[Paused] = ()) -> Deadline:
        """The deadline with every step that led to it."""
        from propflow.model.calendars.explaining import explained

        return explained(self, instant(start, "start"), within, pauses)

    def day(self, of: date) -> Day:
        """A date, which is served from midnight to midnight."""
        from propflow.model.calendars.values import Day

        zone = zone_of(self.zone)
        return Day(of, ((midnight(of, zone), end_of(of, zone)),))

    def day_of(self, at: datetime) -> date:
        """The date at an instant."""
        return wall_of(instant(at, "at"), zone_of(self.zone)).date()


ALWAYS = Always()
