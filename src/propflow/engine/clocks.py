"""
Clocks at work: started, halted, stopped, and what they owe at an instant.

A clock's entry in a case is plain JSON:

    cycle    counted from 1
    start    when it began to count
    within   the limit as the policy has it, such as `3 working_days`; null while the case has none
    limit    running time until it is due, in microseconds, by the calendar's service time unless `within` is natural
    since    when it last began to run;  spent: running time before that, in microseconds
    paused   when it was halted, else null
    due      the last instant that is on time; null without a limit, or paused and not yet due
    fired    names of what has fired in this cycle
    next     when the next thing is owed, else null
    excused  until when a limit that has passed is excused, by an extension given in time; else null
    stop, verdict   when it ended, and `on_time`, `excused`, `late` or `void`; null if it had no limit
    silent   ladders that were acknowledged
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from propflow.definition.clocks import OnReopen
from propflow.engine.clock_plan import ClockPlan, Firing
from propflow.model.calendars import Always
from propflow.model.canonical import Kept, encode
from propflow.model.cases import Part
from propflow.model.instants import from_text, to_text

Entry = dict[str, Any]
"""As above. What leaves this module is `Kept` and spelled, as it stands in the record and in the head alike."""

MICROSECOND = timedelta(microseconds=1)
NO_TIME = timedelta(0)


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
    halted = entry["paused"] or entry["stop"]
    entry["spent"] += _run_before(plan, entry, from_text(halted))
    entry.update(since=to_text(max(at, from_text(entry["stop"]))), paused=None, stop=None, verdict=None)
    return aimed(plan, entry, facts) or _settled(plan, entry)


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
    found = _chosen(plan, facts, start)
    within, end, limit = (None, None, None) if found is None else found
    length = None if limit is None else limit // MICROSECOND
    if (within, length) == (before["within"], before["limit"]):
        return None
    aim: Entry = {**before, "limit": length, "within": within}
    if stopped:
        return _kept(aim)
    aim["due"] = None if end is None or before["since"] != before["start"] else to_text(end)
    return _settled(plan, aim)


def _chosen(plan: ClockPlan, facts: Part, at: datetime) -> tuple[str, datetime, timedelta] | None:
    """What the facts allow from *at*: the limit in words, when it ends, and how much running time that is."""
    due, each = plan.clock.calendar.due, plan.amounts(facts)
    if not each:
        return None
    end, within = min([(due(at, one), str(one)) for one in each])
    return within, end, plan.pace(within).elapsed(at, end)


def _fresh(plan: ClockPlan, cycle: int, facts: Part, at: datetime) -> Entry:
    if plan.elapsed is not None:
        within, end, limit = plan.written, at + plan.elapsed, plan.elapsed
        first = None if plan.first is None else at + plan.first
    else:
        found = _chosen(plan, facts, at)
        if found is None:
            return _begun(cycle, to_text(at), None, None, None, None)
        within, end, limit = found
        pace = plan.pace(within)
        targets = [one.at(limit) for one in plan.firings]
        first = min([end if target == limit else pace.after(at, target) for target in targets], default=None)
    due = to_text(end)
    next_ = None if first is None else due if first == end else to_text(first)
    return _begun(cycle, to_text(at), due, limit // MICROSECOND, next_, within)


def _begun(cycle: int, start: str, due: str | None, limit: int | None, next_: str | None, within: str | None) -> Entry:
    return _kept({
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
    return _kept({**before, "stop": stop, "verdict": "void" if void else _verdict(before, stop), "next": None})


def _verdict(entry: Mapping[str, Any], stop: str) -> str | None:
    if entry["limit"] is None:
        return None
    if entry["due"] is None or stop <= entry["due"]:
        return "on_time"
    return "excused" if entry["excused"] is not None and stop <= entry["excused"] else "late"


def taken_back(plan: ClockPlan, before: Mapping[str, Any]) -> Entry | None:
    """
    The entry after its stop has turned out not to hold: since then it has run on, within what its limit is by now;
    None if it was not stopped.
    """
    if before["stop"] is None or before["verdict"] == "void":
        return None
    entry: Entry = {**before, "stop": None, "verdict": None}
    if entry["since"] == entry["start"] and entry["paused"] is None:  # its limit may have been aimed anew meanwhile
        entry["due"] = None
    if entry["paused"] is not None:  # what was reported done waited for nobody any longer
        entry["spent"] += _run_before(plan, entry, from_text(entry["paused"]))
        entry.update(since=before["stop"], paused=None)
    return _settled(plan, entry)


def extended(plan: ClockPlan, before: Mapping[str, Any], until: object, at: datetime) -> Entry | None:
    """
    The entry after more time was granted at *at*; None if that comes too late, or grants none.

    The limit stays what it was, so that what is late is never on time; the marks wait for the new one. While the
    clock stands still short of its limit, the limit cannot have passed.
    """
    if before["stop"] is not None or before["limit"] is None or not isinstance(until, str):
        return None
    last = max(before["excused"] or "", to_text(_reached(plan, before)(timedelta(microseconds=before["limit"]))))
    if until <= last or (before["due"] is not None and to_text(at) > last):
        return None
    return _settled(plan, {**before, "excused": until})


def halted(plan: ClockPlan, state: str, facts: Part) -> bool:
    """Does the clock stand still in this state, given these facts?"""
    return any(
        one.state.name == state and (one.fact is None or facts.get(one.fact) in one.among) for one in plan.pauses
    )


def repaused(plan: ClockPlan, before: Mapping[str, Any], pause: bool, at: datetime) -> Entry | None:
    """The entry when the clock is to stand still, or to run, from *at*; None if it does so already."""
    if (before["paused"] is not None) is pause:
        return None
    entry: Entry = {**before}
    if pause:
        entry["paused"] = to_text(max(at, from_text(entry["since"])))
    else:
        entry["spent"] += _run_before(plan, entry, from_text(entry["paused"]))
        entry["since"] = to_text(max(at, from_text(entry["paused"])))
        entry["paused"] = None
    return _settled(plan, entry)


def acknowledged(plan: ClockPlan, before: Mapping[str, Any], ladder: str) -> Entry | None:
    """
    The entry after somebody has answered for *ladder*: its higher rungs stay silent in this cycle.

    Nobody can answer for what has not been asked: before its first rung it changes nothing.
    """
    asked = any(one.ladder == ladder and one.name in before["fired"] for one in plan.firings)
    if before["stop"] is not None or ladder in before["silent"] or not asked:
        return None
    return _settled(plan, {**before, "silent": sorted([*before["silent"], ladder])})


def owed(plan: ClockPlan, entry: Mapping[str, Any], now: datetime) -> list[tuple[datetime, Firing]]:
    """What the clock owes at or before *now*, earliest first."""
    if entry["next"] is None or entry["next"] > to_text(now):
        return []
    return sorted((pair for pair in _ahead(plan, entry) if pair[0] <= now), key=lambda pair: pair[0])


def fired(plan: ClockPlan, before: Mapping[str, Any], firing: Firing) -> Entry:
    """The entry after a mark or rung has fired."""
    return _settled(plan, {**before, "fired": [*before["fired"], firing.name]})


def _run_before(plan: ClockPlan, entry: Mapping[str, Any], until: datetime) -> int:
    """Running time from `since` until *until*, in microseconds."""
    return plan.pace(entry["within"]).elapsed(from_text(entry["since"]), until) // MICROSECOND


def _reached(plan: ClockPlan, entry: Mapping[str, Any]) -> Callable[[timedelta], datetime]:
    """When so much running time is reached, if the clock does not stand still from now on."""
    since, spent = from_text(entry["since"]), timedelta(microseconds=entry["spent"])
    pace = plan.pace(entry["within"])
    if isinstance(pace, Always):
        return (since - spent).__add__
    return lambda target: pace.after(since, target - spent) if target > spent else since + (target - spent)


def _ahead(plan: ClockPlan, entry: Mapping[str, Any]) -> list[tuple[datetime, Firing]]:
    """What has not fired and when it is owed, as things stand; nothing short of which the clock stands still."""
    if entry["stop"] is not None or entry["limit"] is None:
        return []
    reached, limit = _reached(plan, entry), timedelta(microseconds=entry["limit"])
    length, due = limit, entry["due"]
    if entry["excused"] is not None:  # a pause may have put the limit beyond it
        limit += plan.pace(entry["within"]).elapsed(reached(limit), from_text(entry["excused"]))
    halted = None if entry["paused"] is None else from_text(entry["paused"])
    gone, silent = entry["fired"], entry["silent"]
    found = []
    for one in plan.firings:
        if one.name not in gone and not (one.ladder and one.ladder in silent):
            target = one.at(limit)
            at = from_text(due) if due is not None and target == length else reached(target)
            if halted is None or at <= halted:
                found.append((at, one))
    return found


def _settled(plan: ClockPlan, entry: Entry) -> Entry:
    """The entry with `due` and `next` worked out anew."""
    untouched = entry["since"] == entry["start"] and entry["paused"] is None
    if entry["limit"] is None:
        entry["due"] = None
    elif entry["due"] is None or (entry["spent"] < entry["limit"] and not untouched):
        # a limit that was reached before a pause stays where it was
        at = _reached(plan, entry)(timedelta(microseconds=entry["limit"]))
        short = entry["paused"] is not None and at > from_text(entry["paused"])
        entry["due"] = None if short else to_text(at)
    instants = [at for at, _ in _ahead(plan, entry)]
    entry["next"] = to_text(min(instants)) if instants else None
    return _kept(entry)


def _kept(entry: Entry) -> Entry:
    """
    The entry as it leaves this module.

    Spelled here, since its keys and the kinds of its values are known: the encoder takes five times as long.
    """
    fired, limit, silent = entry["fired"], entry["limit"], entry["silent"]
    return Kept.of(
        entry,
        f'{{"cycle":{entry["cycle"]},"due":{_text(entry["due"])},"excused":{_text(entry["excused"])},'
        f'"fired":{encode(fired) if fired else "[]"},"limit":{"null" if limit is None else limit},'
        f'"next":{_text(entry["next"])},"paused":{_text(entry["paused"])},'
        f'"silent":{encode(silent) if silent else "[]"},"since":"{entry["since"]}","spent":{entry["spent"]},'
        f'"start":"{entry["start"]}","stop":{_text(entry["stop"])},"verdict":{_text(entry["verdict"])},'
        f'"within":{_text(entry["within"])}}}',
    )


def _text(plain: str | None) -> str:
    """An instant or a verdict as JSON: nothing in it needs escaping."""
    return "null" if plain is None else f'"{plain}"'
