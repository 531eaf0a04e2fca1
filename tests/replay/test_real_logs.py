"""
The logs of two real help desks, played through the example workflow in full.

They are not part of the project. PROPFLOW_LOGS names the folder they lie in; without
it, `shared/logs` beside the checkout is looked at.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from propflow.adapters.stores.sqlite import SqliteStore
from propflow.desk import Desk
from propflow.model.journal import Record
from propflow.replay import Log, Result, read_mapping, replay

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("PROPFLOW_LOGS") or ROOT.parent / "shared" / "logs")


NOBODY: frozenset[str] = frozenset()
POLICY = frozenset({"user", "customer"})
"""Whose time is not ours, as the example has it."""

AND_VENDORS = POLICY | {"vendor"}
EVERYBODY = AND_VENDORS | {"implementation", "other"}


@attrs.frozen
class Played:
    """
    What came of a log.

    Attributes:
        reopened: Cases that were reopened.
        judged: By whose time does not count: what a second opinion says of the restoring.
    """

    result: Result
    reopened: int
    judged: dict[frozenset[str], dict[str, int]]


def judged(journal: Iterable[Record], not_ours: frozenset[str]) -> Iterable[str]:
    """
    Was the service restored within a day of ours, each time? Added up event by event from what was done.

    No clock of propflow has a part in it: begun by `open` and `reopen`, ended by `resolve`, not counting the time in
    which the incident waited for those named.
    """
    begun = since = None
    ours, waits_for, waiting = timedelta(0), "", False
    for one in journal:
        if one.kind != "act":
            continue
        values: Any = one.form and one.form["values"]
        at = one.occurred_at
        if since is not None and not (waiting and waits_for in not_ours):
            ours += at - since
        since, waiting = at, one.state_to == "waiting"
        if one.action == "wait":
            waits_for = values["reason"]
        if one.action in ("open", "reopen") and begun is None:
            begun, ours = at, timedelta(0)
        elif one.action == "resolve" and begun is not None:
            yield "on_time" if ours <= timedelta(hours=24) else "late"
            begun = None
    if begun is not None:
        yield "open"


def played(log: str, mapping: str, folder: Path) -> Played:
    """Replay a real log into a database file, verify it, and have it judged a second time."""
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
    journals = [desk.journal(case.id) for case in cases]
    second = {
        one: dict(Counter(verdict for journal in journals for verdict in judged(journal, one)))
        for one in (NOBODY, POLICY, AND_VENDORS, EVERYBODY)
    }
    store.close()
    assert len(cases) == result.cases
    assert report.faults == ()
    assert report.cases == sum(result.states.values())
    assert report.records >= result.steps
    return Played(result, sum(1 for case in cases if case.fact("reopenings")), second)


def verdicts(result: Result, clock: str) -> dict[str, int]:
    """What became of the runnings of a clock, as the command prints them: on time, late, excused, void, open."""
    return result.plain()["verdicts"][clock]  # type: ignore[no-any-return]


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


def check_waits(found: Played, expected: dict[frozenset[str], tuple[int, int, int]]) -> None:
    """The second opinion is that of the clock under the example's policy, and these under others."""
    assert found.judged[POLICY] == {name: number for name, number in found.result.verdicts["restore"].items() if number}
    assert {one: tuple(each[name] for name in ("on_time", "late", "open")) for one, each in found.judged.items()} == (
        expected
    )


def test_the_help_desk_log_runs_in_full(tmp_path: Path) -> None:
    """All 4,580 cases of the Italian help desk run, 99.8 % of the events applied and none made up."""
    found = played("helpdesk.xes.gz", "helpdesk.toml", tmp_path)
    result = found.result
    check_sums(result)
    assert (result.cases, result.events, result.applied) == (4580, 21348, 21326)
    assert dict(result.refusals) == {"state": 14}  # closed again although closed
    assert result.unmapped == 8
    assert result.oddities["event_at_equal_time"] == 130
    assert dict(result.zones) == {"+00:00": 21348}
    assert result.states["closed"] == 4558
    assert found.reopened == 152
    assert result.verdicts["restore"].total() == result.cases + 161  # reopenings, counted in the log itself
    assert verdicts(result, "take_up") == {"on_time": 1632, "late": 2944, "excused": 0, "void": 0, "open": 4}
    assert verdicts(result, "restore") == {"on_time": 1409, "late": 3320, "excused": 0, "void": 0, "open": 12}
    assert verdicts(result, "confirm") == {"on_time": 7, "late": 4553, "excused": 0, "void": 159, "open": 10}
    check_waits(
        found,
        {
            NOBODY: (1409, 3320, 12),
            POLICY: (1409, 3320, 12),
            AND_VENDORS: (1409, 3320, 12),
            EVERYBODY: (1666, 3063, 12),
        },
    )


def test_the_incident_log_runs_in_full(tmp_path: Path) -> None:
    """All 7,554 incidents run, 99.9 % of the events applied and none made up."""
    found = played("07_bpic2013_incidents.xes.gz", "bpic2013_incidents.toml", tmp_path)
    result = found.result
    check_sums(result)
    assert (result.cases, result.events, result.applied) == (7554, 65533, 65487)
    assert dict(result.refusals) == {"state": 37, "severity_is_major": 3, "role+state": 1}
    assert result.unmapped == 5
    assert dict(result.zones) == {"+02:00": 62755, "+01:00": 2778}
    assert result.oddities["case_in_several_zones"] == 254
    assert found.reopened == 514
    assert result.verdicts["restore"].total() == result.cases + 580  # reopenings, counted in the log itself
    assert verdicts(result, "take_up") == {"on_time": 7102, "late": 452, "excused": 0, "void": 0, "open": 0}
    assert verdicts(result, "restore") == {"on_time": 5548, "late": 2577, "excused": 0, "void": 0, "open": 9}
    assert verdicts(result, "confirm") == {"on_time": 4049, "late": 3670, "excused": 0, "void": 314, "open": 92}
    check_waits(
        found,
        {NOBODY: (4564, 3561, 9), POLICY: (5548, 2577, 9), AND_VENDORS: (5641, 2484, 9), EVERYBODY: (5989, 2136, 9)},
    )
