"""
What is done to a plan change: asked for, noted, approved, carried out; or refused, cancelled, found unauthorised.
"""

from propflow import CLOSE, OPEN, PARENT, REGISTER, START, Action, Link, SignOff, sets
from propflow.workflows.renovation.changes import forms
from propflow.workflows.renovation.changes.guards import (
    both_note_it,
    criteria_are_met,
    is_built_as_approved,
    is_not_structural,
    is_structural,
    permit_runs,
    works_are_under_way,
)
from propflow.workflows.renovation.changes.states import (
    applied,
    approved,
    cancelled,
    refused,
    requested,
    unauthorised,
    under_supervisor_review,
)
from propflow.workflows.renovation.roles import (
    contractor_lead,
    cs_staff,
    engineering,
    owner,
    security,
    works_supervisor,
)

register = Action(
    "register", START, requested, en="Ask for a plan change", zh="提出变更",
    by=[cs_staff], form=forms.Request, guards=[works_are_under_way], link=Link(PARENT, "renovation"),
    milestone=REGISTER, rules=["B08-35"],
)  # fmt: skip
register_unauthorised = Action(
    "register_unauthorised", START, unauthorised, en="Register a change that was found", zh="登记擅自变更",
    by=[cs_staff, engineering, security], form=forms.Finding, guards=[works_are_under_way],
    link=Link(PARENT, "renovation"), milestone=REGISTER, tell=[works_supervisor], rules=["B08-35", "B21-19"],
)  # fmt: skip
_both = [sets(owner, "owner_id"), sets(contractor_lead, "contractor_lead_id")]
note_on_original = Action(
    "note_on_original", requested, under_supervisor_review, en="Note it on the original papers", zh="在原审报材料注明",
    by=[cs_staff], form=forms.Note, guards=[both_note_it], sets=_both, tell=[works_supervisor], rules=["B08-35"],
)  # fmt: skip
regularise = Action(
    "regularise", unauthorised, under_supervisor_review, en="Ask for it after the fact", zh="补报",
    by=[cs_staff], form=forms.Note, guards=[both_note_it], sets=_both, tell=[works_supervisor], rules=["B08-35"],
)  # fmt: skip
open_ = Action(
    "open", under_supervisor_review, approved, en="Approve the change", zh="监管批准",
    by=[works_supervisor], form=forms.Approval, guards=[is_not_structural, criteria_are_met], milestone=OPEN,
    tell=[cs_staff], rules=["B08-34", "B08-35"],
)  # fmt: skip
approve_structural = Action(
    "approve_structural", under_supervisor_review, approved, en="Approve a change of structure", zh="监管批准（结构）",
    by=[works_supervisor], form=forms.Approval, guards=[is_structural, criteria_are_met], milestone=OPEN,
    sign_offs=[
        SignOff("engineering_consent", en="Countersignature of engineering", zh="工程部会签", by=[engineering],
                rules=["B08-03"]),
    ],
    tell=[cs_staff], rules=["B08-03", "B08-34", "B08-35"],
)  # fmt: skip
refuse_change = Action(
    "refuse_change", under_supervisor_review, refused, en="Refuse the change", zh="不批准变更",
    by=[works_supervisor], form=forms.Reason, tell=[cs_staff], rules=["B08-35"],
)  # fmt: skip
close = Action(
    "close", approved, applied, en="The change is built", zh="按变更施工",
    by=[cs_staff, works_supervisor, engineering], form=forms.Implementation,
    guards=[permit_runs, is_built_as_approved], milestone=CLOSE, rules=["B08-35"],
)  # fmt: skip
detect_unapproved = Action(
    "detect_unapproved", [requested, under_supervisor_review], unauthorised, en="Find it built ahead of approval",
    zh="发现擅自变更", by=[cs_staff, engineering, security], form=forms.Detection, tell=[works_supervisor],
    rules=["B08-35", "B21-19"],
)  # fmt: skip
restore = Action(
    "restore", unauthorised, cancelled, en="It is put back as approved", zh="恢复原状",
    by=[works_supervisor, engineering], form=forms.Reason, tell=[cs_staff], rules=["B08-35"],
)  # fmt: skip
cancel = Action(
    "cancel", [requested, under_supervisor_review, approved], cancelled, en="Cancel the change", zh="取消变更",
    by=[owner, cs_staff], form=forms.Reason, tell=[works_supervisor],
)  # fmt: skip  # [design]

actions = [
    register, register_unauthorised, note_on_original, regularise, open_, approve_structural, refuse_change, close,
    detect_unapproved, restore, cancel,
]  # fmt: skip
