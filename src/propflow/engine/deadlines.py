"""
Deadlines of a case: when a clock is due, and everything that led to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from propflow.engine.clock_entries import ahead
from propflow.engine.clock_history import Word, pauses_of
from propflow.engine.clock_plan import UNTIL, ClockPlan
from propflow.engine.fold import MARK
from propflow.model.amounts import amount
from propflow.model.calendars.steps import Step
from propflow.model.calendars.values import Paused
from propflow.model.calendars.walls import spelled, zone_of
from propflow.model.canonical import Json
from propflow.model.cases import Case
from propflow.model.instants import from_text


@attrs.frozen
class MarkAt:
    """
    A mark or rung of a clock, and when it is owed.

    Attributes:
        at: When; None while the clock stands still short of it, and for one that has been
            dropped since: the clock has stopped, or its ladder was acknowledged.
        fired_at: When it fired, if it has; `late_by_seconds` after its instant.
    """

    name: str
    at: datetime | None
    fired_at: datetime | None
    late_by_seconds: int | None


@attrs.frozen
class CaseDeadline:
    """
    The latest running of a clock in a case, and why it is due when it is.

    Attributes:
        en, zh: The clock's titles.
        started_by, started_record: The action that started it, and its record.
        started_at: From when it counts.
        within: The limit as the policy has it, such as `3 working_days`; empty without one.
        chosen_by: The facts of the case that chose it, by name.
        calendar, zone, edition: When its time counts.
        due: The last instant that is on time, as the case has it; None without a limit, or
            while it stands still short of it.
        provisional: Does it lie past the published holidays?
        stale: Has the calendar a newer edition, by which the next tick will work it out anew?
        excused_until: Until when being late is excused.
        pauses: When it stood still; the last may go on.
        verdict, stopped_at: How and when it ended, if it has.
        corrected_verdict, corrected_to: What the verdict would have been, as is known now.
        marks: In the order of their instants.
        steps: Every window, holiday, make-up day and pause behind the instant, by the calendar
            as it is now.
        rules: What it carries out.
    """

    clock: str
    en: str
    zh: str
    cycle: int
    started_by: str
    started_record: int
    started_at: datetime
    within: str
    chosen_by: tuple[tuple[str, Json], ...]
    calendar: str
    zone: str
    edition: str
    due: datetime | None
    provisional: bool
    stale: bool
    excused_until: datetime | None
    pauses: tuple[Paused, ...]
    verdict: str | None
    stopped_at: datetime | None
    corrected_verdict: str | None
    corrected_to: datetime | None
    marks: tuple[MarkAt, ...]
    steps: tuple[Step, ...]
    rules: tuple[str, ...]

    @property
    def agreed(self) -> datetime | None:
        """The moment that somebody has named, if that is the limit."""
        return from_text(self.within.removeprefix(UNTIL)) if self.within.startswith(UNTIL) else None

    def data(self) -> dict[str, Json]:
        """As JSON values; instants in RFC 3339 with the calendar's offset."""

        def said(at: datetime | None) -> str | None:
            return None if at is None else spelled(at, self.zone)

        return {
            "clock": self.clock,
            "title": self.en,
            "title_zh": self.zh,
            "cycle": self.cycle,
            "started_by": self.started_by,
            "started_record": self.started_record,
            "started_at": said(self.started_at),
            "within": self.within,
            "chosen_by": dict(self.chosen_by),
            "calendar": self.calendar,
            "zone": self.zone,
            "edition": self.edition,
            "due": said(self.due),
            "provisional": self.provisional,
            "stale": self.stale,
            "excused_until": said(self.excused_until),
            "pauses": [
                {"since": said(one.since), "until": said(one.until), "reason": one.reason} for one in self.pauses
            ],
            "verdict": self.verdict,
            "stopped_at": said(self.stopped_at),
            "corrected_verdict": self.corrected_verdict,
            "corrected_to": said(self.corrected_to),
            "marks": [
                {
                    "name": one.name,
                    "at": said(one.at),
                    "fired_at": said(one.fired_at),
                    "late_by_seconds": one.late_by_seconds,
                }
                for one in self.marks
            ],
            "steps": [one.data() for one in self.steps],
            "rules": [*self.rules],
        }


def deadline_of(plan: ClockPlan, case: Case, words: Sequence[Word]) -> CaseDeadline:
    """
    The deadline of a clock's latest cycle.

    Args:
        words: What the journal says of that cycle; at least one.
    """
    entry = words[-1].entry
    start, within = from_text(entry["start"]), entry["within"] or ""
    pauses = tuple(pauses_of(words))
    edition, corrected = entry.get("edition", plan.calendar.edition), entry.get("corrected")
    return CaseDeadline(
        clock=plan.name,
        en=plan.clock.en,
        zh=plan.clock.zh,
        cycle=entry["cycle"],
        started_by=words[0].action,
        started_record=words[0].number,
        started_at=start,
        within=within,
        chosen_by=tuple((name, case.fact(name)) for name in plan.aims),
        calendar=plan.calendar.name,
        zone=plan.calendar.zone,
        edition=edition,
        due=_when(entry["due"]),
        provisional="provisional" in entry,
        stale=entry["stop"] is None and edition != plan.calendar.edition,
        excused_until=_when(entry["excused"]),
        pauses=pauses,
        verdict=entry["verdict"],
        stopped_at=_when(entry["stop"]),
        corrected_verdict=corrected["verdict"] if corrected else None,
        corrected_to=from_text(corrected["stop"]) if corrected else None,
        marks=tuple(_marks(plan, words)),
        steps=_steps(plan, entry, pauses),
        rules=plan.clock.rules,
    )


def _when(spelled: str | None) -> datetime | None:
    return None if spelled is None else from_text(spelled)


def _steps(plan: ClockPlan, entry: Mapping[str, Any], pauses: Sequence[Paused]) -> tuple[Step, ...]:
    start, within = from_text(entry["start"]), entry["within"]
    if within is None:
        return ()
    if not within.startswith(UNTIL):
        return plan.calendar.explain(start, amount(within), pauses).steps
    from propflow.model.calendars.explaining import agreed

    moment = from_text(within.removeprefix(UNTIL))
    return tuple(agreed(zone_of(plan.calendar.zone), start, moment, _when(entry["due"]), pauses))


def _marks(plan: ClockPlan, words: Sequence[Word]) -> Iterator[MarkAt]:
    """Every mark and rung, those with an instant first, in its order."""
    entry = words[-1].entry
    fired = {str(one.facts.get("mark")): one for one in words if one.kind == MARK}
    owed = {one.name: at for at, one in ahead(plan, entry)}
    found = []
    for one in plan.firings:
        word = fired.get(one.name)
        if word is None:
            found.append(MarkAt(one.name, owed.get(one.name), None, None))
        else:
            found.append(MarkAt(one.name, from_text(word.facts["at"]), word.at, word.facts["late_by_seconds"]))
    yield from sorted(found, key=lambda one: (one.at is None, one.at))
