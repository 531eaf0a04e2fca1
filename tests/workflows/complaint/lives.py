"""
Lives of complaints for tests: a small house under a manual, one person for each role, a clock that stands still.

    house = given()                        # the training manual, silent slots switched off
    house.registered().did("open")         # each action with a valid form, by whoever usually does it
    house.did("dispatch", departments=["security"])
    house.signed("close_major")            # proposed, signed by everybody whose consent it takes, then done
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import attrs
import pytest
from tests.workflows.complaint.usual import SIGNERS, USUAL

from propflow import OFF, Actor, Case, Desk, MemoryStore, Policy, Refused, VirtualClock, Workflow
from propflow.policy import load
from propflow.workflows.complaint import complaint

START = datetime(2026, 9, 28, 1, 0, tzinfo=UTC)  # nine in the morning, Shanghai


@cache
def under(profile: str = "reception_training", **values: object) -> Workflow:
    """The complaint workflow under a manual: its silent slots switched off, then *values* set."""
    manual = load(profile)
    said = {name: value for name, value in manual.values.items() if name.startswith("complaint.")}
    silent = {f"complaint.{one.name}": OFF for one in complaint.slots if one.design is None}
    changed = {f"complaint.{name}": value for name, value in values.items()}
    return complaint.under(Policy(profile, {**silent, **said, **changed}))


def person(role: str) -> Actor:
    """The one person who holds this role, called after it."""
    return Actor(role, [role])


@attrs.define
class House:
    """A house with a desk, a clock, and the complaint that is being told about."""

    desk: Desk
    clock: VirtualClock
    workflow: Workflow
    case_id: str = ""

    @property
    def case(self) -> Case:
        """The complaint as it stands."""
        return self.desk.case(self.case_id)

    @property
    def state(self) -> str:
        """Where the complaint is."""
        return self.case.state

    def filled(self, action: str, **changes: Any) -> dict[str, Any] | None:
        """The usual form of an action, with changes; None if it has no form."""
        if self.workflow.action(action).form is None:
            return None
        now = self.clock().isoformat()
        return {name: now if value == "now" else value for name, value in {**USUAL[action][1], **changes}.items()}

    def registered(self, action: str = "register", by: Actor | None = None, **changes: Any) -> House:
        """Another complaint comes in; from now on it is told about this one."""
        form = self.filled(action, **changes)
        made = self.desk.register(self.workflow, form, by=by or person(USUAL[action][0]), action=action)
        self.case_id = made.id
        return self

    def did(self, action: str, by: Actor | None = None, **changes: Any) -> House:
        """Somebody does it, on what stands in the journal now."""
        form, who = self.filled(action, **changes), by or person(USUAL[action][0])
        self.desk.act(self.case_id, action, form, by=who, expect=self.case.version)
        return self

    def all_did(self, *actions: str) -> House:
        """One after another, each in the usual way."""
        for action in actions:
            self.did(action)
        return self

    def signed(self, action: str, by: Actor | None = None, signer: Actor | None = None, **changes: Any) -> House:
        """It is proposed, consented to by whose consent it takes, and done."""
        who = by or person(USUAL[action][0])
        self.desk.propose(self.case_id, action, self.filled(action, **changes), by=who)
        self.desk.sign(self.case_id, action, by=signer or person(SIGNERS[action]))
        self.desk.act(self.case_id, action, by=who, expect=self.case.version)
        return self

    def refused(self, action: str, by: Actor | None = None, **changes: Any) -> set[str]:
        """The codes of every reason why it is refused; it must be."""
        before = self.case.hash
        with pytest.raises(Refused) as refusal:
            self.did(action, by, **changes)
        assert self.case.hash == before
        return set(refusal.value.codes)

    def later(self, **amount: float) -> House:
        """Time passes, and the clocks are looked at."""
        self.clock.advance(timedelta(**amount))
        self.desk.tick()
        return self

    # Where stories begin

    def in_progress(self, **axes: Any) -> House:
        """A complaint whose handling is under way: minor, of level II, unless said otherwise."""
        self.registered().did("classify", **axes)
        self.all_did("open", "dispatch", "sign_receipt", "record_contact")
        grade = axes.get("grade", "minor")
        if grade in ("important", "major"):
            return self.signed(f"adopt_{grade}_measures")
        return self.did("adopt_measures")

    def close_pending(self, **axes: Any) -> House:
        """A complaint that only waits for closing."""
        return self.in_progress(**axes).all_did("report_done", "tell_result", "verify")

    def following_up(self, **axes: Any) -> House:
        """A closed complaint whose follow-up is arranged."""
        return self.close_pending(**axes).all_did("close", "assign_follow_up")


def given(profile: str = "reception_training", **values: object) -> House:
    """A house that works by a manual, and by *values* where the manual is silent or they say otherwise."""
    workflow, clock = under(profile, **values), VirtualClock(START)
    return House(Desk([workflow], MemoryStore(), tenant="riverside", now=clock), clock, workflow)
