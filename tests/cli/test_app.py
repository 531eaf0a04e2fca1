"""The command as a whole: its commands, its help, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

from propflow import __version__, errors
from propflow.cli import app as application
from propflow.cli import main
from propflow.errors import (
    Blocker,
    Conflict,
    Damaged,
    DefinitionError,
    InvalidValue,
    KeyReused,
    MalformedFile,
    PropflowError,
    Refused,
    UnknownCase,
    UnknownDefinition,
    UnknownName,
)

COMMANDS = [
    "demo",
    "list",
    "show",
    "check",
    "rules",
    "cases",
    "journal",
    "verify",
    "doctor",
    "replay",
    "tick",
    "due",
    "deadlines",
]

MADE: dict[type[PropflowError], PropflowError] = {
    type(one): one
    for one in (
        DefinitionError("Workflow 'w'", ["State 'a' is unreachable.", "State 'b' is a trap."]),
        InvalidValue("form", "type", "int instead of text"),
        UnknownName("action", "opne", ["open", "close"]),
        UnknownCase("riverside", "X-1"),
        Refused("X-1", "close", [Blocker("role", {"actor": "bob", "needed": ["clerk"]}), Blocker("future")]),
        Conflict("X-1", 1, 2, [Blocker("future")]),
        KeyReused("k"),
        Damaged("X-1", "its head cannot be read"),
        UnknownDefinition("X-1", "w@1:abc", ["w@1:def"]),
        MalformedFile("log.xes", "line 3", "it stops"),
    )
}

ERRORS = [
    MADE.get(one) or one("It cannot be\ndone.")
    for one in vars(errors).values()
    if isinstance(one, type) and issubclass(one, PropflowError)
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, run: Run) -> None:
    """
    `propflow COMMAND --help` shows an example that begins with that command, names --json, and ends with 0.
    """
    ran = run(command, "--help")
    assert ran.status == 0
    assert f"Example: propflow {command}" in " ".join(ran.out.split())
    assert "--json" in ran.out
    assert ran.err == ""


def test_help_lists_exactly_the_commands_there_are(run: Run) -> None:
    """
    `propflow` alone and `propflow --help` list the commands, and `policy`, which has three of its own.
    """
    ran = run("--help")
    assert [one for one in [*COMMANDS, "policy"] if f" {one} " not in ran.out] == []
    assert len(application.app.registered_commands) == len(COMMANDS)
    assert run().out == ran.out
    assert run().status == 0


def test_the_version_is_the_package_s(run: Run) -> None:
    """
    `propflow --version` says the version of the package.
    """
    assert run("--version").out.strip() == f"propflow {__version__}"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing"], "nothing"),
        (["list", "--nothing"], "--nothing"),
        (["cases"], "--store"),
        (["show"], "WORKFLOW"),
        (["show", "it_incident", "--format", "svg"], "svg"),
        (["show", "it_incident", "--lang", "fr"], "fr"),
        (["cases", "--store", "sqlite:///x.db", "--limit", "many"], "--limit"),
        (["replay", "log.xes"], "--map"),
    ],
)
def test_bad_usage_is_one_line(arguments: list[str], words: str, run: Run) -> None:
    """
    Whoever uses a command wrongly gets one line on standard error, which names what is wrong and where help is, and 2.
    """
    line = run(*arguments).refused()
    assert words.lower() in line.lower()
    assert "--help`." in line


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_every_error_of_propflow_is_one_line(error: PropflowError, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Whatever error in propflow.errors a command raises, it ends with 2 and one line that still holds every reason.
    """

    def fails(**_: object) -> None:
        raise error

    monkeypatch.setattr(application, "app", fails)
    line = run("list").refused()
    if isinstance(error, DefinitionError):
        assert all(one in line for one in error.faults)
    elif isinstance(error, Refused):
        assert all(one.say() in line for one in error.blockers)
    else:
        assert line == " ".join(str(error).split())


def test_a_missing_file_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    An error of the operating system ends with 2 and the name of the file.
    """

    def fails(**_: object) -> None:
        raise FileNotFoundError(2, "No such file or directory", "there.toml")

    monkeypatch.setattr(application, "app", fails)
    assert run("list").refused() == "there.toml: No such file or directory."


def test_a_fault_of_our_own_is_not_hidden(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    An error that nobody foresaw is raised as it is, and not passed off as bad input.
    """

    def fails(**_: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr(application, "app", fails)
    with pytest.raises(KeyError, match="ours"):
        run("list")


def test_an_interruption_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Ctrl-C ends with the status that shells expect, and without a traceback.
    """

    def fails(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(application, "app", fails)
    ran = run("list")
    assert (ran.status, ran.err) == (130, "propflow: interrupted.\n")


@pytest.mark.parametrize("missing", ["typer", "rich"])
def test_without_its_extra_the_command_says_what_to_install(
    missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Where Typer or Rich is not installed, there is one line that says so, and 2.
    """
    for name in [one for one in sys.modules if one.startswith("propflow.cli.")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [one for one in sys.modules if one.split(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    assert main(["list"]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.startswith(f"propflow: the command line needs {missing}")
    assert written.err.endswith("install propflow[cli].\n")


def test_another_missing_module_is_not_taken_for_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    If a module of propflow itself cannot be found, nobody is told to install the extra.
    """
    monkeypatch.delitem(sys.modules, "propflow.cli.app")
    monkeypatch.setitem(sys.modules, "propflow.cli.upkeep", None)
    parent: Any = sys.modules["propflow.cli"]
    monkeypatch.delattr(parent, "upkeep")
    with pytest.raises(ImportError):
        main(["list"])


def test_a_process_of_its_own_ends_with_the_status(tmp_path: Path) -> None:
    """
    `python -m propflow.cli` ends its process with 2 and one line on standard error, and with 0 where all is well.
    """

    def ended(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "propflow.cli", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)

    bad = ended("verify", "--store", "sqlite:///nothing.db")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr == "propflow: There is no store at 'nothing.db'.\n"
    good = ended("check")
    assert (good.returncode, good.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []
