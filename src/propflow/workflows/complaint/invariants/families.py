"""
Which actions of a complaint belong together, by name as it stands in the journal.
"""

from propflow import Action
from propflow.workflows.complaint import (
    actions_aftercare,
    actions_anywhere,
    actions_closing,
    actions_handling,
    actions_intake,
    actions_opening,
)
from propflow.workflows.complaint.actions_aftercare import (
    archive,
    archive_with_dissent,
    archive_without_complainant,
    reopen,
    revive,
)
from propflow.workflows.complaint.actions_anywhere import acknowledge_overrun, alert_overrun, definite_reply, reply
from propflow.workflows.complaint.actions_closing import (
    close,
    close_major,
    order_rework,
    order_rework_elsewhere,
    quarterly_close,
    quarterly_keep,
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
    declare_stalled,
    external_done,
    external_returned,
    hand_to_external,
    propose_measures,
    record_inquiry,
    record_inquiry_late,
    report_done,
    report_emergency_progress,
    report_progress,
    resume,
)
from propflow.workflows.complaint.actions_intake import (
    explain_only,
    merge_duplicate,
    raise_pre_complaint,
    register,
    register_internal_finding,
    rule_explain_only,
)
from propflow.workflows.complaint.actions_opening import (
    accept_alert,
    convert_to_valid,
    open_,
    open_emergency,
    respond_emergency,
    rule_open,
    sign_receipt,
)


def names(*actions: Action) -> tuple[str, ...]:
    """The names of actions."""
    return tuple(one.name for one in actions)


TABLE = {
    one.name: one
    for part in (
        actions_intake, actions_opening, actions_handling, actions_closing, actions_aftercare, actions_anywhere,
    )
    for one in part.actions
}  # fmt: skip
"""Every action of the complaint workflow, by name."""

BIRTHS = names(register, register_internal_finding, raise_pre_complaint)
OPENINGS = names(open_, rule_open, accept_alert, convert_to_valid, open_emergency)
EXPLANATIONS = names(explain_only, rule_explain_only)
GIVEN_UP = names(explain_only, rule_explain_only, merge_duplicate)

INQUIRIES = names(record_inquiry, record_inquiry_late)
MEASURES = names(adopt_measures, adopt_important_measures, adopt_major_measures)
PROGRESS = names(report_progress, report_emergency_progress)
REPORTS = names(report_done, external_done)
STALLINGS = names(declare_stalled, stall_after_review)

VERIFICATIONS = names(verify, verify_by_manager)
REVIEWS = names(order_rework, order_rework_elsewhere, uphold_result, stall_after_review)
REWORKS = names(order_rework, order_rework_elsewhere)
SOLVED = names(close, close_major)
CLOSINGS = names(close, close_major, quarterly_close)
ARCHIVINGS = names(archive, archive_with_dissent, archive_without_complainant)

REPLIES = names(reply, definite_reply, tell_result)
OVERRUNS = names(alert_overrun, acknowledge_overrun)

HANDLING = (
    *names(sign_receipt, respond_emergency, propose_measures, hand_to_external, external_returned),
    *PROGRESS,
    *INQUIRIES,
    *MEASURES,
    *REPORTS,
    *names(declare_stalled, resume, verification_failed),
    *VERIFICATIONS,
    *REVIEWS,
    *CLOSINGS,
    *names(quarterly_keep, reopen, revive),
)
"""What a person does who handles, verifies, reviews or closes a complaint."""
