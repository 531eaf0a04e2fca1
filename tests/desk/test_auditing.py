"""Auditing: verifying holds every sound history against the invariants of its workflow, and never stops half-way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import attrs
import pytest
from tests.desk.archive import Archive
from tests.office import LEAK, MENDED, Office, repair
from tests.office import ann as clerk_ann
from tests.office import bob as worker_bob
from tests.parcels import MORNING, FrontDesk, fetch, house_rules, parcel, pia

from propflow import OFF, MemoryStore, hours
from propflow.definition.invariants import (
    NOT_APPLICABLE,
    NOT_YET_OWED,
    OPEN_QUESTION,
    Breach,
    History,
    Invariant,
    Judgement,
    invariant,
)
from propflow.desk.verifying import VerifyReport


@invariant("P01", en="It is measured before it is handed over", zh="交付前量尺")
def is_measured(history: History) -> Judgement:
    """Each handing over follows a measurement."""
    measured = [one.number for one in history.acts("measure")]
    closings = [one.number for one in history.acts("close")]
    return [Breach(one, "handed over unmeasured") for one in closings if not measured or measured[0] > one]


@invariant("P02", en="It lies in the locker only where policy says so", zh="依规入柜")
def lies_well(history: History) -> Judgement:
    """Only where the policy knows lockers."""
    return NOT_APPLICABLE if history.policy["place"] is None else []


@invariant("P03", en="It is put on the shelf within an hour", zh="一小时内上架")
def is_shelved(history: History) -> Judgement:
    """Once the hour has been looked at."""
    if history.acts("open"):
        return []
    owed = history.case.registered_at + timedelta(hours=1)
    return NOT_YET_OWED if history.until <= owed else [Breach(1, "it lies about")]


def seen(*judge: Any) -> Invariant:
    """An invariant of one function."""
    return invariant("P09", en="Seen", zh="已见")(*judge)


def office_with(*invariants: Invariant, store: Any = None, **said: object) -> FrontDesk:
    """A front desk whose workflow promises these."""
    written = parcel(invariants=invariants, clocks=[fetch(hours(9))])
    return FrontDesk(MemoryStore() if store is None else store, written.under(house_rules(**said)))


def told(report: VerifyReport) -> list[tuple[str, int, str]]:
    """What is wrong: case, record and words."""
    return [(one.case, one.number, one.what) for one in report.faults]


# What is found


def test_histories_are_counted_by_how_they_stand() -> None:
    """For each invariant the report counts those kept, broken, not applicable and not yet owed."""
    office = office_with(is_measured, lies_well, is_shelved)
    one = office.shelved("small")
    office.measure(one.id, "large")
    office.do(one.id, "close")
    office.desk.register("parcel", {}, by=pia)
    report = office.desk.verify()
    assert report.faults == ()
    assert report.invariants == {
        "parcel.P01": {"kept": 2}, "parcel.P02": {"kept": 2}, "parcel.P03": {"kept": 1, "not_yet_owed": 1},
    }  # fmt: skip


def test_a_breach_is_a_fault_with_its_record() -> None:
    """What breaks an invariant is told with the case, the record, the claim and what is wrong."""
    office = office_with(is_measured)
    good = office.shelved()
    office.measure(good.id, "large")
    office.do(good.id, "close")
    bad = office.do(office.shelved().id, "close", "again", "close")
    report = office.desk.verify()
    said = "P01 is broken (It is measured before it is handed over): handed over unmeasured"
    assert told(report) == [(bad.id, 3, said), (bad.id, 5, said)]
    assert report.invariants == {"parcel.P01": {"kept": 1, "broken": 1}}
    assert {one.tenant for one in report.faults} == {office.desk.tenant}


def test_policy_switches_an_invariant_off() -> None:
    """Each case is judged by what filled the slots when it was registered."""
    store = MemoryStore()
    office_with(lies_well, store=store).shelved()
    written = parcel(invariants=[lies_well], clocks=[fetch(hours(9))])
    other = FrontDesk(store, written.under(house_rules()), written.under(house_rules("site", since=MORNING, place=OFF)))
    other.shelved()
    assert other.desk.verify().invariants == {"parcel.P02": {"kept": 1, "not_applicable": 1}}


def test_what_cannot_be_judged_yet_is_open() -> None:
    """An open question is counted and is no fault."""
    office = office_with(seen(lambda history: OPEN_QUESTION))
    office.shelved()
    report = office.desk.verify()
    assert (report.faults, report.invariants) == ((), {"parcel.P09": {"open": 1}})


def test_a_workflow_that_promises_nothing_is_not_judged() -> None:
    """Without invariants nothing is counted."""
    office = office_with()
    office.shelved()
    assert office.desk.verify().invariants == {}


# What an invariant sees


def shown_by(shown: list[History]) -> Invariant:
    """An invariant that remembers what it is shown."""

    def look(history: History) -> Judgement:
        shown.append(history)
        return []

    return seen(look)


def test_an_invariant_sees_all_that_is_on_record() -> None:
    """The case, its journal, its policy, the kinds of the states; confidential values only as digests."""
    shown: list[History] = []
    office = office_with(shown_by(shown), cards=5)
    case = office.shelved("small")
    office.desk.verify()
    (history,) = shown
    assert attrs.asdict(history.case, recurse=False) == attrs.asdict(case, recurse=False)
    assert list(history.records) == list(office.desk.journal(case.id))
    assert history.policy == office.desk.workflow_of(case).values
    assert history.policy["cards"] == 5
    assert history.kinds == {"arrived": "entry", "shelved": "active", "waiting": "active", "fetched": "resting",
                             "gone": "final"}  # fmt: skip
    assert history.linked == {}


def test_confidential_values_are_not_shown() -> None:
    """An audit sees the digest of what is confidential, never the value."""
    shown: list[History] = []
    office = Office(MemoryStore(), workflows=[repair(invariants=[shown_by(shown)])])
    office.registered(phone="13800138000")
    office.desk.verify()
    form: Any = shown[0].records[0].form
    assert set(form["values"]["phone"]) == {"sealed"}


@pytest.mark.parametrize("late", [timedelta(hours=1), timedelta(hours=9), timedelta(hours=9, microseconds=1)])
def test_until_when_its_clocks_were_looked_at(late: timedelta) -> None:
    """Now, if nothing is owed; else up to the first instant of what is owed, as nobody has looked further."""
    shown: list[History] = []
    office = office_with(shown_by(shown))
    case = office.shelved("small")
    office.clock.advance(timedelta(hours=5))
    office.desk.tick()
    office.clock.move_to(MORNING + late)
    office.desk.verify()
    assert shown[-1].until == min(office.clock(), MORNING + timedelta(hours=9))
    office.do(case.id, "close")
    office.desk.verify()
    assert shown[-1].until == office.clock()


def test_the_journals_of_linked_cases_are_shown() -> None:
    """An invariant may look into the cases that this one is linked to, from either end."""
    shown: list[History] = []
    office = Office(MemoryStore(), workflows=[repair(invariants=[shown_by(shown)])])
    parent = office.working()
    child = office.desk.register("repair", {**LEAK, "parent": parent.id}, by=clerk_ann)
    office.desk.verify()
    by_id = {one.case.id: one for one in shown}
    assert list(by_id[parent.id].linked) == [child.id]
    assert list(by_id[child.id].linked[parent.id]) == list(office.desk.journal(parent.id))


# What may go wrong


def raises(history: History) -> Judgement:
    """It was not thought through."""
    raise LookupError("no such thing")


def yields(history: History) -> Iterator[Breach]:
    """Written as a generator, and empty where all is well."""
    for one in history.acts("close"):
        yield Breach(one.number, "closed")


@pytest.mark.parametrize(
    ("judge", "words"),
    [
        (raises, "it cannot be judged (LookupError: no such thing)"),
        (lambda history: None, "it cannot be judged (TypeError: 'NoneType' object is not iterable)"),
        (lambda history: True, "it cannot be judged (TypeError: 'bool' object is not iterable)"),
        (lambda history: ["x"], "it cannot be judged (TypeError: 'x' is no Breach)"),
    ],
)
def test_an_invariant_that_fails_is_a_fault_and_the_others_are_judged(judge: Any, words: str) -> None:
    """Whatever an invariant does or returns, verifying goes on, and says which could not be judged and why."""
    office = office_with(seen(judge), is_measured)
    one, two = office.shelved(), office.shelved()
    report = office.desk.verify()
    assert told(report) == [(id_, 0, f"P09 is broken (Seen): {words}") for id_ in (one.id, two.id)]
    assert report.invariants == {"parcel.P09": {"broken": 2}, "parcel.P01": {"kept": 2}}


def test_an_invariant_may_yield_its_breaches() -> None:
    """A generator is as good as a list, and one that yields nothing is kept."""
    office = office_with(seen(yields))
    case = office.shelved()
    assert office.desk.verify().invariants == {"parcel.P09": {"kept": 1}}
    office.do(case.id, "close")
    assert told(office.desk.verify()) == [(case.id, 3, "P09 is broken (Seen): closed")]


def linked_archive(shown: list[History]) -> tuple[Archive, str, str]:
    """A copy of a store with a job that repeats another, at a desk that remembers what was shown."""
    office = Office(MemoryStore())
    first = office.registered()
    second = office.desk.register("repair", LEAK, by=clerk_ann)
    office.desk.act(second.id, "same", {"of": first.id}, by=clerk_ann)
    archive = Archive.of(office.store)
    archive.desk = Office(archive, workflows=[repair(invariants=[shown_by(shown)])]).desk
    return archive, first.id, second.id


def test_a_linked_case_that_was_removed_is_shown_without_records() -> None:
    """What is not there any more cannot be shown; the removal itself is told elsewhere."""
    shown: list[History] = []
    archive, first, second = linked_archive(shown)
    archive.heads = [one for one in archive.heads if one.case_id != first]
    archive.journals[first] = []
    report = archive.verify()
    assert [(one.case.id, dict(one.linked)) for one in shown] == [(second, {first: []})]
    assert {one.case for one in report.faults} == {first}


@pytest.mark.parametrize("spoilt", ["{", "[]", '{"at": 5}'])
def test_a_linked_case_that_is_damaged_is_not_shown(spoilt: str) -> None:
    """A journal that cannot be read is told of its own case, and keeps nobody from judging the others."""
    shown: list[History] = []
    archive, first, second = linked_archive(shown)
    archive.journals[first][0] = attrs.evolve(archive.journals[first][0], text=spoilt)
    report = archive.verify()
    assert [(one.case.id, dict(one.linked)) for one in shown] == [(second, {})]
    assert {one.case for one in report.faults} == {first}


def test_a_case_that_was_tampered_with_is_not_judged() -> None:
    """What is on record must be sound before it can be held against a promise."""
    shown: list[History] = []
    archive, _, second = linked_archive(shown)
    archive.heads[0] = attrs.evolve(archive.heads[0], state="opened")
    archive.verify()
    assert [one.case.id for one in shown] == [second]


def test_a_case_whose_definition_is_not_known_is_not_judged() -> None:
    """Without its policy nobody can say what was promised; the rest is verified all the same."""
    store = MemoryStore()
    office = office_with(is_measured, store=store)
    office.do(office.shelved().id, "close")
    assert len(office.desk.verify().faults) == 1
    report = Office(store).desk.verify()
    assert (report.cases, report.faults, report.invariants) == (1, (), {})


def test_a_case_under_a_policy_not_given_is_judged() -> None:
    """The policy that it was registered under is recalled for judging it."""
    store = MemoryStore()
    written = parcel(invariants=[lies_well])
    case = FrontDesk(store, written.under(house_rules("old", place=OFF))).shelved()
    report = FrontDesk(store, written=[written], bare=True).desk.verify()
    assert report.invariants == {"parcel.P02": {"not_applicable": 1}}
    assert (report.cases, report.faults) == (1, ())
    assert case.state == "shelved"


def test_cases_of_every_tenant_are_judged() -> None:
    """Verifying looks at all communities, and says which of them a breach belongs to."""
    office = office_with(is_measured)
    other = office.desk.for_tenant("hillside")
    case = other.register("parcel", {}, by=pia)
    for one in ("open", "close"):
        other.act(case.id, one, by=pia)
    (fault,) = office.desk.verify().faults
    assert (fault.tenant, fault.case, fault.number) == ("hillside", case.id, 3)


def test_closing_with_sign_offs_is_shown_as_one_act() -> None:
    """Proposals and signatures are on record and are no acts."""
    shown: list[History] = []
    office = Office(MemoryStore(), workflows=[repair(invariants=[shown_by(shown)])])
    case = office.done()
    office.desk.propose(case.id, "close", MENDED, by=clerk_ann)
    office.desk.verify()
    assert [one.action for one in shown[0].acts()] == ["register", "open", "take", "finish"]
    assert shown[0].acts("take")[0].actor == worker_bob.id
