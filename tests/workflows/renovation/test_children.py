"""What ties the children to their renovation: one door for the money, one list for passes, one permit for changes."""

from __future__ import annotations

from tests.workflows.renovation.lives import (
    APPROVED,
    COMPLETED,
    FAILED,
    PAID,
    RECTIFYING,
    STOPPED,
    WORKING,
    given,
)
from tests.workflows.renovation.plots import DAY
from tests.workflows.renovation.usual import LEAD, OWNER, THIRD, WORKER

from propflow import Actor, Task

DESK = Actor("cs_staff", ["cs_staff"])


def test_a_strangers_pass_holds_up_the_permit() -> None:
    """A pass that was asked for somebody who is not on the list is refused first; and it could not be issued."""
    site = given().told(*PAID, "pass.register", f"pass:{THIRD}.register")
    assert site.refused("open") == {"passes_not_prepared"}
    site.told(f"pass:{THIRD}.refuse", "open")
    site.told(f"pass:{THIRD}.register")
    assert site.refused(f"pass:{THIRD}.open") == {"worker_not_listed"}
    site.told("pass:lead-wang.open", "add_workers", (f"pass:{THIRD}.open", {"pass_number": "CR-3"}))
    assert site.state_of(f"pass:{THIRD}") == "issued"


def test_children_and_their_parent_know_each_other() -> None:
    """Each child names its renovation, and the renovation each child."""
    site = given().told(*WORKING, "change.register")
    children = {site.deposit, site.change, *site.passes.values()}
    assert set(site.case.links("child")) == children
    assert all(site.desk.case(one).links("parent") == (site.case_id,) for one in children)
    assert {one[:2] for one in children} == {"YJ", "BG", "CR"}


def test_what_is_offered_knows_of_the_children() -> None:
    """Several conditions ask for different things of the same children: what is offered is what is accepted."""
    site = given().told(*PAID, "pass.register")
    offered = site.desk.options(site.case_id, by=DESK)
    assert set(offered.names) == {"open", "receive_file_back"}
    assert [one.code for one in offered.blockers("withdraw")] == ["children_open"]
    site.told("open")


def test_the_money_has_one_door() -> None:
    """From the permit to the passed re-inspection no refund can be ordered, wherever the renovation is."""
    site = given().told(*WORKING)
    for steps in (
        (),
        ("find_violation",),
        ("accept_rectification",),
        ("report_completion",),
        ("pass_first_inspection",),
    ):
        site.told(*steps)
        assert site.refused("deposit.order_refund") == {"renovation_elsewhere"}
    site.told("pass.works_finished", "pass.close", 30 * DAY, "due_reinspection")
    assert site.refused("deposit.order_refund") == {"renovation_elsewhere"}
    site.told("pass_reinspection", "deposit.order_refund")


def test_a_settlement_that_has_begun_is_the_only_way_out() -> None:
    """Once something is deducted, nothing but settling ends the case; what is left goes back to the payer first."""
    site = given().told(*FAILED, "deposit.withhold", "deposit.apply_cost")
    assert site.refused("order_rectification") == {"settlement_begun"}
    assert site.refused("settle_against_deposit") == {"children_open"}
    site.told("pass.close", "deposit.order_balance")
    assert site.refused("settle_against_deposit") == {"children_open"}
    site.told(("deposit.close", {"amount": "1500.00"}), "settle_against_deposit")
    assert site.state == "closed_forfeited"
    told = [str(one["role"]) for one in site.desk.journal(site.case_id)[-1].messages]
    assert told == ["owners_committee", "finance_department"]


def test_nobody_gets_in_while_the_works_are_stopped() -> None:
    """No pass is issued, issued anew, reinstated or woken; a lost one is not replaced either."""
    site = given().told(*STOPPED, f"pass:{LEAD}.report_lost")
    assert site.refused(f"pass:{LEAD}.reissue") == {"renovation_elsewhere"}
    assert site.refused(f"pass:{WORKER}.reinstate") == {"renovation_elsewhere"}
    assert site.refused(f"pass:{THIRD}.register") == {"renovation_elsewhere"}
    assert site.refused("add_workers", own_pass=site.passes[LEAD]) == {"state", "own_pass_not_shown"}


