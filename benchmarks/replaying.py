"""
How many steps a second a log is played with: read from a file, case by case, on a virtual clock.

The log is made here: a CSV in which every case is registered, opened and goes round the
ring. Where `PROPFLOW_LOGS` points at a folder with the help desk's log, that is played too.
"""

from __future__ import annotations

import csv
import os
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.definitions import ring
from benchmarks.tables import FORM, ROUND
from benchmarks.worker import ROOT, Job
from propflow.adapters.stores.memory import MemoryStore
from propflow.replay.mapping import LogMap
from propflow.replay.mapping_file import read_mapping
from propflow.replay.play import replay
from propflow.replay.result import Result
from propflow.replay.sources import Log

ROUNDS = 4

MAPPING = """
[log]
case = "case"
activity = "activity"
time = "time"
sorted_by_case = true

[workflow]
name = "ring"

[people]
attribute = "person"
roles = ["clerk"]
"""

ACTIVITY = """
[activities.{name}]
does = [{{ when = ["{state}"], do = ["{name}"] }}]
"""

FIELDS = """
[fields.{name}]
priority = {{ log = "priority" }}
note = {{ log = "note" }}
cost = {{ log = "cost" }}
"""


def jobs(folder: Path) -> dict[str, Job]:
    """Steps per second over so many cases."""
    found: dict[str, Job] = {"memory": partial(_made_log, folder)}
    logs = os.environ.get("PROPFLOW_LOGS")
    if logs:
        mapping = read_mapping(ROOT / "examples" / "replay" / "helpdesk.toml")
        found["helpdesk"] = lambda _: _played(Path(logs) / "helpdesk.xes.gz", mapping)
    return found


def _made_log(folder: Path, number: int) -> float:
    path = folder / f"log-{number}.csv"
    if not path.exists():
        _write_log(path, number)
    mapping = folder / "mapping.toml"
    mapping.write_text(_mapping(), encoding="utf-8")
    return _played(path, read_mapping(mapping, [ring()]))


def _played(path: Path, mapping: LogMap) -> float:
    result: Result = replay(Log(path, mapping.layout), mapping, MemoryStore())
    assert result.fault is None, result.fault
    assert result.applied_share > 0.95, result.refusals
    return result.steps / result.seconds


def _mapping() -> str:
    sources = {"register": "start", "open": "registered"}
    sources |= dict(zip(ROUND, ("submitted", "triaged", "in_progress", "resolved"), strict=True))
    activities = "".join(ACTIVITY.format(name=name, state=state) for name, state in sources.items())
    return MAPPING + activities + "".join(FIELDS.format(name=name) for name in ROUND)


def _write_log(path: Path, number: int) -> None:
    at = datetime(2026, 1, 5, 1, tzinfo=UTC)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["case", "activity", "time", "person", *FORM])
        for case in range(number):
            for name in ("register", "open", *(ROUND * ROUNDS)):
                at += timedelta(minutes=7)
                rows.writerow([f"R-{case:05}", name, at.isoformat(), f"clerk {case % 7}", *FORM.values()])
