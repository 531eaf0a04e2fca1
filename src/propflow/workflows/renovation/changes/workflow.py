"""
The plan change (装修方案变更), a child of its renovation: completion waits for it.
"""

from propflow import Clock, Workflow, amount_slot, calendar_slot, due, last, working_days
from propflow.workflows.renovation.changes.actions import (
    actions,
    approve_structural,
    cancel,
    detect_unapproved,
    note_on_original,
    open_,
    refuse_change,
    register,
    register_unauthorised,
    regularise,
    restore,
)
from propflow.workflows.renovation.changes.invariants import INVARIANTS
from propflow.workflows.renovation.changes.states import states
from propflow.workflows.renovation.roles import centre_manager, cs_staff, engineering, works_supervisor

office_hours = calendar_slot(
    "office_hours", design="cn-office", en="The office's calendar, by which working days are counted",
    zh="计算工作日所用的日历", rules=["B08-32"],
)  # fmt: skip
review_limit = amount_slot(
    "review_limit", design=working_days(2), en="The works supervisor decides", zh="变更审批时限", rules=["B08-35"]
)
restored_within = amount_slot(
    "restored_within", design=working_days(7), en="What was built without leave is asked for, or put back",
    zh="擅自变更处理时限", rules=["B08-35"],
)  # fmt: skip

review = Clock(
    "review", en="The works supervisor decides", zh="变更审批时限",
    starts=[note_on_original, regularise], stops=[open_, approve_structural, refuse_change],
    void_on=[detect_unapproved, cancel], within=review_limit, calendar=office_hours,
    marks=[due(tell=[works_supervisor, engineering])], rules=["B08-35"],
)  # fmt: skip
unauthorised = Clock(
    "unauthorised", en="It is asked for, or put back", zh="擅自变更处理时限",
    starts=[register_unauthorised, detect_unapproved], stops=[regularise, restore], within=restored_within,
    calendar=office_hours, marks=[due(tell=[cs_staff, centre_manager])], rules=["B08-35"],
)  # fmt: skip

plan_change = Workflow(
    "plan_change",
    en="Plan change",
    zh="装修方案变更",
    version=1,
    book="BG",
    states=states,
    actions=actions,
    clocks=[review, unauthorised],
    facts=[
        last("change", of=[register, register_unauthorised], en="What changes", zh="变更内容"),
        last("structural", of=[register, register_unauthorised], en="Structural", zh="涉及结构"),
        last("drawing_revision", of=[note_on_original, regularise], en="Revision of the drawing", zh="图纸版次"),
    ],
    slots=[office_hours, review_limit, restored_within],
    invariants=INVARIANTS,
    readers=[centre_manager],
    rules=["B08-35"],
)
