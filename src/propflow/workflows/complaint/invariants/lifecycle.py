"""
I01 to I08: what a complaint may become, and by what steps.
"""

from collections.abc import Iterator, Sequence

from propflow.definition.invariants import NOT_APPLICABLE, Breach, History, Judgement, invariant
from propflow.model.journal import NO_HASH, Record
from propflow.workflows.complaint.invariants.families import BIRTHS, CLOSINGS, EXPLANATIONS, GIVEN_UP, OPENINGS
from propflow.workflows.complaint.invariants.reading import (
    acts,
    moment,
    related,
    said,
    says,
    state_at,
    value,
)
from propflow.workflows.complaint.invariants.reckoning import Run, runs
from propflow.workflows.complaint.invariants.steps import faults_of


@invariant(
    "I01", en="The journal is only added to; a correction is a new record with the old and the new value",
    zh="台账只增不改；更正另行登记并载明原值与新值", rules=["B12-27", "B12-26"],
)  # fmt: skip
def journal_is_only_added_to(history: History) -> Judgement:
    """The old value may be left empty only where nothing had stood in that field."""
    found, previous = [], NO_HASH
    for place, one in enumerate(history.records, start=1):
        if one.number != place or one.previous != previous:
            found.append(Breach(one.number, f"it does not follow on record {place - 1}"))
            break
        previous = one.hash
    for one in acts(history, ["correct_record"]):
        field = str(value(one, "field"))
        stood = said(history, field, one.number)
        if not says(one, "new"):
            found.append(Breach(one.number, f"the correction of '{field}' does not say the new value"))
        if not says(one, "old") and stood not in (None, "", []):
            found.append(Breach(one.number, f"the correction of '{field}' does not say the old value"))
    return found


@invariant(
    "I02", en="Each case has one number of its own, and begins by being registered", zh="一案一号，自登记始",
    rules=["A17-04"],
)  # fmt: skip
def has_a_number_of_its_own(history: History) -> Judgement:
    """That no other case bears the number is judged against the linked cases here, and by the book for all."""
    first, *others = history.records
    found = []
    if first.kind != "act" or first.action not in BIRTHS:
        found.append(Breach(first.number, f"it begins with '{first.action}', which registers nothing"))
    if first.book is None:
        found.append(Breach(first.number, "it was given no number"))
    for one in others:
        if one.book is not None or (one.kind == "act" and one.action in BIRTHS):
            found.append(Breach(one.number, "it is registered a second time"))
    for id_, journal in history.linked.items():
        if first.book is not None and journal and journal[0].book == first.book:
            found.append(Breach(first.number, f"its number is that of case {id_} too"))
    return found


@invariant(
    "I03", en="One state at a time; each act is allowed in its state, by its role, with its fields and consents",
    zh="同一时间只有一个状态；每步均在许可状态、由有权人、按表单与会签办理", rules=["A17-05"],
)  # fmt: skip
def each_step_is_allowed(history: History) -> Judgement:
    """Held against the table of actions: guards are judged by the invariants that they serve."""
    found: list[Breach] = []
    before: Record | None = None
    for one in history.records:
        if one.state_from != (None if before is None else before.state_to):
            found.append(Breach(one.number, f"it starts in '{one.state_from}', where the case was not"))
        if before is not None and one.at < before.at:
            found.append(Breach(one.number, "it was recorded before the one before it"))
        if one.kind != "act" and one.state_from != one.state_to:
            found.append(Breach(one.number, f"the case moved to '{one.state_to}' without an act"))
        if one.kind == "act":
            found += [Breach(one.number, what) for what in faults_of(history, one)]
        before = one
    return found


@invariant(
    "I04", en="Nothing is opened before it is on record", zh="先登记后立项", rules=["C05-10"],
)  # fmt: skip
def is_registered_before_it_is_opened(history: History) -> Judgement:
    """Neither by the order of the records nor by the times written into them."""
    openings = acts(history, OPENINGS)
    if not openings:
        return NOT_APPLICABLE
    found = []
    for one in openings:
        births = acts(history, BIRTHS, before=one.number)
        if not births:
            found.append(Breach(one.number, f"'{one.action}' came before any intake record"))
            continue
        received = moment(births[0], "received_at") or moment(births[0], "found_at") or births[0].occurred_at
        opened = moment(one, "opened_at")
        if opened is not None and opened < received:
            found.append(Breach(one.number, f"it says it was opened at {opened}, before reception at {received}"))
    return found


