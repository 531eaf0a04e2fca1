"""
The state machine underneath: one shared `transitions.Machine` for each workflow version.

It is asked only where a state leads. Conditions and callbacks stay out of it: a
condition of its own stops at the first failure and gives no reason, and a callback
that raises leaves the state changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from propflow.definition.states import START, Place, State

if TYPE_CHECKING:
    from propflow.definition.workflow import Workflow


class Cursor:
    """A thing with a state, for the machine to move; made anew for each question."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


def plain_machine(workflow: Workflow) -> Any:
    """
    The workflow's table as an ordinary `transitions.Machine` without a model.

    For drawing it or playing with it: triggered directly, it asks for no role, no form
    and no sign-off, and writes nothing.
    """
    from transitions import Machine

    return _build(workflow, Machine)


def triggers(workflow: Workflow) -> dict[str, Callable[[Cursor], bool]]:
    """
    For each action, what moves a cursor by it.

    A trigger answers False, and leaves the cursor alone, where the action is not
    possible. Safe from several threads, as the machine keeps nothing of a cursor.
    """
    machine = _build(workflow, _slim())
    return {action.name: machine.events[action.name].trigger for action in workflow.actions}


def _build(workflow: Workflow, machine_class: Any) -> Any:
    machine = machine_class(
        model=None,
        states=[str(START), *(one.name for one in workflow.states)],
        initial=str(START),
        auto_transitions=False,  # else to_<state> would jump over every rule
        queued=False,  # True keeps one queue for all cases, and one failure clears it
        send_event=True,
    )
    for action in workflow.actions:
        for source in action.sources:
            target = action.goes_to(source)
            machine.add_transition(action.name, _name(source), _name(target))
    return machine


def _name(place: State | Place) -> str:
    return place.name if isinstance(place, State) else str(place)


def _slim() -> Any:
    """A Machine whose events do nothing but move: a thirteenth of the stock cost, measured."""
    from transitions import Machine
    from transitions.core import Event

    class SlimEvent(Event):
        def trigger(self, model: Any, *_args: Any, **_kwargs: Any) -> bool:
            found = self.transitions.get(model.state)
            if found is None:
                return False
            model.state = found[0].dest
            return True

    class SlimMachine(Machine):
        event_cls = SlimEvent

    return SlimMachine
