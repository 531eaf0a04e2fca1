"""`list` and `show`."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from examples.it_incident import it_incident
from tests.cli.conftest import OURS, Run

from propflow import hookimpl
from propflow.cli import modules
from propflow.plugins import plugin_manager
from propflow.views.mermaid import diagram
from propflow.views.table import table

LAMP = """
from propflow import ACTIVE, CLOSE, ENTRY, FINAL, OPEN, REGISTER, START, Action, Clock, Role, State, Workflow, days, due
clerk = Role("clerk", en="Clerk", zh="文员")
asked = State("asked", ENTRY, en="Asked", zh="已申请")
lent = State("lent", ACTIVE, en="Lent", zh="已借出")
back = State("back", FINAL, en="Back", zh="已归还")
register = Action("register", START, asked, by=clerk, milestone=REGISTER, en="Register", zh="登记")
open_ = Action("open", asked, lent, by=clerk, milestone=OPEN, en="Open", zh="借出")
close = Action("close", lent, back, by=clerk, milestone=CLOSE, en="Close", zh="归还")
loan = Clock("loan", starts=open_, stops=close, within=days(3), marks=[due(tell=clerk)], en="Loan", zh="借期")


def lamp(version=1, book="LMP", name="lamp"):
    return Workflow(
        name, version=version, book=book, en="Lamp", zh="灯",
        states=[asked, lent, back], actions=[register, open_, close], clocks=[loan],
    )
"""

Module = Callable[[str, str], str]

SHIPPED = [*OURS, "it_incident"]


def test_the_list_is_not_empty_out_of_the_box(run: Run) -> None:
    """
    Without any module or plugin, `list` has the workflows that come with propflow.
    """
    assert [one["name"] for one in run("list", "--json").json] == SHIPPED


def test_list_as_json_has_the_shape_of_the_contract(run: Run) -> None:
    """
    Each has name, version, title, Chinese titles, and the names of states, actions, clocks and final states.
    """
    one = run("list", "--json").json[-1]
    assert set(one) >= {"name", "version", "title", "titles_zh", "states", "actions", "clocks", "final_states"}
    assert one["version"] == 1
    assert one["title"] == "IT incident"
    assert one["states"] == [each.name for each in it_incident.states]
    assert one["actions"] == [each.name for each in it_incident.actions]
    assert {"register", "open", "close"} <= set(one["actions"])
    assert one["clocks"] == ["take_up", "restore", "confirm"]
    assert one["final_states"] == ["archived", "cancelled"]
    assert one["titles_zh"]["actions"]["open"] == "立项"


def test_list_has_the_modules_named(run: Run, module: Module) -> None:
    """
    Workflows of a module in the current folder are listed, every version, and whence they come.
    """
    module("lamps", LAMP + "every = [lamp(1), lamp(2)]\n")
    ran = run("list", "lamps")
    assert ran.status == 0
    assert "灯" in ran.out
    assert "lamps" in ran.out
    found = [(one["name"], one["version"]) for one in run("list", "lamps", "--json").json]
    assert found == [("lamp", 1), ("lamp", 2), *((name, 1) for name in SHIPPED)]


def test_the_same_workflow_is_listed_once(run: Run) -> None:
    """
    The example named as a module and by its path is the one that comes with propflow.
    """
    assert len(run("list", "examples.it_incident", "examples/it_incident.py", "--json").json) == len(SHIPPED)


def test_workflows_of_plugins_are_listed(run: Run, module: Module, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What a plugin brings is there without being named, and once even if its module is named, too.
    """
    lamp = modules.load(module("lamps", LAMP + "it = lamp()\n")).it
    plugin = SimpleNamespace(propflow_workflows=hookimpl(lambda: [lamp]))
    monkeypatch.setattr(modules, "plugin_manager", lambda: plugin_manager([plugin]))
    ran = run("list", "lamps")
    shown = re.findall(r"^(\w+) +\d+ ", ran.out, re.MULTILINE)  # a long title takes several lines
    assert [one[:12] for one in shown] == [one[:12] for one in ["lamp", *SHIPPED]]
    assert " plugin" in ran.out


def test_a_plugin_that_fails_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A plugin that raises while it brings its workflows is bad input, told in one line.
    """

    def fails() -> Any:
        raise RuntimeError("no licence")

    plugin = SimpleNamespace(propflow_workflows=hookimpl(fails))
    monkeypatch.setattr(modules, "plugin_manager", lambda: plugin_manager([plugin]))
    assert "RuntimeError: no licence" in run("list").refused()


@pytest.mark.parametrize("text", ["it = lamp(name='it_incident')\n", "it = lamp(book='INC')\n"])
def test_the_example_gives_way(text: str, run: Run, module: Module) -> None:
    """
    A workflow of one's own with the example's name or book takes its place; a desk could not have both.
    """
    found = run("list", module("lamps", LAMP + text), "--json").json
    assert [one["title"] for one in found][:2] == ["Lamp", "Complaint"]
    assert len(found) == 1 + len(OURS)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_show_writes_the_views_as_they_are(language: str, run: Run) -> None:
    """
    In a pipe, tables are Markdown and the diagram is Mermaid, letter for letter as the views make them.
    """
    assert run("show", "it_incident", "--lang", language).out == table(it_incident, language=language)
    shown = run("show", "it_incident", "--format", "mermaid", "--lang", language)
    assert shown.out == diagram(it_incident, language=language)


def test_show_as_json_is_the_whole_definition(run: Run) -> None:
    """
    `--format json` and `--json` are the same: the definition with its fingerprint.
    """
    shown = run("show", "it_incident", "--json").json
    assert shown == run("show", "it_incident", "--format", "json").json
    assert shown["fingerprint"] == it_incident.fingerprint


def test_show_takes_the_highest_version_or_the_one_named(run: Run, module: Module) -> None:
    """
    A name alone is the highest version; name@1 is version 1.
    """
    module("lamps", LAMP + "every = {'old': lamp(1), 'new': lamp(2)}\n")
    assert run("show", "lamp", "-m", "lamps", "--json").json["version"] == 2
    assert run("show", "lamp@1", "-m", "lamps", "--json").json["version"] == 1
    assert "lamp@3" in run("show", "lamp@3", "-m", "lamps").refused()


def test_show_says_which_workflow_may_be_meant(run: Run) -> None:
    """
    A misspelt name is answered with the one that is meant.
    """
    assert "Did you mean 'it_incident'?" in run("show", "it_incidnet").refused()
