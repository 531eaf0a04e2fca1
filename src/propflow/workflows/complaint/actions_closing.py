"""
Verification, second disposal, closing (销项), and the quarterly review of what cannot be handled.
"""

from propflow import CLOSE, STAY, Action, Relation, SignOff, sets
from propflow.workflows.complaint import forms_closing as forms
from propflow.workflows.complaint.actions_handling import (
    adopt_important_measures,
    adopt_major_measures,
    adopt_measures,
    external_done,
    report_done,
)
from propflow.workflows.complaint.guards_closing import (
    authority_has_verified,
    basis_fits_track,
    consenter_is_another,
    desk_may_verify,
    is_not_dated_ahead,
    is_not_upheld,
    is_proved_true,
    may_be_done_again,
    needs_consent,
    needs_no_consent,
    needs_no_signature,
    no_linked_problem,
    overrun_is_on_record,
    repair_has_its_sheet,
    result_was_told,
    sheet_is_signed,
    there_is_a_complainant,
    voucher_is_there,
)
from propflow.workflows.complaint.guards_handling import respondent_is_not_named
from propflow.workflows.complaint.roles import (
    assignee,
    automation,
    centre_manager,
    complainant,
    cs_staff,
    cs_supervisor,
    department_head,
    general_manager,
    office_head,
    receptionist,
    respondent,
    superior_supervisor,
    verifier,
)
from propflow.workflows.complaint.states import (
    close_pending,
    closed,
    closed_unresolvable,
    done_reported,
    external_handling,
    in_progress,
    investigating,
    second_disposal,
    stalled,
)

# The result is told and the form comes back

tell_result = Action(
    "tell_result", [done_reported, stalled, close_pending, closed_unresolvable], STAY, en="Tell the result",
    zh="告知处理结果", by=[receptionist, cs_staff, cs_supervisor], form=forms.ResultTold, not_by=[respondent],
    rules=["C04-31", "C04-32", "C11-12", "A14-21", "A17-13"],
)  # fmt: skip
return_form = Action(
    "return_form", [done_reported, second_disposal, close_pending], STAY, en="Hand the form back", zh="交回处置记录表",
    by=[department_head, assignee, receptionist], form=forms.FormBack, rules=["C04-27", "C04-28"],
)  # fmt: skip

# Verified, by somebody else than the handler

_handlers: list[Action | Relation] = [report_done, external_done, assignee, respondent]
_verified = [result_was_told, is_proved_true, basis_fits_track, sheet_is_signed, voucher_is_there]

verify = Action(
    "verify", done_reported, close_pending, en="Verify", zh="核实合格",
    by=[receptionist, cs_supervisor], form=forms.Verification, not_by=_handlers,
    guards=[desk_may_verify, *_verified], sets=[sets(verifier)],
    rules=["C05-06", "C05-22", "C05-23", "C05-28", "A01-25", "B11-02"],
)  # fmt: skip
verify_by_manager = Action(
    "verify_by_manager", done_reported, close_pending, en="Verify as centre manager", zh="中心经理核实合格",
    by=[centre_manager, office_head, general_manager], form=forms.Verification, not_by=_handlers, guards=_verified,
    sets=[sets(verifier)], rules=["B11-03", "C05-22", "C05-23", "C05-28", "A01-25"],
)  # fmt: skip
verification_failed = Action(
    "verification_failed", done_reported, in_progress, en="Not true or not finished", zh="核实不合格",
    by=[receptionist, cs_supervisor, centre_manager, office_head], form=forms.FailedVerification, not_by=_handlers,
    tell=[department_head], rules=["C05-28", "C05-27"],
)  # fmt: skip

# Contested, reviewed by a superior

_decided = [report_done, external_done, adopt_measures, adopt_important_measures, adopt_major_measures]
_reviewers = [superior_supervisor, office_head, general_manager]

owner_dissatisfied = Action(
    "owner_dissatisfied", [done_reported, close_pending], second_disposal, en="The complainant rejects the result",
    zh="投诉人不满意", by=[automation, receptionist, cs_staff, cs_supervisor, complainant], form=forms.Dissatisfaction,
    guards=[there_is_a_complainant, is_not_upheld], tell=[superior_supervisor], rules=["D03-12"],
)  # fmt: skip
order_rework = Action(
    "order_rework", second_disposal, in_progress, en="Have it done again", zh="责令返工",
    by=_reviewers, form=forms.Rework, not_by=[respondent, assignee, *_decided], guards=[may_be_done_again],
    tell=[department_head], rules=["D03-13", "C11-13"],
)  # fmt: skip
order_rework_elsewhere = Action(
    "order_rework_elsewhere", second_disposal, in_progress, en="Have it done again by another", zh="改由他人返工",
    by=_reviewers, form=forms.ReworkElsewhere, not_by=[respondent, assignee, *_decided],
    guards=[may_be_done_again, respondent_is_not_named], sets=[sets(assignee, "new_handler")],
    tell=[department_head], rules=["D03-13", "C11-13"],
)  # fmt: skip
uphold_result = Action(
    "uphold_result", second_disposal, close_pending, en="Uphold the result", zh="维持处理结果",
    by=_reviewers, form=forms.Upholding, not_by=[respondent, assignee, *_decided],
    guards=[needs_no_signature, is_proved_true, voucher_is_there, consenter_is_another], sets=[sets(verifier)],
    tell=[cs_staff], rules=["D03-13", "C05-23", "C05-28"],
    sign_offs=[
        SignOff(
            "upholding_consent", en="Consent of the office head", zh="管理处负责人同意",
            by=[office_head, general_manager], not_by=[respondent, assignee], over=["outcome"],
        ),  # [design]
    ],
)  # fmt: skip
stall_after_review = Action(
    "stall_after_review", second_disposal, stalled, en="Put on record after a review", zh="复核后挂账",
    by=_reviewers, form=forms.StallingAfterReview, not_by=[respondent, assignee, *_decided], tell=[office_head],
    rules=["D03-13", "C05-29", "A19-24", "A19-25"],
)  # fmt: skip

