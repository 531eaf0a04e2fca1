"""
Lives of renovations for tests: one house with one renovation, its deposit, its passes and its plan change.

    site = given()                                   # the front desk's manual, silent slots filled
    site.told("register", "sign_agreement", "accept_and_send", "approve")
    site.told("deposit.register", "deposit.open", ("take_owner_fees", {"owner_paid": "60.00"}))
    site.told("pass.register", "pass.open")          # for every listed worker
    site.refused("open")                             # the codes of every reason

A step is an action of the renovation, or of a child as `deposit.`, `pass.`, `pass:worker-1.` or `change.`; with
changes of its usual form; or a length of time, at whose end the clocks are looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, TypeAlias

import attrs
import pytest
from tests.workflows.renovation.usual import LEAD, OWNER, SIGNERS, THIRD, USUAL, WORKER

from propflow import Actor, Case, Desk, MemoryStore, Policy, Refused, VirtualClock, Workflow
from propflow.definition.actions import Action
from propflow.policy import load
from propflow.workflows.renovation import WORKFLOWS

START = datetime(2026, 9, 28, 1, 0, tzinfo=UTC)  # nine in the morning, Shanghai; the holidays begin on 1 October

Step: TypeAlias = "str | tuple[str, Mapping[str, Any]] | timedelta"
Steps: TypeAlias = tuple[Step, ...]

SITE: dict[str, Any] = {
    "renovation.waste_per": "room", "renovation.extension_most": "2 months", "renovation.extensions_most": 2,
    "renovation.hot_work_approver": "engineering_department", "renovation.hot_work_validity": "3 days",
    "renovation.rectification_most": "30 days", "renovation.refund_limit": "10 days",
    "renovation_deposit.payout_limit": "10 days",
}  # fmt: skip
"""What the manual leaves open, and this house has settled."""

BOOKS = {"deposit": "renovation_deposit", "pass": "worker_pass", "change": "plan_change"}
PERSONS = (OWNER, LEAD, WORKER, THIRD)


@cache
def policy(changes: tuple[tuple[str, Any], ...] = ()) -> Policy:
    """The front desk's manual with what this house says."""
    return Policy("riverside", {**load("front_desk_manual").values, **SITE, **dict(changes)})


@cache
def bound(changes: tuple[tuple[str, Any], ...] = ()) -> dict[str, Workflow]:
    """The four workflows under it, by name."""
    return {one.name: one.under(policy(changes)) for one in WORKFLOWS}


def person(name: str) -> Actor:
    """A resident or worker, or the one person who holds the role of this name."""
    return Actor(name) if name in PERSONS else Actor(name, [name])


@attrs.define
class Site:
    """A desk, a clock, a renovation and its children."""

    desk: Desk
    clock: VirtualClock
    workflows: Mapping[str, Workflow]
    case_id: str = ""
    deposit: str = ""
    change: str = ""
    passes: dict[str, str] = attrs.field(factory=dict)

    @property
    def case(self) -> Case:
        """The renovation as it stands."""
        return self.desk.case(self.case_id)

    @property
    def state(self) -> str:
        """Where the renovation is."""
        return self.case.state

    def at(self, child: str) -> str:
        """The id of the case that a step speaks of."""
        kind, _, worker = child.partition(":")
        return {"": self.case_id, "deposit": self.deposit, "change": self.change}.get(kind) or self.passes[worker]

    def state_of(self, child: str) -> str:
        """Where a child is."""
        return self.desk.case(self.at(child)).state

    def action(self, step: str) -> tuple[str, str, Action]:
        """Of a step: which child, its workflow's name, and the action."""
        child, _, name = step.rpartition(".")
        workflow = BOOKS.get(child.partition(":")[0], "renovation")
        return child, workflow, self.workflows[workflow].action(name)

    def filled(self, step: str, changes: Mapping[str, Any]) -> dict[str, Any] | None:
        """The usual form of a step, with changes; instants and own cases put in."""
        child, workflow, action = self.action(step)
        if action.form is None:
            return None
        form = {**USUAL[workflow][action.name][1], **changes}
        if child and action.starts_case:
            form.setdefault("renovation", self.case_id)
        return {name: self._said(value) for name, value in form.items()}

    def _said(self, value: Any) -> Any:
        if value == "now":
            return self.clock().isoformat()
        if value == "the lead's":
            return self.passes.get(LEAD, "none")
        if isinstance(value, str) and value[:1] in "+-" and value[1:].isdigit():
            return (self.clock() + timedelta(days=int(value))).isoformat()
        return value

    def usual(self, step: str) -> Actor:
        """Whoever usually does it."""
        _, workflow, action = self.action(step)
        return person(USUAL[workflow][action.name][0])

    def did(self, step: str, by: Actor | None = None, **changes: Any) -> Case:
        """Somebody does it; a pass that is asked for is for the worker named, and goes by his name."""
        child, workflow, action = self.action(step)
        who = by or self.usual(step)
        if action.starts_case:
            worker = child.partition(":")[2]
            form = self.filled(step, {**({"worker": worker} if worker else {}), **changes})
            made = self.desk.register(self.workflows[workflow], form, by=who, action=action.name)
            if worker:
                self.passes[worker] = made.id
            else:
                setattr(self, child or "case_id", made.id)
            return made
        case_id, form = self.at(child), self.filled(step, changes)
        if action.sign_offs:
            self.desk.propose(case_id, action.name, form, by=who)
            for signer, roles in SIGNERS[action.name]:
                self.desk.sign(case_id, action.name, by=Actor(signer, roles))
            form = None
        return self.desk.act(case_id, action.name, form, by=who, expect=self.desk.case(case_id).version)

    def told(self, *steps: Step) -> Site:
        """One after another, each in the usual way."""
        for step in steps:
            if isinstance(step, timedelta):
                self.later(step)
                continue
            name, changes = (step, {}) if isinstance(step, str) else step
            for each in self._each(name):
                self.did(each, **changes)
        return self

    def _each(self, step: str) -> list[str]:
        """A step of `pass.` is one for every listed worker, in a pass of each's own."""
        if not step.startswith("pass."):
            return [step]
        workers = self.case.fact("workers") if step == "pass.register" else [*self.passes]
        assert isinstance(workers, list)
        return [f"pass:{one}.{step[5:]}" for one in workers]

    def refused(self, step: str, by: Actor | None = None, **changes: Any) -> set[str]:
        """The codes of every reason why it is refused; it must be, and nothing is written."""
        child, _, action = self.action(step)
        before = "" if action.starts_case else self.desk.case(self.at(child)).hash
        with pytest.raises(Refused) as refusal:
            self.did(step, by, **changes)
        assert action.starts_case or action.sign_offs or self.desk.case(self.at(child)).hash == before
        return set(refusal.value.codes)

    def later(self, length: timedelta) -> Site:
        """Time passes, hour by hour near the end of a day, and the clocks are looked at."""
        until = self.clock() + length
        while self.clock() < until:
            self.clock.advance(min(timedelta(days=1), until - self.clock()))
            self.desk.tick()
        return self


