"""From every state there is a way to an end: an ordinary one, and one for when owner and contractor have vanished."""

from __future__ import annotations

import pytest
from tests.workflows.renovation.lives import ROUTES, Site, Steps, given
from tests.workflows.renovation.plots import DAY, FOR_VIOLATION
from tests.workflows.renovation.usual import LEAD, OWNER

from propflow import Actor
from propflow.workflows.renovation import renovation
from propflow.workflows.renovation.axes import NEEDED
from propflow.workflows.renovation.states import final

FINAL = {one.name for one in final}
STATES = [one.name for one in renovation.states if one.name not in FINAL]
BEFORE_MONEY: Steps = (("withdraw", {"vouchers": []}),)
DEDUCTED: Steps = (
    "deposit.apply_cost", "deposit.order_balance", ("deposit.close", {"amount": "1500.00"}),
)  # fmt: skip

ORDINARY: dict[str, Steps] = {
    "draft": ("submit_application",),
    "submitted": ("sign_agreement", "accept_and_send"),
    "incomplete": (("supplement", {"papers": ["missing ones"]}),),
    "under_review": ("approve",),
    "rejected": ("revise",),
    "approved_unpaid": (
        "receive_file_back", "deposit.register", "deposit.open", "take_contractor_fees", "take_owner_fees", "pay_fees",
    ),
    "ready_for_permit": ("pass.register", "open", "pass.open"),
    "in_works": ("report_completion", "pass.works_finished"),
    "in_works_overdue": ("report_completion", "pass.works_finished"),
    "works_rectification": ("accept_rectification",),
    "works_stopped": ("resume", "pass.reinstate"),
    "completion_reported": ("pass_first_inspection",),
    "post_rectification": ("report_rectified",),
    "rectification_check": ("pass_rectification_check",),
    "observation": (30 * DAY, "due_reinspection"),
    "reinspection": ("pass.close", "pass_reinspection"),
    "reinspection_failed": ("order_rectification",),
    "refund_due": ("deposit.order_refund", "deposit.close", "close"),
}  # fmt: skip
"""The next step towards a refund."""

BY_STAFF: dict[str, Steps] = {
    **dict.fromkeys(("draft", "submitted", "under_review", "rejected"), BEFORE_MONEY),
    "incomplete": (31 * DAY, ("lapse", {"vouchers": []})),
    "approved_unpaid": (31 * DAY, ("lapse", {"vouchers": []})),
    "ready_for_permit": (
        "deposit.order_refund", "deposit.close",
        ("withdraw", {"returned_to_contractor": "330.00", "returned_to_owner": "60.00"}),
    ),
    "in_works": (81 * DAY,),
    "in_works_overdue": ("pass.suspend", "stop_works"),
    "works_rectification": (8 * DAY, "pass.suspend", "stop_works"),
    "works_stopped": (
        *FOR_VIOLATION[:1], *DEDUCTED, "pass.works_finished", "pass.write_off", "abandon",
    ),
    "completion_reported": ("fail_first_inspection",),
    "post_rectification": (8 * DAY, *FOR_VIOLATION[:1], *DEDUCTED, "pass.write_off", "settle_against_deposit"),
    "rectification_check": ("fail_rectification_check",),
    "observation": (30 * DAY, "due_reinspection"),
    "reinspection": ("fail_reinspection",),
    "reinspection_failed": ("deposit.withhold", *DEDUCTED, "pass.write_off", "settle_against_deposit"),
    "refund_due": ("deposit.order_refund", "deposit.close", "close"),
}  # fmt: skip
"""The next step when nobody but the staff does anything."""


def went_on(state: str, ways: dict[str, Steps]) -> Site:
    """A site that started in a state and went from step to step until its end."""
    site = given().told(*ROUTES[state])
    for _ in range(20):
        if site.state in FINAL:
            return site
        steps = ways[site.state]
        if site.state == "incomplete" and "supplement" in str(steps):
            missing = site.case.fact("papers")
            assert isinstance(missing, list)
            site.did("supplement", papers=["plan", *_lacking(missing)])
            continue
        for step in steps:
            name = step[0] if isinstance(step, tuple) else step
            opened = site.case.fact("open_notices")
            if name in ("accept_rectification", "pass_rectification_check", "resume") and opened:
                site.did(name, notices=opened)
            elif name == "approve":
                site.did("approve", revision=site.case.fact("revision") or 1)
            elif name == "withdraw" and isinstance(step, tuple):
                site.did("withdraw", Actor("cs_staff", ["cs_staff"]), **step[1])
            else:
                site.told(step)
    raise AssertionError(f"it went in a circle: {site.state}")


def _lacking(there: list[object]) -> list[str]:
    return [one for one in NEEDED if one not in there]


@pytest.mark.parametrize("state", STATES)
def test_the_ordinary_way_leads_to_a_refund(state: str) -> None:
    """From wherever it is the deposit goes back, the case is closed, and nothing is found wrong."""
    site = went_on(state, ORDINARY)
    assert (site.state, site.state_of("deposit")) == ("closed_refunded", "refunded")
    assert [f"{one.case}: {one.what}" for one in site.desk.verify().faults] == []


@pytest.mark.parametrize("state", STATES)
def test_there_is_a_way_without_owner_and_contractor(state: str) -> None:
    """If both have vanished the staff alone can bring it to an end, and nothing is found wrong."""
    site = given().told(*ROUTES[state])
    before = len(site.desk.journal(site.case_id))
    site = went_on(state, BY_STAFF)
    done = site.desk.journal(site.case_id)[before:]
    assert [one.action for one in done if one.actor in (OWNER, LEAD)] == []
    assert [f"{one.case}: {one.what}" for one in site.desk.verify().faults] == []
    if site.deposit:
        assert site.desk.case(site.deposit).fact("balance", "0.00") == "0.00"
