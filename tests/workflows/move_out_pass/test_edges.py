"""Every edge of a goods pass and of a letter is taken once, refused for what is taken away, and no other is taken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.workflows.complaint.lives import person
from tests.workflows.move_out_pass.lives import House, given
from tests.workflows.move_out_pass.plots import (
    LETTER_ROUTES,
    LETTERS_PEOPLES,
    OF_ITSELF,
    PEOPLES,
    PLOTS,
    ROUTES,
    Plot,
    arrived,
    edges,
    letter_arrived,
    letter_ready,
    ready,
)
from tests.workflows.move_out_pass.usual import LETTERS, USUAL

from propflow import Actor, Conflict, Grant, Refused, Role
from propflow.definition.actions import Action
from propflow.definition.forms import form_spec
from propflow.model.people import SYSTEM
from propflow.workflows.move_out_pass import goods_authorisation, move_out_pass

PASS, LETTER = "move_out_pass", "goods_authorisation"
BOTH = {PASS: move_out_pass, LETTER: goods_authorisation}
EDGES = [(name, *edge) for name, workflow in BOTH.items() for edge in edges(workflow) if edge[1] != OF_ITSELF]
each_edge = pytest.mark.parametrize(("which", "source", "name", "target"), EDGES)


def prepared(which: str, source: str, name: str) -> tuple[House, Action]:
    """A house where everything is as the action needs it, and the action."""
    house = ready(source, name) if which == PASS else letter_ready(source, name)
    return house, BOTH[which].action(name)


def plot_form(which: str, name: str) -> dict[str, Any]:
    """What the action's form says beyond the usual."""
    return dict(PLOTS.get(name, Plot()).form) if which == PASS else {}


def form_of(house: House, which: str, name: str) -> Any:
    """The form with which the action is done."""
    changes = plot_form(which, name)
    if which == PASS and name == "register":
        changes = {**PLOTS.get(name, Plot()).asks, **changes}
    return house.filled(name, **changes) if which == PASS else house.letter_form(name, **changes)


def handed(house: House, which: str, action: Action, form: Any, by: Actor | None = None, **how: Any) -> None:
    """Somebody hands the form in as it is."""
    who = by or person((USUAL if which == PASS else LETTERS)[action.name][0])
    if action.starts_case:
        case = house.desk.register(BOTH[which].name, form, by=who, action=action.name, **how)
        house.case_id, house.letter_id = (case.id, house.letter_id) if which == PASS else (house.case_id, case.id)
        return
    case = house.case if which == PASS else house.letter
    house.desk.act(case.id, action, form, by=who, **{"expect": case.version, **how})


def done(house: House, which: str, action: Action, by: Actor | None = None) -> None:
    """The action is done in the usual way."""
    handed(house, which, action, form_of(house, which, action.name), by)


def reasons(house: House, which: str, action: Action, form: Any, by: Actor | None = None, **how: Any) -> set[str]:
    """The codes of every reason why it is refused; it must be."""
    with pytest.raises(Refused) as refusal:
        handed(house, which, action, form, by, **how)
    return set(refusal.value.codes)


@each_edge
def test_it_is_taken(which: str, source: str, name: str, target: str) -> None:
    """The journal says so, and the whole life is sound."""
    house, action = prepared(which, source, name)
    done(house, which, action)
    record = house.desk.journal(house.case_id if which == PASS else house.letter_id)[-1]
    assert (record.state_from or "start", record.action, record.state_to) == (source, name, target)
    assert house.desk.verify().faults == ()


@each_edge
def test_it_is_refused_to_others(which: str, source: str, name: str, target: str) -> None:
    """Without the role, or with a grant that has ended or holds elsewhere: for that alone. Each role suffices."""
    house, action = prepared(which, source, name)
    form, roles = form_of(house, which, name), [one for one in action.by if isinstance(one, Role) and one != SYSTEM]
    for code, who in (
        ("role", Actor("stranger", ["cleaner"])),
        ("grant_expired", Actor("stranger", [Grant(one.name, until=house.clock()) for one in roles])),
        ("grant_expired", Actor("stranger", [Grant(one.name, tenant="lakeside") for one in roles])),
    ):
        assert reasons(house, which, action, form, who) == {code}
    for role in roles:
        again, _ = prepared(which, source, name)
        done(again, which, action, Actor("somebody", [role]))


@each_edge
def test_it_is_refused_with_a_form_that_does_not_do(which: str, source: str, name: str, target: str) -> None:
    """Each needed field is missed by itself, and what nobody asked for is refused."""
    house, action = prepared(which, source, name)
    spec = form_spec(action.form) if action.form else None
    needed = [one.name for one in spec.fields if one.required] if spec else []
    full = form_of(house, which, name) or {}
    assert reasons(house, which, action, {**full, "wat": 1}) == {"field_unknown"}
    assert reasons(house, which, action, 7) == {"form_type"}
    for one in needed:
        assert reasons(house, which, action, {field: said for field, said in full.items() if field != one}) == {
            "field_missing"
        }
    done(house, which, action)


