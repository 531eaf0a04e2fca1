"""What the complaint workflow once let into the archive or the record: each story ends where it is refused now."""

from __future__ import annotations

from typing import Any

import pytest
from tests.workflows.complaint.invariants.histories import kept, of
from tests.workflows.complaint.lives import START, House, given

from propflow import Refused

HELP = {"nature": "communicative_help", "grade": "none"}
LOW = {"solution": 60, "speed": 60, "attitude": 60, "survey_score": 60}


def sound(house: House) -> None:
    """Nothing is found wrong with any complaint of the house."""
    assert [one.what for one in house.desk.verify().faults] == []


# The archive


def upheld(house: House) -> House:
    house.in_progress().all_did("report_done", "tell_result", "owner_dissatisfied")
    return house.signed("uphold_result").all_did("close", "assign_follow_up")


def dissent_refused(house: House) -> set[str]:
    """Why it is not archived with a dissent."""
    with pytest.raises(Refused) as refusal:
        house.signed("archive_with_dissent")
    return set(refusal.value.codes)


def test_an_upheld_result_with_a_low_score_is_followed_up_and_looked_back_at() -> None:
    """That it was upheld makes neither superfluous."""
    house = upheld(given(look_back_below=80, look_back_max=1)).did("record_survey", **LOW)
    assert dissent_refused(house) == {"follow_up_missing"}
    house.did("record_follow_up")
    assert dissent_refused(house) == {"look_back_missing"}
    house.all_did("low_satisfaction", "finish_look_back").did("record_survey", **LOW).did("record_follow_up")
    assert house.signed("archive_with_dissent").state == "archived"
    sound(house)


def test_a_survey_needs_somebody_who_was_asked() -> None:
    """Where there is no complainant nobody answers, and no score is left behind in the archive."""
    house = given(look_back_below=80, survey="24 hours").registered("raise_pre_complaint")
    house.all_did("accept_alert", "classify", "dispatch", "sign_receipt")
    house.did("adopt_measures", owner_consent="not_applicable").all_did("report_done", "verify", "close")
    assert house.refused("send_survey") == {"no_complainant"}
    assert house.refused("record_survey", **LOW) == {"no_complainant"}
    house.did("archive_without_complainant")
    sound(house)


def member_closed_by_the_review() -> House:
    house = given(mass_share_percent=50).registered().all_did("classify", "open", "form_task_force")
    group = house.case_id
    house.in_progress().did("join_mass_case", group_case=group)
    return house.signed("declare_stalled").signed("quarterly_close")


def test_whom_the_review_has_disappointed_is_told() -> None:
    """Before the follow-up, so that no member of a mass complaint is archived without a word."""
    house = member_closed_by_the_review()
    assert house.refused("assign_follow_up") == {"review_not_told"}
    house.all_did("tell_result", "assign_follow_up", "record_follow_up")
    house.did("record_follow_up", follow_up_result="failed").signed("archive_with_dissent")
    assert kept("I27", of(house))


def test_whom_nobody_reaches_is_tried_often_enough() -> None:
    """Three attempts in vain count as having told what the review has decided."""
    house = member_closed_by_the_review().all_did("record_attempt", "record_attempt")
    assert house.refused("assign_follow_up") == {"review_not_told"}
    assert house.all_did("record_attempt", "assign_follow_up").state == "following_up"


# The record


def test_a_correction_says_what_stood_there() -> None:
    """Blank is no old value; where nothing stood, that is said."""
    house = given().registered(place="Building 3")
    for blank in ("", " "):
        assert house.refused("correct_record", old=blank) == {"field_invalid"}
    assert kept("I01", of(house.did("correct_record")))


EARLIER = "2026-09-28T08:59:59+08:00"


@pytest.mark.parametrize(
    ("story", "action"),
    [
        (lambda h: h.registered(), "open"),
        (lambda h: h.registered().did("request_ruling"), "rule_open"),
        (lambda h: h.registered("raise_pre_complaint"), "accept_alert"),
        (lambda h: h.registered().did("classify", **HELP).did("explain_only"), "convert_to_valid"),
        (lambda h: h.registered().did("classify", **HELP).did("explain_only"), "open_emergency"),
    ],
)  # fmt: skip
def test_nothing_is_opened_before_it_is_received(story: Any, action: str) -> None:
    """An instant before is refused, the very instant is not."""
    house = story(given())
    assert house.refused(action, opened_at=EARLIER) == {"opened_before_reception"}
    assert kept("I04", of(house.did(action, opened_at=START.isoformat())))


def test_what_was_received_before_it_was_typed_in_may_be_opened_before_that() -> None:
    """It counts when the word came in, and when a finding was made, not when somebody sat down to register it."""
    house = given().registered(received_at=EARLIER)
    assert kept("I04", of(house.did("open", opened_at=EARLIER)))
    found = given().registered("register_internal_finding", found_at=EARLIER)
    assert kept("I04", of(found.did("open", condition="b", opened_at=EARLIER)))
