"""
On what it depends whether a case is handed on, acted upon, put off, or reported done.
"""

from typing import Any, cast

from propflow import PASSES, Situation, Verdict, blocks, guard, linked
from propflow.workflows.complaint.known import fact, has_complainant, number, open_ones, reached, times

_TOP = ("general_manager", "headquarters")
_OVER = ("resting", "aftercare", "final")
_NAMING = (
    "responsible", "coordinator_id", "co_handler_id", "leader", "new_handler", "tracker_id", "assignee",
)  # fmt: skip

# Handing over


@guard(en="It is classified", zh="已分类定级", rules=["C10-03", "D02-01"])
def is_classified(s: Situation) -> Verdict:
    """By nature, content and level; a valid complaint by grade too."""
    lacking = [name for name in ("nature", "content", "level") if fact(s, name) is None]
    if fact(s, "nature") == "valid" and fact(s, "grade") in (None, "none"):
        lacking.append("grade")
    return blocks("not_classified", missing=[*lacking]) if lacking else PASSES


def _refused_out(s: Situation) -> bool:
    most = number(s, "rejects_max")
    return most is not None and times(s, "rejects") >= most


@guard(en="The departments may still refuse", zh="退单次数未达上限", rules=["C06-02", "A14-18"])
def may_still_be_refused(s: Situation) -> Verdict:
    """After so many refusals the supervisor assigns, and nobody refuses again."""
    return blocks("supervisor_assigns", rejects=times(s, "rejects")) if _refused_out(s) else PASSES


@guard(en="The departments have refused often enough", zh="退单次数已达上限", rules=["C06-02", "A14-18"])
def has_been_refused_enough(s: Situation) -> Verdict:
    """A binding assignment follows refusals; before them it is an ordinary dispatch."""
    return PASSES if _refused_out(s) else blocks("not_refused_enough", rejects=times(s, "rejects"))


@guard(en="Somebody coordinates several departments", zh="多部门已指定协调人", form_needed=True, rules=["B11-13"])
def coordinator_is_named(s: Situation) -> Verdict:
    """From how many departments on the duty manager coordinates is policy."""
    since = number(s, "coordination_from")
    if since is None or len(s.form.departments) < since or s.form.coordinator_id:
        return PASSES
    return blocks("coordinator_missing", departments=len(s.form.departments), since=since)


@guard(
    en="Nobody is named who is complained about", zh="所指定人员非被投诉人", form_needed=True,
    rules=["A01-05", "A17-11"],
)  # fmt: skip
def respondent_is_not_named(s: Situation) -> Verdict:
    """Whoever is complained about is not made handler, coordinator, helper, tracker or visitor of the case."""
    accused = None if s.case is None else s.case.related("respondent")
    if accused is None or accused not in [getattr(s.form, field, None) for field in _NAMING]:
        return PASSES
    return blocks("respondent_named", person=accused)


@guard(en="It is signed for", zh="已签名签收", form_needed=True, rules=["C04-23"])
def receipt_is_signed(s: Situation) -> Verdict:
    """Whoever takes the form for the department signs, where the policy asks for it."""
    return blocks("signature_missing") if s.policy.get("receipt_signature") and not s.form.signature else PASSES


@guard(en="It is of level I", zh="属一级紧急", rules=["D02-02", "D02-03"])
def is_level_one(s: Situation) -> Verdict:
    """Receipt and inquiry are skipped only in an emergency."""
    return PASSES if fact(s, "level") == "I" else blocks("not_level_one")


@guard(en="It is not of level I", zh="不属一级紧急", rules=["A17-09"])
def is_not_level_one(s: Situation) -> Verdict:
    """An emergency is reported with photographs, to headquarters at once."""
    return blocks("is_level_one") if fact(s, "level") == "I" else PASSES


@guard(en="It goes high enough", zh="上报层级符合规定", form_needed=True, rules=["C04-19", "C04-20", "C04-24"])
def goes_high_enough(s: Situation) -> Verdict:
    """An important complaint to the property manager or higher, a major one to the general manager or higher."""
    grade, to = fact(s, "grade"), s.form.forwarded_to
    enough = {"important": ("property_manager", "office_head", *_TOP), "major": _TOP}.get(str(grade), ())
    if to in enough:
        return PASSES
    return blocks("not_high_enough", grade=cast(Any, grade), to=to) if enough else blocks("not_to_be_passed_up")


# Measures


@guard(en="The complainant has been contacted", zh="已与投诉人首次联系", rules=["A17-07", "D02-13"])
def contact_was_made(s: Situation) -> Verdict:
    """Or tried in vain often enough; or there is no complainant."""
    return PASSES if not has_complainant(s) or reached(s, "contacts") else blocks("first_contact_missing")


@guard(en="The owner knows of the measures", zh="措施已告知业主", form_needed=True, rules=["C11-08", "C02-05"])
def measures_are_told(s: Situation) -> Verdict:
    """The owner agrees, or there is a reason why it is done without consent."""
    if not has_complainant(s) or s.form.owner_consent == "agreed":
        return PASSES
    if s.form.owner_consent == "not_applicable":
        return blocks("there_is_a_complainant")
    return PASSES if s.form.reason_without_consent else blocks("consent_or_reason_missing")


@guard(en="The plan names a time", zh="处理方案写明时间", form_needed=True, rules=["D02-10", "C11-11"])
def plan_names_a_time(s: Situation) -> Verdict:
    """For cases of level II, where the policy asks for it, and wherever no limit for settling says by when."""
    run = None if s.case is None else s.case.clock("settle")
    asked = s.policy.get("plan_names_time") and fact(s, "level") == "II"
    unlimited = run is None or run.due_at is None
    return blocks("time_missing") if (asked or unlimited) and s.form.expected_completion_at is None else PASSES


@guard(en="Within the authority of the department", zh="属部门权限", rules=["A14-19", "C04-03", "C11-10"])
def department_decides(s: Situation) -> Verdict:
    """Minor complaints, and those that have no grade."""
    grade = fact(s, "grade")
    return PASSES if grade not in ("important", "major") else blocks("beyond_the_department", grade=cast(Any, grade))


@guard(en="The complaint is an important one", zh="属重要投诉", rules=["C04-02", "C04-12"])
def is_important(s: Situation) -> Verdict:
    """The property manager answers for it."""
    return PASSES if fact(s, "grade") == "important" else blocks("not_important")


@guard(en="The complaint is a major one", zh="属重大投诉", rules=["C04-09", "C04-10", "C04-11"])
def is_major(s: Situation) -> Verdict:
    """The general manager answers for it."""
    return PASSES if fact(s, "grade") == "major" else blocks("not_major")


@guard(en="The complaint is not a major one", zh="非重大投诉", rules=["A19-22", "D02-15"])
def is_not_major(s: Situation) -> Verdict:
    """A major complaint has a definite reply of its own."""
    return blocks("is_major") if fact(s, "grade") == "major" else PASSES


@guard(en="The inquiry is on record", zh="调查核实已记录", rules=["A01-22", "A01-23", "C06-03"])
def inquiry_is_recorded(s: Situation) -> Verdict:
    """First the facts, then the measures."""
    return PASSES if times(s, "inquiries") else blocks("inquiry_missing")


# Reporting done


@guard(
    en="Solved work was inquired into and handled first", zh="解决须先查明并处理", form_needed=True,
    rules=["A01-23", "C02-04"],
)  # fmt: skip
def solved_after_inquiry(s: Situation) -> Verdict:
    """While it is still being investigated it can end in any way but solved."""
    if s.form.outcome != "solved":
        return PASSES
    if s.case is not None and s.case.state == "investigating":
        return blocks("measures_missing")
    return PASSES if times(s, "inquiries") else blocks("inquiry_missing")


@guard(en="Every department that helps is done", zh="协办部门均已办结", rules=["B11-13", "C07-07"])
def co_handlers_are_done(s: Situation) -> Verdict:
    """The department in charge reports last."""
    still = open_ones(s, "co_handlers")
    return blocks("co_handlers_open", departments=[*still]) if still else PASSES


@guard(en="Every repair order has ended", zh="维修单均已办结", rules=["C10-04", "A19-15"])
def repair_orders_are_done(s: Situation) -> Verdict:
    """The complaint waits for what it has ordered."""
    still = open_ones(s, "repair_orders")
    return blocks("repair_orders_open", orders=[*still]) if still else PASSES


@guard(
    en="The repair order has ended", zh="维修单确已办结", form_needed=True, needs=[linked("child")],
    rules=["C10-05", "C10-08"],
)  # fmt: skip
def order_has_ended(s: Situation) -> Verdict:
    """Where the order is a case linked to this one, its own state decides; else the word of whoever enters it."""
    orders = cast("list[dict[str, Any]]", s.facts.get("child") or [])
    still = [one["state"] for one in orders if one["id"] == s.form.order and one["kind"] not in _OVER]
    return blocks("order_still_open", order=s.form.order, state=still[0]) if still else PASSES