@each_edge
def test_it_is_refused_on_what_was_read_too_long_ago(which: str, source: str, name: str, target: str) -> None:
    """Somebody else has done something since; what closes also asks which version was read; nobody dates ahead."""
    house, action = prepared(which, source, name)
    form = form_of(house, which, name)
    assert "future" in reasons(house, which, action, form, occurred_at=house.clock() + timedelta(days=1))
    if not action.starts_case:
        case = house.case if which == PASS else house.letter
        with pytest.raises(Conflict):
            handed(house, which, action, form, expect=case.acted - 1)
    if action.expect:
        assert reasons(house, which, action, form, expect=None) == {"expect_missing"}
    done(house, which, action)


@pytest.mark.parametrize(("source", "target"), [(one[0], one[2]) for one in edges() if one[1] == OF_ITSELF])
def test_a_slip_runs_out_by_itself(source: str, target: str) -> None:
    """At the instant at which its day is over, and by nobody's hand before; guard and desk hear of it."""
    house = arrived(source, Plot())
    assert house.refused("lapse") == {"slip_still_good"}
    house.later(days=1, microseconds=-1)
    assert house.state == source
    house.later(microseconds=1)
    last = house.desk.journal(house.case_id)[-1]
    assert (last.actor, last.action, last.state_from, last.state_to) == ("system", "lapse", source, target)
    assert {one["role"] for one in last.messages} == {"cs_staff", "security_guard"}


@pytest.mark.parametrize("source", ["drafted", "disputed", "valid"])
def test_a_letter_lapses_by_itself(source: str) -> None:
    """When the day it names is over, and by nobody's hand before."""
    house = letter_arrived(source)
    assert house.letter_refused("lapse") == {"letter_still_good"}
    house.later(days=2, hours=15, microseconds=-1)  # the last instant of the thirtieth
    assert house.letter.state == source
    house.later(microseconds=1)
    last = house.desk.journal(house.letter_id)[-1]
    assert (last.actor, last.action, last.state_to) == ("system", "lapse", "expired")


@pytest.mark.parametrize("state", list(ROUTES)[1:])
def test_nothing_else_can_be_done_to_a_request(state: str) -> None:
    """In a state, whatever has no edge from it is refused because of the state, and nothing else is."""
    house = arrived(state, Plot())
    assert house.state == state
    options = house.desk.options(house.case_id, by=Actor("all", [role.name for role in move_out_pass.roles]))
    away = {one.name for one in options.blocked if "state" in [why.code for why in one.blockers]}
    assert away == {one.name for one in move_out_pass.actions} - {one for place, one, _ in edges() if place == state}


@pytest.mark.parametrize("state", list(LETTER_ROUTES)[1:])
def test_nothing_else_can_be_done_to_a_letter(state: str) -> None:
    """In a state, whatever has no edge from it is refused because of the state, and nothing else is."""
    house = letter_arrived(state)
    assert house.letter.state == state
    options = house.desk.options(house.letter_id, by=Actor("all", [role.name for role in goods_authorisation.roles]))
    away = {one.name for one in options.blocked if "state" in [why.code for why in one.blockers]}
    here = {one for place, one, _ in edges(goods_authorisation) if place == state}
    assert away == {one.name for one in goods_authorisation.actions} - here


def test_there_is_a_way_to_every_state() -> None:
    """The stories begin in every state there is, and use every action."""
    assert set(ROUTES) == {"start", *(one.name for one in move_out_pass.states)}
    assert set(LETTER_ROUTES) == {"start", *(one.name for one in goods_authorisation.states)}
    assert set(USUAL) == {one.name for one in move_out_pass.actions} == {*(one.name for one in PEOPLES), OF_ITSELF}
    assert set(LETTERS) == {*(one.name for one in LETTERS_PEOPLES), OF_ITSELF}


@pytest.mark.parametrize("action", move_out_pass.starting)
def test_what_makes_a_case_is_not_done_to_one(action: Action) -> None:
    """A request is registered once."""
    house = given().registered()
    with pytest.raises(Refused) as refusal:
        house.desk.act(house.case_id, action, house.filled("register"), by=person("cs_staff"))
    assert set(refusal.value.codes) == {"state"}


@pytest.mark.parametrize(
    ("which", "source", "action", "other"),
    [
        (PASS, "at_gate_check", "release_goods", "open"),
        (PASS, "held_by_security", "close", "release_goods"),
        (PASS, "released", "write_off", "release_goods"),
        (PASS, "released", "write_off", "open"),
    ],
)
def test_whoever_did_the_one_may_not_do_the_other(which: str, source: str, action: str, other: str) -> None:
    """Nobody lets go on his own slip, or files what he let go; nor by standing in for somebody who may."""
    house = arrived(source, Plot())
    insider = house.desk.journal(house.case_id)
    did = next(one.actor for one in insider if one.action == other)
    roles = [*move_out_pass.action(action).by]
    code = "duty_relation" if other == "open" else "duty"
    for who in (Actor(did, roles), Actor(did, roles, on_behalf_of="x"), Actor("x", roles, on_behalf_of=did)):
        assert house.refused(action, who) == {code}
    house.did(action)
