"""python-statemachine: a bare transition, without guard or callback."""

from __future__ import annotations

from pathlib import Path

from statemachine import State, StateMachine

from benchmarks.tables import ROUND
from benchmarks.worker import Job


class Ring(StateMachine):
    """The ring of `tables`, as the manual of python-statemachine writes one."""

    submitted = State(initial=True)
    triaged = State()
    in_progress = State()
    resolved = State()
    triage = submitted.to(triaged)
    start = triaged.to(in_progress)
    resolve = in_progress.to(resolved)
    reopen = resolved.to(submitted)


def jobs(folder: Path) -> dict[str, Job]:
    """One transition after another."""
    del folder
    machine = Ring()
    steps = [getattr(machine, event) for event in ROUND]

    def transition(number: int) -> None:
        for _ in range(number // len(steps)):
            for step in steps:
                step()

    return {"transition": transition}