# Linked problems

_with_problems = [
    investigating, in_progress, external_handling, stalled, done_reported, second_disposal, close_pending,
]  # fmt: skip

link_problem = Action(
    "link_problem", _with_problems, STAY, en="Note a linked problem", zh="登记关联问题",
    by=[department_head, assignee, cs_staff, receptionist], form=forms.LinkedProblem, rules=["C05-24", "C05-25"],
)  # fmt: skip
open_linked_case = Action(
    "open_linked_case", _with_problems, STAY, en="The linked problem has a case", zh="关联问题另行立项",
    by=[cs_staff, receptionist, cs_supervisor], form=forms.LinkedCase, rules=["C05-24"],
)  # fmt: skip
settle_linked_problem = Action(
    "settle_linked_problem", _with_problems, STAY, en="The linked problem is settled", zh="关联问题了结",
    by=[department_head, cs_staff, cs_supervisor], form=forms.LinkedSettled, not_by=[respondent], rules=["C05-25"],
)  # fmt: skip
block_close = Action(
    "block_close", close_pending, in_progress, en="A linked problem stands in the way", zh="关联问题未了，退回处理",
    by=[cs_staff, cs_supervisor], form=forms.LinkedProblem, tell=[department_head], rules=["C05-25"],
)  # fmt: skip

# Closed

_closable = [
    no_linked_problem, repair_has_its_sheet, result_was_told, authority_has_verified, overrun_is_on_record,
    is_not_dated_ahead,
]  # fmt: skip

close = Action(
    "close", close_pending, closed, en="Close the case", zh="销项",
    by=[cs_staff, cs_supervisor], form=forms.Closing, not_by=[respondent], guards=[needs_no_consent, *_closable],
    milestone=CLOSE,
    rules=["C05-03", "C05-04", "C05-22", "C05-24", "C05-25", "C05-27", "C05-28", "C05-30", "C05-32"],
)  # fmt: skip
close_major = Action(
    "close_major", close_pending, closed, en="Close a major case", zh="重大投诉销项",
    by=[cs_staff, cs_supervisor], form=forms.Closing, not_by=[respondent],
    guards=[needs_consent, consenter_is_another, *_closable], milestone=CLOSE,
    rules=["C05-26", "C05-03", "C05-04", "C05-27", "C05-28", "C05-30", "C05-32"],
    sign_offs=[
        SignOff(
            "closing_consent", en="Consent of the office head", zh="管理处负责人同意",
            by=[office_head, general_manager], not_by=[respondent, assignee],
            over=["grade", "outcome", "closing_basis"], rules=["C05-26"],
        ),
    ],
)  # fmt: skip

# The quarterly review

call_review = Action(
    "call_review", stalled, STAY, en="Put on the list of the quarterly review", zh="列入季度评审",
    by=[automation, cs_supervisor, office_head], form=forms.ReviewCall, tell=[office_head], rules=["C05-29", "C05-07"],
)  # fmt: skip
quarterly_keep = Action(
    "quarterly_keep", stalled, STAY, en="The review keeps it open", zh="季度评审不予销项",
    by=[office_head, general_manager], form=forms.ReviewKeep, not_by=[respondent], tell=[department_head],
    rules=["C05-29"],
)  # fmt: skip
quarterly_close = Action(
    "quarterly_close", stalled, closed_unresolvable, en="Close by quarterly review", zh="季度评审销项",
    by=[cs_staff, cs_supervisor], form=forms.QuarterlyClosing, not_by=[respondent],
    guards=[no_linked_problem, is_not_dated_ahead, consenter_is_another], milestone=CLOSE, tell=[receptionist],
    rules=["C05-05", "C05-25", "C05-29", "C05-30", "C05-31", "C05-32"],
    sign_offs=[
        SignOff(
            "review_consent", en="Signature of the office head", zh="管理处负责人签字",
            by=[office_head, general_manager], not_by=[respondent, assignee], rules=["C05-05", "C05-29", "C05-31"],
        ),
    ],
)  # fmt: skip

actions = [
    tell_result, return_form, verify, verify_by_manager, verification_failed, owner_dissatisfied, order_rework,
    order_rework_elsewhere, uphold_result, stall_after_review, link_problem, open_linked_case, settle_linked_problem,
    block_close, close, close_major, call_review, quarterly_keep, quarterly_close,
]  # fmt: skip
