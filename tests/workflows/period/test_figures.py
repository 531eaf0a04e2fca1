"""The figures of a month: each complaint counted once, as it stands at the cut-off, by when it was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from tests.workflows.complaint.lives import person
from tests.workflows.period.edges import NOVEMBER
from tests.workflows.period.lives import Office, given, instant

from propflow.errors import InvalidValue
from propflow.model.journal import Record
from propflow.workflows.period import Figures, figures, figures_for

SEPTEMBER, OCTOBER, NOV = instant("2026-09-01"), instant("2026-10-01"), instant("2026-11-01")


def counted(office: Office, since: datetime = SEPTEMBER, until: datetime | None = None) -> Figures:
    """The figures of the office's complaints, up to a moment from now if nothing else is said."""
    end = office.clock() + timedelta(microseconds=1) if until is None else until
    return figures([office.desk.journal(one.id) for one in office.desk.find(workflow="complaint")], since, end)


def brief(found: Figures) -> dict[str, int]:
    """What of it is not nothing."""
    numbers = {name: value for name, value in found.counts.items() if isinstance(value, int)}
    return {name: value for name, value in numbers.items() if value}


def test_an_office_without_complaints_has_figures_too() -> None:
    """They are zero."""
    assert brief(counted(given())) == {}
    assert counted(given()).punctuality == ()


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        (["register"], {"received": 1, "undecided": 1}),
        (["register", "start_clarification"], {"received": 1, "undecided": 1}),
        (["register", "request_ruling", "rule_clarify"], {"received": 1, "undecided": 1}),
        (["register_internal_finding"], {"received": 1, "undecided": 1}),
        (["register", "classify", "explain_only"], {"received": 1, "explained": 1}),
        (["register", "classify", "open"], {"received": 1, "opened": 1, "carried_over": 1}),
        (["raise_pre_complaint"], {"alerts": 1}),
        (["raise_pre_complaint", "dismiss_alert"], {"alerts": 1}),
        (["raise_pre_complaint", "accept_alert"], {"alerts": 1, "received": 1, "opened": 1, "carried_over": 1}),
    ],
)  # fmt: skip
def test_what_has_become_of_a_complaint(steps: list[str], found: dict[str, int]) -> None:
    """Opened, explained or undecided; an alert is a complaint once it is accepted."""
    office = given()
    office.house.registered(steps[0]).all_did(*steps[1:])
    assert brief(counted(office)) == found


def test_what_was_merged() -> None:
    """It is received and merged, and not opened with its master."""
    office = given()
    office.house.registered().did("classify").did("open")
    master = office.house.case_id
    office.house.registered().did("merge_duplicate", master_id=master)
    assert brief(counted(office)) == {"received": 2, "opened": 1, "merged": 1, "carried_over": 1}


def test_what_counts_is_what_last_became_of_it() -> None:
    """Explained and then opened after all: opened, and no longer explained."""
    office = given()
    office.house.registered().did("classify", nature="communicative_help", grade="none").did("explain_only")
    assert brief(counted(office)) == {"received": 1, "explained": 1}
    office.house.did("convert_to_valid")
    assert brief(counted(office)) == {"received": 1, "opened": 1, "carried_over": 1}


def test_what_was_closed_and_what_is_carried_over() -> None:
    """Each closed case once, in the month in which it was closed, whenever it came in."""
    office = given()
    office.house.in_progress()
    first = office.house.case_id
    office.at("2026-10-02T09:00:00+08:00").in_time()
    assert brief(counted(office, SEPTEMBER, OCTOBER)) == {"received": 1, "opened": 1, "carried_over": 1}
    assert brief(counted(office, OCTOBER)) == {"received": 1, "opened": 1, "closed": 1, "carried_over": 1}
    office.house.case_id = first
    office.house.all_did("report_done", "tell_result", "verify").did("close", overrun_reason="Late")
    assert brief(counted(office, OCTOBER)) == {"received": 1, "opened": 1, "closed": 2}
    office.house.did("assign_follow_up").did("record_follow_up", follow_up_result="failed").did("reopen")
    assert brief(counted(office, OCTOBER)) == {"received": 1, "opened": 1, "closed": 2, "carried_over": 1}


