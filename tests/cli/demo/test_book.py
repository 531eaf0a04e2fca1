"""The book of the demonstration: what it is verified, sealed and tampered with for comes out as promised."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from propflow import Desk, Workflow
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.cli.demo import site
from propflow.cli.demo.folder import ATTEMPTS, Folder
from propflow.cli.demo.tampering import byte_changed, copied, rewritten
from propflow.views.mermaid import diagram
from propflow.views.table import table


def anchor_of(told: dict[str, Any]) -> dict[str, tuple[int, str]]:
    """The anchor it names, as `verify` takes it."""
    tenant, number, hash_ = told["sealing"]["anchor"].split(":")
    return {tenant: (int(number), hash_)}


def test_the_store_that_is_left_verifies(told: dict[str, Any], desk: Desk) -> None:
    """
    The original is untouched by all the tampering: no fault, with the anchor it names, and the counts it tells.
    """
    report = desk.verify(anchor_of(told))
    assert report.faults == ()
    found = told["sealing"]
    assert (report.cases, report.records, report.unsealed) == (found["cases"], found["records"], found["unsealed"])
    assert found["unsealed"] == 2
    assert found["faults"] == []


def test_the_invariants_are_told_as_verify_finds_them(
    told: dict[str, Any], desk: Desk, workflows: list[Workflow]
) -> None:
    """
    Each was judged on every history of its workflow; none is broken, and what is open does not count as kept.
    """
    sums, each = told["invariants"]["sums"], told["invariants"]["invariants"]
    for workflow in workflows:
        mine = [counts for name, counts in each.items() if name.startswith(f"{workflow.name}.")]
        histories = len(desk.find(workflow=workflow.name))
        assert len(mine) == (len(workflow.invariants) if histories else 0)
        assert {sum(counts.values()) for counts in mine} == ({histories} if histories else set())
    complaints = [name for name in each if name.startswith("complaint.")]
    assert complaints == [f"complaint.I{number:02}" for number in range(1, 33)]
    assert sums["broken"] == 0
    assert min(sums[one] for one in ("kept", "not_applicable", "not_yet_owed", "open")) > 0
    assert each["complaint.I10"]["kept"] == 3
    assert {name: dict(counts) for name, counts in desk.verify().invariants.items()} == each


@pytest.mark.parametrize(
    ("name", "alone", "anchored"),
    [
        ("head", True, True),
        ("byte", True, True),
        ("case", True, True),
        ("below", True, True),
        ("seal", False, True),
        ("backup", False, True),
        ("above", False, False),
    ],
)
def test_tampering_is_found_as_promised(
    name: str, alone: bool, anchored: bool, told: dict[str, Any], folder: Folder, workflows: list[Workflow]
) -> None:
    """
    What is promised to be found is found in the copy that is left, and what cannot be is not, with and without anchor.
    """
    (one,) = [each for each in told["tampering"]["attempts"] if each["name"] == name]
    assert one["found"] == one["promised"] == {"alone": alone, "anchored": anchored}
    with closing(SqliteStore(folder.copy(name))) as store:
        desk = Desk(workflows, store)
        assert bool(desk.verify().faults) is alone
        assert bool(desk.verify(anchor_of(told)).faults) is anchored


def test_every_copy_differs_from_the_original(told: dict[str, Any], folder: Folder, tmp_path: Path) -> None:
    """
    Each copy was truly tampered with: its contents are not those of the original.
    """

    def dump(path: Path) -> str:
        with closing(sqlite3.connect(path)) as connection:
            return "\n".join(connection.iterdump())

    original = dump(folder.database)
    texts = {name: dump(folder.copy(name)) for name in ATTEMPTS}
    assert [one["name"] for one in told["tampering"]["attempts"]] == list(ATTEMPTS)
    assert all(text != original for text in texts.values())
    assert len({*texts.values()}) == len(ATTEMPTS)


def test_a_rewriting_above_the_seal_truly_changes_what_is_told(
    told: dict[str, Any], folder: Folder, workflows: list[Workflow]
) -> None:
    """
    The forgery that is not found is a real one: the journal reads differently, and no head disagrees with it.
    """
    glare = told["review"]["case"]
    with closing(SqliteStore(folder.copy("above"))) as store:
        desk = Desk(workflows, store, tenant=told["tenant"])
        last: Any = desk.journal(glare)[-1]
        assert last.action == "record_attempt"
        assert last.form["values"]["method"] == "上门 / called at his door"
        assert desk.case(glare).hash == last.hash


def test_the_files_it_names_are_there(told: dict[str, Any], folder: Folder, followed: Workflow) -> None:
    """
    Database, policies, diagrams, tables, journal, anchor and copies lie where it says, and are those of the workflow.
    """
    assert all(Path(one).exists() for one in told["places"].values())
    names = ("policy", "desk_policy", "diagram", "diagram_zh", "table", "table_zh", "journal", "anchor")
    text = {name: Path(told["places"][name]).read_text(encoding="utf-8") for name in names}
    assert (text["policy"], text["desk_policy"]) == (site.RIVERSIDE, site.FRONT_DESK)
    assert (text["diagram"], text["diagram_zh"]) == (diagram(followed), diagram(followed, language="zh"))
    assert (text["table"], text["table_zh"]) == (table(followed), table(followed, language="zh"))
    assert text["anchor"] == told["sealing"]["anchor"]
    assert "Start a look-back" in text["journal"]
    assert "启动回头看" in text["journal"]


def test_a_changed_byte_changes_one_byte(told: dict[str, Any], folder: Folder, tmp_path: Path) -> None:
    """
    The smallest forgery there is: one byte of one record.
    """
    path = tmp_path / "copy.db"
    copied(folder.database, path)
    select = "select text from records where case_id = 'TS-000001' and number = 1"
    with closing(sqlite3.connect(path)) as connection:
        (before,) = connection.execute(select).fetchone()
        byte_changed(told["tenant"], "TS-000001", 1, "leaks")(connection)
        (after,) = connection.execute(select).fetchone()
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before.encode(), after.encode(), strict=True)) == 1


def test_the_forger_s_rewriting_contradicts_nothing(
    told: dict[str, Any], folder: Folder, workflows: list[Workflow], tmp_path: Path
) -> None:
    """
    A rewriting in the middle of a case leaves records, hashes, head and index in agreement: only the seal tells.
    """
    path, glare = tmp_path / "copy.db", told["review"]["case"]
    copied(folder.database, path)
    with closing(sqlite3.connect(path)) as connection:
        rewritten(told["tenant"], glare, 6, "details", "He takes it back.")(connection)
        connection.execute("delete from seals")
        connection.commit()
    with closing(SqliteStore(path)) as store:
        desk = Desk(workflows, store, tenant=told["tenant"])
        changed: Any = desk.journal(glare)[5].form
        assert changed["values"]["details"] == "He takes it back."
        assert desk.verify().faults == ()
