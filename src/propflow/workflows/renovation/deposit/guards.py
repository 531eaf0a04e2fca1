"""
On what it depends whether the deposit is taken, withheld, deducted from, paid out: the columns always add up.
"""

from decimal import Decimal
from typing import Any, cast

from propflow import PASSES, Situation, Verdict, blocks, guard, linked
from propflow.workflows.renovation.known import fact, parent, price, sum_of

UNPERMITTED = ("approved_unpaid", "ready_for_permit")
SETTLING = ("reinspection_failed", "post_rectification", "works_stopped")
OPEN_VIOLATION = ("works_rectification", "works_stopped", "post_rectification", "rectification_check")

_renovation = linked("parent")


def _columns(**wrong: tuple[Decimal, Decimal]) -> Verdict:
    found = {name: f"{needed:.2f}" for name, (given, needed) in wrong.items() if given != needed}
    return blocks("ledger_does_not_add_up", **found) if found else PASSES


def _in(s: Situation, *states: str) -> Verdict:
    state = parent(s).get("state")
    return PASSES if state in states else blocks("renovation_elsewhere", state=state, needed=[*states])


# Coming in


@guard(
    en="The renovation is approved and to be paid", zh="装修已批准待交费", form_needed=True, rules=["B08-22", "B08-27"]
)
def is_to_be_paid(s: Situation) -> Verdict:
    """Fees follow the approval."""
    known = cast("dict[str, Any] | None", s.facts.get("linked_case"))
    if known is None or known.get("state") == "approved_unpaid":  # what is not there the desk refuses by itself
        return PASSES
    return blocks("renovation_elsewhere", state=known.get("state"), needed=["approved_unpaid"])


@guard(en="The renovation still waits to be paid", zh="装修仍待交费", needs=[_renovation], rules=["B08-22"])
def is_still_to_be_paid(s: Situation) -> Verdict:
    """Nothing is taken for what was withdrawn or has begun."""
    return _in(s, "approved_unpaid")


@guard(en="The amount is that of the price list", zh="押金金额与标准一致", form_needed=True, rules=["B08-22"])
def amount_is_right(s: Situation) -> Verdict:
    """All at once; the balance is what was taken."""
    needed = price(s, "deposit_cny")
    if not needed or s.form.amount != needed:
        return blocks("wrong_deposit", needed=f"{needed:.2f}")
    return _columns(balance=(s.form.balance, s.form.amount))


@guard(en="The renovation is not on its way", zh="装修未进场", needs=[_renovation])
def renovation_is_not_permitted(s: Situation) -> Verdict:
    """What was never taken is dropped with the application."""
    return _in(s, *UNPERMITTED)


# Kept back


@guard(en="The cause is there", zh="暂扣事由成立", form_needed=True, needs=[_renovation], rules=["B08-43"])
def cause_is_there(s: Situation) -> Verdict:
    """A failed re-inspection, an open violation, or a pass that has not come back."""
    causes = {
        "reinspection_failed": ("reinspection_failed",),
        "open_violation": OPEN_VIOLATION,
        "unreturned_pass": ("observation", "reinspection", "reinspection_failed", "works_stopped"),
    }
    return _in(s, *causes[s.form.cause])


@guard(en="The cause has ended", zh="暂扣事由已消除", needs=[_renovation], rules=["B08-43", "B08-46"])
def cause_has_ended(s: Situation) -> Verdict:
    """Rectified and checked; a pass is back once the refund is due, which waits for it."""
    if fact(s, "cause") == "unreturned_pass":
        return _in(s, "refund_due")
    return _in(s, "in_works", "observation", "reinspection", "refund_due")


# Deducted


@guard(en="The renovation is being settled", zh="装修进入扣抵结算", needs=[_renovation], rules=["B08-43", "B21-43"])
def is_being_settled(s: Situation) -> Verdict:
    """After a failed re-inspection, an overdue rectification, or a stop."""
    return _in(s, *SETTLING)


@guard(en="No more is deducted than is left", zh="扣抵不超过结余", form_needed=True, rules=["B08-22"])
def deduction_adds_up(s: Situation) -> Verdict:
    """Something, at most the balance; the columns carry on from the line before."""
    left, before = sum_of(s, "balance"), sum_of(s, "deposit_deducted")
    if not 0 < s.form.amount <= left:
        return blocks("deduction_out_of_range", balance=f"{left:.2f}")
    return _columns(deducted=(s.form.deducted, before + s.form.amount), balance=(s.form.balance, left - s.form.amount))


@guard(en="The contractor was heard before", zh="已先听取装修单位意见", form_needed=True, rules=["B21-43"])
def contractor_was_heard(s: Situation) -> Verdict:
    """Nobody is heard in the future."""
    return PASSES if s.form.contractor_heard_at <= s.now else blocks("not_heard_yet")


@guard(en="Something is left", zh="尚有结余", rules=["B08-22"])
def something_is_left(s: Situation) -> Verdict:
    """What is used up is not paid out."""
    return PASSES if sum_of(s, "balance") else blocks("nothing_left")


@guard(en="Nothing is left", zh="已无结余", rules=["B08-22"])
def nothing_is_left(s: Situation) -> Verdict:
    """What is left is paid out."""
    left = sum_of(s, "balance")
    return blocks("something_left", balance=f"{left:.2f}") if left else PASSES


# Paid out


@guard(
    en="The refund is due, or the works were never permitted", zh="应退押金或未进场撤回", needs=[_renovation],
    rules=["B08-42", "B08-43", "B08-46"],
)  # fmt: skip
def refund_is_due(s: Situation) -> Verdict:
    """One door: the renovation has passed its re-inspection, or comes to its end before its permit."""
    return _in(s, "refund_due", *UNPERMITTED)


@guard(en="All that is left", zh="全部结余", form_needed=True, rules=["B08-22", "B08-43"])
def order_is_all_that_is_left(s: Situation) -> Verdict:
    """Neither more nor less."""
    return _columns(amount=(s.form.amount, sum_of(s, "balance")))


@guard(en="Assigned by the payer", zh="由交款人委托", form_needed=True, rules=["B08-22", "B08-43"])
def payer_assigns(s: Situation) -> Verdict:
    """Nobody else can."""
    return PASSES if s.form.by_payer_id == fact(s, "payer_id") else blocks("not_the_payer")


@guard(en="To the payer", zh="退还交款人", form_needed=True, rules=["B08-22", "B08-43"])
def payee_is_the_payer(s: Situation) -> Verdict:
    """Or to whom the payer has assigned it in writing; to nobody else."""
    needed = fact(s, "assignee_id") or fact(s, "payer_id")
    return PASSES if s.form.payee_id == needed else blocks("other_payee", payee=s.form.payee_id)


@guard(en="Against the original receipt", zh="凭原收据", form_needed=True, rules=["B08-43"])
def receipt_is_the_original(s: Situation) -> Verdict:
    """Of the same number."""
    needed = fact(s, "receipt_number")
    return PASSES if s.form.receipt_number == needed else blocks("other_receipt", shown=s.form.receipt_number)


@guard(en="All that is left is paid", zh="结余全额退还", form_needed=True, rules=["B08-22", "B08-43"])
def payment_adds_up(s: Situation) -> Verdict:
    """Afterwards the balance is 0."""
    return _columns(amount=(s.form.amount, sum_of(s, "balance")), balance=(s.form.balance, Decimal(0)))