def test_what_came_in_before_is_not_received_again() -> None:
    """Registered in September and opened in October: of September, where it was undecided; October carries it over."""
    office = given()
    office.house.registered().did("classify")
    office.at("2026-10-02T09:00:00+08:00").house.did("open")
    assert brief(counted(office, SEPTEMBER, OCTOBER)) == {"received": 1, "undecided": 1}
    assert brief(counted(office, OCTOBER)) == {"carried_over": 1}


def test_the_cut_off_belongs_to_the_next_month() -> None:
    """What is recorded at the very instant is of the next figures, what is a microsecond earlier of these."""
    office = given()
    office.house.registered()
    at = office.clock()
    assert brief(counted(office, SEPTEMBER, at)) == {}
    assert brief(counted(office, at, at + timedelta(days=1))) == {"received": 1, "undecided": 1}
    assert brief(counted(office, SEPTEMBER, at + timedelta(microseconds=1))) == {"received": 1, "undecided": 1}


def test_it_counts_by_the_record_and_not_by_what_is_said() -> None:
    """A complaint of September that is entered in October is of October."""
    office = given().at("2026-10-02T09:00:00+08:00")
    form = office.house.filled("register")
    office.desk.register(
        office.house.workflow, form, by=person("receptionist"), occurred_at=instant("2026-09-29T09:00:00+08:00")
    )
    assert brief(counted(office, SEPTEMBER, OCTOBER)) == {}
    assert brief(counted(office, OCTOBER)) == {"received": 1, "undecided": 1}


def test_how_many_were_on_time() -> None:
    """By limit, each verdict in the month in which it was passed; what is void is no verdict."""
    office = given()
    office.late()
    office.excused()
    office.in_time()
    said = {one.partition(": ")[0]: one.partition(": ")[2] for one in counted(office).punctuality}
    assert said["settle"] == "1 on time, 1 excused, 1 late"
    assert said["hand_over"] == "3 on time, 0 excused, 0 late"
    assert "forward_up" not in said
    before = counted(office, SEPTEMBER, instant("2026-09-29"))
    assert [one for one in before.punctuality if one.startswith("settle")] == []


def test_a_verdict_that_was_taken_back_is_none() -> None:
    """The verification failed: the case was not settled, so nothing was on time yet."""
    office = given()
    house = office.house.in_progress().all_did("report_done")
    assert "settle: 1 on time, 0 excused, 0 late" in counted(office).punctuality
    house.later(days=1).did("verification_failed")
    assert [one for one in counted(office).punctuality if one.startswith("settle")] == []
    house.later(days=3).did("report_done")
    assert "settle: 0 on time, 0 excused, 1 late" in counted(office).punctuality
    first_day = instant("2026-09-29")
    assert "settle: 1 on time, 0 excused, 0 late" in counted(office, SEPTEMBER, first_day).punctuality


def test_what_a_later_record_repeats_is_not_counted_again() -> None:
    """The passing of a limit that was met last month is not met again when its entry is written anew."""
    office = given()
    house = office.house.in_progress().all_did("report_done").later(days=1)
    since = office.clock()
    house.did("classify", grade="important")
    assert [one for one in counted(office, since).punctuality if one.startswith("settle")] == []


# Counted another way


@cache
def month() -> tuple[Sequence[Record], ...]:
    """The journals of a dozen complaints of all sorts over five weeks."""
    office = given()
    house = office.house
    for i in range(12):
        if i % 4 == 0:
            office.in_time("gardens")
        elif i % 4 == 1:
            house.registered().did("classify").did("explain_only")
        elif i % 4 == 2:
            house.registered("raise_pre_complaint").later(hours=30).did("accept_alert")
        else:
            house.registered().later(hours=5).did("classify").did("open").later(days=2)
            house.all_did("dispatch", "sign_receipt", "record_contact", "adopt_measures", "report_done", "tell_result")
            house.later(hours=40).all_did("verify").did("close", overrun_reason="Late")
        office.later(hours=37)
    return tuple(office.desk.journal(one.id) for one in office.desk.find(workflow="complaint"))


CUTS = st.lists(st.integers(0, 60 * 24), min_size=3, max_size=3, unique=True).map(sorted)


