"""
The plan of a calendar: which windows each date has and why, what may be wrong with it, and its edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import attrs

from propflow.errors import InvalidValue, UnknownName
from propflow.model.calendars.holidays import NAMES, PublishedDays
from propflow.model.calendars.layers import Closure, Interruption, Season, Span, SpecialDay, cut
from propflow.model.calendars.values import Day
from propflow.model.calendars.walls import instant_of, zone_of
from propflow.model.calendars.windows import WEEKDAYS, Window, Windows, overlaps
from propflow.model.canonical import Json, canonical, digest
from propflow.model.instants import to_text

if TYPE_CHECKING:
    from propflow.model.calendars.service import ServiceCalendar

ORDINARY: Final = "ordinary"
DAY_OFF: Final = "day_off"
HOLIDAY: Final = "holiday"
MAKE_UP: Final = "make_up"
CLOSURE: Final = "closure"
SPECIAL: Final = "special"

_MIDNIGHT: Final = time()
_LEAP_YEAR: Final = 2000


@attrs.frozen
class Plan:
    """The windows of one date in wall time, what kind of day it is, and what it is called."""

    windows: Windows
    kind: str = ORDINARY
    en: str = ""
    zh: str = ""


def plan_on(calendar: ServiceCalendar, of: date) -> Plan:
    """What holds on a date: a closure before a special day, a make-up day, a holiday, and then the week."""
    if closure := calendar.closed_on.get(of):
        return Plan((), CLOSURE, closure.en, closure.zh)
    if special := calendar.special_on.get(of):
        return Plan(special.windows, SPECIAL, special.en, special.zh)
    days = calendar.published
    if days is not None:
        if calendar.make_up and (title := days.make_up.get(of)):
            return Plan(_weekly(calendar, of, calendar.template), MAKE_UP, *title)
        if title := days.off.get(of):
            return Plan(calendar.on_holidays, HOLIDAY, *title)
    found = _weekly(calendar, of, of.weekday())
    return Plan(found) if found else Plan((), DAY_OFF)


def _weekly(calendar: ServiceCalendar, of: date, weekday: int) -> Windows:
    for one in calendar.seasons:
        if one.holds(of.month, of.day):
            return one.weekly[weekday]
    return calendar.weekly[weekday]


def spans_on(calendar: ServiceCalendar, of: date) -> list[Span]:
    """The windows that open on a date, as instants, without what is interrupted or falls into a gap of the clocks."""
    return _spans(calendar, of, plan_on(calendar, of).windows)


def _spans(calendar: ServiceCalendar, of: date, windows: Windows) -> list[Span]:
    start, zone = datetime.combine(of, _MIDNIGHT), calendar.place
    spans = [(instant_of(start + one.opens, zone), instant_of(start + one.closes, zone)) for one in windows]
    spans = [(opens, closes) for opens, closes in spans if opens < closes]
    return cut(spans, calendar.interruptions) if calendar.interruptions else spans


def day_on(calendar: ServiceCalendar, of: date) -> Day:
    """What a date is, and when there is service that begins on it."""
    plan = plan_on(calendar, of)
    return Day(of, tuple(_spans(calendar, of, plan.windows)), plan.kind, plan.en, plan.zh)


def every_window(calendar: ServiceCalendar) -> Iterator[Window]:
    """Every window that the calendar ever has."""
    weeks = [calendar.weekly, *(one.weekly for one in calendar.seasons)]
    for windows in (*(day for one in weeks for day in one), calendar.on_holidays):
        yield from windows
    for special in calendar.special_days:
        yield from special.windows


def faults_of(calendar: ServiceCalendar) -> Iterator[str]:
    """What is wrong with a calendar, as sentences."""
    try:
        zone_of(calendar.zone)
    except InvalidValue as fault:
        yield f"The zone is {fault.reason}."
    if calendar.make_up_as not in WEEKDAYS:
        yield f"make_up_as is {calendar.make_up_as!r:.40}; name a weekday, such as 'mon'."
    if isinstance(calendar.holidays, str) and calendar.holidays not in NAMES:
        yield str(UnknownName("set of holidays", calendar.holidays, NAMES))
    for name, one in zip(WEEKDAYS, calendar.weekly, strict=True):
        yield from overlaps(one, f"The week, {name}")
    yield from overlaps(calendar.on_holidays, "Holidays")
    layers: list[Season | Closure | Interruption | SpecialDay] = [*calendar.seasons, *calendar.closures]
    for layer in (*layers, *calendar.interruptions, *calendar.special_days):
        yield from layer.faults()
    yield from _contradictions(calendar)
    if not _serves(calendar):
        yield "There is no service time on any ordinary day; give a weekday a window such as '08:00-18:00'."


def _contradictions(calendar: ServiceCalendar) -> Iterator[str]:
    seen: set[date] = set()
    for special in calendar.special_days:
        if special.date in seen:
            yield f"There are two special days on {special.date}."
        seen.add(special.date)
        if any(one.first <= special.date <= one.last for one in calendar.closures):
            yield f"{special.date} is closed and a special day; say one of the two."


def _serves(calendar: ServiceCalendar) -> bool:
    """Is there any weekday on any day of the year with a window?"""
    first = date(_LEAP_YEAR, 1, 1).toordinal()
    return any(
        _weekly(calendar, date.fromordinal(first + offset), weekday) for offset in range(366) for weekday in range(7)
    )


def edition_of(calendar: ServiceCalendar) -> str:
    """The last published year, if any is, and a hash of everything on which a deadline may depend."""
    days = calendar.published
    described: dict[str, Json] = {
        "zone": calendar.zone,
        "weekly": _week(calendar.weekly),
        "seasons": [[[*one.first], [*one.last], _week(one.weekly)] for one in calendar.seasons],
        "holidays": days.description() if isinstance(days, PublishedDays) else None,
        "make_up": calendar.make_up,
        "make_up_as": calendar.make_up_as,
        "on_holidays": _texts(calendar.on_holidays),
        "closures": [[one.first.isoformat(), one.last.isoformat()] for one in calendar.closures],
        "interruptions": [[to_text(one.since), to_text(one.until)] for one in calendar.interruptions],
        "special_days": [[one.date.isoformat(), _texts(one.windows)] for one in calendar.special_days],
        "roll": calendar.roll,
        "morning": calendar.morning.isoformat(),
    }
    hashed = digest(canonical(described, calendar.name))[:12]
    return hashed if days is None else f"{days.last}-{hashed}"


def _week(given: tuple[Windows, ...]) -> Json:
    return [_texts(one) for one in given]


def _texts(given: Windows) -> Json:
    return [[one.opens // timedelta(microseconds=1), one.closes // timedelta(microseconds=1)] for one in given]
