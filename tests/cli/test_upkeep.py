"""`verify`, `doctor` and `tick`."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing

import pytest
from tests.cli.conftest import WANG, Kept, Run

from propflow.cli import modules, upkeep
from propflow.desk import VerifyReport
from propflow.model.instants import system_now


def spoil(kept: Kept, statement: str) -> None:
    """Change something behind the store's back."""
    with closing(sqlite3.connect(kept.path)) as connection:
        connection.execute(statement)
        connection.commit()


# --- verify ---


def test_an_untouched_store_verifies(kept: Kept, run: Run) -> None:
    """
    All is as it was written: no faults and 0, with the counts of the contract.
    """
    ran = run("verify", "--store", kept.url, "--json")
    assert ran.status == 0
    assert {name: ran.json[name] for name in ("cases", "records", "unsealed", "faults")} == {
        "cases": 4,
        "records": 9,
        "unsealed": 9,
        "faults": [],
    }
    assert "everything is as it was written" in run("verify", "--store", kept.url).out


def test_a_fault_is_found_and_told(kept: Kept, run: Run) -> None:
    """
    A changed record is a fault with case, number and words, and the status is 1.
    """
    spoil(kept, "update records set text = replace(text, 'wang', 'wing') where case_id = 'INC-000002' and number = 3")
    ran = run("verify", "--store", kept.url, "--json")
    assert ran.status == 1
    fault = ran.json["faults"][0]
    assert (fault["tenant"], fault["case"], fault["number"]) == ("riverside", "INC-000002", 3)
    assert fault["what"] == "the record's text is not what its hash was made of"
    told = run("verify", "--store", kept.url)
    assert told.status == 1
    assert fault["what"] in told.out
    assert f"{len(ran.json['faults'])} faults." in told.out


def test_verify_says_in_words_what_it_cannot_find(kept: Kept, run: Run) -> None:
    """
    How many records are newer than the last seal, and whose seals could be missing unnoticed, is said each time.
    """
    desk = kept.desk()
    desk.seal()
    desk.act("INC-000003", "take", by=WANG)
    found = run("verify", "--store", kept.url, "--json").json["not_found"]
    assert len(found) == 2
    assert "any of the 3 records newer than the last seal" in found[0]  # two of lakeside's, and the one just made
    assert found[1].endswith("lakeside, riverside.")
    told = run("verify", "--store", kept.url).out
    assert "What this cannot find:" in told
    assert all(f"  - {one}\n" in told for one in found)


def test_an_anchor_finds_a_seal_that_was_taken_away(kept: Kept, run: Run) -> None:
    """
    A last seal that is gone is found with its anchor, and without it is not.
    """
    seal = kept.desk().seal()
    assert seal is not None
    anchor = f"riverside:{seal.number}:{seal.hash}"
    assert run("verify", "--store", kept.url, "--anchor", anchor).status == 0
    assert run("verify", "--store", kept.url, "--anchor", anchor, "--json").json["not_found"][1].endswith("lakeside.")
    spoil(kept, "delete from seals")
    assert run("verify", "--store", kept.url).status == 0
    assert run("verify", "--store", kept.url, "--anchor", anchor).status == 1


def test_with_everything_sealed_and_anchored_nothing_is_left_out(kept: Kept, run: Run) -> None:
    """
    Where all is sealed and every tenant has an anchor, there is nothing that cannot be found.
    """
    anchors = []
    for tenant in ("lakeside", "riverside"):
        seal = kept.desk().for_tenant(tenant).seal()
        assert seal is not None
        anchors += ["--anchor", f"{tenant}:{seal.number}:{seal.hash}"]
    ran = run("verify", "--store", kept.url, *anchors, "--json")
    assert (ran.status, ran.json["not_found"], ran.json["unsealed"], ran.json["seals"]) == (0, [], 0, 2)


@pytest.mark.parametrize(
    "anchors",
    [
        ["riverside"],
        ["riverside:1"],
        ["riverside:0:" + "a" * 64],
        ["riverside:one:" + "a" * 64],
        ["riverside:1:" + "a" * 63],
        ["riverside:1:" + "g" * 64],
        [":1:" + "a" * 64],
        ["a:1:" + "a" * 64, "a:2:" + "b" * 64],
    ],
)
def test_an_anchor_that_is_none_is_one_line(anchors: list[str], kept: Kept, run: Run) -> None:
    """
    A mistyped anchor is refused rather than not found.
    """
    given = [part for one in anchors for part in ("--anchor", one)]
    assert "--anchor" in run("verify", "--store", kept.url, *given).refused()


# --- doctor ---


