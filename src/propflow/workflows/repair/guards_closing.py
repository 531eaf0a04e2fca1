"""
On what it depends whether finished work is accepted, refused, done again, upheld, and the case closed.
"""

from decimal import Decimal
from typing import Any, cast

from propflow import PASSES, Situation, Verdict, blocks, guard
from propflow.workflows.repair.acceptance import admitted, is_compulsory
from propflow.workflows.repair.known import (
    fact,
    fee_of,
    has_arrived,
    has_resident,
    number,
    overdue,
    times,
    tried_enough,
    under_complaint,
)

_COMPLETION = ("complete_urgent", "complete_ordinary", "complete_small")


def _stopped(s: Situation) -> bool:
    """Has the resident stopped the work, so that nothing could be solved?"""
    return fact(s, "outcome") == "stopped_by_resident"


# Acceptance


@guard(en="The resident looked first, then signed", zh="先查验后签认", form_needed=True, rules=["A10-20", "A10-06"])
def looked_before_signing(s: Situation) -> Verdict:
    """Neither before he has looked nor ahead of time."""
    if s.form.signed_at < s.form.checked_at:
        return blocks("signed_before_looking")
    return blocks("signed_ahead_of_time") if s.form.signed_at > s.now else PASSES


@guard(en="The resident is satisfied", zh="住户满意", form_needed=True, rules=["A10-20", "A13-20", "A06-16"])
def resident_is_satisfied(s: Situation) -> Verdict:
    """And it is thoroughly solved; what he has stopped himself he acknowledges only."""
    if _stopped(s) or (s.form.satisfied and s.form.solved):
        return PASSES
    return blocks("not_satisfied", satisfied=s.form.satisfied, solved=s.form.solved)


@guard(en="The repair record was handed over", zh="已交付维修记录", form_needed=True, rules=["A13-28"])
def record_was_given(s: Situation) -> Verdict:
    """Where the policy asks for it."""
    return blocks("record_not_given") if s.policy.get("repair_record") and not s.form.record_given else PASSES


@guard(
    en="The basis is one that the policy admits", zh="验收依据符合规定", form_needed=True,
    rules=["A04-13", "A06-15", "A09-20", "A18-09", "D03-09", "C05-22"],
)  # fmt: skip
def basis_is_admitted(s: Situation) -> Verdict:
    """The strategy says who may stand for the resident; under a complaint nobody does."""
    bases = _admitted(s)
    return PASSES if s.form.basis in bases else blocks("basis_not_admitted", found=s.form.basis, admitted=[*bases])


def _admitted(s: Situation) -> tuple[str, ...]:
    strategy = str(s.policy.get("acceptance"))
    return admitted(strategy, resident=has_resident(s), under_complaint=under_complaint(s))


@guard(en="It is thoroughly solved", zh="彻底解决", form_needed=True, rules=["A06-16"])
def is_solved(s: Situation) -> Verdict:
    """Except for what the resident has stopped."""
    return PASSES if s.form.solved or _stopped(s) else blocks("not_solved")


@guard(en="The basis is proved", zh="验收依据有佐证", form_needed=True, rules=["D03-09", "A09-20", "A04-13", "A06-17"])
def basis_is_proved(s: Situation) -> Verdict:
    """A check and photographs by documents; and the reporter was told, whoever accepts in his place."""
    if s.form.basis in ("photos", "staff", "office_check") and not s.form.evidence:
        return blocks("acceptance_evidence_missing", basis=s.form.basis)
    untold = has_resident(s) and s.form.told_at is None
    return blocks("reporter_not_told", basis=s.form.basis) if untold else PASSES


@guard(en="The resident has not answered in all his time", zh="住户逾期未答复")  # [design]
def nobody_has_answered(s: Situation) -> Verdict:
    """The time is over, and he was tried in vain as often as the policy says."""
    if not has_resident(s):
        return blocks("no_resident")
    if not overdue(s, "acceptance"):
        return blocks("acceptance_still_open")
    return PASSES if tried_enough(s) else blocks("attempts_left", found=times(s, "attempts_in_vain"))


@guard(en="There is a resident", zh="有住户", rules=["D03-12"])
def there_is_a_resident(s: Situation) -> Verdict:
    """In public parts a checker refuses."""
    return PASSES if has_resident(s) else blocks("no_resident")


# Refused


@guard(en="The checker has refused it", zh="由验收人判定不合格", rules=["A06-16"])
def checker_has_refused(s: Situation) -> Verdict:
    """What the resident refuses goes to the superior of the handler."""
    return PASSES if fact(s, "refused_by") == "checker" else blocks("resident_has_refused")


@guard(en="It may be done again", zh="返工次数未超限", rules=["D03-12", "D03-13"])
def may_be_done_again(s: Situation) -> Verdict:
    """After so many rounds it is deferred, handed outside, or upheld."""
    most = number(s, "rework_max")
    if most is None or times(s, "refusals") <= most:
        return PASSES
    return blocks("reworks_used_up", found=times(s, "refusals"), most=most)


