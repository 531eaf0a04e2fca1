"""Policies on the command line: what there is, what each says, and what is wrong with a site's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from propflow.policy import built_in, load

LAMPS = """
from propflow import ACTIVE, CLOSE, ENTRY, FINAL, OPEN, REGISTER, START, Action, Clock, Role, State, Workflow, due
from propflow import amount_slot, choice_slot, number_slot
clerk = Role("clerk", en="Clerk", zh="文员")
asked = State("asked", ENTRY, en="Asked", zh="已申请")
lent = State("lent", ACTIVE, en="Lent", zh="已借出")
back = State("back", FINAL, en="Back", zh="已归还")
register = Action("register", START, asked, by=clerk, milestone=REGISTER, en="Register", zh="登记")
open_ = Action("open", asked, lent, by=clerk, milestone=OPEN, en="Open", zh="借出")
close = Action("close", lent, back, by=clerk, milestone=CLOSE, en="Close", zh="归还")
keep = amount_slot("keep", en="Kept", zh="借期")
bulbs = number_slot("bulbs", en="Bulbs", zh="灯泡数")
spare = number_slot("spare", en="Spare bulbs", zh="备用灯泡", design=2)
where = choice_slot("where", {"hall": ("Hall", "大厅"), "gate": ("Gate", "门岗")}, en="Where", zh="地点", needed=True)
loan = Clock("loan", starts=open_, stops=close, within=keep, marks=[due(tell=clerk)], en="Loan", zh="借期")


def lamp(version, slots):
    return Workflow(
        "lamp", version=version, book="LMP", en="Lamp", zh="灯", slots=slots,
        states=[asked, lent, back], actions=[register, open_, close], clocks=[loan],
    )


every = [lamp(1, [keep]), lamp(2, [keep, bulbs, spare, where])]
"""

SITE = """
name = "site"
en = "Site"
zh = "本小区"
[lamp]
keep = { value = "2 days", rules = ["L01-01"] }
where = "gate"
"""

Write = Callable[[str, str], str]


@pytest.fixture
def lamps(module: Write) -> str:
    """A module with a workflow that has slots from its second version on, in the current folder."""
    return module("lamps", LAMPS)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a policy into a file; its path."""

    def written(name: str, text: str) -> str:
        path = tmp_path / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


@pytest.mark.parametrize("command", ["list", "show", "check"])
def test_every_command_has_help_with_an_example(command: str, run: Run) -> None:
    """
    `propflow policy COMMAND --help` shows an example that begins with that command, and names --json.
    """
    ran = run("policy", command, "--help")
    assert ran.status == 0
    assert f"Example: propflow policy {command}" in " ".join(ran.out.split())
    assert "--json" in ran.out


def test_policy_is_among_the_commands(run: Run) -> None:
    """
    `propflow --help` lists it, its own help lists the three, and alone it is bad usage in one line.
    """
    assert " policy " in run("--help").out
    assert [one for one in ("list", "show", "check") if f" {one} " not in run("policy", "--help").out] == []
    assert "propflow policy --help" in run("policy").refused()


def test_list_has_the_profiles(run: Run) -> None:
    """
    Each with its titles, the workflows it speaks of, and how many values it has.
    """
    listed = run("policy", "list", "--json").json
    assert [one["name"] for one in listed] == [*built_in()]
    manual = load("front_desk_manual")
    (found,) = [one for one in listed if one["name"] == "front_desk_manual"]
    assert found == {
        "name": "front_desk_manual",
        "title": manual.en,
        "title_zh": manual.zh,
        "workflows": [*dict.fromkeys(name.partition(".")[0] for name in manual.values)],
        "values": len(manual.values),
    }
    shown = run("policy", "list")
    assert shown.status == 0
    assert manual.zh in shown.out


def test_show_has_every_value_with_its_rules(run: Run) -> None:
    """
    A profile by its name: each value and the rules that say so.
    """
    shown = run("policy", "show", "front_desk_manual", "--json").json
    assert shown["title_zh"] == load("front_desk_manual").zh
    assert shown["values"]["complaint.hand_over"] == {"value": "20 minutes", "rules": ["B11-07", "B11-10"]}
    assert shown["values"].keys() == load("front_desk_manual").values.keys()
    (line,) = [one for one in run("policy", "show", "front_desk_manual").out.splitlines() if ".hand_over " in one]
    assert line.split()[-4:] == ["20", "minutes", "B11-07,", "B11-10"]


def test_show_says_where_a_policy_is_silent(run: Run, lamps: str, write: Write) -> None:
    """
    For the workflow in its highest version: the slots nothing fills, and those that a value of ours fills.
    """
    path = write("site", SITE)
    assert run("policy", "show", path, "-m", lamps, "--json").json["silent"] == {"lamp": ["bulbs", "spare"]}
    out = run("policy", "show", path, "-m", lamps).out
    assert "lamp.keep    2 days   L01-01" in out
    assert "Silent for 'lamp', so give a value or switch it off: bulbs.\n" in out
    assert "Silent for 'lamp', so our own value holds: spare = 2.\n" in out


