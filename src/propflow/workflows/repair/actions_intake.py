"""
Registering a report, a finding or a complaint's repair, and what ends it at the desk.
"""

from propflow import DUPLICATE, PARENT, RECURS_FROM, REGISTER, START, STAY, Action, Link, sets
from propflow.workflows.repair import forms_intake as forms
from propflow.workflows.repair.forms_opening import Classification
from propflow.workflows.repair.guards_opening import (
    class_follows_danger,
    complaint_is_live,
    concerns_nobody_else,
    customer_accepts,
    is_the_same_fault,
    is_within_means,
    key_is_back,
    leaves_no_hazard,
    master_is_open,
    no_linked_fault,
    no_open_danger,
    nobody_has_been_there,
    nothing_is_lowered,
    online_is_logged_in,
    orderer_is_named,
    reading_is_over_limit,
    reason_fits,
    something_is_lowered,
)
from propflow.workflows.repair.roles import (
    assignee,
    automation,
    cs_staff,
    cs_supervisor,
    dispatcher,
    duty_staff,
    first_receiver,
    inspector,
    maintenance_contractor,
    office_head,
    patroller,
    property_assistant,
    receptionist,
    repair_supervisor,
    repairer,
    reporter,
    resident,
    security_room,
)
from propflow.workflows.repair.states import (
    accepted,
    access_failed,
    awaiting_acceptance,
    awaiting_clarification,
    awaiting_consent,
    before_closing,
    cancelled,
    deferred_with_plan,
    dispatched,
    merged,
    not_final,
    on_site,
    open_set,
    redirected,
    reported,
    waiting_part,
)

desk = [receptionist, cs_staff, cs_supervisor, duty_staff]
_resident = [sets(reporter, "reporter_id"), sets(resident, "resident_id")]

# It exists

register = Action(
    "register", START, reported, en="Register a repair report", zh="报修登记",
    by=[*desk, security_room, automation], form=forms.Register, sets=[sets(first_receiver), *_resident],
    link=Link(RECURS_FROM, "recurs_from"), guards=[online_is_logged_in], milestone=REGISTER,
    rules=[
        "A04-05", "A04-06", "A04-07", "A06-06", "A06-07", "A09-08", "A09-11", "A09-12", "A10-02", "A10-08", "A10-10",
        "A13-13", "A13-32", "B10-04", "B10-05", "B10-16",
    ],
)  # fmt: skip
raise_from_finding = Action(
    "raise_from_finding", START, reported, en="Register a finding of our own", zh="内部发现登记",
    by=[cs_staff, receptionist, inspector, patroller, repair_supervisor, office_head, automation], form=forms.Finding,
    sets=[sets(first_receiver), sets(resident, "resident_id")], guards=[orderer_is_named], milestone=REGISTER,
    tell=[dispatcher], rules=["B18-28", "B18-29", "A08-09", "A05-03", "A03-22"],
)  # fmt: skip
raise_from_sensor = Action(
    "raise_from_sensor", START, reported, en="Register a sensor's finding", zh="传感器预警登记",
    by=[automation, dispatcher], form=forms.SensorFinding, sets=[sets(first_receiver)],
    guards=[reading_is_over_limit], milestone=REGISTER, tell=[maintenance_contractor, dispatcher],
    rules=["D05-07", "D05-08"],
)  # fmt: skip
spawn_from_complaint = Action(
    "spawn_from_complaint", START, reported, en="Order the repair of a complaint", zh="投诉转维修服务单",
    by=[cs_staff, receptionist, cs_supervisor], form=forms.FromComplaint, sets=[sets(first_receiver), *_resident],
    link=Link(PARENT, "complaint_id"), guards=[complaint_is_live], milestone=REGISTER, tell=[property_assistant],
    rules=["C10-04", "C10-05", "A19-15"],
)  # fmt: skip

# Before it is accepted

