"""
On what it depends whether a report is accepted, sent on, folded into another, dispatched or given up.
"""

from typing import Any, cast

from propflow import PASSES, Situation, Verdict, blocks, guard
from propflow.workflows.repair.dispatching import Job, allowed
from propflow.workflows.repair.known import (
    fact,
    has_arrived,
    has_resident,
    is_lower,
    number,
    open_danger,
    open_ones,
    reaches_others,
    sized,
    times,
    tried_enough,
)
from propflow.workflows.repair.states import open_set

# Reports and findings


@guard(
    en="An online report comes from the owner's account",
    zh="网上报修来自业主个人账户",
    form_needed=True,
    rules=["A09-11"],
)
def online_is_logged_in(s: Situation) -> Verdict:
    """Where the policy asks for it; no other report is refused at the door."""
    asked = s.policy.get("online_login") and s.form.channel == "online"
    return blocks("own_account_missing") if asked and not s.form.own_account else PASSES


@guard(en="A superior's order names him", zh="上级交办须载明交办人", form_needed=True, rules=["A03-22"])
def orderer_is_named(s: Situation) -> Verdict:
    """Who has passed a repair down stands on record."""
    return blocks("orderer_missing") if s.form.origin == "superior" and not s.form.ordered_by else PASSES


@guard(en="The reading is over its limit", zh="读数超过阈值", form_needed=True, rules=["D05-07"])
def reading_is_over_limit(s: Situation) -> Verdict:
    """A sensor that reads within its limit reports nothing."""
    if s.form.reading > s.form.limit:
        return PASSES
    return blocks("reading_within_limit", reading=s.form.reading, limit=s.form.limit)


@guard(en="The complaint is being handled", zh="投诉在办", form_needed=True, rules=["C10-04", "A19-15"])
def complaint_is_live(s: Situation) -> Verdict:
    """A complaint that is closed, or not opened, orders no repair."""
    known = s.facts.get("linked_case")
    if not isinstance(known, dict) or known.get("kind") == "active":
        return PASSES
    return blocks("complaint_is_not_live", complaint=cast(Any, known.get("id")), kind=cast(Any, known.get("kind")))


# Class, verification


@guard(
    en="Danger makes it urgent, and nothing else", zh="有险情即为紧急", form_needed=True,
    rules=["A06-20", "A09-03", "A09-04", "A06-24", "A18-19", "D02-02"],
)  # fmt: skip
def class_follows_danger(s: Situation) -> Verdict:
    """A sudden case is urgent too; routine is what the maintenance plan has found."""
    urgent = s.form.danger != "none" or s.form.sudden
    if urgent is not (s.form.repair_class == "urgent"):
        return blocks("class_against_danger", danger=s.form.danger, repair_class=s.form.repair_class)
    planned = fact(s, "origin") in ("inspection_plan", "patrol")
    return blocks("not_of_the_plan") if s.form.repair_class == "routine" and not planned else PASSES


@guard(en="It is a danger, or sudden", zh="存在险情或突发", form_needed=True, rules=["A18-19", "D02-02"])
def is_an_emergency(s: Situation) -> Verdict:
    """Anything else is verified first."""
    return PASSES if s.form.danger != "none" or s.form.sudden else blocks("no_emergency")


@guard(
    en="It was looked at together with a resident who was there", zh="已会同在场住户现场确认", form_needed=True,
    rules=["A10-11"],
)  # fmt: skip
def walked_with_resident(s: Situation) -> Verdict:
    """Where the policy asks for it."""
    asked = s.policy.get("walk_with_resident") and s.form.resident_present
    return blocks("not_walked_together") if asked and not s.form.walked_together else PASSES


@guard(en="Misuse is applied for in writing", zh="使用不当损坏已书面申请", form_needed=True, rules=["A18-02"])
def misuse_is_applied_for(s: Situation) -> Verdict:
    """Where the policy asks for it; asked when it is accepted, not at the door."""
    asked = s.policy.get("written_misuse") and s.form.cause == "tenant_misuse"
    return blocks("application_missing") if asked and not s.form.application else PASSES


