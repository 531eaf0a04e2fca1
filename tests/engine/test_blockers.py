"""Blockers: every kind of reason arises alone where it should, and none hides another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.office import (
    LEAK,
    MENDED,
    MORNING,
    PEOPLE,
    WORKFLOW,
    Directory,
    Office,
    ann,
    bob,
    cai,
    changed,
    clerk,
    dan,
    eve,
    guest,
    rob,
    take,
    vouched,
    worker,
    zoe,
)

from propflow import Actor, Conflict, Grant, MemoryStore, Refused, guard
from propflow.engine.blockers import all_blockers
from propflow.engine.command import Command
from propflow.engine.machine import Cursor, plain_machine, triggers
from propflow.engine.plan import plan_of
from propflow.words import WORDS, say

LATER = {"occurred_at": MORNING + timedelta(minutes=1)}


def asked(office: Office, case_id: str, action: str, form: Any = None, **how: Any) -> frozenset[str]:
    """The kinds of reason for which it is refused; an empty set if it is done."""
    before = office.desk.case(case_id)
    try:
        office.desk.act(case_id, action, form, **how)
    except Refused as refusal:
        assert office.desk.case(case_id).hash == before.hash
        return refusal.codes
    return frozenset()


def signs(office: Office, case_id: str, **how: Any) -> frozenset[str]:
    """The kinds of reason for which a signature is refused; an empty set if it is given."""
    try:
        office.desk.sign(case_id, "close", **how)
    except Refused as refusal:
        return refusal.codes
    return frozenset()


def proposed(office: Office, by: Actor = zoe, **form: Any) -> str:
    """A job whose closing lies open for signatures."""
    return office.desk.propose(office.done(**form).id, "close", MENDED, by=by).id


# Each alone


def state(office: Office) -> frozenset[str]:
    """A closed job cannot be taken."""
    return asked(office, office.working().id, "take", by=bob)


def role(office: Office) -> frozenset[str]:
    """A guest may not take a job."""
    return asked(office, office.opened().id, "take", by=guest)


def grant_expired(office: Office) -> frozenset[str]:
    """A grant holds until just before its end."""
    return asked(office, office.opened().id, "take", by=Actor("bob", Grant("worker", until=MORNING)))


def grant_unconfirmed(office: Office) -> frozenset[str]:
    """The directory does not know of bob's role."""
    directory = Directory({"ann": [vouched(clerk)]})
    strict = Office(MemoryStore(), people=directory)
    return asked(strict, strict.opened().id, "take", by=bob)


def deputy_unconfirmed(office: Office) -> frozenset[str]:
    """The directory knows of no deputy of gus."""
    strict = Office(MemoryStore(), people=Directory({"ann": [vouched(clerk)], "bob": [vouched(worker)]}))
    return asked(strict, strict.opened().id, "take", by=Actor("bob", worker, on_behalf_of="gus"))


def duty(office: Office) -> frozenset[str]:
    """Who mended it may not close it, even as a clerk."""
    both = Actor("bob", [clerk, worker])
    case = office.signed()
    return asked(office, case.id, "close", by=both, expect=case.version)


def duty_relation(office: Office) -> frozenset[str]:
    """Whose job it was may not archive it."""
    return asked(office, office.closed().id, "archive", by=Actor("bob", clerk))


def field_missing(office: Office) -> frozenset[str]:
    """An assignment names somebody."""
    return asked(office, office.opened().id, "assign", {}, by=ann)


def field_unknown(office: Office) -> frozenset[str]:
    """A form has no room for more."""
    return asked(office, office.opened().id, "assign", {"assignee": "bob", "asignee": "cai"}, by=ann)


def field_invalid(office: Office) -> frozenset[str]:
    """A name is text."""
    return asked(office, office.opened().id, "assign", {"assignee": 7}, by=ann)


def form_type(office: Office) -> frozenset[str]:
    """A list is no form."""
    return asked(office, office.opened().id, "assign", ["bob"], by=ann)


