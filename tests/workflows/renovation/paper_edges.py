"""
The renovation machines as they were drawn up on paper from the manual, with the corrections that executing them found.

A copy of the four tables, kept apart from the workflows: R the main case, C the plan change, W the worker pass, D the
deposit. A correction that adds or changes an edge is marked with its number in the paper's section 8; `=` stays.
"""

from __future__ import annotations

import attrs


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@attrs.frozen
class Row:
    """A row of a table: what is done, from which states, to which, by whom; and the correction that changed it."""

    id: str
    name: str
    sources: tuple[str, ...] = attrs.field(converter=_words)
    target: str
    who: tuple[str, ...] = attrs.field(converter=_words)
    correction: int | None = None


ON_SITE = (
    "in_works in_works_overdue works_rectification works_stopped completion_reported post_rectification "
    "rectification_check"
)

RENOVATION = [
    Row("R01", "submit_application", "draft", "submitted", "owner contractor_lead"),
    Row("R02", "return_incomplete", "submitted", "incomplete", "cs_staff"),
    Row("R03", "supplement", "incomplete", "submitted", "owner contractor_lead"),
    Row("R04", "accept_and_send", "submitted", "under_review", "cs_staff"),
    Row("R05", "review_deadline_missed", "under_review", "=", "timer"),
    Row("R06", "approve", "under_review", "approved_unpaid", "engineering_department"),
    Row("R07", "reject", "under_review", "rejected", "engineering_department"),
    Row("R08", "revise", "rejected", "draft", "owner contractor_lead"),
    Row("R09", "pay_fees", "approved_unpaid", "ready_for_permit", "finance_department"),
    Row("R10", "issue_permit", "ready_for_permit", "in_works", "cs_staff"),
    Row("R11", "log_patrol", ON_SITE, "=", "engineering_department security_guard cs_staff", 10),
    Row("R12", "add_workers", "in_works", "=", "contractor_lead"),
    Row("R13", "authorise_overnight", "in_works", "=", "owner"),
    Row("R14", "grant_hot_work", "in_works", "=", "cs_staff"),
    Row("R15", "extend", "in_works works_stopped", "=", "owner", 4),
    Row("R16", "works_expired", "in_works", "in_works_overdue", "timer"),
    Row("R17", "extend", "in_works_overdue", "in_works", "owner"),
    Row("R18", "stop_works", "in_works_overdue works_rectification", "works_stopped",
        "engineering_department office_manager cs_manager", 3),
    Row("R19", "find_violation", "in_works", "works_rectification", "engineering_department security_guard cs_staff"),
    Row("R20", "find_violation",
        "in_works_overdue works_rectification works_stopped completion_reported post_rectification rectification_check",
        "=", "engineering_department security_guard cs_staff", 10),
    Row("R21", "accept_rectification", "works_rectification", "in_works", "cs_staff engineering_department"),
    Row("R22", "resume", "works_stopped", "in_works", "engineering_department"),
    Row("R23", "report_completion", "in_works in_works_overdue works_stopped", "completion_reported", "owner", 4),
    Row("R24", "pass_first_inspection", "completion_reported", "observation", "engineering_department cs_staff"),
    Row("R25", "fail_first_inspection", "completion_reported", "post_rectification",
        "engineering_department cs_staff"),
    Row("R26", "report_rectified", "post_rectification", "rectification_check", "owner"),
    Row("R27", "pass_rectification_check", "rectification_check", "observation", "engineering_department cs_staff"),
    Row("R28", "fail_rectification_check", "rectification_check", "post_rectification",
        "engineering_department cs_staff"),
    Row("R29", "defect_in_observation", "observation", "post_rectification", "cs_staff"),
    Row("R30", "due_reinspection", "observation", "reinspection", "cs_staff", 12),
    Row("R31", "pass_reinspection", "reinspection", "refund_due", "cs_staff"),
    Row("R32", "fail_reinspection", "reinspection", "reinspection_failed", "cs_staff"),
    Row("R33", "order_rectification", "reinspection_failed", "post_rectification", "cs_staff"),
    Row("R34", "settle_against_deposit", "reinspection_failed post_rectification", "closed_forfeited",
        "office_manager", 12),
    Row("R35", "pay_refund", "refund_due", "closed_refunded", "finance_department"),
    Row("R36", "withdraw", "draft submitted incomplete under_review rejected approved_unpaid ready_for_permit",
        "withdrawn", "owner", 7),
    Row("R37", "abandon", "works_stopped", "closed_forfeited", "office_manager"),
    Row("R38", "sign_agreement", "submitted incomplete", "=", "owner contractor_lead cs_manager", 11),
    Row("R39", "receive_file_back", "approved_unpaid rejected", "=", "cs_staff", 11),
]  # fmt: skip

