"""On what it depends whether a duty comes up, is drawn up, signed, published or dropped: each condition by itself."""

from __future__ import annotations

from typing import Any

import pytest
from tests.workflows.complaint.lives import person
from tests.workflows.period.edges import NOVEMBER, arrived
from tests.workflows.period.lives import OWED_FROM, day, given

from propflow import Actor


@pytest.mark.parametrize("kind", list(OWED_FROM))
def test_a_policy_that_is_silent_knows_no_such_duty(kind: str) -> None:
    """What is switched off is nobody's duty."""
    slots = {"monthly_figures": "figures_month", "interview": "overruns_in_a_row"}
    office = given(**{slots.get(kind, kind): "off"}).at(NOVEMBER)
    assert "duty_is_off" in office.not_registered(kind)


@pytest.mark.parametrize(
    ("kind", "changes", "code"),
    [
        ("monthly_figures", {"period": "2026-13"}, "no_such_period"),
        ("monthly_figures", {"period": "2026-Q4"}, "no_such_period"),
        ("monthly_figures", {"period": "2026-09"}, "owed_from_another_day"),
        ("monthly_figures", {"owed_from": "2026-10-31T23:59:59+08:00"}, "owed_from_another_day"),
        ("monthly_figures", {"period": "2026-11", "owed_from": day("2026-12-01")}, "not_owed_yet"),
        ("quarterly_review", {"period": "2026-10"}, "no_such_period"),
        ("quarterly_review", {"owed_from": day("2026-10-02")}, "owed_from_another_day"),
        ("reconciliation", {"period": "2026-10-T2"}, "owed_from_another_day"),
        ("red_black_list", {"owed_from": day("2026-11-01")}, "owed_from_another_day"),
        ("interview", {"period": "2026-10"}, "of_another_period"),
        ("interview", {"whom": " "}, "whom"),
        ("interview", {"whom": ""}, "whom"),
        ("monthly_figures", {"whom": "works"}, "whom"),
    ],
)
def test_it_is_of_its_period(kind: str, changes: dict[str, Any], code: str) -> None:
    """No other period, no other day, no other team."""
    assert given().at(NOVEMBER).not_registered(kind, **changes) == {code}


def test_an_interview_follows_no_other_duty() -> None:
    """What it is linked to are the cases that brought it."""
    office = given()
    late = office.late()
    assert office.at(NOVEMBER).not_registered("interview", follows=late) == {"interview_follows"}


def test_figures_of_the_month_itself_are_owed_from_its_beginning() -> None:
    """Where the manual wants them before the month is over."""
    office = given(figures_month="same").at(NOVEMBER)
    assert office.not_registered("monthly_figures") == {"owed_from_another_day"}
    assert office.registered("monthly_figures", owed_from=day("2026-10-01")).state == "registered"


def test_an_interview_needs_as_many_late_cases_as_the_policy_says() -> None:
    """Two are too few for three; the same one named twice is one."""
    office = given().at(NOVEMBER).registered("interview")
    lates = office.lates(times=3)
    for one in (lates[0], lates[1], lates[1]):
        office.did("name_overrun", overrun=one)
    assert office.refused("open", person("qa_department")) == {"run_too_short"}
    assert office.did("name_overrun", overrun=lates[2]).did("open").state == "in_preparation"


def test_only_an_interview_names_late_cases() -> None:
    """And only cases that there are."""
    office = given()
    late = office.late()
    office.at(NOVEMBER).registered("monthly_figures")
    assert office.refused("name_overrun", overrun=late) == {"another_duty"}
    office.registered("interview")
    assert office.refused("name_overrun", overrun="TS-9") == {"link_unknown"}


@pytest.mark.parametrize(
    ("kind", "may"),
    [("quarterly_review", True), ("reconciliation", True), ("monthly_figures", False), ("red_black_list", False),
     ("interview", False)],
)  # fmt: skip
def test_only_what_may_have_had_nothing_is_dropped(kind: str, may: bool) -> None:
    """A month without complaints has figures too, and an interview is owed once the run is there."""
    office = arrived("registered", kind)
    if may:
        assert office.did("drop").state == "dropped"
    else:
        assert office.refused("drop") == {"must_be_done"}


@pytest.mark.parametrize("kind", list(OWED_FROM))
def test_each_duty_has_a_form_of_its_own(kind: str) -> None:
    """It is drawn up in no other."""
    others = {
        "monthly_figures": "draw_up_review", "quarterly_review": "draw_up_figures", "reconciliation": "draw_up_list",
        "red_black_list": "draw_up_interview", "interview": "draw_up_reconciliation",
    }  # fmt: skip
    assert "another_duty" in arrived("in_preparation", kind).refused(others[kind])


def test_the_figures_add_up() -> None:
    """One more received than became of them, or one less: refused, with both numbers."""
    office = arrived("in_preparation", "monthly_figures")
    for received in (3, 5):
        assert office.refused("draw_up_figures", received=received) == {"does_not_add_up"}
    assert office.did("draw_up_figures", received=5, merged=1).state == "drawn_up"


