"""Workflows that plugins bring with their slots unfilled: for cases under policies that nobody gives any more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.parcels import MORNING, house_rules, parcel, pia

from propflow import Desk, VirtualClock, Workflow, connect, hookimpl
from propflow.errors import UnknownDefinition, UnknownName


class Brings:
    """A plugin that brings workflows."""

    name = "brings"

    def __init__(self, *workflows: Workflow) -> None:
        self._workflows = workflows

    @hookimpl
    def propflow_workflows(self) -> Any:
        """Those it was made with."""
        return self._workflows


def desk_on(path: Path, plugin: Brings, *workflows: Workflow) -> Desk:
    """A desk on the store in a file."""
    return connect(f"sqlite:///{path}", workflows, plugins=[plugin], discover=False, now=VirtualClock(MORNING))


def test_an_unfilled_workflow_is_for_running_cases(tmp_path: Path) -> None:
    """The desk can be put together with it, registers nothing under it, and goes on with what was registered."""
    path = tmp_path / "desk.db"
    old = desk_on(path, Brings(parcel()), parcel().under(house_rules("old"))).register("parcel", {}, by=pia)
    bare = desk_on(path, Brings(parcel()))
    assert "parcel" not in [one.name for one in bare.workflows]
    with pytest.raises(UnknownName):
        bare.register("parcel", {}, by=pia)
    assert bare.act(old.id, "open", by=pia).workflow == old.workflow
    new = desk_on(path, Brings(parcel()), parcel().under(house_rules("new")))
    assert new.act(old.id, "close", by=pia).workflow == old.workflow
    assert new.register("parcel", {}, by=pia).workflow != old.workflow


def test_without_the_workflow_a_case_cannot_go_on(tmp_path: Path) -> None:
    """What the store keeps is the text of the definition, not its guards: somebody must bring the workflow."""
    path = tmp_path / "desk.db"
    old = desk_on(path, Brings(parcel()), parcel().under(house_rules("old"))).register("parcel", {}, by=pia)
    with pytest.raises(UnknownDefinition):
        desk_on(path, Brings()).act(old.id, "open", by=pia)


def test_a_workflow_that_leaves_nothing_open_is_for_new_cases(tmp_path: Path) -> None:
    """A plugin may bring a workflow that is bound already, or has no slots; it can be used at once."""
    desk = desk_on(tmp_path / "desk.db", Brings(parcel().under(house_rules())))
    assert desk.register("parcel", {}, by=pia).state == "arrived"
