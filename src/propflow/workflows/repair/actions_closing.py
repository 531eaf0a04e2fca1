"""
Acceptance, refusal and rework, closing (销项), and the quarterly review of what cannot be repaired.
"""

from propflow import CLOSE, STAY, Action, Relation, SignOff, clears, sets
from propflow.workflows.complaint.guards_closing import consenter_is_another, is_not_dated_ahead
from propflow.workflows.repair import forms_closing as forms
from propflow.workflows.repair.actions_handling import report_done, start_work
from propflow.workflows.repair.actions_intake import resolve_on_spot
from propflow.workflows.repair.escalation import conditions_are_answered
from propflow.workflows.repair.guards_closing import (
    another_comes,
    basis_is_admitted,
    basis_is_proved,
    charge_was_agreed,
    checker_has_refused,
    copy_is_back,
    everybody_was_told,
    fee_is_settled,
    is_solved,
    liability_is_stated,
    looked_before_signing,
    may_be_done_again,
    nobody_has_answered,
    overrun_is_on_record,
    record_was_given,
    resident_is_satisfied,
    resident_knows_of_it,
    signature_is_not_compulsory,
    somebody_has_been_there,
    there_is_a_resident,
)
from propflow.workflows.repair.guards_opening import (
    assignee_is_able,
    call_taker_is_noted,
    key_is_back,
    no_linked_fault,
    no_open_danger,
    strategy_is_allowed,
)
from propflow.workflows.repair.roles import (
    assignee,
    automation,
    checker,
    cs_staff,
    cs_supervisor,
    finance,
    headquarters,
    office_head,
    property_assistant,
    provider_department,
    receptionist,
    repair_supervisor,
    repairer,
    reporter,
    resident,
    superior_supervisor,
    tracker,
)
from propflow.workflows.repair.states import (
    awaiting_acceptance,
    closed,
    deferred_with_plan,
    dispatched,
    finishing,
    rework,
    signed_off,
    waiting,
    working,
)

worked: list[Action | Relation] = [assignee, start_work, report_done, resolve_on_spot]
"""Whoever did the work does not accept it, review it or close it."""

# Accepted

sign_off = Action(
    "sign_off", awaiting_acceptance, signed_off, en="Accepted by the resident", zh="住户签认",
    by=[resident, reporter, receptionist, cs_staff, property_assistant], form=forms.ResidentAcceptance, not_by=worked,
    guards=[there_is_a_resident, looked_before_signing, resident_is_satisfied, record_was_given],
    tell=[cs_staff], rules=[
        "A10-06", "A10-20", "A13-20", "A13-28", "A06-15", "A06-16", "B10-12", "C05-22", "C10-06", "C10-07", "D03-10",
    ],
)  # fmt: skip
accept_without_resident = Action(
    "accept_without_resident", awaiting_acceptance, signed_off, en="Accepted without the resident", zh="代为验收",
    by=[checker, receptionist, cs_staff, property_assistant, repair_supervisor, office_head], form=forms.Acceptance,
    not_by=worked, guards=[basis_is_admitted, is_solved, basis_is_proved], tell=[cs_staff],
    rules=["A06-15", "A06-16", "A06-17", "A06-18", "A04-13", "A09-20", "A18-09", "B18-30", "D03-09"],
)  # fmt: skip
accept_deemed = Action(
    "accept_deemed", awaiting_acceptance, signed_off, en="Deemed accepted", zh="视为验收",
    by=[cs_staff, cs_supervisor, property_assistant], form=forms.DeemedAcceptance, not_by=worked,
    guards=[nobody_has_answered, is_solved, consenter_is_another], tell=[cs_staff],
    sign_offs=[
        SignOff(
            "deemed_acceptance_consent", en="Signature of the office head", zh="管理处负责人签字",
            by=[office_head, headquarters], not_by=[assignee], over=["outcome"],
        ),  # [design]
    ],
)  # fmt: skip  # [design]

# Refused

refuse_acceptance = Action(
    "refuse_acceptance", [awaiting_acceptance, signed_off], rework, en="Refused by the resident", zh="住户拒绝签认",
    by=[resident, reporter, receptionist, cs_staff, property_assistant], form=forms.Refusal,
    guards=[there_is_a_resident], tell=[superior_supervisor], rules=["D03-12", "D03-13", "A10-20", "A13-20"],
)  # fmt: skip
fail_check = Action(
    "fail_check", [awaiting_acceptance, signed_off], rework, en="Found not solved by the checker", zh="验收不合格",
    by=[checker, cs_staff, office_head], form=forms.FailedCheck, not_by=worked, tell=[repair_supervisor],
    rules=["A06-16", "B18-30"],
)  # fmt: skip
_again = [may_be_done_again, another_comes, assignee_is_able, strategy_is_allowed, call_taker_is_noted]
order_rework = Action(
    "order_rework", rework, dispatched, en="Have it done again", zh="责令返工",
    by=[superior_supervisor, office_head], form=forms.Rework, not_by=worked, guards=_again,
    sets=[sets(assignee, "assignee"), clears(tracker)], tell=[repairer], rules=["D03-12", "D03-13", "C11-13"],
)  # fmt: skip
order_rework_after_check = Action(
    "order_rework_after_check", rework, dispatched, en="Have it done again after a check", zh="验收不合格返工",
    by=[repair_supervisor], form=forms.Rework, not_by=worked, guards=[checker_has_refused, *_again],
    sets=[sets(assignee, "assignee"), clears(tracker)], tell=[repairer], rules=["A06-16", "D03-13"],
)  # fmt: skip
uphold_work = Action(
    "uphold_work", rework, signed_off, en="Uphold the work", zh="维持维修结果",
    by=[superior_supervisor, office_head], form=forms.Upholding, not_by=worked,
    guards=[signature_is_not_compulsory, consenter_is_another], tell=[cs_staff], rules=["D03-13", "A10-31"],
    sign_offs=[
        SignOff(
            "upholding_consent", en="Signature of the office head", zh="管理处负责人签字",
            by=[office_head, headquarters], not_by=[assignee],
        ),  # [design]
    ],
)  # fmt: skip

