"""Every edge of the repair workflow, moving or in place, is taken once; nothing else can be done anywhere."""

from __future__ import annotations

import pytest
from tests.workflows.repair.plots import (
    ROUTES,
    Plot,
    Stage,
    arrived,
    attempt,
    done,
    edges,
    plot_of,
    usual,
)

from propflow import Actor, Relation, Role
from propflow.definition.actions import Action
from propflow.workflows.repair import repair

ACTIONS = pytest.mark.parametrize("action", repair.actions, ids=lambda one: one.name)


def taken(house: Stage, action: Action, by: Actor | None = None) -> tuple[str, str, str]:
    """The edge by which the action leads on, as the journal says."""
    attempt(house, action.name, plot_of(house.state if house.case_id else "start", action.name).form, by)
    if action.sign_offs:
        done(house, action.name, by)
    record = house.desk.journal(house.case_id)[-1]
    return (record.state_from or "start", record.action, record.state_to)


def ready(source: str, action: Action) -> Stage:
    """A house where everything is as the action needs it in this state."""
    house = arrived(source, plot_of(source, action.name))
    assert not house.case_id or house.state == source
    return house


@ACTIONS
def test_each_edge_is_taken(action: Action) -> None:
    """The examples of an action take each of its edges, and the journal says so."""
    assert {taken(ready(source, action), action) for source, _, _ in edges(action)} == set(edges(action))


def test_there_is_a_way_to_every_state() -> None:
    """The stories of the edges begin in every state there is, and the ways to them are of this workflow."""
    assert set(ROUTES) == {"start", *(one.name for one in repair.states)}
    assert {source for source, _, _ in edges()} == set(ROUTES)


@pytest.mark.parametrize("state", [one.name for one in repair.states])
def test_nothing_else_can_be_done(state: str) -> None:
    """In a state, whatever has no edge from it is refused because of the state, and nothing else is."""
    house = arrived(state, Plot())
    options = house.desk.options(house.case_id, by=usual("correct_record"))
    away = {one.name for one in options.blocked if [why.code for why in one.blockers] == ["state"]}
    here = {action for source, action, _ in edges() if source == state}
    assert away == {one.name for one in repair.actions} - here


@ACTIONS
def test_each_role_that_may_does_it(action: Action) -> None:
    """One role of those named suffices, in the first state where the action is possible."""
    source = edges(action)[0][0]
    for role in action.by:
        if isinstance(role, Role):
            assert taken(ready(source, action), action, Actor("somebody", [role]))[0] == source


@pytest.mark.parametrize(
    ("action", "relation"),
    [(one, who) for one in repair.actions for who in one.by if isinstance(who, Relation)],
    ids=lambda one: one.name,
)
def test_whoever_is_related_may_do_it(action: Action, relation: Relation) -> None:
    """A relation to the case suffices without any role, in the first state where somebody stands in it."""
    for source, _, _ in edges(action):
        house = ready(source, action)
        related = house.case.related(relation.name)
        if related is not None:
            assert taken(house, action, Actor(related))[0] == source
            return
    raise AssertionError(f"nobody is ever {relation.name} where {action.name} is possible")
