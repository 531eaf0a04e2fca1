"""`cases` and `journal`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import OURS, Kept, Run

from propflow.adapters.stores.sqlite import SqliteStore


def test_cases_of_all_tenants_are_listed(kept: Kept, run: Run) -> None:
    """
    Without --tenant the cases of every tenant are listed, by tenant and id.
    """
    found = run("cases", "--store", kept.url, "--json").json
    places = [(one["tenant"], one["id"]) for one in found["cases"]]
    assert places == [
        ("lakeside", "INC-000001"),
        ("riverside", "INC-000001"),
        ("riverside", "INC-000002"),
        ("riverside", "INC-000003"),
    ]
    assert found["more"] is False
    told = run("cases", "--store", kept.url)
    assert told.status == 0
    assert [line.split()[:2] for line in told.out.splitlines()[2:-1]] == [list(one) for one in places]
    assert told.out.splitlines()[-1] == "4 cases; times in UTC."


def test_a_case_as_json_says_how_it_stands(kept: Kept, run: Run) -> None:
    """
    A case has its state, version, instants and all parts, and nothing that is confidential.
    """
    ran = run("cases", "--store", kept.url, "--tenant", "riverside", "--state", "in_progress", "--json")
    (one,) = ran.json["cases"]
    case = kept.desk().case("INC-000002")
    assert (one["id"], one["state"], one["version"], one["hash"]) == (case.id, "in_progress", 3, case.hash)
    assert one["workflow"] == "it_incident"
    assert one["registered_at"] == "2025-03-03T08:00:00.000000Z"
    assert one["next_due"] == "2025-03-04T02:00:00.000000Z"
    assert one["parts"] == json.loads(json.dumps({name: {**part} for name, part in case.parts.items()}))
    assert "138 0000 000" not in ran.out


@pytest.mark.parametrize(
    ("more", "ids"),
    [
        (["--state", "queued"], ["INC-000001", "INC-000003"]),
        (["--workflow", "it_incident"], ["INC-000001", "INC-000002", "INC-000003"]),
        (["--workflow", "another"], []),
        (["--state", "in_progress", "--workflow", "it_incident"], ["INC-000002"]),
        (["--after", "INC-000001"], ["INC-000002", "INC-000003"]),
        (["--limit", "3"], ["INC-000001", "INC-000002", "INC-000003"]),
    ],
)
def test_cases_can_be_narrowed_down(more: list[str], ids: list[str], kept: Kept, run: Run) -> None:
    """
    State, workflow, and the id after which to go on narrow the list down.
    """
    found = run("cases", "--store", kept.url, "--tenant", "riverside", *more, "--json").json
    assert [one["id"] for one in found["cases"]] == ids
    assert found["more"] is False


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_limit_does_not_hide_that_there_is_more(limit: int, kept: Kept, run: Run) -> None:
    """
    If a limit leaves cases out, also those of the next tenant, the answer says so.
    """
    found = run("cases", "--store", kept.url, "--limit", limit, "--json").json
    assert len(found["cases"]) == limit
    assert found["more"] is True
    assert "There are more" in run("cases", "--store", kept.url, "--limit", limit).out


def test_ids_to_go_on_after_need_a_tenant(kept: Kept, run: Run) -> None:
    """
    Every tenant has ids of its own, so --after without --tenant is refused.
    """
    assert "--tenant" in run("cases", "--store", kept.url, "--after", "INC-000001").refused()


def test_an_unknown_tenant_is_answered_with_those_there_are(kept: Kept, run: Run) -> None:
    """
    A misspelt tenant is bad input, not an empty list.
    """
    assert "lakeside, riverside" in run("cases", "--store", kept.url, "--tenant", "rivreside").refused()


def test_a_journal_as_json_is_what_is_stored(kept: Kept, run: Run) -> None:
    """
    Each record is given as it is stored, with its hash; confidential values are digests.
    """
    ran = run("journal", "INC-000002", "--store", kept.url, "--tenant", "riverside", "--json")
    records = kept.desk().journal("INC-000002")
    assert ran.json == [{**json.loads(one.text), "hash": one.hash} for one in records]
    assert [one["action"] for one in ran.json] == ["register", "open", "take"]
    assert set(ran.json[0]["form"]["values"]["contact"]) == {"sealed"}


@pytest.mark.parametrize(("language", "words"), [("en", "Take it up"), ("zh", "接手")])
def test_a_journal_is_shown_with_titles(language: str, words: str, kept: Kept, run: Run) -> None:
    """
    For people the journal has titles in the language asked for, and times in the zone asked for.
    """
    ran = run("journal", "INC-000002", "-s", kept.url, "--lang", language, "--zone", "Asia/Shanghai")
    assert ran.status == 0
    assert words in ran.out
    assert "2025-03-03 16:00:00" in ran.out
    assert "138 0000 000" not in ran.out


def test_a_case_that_several_tenants_have_must_be_told_apart(kept: Kept, run: Run) -> None:
    """
    A journal is found by its id alone only where one tenant has it.
    """
    assert run("journal", "INC-000003", "--store", kept.url, "--json").status == 0
    assert "lakeside, riverside" in run("journal", "INC-000001", "--store", kept.url).refused()
    assert run("journal", "INC-000001", "--store", kept.url, "--tenant", "lakeside", "--json").status == 0


def test_an_unknown_case_is_one_line(kept: Kept, run: Run) -> None:
    """
    A case that is not there is bad input, in an empty store, too.
    """
    assert "INC-000009" in run("journal", "INC-000009", "--store", kept.url).refused()
    assert "INC-000003" in run("journal", "INC-000003", "--store", kept.url, "--tenant", "lakeside").refused()
    empty = kept.path.with_name("empty.db")
    SqliteStore(empty).close()
    assert "INC-000001" in run("journal", "INC-000001", "--store", f"sqlite:///{empty}").refused()
    assert run("cases", "--store", f"sqlite:///{empty}", "--json").json == {"cases": [], "more": False}


def test_an_unknown_zone_is_one_line(kept: Kept, run: Run) -> None:
    """
    A zone that does not exist is bad usage.
    """
    assert "Asia/Shangai" in run("journal", "INC-000003", "-s", kept.url, "--zone", "Asia/Shangai").refused()


def test_cases_of_an_unknown_workflow_can_be_looked_at(kept: Kept, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Whoever lacks the definition sees cases and journals with names instead of titles.
    """
    from propflow.cli import modules

    monkeypatch.setattr(modules, "example", lambda: modules)  # a module without workflows
    assert [one.workflow.name for one in modules.known_workflows()] == OURS
    assert len(run("cases", "--store", kept.url, "--json").json["cases"]) == 4
    ran = run("journal", "INC-000003", "--store", kept.url)
    assert ran.status == 0
    assert "register" in ran.out
    assert "Register" not in ran.out.replace("Registered", "")


