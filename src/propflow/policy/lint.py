"""
Lint: what is wrong with a policy, for given workflows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

import attrs

from propflow.definition.slots import Slot
from propflow.definition.workflow import Workflow
from propflow.errors import DefinitionError, InvalidValue
from propflow.model.policies import OFF, Policy, Value
from propflow.policy.merging import Merge, spelled
from propflow.policy.strictness import no_looser

SLIP = 0.8
"""How alike two names must be for one to be a slip of the other: `complaimt`, but not `renovation_deposit`."""

Pair = tuple[Slot, Slot]
"""A slot for what is urgent, and the one for what is ordinary, than which it must not be looser."""


def lint(
    policy: Policy | Merge,
    workflows: Iterable[Workflow],
    *,
    no_looser_than: Iterable[Pair] = (),
    known: Iterable[str] | None = None,
) -> list[str]:
    """
    What is wrong with a policy, as sentences; empty if every workflow can be bound to it.

    Unknown workflows and slots, slots it is silent on, values that are not taken,
    limits that are looser for urgent matters than for ordinary ones; of a merge also
    its conflicts.

    Args:
        policy: One policy, or what several came to.
        workflows: All of them must find their slots filled.
        no_looser_than: Pairs of slots, the urgent one first. A fault is an urgent one
            that is never stricter and at times looser, or is off while the ordinary one
            is not.
        known: Names of further workflows, of which the policy may speak; any other is a
            fault. None: it may speak of any, but for a name that looks like a slip.
    """
    every, pairs = tuple(workflows), tuple(no_looser_than)
    conflicts = policy.conflicts if isinstance(policy, Merge) else ()
    looked_at = _as_if_chosen(policy) if isinstance(policy, Merge) else policy
    faults = [one.say() for one in conflicts]
    names = [one.name for one in every]
    faults += _strangers(looked_at, list(dict.fromkeys([*names, *(known or ())])), known is not None)
    for workflow in every:
        faults += _unbound(workflow, looked_at)
        faults += _looser(workflow, looked_at, pairs)
    return list(dict.fromkeys(faults))


def _as_if_chosen(merge: Merge) -> Policy:
    """The policy with some value for each conflict, so that a conflict is not told again as silence."""
    chosen = {one.name: next(each.value for each in one.said if each.value != OFF) for one in merge.conflicts}
    return attrs.evolve(merge.settled, values={**merge.settled.values, **chosen})


def _strangers(policy: Policy, known: Sequence[str], exhaustive: bool) -> Iterator[str]:
    """Values of no workflow, and rules of no value."""
    unknown: dict[str, None] = {}
    for name in policy.values:
        workflow, dot, _ = name.partition(".")
        if not dot:
            yield f"Policy '{policy.name}' fills '{name}', which names no workflow; write it as 'complaint.{name}'."
        elif workflow not in known:
            unknown[workflow] = None
    for workflow in unknown:
        close = get_close_matches(workflow[:100], known, n=1, cutoff=0.6 if exhaustive else SLIP)
        if not close and not exhaustive:
            continue
        hint = f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(known) or 'none'}"
        yield f"Policy '{policy.name}' speaks of the workflow '{workflow}', which is not here ({hint})."
    for name in sorted(policy.rules.keys() - policy.values.keys() - policy.unsaid.keys()):
        yield f"Policy '{policy.name}' names rules for '{name}', which it does not fill."


def _unbound(workflow: Workflow, policy: Policy) -> Iterable[str]:
    owed = any(one.design is None for one in workflow.slots)
    if owed and not any(name.startswith(f"{workflow.name}.") for name in policy.values):
        return [f"Policy '{policy.name}' says nothing for the workflow '{workflow.name}'."]
    try:
        workflow.under(policy)
    except DefinitionError as fault:
        return fault.faults
    return ()


def _looser(workflow: Workflow, policy: Policy, pairs: Sequence[Pair]) -> Iterator[str]:
    for urgent, ordinary in pairs:
        if not {urgent, ordinary} <= set(workflow.slots):
            continue
        try:
            one, other = _value(workflow, urgent, policy), _value(workflow, ordinary, policy)
        except InvalidValue:
            continue  # told already
        if other is None or (one is not None and not _looser_at_times(urgent, one, other)):
            continue
        than = f"than '{workflow.name}.{ordinary.name}' ({ordinary.en}), {spelled(other)}"
        is_ = f"'{workflow.name}.{urgent.name}' ({urgent.en}), {OFF if one is None else spelled(one)},"
        yield f"Policy '{policy.name}': {is_} is looser {than}; what is urgent is bound no less."


def _value(workflow: Workflow, slot: Slot, policy: Policy) -> Value | None:
    given = policy.values.get(f"{workflow.name}.{slot.name}", slot.design)
    return None if given is None or given == OFF else slot.read(given)


def _looser_at_times(slot: Slot, one: Value, other: Value) -> bool:
    return no_looser(slot, other, one) and not no_looser(slot, one, other)
