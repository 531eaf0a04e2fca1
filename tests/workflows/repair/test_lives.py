"""Repairs as they go: the ordinary ways on paper, doors that stay shut, keys, rework by somebody else, urging."""

from __future__ import annotations

from typing import Any

import pytest
from tests.workflows.repair.lives import House, given
from tests.workflows.repair.plots import LARGE, PUBLIC, STRICT, URGENT
from tests.workflows.repair.usual import FIXER

from propflow import Actor

PAPER: dict[str, tuple[str, dict[str, Any], tuple[Any, ...], str]] = {
    "notice is enough": (
        "repair_30min_24h", {},
        ("register", "open", "dispatch", "arrive", "start_work", "report_done",
         ("accept_without_resident", {"basis": "notice"}), ("close", {"charge": "0", "fee_status": "free"}),
         ("archive_without_follow_up", {"reason": "not_asked"})), "archived",
    ),
    "urgent, staff accept": (
        "repair_three_priorities", {},
        ("register", "dispatch_emergency", "arrive", "make_safe", ("start_work", {"basis": "danger"}), "verify_report",
         "report_done", "accept_without_resident", ("close", {"charge": "0", "fee_status": "free"}),
         ("archive_without_follow_up", {"reason": "not_asked"})), "archived",
    ),
    "unclear report, contractor": (
        "repair_clarify_first", {},
        ("register", "request_clarification", "open", "hand_to_external", "external_done", "sign_off",
         ("close", {"charge": "0", "fee_status": "free"}), ("archive_without_follow_up", {"reason": "not_asked"})),
        "archived",
    ),
    "not done the same day": (
        "maintenance_department", {},
        ("register", "open", "dispatch", "arrive", "start_work", "make_safe", "defer", "resume_plan", "arrive",
         "start_work", "report_done", "fulfil_promise", "sign_off", ("close", {"charge": "0", "fee_status": "free"}),
         ("archive_without_follow_up", {"reason": "not_asked"})), "archived",
    ),
    "urgent at night, signed, call in three days": (
        "repair_own_use", {},
        ("register", "dispatch_emergency", "arrive", "make_safe", "defer", "resume_plan", "arrive", "verify_report",
         ("start_work", {"basis": "danger"}), "report_done", "fulfil_promise", "sign_off",
         ("close", {"charge": "0", "fee_status": "free"}), "assign_follow_up", "record_follow_up", "archive"),
        "archived",
    ),
    "quote, extra cost, consent again": (
        "repair_quote_first", {},
        ("register", "open", "dispatch", "arrive", "present_quote", "record_consent",
         ("present_quote", {"plan_version": 2, "cost": "90.00"}),
         ("record_consent", {"plan_version": 2, "agreed_charge": "90.00"}), "report_done", "sign_off",
         ("note_payment", {"paid": "90.00"}), ("close", {"charge": "90.00"}),
         ("archive_without_follow_up", {"reason": "not_asked"})), "archived",
    ),
    "quote declined": (
        "repair_quote_first", {},
        ("register", "open", "dispatch", "arrive", "present_quote", ("cancel", {"reason": "quote_declined"})),
        "cancelled",
    ),
    "self check, owner confirms": (
        "industrial_park", {},
        ("register", "open", "dispatch", "arrive", "start_work", "report_done",
         ("accept_without_resident", {"basis": "confirmed_contact"}), ("close", {"charge": "0", "fee_status": "free"}),
         ("archive_without_follow_up", {"reason": "not_asked"})), "archived",
    ),
    "developer's warranty, refused once": (
        "developer_aftersales", {"warranty": "in", "cause": "construction_defect"},
        ("register", "open", ("hand_to_external", {"ground": "warranty"}), "external_done", "refuse_acceptance",
         ("hand_to_external", {"ground": "warranty"}), "external_done", "sign_off",
         ("close", {"charge": "0", "fee_status": "free"}),
         ("archive_without_follow_up", {"reason": "not_asked"})), "archived",
    ),
    "dissatisfied, second disposal": (
        "quick_response", {},
        ("register", "open", "dispatch", "arrive", "start_work", "report_done", "refuse_acceptance", "order_rework",
         "arrive", "start_work", "report_done", "sign_off", ("close", {"charge": "0", "fee_status": "free"}),
         "assign_follow_up", "record_follow_up", "record_survey", "archive"), "archived",
    ),
    "patrol finding fixed on the spot": (
        "front_desk_manual", {},
        ("raise_from_finding", ("resolve_on_spot", {"location": "public_area", "done_by": FIXER}),
         ("accept_without_resident", {"basis": "office_check"}), ("close", {"charge": "0", "fee_status": "free"}),
         ("archive_without_follow_up", {"reason": "no_resident"})), "archived",
    ),
    "nobody home, key loan": (
        "front_desk_manual", {},
        ("register", "open", "dispatch", "fail_access", "rebook_visit", "fail_access", "link_key_loan", "enter_by_key",
         "start_work", "report_done", "leave", "return_key", "sign_off", "deliver_copy",
         ("close", {"charge": "0", "fee_status": "free"}), "assign_follow_up", "record_follow_up", "archive"),
        "archived",
    ),
    "part missing, then the follow-up fails": (
        "front_desk_manual", {},
        ("register", "open", "dispatch", "arrive", "present_quote", "record_consent", "wait_for_part", "part_arrived",
         "report_done", "sign_off", "note_payment", "close", "assign_follow_up",
         ("record_follow_up", {"follow_up_result": "failed"}), "reopen", "dispatch", "arrive", "start_work",
         "report_done", "sign_off", ("close", {"charge": "0", "fee_status": "free"}), "assign_follow_up",
         "record_follow_up", "archive"), "archived",
    ),
    "cannot be repaired": (
        "reception_training", {},
        ("register", "open", "dispatch", "arrive", "make_safe", "defer", "break_promise", "close_unresolved",
         ("archive_without_follow_up", {"reason": "not_asked"})), "archived",
    ),
}  # fmt: skip
"""The sample runs on paper, each under its manual: axes, steps, and where it ends."""

