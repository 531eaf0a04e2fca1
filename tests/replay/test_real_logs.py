"""
The logs of two real help desks, played through the example workflow in full.

They are not part of the project. PROPFLOW_LOGS names the folder they lie in; without
it, `shared/logs` beside the checkout is looked at.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from propflow.adapters.stores.sqlite import SqliteStore
from propflow.desk import Desk
from propflow.replay import Log, Result, read_mapping, replay

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("PROPFLOW_LOGS") or ROOT.parent / "shared" / "logs")


def played(log: str, mapping: str, folder: Path) -> tuple[Result, int]:
    """Replay a real log into a database file and verify it; how many cases were reopened, too."""
    if not (FOLDER / log).is_file():
        assert "PROPFLOW_LOGS" not in os.environ, f"PROPFLOW_LOGS names {FOLDER}, where {log} does not lie"
        pytest.skip(f"the real log {log} is not at hand: set PROPFLOW_LOGS to the folder it lies in")
    how = read_mapping(ROOT / "examples" / "replay" / mapping)
    store = SqliteStore(str(folder / "replay.db"), durability="normal")
    result = replay(Log(FOLDER / log, how.layout), how, store)
    desk = Desk([how.workflow], store, tenant="replay")
    report = desk.verify()
    cases = [
        case
        for state in ("closed", "resolved", "in_progress", "waiting")
        for case in desk.find(state=state, limit=10_000)
    ]
    store.close()
    assert len(cases) == result.cases
    assert report.faults == ()
    assert report.cases == sum(result.states.values())
    assert report.records >= result.steps
    return result, sum(1 for case in cases if case.fact("reopenings"))


def check_sums(result: Result) -> None:
    """Nothing of a log is lost or counted twice, and nothing was made up."""
    assert result.fault is None
    assert result.applied + result.refused + result.unmapped == result.events
    assert sum(result.refusals.values()) == result.refused
    assert sum(one.total() for one in result.activities.values()) == result.events
    assert result.values["synthesised"] == 0
    assert result.invented == 0
    assert result.unseen == ()
    assert result.applied_share >= 0.95


def test_the_help_desk_log_runs_in_full(tmp_path: Path) -> None:
    """All 4,580 cases of the Italian help desk run, 99.8 % of the events applied and none made up."""
    result, reopened = played("helpdesk.xes.gz", "helpdesk.toml", tmp_path)
    check_sums(result)
    assert (result.cases, result.events, result.applied) == (4580, 21348, 21326)
    assert dict(result.refusals) == {"state": 14}  # closed again although closed
    assert result.unmapped == 8
    assert result.oddities["event_at_equal_time"] == 130
    assert dict(result.zones) == {"+00:00": 21348}
    assert result.states["closed"] == 4558
    assert reopened == 152
    assert result.verdicts["restore"].total() == result.cases + 161  # reopenings, counted in the log itself


def test_the_incident_log_runs_in_full(tmp_path: Path) -> None:
    """All 7,554 incidents run, 99.9 % of the events applied and none made up."""
    result, reopened = played("07_bpic2013_incidents.xes.gz", "bpic2013_incidents.toml", tmp_path)
    check_sums(result)
    assert (result.cases, result.events, result.applied) == (7554, 65533, 65487)
    assert dict(result.refusals) == {"state": 37, "severity_is_major": 3, "role+state": 1}
    assert result.unmapped == 5
    assert dict(result.zones) == {"+02:00": 62755, "+01:00": 2778}
    assert result.oddities["case_in_several_zones"] == 254
    assert reopened == 514
    assert result.verdicts["restore"].total() == result.cases + 580  # reopenings, counted in the log itself
