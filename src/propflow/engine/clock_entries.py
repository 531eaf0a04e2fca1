"""
Clock entries: a clock's standing in a case, and how its instants follow from it.

A clock's entry in a case is plain JSON:

    cycle    counted from 1
    start    when it began to count
    within   the limit as the policy has it, such as `3 working_days`; null while the case has none
    limit    running time until it is due, in microseconds, by the calendar's service time unless `within` is natural
             or a moment
    since    when it last began to run;  spent: running time before that, in microseconds
    paused   when it was halted, else null
    due      the last instant that is on time; null without a limit, or paused and not yet due
    fired    names of what has fired in this cycle
    next     when the next thing is owed, else null
    excused  until when a limit that has passed is excused, by an extension given in time; else null
    stop, verdict   when it ended, and `on_time`, `excused`, `late` or `void`; null if it had no limit
    silent   ladders that were acknowledged

and, only where they apply:

    corrected    when it truly ended, and what the verdict would have been: as is known now
    edition      of the calendar by which `limit` was worked out, if that may change
    provisional  true: `due` lies past the published holidays
    resumes      while halted: when it runs again by itself
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from propflow.engine.clock_plan import ClockPlan, Firing
from propflow.model.amounts import Amount
from propflow.model.calendars import Always, Calendar
from propflow.model.canonical import Kept, encode
from propflow.model.cases import Part
from propflow.model.instants import from_text, to_text

Entry = dict[str, Any]
"""As above. What the engine hands on is `Kept` and spelled, as it stands in the record and in the head alike."""

MICROSECOND = timedelta(microseconds=1)
NO_TIME = timedelta(0)
NOTHING: Entry = {}
STRETCH = ("since", "paused", "resumes")


def chosen(plan: ClockPlan, facts: Part, at: datetime) -> tuple[str, datetime, timedelta] | None:
    """What the facts allow from *at*: the limit in words, when it ends, and how much running time that is."""
    each = plan.bounds(facts, at)
    if not each:
        return None
    due = plan.calendar.due
    ends = [(due(at, one) if isinstance(one, Amount) else max(one, at), within) for one, within in each]
    end, within = ends[0] if len(ends) == 1 else min(ends)
    pace = plan.pace(within)
    return within, end, end - at if type(pace) is Always else pace.elapsed(at, end)


def provisional(plan: ClockPlan, start: datetime, due: datetime | None, within: str | None) -> Entry:
    """What the entry says of a deadline that lies past the published holidays; nothing of any other."""
    if due is None or within is None or isinstance(plan.calendar, Always) or not plan.provisional(start, due, within):
        return NOTHING
    return {"provisional": True}


def spent(plan: ClockPlan, entry: Mapping[str, Any], until: datetime) -> int:
    """Running time from the start until *until*, in microseconds; what it ran after its longest pause among it."""
    elapsed = plan.pace(entry["within"]).elapsed
    since, paused, resumes = (None if (one := entry.get(key)) is None else from_text(one) for key in STRETCH)
    ran = elapsed(since or until, min(paused or until, until))
    if resumes is not None:
        ran += elapsed(resumes, until)
    return int(entry["spent"]) + ran // MICROSECOND


def reached(plan: ClockPlan, entry: Mapping[str, Any]) -> Callable[[timedelta], datetime]:
    """When so much running time is reached, if the clock is not halted, or does not run, before its time."""
    since = from_text(entry["since"])
    before: timedelta = entry["spent"] * MICROSECOND
    pace = plan.pace(entry["within"])
    resumes = entry.get("resumes")
    if resumes is not None:
        again = from_text(resumes)
        ran = pace.elapsed(since, from_text(entry["paused"]))
        most = before + ran
        return lambda target: (
            _onwards(pace, since, target - before) if target <= most else pace.after(again, target - most)
        )
    if isinstance(pace, Always):
        return (since - before).__add__
    return lambda target: _onwards(pace, since, target - before)


def _onwards(pace: Calendar, since: datetime, length: timedelta) -> datetime:
    return pace.after(since, length) if length > NO_TIME else since + length


def ahead(plan: ClockPlan, entry: Mapping[str, Any]) -> list[tuple[datetime, Firing]]:
    """What has not fired and when it is owed, as things stand; nothing short of which the clock stands still."""
    if entry["stop"] is not None or entry["limit"] is None:
        return []
    at_time, limit = reached(plan, entry), entry["limit"] * MICROSECOND
    end = at_time(limit) if entry["due"] is None else from_text(entry["due"])
    granted = end if entry["excused"] is None else from_text(entry["excused"])
    if granted > end:  # a pause may have put the limit beyond it
        limit += plan.pace(entry["within"]).elapsed(end, granted)
        end = granted
    halted = None if entry["paused"] is None or "resumes" in entry else from_text(entry["paused"])
    gone, silent = entry["fired"], entry["silent"]
    found = []
    for one in plan.firings:
        if one.name not in gone and not (one.ladder and one.ladder in silent):
            target = one.at(limit)
            at = end if target == limit else at_time(target)
            if halted is None or at <= halted:
                found.append((at, one))
    return found


def settled(plan: ClockPlan, entry: Entry) -> Entry:
    """The entry with `due` and `next` worked out anew."""
    untouched = entry["since"] == entry["start"] and entry["paused"] is None
    if entry["limit"] is None:
        entry["due"] = None
    elif entry["due"] is None or (entry["spent"] < entry["limit"] and not untouched):
        # a limit that was reached before a pause stays where it was
        at = reached(plan, entry)(entry["limit"] * MICROSECOND)
        halted = None if "resumes" in entry else entry["paused"]
        entry["due"] = None if halted is not None and at > from_text(halted) else to_text(at)
    if plan.edition is not None:
        entry.pop("provisional", None)
        due = None if entry["due"] is None else from_text(entry["due"])
        entry.update(provisional(plan, from_text(entry["start"]), due, entry["within"]))
    instants = [at for at, _ in ahead(plan, entry)]
    entry["next"] = to_text(min(instants)) if instants else None
    return kept(entry)


def kept(entry: Entry) -> Entry:
    """
    The entry as the engine hands it on.

    Spelled here, since its keys and the kinds of its values are known: the encoder takes five times as long.
    """
    cycle, due, excused, fired, limit, next_, paused, silent, since, spent, start, stop, verdict, within = _each(entry)
    corrected = edition = provisional = resumes = ""
    if len(entry) > ALWAYS_THERE:
        corrected = f'"corrected":{encode(entry["corrected"])},' if "corrected" in entry else ""
        edition = f'"edition":{encode(entry["edition"])},' if "edition" in entry else ""
        provisional = '"provisional":true,' if "provisional" in entry else ""
        resumes = f'"resumes":"{entry["resumes"]}",' if "resumes" in entry else ""
    # instants, verdicts and limits as JSON: nothing in them needs escaping
    due = "null" if due is None else f'"{due}"'
    excused = "null" if excused is None else f'"{excused}"'
    next_ = "null" if next_ is None else f'"{next_}"'
    paused = "null" if paused is None else f'"{paused}"'
    stop = "null" if stop is None else f'"{stop}"'
    verdict = "null" if verdict is None else f'"{verdict}"'
    within = "null" if within is None else f'"{within}"'
    return Kept.of(
        entry,
        f'{{{corrected}"cycle":{cycle},"due":{due},{edition}"excused":{excused},'
        f'"fired":{encode(fired) if fired else "[]"},"limit":{"null" if limit is None else limit},'
        f'"next":{next_},"paused":{paused},{provisional}{resumes}'
        f'"silent":{encode(silent) if silent else "[]"},"since":"{since}","spent":{spent},"start":"{start}",'
        f'"stop":{stop},"verdict":{verdict},"within":{within}}}',
    )


_each = itemgetter(
    "cycle", "due", "excused", "fired", "limit", "next", "paused", "silent", "since", "spent", "start", "stop",
    "verdict", "within",
)  # fmt: skip
ALWAYS_THERE = 14
