"""
What is done beside the way of the case, and leaves it where it is.
"""

from propflow import GROUP, STAY, Action, Link, sets
from propflow.workflows.repair import forms_anywhere as forms
from propflow.workflows.repair.escalation import condition_is_met, is_not_escalated_yet
from propflow.workflows.repair.guards_anywhere import (
    emergency_is_reported_as_such,
    is_urgent_now,
    petition_is_early,
    table_is_followed,
    term_is_stated,
)
from propflow.workflows.repair.guards_handling import promise_is_sound, promises_are_left
from propflow.workflows.repair.roles import (
    assignee,
    automation,
    cs_staff,
    cs_supervisor,
    developer_cs,
    dispatcher,
    duty_staff,
    first_receiver,
    headquarters,
    office_head,
    property_assistant,
    provider_department,
    qa_department,
    receptionist,
    repair_supervisor,
    repairer,
    reporter,
    resident,
    superior_supervisor,
    tracker,
)
from propflow.workflows.repair.states import (
    accepted,
    access_failed,
    before_closing,
    closed,
    dispatched,
    finishing,
    not_final,
    open_set,
    states,
    waiting,
    working,
)

_desk = [receptionist, cs_staff, cs_supervisor, duty_staff]
_managers = [repair_supervisor, cs_supervisor, superior_supervisor, office_head]

# Told

answer_reporter = Action(
    "answer_reporter", before_closing, STAY, en="Answer the reporter", zh="答复报修人",
    by=[*_desk, property_assistant, dispatcher, automation], form=forms.Answer,
    rules=["A04-14", "A18-05", "A18-16", "A18-17", "A18-18", "A02-04", "A06-25", "C14-03"],
)  # fmt: skip
tell_result = Action(
    "tell_result", [*finishing, closed], STAY, en="Tell the result", zh="告知维修结果",
    by=[*_desk, property_assistant, assignee], form=forms.ResultTold,
    rules=["A04-13", "A06-17", "A06-18", "A09-20", "A18-09", "C14-03"],
)  # fmt: skip
report_progress = Action(
    "report_progress", open_set, STAY, en="Report progress", zh="报告进展",
    by=[assignee, repairer, tracker, repair_supervisor], form=forms.Progress, guards=[emergency_is_reported_as_such],
    tell=[cs_staff], rules=["A04-22", "A07-14", "A07-16", "A17-09", "C14-03"],
)  # fmt: skip
report_emergency_progress = Action(
    "report_emergency_progress", open_set, STAY, en="Report progress of an emergency", zh="实时报告抢修进展",
    by=[assignee, repairer, tracker, repair_supervisor], form=forms.EmergencyProgress, guards=[is_urgent_now],
    tell=[headquarters, cs_staff], rules=["D02-06", "D02-07"],
)  # fmt: skip

# Promises

make_promise = Action(
    "make_promise", open_set, STAY, en="Explain the delay and promise a new time", zh="说明原因并承诺新时间",
    by=[assignee, receptionist, cs_staff, cs_supervisor, property_assistant, repair_supervisor], form=forms.Promise,
    guards=[promises_are_left, promise_is_sound],
    rules=["A08-04", "A08-05", "A10-26", "B05-13", "B06-13", "C03-10", "C11-10"],
)  # fmt: skip
make_further_promise = Action(
    "make_further_promise", open_set, STAY, en="Promise once more", zh="管理处负责人再次承诺",
    by=[office_head], form=forms.Promise, guards=[promise_is_sound], rules=["A08-05", "C03-10", "C11-10"],
)  # fmt: skip  # [design]
fulfil_promise = Action(
    "fulfil_promise", not_final, STAY, en="Fulfil a promise", zh="兑现承诺",
    by=[assignee, receptionist, cs_staff, cs_supervisor, property_assistant, repair_supervisor, office_head],
    form=forms.PromiseEnd, rules=["C03-10"],
)  # fmt: skip
break_promise = Action(
    "break_promise", not_final, STAY, en="A promise is broken", zh="承诺未兑现",
    by=[automation, cs_supervisor, office_head], form=forms.PromiseEnd, tell=[office_head, repair_supervisor],
    rules=["C03-10"],
)  # fmt: skip

# Warranty and money

_up_to_signed = [accepted, dispatched, access_failed, *working, *waiting, *finishing]

check_warranty = Action(
    "check_warranty", _up_to_signed, STAY, en="Check the warranty", zh="核查保修",
    by=[property_assistant, repair_supervisor, cs_staff], form=forms.WarrantyCheck, guards=[term_is_stated],
    rules=["A02-01", "A02-02", "A19-31"],
)  # fmt: skip
decide_fee = Action(
    "decide_fee", _up_to_signed, STAY, en="Decide who pays", zh="费用认定",
    by=[property_assistant, repair_supervisor, office_head], form=forms.FeeDecision, guards=[table_is_followed],
    rules=["A04-23", "A04-24", "A13-21", "A18-02", "B06-11"],
)  # fmt: skip
request_approval = Action(
    "request_approval", [*working, *waiting], STAY, en="Ask for approval of larger work", zh="中大修报批",
    by=[repair_supervisor, office_head], form=forms.ApprovalRequest, guards=[petition_is_early], tell=[office_head],
    rules=["A08-10", "B24-09", "B24-10", "B24-20", "B24-22"],
)  # fmt: skip
record_petition_answer = Action(
    "record_petition_answer", [*working, *waiting], STAY, en="Record the committee's answer", zh="登记业委会答复",
    by=[office_head, cs_supervisor], form=forms.PetitionAnswer, rules=["B24-09", "B24-20", "B24-22"],
)  # fmt: skip

# Cases together

