"""`demo`: the command, and the folder that it fills or leaves alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

from propflow.cli.demo.folder import COPIES, MARK, prepared
from propflow.cli.exits import BadInput


def test_the_command_tells_the_story_within_a_hundred_columns(run: Run, tmp_path: Path) -> None:
    """
    Twenty-four chapters in two languages, no line wider than a hundred columns, and the count of claims at the end.
    """
    from rich.cells import cell_len

    ran = run("demo", "--folder", tmp_path / "demo")
    assert ran.status == 0
    assert ran.err == ""
    lines = [line for line in ran.out.splitlines() if str(tmp_path) not in line]
    assert max(cell_len(line.rstrip()) for line in lines) <= 100
    chapters = [line for line in lines if re.match(r"\d+\. .*[\u4e00-\u9fff]", line)]
    assert len(chapters) == 24
    assert "is refused:" in ran.out
    assert "不能办理" in ran.out
    assert re.search(r"(\d+) of \1 claims borne out by the run", ran.out)
    assert str(tmp_path / "demo" / "desk.db") in ran.out
    assert str(tmp_path / "demo" / "complaint.mmd") in ran.out


def test_the_commands_it_names_work(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What it proposes to try next can be tried: cases and journal answer, verify holds, the copy has faults.
    """
    monkeypatch.chdir(tmp_path)
    out = run("demo").out
    anchor = Path("demo/anchor.txt").read_text(encoding="utf-8")
    commands = [line.strip() for line in out.splitlines() if line.strip().startswith("propflow ")]
    assert len(commands) == 6
    statuses = []
    for command in commands:
        arguments = command.replace('"$(cat demo/anchor.txt)"', anchor).split()[1:]
        statuses.append(run(*arguments).status)
    assert statuses == [0, 0, 0, 1, 0, 0]


def test_a_claim_that_does_not_hold_is_a_fault(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    If the run did not bear out what is told, the command says which claim and ends with 1.
    """
    from propflow.cli.demo import ending

    def harmless(*_: object) -> Any:
        return lambda connection: None

    monkeypatch.setattr(ending, "case_removed", harmless)
    ran = run("demo", "--folder", tmp_path / "demo")
    assert ran.status == 1
    assert ran.err == "propflow: not as told: tampering 'case' comes out as promised.\n"


# --- the folder ---


def test_a_folder_of_somebody_else_s_is_left_alone(run: Run, tmp_path: Path) -> None:
    """
    A folder with other files is refused in one line, and nothing in it is touched.
    """
    (tmp_path / "desk.db").write_text("mine", encoding="utf-8")
    assert str(tmp_path) in run("demo", "--folder", tmp_path).refused()
    assert [one.name for one in tmp_path.iterdir()] == ["desk.db"]
    assert (tmp_path / "desk.db").read_text(encoding="utf-8") == "mine"


def test_a_file_in_the_folder_s_place_is_left_alone(run: Run, tmp_path: Path) -> None:
    """
    Where a file lies, no folder is made.
    """
    path = tmp_path / "demo"
    path.write_text("mine", encoding="utf-8")
    assert "not a folder" in run("demo", "--folder", path).refused()
    assert path.read_text(encoding="utf-8") == "mine"


def test_its_own_folder_is_used_again_and_other_files_in_it_stay(tmp_path: Path) -> None:
    """
    What the demonstration made is made anew; what somebody has put beside it stays.
    """
    folder = prepared(tmp_path / "demo")
    mine = [folder.path / "notes.txt", folder.path / COPIES / "mine.db"]
    ours = [folder.database, folder.copy("head"), folder.copy("head").with_name("head.db-wal")]
    for one in (*mine, *ours):
        one.write_text("x", encoding="utf-8")
    prepared(tmp_path / "demo")
    assert [one.exists() for one in (*mine, *ours)] == [True, True, False, False, False]


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    """
    A folder that is there and empty is marked and used; one whose parents are missing is made.
    """
    (tmp_path / "empty").mkdir()
    assert prepared(tmp_path / "empty").file(MARK).is_file()
    assert prepared(tmp_path / "a" / "b").file(MARK).is_file()


def test_a_marked_folder_is_not_one_by_name_only(tmp_path: Path) -> None:
    """
    A folder called demo is not taken for the demonstration's own.
    """
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.txt").touch()
    with pytest.raises(BadInput):
        prepared(tmp_path / "demo")
