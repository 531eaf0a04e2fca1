"""
What must be true of every history of a duty: I21 and I31 of the complaint, as far as the duty can tell, and P01 to P05.

A duty sees itself and what it is linked to. What is missing altogether (an interview nobody registered, a month
nobody counted) no single history shows: `gaps` looks for that across all cases.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from propflow.definition.invariants import NOT_APPLICABLE, NOT_YET_OWED, Breach, History, Judgement, invariant
from propflow.model.amounts import Amount
from propflow.model.calendars import ALWAYS
from propflow.model.instants import to_text
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import (
    acts,
    latest_number,
    moment,
    number_of,
    persons,
    value,
)
from propflow.workflows.period import kinds
from propflow.workflows.period.actions import drawing_up
from propflow.workflows.period.overruns import EXCUSED, LATE, outcomes
from propflow.workflows.period.spans import MONTH, span_at, span_named

DRAWING_UP = tuple(one.name for one in drawing_up)
REVIEWS = ("review", "review_by_property_manager")

LIMITS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "figures_entered": (kinds.FIGURES, ("draw_up_figures",)),
    "figures_handed_in": (kinds.FIGURES, ("hand_in",)),
    "quarterly_review": (kinds.REVIEW, REVIEWS),
    "reconciliation": (kinds.RECONCILIATION, ("hand_in",)),
    "red_black_list": (kinds.LIST, ("publish",)),
    "interview": (kinds.INTERVIEW, ("draw_up_interview",)),
}
"""By slot: the duty whose limit it is, and by which acts that is met."""


@invariant(
    "I21", en="An interview names a team's late cases, as many as bring one", zh="约谈须列明该班组连续超时的案件",
    rules=["D04-06"],
)  # fmt: skip
def interview_comes_of_a_run(history: History) -> Judgement:
    """By the journals of the cases named. That no case in time lies between them, all the team's cases show: `gaps`."""
    first = history.records[0]
    if value(first, "kind") != kinds.INTERVIEW:
        return NOT_APPLICABLE
    named = [*history.case.links("recurs_from")]
    opened = next(iter(acts(history, ["open"])), None)
    if opened is None:
        return NOT_YET_OWED
    found = [Breach(0, what) for id_ in named for what in _not_late(history, id_, str(value(first, "whom")))]
    needed = number_of(history, "overruns_in_a_row")
    if needed is not None and len(named) < needed:
        found.append(Breach(opened.number, f"it names {len(named)} late cases, and {needed} bring an interview"))
    return found


def _not_late(history: History, id_: str, team: str) -> Iterator[str]:
    counts = (LATE, EXCUSED) if history.policy.get("excused_overruns") == "count" else (LATE,)
    journal = history.linked.get(id_)
    if not journal:
        yield f"the journal of case {id_} is not there"
    elif not any(one.team == team and one.ending in counts for one in outcomes(journal)):
        yield f"case {id_} was not closed late by '{team}'"


@invariant(
    "I31", en="The figures of a month add up, and begin where those before them end",
    zh="月度统计数相符且与上期首尾相接", rules=["C04-34", "C05-34"],
)  # fmt: skip
def figures_are_sound(history: History) -> Judgement:
    """
    Received is opened, explained, merged and undecided; so each case is in the figures of one month. Whether the
    numbers are those of the complaints, their journals show: `gaps`.
    """
    if value(history.records[0], "kind") != kinds.FIGURES:
        return NOT_APPLICABLE
    drawn = acts(history, ["draw_up_figures"])
    found = [Breach(one.number, what) for one in drawn for what in figure_faults(one)]
    before = history.linked.get(str(value(history.records[0], "follows")))
    last = None if before is None else last_figures(before)
    if drawn and last is not None and value(last, "counted_until") != value(drawn[-1], "counted_from"):
        begins, ended = value(drawn[-1], "counted_from"), value(last, "counted_until")
        found.append(Breach(drawn[-1].number, f"they begin at {begins}, and those before them end at {ended}"))
    pending = not drawn or (before is not None and last is None)
    return found or (NOT_YET_OWED if pending else [])


def figure_faults(record: Record) -> Iterator[str]:
    """What is wrong with figures by themselves."""
    told = sum(_whole(record, name) for name in ("opened", "explained", "merged", "undecided"))
    if _whole(record, "received") != told:
        yield f"received are {_whole(record, 'received')}, but opened, explained, merged and undecided {told}"
    since, until = moment(record, "counted_from"), moment(record, "counted_until")
    if since is None or until is None or not since < until <= record.at:
        yield "they are counted up to a cut-off that was not there yet, or from one that is none"


def last_figures(journal: Sequence[Record]) -> Record | None:
    """The record of the last figures of a duty; None if there are none."""
    drawn = [one for one in journal if one.kind == "act" and one.action == "draw_up_figures"]
    return drawn[-1] if drawn else None


def _whole(record: Record, field: str) -> int:
    found = value(record, field)
    return found if isinstance(found, int) else -1


