"""Corner case 46, I21 and D04-06: whose cases were late, and how often in a row."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

import attrs
import pytest
from hypothesis import example
from hypothesis import given as drawn
from hypothesis import strategies as st
from tests.workflows.period.lives import Office, given, instant

from propflow.model.journal import Record
from propflow.workflows.complaint import complaint
from propflow.workflows.period import Ending, Outcome, Run, outcomes, runs
from propflow.workflows.period.overruns import TEAM_LIMITS

MORNING = instant("2026-10-01")
LATE, EXCUSED, IN_TIME = Ending.LATE, Ending.EXCUSED, Ending.IN_TIME


def told(*endings: str, team: str = "works", needed: int = 3, excused: str = "leave") -> list[tuple[str, ...]]:
    """The runs of a team whose cases 1, 2, 3… were closed hour by hour, each with this ending."""
    found = [
        Outcome(team, f"TS-{i}", i, MORNING + timedelta(hours=i), Ending(one)) for i, one in enumerate(endings, start=1)
    ]
    return [one.cases for one in runs(found, needed, excused)]


# In a row


def test_case_46_three_in_a_row() -> None:
    """Two are none; three are one run, and so are four."""
    assert told("late", "late") == []
    assert told("late", "late", "late") == [("TS-1", "TS-2", "TS-3")]
    assert told("late", "late", "late", "late") == [("TS-1", "TS-2", "TS-3", "TS-4")]


def test_case_46_a_case_in_time_ends_the_run() -> None:
    """Two late, one in time, two late: no run; after another in time a new one can come."""
    assert told("late", "late", "in_time", "late", "late") == []
    assert told("late", "late", "late", "in_time", "late", "late", "late") == [
        ("TS-1", "TS-2", "TS-3"), ("TS-5", "TS-6", "TS-7"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("excused", "found"),
    [
        ("leave", [("TS-1", "TS-3", "TS-4")]),
        ("break", []),
        ("count", [("TS-1", "TS-2", "TS-3", "TS-4")]),
    ],
)
def test_case_46_what_an_excused_overrun_does_is_policy(excused: str, found: list[tuple[str, ...]]) -> None:
    """It leaves the run as it is, breaks it, or counts as late."""
    assert told("late", "excused", "late", "late", excused=excused) == found


def test_case_46_the_threshold_is_policy() -> None:
    """One is enough where the policy says one; the cases that brought it are the first so many."""
    assert told("late", "in_time", "late", needed=1) == [("TS-1",), ("TS-3",)]
    late = [Outcome("works", f"TS-{i}", i, MORNING + timedelta(hours=i), LATE) for i in range(1, 6)]
    (run,) = runs(reversed(late), 3, "leave")
    assert (run.brought, run.reached) == (("TS-1", "TS-2", "TS-3"), MORNING + timedelta(hours=3))


def test_case_46_by_closing_time_and_ties_by_number() -> None:
    """The order is that of closing, not of registering; at the same instant the lower number is first."""
    tie = [Outcome("works", f"TS-{i}", i, MORNING, ending) for i, ending in ((10, LATE), (9, IN_TIME), (2, LATE))]
    later = [Outcome("works", "TS-1", 1, MORNING + timedelta(hours=1), LATE)]
    assert [one.cases for one in runs([*later, *tie], 2, "leave")] == [("TS-10", "TS-1")]


def test_case_46_each_team_for_itself() -> None:
    """The late cases of one team are nothing to another."""
    found = [
        Outcome("works" if i % 2 else "gardens", f"TS-{i}", i, MORNING + timedelta(hours=i), LATE) for i in range(5)
    ]
    assert [(one.team, one.cases) for one in runs(found, 3, "leave")] == [("gardens", ("TS-0", "TS-2", "TS-4"))]


OUTCOMES = st.lists(
    st.builds(
        Outcome,
        team=st.sampled_from(["works", "gardens", "guards"]),
        case=st.just(""),
        number=st.integers(1, 30),
        at=st.integers(0, 12).map(lambda hours: MORNING + timedelta(hours=hours)),
        ending=st.sampled_from([LATE, LATE, EXCUSED, IN_TIME]),
    ),
    max_size=30,
    unique_by=lambda one: (one.team, one.number),
)


def naively(found: list[Outcome], needed: int, excused: str) -> list[Run]:
    """The same, spelled out: one letter for each case of a team, and the letters cut where one was in time."""
    what = {IN_TIME: "|", LATE: "x", EXCUSED: {"leave": "", "break": "|", "count": "x"}[excused]}
    answer = []
    for team in sorted({one.team for one in found}):
        own = sorted((one.at, one.number, one.case, one.ending) for one in found if one.team == team)
        letters = [(what[one[3]], one) for one in own if what[one[3]]]
        for letter, group in groupby(letters, key=lambda one: one[0]):
            row = [one for _, one in group]
            if letter == "x" and len(row) >= needed:
                cases = tuple(one[2] for one in row)
                answer.append(Run(team, cases, row[needed - 1][0], cases[:needed]))
    return answer


@drawn(OUTCOMES, st.integers(1, 4), st.sampled_from(["leave", "break", "count"]))
@example([], 1, "leave")
def test_case_46_as_counted_naively(found: list[Outcome], needed: int, excused: str) -> None:
    """Whatever the cases, their order and the policy: the runs are those found by another way."""
    named = [attrs.evolve(one, case=f"TS-{one.number}") for one in found]
    assert list(runs(named, needed, excused)) == naively(named, needed, excused)


@drawn(OUTCOMES, st.integers(1, 4), st.sampled_from(["leave", "break", "count"]), st.integers(0, 12))
def test_case_46_a_run_once_there_stays(found: list[Outcome], needed: int, excused: str, hours: int) -> None:
    """Whatever is closed later, what brought the runs so far is the same: so an interview is owed once."""
    named = [attrs.evolve(one, case=f"TS-{one.number}") for one in found]
    before = [one for one in named if one.at < MORNING + timedelta(hours=hours)]
    brought = {(one.team, one.brought, one.reached) for one in runs(before, needed, excused)}
    assert brought <= {(one.team, one.brought, one.reached) for one in runs(named, needed, excused)}


# What a closed case says


def said(office: Office, case_id: str = "") -> list[tuple[str, str]]:
    """What the journal of a complaint says of the teams."""
    return [(one.team, str(one.ending)) for one in outcomes(office.desk.journal(case_id or office.house.case_id))]


def test_a_case_that_is_not_closed_says_nothing() -> None:
    """However late it is by then."""
    office = given()
    office.house.in_progress().later(days=9)
    assert said(office) == []
    office.house.all_did("report_done", "tell_result", "verify")
    assert said(office) == []
    office.house.did("close", overrun_reason="The part came late")
    assert said(office) == [("works", "late")]


def test_late_in_time_and_excused() -> None:
    """By the verdicts in the journal, and by when it was closed."""
    office = given()
    assert said(office, office.late()) == [("works", "late")]
    assert said(office, office.in_time()) == [("works", "in_time")]
    assert said(office, office.excused()) == [("works", "excused")]
    (outcome,) = outcomes(office.desk.journal(office.house.case_id))
    assert (outcome.case, outcome.number, outcome.at) == ("TS-000003", 3, office.clock())


def test_one_late_case_counts_once_however_many_limits_it_broke() -> None:
    """The receipt, the form and the settling were late."""
    office = given()
    house = office.house
    house.registered().did("classify").did("open").did("dispatch").later(days=1)
    house.all_did("sign_receipt", "record_contact", "adopt_measures").later(days=3)
    house.did("report_done").later(days=2).all_did("return_form", "tell_result", "verify")
    house.did("close", overrun_reason="Everything came late")
    late = {one.name for one in house.case.clocks if one.verdict == "late"}
    assert {"receipt", "settle", "form_back"} <= late
    assert said(office) == [("works", "late")]


def test_what_the_desk_did_late_is_not_the_departments() -> None:
    """Handed over a day too late and then done at once: the department was in time."""
    office = given()
    house = office.house.registered().did("classify").did("open").later(hours=20)
    house.all_did(
        "dispatch", "sign_receipt", "record_contact", "adopt_measures", "report_done", "tell_result", "verify"
    )
    house.did("close")
    assert house.case.clock("hand_over").verdict == "late"  # type: ignore[union-attr]
    assert said(office) == [("works", "in_time")]


def test_the_limits_of_a_team_are_limits_of_a_complaint() -> None:
    """A limit that is renamed is not forgotten here."""
    assert {one.name for one in complaint.clocks} > TEAM_LIMITS


def test_the_department_that_handled_it() -> None:
    """Not the one that refused it, nor the one it was taken from."""
    office = given()
    house = office.house.registered().did("classify").did("open")
    house.did("dispatch", departments=["gardens"]).did("reject_dispatch", departments=["gardens"])
    house.did("dispatch", departments=["works"]).did("sign_receipt", departments=["works"])
    house.did("reassign", department="lifts").did("reassign", department=" ")
    house.all_did("record_contact", "adopt_measures", "report_done", "tell_result", "verify", "close")
    assert said(office) == [("lifts", "in_time")]


def test_each_department_that_signed_for_it() -> None:
    """Two departments with one late case are late once each."""
    office = given()
    house = office.house.registered().did("classify").did("open").did("dispatch")
    house.all_did("sign_receipt").did("sign_further_receipt", departments=["gardens"])
    house.all_did("record_contact", "adopt_measures").later(days=3)
    house.all_did("report_done", "tell_result", "verify").did("close", overrun_reason="Rain")
    assert said(office) == [("gardens", "late"), ("works", "late")]


def test_an_emergency_is_the_departments_that_signed_afterwards() -> None:
    """Nothing was sent; whoever enters the receipt late has handled it. Without any receipt it says nothing."""
    for receipts, found in ((["record_receipt_late"], [("works", "in_time")]), ([], [])):
        office = given()
        house = office.house.registered(level="I").did("classify", level="I").did("open")
        house.all_did("respond_emergency", *receipts, "record_contact", "record_inquiry", "adopt_measures")
        house.all_did("report_done", "tell_result", "verify", "close")
        assert said(office) == found


def test_the_review_closes_too() -> None:
    """What cannot be handled and is closed by the quarterly review was late all the same."""
    office = given()
    office.house.in_progress().later(days=3).signed("declare_stalled").signed("quarterly_close")
    assert said(office) == [("works", "late")]


def test_what_was_late_stays_late() -> None:
    """Reopened, and closed in time the second time: it counts at its first closing, and only there."""
    office = given()
    office.late()
    closed = office.clock()
    again(office, timedelta(hours=1))
    (outcome,) = outcomes(office.desk.journal(office.house.case_id))
    assert (outcome.ending, outcome.at) == (LATE, closed)


def test_late_at_the_second_closing() -> None:
    """In time at first and late after reopening: late, and at the closing by which it was."""
    office = given()
    office.in_time()
    again(office, timedelta(days=3))
    (outcome,) = outcomes(office.desk.journal(office.house.case_id))
    assert (outcome.ending, outcome.at) == (LATE, office.clock())


def again(office: Office, length: timedelta) -> None:
    """The complaint is reopened after a failed follow-up, and closed once more."""
    house = office.house.did("assign_follow_up").did("record_follow_up", follow_up_result="failed").did("reopen")
    house.all_did("dispatch", "sign_receipt", "record_contact", "adopt_measures")
    house.later(seconds=length.total_seconds()).all_did("report_done", "tell_result", "verify")
    house.did("close", overrun_reason="Late again")


def test_a_journal_without_a_book_is_read_all_the_same() -> None:
    """Its number is then none, and decides nothing."""
    office = given()
    office.late()
    journal: list[Any] = [*office.desk.journal(office.house.case_id)]
    journal[0] = attrs.evolve(journal[0], book=None)
    (outcome,) = outcomes(journal)
    assert outcome.number == 0


def test_the_endings_of_a_journal_are_those_up_to_its_closing() -> None:
    """A verdict passed after the closing says nothing of it."""
    office = given()
    office.in_time()
    journal: list[Record] = [*office.desk.journal(office.house.case_id)]
    entry: Any = {"settle": {"cycle": 1, "verdict": "late"}}
    after = attrs.evolve(journal[-1], number=99, kind="mark", action="settle", changes={"clocks": entry}, form=None)
    assert [one.ending for one in outcomes([*journal, after])] == [IN_TIME]
    assert isinstance(journal[-1].at, datetime)
