"""The deposit's ledger always adds up, whatever is deducted in whatever order, and pays nobody but the payer."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.workflows.renovation.lives import FAILED, PASSED, Site
from tests.workflows.renovation.lives import given as a_site
from tests.workflows.renovation.usual import LEAD, OWNER, SHEET

from propflow import Actor, Case, Refused
from propflow.workflows.renovation.deposit.invariants import sums

TAKEN = Decimal(2000)
CENT = Decimal("0.01")
FINANCE = Actor("finance_department", ["finance_department"])
HEAD = Actor("office_head", ["office_head"])
DESK = Actor("cs_staff", ["cs_staff"])

amounts = st.integers(-100, 250_000).map(lambda cents: Decimal(cents) * CENT)
slips = st.sampled_from([Decimal(0), Decimal(0), Decimal(0), CENT, -CENT, Decimal(100)])
"""By how much a column is miswritten; mostly not at all."""


def book(site: Site) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Taken, left, deducted and paid out, as the case keeps them in sight."""
    case = site.desk.case(site.deposit)
    names = ("deposit_taken", "balance", "deposit_deducted", "deposit_refunded")
    taken, left, deducted, refunded = (Decimal(str(case.fact(name, "0"))) for name in names)
    return taken, left, deducted, refunded


def adds_up(site: Site) -> None:
    """What was taken is what is left, deducted and paid out: in the case and in its journal."""
    taken, left, deducted, refunded = book(site)
    assert taken == left + deducted + refunded
    assert min(left, deducted, refunded) >= 0
    assert taken <= TAKEN
    lines = [
        one
        for one in site.desk.journal(site.deposit)
        if one.kind == "act" and one.action in ("open", "apply_cost", "close")
    ]
    assert sums(lines) == {"taken": taken, "deducted": deducted, "refunded": refunded}


def tried(site: Site, action: str, form: dict[str, object], by: Actor) -> Case | None:
    """The case after the action; None if it was refused, and then nothing has changed."""
    before = site.desk.case(site.deposit)
    try:
        return site.desk.act(site.deposit, action, form, by=by, expect=before.version)
    except Refused as refusal:
        assert refusal.codes
        assert site.desk.case(site.deposit).hash == before.hash
        return None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(amounts, slips, slips), max_size=6),
    st.tuples(slips, slips, slips),
    st.sampled_from([LEAD, LEAD, OWNER]),
    st.booleans(),
)
def test_the_sum_always_holds(
    deductions: list[tuple[Decimal, Decimal, Decimal]],
    at_the_end: tuple[Decimal, Decimal, Decimal],
    payee: str,
    assigned: bool,
) -> None:
    """
    Right lines and wrong ones, in any order: a line is taken exactly if it lies within the balance and its columns
    are right, and after each one the sum holds. The end is 0, to the payer or to whom the payer has assigned it.
    """
    site = a_site().told(*FAILED, "deposit.withhold")
    for amount, wrong_deducted, wrong_balance in deductions:
        _, left, deducted, _ = book(site)
        columns = {"deducted": deducted + amount + wrong_deducted, "balance": left - amount + wrong_balance}
        form = {
            "amount": str(amount), "ground": "Wet ceiling", "items": ["Ceiling"], "vouchers": [SHEET],
            "contractor_heard_at": site.clock().isoformat(), **{name: str(sum_) for name, sum_ in columns.items()},
        }  # fmt: skip
        after = tried(site, "apply_cost", form, HEAD)
        right = 0 < amount <= left and not wrong_deducted and not wrong_balance
        assert (after is not None) is right
        adds_up(site)
    _, left, deducted, _ = book(site)
    if not deducted:
        assert tried(site, "order_balance", {"amount": str(left), "reason": "All"}, DESK) is None
        return
    if assigned:
        site.did("deposit.assign_refund")
    if not left:
        assert site.did("deposit.exhaust").state == "forfeited"
        adds_up(site)
        return
    ordered, paid, kept = at_the_end
    assert (tried(site, "order_balance", {"amount": str(left + ordered), "reason": "Rest"}, DESK) is None) is bool(
        ordered
    )
    if ordered:
        site.did("deposit.order_balance", amount=str(left))
    voucher = {"payee_id": payee, "receipt_number": "R-5", "voucher": "V-1"}
    after = tried(site, "close", {**voucher, "amount": str(left + paid), "balance": str(kept)}, FINANCE)
    to_the_right_one = payee == (OWNER if assigned else LEAD)
    assert (after is not None) is (to_the_right_one and not paid and not kept)
    adds_up(site)
    assert (book(site)[1] == 0) is (after is not None)
    assert site.desk.verify().faults == ()


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e3", "2000.001", "-2000.00", "2000 CNY", 2000, 2000.0, None])
def test_amounts_that_are_none(amount: object) -> None:
    """No amount but a plain one with two decimals is written down, and no fraction of a computer's."""
    site = a_site().told(*FAILED[:4], "deposit.register")
    assert site.refused("deposit.open", amount=amount) == {"field_invalid"}
    assert site.desk.case(site.deposit).state == "due"


def test_nothing_is_taken_or_paid_twice() -> None:
    """A second receipt, or a second refund, is refused for the state alone."""
    site = a_site().told(*PASSED)
    assert "state" in site.refused("deposit.open")
    site.told("deposit.order_refund", "deposit.close")
    for step in ("deposit.close", "deposit.order_refund", "deposit.apply_cost"):
        assert "state" in site.refused(step)
    adds_up(site)
    assert book(site) == (2000, 0, 0, 2000)


def test_the_same_command_pays_once() -> None:
    """Finance presses the button twice: under one key the money goes out once."""
    site = a_site().told(*PASSED, "deposit.order_refund")
    form, version = site.filled("deposit.close", {}), site.desk.case(site.deposit).version
    first = site.desk.act(site.deposit, "close", form, by=FINANCE, expect=version, key="pay-1")
    again = site.desk.act(site.deposit, "close", form, by=FINANCE, expect=version, key="pay-1")
    assert first.version == again.version
    assert [one.action for one in site.desk.journal(site.deposit)].count("close") == 1
