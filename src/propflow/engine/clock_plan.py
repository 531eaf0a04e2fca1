"""
Clock plans: a clock laid out, with every notice and every rung on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

import attrs

from propflow.definition.clocks import Clock, Mark, Pause, Rung
from propflow.definition.limits import ByFact, ByShift, Limit, Promised, bounds, calendar_of, parts_of, resolved
from propflow.definition.slots import Slot
from propflow.model.amounts import Amount, amount
from propflow.model.calendars import ALWAYS, Always, Calendar
from propflow.model.calendars.almanac import Almanac
from propflow.model.cases import Part
from propflow.model.instants import to_text
from propflow.model.policies import Value

REMEMBERED = 256
"""How many choices of a limit a plan remembers."""

UNTIL = "until "
"""How a limit begins, as text, that is a moment and no length."""

Bound = tuple[Amount | datetime, str]
"""An amount or a moment by which a clock is limited, and the same in words."""


@attrs.frozen(eq=False)
class Firing:
    """
    One thing that a clock owes at an instant: a mark's notices, or one rung of its ladder.

    Attributes:
        name: The mark's name; with `/n` behind it for rung n.
        at: How much running time after the start, given the limit.
        ladder, rung, above: The ladder's name, the rung's number and role, and the
            roles above it; empty for a plain mark.
        does: The action that the system then does; empty if none.
    """

    name: str
    at: Callable[[timedelta], timedelta]
    tell: tuple[str, ...]
    ladder: str = ""
    rung: int = 0
    role: str = ""
    above: tuple[str, ...] = ()
    does: str = ""


@attrs.frozen(eq=False)
class Halt:
    """A pause, its longest length filled in: in which state, while which fact has which values."""

    state: str
    fact: str | None
    among: frozenset[str]
    at_most: Amount | None


@attrs.frozen(eq=False)
class ClockPlan:
    """
    A clock with its marks spread out: every notice and every rung on its own.

    Attributes:
        calendar: When its time counts.
        within: The limit, its slots filled.
        aims: The facts of the case that choose it, or from when it counts.
        steady: Do these facts alone choose it, and not the instant of the start as well?
        edition: That of the calendar, if a limit or a pause is counted by it; None if none is, or it never changes.
        elapsed: The limit, if its length depends neither on the day nor on the case.
        first: How much running time after the start the first firing is owed, in that case.
        written: The limit as text, in that case.
    """

    clock: Clock
    name: str
    calendar: Calendar
    firings: tuple[Firing, ...]
    pauses: tuple[Halt, ...]
    within: Limit
    aims: tuple[str, ...]
    steady: bool
    edition: str | None
    elapsed: timedelta | None
    first: timedelta | None
    written: str
    _paces: dict[str, Calendar] = attrs.field(factory=dict, repr=False, init=False)
    _chosen: dict[tuple[str | None, ...], tuple[Bound, ...]] = attrs.field(factory=dict, repr=False, init=False)

    def bounds(self, facts: Part, at: datetime) -> tuple[Bound, ...]:
        """
        What the limit comes to for what begins at *at*, given the facts of a case, and in words; each of these binds.

        Worked out once for each choice.
        """
        if not self.steady:
            return tuple(_worded(bounds(self.within, facts, at)))
        key = tuple([None if (value := facts.get(one)) is None else str(value) for one in self.aims])
        found = self._chosen.get(key)
        if found is None:
            if len(self._chosen) > REMEMBERED:
                self._chosen.clear()
            found = self._chosen[key] = tuple(_worded(bounds(self.within, facts, at)))
        return found

    def pace(self, within: str | None) -> Calendar:
        """By which calendar time runs towards a limit: that of the clock, unless the limit is one of natural time."""
        calendar = self.calendar
        if within is None or isinstance(calendar, Always):
            return calendar
        found = self._paces.get(within)
        if found is None:
            if within.startswith(UNTIL):
                return ALWAYS
            found = self._paces[within] = ALWAYS if amount(within).natural else calendar
        return found

    def provisional(self, start: datetime, due: datetime, within: str) -> bool:
        """Does this deadline lie past the published holidays, so that it may still change?"""
        return not within.startswith(UNTIL) and self.calendar.provisional(start, due, amount(within))


def _worded(found: Iterable[Amount | datetime]) -> Iterator[Bound]:
    for one in found:
        yield one, str(one) if isinstance(one, Amount) else UNTIL + to_text(one)


def clock_plan(clock: Clock, values: Mapping[str, Value | None], calendars: Almanac) -> ClockPlan | None:
    """The clock laid out; None if the policy has switched all its limits off."""
    within = resolved(clock.within, values, calendars)
    if within is None:
        return None
    calendar = calendar_of(clock.calendar, values, calendars)
    firings = [firing for mark in clock.marks for firing in _firings(mark)]
    pauses = tuple(_halt(one, values) for one in clock.pauses)
    parts = [*parts_of(within)]
    fixed = isinstance(within, Amount) and isinstance(calendar, Always) and clock.counted_from is None
    elapsed = within.elapsed if isinstance(within, Amount) and fixed else None
    aims = [one.fact for one in parts if isinstance(one, (ByFact, Promised))]
    counts = any(isinstance(one, Amount) for one in [*parts, *(each.at_most for each in pauses)])
    if clock.counted_from is not None:
        aims.append(clock.counted_from)
    return ClockPlan(
        clock=clock,
        name=clock.name,
        calendar=calendar,
        firings=tuple(firings),
        pauses=pauses,
        within=within,
        aims=tuple(dict.fromkeys(aims)),
        steady=not any(isinstance(one, (ByShift, Promised)) for one in parts),
        edition=calendar.edition if counts and not isinstance(calendar, Always) else None,
        elapsed=elapsed,
        first=min((one.at(elapsed) for one in firings), default=None) if elapsed else None,
        written=str(within),
    )


def _halt(pause: Pause, values: Mapping[str, Value | None]) -> Halt:
    most = values.get(pause.at_most.name) if isinstance(pause.at_most, Slot) else pause.at_most
    return Halt(pause.state.name, pause.fact, pause.among, most if isinstance(most, Amount) else None)


def _firings(mark: Mark) -> list[Firing]:
    found = []
    if mark.tell or mark.does:
        does = mark.does.name if mark.does else ""
        found.append(Firing(mark.name, _offset(mark, None), tuple(one.name for one in mark.tell), does=does))
    if mark.escalate:
        rungs = mark.escalate.rungs
        for i, rung in enumerate(rungs):
            above = tuple(one.role.name for one in rungs[i + 1 :])
            found.append(
                Firing(
                    f"{mark.name}/{i + 1}", _offset(mark, rung), (), mark.escalate.name, i + 1, rung.role.name, above
                )
            )
    return found


def _offset(mark: Mark, rung: Rung | None) -> Callable[[timedelta], timedelta]:
    """How much running time lies between the start and a firing, given the limit."""
    more = length_of(rung.after) if rung and rung.after else timedelta(0)
    if mark.percent is not None:
        percent = mark.percent
        return lambda limit: limit * percent / 100 + more
    if mark.offset is None:
        return lambda limit: limit + more
    length = length_of(mark.offset)
    if mark.later:
        return lambda limit: limit + length + more
    return lambda limit: max(limit - length, timedelta(0)) + more


def length_of(distance: Amount) -> timedelta:
    """How far that is; a day is 24 hours."""
    elapsed = distance.elapsed
    return timedelta(days=distance.number) if elapsed is None else elapsed
