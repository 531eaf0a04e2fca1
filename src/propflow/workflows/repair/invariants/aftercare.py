"""
V36 to V42: what is owed after closing, to money, to those above, and to the record.
"""

from collections.abc import Iterator

from propflow.definition.forms import form_spec
from propflow.definition.invariants import (
    NOT_APPLICABLE,
    NOT_YET_OWED,
    OPEN_QUESTION,
    Breach,
    History,
    Judgement,
    invariant,
)
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import (
    acts,
    is_sealed,
    latest_number,
    moves,
    number_of,
    role,
    says,
    value,
)
from propflow.workflows.repair.escalation import OPTIONAL
from propflow.workflows.repair.invariants.families import ARCHIVINGS, CLOSINGS, REFUSALS, REWORKS, ROUNDS, TABLE
from propflow.workflows.repair.invariants.reckoning import known

STATED = {
    "blocked": "e6", "large_loss": "e8", "beyond_authority": "e9", "many_owners": "e_iii",
}  # fmt: skip
"""Disputes that by themselves meet a condition of the developer's norm."""


def _somebody(history: History, before: int) -> bool:
    return known(history, "counterpart", before) == "resident" or bool(known(history, "co_reporters", before))


@invariant(
    "V36", en="Where the policy asks for a follow-up, it is done, refused or tried before the archive",
    zh="按规定须回访的案件归档前已回访、被拒或多次未果", rules=["A10-21", "B12-06", "B12-12", "B13-05"],
)  # fmt: skip
def is_followed_up(history: History) -> Judgement:
    """What is left out of the sample says so. The rate over all repairs of a period no single history shows."""
    ends = acts(history, ARCHIVINGS)
    if not acts(history, CLOSINGS):
        return NOT_APPLICABLE
    found = []
    for one in ends:
        since = latest_number(history, ["reopen"], one.number)
        visits = acts(history, ["record_follow_up"], since, one.number)
        if one.action == "archive":
            if not any(_counts(history, each) for each in visits):
                found.append(Breach(one.number, "it was archived without having been followed up"))
            continue
        share = number_of(history, "follow_up_share")
        sampled = value(one, "reason") == "not_sampled" and (share is None or share >= 100)
        asked = history.policy.get("follow_up") is not None and value(one, "reason") == "not_asked"
        if _somebody(history, one.number) and (sampled or asked or value(one, "reason") == "no_resident"):
            found.append(
                Breach(one.number, f"no follow-up was made for a reason that does not hold: {value(one, 'reason')}")
            )
    return found or ([] if ends else NOT_YET_OWED)


def _counts(history: History, visit: Record) -> bool:
    attempts = value(visit, "attempts")
    enough = isinstance(attempts, int) and attempts >= (number_of(history, "contact_attempts") or 1)
    return value(visit, "follow_up_result") != "unreachable" or enough


@invariant(
    "V37", en="After a rework or a reopening there is a follow-up before the archive", zh="返工或重开后归档前须回访",
    rules=["C11-13"],
)  # fmt: skip
def rework_is_followed_up(history: History) -> Judgement:
    """Where there is somebody to be asked."""
    rounds, ends = acts(history, ROUNDS), acts(history, ARCHIVINGS)
    if not rounds:
        return NOT_APPLICABLE
    if not ends:
        return NOT_YET_OWED
    end = ends[-1]
    followed = acts(history, ["record_follow_up"], rounds[-1].number, end.number)
    if _somebody(history, end.number) and not followed:
        return [Breach(end.number, "it was archived without a follow-up after it was done again")]
    return []


