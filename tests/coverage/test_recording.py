"""What tests do at their desks is recorded as it was done, and can be lived again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from propflow import MemoryStore
from propflow.adapters.builtin import Workflows
from propflow.coverage import Stage, elsewhere, life_of
from propflow.model.policies import OFF
from propflow.policy import built_in, load

ROOT = Path(__file__).parents[2]
OURS = {one.name: one for one in Workflows().propflow_workflows()}

STORIES = """
from datetime import timedelta
from tests.workflows.complaint.lives import given, person

def test_refused_and_done():
    house = given().registered()
    assert "state" in house.refused("dispatch")
    house.did("classify").did("open")
    house.later(minutes=11)
    house.did("dispatch")

def test_linked():
    house = given().registered()
    first = house.case_id
    house.registered().did("merge_duplicate", master_id=first)

def test_signed():
    given().in_progress(grade="major")
"""


def test_a_story_is_recorded_and_comes_to_the_same(tmp_path: Path) -> None:
    """Deeds, refusals, looks at the clocks and signatures, in their order; lived again, each has its old outcome."""
    (tmp_path / "test_stories.py").write_text(STORIES, encoding="utf-8")
    path = tmp_path / "lives.jsonl"
    command = [sys.executable, "-m", "tests.coverage.recording", str(tmp_path), str(path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    refused, linked, signed = (life_of(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines())
    stage = Stage(OURS, MemoryStore)
    assert [(one.kind, one.action) for one in refused.deeds] == [
        ("register", "register"), ("act", "dispatch"), ("act", "classify"), ("act", "open"), ("look", ""),
        ("act", "dispatch"),
    ]  # fmt: skip
    first, second, *others = stage.trace(refused).outcomes
    assert (first, {*others}) == ("done", {"done"})
    assert second.startswith("refused: ")
    assert "state" in second
    assert {clock for clock, _ in stage.trace(refused).limits} >= {"hand_over"}
    assert [one.case for one in linked.deeds] == ["TS-000001", "TS-000002", "TS-000002"]
    assert set(stage.trace(linked).outcomes) == set(stage.trace(signed).outcomes) == {"done"}
    assert {one.kind for one in signed.deeds} == {"register", "act", "propose", "sign"}


def test_a_life_elsewhere_has_another_policy(tmp_path: Path) -> None:
    """The same for the same seed; nearly every slot is filled, by what some manual says where one does."""
    manuals = [load(name) for name in built_in()]
    told = life_of({"name": "told", "tenant": "riverside", "policies": {"complaint": {}}, "deeds": []})
    one, again, other = (elsewhere(told, OURS["complaint"], seed, manuals) for seed in (1, 1, 2))
    assert one == again
    assert one.policies != other.policies
    values = one.policies["complaint"]
    assert set(values) == {slot.name for slot in OURS["complaint"].slots}
    assert sum(value == OFF for value in values.values()) < len(values) / 3
    said = {manual.values.get("complaint.hand_over") for manual in manuals}
    assert values["hand_over"] in (said - {None}) | {OFF}
    assert Stage(OURS, MemoryStore).trace(one).outcomes == ()
