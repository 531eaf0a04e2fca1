"""What the complaint workflow once let slip: each story ends where an invariant would have been broken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.workflows.complaint.invariants.histories import judged, kept, of
from tests.workflows.complaint.lives import START, House, given

from propflow.definition.invariants import NOT_APPLICABLE

HELP = {"nature": "communicative_help", "grade": "none"}
NOBODY = {"contact_person": None, "address": None, "phone": None}


def sound(house: House) -> None:
    """Nothing is found wrong with any complaint of the house."""
    assert [one.what for one in house.desk.verify().faults] == []


def due(house: House, clock: str) -> timedelta | None:
    """How long after reception the limit is; None where none binds or none was begun."""
    run = house.case.clock(clock)
    return None if run is None or not run.running or run.due_at is None else run.due_at - START


# A next date


def test_an_emergency_without_a_grade_has_a_next_date() -> None:
    """The response says by when it should be over; so does it after the papers are entered late."""
    house = given().registered(level="I").did("classify", **HELP, level="I").did("open", condition="d")
    house.all_did("respond_emergency", "record_inquiry_late")
    assert house.case.fact("expected_completion_at") == "2026-09-28T10:00:00.000000Z"
    assert house.refused("respond_emergency", expected_completion_at=None) >= {"field_invalid"}
    assert kept("I07", of(house))


def test_measures_without_a_limit_name_a_time() -> None:
    """A plan without a day leaves a case without a next date where no limit for settling binds it."""
    house = given().registered(level="I").did("classify", **HELP, level="I").did("open", condition="d")
    house.all_did("respond_emergency", "record_contact")
    assert house.refused("adopt_measures", expected_completion_at=None) == {"time_missing"}
    minor = given().registered(level="I").did("classify", level="I").did("open", condition="d")
    minor.all_did("respond_emergency", "record_contact").did("adopt_measures", expected_completion_at=None)
    assert kept("I07", of(minor))


# Raised afterwards


def converted(house: House) -> House:
    return house.registered().did("classify", **HELP).did("explain_only").did("convert_to_valid", grade="minor")


def made_urgent(house: House) -> House:
    house.registered().did("classify", **HELP).did("explain_only").did("open_emergency")
    return house.did("classify", level="I")


def reopened(house: House) -> House:
    return house.following_up().did("record_follow_up", follow_up_result="failed").did("reopen")


def revived(house: House) -> House:
    return house.in_progress().signed("declare_stalled").signed("quarterly_close").did("revive")


@pytest.mark.parametrize("story", [converted, made_urgent, reopened, revived])
def test_case_30_what_is_raised_to_major_afterwards_has_its_limits(story: Any) -> None:
    """It is passed up the same day and replied to within two days, and nobody forgets it unalerted."""
    house = story(given())
    house.did("classify", grade="major", level=house.case.fact("level"))
    assert (due(house, "forward_up"), due(house, "definite_reply")) == (timedelta(hours=15), timedelta(days=2))
    house.later(days=3)
    assert "due" in house.case.clock("forward_up").fired
    assert "due" in house.case.clock("definite_reply").fired
    assert kept("I19", of(house))
    sound(house)


@pytest.mark.parametrize("story", [converted, reopened, revived])
def test_what_is_raised_to_level_one_afterwards_has_its_limit(story: Any) -> None:
    """The response starts within fifteen minutes, or headquarters hear of it."""
    house = story(given(response_start="15 minutes")).did("classify", level="I")
    assert due(house, "response_start") == timedelta(minutes=15)
    house.later(hours=1)
    assert "due" in house.case.clock("response_start").fired
    assert kept("I20", of(house))
    sound(house)


def test_nobody_owes_a_definite_reply_where_there_is_no_complainant() -> None:
    """Neither for an own finding, nor where the contact is waived; before the opening it is not known yet."""
    own = given().registered("register_internal_finding").did("classify", grade="major")
    own.did("open", condition="b", contact_mode="none", **NOBODY)
    waived = given().registered().did("classify", grade="major")
    assert due(waived, "definite_reply") is None
    waived.did("waive_contact").did("open", contact_mode="waived", **NOBODY)
    usual = given().registered().did("classify", grade="major").did("open")
    assert [due(one, "definite_reply") for one in (own, waived, usual)] == [None, None, timedelta(days=2)]
    assert [due(one, "forward_up") for one in (own, waived, usual)] == [timedelta(hours=15)] * 3


def test_nobody_owes_a_definite_reply_to_a_promoted_own_finding() -> None:
    """After the month it is passed up, and that is all."""
    house = given().registered("register_internal_finding").did("classify")
    house.did("open", condition="b", contact_mode="none", **NOBODY).later(days=31)
    assert house.case.fact("grade") == "major"
    assert due(house, "promoted_reply") is None
    assert due(house, "forward_promoted") is not None


# The month


def promoted(house: House) -> list[tuple[str, str | None]]:
    """By whom and where it was made major."""
    return [(one.actor, one.state_to) for one in house.desk.journal(house.case_id) if one.action == "upgrade_to_major"]


@pytest.mark.parametrize(
    ("steps", "state"),
    [((), "received"), (("start_clarification",), "clarifying"), (("request_ruling",), "ruling_pending")],
)
def test_an_undecided_complaint_becomes_major_too(steps: tuple[str, ...], state: str) -> None:
    """What was never decided upon for a month is unsettled all the more."""
    house = given().registered().did("classify").all_did(*steps).later(days=31)
    assert promoted(house) == [("system", state)]
    sound(house)


def test_an_explanation_settles_it_and_a_conversion_takes_that_back() -> None:
    """While it is explained no month passes; converted, it counts from the first reception."""
    house = given(conversion_window="3 months").registered().did("classify", **HELP).did("explain_only")
    house.later(days=40)
    assert (promoted(house), judged("I19", of(house))) == ([], NOT_APPLICABLE)
    house.did("convert_to_valid", grade="minor").later(minutes=1)
    assert house.case.clock("becomes_major").started_at == START
    assert promoted(house) == [("system", "opened")]
    sound(house)


def test_an_emergency_takes_the_explanation_back_too() -> None:
    """A valid complaint that was explained and turns out to be urgent has waited since its reception."""
    house = given().registered().did("classify").did("explain_only").later(days=20)
    assert house.case.clock("becomes_major").verdict == "on_time"
    house.did("open_emergency").later(days=11)
    assert promoted(house) == [("system", "opened")]
    sound(house)


def test_what_became_major_by_waiting_stays_major() -> None:
    """Neither lowered nor converted to less; its level can still be lowered."""
    house = given().registered().did("classify", level="I").did("open", condition="d").later(days=31)
    assert house.refused("lower_classification") == {"became_major_by_waiting"}
    assert house.refused("lower_classification", **HELP) == {"became_major_by_waiting"}
    assert house.did("lower_classification", grade="major").case.fact("level") == "II"
    converted = given().registered().did("classify").later(days=31).did("explain_only")
    assert converted.refused("convert_to_valid", grade="minor") == {"became_major_by_waiting"}
    converted.did("convert_to_valid", grade="major")
    sound(house)
    sound(converted)


def test_before_the_month_is_over_it_can_be_lowered() -> None:
    """A grade given by a person is a superior's to lower."""
    house = given().registered().did("classify", grade="major").later(days=29).did("lower_classification")
    assert house.case.fact("grade") == "minor"


