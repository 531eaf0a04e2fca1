"""
Opening (立项), handing over to the department, and its receipt or refusal.
"""

from propflow import OPEN, STAY, Action, clears, sets
from propflow.workflows.complaint import forms_handling as handling
from propflow.workflows.complaint import forms_opening as forms
from propflow.workflows.complaint.guards_handling import (
    coordinator_is_named,
    has_been_refused_enough,
    is_classified,
    is_level_one,
    may_still_be_refused,
    receipt_is_signed,
    respondent_is_not_named,
)
from propflow.workflows.complaint.guards_opening import (
    can_be_converted,
    condition_fits,
    contact_is_known,
    opening_follows_reception,
    promotion_stands,
)
from propflow.workflows.complaint.roles import (
    assignee,
    automation,
    co_handler,
    coordinator,
    cs_staff,
    cs_supervisor,
    department_head,
    department_receiver,
    dispatcher,
    duty_manager,
    general_manager,
    headquarters,
    office_head,
    receiver,
    receptionist,
    repair_supervisor,
    respondent,
    site_leader,
)
from propflow.workflows.complaint.states import (
    clarifying,
    dispatched,
    explained,
    external_handling,
    handled,
    in_progress,
    investigating,
    opened,
    opened_set,
    pre_complaint,
    received,
    ruling_pending,
    second_disposal,
    stalled,
)

# Opened

open_ = Action(
    "open", [received, clarifying], opened, en="Open the case", zh="立项",
    by=[receptionist, cs_staff, cs_supervisor], form=forms.Opening, not_by=[respondent],
    guards=[condition_fits, contact_is_known, opening_follows_reception], milestone=OPEN,
    rules=["C05-09", "C05-11", "C05-12", "C05-13", "C05-14", "C05-15", "C05-21", "B11-10"],
)  # fmt: skip
rule_open = Action(
    "rule_open", ruling_pending, opened, en="Rule: open", zh="裁定立项",
    by=[cs_supervisor, office_head, general_manager], form=forms.Opening, not_by=[respondent],
    guards=[condition_fits, contact_is_known, opening_follows_reception], milestone=OPEN, tell=[cs_staff],
    rules=["C05-18", "C05-21"],
)  # fmt: skip
accept_alert = Action(
    "accept_alert", pre_complaint, opened, en="Open an alert", zh="预投诉立项",
    by=[dispatcher, cs_supervisor, office_head], form=forms.AlertAcceptance, not_by=[respondent],
    guards=[opening_follows_reception], milestone=OPEN, rules=["C05-12", "C05-21", "D05-07"],
)  # fmt: skip
convert_to_valid = Action(
    "convert_to_valid", explained, opened, en="Convert into a valid complaint", zh="转为有效投诉立项",
    by=[cs_staff, cs_supervisor, receptionist, automation], form=forms.Conversion, not_by=[respondent],
    guards=[can_be_converted, promotion_stands, contact_is_known, opening_follows_reception], milestone=OPEN,
    tell=[cs_supervisor], rules=["C01-09", "C05-21"],
)  # fmt: skip
open_emergency = Action(
    "open_emergency", explained, opened, en="Open as an emergency", zh="紧急立项",
    by=[receptionist, cs_staff, cs_supervisor, duty_manager], form=forms.EmergencyOpening, not_by=[respondent],
    guards=[contact_is_known, opening_follows_reception], milestone=OPEN, tell=[office_head],
    rules=["C05-14", "D02-02"],
)  # fmt: skip

# Handed over

