"""
On what it depends whether work is quoted, agreed to and begun, waits, goes outside, or is reported done.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any, cast

from propflow import PASSES, Situation, Verdict, blocks, guard
from propflow.model.instants import from_text
from propflow.workflows.repair.known import (
    fact,
    fee_of,
    has_resident,
    is_urgent,
    measures_are_on_file,
    number,
    open_ones,
    sized,
    times,
)

# Quotes and consent


@guard(en="It is the next version", zh="方案版本依次递增", form_needed=True, rules=["A13-26", "A13-31"])
def version_is_next(s: Situation) -> Verdict:
    """Each change of plan or price is a version of its own."""
    before = fact(s, "plan_version")
    expected = (before if isinstance(before, int) else 0) + 1
    if s.form.plan_version == expected:
        return PASSES
    return blocks("wrong_version", found=s.form.plan_version, expected=expected)


@guard(en="It is the version that was quoted last", zh="为最新报价版本", form_needed=True, rules=["A13-17"])
def version_is_current(s: Situation) -> Verdict:
    """An old version is void."""
    if s.form.plan_version == fact(s, "plan_version"):
        return PASSES
    return blocks("wrong_version", found=s.form.plan_version, expected=cast(Any, fact(s, "plan_version")))


@guard(
    en="The payer is the one of the fee table", zh="付费方符合费用认定", form_needed=True,
    rules=["A04-23", "A04-24", "A19-31", "A13-30", "B24-09"],
)  # fmt: skip
def payer_follows_the_table(s: Situation) -> Verdict:
    """Nobody else is quoted."""
    found = fee_of(s)
    if s.form.payer == found.payer:
        return PASSES
    return blocks("wrong_payer", item=found.item, found=s.form.payer, expected=found.payer)


@guard(en="The price follows a published list", zh="依据公示价目", form_needed=True, rules=["A13-30"])
def price_is_published(s: Situation) -> Verdict:
    """Where the policy asks for it, and somebody outside the company pays."""
    asked = s.policy.get("published_prices") and s.form.payer in ("owner", "causer")
    return blocks("price_list_missing") if asked and not s.form.price_list else PASSES


@guard(en="The quote can still be answered", zh="报价尚有答复时间", form_needed=True, rules=["A13-16"])
def quote_lies_ahead(s: Situation) -> Verdict:
    """It is valid for some time to come, and so is the time of completion."""
    past = [name for name in ("valid_until", "expected_completion") if getattr(s.form, name) <= s.now]
    return blocks("quote_is_past", fields=[*past]) if past else PASSES


@guard(en="The quote still holds", zh="报价未过期", rules=["A13-16"])
def quote_still_holds(s: Situation) -> Verdict:
    """Exactly at its end it does."""
    until = fact(s, "valid_until")
    return PASSES if isinstance(until, str) and from_text(until) >= s.now else blocks("quote_has_expired")


@guard(en="Whoever pays consents", zh="由付费方同意", form_needed=True, rules=["A13-17", "C11-08"])
def consenter_pays(s: Situation) -> Verdict:
    """The owner for what the owner pays, the causer for what he pays."""
    if s.form.consenter == fact(s, "payer"):
        return PASSES
    return blocks("wrong_consenter", found=s.form.consenter, expected=cast(Any, fact(s, "payer")))


@guard(en="No person outside pays", zh="非由个人付费", rules=["A04-23", "B24-09"])
def we_pay(s: Situation) -> Verdict:
    """What the company, the fund or the developer pays the office head approves."""
    payer = fact(s, "payer")
    return blocks("payer_must_consent", payer=cast(Any, payer)) if payer in ("owner", "causer") else PASSES


@guard(en="The committee has agreed", zh="业委会已同意", rules=["B24-09", "B24-20", "B24-22"])
def petition_is_answered(s: Situation) -> Verdict:
    """Where the fund pays; and it was petitioned as many days before as the policy says."""
    if fact(s, "payer") != "fund":
        return PASSES
    if fact(s, "petition_approved") is not True:
        return blocks("petition_not_granted")
    days, since = number(s, "petition_days"), fact(s, "petitioned_at")
    early = days is None or (isinstance(since, str) and from_text(since) + timedelta(days=days) <= s.now)
    return PASSES if early else blocks("petitioned_too_late", days=days)


@guard(en="No more is charged than was quoted", zh="收费不超过报价", form_needed=True, rules=["A13-31"])
def charge_follows_the_quote(s: Situation) -> Verdict:
    """And nothing, where the table lets nobody outside pay."""
    quoted = Decimal(str(fact(s, "quoted_cost") or "0")) if fact(s, "payer") in ("owner", "causer") else Decimal(0)
    if s.form.agreed_charge <= quoted:
        return PASSES
    return blocks("above_the_quote", quoted=f"{quoted:.2f}", found=f"{s.form.agreed_charge:.2f}")


@guard(en="A plan was agreed before", zh="此前已有同意方案", rules=["A13-17"])
def a_plan_was_agreed(s: Situation) -> Verdict:
    """A refused change leaves what was agreed before."""
    return PASSES if fact(s, "consented_version") is not None else blocks("no_plan_agreed")


@guard(en="No plan was agreed before", zh="此前无同意方案", rules=["A13-17"])
def no_plan_was_agreed(s: Situation) -> Verdict:
    """Then a refused quote leads back to the survey."""
    return PASSES if fact(s, "consented_version") is None else blocks("plan_was_agreed")


# Work


def _free(s: Situation) -> bool:
    """May work begin without anybody's consent?"""
    waits = fee_of(s).consent == "payer" and bool(s.policy.get("consent_before_work"))
    return not waits and sized(s) == "small"


