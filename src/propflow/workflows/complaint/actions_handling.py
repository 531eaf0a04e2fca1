"""
Inquiry, measures, outside parties, putting off, and the report that the work is done.
"""

from propflow import STAY, Action, SignOff, sets
from propflow.workflows.complaint import forms_handling as forms
from propflow.workflows.complaint.guards_handling import (
    co_handlers_are_done,
    completion_is_shown,
    contact_was_made,
    department_decides,
    inquiry_is_recorded,
    is_important,
    is_level_one,
    is_major,
    is_not_level_one,
    measures_are_told,
    order_has_ended,
    plan_names_a_time,
    receipts_are_signed,
    repair_orders_are_done,
    respondent_is_not_named,
    solved_after_inquiry,
)
from propflow.workflows.complaint.roles import (
    assignee,
    cs_staff,
    cs_supervisor,
    department_head,
    developer_cs,
    general_manager,
    headquarters,
    office_head,
    property_manager,
    receptionist,
    repair_supervisor,
    respondent,
    site_leader,
    task_force,
    tracker,
)
from propflow.workflows.complaint.states import (
    done_reported,
    external_handling,
    handled,
    in_progress,
    investigating,
    stalled,
)

# Finding out

record_inquiry = Action(
    "record_inquiry", [*handled, stalled], STAY, en="Record the inquiry", zh="记录调查核实",
    by=[department_head, assignee, cs_staff, office_head, task_force], form=forms.Inquiry, not_by=[respondent],
    rules=["A01-21", "A01-22", "C02-04", "C06-03", "A14-08"],
)  # fmt: skip
record_inquiry_late = Action(
    "record_inquiry_late", [in_progress, external_handling, stalled], STAY, en="Enter the inquiry late",
    zh="补办调查核实", by=[department_head, assignee, office_head], form=forms.Inquiry, not_by=[respondent],
    rules=["A01-22", "A01-23"],
)  # fmt: skip
propose_measures = Action(
    "propose_measures", [investigating, in_progress], STAY, en="Offer measures to the owner", zh="告知拟采取措施",
    by=[department_head, assignee, cs_staff], form=forms.ProposedMeasures, not_by=[respondent],
    rules=["C11-08", "C11-09", "C11-11", "C03-08"],
)  # fmt: skip
record_consent = Action(
    "record_consent", [investigating, in_progress], STAY, en="Record the owner's answer", zh="记录业主意见",
    by=[department_head, assignee, cs_staff], form=forms.OwnerConsent, not_by=[respondent], rules=["C11-08"],
)  # fmt: skip

# Measures, decided on by whom the grade says

_measured = [contact_was_made, measures_are_told, plan_names_a_time]

adopt_measures = Action(
    "adopt_measures", [investigating, in_progress], in_progress, en="Adopt measures", zh="采取措施",
    by=[department_head, office_head, general_manager], form=forms.Measures, not_by=[respondent],
    guards=[department_decides, *_measured], tell=[cs_staff],
    rules=["A01-22", "A01-23", "C02-04", "C02-05", "C06-03", "C11-08", "C11-11", "A14-19", "D02-10"],
)  # fmt: skip
adopt_important_measures = Action(
    "adopt_important_measures", [investigating, in_progress], in_progress,
    en="Adopt measures on an important complaint", zh="采取措施（重要投诉）",
    by=[department_head, office_head], form=forms.Measures, not_by=[respondent],
    guards=[is_important, *_measured], tell=[cs_staff], rules=["A01-23", "C04-02", "C11-08", "A14-19"],
    sign_offs=[
        SignOff(
            "measures_decision", en="Decision of the property manager", zh="物业部经理决定",
            by=[property_manager, office_head, general_manager], not_by=[respondent], over=["grade"],
            rules=["C04-02", "A14-19"],
        ),
    ],
)  # fmt: skip
adopt_major_measures = Action(
    "adopt_major_measures", [investigating, in_progress], in_progress, en="Adopt measures on a major complaint",
    zh="采取措施（重大投诉）", by=[department_head, office_head], form=forms.Measures, not_by=[respondent],
    guards=[is_major, *_measured], tell=[cs_staff, general_manager],
    rules=["A01-23", "C04-19", "C11-08", "A14-19"],
    sign_offs=[
        SignOff(
            "major_measures_decision", en="Decision of the general manager", zh="公司总经理决定",
            by=[general_manager, headquarters], not_by=[respondent], over=["grade"], rules=["C04-19", "A14-19"],
        ),
    ],
)  # fmt: skip
report_progress = Action(
    "report_progress", [in_progress, external_handling], STAY, en="Report progress", zh="报告进展",
    by=[department_head, assignee, site_leader, repair_supervisor, tracker, task_force], form=forms.Progress,
    not_by=[respondent], guards=[is_not_level_one], tell=[cs_staff], rules=["A14-17", "A14-18", "A17-09"],
)  # fmt: skip
report_emergency_progress = Action(
    "report_emergency_progress", [investigating, in_progress, external_handling], STAY,
    en="Report progress of an emergency", zh="实时报告紧急处置进展",
    by=[department_head, assignee, site_leader, repair_supervisor, tracker, task_force], form=forms.EmergencyProgress,
    not_by=[respondent], guards=[is_level_one], tell=[headquarters, cs_staff], rules=["D02-06", "D02-07"],
)  # fmt: skip

