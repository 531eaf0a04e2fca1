"""
V01 to V09: what a repair may become, and by what steps.
"""

from collections.abc import Iterator

from propflow.definition.invariants import NOT_APPLICABLE, Breach, History, Judgement, invariant
from propflow.model.instants import to_text
from propflow.model.journal import NO_HASH, Record
from propflow.workflows.complaint.invariants.reading import acts, related, role, says, state_at, value
from propflow.workflows.complaint.invariants.steps import faults_of
from propflow.workflows.repair.fees import PUBLIC
from propflow.workflows.repair.invariants.families import (
    BIRTHS,
    CANCELLATIONS,
    CLOSINGS,
    DONE,
    GIVEN_UP,
    MEASURES,
    REDIRECTIONS,
    TABLE,
    VERIFICATIONS,
    VISITS,
)
from propflow.workflows.repair.invariants.reckoning import known
from propflow.workflows.repair.states import open_set

OPEN = tuple(one.name for one in open_set)


@invariant(
    "V01", en="The journal is only added to; one case, one number, from its registration on",
    zh="台账只增不改；一案一号，自登记始", rules=["A17-04"],
)  # fmt: skip
def journal_is_only_added_to(history: History) -> Judgement:
    """A correction is a record with the old and the new value; the old one is left empty only where nothing stood."""
    found, previous = [], NO_HASH
    for place, one in enumerate(history.records, start=1):
        if one.number != place or one.previous != previous:
            found.append(Breach(one.number, f"it does not follow on record {place - 1}"))
            break
        previous = one.hash
    first, *others = history.records
    if first.kind != "act" or first.action not in BIRTHS:
        found.append(Breach(first.number, f"it begins with '{first.action}', which registers nothing"))
    if first.book is None:
        found.append(Breach(first.number, "it was given no number"))
    for one in others:
        if one.book is not None or (one.kind == "act" and one.action in BIRTHS):
            found.append(Breach(one.number, "it is registered a second time"))
    for one in acts(history, ["correct_record"]):
        if not says(one, "new"):
            found.append(Breach(one.number, f"the correction of '{value(one, 'field')}' does not say the new value"))
    return found


@invariant(
    "V02", en="One state at a time; each act is allowed in its state, by its role, with its fields and consents",
    zh="同一时间只有一个状态；每步均在许可状态、由有权人、按表单与会签办理",
)  # fmt: skip
def each_step_is_allowed(history: History) -> Judgement:
    """Held against the table of actions. Times never run backwards, and nothing has happened in the future."""
    found: list[Breach] = []
    before: Record | None = None
    for one in history.records:
        if one.state_from != (None if before is None else before.state_to):
            found.append(Breach(one.number, f"it starts in '{one.state_from}', where the case was not"))
        if before is not None and one.at < before.at:
            found.append(Breach(one.number, "it was recorded before the one before it"))
        if one.kind != "act" and one.state_from != one.state_to:
            found.append(Breach(one.number, f"the case moved to '{one.state_to}' without an act"))
        if one.occurred_at > one.at:
            found.append(
                Breach(one.number, f"it is said to have happened at {to_text(one.occurred_at)}, after its record")
            )
        if one.kind == "act":
            found += [Breach(one.number, what) for what in faults_of(history, one, TABLE)]
        before = one
    return found


@invariant(
    "V03", en="Nothing is accepted without verification and class; an emergency owes both before it is reported done",
    zh="受理须先核实分类；紧急派工须在完工前补办", rules=["A06-09", "A07-10"],
)  # fmt: skip
def is_verified(history: History) -> Judgement:
    """What is solved on the spot verifies itself."""
    judged = [one for one in history.acts() if one.state_to == "accepted" != one.state_from or one.action in DONE[:2]]
    if not judged:
        return NOT_APPLICABLE
    found = []
    for one in judged:
        verified = [each for each in acts(history, VERIFICATIONS, before=one.number + 1) if says(each, "verified_how")]
        classed = any(says(each, "repair_class") for each in history.acts() if each.number <= one.number)
        solved = acts(history, ["resolve_on_spot"], before=one.number)
        if one.action in DONE[:2] and not (verified or solved):
            found.append(Breach(one.number, "it was reported done without having been verified"))
        if one.action == "open" and not (says(one, "verified_how") and classed):
            found.append(Breach(one.number, "it was accepted without verification and class"))
    return found


@invariant(
    "V04", en="An open case ends by closing, or is cancelled, sent on or folded into another, and in no other way",
    zh="在办案件仅可销项、撤销、转介或并单", rules=["C05-27"],
)  # fmt: skip
def an_open_case_is_not_dropped(history: History) -> Judgement:
    """Whatever else takes it out of the open states is a breach."""
    left = [one for one in history.records if one.state_from in OPEN and one.state_to not in OPEN]
    if not any(one.state_to in OPEN for one in history.records):
        return NOT_APPLICABLE
    allowed = (*CLOSINGS, *GIVEN_UP)
    return [
        Breach(one.number, f"'{one.action}' took an open case to '{one.state_to}'")
        for one in left
        if not (one.kind == "act" and one.action in allowed)
    ]


_NEXT_DATE = {
    "waiting_external": "agreed_time", "waiting_part": "next_check_at", "made_safe": "next_check_at",
    "deferred_with_plan": "promised_at",
}  # fmt: skip
_IN_HAND = ("dispatched", "access_failed", "on_site", "awaiting_consent", "in_progress", "made_safe", "waiting_part")