@guard(
    en="Work may begin", zh="具备开工条件", form_needed=True, rules=["A13-17", "A09-17", "A06-13", "A04-23", "A08-10"]
)
def may_begin(s: Situation) -> Verdict:
    """Nobody's consent is needed, or it is on file for this version, or it is a matter of danger."""
    if s.form.basis == "danger":
        return PASSES if is_urgent(s) else blocks("no_danger")
    if s.form.basis == "no_consent_needed":
        return PASSES if _free(s) else blocks("consent_is_needed", item=fee_of(s).item)
    version = fact(s, "consented_version")
    on_file = version is not None and s.form.plan_version == version == fact(s, "plan_version")
    return PASSES if on_file else blocks("consent_not_on_file", version=s.form.plan_version)


@guard(en="The plan names a time", zh="处理方案写明时间", form_needed=True, rules=["D02-10", "A02-08"])
def plan_names_a_time(s: Situation) -> Verdict:
    """Where the policy asks for it."""
    return blocks("time_missing") if s.policy.get("plan_names_time") and s.form.done_by is None else PASSES


@guard(en="An urgent fault was made safe first", zh="紧急故障已先行处置", rules=["A06-13", "A10-17", "A08-03"])
def measures_come_first(s: Situation) -> Verdict:
    """What is urgent does not wait without a measure on file."""
    return blocks("measures_missing") if is_urgent(s) and not measures_are_on_file(s) else PASSES


@guard(en="Consent is on file where somebody pays", zh="收费维修已有同意", rules=["A13-17"])
def consent_comes_first(s: Situation) -> Verdict:
    """Nothing is ordered at somebody's cost without his consent."""
    waits = fee_of(s).consent == "payer" and s.policy.get("consent_before_work")
    return blocks("consent_not_on_file") if waits and fact(s, "consented_version") is None else PASSES


@guard(en="The resident was told", zh="已告知住户", form_needed=True, rules=["B07-43", "A08-04"])
def resident_was_told(s: Situation) -> Verdict:
    """Who acts, and until when; in public parts nobody has to be."""
    told = s.form.resident_told_at is not None or not has_resident(s)
    return PASSES if told else blocks("resident_not_told")


@guard(
    en="The ground is one of this case", zh="转办依据与案情相符", form_needed=True, rules=["A19-31", "B07-41", "A03-05"]
)
def ground_holds(s: Situation) -> Verdict:
    """Warranty runs, or is disputed; a condition of the developer's norm is on record."""
    warranted = fact(s, "warranty") in ("in", "disputed") or fact(s, "phase") in ("handover_inspection",)
    if s.form.ground == "warranty" and not warranted:
        return blocks("no_warranty", warranty=cast(Any, fact(s, "warranty")))
    if s.form.ground == "developer_norm" and not open_ones(s, "conditions"):
        return blocks("not_escalated")
    return PASSES


@guard(en="Our tracker has looked at it", zh="跟踪人已现场查看", form_needed=True, rules=["B07-44"])
def tracker_has_looked(s: Situation) -> Verdict:
    """What an outside party says of its own work is not enough."""
    return PASSES if s.form.looked_at else blocks("not_looked_at")


# Promises and putting off