@drawn(CUTS)
def test_months_that_meet_count_each_complaint_once(hours: list[int]) -> None:
    """Received, alerts and verdicts of two months are those of both together; the identity holds in each."""
    cuts = [SEPTEMBER + timedelta(hours=one) for one in hours]
    first, second = figures(month(), cuts[0], cuts[1]), figures(month(), cuts[1], cuts[2])
    both = figures(month(), cuts[0], cuts[2])
    for one in (first, second, both):
        assert one.received == one.opened + one.explained + one.merged + one.undecided
        assert min(value for value in one.counts.values() if isinstance(value, int)) >= 0
    assert first.received + second.received == both.received
    assert first.alerts + second.alerts == both.alerts
    assert first.closed + second.closed >= both.closed
    assert second.carried_over == both.carried_over


@drawn(CUTS)
def test_what_comes_later_changes_nothing(hours: list[int]) -> None:
    """The figures up to a cut-off are the same whenever they are counted."""
    since, until, later = (SEPTEMBER + timedelta(hours=one) for one in hours)
    then = [[one for one in journal if one.at < later] for journal in month()]
    assert figures(then, since, until) == figures(month(), since, until)


def test_the_month_is_counted_by_hand() -> None:
    """Twelve complaints: three closed in time, three explained, three accepted alerts, three closed late."""
    found = figures(month(), SEPTEMBER, instant("2027-01-01"))
    assert brief(found) == {
        "received": 12, "opened": 9, "explained": 3, "alerts": 3, "closed": 6, "carried_over": 3,
    }  # fmt: skip


# For a duty


def test_the_figures_a_duty_asks_for() -> None:
    """Where they are owed in the next month: the month from end to end; they are drawn up as counted."""
    office = given().at("2026-10-05T09:00:00+08:00")
    office.late()
    office.house.in_progress()
    office.at(NOVEMBER).house.registered()
    office.registered("monthly_figures").did("open")
    found = figures_for(office.desk, office.duty, office.clock())
    assert (found.counted_from, found.counted_until) == (OCTOBER, NOV)
    assert brief(found) == {"received": 2, "opened": 2, "closed": 1, "carried_over": 1}
    assert office.figures().all_did("hand_in", "review", "close").state == "archived"


def test_figures_of_the_month_itself_go_from_cut_off_to_cut_off() -> None:
    """Cut off on the 28th, what comes in on the 29th is of the next month's figures."""
    office = given(figures_month="same", reconciliation="off", red_black_list="off", quarterly_review="off")
    office.at("2026-10-05T09:00:00+08:00").house.registered()
    office.owed(since=OCTOBER)
    office.at("2026-10-28T17:00:00+08:00").take("monthly_figures.2026-10").did("open").figures()
    office.at("2026-10-29T09:00:00+08:00").house.registered()
    office.at("2026-11-27T17:00:00+08:00").owed(since=OCTOBER)
    office.take("monthly_figures.2026-11").did("open")
    found = figures_for(office.desk, office.duty, office.clock())
    assert (found.counted_from, found.counted_until) == (instant("2026-10-28T17:00:00+08:00"), office.clock())
    assert (found.received, found.undecided) == (1, 1)
    office.figures()
    assert office.desk.verify().faults == ()


def test_figures_that_were_sent_back_keep_their_cut_off() -> None:
    """Drawn up again two days later, they still end where the next month's begin."""
    office = given(figures_month="same").at("2026-10-28").registered("monthly_figures", owed_from=OCTOBER.isoformat())
    office.did("open").figures().did("send_back").later(days=2)
    assert figures_for(office.desk, office.duty, office.clock()).counted_until == instant("2026-10-28")
    assert office.figures().state == "drawn_up"


def test_the_figures_of_an_ended_month_do_not_reach_into_the_next() -> None:
    """Drawn up late, in November, those of October itself still end with October."""
    office = given(figures_month="same").at("2026-11-05").registered("monthly_figures", owed_from=OCTOBER.isoformat())
    assert figures_for(office.desk, office.duty, office.clock()).counted_until == NOV


@pytest.mark.parametrize("kind", ["quarterly_review", "interview"])
def test_other_duties_have_no_figures(kind: str) -> None:
    """They are refused by name."""
    office = given().at(NOVEMBER).registered(kind)
    with pytest.raises(InvalidValue) as fault:
        figures_for(office.desk, office.duty, office.clock())
    assert office.duty_id in fault.value.reason


def test_the_form_takes_the_figures() -> None:
    """Every field of the form but the summary sheet is there."""
    found: Any = figures(month(), SEPTEMBER, NOV).form("Pumps")
    assert found["analysis"] == "Pumps"
    assert found["received"] == figures(month(), SEPTEMBER, NOV).received
