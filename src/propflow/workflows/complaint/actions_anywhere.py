"""
What is done beside the way of the case, and leaves it where it is.
"""

from propflow import GROUP, STAY, SYSTEM, Action, Link, sets
from propflow.workflows.complaint import forms_anywhere as forms
from propflow.workflows.complaint.forms_handling import Group, Team
from propflow.workflows.complaint.guards_handling import (
    calls_for_correction,
    concerns_many,
    extension_was_requested,
    general_manager_approves,
    goes_high_enough,
    is_major,
    is_not_major,
    is_unsettled_for_too_long,
    new_limit_lies_ahead,
    nothing_personal,
    promise_is_within_authority,
    property_manager_approves,
    somebody_approves_major,
)
from propflow.workflows.complaint.guards_opening import opener_is_as_the_manual_says
from propflow.workflows.complaint.roles import (
    assignee,
    automation,
    complainant,
    cs_staff,
    cs_supervisor,
    department_head,
    duty_manager,
    first_receiver,
    general_manager,
    headquarters,
    office_head,
    property_manager,
    qa_department,
    receptionist,
    respondent,
    superior_supervisor,
    task_force,
    tracker,
)
from propflow.workflows.complaint.states import before_closing, explained, not_final, opened_set, states, undecided

_desk = [receptionist, cs_staff, cs_supervisor]
_managers = [cs_supervisor, duty_manager, property_manager, office_head, superior_supervisor, general_manager]

# Contact and replies

record_contact = Action(
    "record_contact", not_final, STAY, en="Record a contact", zh="记录联系",
    by=[*_desk, department_head, assignee, tracker], form=forms.Contact, not_by=[respondent],
    guards=[opener_is_as_the_manual_says], rules=["A17-07", "A17-08", "D02-13", "A14-23"],
)  # fmt: skip
record_attempt = Action(
    "record_attempt", not_final, STAY, en="Record an attempt in vain", zh="记录未能联系",
    by=[*_desk, department_head, assignee, tracker], form=forms.Attempt, not_by=[respondent], rules=["C05-20"],
)  # fmt: skip
definite_reply = Action(
    "definite_reply", opened_set, STAY, en="Definite reply", zh="明确答复",
    by=[general_manager, office_head, cs_supervisor], form=forms.Reply, not_by=[respondent], guards=[is_major],
    rules=["C04-40"],
)  # fmt: skip
reply = Action(
    "reply", [*opened_set, explained], STAY, en="Reply", zh="答复",
    by=[*_desk, department_head, assignee], form=forms.Reply, not_by=[respondent], guards=[is_not_major],
    rules=["A19-22", "A19-23", "D02-15", "A14-20", "C14-03"],
)  # fmt: skip
note_withdrawal = Action(
    "note_withdrawal", opened_set, STAY, en="Note a withdrawal", zh="记录撤诉意思",
    by=[*_desk, complainant], form=forms.Withdrawal, rules=["C05-20", "C05-27"],
)  # fmt: skip

# Upwards

record_authority_verification = Action(
    "record_authority_verification", opened_set, STAY, en="Record the authority's verification", zh="登记主管部门查实",
    by=[cs_staff, cs_supervisor], form=forms.AuthorityVerification, not_by=[respondent], rules=["C01-03"],
)  # fmt: skip
forward_to_superior = Action(
    "forward_to_superior", before_closing, STAY, en="Pass up", zh="上报",
    by=[*_desk, duty_manager, property_manager, office_head], form=forms.Forwarding,
    guards=[goes_high_enough], tell=[property_manager, general_manager],
    rules=["C04-19", "C04-20", "C04-24", "B11-25", "B11-26", "A19-11"],
)  # fmt: skip
escalate = Action(
    "escalate", not_final, STAY, en="Escalate", zh="升级",
    by=[first_receiver, assignee, *_desk, duty_manager, department_head, property_manager, office_head, automation],
    form=forms.Escalation, tell=[office_head], rules=["C03-12", "C04-18", "C08-05", "C08-10", "B11-14"],
)  # fmt: skip
upgrade_to_major = Action(
    "upgrade_to_major", [*undecided, *opened_set], STAY, en="Becomes a major complaint", zh="升为重大投诉",
    by=[SYSTEM, automation, cs_supervisor, office_head, general_manager], form=forms.Promotion, not_by=[respondent],
    guards=[is_not_major, is_unsettled_for_too_long], tell=[general_manager], rules=["C04-11", "B11-30", "C04-19"],
)  # fmt: skip
alert_overrun = Action(
    "alert_overrun", not_final, STAY, en="Put an overrun on record", zh="记录超时",
    by=[automation, *_managers], form=forms.Overrun, tell=[office_head], rules=["D02-18", "D04-06"],
)  # fmt: skip
acknowledge_overrun = Action(
    "acknowledge_overrun", not_final, STAY, en="Answer for an overrun", zh="认领超时",
    by=[department_head, *_managers], form=forms.Overrun, not_by=[respondent], rules=["D02-18"],
)  # fmt: skip
urge = Action(
    "urge", opened_set, STAY, en="Urge", zh="催办",
    by=[first_receiver, *_desk, tracker], form=forms.Urging, tell=[department_head], rules=["C05-19", "C14-01"],
)  # fmt: skip

# More time

