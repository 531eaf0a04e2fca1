"""
On what it depends whether violations are noted, settled, answered by a stop, and whether a case comes to its end.
"""

from decimal import Decimal

from propflow import PASSES, Situation, Verdict, blocks, guard, linked
from propflow.model.calendars import ALWAYS
from propflow.workflows.renovation.known import children, held, is_over, length, number, times

# Notices


@guard(en="The period lies ahead, and is not too long", zh="整改期限合理", form_needed=True, rules=["B08-44", "B21-27"])
def period_is_right(s: Situation) -> Verdict:
    """How long it is the notice says, within what the policy allows."""
    if s.form.rectify_by <= s.now:
        return blocks("period_is_past", rectify_by=s.form.rectify_by.isoformat())
    most = length(s, "rectification_most")
    latest = None if most is None else ALWAYS.due(s.now, most)
    if latest is not None and s.form.rectify_by > latest:
        return blocks("period_too_long", latest=latest.isoformat())
    return PASSES


@guard(en="The notice is a new one", zh="整改通知单号未重复", form_needed=True, rules=["B08-44"])
def notices_are_new(s: Situation) -> Verdict:
    """A number that is open already would be settled together with the other."""
    known = sorted({*s.form.notices} & {*held(s, "open_notices")})
    return blocks("notices_already_open", notices=[*known]) if known else PASSES


@guard(en="Notices that are open", zh="所列通知单均未销", form_needed=True, rules=["B08-45"])
def notices_are_open(s: Situation) -> Verdict:
    """What was never served cannot be settled."""
    unknown = sorted({*s.form.notices} - {*held(s, "open_notices")})
    return blocks("notices_not_open", notices=[*unknown]) if unknown else PASSES


@guard(en="Every open notice is settled", zh="全部通知单均已整改", form_needed=True, rules=["B08-45"])
def all_notices_are_settled(s: Situation) -> Verdict:
    """One that stays open keeps the case where it is."""
    still = sorted({*held(s, "open_notices")} - {*s.form.notices})
    return blocks("notices_still_open", notices=[*still]) if still else PASSES


@guard(en="No notice is open", zh="无未整改通知单", rules=["B08-43", "B08-44"])
def no_notice_is_open(s: Situation) -> Verdict:
    """What was rectified and checked does not count against anybody."""
    still = held(s, "open_notices")
    return blocks("notices_still_open", notices=[*still]) if still else PASSES


@guard(en="No violation since the last passed inspection", zh="上次验收合格后无违章", rules=["B08-43", "B08-46"])
def nothing_since_last_inspection(s: Situation) -> Verdict:
    """That is what no violation record means: an earlier one that was rectified does not block."""
    found = times(s, "violations_since")
    return blocks("violations_since_inspection", found=found) if found else PASSES


# Stopping


@guard(en="The period for rectification is over, or the permit is", zh="整改逾期或装修超期", rules=["B08-44", "B08-38"])
def stop_is_due(s: Situation) -> Verdict:
    """Past the permit there was no extension; while a violation is being rectified, its period must have passed."""
    if s.case is None or s.case.state != "works_rectification" or is_over(s, "rectification"):
        return PASSES
    return blocks("rectification_not_overdue")


@guard(en="All passes are suspended", zh="出入证均已暂停", needs=[linked("child", ["worker"])], rules=["B21-43"])
def passes_are_suspended(s: Situation) -> Verdict:
    """So that nobody passes the gate while the works are stopped."""
    still = [str(one["id"]) for one in children(s, "worker") if one["state"] == "issued"]
    return blocks("passes_in_use", passes=[*still]) if still else PASSES


@guard(
    en="Nothing was deducted from the deposit",
    zh="押金未动用",
    needs=[linked("child", ["deposit_taken"])],
    rules=["B08-43"],
)
def deposit_is_whole(s: Situation) -> Verdict:
    """Once a settlement has begun, settling is the only way to an end."""
    begun = [str(one["state"]) for one in children(s, "deposit_taken") if one["state"] not in ("held", "withheld")]
    return blocks("settlement_begun", deposit=[*begun]) if begun else PASSES


# Completion and inspections


@guard(en="No plan change is open", zh="无未决方案变更", needs=[linked("child", ["change"])], rules=["B08-35"])
def no_change_is_open(s: Situation) -> Verdict:
    """What is to be inspected must be settled first."""
    still = [str(one["id"]) for one in children(s, "change") if one["kind"] != "final"]
    return blocks("changes_open", changes=[*still]) if still else PASSES


