"""
Reckoning: what the limits of a complaint come to, worked out from the acts on record and the policy.

The clocks of the workflow say by what a limit starts and ends; when it started, how long it is
and when it was due follows from the journal's acts and forms, and not from what the desk noted.
No limit stands still, and one that is started again after its end is a new cycle of it. An end
that did not hold, such as a report that was found not to be true, is as if it had never been.
"""

from collections.abc import Collection
from datetime import datetime

import attrs

from propflow import Clock
from propflow.definition.invariants import History
from propflow.definition.limits import ByFact, Limit, Promised, bounds, calendar_of, parts_of, resolved
from propflow.model.amounts import Amount
from propflow.model.calendars import Calendar
from propflow.model.journal import Record
from propflow.workflows.complaint import clocks, clocks_closing
from propflow.workflows.complaint.invariants.families import OVERRUNS
from propflow.workflows.complaint.invariants.reading import END, acts, said, value

CLOCKS = [*clocks.before_closing, *clocks_closing.until_archived]


_BY_NAME = {one.name: one for one in CLOCKS}


@attrs.frozen
class Run:
    """
    One cycle of a limit.

    Attributes:
        started: The record by which it began.
        ended: The record by which it was met or fell away; None while it runs.
    """

    clock: Clock
    limit: Limit
    cycle: int
    started: Record
    ended: Record | None

    def due(self, history: History, before: int = END) -> datetime | None:
        """When it was due, by what had been said before a record; None without a limit for such a case."""
        if self.ended is not None:
            before = min(before, self.ended.number)
        names = {one.fact for one in parts_of(self.limit) if isinstance(one, (ByFact, Promised))}
        facts = {name: said(history, name, before) for name in names}
        due, start = _calendar(history, self.clock).due, self.started.at
        found = [one if isinstance(one, datetime) else due(start, one) for one in bounds(self.limit, facts, start)]
        return min(found, default=None)

    def runs_after(self, number: int) -> bool:
        """Does it run after the record of this number?"""
        return self.started.number <= number and (self.ended is None or self.ended.number > number)


def runs(history: History) -> list[Run]:
    """Every cycle of every limit that the policy has filled."""
    found: list[Run] = []
    for clock in CLOCKS:
        limit = resolved(clock.within, history.policy, history.calendars)
        if limit is not None:
            found += _cycles(history, clock, limit)
    return found


def _cycles(history: History, clock: Clock, limit: Limit) -> list[Run]:
    starts, ends, undone = (
        {one.name for one in some} for some in (clock.starts, (*clock.stops, *clock.void_on), clock.taken_back_by)
    )
    found: list[Run] = []
    for one in history.acts():
        run = found[-1] if found else None
        if run is not None and run.ended is None and one.action in ends:
            found[-1] = attrs.evolve(run, ended=one)
        if (run is None or found[-1].ended is not None) and one.action in starts:
            found.append(Run(clock, limit, len(found) + 1, one, None))
        elif run is not None and run.ended is not None and one.action in undone:
            found[-1] = attrs.evolve(run, ended=None)
    return found


def due_by(history: History, clock: str, start: datetime, limit: Amount) -> datetime:
    """When so much time from an instant is over, where the limit of this name counts."""
    return _calendar(history, _BY_NAME[clock]).due(start, limit)


def _calendar(history: History, clock: Clock) -> Calendar:
    return calendar_of(clock.calendar, history.policy, history.calendars)


def alerted(history: History, names: Collection[str], cycle: int | None = None) -> bool:
    """Is the passing of one of these limits on record: by its mark, or by somebody's entry?"""
    if any(value(one, "milestone") in names for one in acts(history, OVERRUNS)):
        return True
    marks = [one for one in history.records if one.kind == "mark" and one.action in names]
    return any(_passed(one) and cycle in (None, one.facts["cycle"]) for one in marks)


def _passed(mark: Record) -> bool:
    """Is it a mark of the limit itself, or of a rung above it?"""
    return str(mark.facts["mark"]).startswith(("due", "+"))
