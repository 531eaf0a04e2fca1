"""
Follow-up visits (回访): by when, by whom, what is asked, who signs; and what is unqualified becomes a complaint.

    from propflow.workflows.follow_up import follow_up, plan, services

    plan(completed, staff, follow_up.under(policy).values)   # which services to visit, by whom, so that the rates hold
"""

from propflow.workflows.follow_up.actions import (
    close,
    complaint_done,
    give_up,
    mark_unqualified,
    no_contact,
    open_,
    open_complaint,
    open_grave,
    open_joint,
    refuse_sign,
    register,
    resident_signs,
    retry,
    review,
    sign_and_return,
    sign_and_return_together,
    visit,
)
from propflow.workflows.follow_up.forms import (
    Archiving,
    Decision,
    FormIssued,
    GivenUp,
    NoContact,
    Opinion,
    Plan,
    Report,
    Returned,
    SignedRecord,
    UnsignedRecord,
    Visit,
)
from propflow.workflows.follow_up.guards import quarter_end
from propflow.workflows.follow_up.planning import Outcome, Planned, Rate, Service, needed, plan, rates_of
from propflow.workflows.follow_up.report import Analysis, Repeated, analysis, services
from propflow.workflows.follow_up.roles import accused_head, file_clerk, visitor
from propflow.workflows.follow_up.workflow import follow_up

__all__ = [
    "Analysis", "Archiving", "Decision", "FormIssued", "GivenUp", "NoContact", "Opinion", "Outcome", "Plan", "Planned",
    "Rate", "Repeated", "Report", "Returned", "Service", "SignedRecord", "UnsignedRecord", "Visit", "accused_head",
    "analysis", "close", "complaint_done", "file_clerk", "follow_up", "give_up", "mark_unqualified", "needed",
    "no_contact", "open_", "open_complaint", "open_grave", "open_joint", "plan", "quarter_end", "rates_of",
    "refuse_sign", "register", "resident_signs", "retry", "review", "services", "sign_and_return",
    "sign_and_return_together", "visit", "visitor",
]  # fmt: skip