request_clarification = Action(
    "request_clarification", reported, awaiting_clarification, en="Ask the reporter", zh="核实澄清",
    by=desk, form=forms.Clarification, rules=["A07-09"],
)  # fmt: skip
record_attempt = Action(
    "record_attempt", not_final, STAY, en="Record an attempt in vain", zh="记录未能联系",
    by=[*desk, property_assistant, dispatcher, assignee], form=forms.Attempt,
)  # fmt: skip  # [design]
classify = Action(
    "classify", before_closing, STAY, en="Classify", zh="分类定级",
    by=[*desk, security_room, dispatcher, repairer, assignee, repair_supervisor, office_head], form=Classification,
    guards=[class_follows_danger, nothing_is_lowered], rules=["A09-13", "A06-19", "A04-18", "A13-04"],
)  # fmt: skip
lower_class = Action(
    "lower_class", before_closing, STAY, en="Lower the class", zh="降低类别",
    by=[repair_supervisor, cs_supervisor, office_head], form=Classification, not_by=[classify],
    guards=[class_follows_danger, something_is_lowered], rules=["A09-13", "A06-19"],
)  # fmt: skip

# Explained and sent on

redirect = Action(
    "redirect", [reported, awaiting_clarification], redirected, en="Explain and send on", zh="解释转介",
    by=desk, form=forms.Redirection, guards=[customer_accepts, no_open_danger],
    rules=["B10-07", "B04-39", "A05-17", "A19-06", "A19-07", "A19-08"],
)  # fmt: skip
redirect_from_site = Action(
    "redirect_from_site", on_site, redirected, en="Explain and send on, from the survey", zh="现场解释转介",
    by=[repair_supervisor, office_head], form=forms.Redirection,
    guards=[customer_accepts, no_open_danger, key_is_back, no_linked_fault],
    rules=["B10-07", "B04-39", "A19-06"],
)  # fmt: skip

# Folded into another, or given up

merge_into = Action(
    "merge_into", [reported, awaiting_clarification, accepted, dispatched], merged, en="Fold into another case",
    zh="并单", by=[cs_supervisor, dispatcher, office_head], form=forms.Merger, link=Link(DUPLICATE, "master_id"),
    guards=[is_the_same_fault, master_is_open, nobody_has_been_there, key_is_back],
    tell=[cs_staff], rules=["D01-11"],
)  # fmt: skip
add_co_reporter = Action(
    "add_co_reporter", open_set, STAY, en="Add another reporter", zh="登记共同报修人",
    by=[*desk, dispatcher], form=forms.CoReporter, rules=["D01-11", "A03-13"],
)  # fmt: skip
_given_up = [no_open_danger, concerns_nobody_else, leaves_no_hazard, reason_fits, key_is_back, no_linked_fault]
_cancellable = [
    reported, awaiting_clarification, accepted, dispatched, access_failed, awaiting_consent, waiting_part,
    deferred_with_plan,
]  # fmt: skip
cancel = Action(
    "cancel", _cancellable, cancelled, en="Cancel on a statement", zh="按声明撤销",
    by=[*desk, reporter, resident], form=forms.Withdrawal, guards=_given_up, tell=[dispatcher], rules=["C05-27"],
)  # fmt: skip  # [design]
cancel_by_supervisor = Action(
    "cancel_by_supervisor", _cancellable, cancelled, en="Cancel by decision", zh="主管撤销",
    by=[cs_supervisor, office_head], form=forms.Cancellation, guards=_given_up, tell=[cs_staff, dispatcher],
    rules=["C05-27"],
)  # fmt: skip  # [design]

# Repaired on the spot

resolve_on_spot = Action(
    "resolve_on_spot", [reported, accepted], awaiting_acceptance, en="Repair on the spot", zh="当场解决",
    by=[*desk, patroller, repairer, inspector], form=forms.SpotRepair, sets=[sets(assignee, "done_by")],
    guards=[is_within_means], rules=["A10-25", "B18-27", "B18-30", "B05-14"],
)  # fmt: skip

actions = [
    register, raise_from_finding, raise_from_sensor, spawn_from_complaint, request_clarification, record_attempt,
    classify, lower_class, redirect, redirect_from_site, merge_into, add_co_reporter, cancel, cancel_by_supervisor,
    resolve_on_spot,
]  # fmt: skip
