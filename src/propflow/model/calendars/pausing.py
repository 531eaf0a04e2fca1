"""
Pauses: what becomes of a deadline when the clock stood still.

One rule for every amount. First the deadline D without pauses; with them it is the
earliest instant t, not before D, at which as much time has gone by since D as was paused
in [start, t). Time is service time, for natural days and months natural time. For minutes
and hours this is the earliest instant with the target of unpaused service time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from propflow.errors import InvalidValue
from propflow.model.calendars.walls import too_far

if TYPE_CHECKING:
    from propflow.model.amounts import Amount
    from propflow.model.calendars.values import Paused

NO_TIME = timedelta(0)


class Counting(Protocol):
    """What pauses ask of a calendar."""

    def elapsed(self, a: datetime, b: datetime) -> timedelta: ...
    def after(self, start: datetime, length: timedelta) -> datetime: ...
    def due(self, start: datetime, within: Amount) -> datetime: ...


def due_with_pauses(calendar: Counting, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
    """The deadline when the clock stood still during *pauses*; None while it does and has not been reached."""
    due = calendar.due(start, within)
    for since, until in united(pauses, start):
        if since >= due:
            break
        if until is None:
            return None
        due = moved(calendar, due, within, since, until)
    return due


def moved(calendar: Counting, due: datetime, within: Amount, since: datetime, until: datetime) -> datetime:
    """
    A deadline after one more pause, from *since* up to *until*.

    Pauses must be given in their order and must not overlap; the deadline is the one
    that stood when the pause began, and what was reached by then stays. A pause that took
    no time away before the deadline changes nothing: a night that ends at six is over then.
    """
    if since >= due:
        return due
    if within.natural:
        return _added(due, until - since)
    return calendar.after(due, calendar.elapsed(since, until)) if calendar.elapsed(since, due) else due


def _added(due: datetime, length: timedelta) -> datetime:
    try:
        return due + length
    except OverflowError:
        raise too_far(due) from None


def united(pauses: Sequence[Paused], start: datetime) -> list[tuple[datetime, datetime | None]]:
    """The stretches from *start* on in which there was any pause, in their order, none touching another."""
    found: list[tuple[datetime, datetime | None]] = []
    for one in sorted(pauses, key=lambda each: each.since):
        since, until = max(one.since, start), one.until
        if until is not None and until <= since:
            continue
        if not found:
            found.append((since, until))
            continue
        first, last = found[-1]
        if last is None:
            break
        if last < since:
            found.append((since, until))
        else:
            found[-1] = (first, None if until is None else max(last, until))
    return found


def positive(length: timedelta) -> timedelta:
    """Return *length*, which is a length of time and not less than none."""
    if length < NO_TIME:
        raise InvalidValue("length", "range", f"{length}, less than no time")
    return length