def form_for_proposal(office: Office) -> frozenset[str]:
    """What is done must be what was signed."""
    case = office.signed()
    return asked(office, case.id, "close", {"result": "dry"}, by=ann, expect=case.version)


def proposal_missing(office: Office) -> frozenset[str]:
    """What needs sign-offs must be proposed first."""
    case = office.done()
    return asked(office, case.id, "close", MENDED, by=ann, expect=case.version)


def sign_off_missing(office: Office) -> frozenset[str]:
    """One signature of two, and no release."""
    id_ = proposed(office)
    case = office.desk.sign(id_, "close", by=cai)
    return asked(office, id_, "close", by=ann, expect=case.version)


def sign_off_stale(office: Office) -> frozenset[str]:
    """The price has changed since it was signed."""
    case = office.signed()
    case = office.desk.act(case.id, "quote", {"price": "20"}, by=bob)
    return asked(office, case.id, "close", by=ann, expect=case.version)


def sign_off_refused(office: Office) -> frozenset[str]:
    """Refused once, the proposal takes no more signatures."""
    id_ = proposed(office)
    office.desk.sign(id_, "close", by=cai, consent=False, reason="still wet")
    return signs(office, id_, by=dan)


def sign_off_unknown(office: Office) -> frozenset[str]:
    """A clerk has nothing to sign here."""
    return signs(office, proposed(office), by=ann)


def sign_off_order(office: Office) -> frozenset[str]:
    """The manager signs after the inspections."""
    return signs(office, proposed(office), by=eve)


def sign_off_twice(office: Office) -> frozenset[str]:
    """One person, one signature."""
    id_ = proposed(office)
    office.desk.sign(id_, "close", by=cai)
    return signs(office, id_, by=cai)


def sign_off_delegated(office: Office) -> frozenset[str]:
    """The manager signs in person."""
    id_ = proposed(office)
    for one in (cai, dan):
        office.desk.sign(id_, "close", by=one)
    return signs(office, id_, by=Actor("eve", "manager", on_behalf_of="gus"))


def sign_off_reason(office: Office) -> frozenset[str]:
    """Whoever refuses says why."""
    return signs(office, proposed(office), by=cai, consent=False, reason="  ")


def children_open(office: Office) -> frozenset[str]:
    """A job waits for its parts."""
    case = office.signed()
    office.registered(parent=case.id)
    case = office.desk.case(case.id)
    return asked(office, case.id, "close", by=ann, expect=case.version)


def link_unknown(office: Office) -> frozenset[str]:
    """Nothing can be a repetition of a job that is not there."""
    return asked(office, office.registered().id, "same", {"of": "JOB-000099"}, by=ann)


def link_self(office: Office) -> frozenset[str]:
    """Nor of itself."""
    case = office.registered()
    return asked(office, case.id, "same", {"of": case.id}, by=ann)


def link_final(office: Office) -> frozenset[str]:
    """Nor of one that is over for good."""
    over = office.desk.act(office.registered().id, "drop", by=eve)
    return asked(office, office.registered().id, "same", {"of": over.id}, by=ann)


def expect_missing(office: Office) -> frozenset[str]:
    """Closing cannot be taken back, so it is asked what was read."""
    return asked(office, office.signed().id, "close", by=ann)


def future(office: Office) -> frozenset[str]:
    """Nothing has happened yet that will happen in a minute."""
    return asked(office, office.opened().id, "take", by=bob, **LATER)


def fact_unavailable(office: Office) -> frozenset[str]:
    """Nobody knows how many parts there are."""
    office.room.stock = LookupError("the store room is locked")
    return asked(office, office.working().id, "part_came", {"part": "seal"}, by=bob)


def guard_failed(office: Office) -> frozenset[str]:
    """A condition that breaks does not hold."""

    @guard(en="It can be told", zh="可以判定")
    def can_be_told(s: Any) -> Any:
        """It cannot."""
        raise RuntimeError("no idea")

    odd = Office(MemoryStore(), workflows=[changed(take, guards=can_be_told)])
    return asked(odd, odd.opened().id, "take", by=bob)


