"""transitions: the stock machine, used as its manual shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from transitions import Machine

from benchmarks.tables import CHOICE_STATES, CHOICES, OPTIONS_FROM, RING, RING_STATES, ROUND
from benchmarks.worker import Job


class Case:
    """A plain object; the machine hangs its triggers on it."""


def _answer(passes: bool) -> Callable[[], bool]:
    return lambda: passes


def jobs(folder: Path) -> dict[str, Job]:
    """A bare trigger without guard or callback, and what may be done now."""
    del folder
    ring = Case()
    Machine(
        ring,
        states=list(RING_STATES),
        initial=RING_STATES[0],
        auto_transitions=False,
        transitions=[{"trigger": event, "source": source, "dest": target} for event, source, target in RING],
    )
    steps = [getattr(ring, event) for event in ROUND]

    def trigger(number: int) -> None:
        for _ in range(number // len(steps)):
            for step in steps:
                step()

    choices = Case()
    machine = Machine(
        choices,
        states=list(CHOICE_STATES),
        initial=OPTIONS_FROM,
        auto_transitions=False,
        transitions=[
            {"trigger": event, "source": source, "dest": target, "conditions": [_answer(passes)]}
            for event, source, target, passes in CHOICES
        ],
    )

    def allowed() -> list[str]:
        return [one for one in machine.get_triggers(choices.state) if choices.may_trigger(one)]  # type: ignore[attr-defined]

    found = allowed()
    assert found == ["open", "inspect"], found
    return {"trigger": trigger, "options": partial(_repeat, allowed)}


def _repeat(work: Callable[[], object], number: int) -> None:
    for _ in range(number):
        work()
