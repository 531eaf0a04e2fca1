"""
Natural days, weeks and months: deadlines that are of a zone alone, whatever service there is.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from propflow.model.amounts import Amount, Unit
from propflow.model.calendars.walls import ONE_DAY, end_of, instant_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_MONTHS: Final = {Unit.MONTHS: 1, Unit.QUARTERS: 3}
_DAYS: Final = {Unit.DAYS: 1, Unit.WEEKS: 7}


def natural_due(start: datetime, within: Amount, zone: ZoneInfo) -> datetime:
    """The instant at which a natural amount from *start* ends."""
    local = start.astimezone(zone)
    if within.unit is Unit.SAME_DAY:
        return end_of(local.date(), zone)
    number = _DAYS.get(within.unit)
    if number is not None:
        length = timedelta(days=number * within.number)
        found = start + length
        alike = _alike(local, found.astimezone(zone))
        return found if alike else instant_of(local.replace(tzinfo=None) + length, zone)
    wall = local.replace(tzinfo=None)
    number = _MONTHS.get(within.unit)
    if number is not None:
        return instant_of(_months_later(wall, number * within.number), zone)
    return end_of(last_day(wall.date(), within), zone)


def _alike(local: datetime, later: datetime) -> bool:
    """Do the clocks of the zone show there what they would if nobody had moved them in between?"""
    return local.utcoffset() == later.utcoffset() and not later.fold


def last_day(start: date, within: Amount) -> date:
    """The date at whose end an amount until a day's end ends: the date of the start, or a day of the month."""
    if within.unit is Unit.SAME_DAY:
        return start
    found = _in_month(start, within.number)
    return found if found >= start else _in_month(start.replace(day=28) + 4 * ONE_DAY, within.number)


def _in_month(of: date, number: int) -> date:
    return of.replace(day=min(number, monthrange(of.year, of.month)[1]))


def _months_later(wall: datetime, number: int) -> datetime:
    year, month = divmod(wall.year * 12 + wall.month - 1 + number, 12)
    return wall.replace(year=year, month=month + 1, day=min(wall.day, monthrange(year, month + 1)[1]))