def test_show_says_which_workflow_it_does_not_know(run: Run, write: Write) -> None:
    """
    Without the workflow nobody can say where the policy is silent, and the command says so.
    """
    path = write("site", SITE)
    ran = run("policy", "show", path)
    assert ran.status == 0
    assert "The workflow 'lamp' is not known here; name its module with --module.\n" in ran.out
    assert run("policy", "show", path, "--json").json["silent"] == {}


def test_check_lists_every_fault_and_ends_with_one(run: Run, lamps: str, write: Write) -> None:
    """
    All that lint finds, and status 1.
    """
    path = write("site", SITE.replace("2 days", "soon") + 'kepe = "1 day"\n')
    ran = run("policy", "check", path, "-m", lamps, "--json")
    assert ran.status == 1
    assert ran.json["workflows"] == 1
    assert ran.json["decisions"] == []
    for one, words in zip(
        ran.json["errors"], ["(did you mean 'keep'?)", "'soon'", "silent on 'lamp.bulbs'"], strict=True
    ):
        assert words in one
    plain = run("policy", "check", path, "-m", lamps)
    assert plain.status == 1
    assert plain.out == "".join(f"error: {one}\n" for one in ran.json["errors"]) + (
        "1 workflow checked, 0 decisions, 3 errors.\n"
    )


def test_check_lays_the_file_over_its_bases(run: Run, lamps: str, write: Write) -> None:
    """
    What the bases say fills what the file leaves open, what it replaces is told, and a sound result ends with 0.
    """
    first = write("first", 'name = "first"\n[lamp]\nkeep = "1 day"\nbulbs = 3\nwhere = "hall"\n')
    second = write("second", 'name = "second"\n[lamp]\nkeep = "3 days"\nwhere = "gate"\n')
    ran = run("policy", "check", write("site", SITE), "--base", first, "--base", second, "-m", lamps)
    assert ran.status == 0
    assert ran.out == (
        "decided: lamp.keep (Kept): first says 1 day; second says 3 days; site says 2 days (L01-01). "
        "Taken: 2 days, as it is laid over the others.\n"
        "decided: lamp.where (Where): first says hall; second says gate; site says gate. "
        "Taken: gate, as it is laid over the others.\n"
        "1 workflow checked, 2 decisions, 0 errors.\n"
    )


def test_check_finds_the_conflicts_of_the_bases(run: Run, lamps: str, write: Write) -> None:
    """
    What two bases say differently, and the file leaves open, is a fault.
    """
    first = write("first", 'name = "first"\n[lamp]\nkeep = "1 day"\nbulbs = 3\nwhere = "hall"\n')
    second = write("second", 'name = "second"\n[lamp]\nbulbs = 4\n')
    ran = run("policy", "check", write("site", SITE), "-b", first, "-b", second, "-m", lamps, "--json")
    assert ran.status == 1
    (fault,) = ran.json["errors"]
    assert fault.startswith("lamp.bulbs (Bulbs): first says 3; second says 4; none of them is the stricter.")


def test_check_says_which_workflow_may_be_meant(run: Run, lamps: str, write: Write) -> None:
    """
    A table of no workflow is a fault, with the one that is meant.
    """
    ran = run("policy", "check", write("site", SITE.replace("[lamp]", "[lmap]")), "-m", lamps, "--json")
    assert ran.status == 1
    (fault,) = ran.json["errors"]
    assert "speaks of the workflow 'lmap', which is not here (did you mean 'lamp'?)" in fault


def test_check_lists_what_no_policy_can_say(run: Run, lamps: str, write: Write) -> None:
    """
    Faults of the file itself are listed, too: fractions, misplaced keys, all of them, with status 1.
    """
    path = write("site", 'name = "site"\nnmae = "x"\n[lamp]\nkeep = 1.5\n')
    ran = run("policy", "check", path, "-m", lamps, "--json")
    assert ran.status == 1
    assert len(ran.json["errors"]) == 2
    assert ran.json["workflows"] == 0


@pytest.mark.parametrize("command", ["show", "check"])
def test_what_cannot_be_read_is_one_line(command: str, run: Run, write: Write) -> None:
    """
    A missing file, broken TOML and a misspelt name end with 2 and one line.
    """
    assert "No such file" in run("policy", command, "none.toml").refused()
    assert "line 2" in run("policy", command, write("broken", 'name = "a"\n[lamp\n')).refused()
    assert "Did you mean 'front_desk_manual'?" in run("policy", command, "front_desk_manuel").refused()


def test_a_base_that_cannot_be_used_is_one_line(run: Run, lamps: str, write: Write) -> None:
    """
    A base is given, not checked: its faults end with 2 and one line that holds all of them.
    """
    base = write("base", "[lamp]\nkeep = 1.5\n")
    line = run("policy", "check", write("site", SITE), "--base", base, "-m", lamps).refused()
    assert "name is missing" in line
    assert "fraction 1.5" in line
