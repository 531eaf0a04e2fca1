"""
What a complaint keeps in sight of all that its forms have said.

What was done for one result (told, inquired, verified) holds for that round only: a rework, a
failed verification or a reopening ends it.
"""

from propflow import count, first, last, open_set
from propflow.workflows.complaint.actions_aftercare import (
    expire_survey,
    finish_look_back,
    low_satisfaction,
    record_follow_up,
    record_survey,
    reopen,
    revive,
)
from propflow.workflows.complaint.actions_anywhere import (
    acknowledge_overrun,
    alert_overrun,
    approve_extension,
    approve_important_extension,
    approve_major_extension,
    break_promise,
    fulfil_promise,
    make_promise,
    note_withdrawal,
    record_attempt,
    record_authority_verification,
    record_contact,
    refuse_extension,
    request_extension,
    upgrade_to_major,
)
from propflow.workflows.complaint.actions_closing import (
    block_close,
    call_review,
    link_problem,
    open_linked_case,
    order_rework,
    order_rework_elsewhere,
    owner_dissatisfied,
    quarterly_close,
    quarterly_keep,
    settle_linked_problem,
    stall_after_review,
    tell_result,
    uphold_result,
    verification_failed,
    verify,
    verify_by_manager,
)
from propflow.workflows.complaint.actions_handling import (
    adopt_important_measures,
    adopt_major_measures,
    adopt_measures,
    child_finished,
    declare_stalled,
    external_done,
    external_returned,
    hand_to_external,
    record_inquiry,
    record_inquiry_late,
    report_done,
    resume,
    spawn_repair_order,
)
from propflow.workflows.complaint.actions_intake import (
    classify,
    lower_classification,
    raise_pre_complaint,
    register,
    register_internal_finding,
    tell_process,
    waive_contact,
)
from propflow.workflows.complaint.actions_opening import (
    accept_alert,
    assign_bindingly,
    assign_co_handlers,
    co_handler_done,
    convert_to_valid,
    dispatch,
    open_,
    open_emergency,
    record_receipt_late,
    reject_dispatch,
    respond_emergency,
    rule_open,
    sign_further_receipt,
    sign_receipt,
)

_born = [register, register_internal_finding, raise_pre_complaint]
_classified = [classify, lower_classification]
_opened = [open_, rule_open, accept_alert, convert_to_valid, open_emergency]
_adopted = [adopt_measures, adopt_important_measures, adopt_major_measures]
_sent = [dispatch, assign_bindingly]
_reworked = [order_rework, order_rework_elsewhere]
_undone = [verification_failed, *_reworked, block_close, resume, external_returned, revive, reopen]
_approved = [approve_extension, approve_important_extension, approve_major_extension]

about_the_case = [
    last("origin", of=_born, en="Where it comes from", zh="来源"),
    first("received_at", of=register, en="Received at", zh="接诉时间"),
    first("found_at", of=register_internal_finding, en="Found at", zh="发现时间"),
    last("scenario", of=_born, en="Emergency of a kind", zh="突发情形"),
    last("level", of=[*_born, *_classified, open_emergency], en="Level", zh="紧急程度"),
    last("nature", of=[*_classified, convert_to_valid], en="Nature", zh="性质"),
    last("valid_ground", of=_classified, en="What makes it valid", zh="有效投诉依据"),
    last("content", of=_classified, en="Content", zh="内容类别"),
    last("grade", of=[*_classified, convert_to_valid, upgrade_to_major], en="Grade", zh="等级"),
    last("motive", of=_classified, en="Motive", zh="投诉心理"),
    last("customer_limit", of=_classified, en="By when the customer asks for it", zh="客户要求期限"),
    first("agreed_reply", of=tell_process, field="reply_by", en="Reply agreed by", zh="约定回复时间"),
    last("requests_on_same_matter", of=_classified, en="Requests on the same matter", zh="同一事项投诉次数"),
    last(
        "track", of=[*_sent, respond_emergency, *_adopted, hand_to_external, external_returned], en="Track", zh="类别"
    ),
    last("contact_mode", of=_opened, en="Contact", zh="联系方式情况"),
    last("contact_waiver", of=waive_contact, field="reason", en="Why the contact is waived", zh="免除联系方式理由"),
    last("condition", of=[open_, rule_open, accept_alert, open_emergency], en="Opening condition", zh="立项条件"),
    first("opened_at", of=_opened, en="Opened at", zh="立项时间"),
]

