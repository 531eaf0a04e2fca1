"""
The house of a desk: its workflows, store and ports, and the cases it has lately read.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias, TypeVar

import attrs

from propflow.definition.fingerprint import description_of
from propflow.definition.workflow import Workflow
from propflow.engine.plan import Plan, plan_of
from propflow.errors import Misplaced, UnknownDefinition, UnknownName
from propflow.model.calendars import Calendar
from propflow.model.calendars.almanac import BUILT_IN_ONLY, Almanac
from propflow.model.canonical import canonical
from propflow.model.cases import Case
from propflow.model.identifiers import identifier
from propflow.model.instants import Now, instant
from propflow.ports import Escalator, Facts, Listener, Notifier, People, Roster

T = TypeVar("T")

Question: TypeAlias = tuple[Callable[..., Any], tuple[Any, ...]]
"""What the desk asks of the world: a function and its arguments. A driver asks it and sends the answer back."""

Asking: TypeAlias = Generator[Question, Any, T]
"""A piece of the desk's work, which asks its questions by yielding them."""

REMEMBERED = 4096


@attrs.define(eq=False)
class House:
    """
    What a desk works with. Shared by the desks of all tenants of one store.

    Attributes:
        written: Workflows under whatever policy, for cases under policies not given here.
        calendars: Those that policies may name.
        delivering: The hours in which people may be disturbed; None if at any.
        plans: By key, as it stands in records.
        forgotten: Keys of plans that cannot be made again from what the store keeps.
        kept: Fingerprints of definitions whose text the store has.
        stuck: Cases, by tenant and id, whose clocks could not be looked at last time.
        lately: By tenant and case id: the texts a case was last read from, and the case.
        fresh: Has every deadline been looked at since the calendars had their editions?
        round: The look at them that is under way.
        threads: Those of an asynchronous desk, once it has needed any.
    """

    store: Any
    now: Now
    people: People | None
    facts: Facts | None
    notifiers: tuple[Notifier, ...]
    escalators: tuple[Escalator, ...]
    listeners: tuple[Listener, ...]
    written: tuple[Workflow, ...] = ()
    calendars: Almanac = BUILT_IN_ONLY
    roster: Roster | None = None
    delivering: Calendar | None = None
    plans: dict[str, Plan] = attrs.field(factory=dict)
    forgotten: set[str] = attrs.field(factory=set)
    by_name: dict[str, list[Plan]] = attrs.field(factory=dict)
    kept: set[str] = attrs.field(factory=set)
    lately: dict[tuple[str, str], tuple[str, str, Case]] = attrs.field(factory=dict)
    stuck: set[tuple[str, str]] = attrs.field(factory=set)
    fresh: bool = False
    round: Any = None
    threads: Any = None

    def add(self, workflows: Iterable[Workflow]) -> None:
        """
        Lay workflows out for use.

        Raises:
            Misplaced: If a slot of one is unfilled or names a calendar that is not there, if
                two have the same name, version and policy, or a book is shared by two
                workflows, or two channels bear the same name.
        """
        for workflow in workflows:
            if not isinstance(workflow, Workflow):
                raise Misplaced(f"A desk works with Workflow values, not with {type(workflow).__name__}.")
            if workflow.silent:
                raise Misplaced(
                    f"Workflow '{workflow.name}' leaves open: {', '.join(workflow.silent)}. "
                    f"Give it a policy: {workflow.name}.under(policy)."
                )
            versions = self.by_name.setdefault(workflow.name, [])
            if any(_stands_for(one.workflow) == _stands_for(workflow) for one in versions):
                raise Misplaced(f"There are two workflows {_edition(workflow)}.")
            self.written = (*self.written, workflow)
            try:
                plan = plan_of(workflow, self.calendars)
            except UnknownName as fault:
                raise Misplaced(f"Workflow {_edition(workflow)} needs a calendar. {fault}") from fault
            self.plans[plan.key] = plan
            versions.append(plan)
        books: dict[str, str] = {}
        for plan in self.plans.values():
            other = books.setdefault(book_of(plan.workflow), plan.name)
            if other != plan.name:
                raise Misplaced(f"Workflows '{other}' and '{plan.name}' share the book '{book_of(plan.workflow)}'.")
        names = [*(one.name for one in self.notifiers), *(one.name for one in self.escalators)]
        for name in names:
            if names.count(name) > 1:
                raise Misplaced(f"Two channels are called '{name}'; the delivery ledger could not tell them apart.")

    def moment(self) -> datetime:
        """What time it is, in UTC."""
        now = self.now()
        return now if type(now) is datetime and now.tzinfo is UTC else instant(now, "now")

    def plan_of(self, case: Case) -> Plan:
        """
        The plan that a case follows.

        Raises:
            UnknownDefinition: If the desk does not have it.
        """
        found = self.plans.get(case.workflow)
        if found is None:
            known = [one.key for one in self.by_name.get(case.workflow_name, [])]
            raise UnknownDefinition(case.id, case.workflow, known)
        return found

    def plan_for(self, workflow: Workflow | str, at: datetime) -> Plan:
        """
        The plan that a new case follows: the version whose day has come last.

        A Workflow stands for itself; a name for its current version.

        Raises:
            UnknownName: If the desk has none of that name, or none in effect yet.
            Misplaced: If the desk has it under several policies at once.
        """
        if isinstance(workflow, Workflow):
            for one in self.by_name.get(workflow.name, []):  # not those recalled for a running case
                if one.key == workflow.key:
                    return one
            raise UnknownName("workflow at this desk", f"{workflow.name} version {workflow.version}", self.by_name)
        named = self.by_name.get(workflow, []) if isinstance(workflow, str) else []
        versions = [one for one in named if (since := _since(one.workflow)) is None or since <= at]
        if not versions:
            raise UnknownName("workflow at this desk", workflow, self.by_name)
        latest = max(_rank(one.workflow) for one in versions)
        current = [one for one in versions if _rank(one.workflow) == latest]
        if len(current) > 1:
            editions = "; ".join(_edition(one.workflow) for one in current)
            raise Misplaced(f"Several are in force at once: {editions}. Say which by giving the workflow itself.")
        return current[0]

    def remember(self, head: str, last: str, case: Case) -> None:
        """Keep what a case was read from, so that reading the same again costs nothing."""
        lately = self.lately
        lately[(case.tenant, case.id)] = (head, last, case)
        if len(lately) > REMEMBERED:
            for key in list(lately)[: REMEMBERED // 4]:
                lately.pop(key, None)

    def keep(self, plan: Plan) -> Asking[None]:
        """Have the store keep the text of a definition."""
        if plan.key not in self.kept:
            text = canonical(description_of(plan.workflow), plan.name)
            yield self.store.keep_definition, (plan.workflow.fingerprint, text)
            self.kept.add(plan.key)


def _edition(workflow: Workflow) -> str:
    """A workflow's name, version and policy, in words."""
    under = f" under policy '{workflow.policy.name}'" if workflow.policy else ""
    return f"'{workflow.name}' of version {workflow.version}{under}"


def _stands_for(workflow: Workflow) -> tuple[object, ...]:
    """What tells a workflow from others of its name: its version, and its policy by name and day."""
    policy = workflow.policy
    return (workflow.version, policy and policy.name, policy and policy.effective_from)


def _since(workflow: Workflow) -> datetime | None:
    """From when on new cases may take it: both the workflow and its policy must have come into effect."""
    instants = [workflow.effective_from, workflow.policy.effective_from if workflow.policy else None]
    return max((one for one in instants if one is not None), default=None)


def _rank(workflow: Workflow) -> tuple[datetime, int]:
    """What decides between versions that are in force: the latest day, then the highest number."""
    return (_since(workflow) or datetime.min.replace(tzinfo=UTC), workflow.version)


def book_of(workflow: Workflow) -> str:
    """The name of the book in which a workflow's cases are numbered."""
    return workflow.book or workflow.name


def tenant_name(given: object) -> str:
    """
    The name of a tenant, as given.

    Raises:
        InvalidValue: If it is no text of 1 to 200 characters.
    """
    return identifier(given, "tenant", barred="/")


def listed(given: Sequence[T] | Iterable[T] | None) -> tuple[T, ...]:
    """A sequence of whatever was given; empty for None."""
    return () if given is None else tuple(given)
