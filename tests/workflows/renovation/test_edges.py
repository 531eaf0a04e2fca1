"""Every edge of the renovation and its children is taken once; nothing else can be done anywhere."""

from __future__ import annotations

import pytest
from tests.workflows.renovation.lives import WORKING, Site, given
from tests.workflows.renovation.plots import (
    ACTIONS,
    ALL_ROUTES,
    DAY,
    EDGES,
    OF_THE_SYSTEM,
    PREFIX,
    Plot,
    arrived,
    edges,
    place,
    plot_of,
)

from propflow import SYSTEM, Actor, Relation, Role
from propflow.workflows.renovation import WORKFLOWS, renovation

BY_ACTION = list(dict.fromkeys((workflow, action) for workflow, _, action, _ in EDGES))
MANY = pytest.mark.parametrize(("workflow", "action"), BY_ACTION, ids=lambda one: str(one))


def sources(workflow: str, action: str) -> list[str]:
    """The states in which an action can be done."""
    return [source for where, source, name, _ in EDGES if (where, name) == (workflow, action)]


def taken(site: Site, workflow: str, action: str, plot: Plot, by: Actor | None = None) -> tuple[str, str, str]:
    """The edge by which the action leads on, as the journal says."""
    done = site.did(f"{PREFIX[workflow]}{action}", by, **plot.form)
    record = [one for one in site.desk.journal(done.id) if one.kind == "act"][-1]
    return (record.state_from or "start", record.action, record.state_to)


@MANY
def test_each_edge_is_taken(workflow: str, action: str) -> None:
    """The journal says so, and afterwards nothing is found wrong, by any of the invariants."""
    for source in sources(workflow, action):
        plot = plot_of(workflow, source, action)
        site = arrived(workflow, source, plot)
        assert taken(site, workflow, action, plot) in [edge[1:] for edge in EDGES if edge[0] == workflow]
        assert [f"{one.case}: {one.what}" for one in site.desk.verify().faults] == []


def test_there_is_a_way_to_every_state() -> None:
    """The stories begin in every state that there is, of all four workflows."""
    for one in WORKFLOWS:
        assert set(ALL_ROUTES[one.name]) == {"start", *(state.name for state in one.states)}


@pytest.mark.parametrize(
    ("workflow", "state"), [(one, state) for one, routes in ALL_ROUTES.items() for state in routes if state != "start"]
)
def test_nothing_else_can_be_done(workflow: str, state: str) -> None:
    """In a state, whatever has no edge from it is refused because of the state, and nothing else is."""
    site = arrived(workflow, state, Plot())
    case_id = site.at(PREFIX[workflow].rstrip("."))
    options = site.desk.options(case_id, by=Actor("cs_staff", ["cs_staff"]))
    away = {one.name for one in options.blocked if [why.code for why in one.blockers] == ["state"]}
    here = {action for source, action, _ in edges(site.workflows[workflow]) if source == state}
    assert away == set(ACTIONS[workflow]) - here


@MANY
def test_everybody_whom_it_names_may_do_it(workflow: str, action: str) -> None:
    """Each role suffices by itself, and each relation without any role."""
    source = sources(workflow, action)[0]
    plot = plot_of(workflow, source, action)
    for who in ACTIONS[workflow][action].by:
        site = arrived(workflow, source, plot)
        if isinstance(who, Role):
            if action == "grant_hot_work" and who.name != "engineering_department":
                continue  # who permits it is policy, see the guards
            actor = Actor("somebody", [who])
        else:
            assert isinstance(who, Relation)
            related = site.desk.case(site.at(PREFIX[workflow].rstrip("."))).related(who.name)
            if related is None:
                assert (workflow, who.name, source) == ("plan_change", "owner", "requested")  # set with the note
                continue
            actor = Actor(related)
        assert taken(site, workflow, action, plot, actor)[1] == action


def test_what_the_desk_does_by_itself() -> None:
    """A permit that runs out, a day without patrol, and the day after it: each edge of theirs is taken by the desk."""
    site = given().told(*WORKING)
    for _ in range(82):
        site.later(DAY)
    assert site.state == "in_works_overdue"
    done = [(one.state_from, one.action, one.state_to) for one in site.desk.journal(site.case_id) if one.kind == "act"]
    assert {edge for edge in done if edge[1] in OF_THE_SYSTEM} == {
        ("in_works", "works_expired", "in_works_overdue"),
        *((state, name, state) for state in ("in_works", "in_works_overdue") for name in OF_THE_SYSTEM[1:]),
    }
    assert {one.name for one in renovation.actions if SYSTEM in one.by} == set(OF_THE_SYSTEM)


@pytest.mark.parametrize("state", ["works_rectification", "works_stopped"])
def test_patrols_are_owed_wherever_people_may_work(state: str) -> None:
    """While something is rectified, or the works are stopped, a missed day goes on record as well."""
    site = arrived("renovation", state, Plot())
    for _ in range(3):
        site.later(DAY)
    done = {(one.state_from, one.action) for one in site.desk.journal(site.case_id) if one.kind == "act"}
    assert {(state, "miss_patrol"), (state, "begin_patrol_day")} <= done
    assert place(site, "renovation") == state