def test_a_lost_pass_does_not_hold_up_the_others() -> None:
    """The others are taken back; the lost one is decided on, and then the refund is due."""
    site = given().told(*COMPLETED, f"pass:{LEAD}.report_lost", f"pass:{WORKER}.close", "pass_first_inspection")
    site.told(30 * DAY, "due_reinspection")
    assert site.refused("pass_reinspection") == {"passes_out"}
    site.told(f"pass:{LEAD}.write_off", "pass_reinspection")
    assert site.state == "refund_due"


def test_one_payment_for_each_issue() -> None:
    """A pass that is issued anew is paid for anew, under another number."""
    site = given().told(*WORKING, f"pass:{LEAD}.report_lost")
    assert site.refused(f"pass:{LEAD}.reissue", fee="0.00", pass_number="CR-1") == {"wrong_fees", "number_is_blocked"}
    site.told(f"pass:{LEAD}.reissue")
    assert site.desk.case(site.passes[LEAD]).fact("pass_number") == "CR-9"


def test_a_withheld_deposit_waits_for_its_cause() -> None:
    """What is withheld for a pass is free again once every pass is back."""
    site = given().told(*COMPLETED, "pass_first_inspection", ("deposit.withhold", {"cause": "unreturned_pass"}))
    site.told(30 * DAY, "due_reinspection")
    assert site.refused("deposit.lift_withholding") == {"renovation_elsewhere"}
    site.told("pass.close", "pass_reinspection")
    assert "state" in site.refused("deposit.order_refund")
    site.told("deposit.lift_withholding", "deposit.order_refund", "deposit.close", "close")
    assert site.state == "closed_refunded"


def test_withdrawing_before_the_permit() -> None:
    """The deposit goes back without the thirty days, and all fees with it; passes asked for are not issued."""
    site = given().told(*PAID, "pass.register")
    back = {"returned_to_contractor": "330.00", "returned_to_owner": "60.00"}
    assert site.refused("withdraw", **back) == {"children_open"}
    site.told("deposit.order_refund", "deposit.close", "pass.refuse")
    assert site.refused("open") == {"deposit_not_held", "passes_not_prepared"}
    assert site.refused("withdraw", returned_to_owner="60.00") == {"fees_not_returned"}
    site.did("withdraw", Actor(OWNER), **back)
    assert (site.state, site.desk.verify().faults) == ("withdrawn", ())


def test_two_plan_changes_of_one_renovation() -> None:
    """One is refused, the other found built already and put back: then completion can be reported."""
    site = given().told(*WORKING, "change.register", "change.note_on_original", "change.refuse_change")
    site.told("change.register_unauthorised")
    assert site.refused("report_completion") == {"changes_open"}
    site.told("change.restore", "report_completion")
    assert site.state == "completion_reported"


def test_a_change_is_not_built_while_the_works_are_overdue() -> None:
    """The permit has run out: nothing is carried out until it is extended."""
    site = given().told(*WORKING, 70 * DAY, "change.register", "change.note_on_original", "change.open", 11 * DAY)
    assert site.refused("change.close") == {"permit_does_not_run"}
    site.told(("extend_late", {"valid_until": "+30"}), "change.close")


def test_a_pass_suspended_and_the_works_stopped_in_one_breath() -> None:
    """Passes are suspended one after another in one change each; the stop finds them all suspended."""
    site = given().told(*RECTIFYING, 8 * DAY)
    for worker in (LEAD, WORKER):
        site.desk.series(site.passes[worker], [Task("suspend", {"reason": "Stop"}, by=DESK)])
    site.told("stop_works")
    assert site.state == "works_stopped"


def test_a_deposit_that_was_never_taken() -> None:
    """It is voided with the application, and holds nothing up."""
    site = given().told(*APPROVED, "deposit.register")
    assert site.refused("withdraw", vouchers=[]) == {"children_open"}
    site.told("deposit.void", ("withdraw", {"vouchers": []}))
    assert site.state_of("deposit") == "voided"
