"""
Slots: the values that a workflow leaves to policy, each with its type.

Manuals contradict each other in their figures, not in their procedures. What differs is
a slot; a policy fills it. A slot that no policy fills is an error, unless the policy
says `off`: a silent value is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from propflow.definition.states import rule_ids
from propflow.errors import InvalidValue
from propflow.model.amounts import amount
from propflow.model.identifiers import identifier
from propflow.model.policies import OFF, Policy, Value

if TYPE_CHECKING:
    from propflow.definition.workflow import Workflow


class SlotKind(StrEnum):
    """What a slot is filled with."""

    AMOUNT = "amount"
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    CALENDAR = "calendar"


class Strict(StrEnum):
    """Which of two values is the stricter, when policies are merged."""

    LEAST = "least"
    MOST = "most"


LEAST, MOST = Strict.LEAST, Strict.MOST


@attrs.frozen(eq=False)
class Slot:
    """
    A value that a workflow leaves to policy. Made by `amount_slot` and its siblings.

    Attributes:
        design: A value of ours that holds while no policy says anything: what no manual
            says. None: silence is an error.
        needed: May no policy opt out of it?
        strict: Which value wins when policies are merged; None: it must be chosen.
        least, most: The bounds of a number.
        options: English and Chinese titles of a choice's values, by name.
    """

    name: str
    kind: SlotKind
    en: str = attrs.field(kw_only=True, default="")
    zh: str = attrs.field(kw_only=True, default="")
    design: Value | None = attrs.field(kw_only=True, default=None)
    needed: bool = attrs.field(kw_only=True, default=False)
    strict: Strict | None = attrs.field(kw_only=True, default=None)
    least: int = attrs.field(kw_only=True, default=0)
    most: int = attrs.field(kw_only=True, default=1_000_000)
    options: Mapping[str, tuple[str, str]] = attrs.field(kw_only=True, factory=dict)
    rules: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=rule_ids)

    def read(self, given: object) -> Value:
        """
        The slot's value of what a policy says.

        Raises:
            InvalidValue: If it is of the wrong type or out of bounds.
        """
        if self.kind is SlotKind.AMOUNT:
            return amount(given)
        if self.kind is SlotKind.FLAG:
            if type(given) is not bool:
                raise InvalidValue(self.name, "type", f"{given!r:.60}; it is true or false")
            return given
        if self.kind is SlotKind.NUMBER:
            if type(given) is not int or not self.least <= given <= self.most:
                reason = f"{given!r:.60}; it is a whole number from {self.least} to {self.most:,}"
                raise InvalidValue(self.name, "range", reason)
            return given
        if self.kind is SlotKind.CALENDAR:
            return identifier(given, self.name)
        if type(given) is not str or given not in self.options:
            reason = f"{given!r:.60}{_meant(given, self.options)}; there are: {', '.join(self.options)}"
            raise InvalidValue(self.name, "option", reason)
        return given


def amount_slot(
    name: str,
    *,
    en: str,
    zh: str,
    rules: Iterable[str] = (),
    design: Value | None = None,
    needed: bool = False,
    strict: Strict | None = LEAST,
) -> Slot:
    """A slot for an amount of time; the shortest is the strictest."""
    return Slot(name, SlotKind.AMOUNT, en=en, zh=zh, rules=rules, design=design, needed=needed, strict=strict)


def number_slot(
    name: str,
    *,
    en: str,
    zh: str,
    least: int = 0,
    most: int = 1_000_000,
    rules: Iterable[str] = (),
    design: int | None = None,
    needed: bool = False,
    strict: Strict | None = None,
) -> Slot:
    """A slot for a whole number from *least* to *most*."""
    return Slot(
        name, SlotKind.NUMBER, en=en, zh=zh, rules=rules, design=design, needed=needed, strict=strict,
        least=least, most=most,
    )  # fmt: skip


def flag_slot(
    name: str,
    *,
    en: str,
    zh: str,
    rules: Iterable[str] = (),
    design: bool | None = None,
    needed: bool = False,
    strict: Strict | None = MOST,
) -> Slot:
    """A slot for yes or no; yes is the stricter, unless said otherwise."""
    return Slot(name, SlotKind.FLAG, en=en, zh=zh, rules=rules, design=design, needed=needed, strict=strict)


def choice_slot(
    name: str,
    options: Mapping[str, tuple[str, str]],
    *,
    en: str,
    zh: str,
    rules: Iterable[str] = (),
    design: str | None = None,
    needed: bool = False,
) -> Slot:
    """A slot for one of several ways, which nobody can merge: it must be chosen."""
    return Slot(name, SlotKind.CHOICE, en=en, zh=zh, rules=rules, design=design, needed=needed, options=options)


def calendar_slot(
    name: str,
    *,
    en: str,
    zh: str,
    rules: Iterable[str] = (),
    design: str | None = None,
) -> Slot:
    """A slot for the name of a calendar that the desk has, such as `cn-office`; nobody can merge or do without it."""
    return Slot(name, SlotKind.CALENDAR, en=en, zh=zh, rules=rules, design=design, needed=True)


def filled(workflow: Workflow) -> dict[str, Value | None]:
    """The values of the workflow's slots under its policy; None where it is silent or says `off`."""
    said = _said(workflow)
    found: dict[str, Value | None] = {}
    for slot in workflow.slots:
        given = said.get(slot.name, slot.design)
        found[slot.name] = None if given is None or given == OFF else slot.read(given)
    return found


