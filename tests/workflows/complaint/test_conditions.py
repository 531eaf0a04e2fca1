"""What a complaint depends on: who may, what must come first, what has to be shown."""

from __future__ import annotations

import pytest
from tests.workflows.complaint.lives import START, given, person
from tests.workflows.complaint.usual import PHOTO, SHEET

from propflow import Actor, Refused


def test_an_important_complaint_is_decided_by_the_property_manager() -> None:
    """The department alone may not adopt measures on it."""
    house = given().registered().did("classify", grade="important").all_did("open", "dispatch", "sign_receipt")
    house.did("record_contact")
    assert house.refused("adopt_measures") == {"beyond_the_department"}
    assert house.signed("adopt_important_measures").state == "in_progress"


def test_departments_refuse_twice_and_no_more() -> None:
    """After the second refusal the supervisor assigns bindingly."""
    house = (
        given().registered().all_did("classify", "open", "dispatch", "reject_dispatch", "dispatch", "reject_dispatch")
    )
    assert house.refused("dispatch") == {"supervisor_assigns"}
    house.did("assign_bindingly")
    assert house.refused("reject_dispatch") == {"supervisor_assigns"}
    assert house.did("sign_receipt").state == "investigating"


def test_the_work_of_others_is_waited_for() -> None:
    """Departments that help, repair orders, receipts and linked problems all have to end first."""
    house = given().in_progress().all_did("assign_co_handlers", "spawn_repair_order", "link_problem")
    assert house.refused("report_done") == {"co_handlers_open", "repair_orders_open", "receipts_unsigned"}
    house.did("sign_further_receipt", departments=["gardens"]).all_did(
        "co_handler_done", "child_finished", "report_done"
    )
    house.all_did("tell_result", "verify")
    assert house.refused("close") == {"linked_problems_open"}
    assert house.did("open_linked_case").did("close").state == "closed"


def test_a_repair_closes_by_its_signed_sheet() -> None:
    """A voucher is the wrong condition for a repair, and an unsigned sheet is none."""
    house = given().registered().all_did("classify", "open").did("dispatch", track="repair")
    house.all_did("sign_receipt", "record_contact").did("adopt_measures", track="repair")
    house.all_did("report_done", "tell_result")
    assert house.refused("verify") == {"wrong_basis"}
    assert house.refused("verify", closing_basis="a") == {"sheet_unsigned"}
    signed = {"service_sheet": [SHEET], "signed_by": "Mrs Li", "signed_at": START.isoformat()}
    assert house.did("verify", closing_basis="a", **signed).did("close").state == "closed"


def test_nobody_closes_a_complaint_about_himself() -> None:
    """Nor verifies it or follows it up, in whatever role; the next one up does."""
    house = given().registered(respondent_id="cs_staff").all_did("classify", "open", "dispatch", "sign_receipt")
    house.all_did("record_contact", "adopt_measures", "report_done", "tell_result", "verify")
    assert house.refused("close") == {"duty_relation"}
    assert house.did("close", by=person("cs_supervisor")).state == "closed"


def test_case_39_a_complainant_who_cannot_be_reached_is_not_waited_for() -> None:
    """Three attempts in vain count as having told the result; two do not."""
    house = given().in_progress().all_did("report_done", "record_attempt", "record_attempt")
    assert house.refused("verify") == {"result_not_told"}
    assert house.all_did("record_attempt", "verify", "close").state == "closed"


def test_a_promise_is_kept_before_the_archive() -> None:
    """An open promise holds the case back; a broken one is on record."""
    house = given().following_up().all_did("make_promise", "record_follow_up")
    assert house.refused("archive") == {"promises_open"}
    assert house.all_did("break_promise", "archive").state == "archived"


def test_a_late_dispatch_is_late() -> None:
    """Whatever time is written into the form, and whatever moment it is said to have happened at."""
    house = given().registered().all_did("classify", "open").later(minutes=11)
    form = house.filled("dispatch", dispatched_at=START.isoformat())
    house.desk.act(house.case_id, "dispatch", form, by=person("receptionist"), occurred_at=START)
    assert house.case.clock("hand_over").verdict == "late"