def test_what_was_promoted_and_then_explained_leaves_nothing_running() -> None:
    """The limits of the promotion fall away with the explanation."""
    house = given().registered().did("classify").later(days=31).did("explain_only")
    assert [one.name for one in house.case.clocks if one.running] == ["conversion_window"]
    assert house.case.clock("forward_promoted").verdict == "void"
    sound(house)


# Settled, and not settled after all


@pytest.mark.parametrize(
    "undoing",
    [
        lambda h: h.did("verification_failed"),
        lambda h: h.all_did("owner_dissatisfied", "order_rework"),
        lambda h: h.all_did("owner_dissatisfied", "order_rework_elsewhere"),
        lambda h: h.did("owner_dissatisfied").did("stall_after_review"),
        lambda h: h.signed("declare_stalled"),
        lambda h: h.did("verify").did("block_close"),
    ],
)  # fmt: skip
def test_a_result_that_does_not_hold_settled_nothing(undoing: Any) -> None:
    """The report stops the limit; what undoes it takes the stop back, and the time between counts."""
    house = given().in_progress().all_did("report_done", "tell_result")
    assert house.case.clock("settle").verdict == "on_time"
    settle = undoing(house.later(days=1)).case.clock("settle")
    assert (settle.running, settle.cycle, settle.started_at) == (True, 1, START)
    assert settle.due_at == START + timedelta(days=2)
    house.later(days=2)
    assert "due" in house.case.clock("settle").fired
    sound(house)


def test_case_32_more_time_granted_before_the_limit_excuses() -> None:
    """Not on time, but excused; granted after the limit it excuses nothing. Either way the closing need not explain."""
    house = given().in_progress().all_did("request_extension", "approve_extension").later(days=4)
    assert house.did("report_done").case.clock("settle").verdict == "excused"
    house.all_did("tell_result", "verify", "close")
    late = given().in_progress().later(days=3).all_did("request_extension", "approve_extension", "report_done")
    assert late.case.clock("settle").verdict == "late"
    sound(house)
    sound(late)


# Looked at again


def test_the_review_that_keeps_a_case_says_when_it_is_looked_at_again() -> None:
    """The day of the first record is replaced, and forgotten when the work goes on."""
    house = given().in_progress().signed("declare_stalled").did("call_review")
    assert house.case.fact("resume_check_at") == "2026-12-01T01:00:00.000000Z"
    assert house.did("quarterly_keep").case.fact("resume_check_at") == "2027-03-01T01:00:00.000000Z"
    assert house.did("resume").case.fact("resume_check_at") is None