def silent(workflow: Workflow) -> list[str]:
    """The names of the slots that neither the policy nor a design value fills."""
    said = _said(workflow)
    return [one.name for one in workflow.slots if one.design is None and one.name not in said]


def slot_faults(workflow: Workflow) -> Iterator[str]:
    """What is wrong with the workflow's slots themselves, as sentences."""
    for slot in workflow.slots:
        if slot.kind is SlotKind.CALENDAR and OFF in (slot.design, slot.name):
            yield f"Slot '{slot.name}' is for a calendar, and '{OFF}' names none."
        if slot.kind is SlotKind.CHOICE and not slot.options:
            yield f"Slot '{slot.name}' offers nothing; name at least one option."
        if OFF in slot.options:
            yield f"Slot '{slot.name}' offers '{OFF}', by which a policy does without it; name that option otherwise."
        if slot.design is None or (slot.design == OFF and not slot.needed):
            continue
        try:
            slot.read(slot.design)
        except InvalidValue as fault:
            yield f"The design value of slot '{slot.name}' does not fit: {fault.reason}."


def policy_faults(workflow: Workflow) -> list[str]:
    """What is wrong with the workflow's policy, as sentences."""
    policy = workflow.policy
    if policy is None:
        return []
    said, known = _said(workflow), {one.name: one for one in workflow.slots}
    faults = [
        f"Policy '{policy.name}' fills '{workflow.name}.{name}', which is no slot{_meant(name, known)}."
        for name in sorted(said.keys() - known.keys())
    ]
    for name, slot in known.items():
        if name not in said and slot.design is None:
            out = "" if slot.needed else ", or say 'off' to do without"
            where = f"'{workflow.name}.{name}' ({slot.en})"
            word = policy.unsaid.get(f"{workflow.name}.{name}")
            if word is None:
                faults.append(f"Policy '{policy.name}' is silent on {where}; give it a value{out}.")
            elif word:
                faults.append(f"Policy '{policy.name}' says only '{word}' for {where}; give it a value{out}.")
            else:
                faults.append(f"Policy '{policy.name}' leaves a blank for {where}; give it a value{out}.")
        elif said.get(name) == OFF:
            if slot.needed:
                faults.append(f"Policy '{policy.name}' may not switch '{workflow.name}.{name}' ({slot.en}) off.")
        elif name in said:
            try:
                slot.read(said[name])
            except InvalidValue as fault:
                faults.append(f"Policy '{policy.name}' fills '{workflow.name}.{name}' with {fault.reason}.")
    return faults


def _said(workflow: Workflow) -> dict[str, object]:
    """What the policy says for this workflow, by slot."""
    policy: Policy | None = workflow.policy
    prefix = f"{workflow.name}."
    every = {} if policy is None else policy.values
    return {name.removeprefix(prefix): value for name, value in every.items() if name.startswith(prefix)}


def _meant(name: object, known: Iterable[str]) -> str:
    found = get_close_matches(str(name)[:100], [*known], n=1, cutoff=0.6)
    return f" (did you mean '{found[0]}'?)" if found else ""
