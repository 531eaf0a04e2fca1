"""
From the report of completion to the refund, or to the settlement against the deposit.
"""

from propflow import CLOSE, Action
from propflow.workflows.renovation import forms_closing as forms
from propflow.workflows.renovation.guards_works import (
    all_notices_are_settled,
    authority_is_there,
    contractor_was_heard,
    deducted_as_the_ledger_says,
    deposit_is_paid_out,
    deposit_is_whole,
    no_change_is_open,
    no_notice_is_open,
    nothing_is_found,
    nothing_since_last_inspection,
    notice_was_served,
    notices_are_new,
    notices_are_open,
    passes_are_back,
    period_is_right,
    repeated_failure_is_passed_up,
    settlement_is_due,
    waiting_is_over,
)
from propflow.workflows.renovation.roles import (
    centre_manager,
    committee,
    cs_staff,
    engineering,
    finance,
    office_head,
    owner,
)
from propflow.workflows.renovation.states import (
    closed_forfeited,
    closed_refunded,
    completion_reported,
    in_works,
    in_works_overdue,
    observation,
    post_rectification,
    rectification_check,
    refund_due,
    reinspection,
    reinspection_failed,
    works_stopped,
)

# Completion and first inspection

report_completion = Action(
    "report_completion", [in_works, in_works_overdue, works_stopped], completion_reported, en="Report completion",
    zh="申报竣工", by=[owner, cs_staff], form=forms.Completion,
    guards=[authority_is_there, no_change_is_open, deposit_is_whole], tell=[engineering, cs_staff],
    rules=["B08-35", "B08-40", "B08-41"],
)  # fmt: skip
pass_first_inspection = Action(
    "pass_first_inspection", completion_reported, observation, en="Pass the first inspection", zh="初验合格",
    by=[engineering, cs_staff], form=forms.Inspection, guards=[no_notice_is_open], tell=[centre_manager],
    rules=["B08-40", "B08-42", "B20-14"],
)  # fmt: skip
fail_first_inspection = Action(
    "fail_first_inspection", completion_reported, post_rectification, en="Fail the first inspection",
    zh="初验发现违章", by=[engineering, cs_staff], form=forms.Notice, guards=[period_is_right, notices_are_new],
    tell=[cs_staff], rules=["B08-44"],
)  # fmt: skip

# Rectification

report_rectified = Action(
    "report_rectified", post_rectification, rectification_check, en="Report it rectified", zh="整改完毕通知",
    by=[owner, cs_staff], form=forms.RectificationReport, guards=[deposit_is_whole], tell=[engineering, cs_staff],
    rules=["B08-45"],
)  # fmt: skip
pass_rectification_check = Action(
    "pass_rectification_check", rectification_check, observation, en="Pass the check", zh="查验合格",
    by=[engineering, cs_staff], form=forms.CheckPassed, guards=[notices_are_open, all_notices_are_settled],
    tell=[centre_manager], rules=["B08-45", "B08-46", "B20-13"],
)  # fmt: skip
fail_rectification_check = Action(
    "fail_rectification_check", rectification_check, post_rectification, en="Fail the check", zh="查验不合格",
    by=[engineering, cs_staff], form=forms.Notice,
    guards=[period_is_right, notices_are_new, repeated_failure_is_passed_up], tell=[centre_manager],
    rules=["B08-44", "B08-45"],
)  # fmt: skip

# Observation and re-inspection

defect_in_observation = Action(
    "defect_in_observation", observation, post_rectification, en="A defect shows", zh="观察期发现问题",
    by=[engineering, cs_staff], form=forms.Notice, guards=[period_is_right, notices_are_new], tell=[centre_manager],
    rules=["B08-43", "B08-44"],
)  # fmt: skip
due_reinspection = Action(
    "due_reinspection", observation, reinspection, en="Begin the re-inspection", zh="到期复验",
    by=[cs_staff, centre_manager], form=forms.Appointment, guards=[waiting_is_over], rules=["B08-42", "B08-46"],
)  # fmt: skip
pass_reinspection = Action(
    "pass_reinspection", reinspection, refund_due, en="Pass the re-inspection", zh="复验合格",
    by=[cs_staff, centre_manager], form=forms.Reinspection,
    guards=[nothing_is_found, no_notice_is_open, nothing_since_last_inspection, passes_are_back, deposit_is_whole],
    tell=[finance], rules=["B08-41", "B08-42", "B08-43", "B08-46"],
)  # fmt: skip
fail_reinspection = Action(
    "fail_reinspection", reinspection, reinspection_failed, en="Fail the re-inspection", zh="复验不合格",
    by=[cs_staff, centre_manager], form=forms.FailedReinspection, tell=[centre_manager, office_head],
    rules=["B08-43"],
)  # fmt: skip
order_rectification = Action(
    "order_rectification", reinspection_failed, post_rectification, en="Order rectification", zh="限期整改",
    by=[cs_staff, centre_manager], form=forms.Notice, guards=[period_is_right, notices_are_new, deposit_is_whole],
    rules=["B08-44", "B08-46"],
)  # fmt: skip

# The end

close = Action(
    "close", refund_due, closed_refunded, en="Close, the deposit is refunded", zh="退押金办结",
    by=[finance, cs_staff], form=forms.Closing, guards=[deposit_is_paid_out], waits_for_children=True,
    milestone=CLOSE, tell=[cs_staff], rules=["B08-43", "B20-12", "B20-14"],
)  # fmt: skip
settle_against_deposit = Action(
    "settle_against_deposit", [reinspection_failed, post_rectification], closed_forfeited,
    en="Settle against the deposit", zh="扣抵押金办结", by=[office_head], form=forms.Settlement,
    guards=[settlement_is_due, contractor_was_heard, deducted_as_the_ledger_says], waits_for_children=True,
    milestone=CLOSE, tell=[committee, finance], rules=["B08-22", "B21-43", "B24-18"],
)  # fmt: skip
abandon = Action(
    "abandon", works_stopped, closed_forfeited, en="Close abandoned works", zh="弃工结案",
    by=[office_head], form=forms.Abandonment, guards=[notice_was_served, deducted_as_the_ledger_says],
    waits_for_children=True, milestone=CLOSE, tell=[centre_manager, finance], rules=["B21-43"],
)  # fmt: skip

actions = [
    report_completion, pass_first_inspection, fail_first_inspection, report_rectified, pass_rectification_check,
    fail_rectification_check, defect_in_observation, due_reinspection, pass_reinspection, fail_reinspection,
    order_rectification, close, settle_against_deposit, abandon,
]  # fmt: skip
