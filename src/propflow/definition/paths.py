"""
Paths through a workflow: what can be reached, what leads on, and where a clock is forgotten.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from propflow.definition.actions import Action
from propflow.definition.clocks import Clock, OnReopen
from propflow.definition.states import FINAL, START, Place, State

if TYPE_CHECKING:
    from propflow.definition.workflow import Workflow


_Spot: TypeAlias = "tuple[State | Place, str]"
"""Where a case is, and how the clock stands: `never` started, `runs`, `stopped` or `void`."""

_Ways: TypeAlias = "dict[_Spot, tuple[_Spot, str] | None]"


def reachable(workflow: Workflow) -> frozenset[str]:
    """The names of the states that some case can come to."""
    found: set[str] = set()
    todo = [one.target for one in workflow.actions if one.starts_case]
    while todo:
        state = todo.pop()
        if isinstance(state, State) and state.name not in found:
            found.add(state.name)
            todo += [one.goes_to(state) for one in workflow.actions if state in one.sources]
    return frozenset(found)


def leads_to_end(workflow: Workflow) -> frozenset[str]:
    """The names of the states from which some final state can be reached."""
    found = {one.name for one in workflow.states if one.kind is FINAL}
    grown = True
    while grown:
        grown = False
        for action in workflow.actions:
            for source in action.states:
                target = action.goes_to(source)
                if source.name not in found and isinstance(target, State) and target.name in found:
                    found.add(source.name)
                    grown = True
    return frozenset(found)


def forgotten(workflow: Workflow, clock: Clock) -> tuple[str, ...] | None:
    """
    The shortest life that ends while *clock* still runs, as names of actions.

    Returns:
        None if there is none: then the clock is stopped or voided on every path to
        an end.
    """
    first: _Spot = (START, "never")
    came: _Ways = {first: None}
    todo: deque[_Spot] = deque([first])
    while todo:
        here = todo.popleft()
        place, standing = here
        if standing == "runs" and isinstance(place, State) and place.kind is FINAL:
            return _way(came, here)
        for action, target in workflow.moves.get(place, ()):
            there = (target, _after(clock, standing, action))
            if there not in came:
                came[there] = (here, action.name)
                todo.append(there)
    return None


def _after(clock: Clock, standing: str, action: Action) -> str:
    """How the clock stands after an action."""
    if standing == "runs":
        return "stopped" if action in clock.stops else "void" if action in clock.void_on else "runs"
    if standing == "stopped" and action in clock.taken_back_by:
        return "runs"
    again = standing == "never" or clock.on_reopen is not OnReopen.IGNORE
    return "runs" if action in clock.starts and again else standing


def _way(came: Mapping[_Spot, tuple[_Spot, str] | None], end: _Spot) -> tuple[str, ...]:
    names: list[str] = []
    step = came[end]
    while step is not None:
        names.append(step[1])
        step = came[step[0]]
    return tuple(reversed(names))


def settable(actions: Iterable[Action]) -> frozenset[str]:
    """The names of the relations that some action sets."""
    return frozenset(one.relation.name for action in actions for one in action.sets if not one.clear)
