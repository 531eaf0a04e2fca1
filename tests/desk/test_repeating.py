"""Repeating: what was read, what was sent before, and whether it still counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from examples.it_incident import it_incident
from tests.desk.scenes import nothing_written
from tests.office import LEAK, MENDED, MORNING, WORKFLOW, Office, ann, bob, cai, guest, repair, worker, zoe

from propflow import Actor, Conflict, Refused, Workflow
from propflow.errors import KeyReused

# What was read


def test_stale_expect(office: Office) -> None:
    """A form filled in on an old reading is a typed Conflict, with what else is wrong with it."""
    case = office.opened()
    office.desk.act(case.id, "take", by=bob)
    with nothing_written(office), pytest.raises(Conflict) as conflict:
        office.desk.act(case.id, "take", {"x": 1}, by=guest, expect=case.version)
    found = conflict.value
    assert (found.case_id, found.expected, found.found) == (case.id, case.version, case.version + 1)
    assert {one.code for one in found.blockers} == {"state", "role", "field_unknown"}


def test_a_version_from_the_future(office: Office) -> None:
    """A version that was never there cannot have been read."""
    case = office.opened()
    with nothing_written(office), pytest.raises(Conflict):
        office.desk.act(case.id, "take", by=bob, expect=case.version + 1)


def test_a_mark_makes_no_reading_stale(office: Office) -> None:
    """Where only a clock has spoken since, what was read is good still."""
    case = office.opened()
    office.pass_time(hours=30)
    assert office.desk.tick().marks > 0
    assert office.desk.case(case.id).version > case.version
    assert office.desk.act(case.id, "take", by=bob, expect=case.version).state == "working"
    with pytest.raises(Conflict):  # now somebody has done something
        office.desk.act(case.id, "note", {"remark": "x"}, by=ann, expect=case.version)


def test_marks_that_come_with_the_act_make_no_reading_stale(office: Office) -> None:
    """Marks that are owed but not yet fired are put on record with the act, and are no reason against it."""
    case = office.opened()
    office.pass_time(hours=30)
    assert office.desk.act(case.id, "take", by=bob, expect=case.version).state == "working"


# Keys


def acted(office: Office, **how: Any) -> Any:
    """The same command again and again: bob takes a job."""
    return office.desk.act("JOB-000001", "take", **{"by": bob, "key": "k-1", **how})


def test_the_same_command_again_returns_the_first_result(office: Office) -> None:
    """Sent twice, a command is carried out once; both get the case as it was after it, even if it moved on since."""
    office.opened()
    first = acted(office)
    office.desk.act(first.id, "note", {"remark": "x"}, by=ann)
    with nothing_written(office):
        again = acted(office)
    assert (again.version, again.hash, again.state) == (first.version, first.hash, first.state)
    with nothing_written(office):
        assert acted(office, expect=2).hash == first.hash  # what was read is no part of the command


def test_the_same_registration_again_returns_the_first_case(office: Office) -> None:
    """Registering under one key makes one case, one line in the book and one record."""
    one = office.desk.register("repair", LEAK, by=ann, key="k")
    two = office.desk.register("repair", dict(reversed(LEAK.items())), by=ann, key="k")
    assert (one.id, one.hash) == (two.id, two.hash)
    assert len(office.store.entries("riverside", "JOB")) == 1


def test_a_registration_repeated_under_a_new_version(store: Any) -> None:
    """A registration sent again after a new version came into effect is the same command still."""
    later = repair(version=2, effective_from=MORNING + timedelta(days=1))
    office = Office(store, workflows=[WORKFLOW, later])
    one = office.desk.register("repair", LEAK, by=ann, key="k")
    office.pass_time(days=2)
    assert office.desk.register("repair", LEAK, by=ann, key="k").hash == one.hash


@pytest.mark.parametrize(
    "other",
    [
        {"note": "and another thing"},
        {"by": Actor("bob", worker, on_behalf_of="cai")},
        {"occurred_at": MORNING - timedelta(hours=1)},
        {"form": {"x": 1}},
    ],
)
def test_the_same_key_with_another_command(other: dict[str, Any], office: Office) -> None:
    """Another note, principal, instant or form under a used key is an error, and nothing is done."""
    office.opened()
    acted(office)
    with nothing_written(office), pytest.raises(KeyReused):
        acted(office, **other)


def test_the_same_key_for_another_action_case_or_form(office: Office) -> None:
    """A key belongs to one action, on one case, with one form."""
    one, two = office.opened(), office.opened()
    office.desk.act(one.id, "note", {"remark": "x"}, by=ann, key="k")
    for case_id, action, form in (
        (two.id, "note", {"remark": "x"}), (one.id, "note", {"remark": "y"}), (one.id, "assign", {"assignee": "bob"}),
        (one.id, "note", None), (one.id, "note", {"remark": 5}),
    ):  # fmt: skip
        with nothing_written(office), pytest.raises(KeyReused):
            office.desk.act(case_id, action, form, by=ann, key="k")
    with nothing_written(office), pytest.raises(KeyReused):
        office.desk.register("repair", LEAK, by=ann, key="k")


def test_the_same_key_for_another_registration(office: Office) -> None:
    """A registration under a used key must ask for the same case, by its form and by its id."""
    office.desk.register("repair", LEAK, by=ann, key="k")
    office.desk.register("repair", LEAK, by=ann, key="own", case_id="A")
    for form, more in (({**LEAK, "kind": "light"}, {"key": "k"}), (LEAK, {"key": "k", "case_id": "B"}),
                       (LEAK, {"key": "own", "case_id": "B"}), (LEAK, {"key": "own"})):  # fmt: skip
        with nothing_written(office), pytest.raises(KeyReused):
            office.desk.register("repair", form, by=ann, **more)


def test_the_same_key_for_another_workflow(store: Any) -> None:
    """A key belongs to one workflow's case, even where the other has the same form, or knows no such action."""
    other = Workflow(
        "other", en="x", zh="x", book="OTHER", states=WORKFLOW.states, actions=WORKFLOW.actions,
        clocks=WORKFLOW.clocks, facts=WORKFLOW.facts,
    )  # fmt: skip
    office = Office(store, workflows=[WORKFLOW, other, it_incident])
    office.desk.register("repair", LEAK, by=ann, key="k")
    with nothing_written(office), pytest.raises(KeyReused):
        office.desk.register("other", LEAK, by=ann, key="k")
    incident = office.desk.register(
        it_incident, {"summary": "x", "severity": "low"}, by=Actor("ann", "service_desk"), key="i"
    )
    with nothing_written(office), pytest.raises(KeyReused):
        office.desk.act(incident.id, "classify", {"severity": "high"}, by=Actor("ann", "service_desk"), key="k")


