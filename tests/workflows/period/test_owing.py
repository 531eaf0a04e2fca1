"""What has come up is put on record once, whoever looks and however often."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from tests.workflows.complaint.lives import person, under
from tests.workflows.period.lives import FULL, Office, bound, day, given, instant

from propflow import Actor, Desk, MemoryStore, Policy, Refused, VirtualClock
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import InvalidValue, UnknownName
from propflow.workflows.period import duties, owe, period
from propflow.workflows.period.kinds import EVERY

OCTOBER = [
    "quarterly_review.2026-Q4", "reconciliation.2026-10-T1", "red_black_list.2026-10", "reconciliation.2026-10-T2",
    "reconciliation.2026-10-T3", "monthly_figures.2026-10", "reconciliation.2026-11-T1", "red_black_list.2026-11",
]  # fmt: skip
"""What comes up from the first of October to the first of November."""


def test_each_duty_comes_up_with_its_period() -> None:
    """The figures once the month is over, the rest when theirs begins; in the order in which they come up."""
    assert given().at("2026-11-01").owed(since=instant("2026-10-01")) == OCTOBER


def test_run_twice_it_does_nothing_twice() -> None:
    """Nor does it a second later; the next third of the month brings its own."""
    office = given().at("2026-11-01")
    assert len(office.owed(since=instant("2026-10-01"))) == len(OCTOBER)
    assert (office.owed(since=instant("2026-10-01")), len(office.desk.find(workflow="period"))) == ([], len(OCTOBER))
    office.at("2026-11-11")
    assert office.owed(since=instant("2026-10-01")) == ["reconciliation.2026-11-T2"]


def test_a_period_begins_at_midnight() -> None:
    """A microsecond before, nothing has come up."""
    office = given().at("2026-11-01")
    first = ["quarterly_review.2026-Q4", "reconciliation.2026-11-T1", "red_black_list.2026-11"]
    assert office.owed(since=instant("2026-11-01")) == first
    before = instant("2026-11-11") - timedelta(microseconds=1)
    office.clock.advance(before - office.clock())
    assert office.owed(since=instant("2026-11-01")) == []
    office.clock.advance(timedelta(microseconds=1))
    assert office.owed(since=instant("2026-11-01")) == ["reconciliation.2026-11-T2"]


def test_after_an_outage_every_duty_is_there_in_order() -> None:
    """Three months missed are three months owed, each counted from its own day."""
    office = given(reconciliation="off", red_black_list="off", quarterly_review="off")
    office.late()
    assert office.at("2027-01-10").owed() == [f"monthly_figures.2026-{month}" for month in ("09", "10", "11", "12")]
    for month, due in (("09", "2026-10-06"), ("12", "2027-01-06")):
        run = office.take(f"monthly_figures.2026-{month}").duty.clock("figures_handed_in")
        assert run is not None
        assert run.due_at == instant(due)


def test_each_follows_the_one_before() -> None:
    """The chain of a duty's periods is in the journals; the first follows nothing."""
    office = given(reconciliation="off", red_black_list="off", quarterly_review="off").at("2027-01-01")
    first, *others = office.owed(since=instant("2026-10-01"))
    assert office.take(first).duty.links("recurs_from") == ()
    for before, one in zip([first, *others], others, strict=False):
        assert office.take(one).duty.links("recurs_from") == (before,)


def test_what_somebody_registered_by_hand_is_known() -> None:
    """It bears another id, and is the same duty; the next month follows it."""
    office = given(reconciliation="off", red_black_list="off", quarterly_review="off").at("2026-11-02")
    by_hand = office.registered("monthly_figures").duty_id
    assert by_hand == "ZQ-000001"
    assert office.owed(since=instant("2026-10-01")) == []
    (november,) = office.at("2026-12-01").owed(since=instant("2026-10-01"))
    assert office.take(november).duty.links("recurs_from") == (by_hand,)


def test_an_office_without_cases_owes_nothing_yet() -> None:
    """Unless somebody says since when it is an office."""
    office = given().at("2026-11-01")
    assert office.owed() == []
    office.late()
    assert "monthly_figures.2026-10" not in office.owed()
    assert "quarterly_review.2026-Q4" in [one.id for one in office.desk.find(workflow="period")]


def test_no_duty_is_older_than_the_policy() -> None:
    """What a policy asks for is owed from when it is in effect."""
    office = given()
    office.late()
    later = Policy(
        "office", {f"period.{name}": value for name, value in FULL.items()}, effective_from=instant("2026-12-15")
    )
    workflow = period.under(later)
    clock = office.clock
    clock.advance(instant("2027-01-02") - clock())
    desk = Desk([under(), workflow], MemoryStore(), now=clock)
    assert [one.id for one in owe(desk, workflow, clock(), since=instant("2026-10-01"))] == [
        "quarterly_review.2026-Q4", "red_black_list.2026-12", "reconciliation.2026-12-T2", "reconciliation.2026-12-T3",
        "monthly_figures.2026-12", "quarterly_review.2027-Q1", "reconciliation.2027-01-T1", "red_black_list.2027-01",
    ]  # fmt: skip