def test_the_doctor_says_what_stands_still(kept: Kept, run: Run) -> None:
    """
    Marks that nobody looks at are an error and the status is 1; after a tick they are not.
    """
    sick = run("doctor", "--store", kept.url, "--json")
    assert sick.status == 1
    assert [one["level"] for one in sick.json["findings"]] == ["error"]
    assert sick.json["figures"]["overdue"] == 4
    assert sick.json["figures"]["cases"] == 4
    told = run("doctor", "--store", kept.url)
    assert told.status == 1
    assert "error: " in told.out
    run("tick", "--store", kept.url)
    well = run("doctor", "--store", kept.url, "--json")
    assert (well.status, well.json["findings"]) == (0, [])
    assert "Nothing stands still." in run("doctor", "--store", kept.url).out


def test_a_warning_alone_is_no_fault(kept: Kept, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Cases of a workflow that was not named are a warning; they do not make the status 1.
    """
    run("tick", "--store", kept.url)
    monkeypatch.setattr(modules, "example", lambda: modules)
    ran = run("doctor", "--store", kept.url, "--json")
    assert ran.status == 0
    assert [one["level"] for one in ran.json["findings"]] == ["warning"]


# --- tick ---


def test_a_tick_fires_and_delivers(kept: Kept, run: Run) -> None:
    """
    What the clocks owe is fired once, and what is owed to people is delivered, visibly, on standard error.
    """
    ran = run("tick", "--store", kept.url, "--json")
    assert ran.status == 0
    assert ran.json["tick"]["cases"] == 4
    assert ran.json["tick"]["marks"] == 15  # by case 75%, the limit and the next rung; thrice that nobody took it up
    assert ran.json["deliver"]["delivered"] == 15
    assert ran.err.count("propflow.notify: ") == 4 + 3
    assert ran.err.count("propflow.escalate: ") == 2 * 4
    again = run("tick", "--store", kept.url, "--json").json
    assert (again["tick"]["marks"], again["deliver"]["delivered"], again["tick"]["more"]) == (0, 0, False)
    assert run("verify", "--store", kept.url).status == 0


def test_a_tick_takes_no_more_than_its_limit_and_says_so(kept: Kept, run: Run) -> None:
    """
    With --limit 1 one case is looked at, and the answer says that there may be more.
    """
    assert "There may be more" in run("tick", "--store", kept.url, "--limit", 1).out
    ran = run("tick", "--store", kept.url, "--limit", 1, "--json").json["tick"]
    assert (ran["cases"], ran["more"]) == (1, True)


def test_a_tick_says_which_workflows_it_does_not_know(kept: Kept, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Cases of an unknown workflow are left alone and told together, with the definition they follow; the status is 1.
    """
    monkeypatch.setattr(modules, "example", lambda: modules)
    ran = run("tick", "--store", kept.url)
    assert ran.status == 1
    (line,) = [one for one in ran.out.splitlines() if one.startswith("error: ")]
    assert line.startswith("error: 4 cases (")
    assert "follows it_incident@1:" in line
    plain = run("tick", "--store", kept.url, "--json")
    assert plain.status == 1
    assert {one["case"] for one in plain.json["tick"]["faults"]} == {"INC-000001", "INC-000002", "INC-000003"}
    assert kept.desk().case("INC-000003").version == 2
    named = run("tick", "--store", kept.url, "--module", "examples.it_incident", "--json")
    assert (named.status, named.json["tick"]["cases"]) == (0, 4)


def test_a_tick_knows_what_time_it_is(kept: Kept, run: Run) -> None:
    """
    The command looks at this machine's clock: marks say when they were fired.
    """
    before = system_now()
    run("tick", "--store", kept.url)
    record = kept.desk().journal("INC-000001")[-1]
    assert before <= record.at <= system_now()


def test_a_tick_leaves_the_log_of_its_process_as_it_was(kept: Kept, run: Run) -> None:
    """
    Showing what is told changes the program's logging only while the command runs.
    """
    logger = logging.getLogger("propflow")
    before = [*logger.handlers], logger.level
    run("tick", "--store", kept.url)
    assert ([*logger.handlers], logger.level) == before


def test_verifying_says_how_the_histories_stand_to_their_invariants(capsys: pytest.CaptureFixture[str]) -> None:
    """How many invariants there are, how often they are kept, and how often broken."""
    stands = {"complaint.I01": {"kept": 3}, "complaint.I02": {"kept": 1, "broken": 2}}
    upkeep._tell_verified(VerifyReport(3, 9, 0, 0, (), stands), [])
    assert "2 invariants of histories: 4 times kept, 2 broken." in capsys.readouterr().out