def given(**changes: Any) -> Site:
    """A house under the manual; changes are slots, as `renovation__patrol="2 days"`."""
    workflows = bound(tuple(sorted((name.replace("__", "."), value) for name, value in changes.items())))
    clock = VirtualClock(START)
    return Site(Desk([*workflows.values()], MemoryStore(), tenant="riverside", now=clock), clock, workflows)


# The ordinary way

REVIEWED: Steps = ("register", "sign_agreement", "accept_and_send")
APPROVED: Steps = (*REVIEWED, "approve")
PAID: Steps = (
    *APPROVED, "receive_file_back", "deposit.register", "deposit.open", "take_contractor_fees", "take_owner_fees",
    "pay_fees",
)  # fmt: skip
WORKING: Steps = (*PAID, "pass.register", "open", "pass.open")
OVERDUE: Steps = (*WORKING, timedelta(days=81))
RECTIFYING: Steps = (*WORKING, "find_violation")
STOPPED: Steps = (*RECTIFYING, timedelta(days=8), "pass.suspend", "stop_works")
COMPLETED: Steps = (*WORKING, "report_completion", "pass.works_finished")
RETURNED: Steps = (*COMPLETED, *(("pass.close", {}),))
OBSERVED: Steps = (*COMPLETED, "pass_first_inspection")
REINSPECTED: Steps = (*OBSERVED, timedelta(days=30), "due_reinspection")
FAILED: Steps = (*REINSPECTED, "fail_reinspection")
PASSED: Steps = (*REINSPECTED, "pass.close", "pass_reinspection")
REFUNDED: Steps = (*PASSED, "deposit.order_refund", "deposit.close")
DEDUCTED: Steps = (
    "deposit.withhold", "deposit.apply_cost", "deposit.order_balance", ("deposit.close", {"amount": "1500.00"}),
)  # fmt: skip

ROUTES: dict[str, Steps] = {
    "draft": (*REVIEWED, "reject", "revise"),
    "submitted": ("register",),
    "incomplete": (("register", {"papers": USUAL["renovation"]["register"][1]["papers"][:3]}), (
        "return_incomplete",
        {"missing": USUAL["renovation"]["register"][1]["papers"][3:]},
    )),
    "under_review": REVIEWED,
    "rejected": (*REVIEWED, "reject"),
    "approved_unpaid": APPROVED,
    "ready_for_permit": PAID,
    "in_works": WORKING,
    "in_works_overdue": OVERDUE,
    "works_rectification": RECTIFYING,
    "works_stopped": STOPPED,
    "completion_reported": COMPLETED,
    "post_rectification": (*COMPLETED, "fail_first_inspection"),
    "rectification_check": (*COMPLETED, "fail_first_inspection", "report_rectified"),
    "observation": OBSERVED,
    "reinspection": REINSPECTED,
    "reinspection_failed": FAILED,
    "refund_due": PASSED,
    "closed_refunded": (*REFUNDED, "close"),
    "closed_forfeited": (*FAILED, "pass.close", *DEDUCTED, "settle_against_deposit"),
    "withdrawn": (*APPROVED, ("withdraw", {})),
}  # fmt: skip
"""The ordinary way to each state."""
