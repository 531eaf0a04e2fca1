"""What the front desk's manual says of renovations, what it leaves open, and that a site can make it whole."""

from __future__ import annotations

import pytest
from tests.workflows.renovation.lives import SITE, given

from propflow import Policy
from propflow.errors import DefinitionError
from propflow.policy import lint, load
from propflow.workflows.renovation import WORKFLOWS, plan_change, renovation, renovation_deposit, worker_pass

SAID = {
    "renovation.review_limit": ("2 working_days", ("B08-32",)),
    "renovation.management_fee_cny": (300, ("B08-23",)),
    "renovation.permit_fee_cny": (10, ("B08-24",)),
    "renovation.pass_fee_cny": (10, ("B08-25",)),
    "renovation.waste_fee_cny": (20, ("B08-26",)),
    "renovation.works_limit": ("3 months", ("B08-38",)),
    "renovation.overnight_most": (2, ("B08-49", "B08-51")),
    "renovation.patrol": ("same_day", ("B18-06", "B18-25")),
    "renovation.recheck_after": ("30 days", ("B08-42", "B08-46")),
    "worker_pass.pass_fee_cny": (10, ("B08-25",)),
    "renovation_deposit.deposit_cny": (2000, ("B08-22",)),
}
"""By slot: the value, and the rules of the manual that say so."""

SILENT = {
    "renovation.waste_per", "renovation.extension_most", "renovation.extensions_most", "renovation.hot_work_approver",
    "renovation.hot_work_validity", "renovation.rectification_most", "renovation.refund_limit",
    "renovation_deposit.payout_limit",
}  # fmt: skip
"""What the paper lists as open, with no silent default: a site says it."""


def test_the_profile_says_what_the_manual_says() -> None:
    """Eleven values, each with its rules, and no more."""
    profile = load("front_desk_manual")
    names = {one.name for one in WORKFLOWS}
    said = {name: value for name, value in profile.values.items() if name.partition(".")[0] in names}
    assert {name: (value, profile.rules[name]) for name, value in said.items()} == SAID


def test_what_the_manual_leaves_open_is_open() -> None:
    """Under the profile alone nothing is guessed: exactly these slots are asked for."""
    profile = load("front_desk_manual")
    open_ = {
        f"{one.name}.{slot.name}"
        for one in WORKFLOWS
        for slot in one.slots
        if slot.design is None and f"{one.name}.{slot.name}" not in profile.values
    }
    assert open_ == SILENT == set(SITE)
    with pytest.raises(DefinitionError):
        renovation.under(profile)
    assert plan_change.under(Policy("site", {})).silent == ()


def test_a_site_makes_it_whole() -> None:
    """With its own values for what is open, lint finds nothing."""
    profile = load("front_desk_manual")
    names = {one.name for one in WORKFLOWS}
    ours = {name: value for name, value in profile.values.items() if name.partition(".")[0] in names}
    assert lint(Policy("site", {**ours, **SITE}), [renovation, worker_pass, renovation_deposit]) == []


@pytest.mark.parametrize("slot", ["renovation.waste_per", "renovation.recheck_after", "renovation_deposit.deposit_cny"])
def test_what_cannot_be_done_without(slot: str) -> None:
    """For what waste is charged, how long a re-inspection waits, and the deposit cannot be switched off."""
    with pytest.raises(DefinitionError) as refusal:
        given(**{slot.replace(".", "__"): "off"})
    assert any(f"may not switch '{slot}'" in fault for fault in refusal.value.faults)


def test_other_prices_and_days() -> None:
    """What a site says otherwise is what is charged and waited for."""
    site = given(
        renovation__waste_per="dwelling", renovation__waste_fee_cny=100, renovation_deposit__deposit_cny=5000,
        renovation__extensions_most="off", renovation__extension_most="off",
    )  # fmt: skip
    site.told("register", "sign_agreement", "accept_and_send", "approve", "receive_file_back", "deposit.register")
    assert site.refused("deposit.open") == {"wrong_deposit"}
    site.told(("deposit.open", {"amount": "5000.00", "balance": "5000.00"}), "take_contractor_fees")
    assert site.refused("take_owner_fees") == {"wrong_fees"}
    site.told(("take_owner_fees", {"owner_paid": "100.00"}), "pay_fees", "pass.register", "open")
    site.told(*[("extend", {"valid_until": f"+{days}"}) for days in (100, 400, 900)])
    assert site.case.fact("extensions") == 3
