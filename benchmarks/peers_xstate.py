"""
xstate-statemachine: load, send, save by `persisted` on its SQLite store, with the transition log in the same file.

Its store always writes with synchronous NORMAL.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from xstate_statemachine import MachineLogic, create_machine
from xstate_statemachine.persistence import SQLiteLog, SQLiteStore, TransitionLogPlugin, persisted

from benchmarks.tables import FORM, RING, RING_STATES, ROUND
from benchmarks.worker import Job


def jobs(folder: Path) -> dict[str, Job]:
    """Durable steps, with a guard and an action on each transition; no timers, which favours it."""
    logging.disable(logging.CRITICAL)  # it logs much; here that costs nothing

    def count(_machine: Any, context: dict[str, Any], _event: Any, _action: Any) -> None:
        context["n"] += 1

    machine = create_machine(
        {
            "id": "case",
            "initial": RING_STATES[0],
            "context": {"n": 0},
            "states": {
                source: {"on": {event: {"target": target, "guard": "affordable", "actions": ["count"]}}}
                for event, source, target in RING
            },
        },
        logic=MachineLogic(
            guards={"affordable": lambda _context, event: event.payload.get("cost", 0) <= 50_000},
            actions={"count": count},
        ),
    )
    store = SQLiteStore(folder / "xstate.sqlite3")
    log = TransitionLogPlugin(SQLiteLog(store))

    def persisted_and_logged(number: int) -> None:
        for _ in range(number // len(ROUND)):
            for event in ROUND:
                with persisted(store, "case-1", machine, plugins=[log]) as case:
                    case.send(event, **FORM)

    def only_persisted(number: int) -> None:
        for _ in range(number // len(ROUND)):
            for event in ROUND:
                with persisted(store, "case-2", machine) as case:
                    case.send(event, **FORM)

    persisted_and_logged(len(ROUND))
    kept = store.load("case-1")
    written = log.log.read("case-1")
    assert kept is not None
    assert [one.disposition for one in written] == [written[0].disposition] * 4, written
    assert written[0].to_states != written[0].from_states, written[0]
    return {"persisted_and_logged": persisted_and_logged, "only_persisted": only_persisted}
