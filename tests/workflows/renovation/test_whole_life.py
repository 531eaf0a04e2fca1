"""One renovation from the application to the refund, through everything that may happen on the way."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tests.workflows.renovation.lives import given
from tests.workflows.renovation.usual import LEAD, MAIN, OWNER, PAPERS, THIRD, WORKER

from propflow import Actor

DAY = timedelta(days=1)


def test_from_application_to_refund() -> None:
    """
    Missing papers, a rejection, fees, passes, a plan change, an extra worker, a night's guard, hot work, a violation,
    an overdue permit, a stop, an extension, a failed first inspection, a defect in observation, thirty days twice, a
    lost pass, and the refund to the payer.
    """
    site = given()
    site.told(("register", {"papers": PAPERS[1:], "photos": [LEAD]}))
    missing = ["business_licence", f"photos:{WORKER}"]
    assert site.refused("accept_and_send") == {"papers_missing", "agreement_unsigned"}
    site.told(("return_incomplete", {"missing": missing}))
    site.did("supplement", Actor(OWNER), papers=["business_licence"], photos=[WORKER])
    site.told("sign_agreement", "accept_and_send", "reject", "receive_file_back", "revise", "submit_application")
    site.told("accept_and_send", ("approve", {"revision": 2}), "receive_file_back")

    # Two days later the money is there, and the works begin
    site.told(2 * DAY, "deposit.register", "deposit.open", "take_contractor_fees", "take_owner_fees", "pay_fees")
    site.told("pass.register", "open", "pass.open", "log_patrol")

    site.told("change.register", "change.note_on_original")
    assert site.refused("report_completion") == {"changes_open"}
    site.told("change.open", "change.close")
    site.told(
        "add_workers", f"pass:{THIRD}.register", (f"pass:{THIRD}.open", {"pass_number": "CR-3", "receipt": "R-9"})
    )
    site.told("authorise_overnight", "grant_hot_work", DAY, "end_hot_work")

    # A violation is not put right: passes suspended, works stopped, later resumed
    site.told("find_violation", 8 * DAY)
    assert site.refused("stop_works") == {"passes_in_use"}
    site.told("pass.suspend", "stop_works", 3 * DAY)
    assert site.refused("pass:worker-1.reinstate") == {"renovation_elsewhere"}
    site.told("resume", "pass.reinstate")

    # The permit runs out, and is extended late
    site.told(75 * DAY)
    assert site.state == "in_works_overdue"
    site.told(("extend_late", {"valid_until": "+30"}), 5 * DAY, "report_completion", "pass.works_finished")
    site.told(f"pass:{THIRD}.report_lost", f"pass:{LEAD}.close", f"pass:{WORKER}.close")

    # Inspections: failed, put right, observed, a defect, put right, observed anew
    site.told("fail_first_inspection", f"pass:{WORKER}.reactivate", 2 * DAY, "report_rectified")
    site.told("pass_rectification_check", f"pass:{WORKER}.works_finished", f"pass:{WORKER}.close")
    site.told(20 * DAY, "defect_in_observation", DAY, "report_rectified")
    site.told(("pass_rectification_check", {"notices": ["ZG-5"]}), 29 * DAY)
    assert site.refused("due_reinspection") == {"too_early"}
    site.told(DAY, "due_reinspection")
    assert site.refused("pass_reinspection") == {"passes_out"}
    site.told(f"pass:{THIRD}.write_off", "pass_reinspection")

    # The deposit goes back to whoever paid it, and to nobody else
    site.told("deposit.order_refund")
    assert site.refused("deposit.close", payee_id=OWNER) == {"other_payee"}
    assert site.refused("close") == {"deposit_not_paid_out", "children_open"}
    site.told("deposit.close", "close")

    assert site.state == "closed_refunded"
    assert site.desk.case(site.deposit).fact("balance") == "0.00"
    assert Decimal(str(site.desk.case(site.deposit).fact("deposit_refunded"))) == 2000
    assert {site.state_of(f"pass:{one}") for one in (LEAD, WORKER, THIRD)} == {"returned", "written_off"}
    report = site.desk.verify()
    assert [f"{one.case}: {one.what}" for one in report.faults] == []
    kept = {name for name, counts in report.invariants.items() if counts.get("kept")}
    assert {name.rpartition(".")[2] for name in kept} == {f"N{number:02}" for number in range(1, 25)}


def test_each_action_of_the_ordinary_way_bears_its_milestone() -> None:
    """The main path is register, open, close in all four workflows, as everywhere."""
    for workflow in given().workflows.values():
        found = {str(one.milestone): one.name for one in workflow.actions if one.name in ("register", "open", "close")}
        assert found == {"register": "register", "open": "open", "close": "close"}


def test_the_usual_forms_are_of_this_workflow() -> None:
    """There is one for each action, and for nothing else."""
    assert set(MAIN) == {one.name for one in given().workflows["renovation"].actions}
