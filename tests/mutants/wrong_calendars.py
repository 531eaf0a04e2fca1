"""
Known mistakes of calendars: small wrong implementations, each seen in some system, written anew here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
from tests.mutants.spoiling import Wrong, instead_of

from propflow.model.amounts import Amount
from propflow.model.calendars import civil, pausing, plans, values, walls
from propflow.model.calendars.service import ServiceCalendar
from propflow.model.calendars.values import Paused

DAY = timedelta(seconds=86_400)


@instead_of(civil, "_alike")
def steps_of_86400_seconds(right: Any) -> Wrong:
    """A day later is 86,400 seconds later, also over a change of the clocks."""
    return lambda local, later: True


@instead_of(walls, "end_of")
def days_of_86400_seconds(right: Any) -> Wrong:
    """A day ends 86,400 seconds after its midnight, also where the clocks change."""
    return lambda on, zone: walls.midnight(on, zone) + DAY


@instead_of(plans, "spans_on")
def a_date_with_a_gap_is_skipped(right: Any) -> Wrong:
    """On the date on which the clocks are put forward there is no service at all."""

    def wrong(calendar: ServiceCalendar, of: date) -> Any:
        noon, eve = (datetime.combine(one, time(12), calendar.place) for one in (of, of - timedelta(days=1)))
        forward = (noon.utcoffset() or DAY) > (eve.utcoffset() or DAY)
        return [] if forward else right(calendar, of)

    return wrong


@instead_of(civil, "_months_later")
def months_of_thirty_days(right: Any) -> Wrong:
    """A month later is thirty days later."""
    return lambda wall, number: wall + timedelta(days=30 * number)


@instead_of(civil, "natural_due")
def dates_of_utc(right: Any) -> Wrong:
    """The date is that of UTC, not that of the place."""
    return lambda start, within, zone: right(start, within, ZoneInfo("UTC"))


@instead_of(values, "instant")
def naive_is_utc(right: Any) -> Wrong:
    """A time without a zone is taken for one of UTC."""
    return lambda value, where="": right(value if value.tzinfo else value.replace(tzinfo=UTC), where)


@instead_of(ServiceCalendar, "due")
def holidays_at_the_start_only(right: Any) -> Wrong:
    """A start on a holiday is put off to the next working day; the holidays after it count as any weekday."""

    def wrong(self: ServiceCalendar, start: datetime, within: Amount) -> datetime:
        if self.holidays is None or within.natural:
            return right(self, start, within)  # type: ignore[no-any-return]
        begin = self.after(start, timedelta(microseconds=1)) - timedelta(microseconds=1)
        return right(attrs.evolve(self, holidays=None), begin, within)  # type: ignore[no-any-return]

    return wrong


@instead_of(ServiceCalendar, "provisional")
def unpublished_years_are_certain(right: Any) -> Wrong:
    """What nobody has published yet is taken for plain weekdays, and nobody is told."""
    return lambda self, start, due, within: False


@instead_of(pausing, "united")
def overlaps_count_twice(right: Any) -> Wrong:
    """Two reasons that pause at once pause twice as long."""

    def wrong(pauses: Sequence[Paused], start: datetime) -> Any:
        each = [(max(one.since, start), one.until) for one in sorted(pauses, key=lambda one: one.since)]
        return [(since, until) for since, until in each if until is None or until > since]

    return wrong


@instead_of(plans, "faults_of")
def empty_calendars_are_taken(right: Any) -> Wrong:
    """A calendar that never serves is made all the same, and found out when somebody counts on it."""
    return lambda calendar: iter(())
