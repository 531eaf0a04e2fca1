"""Each invariant is kept by a lawful history, and broken by one in which somebody did what it forbids."""

from __future__ import annotations

from datetime import timedelta

import attrs
import pytest
from tests.workflows.renovation.histories import (
    Spoil,
    changed,
    cut,
    elsewhere,
    judged,
    later,
    of,
    respelled,
    reworded,
    without,
)
from tests.workflows.renovation.lives import (
    APPROVED,
    COMPLETED,
    FAILED,
    OBSERVED,
    PASSED,
    REFUNDED,
    REINSPECTED,
    STOPPED,
    WORKING,
    Steps,
    given,
)
from tests.workflows.renovation.plots import ALL_MISSING, DAY, PAPERS_OUT, SETTLED
from tests.workflows.renovation.usual import LEAD, OWNER, THIRD

from propflow.definition.invariants import NOT_APPLICABLE, History
from propflow.workflows.renovation import WORKFLOWS

CLOSED: Steps = (*REFUNDED, "close")
SENT_AWAY: Steps = (("register", PAPERS_OUT), ("return_incomplete", {"missing": ALL_MISSING}))
REVISED: Steps = (*APPROVED[:3], "reject", "revise")
ADDED: Steps = (*WORKING, "add_workers")
CHANGED: Steps = (*WORKING, "change.register", "change.note_on_original", "change.open", "change.close")
STRUCTURAL: Steps = (
    *WORKING, ("change.register", {"structural": True}), "change.note_on_original", "change.approve_structural",
    "change.close",
)  # fmt: skip
GUARDED: Steps = (*WORKING, ("authorise_overnight", {"stays": ["2026-10-10 a", "2026-10-10 b"]}))
EXTENDED: Steps = (*WORKING, 81 * DAY, ("extend_late", {"valid_until": "+30"}))
MENDED: Steps = (
    *OBSERVED, 29 * DAY, "defect_in_observation", "report_rectified",
    ("pass_rectification_check", {"notices": ["ZG-5"]}), 30 * DAY, "due_reinspection", "pass.close",
    "pass_reinspection",
)  # fmt: skip
PATROLLED: Steps = (*WORKING, "log_patrol", 3 * DAY, "report_completion")
DEDUCTED: Steps = (*FAILED, "deposit.withhold", "deposit.apply_cost")
ASSIGNED: Steps = (*PASSED, "deposit.order_refund", "deposit.assign_refund", ("deposit.close", {"payee_id": OWNER}))
RESUMED: Steps = (*STOPPED, "resume", "pass.reinstate")


def spell(action: str, **values: object) -> Spoil:
    """Another word in a form."""
    return lambda history: reworded(history, action, **values)


def drop(action: str) -> Spoil:
    """An act that is not there."""
    return lambda history: without(history, action)


def linked(workflow: str, action: str, **values: object) -> Spoil:
    """Another word in a form of a linked case."""
    return lambda history: elsewhere(history, workflow, lambda journal: respelled(journal, action, **values))


def unended(workflow: str, action: str) -> Spoil:
    """A linked case that never came so far."""
    return lambda history: elsewhere(history, workflow, cut(action))


def by(action: str, actor: str, right: str) -> Spoil:
    """Done by somebody else, by another right."""
    return lambda history: changed(history, action, actor=actor, grant={"as": right, "by": "actor", "department": None})


def put_off(action: str, length: timedelta) -> Spoil:
    """Recorded at another time."""
    return lambda history: later(history, action, length)


def _refunded_early(history: History) -> History:
    """The whole journal of the deposit was written a day before."""
    return elsewhere(history, "renovation_deposit", lambda journal: [
        attrs.evolve(one, at=one.at - DAY) if one.action in ("order_refund", "close") else one for one in journal
    ])  # fmt: skip


def _first_number(history: History) -> History:
    return attrs.evolve(history, records=[attrs.evolve(history.records[0], book=None), *history.records[1:]])


def _verdict(history: History) -> History:
    (record,) = [one for one in history.records if one.action == "approve"]
    entry = {**record.changes["clocks"], "review": {"verdict": "late"}}  # type: ignore[dict-item]
    return changed(history, "approve", changes={**record.changes, "clocks": entry})


def _unsigned(history: History) -> History:
    return attrs.evolve(history, records=[one for one in history.records if one.kind != "sign"])