ALONE = [
    state, role, grant_expired, grant_unconfirmed, deputy_unconfirmed, duty, duty_relation, field_missing,
    field_unknown, field_invalid, form_type, form_for_proposal, proposal_missing, sign_off_missing,
    sign_off_stale, sign_off_refused, sign_off_unknown, sign_off_order, sign_off_twice, sign_off_delegated,
    sign_off_reason, children_open,
    link_unknown, link_self, link_final, expect_missing, future, fact_unavailable, guard_failed,
]  # fmt: skip


@pytest.mark.parametrize("provoke", ALONE, ids=lambda one: one.__name__)
def test_each_reason_comes_alone(provoke: Any, quick: Office) -> None:
    """Where one thing is wrong, one reason is given: the one that is named after it."""
    assert provoke(quick) == {provoke.__name__}


def test_every_wording_has_its_reason() -> None:
    """Each kind of reason that can be worded is provoked by a test; a stale version has its own below."""
    elsewhere = {"version", "guard"}  # `guard` words a reason of the workflow's own, by its titles
    assert {one.__name__ for one in ALONE} == set(WORDS) - elsewhere


def test_a_stale_version_is_a_conflict(quick: Office) -> None:
    """What was decided on an old reading is refused with the version that there is."""
    case = quick.opened()
    quick.desk.act(case.id, "note", {"remark": "they called"}, by=ann)
    with pytest.raises(Conflict) as conflict:
        quick.desk.act(case.id, "take", by=bob, expect=case.version)
    assert (conflict.value.expected, conflict.value.found) == (case.version, case.version + 1)
    assert conflict.value.blockers == ()


# Several at once


def test_all_that_is_wrong_is_said_at_once(quick: Office) -> None:
    """Wrong state, wrong person, wrong fields, a future instant, a missing proposal: every reason, in this order."""
    case = quick.registered()
    with pytest.raises(Refused) as refusal:
        quick.desk.act(case.id, "close", {"resulted": "x"}, by=guest, **LATER)
    assert [one.code for one in refusal.value.blockers] == [
        "state", "role", "field_missing", "field_unknown", "future", "proposal_missing", "expect_missing",
    ]  # fmt: skip


def test_duty_and_state_and_children_and_proposal(quick: Office) -> None:
    """Separation of duties is judged even where the state is wrong already, and open parts are told beside it."""
    case = quick.done()
    quick.registered(parent=case.id)
    quick.desk.act(case.id, "reopen", by=ann)
    found = asked(quick, case.id, "close", MENDED, by=Actor("bob", clerk))
    assert found == {"state", "duty", "proposal_missing", "children_open", "expect_missing"}


def test_every_field_is_named(quick: Office) -> None:
    """Each field that is missing, unknown or wrong has a reason of its own, which names it."""
    with pytest.raises(Refused) as refusal:
        quick.desk.register("repair", {"kind": "flood", "reporter": 5, "wat": "x", "phone": True}, by=ann)
    named = {(one.code, one.facts["field"]) for one in refusal.value.blockers}
    assert named == {
        ("field_missing", "what"), ("field_invalid", "kind"), ("field_invalid", "reporter"), ("field_unknown", "wat"),
        ("field_invalid", "phone"),
    }  # fmt: skip


def test_a_guard_that_needs_no_form_is_judged_beside_a_wrong_form(quick: Office) -> None:
    """A wrong form silences only those conditions that need it."""
    quick.room.stock = 0
    case = quick.working()
    assert asked(quick, case.id, "part_came", {"prat": "seal"}, by=bob) == {
        "field_missing", "field_unknown", "out_of_stock",
    }  # fmt: skip
    assert asked(quick, case.id, "quote", {"price": "9000.001"}, by=bob) == {"field_invalid"}
    assert asked(quick, case.id, "quote", {"price": "9000.01"}, by=bob) == {"too_dear"}
    assert asked(quick, case.id, "quote", {"price": "9000"}, by=bob) == set()