@pytest.mark.parametrize("command", ["cases", "journal X", "verify", "doctor", "tick"])
@pytest.mark.parametrize("there", ["nothing", "an empty file", "no folder"])
def test_a_command_that_looks_makes_no_store(command: str, there: str, run: Run, tmp_path: Path) -> None:
    """
    Commands that look refuse a store that is not there, in one line, and leave nothing behind.
    """
    path = tmp_path / "none" / "x.db" if there == "no folder" else tmp_path / "x.db"
    if there == "an empty file":
        path.touch()
    before = sorted(one.name for one in tmp_path.rglob("*"))
    assert str(path) in run(*command.split(), "--store", f"sqlite:///{path}").refused()
    assert sorted(one.name for one in tmp_path.rglob("*")) == before
    assert not path.exists() or path.stat().st_size == 0


@pytest.mark.parametrize("command", ["cases", "journal X", "verify", "doctor", "tick"])
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("memory:", "memory:"),
        ("desk.db", "sqlite:///"),
        ("ftp://here", "No plugin knows"),
        ("sqlite://host/x.db", "sqlite:///path"),
        ("sqlite:///", "sqlite:///path"),
    ],
)
def test_a_url_that_names_no_lasting_store_is_one_line(command: str, url: str, words: str, run: Run) -> None:
    """
    Another kind of URL is answered in one line, which says what one looks like.
    """
    assert words in run(*command.split(), "--store", url).refused()


@pytest.mark.parametrize("command", ["cases", "journal X", "verify", "doctor", "tick"])
@pytest.mark.parametrize("content", [b"not a database at all, but longer than a header of a hundred bytes" * 3, b"x"])
def test_a_foreign_file_is_one_line_and_stays(command: str, content: bytes, run: Run, tmp_path: Path) -> None:
    """
    A file of somebody else's is refused and left as it is.
    """
    path = tmp_path / "x.db"
    path.write_bytes(content)
    assert "left as it is" in run(*command.split(), "--store", f"sqlite:///{path}").refused()
    assert path.read_bytes() == content


def test_a_file_with_strange_characters_in_its_name_is_found(kept: Kept, run: Run) -> None:
    """
    A URL is written with percent signs where a name has blanks or question marks.
    """
    from propflow.cli.stores import sqlite_url

    path = kept.path.with_name("投诉 a?b#c%20.db")
    kept.path.rename(path)
    assert len(run("cases", "--store", sqlite_url(path), "--json").json["cases"]) == 4