CAPPED = {"repair_three_priorities": "24 hours", "maintenance_department": "same_day"}
"""What a site fills in where a manual has a figure for ordinary repairs and none for urgent ones."""


@pytest.mark.parametrize("name", [*PAPER])
def test_the_sample_runs_of_the_paper(name: str) -> None:
    """Each goes through to its end under its own manual, and nothing in it breaks an invariant."""
    profile, axes, steps, end = PAPER[name]
    house = given(profile, complete_urgent=CAPPED.get(profile, "off"))
    for step in steps:
        action, changes = (step, {}) if isinstance(step, str) else step
        if action in ("register", "raise_from_finding"):
            house.registered(action)
        elif house.workflow.action(action).sign_offs:
            house.signed(action, **changes)
        else:
            house.did(action, **{**(axes if action == "open" else {}), **changes})
    assert house.state == end
    assert house.desk.verify().faults == ()


# Doors


def test_nobody_home_three_times() -> None:
    """Attempts are counted in a row; then no more are owed, and the supervisor may give it up, or it is deferred."""
    house = given(**STRICT).registered().all_did("open", "dispatch", "fail_access", "rebook_visit", "fail_access")
    assert house.refused("cancel_by_supervisor", reason="no_access") == {"attempts_left"}
    house.all_did("rebook_visit", "fail_access")
    assert house.refused("rebook_visit") == {"attempts_used_up"}
    assert house.did("cancel_by_supervisor", reason="no_access").state == "cancelled"


def test_once_inside_the_count_begins_anew() -> None:
    """Attempts in vain are counted in a row: whoever has been let in meanwhile may be tried as often again."""
    house = given(**STRICT).registered().all_did("open", "dispatch", "fail_access", "rebook_visit", "fail_access")
    house.all_did("rebook_visit", "arrive", "make_safe", "make_promise", "rebook_visit", "fail_access")
    assert house.case.fact("failed_visits") == 1
    assert house.did("rebook_visit").state == "dispatched"