def test_several_relations_of_duty_at_once(quick: Office) -> None:
    """Somebody who stands in for the one who did it is excluded as well, by act and by relation."""
    case = quick.closed()
    deputy = Actor("eve", "manager", on_behalf_of="bob")
    assert asked(quick, case.id, "archive", by=deputy) == {"duty_relation"}


def test_sign_offs_that_fail_in_every_way(quick: Office) -> None:
    """Refused, stale, incomplete and with another form: all of it is said of one proposal."""
    id_ = proposed(quick)
    quick.desk.sign(id_, "close", by=cai, consent=False, reason="wet")
    case = quick.desk.act(id_, "quote", {"price": "1"}, by=bob)
    with pytest.raises(Refused) as refusal:
        quick.desk.act(id_, "close", {"result": "other"}, by=ann, expect=case.version)
    assert [one.code for one in refusal.value.blockers] == [
        "sign_off_refused", "form_for_proposal", "sign_off_stale", "sign_off_missing", "sign_off_missing",
    ]  # fmt: skip


def test_a_conflict_carries_the_other_reasons(quick: Office) -> None:
    """Who read too early hears what else would have stood in the way."""
    case = quick.opened()
    quick.desk.act(case.id, "note", {"remark": "x"}, by=ann)
    with pytest.raises(Conflict) as conflict:
        quick.desk.act(case.id, "finish", by=guest, expect=case.version)
    assert {one.code for one in conflict.value.blockers} == {"state", "role"}


# One thing taken away


PRECONDITIONS: dict[str, dict[str, Any]] = {
    "role": {"by": Actor("ann")},
    "duty": {"by": Actor("bob", clerk)},
    "expect_missing": {"expect": None},
    "future": LATER,
    "form_for_proposal": {"form": {"result": "another"}},
    "field_invalid": {"form": {"result": ""}},
    "form_type": {"form": 5},
}


@pytest.mark.parametrize("missing", PRECONDITIONS)
def test_one_precondition_taken_away(missing: str, quick: Office) -> None:
    """A closing with all it needs goes through; with one thing taken away it is refused for that alone."""
    case = quick.signed()
    whole: dict[str, Any] = {"by": ann, "expect": case.version, "form": None}
    assert asked(quick, case.id, "close", **{**whole, **PRECONDITIONS[missing]}) == {missing}
    assert asked(quick, case.id, "close", **whole) == set()


def test_any_right_suffices(quick: Office) -> None:
    """One role of several, or a relation to the case, is enough; the record says which it was."""
    case = quick.opened()
    for who in (ann, bob, eve, rob):
        quick.desk.act(case.id, "note", {"remark": "x"}, by=who)
    rights = [one.grant["as"] for one in quick.desk.journal(case.id) if one.action == "note"]
    assert rights == ["role:clerk", "role:worker", "role:manager", "relation:reporter"]


def test_standing_in_for_a_relation(quick: Office) -> None:
    """Somebody who acts for the reporter has the reporter's right, and the record names both."""
    case = quick.opened()
    quick.desk.act(case.id, "note", {"remark": "x"}, by=Actor("kim", on_behalf_of="rob"))
    last = quick.desk.journal(case.id)[-1]
    assert (last.actor, last.on_behalf_of, last.grant["as"]) == ("kim", "rob", "relation:reporter")


def test_a_grant_of_another_tenant_or_time(quick: Office) -> None:
    """A grant holds in its tenant and before its end; where a second one holds, the first does no harm."""
    case = quick.opened()
    elsewhere, over = Grant("worker", tenant="lakeside"), Grant("worker", until=MORNING)
    here = Grant("worker", tenant="riverside", department="plumbing", until=MORNING + timedelta(microseconds=1))
    assert asked(quick, case.id, "take", by=Actor("bob", elsewhere)) == {"grant_expired"}
    assert asked(quick, case.id, "take", by=Actor("bob", [elsewhere, over])) == {"grant_expired"}
    assert asked(quick, case.id, "take", by=Actor("bob", [elsewhere, over, here])) == set()
    assert quick.desk.journal(case.id)[-1].grant["department"] == "plumbing"


