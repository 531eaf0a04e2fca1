"""
Review: what is wrong in modules with workflows, found by importing them.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

import attrs

from propflow.adapters import builtin
from propflow.cli.modules import load, workflows_in
from propflow.coverage import elements
from propflow.definition.actions import Action
from propflow.definition.clocks import Clock
from propflow.definition.guards import Guard
from propflow.definition.states import State
from propflow.definition.workflow import Workflow
from propflow.errors import DefinitionError
from propflow.policy import built_in
from propflow.policy import load as load_policy
from propflow.rulebook import citation_faults

PARTS = (State, Action, Clock, Guard)


@attrs.define
class Review:
    """
    What a look at some modules came to.

    Attributes:
        workflows: Those that are sound, each version once.
        errors: Contradictions. The modules they are in could not be imported.
        warnings: What looks forgotten.
    """

    workflows: list[Workflow]
    errors: list[str] = attrs.field(factory=list)
    warnings: list[str] = attrs.field(factory=list)


def reviewed(names: Iterable[str]) -> Review:
    """
    Look at modules, by name or path.

    Raises:
        BadInput: If one cannot be imported, for another reason than a contradicting definition.
    """
    review = Review([])
    modules: list[tuple[str, ModuleType]] = []
    for name in names:
        try:
            modules.append((name, load(name)))
        except DefinitionError as fault:
            review.errors += [f"{fault.what}: {one}" for one in fault.faults]
    found: dict[str, Workflow] = {}
    every: dict[int, Workflow] = {}
    for name, module in modules:
        here = workflows_in(module)
        if not here:
            review.warnings.append(f"There is no workflow at the top of '{name}'.")
        for one in here:
            every[id(one)] = one
            twin = found.setdefault(f"{one.name}@{one.version}", one)
            if twin.key != one.key:
                review.errors.append(f"There are two different workflows '{one.name}' of version {one.version}.")
    review.workflows = list(found.values())
    if not review.errors:  # a workflow that could not be made would have used some of them
        used = {id(part) for one in every.values() for part in _parts(one)}
        for name, module in modules:
            if workflows_in(module):
                review.warnings += _left_out(name, module, used)
    return review


def cited_wrongly(workflows: Iterable[Workflow]) -> list[str]:
    """
    Every citation of a rule that is not in the rulebook, of workflows and, for ours, of the policies that come with us.

    Whoever writes a workflow of his own may cite manuals of his own.
    """
    shipped = {id(one) for one in builtin.Workflows().propflow_workflows()}
    found: list[str] = []
    for one in workflows:
        ours = id(one) in shipped
        policies = [load_policy(name) for name in built_in()] if ours else []
        cited = [(each.key.rstrip("/"), each.rules) for each in elements(one, policies)]
        found += citation_faults(cited, ours=ours)
    return found


def _left_out(name: str, module: ModuleType, used: set[int]) -> Iterable[str]:
    """Parts that stand in a module and are in no workflow."""
    for variable, value in vars(module).items():
        if isinstance(value, PARTS) and id(value) not in used:
            kind = type(value).__name__
            yield f"{kind} '{value.name}' ({variable} in '{name}') is in no workflow; was it left out?"


def _parts(workflow: Workflow) -> Iterable[object]:
    yield from workflow.states
    yield from workflow.actions
    yield from workflow.clocks
    for action in workflow.actions:
        yield from action.guards