request_extension = Action(
    "request_extension", opened_set, STAY, en="Ask for more time", zh="申请延期",
    by=[department_head, office_head], form=forms.ExtensionRequest, not_by=[respondent],
    guards=[new_limit_lies_ahead], tell=[property_manager], rules=["C04-37", "C04-39"],
)  # fmt: skip
approve_extension = Action(
    "approve_extension", opened_set, STAY, en="Approve more time for a minor complaint", zh="批准延期（轻微）",
    by=[property_manager, office_head], form=forms.Extension, not_by=[respondent, request_extension],
    guards=[extension_was_requested, property_manager_approves], tell=[department_head], rules=["C04-37"],
)  # fmt: skip
approve_important_extension = Action(
    "approve_important_extension", opened_set, STAY, en="Approve more time for an important complaint",
    zh="批准延期（重要）", by=[general_manager, headquarters], form=forms.Extension,
    not_by=[respondent, request_extension], guards=[extension_was_requested, general_manager_approves],
    tell=[department_head], rules=["C04-39"],
)  # fmt: skip
approve_major_extension = Action(
    "approve_major_extension", opened_set, STAY, en="Approve more time for a major complaint", zh="批准延期（重大）",
    by=[general_manager, headquarters], form=forms.Extension, not_by=[respondent, request_extension],
    guards=[extension_was_requested, somebody_approves_major], tell=[department_head], rules=["C04-41"],
)  # fmt: skip
refuse_extension = Action(
    "refuse_extension", opened_set, STAY, en="Refuse more time", zh="不予延期",
    by=[property_manager, office_head, general_manager], form=forms.ExtensionRefusal, not_by=[respondent],
    guards=[extension_was_requested], tell=[department_head], rules=["C04-37", "C04-39"],
)  # fmt: skip

# Promises

make_promise = Action(
    "make_promise", not_final, STAY, en="Make a promise", zh="作出承诺",
    by=[assignee, *_desk, department_head, property_manager, office_head], form=forms.Promise, not_by=[respondent],
    guards=[promise_is_within_authority], rules=["C03-09", "C03-10", "C11-10", "C13-09", "B06-13"],
)  # fmt: skip
fulfil_promise = Action(
    "fulfil_promise", not_final, STAY, en="Fulfil a promise", zh="兑现承诺",
    by=[assignee, *_desk, department_head, property_manager, office_head], form=forms.PromiseEnd, rules=["C03-10"],
)  # fmt: skip
break_promise = Action(
    "break_promise", not_final, STAY, en="A promise is broken", zh="承诺未兑现",
    by=[automation, cs_supervisor, office_head], form=forms.PromiseEnd, not_by=[respondent],
    tell=[office_head, department_head], rules=["C03-10", "C13-09"],
)  # fmt: skip

# Many owners

form_task_force = Action(
    "form_task_force", opened_set, STAY, en="Form a task force", zh="成立专项工作组",
    by=[office_head, general_manager], form=Team, not_by=[respondent], guards=[concerns_many],
    tell=[task_force, general_manager], rules=["A14-09", "A14-10", "A14-11", "A03-27", "A03-28", "D05-01"],
)  # fmt: skip
join_mass_case = Action(
    "join_mass_case", opened_set, STAY, en="Join a mass complaint", zh="并入群体投诉",
    by=[office_head, cs_supervisor, general_manager], form=Group, not_by=[respondent],
    link=Link(GROUP, "group_case"), rules=["A14-09", "A03-27"],
)  # fmt: skip
publish_measure = Action(
    "publish_measure", states, STAY, en="Publish a measure", zh="公布措施",
    by=[office_head, general_manager], form=forms.Publication, guards=[nothing_personal],
    rules=["A19-26", "A01-07", "A01-08"],
)  # fmt: skip

# The office's own duties

shift_handover = Action(
    "shift_handover", not_final, STAY, en="Hand over to the next shift", zh="交接班",
    by=[first_receiver, *_desk, duty_manager], form=forms.Handover, sets=[sets(first_receiver, "to_person")],
    rules=["B06-04", "B06-15", "B06-16", "B11-06"],
)  # fmt: skip
start_nonconformity = Action(
    "start_nonconformity", opened_set, STAY, en="Start a corrective action", zh="启动不合格纠正预防",
    by=[property_manager, general_manager, office_head], form=forms.Nonconformity, guards=[calls_for_correction],
    rules=["C04-29", "B11-37", "B12-25"],
)  # fmt: skip
audit_ticket = Action(
    "audit_ticket", states, STAY, en="Audit", zh="质检抽查",
    by=[qa_department], form=forms.Audit, not_by=[respondent], rules=["D04-02", "D04-03", "D04-04"],
)  # fmt: skip
disclose = Action(
    "disclose", states, STAY, en="Record a disclosure", zh="记录查阅披露",
    by=[cs_staff, cs_supervisor, office_head], form=forms.Disclosure, rules=["A01-07", "A01-08", "A17-21", "A17-12"],
)  # fmt: skip
correct_record = Action(
    "correct_record", states, STAY, en="Correct the record", zh="更正记录",
    by=[cs_staff, cs_supervisor], form=forms.Correction, not_by=[respondent], rules=["B12-26"],
)  # fmt: skip

actions = [
    record_contact, record_attempt, definite_reply, reply, note_withdrawal, record_authority_verification,
    forward_to_superior, escalate, upgrade_to_major, alert_overrun, acknowledge_overrun, urge, request_extension,
    approve_extension, approve_important_extension, approve_major_extension, refuse_extension, make_promise,
    fulfil_promise, break_promise, form_task_force, join_mass_case, publish_measure, shift_handover,
    start_nonconformity, audit_ticket, disclose, correct_record,
]  # fmt: skip
