"""
The renovation deposit (装修押金), a child of its renovation: a ledger whose columns always add up.

What was taken is what is left, what was deducted and what was paid out, after every line.
"""

from propflow import Clock, Workflow, amount_slot, first, last, number_slot
from propflow import due as at_the_limit
from propflow.workflows.renovation.deposit.actions import (
    actions,
    apply_cost,
    assign_refund,
    close,
    lift_withholding,
    open_,
    order_balance,
    order_refund,
    withhold,
)
from propflow.workflows.renovation.deposit.invariants import INVARIANTS
from propflow.workflows.renovation.deposit.states import states
from propflow.workflows.renovation.roles import centre_manager, finance, office_head

deposit_cny = number_slot(
    "deposit_cny", least=1, needed=True, en="The deposit, in CNY", zh="装修押金（元）", rules=["B08-22"]
)
payout_limit = amount_slot("payout_limit", en="What was ordered is paid out", zh="押金退付时限", rules=["B08-43"])

payout = Clock(
    "payout", en="What was ordered is paid out", zh="押金退付时限",
    starts=[order_refund, order_balance], stops=[close], within=payout_limit,
    marks=[at_the_limit(tell=[finance, office_head])], rules=["B08-43"],
)  # fmt: skip

renovation_deposit = Workflow(
    "renovation_deposit",
    en="Renovation deposit",
    zh="装修押金",
    version=1,
    book="YJ",
    states=states,
    actions=actions,
    clocks=[payout],
    facts=[
        first("deposit_taken", of=open_, field="amount", en="Taken", zh="已收"),
        last("deposit_deducted", of=apply_cost, field="deducted", en="Deducted", zh="已扣抵"),
        last("deposit_refunded", of=close, field="amount", en="Paid out", zh="已退"),
        last("balance", of=[open_, apply_cost, close], en="Balance", zh="结余"),
        first("payer_id", of=open_, en="Payer", zh="交款人"),
        first("receipt_number", of=open_, en="Receipt", zh="收据号"),
        last("assignee_id", of=assign_refund, en="Assignee", zh="受托收款人"),
        last("cause", of=withhold, ends=lift_withholding, en="Withheld for", zh="暂扣事由"),
    ],
    slots=[deposit_cny, payout_limit],
    invariants=INVARIANTS,
    readers=[centre_manager, office_head, finance],
    rules=["B08-22", "B08-43"],
)
