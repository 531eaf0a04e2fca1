"""`check`: contradictions, what was left out, and the lock."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from examples.it_incident import it_incident
from tests.cli.conftest import OURS, Run
from tests.cli.test_definitions import LAMP

Module = Callable[[str, str], str]

GUARDED = """
from propflow import PASSES, guard, blocks

@guard(en="It is whole", zh="完好", revision={revision})
def is_whole(s):
    {body}

close = Action("close", lent, back, by=clerk, guards=[is_whole], milestone=CLOSE, en="Close", zh="归还")
loan = Clock("loan", starts=open_, stops=close, within=days(3), marks=[due(tell=clerk)], en="Loan", zh="借期")
it = lamp()
"""


def guarded(revision: int = 1, body: str = "return PASSES") -> str:
    """A module with a workflow that has a guard."""
    return LAMP + GUARDED.format(revision=revision, body=body)


def test_a_sound_module_has_no_errors(run: Run) -> None:
    """
    The example is sound: no error, no warning, one workflow, and 0.
    """
    ran = run("check", "examples.it_incident", "--json")
    assert ran.status == 0
    assert ran.json == {"errors": [], "warnings": [], "workflows": 1}


def test_without_a_module_all_that_is_known_is_checked(run: Run) -> None:
    """
    `propflow check` alone looks at what `propflow list` has.
    """
    assert run("check", "--json").json == {"errors": [], "warnings": [], "workflows": len(OURS) + 1}


def test_every_contradiction_is_an_error(run: Run, module: Module) -> None:
    """
    All faults of a definition are reported, one to a line, and the status is 1.
    """
    text = LAMP.replace("actions=[register, open_, close]", "actions=[register, open_]") + "it = lamp()\n"
    name = module("lamps", text)
    ran = run("check", name, "--json")
    assert ran.status == 1
    assert ran.json["workflows"] == 0
    errors = ran.json["errors"]
    assert len(errors) >= 3
    assert all(one.startswith("Workflow 'lamp': ") for one in errors)
    told = run("check", name)
    assert told.status == 1
    assert [line.removeprefix("error: ") for line in told.out.splitlines() if line.startswith("error: ")] == errors


def test_a_part_that_no_workflow_uses_is_a_warning(run: Run, module: Module) -> None:
    """
    A state, action, clock or guard that stands in the module and in no workflow was probably left out.
    """
    module(
        "lamps",
        guarded().replace("it = lamp()", "")
        + """
lost = State("lost", ACTIVE, en="Lost", zh="已遗失")
lose = Action("lose", lent, lost, by=clerk, en="Lose", zh="遗失")
search = Clock("search", starts=lose, stops=close, within=days(1), en="Search", zh="寻找")

@guard(en="It is lost", zh="已遗失")
def is_lost(s):
    return PASSES

