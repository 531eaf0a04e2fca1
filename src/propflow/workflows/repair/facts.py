"""
What a repair keeps in sight of all that its forms have said.

Measures, consents, visits, promises and keys outlive the states in which they came about. What was done for one
round of the work (a measure, a result) holds for that round only; a reopened case charges anew.
"""

from propflow import count, first, last, open_set
from propflow.workflows.repair.actions_aftercare import record_follow_up, record_recurring_visit, record_survey, reopen
from propflow.workflows.repair.actions_anywhere import (
    acknowledge_overrun,
    alert_overrun,
    answer_reporter,
    break_promise,
    check_warranty,
    decide_fee,
    decline_escalation,
    escalate_to_developer,
    fulfil_promise,
    make_further_promise,
    make_promise,
    note_renovation_delay,
    open_breach_complaint,
    record_claim,
    record_dispute,
    record_mediation,
    record_petition_answer,
    request_approval,
    settle_dispute,
    start_coordination,
    tell_result,
)
from propflow.workflows.repair.actions_closing import (
    accept_deemed,
    accept_without_resident,
    close,
    close_unresolved,
    deliver_copy,
    fail_check,
    link_new_fault,
    note_payment,
    open_arrears,
    open_linked_case,
    order_rework,
    order_rework_after_check,
    record_review,
    refuse_acceptance,
    settle_linked_fault,
    sign_off,
    uphold_work,
)
from propflow.workflows.repair.actions_handling import (
    approve_plan,
    defer,
    defer_endorsed,
    external_done,
    hand_to_external,
    issue_rescue_report,
    make_safe,
    part_arrived,
    plan_check,
    present_quote,
    record_consent,
    record_safe_measure,
    report_done,
    resume_plan,
    revise_quote,
    start_work,
    wait_for_part,
)
from propflow.workflows.repair.actions_intake import (
    add_co_reporter,
    classify,
    lower_class,
    raise_from_finding,
    raise_from_sensor,
    record_attempt,
    register,
    resolve_on_spot,
    spawn_from_complaint,
)
from propflow.workflows.repair.actions_opening import (
    agree_appointment,
    arrive,
    dispatch,
    dispatch_bindingly,
    dispatch_emergency,
    enter_by_key,
    enter_in_danger,
    fail_access,
    leave,
    link_key_loan,
    open_,
    rebook_visit,
    report_key_loss,
    return_key,
    return_order,
    verify_report,
)

_born = [register, raise_from_finding, raise_from_sensor, spawn_from_complaint]
_verified = [open_, verify_report]
_placed = [*_verified, classify, lower_class]
_entered = [enter_by_key, enter_in_danger]
_quoted = [present_quote, revise_quote]
_agreed = [record_consent, approve_plan]
_deferred = [defer, defer_endorsed]
_promised = [make_promise, make_further_promise, *_deferred]
_done = [report_done, external_done, resolve_on_spot]
_refused = [refuse_acceptance, fail_check]
_reworked = [order_rework, order_rework_after_check]