def test_the_same_key_of_another_actor(office: Office) -> None:
    """A key is its actor's: another one under the same key gives a command of their own and never sees the first."""
    case = office.opened()
    first = office.desk.act(case.id, "note", {"remark": "secret"}, by=ann, key="k")
    second = office.desk.act(case.id, "note", {"remark": "other"}, by=bob, key="k")
    assert second.version == first.version + 1
    other = office.desk.for_tenant("lakeside").register("repair", LEAK, by=ann, key="k")
    assert (other.tenant, other.version) == ("lakeside", 1)


def test_a_refused_command_uses_up_no_key(office: Office) -> None:
    """What was refused may be sent again under its key once it can be done."""
    case = office.registered()
    with pytest.raises(Refused):
        office.desk.act(case.id, "take", by=bob, key="k")
    office.desk.act(case.id, "open", by=ann)
    assert office.desk.act(case.id, "take", by=bob, key="k").state == "working"


def test_keys_of_proposals_and_signatures(office: Office) -> None:
    """A proposal or signature sent twice counts once, and is not mistaken for the act."""
    case = office.done()
    one = office.desk.propose(case.id, "close", MENDED, by=zoe, key="k")
    assert office.desk.propose(case.id, "close", MENDED, by=zoe, key="k").hash == one.hash
    two = office.desk.sign(case.id, "close", by=cai, key="s")
    assert office.desk.sign(case.id, "close", by=cai, key="s").hash == two.hash
    with pytest.raises(KeyReused):
        office.desk.sign(case.id, "close", by=cai, consent=False, reason="wet", key="s")
    with pytest.raises(KeyReused):
        office.desk.act(case.id, "close", MENDED, by=zoe, key="k", expect=two.version)
