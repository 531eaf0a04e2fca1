"""
Accepting the report, giving the order, and getting in.
"""

from propflow import OPEN, STAY, Action, SignOff, clears, sets
from propflow.workflows.repair import forms_opening as forms
from propflow.workflows.repair.actions_intake import desk
from propflow.workflows.repair.guards_entry import (
    attempts_are_left,
    danger_is_open,
    delay_was_explained,
    is_identified,
    it_is_that_key,
    key_is_lent,
    keys_are_complete,
    loan_is_signed,
    no_key_is_out,
    resident_consents_to_entry,
    time_is_confirmed,
    witness_is_another,
)
from propflow.workflows.repair.guards_opening import (
    assignee_is_able,
    call_taker_is_noted,
    class_follows_danger,
    is_an_emergency,
    may_still_be_returned,
    misuse_is_applied_for,
    nothing_is_lowered,
    provider_can_come,
    strategy_is_allowed,
    walked_with_resident,
    was_returned_enough,
)
from propflow.workflows.repair.roles import (
    assignee,
    cs_staff,
    cs_supervisor,
    dispatcher,
    duty_staff,
    headquarters,
    key_keeper,
    office_head,
    provider_department,
    receptionist,
    repair_supervisor,
    repairer,
    security_room,
)
from propflow.workflows.repair.states import (
    accepted,
    access_failed,
    awaiting_clarification,
    dispatched,
    in_progress,
    made_safe,
    on_site,
    open_set,
    reported,
    signed_off,
    waiting,
    working,
)

# Accepted

open_ = Action(
    "open", [reported, awaiting_clarification], accepted, en="Accept the report", zh="受理报修",
    by=desk, form=forms.Opening,
    guards=[class_follows_danger, nothing_is_lowered, walked_with_resident, misuse_is_applied_for], milestone=OPEN,
    rules=["A06-08", "A06-09", "A06-26", "A07-08", "A07-10", "A09-13", "A10-05", "A10-10", "A10-11", "B10-06"],
)  # fmt: skip
verify_report = Action(
    "verify_report", [dispatched, access_failed, *working, *waiting], STAY, en="Verify the report late", zh="补办核实",
    by=desk, form=forms.Opening,
    guards=[class_follows_danger, nothing_is_lowered, misuse_is_applied_for], rules=["A06-09", "A07-10"],
)  # fmt: skip

# The order

_able = [assignee_is_able, strategy_is_allowed, call_taker_is_noted]
_sent = [sets(assignee, "assignee")]

dispatch = Action(
    "dispatch", accepted, dispatched, en="Give the order", zh="派工",
    by=[dispatcher, receptionist, duty_staff, cs_supervisor], form=forms.Dispatch, sets=_sent,
    guards=[*_able, may_still_be_returned], tell=[repairer, provider_department],
    rules=[
        "A04-08", "A04-09", "A04-19", "A06-10", "A06-11", "A07-11", "A07-12", "A09-14", "A10-12", "A13-14", "A13-22",
        "A18-06", "B10-08", "B10-09", "D01-06",
    ],
)  # fmt: skip
dispatch_bindingly = Action(
    "dispatch_bindingly", accepted, dispatched, en="Assign bindingly", zh="主管指派",
    by=[repair_supervisor, office_head], form=forms.Dispatch, sets=_sent, guards=[*_able, was_returned_enough],
    tell=[repairer, dispatcher], rules=["A10-29"],
)  # fmt: skip
dispatch_emergency = Action(
    "dispatch_emergency", [reported, awaiting_clarification, accepted], dispatched, en="Give an emergency order",
    zh="紧急派工", by=[*desk, security_room, dispatcher], form=forms.EmergencyDispatch, sets=_sent,
    guards=[is_an_emergency, class_follows_danger], milestone=OPEN, tell=[repairer, office_head, headquarters],
    rules=["A18-19", "A06-21", "B19-12", "D02-02", "D02-03", "D02-04", "D02-05", "D02-07"],
)  # fmt: skip
return_order = Action(
    "return_order", [dispatched, on_site], accepted, en="Take the order back", zh="退单",
    by=[dispatcher, repair_supervisor, cs_supervisor], form=forms.Return, not_by=[assignee], sets=[clears(assignee)],
    guards=[may_still_be_returned], tell=[repair_supervisor], rules=["A10-29"],
)  # fmt: skip
reassign = Action(
    "reassign", dispatched, STAY, en="Send somebody else", zh="改派",
    by=[dispatcher, repair_supervisor], form=forms.Reassignment, not_by=[assignee], sets=_sent, guards=_able,
    tell=[repairer], rules=["A10-29"],
)  # fmt: skip
acknowledge_order = Action(
    "acknowledge_order", dispatched, STAY, en="Receive the order", zh="接单",
    by=[assignee], form=forms.OrderReceipt, rules=["A19-16"],
)  # fmt: skip
agree_appointment = Action(
    "agree_appointment", [accepted, dispatched, access_failed, *working, *waiting], STAY, en="Agree on an appointment",
    zh="约定上门时间", by=[dispatcher, receptionist, cs_staff, assignee], form=forms.Appointment,
    guards=[provider_can_come], rules=["A10-14", "A18-18", "B10-10"],
)  # fmt: skip

