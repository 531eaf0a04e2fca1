"""
Workflow: the parts of a procedure put together and found consistent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

import attrs

from propflow.definition.actions import Action, Who
from propflow.definition.check import faults_of
from propflow.definition.clocks import Clock
from propflow.definition.facts import Fact
from propflow.definition.fingerprint import fingerprint_of
from propflow.definition.invariants import Invariant
from propflow.definition.slots import Slot, filled, silent
from propflow.definition.states import FINAL, Place, State, rule_ids
from propflow.definition.urgency import Urgent
from propflow.errors import DefinitionError, UnknownName
from propflow.model.amounts import Amount
from propflow.model.cases import Part
from propflow.model.instants import instant
from propflow.model.people import Role
from propflow.model.policies import Policy, Value


def _effective(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "effective_from")


@attrs.define(eq=False, slots=False)
class Workflow:
    """
    A named, versioned state machine: states, actions, clocks, facts, and the slots it leaves to policy.

    Attributes:
        name: snake_case; `name` and `version` stand in every record.
        version: Counted from 1. A case keeps the version it was registered under.
        effective_from: New cases take the version with the latest instant that has
            come; None is earlier than all.
        book: The prefix of case numbers, such as `INC`.
        readers: Who may read confidential fields, giving a purpose.
        tolerance: How far back something may be said to have happened and its
            clocks still count from then; further back they count from the record.
            None: they always count from the record.
        urgent: Which of its cases are urgent: what they owe is delivered at any hour. None: none is.
        slots: The values that it leaves to policy.
        policy: What fills them; see `under`.
        invariants: What must be true of every history of its cases; `Desk.verify` looks.

    Raises:
        DefinitionError: If anything in it contradicts itself; it lists every fault.
    """

    name: str
    states: tuple[State, ...] = attrs.field(kw_only=True, converter=tuple[State, ...])
    actions: tuple[Action, ...] = attrs.field(kw_only=True, converter=tuple[Action, ...])
    clocks: tuple[Clock, ...] = attrs.field(kw_only=True, default=(), converter=tuple[Clock, ...])
    facts: tuple[Fact, ...] = attrs.field(kw_only=True, default=(), converter=tuple[Fact, ...])
    version: int = attrs.field(kw_only=True, default=1)
    book: str = attrs.field(kw_only=True, default="")
    readers: tuple[Who, ...] = attrs.field(kw_only=True, default=(), converter=tuple[Who, ...])
    tolerance: Amount | None = attrs.field(kw_only=True, default=None)
    urgent: Urgent | None = attrs.field(kw_only=True, default=None)
    effective_from: datetime | None = attrs.field(kw_only=True, default=None, converter=_effective)
    slots: tuple[Slot, ...] = attrs.field(kw_only=True, default=(), converter=tuple[Slot, ...])
    policy: Policy | None = attrs.field(kw_only=True, default=None)
    invariants: tuple[Invariant, ...] = attrs.field(kw_only=True, default=(), converter=tuple[Invariant, ...])
    en: str = attrs.field(kw_only=True, default="")
    zh: str = attrs.field(kw_only=True, default="")
    rules: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=rule_ids)

    def __attrs_post_init__(self) -> None:
        faults = faults_of(self)
        if faults:
            raise DefinitionError(f"Workflow '{self.name}'", faults)

    def under(self, policy: Policy) -> Workflow:
        """
        The same workflow with its slots filled by *policy*.

        Raises:
            DefinitionError: If the policy is silent on a slot, fills one that there is
                not, or fills one with what does not fit; it lists every fault.
        """
        return attrs.evolve(self, policy=policy)

    @cached_property
    def values(self) -> Mapping[str, Value | None]:
        """What fills the slots, by name; None where nothing does."""
        return filled(self)

    @property
    def silent(self) -> tuple[str, ...]:
        """The names of the slots that nothing fills, without which no case can be made."""
        return tuple(silent(self))

    def is_urgent(self, facts: Part) -> bool:
        """Is a case with these facts urgent?"""
        return self.urgent is not None and self.urgent.holds(facts)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over tables, form schemas, guard revisions and the policy's values; 64 hexadecimal digits."""
        return fingerprint_of(self)

    @cached_property
    def key(self) -> str:
        """`name@version:fingerprint`, as it stands in records."""
        return f"{self.name}@{self.version}:{self.fingerprint}"

    @cached_property
    def moves(self) -> Mapping[State | Place, tuple[tuple[Action, State | Place], ...]]:
        """By place: what can be done there, and where it leads."""
        found: dict[State | Place, list[tuple[Action, State | Place]]] = {}
        for action in self.actions:
            for source in action.sources:
                found.setdefault(source, []).append((action, action.goes_to(source)))
        return {place: tuple(each) for place, each in found.items()}

    @cached_property
    def _by_name(self) -> dict[str, Action]:
        return {one.name: one for one in self.actions}

    def action(self, name: str) -> Action:
        """
        The action called *name*: the door for text from outside.

        Raises:
            UnknownName: If there is none; it says which are meant and which there are.
        """
        found = self._by_name.get(name) if isinstance(name, str) else None
        if found is None:
            raise UnknownName(f"action in '{self.name}'", name, self._by_name)
        return found

    def state(self, name: str) -> State:
        """
        The state called *name*.

        Raises:
            UnknownName: If there is none.
        """
        for one in self.states:
            if one.name == name:
                return one
        raise UnknownName(f"state in '{self.name}'", name, [one.name for one in self.states])

    @property
    def starting(self) -> tuple[Action, ...]:
        """The actions that make a case."""
        return tuple(one for one in self.actions if one.starts_case)

    @property
    def final(self) -> tuple[State, ...]:
        """The states in which a case is over for good."""
        return tuple(one for one in self.states if one.kind is FINAL)

    @property
    def roles(self) -> tuple[Role, ...]:
        """Every role that anything here names, by name."""
        found = {one.name: one for one in _who(self) if isinstance(one, Role)}
        return tuple(found[name] for name in sorted(found))


def _who(workflow: Workflow) -> Iterable[Any]:
    for action in workflow.actions:
        yield from action.by
        yield from action.tell
        for sign_off in action.sign_offs:
            yield from sign_off.by
    for clock in workflow.clocks:
        for mark in clock.marks:
            yield from mark.tell
            if mark.escalate:
                yield from (rung.role for rung in mark.escalate.rungs)
    yield from workflow.readers