@invariant(
    "I05", en="Only what an explanation ends is explained, and never an emergency",
    zh="仅解释可了结者方可解释了结，紧急求助一律立项",
    rules=["C05-16", "C05-14", "C05-15", "B11-10", "B11-17", "A19-08"],
)  # fmt: skip
def explanation_ended_it(history: History) -> Judgement:
    """The three facts of condition f; or the explanation alone, where the policy so ends what is outside our duties."""
    explanations = acts(history, EXPLANATIONS)
    found = [Breach(one.number, what) for one in explanations for what in _not_explained_away(history, one)]
    for one in history.acts():
        if one.state_from == one.state_to == "explained" and value(one, "level") == "I":
            found.append(Breach(one.number, "it became urgent and was not opened"))
    return found if explanations or found else NOT_APPLICABLE


def _not_explained_away(history: History, record: Record) -> Iterator[str]:
    nature, outside = said(history, "nature", record.number), history.policy.get("out_of_scope")
    if said(history, "level", record.number) == "I" or said(history, "scenario", record.number) is not None:
        yield "an emergency was explained instead of being opened (d)"
    if not says(record, "explanation"):
        yield "there is no explanation on record"
    if nature == "valid" and history.policy.get("opening_gate") == "every_valid_complaint":
        yield "a valid complaint was explained, though every valid one is opened"
    if nature == "out_of_scope" and outside != "open_if_customer_asks":
        if outside == "explain_and_redirect" and not says(record, "other_channel"):
            yield "no other channel was named for what is outside our duties"
        return
    if value(record, "customer_accepts") is not True:
        yield "the customer was not content with the explanation (c)"
    if value(record, "no_follow_up_needed") is not True:
        yield "it needed following up (a, b or c)"
    if nature == "out_of_scope" and value(record, "customer_asked_help") is True:
        yield "the customer had asked us to look into it (e)"


@invariant(
    "I06", en="An opened case ends only by closing; it is never folded, dropped or undecided again",
    zh="已立项案件只能经销项离开，不得并案、作废或退回未定", rules=["C05-19", "C05-20", "C05-27"],
)  # fmt: skip
def an_opened_case_is_closed(history: History) -> Judgement:
    """Whatever the customer or the department wishes."""
    opened, found = False, []
    for one in history.records:
        left = history.kinds.get(str(one.state_from)) == "active" and history.kinds.get(one.state_to) != "active"
        if left and not (one.kind == "act" and one.action in CLOSINGS):
            found.append(Breach(one.number, f"'{one.action}' took an opened case to '{one.state_to}'"))
        elif opened and (one.action in GIVEN_UP or history.kinds.get(one.state_to) in ("entry", "undecided")):
            found.append(Breach(one.number, f"a case that had been opened was '{one.state_to}' again"))
        opened = opened or one.action in OPENINGS
    return found if opened or found else NOT_APPLICABLE


@invariant(
    "I07", en="Somebody answers for every opened case, and there is a next date, at each moment",
    zh="在办案件始终有责任人与下一时限", rules=["D02-17", "B11-06"],
)  # fmt: skip
def somebody_answers_for_it(history: History) -> Judgement:
    """
    Handler, tracker or first receiver; a limit that runs, or the day of completion or review on record.

    The next date is not asked for under a policy without a limit for handing over: it says nothing of by when.
    """
    active = [one for one in history.records if history.kinds.get(one.state_to) == "active"]
    if not active:
        return NOT_APPLICABLE
    limits = runs(history) if history.policy.get("hand_over") is not None else None
    found: list[Breach] = []
    lacking: set[str] = set()
    for one in active:
        before, lacking = lacking, set(_lacking(history, limits, one))
        found += [Breach(one.number, what) for what in sorted(lacking - before)]
    return found


def _lacking(history: History, limits: Sequence[Run] | None, record: Record) -> Iterator[str]:
    after = record.number + 1
    if not any(related(history, who, after) for who in ("assignee", "tracker", "first_receiver")):
        yield "nobody answers for it from here on"
    day = "resume_check_at" if record.state_to == "stalled" else "expected_completion_at"
    if limits is None or said(history, day, after) is not None:
        return
    if not any(run.runs_after(record.number) and run.due(history, after) is not None for run in limits):
        yield "there is no next date from here on"


@invariant(
    "I08", en="What is over stays over; later news is a new case", zh="终结状态不可逆，后续情况另立新案",
    rules=["C04-35"],
)  # fmt: skip
def what_is_over_stays_over(history: History) -> Judgement:
    """From the archive, a merged case or a dismissed alert nothing leads back."""
    if not any(history.kinds.get(one.state_to) == "final" for one in history.records):
        return NOT_APPLICABLE
    return [
        Breach(one.number, f"'{one.action}' led from '{state_at(history, one.number)}' to '{one.state_to}'")
        for one in history.records
        if history.kinds.get(str(state_at(history, one.number))) == "final"
        and one.state_to != state_at(history, one.number)
    ]