dispatch = Action(
    "dispatch", opened, dispatched, en="Send to the department", zh="派单",
    by=[receptionist, dispatcher, cs_supervisor, duty_manager], form=handling.Dispatch, not_by=[respondent],
    guards=[is_classified, may_still_be_refused, coordinator_is_named, respondent_is_not_named],
    sets=[sets(assignee, "responsible"), sets(coordinator, "coordinator_id")], tell=[department_receiver],
    rules=["C10-03", "D02-01", "C04-22", "B11-07", "B11-13", "D02-17"],
)  # fmt: skip
assign_bindingly = Action(
    "assign_bindingly", opened, dispatched, en="Assign bindingly", zh="主管指派",
    by=[cs_supervisor, office_head, general_manager], form=handling.Dispatch, not_by=[respondent],
    guards=[is_classified, has_been_refused_enough, coordinator_is_named, respondent_is_not_named],
    sets=[sets(assignee, "responsible"), sets(coordinator, "coordinator_id")],
    tell=[department_receiver, department_head], rules=["C06-02", "A14-18"],
)  # fmt: skip
sign_receipt = Action(
    "sign_receipt", dispatched, investigating, en="Sign for it", zh="签收",
    by=[department_receiver, department_head, office_head], form=handling.Receipt, not_by=[respondent],
    guards=[receipt_is_signed], sets=[sets(receiver)], rules=["C04-23", "D02-10"],
)  # fmt: skip
reject_dispatch = Action(
    "reject_dispatch", dispatched, opened, en="Refuse as not ours", zh="退单",
    by=[department_head, department_receiver], form=handling.Refusal, not_by=[respondent],
    guards=[may_still_be_refused], sets=[clears(assignee)], tell=[cs_supervisor], rules=["C06-02", "A14-17", "A14-18"],
)  # fmt: skip
respond_emergency = Action(
    "respond_emergency", [opened, dispatched], in_progress, en="Respond to an emergency", zh="紧急响应",
    by=[office_head, repair_supervisor, site_leader, general_manager], form=handling.EmergencyResponse,
    not_by=[respondent], guards=[is_level_one, respondent_is_not_named], sets=[sets(assignee, "leader")],
    tell=[headquarters, cs_staff],
    rules=["D02-02", "D02-03", "D02-04", "D02-05", "D02-07"],
)  # fmt: skip

# What goes with it, in place

record_response_start = Action(
    "record_response_start", opened_set, STAY, en="Record the start of the response", zh="记录响应开始",
    by=[office_head, repair_supervisor, site_leader, department_head, dispatcher], form=handling.ResponseStart,
    not_by=[respondent], guards=[is_level_one], tell=[headquarters], rules=["D02-03", "D02-05"],
)  # fmt: skip
record_rescue = Action(
    "record_rescue", opened_set, STAY, en="Record the rescuers on the spot", zh="记录救援到场",
    by=[site_leader, repair_supervisor, office_head, dispatcher], form=handling.Rescue, rules=["D03-06", "D03-07"],
)  # fmt: skip
issue_rescue_report = Action(
    "issue_rescue_report", opened_set, STAY, en="Issue the inspection report", zh="出具检测报告",
    by=[repair_supervisor, site_leader, office_head, department_head], form=handling.RescueReport,
    rules=["D03-06", "D03-08"],
)  # fmt: skip
reassign = Action(
    "reassign", [opened, dispatched, *handled, stalled, second_disposal], STAY, en="Give to another handler", zh="改派",
    by=[department_head, cs_supervisor, office_head, general_manager], form=handling.Reassignment,
    not_by=[respondent], guards=[respondent_is_not_named], sets=[sets(assignee, "new_handler")],
    tell=[department_head], rules=["B06-15", "A14-04"],
)  # fmt: skip
sign_further_receipt = Action(
    "sign_further_receipt", [dispatched, *handled], STAY, en="Sign for another department", zh="其他部门签收",
    by=[department_receiver, department_head, office_head], form=handling.Receipt, not_by=[respondent],
    guards=[receipt_is_signed], rules=["C04-23", "B11-13"],
)  # fmt: skip
record_receipt_late = Action(
    "record_receipt_late", [in_progress, external_handling, stalled], STAY, en="Enter the receipt late", zh="补办签收",
    by=[department_receiver, department_head, office_head], form=handling.Receipt, not_by=[respondent],
    guards=[receipt_is_signed], rules=["C04-23"],
)  # fmt: skip
assign_co_handlers = Action(
    "assign_co_handlers", [opened, dispatched, investigating, in_progress], STAY,
    en="Have other departments help", zh="指派协办部门", by=[duty_manager, cs_supervisor, office_head],
    form=handling.CoHandling, not_by=[respondent], guards=[respondent_is_not_named],
    sets=[sets(co_handler, "co_handler_id"), sets(coordinator)],
    tell=[department_head], rules=["B11-13", "C07-07"],
)  # fmt: skip
co_handler_done = Action(
    "co_handler_done", [*handled, stalled], STAY, en="A department that helps is done", zh="协办完成",
    by=[department_head, co_handler, duty_manager], form=handling.CoHandling, not_by=[respondent], rules=["B11-13"],
)  # fmt: skip

actions = [
    open_, rule_open, accept_alert, convert_to_valid, open_emergency, dispatch, assign_bindingly, sign_receipt,
    reject_dispatch, respond_emergency, record_response_start, record_rescue, issue_rescue_report, reassign,
    sign_further_receipt, record_receipt_late, assign_co_handlers, co_handler_done,
]  # fmt: skip
