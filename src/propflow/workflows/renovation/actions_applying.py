"""
From the application to the decision of engineering, and what ends a case before its permit.
"""

from propflow import REGISTER, START, STAY, Action, SignOff, sets
from propflow.workflows.renovation import forms_applying as forms
from propflow.workflows.renovation.guards_applying import (
    agreement_is_signed,
    applicants_are_late,
    both_appear,
    criteria_are_met,
    file_is_complete,
    lead_is_listed,
    missing_ones_are_named,
    owner_is_shown,
    papers_are_complete,
    papers_are_known,
    people_are_listed,
    plan_is_uniform,
    revision_follows,
    revision_is_current,
    unused_fees_go_back,
)
from propflow.workflows.renovation.roles import (
    centre_manager,
    contractor_lead,
    cs_staff,
    engineering,
    office_head,
    owner,
)
from propflow.workflows.renovation.states import (
    approved_unpaid,
    before_permit,
    draft,
    incomplete,
    ready_for_permit,
    rejected,
    submitted,
    under_review,
    withdrawn,
)

# At the counter

register = Action(
    "register", START, submitted, en="Apply together", zh="会同申报",
    by=[cs_staff], form=forms.Application,
    guards=[both_appear, owner_is_shown, lead_is_listed, papers_are_known, people_are_listed],
    sets=[sets(owner, "owner_id"), sets(contractor_lead, "contractor_lead_id")], milestone=REGISTER,
    rules=["B08-02", "B08-06", "B08-08", "B08-16", "B08-30", "B08-53"],
)  # fmt: skip
submit_application = Action(
    "submit_application", draft, submitted, en="Apply anew, revised", zh="修改后重新申报",
    by=[cs_staff], form=forms.Resubmission, guards=[both_appear, papers_are_known, people_are_listed],
    rules=["B08-02", "B08-08"],
)  # fmt: skip
return_incomplete = Action(
    "return_incomplete", submitted, incomplete, en="Ask for the missing papers", zh="材料不齐退补",
    by=[cs_staff], form=forms.MissingPapers, guards=[missing_ones_are_named], rules=["B08-30"],
)  # fmt: skip
supplement = Action(
    "supplement", incomplete, submitted, en="Bring missing papers", zh="补齐材料",
    by=[owner, contractor_lead, cs_staff], form=forms.Supplement, guards=[papers_are_known, people_are_listed],
    rules=["B08-30"],
)  # fmt: skip
sign_agreement = Action(
    "sign_agreement", [submitted, incomplete], STAY, en="Sign the agreement", zh="签订三方协议",
    by=[cs_staff], form=forms.Agreement,
    sign_offs=[
        SignOff("owner_signature", en="Signature of the owner", zh="业主签字", by=[owner], rules=["B08-20"]),
        SignOff(
            "contractor_signature", en="Signature of the contractor", zh="装修单位签字", by=[contractor_lead],
            rules=["B08-20"],
        ),
        SignOff(
            "company_signature", en="Signature of the property company", zh="物业公司签字",
            by=[centre_manager, office_head], rules=["B08-20"],
        ),
    ],
    rules=["B08-08", "B08-20", "B08-53"],
)  # fmt: skip

# With engineering

accept_and_send = Action(
    "accept_and_send", submitted, under_review, en="Accept and send for approval", zh="受理并送审",
    by=[cs_staff], form=forms.Acceptance,
    guards=[papers_are_complete, agreement_is_signed, plan_is_uniform], tell=[engineering],
    rules=["B08-02", "B08-13", "B08-20", "B08-30", "B08-31", "B07-47"],
)  # fmt: skip
approve = Action(
    "approve", under_review, approved_unpaid, en="Approve", zh="批准",
    by=[engineering], form=forms.Approval, not_by=[accept_and_send], guards=[criteria_are_met, revision_is_current],
    tell=[cs_staff], rules=["B08-03", "B08-32", "B08-33", "B08-34"],
)  # fmt: skip
reject = Action(
    "reject", under_review, rejected, en="Do not approve", zh="不予批准",
    by=[engineering], form=forms.Rejection, not_by=[accept_and_send], tell=[cs_staff],
    rules=["B08-03", "B08-32", "B08-33"],
)  # fmt: skip
receive_file_back = Action(
    "receive_file_back", [approved_unpaid, ready_for_permit, rejected], STAY, en="Sign for the returned file",
    zh="签收返还材料", by=[cs_staff], form=forms.FileBack, guards=[file_is_complete], rules=["B08-33"],
)  # fmt: skip
revise = Action(
    "revise", rejected, draft, en="Revise the plan", zh="修改方案",
    by=[owner, contractor_lead], form=forms.Revision, guards=[revision_follows], rules=["B08-06"],
)  # fmt: skip

# It ends before its permit

withdraw = Action(
    "withdraw", before_permit, withdrawn, en="Withdraw", zh="撤回申请",
    by=[owner, cs_staff], form=forms.Withdrawal, guards=[unused_fees_go_back], waits_for_children=True, expect=True,
)  # fmt: skip  # [design]
lapse = Action(
    "lapse", [incomplete, approved_unpaid], withdrawn, en="Let it lapse", zh="逾期视为撤回",
    by=[centre_manager, office_head], form=forms.Withdrawal, guards=[applicants_are_late, unused_fees_go_back],
    waits_for_children=True, expect=True,
)  # fmt: skip  # [design]

actions = [
    register, submit_application, return_incomplete, supplement, sign_agreement, accept_and_send, approve, reject,
    receive_file_back, revise, withdraw, lapse,
]  # fmt: skip