def test_two_workers_at_once_register_each_duty_once(tmp_path: Path) -> None:
    """Two desks on one file begin together; between them they register every duty, and none twice."""
    clock = VirtualClock(instant("2026-11-01"))
    workflow = bound()
    stores = [SqliteStore(tmp_path / "office.db", durability="normal") for _ in range(2)]
    ready, found = Barrier(2), []

    def work(store: Any, name: str) -> None:
        desk = Desk([under(), workflow], store, tenant="riverside", now=clock)
        ready.wait()
        worker = Actor(name, ["automation"])
        found.extend(one.id for one in owe(desk, workflow, clock(), since=instant("2026-10-01"), by=worker))

    workers = [Thread(target=work, args=(store, f"worker-{i}")) for i, store in enumerate(stores)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert sorted(found) == sorted(OCTOBER)
    desk = Desk([under(), workflow], stores[0], tenant="riverside", now=clock)
    assert sorted(one.id for one in desk.find(workflow="period")) == sorted(OCTOBER)
    assert desk.verify().faults == ()
    for store in stores:
        store.close()


def test_each_tenant_owes_its_own() -> None:
    """The desk of one community registers nothing for another."""
    office = given().at("2026-11-01")
    office.owed(since=instant("2026-10-01"))
    other = office.desk.for_tenant("lakeside")
    assert [*other.find(workflow="period")] == []
    assert len(owe(other, office.workflow, office.clock(), since=instant("2026-10-01"))) == len(OCTOBER)


def test_three_in_a_row_bring_an_interview_once() -> None:
    """Not two; the interview names the three; a fourth late case is of the same run, and brings no other."""
    office = given(figures_month="off", reconciliation="off", red_black_list="off", quarterly_review="off")
    lates = office.lates(times=2)
    assert office.owed() == []
    lates.append(office.late())
    (interview,) = office.owed()
    duty = office.take(interview).duty
    assert (duty.fact("whom"), duty.links("recurs_from")) == ("works", tuple(lates))
    assert office.desk.case(lates[2]).links("recurrence") == (interview,)
    office.late()
    assert office.owed() == []
    office.in_time()
    office.lates()
    assert len(office.owed()) == 1
    assert office.desk.verify().faults == ()


def test_an_interview_registered_by_hand_is_enough() -> None:
    """It names the case that completed the run; nobody is called in twice for it."""
    office = given(figures_month="off", reconciliation="off", red_black_list="off", quarterly_review="off")
    lates = office.lates()
    reached = office.desk.case(lates[-1]).recorded_at
    office.registered("interview", period="2026-10", owed_from=reached.isoformat())
    for one in lates:
        office.did("name_overrun", overrun=one)
    assert office.owed() == []


def test_each_team_has_its_own_interview() -> None:
    """Two teams that handled the same three cases are called in each for itself."""
    office = given(figures_month="off", reconciliation="off", red_black_list="off", quarterly_review="off")
    for _ in range(3):
        house = office.house
        house.registered().did("classify").did("open")
        house.did("dispatch", departments=["works", "gardens"])
        house.did("sign_receipt", departments=["works"]).did("sign_further_receipt", departments=["gardens"])
        house.all_did("record_contact", "adopt_measures").later(days=3)
        house.all_did("report_done", "tell_result", "verify").did("close", overrun_reason="Rain")
    made = [office.take(one).duty for one in office.owed()]
    assert {one.fact("whom") for one in made} == {"works", "gardens"}
    assert len({one.id for one in made}) == 2


def test_bad_input_is_refused_and_nothing_is_written() -> None:
    """A naive instant, one ahead of the desk, somebody who may not, a workflow that is not at the desk."""
    office = given().at("2026-11-01")
    since = instant("2026-10-01")
    with pytest.raises(InvalidValue):
        owe(office.desk, office.workflow, datetime(2026, 11, 1), since=since)  # noqa: DTZ001
    with pytest.raises(InvalidValue):
        owe(office.desk, office.workflow, office.clock(), since=datetime(2026, 10, 1))  # noqa: DTZ001
    with pytest.raises(Refused):
        owe(office.desk, office.workflow, office.clock(), since=since, by=person("cleaner"))
    with pytest.raises(UnknownName):
        owe(office.desk, bound(overruns_in_a_row=5), office.clock(), since=since)
    assert [*office.desk.find(workflow="period")] == []
    with pytest.raises(Refused) as refusal:
        owe(office.desk, office.workflow, instant("2026-12-01"), since=instant("2026-11-20"))
    assert set(refusal.value.codes) == {"not_owed_yet"}


@drawn(st.integers(0, 800), st.integers(0, 800), st.sampled_from(["same", "next"]))
def test_looking_often_or_once_comes_to_the_same(start: int, days: int, month: str) -> None:
    """Whatever came up in between is what comes up at the end: each duty once, none between two looks."""
    values = bound(figures_month=month).values
    since = datetime(2026, 1, 1, 7, tzinfo=UTC) + timedelta(days=start)
    until, middle = since + timedelta(days=days), since + timedelta(days=days / 2)
    whole = [one.key for one in duties(values, since, until, ())]
    first = [one.key for one in duties(values, since, middle, ())]
    later = [one.key for one in duties(values, middle, until, ())]
    assert len({*whole}) == len(whole)
    assert {*whole} == {*first, *later}
    assert first == whole[: len(first)]


def test_as_many_as_the_calendar_has() -> None:
    """In the year 2026: twelve of each month, four quarters, thirty-six thirds of a month."""
    found = duties(bound().values, instant("2026-01-01"), instant("2027-01-01") - timedelta(seconds=1), ())
    counts = {kind: len([one for one in found if one.kind == kind]) for kind in EVERY}
    assert counts == {"monthly_figures": 11, "quarterly_review": 4, "reconciliation": 36, "red_black_list": 12}
    assert day("2026-12-21") in [one.owed_from.astimezone(instant("2026-01-01").tzinfo).isoformat() for one in found]


def test_nothing_is_owed_where_nothing_is_asked_for() -> None:
    """A policy with everything switched off."""
    off = dict.fromkeys(FULL, "off")
    office = Office(given(**off).house, bound(**off))
    office.lates()
    assert office.owed() == []
