"""Every edge of a follow-up is taken once, refused for what is taken away, and no other is taken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.workflows.complaint.lives import person
from tests.workflows.follow_up.lives import ASKS, ROUTES, SIGNED, USUAL, House, arrived, edges

from propflow import Actor, Conflict, Grant, Refused, Role
from propflow.definition.forms import form_spec
from propflow.workflows.follow_up import follow_up

each_edge = pytest.mark.parametrize(("source", "name", "target"), edges())


def done(house: House, name: str, by: Actor | None = None, **changes: Any) -> None:
    """The action is done in the usual way."""
    if name == "register":
        house.registered(by, **changes)
    else:
        house.did(name, by, **changes)


def handed(house: House, name: str, form: Any, by: Actor | None = None, **how: Any) -> set[str]:
    """The form is handed in as it is, and refused; the codes of every reason."""
    with pytest.raises(Refused) as refusal:
        if name == "register":
            house.desk.register("follow_up", form, by=by or person("cs_supervisor"), **how)
        elif name in SIGNED:
            house.desk.propose(house.case_id, name, form, by=by or house.who(name), **how)
        else:
            house.desk.act(house.case_id, name, form, by=by or house.who(name), **{"expect": house.case.version, **how})
    return set(refusal.value.codes)


@each_edge
def test_it_is_taken(source: str, name: str, target: str) -> None:
    """The journal says so, and the whole life is sound."""
    house = arrived(source, name)
    assert source == "start" or house.state == source
    done(house, name)
    record = house.desk.journal(house.case_id)[-1]
    assert (record.state_from or "start", record.action, record.state_to) == (source, name, target)
    report = house.desk.verify()
    assert report.faults == ()
    assert not any(counts.get("broken") for counts in report.invariants.values())


@each_edge
def test_it_is_refused_to_others(source: str, name: str, target: str) -> None:
    """Without role or relation, or with a grant that has ended or holds elsewhere: for that alone."""
    house, action = arrived(source, name), follow_up.action(name)
    form, roles = house.filled(name, **(ASKS.get(name, {}) if name == "register" else {})), [
        one for one in action.by if isinstance(one, Role)
    ]  # fmt: skip
    assert handed(house, name, form, Actor("stranger", ["cleaner"])) == {"role"}
    if roles:
        assert handed(house, name, form, Actor("x", [Grant(one.name, until=house.clock()) for one in roles])) == {
            "grant_expired"
        }
    done(house, name)


@each_edge
def test_it_is_refused_with_a_form_that_does_not_do(source: str, name: str, target: str) -> None:
    """Each needed field is missed by itself, and what nobody asked for is refused."""
    house, action = arrived(source, name), follow_up.action(name)
    spec = form_spec(action.form) if action.form else None
    full = house.filled(name) or {}
    assert handed(house, name, {**full, "wat": 1}) == {"field_unknown"}
    for one in [field.name for field in spec.fields if field.required] if spec else []:
        assert handed(house, name, {field: said for field, said in full.items() if field != one}) == {"field_missing"}
    done(house, name)


@each_edge
def test_it_is_refused_on_what_was_read_too_long_ago(source: str, name: str, target: str) -> None:
    """Somebody else has done something since; nobody dates ahead."""
    house = arrived(source, name)
    form = house.filled(name)
    if name not in SIGNED:
        assert "future" in handed(house, name, form, occurred_at=house.clock() + timedelta(days=1))
    if name != "register" and name not in SIGNED:
        with pytest.raises(Conflict):
            house.desk.act(house.case_id, name, form, by=house.who(name), expect=house.case.acted - 1)
    done(house, name)


@pytest.mark.parametrize("state", list(ROUTES)[1:])
def test_nothing_else_can_be_done(state: str) -> None:
    """In a state, whatever has no edge from it is refused because of the state, and nothing else is."""
    house = arrived(state)
    assert house.state == state
    options = house.desk.options(house.case_id, by=Actor("all", [role.name for role in follow_up.roles]))
    away = {one.name for one in options.blocked if "state" in [why.code for why in one.blockers]}
    assert away == {one.name for one in follow_up.actions} - {one for place, one, _ in edges() if place == state}


def test_there_is_a_way_to_every_state() -> None:
    """The stories begin in every state there is, and use every action."""
    assert set(ROUTES) == {"start", *(one.name for one in follow_up.states)}
    assert set(USUAL) == {one.name for one in follow_up.actions}


@pytest.mark.parametrize("action", SIGNED)
def test_both_sign(action: str) -> None:
    """Not proposed, not signed, signed by somebody else, refused: each is said by itself."""
    house = arrived("planned" if action == "open_joint" else "signed", action)
    form, by = house.filled(action), house.who(action)

    def act() -> set[str]:
        with pytest.raises(Refused) as refusal:
            house.desk.act(house.case_id, action, form, by=by, expect=house.case.version)
        return set(refusal.value.codes)

    assert act() == {"proposal_missing"}
    house.desk.propose(house.case_id, action, form, by=by)
    assert act() == {"sign_off_missing"}
    for who in (Actor("stranger", ["office_head"]), Actor("deputy", on_behalf_of="head")):
        with pytest.raises(Refused):
            house.desk.sign(house.case_id, action, by=who)
    house.desk.sign(house.case_id, action, by=Actor("head"), consent=False, reason="Not I")
    assert "sign_off_refused" in act()
    done(house, action)


def test_a_complaint_goes_all_the_way() -> None:
    """Planned, visited by two, unqualified, handled as a new complaint, archived when that is over."""
    house = arrived("planned", "open_joint").all_did("open_joint", "visit").did("resident_signs", result="unqualified")
    house.all_did("sign_and_return_together", "review")
    assert house.refused("close") == {"result_unqualified"}
    house.all_did("mark_unqualified", "open_complaint")
    assert house.refused("complaint_done") == {"complaint_open"}
    assert house.complaint_ended().did("complaint_done").state == "archived"
    assert house.desk.verify().faults == ()
