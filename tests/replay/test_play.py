"""A log played through a workflow: every event accounted for, on a virtual clock, whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from propflow.adapters.stores.memory import MemoryStore
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.desk import Desk
from propflow.replay import Log, LogMap, Progress, Result, read_mapping, replay
from propflow.replay.play import _Player

EXAMPLE = Path(__file__).parents[2] / "examples" / "it_incident.py"


@pytest.fixture
def mapping(logs: Path) -> LogMap:
    """The mapping of the small log."""
    return read_mapping(logs / "tickets.toml")


@pytest.fixture
def store() -> MemoryStore:
    """An empty store."""
    return MemoryStore()


@pytest.fixture
def desk(mapping: LogMap, store: MemoryStore) -> Desk:
    """A desk to look at what was replayed."""
    return Desk([mapping.workflow], store, tenant="replay")


@pytest.fixture
def remapped(logs: Path, tmp_path: Path) -> Callable[..., LogMap]:
    """The mapping of the small log with some of its text changed."""

    def read(*changes: tuple[str, str]) -> LogMap:
        text = (logs / "tickets.toml").read_text(encoding="utf-8")
        for before, after in (("../../../examples/it_incident.py", EXAMPLE.as_posix()), *changes):
            assert before in text
            text = text.replace(before, after, 1)
        path = tmp_path / "changed.toml"
        path.write_text(text, encoding="utf-8")
        return read_mapping(path)

    return read


def play(path: Path, mapping: LogMap, store: Any) -> Result:
    """Replay a file into a store."""
    return replay(Log(path, mapping.layout), mapping, store)


EXPECTED = {
    "cases": 8,
    "events": 37,
    "applied": 33,
    "refused": 3,
    "unmapped": 1,
    "steps": 43,
    "values": {"log": 17, "constant": 10, "synthesised": 1},
    "verdicts": {
        "confirm": {"on_time": 5, "late": 1, "excused": 0, "void": 0, "open": 1},
        "restore": {"on_time": 6, "late": 1, "excused": 0, "void": 0, "open": 2},
        "take_up": {"on_time": 6, "late": 2, "excused": 0, "void": 0, "open": 0},
    },
    "refusals": {"severity_is_major": 2, "state": 1},
    "applied_without_synthesised": 32,
    "begun": 1,
    "states": {"closed": 5, "resolved": 1, "waiting": 2},
    "oddities": {"case_in_several_zones": 1, "event_at_equal_time": 2, "event_out_of_order": 1},
    "zones": {"+08:00": 36, "+00:00": 1},
    "attributes_never_seen": [],
    "fault": None,
}
"""What the small log comes to, counted by hand."""

EXPECTED_CLOCKS = ("confirm", "restore", "take_up")


@pytest.mark.parametrize("name", ["tickets.xes", "tickets.csv", "tickets.jsonl"])
def test_a_log_comes_to_what_was_counted_by_hand(name: str, logs: Path, mapping: LogMap, store: MemoryStore) -> None:
    """The small log, in each spelling, gives exactly the figures that were counted by hand."""
    found = play(logs / name, mapping, store).plain()
    assert {key: found[key] for key in EXPECTED} == EXPECTED
    assert found["seconds"] > 0


def test_every_event_is_accounted_for_by_activity(logs: Path, mapping: LogMap, store: MemoryStore) -> None:
    """Applied, refused and unmapped add up to the events, in all and for each activity; refusals add up to refused."""
    found = play(logs / "tickets.xes", mapping, store).plain()
    assert found["applied"] + found["refused"] + found["unmapped"] == found["events"]
    assert sum(found["refusals"].values()) == found["refused"]
    for counts in found["activities"].values():
        assert counts["applied"] + counts["refused"] + counts["unmapped"] == counts["events"]
    assert found["activities"]["Phoned"] == {"events": 1, "applied": 0, "refused": 0, "unmapped": 1}
    assert sum(one["events"] for one in found["activities"].values()) == found["events"]


def test_a_refused_event_is_shown_with_its_reason(logs: Path, mapping: LogMap, store: MemoryStore) -> None:
    """Each refused event names its case, line, activity, the state it met and every reason in words."""
    shown = play(logs / "tickets.jsonl", mapping, store).plain()["refused_events"]
    assert [(one["case"], one["line"], one["activity"], one["state"], one["reason"]) for one in shown] == [
        ("T-006", 29, "Confirmed", "in_progress", "state"),
        ("T-008", 35, "Solved at once", "in_progress", "severity_is_major"),
        ("T-008", 37, "Confirmed", "resolved", "severity_is_major"),
    ]
    assert "Close is not possible" in shown[0]["words"] or "close is not possible" in shown[0]["words"]


def test_an_event_of_several_actions_is_whole_or_not_at_all(
    logs: Path, mapping: LogMap, store: MemoryStore, desk: Desk
) -> None:
    """The closing of T-008 is refused, and so the resolving that came with it in the same event is not on record."""
    play(logs / "tickets.xes", mapping, store)
    acts = [(one.action, one.at.isoformat()) for one in desk.journal("T-008") if one.kind == "act"]
    assert acts == [
        ("register", "2026-03-04T01:00:00+00:00"),
        ("open", "2026-03-04T01:00:00+00:00"),
        ("take", "2026-03-04T01:15:00+00:00"),
        ("resolve", "2026-03-04T03:00:00+00:00"),
    ]


def test_what_happened_earlier_than_the_event_before_keeps_both_times(
    logs: Path, mapping: LogMap, store: MemoryStore, desk: Desk
) -> None:
    """An event out of order is on record after the one before it, with the log's own instant as occurred_at."""
    play(logs / "tickets.xes", mapping, store)
    note = next(one for one in desk.journal("T-004") if one.action == "note")
    assert note.occurred_at == datetime(2026, 3, 2, 1, 20, tzinfo=UTC)
    assert note.at == datetime(2026, 3, 2, 1, 40, tzinfo=UTC)