@invariant(
    "P01", en="Each limit is met, or its passing is on record", zh="各时限或如期完成，或有超时记录",
    rules=["C04-34", "B11-35", "B11-36", "C05-29", "B09-16", "D04-05"],
)  # fmt: skip
def limits_are_accounted_for(history: History) -> Judgement:
    """Reckoned from when the duty is owed and by the policy; what was sent back was not done."""
    limit = [*_limits(history)]
    if not limit or acts(history, ["drop"]):
        return NOT_APPLICABLE
    found, pending = [], False
    for name, due, done in limit:
        if (history.until if done is None else done.at) <= due:
            pending = pending or done is None
        elif not any(
            one.kind == "mark" and (one.action, one.facts["mark"]) == (name, "due") for one in history.records
        ):
            number = history.records[-1].number if done is None else done.number
            found.append(Breach(number, f"'{name}' was due at {to_text(due)}; its passing is not on record"))
    return found or (NOT_YET_OWED if pending else [])


def _limits(history: History) -> Iterator[tuple[str, datetime, Record | None]]:
    """Every limit of the duty: when it was due, and the record by which it was met, if it was."""
    first, sent_back = history.records[0], latest_number(history, ["send_back"])
    since = moment(first, "owed_from")
    for name, (kind, stops) in LIMITS.items():
        within = history.policy.get(name)
        if since is not None and kind == value(first, "kind") and isinstance(within, Amount):
            yield name, ALWAYS.due(since, within), next(iter(acts(history, stops, sent_back)), None)


@invariant("P02", en="Nobody reviews what he has drawn up", zh="编制人不得审核")
def somebody_else_reviews(history: History) -> Judgement:
    """Nor stands in for somebody who has. [design]"""
    judged = acts(history, REVIEWS)
    if not judged:
        return NOT_APPLICABLE
    found = []
    for one in judged:
        authors = {person for each in acts(history, DRAWING_UP, before=one.number) for person in persons(each)}
        found += [Breach(one.number, f"{who} drew up what he reviewed") for who in sorted(persons(one) & authors)]
    return found


@invariant(
    "P03", en="What is archived was drawn up, handed in and reviewed in turn, and a list published",
    zh="归档前须依次编制、报送、审核，红黑榜须已公布", rules=["C05-34", "D04-05"],
)  # fmt: skip
def archived_is_complete(history: History) -> Judgement:
    """All of it after it was last sent back."""
    end = next(iter(acts(history, ["close"])), None)
    if end is None:
        return NOT_YET_OWED if not acts(history, ["drop"]) else NOT_APPLICABLE
    found, at = [], latest_number(history, ["send_back"], end.number)
    for what, names in (("drawn up", DRAWING_UP), ("handed in", ("hand_in",)), ("reviewed", REVIEWS)):
        step = next(iter(acts(history, names, at, end.number)), None)
        if step is None:
            found.append(Breach(end.number, f"it was archived without having been {what}"))
        else:
            at = step.number
    if value(history.records[0], "kind") == kinds.LIST and not acts(history, ["publish"], at, end.number):
        found.append(Breach(end.number, "the list was archived without having been published"))
    return found


@invariant("P04", en="It is owed from when its period and the policy say", zh="起算时间符合所属期间及规定")
def is_owed_in_its_time(history: History) -> Judgement:
    """Nobody gave it more time by dating it otherwise, or made a duty that the policy does not know. [design]"""
    first = history.records[0]
    kind, since = str(value(first, "kind")), moment(first, "owed_from")
    every = kinds.EVERY.get(kind, MONTH)
    span = span_named(every, str(value(first, "period")))
    if span is None or since is None or since > first.at:
        return [Breach(first.number, f"it is of no period that had begun: '{value(first, 'period')}'")]
    if not kinds.is_owed(kind, history.policy):
        return [Breach(first.number, f"the policy knows no duty '{kind}'")]
    owed = since if kind == kinds.INTERVIEW else kinds.owed_from(kind, span, history.policy)
    if since == owed and (kind != kinds.INTERVIEW or span == span_at(MONTH, since)):
        return []
    return [Breach(first.number, f"it is owed from {to_text(since)}, and not from {to_text(owed)}")]


@invariant("P05", en="Only what may have had nothing is dropped", zh="仅允许本期无事项的任务免办")
def only_nothing_is_dropped(history: History) -> Judgement:
    """And before it was taken up. [design]"""
    ends = acts(history, ["drop"])
    if not ends:
        return NOT_APPLICABLE
    found = []
    if value(history.records[0], "kind") not in kinds.MAY_HAVE_NONE:
        found.append(Breach(ends[0].number, f"a duty '{value(history.records[0], 'kind')}' was dropped"))
    if acts(history, ["open"], before=ends[0].number):
        found.append(Breach(ends[0].number, "it was dropped after it had been taken up"))
    return found


INVARIANTS = (
    interview_comes_of_a_run, figures_are_sound, limits_are_accounted_for, somebody_else_reviews,
    archived_is_complete, is_owed_in_its_time, only_nothing_is_dropped,
)  # fmt: skip