join_group = Action(
    "join_group", open_set, STAY, en="Join a group of such cases", zh="并入群组",
    by=[cs_supervisor, repair_supervisor, office_head, automation], form=forms.Group, link=Link(GROUP, "group_case"),
    rules=["A03-10", "A03-13", "A03-27"],
)  # fmt: skip

# Upwards

escalate = Action(
    "escalate", not_final, STAY, en="Escalate", zh="升级",
    by=[first_receiver, assignee, tracker, *_desk, repairer, repair_supervisor, office_head, automation],
    form=forms.Escalation, tell=[office_head], rules=["C03-12", "C08-05", "B19-08", "B07-45"],
)  # fmt: skip
escalate_to_developer = Action(
    "escalate_to_developer", [*open_set, closed], STAY, en="Bring before the developer", zh="升级至地产客服",
    by=[repair_supervisor, cs_supervisor, office_head], form=forms.DeveloperEscalation,
    guards=[condition_is_met, is_not_escalated_yet], tell=[developer_cs, office_head],
    rules=["A03-01", "A03-02", "A03-03", "A03-04", "A03-05", "A03-25", "A03-26"],
)  # fmt: skip
decline_escalation = Action(
    "decline_escalation", [*open_set, closed], STAY, en="Say why it does not go up", zh="记录不升级理由",
    by=[office_head], form=forms.NoEscalation, rules=["A03-05", "A03-20"],
)  # fmt: skip  # [design]
record_dispute = Action(
    "record_dispute", [*open_set, closed], STAY, en="Record a dispute", zh="记录争议",
    by=[*_desk, assignee, property_assistant, repair_supervisor, office_head], form=forms.Dispute,
    rules=["A03-06", "A03-11", "A03-13", "A03-14", "A03-15", "A03-17", "A03-19", "A03-20", "A03-27", "A03-28"],
)  # fmt: skip
settle_dispute = Action(
    "settle_dispute", [*open_set, closed], STAY, en="A dispute is settled", zh="争议解决",
    by=[*_desk, repair_supervisor, office_head], form=forms.DisputeSettled, rules=["A03-13"],
)  # fmt: skip
start_coordination = Action(
    "start_coordination", open_set, STAY, en="Begin to coordinate", zh="开始协调",
    by=[property_assistant, cs_supervisor, repair_supervisor, office_head], form=forms.Coordination, rules=["A03-14"],
)  # fmt: skip
record_mediation = Action(
    "record_mediation", open_set, STAY, en="Record a mediation", zh="记录调解",
    by=[property_assistant, cs_supervisor, office_head], form=forms.Mediation, rules=["A03-15"],
)  # fmt: skip
note_renovation_delay = Action(
    "note_renovation_delay", open_set, STAY, en="Note that a renovation is held up", zh="记录装修受阻",
    by=[*_desk, property_assistant, repair_supervisor], form=forms.RenovationDelay, rules=["A03-12"],
)  # fmt: skip
record_claim = Action(
    "record_claim", not_final, STAY, en="Record a claim", zh="登记索赔",
    by=_desk, form=forms.Claim, rules=["A03-04", "A03-17", "A03-18"],
)  # fmt: skip
open_breach_complaint = Action(
    "open_breach_complaint", not_final, STAY, en="Open a complaint about it", zh="转为投诉",
    by=[resident, reporter, cs_staff, cs_supervisor, office_head], form=forms.BreachComplaint, tell=[office_head],
    rules=["A10-31", "A10-32", "B12-23"],
)  # fmt: skip
urge = Action(
    "urge", open_set, STAY, en="Urge", zh="催单",
    by=[first_receiver, *_desk, tracker, reporter, resident], form=forms.Urging, tell=[repair_supervisor],
    rules=["A16-17", "B05-16", "B05-17", "C14-01"],
)  # fmt: skip
alert_overrun = Action(
    "alert_overrun", not_final, STAY, en="Put an overrun on record", zh="记录超时",
    by=[automation, *_managers], form=forms.Overrun, tell=[office_head], rules=["D02-18", "D04-06", "A19-20"],
)  # fmt: skip
acknowledge_overrun = Action(
    "acknowledge_overrun", not_final, STAY, en="Answer for an overrun", zh="认领超时",
    by=[assignee, provider_department, *_managers], form=forms.Overrun, rules=["D02-18"],
)  # fmt: skip

# The office's own duties

shift_handover = Action(
    "shift_handover", not_final, STAY, en="Hand over to the next shift", zh="交接班",
    by=[first_receiver, *_desk, dispatcher], form=forms.Handover, sets=[sets(first_receiver, "to_person")],
    rules=["B06-15", "B06-16", "B10-14", "B10-15", "B19-26"],
)  # fmt: skip
audit = Action(
    "audit", states, STAY, en="Audit", zh="质检抽查",
    by=[qa_department], form=forms.Audit, rules=["D04-02", "D04-03", "D04-04"],
)  # fmt: skip
correct_record = Action(
    "correct_record", states, STAY, en="Correct the record", zh="更正记录",
    by=[cs_staff, cs_supervisor], form=forms.Correction, rules=["B12-26"],
)  # fmt: skip  # [design]

actions = [
    answer_reporter, tell_result, report_progress, report_emergency_progress, make_promise, make_further_promise,
    fulfil_promise, break_promise, check_warranty, decide_fee, request_approval, record_petition_answer, join_group,
    escalate, escalate_to_developer, decline_escalation, record_dispute, settle_dispute, start_coordination,
    record_mediation, note_renovation_delay, record_claim, open_breach_complaint, urge, alert_overrun,
    acknowledge_overrun, shift_handover, audit, correct_record,
]  # fmt: skip
