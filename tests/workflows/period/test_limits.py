"""By when the office's own duties are done: each manual's figures, counted from when the duty is owed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.workflows.complaint.lives import House, person, under
from tests.workflows.period.edges import NOVEMBER, arrived
from tests.workflows.period.lives import Office, day, given, instant

from propflow import Desk, MemoryStore, VirtualClock
from propflow.policy import built_in, load
from propflow.workflows.period import period


def by_the_manual(profile: str, since: str) -> Office:
    """An office whose own duties are those of one manual."""
    complaint, workflow = under(), period.under(load(profile))
    clock = VirtualClock(instant(since))
    desk = Desk([complaint, workflow], MemoryStore(), tenant="riverside", now=clock)
    return Office(House(desk, clock, complaint), workflow)


def dues(office: Office) -> dict[str, str]:
    """When each limit of the duty ends, in Shanghai; only those it has."""
    zone = instant("2026-01-01").tzinfo
    found = {one.name: one.due_at for one in office.duty.clocks if one.due_at is not None}
    return {name: at.astimezone(zone).strftime("%Y-%m-%d %H:%M") for name, at in found.items()}


@pytest.mark.parametrize(
    ("profile", "kind", "period_", "since", "limits"),
    [
        ("reception_training", "monthly_figures", "2026-10", "2026-10-01", {"figures_handed_in": "2026-10-31 00:00"}),
        ("reception_training", "monthly_figures", "2027-02", "2027-02-01", {"figures_handed_in": "2027-03-01 00:00"}),
        ("reception_training", "monthly_figures", "2028-02", "2028-02-01", {"figures_handed_in": "2028-03-01 00:00"}),
        ("reception_training", "quarterly_review", "2026-Q4", "2026-10-01", {"quarterly_review": "2027-01-01 00:00"}),
        (
            "front_desk_manual", "monthly_figures", "2026-10", "2026-11-01",
            {"figures_entered": "2026-11-03 00:00", "figures_handed_in": "2026-11-06 00:00"},
        ),
        (
            "front_desk_manual", "monthly_figures", "2026-12", "2027-01-01",
            {"figures_entered": "2027-01-03 00:00", "figures_handed_in": "2027-01-06 00:00"},
        ),
        ("front_desk_manual", "reconciliation", "2026-10-T3", "2026-10-21", {"reconciliation": "2026-10-31 00:00"}),
        ("quick_response", "red_black_list", "2026-10", "2026-10-01", {"red_black_list": "2026-11-01 00:00"}),
        ("quick_response", "interview", "2026-10", "2026-10-09", {}),
    ],
)  # fmt: skip
def test_each_manual_has_its_limits(profile: str, kind: str, period_: str, since: str, limits: dict[str, str]) -> None:
    """ "Before the 30th" of the same month, "before the 2nd" and "the 5th" of the next; day n counts to its end."""
    office = by_the_manual(profile, since)
    whom = "works" if kind == "interview" else ""
    office.registered(kind, period=period_, owed_from=day(since), whom=whom)
    assert dues(office) == limits


def test_each_manual_knows_its_own_duties() -> None:
    """What a manual does not name it switches off by name, and no slot is left without an answer."""
    known = {
        name: {slot for slot, value in period.under(load(name)).values.items() if value is not None}
        for name in built_in()
        if any(key.startswith("period.") for key in load(name).values)
    }
    assert known == {
        "front_desk_manual": {
            "figures_month", "figures_entered", "figures_handed_in", "figures_to", "reconciliation", "excused_overruns",
        },
        "quick_response": {"red_black_list", "overruns_in_a_row", "excused_overruns"},
        "reception_training": {
            "figures_month", "figures_handed_in", "figures_to", "quarterly_review", "excused_overruns",
        },
        "service_standard": {"excused_overruns"},
    }  # fmt: skip


def test_it_counts_from_when_it_is_owed() -> None:
    """Entered four days late after an outage, the figures are due when they always were; what has passed is told."""
    office = given().at("2026-11-04").registered("monthly_figures")
    assert dues(office) == {"figures_entered": "2026-11-03 00:00", "figures_handed_in": "2026-11-06 00:00"}
    office.later(minutes=1)
    told = {(one.action, one.facts["mark"]) for one in office.desk.journal(office.duty_id) if one.kind == "mark"}
    assert told == {("figures_entered", "75%"), ("figures_entered", "due")}


def test_nobody_dates_himself_back() -> None:
    """What is handed in late is late, whatever day is said; exactly at the limit is in time."""
    office = arrived("drawn_up", "monthly_figures").at("2026-11-06T00:00:01+08:00")
    office.desk.act(
        office.duty_id, "hand_in", {}, by=person("cs_staff"), occurred_at=datetime.fromisoformat(day("2026-11-05"))
    )
    assert _verdict(office, "figures_handed_in") == "late"
    office = arrived("drawn_up", "monthly_figures").at("2026-11-06").did("hand_in")
    assert _verdict(office, "figures_handed_in") == "on_time"


def _verdict(office: Office, clock: str) -> str | None:
    run = office.duty.clock(clock)
    assert run is not None
    return run.verdict


@pytest.mark.parametrize(
    ("kind", "clock", "before", "act"),
    [
        ("monthly_figures", "figures_entered", "in_preparation", "draw_up_figures"),
        ("monthly_figures", "figures_handed_in", "drawn_up", "hand_in"),
        ("quarterly_review", "quarterly_review", "handed_in", "review"),
        ("reconciliation", "reconciliation", "drawn_up", "hand_in"),
        ("red_black_list", "red_black_list", "reviewed", "publish"),
        ("interview", "interview", "in_preparation", "draw_up_interview"),
    ],
)
def test_each_limit_is_met_by_its_act(kind: str, clock: str, before: str, act: str) -> None:
    """It runs until then; what is sent back was not done, and the limit has run on; in the archive none runs."""
    office = arrived(before, kind, reconciliation="2 months", red_black_list="2 months", interview="2 months")
    run = office.duty.clock(clock)
    assert run is not None and run.verdict is None
    assert _verdict(office.did(act), clock) == "on_time"
    if act != "publish":
        assert _verdict(office.did("send_back") if office.state != "in_preparation" else office, clock) is None
    office.clock.advance(instant("2027-06-01") - office.clock())
    for step in _rest(office, kind):
        office.did(step)
    assert _verdict(office, clock) == ("on_time" if act == "publish" else "late")
    assert [one.name for one in office.duty.clocks if one.running and one.due_at] == []


def _rest(office: Office, kind: str) -> list[str]:
    draw_up = {"monthly_figures": "draw_up_figures", "quarterly_review": "draw_up_review",
               "reconciliation": "draw_up_reconciliation", "interview": "draw_up_interview"}  # fmt: skip
    return ["close"] if kind == "red_black_list" else [draw_up[kind], "hand_in", "review", "close"]


def test_what_is_dropped_owes_nothing() -> None:
    """No verdict is passed, and nobody is reminded any longer."""
    office = arrived("registered", "quarterly_review").did("drop")
    assert _verdict(office, "quarterly_review") == "void"
    assert office.duty.next_due is None


@pytest.mark.parametrize(
    ("kind", "clock", "told"),
    [
        (
            "monthly_figures",
            "figures_handed_in",
            {"cs_supervisor", "centre_manager", "property_manager", "office_head"},
        ),
        ("quarterly_review", "quarterly_review", {"office_head", "general_manager"}),
        ("reconciliation", "reconciliation", {"cs_supervisor", "centre_manager", "office_head"}),
        ("red_black_list", "red_black_list", {"office_head", "general_manager"}),
        ("interview", "interview", {"office_head", "general_manager"}),
    ],
)
def test_who_hears_of_what_is_late(kind: str, clock: str, told: set[str]) -> None:
    """Those who owe it and those above them, once."""
    office = arrived("registered", kind).at("2027-03-01")
    late = [
        one for one in office.desk.journal(office.duty_id)
        if (one.kind, one.action) == ("mark", clock) and one.facts["mark"] == "due"
    ]  # fmt: skip
    assert [{each["role"] for each in one.messages} for one in late] == [told]


def test_a_late_duty_has_its_passing_on_record() -> None:
    """A duty that nobody takes up for months breaks nothing, as long as its limits have been looked at."""
    office: Any = given().at(NOVEMBER)
    office.owed()
    office.at("2027-03-01")
    assert office.desk.verify().faults == ()
