"""
N09 to N11: the ledger of a deposit adds up, ends at nothing, and pays nobody but the payer.
"""

from collections.abc import Sequence
from decimal import Decimal

from propflow.definition.invariants import NOT_APPLICABLE, Breach, History, Judgement, invariant
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import acts, latest, value
from propflow.workflows.renovation.invariants.reading import money_in, says

LINES = ("open", "apply_cost", "close")


def sums(lines: Sequence[Record]) -> dict[str, Decimal]:
    """What the lines of a ledger come to: taken, deducted and paid out, in CNY."""
    by = {"open": "taken", "apply_cost": "deducted", "close": "refunded"}
    found = {name: Decimal(0) for name in by.values()}
    for one in lines:
        found[by[one.action]] += money_in(one, "amount")
    return found


@invariant(
    "N09", en="Taken is what is left, deducted and paid out, after every line", zh="已收等于结余加扣抵加退还",
    rules=["B08-22"],
)  # fmt: skip
def ledger_adds_up(history: History) -> Judgement:
    """Nothing exceeds the deposit; each deduction has its ground and its items."""
    lines, most = acts(history, LINES), history.policy.get("deposit_cny")
    found = []
    for place, one in enumerate(lines, start=1):
        come = sums(lines[:place])
        left = come["taken"] - come["deducted"] - come["refunded"]
        if money_in(one, "balance") != left or left < 0:
            found.append(Breach(one.number, f"the balance is {left:.2f}, not {money_in(one, 'balance'):.2f}"))
        if type(most) is int and come["taken"] > most:
            found.append(Breach(one.number, f"{come['taken']:.2f} were taken, more than {most}"))
        if one.action == "apply_cost":
            if money_in(one, "deducted") != come["deducted"]:
                found.append(Breach(one.number, f"deducted so far is {come['deducted']:.2f}"))
            if not says(one, "ground") or not says(one, "items"):
                found.append(Breach(one.number, "a deduction without ground or items"))
    return found if lines else NOT_APPLICABLE


@invariant("N10", en="What is over has nothing left", zh="办结时结余为零", rules=["B08-22", "B08-43"])
def nothing_is_left(history: History) -> Judgement:
    """What was voided was never taken."""
    last = history.records[-1]
    if history.kinds.get(last.state_to) != "final":
        return NOT_APPLICABLE
    come = sums(acts(history, LINES))
    left = come["taken"] - come["deducted"] - come["refunded"]
    found = [Breach(last.number, f"it ended with {left:.2f} left")] if left else []
    if last.state_to == "voided" and come["taken"]:
        found.append(Breach(last.number, "it was voided, but something had been taken"))
    return found


@invariant(
    "N11", en="A refund goes to the payer, or to whom the payer has assigned it in writing",
    zh="押金退还交款人或其书面委托人", rules=["B08-22", "B08-43"],
)  # fmt: skip
def payer_is_paid(history: History) -> Judgement:
    """Against the original receipt."""
    paid = acts(history, ["close"])
    found = []
    for one in paid:
        receipt = latest(history, ["open"], one.number)
        assigned = latest(history, ["assign_refund"], one.number)
        payer = None if receipt is None else value(receipt, "payer_id")
        payee = value(one, "payee_id")
        if assigned is not None and (value(assigned, "by_payer_id") != payer or not says(assigned, "document")):
            found.append(Breach(assigned.number, "it was not the payer who assigned it in writing"))
        allowed = payer if assigned is None else value(assigned, "assignee_id")
        if payer is None or payee != allowed:
            found.append(Breach(one.number, f"paid to {payee}, not to {allowed}"))
        if receipt is None or value(one, "receipt_number") != value(receipt, "receipt_number"):
            found.append(Breach(one.number, "paid against another receipt"))
    return found if paid else NOT_APPLICABLE


INVARIANTS = (ledger_adds_up, nothing_is_left, payer_is_paid)
