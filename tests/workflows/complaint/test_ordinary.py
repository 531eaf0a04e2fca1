"""The ordinary stories of a complaint, each told to its end."""

from __future__ import annotations

import pytest
from tests.workflows.complaint.lives import START, House, given, under
from tests.workflows.complaint.usual import SHEET

from propflow import Actor
from propflow.workflows.complaint import complaint

PROFILES = ("reception_training", "front_desk_manual")


def ended(house: House, state: str = "archived") -> None:
    """The story is over: the complaint is where it should be, no clock runs, and the journal is sound."""
    assert house.state == state
    assert [one.name for one in house.case.clocks if one.running] == []
    assert house.desk.verify().faults == ()


@pytest.mark.parametrize("profile", PROFILES)
def test_both_manuals_fill_the_slots(profile: str) -> None:
    """The workflow can be put under either manual, and its fingerprint tells the two apart."""
    assert under(profile).silent == ()
    assert under(profile).fingerprint != complaint.fingerprint


def test_a_minor_complaint_is_handled_within_a_day() -> None:
    """Registered, opened, sent, signed for, handled, verified, closed, followed up and archived, every limit kept."""
    house = given(survey="24 hours", look_back_below=80)
    house.registered().all_did("tell_process", "classify", "open", "dispatch", "sign_receipt", "record_contact")
    house.did("adopt_measures").later(hours=5)
    house.all_did("report_done", "tell_result", "return_form", "verify", "close")
    house.all_did("assign_follow_up", "send_survey", "record_survey", "record_follow_up", "sum_up", "archive")
    ended(house)
    assert {one.name: one.verdict for one in house.case.clocks if one.verdict == "late"} == {}


def test_under_the_front_desks_manual_the_centre_manager_verifies() -> None:
    """The desk may not verify there; the department's head leads the follow-up and the resident signs."""
    house = given("front_desk_manual").in_progress().all_did("report_done", "tell_result")
    assert house.refused("verify") == {"centre_manager_verifies"}
    house.all_did("verify_by_manager", "close")
    house.did("assign_follow_up", led_by="department_head_with_staff", method="home_visit")
    assert house.refused("record_follow_up", method="home_visit") == {"resident_signature_missing"}
    house.did("record_follow_up", method="home_visit", resident_signed=True).did("archive")
    ended(house)


def test_an_explanation_ends_it() -> None:
    """The customer is content: nothing is opened; it is archived when the time for coming back is over."""
    house = given().registered().did("classify", nature="communicative_inquiry", grade="none", level="III")
    house.did("explain_only")
    assert house.refused("archive_explained") == {"conversion_still_possible"}
    house.later(days=32).did("archive_explained")
    ended(house)


def test_a_mishandled_explanation_is_opened() -> None:
    """A communicative complaint that was mishandled becomes a valid one and goes the whole way."""
    house = given().registered().did("classify", nature="communicative_help", grade="none", level="II")
    house.did("explain_only").did("convert_to_valid", grade="minor")
    assert (house.case.fact("nature"), house.case.fact("grade")) == ("valid", "minor")
    house.all_did(
        "dispatch", "sign_receipt", "record_contact", "adopt_measures", "report_done", "tell_result", "verify"
    )
    house.all_did("close", "assign_follow_up", "record_follow_up", "archive")
    ended(house)


def test_a_doubt_is_ruled_upon() -> None:
    """Somebody finds out first, asks for a ruling, is told to find out more, asks again, and it is opened."""
    house = given().registered().all_did("start_clarification", "request_ruling", "rule_clarify", "request_ruling")
    house.all_did("rule_open", "classify", "dispatch")
    assert house.state == "dispatched"


def test_a_second_call_is_folded_into_the_first() -> None:
    """The same person about the same matter, before anything is opened."""
    house = given().registered()
    master = house.case_id
    house.registered().did("merge_duplicate", master_id=master)
    ended(house, "merged")
    assert house.desk.case(master).links("duplicate") == (house.case_id,)


def test_a_mass_complaint_is_gathered_under_a_group_case() -> None:
    """Each member keeps its own number and its own closing."""
    house = given(mass_share_percent=50).registered().all_did("classify", "open")
    assert house.refused("form_task_force", owners_affected=300) == {"not_many"}
    group = house.did("form_task_force").case_id
    house.in_progress().did("join_mass_case", group_case=group)
    house.all_did("report_done", "tell_result", "verify", "close")
    assert (house.state, house.desk.case(group).state) == ("closed", "opened")
    assert house.desk.case(group).links("member") == (house.case_id,)


