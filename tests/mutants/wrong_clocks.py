"""
Known mistakes of clocks and ticks: small wrong implementations, each seen in some system, written anew here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
from tests.mutants.spoiling import Wrong, instead_of

from propflow import MemoryStore
from propflow.definition import limits
from propflow.desk import acting
from propflow.desk.house import House
from propflow.engine import changes, firing, plan, rederiving
from propflow.engine import clocks as clockwork
from propflow.engine.clock_plan import ClockPlan
from propflow.model import instants
from propflow.model.calendars import ALWAYS
from propflow.model.cases import CLOCKS, Case

Entry = Mapping[str, Any]


def afresh(laid_out: ClockPlan, entry: Entry, facts: Any, at: datetime) -> Any:
    """The entry of a clock that begins at *at* as if nothing had been; what has fired stays fired."""
    begun: Any = clockwork.started(laid_out, None, facts, at)
    for one in laid_out.firings:
        if one.name in entry["fired"]:
            begun = clockwork.fired(laid_out, begun, one)
    return {**begun, "cycle": entry["cycle"]}


# Touching


@instead_of(changes, "changes_of")
def touching_resets(right: Any) -> Wrong:
    """Time counts from the last change of the case, so whoever touches it gives it all of its time again."""

    def wrong(plan: Any, step: Any, case: Case | None, state: str, command: Any, at: datetime) -> Any:
        found = right(plan, step, case, state, command, at)
        for name, entry in ({} if case is None else case.part(CLOCKS)).items():
            if entry["stop"] is None and entry["paused"] is None and name not in found.get(CLOCKS, {}):
                after = afresh(plan.clocks[name], entry, {} if case is None else case.facts, at)
                found.setdefault(CLOCKS, {})[name] = after
        return found

    return wrong


# Pauses


@instead_of(clockwork, "repaused")
def the_deadline_is_kept_while_paused(right: Any) -> Wrong:
    """While the clock stands still the old deadline is shown, and owed, until it runs again."""

    def wrong(laid_out: ClockPlan, before: Entry, *rest: Any) -> Any:
        found = right(laid_out, before, *rest)
        if found is None or found["paused"] is None:
            return found
        return {**found, "due": before["due"], "next": before["next"]}

    return wrong


@instead_of(clockwork, "ended")
def a_hold_counts_on_leaving_it_only(right: Any) -> Wrong:
    """What ends out of a pause is judged as if there had been none: the hold is added when the work goes on."""

    def wrong(before: Entry, at: datetime, void: bool) -> Any:
        found = right(before, at, void)
        if before["paused"] is None or void or before["limit"] is None:
            return found
        left = timedelta(microseconds=before["limit"] - before["spent"])
        due = instants.from_text(before["since"]) + left
        return {**found, "due": instants.to_text(due), "verdict": "late" if at > due else "on_time"}

    return wrong


@instead_of(ClockPlan, "pace")
def holds_count_around_the_clock(right: Any) -> Wrong:
    """A pause of a night puts a limit of office hours off by that night."""
    return lambda self, within: ALWAYS


@instead_of(clockwork, "repaused")
def a_pause_undoes_a_breach(right: Any) -> Wrong:
    """When the work goes on the deadline is put off by the pause, also one that had been reached before it."""

    def wrong(laid_out: ClockPlan, before: Entry, halt: Any, at: datetime) -> Any:
        found = right(laid_out, before, halt, at)
        if found is None or before["paused"] is None or before["due"] is None:
            return found
        due = instants.from_text(before["due"]) + (at - instants.from_text(before["paused"]))
        return {**found, "due": instants.to_text(due)}

    return wrong


# Grades and verdicts


@instead_of(clockwork, "aimed")
def another_grade_counts_from_creation(right: Any) -> Wrong:
    """When the grade changes the deadline is that of a fresh case of this grade: what it had waited is lost."""

    def wrong(laid_out: ClockPlan, before: Entry, facts: Any) -> Any:
        found = right(laid_out, before, facts)
        if found is None or found["stop"] is not None:
            return found
        return afresh(laid_out, before, facts, instants.from_text(before["start"]))

    return wrong


@instead_of(clockwork, "aimed")
def a_verdict_is_passed_again(right: Any) -> Wrong:
    """When the limit changes after the work was done, it is judged again by the new one."""

    def wrong(laid_out: ClockPlan, before: Entry, facts: Any) -> Any:
        if before["stop"] is None or before["verdict"] == "void":
            return right(laid_out, before, facts)
        begun = afresh(laid_out, before, facts, instants.from_text(before["start"]))
        return clockwork.ended(begun, instants.from_text(before["stop"]), False)

    return wrong


@instead_of(clockwork, "ended")
def exactly_at_the_limit_is_late(right: Any) -> Wrong:
    """The deadline itself is no longer on time."""

    def wrong(before: Entry, at: datetime, void: bool) -> Any:
        found = right(before, at, void)
        return {**found, "verdict": "late"} if not void and found["stop"] == found["due"] else found

    return wrong


@instead_of(clockwork, "ended")
def excused_is_on_time(right: Any) -> Wrong:
    """An overrun that somebody approved is shown as kept."""

    def wrong(before: Entry, at: datetime, void: bool) -> Any:
        found = right(before, at, void)
        return {**found, "verdict": "on_time"} if found["verdict"] == "excused" else found

    return wrong


@instead_of(clockwork, "started")
def reopening_rewrites_the_first_cycle(right: Any) -> Wrong:
    """What is reopened begins anew under the old number, so that the first verdict is gone from the count."""

    def wrong(laid_out: ClockPlan, before: Entry | None, facts: Any, at: datetime) -> Any:
        found = right(laid_out, before, facts, at)
        if before is None or found is None or found["cycle"] == before["cycle"]:
            return found
        return {**found, "cycle": before["cycle"]}

    return wrong


@instead_of(clockwork, "ended")
def what_was_merged_goes_on(right: Any) -> Wrong:
    """What is merged or dropped is owed all the same."""
    return lambda before, at, void: before if void else right(before, at, void)


# What was said, and when


@instead_of(limits, "bounds")
def a_promise_takes_the_place_of_the_rule(right: Any) -> Wrong:
    """Whatever date was promised is the limit, also one that lies beyond what the rule allows."""

    def wrong(limit: Any, facts: Any, at: datetime) -> Any:
        found = [*right(limit, facts, at)]
        return [one for one in found if isinstance(one, datetime)] or found

    return wrong


@instead_of(clockwork, "halted")
def a_pause_lasts_until_somebody_ends_it(right: Any) -> Wrong:
    """The longest pause that the rules allow is written down, and nothing ends it."""

    def wrong(laid_out: ClockPlan, state: str, facts: Any) -> Any:
        found = right(laid_out, state, facts)
        return found and attrs.evolve(found, at_most=None)

    return wrong


# Another edition of the calendar


@instead_of(rederiving, "stale")
def an_edition_is_never_looked_at_again(right: Any) -> Wrong:
    """What was due by the old calendar is due then, whatever has been published since."""
    return lambda laid_out, case: []


@instead_of(rederiving, "stale")
def verdicts_are_passed_again_by_a_new_calendar(right: Any) -> Wrong:
    """When the calendar has changed, what was late is judged again, and the statistics of last month with it."""

    def wrong(laid_out: Any, case: Case) -> Any:
        entries = case.part(CLOCKS)
        for one in laid_out.calendared:
            entry = entries.get(one.name)
            if entry is not None and entry["stop"] and entry.get("edition", one.edition) != one.edition:
                running = {**entry, "stop": None, "verdict": None}
                again = clockwork.rederived(one, running, case.facts, [])
                entries[one.name].update(clockwork.ended(again, instants.from_text(entry["stop"]), False))
        return right(laid_out, case)

    return wrong


# Between the ticks


@instead_of(acting, "_owes")
def a_case_is_as_late_as_the_last_tick_found_it(right: Any) -> Wrong:
    """What is shown and what is allowed goes by the last round of the scheduler, an hour ago."""
    return lambda case, now: False


# Marks


@instead_of(firing, "fire")
def unassigned_never_escalates(right: Any) -> Wrong:
    """Only cases that somebody has are looked at."""

    def wrong(laid_out: Any, case: Case, *rest: Any, **more: Any) -> Any:
        return right(laid_out, case, *rest, **more) if case.related("assignee") else []

    return wrong


@instead_of(clockwork, "fired")
def after_an_outage_the_first_mark_is_the_only_one(right: Any) -> Wrong:
    """Whoever comes late tells the lowest rung, and takes all the others for told."""

    def wrong(laid_out: ClockPlan, before: Entry, firing: Any) -> Any:
        for one in laid_out.firings:
            before = before if one.name in before["fired"] else right(laid_out, before, one)
        return before

    return wrong


@instead_of(MemoryStore, "due")
def only_the_first_hundred_cases_are_looked_at(right: Any) -> Wrong:
    """A round reads the first hundred cases of the table, and never gets beyond them."""

    def wrong(self: MemoryStore, by: str, limit: int) -> Any:
        found = right(self, by, 100_000)
        first = {(one.tenant, each.case_id) for one in found for each in self.find(one.tenant, limit=100)}
        return [one for one in found if (one.tenant, one.case_id) in first][:limit]

    return wrong


# Which time it is


@instead_of(House, "moment")
def the_time_of_the_machine(right: Any) -> Wrong:
    """The machine is asked for the time, whatever clock was given."""
    return lambda self: datetime.now(UTC)


@instead_of(instants, "to_text")
def times_as_the_site_shows_them(right: Any) -> Wrong:
    """Instants are written down as the clocks on the wall show them, without saying where."""
    return lambda value: right(value.astimezone(UTC) + timedelta(hours=8))


@instead_of(instants, "instant")
def a_time_without_a_zone_is_taken(right: Any) -> Wrong:
    """A time without a zone is taken for one of the machine."""
    return lambda value, where="": right(value.astimezone() if hasattr(value, "astimezone") else value, where)


@instead_of(plan, "plan_of")
def anything_can_be_dated_back(right: Any) -> Wrong:
    """A clock follows whatever somebody says, however long ago that is said to have been."""
    return lambda *given: attrs.evolve(right(*given), tolerance=timedelta(days=100_000))
