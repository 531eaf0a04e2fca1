"""
How each action of a renovation, or of a child, comes to be done in each state from which it leads on.

`PLOTS` holds what an edge needs beyond the ordinary way to its state; `arrived` brings a site there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import attrs
from tests.workflows.renovation.lives import (
    APPROVED,
    COMPLETED,
    DEDUCTED,
    FAILED,
    PAID,
    PASSED,
    RECTIFYING,
    RETURNED,
    ROUTES,
    STOPPED,
    WORKING,
    Site,
    Steps,
    given,
)
from tests.workflows.renovation.usual import LEAD

from propflow import SYSTEM, Workflow
from propflow.definition.actions import Action
from propflow.workflows.renovation import WORKFLOWS

DAY = timedelta(days=1)
PREFIX = {
    "renovation": "", "renovation_deposit": "deposit.", "worker_pass": f"pass:{LEAD}.", "plan_change": "change.",
}  # fmt: skip
"""How a step is spelled, by workflow; of the passes it is told about the lead's."""


@attrs.frozen
class Plot:
    """
    How an action comes to be done in a state.

    Attributes:
        route: The way to the state, if not the ordinary one.
        steps: What is done on arrival.
        form: Changes of the action's own form.
        policy: What the policy says otherwise, as `renovation__patrol`.
    """

    route: Steps | None = None
    steps: Steps = ()
    form: Mapping[str, Any] = {}
    policy: Mapping[str, Any] = {}


OPENED_AGAIN: Steps = ("note_violation",)
LATE: Steps = (*WORKING, "find_violation", 85 * DAY)
PAPERS_OUT = {"papers": [], "id_copies": [], "photos": []}
ALL_MISSING = [
    "business_licence", "qualification_certificate", "tax_registration", "plan", "drawing_building",
    "drawing_plumbing", "drawing_electrical", "worker_list", "application_form", "heating_undertaking",
    "works_undertaking", "id_copy:lead-wang", "id_copy:worker-1", "photos:lead-wang", "photos:worker-1",
]  # fmt: skip
SETTLED: Steps = ("pass.close", *DEDUCTED)
FOR_VIOLATION: Steps = (("deposit.withhold", {"cause": "open_violation"}), *DEDUCTED[1:])
MENDED: Steps = ("order_rectification", "report_rectified", ("pass_rectification_check", {"notices": ["ZG-6"]}))
DEPOSITED: Steps = (*APPROVED, "deposit.register")
WITHHELD: Steps = (*FAILED, "deposit.withhold")
ASKED: Steps = (*WORKING, "change.register")
STRUCTURAL: Steps = (*WORKING, ("change.register", {"structural": True}), "change.note_on_original")

CHILD_ROUTES: dict[str, dict[str, Steps]] = {
    "renovation_deposit": {
        "start": APPROVED,
        "due": DEPOSITED,
        "held": (*DEPOSITED, "deposit.open"),
        "withheld": WITHHELD,
        "partly_applied": (*WITHHELD, "deposit.apply_cost"),
        "refund_ordered": (*PASSED, "deposit.order_refund"),
        "refunded": (*PASSED, "deposit.order_refund", "deposit.close"),
        "forfeited": (
            *WITHHELD, ("deposit.apply_cost", {"amount": "2000.00", "deducted": "2000.00", "balance": "0.00"}),
            "deposit.exhaust",
        ),
        "voided": (*DEPOSITED, "deposit.void"),
    },
    "worker_pass": {
        "start": PAID,
        "requested": (*PAID, "pass.register", "open"),
        "issued": WORKING,
        "suspended": (*RECTIFYING, "pass.suspend"),
        "lost": (*WORKING, "pass.report_lost"),
        "due_back": COMPLETED,
        "returned": RETURNED,
        "cancelled": (*PAID, "pass.register", "pass.refuse"),
        "written_off": (*COMPLETED, "pass.write_off"),
    },
    "plan_change": {
        "start": WORKING,
        "requested": ASKED,
        "unauthorised": (*WORKING, "change.register_unauthorised"),
        "under_supervisor_review": (*ASKED, "change.note_on_original"),
        "approved": (*ASKED, "change.note_on_original", "change.open"),
        "applied": (*ASKED, "change.note_on_original", "change.open", "change.close"),
        "refused": (*ASKED, "change.note_on_original", "change.refuse_change"),
        "cancelled": (*ASKED, "change.cancel"),
    },
}  # fmt: skip
ALL_ROUTES: dict[str, dict[str, Steps]] = {"renovation": {"start": (), **ROUTES}, **CHILD_ROUTES}

