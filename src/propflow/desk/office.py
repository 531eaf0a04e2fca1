"""
The office: what a desk can be asked to do, as generators. The drivers' common ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

import attrs

from propflow.definition.actions import Action
from propflow.definition.clocks import Clock
from propflow.definition.workflow import Workflow
from propflow.desk import acting, delivering, explaining, health, reading, sealing, verifying, working
from propflow.desk.house import Asking, House, listed, tenant_name
from propflow.desk.task import Task
from propflow.engine.deadlines import CaseDeadline
from propflow.engine.options import Options
from propflow.engine.plan import Plan
from propflow.errors import Blocker, InvalidValue, Misplaced
from propflow.model.calendars import Calendar
from propflow.model.calendars.almanac import Almanac
from propflow.model.canonical import encode
from propflow.model.cases import Case
from propflow.model.instants import Now, system_now, to_text
from propflow.model.people import Actor
from propflow.ports import Escalator, Facts, Listener, Notifier, People, Roster

O = TypeVar("O", bound="Office")  # noqa: E741
T = TypeVar("T")

Deed = Action | str


@attrs.frozen
class Explanation:
    """
    Why an action is possible or not.

    Attributes:
        blockers: Every reason against it.
        possible: If there is one: what this actor could do instead.
    """

    blockers: tuple[Blocker, ...]
    possible: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        """Would `act` accept it now?"""
        return not self.blockers


class Office:
    """
    What the two desks have in common: how they are put together, and their work as generators.
    """

    def __init__(
        self,
        workflows: Iterable[Workflow],
        store: Any,
        *,
        tenant: str = "default",
        now: Now = system_now,
        people: People | None = None,
        facts: Facts | None = None,
        notifiers: Sequence[Notifier] = (),
        escalators: Sequence[Escalator] = (),
        listeners: Sequence[Listener] = (),
        written: Iterable[Workflow] = (),
        calendars: Iterable[Calendar] = (),
        roster: Roster | None = None,
        delivering: Calendar | None = None,
    ) -> None:
        if isinstance(workflows, Workflow):
            raise Misplaced("A desk takes a list of workflows: write Desk([workflow], store).")
        self.tenant = tenant_name(tenant)
        self._house = House(store, now, people, facts, listed(notifiers), listed(escalators), listed(listeners))
        self._house.written = listed(written)
        if given := listed(calendars):
            self._house.calendars = Almanac(given)
        self._house.roster = _able(roster, "roster", "on_duty")
        self._house.delivering = _able(delivering, "calendar of delivering hours", "after")
        self._house.add(workflows)

    def for_tenant(self: O, tenant: str) -> O:
        """The same desk for another community: same store, workflows and channels."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.tenant = tenant_name(tenant)
        return other

    @property
    def workflows(self) -> tuple[Workflow, ...]:
        """The workflows it was given, every version."""
        return tuple(plan.workflow for versions in self._house.by_name.values() for plan in versions)

    def workflow_of(self, case: Case) -> Workflow:
        """
        The definition that a case follows.

        Raises:
            UnknownDefinition: If this desk does not have it.
        """
        return self._house.plan_of(case).workflow

    # --- the work, as generators ----------------------------------------------------------

    def _register(
        self,
        workflow: Workflow | str,
        form: object,
        by: Actor,
        case_id: str | None,
        occurred_at: datetime | None,
        key: str | None,
        action: Deed | None,
        note: str,
        then: Sequence[Task],
    ) -> Asking[Case]:
        plan = self._house.plan_for(workflow, self._house.moment())
        chosen = action if action is not None else _beginning(plan)
        task = Task(chosen, form, by=by, occurred_at=occurred_at, note=note)
        return acting.register(self._house, self.tenant, workflow, [task, *then], case_id, key)

    def _act(self, case_id: str, tasks: Sequence[Task], key: str | None) -> Asking[Case]:
        return acting.act(self._house, self.tenant, case_id, tasks, key)

    def _explain(self, case_id: str, action: Deed, form: object, by: Actor) -> Asking[Explanation]:
        found, possible = yield from acting.explain(self._house, self.tenant, case_id, Task(action, form, by=by))
        return Explanation(found, possible)

    def _options(self, case_id: str, by: Actor) -> Asking[Options]:
        house = self._house
        case = yield from reading.case_of(house, self.tenant, case_id)
        return (yield from acting.options_of(house, case, house.plan_of(case), by, None, house.moment()))

    def _erase(self, case_id: str, by: Actor, reason: str) -> Asking[int]:
        if type(reason) is not str or not reason.strip():
            raise InvalidValue("reason", "text", "empty; destroying confidential values needs a reason")
        house = self._house
        case = yield from reading.case_of(house, self.tenant, case_id)
        what = {"actor": by.id, "case": case.id, "kind": "erase", "reason": reason[:500]}
        yield house.store.note_access, (self.tenant, to_text(house.moment()), encode(what))
        number: int = yield house.store.erase, (self.tenant, case.id)
        return number

    def _case(self, case_id: str) -> Asking[Case]:
        return reading.case_of(self._house, self.tenant, case_id)

    def _journal(self, case_id: str, by: Actor | None, purpose: str) -> Asking[tuple[Any, ...]]:
        return reading.journal(self._house, self.tenant, case_id, by, purpose)

    def _find(self, workflow: str | None, state: str | None, after: str, limit: int) -> Asking[tuple[Case, ...]]:
        return reading.find(self._house, self.tenant, workflow, state, after, limit)

    def _explain_deadline(self, case_id: str, clock: Clock | str | None) -> Asking[tuple[CaseDeadline, ...]]:
        name = clock.name if isinstance(clock, Clock) else clock
        return explaining.deadlines(self._house, self.tenant, case_id, name)

    def _tick(self, limit: int) -> Asking[working.TickReport]:
        return working.tick(self._house, limit)

    def _deliver(self, limit: int) -> Asking[delivering.DeliverReport]:
        return delivering.deliver(self._house, limit)

    def _receipt(self, message_id: str, channel: str, status: str, note: str) -> Asking[None]:
        return delivering.receipt(self._house, self.tenant, message_id, channel, status, note)

    def _seal(self) -> Asking[sealing.Seal | None]:
        return sealing.seal(self._house, self.tenant)

    def _verify(self, anchors: Mapping[str, tuple[int, str]] | None) -> Asking[verifying.VerifyReport]:
        return verifying.verify(self._house, self.tenant, anchors or {})

    def _doctor(self) -> Asking[health.DoctorReport]:
        return health.doctor(self._house)


def _able(given: T, what: str, method: str) -> T:
    """What was given, if it is nothing or can be asked; else nobody would notice before it is needed."""
    if given is not None and not callable(getattr(given, method, None)):
        raise Misplaced(f"The {what} cannot be asked: {type(given).__name__} has no method `{method}`.")
    return given


def _beginning(plan: Plan) -> Action:
    found = [one for one in plan.workflow.starting if one.name == "register"]
    return found[0] if found else plan.workflow.starting[0]