it = lamp()
""",
    )
    ran = run("check", "lamps", "--json")
    assert ran.status == 0
    assert ran.json["errors"] == []
    left_out = [one.split(" (")[0] for one in ran.json["warnings"]]
    assert left_out == ["State 'lost'", "Action 'lose'", "Clock 'search'", "Guard 'is_lost'"]
    assert run("check", "lamps").out.count("warning: ") == 4


def test_a_part_used_in_another_module_is_not_left_out(run: Run, module: Module) -> None:
    """
    What one module defines and the other uses is in use, if both are checked.
    """
    module("parts", LAMP + "own = lamp()\nspare = State('spare', ACTIVE, en='Spare', zh='备用')\n")
    module(
        "users",
        "from parts import *\n"
        "lend_again = Action('lend', lent, spare, by=clerk, en='Lend', zh='再借')\n"
        "return_ = Action('return', spare, lent, by=clerk, en='Return', zh='还')\n"
        "it = Workflow('lamp', version=2, book='LMP', en='Lamp', zh='灯', states=[asked, lent, back, spare],\n"
        "    actions=[register, open_, close, lend_again, return_], clocks=[loan])\n",
    )
    assert len(run("check", "parts", "--json").json["warnings"]) == 1
    both = run("check", "parts", "users", "--json").json
    assert (both["warnings"], both["workflows"]) == ([], 2)


def test_a_module_without_a_workflow_is_a_warning(run: Run, module: Module) -> None:
    """
    A module in which there is no workflow is not passed over in silence.
    """
    assert run("check", module("lamps", LAMP), "--json").json["warnings"] == [
        "There is no workflow at the top of 'lamps'."
    ]


def test_two_different_workflows_of_one_name_and_version_are_an_error(run: Run, module: Module) -> None:
    """
    What a desk would refuse to have side by side is found before.
    """
    module("lamps", LAMP + "it = lamp()\n")
    module("lights", LAMP + "it = lamp(book='LGT')\n")
    ran = run("check", "lamps", "lights", "--json")
    assert ran.status == 1
    assert ran.json["errors"] == ["There are two different workflows 'lamp' of version 1."]


@pytest.mark.parametrize("how", ["lamps.py", "./lamps.py", "folder/lamps.py"])
def test_a_file_is_checked_by_its_path(how: str, run: Run, module: Module, tmp_path: Path) -> None:
    """
    A module may be named by the path of its file, wherever that lies; what lies beside it can be imported.
    """
    path = tmp_path / how
    path.parent.mkdir(exist_ok=True)
    (path.parent / "beside_lamps.py").write_text(LAMP, encoding="utf-8")
    path.write_text("from beside_lamps import *\nit = lamp()\n", encoding="utf-8")
    assert run("check", how, "--json").json == {"errors": [], "warnings": [], "workflows": 1}


def test_what_a_module_prints_does_not_spoil_json(run: Run, module: Module) -> None:
    """
    Standard output is JSON and nothing else, though the module prints while it is imported.
    """
    ran = run("check", module("lamps", LAMP + "print('hello')\nit = lamp()\n"), "--json")
    assert ran.json["workflows"] == 1
    assert "hello" in ran.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 +", "invalid syntax (lamps.py, line 1)"),
        ("import nothing_of_this_name", "nothing_of_this_name"),
        ("\n1 / 0", "ZeroDivisionError: division by zero (lamps.py, line 2)"),
        ("raise SystemExit(0)", "SystemExit: 0"),
    ],
)
def test_a_module_that_cannot_be_imported_is_bad_input(text: str, words: str, run: Run, module: Module) -> None:
    """
    If importing fails for another reason than a contradiction, one line says which and where, and the status is 2.
    """
    line = run("check", module("lamps", text)).refused()
    assert line.startswith("'lamps' cannot be imported: ")
    assert words in line


@pytest.mark.parametrize("name", ["no_such_module", "examples.nothing", "nothing.py", "examples/README.txt", ""])
def test_a_module_that_is_not_there_is_bad_input(name: str, run: Run) -> None:
    """
    A name that nothing bears is answered in one line.
    """
    assert run("check", name).refused()


# --- the lock ---


def test_a_lock_that_is_written_holds(run: Run, tmp_path: Path) -> None:
    """
    Right after the lock was written there is nothing to report, and writing it again changes no byte.
    """
    lock = tmp_path / "workflows.lock"
    assert run("check", "examples.it_incident", "--lock", lock, "--write-lock").status == 0
    text = lock.read_bytes()
    assert run("check", "examples.it_incident", "--lock", lock, "--json").json["errors"] == []
    run("check", "examples.it_incident", "--lock", lock, "--write-lock")
    assert lock.read_bytes() == text
    assert json.loads(text)["workflows"]["it_incident@1"]["fingerprint"] == it_incident.fingerprint
    assert [one.name for one in tmp_path.iterdir()] == ["workflows.lock"]


def test_the_lock_is_sorted(run: Run, module: Module, tmp_path: Path) -> None:
    """
    The lock does not depend on the order in which modules are named.
    """
    module("lamps", LAMP + "it = lamp()\n")
    texts = []
    for names in (["lamps", "lights"], ["lights", "lamps"]):
        module("lights", LAMP + "every = [lamp(2), lamp(3)]\n")
        run("check", *names, "--write-lock")
        texts.append((tmp_path / "workflows.lock").read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    assert list(json.loads(texts[0])["workflows"]) == ["lamp@1", "lamp@2", "lamp@3"]


def test_a_changed_workflow_is_an_error(run: Run, module: Module) -> None:
    """
    A definition that has changed since the lock was written, under the same version, is found.
    """
    run("check", module("lamps", LAMP + "it = lamp()\n"), "--write-lock")
    module("lamps", LAMP.replace("days(3)", "days(4)") + "it = lamp()\n")
    ran = run("check", "lamps", "--lock", "workflows.lock", "--json")
    assert ran.status == 1
    assert len(ran.json["errors"]) == 1
    assert "'lamp' version 1 has changed" in ran.json["errors"][0]


def test_a_guard_with_another_body_under_its_revision_is_an_error(run: Run, module: Module) -> None:
    """
    A guard that decides otherwise must say so by its revision.
    """
    run("check", module("lamps", guarded()), "--write-lock")
    module("lamps", guarded(body='return blocks("never")'))
    ran = run("check", "lamps", "--lock", "workflows.lock", "--json")
    assert ran.status == 1
    assert "Guard 'is_whole'" in ran.json["errors"][0]
    module("lamps", guarded(revision=2, body='return blocks("never")'))
    (error,) = run("check", "lamps", "--lock", "workflows.lock", "--json").json["errors"]
    assert "Guard" not in error


def test_a_workflow_that_the_lock_does_not_have_is_an_error(run: Run, module: Module) -> None:
    """
    A new version must be locked, too.
    """
    run("check", module("lamps", LAMP + "it = lamp()\n"), "--write-lock")
    module("lamps", LAMP + "every = [lamp(1), lamp(2)]\n")
    assert run("check", "lamps", "--lock", "workflows.lock", "--json").json["errors"] == [
        "'lamp' version 2 is not in the lock; write the lock anew."
    ]


def test_a_locked_workflow_that_is_gone_is_a_warning(run: Run, module: Module) -> None:
    """
    A version that was locked and is not there any more is mentioned: cases may follow it.
    """
    run("check", module("lamps", LAMP + "every = [lamp(1), lamp(2)]\n"), "--write-lock")
    module("lamps", LAMP + "it = lamp(2)\n")
    ran = run("check", "lamps", "--lock", "workflows.lock", "--json")
    assert ran.status == 0
    assert ["'lamp@1'" in one for one in ran.json["warnings"]] == [True]


def test_a_lock_is_not_written_over_errors(run: Run, module: Module, tmp_path: Path) -> None:
    """
    While a workflow contradicts itself, the lock stays as it is.
    """
    run("check", module("lamps", LAMP + "it = lamp()\n"), "--write-lock")
    before = (tmp_path / "workflows.lock").read_bytes()
    module("lamps", LAMP.replace("actions=[register, open_, close]", "actions=[register, open_]") + "it = lamp()\n")
    ran = run("check", "lamps", "--write-lock")
    assert ran.status == 1
    assert "left as it is" in ran.out
    assert (tmp_path / "workflows.lock").read_bytes() == before


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": 2}', '{"format": 1}', '{"format": 1, "workflows": [1]}', "\x00"]
)
def test_a_lock_that_cannot_be_read_is_bad_input(text: str, run: Run, tmp_path: Path) -> None:
    """
    Whatever else lies in the lock's place is answered in one line.
    """
    lock = tmp_path / "workflows.lock"
    lock.write_text(text, encoding="utf-8")
    assert str(lock) in run("check", "--lock", lock).refused()


def test_a_lock_that_is_not_there_is_bad_input(run: Run, tmp_path: Path) -> None:
    """
    Comparing with no lock says how to write one.
    """
    assert "--write-lock" in run("check", "--lock", tmp_path / "none.lock").refused()
