"""
What must be true of every history of a follow-up: U01 to U08 and U10, judged by its journal alone.

What only all follow-ups together show is judged elsewhere: U09 by `planning.rates_of`, U11 by `report.analysis`.
"""

from collections.abc import Iterator
from datetime import datetime

from propflow.definition.invariants import NOT_APPLICABLE, NOT_YET_OWED, Breach, History, Judgement, invariant
from propflow.model.amounts import Amount
from propflow.model.calendars import ALWAYS
from propflow.model.instants import to_text
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import (
    acts,
    consents,
    latest,
    moment,
    number_of,
    persons,
    related,
    role,
    said,
    says,
    value,
)
from propflow.workflows.follow_up.axes import COMPLAINT, PHONE

OPENINGS = ("open", "open_grave", "open_joint")
RECORDS = ("resident_signs", "refuse_sign")
RETURNS = ("sign_and_return", "sign_and_return_together")
ENDS = ("close", "complaint_done")
CONTENTS = ("quality", "effect", "satisfaction", "shortcomings", "suggestions")


def _marks(history: History, clock: str) -> list[Record]:
    return [one for one in history.records if one.kind == "mark" and (one.action, one.facts["mark"]) == (clock, "due")]


def _met(history: History) -> Record | None:
    """The visit that stands: the last one, unless nobody was met."""
    last, vain = latest(history, ["visit"]), latest(history, ["no_contact"])
    return None if last is None or (vain is not None and vain.number > last.number) else last


def _is_joint(history: History) -> bool:
    return said(history, "kind") == COMPLAINT and said(history, "grave") is not True


@invariant(
    "U01", en="The visit is in time, or its being late is on record", zh="按期回访，逾期有记录",
    rules=["B12-05", "B12-06", "B12-07", "B12-08", "B12-09", "B12-10"],
)  # fmt: skip
def visited_in_time(history: History) -> Judgement:
    """Reckoned from the completion by the kind's limit; the clock's verdict is that of the reckoning."""
    first = history.records[0]
    within, since = history.policy.get(f"within_{value(first, 'kind')}"), moment(first, "completed_at")
    if not isinstance(within, Amount) or since is None:
        return NOT_APPLICABLE
    due, met = ALWAYS.due(since, within), _met(history)
    if met is not None:
        run = history.case.clock("visited")
        verdict = "on_time" if met.at <= due else "late"
        if run is None or run.verdict != verdict:
            return [Breach(met.number, f"it was {verdict}, and the clock says otherwise")]
    end = met or latest(history, ["give_up"])
    if (history.until if end is None else end.at) <= due:
        return NOT_YET_OWED if end is None else []
    if _marks(history, "visited"):
        return []
    number = history.records[-1].number if end is None else end.number
    return [Breach(number, f"the visit was due at {to_text(due)}; its being late is not on record")]


@invariant("U02", en="Being late is said once", zh="逾时仅记录一次", rules=["B12-05", "B12-11"])
def late_is_said_once(history: History) -> Judgement:
    """And never stands in the way of the visit."""
    marks = _marks(history, "visited")
    return [Breach(one.number, "it was said again that it is late") for one in marks[1:]] if marks else NOT_APPLICABLE


@invariant(
    "U03", en="Whoever should visit does, and nobody after work of his own", zh="回访人员符合规定且非经办人",
    rules=["B12-14", "B12-15", "B12-16"],
)  # fmt: skip
def the_right_one_visits(history: History) -> Judgement:
    """The office head after grave complaints, head and service staff after others, service staff after services."""
    opened = latest(history, OPENINGS)
    if opened is None:
        return NOT_APPLICABLE
    grave, joint = said(history, "grave") is True, _is_joint(history)
    wanted = ("open_grave", "office_head") if grave else ("open_joint" if joint else "open", "cs_staff")
    found = []
    if (opened.action, role(opened)) != wanted:
        found.append(Breach(opened.number, f"it was collected by '{role(opened)}' with '{opened.action}'"))
    handlers = {str(one) for one in said(history, "handlers") or ()}
    for one in [opened, *acts(history, ["visit"])]:
        if persons(one) & handlers:
            found.append(Breach(one.number, f"{one.actor} visits after work of his own"))
    return found


@invariant(
    "U04", en="The record has all five contents, and a signature or what stands for it",
    zh="回访记录含五项内容，并有住户签名或代替证明", rules=["B12-17", "B12-20"],
)  # fmt: skip
def record_is_complete(history: History) -> Judgement:
    """On the telephone nobody signs."""
    records = acts(history, RECORDS)
    return (
        [Breach(one.number, what) for one in records for what in _record(history, one)] if records else NOT_APPLICABLE
    )


def _record(history: History, record: Record) -> Iterator[str]:
    lacking = [name for name in CONTENTS if not says(record, name)]
    if lacking:
        yield f"it lacks {', '.join(lacking)}"
    if record.action == "resident_signs":
        if not says(record, "signature"):
            yield "nobody signed"
        if said(history, "method", record.number) == PHONE:
            yield "somebody is said to have signed on the telephone"
        return
    if not says(record, "reason"):
        yield "it is not signed, and nobody says why"
    witness = value(record, "witness")
    if not says(record, "recording") and (not says(record, "witness") or witness in persons(record)):
        yield "neither a witness nor a recording stands for the signature"