@guard(en="Another repairer comes where one was asked for", zh="按要求更换维修人员", form_needed=True, rules=["D03-13"])
def another_comes(s: Situation) -> Verdict:
    """Whoever did the work that was refused is not sent again against the wish of who refused it."""
    if s.case is None or fact(s, "wants_another") is not True:
        return PASSES
    same = s.form.assignee in (*s.case.doers("report_done"), s.case.related("assignee"))
    return blocks("same_repairer", assignee=s.form.assignee) if same else PASSES


@guard(en="The resident's signature is not compulsory", zh="非必须住户签认", rules=["C05-22", "A10-20"])
def signature_is_not_compulsory(s: Situation) -> Verdict:
    """Where it is, work is not upheld against the resident."""
    strategy = str(s.policy.get("acceptance"))
    compulsory = is_compulsory(strategy, resident=has_resident(s), under_complaint=under_complaint(s))
    return blocks("signature_is_compulsory") if compulsory else PASSES


# Closing


@guard(en="The signed copy is back", zh="签字副联已收回", form_needed=True, rules=["B10-12", "B10-13", "C05-22"])
def copy_is_back(s: Situation) -> Verdict:
    """
    Where the policy asks for it, or a complaint waits for it.

    A stored electronic confirmation is the copy; what the office has checked, or what is deemed
    accepted, has its own record.
    """
    asked = bool(s.policy.get("copy_needed")) or under_complaint(s)
    if not asked or fact(s, "sign_mode") != "paper":
        return PASSES
    return PASSES if s.form.copy_received_at or times(s, "copies") else blocks("copy_missing")


@guard(en="No more is charged than was agreed", zh="收费不超过同意费用", form_needed=True, rules=["A13-31", "A13-20"])
def charge_was_agreed(s: Situation) -> Verdict:
    """Work that began without consent, and whatever the table puts on nobody outside, is not charged."""
    table = fee_of(s, rework=False)
    if s.form.charge and not table.chargeable:
        return blocks("nothing_may_be_charged", item=table.item)
    agreed = Decimal(str(fact(s, "agreed_charge") or "0"))
    if s.form.charge <= agreed:
        return PASSES
    return blocks("above_what_was_agreed", agreed=f"{agreed:.2f}", found=f"{s.form.charge:.2f}")


@guard(en="The fee is settled", zh="费用已了结", form_needed=True, rules=["C10-07", "A13-21", "A13-34", "B06-11"])
def fee_is_settled(s: Situation) -> Verdict:
    """Free, paid to finance, put into the management fee, or pursued as arrears; and it says which."""
    free = s.form.fee_status == "free"
    if bool(s.form.charge) is free:
        return blocks("fee_status_wrong", charge=f"{s.form.charge:.2f}", fee_status=s.form.fee_status)
    if s.form.fee_status == "paid" and Decimal(str(fact(s, "paid") or "0")) < s.form.charge:
        return blocks("payment_missing")
    if s.form.fee_status == "arrears" and fact(s, "arrears_case") is None:
        return blocks("arrears_missing")
    deferred = s.form.fee_status == "in_management_fee" and s.policy.get("payment_at_sign_off")
    return blocks("payment_missing") if deferred else PASSES


@guard(en="Everybody who reported it was told", zh="已告知各报修人", rules=["A06-17", "A09-20", "A04-13"])
def everybody_was_told(s: Situation) -> Verdict:
    """Others who have reported the same fault sign nothing; they are told."""
    return blocks("result_not_told") if times(s, "co_reporters") and not times(s, "results_told") else PASSES


@guard(en="It says who answers for it", zh="载明责任认定", form_needed=True, rules=["C10-06"])
def liability_is_stated(s: Situation) -> Verdict:
    """On the sheet of a repair that a complaint has ordered."""
    return blocks("liability_missing") if under_complaint(s) and not s.form.liability else PASSES


@guard(en="An overrun is on record", zh="超时已有记录", form_needed=True, rules=["D02-18", "A19-20"])
def overrun_is_on_record(s: Situation) -> Verdict:
    """What was repaired late says why, unless the alert or a promise in time is on record."""
    late = [
        one
        for one in _COMPLETION
        if (run := None if s.case is None else s.case.clock(one)) is not None and run.verdict == "late"
    ]
    on_record = s.form.overrun_reason or times(s, "overruns")
    return blocks("overrun_not_recorded", clocks=cast(Any, late)) if late and not on_record else PASSES


@guard(en="Somebody has been there", zh="已到场查看", rules=["C05-29"])
def somebody_has_been_there(s: Situation) -> Verdict:
    """Nothing is given up that nobody has looked at."""
    return PASSES if has_arrived(s) else blocks("nobody_has_been_there")


@guard(en="The resident was told of the review", zh="已告知住户评审结果", form_needed=True, rules=["C05-29", "A08-04"])
def resident_knows_of_it(s: Situation) -> Verdict:
    """In public parts nobody has to be."""
    told = s.form.resident_told_at is not None or not has_resident(s)
    return PASSES if told else blocks("resident_not_told")
