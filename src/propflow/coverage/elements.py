"""
Elements: what of a workflow cites rules, and how each of it is taken away.

An action carries several things at once, so that what is taken from it depends on what the rule is about: who may
do it, who consents, what is written down, or the action itself. What is about a limit, a fee or a retention is
carried by a clock, a guard, a slot or an invariant, and by no action.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from propflow.coverage.taking import changed, for_anybody, formless, unchecked, unconditional, unsigned, without
from propflow.definition.actions import Action
from propflow.definition.clocks import Clock
from propflow.definition.limits import parts_of
from propflow.definition.slots import Slot, SlotKind
from propflow.definition.states import State
from propflow.definition.workflow import Workflow
from propflow.model.policies import OFF, Policy
from propflow.rulebook import book

DEED, WHO, CONSENT, FORM, CONDITIONS = "deed", "who", "consent", "form", "conditions"

PART_OF_AN_ACTION: Mapping[str, str | None] = {
    "role": WHO,
    "sign_off": CONSENT,
    "form_field": FORM, "record": FORM, "classification": FORM, "channel": FORM, "numbering": FORM, "statistic": FORM,
    "survey": FORM, "confidentiality": FORM, "priority": FORM,
    "conduct": CONDITIONS,
    "deadline": None, "calendar": None, "fee": None, "retention": None,
}  # fmt: skip
"""By kind of rule: what of an action carries it, if an action does; of other kinds it is the action itself."""


@attrs.frozen(eq=False)
class Element:
    """
    Something in a workflow, or in a policy for it, that cites rules and can be taken away.

    Attributes:
        key: `workflow/kind/name`, with the part of an action behind it, such as `complaint/action/dispatch/who`.
        kind: `state`, `action`, `guard`, `sign_off`, `clock`, `slot`, `value`, `invariant`, `urgent` or `workflow`.
        rules: The ids it cites: of an action, those that are about this part of it.
        part: The thing itself, as it stands in the workflow.
        of: The part of an action; the policy of a value.
    """

    key: str
    kind: str
    rules: tuple[str, ...]
    part: object
    of: str = ""


def elements(workflow: Workflow, policies: Iterable[Policy] = ()) -> list[Element]:
    """Everything in a workflow, and in what policies say for it, that cites a rule; each once."""
    found: dict[str, Element] = {}
    for one in _elements(workflow, policies):
        if one.rules:
            found.setdefault(one.key, one)
    return list(found.values())


def _elements(workflow: Workflow, policies: Iterable[Policy]) -> Iterator[Element]:
    name = workflow.name
    yield Element(name, "workflow", workflow.rules, workflow)
    for state in workflow.states:
        yield Element(f"{name}/state/{state.name}", "state", state.rules, state)
    for action in workflow.actions:
        for part, rules in _parts(action).items():
            yield Element(f"{name}/action/{action.name}/{part}", "action", rules, action, part)
        for guard in action.guards:
            yield Element(f"{name}/guard/{guard.name}", "guard", guard.rules, guard)
        for one in action.sign_offs:
            yield Element(f"{name}/sign_off/{action.name}.{one.name}", "sign_off", one.rules, one)
    for clock in workflow.clocks:
        yield Element(f"{name}/clock/{clock.name}", "clock", clock.rules, clock)
    for slot in workflow.slots:
        yield Element(f"{name}/slot/{slot.name}", "slot", slot.rules, slot)
    if workflow.urgent is not None:
        yield Element(f"{name}/urgent/{workflow.urgent.fact}", "urgent", workflow.urgent.rules, workflow.urgent)
    for invariant in workflow.invariants:
        yield Element(f"{name}/invariant/{invariant.name}", "invariant", invariant.rules, invariant)
    for policy in policies:
        for slot in workflow.slots:
            rules = policy.rules.get(f"{name}.{slot.name}", ())
            yield Element(f"{name}/value/{policy.name}.{slot.name}", "value", rules, slot, policy.name)


def _parts(action: Action) -> dict[str, tuple[str, ...]]:
    """The rules that an action cites, by what of it they are about; under `` those that no action carries."""
    found: dict[str, tuple[str, ...]] = {}
    for id_ in action.rules:
        kind = book()[id_].kind if id_ in book() else ""
        part = PART_OF_AN_ACTION.get(kind, DEED) or ""
        if part == CONSENT and not (action.sign_offs or action.not_by):
            part = FORM  # it is signed on paper, and the paper is what the form keeps
        if part == FORM and action.form is None:
            part = DEED
        found[part] = (*found.get(part, ()), id_)
    return found


def taken_away(workflow: Workflow, element: Element, roles: Iterable[str] = ()) -> Workflow | None:
    """
    The workflow without an element.

    Args:
        roles: Further ones that people hold; whoever may do something, if anybody may, holds one.

    Returns:
        None for what no taking away can try: a whole workflow, a limit that only an action speaks of. Slots and
        their values are tried by policy, see `otherwise`.
    """
    part = element.part
    if element.kind == "urgent":
        return unchecked(workflow, urgent=None)
    if element.kind in ("state", "guard", "sign_off", "clock", "invariant"):
        return without(workflow, part)
    if not isinstance(part, Action):
        return None
    match element.of:
        case "deed":
            return without(workflow, part)
        case "who":
            return changed(workflow, part, for_anybody(workflow, roles))
        case "consent":
            return changed(workflow, part, unsigned)
        case "form":
            return changed(workflow, part, formless)
        case "conditions":
            return changed(workflow, part, unconditional)
    return None


def concerned(workflow: Workflow, element: Element) -> frozenset[str] | None:
    """
    What must come up in a life for an element to matter to it; None if it may matter to any.

    Returns:
        `done:dispatch` for an action that was done, `form:dispatch` for one that was tried with a form of known
        fields, `action:dispatch` for one that was tried; `state:opened`, `clock:settle` and `slot:opener`
        likewise. One suffices.
    """
    part = element.part
    if isinstance(part, Action):
        how = {DEED: "done", FORM: "form"}.get(element.of, "action")
        return frozenset({f"{how}:{part.name}"})
    if isinstance(part, State):
        return frozenset({f"state:{part.name}"})
    if isinstance(part, Clock):
        return frozenset({f"clock:{part.name}"})
    if isinstance(part, Slot):
        clocks = [one for one in workflow.clocks if part in _slots_of(one)]
        return frozenset({f"slot:{part.name}", *(f"clock:{one.name}" for one in clocks)})
    if element.kind == "guard":
        return frozenset(f"action:{one.name}" for one in workflow.actions if part in one.guards)
    if element.kind == "sign_off":
        return frozenset(f"action:{one.name}" for one in workflow.actions if part in one.sign_offs)
    return None


def _slots_of(clock: Clock) -> list[object]:
    """Whatever a policy may say of a clock."""
    return [*parts_of(clock.within), clock.calendar, *(one.at_most for one in clock.pauses)]


def otherwise(slot: Slot, given: object) -> list[object]:
    """What a policy might say for a slot instead: `off` where it may, and whatever else fits and is not a length."""
    others: list[object] = [] if slot.needed else [OFF]
    match slot.kind:
        case SlotKind.CHOICE:
            others += slot.options
        case SlotKind.FLAG:
            others += [not given]
        case SlotKind.NUMBER:
            others += [slot.least, slot.most]
        case SlotKind.CALENDAR:
            others += ["always", "cn-office"]
        case SlotKind.AMOUNT:
            others += ["1 minutes", "1000 days"] if slot.needed else []
    return [one for one in others if one != given]
