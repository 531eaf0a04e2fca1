"""Every edge of the period workflow is taken once, and refused for whatever stands in its way; no other is taken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.workflows.complaint.lives import person
from tests.workflows.period.edges import POLICIES, STEPS, arrived, done, edges, kind_for
from tests.workflows.period.lives import OWED_FROM, USUAL, Office, day, given

from propflow import Actor, Conflict, Grant, Refused
from propflow.definition.actions import Action
from propflow.definition.forms import form_spec
from propflow.workflows.period import period

EDGES = pytest.mark.parametrize(("source", "name", "target"), edges(), ids=lambda one: str(one))


def ready(source: str, name: str) -> tuple[Office, Action]:
    """An office where everything is as the action needs it in this state."""
    office = arrived(source, kind_for(source, name), **POLICIES.get(name, {}))
    assert not office.duty_id or office.state == source
    return office, period.action(name)


def test_the_edges_are_these() -> None:
    """Register, take up, draw up, hand in, review, archive; dropped before it is taken up, sent back until archived."""
    drawing = {(one, "in_preparation", "drawn_up") for one in (
        "draw_up_figures", "draw_up_review", "draw_up_reconciliation", "draw_up_list", "draw_up_interview",
    )}  # fmt: skip
    back = {("send_back", one, "in_preparation") for one in ("drawn_up", "handed_in", "reviewed")}
    assert {(name, source, target) for source, name, target in edges()} == drawing | back | {
        ("register", "start", "registered"), ("name_overrun", "registered", "registered"),
        ("open", "registered", "in_preparation"), ("drop", "registered", "dropped"),
        ("hand_in", "drawn_up", "handed_in"), ("review", "handed_in", "reviewed"),
        ("review_by_property_manager", "handed_in", "reviewed"), ("publish", "reviewed", "reviewed"),
        ("close", "reviewed", "archived"),
    }  # fmt: skip


@EDGES
def test_it_is_taken(source: str, name: str, target: str) -> None:
    """The journal says so, and the whole life is sound."""
    office, action = ready(source, name)
    done(office, action)
    record = office.desk.journal(office.duty_id)[-1]
    assert (record.state_from or "start", record.action, record.state_to) == (source, name, target)
    assert office.desk.verify().faults == ()


@EDGES
def test_it_is_refused_to_others(source: str, name: str, target: str) -> None:
    """Without the role, or with a grant that has ended or holds elsewhere: for that alone."""
    office, action = ready(source, name)
    for code, who in (
        ("role", Actor("stranger", ["cleaner"])),
        ("grant_expired", Actor("stranger", [Grant(one.name, until=office.clock()) for one in action.by])),
        ("grant_expired", Actor("stranger", [Grant(one.name, tenant="lakeside") for one in action.by])),
    ):
        with pytest.raises(Refused) as refusal:
            done(office, action, by=who)
        assert set(refusal.value.codes) == {code}
    done(office, action)


@EDGES
def test_it_is_refused_with_a_form_that_does_not_do(source: str, name: str, target: str) -> None:
    """Each needed field is missed by itself, and what nobody asked for is refused."""
    office, action = ready(source, name)
    spec = form_spec(action.form) if action.form else None
    needed = [one.name for one in spec.fields if one.required] if spec else []
    full = _form(office, action)
    wrong: list[tuple[str, Any]] = [("field_unknown", {**(full or {}), "wat": 1})]
    wrong += [
        ("field_missing", {field: said for field, said in (full or {}).items() if field != one}) for one in needed
    ]
    for code, form in wrong:
        with pytest.raises(Refused) as refusal:
            _handed(office, action, form)
        assert set(refusal.value.codes) == {code}
    done(office, action)


def _form(office: Office, action: Action) -> dict[str, Any] | None:
    if action.starts_case:
        name, since = OWED_FROM["monthly_figures"]
        return {"kind": "monthly_figures", "period": name, "owed_from": day(since)}
    return office.filled(action.name)


def _handed(office: Office, action: Action, form: Any) -> None:
    if action.starts_case:
        office.desk.register(office.workflow, form, by=person("cs_supervisor"))
    else:
        who = person(USUAL[action.name][0])
        office.desk.act(office.duty_id, action, form, by=who, expect=office.duty.version)


@EDGES
def test_it_is_refused_on_what_was_read_too_long_ago(source: str, name: str, target: str) -> None:
    """Somebody else has done something since; archiving also asks which version was read."""
    if source == "start":
        return
    office, action = ready(source, name)
    before, version = office.duty.hash, office.duty.acted
    form, who = office.filled(name), person(USUAL[name][0])
    with pytest.raises(Conflict):
        office.desk.act(office.duty_id, action, form, by=who, expect=version - 1)
    with pytest.raises(Refused) as refusal:
        ahead = office.clock() + timedelta(days=1)
        office.desk.act(office.duty_id, action, form, by=who, expect=version, occurred_at=ahead)
    assert "future" in refusal.value.codes
    if action.expect:
        with pytest.raises(Refused) as refusal:
            office.desk.act(office.duty_id, action, form, by=who)
        assert set(refusal.value.codes) == {"expect_missing"}
    assert office.duty.hash == before


@pytest.mark.parametrize("state", list(STEPS))
def test_nothing_else_can_be_done(state: str) -> None:
    """In a state, whatever has no edge from it is refused because of the state."""
    office = arrived(state, kind_for(state))
    here = {name for source, name, _ in edges() if source == state}
    options = office.desk.options(office.duty_id, by=person("office_head"))
    away = {one.name for one in options.blocked if "state" in [why.code for why in one.blockers]}
    assert away == {one.name for one in period.actions} - here


@pytest.mark.parametrize("kind", list(OWED_FROM))
def test_a_whole_life_of_each_duty(kind: str) -> None:
    """Registered, taken up, drawn up, handed in, reviewed by another, published if it is a list, archived."""
    office = given()
    office.drawn_up(kind).all_did("hand_in", "review")
    if kind == "red_black_list":
        office.did("publish")
    office.did("close")
    assert office.state == "archived"
    assert office.desk.verify().faults == ()