@guard(en="The promise can be kept", zh="承诺切实可行", form_needed=True, rules=["A08-05", "C11-10", "B06-13"])
def promise_is_sound(s: Situation) -> Verdict:
    """It lies ahead, not too far, within authority, and what it is called is not promised already."""
    days, at = number(s, "promise_days_max"), s.form.promised_at
    if not s.form.within_authority:
        return blocks("promise_beyond_authority")
    if at <= s.now:
        return blocks("promise_is_past")
    if days is not None and at > s.now + timedelta(days=days) and not getattr(s.form, "report", ()):
        return blocks("promise_too_far", most=days)
    taken = s.form.promise in open_ones(s, "open_promises")
    return blocks("promised_already", promise=s.form.promise) if taken else PASSES


def _promises_used_up(s: Situation) -> bool:
    most = number(s, "promises_max")
    return most is not None and times(s, "promises") >= most


@guard(en="Another promise may be made", zh="承诺次数未超限")  # [design]
def promises_are_left(s: Situation) -> Verdict:
    """After so many the office head decides."""
    return blocks("promises_used_up", found=times(s, "promises")) if _promises_used_up(s) else PASSES


@guard(en="The office head need not endorse it", zh="无须管理处负责人会签", rules=["A08-10"])
def needs_no_endorsement(s: Situation) -> Verdict:
    """A small repair, as long as promises are left."""
    if sized(s) != "small":
        return blocks("size_needs_endorsement", size=sized(s))
    return blocks("promises_used_up", found=times(s, "promises")) if _promises_used_up(s) else PASSES


@guard(en="The office head must endorse it", zh="须管理处负责人会签", rules=["A08-10"])
def needs_endorsement(s: Situation) -> Verdict:
    """A medium or large repair, a renewal, or one promise too many."""
    return PASSES if sized(s) != "small" or _promises_used_up(s) else blocks("no_endorsement_needed")


@guard(en="Report and proposal are there", zh="已附报告与方案", form_needed=True, rules=["A08-10"])
def proposal_is_there(s: Situation) -> Verdict:
    """For all that is more than a small repair."""
    there = bool(s.form.report) or times(s, "approval_requests") > 0
    return PASSES if sized(s) == "small" or there else blocks("report_missing")


# Reporting done


@guard(
    en="From the survey only what needs no consent", zh="勘查阶段仅限无须同意的维修", form_needed=True, rules=["A13-17"]
)
def done_as_it_may_be(s: Situation) -> Verdict:
    """Work that waits for consent is done in the state of work; no fault, and a stop by the resident, end a survey."""
    surveyed = s.case is not None and s.case.state == "on_site"
    if surveyed and s.form.outcome == "repaired" and not _free(s):
        return blocks("consent_is_needed", item=fee_of(s).item)
    return PASSES


@guard(en="The agreed plan was followed", zh="按同意方案施工", form_needed=True, rules=["A13-26"])
def plan_was_followed(s: Situation) -> Verdict:
    """Another plan is another version, and quoted first."""
    return PASSES if s.form.plan_followed or s.form.outcome != "repaired" else blocks("plan_not_followed")


@guard(en="Completion is shown", zh="完工有佐证", form_needed=True, rules=["D03-09", "D03-11"])
def completion_is_shown(s: Situation) -> Verdict:
    """By photographs or a confirmation, where the policy asks for it and there is something to show."""
    asked = s.policy.get("completion_evidence") and s.form.outcome == "repaired"
    return blocks("completion_evidence_missing") if asked and not s.form.evidence else PASSES


@guard(en="The repairer has tried it", zh="维修人员已自检", form_needed=True, rules=["A18-08"])
def was_self_checked(s: Situation) -> Verdict:
    """A first step only, where the policy has it: the owner's answer decides."""
    asked = s.policy.get("acceptance") == "self_check_then_owner" and s.form.outcome == "repaired"
    return blocks("self_check_missing") if asked and not s.form.self_checked else PASSES


@guard(en="Precautions were told", zh="已告知注意事项", form_needed=True, rules=["A13-29"])
def precautions_are_told(s: Situation) -> Verdict:
    """Where the policy asks for it, and there is somebody to be told."""
    asked = s.policy.get("repair_record") and has_resident(s) and s.form.outcome == "repaired"
    return blocks("precautions_missing") if asked and not s.form.precautions else PASSES


@guard(en="The lift was inspected after the rescue", zh="救援后已出具检测报告", rules=["D03-06", "D03-08"])
def rescue_is_reported(s: Situation) -> Verdict:
    """Where people were trapped."""
    owed = fact(s, "scenario") == "lift_entrapment" and not times(s, "rescue_reports")
    return blocks("rescue_report_missing") if owed else PASSES