def test_a_shut_door_before_others_trouble_is_no_end() -> None:
    """A fault that reaches others is not given up for a shut door: it is deferred by a plan, or handed on."""
    house = given(**STRICT).registered().did("open", scope="several").did("dispatch")
    house.all_did("fail_access", "rebook_visit", "fail_access", "rebook_visit", "fail_access")
    assert house.refused("cancel_by_supervisor", reason="no_access") == {"concerns_others"}
    assert house.did("defer").did("resume_plan").did("arrive").state == "on_site"


def test_a_visit_in_vain_counts_as_attendance_and_not_as_work() -> None:
    """Somebody was there in time; it is not done."""
    house = given("repair_quote_first").registered().all_did("open").did("dispatch").did("fail_access")
    assert house.verdict("arrival") == "on_time"
    assert house.case.fact("visits") is None


def test_two_people_and_a_lent_key() -> None:
    """The key was lent for this repair, the resident agrees to this visit; it comes back before the case ends."""
    house = given(**STRICT).registered().all_did("open", "dispatch", "fail_access", "link_key_loan")
    assert house.refused("enter_by_key", witness=FIXER, resident_consents=False) == {
        "witness_is_himself", "entry_not_consented",
    }  # fmt: skip
    house.did("enter_by_key").did("report_done", outcome="no_fault_found").did("sign_off")
    free: dict[str, Any] = {"charge": "0", "fee_status": "free"}
    assert house.refused("close", **free) == {"key_is_out"}
    house.did("report_key_loss")
    assert house.refused("close", **free) == {"still_inside"}
    assert house.did("leave").did("close", **free).state == "closed"


def test_a_danger_opens_a_door_with_the_office_heads_consent() -> None:
    """Only while it is open; and two people go in."""
    house = given(**STRICT).registered().did("open", **URGENT).all_did("dispatch", "fail_access")
    house.signed("enter_in_danger")
    assert (house.state, house.case.fact("entered_at") is not None) == ("on_site", True)


# Work


def test_an_assignee_cannot_decline() -> None:
    """There is no such act; whoever has the order neither returns nor reassigns it, whatever role he holds."""
    house = given(**STRICT).registered().all_did("open", "dispatch")
    declining = {one.name for one in house.workflow.actions if "decline" in one.name}
    assert declining == {"decline_quote", "decline_change", "decline_escalation"}
    both = Actor(FIXER, ["dispatcher", "repair_supervisor"])
    assert house.refused("return_order", both) == house.refused("reassign", both) == {"duty_relation"}


def test_rework_by_somebody_else() -> None:
    """Who asks for another repairer gets one; who does not may get the same."""
    house = given(**STRICT).in_progress().did("report_done").did("refuse_acceptance", wants_another=True)
    assert house.refused("order_rework") == {"same_repairer"}
    house.did("order_rework", assignee="jun")
    assert house.case.related("assignee") == "jun"
    same = given(**STRICT).in_progress().all_did("report_done", "refuse_acceptance", "order_rework")
    assert same.case.related("assignee") == FIXER


def test_rounds_come_to_an_end() -> None:
    """Twice it is done again; after that it is upheld, deferred or handed outside."""
    house = given(**STRICT).in_progress()
    for _ in range(2):
        house.all_did("report_done", "refuse_acceptance", "order_rework", "arrive")
    house.all_did("report_done", "refuse_acceptance")
    assert house.refused("order_rework") == {"reworks_used_up"}
    for way in ("defer", "hand_to_external"):
        assert way in house.desk.options(house.case_id, by=Actor("x", ["repair_supervisor"])).names
    assert house.signed("uphold_work").state == "signed_off"