def test_every_step_of_an_event_has_the_instant_and_the_person_of_the_log(
    logs: Path, mapping: LogMap, store: MemoryStore, desk: Desk
) -> None:
    """A case whose beginning the log lacks is registered and opened at its first event, by whoever acts in it."""
    play(logs / "tickets.xes", mapping, store)
    records = desk.journal("T-007")
    first = datetime(2026, 3, 3, 1, tzinfo=UTC)
    assert [(one.action, one.occurred_at, one.actor) for one in records[:3]] == [
        ("register", first, "Wang"),
        ("open", first, "Wang"),
        ("take", first, "Wang"),
    ]


def test_limits_that_pass_between_two_events_are_on_record(
    logs: Path, mapping: LogMap, store: MemoryStore, desk: Desk
) -> None:
    """What a clock owed between two events of the log is fired before the later of them."""
    play(logs / "tickets.xes", mapping, store)
    kinds = [(one.kind, one.action) for one in desk.journal("T-002")]
    late = kinds.index(("act", "take"))
    assert kinds[late - 1] == ("mark", "take_up")


@pytest.mark.parametrize("durability", ["normal", "full"])
def test_what_was_replayed_verifies(durability: str, logs: Path, mapping: LogMap, tmp_path: Path) -> None:
    """A replay into a database file leaves no fault behind, before and after a seal."""
    store = SqliteStore(str(tmp_path / "replay.db"), durability=durability)
    result = play(logs / "tickets.xes", mapping, store)
    desk = Desk([mapping.workflow], store, tenant="replay")
    assert desk.verify().faults == ()
    desk.seal()
    report = desk.verify()
    assert (report.faults, report.unsealed, report.cases) == ((), 0, result.cases)
    assert report.records >= result.steps
    store.close()


def test_a_log_that_breaks_off_keeps_what_came_before(
    xes: str, mapping: LogMap, store: MemoryStore, tmp_path: Path
) -> None:
    """Cases before the break are applied, the case it breaks off in is not begun, and the fault is named."""
    path = tmp_path / "cut.xes"
    path.write_text(xes[: xes.index("Waiting")], encoding="utf-8")
    result = play(path, mapping, store)
    assert result.fault is not None
    assert result.plain()["fault"] == {"path": str(path), "where": result.fault.where, "why": result.fault.why}
    assert "case 'T-003' were left out" in result.fault.why
    assert (result.cases, result.events, result.applied) == (2, 11, 11)
    desk = Desk([mapping.workflow], store, tenant="replay")
    assert [one.id for one in desk.find()] == ["T-001", "T-002"]
    assert desk.verify().faults == ()