about_the_case = [
    last("origin", of=_born, en="Where it comes from", zh="来源"),
    first("reported_at", of=[register, spawn_from_complaint], en="Reported at", zh="报修时间"),
    last("counterpart", of=_born, en="Who is told and signs", zh="对应住户"),
    last("scenario", of=_born, en="Emergency of a kind", zh="突发情形"),
    last("danger", of=[*_placed, dispatch_emergency], en="Danger", zh="险情"),
    last("repair_class", of=[*_placed, dispatch_emergency], en="Class", zh="类别"),
    last("location", of=[*_placed, dispatch_emergency, resolve_on_spot], en="Location", zh="位置类别"),
    last("scope", of=[*_placed, dispatch_emergency], en="Whom it reaches", zh="影响范围"),
    last("component", of=[*_placed, check_warranty], en="Component", zh="部位设施"),
    last("trade", of=_verified, en="Trade", zh="工种"),
    last("size", of=_placed, en="Size", zh="规模"),
    last("complexity", of=_placed, en="Complexity", zh="复杂程度"),
    last("phase", of=_verified, en="Phase of the building", zh="阶段"),
    last("serious", of=_placed, en="Serious fault", zh="重大故障"),
    last("cause", of=[register, *_verified, decide_fee, report_done, resolve_on_spot], en="Cause", zh="原因"),
    last("warranty", of=[*_verified, check_warranty], en="Warranty", zh="保修情况"),
    count("verifications", of=[*_verified, resolve_on_spot], en="Verifications", zh="核实次数"),
    count("co_reporters", of=add_co_reporter, en="Other reporters", zh="共同报修人数"),
    count("attempts_in_vain", of=record_attempt, ends=[answer_reporter, *_done, reopen],
          en="Attempts in vain since", zh="未能联系次数"),
    open_set("linked_faults", of=link_new_fault, ends=[open_linked_case, settle_linked_fault], field="fault",
             en="Linked faults that are pending", zh="未了关联问题"),
]  # fmt: skip

about_the_work = [
    last("planned_arrival",
         of=[dispatch, dispatch_bindingly, rebook_visit, agree_appointment, resume_plan, *_reworked],
         ends=[arrive, *_entered, return_order, reopen], en="To be there by", zh="预约到场时间"),
    count("returns", of=return_order, ends=reopen, en="Returned orders", zh="退单次数"),
    count("visits", of=[arrive, *_entered], en="Visits", zh="到场次数"),
    count("failed_visits", of=fail_access, ends=[arrive, *_entered, resume_plan, reopen],
          en="Visits in vain, in a row", zh="连续未能入户次数"),
    last("entered_at", of=_entered, ends=leave, en="Inside since", zh="入户时间"),
    last("key_out", of=link_key_loan, field="key_loan", ends=[return_key, report_key_loss],
         en="Key that is out", zh="未归还钥匙"),
    last("key_purpose", of=link_key_loan, field="purpose", ends=[return_key, report_key_loss],
         en="For what it was lent", zh="借用事由"),
    count("starts", of=start_work, en="Times that work began", zh="开工次数"),
    last("plan_version", of=_quoted, en="Version quoted last", zh="最新报价版本"),
    last("quoted_cost", of=_quoted, field="cost", en="Cost quoted", zh="报价金额"),
    last("payer", of=_quoted, en="Who pays", zh="费用承担方"),
    last("valid_until", of=_quoted, en="Quote valid until", zh="报价有效期至"),
    last("consented_version", of=_agreed, field="plan_version", ends=[*_reworked, reopen],
         en="Version agreed to", zh="已同意方案版本"),
    last("agreed_charge", of=_agreed, ends=reopen, en="Charge agreed to", zh="同意费用"),
    last("agreed_completion", of=[*_agreed, answer_reporter], ends=[*_reworked, reopen],
         en="Agreed to be done by", zh="约定完成时间"),
    count("approval_requests", of=request_approval, en="Requests for approval", zh="报批次数"),
    last("petitioned_at", of=request_approval, en="Petitioned at", zh="请示时间"),
    last("petition_approved", of=record_petition_answer, field="approved", en="Committee agreed", zh="业委会同意"),
    count("safe_measures", of=[make_safe, record_safe_measure], ends=[*_reworked, reopen],
          en="Measures against the danger, of this round", zh="本轮临时处置次数"),
    last("next_check_at", of=[make_safe, wait_for_part, plan_check], en="Looked at again at", zh="复查时间"),
    last("agreed_time", of=hand_to_external, en="Time set for the party", zh="外部要求完成时间"),
    last("part", of=wait_for_part, en="Part", zh="配件"),
    last("eta", of=wait_for_part, ends=part_arrived, en="Part expected", zh="预计到货时间"),
    count("explanations", of=make_promise, ends=make_safe, en="Delays explained since", zh="说明次数"),
    count("promises", of=_promised, en="Promises", zh="承诺次数"),
    last("promised_at", of=_promised, ends=reopen, en="Promised by", zh="承诺时间"),
    open_set("open_promises", of=_promised, ends=[fulfil_promise, break_promise], field="promise",
             en="Open promises", zh="未兑现承诺"),
    count("rescue_reports", of=issue_rescue_report, en="Inspection reports", zh="检测报告数"),
    count("overruns", of=[alert_overrun, acknowledge_overrun], ends=reopen, en="Overruns on record", zh="超时记录次数"),
]  # fmt: skip

