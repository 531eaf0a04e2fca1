"""
Lives of repairs for tests: a small house under a manual, one person for each role, a clock that stands still.

    house = given()                        # silent slots switched off, what must be chosen chosen
    house.registered().did("open")         # each action with a valid form, by whoever usually does it
    house.did("dispatch", planned_arrival="+1h")
    house.signed("close_unresolved")       # proposed, signed by everybody whose consent it takes, then done
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import attrs
import pytest
from tests.workflows.repair.usual import FIXER, SIGNERS, USUAL, told_at

from propflow import OFF, Actor, Case, Desk, MemoryStore, Policy, Refused, ServiceCalendar, VirtualClock, Workflow
from propflow.policy import load
from propflow.workflows.repair import repair

START = datetime(2026, 9, 28, 1, 0, tzinfo=UTC)  # nine in the morning, Shanghai
REPAIRERS = ServiceCalendar("repairers", {"mon-sun": "08:00-20:00"})

CHOSEN = {
    "repair.duty_hours": "repairers", "repair.completion_hours": "always", "repair.acceptance": "resident_signature",
    "repair.in_unit_fee": "owner",
}  # fmt: skip
"""What a site must choose, where the manual does not."""


@cache
def under(profile: str = "", **values: object) -> Workflow:
    """The repair workflow under a manual, or none: its silent slots switched off, then *values* set."""
    manual = load(profile).values if profile else {}
    said = {name: value for name, value in manual.items() if name.startswith("repair.")}
    silent = {f"repair.{one.name}": OFF for one in repair.slots if one.design is None}
    changed = {f"repair.{name}": value for name, value in values.items()}
    return repair.under(Policy(profile or "site", {**silent, **CHOSEN, **said, **changed}))


def person(role: str) -> Actor:
    """The one person who holds this role, called after it; the repairer has a name."""
    return Actor(role, ["repairer" if role == FIXER else role])


@attrs.define
class House:
    """A house with a desk, a clock, and the repair that is being told about."""

    desk: Desk
    clock: VirtualClock
    workflow: Workflow
    case_id: str = ""

    @property
    def case(self) -> Case:
        """The repair as it stands."""
        return self.desk.case(self.case_id)

    @property
    def state(self) -> str:
        """Where the repair is."""
        return self.case.state

    def filled(self, action: str, **changes: Any) -> dict[str, Any] | None:
        """The usual form of an action, with changes; None if it has no form."""
        if self.workflow.action(action).form is None:
            return None
        return {name: told_at(value, self.clock()) for name, value in {**USUAL[action][1], **changes}.items()}

    def registered(self, action: str = "register", by: Actor | None = None, **changes: Any) -> House:
        """Another report comes in; from now on it is told about this one."""
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

    def verdict(self, clock: str) -> str | None:
        """What came of a limit, if anything has."""
        run = self.case.clock(clock)
        return None if run is None else run.verdict

    def due(self, clock: str) -> datetime | None:
        """When a limit ends; None if there is none."""
        run = self.case.clock(clock)
        return None if run is None else run.due_at

    # Where stories begin

    def in_progress(self, **axes: Any) -> House:
        """A repair whose work the owner has agreed to."""
        self.registered().did("open", **axes)
        return self.all_did("dispatch", "arrive", "present_quote", "record_consent")

    def signed_off(self, **axes: Any) -> House:
        """A repair that the resident has accepted, with all that closing needs."""
        return self.in_progress(**axes).all_did("report_done", "sign_off", "deliver_copy", "note_payment")

    def following_up(self, **axes: Any) -> House:
        """A closed repair whose follow-up is arranged."""
        return self.signed_off(**axes).all_did("close", "assign_follow_up")


def given(profile: str = "", **values: object) -> House:
    """A house that works by a manual, and by *values* where the manual is silent or they say otherwise."""
    workflow, clock = under(profile, **values), VirtualClock(START)
    desk = Desk([workflow], MemoryStore(), tenant="riverside", now=clock, calendars=[REPAIRERS])
    return House(desk, clock, workflow)
