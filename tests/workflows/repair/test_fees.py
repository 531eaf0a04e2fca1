"""The fee table over every combination, and what the desk makes of it: consent before work, no charge above it."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from tests.workflows.repair.lives import House, given
from tests.workflows.repair.plots import STRICT

from propflow.workflows.repair.axes import CAUSES, LOCATIONS, SIZES, WARRANTIES
from propflow.workflows.repair.fees import Fee, fee

EVERY = [*product(WARRANTIES, CAUSES, LOCATIONS, SIZES, (False, True), (False, True))]

LINES: list[tuple[str, str]] = [
    ("F1", "no_fault"),
    ("F2", "rework"),
    ("F3", "warranty == 'in' and cause == 'construction_defect'"),
    ("F4", "warranty in ('unchecked', 'disputed') and cause in ('construction_defect', 'unknown')"),
    ("F4", "warranty == 'in' and cause == 'unknown'"),
    ("F5", "cause == 'tenant_misuse'"),
    ("F6", "cause in ('neighbour', 'renovation')"),
    ("F7", "location != 'in_unit'"),
    ("F8", "True"),
]
"""The paper's table with its correction, first hit wins."""


def on_paper(**known: object) -> str:
    """The line that fits, read off the paper."""
    return next(item for item, test in LINES if eval(test, {}, known))


def found(warranty: str, cause: str, location: str, size: str, rework: bool, no_fault: bool) -> Fee:
    """The line that the function gives."""
    return fee(warranty=warranty, cause=cause, location=location, size=size, rework=rework, no_fault=no_fault)


def test_every_combination_has_the_line_of_the_paper() -> None:
    """All 1,008 combinations of warranty, cause, location, size, rework and outcome."""
    assert len(EVERY) == 4 * 7 * 3 * 3 * 2 * 2
    for warranty, cause, location, size, rework, no_fault in EVERY:
        item = on_paper(warranty=warranty, cause=cause, location=location, rework=rework, no_fault=no_fault)
        assert found(warranty, cause, location, size, rework, no_fault).item == item


def test_who_pays_and_whose_consent_it_takes() -> None:
    """Only an owner or a causer is ever charged, for what lies inside a home, and never without his consent."""
    for warranty, cause, location, size, rework, no_fault in EVERY:
        one = found(warranty, cause, location, size, rework, no_fault)
        assert one.chargeable is (one.payer in ("owner", "causer")) is (one.consent == "payer")
        assert not (one.chargeable and location != "in_unit")
        assert (one.payer == "fund") is (one.item == "F7" and size != "small")
        assert one.recharged is (one.item in ("F5", "F6") and location != "in_unit")


@pytest.mark.parametrize("item", sorted({item for item, _ in LINES}))
def test_each_line_is_reached(item: str) -> None:
    """No line of the table is hidden behind the others."""
    assert any(found(*one).item == item for one in EVERY)


def test_the_company_may_pay_inside_a_home_too() -> None:
    """Where the policy says so, line 8 charges nobody."""
    one = fee(warranty="out", cause="wear", location="in_unit", in_unit_payer="company")
    assert (one.item, one.payer, one.chargeable) == ("F8", "company", False)


@cache
def _office() -> House:
    """One office for all of them; its time stands still."""
    return given(**{**STRICT, "written_misuse": "off", "payment_at_sign_off": "off"})


@pytest.mark.parametrize(("warranty", "cause"), [*product(WARRANTIES, CAUSES)])
def test_the_desk_keeps_to_the_table(warranty: str, cause: str) -> None:
    """
    Wherever it lies: work waits for consent if a person pays, a quote names the payer of the table, consent is his, and
    what is charged in the end is never above what he agreed to.
    """
    house = _office()
    for location in LOCATIONS:
        one = fee(warranty=warranty, cause=cause, location=location)
        house.registered().did("open", warranty=warranty, cause=cause, location=location).all_did("dispatch", "arrive")
        waits = house.refused("start_work") if one.consent == "payer" else set()
        assert waits == ({"consent_is_needed"} if one.chargeable else set())
        other = "developer" if one.payer != "developer" else "owner"
        assert house.refused("present_quote", payer=other) == {"wrong_payer"}
        house.did("present_quote", payer=one.payer)
        if one.chargeable:
            assert house.refused("approve_plan") == {"payer_must_consent"}
            assert house.refused("record_consent", consenter=one.payer, agreed_charge="80.01") == {"above_the_quote"}
            house.did("record_consent", consenter=one.payer, agreed_charge="79.00")
        else:
            assert house.refused("record_consent") >= {"wrong_consenter"}
            house.did("approve_plan")
        house.did("report_done", cause=cause).did("sign_off").did("note_payment", paid="500.00")
        allowed = "79.00" if one.chargeable else "0"
        too_much = {"above_what_was_agreed"} if one.chargeable else {"nothing_may_be_charged"}
        assert house.refused("close", charge="79.01") == too_much
        house.did("close", charge=allowed, fee_status="paid" if one.chargeable else "free")
        assert house.state == "closed"


def test_work_begun_without_consent_is_never_charged() -> None:
    """Where nobody's consent is asked before work, nothing is charged for it afterwards."""
    house = given("repair_3h_24h").registered().did("open").all_did("dispatch", "arrive", "start_work")
    house.all_did("report_done", "sign_off", "note_payment")
    assert house.refused("close", copy_received_at=None) == {"above_what_was_agreed"}
    assert house.did("close", charge="0", fee_status="free").state == "closed"


def test_a_change_of_price_is_agreed_again() -> None:
    """A second version voids the first until it is declined; the charge follows the last one that was agreed to."""
    house = given(**STRICT).in_progress().did("present_quote", plan_version=2, cost="120.00")
    assert house.refused("record_consent", plan_version=1, agreed_charge="80.00") == {"wrong_version"}
    house.did("decline_change")
    assert house.state == "in_progress"
    house.did("present_quote", plan_version=3, cost="100.00")
    house.did("record_consent", plan_version=3, agreed_charge="100.00")
    assert house.case.fact("agreed_charge") == "100.00"


def test_a_rework_costs_nothing_more() -> None:
    """In the second round the table says: the company; what was agreed in the first stays due."""
    house = given(**STRICT).in_progress().all_did("report_done", "refuse_acceptance", "order_rework", "arrive")
    assert house.refused("present_quote", plan_version=2) == {"wrong_payer"}
    house.did("report_done").all_did("sign_off", "deliver_copy", "note_payment")
    assert house.refused("close", charge="80.01") >= {"above_what_was_agreed"}
    assert house.did("close").state == "closed"