@guard(en="The class is not lowered", zh="未降低类别", form_needed=True, rules=["A09-13", "A06-19"])
def nothing_is_lowered(s: Situation) -> Verdict:
    """Anyone may raise it; only a superior lowers it."""
    if is_lower(s, s.form.repair_class):
        return blocks("lowered_only_by_superior", repair_class=cast(Any, fact(s, "repair_class")))
    return PASSES


@guard(en="The class is lowered", zh="降低了类别", form_needed=True, rules=["A09-13", "A06-19"])
def something_is_lowered(s: Situation) -> Verdict:
    """What lowers nothing is an ordinary classification."""
    return PASSES if is_lower(s, s.form.repair_class) else blocks("nothing_lowered")


# Ends at the desk


@guard(en="No danger is open", zh="无未处置险情")  # [design]
def no_open_danger(s: Situation) -> Verdict:
    """An urgent fault against which nothing has been done yet is not let go."""
    return blocks("danger_is_open") if open_danger(s) else PASSES


@guard(en="The customer accepts it", zh="客户认可", form_needed=True, rules=["B10-07", "C05-15"])
def customer_accepts(s: Situation) -> Verdict:
    """Who does not accept being sent on is helped, and tracked."""
    return PASSES if s.form.customer_accepts or not has_resident(s) else blocks("customer_does_not_accept")


@guard(en="The same component at the same place", zh="同一部位同一地点", form_needed=True, rules=["D01-11"])
def is_the_same_fault(s: Situation) -> Verdict:
    """A fault inside one home is never folded into that of another."""
    if not (s.form.same_component and s.form.same_place):
        return blocks("not_the_same_fault", component=s.form.same_component, place=s.form.same_place)
    inside = fact(s, "location") == "in_unit"
    return blocks("of_another_home") if inside and not s.form.same_unit else PASSES


@guard(en="The master case is open", zh="主案在办", form_needed=True, rules=["D01-11"])
def master_is_open(s: Situation) -> Verdict:
    """It is being repaired, and not closed or ended."""
    known = s.facts.get("linked_case")
    if not isinstance(known, dict) or known.get("state") in {one.name for one in open_set}:
        return PASSES
    return blocks("master_is_not_open", master=cast(Any, known.get("id")), state=cast(Any, known.get("state")))


@guard(en="Nobody has been there yet", zh="尚未到场", rules=["D01-11"])
def nobody_has_been_there(s: Situation) -> Verdict:
    """After a visit it has its own history, and stays a case of its own."""
    return blocks("somebody_has_been_there") if has_arrived(s) else PASSES


@guard(
    en="Within the means of whoever did it", zh="属本人能力范围", form_needed=True, rules=["A10-25", "B18-27", "B05-14"]
)
def is_within_means(s: Situation) -> Verdict:
    """What takes a trade is dispatched."""
    return PASSES if s.form.within_means else blocks("beyond_his_means")


@guard(en="Nobody else is concerned", zh="不涉及公共部位及他人", form_needed=True)  # [design]
def concerns_nobody_else(s: Situation) -> Verdict:
    """A fault in public parts or reaching others is not one person's to withdraw; an error of ours is none."""
    error = s.form.reason == "entered_in_error"
    return blocks("concerns_others") if reaches_others(s) and not error else PASSES


@guard(en="No hazard is left behind", zh="未遗留隐患", form_needed=True)  # [design]
def leaves_no_hazard(s: Situation) -> Verdict:
    """Once work has begun, whoever gives it up says that nothing dangerous is left."""
    return blocks("hazard_left") if times(s, "starts") and not s.form.leaves_no_hazard else PASSES