CASES: list[tuple[str, Steps, str, Spoil, str]] = [
    ("N01", APPROVED, "", spell("register", owner_present=False), "without the owner"),
    ("N01", APPROVED, "", spell("register", identity_checked=False), "nobody was shown to be the owner"),
    ("N01", APPROVED, "", spell("register", contractor_lead_id="x"), "not on the worker list"),
    ("N01", APPROVED, "", drop("register"), "does not begin with an application"),
    ("N02", APPROVED, "", spell("register", papers=[]), "sent without business_licence"),
    ("N02", APPROVED, "", spell("register", photos=[]), "sent without photos:lead-wang"),
    ("N02", APPROVED, "", spell("register", hot_work_planned=True), "sent without hot_work_permit"),
    ("N02", APPROVED, "", drop("sign_agreement"), "bears 0 signatures of three"),
    ("N02", APPROVED, "", spell("accept_and_send", grille_uniform=False), "the plan is grille uniform"),
    ("N03", SENT_AWAY, "", spell("return_incomplete", missing=["plan"]), "named was not what was missing"),
    ("N04", WORKING, "", drop("approve"), "engineering never approved it"),
    ("N04", WORKING, "", by("approve", "x", "role:cs_staff"), "engineering never approved it"),
    ("N04", WORKING, "", spell("approve", revision=2), "approved was revision 2, in force is 1"),
    ("N04", WORKING, "", drop("receive_file_back"), "the file had not come back"),
    ("N05", WORKING, "", drop("take_owner_fees"), "the fee for waste were not paid"),
    ("N05", WORKING, "", by("take_contractor_fees", "x", "role:cs_staff"), "were not taken by finance"),
    ("N05", WORKING, "", spell("take_contractor_fees", pass_fees="10.00"), "the line 'pass_fees' is not 20.00"),
    ("N05", WORKING, "", spell("take_owner_fees", waste_receipt=""), "the line 'owner_paid' is not 60.00"),
    ("N05", WORKING, "", unended("renovation_deposit", "open"), "finance had taken no deposit"),
    ("N06", APPROVED, "", _verdict, "judged 'late' instead of 'on_time'"),
    ("N06", APPROVED, "", put_off("approve", 20 * DAY), "judged 'on_time' instead of 'late'"),
    ("N07", WORKING, "", linked("worker_pass", "register", worker="x"), "who is not on the list"),
    ("N07", WORKING, "", linked("worker_pass", "open", receipt=""), "issued without a receipt"),
    ("N07", WORKING, "", spell("take_contractor_fees", passes=1), "2 passes were issued, 1 were paid"),
    ("N08", ADDED, "", by("add_workers", "x", "relation:contractor_lead"), "who is not the person responsible"),
    ("N08", ADDED, "", spell("add_workers", permit_number="XK-9"), "the permit shown is not that of the case"),
    ("N08", ADDED, "", unended("worker_pass", "open"), "the pass shown is not the lead's own"),
    ("N09", CLOSED, "deposit", spell("open", amount="1999.00"), "the balance is 1999.00, not 2000.00"),
    ("N09", CLOSED, "deposit", spell("open", amount="2001.00"), "more than 2000"),
    ("N09", DEDUCTED, "deposit", spell("apply_cost", deducted="1.00"), "deducted so far is 500.00"),
    ("N09", DEDUCTED, "deposit", spell("apply_cost", ground=" "), "a deduction without ground or items"),
    ("N10", CLOSED, "deposit", spell("close", amount="1999.99"), "it ended with 0.01 left"),
    ("N11", CLOSED, "deposit", spell("close", payee_id=OWNER), f"paid to {OWNER}, not to {LEAD}"),
    ("N11", CLOSED, "deposit", spell("close", receipt_number="R-6"), "paid against another receipt"),
    ("N11", ASSIGNED, "deposit", spell("assign_refund", by_payer_id=OWNER), "was not the payer who assigned"),
    ("N12", CLOSED, "", _refunded_early, "too early"),
    ("N12", CLOSED, "", drop("pass_first_inspection"), "without any passed inspection"),
    ("N13", CLOSED, "", spell("pass_reinspection", seepage=True), "it says seepage"),
    ("N13", MENDED, "", spell("pass_rectification_check", notices=["ZG-9"]), "notice ZG-5 was open"),
    ("N13", MENDED, "", drop("pass_rectification_check"), "had found a violation since"),
    ("N14", MENDED, "", drop("pass_rectification_check"), "the time did not begin anew"),
    ("N14", CLOSED, "", drop("pass_first_inspection"), "no passed inspection of its own"),
    ("N14", CLOSED, "", put_off("due_reinspection", -DAY), "before the waiting time was over"),
    ("N15", CLOSED, "", unended("worker_pass", "close"), "was out when the refund was ordered"),
    ("N16", CLOSED, "", unended("renovation_deposit", "close"), "its renovation deposit YJ-000001 was held"),
    ("N16", CLOSED, "", unended("worker_pass", "close"), "its worker pass CR-000001 was due_back"),
    ("N16", (*FAILED, *SETTLED, "settle_against_deposit"), "", unended("renovation_deposit", "apply_cost"),
     "nothing was deducted"),
    ("N17", CHANGED, "change", drop("open"), "the works supervisor never approved it"),
    ("N17", STRUCTURAL, "change", _unsigned, "engineering did not countersign"),
    ("N17", CHANGED, "change", unended("renovation", "open"), "the permit of renovation ZX-000001 did not run"),
    ("N18", (*CHANGED, "report_completion"), "", unended("plan_change", "close"), "plan change BG-000001 was open"),
    ("N19", (*WORKING, 70 * DAY, ("find_violation", {"rectify_by": "+2"}), DAY, "accept_rectification"), "",
     put_off("accept_rectification", 20 * DAY), "'accept_rectification' in works whose permit ran out"),
    ("N19", EXTENDED, "", spell("extend_late", late_reason=""), "a late extension without a reason"),
    ("N19", EXTENDED, "", spell("extend_late", applied_by="written_delegate"), "and without a mandate"),
    ("N20", RESUMED, f"pass:{LEAD}", drop("suspend"), "in use when the works of ZX-000001 were stopped"),
    ("N20", (*STOPPED, 2 * DAY, "resume", "pass.reinstate"), f"pass:{LEAD}", put_off("reinstate", -DAY),
     "while the works of ZX-000001 were stopped"),
    ("N21", GUARDED, "", spell("authorise_overnight", stays=[f"2026-10-10 {one}" for one in "abc"]),
     "3 people in the night of 2026-10-10"),
    ("N21", GUARDED, "", spell("authorise_overnight", handwritten=False), "not written by hand"),
    ("N21", GUARDED, "", spell("authorise_overnight", workers_for="party"), "for another purpose"),
    ("N22", STOPPED, "", spell("find_violation", notices=[]), "a rectification without a notice"),
    ("N22", STOPPED, "", spell("find_violation", rectify_by=None), "without a period that lies ahead"),
    ("N22", STOPPED, "", lambda history: changed(history, "find_violation", action="open"), "without a notice"),
    ("N23", REVISED, "", spell("revise", revision=3), "revision 3 follows on 1"),
    ("N23", REVISED, "", _first_number, "no number was drawn"),
    ("N24", PATROLLED, "", drop("log_patrol"), "no patrol on 2026-09-28"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "steps", "child", "spoil", "what"), CASES, ids=lambda one: one if isinstance(one, str) else ""
)
def test_it_is_kept_and_can_be_broken(name: str, steps: Steps, child: str, spoil: Spoil, what: str) -> None:
    """The lawful history keeps it; with one thing changed it is broken, in the words that are expected."""
    site = given().told(*steps)
    history = of(site, child)
    assert judged(site, name, history) == []
    found = judged(site, name, spoil(history))
    assert not isinstance(found, str)
    assert any(what in one for one in found), found


def test_every_invariant_is_broken_here() -> None:
    """N01 to N24, each by its own name, and nothing beside them."""
    names = [one.name for workflow in WORKFLOWS for one in workflow.invariants]
    assert sorted(names) == [f"N{number:02}" for number in range(1, 25)]
    assert {name for name, *_ in CASES} == set(names)


def test_what_has_not_come_so_far_is_not_judged() -> None:
    """A fresh application has nothing that most of them speak of."""
    site = given().told("register")
    found = {one.name: judged(site, one.name, of(site)) for one in site.workflows["renovation"].invariants}
    assert {name for name, standing in found.items() if standing != NOT_APPLICABLE} == {"N01", "N23"}
    assert found["N01"] == found["N23"] == []


def test_a_strange_child_is_found() -> None:
    """A pass for somebody who is not on the list, slipped in by hand, shows in the audit of the whole store."""
    site = given().told(*COMPLETED, *REINSPECTED[len(COMPLETED) :])
    history = elsewhere(of(site), "worker_pass", lambda journal: respelled(journal, "register", worker=THIRD))
    assert judged(site, "N07", history) != []
