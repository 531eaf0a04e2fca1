"""By when: what each manual prints, from its own start to its own stop; promises, refusals, day and night."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.workflows.repair.lives import START, House, given, under
from tests.workflows.repair.plots import PUBLIC, URGENT

from propflow import OFF, VirtualClock
from propflow.policy import load
from propflow.policy.lint import lint
from propflow.workflows.repair import NO_LOOSER, repair

HERE = ZoneInfo("Asia/Shanghai")
CLOCKS = {one.name: one for one in repair.clocks}


def local(at: datetime | None) -> str:
    """An instant as it stands on the wall."""
    return "" if at is None else at.astimezone(HERE).strftime("%m-%d %H:%M")


def at_hour(hour: int, profile: str = "", **values: object) -> House:
    """A house at an hour of the same Monday."""
    house = given(profile, **values)
    house.clock.advance(timedelta(hours=hour - 9))
    return house


PRINTED = [
    ("repair_30min_24h", {}, "answer", "09-28 09:30"), ("repair_30min_24h", {}, "order_after_report", "09-28 09:30"),
    ("repair_30min_24h", {}, "complete_ordinary", "09-29 09:00"), ("repair_30min_24h", URGENT, "complete_ordinary", ""),
    ("repair_three_priorities", {}, "complete_ordinary", "09-29 09:00"),
    ("maintenance_department", {}, "complete_ordinary", "09-29 00:00"),
    ("maintenance_department", URGENT, "made_safe", "09-29 00:00"),
    ("repair_3h_24h", URGENT, "complete_urgent", "09-28 12:00"),
    ("repair_3h_24h", {}, "complete_ordinary", "09-29 09:00"),
    ("repair_own_use", URGENT, "arrival", "09-28 09:15"),
    ("repair_own_use", {"component": "roof"}, "arrival", "09-29 00:00"), ("repair_own_use", {}, "arrival", ""),
    ("repair_own_use", {}, "complete_small", "09-28 20:00"),
    ("repair_quote_first", {}, "arrival", "09-28 11:00"),
    ("industrial_park", {}, "answer", "09-29 09:00"),
    ("quick_response", {}, "order_after_report", "09-28 11:00"),
    ("quick_response", URGENT, "response_start", "09-28 09:15"), ("quick_response", {}, "response_start", ""),
    ("front_desk_manual", {}, "order_after_acceptance", "09-28 09:05"),
]  # fmt: skip
"""By manual and axes: the limit that is printed, as it stands when the report has been accepted at once."""


@pytest.mark.parametrize(("profile", "axes", "clock", "due"), PRINTED)
def test_what_the_manual_prints(profile: str, axes: dict[str, object], clock: str, due: str) -> None:
    """Counted from its own start, at nine on a Monday; a limit of another class binds nobody."""
    assert local(given(profile).registered().did("open", **axes).due(clock)) == due


LATER_PRINTED = [
    ("service_standard", ("dispatch", "acknowledge_order"), "arrival_after_order", "09-28 09:10"),
    ("front_desk_manual", ("dispatch", "arrive", "present_quote", "record_consent", "report_done"), "completion_phone",
     "09-28 09:30"),
    ("front_desk_manual", ("dispatch", "arrive", "present_quote", "record_consent", "report_done"), "follow_up",
     "10-05 09:00"),
    ("repair_own_use", ("dispatch", "arrive", "present_quote", "record_consent", "report_done"), "follow_up",
     "10-01 09:00"),
    ("repair_quote_first", ("dispatch", "arrive", "present_quote", "record_consent"), "complete_as_agreed",
     "09-29 09:00"),
    ("front_desk_manual", ("dispatch", "arrive", "present_quote", "record_consent", "report_done", "sign_off"),
     "copy_back", "09-28 20:00"),
    ("front_desk_manual", ("dispatch", "link_key_loan"), "key_loan", "10-01 09:00"),
    ("reception_training", ("dispatch", "arrive", "defer"), "quarterly_review", "12-28 09:00"),
    ("developer_norm", ("dispatch", "note_renovation_delay"), "renovation_delay", "10-05 09:00"),
    ("developer_norm", ("dispatch", "start_coordination"), "defect_unsettled", "09-30 09:00"),
]  # fmt: skip


@pytest.mark.parametrize(("profile", "steps", "clock", "due"), LATER_PRINTED)
def test_what_it_prints_of_later_steps(profile: str, steps: tuple[str, ...], clock: str, due: str) -> None:
    """From the act that the manual names: the order received, the completion, the loan of the key."""
    house = given(profile).registered().did("open")
    for step in steps:
        more = {"call_taken_by": "Wu"} if step == "dispatch" else {}
        given_ = {"precautions": "Gently", "evidence": []} if step == "report_done" else more
        house.did(step, **given_)
    assert local(house.due(clock)) == due


def test_the_survey_goes_out_in_a_day() -> None:
    """Counted from the closing."""
    house = given("quick_response").registered().did("open", **PUBLIC).all_did("dispatch", "arrive", "start_work")
    house.all_did("report_done", "sign_off").did("close", charge="0", fee_status="free")
    assert local(house.due("survey")) == "09-29 09:00"


@pytest.mark.parametrize(
    ("hour", "due"), [(9, "09-28 09:15"), (19, "09-28 19:15"), (20, "09-28 21:00"), (23, "09-29 00:00")]
)
def test_an_urgent_fault_by_day_and_by_night(hour: int, due: str) -> None:
    """Fifteen minutes while the repairers are on duty, an hour when they are not; by when it was reported."""
    house = at_hour(hour, "repair_own_use").registered().did("open", **URGENT)
    assert local(house.due("arrival")) == due


@pytest.mark.parametrize(("hour", "due"), [(10, "09-28 20:00"), (21, "09-29 06:00")])
def test_small_repairs_do_not_last_overnight(hour: int, due: str) -> None:
    """Until duty ends that day; what comes after that, by the morning."""
    assert local(at_hour(hour, "repair_own_use").registered().did("open").due("complete_small")) == due


def test_a_class_that_is_raised_may_be_late_at_once() -> None:
    """The limit counts from the report, whenever it comes out that there is a danger."""
    house = given("repair_3h_24h").registered().did("open").later(hours=4).did("classify", **URGENT)
    assert local(house.due("complete_urgent")) == "09-28 12:00"
    house.later(minutes=1)
    marks = [one.facts["mark"] for one in house.desk.journal(house.case_id) if one.action == "complete_urgent"]
    assert "due" in marks


def test_a_promise_in_time_excuses_and_one_too_late_does_not() -> None:
    """Made before the limit, with its explanation, it excuses being late until then; never is it on time."""
    for hours_before, verdict in ((23, "excused"), (25, "late")):
        house = given("repair_30min_24h").in_progress().later(hours=hours_before).did("make_promise")
        house.later(hours=30 - hours_before).did("report_done")
        assert house.verdict("complete_ordinary") == verdict
    late = given("repair_30min_24h").in_progress().did("make_promise").later(hours=49).did("report_done")
    assert late.verdict("complete_ordinary") == "late"


def test_exactly_at_the_limit_is_on_time() -> None:
    """And a microsecond later it is late."""
    for length, verdict in ((timedelta(hours=24), "on_time"), (timedelta(hours=24, microseconds=1), "late")):
        house = given("repair_30min_24h").in_progress()
        house.clock.advance(length)
        assert house.did("report_done").verdict("complete_ordinary") == verdict


def test_refused_work_was_never_done() -> None:
    """The limit has run on; done again after it has passed it is late, whatever the first report said."""
    house = given("repair_30min_24h").in_progress().later(hours=2).did("report_done")
    assert house.verdict("complete_ordinary") == "on_time"
    house.later(hours=1).did("refuse_acceptance")
    assert house.verdict("complete_ordinary") is None
    house.did("order_rework").later(hours=30).did("arrive").did("report_done")
    assert house.verdict("complete_ordinary") == "late"


def test_upheld_work_was_done_after_all() -> None:
    """The verdict of the day stands; what it would have been by the time it was done stands beside it."""
    house = given("repair_three_priorities").in_progress().later(hours=2).did("report_done")
    done = house.clock().isoformat()
    house.later(hours=30).did("refuse_acceptance").signed("uphold_work", completed_at=done)
    run = house.case.clock("complete_ordinary")
    assert run is not None
    assert (run.verdict, run.corrected_verdict) == ("late", "on_time")


def test_reopening_counts_anew_and_the_age_goes_on() -> None:
    """The limits of the new round start with it; the first cycle keeps its verdict."""
    house = given("repair_30min_24h").signed_off().did("close").later(days=3).did("reopen")
    run = house.case.clock("complete_ordinary")
    assert run is not None
    assert (run.cycle, local(run.due_at)) == (2, "10-02 09:00")
    assert house.case.registered_at == START


def test_what_is_given_up_owes_nothing() -> None:
    """Cancelled, sent on or merged, no limit is late any longer."""
    for action in ("cancel", "redirect"):
        house = given("repair_30min_24h").registered().later(hours=20).did(action)
        assert {one.verdict for one in house.case.clocks if one.name != "answer"} == {"void"}


def test_a_deferral_puts_the_new_time_in_place_of_the_limit() -> None:
    """As the maintenance standard has it: measures, an explanation, a new time; kept, it is excused."""
    house = given("maintenance_department").registered().did("open", **URGENT).all_did("dispatch", "arrive")
    assert house.refused("defer") == {"measures_missing"}
    house.did("make_safe").did("defer", promised_at="+3d")
    assert local(house.due("promise")) == "10-01 09:00"
    house.later(days=2).all_did("resume_plan", "arrive").did("start_work", basis="danger").did("report_done")
    assert house.verdict("promise") == "on_time"


def test_unanswered_quotes_expire() -> None:
    """At the end that the quote names, or that the policy does, whichever is first; then the supervisor cancels."""
    house = given().registered().all_did("open", "dispatch", "arrive").did("present_quote", valid_until="+20d")
    assert local(house.due("consent")) == "10-05 09:00"
    assert house.refused("cancel_by_supervisor", reason="quote_expired") == {"quote_still_valid"}
    house.later(days=7, minutes=1).did("cancel_by_supervisor", reason="quote_expired")
    assert house.state == "cancelled"


def test_unanswered_limits_climb() -> None:
    """From the supervisor of repairs to headquarters, until somebody answers for it."""
    house = given("repair_30min_24h").in_progress().later(hours=24, minutes=1).later(hours=4)
    told = [one["role"] for mark in house.desk.journal(house.case_id) if mark.action == "complete_ordinary"
            for one in mark.messages]  # fmt: skip
    assert told[-2:] == ["repair_supervisor", "cs_supervisor"]
    house.did("acknowledge_overrun").later(days=4)
    after = [one["role"] for mark in house.desk.journal(house.case_id) if mark.action == "complete_ordinary"
             for one in mark.messages]  # fmt: skip
    assert after == told


def test_lint_says_where_urgent_has_no_limit_and_small_has() -> None:
    """The manual of 15 and 60 minutes gives small repairs a limit and urgent ones none: the site must."""
    site = under("repair_own_use").policy
    assert site is not None
    (fault,) = lint(site, [repair], no_looser_than=NO_LOOSER)
    assert "'repair.complete_urgent'" in fault
    assert "off, is looser than 'repair.complete_small'" in fault
    for pair in NO_LOOSER:
        assert {*pair} <= {*repair.slots}


def test_a_manual_that_is_vague_fills_nothing() -> None:
    """ "In time" and a blank are no limit, and no waiver: the site is asked for each by name."""
    manual = load("developer_aftersales")
    faults = [one for one in lint(manual, [repair]) if "complete_ordinary" in one or "'repair.answer'" in one]
    assert len(faults) == 2
    assert "leaves a blank" in " ".join(faults)
    assert "repair.complete_ordinary" not in manual.values


def test_no_limit_runs_without_somebody_hearing_of_it() -> None:
    """Each clock has a mark at its end; none stands still in any state."""
    for one in repair.clocks:
        assert any(mark.name == "due" for mark in one.marks), one.name
        assert one.pauses == ()
    assert OFF not in [one.design for one in repair.slots]
    assert isinstance(given().clock, VirtualClock)
    assert len(CLOCKS) == 35
