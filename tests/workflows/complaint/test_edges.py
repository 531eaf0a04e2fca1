"""Every edge of the complaint workflow, moving or in place, is taken once; nothing else can be done anywhere."""

from __future__ import annotations

import pytest
from tests.workflows.complaint.lives import given
from tests.workflows.complaint.plots import (
    OF_ITSELF,
    PEOPLES,
    ROUTES,
    STRICT,
    Plot,
    Stage,
    arrived,
    attempt,
    done,
    edges,
    plot_of,
    told,
    usual,
)

from propflow import Actor, Relation, Role
from propflow.definition.actions import Action
from propflow.model.people import SYSTEM
from propflow.workflows.complaint import complaint

ACTIONS = pytest.mark.parametrize("action", PEOPLES, ids=lambda one: one.name)


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


@pytest.mark.parametrize(("source", "target"), [(one[0], one[2]) for one in edges(complaint.action(OF_ITSELF))])
def test_each_edge_that_a_clock_takes(source: str, target: str) -> None:
    """After a month the desk itself makes a major complaint of it, in every state, and nobody can do so once more."""
    house = given(**STRICT)
    stage = Stage(house.desk, house.clock, house.workflow)
    told(stage, Plot(axes={"grade": "minor"}).way(source), Plot())
    assert stage.case.fact("grade") == "minor"
    stage.later(days=32)
    took = [one for one in stage.desk.journal(stage.case_id) if one.action == OF_ITSELF and one.kind == "act"]
    assert [(one.actor, one.state_from, one.state_to) for one in took] == [("system", source, target)]
    assert stage.case.fact("grade") == "major"
    assert stage.refused(OF_ITSELF) == {"is_major"}


def test_there_is_a_way_to_every_state() -> None:
    """The stories of the edges begin in every state there is, and the ways to them are of this workflow."""
    assert set(ROUTES) == {"start", *(one.name for one in complaint.states)}
    assert {source for source, _, _ in edges()} == set(ROUTES)


@pytest.mark.parametrize("state", [one.name for one in complaint.states])
def test_nothing_else_can_be_done(state: str) -> None:
    """In a state, whatever has no edge from it is refused because of the state, and nothing else is."""
    house = arrived(state, Plot())
    options = house.desk.options(house.case_id, by=usual("classify"))
    away = {one.name for one in options.blocked if [why.code for why in one.blockers] == ["state"]}
    here = {action for source, action, _ in edges() if source == state}
    assert away == {one.name for one in complaint.actions} - here


@ACTIONS
def test_everybody_whom_it_names_may_do_it(action: Action) -> None:
    """Each role suffices by itself, and so does each relation, without any role."""
    source = edges(action)[0][0]
    for who in action.by:
        if isinstance(who, Role) and who != SYSTEM:  # nobody but the desk itself acts as the system
            assert taken(ready(source, action), action, Actor("somebody", [who]))[1] == action.name


@pytest.mark.parametrize(
    ("action", "relation"),
    [(one, who) for one in PEOPLES for who in one.by if isinstance(who, Relation)],
    ids=lambda one: one.name,
)
def test_whoever_is_related_may_do_it(action: Action, relation: Relation) -> None:
    """A relation to the case suffices without any role, in the first state where somebody stands in it."""
    for source, _, _ in edges(action):
        house = ready(source, action)
        if relation.name == "co_handler" and source == "in_progress":
            house.did("assign_co_handlers", co_handler_id="helper")
        related = house.case.related(relation.name)
        if related is not None:
            assert taken(house, action, Actor(related))[0] == source
            return
    raise AssertionError(f"nobody is ever {relation.name} where {action.name} is possible")