def test_a_second_replay_into_the_same_store_changes_nothing(
    logs: Path, mapping: LogMap, store: MemoryStore, desk: Desk
) -> None:
    """A case that the store has already is left as it is, and each of its events is refused as such."""
    play(logs / "tickets.xes", mapping, store)
    before = [(one.id, one.version, one.hash) for one in desk.find()]
    again = play(logs / "tickets.xes", mapping, store)
    assert (again.applied, again.steps, again.unmapped) == (0, 0, 1)
    assert dict(again.refusals) == {"case_exists": 36}
    assert [(one.id, one.version, one.hash) for one in desk.find()] == before


def test_a_case_that_comes_twice_in_a_log_is_played_once(
    xes: str, mapping: LogMap, store: MemoryStore, tmp_path: Path
) -> None:
    """The second of two traces with the same name is refused event by event, and the first one stands."""
    path = tmp_path / "twice.xes"
    trace = xes[xes.index("  <trace>") : xes.index("</trace>") + len("</trace>")]
    path.write_text(xes.replace("</log>", trace + "</log>"), encoding="utf-8")
    result = play(path, mapping, store)
    assert (result.cases, result.events, result.applied) == (9, 41, 33)
    assert result.refusals["case_exists"] == 4


def test_an_activity_without_an_alternative_for_the_state_is_refused(
    remapped: Callable[..., LogMap], logs: Path, store: MemoryStore
) -> None:
    """Where the mapping does not say what an activity is in a state, the event is refused as the mapping's own gap."""
    mapping = remapped(('does = [{ do = ["resolve"] }]', 'does = [{ when = ["queued"], do = ["resolve"] }]'))
    result = play(logs / "tickets.xes", mapping, store)
    assert result.refusals["no_choice"] > 0
    assert result.applied + result.refused + result.unmapped == result.events


def test_a_first_event_without_a_beginning_is_refused(
    remapped: Callable[..., LogMap], logs: Path, store: MemoryStore, desk: Desk
) -> None:
    """Without [begin], a case whose first event does not register it is never made, and its events say so."""
    mapping = remapped(('[begin]\ndo = ["register", "open"]\n', ""))
    result = play(logs / "tickets.xes", mapping, store)
    assert result.refusals["no_beginning"] == 2
    assert (result.cases, result.begun, sum(result.states.values())) == (8, 0, 7)
    assert "T-007" not in [one.id for one in desk.find()]


def test_a_person_without_the_role_is_refused_with_the_reason(
    remapped: Callable[..., LogMap], logs: Path, store: MemoryStore
) -> None:
    """Roles of single people count: with Li alone at the service desk, Wang may not begin a case."""
    mapping = remapped(
        ('roles = ["technician", "service_desk"]', 'roles = ["technician"]\nmore = { "Li" = ["service_desk"] }')
    )
    result = play(logs / "tickets.xes", mapping, store)
    assert result.refusals["role"] > 0
    assert (result.cases, sum(result.states.values())) == (8, 7)


def test_values_that_a_form_does_not_take_are_refused_not_bent(
    remapped: Callable[..., LogMap], logs: Path, store: MemoryStore
) -> None:
    """A word of the log that the workflow does not offer refuses the event; it is never replaced on the quiet."""
    mapping = remapped((', values = { P1 = "major", P2 = "high", P3 = "medium", P4 = "low" }, else = "medium"', ""))
    result = play(logs / "tickets.xes", mapping, store)
    assert result.applied == 0
    assert set(result.refusals) >= {"field_invalid", "field_missing"}