# Papers and money

report_completion = Action(
    "report_completion", finishing, STAY, en="Telephone that it is done", zh="完工电话回报",
    by=[provider_department, repairer, repair_supervisor], form=forms.CompletionCall, rules=["B10-11"],
)  # fmt: skip
deliver_copy = Action(
    "deliver_copy", signed_off, STAY, en="Hand in the signed copy", zh="交回签字副联",
    by=[assignee, repairer, provider_department], form=forms.Copy, rules=["B10-12", "C05-22", "C10-08"],
)  # fmt: skip
note_payment = Action(
    "note_payment", [signed_off, closed], STAY, en="Note a payment", zh="登记收款",
    by=[finance], form=forms.Payment, rules=["B06-11", "C10-07", "A13-34", "A10-27"],
)  # fmt: skip
open_arrears = Action(
    "open_arrears", [signed_off, closed], STAY, en="Pursue an unpaid fee", zh="欠费立案",
    by=[finance, cs_supervisor], form=forms.Arrears, rules=["A13-34", "B06-11"],
)  # fmt: skip

# Linked faults

_with_faults = [*working, *waiting, *finishing]

link_new_fault = Action(
    "link_new_fault", _with_faults, STAY, en="Note a linked fault", zh="登记关联问题",
    by=[assignee, repairer, cs_staff, repair_supervisor], form=forms.LinkedFault, rules=["C05-24", "C05-25"],
)  # fmt: skip
open_linked_case = Action(
    "open_linked_case", _with_faults, STAY, en="The linked fault has a case", zh="关联问题另行立项",
    by=[cs_staff, receptionist, cs_supervisor], form=forms.LinkedCase, rules=["C05-24"],
)  # fmt: skip
settle_linked_fault = Action(
    "settle_linked_fault", _with_faults, STAY, en="The linked fault is settled", zh="关联问题了结",
    by=[cs_staff, cs_supervisor, repair_supervisor], form=forms.LinkedSettled, rules=["C05-25"],
)  # fmt: skip

# Closed

close = Action(
    "close", signed_off, closed, en="Close the case", zh="销项",
    by=[cs_staff, cs_supervisor], form=forms.Closing, not_by=worked,
    guards=[
        copy_is_back, charge_was_agreed, fee_is_settled, everybody_was_told, liability_is_stated, overrun_is_on_record,
        key_is_back, no_linked_fault, is_not_dated_ahead, conditions_are_answered,
    ],
    milestone=CLOSE,
    rules=[
        "B10-12", "B10-13", "C05-22", "C05-24", "C05-25", "C05-28", "C05-30", "C10-06", "C10-07", "C10-08", "A13-31",
        "A04-26", "A04-27",
    ],
)  # fmt: skip
record_review = Action(
    "record_review", deferred_with_plan, STAY, en="The review keeps it open", zh="季度评审不予销项",
    by=[cs_supervisor, office_head, automation], form=forms.Review, tell=[repair_supervisor], rules=["C05-29"],
)  # fmt: skip
close_unresolved = Action(
    "close_unresolved", deferred_with_plan, closed, en="Close by quarterly review", zh="季度评审销项",
    by=[cs_staff, cs_supervisor], form=forms.UnresolvedClosing, not_by=[assignee],
    guards=[
        no_open_danger, somebody_has_been_there, resident_knows_of_it, key_is_back, no_linked_fault,
        is_not_dated_ahead, consenter_is_another, conditions_are_answered,
    ],
    milestone=CLOSE, tell=[receptionist], rules=["C05-25", "C05-29", "C05-30", "C05-31"],
    sign_offs=[
        SignOff(
            "review_consent", en="Signature of the office head", zh="管理处负责人签字",
            by=[office_head, headquarters], not_by=[assignee], rules=["C05-29", "C05-31"],
        ),
    ],
)  # fmt: skip

actions = [
    sign_off, accept_without_resident, accept_deemed, refuse_acceptance, fail_check, order_rework,
    order_rework_after_check, uphold_work, report_completion, deliver_copy, note_payment, open_arrears,
    link_new_fault, open_linked_case, settle_linked_fault, close, record_review, close_unresolved,
]  # fmt: skip
