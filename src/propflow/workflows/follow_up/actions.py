"""
What is done to a follow-up: planned, its form collected, the resident visited, handed back, reviewed, archived.
"""

from propflow import CLOSE, GROUP, OPEN, REGISTER, START, Action, Link, SignOff, sets
from propflow.workflows.follow_up import forms
from propflow.workflows.follow_up.guards import (
    attempt_is_left,
    attempts_were_made,
    complaint_is_over,
    head_is_named,
    is_grave,
    is_no_complaint,
    is_qualified,
    method_is_allowed,
    one_visits,
    one_way_is_chosen,
    only_complaints_are_grave,
    page_is_the_same,
    quarter_is_right,
    service_is_completed,
    something_stands_for_it,
    two_visit,
    visit_is_not_ahead,
    visitor_did_not_handle,
    was_face_to_face,
)
from propflow.workflows.follow_up.roles import (
    accused_head,
    automation,
    cs_staff,
    file_clerk,
    heads,
    office_head,
    visitor,
)
from propflow.workflows.follow_up.states import (
    archived,
    complaint_opened,
    form_issued,
    not_reached,
    planned,
    returned,
    reviewed,
    signed,
    unqualified,
    unreachable,
    unsigned,
    visiting,
)

register = Action(
    "register", START, planned, en="Plan a follow-up", zh="制订回访计划",
    by=[automation, *heads], form=forms.Plan,
    guards=[service_is_completed, only_complaints_are_grave, head_is_named],
    sets=[sets(accused_head, "accused_head")], milestone=REGISTER, tell=[cs_staff],
    rules=["B12-01", "B12-03", "B12-18"],
)  # fmt: skip

# The form is collected and signed for, by whoever visits

open_ = Action(
    "open", planned, form_issued, en="Collect the form", zh="领表签收",
    by=cs_staff, form=forms.FormIssued, guards=[is_no_complaint, visitor_did_not_handle], sets=[sets(visitor)],
    milestone=OPEN, rules=["B12-04", "B12-16", "B12-18", "B12-27"],
)  # fmt: skip
open_grave = Action(
    "open_grave", planned, form_issued, en="Collect the form for a grave complaint", zh="领表签收（重大投诉）",
    by=office_head, form=forms.FormIssued, guards=[is_grave, visitor_did_not_handle], sets=[sets(visitor)],
    milestone=OPEN, rules=["B12-02", "B12-14", "B12-18"],
)  # fmt: skip
open_joint = Action(
    "open_joint", planned, form_issued, en="Collect the form together", zh="领表签收（一般投诉）",
    by=cs_staff, form=forms.FormIssued, guards=[two_visit, visitor_did_not_handle], sets=[sets(visitor)],
    sign_offs=[
        SignOff(
            "head_collects", en="Signature of the head complained about", zh="被投诉部门主管签收", by=accused_head,
            delegable=False, rules=["B12-15", "B12-18"],
        ),
    ],
    milestone=OPEN, rules=["B12-15", "B12-18"],
)  # fmt: skip

# The visit

visit = Action(
    "visit", form_issued, visiting, en="Visit the resident", zh="上门回访",
    by=visitor, form=forms.Visit, guards=[method_is_allowed, visit_is_not_ahead], rules=["B12-19", "B11-34"],
)  # fmt: skip
resident_signs = Action(
    "resident_signs", visiting, signed, en="The resident signs", zh="住户签名",
    by=visitor, form=forms.SignedRecord, guards=[was_face_to_face], rules=["B12-17", "B12-20"],
)  # fmt: skip
refuse_sign = Action(
    "refuse_sign", visiting, unsigned, en="Not signed by the resident", zh="住户未签名",
    by=visitor, form=forms.UnsignedRecord, guards=[something_stands_for_it], rules=["B12-17"],
)  # fmt: skip  # what stands for the signature: [design]
no_contact = Action(
    "no_contact", visiting, unreachable, en="Not met", zh="未遇",
    by=visitor, form=forms.NoContact,
)  # fmt: skip  # [design]
retry = Action(
    "retry", unreachable, form_issued, en="Try again", zh="再访",
    by=visitor, guards=[attempt_is_left],
)  # fmt: skip  # [design]
give_up = Action(
    "give_up", unreachable, not_reached, en="Give it up", zh="未访结案",
    by=heads, form=forms.GivenUp, not_by=[visitor], guards=[attempts_were_made, quarter_is_right],
)  # fmt: skip  # [design]

# Handed back and reviewed

sign_and_return = Action(
    "sign_and_return", [signed, unsigned], returned, en="Sign and hand back", zh="签名交回",
    by=visitor, form=forms.Returned, guards=[one_visits, quarter_is_right], tell=heads, rules=["B12-21"],
)  # fmt: skip
sign_and_return_together = Action(
    "sign_and_return_together", [signed, unsigned], returned, en="Both sign and hand back", zh="共同签名交回",
    by=visitor, form=forms.Returned, guards=[two_visit, quarter_is_right],
    sign_offs=[
        SignOff(
            "head_signs", en="Signature of the head complained about", zh="被投诉部门主管签名", by=accused_head,
            delegable=False, rules=["B12-15", "B12-21"],
        ),
    ],
    tell=heads, rules=["B12-15", "B12-21"],
)  # fmt: skip
review = Action(
    "review", returned, reviewed, en="Review", zh="主管审核",
    by=heads, form=forms.Opinion, not_by=[visitor, accused_head], rules=["B12-22"],
)  # fmt: skip

# Unqualified: it becomes a complaint

mark_unqualified = Action(
    "mark_unqualified", reviewed, unqualified, en="Unqualified: report it", zh="反馈不合格",
    by=heads, form=forms.Report, tell=[office_head], rules=["B12-23"],
)  # fmt: skip
open_complaint = Action(
    "open_complaint", unqualified, complaint_opened, en="Have it handled as a complaint", zh="按投诉办理",
    by=office_head, form=forms.Decision, guards=[one_way_is_chosen], link=Link(GROUP, "complaint"),
    tell=heads, rules=["B12-23"],
)  # fmt: skip
complaint_done = Action(
    "complaint_done", complaint_opened, archived, en="The complaint is over: archive", zh="投诉结案归档",
    by=[file_clerk, *heads], form=forms.Archiving, guards=[complaint_is_over, page_is_the_same], milestone=CLOSE,
    rules=["B12-23", "B12-26"],
)  # fmt: skip
close = Action(
    "close", [reviewed, not_reached], archived, en="Archive", zh="归档",
    by=[file_clerk, office_head, *heads], form=forms.Archiving, guards=[is_qualified, page_is_the_same],
    milestone=CLOSE, rules=["B12-23", "B12-26", "B12-27"],
)  # fmt: skip

actions = [
    register, open_, open_grave, open_joint, visit, resident_signs, refuse_sign, no_contact, retry, give_up,
    sign_and_return, sign_and_return_together, review, mark_unqualified, open_complaint, complaint_done, close,
]  # fmt: skip