@invariant(
    "U05", en="Every visitor signs for the form, and signs it on handing it back", zh="回访人员领表签收并签名交回",
    rules=["B12-18", "B12-21"],
)  # fmt: skip
def visitors_sign(history: History) -> Judgement:
    """Of two both, in person; the same who collected it."""
    signed = acts(history, [*OPENINGS, *RETURNS])
    if not signed:
        return NOT_APPLICABLE
    found = []
    for one in signed:
        if _is_joint(history):
            head = related(history, "accused_head", one.number)
            if head not in {each.actor for each in consents(history, one)}:
                found.append(Breach(one.number, "the head complained about did not sign"))
        if one.action in RETURNS:
            opened = latest(history, OPENINGS, one.number)
            if opened is None or not persons(opened) & persons(one) or not says(one, "signature"):
                found.append(Breach(one.number, "whoever collected the form did not sign it"))
    return found


@invariant("U06", en="What is archived was reviewed", zh="归档前须经主管审核", rules=["B12-22"])
def was_reviewed(history: History) -> Judgement:
    """With an opinion, by a head who was no visitor. What was given up has nothing to review."""
    ends = acts(history, ENDS)
    if not ends or acts(history, ["give_up"]):
        return NOT_APPLICABLE
    reviewed = latest(history, ["review"], ends[0].number)
    if reviewed is None or not says(reviewed, "opinion"):
        return [Breach(ends[0].number, "it was archived without a head's opinion")]
    if persons(reviewed) & {related(history, "visitor"), related(history, "accused_head")}:
        return [Breach(reviewed.number, "a visitor reviewed his own visit")]
    return []


@invariant(
    "U07", en="What is unqualified is archived after the office head's decision and the end of the complaint",
    zh="不合格须经管理处经理处理意见且投诉办结后归档", rules=["B12-23"],
)  # fmt: skip
def unqualified_becomes_a_complaint(history: History) -> Judgement:
    """That the complaint is over is what the desk had learnt when it was archived."""
    ends = acts(history, ENDS)
    bad = said(history, "result") == "unqualified" or bool(acts(history, ["mark_unqualified"]))
    if not ends or not bad:
        return NOT_APPLICABLE
    end, decision = ends[0], latest(history, ["open_complaint"], ends[0].number)
    found = []
    if decision is None or not says(decision, "decision") or not says(decision, "complaint"):
        found.append(Breach(end.number, "there is no decision of the office head"))
    known = end.facts.get("group")
    over = [one.get("kind") == "final" for one in known if isinstance(one, dict)] if isinstance(known, list) else []
    if not over or not all(over):
        found.append(Breach(end.number, "the complaint was not over"))
    return found


@invariant(
    "U08", en="Nobody is given up before all attempts were made", zh="未达再访次数不得未访结案", rules=["B12-11"]
)
def given_up_after_attempts(history: History) -> Judgement:
    """Given up is not visited, and its form is handed in like any other."""
    ends, needed = acts(history, ["give_up"]), number_of(history, "attempts")
    if not ends:
        return NOT_APPLICABLE
    found = []
    for one in ends:
        tried = len(acts(history, ["no_contact"], before=one.number))
        if tried < (needed or 1):
            found.append(Breach(one.number, f"it was given up after {tried} attempts"))
    return found


@invariant(
    "U10", en="The form that was collected is archived by the tenth of the next quarter, or the delay is on record",
    zh="回访记录表于下季度10日前归档，编码一致，逾期有记录", rules=["B12-26", "B12-27"],
)  # fmt: skip
def form_is_archived_in_time(history: History) -> Judgement:
    """Under the code that is printed on it."""
    back, within = latest(history, [*RETURNS, "give_up"]), history.policy.get("hand_in")
    ends = acts(history, ENDS)
    opened = latest(history, OPENINGS)
    code = None if opened is None else value(opened, "page_code")
    found = [Breach(one.number, "another form was archived") for one in ends if value(one, "page_code") != code]
    since = None if back is None else moment(back, "quarter_ends")
    if since is None or not isinstance(within, Amount):
        return found or NOT_APPLICABLE
    due = ALWAYS.due(since, within)
    if _at(history, ends) <= due:
        return found or ([] if ends else NOT_YET_OWED)
    if not _marks(history, "handed_in"):
        number = ends[0].number if ends else history.records[-1].number
        found.append(Breach(number, f"the form was due at {to_text(due)}; the delay is not on record"))
    return found


def _at(history: History, ends: list[Record]) -> datetime:
    return ends[0].at if ends else history.until


INVARIANTS = (
    visited_in_time, late_is_said_once, the_right_one_visits, record_is_complete, visitors_sign, was_reviewed,
    unqualified_becomes_a_complaint, given_up_after_attempts, form_is_archived_in_time,
)  # fmt: skip
"""U01 to U08, and U10."""
