"""Each condition refuses what it is there to refuse, and for that reason alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from tests.workflows.complaint.lives import House, given
from tests.workflows.complaint.usual import SHEET

from propflow import Refused

Story: TypeAlias = Callable[[House], House]
LATER = "2026-12-31T09:00:00+08:00"


def registered(house: House) -> House:
    return house.registered()


def classified(house: House) -> House:
    return house.registered().did("classify")


def opened(house: House) -> House:
    return classified(house).did("open")


def outside(house: House) -> House:
    return house.registered().did("classify", nature="out_of_scope", grade="none")


def explained(house: House) -> House:
    return house.registered().did("classify", nature="communicative_help", grade="none").did("explain_only")


def investigating(house: House) -> House:
    return opened(house).all_did("dispatch", "sign_receipt", "record_contact")


def in_progress(house: House) -> House:
    return house.in_progress()


def told(house: House) -> House:
    return house.in_progress().all_did("report_done", "tell_result")


def close_pending(house: House) -> House:
    return house.close_pending()


def settled_late(house: House) -> House:
    return house.in_progress().later(days=3).all_did("report_done", "tell_result", "verify")


def closed(house: House) -> House:
    return house.close_pending().did("close")


def following_up(house: House) -> House:
    return house.following_up()


BEFORE_OPENING: list[tuple[str, Story, str, dict[str, Any], dict[str, Any]]] = [
    ("apology_before_findings", registered, "tell_process", {"opener": "apology"}, {"opener": "sympathy"}),
    ("grade_without_validity", registered, "classify", {"nature": "out_of_scope"}, {}),
    ("too_few_requests", registered, "classify", {"grade": "major", "major_ground": "breach"},
     {"major_breach_requests": 2}),
    ("customers_limit_does_not_count", registered, "classify", {"grade": "major", "customer_limit": "now"}, {}),
    ("customers_limit_does_not_count", registered, "classify", {"customer_limit": "now"},
     {"customer_limit": False}),
    ("urgent_must_be_opened", explained, "classify", {"nature": "out_of_scope", "grade": "none", "level": "I"}, {}),
    ("valid_must_be_converted", explained, "classify", {}, {}),
    ("urgent_must_be_opened", lambda h: h.registered(level="I").did("classify", level="I"), "explain_only", {}, {}),
    ("nature_unknown", registered, "explain_only", {}, {}),
    ("explanation_not_enough", classified, "explain_only", {"customer_accepts": False}, {}),
    ("valid_must_be_opened", classified, "explain_only", {}, {"opening_gate": "every_valid_complaint"}),
    ("customer_asked_help", outside, "explain_only", {"customer_asked_help": True}, {}),
    ("other_channel_missing", outside, "explain_only", {}, {"out_of_scope": "explain_and_redirect"}),
    ("not_our_own_finding", registered, "open", {"condition": "b"}, {}),
    ("outside_is_explained", registered, "open", {"condition": "e"}, {"out_of_scope": "register_and_explain"}),
    ("complainant_not_left_out", registered, "open", {"contact_mode": "none"}, {}),
    ("not_communicative", lambda h: outside(h).did("explain_only"), "convert_to_valid", {}, {}),
]  # fmt: skip

HANDLING: list[tuple[str, Story, str, dict[str, Any], dict[str, Any]]] = [
    ("not_classified", lambda h: h.registered().did("open"), "dispatch", {}, {}),
    ("not_classified", lambda h: h.registered().did("classify", grade="none").did("open"), "dispatch", {}, {}),
    ("not_refused_enough", opened, "assign_bindingly", {}, {}),
    ("coordinator_missing", opened, "dispatch", {"departments": ["works", "gardens"]}, {"coordination_from": 2}),
    ("signature_missing", lambda h: opened(h).did("dispatch"), "sign_receipt", {"signature": ""}, {}),
    ("not_level_one", opened, "respond_emergency", {}, {}),
    ("consent_or_reason_missing", investigating, "adopt_measures", {"owner_consent": "refused"}, {}),
    ("there_is_a_complainant", investigating, "adopt_measures", {"owner_consent": "not_applicable"}, {}),
    ("time_missing", investigating, "adopt_measures", {"expected_completion_at": None}, {"plan_names_time": True}),
    ("inquiry_missing", investigating, "hand_to_external", {}, {}),
    ("measures_missing", investigating, "report_done", {}, {}),
    ("is_level_one", lambda h: h.in_progress(level="I"), "report_progress", {}, {}),
    ("new_limit_is_past", in_progress, "request_extension", {"new_limit": "now"}, {}),
    ("no_extension_requested", in_progress, "approve_extension", {}, {}),
    ("not_minor", lambda h: h.in_progress(grade="important").did("request_extension"), "approve_extension", {}, {}),
    ("nobody_approves", lambda h: in_progress(h).did("request_extension"), "approve_extension", {},
     {"minor_overrun_approver": "off"}),
    ("is_major", lambda h: h.in_progress(grade="major"), "reply", {}, {}),
    ("not_major", in_progress, "definite_reply", {}, {}),
    ("no_cause_for_correction", in_progress, "start_nonconformity", {}, {"recurrence_from": 2}),
    ("promise_beyond_authority", in_progress, "make_promise", {"within_authority": False}, {}),
    ("personal_data", in_progress, "publish_measure", {"no_personal_data": False}, {}),
    ("not_unsettled_for_so_long", in_progress, "upgrade_to_major", {}, {}),
]  # fmt: skip

CLOSING: list[tuple[str, Story, str, dict[str, Any], dict[str, Any]]] = [
    ("not_proved_true", told, "verify", {"proved_true": False}, {}),
    ("voucher_missing", told, "verify", {"vouchers": []}, {}),
    ("wrong_basis", told, "verify",
     {"closing_basis": "a", "service_sheet": [SHEET], "signed_by": "x", "signed_at": "now"}, {}),
    ("authority_verification_missing", lambda h: h.close_pending(valid_ground="misconduct"), "close", {}, {}),
    ("closed_ahead_of_time", close_pending, "close", {"closed_at": LATER}, {}),
    ("overrun_not_recorded", settled_late, "close", {}, {}),
    ("result_not_told", lambda h: in_progress(h).did("report_done"), "verify", {}, {}),
]  # fmt: skip

AFTERCARE: list[tuple[str, Story, str, dict[str, Any], dict[str, Any]]] = [
    ("wrong_leader", closed, "assign_follow_up", {}, {"follow_up_ordinary_by": "department_head_with_staff"}),
    ("there_is_a_complainant", closed, "archive_without_complainant", {}, {}),
    ("too_few_attempts", following_up, "record_follow_up", {"follow_up_result": "unreachable", "attempts": 2}, {}),
    ("wrong_mean", following_up, "record_survey", {"survey_score": 91}, {}),
    ("survey_still_open", lambda h: following_up(h).did("send_survey"), "expire_survey", {}, {}),
    ("follow_up_missing", following_up, "archive", {}, {}),
    ("follow_up_has_not_failed", following_up, "reopen", {}, {}),
    ("score_is_not_low", following_up, "low_satisfaction", {}, {"look_back_below": 80}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "story", "action", "changes", "policy"),
    [*BEFORE_OPENING, *HANDLING, *CLOSING, *AFTERCARE],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_it_is_refused_for_this_reason(
    code: str, story: Story, action: str, changes: dict[str, Any], policy: dict[str, Any]
) -> None:
    """The usual form with one thing wrong is refused, for that thing and nothing else."""
    house = story(given(**policy))
    assert house.refused(action, **changes) == {code}


def test_a_sensor_within_its_limit_raises_no_alert() -> None:
    """Nothing is written."""
    house = given()
    with pytest.raises(Refused) as refusal:
        house.registered("raise_pre_complaint", reading=80)
    assert refusal.value.codes == {"reading_within_limit"}


def test_a_closed_case_takes_no_duplicates() -> None:
    """Nor does one that is another person's, or another matter."""
    house = given().close_pending().did("close")
    master = house.case_id
    house.registered()
    assert house.refused("merge_duplicate", master_id=master) == {"master_is_not_live"}
    assert "not_a_duplicate" in house.refused("merge_duplicate", master_id=master, same_matter=False)