@guard(en="Every department has signed for it", zh="各部门均已签收", rules=["C04-23"])
def receipts_are_signed(s: Situation) -> Verdict:
    """Where the policy asks for signatures; after an emergency they are entered late."""
    still = open_ones(s, "unsigned_receipts")
    return blocks("receipts_unsigned", departments=[*still]) if still and s.policy.get("receipt_signature") else PASSES


@guard(en="Completion is shown", zh="办结有佐证", form_needed=True, rules=["D03-09", "D03-11"])
def completion_is_shown(s: Situation) -> Verdict:
    """By photographs or a signed confirmation, where the policy asks for it and there is something to show."""
    if not s.policy.get("completion_evidence") or s.form.outcome != "solved" or s.form.evidence:
        return PASSES
    return blocks("completion_evidence_missing")


# Promotion, extensions, many owners


@guard(en="It has been unsettled for too long", zh="逾期未解决", rules=["C04-11", "B11-30"])
def is_unsettled_for_too_long(s: Situation) -> Verdict:
    """Counted from reception, whatever happened in between."""
    run = None if s.case is None else s.case.clock("becomes_major")
    if run is not None and run.due_at is not None and run.due_at <= s.now:
        return PASSES
    return blocks("not_unsettled_for_so_long")


@guard(en="More time was asked for", zh="已申请延期", rules=["C04-37", "C04-39"])
def extension_was_requested(s: Situation) -> Verdict:
    """Nobody decides on what was not asked for."""
    return PASSES if fact(s, "requested_limit") is not None else blocks("no_extension_requested")


@guard(en="The new limit lies ahead", zh="新期限在将来", form_needed=True, rules=["C04-37", "C04-39"])
def new_limit_lies_ahead(s: Situation) -> Verdict:
    """More time is asked for what is still to come."""
    return PASSES if s.form.new_limit > s.now else blocks("new_limit_is_past")


@guard(en="The manual lets the property manager approve it", zh="规定由物业部经理审批", rules=["C04-37"])
def property_manager_approves(s: Situation) -> Verdict:
    """For minor complaints, where the policy names an approver."""
    if fact(s, "grade") != "minor":
        return blocks("not_minor")
    return PASSES if s.policy.get("minor_overrun_approver") else blocks("nobody_approves")


@guard(en="The manual lets the general manager approve it", zh="规定由公司总经理审批", rules=["C04-39"])
def general_manager_approves(s: Situation) -> Verdict:
    """For important complaints, where the policy names an approver."""
    if fact(s, "grade") != "important":
        return blocks("not_important")
    return PASSES if s.policy.get("important_overrun_approver") else blocks("nobody_approves")


@guard(en="The policy names an approver for major complaints", zh="已规定重大投诉延期审批人", rules=["C04-41"])
def somebody_approves_major(s: Situation) -> Verdict:
    """The manuals name nobody: every overrun of a major complaint is a breach, unless the policy says otherwise."""
    if fact(s, "grade") != "major":
        return blocks("not_major")
    return PASSES if s.policy.get("major_overrun_approver") else blocks("nobody_approves")


@guard(
    en="Many owners, or a grave matter", zh="涉及多数业主或性质严重", form_needed=True,
    rules=["A14-09", "A14-10", "A03-27", "A03-28"],
)  # fmt: skip
def concerns_many(s: Situation) -> Verdict:
    """More than the share of the owners that the policy says; exactly that share is not more."""
    share = number(s, "mass_share_percent")
    if s.form.wide_impact:
        return PASSES
    if share is not None and s.form.owners_affected * 100 > share * s.form.owners_in_all:
        return PASSES
    return blocks("not_many", affected=s.form.owners_affected, owners=s.form.owners_in_all)


@guard(
    en="Important, major, or recurring", zh="重要、重大或反复发生", rules=["C04-29", "B11-37", "B12-25"],
)  # fmt: skip
def calls_for_correction(s: Situation) -> Verdict:
    """From how many complaints on a matter recurs is policy."""
    since, found = number(s, "recurrence_from"), times(s, "requests_on_same_matter")
    if fact(s, "grade") in ("important", "major") or (since is not None and found >= since):
        return PASSES
    return blocks("no_cause_for_correction", requests=found)


@guard(en="Within the authority of whoever promises", zh="承诺在权限之内", form_needed=True, rules=["C11-10"])
def promise_is_within_authority(s: Situation) -> Verdict:
    """Nobody promises what is not his to give."""
    return PASSES if s.form.within_authority else blocks("promise_beyond_authority")


@guard(en="No personal data is published", zh="公布内容不含个人信息", form_needed=True, rules=["A01-07", "A01-08"])
def nothing_personal(s: Situation) -> Verdict:
    """What hangs on the notice board names nobody."""
    return PASSES if s.form.no_personal_data else blocks("personal_data")