PLOTS: dict[tuple[str, str, str], Plot] = {
    ("renovation", "*", "return_incomplete"): Plot(route=(("register", PAPERS_OUT),), form={"missing": ALL_MISSING}),
    ("renovation", "*", "accept_and_send"): Plot(steps=("sign_agreement",)),
    ("renovation", "*", "lapse"): Plot(steps=(31 * DAY,), form={"vouchers": []}),
    ("renovation", "ready_for_permit", "withdraw"): Plot(
        steps=("deposit.order_refund", "deposit.close"),
        form={"returned_to_contractor": "330.00", "returned_to_owner": "60.00"},
    ),
    ("renovation", "*", "pay_fees"): Plot(
        steps=("deposit.register", "deposit.open", "take_contractor_fees", "take_owner_fees")
    ),
    ("renovation", "*", "open"): Plot(steps=("pass.register",)),
    ("renovation", "*", "extend_late"): Plot(form={"valid_until": "+40"}),
    ("renovation", "*", "clear_violation"): Plot(steps=OPENED_AGAIN),
    ("renovation", "*", "accept_rectification_late"): Plot(route=LATE),
    ("renovation", "works_rectification", "stop_works"): Plot(steps=(8 * DAY, "pass.suspend")),
    ("renovation", "in_works_overdue", "stop_works"): Plot(steps=("pass.suspend",)),
    ("renovation", "*", "due_reinspection"): Plot(steps=(30 * DAY,)),
    ("renovation", "*", "pass_reinspection"): Plot(steps=("pass.close",)),
    ("renovation", "*", "close"): Plot(steps=("deposit.order_refund", "deposit.close")),
    ("renovation", "reinspection_failed", "settle_against_deposit"): Plot(steps=SETTLED),
    ("renovation", "post_rectification", "settle_against_deposit"): Plot(steps=(8 * DAY, *FOR_VIOLATION, "pass.close")),
    ("renovation", "*", "abandon"): Plot(steps=(*FOR_VIOLATION, "pass.works_finished", "pass.close")),
    ("renovation_deposit", "*", "withhold"): Plot(route=FAILED),
    ("renovation_deposit", "*", "lift_withholding"): Plot(steps=MENDED),
    ("renovation_deposit", "partly_applied", "apply_cost"): Plot(
        form={"amount": "100.00", "deducted": "600.00", "balance": "1400.00"}
    ),
    ("renovation_deposit", "*", "exhaust"): Plot(
        steps=(("deposit.apply_cost", {"amount": "1500.00", "deducted": "2000.00", "balance": "0.00"}),)
    ),
    ("worker_pass", "*", "suspend"): Plot(route=RECTIFYING),
    ("worker_pass", "suspended", "works_finished"): Plot(route=STOPPED),
    ("worker_pass", "issued", "works_finished"): Plot(steps=("report_completion",)),
    ("worker_pass", "*", "reactivate"): Plot(steps=("fail_first_inspection",)),
    ("plan_change", "*", "approve_structural"): Plot(route=STRUCTURAL),
}
"""What an action needs beyond the ordinary way, in one state or in each."""

OF_THE_SYSTEM = ("works_expired", "miss_patrol", "begin_patrol_day")


def plot_of(workflow: str, state: str, action: str) -> Plot:
    """How this action comes to be done in this state."""
    if action == "end_hot_work":
        route = [*ROUTES[state]]
        route.insert(route.index(WORKING[-1]) + 1, "grant_hot_work")
        return Plot(route=tuple(route))
    return PLOTS.get((workflow, state, action)) or PLOTS.get((workflow, "*", action)) or Plot()


def edges(workflow: Workflow, action: Action | None = None) -> list[tuple[str, str, str]]:
    """Every (source, action, target) of a workflow, or of one action."""
    found = []
    for one in [action] if action else workflow.actions:
        for source in one.sources:
            target = one.goes_to(source)
            start, end = (str(place.name).lower() for place in (source, target))
            found.append((start, one.name, start if end == "stay" else end))
    return found


def place(site: Site, workflow: str) -> str:
    """Where the case of a workflow is."""
    return site.state_of(PREFIX[workflow].rstrip("."))


def arrived(workflow: str, state: str, plot: Plot) -> Site:
    """A site where the case has come to the state, and everything is ready for the action of the plot."""
    site = given(**plot.policy)
    site.told(*(ALL_ROUTES[workflow][state] if plot.route is None else plot.route), *plot.steps)
    assert state == "start" or place(site, workflow) == state
    return site


EDGES = [
    (workflow.name, source, action.name, target)
    for workflow in WORKFLOWS
    for action in workflow.actions
    if SYSTEM not in action.by
    for source, _, target in edges(workflow, action)
]
"""Every edge that people take, in all four workflows."""

ACTIONS = {workflow.name: {one.name: one for one in workflow.actions} for workflow in WORKFLOWS}
