"""
Rederiving: deadlines worked out anew when the calendar on which they rest has a newer edition.

Only what runs is worked out anew. A verdict that was passed stands, and so does a mark that has fired.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from propflow.engine import clocks as clockwork
from propflow.engine.clock_history import pauses_of, words_of
from propflow.engine.command import Decision
from propflow.engine.fold import CALENDAR
from propflow.engine.plan import Plan
from propflow.engine.writing import noted
from propflow.model.canonical import Json
from propflow.model.cases import CLOCKS, Case


def stale(plan: Plan, case: Case) -> list[str]:
    """The names of the clocks that run towards a deadline which rests on another edition of their calendar."""
    entries = case.part(CLOCKS)
    return [
        one.name
        for one in plan.calendared
        if (entry := entries.get(one.name)) is not None
        and entry["stop"] is None
        and entry.get("edition", one.edition) != one.edition
    ]


def rederived(plan: Plan, case: Case, records: Iterable[Mapping[str, Any]], now: datetime) -> Decision | None:
    """
    The record by which the stale deadlines of a case are worked out anew; None if none is stale.

    Args:
        records: The journal of the case, as JSON values: from it follows when a clock stood still.
    """
    names = stale(plan, case)
    if not names:
        return None
    journal = [*records]
    entries: dict[str, Json] = {}
    facts: dict[str, Json] = {}
    for name in names:
        clock, before = plan.clocks[name], case.part(CLOCKS)[name]
        if "resumes" in before:  # this, too, is worked out anew, unless it runs again already
            halt = clockwork.halted(clock, case.state, case.facts)
            before = clockwork.repaused(clock, before, halt, now) or before
        after = clockwork.rederived(clock, before, case.facts, pauses_of(words_of(journal, name)))
        entries[name] = after
        facts[name] = {"before": before["due"], "due": after["due"], "edition": after.get("edition")}
    return noted(plan.key, case, CALENDAR, "calendar", max(now, case.recorded_at), {CLOCKS: entries}, facts, [])