def test_an_outside_party_does_the_work() -> None:
    """The developer acts, our own staff track it, and the case closes by a voucher."""
    house = given().in_progress().did("hand_to_external").did("report_progress", by=Actor("track"))
    house.did("external_done", by=Actor("track")).all_did("tell_result", "verify", "close")
    house.all_did("assign_follow_up", "record_follow_up", "archive")
    ended(house)


def test_what_cannot_be_handled_waits_for_the_review() -> None:
    """On record with a plan; the first review keeps it, the next one closes it with the office head's signature."""
    house = given().in_progress().signed("declare_stalled")
    house.all_did("call_review", "quarterly_keep", "call_review").signed("quarterly_close")
    assert house.state == "closed_unresolvable"
    house.all_did("tell_result", "assign_follow_up").did("record_follow_up", follow_up_result="refused")
    ended(house.did("archive"))


def test_what_could_not_be_handled_is_taken_up_again() -> None:
    """After a resumption, and after a revival of what the review had closed, it is solved."""
    house = given().in_progress().signed("declare_stalled").did("resume").signed("declare_stalled")
    house.signed("quarterly_close").did("revive").all_did("report_done", "tell_result", "verify", "close")
    assert house.state == "closed"


def test_an_emergency_is_answered_at_once() -> None:
    """Level I skips receipt and inquiry; both are entered afterwards, and only then is it solved."""
    house = (
        given(response_start="15 minutes").registered(level="I").did("open", condition="d").did("classify", level="I")
    )
    house.all_did("respond_emergency", "report_emergency_progress").later(hours=2)
    assert house.refused("report_done") == {"inquiry_missing"}
    house.all_did("record_receipt_late", "record_inquiry_late", "report_done", "tell_result", "verify", "close")
    assert house.case.clock("response_start").verdict == "on_time"
    house.all_did("assign_follow_up", "record_follow_up", "archive")
    ended(house)


def test_people_in_a_lift_are_freed() -> None:
    """Rescuers within thirty minutes, the report within four hours after them."""
    house = given(rescue_on_site="30 minutes", rescue_report="4 hours").registered(
        level="I", scenario="lift_entrapment"
    )
    house.did("open", condition="d").did("respond_emergency").later(minutes=20).did("record_rescue")
    house.later(hours=3).did("issue_rescue_report")
    verdicts = {name: house.case.clock(name).verdict for name in ("rescue_on_site", "rescue_report")}
    assert verdicts == {"rescue_on_site": "on_time", "rescue_report": "on_time"}


def test_a_sensors_alert_is_worked_off() -> None:
    """There is no complainant: nobody is told, nobody is followed up, and it goes straight to the archive."""
    house = given().registered("raise_pre_complaint").all_did("accept_alert", "classify", "dispatch", "sign_receipt")
    house.did("adopt_measures", owner_consent="not_applicable", track="repair").did("report_done")
    house.did("verify", closing_basis="a", service_sheet=[SHEET], signed_by="dispatcher", signed_at=START.isoformat())
    house.all_did("close", "archive_without_complainant")
    ended(house)


def test_a_false_alert_is_dismissed() -> None:
    """With evidence of an inspection on the spot."""
    house = given().registered("raise_pre_complaint").did("dismiss_alert")
    ended(house, "alert_dismissed")


def test_an_own_finding_is_worked_off() -> None:
    """Found by ourselves, opened under condition b, without a complainant."""
    house = given().registered("register_internal_finding").did("open", condition="b", contact_mode="none")
    house.all_did("classify", "dispatch", "sign_receipt").did("adopt_measures", owner_consent="not_applicable")
    house.all_did("report_done", "verify", "close", "archive_without_complainant")
    ended(house)


def test_an_anonymous_complaint_needs_a_waiver() -> None:
    """Without contact it is opened only after a superior has waived it; then nobody is owed a call."""
    house = given(first_contact="24 hours").registered(contact=None, complainant_id=None, complainant_name=None)
    nobody = {"contact_person": None, "address": None, "phone": None}
    assert house.refused("open", **nobody) == {"contact_missing"}
    assert house.refused("open", contact_mode="waived", **nobody) == {"contact_not_waived"}
    house.did("waive_contact").did("open", contact_mode="waived", **nobody)
    house.all_did("classify", "dispatch", "sign_receipt").did("adopt_measures", owner_consent="not_applicable")
    assert house.case.clock("first_contact").due_at is None
    house.all_did("report_done", "verify", "close", "archive_without_complainant")
    ended(house)


