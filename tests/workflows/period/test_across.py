"""I21 and I31 across cases: what is missing altogether, found by looking at all complaints and duties together."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from tests.workflows.complaint.lives import person
from tests.workflows.period.lives import Office, day, given, instant

from propflow.model.journal import Record
from propflow.workflows.period import figures_for, gaps
from propflow.workflows.period.across import misstated_figures, torn_figures, unanswered_runs, uncounted_months
from propflow.workflows.period.owing import journals

CALENDAR_OFF = {"reconciliation": "off", "red_black_list": "off", "quarterly_review": "off"}
SINCE, UNTIL_NOV, UNTIL = instant("2026-09-01"), instant("2026-11-02"), instant("2027-01-01")


def found(office: Office) -> list[tuple[str, str]]:
    """Which invariants are broken, and where."""
    return [(one.invariant, one.case) for one in gaps(office.desk, office.workflow, office.clock())]


def two_months() -> Office:
    """An office whose figures of September and October are drawn up, with complaints in both."""
    office = given(overruns_in_a_row="off", **CALENDAR_OFF)
    office.late()
    office.at("2026-10-05T09:00:00+08:00").in_time()
    office.house.in_progress()
    office.at("2026-11-01T09:00:00+08:00").owed()
    for month in ("2026-09", "2026-10"):
        office.take(f"monthly_figures.{month}").did("open").figures()
    return office


def test_an_office_in_order_has_no_gaps() -> None:
    """Its figures are those of the journals, its months meet, its runs are answered."""
    office = two_months()
    assert (found(office), office.desk.verify().faults) == ([], ())


def test_an_office_without_cases_has_no_gaps() -> None:
    """There is nothing that could be missing."""
    assert found(given()) == []


# I21


def test_a_run_without_an_interview() -> None:
    """Three late in a row and nobody called in: found, with the team and the cases; once it is owed, it is answered."""
    office = given(figures_month="off", **CALENDAR_OFF)
    lates = office.lates()
    (gap,) = gaps(office.desk, office.workflow, office.clock())
    assert gap.invariant == "I21"
    assert gap.what == f"'works' was late with {', '.join(lates)} in a row, and nobody was called in"
    assert office.owed() == [gap.case]
    assert found(office) == []


def test_an_interview_of_another_team_or_run_is_no_answer() -> None:
    """It must be this team's, and name the case that completed the run."""
    office = given(figures_month="off", **CALENDAR_OFF)
    lates = office.lates()
    reached = office.desk.case(lates[-1]).recorded_at.isoformat()
    office.registered("interview", whom="gardens", period="2026-10", owed_from=reached)
    for one in lates:
        office.did("name_overrun", overrun=one)
    assert [one for one, _ in found(office)] == ["I21"]
    office.registered("interview", period="2026-10", owed_from=reached)
    for one in lates[:2]:
        office.did("name_overrun", overrun=one)
    assert [one for one, _ in found(office)] == ["I21"]
    office.did("name_overrun", overrun=lates[2])
    assert found(office) == []


def test_whose_policy_knows_no_interviews_owes_none() -> None:
    """However late its teams are."""
    office = given(figures_month="off", overruns_in_a_row="off", **CALENDAR_OFF)
    office.lates()
    assert found(office) == []


@pytest.mark.parametrize(("excused", "gaps_"), [("count", 1), ("leave", 0), ("break", 0)])
def test_what_an_excused_overrun_does_is_policy(excused: str, gaps_: int) -> None:
    """Two late and one excused are a run of three where it counts."""
    office = given(figures_month="off", excused_overruns=excused, **CALENDAR_OFF)
    office.lates(times=2)
    office.excused()
    assert len(found(office)) == gaps_


# I31


def test_a_month_without_figures() -> None:
    """October is over and nobody has registered its figures."""
    office = given(overruns_in_a_row="off", **CALENDAR_OFF)
    office.late()
    office.at("2026-11-02")
    assert found(office) == [("I31", "monthly_figures.2026-09"), ("I31", "monthly_figures.2026-10")]
    office.owed()
    assert found(office) == []


@pytest.mark.parametrize(
    "lie",
    [
        {"received": 4, "undecided": 1}, {"opened": 1, "merged": 1}, {"explained": 0, "opened": 3}, {"closed": 0},
        {"carried_over": 0}, {"alerts": 7}, {"punctuality": []}, {"punctuality": ["settle: all on time"]},
    ],
)  # fmt: skip
def test_numbers_that_the_journals_do_not_bear_out(lie: dict[str, Any]) -> None:
    """They add up, so the desk takes them; counted again, each that was misstated is found, and no other."""
    office, since = given(overruns_in_a_row="off", **CALENDAR_OFF), instant("2026-10-01")
    office.at("2026-10-05T09:00:00+08:00").in_time()
    office.house.in_progress()
    office.house.registered().did("classify").did("explain_only")
    office.at("2026-11-01T09:00:00+08:00").owed(since=since)
    office.take("monthly_figures.2026-10").did("open")
    honest = figures_for(office.desk, office.duty, office.clock()).form("Pumps")
    office.desk.act(office.duty_id, "draw_up_figures", {**honest, **lie}, by=person("cs_supervisor"))
    told = [
        one.what.split(" says ")[1].split()[0] for one in gaps(office.desk, office.workflow, UNTIL_NOV, since=since)
    ]
    assert sorted(told) == sorted(lie)
    office.did("send_back").figures()
    assert gaps(office.desk, office.workflow, UNTIL_NOV, since=since) == []


