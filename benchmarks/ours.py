"""
propflow's own steps, as a host would take them: a form as it comes from outside, an actor, one call of a desk.

Sixteen cases take turns, since a desk that only ever sees one case is no desk.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks import definitions
from benchmarks.tables import CHOICES, FORM, RING_STATES, ROUND
from benchmarks.worker import Job
from propflow.adapters.stores.memory import MemoryStore
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.desk import Desk
from propflow.engine.command import Command, Decision
from propflow.engine.decide import decide
from propflow.engine.plan import plan_of
from propflow.model.cases import Case
from propflow.model.instants import system_now
from propflow.ports import CaseStore
from propflow.wire import fill_in

CASES = 16


def jobs(folder: Path) -> dict[str, Job]:
    """Steps of the engine alone and through a desk over each store, and options."""
    return {
        "engine": engine_steps(),
        "memory": steps(MemoryStore()),
        "memory_busy": steps(MemoryStore(), "busy_ring"),
        "no_clock": steps(MemoryStore(), "bare_ring"),
        "three_clocks": steps(MemoryStore(), "timed_ring"),
        "normal": steps(SqliteStore(folder / "normal.db", durability="normal")),
        "full": steps(SqliteStore(folder / "full.db", durability="full")),
        "options": _options(),
    }


def desk_of(store: CaseStore) -> Desk:
    """A desk with the workflows of this package."""
    rings = [
        definitions.ring(),
        definitions.ring("busy_ring", book="BUSY", every_step=True),
        definitions.ring("bare_ring", book="BARE", clocks=0),
        definitions.ring("timed_ring", book="TIMED", clocks=3),
    ]
    return Desk([*rings, definitions.star()], store, tenant="riverside")


def opened(desk: Desk, name: str, workflow: str = "ring") -> str:
    """The id of a new case of a ring that is open."""
    case = desk.register(workflow, None, by=definitions.LI, case_id=name)
    return desk.act(case.id, "open", by=definitions.LI).id


def steps(store: CaseStore, workflow: str = "ring") -> Job:
    """Rounds of four steps, the next case in the next round."""
    desk = desk_of(store)
    turn = cycle([opened(desk, f"RNG-{number:06}", workflow) for number in range(CASES)])
    act, li = desk.act, definitions.LI

    def run(number: int) -> None:
        for _ in range(number // len(ROUND)):
            case_id = next(turn)
            for action in ROUND:
                act(case_id, action, FORM, by=li)

    run(len(ROUND))
    case = desk.case("RNG-000000")
    clock = case.clock("handling")
    assert (case.state, case.version) == (RING_STATES[0], 6), case
    assert len(case.clocks) == len(desk.workflow_of(case).clocks), case.clocks
    assert workflow == "bare_ring" or (clock is not None and clock.verdict == "on_time"), clock
    return run


def engine_steps() -> Job:
    """The same without desk and store: the form is read, the engine decides, and the case is handed on."""
    plan = plan_of(definitions.ring())
    li = definitions.LI

    def step(case: Case | None, action: str, form: object) -> Case:
        here = plan.steps[action]
        filled, values, faults = fill_in(here.spec, form, here.rules)
        command = Command("riverside", "RNG-000000", filled, values, faults, li, li.roles)
        decision = decide(plan, here, case, command, system_now())
        assert isinstance(decision, Decision), decision
        return decision.case

    case = step(step(None, "register", None), "open", None)

    def run(number: int) -> None:
        nonlocal case
        for _ in range(number // len(ROUND)):
            for action in ROUND:
                case = step(case, action, FORM)

    run(len(ROUND))
    clock = case.clock("handling")
    assert (case.state, case.version) == (RING_STATES[0], 6), case
    assert clock is not None and clock.verdict == "on_time", clock
    return run


def _options() -> Job:
    desk = desk_of(MemoryStore())
    case_id = desk.register("star", None, by=definitions.LI).id
    found = desk.options(case_id, by=definitions.LI)
    assert found.names == ("open", "inspect"), found.names
    assert len(found.blocked) == len(CHOICES) and all(one.blockers for one in found.blocked), found.blocked
    return partial(_repeat, partial(desk.options, case_id, by=definitions.LI))


def _repeat(work: Callable[[], Any], number: int) -> None:
    for _ in range(number):
        work()