@invariant(
    "V38", en="A follow-up that fails brings a complaint or a reopening", zh="回访不合格须转投诉或重开",
    rules=["B12-23"],
)  # fmt: skip
def failed_follow_up_has_consequences(history: History) -> Judgement:
    """A complaint that was opened earlier in the same life of the case counts too."""
    failed = [one for one in acts(history, ["record_follow_up"]) if value(one, "follow_up_result") == "failed"]
    if not failed:
        return NOT_APPLICABLE
    end = next(iter(acts(history, ARCHIVINGS)), None)
    if end is None:
        return NOT_YET_OWED
    since = latest_number(history, ["reopen"], end.number)
    last = acts(history, ["record_follow_up"], since, end.number)
    bad = bool(last) and value(last[-1], "follow_up_result") == "failed"
    if bad and not acts(history, ["open_breach_complaint"], since, end.number):
        return [Breach(end.number, "it was archived after a failed follow-up that had no consequence")]
    return []


@invariant(
    "V39", en="Money is taken by finance alone", zh="收款仅由财务办理", rules=["A10-27", "B06-11"],
)  # fmt: skip
def money_goes_to_finance(history: History) -> Judgement:
    """That no gift was taken no journal shows; what was, would not be in it."""
    paid = acts(history, ["note_payment"])
    if not paid:
        return NOT_APPLICABLE
    return [Breach(one.number, f"{one.actor} took money and is not finance") for one in paid if role(one) != "finance"]


@invariant(
    "V40", en="A condition of the developer's norm that is met was raised, or has a reason against it, by the closing",
    zh="符合升级条件的，销项前须已升级或说明理由", rules=["A03-05", "A03-17", "A03-19", "A03-20", "A03-27"],
)  # fmt: skip
def conditions_are_answered(history: History) -> Judgement:
    """
    Of conditions that a recorded dispute meets by itself.

    Those with figures and those over many cases are judged by the guard when it closes.
    """
    closings = acts(history, CLOSINGS)
    if not closings:
        return NOT_APPLICABLE
    found = []
    for one in closings:
        disputes = known(history, "disputes", one.number) or ()
        raised = {value(each, "condition") for each in acts(history, ["escalate_to_developer"], before=one.number)}
        refused = {value(each, "condition") for each in acts(history, ["decline_escalation"], before=one.number)}
        for matter in disputes:
            condition = STATED.get(matter)
            claimed = condition == "e8" and known(history, "claims", one.number)
            if condition and condition not in OPTIONAL and not claimed and condition not in raised | refused:
                found.append(Breach(one.number, f"it was closed though '{matter}' was neither raised nor answered"))
    return found


@invariant(
    "V41", en="Confidential values stand nowhere in the open journal", zh="保密内容不得出现在公开台账",
    rules=["A17-21"],
)  # fmt: skip
def confidence_is_kept(history: History) -> Judgement:
    """
    Of confidential fields in the journal.

    Open: what went out in notices and lists is no part of a history, so a case without a breach is not proved sound.
    """
    found = [
        Breach(one.number, f"the confidential field '{name}' stands in the journal for everybody to read")
        for one in history.records
        if one.kind == "act"
        for name in _bared(one)
    ]
    return found or OPEN_QUESTION


def _bared(record: Record) -> Iterator[str]:
    action = TABLE.get(record.action)
    spec = None if action is None else form_spec(action.form)
    for field in spec.fields if spec else ():
        found = value(record, field.name)
        if field.confidential and found is not None and not is_sealed(found):
            yield field.name


@invariant(
    "V42", en="After so many rounds the work is deferred, handed outside or upheld, and not begun anew",
    zh="返工次数用尽后仅可缓修、外转或维持", rules=["D03-12", "D03-13"],
)  # fmt: skip
def rounds_come_to_an_end(history: History) -> Judgement:
    """Each life of the case for itself; how many rounds is policy."""
    most = number_of(history, "rework_max")
    if most is None or not acts(history, REFUSALS):
        return NOT_APPLICABLE
    found = []
    for one in [each for each in moves(history) if each.action in REWORKS]:
        since = latest_number(history, ["reopen"], one.number)
        refused = len(acts(history, REFUSALS, since, one.number))
        if refused > most:
            found.append(Breach(one.number, f"it was ordered anew after {refused} refusals"))
        if not says(one, "findings"):
            found.append(Breach(one.number, "it was ordered anew without a review"))
    return found