def drawn_otherwise(journal: list[Record], **values: Any) -> list[Record]:
    """With other words in the figures."""
    changed = []
    for one in journal:
        form: Any = one.form
        if one.action == "draw_up_figures" and form is not None:
            one = attrs.evolve(one, form={**form, "values": {**form["values"], **values}})
        changed.append(one)
    return changed


@pytest.mark.parametrize(
    ("since", "how"),
    [("2026-09-29T16:00:00.000000Z", "overlap those"), ("2026-10-02T16:00:00.000000Z", "leave a gap after those")],
)
def test_months_that_do_not_meet(since: str, how: str) -> None:
    """What lies in both is counted twice, what lies in none never."""
    office = two_months()
    owed = {id_: [*journal] for id_, journal in journals(office.desk, "period").items()}
    assert [*torn_figures(owed)] == []
    owed["monthly_figures.2026-10"] = drawn_otherwise(owed["monthly_figures.2026-10"], counted_from=since)
    (gap,) = torn_figures(owed)
    assert (gap.invariant, gap.case) == ("I31", "monthly_figures.2026-10")
    assert how in gap.what


def test_a_month_still_to_be_drawn_up_is_no_gap() -> None:
    """September and November are drawn up, October is not: late and not torn; an overlap is one all the same."""
    office = two_months()
    office.at("2026-12-01").owed()
    office.take("monthly_figures.2026-11").did("open").figures()
    owed = {id_: [*journal] for id_, journal in journals(office.desk, "period").items()}
    assert [*torn_figures(owed)] == []
    october = owed["monthly_figures.2026-10"]
    owed["monthly_figures.2026-10"] = [one for one in october if one.action != "draw_up_figures"]
    assert [*torn_figures(owed)] == []
    early = drawn_otherwise(owed["monthly_figures.2026-11"], counted_from="2026-09-29T16:00:00.000000Z")
    assert ["overlap" in one.what for one in torn_figures({**owed, "monthly_figures.2026-11": early})] == [True]


def test_a_complaint_that_was_taken_away_or_slipped_in() -> None:
    """The figures that were signed no longer agree with the journals."""
    office = two_months()
    complaints = {id_: [*journal] for id_, journal in journals(office.desk, "complaint").items()}
    owed = {id_: [*journal] for id_, journal in journals(office.desk, "period").items()}
    assert [*misstated_figures(complaints, owed)] == []
    fewer = {id_: journal for id_, journal in complaints.items() if id_ != "TS-000001"}
    assert {one.case for one in misstated_figures(fewer, owed)} >= {"monthly_figures.2026-09"}
    twice = {**complaints, "TS-9": complaints["TS-000002"]}
    assert {one.case for one in misstated_figures(twice, owed)} == {"monthly_figures.2026-10"}


def test_figures_that_are_not_drawn_up_yet_are_not_wrong() -> None:
    """Their own limit says whether they are late."""
    office = given(overruns_in_a_row="off", **CALENDAR_OFF)
    office.late()
    office.at("2026-11-01").owed()
    assert found(office) == []


def test_each_part_alone() -> None:
    """Given the journals, what is missing is found without a desk."""
    office = given()
    office.lates()
    complaints, none = journals(office.desk, "complaint"), {}
    values = office.workflow.values
    assert [one.invariant for one in unanswered_runs(complaints, none, values, SINCE, UNTIL)] == ["I21"]
    assert [one.case for one in uncounted_months(none, values, instant("2026-11-01"), UNTIL)] == [
        "monthly_figures.2026-11", "monthly_figures.2026-12",
    ]  # fmt: skip
    assert [*uncounted_months(none, {**values, "figures_month": None}, SINCE, UNTIL)] == []


def test_a_duty_by_hand_with_figures_of_another_stretch_is_found() -> None:
    """A second duty for the same month counts its cases twice."""
    office = two_months()
    office.duty_id = office.desk.register(
        office.workflow, {"kind": "monthly_figures", "period": "2026-10", "owed_from": day("2026-11-01")},
        by=person("cs_supervisor"),
    ).id  # fmt: skip
    office.did("open").figures()
    assert [one for one, _ in found(office)] == ["I31"]
