"""Tenants: communities that share a store, a desk and its workers, and never see each other's cases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from examples.key_loan import clerk, key_loan
from tests.office import LEAK, Ear, Office, ann, bob, eve

from propflow import Actor, Desk, Grant, MemoryStore, Refused, VirtualClock
from propflow.errors import UnknownCase


@pytest.fixture
def office(store: Any) -> Office:
    """Two communities with a job of the same number each."""
    made = Office(store, notifiers=[Ear()])
    made.opened(phone="13800000000")
    made.desk.for_tenant("lakeside").register("repair", {**LEAK, "what": "another"}, by=ann)
    return made


def test_the_same_number_in_two_communities(office: Office) -> None:
    """Each community has its own book, and its own case of every number."""
    here, there = office.desk, office.desk.for_tenant("lakeside")
    one, two = here.case("JOB-000001"), there.case("JOB-000001")
    assert (one.tenant, one.state, two.tenant, two.state) == ("riverside", "opened", "lakeside", "reported")
    assert [case.state for case in here.find()] == ["opened"]
    assert [case.state for case in there.find()] == ["reported"]


def test_nothing_of_the_other_can_be_had(office: Office) -> None:
    """Whatever is asked for by an id that only the other has is unknown, as if it were nowhere."""
    id_ = office.registered().id
    there = office.desk.for_tenant("lakeside")
    for ask in (
        lambda: there.case(id_),
        lambda: there.journal(id_),
        lambda: there.journal(id_, by=eve, purpose="curiosity"),
        lambda: there.act(id_, "open", by=ann),
        lambda: there.propose(id_, "close", by=ann),
        lambda: there.sign(id_, "close", by=ann),
        lambda: there.options(id_, by=ann),
        lambda: there.explain(id_, "open", by=ann),
        lambda: there.erase(id_, by=eve, reason="x"),
    ):
        with pytest.raises(UnknownCase) as fault:
            ask()
        assert "riverside" not in str(fault.value)
    assert [one.tenant for one in there.find(state="reported", workflow="repair")] == ["lakeside"]


def test_no_link_across_communities(office: Office) -> None:
    """A case of another community cannot be linked to: it is not there."""
    office.registered()
    id_ = office.registered().id
    there = office.desk.for_tenant("lakeside")
    with pytest.raises(Refused) as refusal:
        there.register("repair", {**LEAK, "parent": id_}, by=ann)
    assert refusal.value.codes == {"link_unknown"}


def test_a_grant_of_one_community_is_none_in_the_other(office: Office) -> None:
    """Scope is part of a grant."""
    local = Actor("tom", Grant("clerk", tenant="riverside"))
    assert office.desk.act("JOB-000001", "note", {"remark": "x"}, by=local).version == 4
    with pytest.raises(Refused) as refusal:
        office.desk.for_tenant("lakeside").act("JOB-000001", "open", by=local)
    assert refusal.value.codes == {"grant_expired"}


def test_workers_serve_all_and_mix_nothing_up(office: Office) -> None:
    """One tick and one round of deliveries serve every community; each message says whose it is."""
    ear = office.desk._house.notifiers[0]
    assert isinstance(ear, Ear)
    office.desk.act("JOB-000001", "take", by=bob)
    office.pass_time(hours=13)
    report = office.desk.for_tenant("lakeside").tick()
    assert (report.cases, report.faults) == (2, ())
    office.desk.deliver()
    told = {(one.tenant, one.about) for one in ear.heard}
    assert told == {("riverside", "react"), ("riverside", "mend"), ("lakeside", "react")}
    assert all(one.id.startswith(f"{one.tenant}/") for one in ear.heard)


def test_a_busy_community_starves_no_other(office: Office) -> None:
    """Where more is owed than one tick takes, communities take turns."""
    for _ in range(20):
        office.registered()
    office.desk.tick(limit=2)
    assert office.desk.for_tenant("lakeside").case("JOB-000001").version == 2


def test_seals_are_each_communitys_own(office: Office) -> None:
    """A seal covers one community; verifying looks at all of them and tells them apart."""
    assert office.desk.seal() is not None
    assert office.desk.seal() is None
    other = office.desk.for_tenant("lakeside").seal()
    assert other is not None
    assert [leaf[:2] for leaf in other.leaves] == [("JOB-000001", 1)]
    assert (
        office.desk.verify({"lakeside": (1, other.hash), "riverside": (1, other.hash)}).faults[0].tenant == "riverside"
    )
    assert len(office.desk.verify({"lakeside": (1, other.hash)}).faults) == 0
    assert len(office.desk.verify({"nowhere": (1, other.hash)}).faults) == 1


def test_the_access_log_is_each_communitys_own(office: Office) -> None:
    """Refusals and readings are noted where they happened."""
    with pytest.raises(Refused):
        office.desk.for_tenant("lakeside").act("JOB-000001", "open", by=bob)
    office.desk.journal("JOB-000001", by=eve, purpose="a complaint")
    assert len(office.store.accesses("lakeside")) == 1
    assert len(office.store.accesses("riverside")) == 1
    assert '"kind":"read"' in office.store.accesses("riverside")[0][2]


def test_verify_finds_a_community_whose_cases_are_all_gone() -> None:
    """
    A community that has book lines and seals but no case any more is looked at too, without an anchor.
    """
    store = MemoryStore()
    clock = VirtualClock(datetime(2026, 9, 30, 9, 0, tzinfo=UTC))
    riverside = Desk([key_loan], store, tenant="riverside", now=clock)
    lakeside = riverside.for_tenant("lakeside")
    for desk in (riverside, lakeside):
        desk.register(key_loan, by=Actor("ann", [clerk]))
        desk.seal()
    assert riverside.verify().faults == ()
    store._tenants["lakeside"].cases.clear()
    store._tenants["lakeside"].ids.clear()
    assert {fault.tenant for fault in riverside.verify().faults} == {"lakeside"}
