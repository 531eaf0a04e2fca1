"""
I17 to I22: by when, and what follows when it was later.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from propflow.definition.invariants import (
    NOT_APPLICABLE,
    NOT_YET_OWED,
    OPEN_QUESTION,
    Breach,
    History,
    Judgement,
    invariant,
)
from propflow.model.amounts import Amount
from propflow.model.cases import CLOCKS
from propflow.model.instants import from_text, to_text
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.families import CLOSINGS, GIVEN_UP, PROGRESS, SOLVED
from propflow.workflows.complaint.invariants.reading import (
    END,
    acts,
    has_complainant,
    moment,
    role,
    said,
    tells,
    value,
)
from propflow.workflows.complaint.invariants.reckoning import Run, alerted, due_by, runs

APPROVERS = {
    "approve_extension": ("property_manager", "office_head"),
    "approve_important_extension": ("general_manager", "headquarters"),
    "approve_major_extension": ("general_manager", "headquarters"),
}
"""Who gives more time: the one named, or where he is complained about the next one up."""


@invariant(
    "I17", en="Each limit is met, or more time was approved before it, or its passing is on record",
    zh="各时限或如期完成，或事先经批准延期，或有超时记录", rules=["C04-37", "C04-39", "D02-18"],
)  # fmt: skip
def each_limit_is_accounted_for(history: History) -> Judgement:
    """
    There is no fourth outcome. Limits are reckoned from the acts and the policy, not from what the desk noted.

    More time is approved in time if it is so before the limit, or the last one approved, has passed.
    """
    found, pending = [], False
    for run in runs(history):
        due = _extended(history, run)
        if due is None:
            continue
        ended = None if run.ended is None else run.ended.at
        if (ended or history.until) <= due:
            pending = pending or ended is None
        elif not alerted(history, [run.clock.name], run.cycle):
            number = run.started.number if run.ended is None else run.ended.number
            found.append(Breach(number, f"'{run.clock.en}' was due at {to_text(due)}; its passing is not on record"))
    return found or (NOT_YET_OWED if pending else [])


def _extended(history: History, run: Run) -> datetime | None:
    """When it was due, or the end of the time that those who may have approved before."""
    limit = run.due(history)
    granting = {one.name for one in run.clock.extended_by}
    before = END if run.ended is None else run.ended.number
    for one in acts(history, granting, run.started.number, before):
        until = moment(one, "approved_limit")
        if limit is not None and until is not None and one.at <= limit and role(one) in APPROVERS[one.action]:
            limit = max(limit, until)
    return limit


@invariant(
    "I18", en="No state halts a limit; refusal, rework, escalation and reopening begin none anew",
    zh="任何状态均不停计时限；退单、返工、升级、重新立项均不重置", rules=["C04-25", "A14-18"],
)  # fmt: skip
def no_limit_stands_still(history: History) -> Judgement:
    """What the journal keeps of each clock, held against the acts: a new cycle only after the end of the one before."""
    reckoned = {(run.clock.name, run.cycle): to_text(run.started.at) for run in runs(history)}
    found = []
    for one, name, entry in _entries(history):
        if entry["paused"] is not None or entry["spent"] != 0 or entry["since"] != entry["start"]:
            found.append(Breach(one.number, f"the limit '{name}' stood still for a time"))
        started = reckoned.get((name, entry["cycle"]))
        if started is not None and entry["start"] != started:
            found.append(Breach(one.number, f"the limit '{name}' counts from {entry['start']} and not from {started}"))
        elif started is None:
            found.append(Breach(one.number, f"the limit '{name}' was begun anew"))
    return found


def _entries(history: History) -> Iterator[tuple[Record, str, dict[str, Any]]]:
    for one in history.records:
        for name, entry in one.changes.get(CLOCKS, {}).items():
            if isinstance(entry, dict):
                yield one, name, {**entry}


@invariant(
    "I19", en="Valid and unsettled for a month: major. Major: with the general manager, and replied to, in time",
    zh="有效投诉逾一个月未解决即为重大；重大投诉当日报公司总经理、限期明确答复",
    rules=["C04-11", "C04-19", "C04-40", "B11-25", "B11-30"],
)  # fmt: skip
def major_is_treated_as_such(history: History) -> Judgement:
    """
    The month counts from reception, of an alert from its acceptance, whatever happened in between. Passing up and
    reply count from when the case became major, and are met, or their passing is on record.
    """
    found, pending = [*_forgotten(history)], False
    promoted = [
        one
        for one in history.acts()
        if value(one, "grade") == "major"
        and (said(history, "grade", one.number) != "major" or one.action == "convert_to_valid")
    ]
    for one in promoted:
        for slot, clocks, done in _DUTIES_TO_MAJOR:
            limit = history.policy.get(slot)
            if not isinstance(limit, Amount) or (slot == "definite_reply" and not _owes_a_reply(history, one)):
                continue
            due = due_by(history, clocks[0], one.at, limit)
            if any(each.at <= due and done(each) for each in history.acts()) or _relieved(history, one, due):
                continue
            if history.until <= due:
                pending = True
            elif not alerted(history, clocks):
                what = {"forward_major": "passed up to the general manager", "definite_reply": "replied to"}[slot]
                found.append(Breach(one.number, f"major from here on, it was not {what} by {to_text(due)}"))
    return found or (NOT_YET_OWED if pending else [] if promoted else NOT_APPLICABLE)


def _reaches_general_manager(record: Record) -> bool:
    upwards = value(record, "forwarded_to") in ("general_manager", "headquarters")
    return upwards or tells(record, "general_manager") or role(record) == "general_manager"


_DUTIES_TO_MAJOR: Sequence[tuple[str, Sequence[str], Callable[[Record], bool]]] = (
    ("forward_major", ("forward_up", "forward_promoted"), _reaches_general_manager),
    ("definite_reply", ("definite_reply", "promoted_reply"), lambda record: record.action == "definite_reply"),
)


def _owes_a_reply(history: History, promotion: Record) -> bool:
    """Is there a complainant to be replied to, and was the case not explained before that was known?"""
    return has_complainant(history) and not acts(history, GIVEN_UP, promotion.number)


def _relieved(history: History, promotion: Record, due: datetime) -> bool:
    """Did the duty fall away in time, by an end of the case or a lower grade?"""
    for one in history.acts():
        lowered = value(one, "grade") not in (None, "major")
        if promotion.number < one.number and one.at <= due and (lowered or one.action in (*CLOSINGS, *GIVEN_UP)):
            return True
    return False


def _forgotten(history: History) -> Iterator[Breach]:
    """Where it was valid, unsettled, and not major though the month was over: at its closing, or up to now."""
    month = next((run for run in runs(history) if run.clock.name == "becomes_major"), None)
    limit = history.policy.get("becomes_major")
    if month is None or not isinstance(limit, Amount):
        return
    due, end = due_by(history, "becomes_major", month.started.at, limit), history.records[-1]
    judged = [(one.number, one.at) for one in acts(history, SOLVED)]
    if history.kinds.get(end.state_to) == "active":
        judged.append((end.number + 1, history.until))
    for number, at in judged:
        major = said(history, "grade", number) == "major"
        if at > due and said(history, "nature", number) == "valid" and not major:
            yield Breach(min(number, end.number), f"unsettled since {to_text(month.started.at)}, it was not made major")


@invariant(
    "I20", en="Level I: the response starts in time or there is an alert; headquarters and owner see progress at once",
    zh="一级投诉限时响应或有预警；进展同步企业总部与业主", rules=["D02-03", "D02-05", "D02-06", "D02-07"],
)  # fmt: skip
def urgent_is_answered_at_once(history: History) -> Judgement:
    """The time counts from when level I is on record; for an alert from its acceptance."""
    urgent = [one for one in history.acts() if value(one, "level") == "I" and said(history, "level", one.number) != "I"]
    if not urgent:
        return NOT_APPLICABLE
    found, pending = [], False
    limit = history.policy.get("response_start")
    for one in urgent if isinstance(limit, Amount) else ():
        assert isinstance(limit, Amount)
        accepted = next(iter(history.acts("accept_alert")), None)
        if accepted is None and history.acts("raise_pre_complaint"):
            continue
        since = one.at if accepted is None else max(one.at, accepted.at)
        due = due_by(history, "response_start", since, limit)
        if _answered(history, one, due):
            continue
        if history.until <= due:
            pending = True
        elif not alerted(history, ["response_start"]):
            found.append(Breach(one.number, f"urgent from here on, no response had started by {to_text(due)}"))
    progress = [one for one in acts(history, PROGRESS) if said(history, "level", one.number) == "I"]
    for one in progress:
        told = moment(one, "owner_told_at")
        if not tells(one, "headquarters"):
            found.append(Breach(one.number, "progress of an urgent case was not told to headquarters at once"))
        if has_complainant(history, one.number) and (told is None or told > one.at):
            found.append(Breach(one.number, "progress of an urgent case was not told to the owner at once"))
    return found or (NOT_YET_OWED if pending else [])


def _answered(history: History, urgent: Record, due: datetime) -> bool:
    """Had somebody started by then, or had the duty fallen away?"""
    ends = ("respond_emergency", "record_response_start", *GIVEN_UP, *CLOSINGS)
    return any(
        one.at <= due and (one.action in ends or value(one, "level") in ("II", "III"))
        for one in history.acts()
        if one.number > urgent.number
    )


@invariant(
    "I21", en="Three overruns of a team in a row bring an interview", zh="班组连续三次超时须约谈", rules=["D04-06"],
)  # fmt: skip
def overruns_in_a_row_bring_an_interview(_: History) -> Judgement:
    """
    Open: a team's overruns run through many cases, of which one history shows one.

    The interview is a duty of the office (`workflows.period`). Its own I21 judges the cases that it names; that no run
    went without one, `period.gaps` finds over all cases.
    """
    return OPEN_QUESTION


@invariant(
    "I22", en="The limits are those of the policy in force at registration, from the first record to the last",
    zh="时限依登记时生效的制度，在办案件不得擅自改按新制度", rules=["A17-19", "A17-20"],
)  # fmt: skip
def limits_are_of_its_policy(history: History) -> Judgement:
    """Every record names the same definition, and every limit in the journal is as long as its policy has it."""
    first = history.records[0]
    found = [
        Breach(one.number, f"it follows '{one.workflow}', and not '{first.workflow}' like the first record")
        for one in history.records
        if one.workflow != first.workflow
    ]
    cycles = {(run.clock.name, run.cycle, run.started.number): run for run in runs(history)}
    begun = {(name, one.number): entry for one, name, entry in _entries(history)}
    for run in cycles.values():
        if (run.clock.name, run.started.number) not in begun:
            found.append(Breach(run.started.number, f"the limit '{run.clock.name}' of the policy was not begun"))
    latest = {(name, run.cycle): run for (name, _, _), run in cycles.items()}
    for one, name, entry in _entries(history):
        found += _other_length(history, one, entry, latest.get((name, entry["cycle"])))
    return found


def _other_length(history: History, record: Record, entry: dict[str, Any], run: Run | None) -> Iterator[Breach]:
    if run is None:
        return
    due = run.due(history, record.number + 1)
    expected = None if due is None else due - run.started.at
    kept = None if entry["due"] is None else from_text(entry["due"]) - from_text(entry["start"])
    if kept != expected:
        yield Breach(record.number, f"the limit '{run.clock.name}' is not as long as the policy has it")
