"""`demo`: what it tells is what has happened, and it leaves alone what is not its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from examples.it_incident import it_incident
from tests.cli.conftest import Run

from propflow import Desk
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.cli.demo.folder import ATTEMPTS, COPIES, MARK, Folder, prepared
from propflow.cli.demo.house import STAFF, Person
from propflow.cli.demo.incidents import COURSES, INCIDENTS, REPORTER
from propflow.cli.demo.tampering import byte_changed, copied, rewritten
from propflow.cli.demo.telling import Teller
from propflow.cli.demonstration import played
from propflow.cli.exits import BadInput
from propflow.views.mermaid import diagram


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Where the demonstration was played once."""
    return prepared(tmp_path_factory.mktemp("house") / "demo")


@pytest.fixture(scope="module")
def told(folder: Folder) -> dict[str, Any]:
    """What it told, after every claim of it was borne out."""
    found, broken = played(folder, Teller(silent=True))
    assert broken == []
    return found


@pytest.fixture
def desk(told: dict[str, Any], folder: Folder) -> Iterator[Desk]:
    """A desk on the database that it left."""
    with closing(SqliteStore(folder.database)) as store:
        yield Desk([it_incident], store, tenant=told["tenant"])


def test_every_claim_is_borne_out(told: dict[str, Any]) -> None:
    """
    The demonstration makes its claims in words and all of them hold.
    """
    assert len(told["claims"]) >= 20
    assert set(told["claims"].values()) == {True}


def test_thirty_incidents_are_in_the_store(told: dict[str, Any], desk: Desk) -> None:
    """
    The store that is left has the thirty incidents it speaks of, in the states it tells.
    """
    cases = desk.find()
    assert told["evening"]["registered"] == len(cases) == 30
    states = {name: len(desk.find(state=name)) for name in told["figures"]["states"]}
    assert states == told["figures"]["states"]
    assert sum(states.values()) == 30


def test_the_forged_closing_has_every_reason_in_two_languages(told: dict[str, Any]) -> None:
    """
    State, unconfirmed role, unknown field, future, guard and missing version are all named, each in both languages.
    """
    found = told["forged_closing"]
    assert set(found["codes"]) == {
        "state", "grant_unconfirmed", "field_unknown", "future", "severity_is_major", "expect_missing",
    }  # fmt: skip
    assert len(found["en"]) == len(found["zh"]) == 6
    assert all(re.search("[\u4e00-\u9fff]", one) for one in found["zh"])
    assert found["possible"]


def test_waits_are_told_by_their_reason(told: dict[str, Any]) -> None:
    """
    Waiting for the user leaves no limit meanwhile and a later one afterwards; waiting for the vendor changes nothing.
    """
    user, vendor = (told["waiting"][one]["due"] for one in ("INC-000005", "INC-000006"))
    assert user == ["2025-03-04T01:48:00.000000Z", None, "2025-03-04T07:48:00.000000Z"]
    assert len({*vendor}) == 1


def test_the_ladder_passes_over_a_vacant_seat(told: dict[str, Any]) -> None:
    """
    By day the technicians are told and four hours later the managers; at night the manager is told at once.
    """
    climbed = [one for one in told["limits"]["told"] if one["kind"] == "escalation"]
    rungs = [(one["case"], one["facts"]["rung"], one["facts"]["reached"], one["to"]) for one in climbed]
    assert rungs == [
        ("INC-000010", 1, 1, ["wang", "sun", "liu"]),
        ("INC-000010", 2, 2, ["wang", "chen"]),
        ("INC-000030", 1, 2, ["chen"]),
        ("INC-000030", 2, 2, ["chen"]),
    ]
    assert all(one["facts"]["late_by_seconds"] < 600 for one in climbed)


def test_a_major_incident_is_closed_by_a_signature(told: dict[str, Any], desk: Desk) -> None:
    """
    The journal has the proposal, the manager's signature and the closing, and no signature of the resolver.
    """
    assert told["signing"]["refused"] == ["duty"]
    records = [(one.kind, one.action, one.actor) for one in desk.journal(told["signing"]["case"])]
    assert records[-3:] == [
        ("propose", "close_major", "lin"),
        ("sign", "close_major", "chen"),
        ("act", "close_major", "lin"),
    ]


def test_reopening_begins_a_new_cycle(told: dict[str, Any], desk: Desk) -> None:
    """
    The incident that comes back is in its second cycle, and each cycle has its verdict.
    """
    run = desk.case(told["reopening"]["case"]).clock("restore")
    assert run is not None
    assert run.cycle == 2
    assert told["reopening"]["verdicts"] == {"1": "on_time", "2": "on_time"}


def test_the_store_that_is_left_verifies(told: dict[str, Any], desk: Desk) -> None:
    """
    The original is untouched by all the tampering: no fault, with the anchor it names, and the counts it tells.
    """
    tenant, number, hash_ = told["sealing"]["anchor"].split(":")
    report = desk.verify({tenant: (int(number), hash_)})
    assert report.faults == ()
    found = told["sealing"]
    assert (report.cases, report.records, report.unsealed) == (found["cases"], found["records"], found["unsealed"])
    assert found["unsealed"] == 2


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
    name: str, alone: bool, anchored: bool, told: dict[str, Any], folder: Folder
) -> None:
    """
    What is promised to be found is found in the copy that is left, and what cannot be is not, with and without anchor.
    """
    (one,) = [each for each in told["tampering"]["attempts"] if each["name"] == name]
    assert one["found"] == one["promised"] == {"alone": alone, "anchored": anchored}
    tenant, number, hash_ = told["sealing"]["anchor"].split(":")
    with closing(SqliteStore(folder.copy(name))) as store:
        desk = Desk([it_incident], store)
        assert bool(desk.verify().faults) is alone
        assert bool(desk.verify({tenant: (int(number), hash_)}).faults) is anchored


def test_every_copy_differs_from_the_original(told: dict[str, Any], folder: Folder, tmp_path: Path) -> None:
    """
    Each copy was truly tampered with: its contents are not those of the original.
    """

    def dump(path: Path) -> str:
        import sqlite3

        with closing(sqlite3.connect(path)) as connection:
            return "\n".join(connection.iterdump())

    original = dump(folder.database)
    texts = {name: dump(folder.copy(name)) for name in ATTEMPTS}
    assert [one["name"] for one in told["tampering"]["attempts"]] == list(ATTEMPTS)
    assert all(text != original for text in texts.values())
    assert len({*texts.values()}) == len(ATTEMPTS)


def test_a_rewriting_above_the_seal_truly_changes_what_is_told(told: dict[str, Any], folder: Folder) -> None:
    """
    The forgery that is not found is a real one: the journal reads differently, and no head disagrees with it.
    """
    with closing(SqliteStore(folder.copy("above"))) as store:
        desk = Desk([it_incident], store, tenant=told["tenant"])
        last: Any = desk.journal("INC-000018")[-1]
        assert last.form["values"]["text"] == "Nobody answered."
        assert desk.case("INC-000018").hash == last.hash


def test_the_files_it_names_are_there(told: dict[str, Any], folder: Folder) -> None:
    """
    Database, diagrams, journal, anchor and copies lie where it says, and the diagram is that of the workflow.
    """
    assert all(Path(one).exists() for one in told["places"].values())
    assert Path(told["places"]["diagram"]).read_text(encoding="utf-8") == diagram(it_incident)
    assert Path(told["places"]["diagram_zh"]).read_text(encoding="utf-8") == diagram(it_incident, language="zh")
    assert Path(told["places"]["anchor"]).read_text(encoding="utf-8") == told["sealing"]["anchor"]
    journal = Path(told["places"]["journal"]).read_text(encoding="utf-8")
    assert "Close a major incident" in journal
    assert "关闭重大事件" in journal


# --- the command ---