@invariant(
    "V05", en="Somebody answers for every open case: its first receiver, its repairer or our tracker; with a next date",
    zh="在办案件始终有首问责任人、维修责任人或跟踪人，并有下一时限", rules=["A10-08", "B10-04", "A14-18", "D02-17"],
)  # fmt: skip
def somebody_answers_for_it(history: History) -> Judgement:
    """The date is that of the wait; elsewhere a limit, an appointment or the arrival says by when."""
    open_ones = [one for one in history.records if one.state_to in OPEN]
    if not open_ones:
        return NOT_APPLICABLE
    found: list[Breach] = []
    lacking: set[str] = set()
    for one in open_ones:
        before, lacking = lacking, set(_lacking(history, one))
        found += [Breach(one.number, what) for what in sorted(lacking - before)]
    return found


def _lacking(history: History, record: Record) -> Iterator[str]:
    after = record.number + 1
    if related(history, "first_receiver", after) is None:
        yield "nobody is its first receiver from here on"
    if record.state_to in _IN_HAND and not any(related(history, who, after) for who in ("assignee", "tracker")):
        yield "no repairer is in charge from here on"
    if record.state_to == "waiting_external" and related(history, "tracker", after) is None:
        yield "nobody of us tracks it from here on"
    date = _NEXT_DATE.get(record.state_to)
    if date is not None and known(history, date, after) is None:
        yield "there is no next date from here on"


@invariant(
    "V06", en="What is over stays over; later news is a new case", zh="终结状态不可逆，后续情况另立新案",
)  # fmt: skip
def what_is_over_stays_over(history: History) -> Judgement:
    """From the archive, and from what was cancelled, sent on or merged, nothing leads back."""
    if not any(history.kinds.get(one.state_to) == "final" for one in history.records):
        return NOT_APPLICABLE
    return [
        Breach(one.number, f"'{one.action}' led from '{state_at(history, one.number)}' to '{one.state_to}'")
        for one in history.records
        if history.kinds.get(str(state_at(history, one.number))) == "final"
        and one.state_to != state_at(history, one.number)
    ]


@invariant(
    "V07", en="What is merged is the same fault, was not visited yet, and its master is there, and was open",
    zh="并单须同一故障、未到场，主案存在且在办", rules=["D01-11", "A03-10"],
)  # fmt: skip
def merged_into_what_is_there(history: History) -> Judgement:
    """So no circle goes unseen: in every circle there is a master that had been merged itself."""
    merged = acts(history, ["merge_into"])
    if not merged:
        return NOT_APPLICABLE
    return [Breach(one.number, what) for one in merged for what in _mismerged(history, one)]


def _mismerged(history: History, record: Record) -> Iterator[str]:
    if acts(history, VISITS, before=record.number):
        yield "it was merged after somebody had been there"
    if value(record, "same_component") is not True or value(record, "same_place") is not True:
        yield "it was merged though component or place are not the same"
    if known(history, "location", record.number) == "in_unit" and value(record, "same_unit") is not True:
        yield "a fault inside one home was merged into that of another"
    journal = history.linked.get(str(value(record, "master_id")))
    if not journal:
        yield f"there is no other case {value(record, 'master_id')} into which it could be merged"
        return
    noted = [one for one in journal if one.kind == "link" and one.facts.get("case") == history.case.id]
    if not noted:
        yield f"case {value(record, 'master_id')} does not know of it"
    elif noted[-1].state_to not in OPEN:
        yield f"case {value(record, 'master_id')}, into which it was merged, was not open"


@invariant(
    "V08", en="What is cancelled has a reason, leaves no danger, and concerns nobody else, but for errors",
    zh="撤销须有理由、无险情、不涉及他人（误登记除外）", rules=["C05-27"],
)  # fmt: skip
def cancelled_for_a_reason(history: History) -> Judgement:
    """Errors of ours are found by the supervisor of customer service, or above."""
    judged = acts(history, CANCELLATIONS)
    if not judged:
        return NOT_APPLICABLE
    found = []
    for one in judged:
        if not (says(one, "reason") and says(one, "statement")):
            found.append(Breach(one.number, "it was cancelled without a reason and a statement"))
        if _in_danger(history, one.number):
            found.append(Breach(one.number, "it was cancelled while a danger was open"))
        shared = known(history, "location", one.number) in PUBLIC or known(history, "scope", one.number) in (
            "several", "building_or_estate",
        )  # fmt: skip
        error = value(one, "reason") == "entered_in_error" and role(one) in ("cs_supervisor", "office_head")
        if shared and not error:
            found.append(Breach(one.number, "a fault that concerns others was cancelled"))
    return found


def _in_danger(history: History, before: int) -> bool:
    urgent = known(history, "repair_class", before) == "urgent"
    done = known(history, "outcome", before) is not None
    return urgent and not done and not acts(history, MEASURES, before=before)


@invariant(
    "V09", en="What is sent on has a reason, a suggestion and the customer's acceptance, and leaves no danger",
    zh="转介须有理由、建议及客户认可，且无险情", rules=["B10-07", "B04-39"],
)  # fmt: skip
def sent_on_with_consent(history: History) -> Judgement:
    """Where there is no resident, nobody has to accept it."""
    judged = acts(history, REDIRECTIONS)
    if not judged:
        return NOT_APPLICABLE
    found = []
    for one in judged:
        if not (says(one, "reason") and says(one, "suggestion")):
            found.append(Breach(one.number, "it was sent on without a reason and a suggestion"))
        resident = known(history, "counterpart", one.number) == "resident"
        if resident and value(one, "customer_accepts") is not True:
            found.append(Breach(one.number, "it was sent on though the customer does not accept that"))
        if _in_danger(history, one.number):
            found.append(Breach(one.number, "it was sent on while a danger was open"))
    return found