# What stands in the sentences


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("provoke", [one for one in ALONE if one is not guard_failed], ids=lambda one: one.__name__)
def test_every_reason_is_a_sentence(
    provoke: Any, language: str, quick: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each reason is worded in both languages from its own facts, with no gap left in it and the rule behind it."""
    said: list[str] = []
    init = Refused.__init__

    def listen(self: Refused, case_id: str, action: str, blockers: Any, possible: Any = ()) -> None:
        said.extend(one.say(language) for one in blockers)
        for one in blockers:
            template = WORDS[one.code][language == "zh"]
            for name in (each.split("}")[0] for each in template.split("{")[1:]):
                assert name in one.facts, f"{one.code} says {{{name}}}, which is no fact of it"
        init(self, case_id, action, blockers, possible)

    monkeypatch.setattr(Refused, "__init__", listen)
    provoke(quick)
    assert said
    assert all(one.strip() and "''" not in one and "“”" not in one for one in said), said


def test_a_reason_of_the_workflows_own_is_worded_by_its_guard(quick: Office) -> None:
    """A guard's own reason reads as its title, its kind and facts, and the rules that ask for it."""
    quick.room.stock = 0
    case = quick.working()
    with pytest.raises(Refused) as refusal:
        quick.desk.act(case.id, "part_came", {"part": "seal"}, by=bob)
    (only,) = refusal.value.blockers
    assert only.code == "out_of_stock"
    assert only.facts["stock"] == 0
    assert only.say() == "not so: The store room has parts [out_of_stock, stock 0] (R-8)"
    assert only.say("zh") == "不符合：库房有配件 [out_of_stock, stock 0] (R-8)"


def test_no_reason_is_ever_worded_as_nothing() -> None:
    """A code that nobody has worded still says something."""
    assert say("too_steep", {}) == "too steep"
    assert say("too_steep", {"title_en": "It is too steep"}) == "It is too steep"
    assert say("too_steep", {"title_en": "It is too steep"}, "zh") == "It is too steep"


def test_a_refusal_says_what_would_work(quick: Office) -> None:
    """A refusal lists what this very person could do now."""
    case = quick.opened()
    with pytest.raises(Refused) as refusal:
        quick.desk.act(case.id, "finish", by=bob)
    assert refusal.value.possible == ("take", "quote", "note")
    assert refusal.value.possible == quick.desk.options(case.id, by=bob).names
    assert "Possible now: " in str(refusal.value)
    assert "现在可以办理：" in refusal.value.say("zh")


# Where it is decided


@pytest.mark.parametrize("action", [one.name for one in WORKFLOW.actions])
def test_the_slim_machine_leads_where_the_stock_one_does(action: str) -> None:
    """For every state and action the slim machine has the target of an ordinary `transitions.Machine`, or none."""
    from transitions import MachineError

    machine, slim = plain_machine(WORKFLOW), triggers(WORKFLOW)
    moved = 0
    for place in ["start", *(one.name for one in WORKFLOW.states)]:
        cursor = Cursor(place)
        there = slim[action](cursor)

        class Model:
            """What a stock machine moves."""

            state = place

        model = Model()
        machine.add_model(model, initial=place)
        try:
            model.trigger(action)  # type: ignore[attr-defined]
        except MachineError:
            assert (there, cursor.state) == (False, place)
        else:
            moved += 1
            assert (there, cursor.state) == (True, model.state)
        machine.remove_model(model)
    assert moved == len(WORKFLOW.action(action).sources)


def test_blockers_are_found_without_a_desk() -> None:
    """The engine alone says why: no store, no clock and no directory is asked."""
    plan = plan_of(WORKFLOW)
    command = Command("riverside", "X", None, None, (), guest, guest.roles)
    found = all_blockers(plan, plan.steps["close"], None, command, MORNING)
    assert [one.code for one in found] == ["state", "role", "proposal_missing", "expect_missing"]


def test_everybody_is_told_apart() -> None:
    """The people of the test office are distinct, or the tests above would prove nothing."""
    assert len({one.id for one in PEOPLE}) == len(PEOPLE)
    assert LEAK["reporter"] == rob.id