def test_completion_is_shown_by_photographs() -> None:
    """Where the policy asks for it."""
    house = given(completion_evidence=True).in_progress()
    assert house.refused("report_done", evidence=[]) == {"completion_evidence_missing"}
    assert house.did("report_done", evidence=[PHOTO]).state == "done_reported"


def test_a_major_complaint_goes_to_the_general_manager() -> None:
    """Passing it to the property manager is not enough; a minor one is not passed up at all."""
    house = given().registered().did("classify")
    assert house.refused("forward_to_superior") == {"not_to_be_passed_up"}
    house.did("classify", grade="major")
    assert house.refused("forward_to_superior", forwarded_to="property_manager") == {"not_high_enough"}
    house.did("forward_to_superior")
    assert house.case.clock("forward_up").verdict == "on_time"


def test_case_30_a_limit_begins_to_bind_with_the_grade() -> None:
    """Nothing is due while the grade is unknown; once it is known, the limit counts from reception."""
    house = given().registered().later(hours=1)
    assert house.case.clock("settle").due_at is None
    house.did("classify", grade="important")
    assert (house.case.clock("settle").due_at - START).days == 3
    house.did("classify", grade="major")
    assert (house.case.clock("settle").due_at - START).days == 10


def test_more_time_is_approved_by_whom_the_grade_says() -> None:
    """The property manager for a minor complaint, the general manager for an important one, nobody for a major one."""
    house = given().in_progress().did("request_extension")
    assert house.refused("approve_important_extension") == {"not_important"}
    house.did("approve_extension")
    assert house.case.fact("approved_limit") == "2026-10-10T01:00:00.000000Z"
    house.did("classify", grade="major").did("request_extension")
    assert house.refused("approve_major_extension") == {"nobody_approves"}
    assert house.did("refuse_extension").case.fact("requested_limit") is None


def test_grades_are_raised_by_anyone_and_lowered_by_a_superior() -> None:
    """Lowering is refused to the desk, and raising is no lowering."""
    house = given().registered().did("classify", grade="important")
    assert house.refused("classify", grade="minor") == {"lowered_only_by_superior"}
    assert house.refused("lower_classification", grade="major") == {"nothing_lowered"}
    assert house.did("lower_classification", grade="minor").case.fact("grade") == "minor"


def test_consent_cannot_be_forged() -> None:
    """Somebody who is not the office head cannot sign, and without the signature the case stays open."""
    house = given().close_pending(grade="major")
    house.desk.propose(house.case_id, "close_major", house.filled("close_major"), by=person("cs_staff"))
    with pytest.raises(Refused) as refusal:
        house.desk.sign(house.case_id, "close_major", by=person("cs_supervisor"))
    assert refusal.value.codes == {"sign_off_unknown"}
    assert "sign_off_missing" in house.refused("close_major")


def test_what_identifies_the_complainant_is_sealed() -> None:
    """Name, contact, address and unit stand in the journal as digests; a reader with a purpose sees them."""
    house = given().registered()
    values = house.desk.journal(house.case_id)[0].form["values"]
    assert {name for name, value in values.items() if isinstance(value, dict) and "sealed" in value} == {
        "complainant_name", "contact", "unit",
    }  # fmt: skip
    read = house.desk.journal(house.case_id, by=person("cs_supervisor"), purpose="call back")[0].form["values"]
    assert read["complainant_name"] == "Mrs Li"


def test_nobody_closes_on_his_own_consent() -> None:
    """Whoever signed as office head does not close as customer service."""
    house, both = given().close_pending(grade="major"), Actor("both", ["office_head", "cs_staff"])
    house.desk.propose(house.case_id, "close_major", house.filled("close_major"), by=person("cs_staff"))
    house.desk.sign(house.case_id, "close_major", by=both)
    with pytest.raises(Refused) as refusal:
        house.desk.act(house.case_id, "close_major", by=both, expect=house.case.version)
    assert refusal.value.codes == {"consented_himself"}
