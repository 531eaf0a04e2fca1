"""`propflow rules`: how far the manuals are carried out, for people and for machines."""

from __future__ import annotations

import json
from typing import Any

import pytest

from propflow.cli.app import run

STATUSES = ("decides", "records", "cited", "open")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["rules", *arguments]) == 0
    return capsys.readouterr().out


def data(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(said(capsys, "--json", *arguments))


def test_the_json_keeps_its_contract(capsys: pytest.CaptureFixture[str]) -> None:
    """Counts by status and area, and each rule with status, carriers and why; they add up."""
    found = data(capsys)
    assert found["enforceable"] == len(found["rules"]) == 1221
    assert sum(found["by_status"].values()) == 1221
    for counts in found["by_area"].values():
        assert counts["enforceable"] == sum(counts[status] for status in STATUSES)
    for status in STATUSES:
        assert found["by_status"][status] == sum(one["status"] == status for one in found["rules"].values())
        assert found["by_status"][status] == sum(counts[status] for counts in found["by_area"].values())
    for one in found["rules"].values():
        assert one["status"] in STATUSES
        assert one["why"]
        assert bool(one["carried_by"]) == (one["status"] != "open")


def test_a_rule_says_what_carries_it(capsys: pytest.CaptureFixture[str]) -> None:
    """An interview after three overruns in a row: by what of the duty would go wrong without it."""
    one = data(capsys)["rules"]["D04-06"]
    assert one["status"] == "decides"
    assert all(key.startswith("period/") for key in one["carried_by"])
    assert one["carried_by"]


def test_what_was_not_tried_is_no_more_than_cited(capsys: pytest.CaptureFixture[str]) -> None:
    """A citation alone counts for nothing, and says how to find out."""
    one = data(capsys)["rules"]["C04-22"]
    assert (one["status"], one["carried_by"] != []) == ("cited", True)
    assert "make rules" in one["why"]


def test_an_area_is_shown_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """In the table and in what is open."""
    table = said(capsys, "--area", "warranty")
    assert "warranty" in table
    assert "complaint" not in table
    listed = said(capsys, "--area", "warranty", "--open")
    assert "A02-01" in listed
    assert "C04-22" not in listed


def test_an_unknown_area_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    """One line, with what is meant."""
    assert run(["rules", "--area", "complaints"]) == 2
    assert "Did you mean 'complaint'" in capsys.readouterr().err


def test_a_wrong_citation_is_a_fault_of_check(capsys: pytest.CaptureFixture[str], tmp_path: Any) -> None:
    """A site may cite its own manuals, but no rule of ours that there is not."""
    module = tmp_path / "site.py"
    module.write_text(
        "from propflow import *\n"
        "clerk = Role('clerk', en='Clerk', zh='前台')\n"
        "new = State('new', ENTRY, en='New', zh='新', rules=['SITE-1'])\n"
        "done = State('done', FINAL, en='Done', zh='完', rules=['C04-99'])\n"
        "register = Action('register', START, new, en='Register', zh='登记', by=clerk, milestone=REGISTER)\n"
        "open_ = Action('open', new, STAY, en='Open', zh='立项', by=clerk, milestone=OPEN)\n"
        "close = Action('close', new, done, en='Close', zh='销项', by=clerk, milestone=CLOSE)\n"
        "visit = Workflow('visit', en='Visit', zh='来访', states=[new, done], actions=[register, open_, close])\n",
        encoding="utf-8",
    )
    assert run(["check", str(module)]) == 1
    out = capsys.readouterr().out
    assert "visit/state/done cites the rule 'C04-99', which is not in the rulebook" in " ".join(out.split())
    assert "SITE-1" not in out