def test_a_person_and_a_case_without_a_usable_id_are_refused(
    mapping: LogMap, store: MemoryStore, tmp_path: Path
) -> None:
    """A blank person, or a case id that no store takes, refuses the event with a reason and stops nothing else."""
    path = tmp_path / "ids.csv"
    path.write_text(
        "case:concept:name,concept:name,time:timestamp,org:resource,priority,product,reason\n"
        "A,Reported,2026-03-02T09:00:00Z,  ,P3,Lift,\n"
        "B/1,Reported,2026-03-02T09:00:00Z,Li,P3,Lift,\n"
        "C,Reported,2026-03-02T09:00:00Z,,P3,Lift,\n"
    )
    result = play(path, mapping, store)
    assert (result.applied, result.refused, dict(result.refusals)) == (1, 2, {"id": 2})
    desk = Desk([mapping.workflow], store, tenant="replay")
    assert desk.journal("C")[0].actor == "nobody named"


def test_a_verdict_that_is_passed_and_overtaken_within_one_event_is_counted(
    remapped: Callable[..., LogMap], logs: Path, store: MemoryStore, tmp_path: Path
) -> None:
    """An event that resolves and reopens at once passes a verdict that only the journal still holds; it is counted."""
    mapping = remapped(
        ('{ when = ["in_progress"], do = ["assign"] }', '{ when = ["in_progress"], do = ["resolve", "reopen"] }')
    )
    reported, started, solved, confirmed = (logs / "tickets.jsonl").read_text(encoding="utf-8").splitlines()[:4]
    again = started.replace("09:10", "09:20")
    path = tmp_path / "made.jsonl"
    path.write_text("\n".join([reported, started, again, solved, confirmed]) + "\n", encoding="utf-8")
    result = play(path, mapping, store)
    assert result.applied == 5
    assert result.plain()["verdicts"]["restore"] == {"on_time": 2, "late": 0, "excused": 0, "void": 0, "open": 0}
    assert result.plain()["verdicts"]["confirm"] == {"on_time": 1, "late": 0, "excused": 0, "void": 1, "open": 0}


def test_the_verdicts_are_those_on_record(logs: Path, mapping: LogMap, store: MemoryStore, desk: Desk) -> None:
    """The verdicts that are counted while playing are those that stand in the journals, each running once."""
    result = play(logs / "tickets.xes", mapping, store)
    runs: dict[tuple[str, str, Any], str] = {}
    for case in desk.find():
        for record in desk.journal(case.id):
            for name, entry in record.changes.get("clocks", {}).items():
                assert isinstance(entry, dict)
                runs[case.id, name, entry["cycle"]] = str(entry["verdict"] or "open")
    found = {
        name: Counter(verdict for (_, clock, _), verdict in runs.items() if clock == name) for name in EXPECTED_CLOCKS
    }
    assert found == {name: +counts for name, counts in result.verdicts.items()}


def test_attributes_that_no_event_has_are_named(
    remapped: Callable[..., LogMap], logs: Path, store: MemoryStore
) -> None:
    """An attribute that the mapping asks for and the log never has is named in the end."""
    mapping = remapped(('product = { log = "product" }', 'product = { log = "prodcut" }'))
    assert play(logs / "tickets.xes", mapping, store).unseen == ("prodcut",)


def test_progress_is_told_after_each_case(logs: Path, mapping: LogMap, store: MemoryStore) -> None:
    """Whoever waits is told after each case how many cases and events are done and how much of the file is read."""
    heard: list[Progress] = []
    replay(Log(logs / "tickets.xes", mapping.layout), mapping, store, progress=heard.append)
    assert [one.cases for one in heard] == list(range(1, 9))
    assert heard[-1].events == 37
    assert all(0 < one.share <= 1 for one in heard)


def test_a_verdict_that_is_taken_back_is_counted_once() -> None:
    """A clock that was stopped late, ran on and was stopped again is one clock that was late."""

    def standing(stop: str | None) -> Any:
        entry = {"cycle": 1, "stop": stop, "verdict": stop and "late"}
        return SimpleNamespace(part=lambda _: {"mend": entry})

    player = object.__new__(_Player)
    player.result = Result(verdicts={"mend": Counter()})
    runs = [None, *map(standing, (None, "2026-09-30T07:00:00.000000Z", None, "2026-09-30T08:00:00.000000Z"))]
    for before, after in pairwise(runs):
        player._note_verdicts(before, after)
    assert player.result.verdicts["mend"] == {"late": 1}
