"""
What is done to a renovation deposit: taken, withheld, deducted from, paid out to the payer.
"""

from propflow import CLOSE, OPEN, PARENT, REGISTER, START, STAY, Action, Link
from propflow.workflows.renovation.deposit import forms, guards
from propflow.workflows.renovation.deposit.states import (
    due,
    forfeited,
    held,
    partly_applied,
    refund_ordered,
    refunded,
    voided,
    withheld,
)
from propflow.workflows.renovation.roles import centre_manager, cs_staff, finance, office_head

register = Action(
    "register", START, due, en="A deposit is to be paid", zh="开立押金",
    by=[cs_staff, finance], form=forms.Request, guards=[guards.is_to_be_paid], link=Link(PARENT, "renovation"),
    milestone=REGISTER, tell=[finance], rules=["B08-22", "B08-27"],
)  # fmt: skip
open_ = Action(
    "open", due, held, en="Take the deposit", zh="收押金",
    by=[finance], form=forms.Receipt, guards=[guards.is_still_to_be_paid, guards.amount_is_right], milestone=OPEN,
    rules=["B08-04", "B08-22", "B08-27"],
)  # fmt: skip
void = Action(
    "void", due, voided, en="Nothing is to be paid", zh="作废",
    by=[cs_staff, finance], form=forms.Voiding, guards=[guards.renovation_is_not_permitted],
)  # fmt: skip  # [design]
withhold = Action(
    "withhold", held, withheld, en="Withhold it", zh="暂扣",
    by=[cs_staff, centre_manager], form=forms.Withholding, guards=[guards.cause_is_there], tell=[finance],
    rules=["B08-43"],
)  # fmt: skip
lift_withholding = Action(
    "lift_withholding", withheld, held, en="Lift the withholding", zh="解除暂扣",
    by=[cs_staff, centre_manager], form=forms.Lifting, guards=[guards.cause_has_ended], tell=[finance],
    rules=["B08-43", "B08-46"],
)  # fmt: skip
apply_cost = Action(
    "apply_cost", [withheld, partly_applied], partly_applied, en="Deduct a cost", zh="扣抵",
    by=[office_head], form=forms.Deduction,
    guards=[guards.is_being_settled, guards.contractor_was_heard, guards.deduction_adds_up], tell=[finance],
    rules=["B08-22", "B21-43"],
)  # fmt: skip
exhaust = Action(
    "exhaust", partly_applied, forfeited, en="It is used up", zh="扣完",
    by=[finance], guards=[guards.nothing_is_left], milestone=CLOSE, tell=[office_head], rules=["B08-22"],
)  # fmt: skip
order_balance = Action(
    "order_balance", partly_applied, refund_ordered, en="Order what is left to be paid out", zh="退余额",
    by=[cs_staff], form=forms.Order, guards=[guards.something_is_left, guards.order_is_all_that_is_left],
    tell=[finance], rules=["B08-22", "B08-43"],
)  # fmt: skip
order_refund = Action(
    "order_refund", held, refund_ordered, en="Order the refund", zh="办理退款",
    by=[cs_staff], form=forms.Order, guards=[guards.refund_is_due, guards.order_is_all_that_is_left], tell=[finance],
    rules=["B08-42", "B08-43", "B08-46"],
)  # fmt: skip
assign_refund = Action(
    "assign_refund", [held, withheld, partly_applied, refund_ordered], STAY, en="Note the payer's assignment",
    zh="登记收款委托", by=[cs_staff, finance], form=forms.Assignment, guards=[guards.payer_assigns],
    rules=["B08-22", "B08-43"],
)  # fmt: skip
close = Action(
    "close", refund_ordered, refunded, en="Pay it out", zh="退还",
    by=[finance], form=forms.Payment,
    guards=[guards.payee_is_the_payer, guards.receipt_is_the_original, guards.payment_adds_up], milestone=CLOSE,
    not_by=[order_refund, order_balance], rules=["B08-04", "B08-22", "B08-43"],
)  # fmt: skip

actions = [
    register, open_, void, withhold, lift_withholding, apply_cost, exhaust, order_balance, order_refund, assign_refund,
    close,
]  # fmt: skip