@guard(en="The reason fits where the case stands", zh="撤销原因与现状相符", form_needed=True)  # [design]
def reason_fits(s: Situation) -> Verdict:
    """A quote is declined or expires only while it waits; access fails, and people are not reached, only in the end."""
    reason, state = s.form.reason, "" if s.case is None else s.case.state
    if reason in ("quote_declined", "quote_expired") and state != "awaiting_consent":
        return blocks("no_quote_is_open", reason=reason)
    expired = None if s.case is None else s.case.clock("consent")
    if reason == "quote_expired" and (expired is None or expired.due_at is None or expired.due_at >= s.now):
        return blocks("quote_still_valid")
    if reason == "no_access" and times(s, "failed_visits") < (number(s, "access_attempts") or 1):
        return blocks("attempts_left", found=times(s, "failed_visits"))
    if reason == "unreachable" and not tried_enough(s):
        return blocks("attempts_left", found=times(s, "attempts_in_vain"))
    return PASSES


# Orders


@guard(
    en="Whoever is sent can do it", zh="派出人员胜任", form_needed=True, rules=["A04-19", "A06-27", "A13-22", "A09-14"]
)
def assignee_is_able(s: Situation) -> Verdict:
    """He has learnt the trade, holds its certificate where the policy asks for it, and is on duty."""
    lacking = [name for name in ("skilled", "on_duty") if not getattr(s.form, name)]
    lacking += ["certified"] if s.policy.get("repairer_certificate") and not s.form.certified else []
    return blocks("cannot_be_sent", lacking=[*lacking]) if lacking else PASSES


@guard(en="He may be chosen in this way", zh="派工方式适用", form_needed=True, rules=["A06-19", "A09-14"])
def strategy_is_allowed(s: Situation) -> Verdict:
    """What is urgent is assigned; orders are taken or given in turn for small ordinary work only."""
    job = Job("", str(fact(s, "repair_class") or "ordinary"), size=sized(s))
    return PASSES if allowed(s.form.strategy, job) else blocks("strategy_not_allowed", strategy=s.form.strategy)


@guard(en="It is noted who took the call", zh="已登记接单人", form_needed=True, rules=["B10-09"])
def call_taker_is_noted(s: Situation) -> Verdict:
    """Where the policy asks for it."""
    return blocks("call_taker_missing") if s.policy.get("call_taker") and not s.form.call_taken_by else PASSES


def _used_up(s: Situation) -> bool:
    most = number(s, "returns_max")
    return most is not None and times(s, "returns") >= most


@guard(en="It may still be returned", zh="退单次数未超限", rules=["A10-29"])
def may_still_be_returned(s: Situation) -> Verdict:
    """After so many returns the supervisor assigns, and that binds."""
    return blocks("supervisor_assigns", returns=times(s, "returns")) if _used_up(s) else PASSES


@guard(en="It was returned too often", zh="退单已达上限", rules=["A10-29"])
def was_returned_enough(s: Situation) -> Verdict:
    """Before that the dispatcher chooses."""
    return PASSES if _used_up(s) else blocks("not_returned_enough", returns=times(s, "returns"))


@guard(en="Whoever does the work can come then", zh="维修方能按时到场", form_needed=True, rules=["B10-10"])
def provider_can_come(s: Situation) -> Verdict:
    """A time that cannot be kept is not agreed."""
    return PASSES if s.form.possible else blocks("time_not_possible")


@guard(en="The report was verified", zh="已核实报修", rules=["A06-09", "A07-10"])
def is_verified(s: Situation) -> Verdict:
    """An emergency is verified and classified after the start, but before it is reported done."""
    return PASSES if times(s, "verifications") else blocks("verification_missing")


# What keeps a case


@guard(en="No linked fault is pending", zh="无未了结的关联问题", rules=["C05-24", "C05-25"])
def no_linked_fault(s: Situation) -> Verdict:
    """Each has a case of its own, or is settled."""
    still = open_ones(s, "linked_faults")
    return blocks("linked_faults_open", faults=[*still]) if still else PASSES


@guard(en="No key is out, and the home was left", zh="钥匙已归还且已离开住户", rules=["B16-14", "B16-16"])
def key_is_back(s: Situation) -> Verdict:
    """A key that was lent is back or on record as lost; whoever went in has gone out."""
    if fact(s, "key_out") is not None:
        return blocks("key_is_out", key_loan=cast(Any, fact(s, "key_out")))
    return blocks("still_inside") if fact(s, "entered_at") is not None else PASSES