# Repair orders inside a complaint

spawn_repair_order = Action(
    "spawn_repair_order", [investigating, in_progress], STAY, en="Issue a repair order", zh="开具维修派工单",
    by=[cs_staff, receptionist, department_head], form=forms.RepairOrder, not_by=[respondent],
    rules=["C10-04", "A19-15"],
)  # fmt: skip
child_finished = Action(
    "child_finished", [*handled, stalled], STAY, en="A repair order has ended", zh="维修单办结",
    by=[cs_staff, receptionist, department_head], form=forms.RepairOrder, guards=[order_has_ended],
    rules=["C10-05", "C10-08"],
)  # fmt: skip

# Outside parties

hand_to_external = Action(
    "hand_to_external", [investigating, in_progress], external_handling, en="Hand to an outside party",
    zh="转外部责任方", by=[office_head, cs_supervisor, general_manager], form=forms.HandingOut, not_by=[respondent],
    guards=[inquiry_is_recorded, respondent_is_not_named], sets=[sets(tracker, "tracker_id")],
    tell=[developer_cs, cs_staff],
    rules=["A03-04", "A03-05", "A03-13", "A03-17", "A03-20", "A03-21", "A03-22", "B11-15", "C05-15"],
)  # fmt: skip
external_returned = Action(
    "external_returned", external_handling, in_progress, en="The outside party does not act", zh="外部退回",
    by=[tracker, cs_supervisor, office_head], form=forms.ExternalReturn, not_by=[respondent], rules=["B11-15"],
)  # fmt: skip
external_done = Action(
    "external_done", external_handling, done_reported, en="The outside party is done", zh="外部办结",
    by=[tracker, cs_supervisor, office_head], form=forms.ExternalResult, not_by=[respondent],
    guards=[co_handlers_are_done, repair_orders_are_done], tell=[cs_supervisor, cs_staff],
    rules=["B11-15", "C04-30", "C04-31"],
)  # fmt: skip

# It cannot go on for now

declare_stalled = Action(
    "declare_stalled", [investigating, in_progress, external_handling, done_reported], stalled,
    en="Put on record as not to be solved for now", zh="挂账",
    by=[department_head, cs_staff, tracker, office_head], form=forms.Stalling, not_by=[respondent],
    tell=[office_head], rules=["C05-29", "A19-24", "A19-25"],
    sign_offs=[
        SignOff(
            "stalling_endorsement", en="Endorsement of the supervisor", zh="客服主管会签",
            by=[cs_supervisor, office_head, general_manager], not_by=[respondent], rules=["C05-29", "A14-18"],
        ),
    ],
)  # fmt: skip
resume = Action(
    "resume", stalled, in_progress, en="Resume", zh="恢复处理",
    by=[department_head, office_head, general_manager], form=forms.Resumption, not_by=[respondent],
    rules=["C05-19", "C05-20"],
)  # fmt: skip

# Done, says the department

report_done = Action(
    "report_done", [investigating, in_progress], done_reported, en="Report it done", zh="办结报告",
    by=[department_head, assignee, office_head], form=forms.Completion, not_by=[respondent],
    guards=[
        solved_after_inquiry, co_handlers_are_done, repair_orders_are_done, receipts_are_signed, completion_is_shown,
    ],
    tell=[cs_supervisor, receptionist],
    rules=["C04-25", "C04-26", "C04-28", "C04-30", "B11-11", "D03-09", "D03-11", "C05-27"],
)  # fmt: skip

actions = [
    record_inquiry, record_inquiry_late, propose_measures, record_consent, adopt_measures, adopt_important_measures,
    adopt_major_measures, report_progress,
    report_emergency_progress, spawn_repair_order, child_finished, hand_to_external, external_returned,
    external_done, declare_stalled, resume, report_done,
]  # fmt: skip