@guard(en="A delegate has an authority", zh="代办竣工须有授权", form_needed=True, rules=["B08-40"])
def authority_is_there(s: Situation) -> Verdict:
    """The owner in person needs none."""
    return PASSES if s.form.reported_by == "owner" or s.form.authorisation else blocks("authorisation_missing")


@guard(en="Repeated failure is passed up", zh="多次复查不合格须上报", form_needed=True, rules=["B08-45"])
def repeated_failure_is_passed_up(s: Situation) -> Verdict:
    """From how many failed checks on is policy."""
    most = number(s, "failed_checks_most")
    if most is None or times(s, "failed_checks") + 1 < most or s.form.passed_up_to.strip():
        return PASSES
    return blocks("failure_not_passed_up", failures=times(s, "failed_checks") + 1)


@guard(en="The waiting time is over", zh="复验等待期已满", rules=["B08-42", "B08-46"])
def waiting_is_over(s: Situation) -> Verdict:
    """Thirty days, from the last passed inspection; exactly then is long enough."""
    run = None if s.case is None else s.case.clock("observation")
    until = None if run is None else run.due_at
    if until is not None and until <= s.now:
        return PASSES
    return blocks("too_early", until=None if until is None else until.isoformat())


@guard(en="Nothing is found", zh="无渗漏堵损坏", form_needed=True, rules=["B08-43", "B08-46"])
def nothing_is_found(s: Situation) -> Verdict:
    """No seepage, no leak, no blockage, no damage."""
    found = [name for name in ("seepage", "leak", "blockage", "damage") if getattr(s.form, name)]
    return blocks("defects_found", defects=[*found]) if found else PASSES


@guard(
    en="All passes are back, or written off",
    zh="出入证均已收回或核销",
    needs=[linked("child", ["worker"])],
    rules=["B08-41"],
)
def passes_are_back(s: Situation) -> Verdict:
    """One that is missing is decided on, and then holds up nothing."""
    out = [str(one["id"]) for one in children(s, "worker") if one["kind"] not in ("resting", "final")]
    return blocks("passes_out", passes=[*out]) if out else PASSES


# Settling


@guard(
    en="What was deducted is what the ledger says", zh="扣抵金额与押金账一致", form_needed=True,
    needs=[linked("child", ["deposit_taken", "deposit_deducted"])], rules=["B08-22"],
)  # fmt: skip
def deducted_as_the_ledger_says(s: Situation) -> Verdict:
    """The deposit has a ledger of its own; it must have been deducted from, and be paid out or used up."""
    lines = [one["facts"]["deposit_deducted"] for one in children(s, "deposit_taken")]
    found = sum((Decimal(one) for one in lines if one is not None), Decimal(0))
    if not found:
        return blocks("nothing_deducted")
    return PASSES if s.form.deducted == found else blocks("ledger_says_otherwise", ledger=f"{found:.2f}")


@guard(en="The contractor was heard before", zh="已先听取装修单位意见", form_needed=True, rules=["B21-43"])
def contractor_was_heard(s: Situation) -> Verdict:
    """Nobody is heard in the future."""
    return PASSES if s.form.contractor_heard_at <= s.now else blocks("not_heard_yet")


@guard(en="Rectification after an inspection is overdue", zh="整改逾期", rules=["B08-44"])
def settlement_is_due(s: Situation) -> Verdict:
    """After a failed re-inspection at once; while something is being rectified, once its period has passed."""
    if s.case is None or s.case.state != "post_rectification" or is_over(s, "rectification"):
        return PASSES
    return blocks("rectification_not_overdue")


@guard(en="The notice was served before", zh="通知已先送达", form_needed=True)
def notice_was_served(s: Situation) -> Verdict:
    """Works are given up for lost only after their owner was told."""
    return PASSES if s.form.notice_served_at <= s.now else blocks("not_served_yet")


@guard(en="The deposit is paid out", zh="押金已退还", needs=[linked("child", ["deposit_taken"])], rules=["B08-43"])
def deposit_is_paid_out(s: Situation) -> Verdict:
    """Through its ledger, to the payer."""
    states = {str(one["state"]) for one in children(s, "deposit_taken")}
    return PASSES if states == {"refunded"} else blocks("deposit_not_paid_out", deposit=[*sorted(states)])