def test_the_command_tells_the_story_within_a_hundred_columns(run: Run, tmp_path: Path) -> None:
    """
    Thirteen chapters in two languages, no line wider than a hundred columns, and the count of claims at the end.
    """
    from rich.cells import cell_len

    ran = run("demo", "--folder", tmp_path / "demo")
    assert ran.status == 0
    assert ran.err == ""
    lines = [line for line in ran.out.splitlines() if str(tmp_path) not in line]
    assert max(cell_len(line.rstrip()) for line in lines) <= 100
    chapters = [line for line in lines if re.match(r"\d+\. .*[\u4e00-\u9fff]", line)]
    assert len(chapters) == 13
    assert "is refused:" in ran.out
    assert "不能办理" in ran.out
    assert re.search(r"(\d+) of \1 claims borne out by the run", ran.out)
    assert str(tmp_path / "demo" / "desk.db") in ran.out
    assert str(tmp_path / "demo" / "it_incident.mmd") in ran.out


def test_the_command_is_deterministic_but_for_salted_hashes(run: Run, tmp_path: Path) -> None:
    """
    Two runs tell the same, word for word: only the anchor, which hangs on random salts, and the seconds differ.
    """

    def plain() -> dict[str, Any]:
        found: dict[str, Any] = run("demo", "--folder", tmp_path / "demo", "--json").json
        found["sealing"].pop("anchor")
        found.pop("seconds")
        return found

    assert plain() == plain()


def test_the_commands_it_names_work(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What it proposes to try next can be tried: cases and journal answer, verify holds, and the copy has faults.
    """
    monkeypatch.chdir(tmp_path)
    out = run("demo").out
    anchor = Path("demo/anchor.txt").read_text(encoding="utf-8")
    commands = [line.strip() for line in out.splitlines() if line.strip().startswith("propflow ")]
    assert len(commands) == 4
    statuses = []
    for command in commands:
        arguments = command.replace('"$(cat demo/anchor.txt)"', anchor).split()[1:]
        statuses.append(run(*arguments).status)
    assert statuses == [0, 0, 0, 1]


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


# --- its parts ---


def test_the_thirty_follow_courses_that_exist() -> None:
    """
    There are thirty incidents, each with a course, every course has its incident, and everybody in them works here.
    """
    assert len(INCIDENTS) == 30
    assert {one.course for one in INCIDENTS} == set(COURSES)
    people = {deed.who for course in COURSES.values() for deed in course}
    assert people - {REPORTER} <= {one.id for one in STAFF}


@pytest.mark.parametrize(
    ("hour", "day", "night"), [(7, False, True), (8, True, False), (19, True, False), (20, False, True)]
)
def test_a_shift_may_go_past_midnight(hour: int, day: bool, night: bool) -> None:
    """
    Shifts begin at their first hour and end before their last, also across midnight.
    """
    assert Person("a", (), 8, 20).on_duty(hour) is day
    assert Person("b", (), 20, 8).on_duty(hour) is night


def test_a_changed_byte_changes_one_byte(told: dict[str, Any], folder: Folder, tmp_path: Path) -> None:
    """
    The smallest forgery there is: one byte of one record.
    """
    import sqlite3

    path = tmp_path / "copy.db"
    copied(folder.database, path)
    select = "select text from records where case_id = 'INC-000001' and number = 1"
    with closing(sqlite3.connect(path)) as connection:
        (before,) = connection.execute(select).fetchone()
        byte_changed(told["tenant"], "INC-000001", 1, "reader")(connection)
        (after,) = connection.execute(select).fetchone()
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before.encode(), after.encode(), strict=True)) == 1


def test_the_forger_s_rewriting_contradicts_nothing(told: dict[str, Any], folder: Folder, tmp_path: Path) -> None:
    """
    A rewriting in the middle of a case leaves records, hashes, head and index in agreement: only the seal tells.
    """
    import sqlite3

    path = tmp_path / "copy.db"
    copied(folder.database, path)
    with closing(sqlite3.connect(path)) as connection:
        rewritten(told["tenant"], "INC-000018", 4, "note", "Nobody was called.")(connection)
        connection.execute("delete from seals")
        connection.commit()
    with closing(SqliteStore(path)) as store:
        assert Desk([it_incident], store).verify().faults == ()