about_the_work = [
    last("departments", of=_sent, en="Departments", zh="部门"),
    last("expected_completion_at", of=[*_sent, respond_emergency, *_adopted],
         en="Expected to be done at", zh="预计完成时间"),
    last("resume_check_at", of=[declare_stalled, stall_after_review, quarterly_keep], ends=[resume, quarterly_close],
         en="Looked at again at", zh="复查时间"),
    count("rejects", of=reject_dispatch, ends=reopen, en="Refusals by departments", zh="退单次数"),
    count("contacts", of=record_contact, ends=reopen, en="Contacts", zh="联系次数"),
    count("attempts_in_vain", of=record_attempt, ends=[record_contact, report_done, external_done, *_undone],
          en="Attempts in vain since", zh="未能联系次数"),
    count("inquiries", of=[record_inquiry, record_inquiry_late, *_adopted], ends=reopen, en="Inquiries", zh="调查次数"),
    last("requested_limit", of=request_extension, field="new_limit", ends=[*_approved, refuse_extension, reopen],
         en="More time asked for until", zh="申请延期至"),
    last("approved_limit", of=_approved, ends=reopen, en="More time given until", zh="批准延期至"),
    count("extensions", of=_approved, ends=reopen, en="Extensions", zh="延期次数"),
    count("overruns", of=[alert_overrun, acknowledge_overrun], ends=reopen, en="Overruns on record", zh="超时记录次数"),
    count("authority_verifications", of=record_authority_verification,
          en="Verified by the authority", zh="主管部门查实"),
    count("withdrawals", of=note_withdrawal, en="Withdrawals", zh="撤诉次数"),
    open_set("unsigned_receipts", of=[*_sent, assign_co_handlers],
             ends=[sign_receipt, sign_further_receipt, record_receipt_late, reject_dispatch, co_handler_done],
             field="departments", en="Departments that have not signed", zh="未签收部门"),
    open_set("co_handlers", of=assign_co_handlers, ends=co_handler_done, field="departments",
             en="Departments that help", zh="协办部门"),
    open_set("repair_orders", of=spawn_repair_order, ends=child_finished, field="order",
             en="Repair orders that are open", zh="未完维修单"),
    open_set("open_promises", of=make_promise, ends=[fulfil_promise, break_promise], field="promise",
             en="Open promises", zh="未兑现承诺"),
    open_set("linked_problems", of=[link_problem, block_close], ends=[open_linked_case, settle_linked_problem],
             field="problem", en="Linked problems that are pending", zh="未了关联问题"),
]  # fmt: skip

about_the_end = [
    last("outcome", of=[report_done, external_done], ends=_undone, en="Outcome", zh="结论"),
    last("completed_at", of=[report_done, external_done], ends=_undone, en="Completed at", zh="完成时间"),
    count("results_told", of=tell_result, ends=_undone, en="Results told", zh="告知结果次数"),
    last("closing_basis", of=[verify, verify_by_manager, uphold_result], ends=[*_undone, owner_dissatisfied],
         en="Closing condition", zh="销项依据"),
    last("upheld", of=uphold_result, field="reasons", ends=_undone, en="Upheld because", zh="维持理由"),
    count("second_disposals", of=owner_dissatisfied, ends=reopen, en="Second disposals", zh="二次处置次数"),
    count("reworks", of=_reworked, en="Reworks", zh="返工次数"),
    last("review_id", of=[call_review, quarterly_close], ends=resume, en="Quarterly review", zh="季度评审编号"),
    last("review_closed", of=quarterly_close, field="review_id", ends=[revive, reopen],
         en="Closed by the review", zh="季度评审销项编号"),
    last("survey_score", of=record_survey, ends=[low_satisfaction, reopen], en="Survey score", zh="调查得分"),
    last("survey_outcome", of=[record_survey, expire_survey], ends=[low_satisfaction, reopen],
         en="Survey", zh="调查情况"),
    count("look_backs", of=low_satisfaction, ends=reopen, en="Look-backs", zh="回头看次数"),
    last("follow_up_result", of=record_follow_up, ends=[reopen, revive], en="Follow-up", zh="回访结果"),
    count("fresh_follow_ups", of=record_follow_up, ends=[finish_look_back, reopen],
          en="Follow-ups since it was improved", zh="整改后回访次数"),
    count("reopenings", of=reopen, en="Times reopened", zh="重新立项次数"),
]  # fmt: skip

facts = [*about_the_case, *about_the_work, *about_the_end]