PLAN_CHANGE = [
    Row("C01", "note_on_original", "requested", "under_supervisor_review", "owner contractor_lead"),
    Row("C02", "approve_change", "under_supervisor_review", "approved", "works_supervisor engineering_department"),
    Row("C03", "refuse_change", "under_supervisor_review", "refused", "works_supervisor"),
    Row("C04", "implement", "approved", "applied", "contractor"),
    Row("C05", "detect_unapproved", "requested under_supervisor_review", "unauthorised",
        "engineering_department security_guard cs_staff"),
    Row("C06", "regularise", "unauthorised", "under_supervisor_review", "owner contractor_lead"),
    Row("C07", "cancel", "requested under_supervisor_review approved", "cancelled", "owner", 9),
    Row("C08", "restore", "unauthorised", "cancelled", "works_supervisor engineering_department", 9),
    Row("C09", "register_unauthorised", "start", "unauthorised", "engineering_department security_guard cs_staff"),
]  # fmt: skip

WORKER_PASS = [
    Row("W01", "issue", "requested", "issued", "cs_staff"),
    Row("W02", "refuse", "requested", "cancelled", "cs_staff"),
    Row("W03", "suspend", "issued", "suspended", "cs_staff"),
    Row("W04", "reinstate", "suspended", "issued", "cs_staff"),
    Row("W05", "report_lost", "issued suspended", "lost", "contractor_lead"),
    Row("W06", "reissue", "lost", "issued", "cs_staff"),
    Row("W07", "works_finished", "issued suspended", "due_back", "timer", 8),
    Row("W08", "collect", "due_back", "returned", "cs_staff"),
    Row("W09", "reactivate", "due_back returned", "issued", "cs_staff", 8),
    Row("W10", "write_off", "due_back lost", "written_off", "cs_manager", 8),
]  # fmt: skip

DEPOSIT = [
    Row("D01", "receive", "due", "held", "finance_department"),
    Row("D02", "withhold", "held", "withheld", "cs_staff cs_manager", 5),
    Row("D03", "lift_withholding", "withheld", "held", "cs_staff cs_manager", 5),
    Row("D04", "apply_cost", "withheld", "partly_applied", "office_manager"),
    Row("D05", "order_balance", "partly_applied", "refund_ordered", "cs_staff"),
    Row("D06", "exhaust", "partly_applied", "forfeited", "finance_department"),
    Row("D07", "order_refund", "held", "refund_ordered", "cs_staff"),
    Row("D08", "pay_out", "refund_ordered", "refunded", "finance_department"),
    Row("D09", "void", "due", "voided", "cs_staff", 7),
]  # fmt: skip

PAPER = {
    "renovation": RENOVATION, "plan_change": PLAN_CHANGE, "worker_pass": WORKER_PASS, "renovation_deposit": DEPOSIT,
}  # fmt: skip

STATES = {
    "renovation": (
        "draft submitted incomplete under_review rejected approved_unpaid ready_for_permit in_works in_works_overdue "
        "works_rectification works_stopped completion_reported post_rectification rectification_check observation "
        "reinspection reinspection_failed refund_due closed_refunded closed_forfeited withdrawn"
    ),
    "plan_change": "requested under_supervisor_review approved applied refused unauthorised cancelled",
    "worker_pass": "requested issued suspended lost due_back returned cancelled written_off",
    "renovation_deposit": "due held withheld refund_ordered refunded partly_applied forfeited voided",
}
FINAL = {
    "renovation": "closed_refunded closed_forfeited withdrawn",
    "plan_change": "applied refused cancelled",
    "worker_pass": "returned cancelled written_off",
    "renovation_deposit": "refunded forfeited voided",
}
