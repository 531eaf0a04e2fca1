"""
Reckoning: what held of a repair at each record, and what its limits come to, worked out from acts, forms and policy.

Nothing here trusts what the desk noted of facts or clocks. No limit stands still; one that begins again after its
end is a new cycle of it; an end that did not hold, such as work that was refused, is as if it had never been.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from propflow import Clock
from propflow.definition.facts import Fact, Keeps
from propflow.definition.invariants import History
from propflow.definition.limits import Limit, bounds, calendar_of, resolved
from propflow.model.calendars import Calendar
from propflow.model.instants import from_text
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import acts, value
from propflow.workflows.repair import clocks, clocks_closing
from propflow.workflows.repair.facts import facts as FACTS
from propflow.workflows.repair.invariants.families import OVERRUNS

CLOCKS = [*clocks.until_done, *clocks_closing.until_archived]
_OF = {one.name: ({each.name for each in one.of}, {each.name for each in one.ends}) for one in FACTS}

EXCUSED = ("awaiting_clarification", "access_failed", "awaiting_consent")
"""States in which time is spent that nobody of us can help: booked, never taken off a limit."""

Facts = Mapping[str, Any]


def standings(history: History) -> list[Facts]:
    """The facts that held before each record, in their order, and after the last one."""
    found: list[Facts] = [{}]
    for one in history.records:
        found.append(_after(found[-1], one) if one.kind == "act" else found[-1])
    return found


def known(history: History, name: str, before: int) -> Any:
    """A fact as it held before the record of a number; None if it was not known then."""
    held: Facts = {}
    for one in history.acts():
        if one.number < before:
            held = _after(held, one)
    return held.get(name)


def _after(held: Facts, record: Record) -> Facts:
    changed = dict(held)
    for fact in FACTS:
        of, ends = _OF[fact.name]
        if record.action in ends:
            _end(changed, fact, record)
        elif record.action in of:
            _say(changed, fact, record)
    return changed


def _say(held: dict[str, Any], fact: Fact, record: Record) -> None:
    said = value(record, fact.field or "")
    if fact.keeps is Keeps.COUNT:
        held[fact.name] = held.get(fact.name, 0) + 1
    elif fact.keeps is Keeps.OPEN_SET:
        held[fact.name] = sorted({*held.get(fact.name, ()), said})
    elif fact.keeps is Keeps.LAST or held.get(fact.name) is None:
        held[fact.name] = said


def _end(held: dict[str, Any], fact: Fact, record: Record) -> None:
    if fact.keeps is Keeps.OPEN_SET:
        held[fact.name] = sorted({*held.get(fact.name, ())} - {value(record, fact.field or "")})
    else:
        held.pop(fact.name, None)


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

    @property
    def is_void(self) -> bool:
        """Did it fall away instead of being met?"""
        return self.ended is not None and self.ended.action in {one.name for one in self.clock.void_on}

    def due(self, history: History, held: Sequence[Facts]) -> datetime | None:
        """When it was due, by what held just before its end; None without a limit for such a case."""
        facts = held[-1] if self.ended is None else held[history.records.index(self.ended)]
        since = facts.get(self.clock.counted_from or "")
        start = from_text(since) if isinstance(since, str) else self.started.at
        due = _calendar(history, self.clock).due
        found = [one if isinstance(one, datetime) else due(start, one) for one in bounds(self.limit, facts, start)]
        return min(found, default=None)

    def excused_until(self, history: History, due: datetime) -> datetime:
        """Until when being late is excused, by promises made before the limit, or the promise before, had passed."""
        granting, end = {one.name for one in self.clock.extended_by}, due
        until = None if self.ended is None else self.ended.number
        for one in acts(history, granting, self.started.number, until or 10**9):
            said = value(one, self.clock.until or "")
            if isinstance(said, str) and one.at <= end:
                end = max(end, from_text(said))
        return end


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
        elif run is not None and run.ended is not None and not run.is_void and one.action in undone:
            found[-1] = attrs.evolve(run, ended=None)
    return found


def _calendar(history: History, clock: Clock) -> Calendar:
    return calendar_of(clock.calendar, history.policy, history.calendars)


def alerted(history: History, name: str, cycle: int) -> bool:
    """Is the passing of this limit on record: by its mark, or by somebody's entry?"""
    if any(value(one, "milestone") == name for one in acts(history, OVERRUNS)):
        return True
    marks = [one for one in history.records if one.kind == "mark" and one.action == name]
    return any(str(one.facts["mark"]).startswith(("due", "+")) and one.facts["cycle"] == cycle for one in marks)


def excused_minutes(history: History, states: Collection[str] = EXCUSED) -> int:
    """Whole minutes that the case has spent in states in which nobody of us can help the delay."""
    since: datetime | None = None
    total = 0.0
    for one in history.records:
        if since is not None:
            total += (one.at - since).total_seconds()
        since = one.at if one.state_to in states else None
    if since is not None:
        total += (max(history.until, since) - since).total_seconds()
    return int(total // 60)