def test_a_rejected_result_is_done_again() -> None:
    """A superior who had no part in it reviews; the result is told anew before it is verified anew."""
    house = given().in_progress().all_did("report_done", "tell_result", "owner_dissatisfied")
    assert house.refused("order_rework", by=Actor("department_head", ["superior_supervisor"])) == {"duty"}
    house.all_did("order_rework", "report_done")
    assert house.refused("verify") == {"result_not_told"}
    house.all_did("tell_result", "verify", "close", "assign_follow_up", "record_follow_up", "archive")
    ended(house)


def test_a_result_is_upheld() -> None:
    """With the office head's consent; the same dissent is not reviewed again and is archived as one."""
    house = given().in_progress().all_did("report_done", "tell_result", "owner_dissatisfied").signed("uphold_result")
    assert house.refused("owner_dissatisfied") == {"already_upheld"}
    house.all_did("close", "assign_follow_up").did("record_follow_up", follow_up_result="failed")
    assert house.refused("archive") == {"follow_up_failed"}
    ended(house.signed("archive_with_dissent"))


def test_a_result_that_is_rejected_again_and_again_waits_for_the_review() -> None:
    """After two second disposals nothing is left but upholding it or putting it on record."""
    house = given().in_progress()
    for _ in range(2):
        house.all_did("report_done", "tell_result", "owner_dissatisfied", "order_rework")
    house.all_did("report_done", "tell_result", "owner_dissatisfied")
    assert house.refused("order_rework") == {"second_disposals_used_up"}
    assert house.did("stall_after_review").state == "stalled"


def test_a_low_score_is_looked_back_at() -> None:
    """One score brings one look-back; after it a new follow-up and a new survey are owed."""
    house = given(survey="24 hours", look_back_below=80).following_up().did("send_survey")
    house.did("record_survey", solution=70, speed=80, attitude=89, survey_score=79).did("record_follow_up")
    assert house.refused("archive") == {"score_is_low"}
    house.all_did("low_satisfaction", "finish_look_back")
    assert house.refused("archive") == {"survey_not_over", "new_follow_up_missing"}
    house.all_did("send_survey", "record_follow_up").did(
        "record_survey", solution=80, speed=80, attitude=80, survey_score=80
    )
    assert house.refused("low_satisfaction") == {"score_is_not_low"}
    ended(house.did("archive"))


def test_a_failed_follow_up_reopens_the_case() -> None:
    """It is opened again, goes the whole way again, and the limits begin anew."""
    house = given().following_up().did("record_follow_up", follow_up_result="failed").later(days=1).did("reopen")
    assert house.case.clock("settle").cycle == 2
    house.all_did("dispatch", "sign_receipt")
    assert house.refused("adopt_measures") == {"first_contact_missing"}
    house.all_did("record_contact", "adopt_measures", "report_done", "tell_result", "verify", "close")
    house.all_did("assign_follow_up", "record_follow_up", "archive")
    ended(house)


def test_a_major_complaint_is_closed_with_consent() -> None:
    """The general manager decides on the measures; the office head consents to the closing."""
    house = given().close_pending(grade="major")
    assert "major_needs_consent" in house.refused("close")
    house.signed("close_major").all_did("assign_follow_up", "record_follow_up", "archive")
    ended(house)


def test_a_complaint_unsettled_for_a_month_becomes_major() -> None:
    """Counted from reception, through every state; not a day earlier, and by the system itself."""
    house = given().in_progress().signed("declare_stalled").later(days=29)
    assert house.refused("upgrade_to_major") == {"not_unsettled_for_so_long"}
    assert house.later(days=2).case.fact("grade") == "major"
    (promotion,) = [one for one in house.desk.journal(house.case_id) if one.action == "upgrade_to_major"]
    assert (promotion.actor, {one["role"] for one in promotion.messages}) == ("system", {"general_manager"})


def test_news_of_an_archived_case_is_a_new_one() -> None:
    """What is archived stays so; the same matter again is a case of its own that recurs from it, and both know."""
    house = given().registered().did("classify", nature="communicative_inquiry", grade="none", level="III")
    first = house.did("explain_only").later(days=32).did("archive_explained").case.id
    again = house.registered(recurs_from=first).case
    assert again.links("recurs_from") == (first,)
    over = house.desk.case(first)
    assert (over.state, over.links("recurrence")) == ("archived", (again.id,))