@pytest.mark.parametrize(
    ("month", "changes", "fits"),
    [
        ("next", {}, True),
        ("next", {"counted_from": "2026-09-28"}, True),
        ("next", {"counted_until": "2026-10-31"}, False),
        ("next", {"counted_until": "2026-11-01T09:00:00+08:00"}, False),
        ("next", {"counted_from": "2026-10-02"}, False),
        ("same", {"counted_until": "2026-10-28"}, True),
        ("same", {"counted_until": "2026-11-01"}, True),
        ("same", {"counted_until": "2026-10-01"}, False),
        ("same", {"counted_until": "2026-11-01T00:00:01+08:00"}, False),
        ("same", {"counted_from": "2026-10-02"}, False),
    ],
)
def test_the_figures_are_those_of_their_month(month: str, changes: dict[str, Any], fits: bool) -> None:
    """Up to its end, or to a cut-off in it; from its beginning, or from the cut-off before."""
    office = given(figures_month=month).at(NOVEMBER)
    since = day("2026-11-01" if month == "next" else "2026-10-01")
    office.registered("monthly_figures", owed_from=since).did("open")
    if fits:
        assert office.did("draw_up_figures", **changes).state == "drawn_up"
    else:
        assert office.refused("draw_up_figures", **changes) == {"cut_off"}


def test_nobody_counts_ahead() -> None:
    """A cut-off that is still to come, even by a second, is none; the present instant is."""
    office = given(figures_month="same").at("2026-10-28").registered("monthly_figures", owed_from=day("2026-10-01"))
    office.did("open")
    assert office.refused("draw_up_figures", counted_until="2026-10-28T00:00:01+08:00") == {"cut_off"}
    assert office.did("draw_up_figures", counted_until="2026-10-28").state == "drawn_up"


@pytest.mark.parametrize(
    "changes",
    [{"to_close": ["TS-1", "TS-2"]}, {"to_keep": []}, {"to_keep": ["TS-2", "TS-3"]}, {"stalled": ["TS-1", "TS-1"]},
     {"to_close": ["TS-1", "TS-1"]}],
)  # fmt: skip
def test_the_review_decides_each_case_once(changes: dict[str, Any]) -> None:
    """Closed or kept: not both, not neither, and nothing that was not on the list."""
    assert arrived("in_preparation", "quarterly_review").refused("draw_up_review", **changes) == {"undecided_cases"}


@pytest.mark.parametrize(
    ("kind", "action"), [("quarterly_review", "draw_up_review"), ("interview", "draw_up_interview")]
)
def test_it_was_held_in_its_time(kind: str, action: str) -> None:
    """Not before it was owed, and not in the future."""
    office = arrived("in_preparation", kind)
    assert office.refused(action, held_at="2026-09-30") == {"held_at"}
    assert office.refused(action, held_at="2027-01-01") == {"held_at"}
    assert office.did(action).state == "drawn_up"


def test_every_pass_is_accounted_for() -> None:
    """Matched, void or missing by number."""
    office = arrived("in_preparation", "reconciliation")
    assert office.refused("draw_up_reconciliation", missing=[]) == {"does_not_add_up"}
    assert office.refused("draw_up_reconciliation", released=3) == {"does_not_add_up"}
    assert office.did("draw_up_reconciliation", matched=3, missing=[]).state == "drawn_up"


def test_the_list_is_clean() -> None:
    """No team on both, nobody's data on either."""
    office = arrived("in_preparation", "red_black_list")
    assert office.refused("draw_up_list", black=["works"]) == {"on_both_lists"}
    assert office.refused("draw_up_list", no_personal_data=False) == {"personal_data"}


def test_who_receives_the_figures_signs_them() -> None:
    """The property manager where the policy says so, the office head otherwise; all else the office head."""
    office = arrived("handed_in", "monthly_figures")
    assert office.refused("review_by_property_manager") == {"for_the_office_head"}
    office = arrived("handed_in", "monthly_figures", figures_to="property_manager")
    assert office.refused("review") == {"for_the_property_manager"}
    office = arrived("handed_in", "quarterly_review", figures_to="property_manager")
    assert office.refused("review_by_property_manager") == {"for_the_office_head"}
    assert office.did("review").state == "reviewed"


@pytest.mark.parametrize("manager", ["office_head", "property_manager"])
def test_nobody_reviews_what_he_has_drawn_up_or_taken_up(manager: str) -> None:
    """Neither in person, nor standing in for somebody, nor through somebody who stands in."""
    name = "review" if manager == "office_head" else "review_by_property_manager"
    office = given(figures_to=manager).at(NOVEMBER).registered("monthly_figures")
    office.did("open", Actor("lin", ["cs_staff"])).did("draw_up_figures", Actor("wei", ["cs_supervisor"])).did(
        "hand_in"
    )
    assert office.refused(name, Actor("wei", [manager])) == {"duty"}
    assert office.refused(name, Actor("wei", [manager], on_behalf_of="somebody")) == {"duty"}
    assert office.refused(name, Actor("somebody", [manager], on_behalf_of="wei")) == {"duty"}
    assert office.refused(name, Actor("lin", [manager])) == {"duty_relation"}
    assert office.did(name).state == "reviewed"


def test_a_list_is_published_before_it_is_put_away() -> None:
    """And again if it was sent back since; nothing else is published."""
    office = arrived("reviewed", "red_black_list")
    assert office.refused("close") == {"not_published"}
    office.all_did("publish", "send_back", "draw_up_list", "hand_in", "review")
    assert office.refused("close") == {"not_published"}
    assert office.all_did("publish", "close").state == "archived"
    assert arrived("reviewed", "monthly_figures").refused("publish") == {"another_duty"}
