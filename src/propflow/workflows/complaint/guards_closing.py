"""
On what it depends whether a result is verified, contested, and the case closed.
"""

from propflow import PASSES, Situation, Verdict, blocks, guard
from propflow.workflows.complaint.known import (
    fact,
    has_complainant,
    number,
    open_ones,
    reached,
    repair_solved,
    times,
)

# Verification


@guard(en="The complainant knows the result", zh="结果已告知投诉人", rules=["C04-31", "A17-13"])
def result_was_told(s: Situation) -> Verdict:
    """Or was tried in vain often enough; or there is no complainant."""
    return PASSES if not has_complainant(s) or reached(s, "results_told") else blocks("result_not_told")


@guard(en="The desk may verify", zh="可由前台核实", rules=["B11-03", "C05-06"])
def desk_may_verify(s: Situation) -> Verdict:
    """Where the policy leaves verifying to the centre manager, the desk does not."""
    return blocks("centre_manager_verifies") if s.policy.get("verified_by") == "centre_manager" else PASSES


@guard(en="The result is proved true", zh="结果经查证属实", form_needed=True, rules=["C05-28"])
def is_proved_true(s: Situation) -> Verdict:
    """What is not true or not finished goes back to the department."""
    return PASSES if s.form.proved_true else blocks("not_proved_true")


@guard(en="The closing condition fits the track", zh="销项依据与类别相符", form_needed=True, rules=["C05-22", "C05-23"])
def basis_fits_track(s: Situation) -> Verdict:
    """A solved repair closes by the signed sheet; everything else by a voucher or notice."""
    needed = "a" if repair_solved(s) else "b"
    return (
        PASSES if s.form.closing_basis == needed else blocks("wrong_basis", found=s.form.closing_basis, needed=needed)
    )


@guard(
    en="The service sheet is signed and its copy here",
    zh="维修服务单已签字且副联收回",
    form_needed=True,
    rules=["C05-22"],
)
def sheet_is_signed(s: Situation) -> Verdict:
    """Where there is no complainant the dispatcher or finder accepts the work and signs. Nobody signs ahead of time."""
    if s.form.closing_basis != "a" or not s.policy.get("repair_signature"):
        return PASSES
    lacking = [name for name in ("service_sheet", "signed_by", "signed_at") if not getattr(s.form, name)]
    if lacking:
        return blocks("sheet_unsigned", missing=[*lacking])
    return blocks("signed_ahead_of_time") if s.form.signed_at > s.now else PASSES


@guard(en="A voucher or notice is there", zh="有凭证或主管通知", form_needed=True, rules=["C05-23"])
def voucher_is_there(s: Situation) -> Verdict:
    """A voucher, a text, or the notice of the supervisor."""
    if s.form.closing_basis != "b" or s.form.vouchers or s.form.supervisor_notice:
        return PASSES
    return blocks("voucher_missing")


# Dissatisfaction


@guard(en="There is a complainant", zh="有投诉人", rules=["D03-12", "C04-33"])
def there_is_a_complainant(s: Situation) -> Verdict:
    """A sensor is never dissatisfied, and nobody can be followed up who cannot be reached."""
    return PASSES if has_complainant(s) else blocks("no_complainant")


@guard(en="The result has not been upheld already", zh="尚未作出维持决定", rules=["D03-12"])
def is_not_upheld(s: Situation) -> Verdict:
    """The same dissent is not reviewed twice; it stays on record for the follow-up."""
    return blocks("already_upheld") if fact(s, "upheld") is not None else PASSES


@guard(en="It may be done again", zh="二次处置次数未超限", rules=["D03-12", "D03-13"])
def may_be_done_again(s: Situation) -> Verdict:
    """After so many second disposals it is upheld, or waits for the quarterly review."""
    most = number(s, "second_disposal_max")
    if most is None or times(s, "second_disposals") <= most:
        return PASSES
    return blocks("second_disposals_used_up", found=times(s, "second_disposals"), most=most)


