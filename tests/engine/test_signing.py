"""Signing: a proposal on record, the signatures it takes, and what voids them."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from tests.office import (
    MENDED,
    Directory,
    Office,
    ann,
    bob,
    cai,
    changed,
    clerk,
    close,
    dan,
    eve,
    inspection,
    manager,
    release,
    rob,
    same,
    take,
    vouched,
    worker,
    zoe,
)

from propflow import Actor, Conflict, Grant, MemoryStore, Refused
from propflow.errors import DefinitionError, InvalidValue
from propflow.model.canonical import canonical, digest


def refused(office: Office, case_id: str, **how: Any) -> list[str]:
    """The reasons against a signature, by code and in order."""
    before = office.desk.case(case_id).hash
    with pytest.raises(Refused) as refusal:
        office.desk.sign(case_id, "close", **how)
    assert office.desk.case(case_id).hash == before
    return [one.code for one in refusal.value.blockers]


def proposal(office: Office, case_id: str) -> dict[str, Any]:
    """The open proposal of the closing."""
    found: Any = office.desk.case(case_id).part("proposals").get("close")
    return found


@pytest.fixture
def open_for_signing(quick: Office) -> str:
    """A job whose closing zoe has proposed."""
    return quick.desk.propose(quick.done().id, "close", MENDED, by=zoe).id


def test_two_of_many_then_the_manager(quick: Office, open_for_signing: str) -> None:
    """Any two of those who may inspect are enough, then one manager; then the act goes through and uses it up."""
    id_ = open_for_signing
    quick.desk.sign(id_, "close", by=dan)
    quick.desk.sign(id_, "close", by=rob)
    assert refused(quick, id_, by=cai) == ["sign_off_unknown"]  # two are enough
    case = quick.desk.sign(id_, "close", by=eve)
    assert [one["by"] for one in proposal(quick, id_)["signatures"]] == ["dan", "rob", "eve"]
    case = quick.desk.act(id_, "close", by=ann, expect=case.version)
    assert (case.state, proposal(quick, id_)) == ("closed", None)


def test_the_proposal_is_a_record_that_changes_nothing_else(quick: Office) -> None:
    """Proposing and signing are records of their own kind, leave the case in its state and keep the form."""
    case = quick.done()
    after = quick.desk.propose(case.id, "close", MENDED, by=zoe, note="please look")
    signed = quick.desk.sign(case.id, "close", by=cai)
    records = quick.desk.journal(case.id)[-2:]
    assert [(one.kind, one.action, one.state_from, one.state_to) for one in records] == [
        ("propose", "close", "done", "done"),
        ("sign", "close", "done", "done"),
    ]
    assert records[0].form == {"name": "closing", "revision": 1, "values": MENDED}
    assert records[0].note == "please look"
    assert (after.clocks, signed.clocks) == (case.clocks, case.clocks)
    assert records[0].messages == records[1].messages == ()  # `close` tells the manager, its proposal does not


def test_the_record_says_by_which_right_it_was_signed(quick: Office, open_for_signing: str) -> None:
    """A role that holds now is named with who confirmed it, and a relation as one, though a role stands before it."""
    id_ = open_for_signing
    expired = Grant("worker", department="old", until=quick.clock())
    here = Grant("worker", department="plumbing", confirmed_by="directory")
    quick.desk.sign(id_, "close", by=Actor("cai", [expired, here]))
    quick.desk.sign(id_, "close", by=rob)
    by_role, by_relation = quick.desk.journal(id_)[-2:]
    assert by_role.grant == {"as": "role:worker", "by": "directory", "department": "plumbing"}
    assert by_relation.grant == {"as": "relation:reporter", "by": "journal", "department": None}
    assert [one["role"] for one in proposal(quick, id_)["signatures"]] == ["worker", "reporter"]


def test_an_expired_role_signs_nothing(quick: Office, open_for_signing: str) -> None:
    """A grant that has ended, or is of another tenant, gives nobody a sign-off."""
    for grant in (Grant("worker", until=quick.clock()), Grant("worker", tenant="lakeside")):
        assert refused(quick, open_for_signing, by=Actor("cai", grant)) == ["sign_off_unknown"]


def test_order(quick: Office, open_for_signing: str) -> None:
    """What comes later in the order cannot be signed before, and says what it waits for."""
    with pytest.raises(Refused) as refusal:
        quick.desk.sign(open_for_signing, "close", by=eve)
    (only,) = refusal.value.blockers
    assert (only.code, only.facts["sign_off"], only.facts["before"]) == ("sign_off_order", "release", "inspection")
    assert only.rules == ("R-5",)


@pytest.mark.parametrize(
    ("who", "reasons"),
    [
        (Actor("bob", worker), ["duty"]),  # mended it
        (Actor("zoe", worker), ["duty"]),  # proposed it
        (Actor("kim", worker, on_behalf_of="bob"), ["duty"]),
        (Actor("bob", manager), ["duty_relation"]),  # it is bob's job
        (Actor("eve", manager, on_behalf_of="zoe"), ["duty"]),
        (ann, ["sign_off_unknown"]),
    ],
)
def test_exclusion(who: Actor, reasons: list[str], quick: Office, open_for_signing: str) -> None:
    """Whoever did it, proposed it or has it for a job may not sign it, nor may a deputy for them."""
    assert refused(quick, open_for_signing, by=who) == reasons


def test_who_was_stood_in_for_may_not_sign_either(quick: Office) -> None:
    """What somebody proposes on behalf of another is the proposal of both."""
    case = quick.done()
    quick.desk.propose(case.id, "close", MENDED, by=Actor("zoe", clerk, on_behalf_of="cai"))
    assert refused(quick, case.id, by=cai) == ["duty"]
    quick.desk.sign(case.id, "close", by=dan)


def test_the_proposer_may_sign_where_the_definition_says_so() -> None:
    """`proposer_may` lifts one exclusion and no other."""
    lenient = attrs.evolve(inspection, proposer_may=True, needed=1)
    office = Office(MemoryStore(), workflows=[changed(close, sign_offs=[lenient])])
    both = Actor("zoe", [clerk, worker])
    case = office.desk.propose(office.done().id, "close", MENDED, by=both)
    assert proposal(office, office.desk.sign(case.id, "close", by=both).id)["signatures"][0]["by"] == "zoe"


def test_excluded_from_one_sign_off_but_not_from_the_other() -> None:
    """Somebody with two roles gives the sign-off that is open to them, whatever stands against the other."""
    together = [inspection, attrs.evolve(release, order=1, not_by=())]
    office = Office(MemoryStore(), workflows=[changed(close, sign_offs=together)])
    both = Actor("bob", [worker, manager])  # who mended it
    case = office.desk.propose(office.done().id, "close", MENDED, by=zoe)
    office.desk.sign(case.id, "close", by=both)
    assert [one["sign_off"] for one in proposal(office, case.id)["signatures"]] == ["release"]
    assert refused(office, case.id, by=both) == ["sign_off_twice", "duty"]


def test_delegation(quick: Office, open_for_signing: str) -> None:
    """A deputy may inspect, not release; the signature names both, and neither of them can sign again."""
    id_ = open_for_signing
    quick.desk.sign(id_, "close", by=Actor("kim", worker, on_behalf_of="cai"))
    assert quick.desk.journal(id_)[-1].on_behalf_of == "cai"
    assert refused(quick, id_, by=cai) == ["sign_off_twice"]
    assert refused(quick, id_, by=Actor("kim", worker)) == ["sign_off_twice"]
    quick.desk.sign(id_, "close", by=dan)
    assert refused(quick, id_, by=Actor("eve", manager, on_behalf_of="gus")) == ["sign_off_delegated"]


def test_a_deputy_must_be_confirmed_to_sign() -> None:
    """Where there is a directory, nobody signs for somebody who has not made them a deputy."""
    directory = Directory({"ann": [vouched(clerk)], "zoe": [vouched(clerk)], "bob": [vouched(worker)]})
    directory.grants = {**directory.grants, "kim": [vouched(worker)]}
    office = Office(MemoryStore(), people=directory)
    case = office.desk.propose(office.done().id, "close", MENDED, by=zoe)
    assert refused(office, case.id, by=Actor("kim", worker, on_behalf_of="cai")) == ["deputy_unconfirmed"]
    assert office.desk.sign(case.id, "close", by=Actor("kim", worker)).version == case.version + 1


def test_refusal_with_a_reason_ends_the_round(quick: Office, open_for_signing: str) -> None:
    """A refusal is kept with its reason; nobody signs after it and the act is refused, until it is proposed anew."""
    id_ = open_for_signing
    quick.desk.sign(id_, "close", by=cai, consent=False, reason="仍在滴水")
    assert proposal(quick, id_)["refused"] == {
        "by": "cai", "on_behalf_of": None, "reason": "仍在滴水", "role": "worker", "sign_off": "inspection",
    }  # fmt: skip
    assert refused(quick, id_, by=dan) == ["sign_off_refused"]
    case = quick.desk.case(id_)
    with pytest.raises(Refused) as refusal:
        quick.desk.act(id_, "close", by=ann, expect=case.version)
    assert [one.code for one in refusal.value.blockers] == ["sign_off_refused", "sign_off_missing", "sign_off_missing"]
    assert "仍在滴水" in str(refusal.value)
    assert quick.sign(id_).version > case.version  # a new round


def test_a_new_round_starts_from_nothing(quick: Office, open_for_signing: str) -> None:
    """Proposing again replaces form and signatures; what was signed before does not count any more."""
    id_ = open_for_signing
    quick.desk.sign(id_, "close", by=cai)
    first = proposal(quick, id_)
    quick.desk.propose(id_, "close", {"result": "new pipe"}, by=zoe)
    second = proposal(quick, id_)
    assert (first["round"], second["round"]) == (1, 2)
    assert (second["signatures"], second["values"]) == ([], {"result": "new pipe"})
    assert first["digest"] != second["digest"]
    quick.desk.propose(id_, "close", {"result": "new pipe"}, by=zoe)
    assert proposal(quick, id_)["digest"] != second["digest"]  # even with the same form: the round is signed too


def test_a_changed_price_voids_the_signatures_and_a_note_does_not(quick: Office) -> None:
    """Signed are the form and the price: a note leaves them good, another price makes all of them stale."""
    case = quick.signed()
    case = quick.desk.act(case.id, "note", {"remark": "they called"}, by=ann)
    assert quick.desk.explain(case.id, "close", by=ann).allowed
    quick.desk.act(case.id, "quote", {"price": "10"}, by=bob)
    (only,) = quick.desk.explain(case.id, "close", by=ann).blockers
    assert (only.code, only.facts["changed"]) == ("sign_off_stale", ["price"])
    case = quick.sign(case.id)  # with the new price
    case = quick.desk.act(case.id, "quote", {"price": "10.00"}, by=bob)  # the same price again
    assert quick.desk.act(case.id, "close", by=ann, expect=case.version).state == "closed"


def test_a_price_that_changes_back_makes_it_good_again(quick: Office) -> None:
    """What counts is that the facts are those that were signed, not that nobody touched them."""
    case = quick.done()
    quick.desk.act(case.id, "quote", {"price": "10"}, by=bob)
    quick.sign(case.id)
    for price in ("11", "10"):
        quick.desk.act(case.id, "quote", {"price": price}, by=bob)
    assert quick.desk.explain(case.id, "close", by=ann).allowed


def test_the_signed_form_is_what_is_done(quick: Office) -> None:
    """Left out, the form is that of the proposal; given again it must be the same."""
    case = quick.signed()
    with pytest.raises(Refused) as refusal:
        quick.desk.act(case.id, "close", {"result": "something else"}, by=ann, expect=case.version)
    assert refusal.value.codes == {"form_for_proposal"}
    quick.desk.act(case.id, "close", MENDED, by=ann, expect=case.version)
    assert quick.desk.journal(case.id)[-1].form == {"name": "closing", "revision": 1, "values": MENDED}


def test_a_proposal_is_judged_like_the_act(quick: Office) -> None:
    """What could not be done cannot be proposed: state, right, form and open parts are judged; signatures are not."""
    case = quick.working()
    quick.registered(parent=case.id)
    with pytest.raises(Refused) as refusal:
        quick.desk.propose(case.id, "close", {}, by=bob)
    assert [one.code for one in refusal.value.blockers] == ["state", "role", "field_missing", "children_open"]


def test_what_needs_no_sign_off_cannot_be_proposed(quick: Office) -> None:
    """Proposing an ordinary action says to just do it; signing one says that there is no sign-off to give."""
    case = quick.opened()
    with pytest.raises(Refused) as refusal:
        quick.desk.propose(case.id, "take", by=bob)
    assert refusal.value.blockers[0].say() == "this needs no sign-off; just do it"
    with pytest.raises(Refused) as refusal:
        quick.desk.sign(case.id, "take", by=bob)
    assert refusal.value.codes == {"sign_off_unknown"}


def test_signing_without_a_proposal(quick: Office) -> None:
    """There is nothing to sign before somebody has proposed it, and nothing after it was done."""
    assert refused(quick, quick.done().id, by=cai) == ["proposal_missing"]
    assert refused(quick, quick.closed().id, by=cai) == ["proposal_missing"]


def test_signing_what_was_read(quick: Office, open_for_signing: str) -> None:
    """A signature given on an old reading is a Conflict: the proposal may have been replaced."""
    read = quick.desk.case(open_for_signing).version
    quick.desk.propose(open_for_signing, "close", {"result": "new"}, by=zoe)
    with pytest.raises(Conflict):
        quick.desk.sign(open_for_signing, "close", by=cai, expect=read)
    with pytest.raises(Conflict):
        quick.desk.propose(open_for_signing, "close", MENDED, by=zoe, expect=read)


def test_signatures_die_with_the_round_that_was_executed(quick: Office) -> None:
    """After reopening, a closing needs every signature anew, even for the very same form."""
    case = quick.closed()
    quick.desk.act(case.id, "reopen", by=ann)
    quick.desk.act(case.id, "finish", by=bob)
    assert refused(quick, case.id, by=cai) == ["proposal_missing"]
    quick.desk.propose(case.id, "close", MENDED, by=zoe)
    assert proposal(quick, case.id)["signatures"] == []


def test_the_digest_covers_exactly_what_is_signed(quick: Office, open_for_signing: str) -> None:
    """Case, round, action, form and the declared facts are under the digest: nothing more and nothing less."""
    found = proposal(quick, open_for_signing)
    signed = {"action": "close", "case": open_for_signing, "facts": {"price": None}, "round": 1, "values": MENDED}
    assert found["digest"] == digest(canonical(signed))
    assert json.loads(quick.desk.journal(open_for_signing)[-1].text)["changes"]["proposals"]["close"] == found


@pytest.mark.parametrize("give", [5, None, ["wet"], "\ud800", "x" * 10_001])
def test_a_reason_that_is_none(give: Any, quick: Office, open_for_signing: str) -> None:
    """A reason that is no text, is no character or has no end is refused by name, and nothing is written."""
    with pytest.raises(InvalidValue, match=r"^reason: "):
        quick.desk.sign(open_for_signing, "close", by=cai, consent=False, reason=give)
    assert proposal(quick, open_for_signing)["refused"] is None


def test_a_reason_is_kept_in_one_spelling(quick: Office, open_for_signing: str) -> None:
    """A reason comes into the journal in NFC, as every text does, so that verifying finds nothing."""
    quick.desk.sign(open_for_signing, "close", by=cai, consent=False, reason="pose\u0301")
    assert proposal(quick, open_for_signing)["refused"]["reason"] == "pos\u00e9"
    assert quick.desk.verify().faults == ()


def test_a_proposal_links_nothing() -> None:
    """A proposal of an action that links cases leaves the other case alone until it is done."""
    office = Office(MemoryStore(), workflows=[changed(same, sign_offs=[attrs.evolve(release, not_by=(), order=1)])])
    other, case = office.registered(), office.registered()
    office.desk.propose(case.id, "same", {"of": other.id}, by=zoe)
    assert office.desk.case(other.id).version == 1
    case = office.desk.sign(case.id, "same", by=eve)
    office.desk.act(case.id, "same", by=ann, expect=case.version)
    assert office.desk.case(other.id).links("duplicate") == (case.id,)
    assert office.desk.case(other.id).version == 2


def test_a_definition_may_replace_an_action() -> None:
    """The test office's `changed` makes a workflow that is checked like any other."""
    with pytest.raises(DefinitionError):
        changed(take, by=())
