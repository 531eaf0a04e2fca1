"""
Clocks at work: started, halted, stopped, and what they owe at an instant.

Each takes the entry of a clock and gives the entry after it; None where that changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from propflow.definition.clocks import OnReopen
from propflow.engine.clock_entries import (
    MICROSECOND,
    NO_TIME,
    NOTHING,
    Entry,
    ahead,
    chosen,
    kept,
    provisional,
    reached,
    settled,
    spent,
)
from propflow.engine.clock_plan import UNTIL, ClockPlan, Firing, Halt
from propflow.model.amounts import amount
from propflow.model.calendars.values import Paused
from propflow.model.cases import Part
from propflow.model.instants import from_text, to_text


def started(plan: ClockPlan, before: Mapping[str, Any] | None, facts: Part, at: datetime) -> Entry | None:
    """The entry after a start at *at*, given these facts; None if the start changes nothing."""
    if before is None:
        return _fresh(plan, 1, facts, at)
    if before["stop"] is None:
        return None
    reopening = plan.clock.on_reopen
    if reopening is OnReopen.NEW_CYCLE:
        return _fresh(plan, before["cycle"] + 1, facts, at)
    if reopening is OnReopen.IGNORE:
        return None
    entry: Entry = {**before}
    entry["spent"] = spent(plan, entry, from_text(entry["stop"]))
    entry.update(since=to_text(max(at, from_text(entry["stop"]))), paused=None, stop=None, verdict=None)
    entry.pop("resumes", None)
    entry.pop("corrected", None)
    return aimed(plan, entry, facts) or settled(plan, entry)


def aimed(plan: ClockPlan, before: Mapping[str, Any], facts: Part) -> Entry | None:
    """
    The entry with the limit that these facts choose, counted from the same start; None if that changes nothing.

    Marks that have fired stay fired. A stopped clock keeps its deadline and its verdict; should its stop be taken
    back, the new limit holds.
    """
    stopped = before["stop"] is not None
    if not plan.aims or (stopped and (before["verdict"] == "void" or not plan.clock.taken_back_by)):
        return None
    start = from_text(before["start"])
    counted = _counted_from(plan, facts)
    moved = counted is not None and counted != start and not stopped
    if moved and counted is not None:
        start = counted
    found = chosen(plan, facts, start)
    within, end, limit = (None, None, None) if found is None else found
    length = None if limit is None else limit // MICROSECOND
    if (within, length) == (before["within"], before["limit"]) and not moved:
        return None
    aim: Entry = {**before, "limit": length, "within": within}
    if stopped:
        return kept(aim)
    if moved:
        aim.update(start=to_text(start), since=to_text(start), spent=0)
    aim["due"] = None if end is None or aim["since"] != aim["start"] else to_text(end)
    return settled(plan, _by_this_edition(plan, aim))


def _by_this_edition(plan: ClockPlan, entry: Entry) -> Entry:
    """The entry, whose limit was worked out just now."""
    if plan.edition is not None:
        entry.pop("edition", None)
        if entry["limit"] is not None:
            entry["edition"] = plan.edition
    return entry


def _fresh(plan: ClockPlan, cycle: int, facts: Part, at: datetime) -> Entry:
    if plan.clock.counted_from is not None:
        at = _counted_from(plan, facts) or at
    if plan.elapsed is not None:
        within, end, limit = plan.written, at + plan.elapsed, plan.elapsed
        first = None if plan.first is None else at + plan.first
    else:
        found = chosen(plan, facts, at)
        if found is None:
            return _begun(cycle, to_text(at), None, None, None, None, NOTHING)
        within, end, limit = found
        pace = plan.pace(within)
        targets = [one.at(limit) for one in plan.firings]
        first = min([end if target == limit else pace.after(at, target) for target in targets], default=None)
    due = to_text(end)
    next_ = None if first is None else due if first == end else to_text(first)
    rests = NOTHING if plan.edition is None else {"edition": plan.edition, **provisional(plan, at, end, within)}
    return _begun(cycle, to_text(at), due, limit // MICROSECOND, next_, within, rests)


def _begun(
    cycle: int,
    start: str,
    due: str | None,
    limit: int | None,
    next_: str | None,
    within: str | None,
    rests: Entry,
) -> Entry:
    return kept({
        **rests,
        "cycle": cycle,
        "due": due,
        "excused": None,
        "fired": [],
        "limit": limit,
        "next": next_,
        "paused": None,
        "silent": [],
        "since": start,
        "spent": 0,
        "start": start,
        "stop": None,
        "verdict": None,
        "within": within,
    })  # fmt: skip


def ended(before: Mapping[str, Any], at: datetime, void: bool) -> Entry:
    """The entry after a stop, or a voiding, at *at*: with its verdict; none where there was no limit."""
    stop = max(to_text(at), before["start"])
    return kept({**before, "stop": stop, "verdict": "void" if void else _verdict(before, stop), "next": None})


def _verdict(entry: Mapping[str, Any], stop: str) -> str | None:
    if entry["limit"] is None:
        return None
    if entry["due"] is None or stop <= entry["due"]:
        return "on_time"
    return "excused" if entry["excused"] is not None and stop <= entry["excused"] else "late"


def taken_back(plan: ClockPlan, before: Mapping[str, Any], facts: Part) -> Entry | None:
    """
    The entry after its stop has turned out not to hold: since then it has run on, within what its limit is by now,
    from where it is counted by now; None if it was not stopped.
    """
    if before["stop"] is None or before["verdict"] == "void":
        return None
    entry: Entry = {**before, "stop": None, "verdict": None}
    entry.pop("corrected", None)
    if entry["since"] == entry["start"] and entry["paused"] is None:  # its limit may have been aimed anew meanwhile
        entry["due"] = None
    if entry["paused"] is not None:  # what was reported done waited for nobody any longer
        entry["spent"] = spent(plan, entry, from_text(before["stop"]))
        entry.update(since=before["stop"], paused=None)
        entry.pop("resumes", None)
    counted = _counted_from(plan, facts)
    moved = counted is not None and to_text(counted) != entry["start"]
    return (aimed(plan, entry, facts) if moved else None) or settled(plan, entry)


def extended(plan: ClockPlan, before: Mapping[str, Any], until: object, at: datetime) -> Entry | None:
    """
    The entry after more time was granted at *at*; None if that comes too late, or grants none.

    The limit stays what it was, so that what is late is never on time; the marks wait for the new one. While the
    clock stands still short of its limit, the limit cannot have passed.
    """
    if before["stop"] is not None or before["limit"] is None or not isinstance(until, str):
        return None
    last = max(before["excused"] or "", to_text(reached(plan, before)(before["limit"] * MICROSECOND)))
    if until <= last or (before["due"] is not None and to_text(at) > last):
        return None
    return settled(plan, {**before, "excused": until})


def corrected(before: Mapping[str, Any], done: object) -> Entry | None:
    """
    The entry after it was put right when its stop truly was; None if no verdict has been passed, or nothing changes.

    The verdict stands. What it would have been, as is known now, stands beside it.
    """
    if before["stop"] is None or before["verdict"] in (None, "void") or not isinstance(done, str):
        return None
    stop = max(done, before["start"])
    found = {"stop": stop, "verdict": _verdict(before, stop)}
    return None if before.get("corrected") == found else kept({**before, "corrected": found})


def halted(plan: ClockPlan, state: str, facts: Part) -> Halt | None:
    """The pause in which the clock stands still in this state, given these facts; None if it runs."""
    for one in plan.pauses:
        if one.state == state and (one.fact is None or facts.get(one.fact) in one.among):
            return one
    return None


def repaused(plan: ClockPlan, before: Mapping[str, Any], halt: Halt | None, at: datetime) -> Entry | None:
    """
    The entry when the clock is to stand still, or to run, from *at*; None if it does so already.

    While it stands still, the state decides for how long at most, counted from when it was halted; once it runs
    again by itself, no state halts it any longer.
    """
    if before["paused"] is None and halt is None:
        return None
    entry: Entry = {**before}
    since = from_text(entry["since"])
    if halt is None:
        since = max(at, from_text(entry["paused"]), since)
        entry["spent"] = spent(plan, entry, since)
        entry.update(since=to_text(since), paused=None)
        entry.pop("resumes", None)
        return settled(plan, entry)
    if entry["paused"] is None:  # it may be halted before it begins
        entry["paused"] = to_text(at if entry["since"] == entry["start"] else max(at, since))
    resumes = entry.pop("resumes", None)
    if resumes is not None and entry["since"] <= resumes <= to_text(at):
        return None
    if halt.at_most is not None:
        entry["resumes"] = to_text(plan.calendar.due(max(from_text(entry["paused"]), since), halt.at_most))
    unchanged = before["paused"] is not None and entry.get("resumes") == resumes
    return None if unchanged else settled(plan, entry)


def acknowledged(plan: ClockPlan, before: Mapping[str, Any], ladder: str) -> Entry | None:
    """
    The entry after somebody has answered for *ladder*: its higher rungs stay silent in this cycle.

    Nobody can answer for what has not been asked: before its first rung it changes nothing.
    """
    asked = any(one.ladder == ladder and one.name in before["fired"] for one in plan.firings)
    if before["stop"] is not None or ladder in before["silent"] or not asked:
        return None
    return settled(plan, {**before, "silent": sorted([*before["silent"], ladder])})


def owed(plan: ClockPlan, entry: Mapping[str, Any], now: datetime) -> list[tuple[datetime, Firing]]:
    """What the clock owes at or before *now*, earliest first."""
    if entry["next"] is None or entry["next"] > to_text(now):
        return []
    return sorted((pair for pair in ahead(plan, entry) if pair[0] <= now), key=lambda pair: pair[0])


def fired(plan: ClockPlan, before: Mapping[str, Any], firing: Firing) -> Entry:
    """The entry after a mark or rung has fired."""
    return settled(plan, {**before, "fired": [*before["fired"], firing.name]})


def rederived(plan: ClockPlan, before: Mapping[str, Any], facts: Part, pauses: Sequence[Paused]) -> Entry:
    """
    The entry of a running clock with its deadline worked out anew, by its calendar as it is now.

    Args:
        pauses: When it stood still in this cycle, in order.
    """
    start, since = from_text(before["start"]), from_text(before["since"])
    found = chosen(plan, facts, start)
    if found is None:
        return settled(plan, _by_this_edition(plan, {**before, "limit": None, "within": None}))
    within, end, limit = found
    pace = plan.pace(within)
    ran, here = NO_TIME, start
    for one in pauses:
        if one.until is not None and one.until <= since:
            ran, here = ran + pace.elapsed(here, one.since), max(here, one.until)
    ran += pace.elapsed(here, since)
    entry: Entry = {**before, "limit": limit // MICROSECOND, "within": within, "spent": ran // MICROSECOND}
    due = end if within.startswith(UNTIL) else plan.calendar.due_with_pauses(start, amount(within), pauses)
    entry["due"] = None if due is None else to_text(due)
    return settled(plan, _by_this_edition(plan, entry))


def _counted_from(plan: ClockPlan, facts: Part) -> datetime | None:
    """The moment from which the case says that the clock counts; None if it says none."""
    name = plan.clock.counted_from
    said = None if name is None else facts.get(name)
    return from_text(said) if isinstance(said, str) else None