# At the door

arrive = Action(
    "arrive", dispatched, on_site, en="Arrive", zh="到场",
    by=[assignee, repairer], form=forms.Arrival, guards=[is_identified],
    rules=["A04-10", "A06-12", "A09-15", "A13-33", "A10-30"],
)  # fmt: skip
fail_access = Action(
    "fail_access", [dispatched, in_progress], access_failed, en="Not let in", zh="未能入户",
    by=[assignee, repairer], form=forms.FailedAccess, tell=[receptionist, dispatcher], rules=["A13-33"],
)  # fmt: skip  # [design]
rebook_visit = Action(
    "rebook_visit", [access_failed, made_safe], dispatched, en="Book another visit", zh="重新预约",
    by=[dispatcher, receptionist, cs_staff], form=forms.Rebooking,
    guards=[attempts_are_left, time_is_confirmed, delay_was_explained], rules=["A13-33", "A10-14"],
)  # fmt: skip  # [design]
enter_by_key = Action(
    "enter_by_key", [access_failed, dispatched], on_site, en="Enter by a lent key", zh="持钥匙入户",
    by=[assignee, repairer], form=forms.KeyEntry, guards=[key_is_lent, resident_consents_to_entry, witness_is_another],
    tell=[cs_staff], rules=["A07-17", "B07-42", "B16-14", "B16-15"],
)  # fmt: skip
enter_in_danger = Action(
    "enter_in_danger", [access_failed, dispatched], on_site, en="Enter because of a danger", zh="险情入户",
    by=[assignee, repairer, duty_staff], form=forms.DangerEntry, guards=[danger_is_open, witness_is_another],
    tell=[cs_staff], rules=["B19-12", "A06-13"],
    sign_offs=[
        SignOff(
            "danger_entry_consent", en="Consent of the office head", zh="管理处负责人同意",
            by=[office_head, headquarters], not_by=[assignee],
        ),  # [design]
    ],
)  # fmt: skip
leave = Action(
    "leave", open_set, STAY, en="Leave the home", zh="离开住户",
    by=[assignee, repairer, duty_staff], form=forms.Leaving, rules=["B16-16"],
)  # fmt: skip  # [design]

# Keys

_keyed = [dispatched, access_failed, *working, *waiting, signed_off]

link_key_loan = Action(
    "link_key_loan", _keyed, STAY, en="Lend a key", zh="借用钥匙",
    by=[key_keeper], form=forms.KeyLoan, guards=[loan_is_signed, no_key_is_out],
    rules=["A07-17", "B16-14", "B16-15"],
)  # fmt: skip
return_key = Action(
    "return_key", open_set, STAY, en="Take the key back", zh="归还钥匙",
    by=[key_keeper], form=forms.KeyReturn, guards=[it_is_that_key, keys_are_complete], rules=["B16-16"],
)  # fmt: skip
report_key_loss = Action(
    "report_key_loss", open_set, STAY, en="Record a lost key", zh="钥匙遗失登记",
    by=[key_keeper], form=forms.KeyLoss, guards=[it_is_that_key], tell=[cs_supervisor, office_head],
    rules=["B16-19", "B16-20"],
)  # fmt: skip

actions = [
    open_, verify_report, dispatch, dispatch_bindingly, dispatch_emergency, return_order, reassign, acknowledge_order,
    agree_appointment, arrive, fail_access, rebook_visit, enter_by_key, enter_in_danger, leave, link_key_loan,
    return_key, report_key_loss,
]  # fmt: skip