def test_a_solved_repair_is_not_upheld_against_the_complainant() -> None:
    """It needs the complainant's signature."""
    house = given().registered().all_did("classify", "open", "dispatch", "sign_receipt", "record_contact")
    house.did("adopt_measures", track="repair").all_did("report_done", "tell_result", "owner_dissatisfied")
    with pytest.raises(Refused) as refusal:
        house.signed("uphold_result")
    assert refusal.value.codes == {"repair_needs_signature"}


def test_an_ordinary_complaint_is_not_closed_as_a_major_one() -> None:
    """Nor archived as a dissent that nobody has."""
    house = given().close_pending()
    with pytest.raises(Refused) as refusal:
        house.signed("close_major")
    assert refusal.value.codes == {"no_consent_needed"}
    house.all_did("close", "assign_follow_up", "record_follow_up")
    with pytest.raises(Refused) as refusal:
        house.signed("archive_with_dissent")
    assert refusal.value.codes == {"no_dissent_that_remains"}


def test_look_backs_come_to_an_end() -> None:
    """After two the office head signs what dissent remains."""
    house = given(look_back_below=80).following_up()
    low = {"solution": 60, "speed": 60, "attitude": 60, "survey_score": 60}
    for _ in range(2):
        house.did("record_survey", **low).all_did("low_satisfaction", "finish_look_back")
    house.did("record_survey", **low).did("record_follow_up")
    assert house.refused("low_satisfaction") == {"look_backs_used_up"}
    assert house.signed("archive_with_dissent").state == "archived"


def test_a_sensor_is_never_dissatisfied() -> None:
    """There is nobody who could be."""
    house = given().registered("raise_pre_complaint").all_did("accept_alert", "classify", "dispatch", "sign_receipt")
    house.did("adopt_measures", owner_consent="not_applicable").did("report_done")
    assert house.refused("owner_dissatisfied") == {"no_complainant"}
