"""
Limits: how long a clock gives, by policy, by what the case is, and by when it began.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TypeAlias

import attrs

from propflow.definition.slots import Slot
from propflow.model.amounts import Amount
from propflow.model.calendars import Calendar
from propflow.model.calendars.almanac import BUILT_IN_ONLY, Almanac
from propflow.model.cases import Part
from propflow.model.instants import from_text
from propflow.model.policies import Value


@attrs.frozen
class ByFact:
    """The limit that a fact of the case chooses; no limit while the fact has none of these values."""

    fact: str
    limits: Mapping[str, Limit]


@attrs.frozen
class Strictest:
    """Of several limits the one that ends first."""

    limits: tuple[Limit, ...]


@attrs.frozen
class ByShift:
    """One limit for what begins in the service time of a calendar, another for what begins outside it."""

    calendar: Calendar | Slot
    on: Limit
    off: Limit


@attrs.frozen
class Promised:
    """Until the moment that a fact of the case says, at once if that has passed; no limit while it says none."""

    fact: str


Limit: TypeAlias = "Amount | Slot | ByFact | Strictest | ByShift | Promised"
"""What a clock's `within` may be."""

NO_LIMIT = Strictest(())
MOMENT = timedelta(microseconds=1)


def by(fact: str, limits: Mapping[str, Limit]) -> ByFact:
    """The limit that the value of *fact* chooses, such as the grade of a complaint."""
    return ByFact(fact, dict(limits))


def strictest(*limits: Limit) -> Strictest:
    """Of several limits the one that ends first."""
    return Strictest(limits)


def by_shift(calendar: Calendar | Slot, *, on: Limit, off: Limit) -> ByShift:
    """The limit *on* for what begins in the service time of *calendar*, *off* for what begins outside it."""
    return ByShift(calendar, on, off)


def promised(fact: str) -> Promised:
    """Until the moment that *fact* says, such as a date agreed with the resident; within `strictest`, with a cap."""
    return Promised(fact)


def parts_of(limit: Limit) -> Iterator[Limit]:
    """The limit, and every limit within it."""
    yield limit
    inner: tuple[Limit, ...] = ()
    if isinstance(limit, ByFact):
        inner = tuple(limit.limits.values())
    elif isinstance(limit, Strictest):
        inner = limit.limits
    elif isinstance(limit, ByShift):
        inner = (limit.on, limit.off)
    for one in inner:
        yield from parts_of(one)


def resolved(limit: Limit, values: Mapping[str, Value | None], calendars: Almanac = BUILT_IN_ONLY) -> Limit | None:
    """The limit with its slots filled; None if nothing of it is left."""
    if isinstance(limit, Slot):
        value = values.get(limit.name)
        return value if isinstance(value, Amount) else None
    if isinstance(limit, ByFact):
        found = {
            name: kept for name, one in limit.limits.items() if (kept := resolved(one, values, calendars)) is not None
        }
        return ByFact(limit.fact, found) if found else None
    if isinstance(limit, Strictest):
        each = [resolved(one, values, calendars) for one in limit.limits]
        every = tuple(one for one in each if one is not None)
        return None if not every else every[0] if len(every) == 1 else Strictest(every)
    if isinstance(limit, ByShift):
        on, off = resolved(limit.on, values, calendars), resolved(limit.off, values, calendars)
        shift = calendar_of(limit.calendar, values, calendars)
        return None if on is None and off is None else ByShift(shift, on or NO_LIMIT, off or NO_LIMIT)
    return limit


def calendar_of(given: Calendar | Slot, values: Mapping[str, Value | None], calendars: Almanac) -> Calendar:
    """
    The calendar itself, where a slot names it.

    Raises:
        UnknownName: If there is none of that name.
    """
    return calendars.calendar(str(values.get(given.name) or "")) if isinstance(given, Slot) else given


def bounds(limit: Limit, facts: Part, at: datetime) -> Iterator[Amount | datetime]:
    """What a filled limit comes to for what begins at *at*, given the facts of a case; each of these binds."""
    if isinstance(limit, Amount):
        yield limit
    elif isinstance(limit, ByFact):
        value = facts.get(limit.fact)
        chosen = None if value is None else limit.limits.get(str(value))
        if chosen is not None:
            yield from bounds(chosen, facts, at)
    elif isinstance(limit, Strictest):
        for one in limit.limits:
            yield from bounds(one, facts, at)
    elif isinstance(limit, ByShift) and not isinstance(limit.calendar, Slot):
        served = limit.calendar.elapsed(at, at + MOMENT)
        yield from bounds(limit.on if served else limit.off, facts, at)
    elif isinstance(limit, Promised):
        value = facts.get(limit.fact)
        if isinstance(value, str):
            yield from_text(value)