def test_promises_come_to_an_end() -> None:
    """Two, each for a week at most; the next one is the office head's, or a deferral that he endorses."""
    house = given(**STRICT).in_progress().did("make_promise", promise="one").did("make_promise", promise="two")
    assert house.refused("make_promise", promise="three") == {"promises_used_up"}
    assert house.refused("defer", promise="three") == {"promises_used_up"}
    assert house.did("make_further_promise", promise="three").case.fact("open_promises") == ["one", "three", "two"]
    assert house.signed("defer_endorsed", promise="four").state == "deferred_with_plan"


def test_larger_work_waits_for_the_committee() -> None:
    """In public parts the fund pays: a petition fifteen days ahead, the committee's letter, the office head."""
    house = given("front_desk_manual", consent_before_work=True).registered()
    house.did("open", **PUBLIC, **LARGE).did("dispatch", call_taken_by="Wu").did("arrive")
    assert house.refused("start_work") == {"consent_is_needed"}
    house.did("present_quote", payer="fund")
    assert house.refused("approve_plan") == {"petition_not_granted"}
    house.did("make_safe").did("request_approval", petition="YWH-1", petitioned_at="now").did("record_petition_answer")
    house.later(days=15).did("make_promise").did("present_quote", plan_version=2, payer="fund")
    assert house.did("approve_plan", plan_version=2).state == "in_progress"


def test_pressing_for_an_end() -> None:
    """The desk, the first receiver, our tracker and the resident may urge; the supervisor of repairs hears of it."""
    house = given(**STRICT).registered().all_did("open", "dispatch")
    for who in (Actor("cs", ["cs_staff"]), Actor("receptionist"), Actor("li")):
        house.did("urge", who)
        assert [one["role"] for one in house.desk.journal(house.case_id)[-1].messages] == ["repair_supervisor"]
    assert house.refused("urge", Actor("stranger")) == {"role"}
    assert house.did("shift_handover").case.related("first_receiver") == "nightshift"
    house.did("urge", Actor("nightshift"))


def test_the_lift() -> None:
    """People trapped: rescuers in half an hour, the report in four hours, and nothing is done before it."""
    house = (
        given("quick_response")
        .registered("register", scenario="lift_entrapment")
        .did("dispatch_emergency", danger="person", location="public_facility")
    )
    due = house.due("rescue_on_site")
    assert due is not None
    assert (due - house.case.registered_at).total_seconds() == 1800
    house.later(minutes=20).did("record_rescue").all_did("arrive", "make_safe", "verify_report")
    house.did("start_work", basis="danger")
    assert house.refused("report_done") == {"rescue_report_missing"}
    house.later(hours=4).did("issue_rescue_report").did("report_done")
    assert (house.verdict("rescue_on_site"), house.verdict("rescue_report")) == ("on_time", "on_time")


def test_a_serious_fault_is_visited_again() -> None:
    """As often as the policy says, before it goes to the archive."""
    house = given(**{**STRICT, "serious_visits": 2, "serious_interval": "1 month"}).following_up(serious=True)
    house.all_did("record_follow_up", "record_survey", "record_recurring_visit")
    assert house.refused("archive") == {"visits_are_owed"}
    assert house.did("record_recurring_visit").did("archive").state == "archived"


def test_confidential_values_are_kept_apart() -> None:
    """Name and telephone of the reporter stand in no record, no notice and no fact."""
    house = given(**STRICT).following_up()
    text = " ".join(one.text for one in house.desk.journal(house.case_id))
    assert "138 0000 0000" not in text
    assert "Mrs Li" in text  # whoever signs for the work is named under it
    assert "reporter_name" not in house.case.facts


def who_did(house: House, action: str) -> str:
    """Who has done an action last."""
    return [one.actor for one in house.desk.journal(house.case_id) if one.action == action][-1]


def test_the_reporter_signs_by_himself() -> None:
    """Electronically, without any role; and there is no paper copy to wait for."""
    house = given(**STRICT).in_progress().did("report_done").did("sign_off", Actor("li"), mode="electronic")
    assert who_did(house, "sign_off") == "li"
    assert house.did("note_payment").did("close", copy_received_at=None).state == "closed"