@guard(en="Not a repair that needs a signature", zh="不属须签字的维修", rules=["C05-22", "C05-23"])
def needs_no_signature(s: Situation) -> Verdict:
    """A solved repair is not upheld against the complainant, whose signature it needs."""
    return blocks("repair_needs_signature") if repair_solved(s) else PASSES


# Closing


@guard(en="No linked problem is pending", zh="无未了结的关联问题", rules=["C05-24", "C05-25"])
def no_linked_problem(s: Situation) -> Verdict:
    """Each has a case of its own, or is settled."""
    still = open_ones(s, "linked_problems")
    return blocks("linked_problems_open", problems=[*still]) if still else PASSES


@guard(en="A repair closes by its signed sheet", zh="维修类以签字单销项", rules=["C05-22"])
def repair_has_its_sheet(s: Situation) -> Verdict:
    """Looked at again at closing, as the track may have changed since."""
    if repair_solved(s) and fact(s, "closing_basis") != "a":
        return blocks("wrong_basis", needed="a", found=str(fact(s, "closing_basis")))
    return PASSES


@guard(en="Verified by the authority", zh="已经主管部门查实登记", rules=["C01-03"])
def authority_has_verified(s: Situation) -> Verdict:
    """Only for misconduct, only where the policy asks for it, and never before opening."""
    asked = s.policy.get("authority_verification") and fact(s, "nature") == "valid"
    if not asked or fact(s, "valid_ground") != "misconduct" or times(s, "authority_verifications"):
        return PASSES
    return blocks("authority_verification_missing")


def _consent_is_needed(s: Situation) -> bool:
    return fact(s, "grade") == "major" and bool(s.policy.get("major_closing_consent"))


@guard(en="Nobody's consent is needed", zh="无须管理处负责人同意", rules=["C05-26", "C05-31"])
def needs_no_consent(s: Situation) -> Verdict:
    """A major complaint is closed with consent, where the policy asks for it."""
    return blocks("major_needs_consent") if _consent_is_needed(s) else PASSES


@guard(en="The office head's consent is needed", zh="须管理处负责人同意", rules=["C05-26"])
def needs_consent(s: Situation) -> Verdict:
    """An ordinary complaint needs nobody's consent."""
    return PASSES if _consent_is_needed(s) else blocks("no_consent_needed")


@guard(en="Whoever consented is another person", zh="同意人与经办人不同", rules=["C05-26", "C05-31"])
def consenter_is_another(s: Situation) -> Verdict:
    """Nobody closes on the strength of his own signature."""
    proposals = {} if s.case is None else s.case.part("proposals")
    signatures = [one for proposal in proposals.values() if proposal for one in proposal["signatures"]]
    signers = {one[whose] for one in signatures for whose in ("by", "on_behalf_of")}
    acting = {s.actor.id, s.actor.on_behalf_of} - {None}
    return blocks("consented_himself") if acting & signers else PASSES


@guard(
    en="An overrun is approved or on record", zh="超时已获批准或已记录", form_needed=True,
    rules=["C04-37", "C04-39", "D02-18"],
)  # fmt: skip
def overrun_is_on_record(s: Situation) -> Verdict:
    """Closing what was settled late says why, unless more time was approved or the alert is on record."""
    run = None if s.case is None else s.case.clock("settle")
    overdue = run is not None and run.running and run.due_at is not None and run.due_at < s.now
    late = overdue or (run is not None and run.verdict == "late")
    if not late or s.form.overrun_reason or times(s, "extensions") or times(s, "overruns"):
        return PASSES
    return blocks("overrun_not_recorded", due=run.due_at.isoformat() if run and run.due_at else "")


@guard(en="It is not dated ahead", zh="日期不在将来", form_needed=True, rules=["C05-32"])
def is_not_dated_ahead(s: Situation) -> Verdict:
    """A closing time lies behind, or is now."""
    return PASSES if s.form.closed_at <= s.now else blocks("closed_ahead_of_time")
