"""
Clock plans: a clock laid out, with every notice and every rung on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import attrs

from propflow.definition.clocks import Clock, Mark, Pause, Rung
from propflow.definition.limits import ByFact, Limit, amounts, parts_of, resolved
from propflow.model.amounts import Amount, amount
from propflow.model.calendars import ALWAYS, Always, Calendar
from propflow.model.cases import Part
from propflow.model.policies import Value

REMEMBERED = 256
"""How many choices of a limit a plan remembers."""


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
class ClockPlan:
    """
    A clock with its marks spread out: every notice and every rung on its own.

    Attributes:
        within: The limit, its slots filled.
        aims: The facts of the case that choose it.
        elapsed: The limit, if its length depends neither on the day nor on the case.
        first: How much running time after the start the first firing is owed, in that case.
        written: The limit as text, in that case.
    """

    clock: Clock
    name: str
    firings: tuple[Firing, ...]
    pauses: tuple[Pause, ...]
    within: Limit
    aims: tuple[str, ...]
    elapsed: timedelta | None
    first: timedelta | None
    written: str
    _paces: dict[str, Calendar] = attrs.field(factory=dict, repr=False, init=False)
    _chosen: dict[tuple[str | None, ...], tuple[Amount, ...]] = attrs.field(factory=dict, repr=False, init=False)

    def amounts(self, facts: Part) -> tuple[Amount, ...]:
        """What the limit comes to, given the facts of a case; each of these binds. Worked out once for each choice."""
        key = tuple([None if (value := facts.get(one)) is None else str(value) for one in self.aims])
        found = self._chosen.get(key)
        if found is None:
            if len(self._chosen) > REMEMBERED:
                self._chosen.clear()
            found = self._chosen[key] = tuple(amounts(self.within, facts))
        return found

    def pace(self, within: str | None) -> Calendar:
        """By which calendar time runs towards a limit: that of the clock, unless the limit is one of natural time."""
        calendar = self.clock.calendar
        if within is None or isinstance(calendar, Always):
            return calendar
        found = self._paces.get(within)
        if found is None:
            found = self._paces[within] = ALWAYS if amount(within).natural else calendar
        return found


def clock_plan(clock: Clock, values: Mapping[str, Value | None]) -> ClockPlan | None:
    """The clock laid out; None if the policy has switched all its limits off."""
    within = resolved(clock.within, values)
    if within is None:
        return None
    firings = [firing for mark in clock.marks for firing in _firings(mark)]
    elapsed = within.elapsed if isinstance(within, Amount) and isinstance(clock.calendar, Always) else None
    first = min((one.at(elapsed) for one in firings), default=None) if elapsed else None
    aims = tuple(dict.fromkeys(one.fact for one in parts_of(within) if isinstance(one, ByFact)))
    return ClockPlan(clock, clock.name, tuple(firings), clock.pauses, within, aims, elapsed, first, str(within))


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
