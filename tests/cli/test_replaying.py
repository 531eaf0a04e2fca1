"""`replay`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run

LOGS = Path(__file__).parents[1] / "replay" / "logs"
MAP = LOGS / "tickets.toml"


@pytest.mark.parametrize("log", ["tickets.xes", "tickets.csv", "tickets.jsonl"])
def test_a_replay_has_the_shape_of_the_contract(log: str, run: Run) -> None:
    """
    Whatever the log is written in, the counts of the contract are there, and they add up.
    """
    ran = run("replay", LOGS / log, "--map", MAP, "--json")
    assert ran.status == 0
    found = ran.json
    assert found["cases"] == 8
    assert found["applied"] + found["refused"] + found["unmapped"] == found["events"] > 0
    assert set(found["values"]) == {"log", "constant", "synthesised"}
    assert set(found["verdicts"]) == {"take_up", "restore", "confirm"}
    assert all(set(one) == {"on_time", "late", "excused", "void", "open"} for one in found["verdicts"].values())
    assert sum(found["refusals"].values()) == found["refused"]
    assert found["steps"] >= found["applied"]
    assert found["seconds"] >= 0


def test_a_replay_is_told_in_tables(run: Run) -> None:
    """
    For people there are tables by activity, clock and reason, and the counts in words.
    """
    ran = run("replay", LOGS / "tickets.xes", "--map", MAP)
    found = run("replay", LOGS / "tickets.xes", "--map", MAP, "--json").json
    assert ran.status == 0
    assert f"{found['applied']:,} applied, {found['refused']:,} refused, {found['unmapped']:,} unmapped" in ran.out
    assert all(name in ran.out for name in found["activities"])
    assert all(reason in ran.out for reason in found["refusals"])
    assert ran.err == ""


def test_a_replay_can_be_kept_and_verified(run: Run, tmp_path: Path) -> None:
    """
    With --store the cases are kept under the tenant named, and verify finds no fault in them.
    """
    url = f"sqlite:///{tmp_path / 'replay.db'}"
    found = run("replay", LOGS / "tickets.xes", "--map", MAP, "--store", url, "--tenant", "house", "--json").json
    kept = run("cases", "--store", url, "--tenant", "house", "--json").json["cases"]
    assert len(kept) == sum(found["states"].values())
    assert run("verify", "--store", url).status == 0


def test_a_log_that_breaks_off_is_bad_input_with_what_came_before(run: Run, tmp_path: Path) -> None:
    """
    The cases before the broken place are counted, one line says where it is, and the status is 2.
    """
    text = (LOGS / "tickets.xes").read_text(encoding="utf-8")
    cut = tmp_path / "cut.xes"
    cut.write_text(text[: len(text) * 2 // 3], encoding="utf-8")
    ran = run("replay", cut, "--map", MAP, "--json")
    assert ran.status == 2
    assert 0 < ran.json["cases"] < 8
    assert ran.json["fault"]["path"] == str(cut)
    assert ran.err.count("\n") == 1
    assert str(cut) in ran.err


def test_a_log_that_is_not_there_is_one_line(run: Run, tmp_path: Path) -> None:
    """
    A missing log, a missing mapping and a log of unknown kind are answered in one line each.
    """
    assert "none.xes" in run("replay", tmp_path / "none.xes", "--map", MAP).refused()
    assert "none.toml" in run("replay", LOGS / "tickets.xes", "--map", tmp_path / "none.toml").refused()
    assert "log.txt" in run("replay", tmp_path / "log.txt", "--map", MAP).refused()


def test_every_fault_of_a_mapping_is_on_the_one_line(run: Run, tmp_path: Path) -> None:
    """
    A mapping that cannot be followed is bad input; the line has every fault of it.
    """
    mapping = tmp_path / "bad.toml"
    mapping.write_text('[log]\ncase = "c"\ntime = "t"\n[workflow]\nname = "it_incidnt"\n', encoding="utf-8")
    line = run("replay", LOGS / "tickets.xes", "--map", mapping).refused()
    assert "activity is missing" in line
    assert "it_incident" in line


def test_a_store_that_cannot_be_made_is_one_line(run: Run, tmp_path: Path) -> None:
    """
    A store in a folder that does not exist is refused before anything is played.
    """
    url = f"sqlite:///{tmp_path / 'none' / 'x.db'}"
    assert run("replay", LOGS / "tickets.xes", "--map", MAP, "--store", url).refused()