about_the_dispute = [
    open_set("disputes", of=record_dispute, ends=settle_dispute, field="matter", en="In dispute", zh="争议事项"),
    first("coordination_began", of=start_coordination, en="Coordination began", zh="协调开始时间"),
    count("mediations", of=record_mediation, en="Mediations in vain", zh="调解次数"),
    first("delayed_since", of=note_renovation_delay, en="Renovation held up since", zh="停工开始时间"),
    count("claims", of=record_claim, en="Claims", zh="索赔次数"),
    open_set("conditions", of=escalate_to_developer, ends=decline_escalation, field="condition",
             en="Conditions by which it went up", zh="已升级条件"),
    open_set("conditions_declined", of=decline_escalation, ends=escalate_to_developer, field="condition",
             en="Conditions with a reason against", zh="不升级条件"),
    count("breach_complaints", of=open_breach_complaint, ends=reopen, en="Complaints about it", zh="转投诉次数"),
]  # fmt: skip

about_the_end = [
    last("outcome", of=_done, ends=[*_refused, reopen], en="Outcome", zh="结论"),
    last("completed_at", of=_done, ends=[*_refused, reopen], en="Done at", zh="完成时间"),
    count("repairs", of=[report_done, external_done], en="Times reported done", zh="完工报告次数"),
    last("sign_mode", of=sign_off, field="mode", ends=[*_refused, accept_without_resident, accept_deemed, uphold_work],
         en="Signed how", zh="签认方式"),
    last("acceptance_basis", of=accept_without_resident, field="basis", ends=[*_refused, sign_off],
         en="Basis of acceptance", zh="验收依据"),
    last("upheld_as_done", of=uphold_work, field="completed_at", ends=[*_refused, reopen],
         en="Upheld as done at", zh="维持的完成时间"),
    last("refused_by", of=_refused, ends=_reworked, en="Refused by", zh="拒绝签认方"),
    last("wants_another", of=_refused, ends=_reworked, en="Another repairer is asked for", zh="要求更换维修人员"),
    count("refusals", of=_refused, ends=reopen, en="Refusals", zh="拒绝签认次数"),
    count("rounds", of=[*_reworked, reopen], en="Further rounds", zh="返工及重开次数"),
    count("results_told", of=tell_result, ends=[*_refused, reopen], en="Results told", zh="告知结果次数"),
    count("copies", of=deliver_copy, ends=[*_refused, reopen], en="Copies handed in", zh="副联交回次数"),
    last("paid", of=note_payment, ends=reopen, en="Paid", zh="已付金额"),
    last("arrears_case", of=open_arrears, ends=reopen, en="Arrears case", zh="欠费案号"),
    last("review_id", of=[record_review, close_unresolved], en="Quarterly review", zh="季度评审编号"),
    first("closed_at", of=[close, close_unresolved], ends=reopen, en="Closed at", zh="销项时间"),
    last("follow_up_result", of=record_follow_up, ends=reopen, en="Follow-up", zh="回访结果"),
    count("recurring_visits", of=record_recurring_visit, ends=reopen, en="Recurring visits", zh="定期回访次数"),
    last("survey_score", of=record_survey, ends=reopen, en="Survey score", zh="调查得分"),
]  # fmt: skip

facts = [*about_the_case, *about_the_work, *about_the_dispute, *about_the_end]
