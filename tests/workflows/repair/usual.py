"""
The usual way of each action on a repair: who does it, and what stands in the form.

`now` stands for the instant it is done, `+2d` and `-1h` for two days later and an hour before.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

PHOTO = {"sha256": "0" * 64, "media_type": "image/jpeg", "size": 1024, "ref": "photos/1"}
SHEET = {"sha256": "1" * 64, "media_type": "application/pdf", "size": 2048, "ref": "sheets/1"}

FIXER = "hua"  # the repairer who is sent; every other person is called after the role held
RESIDENT = "li"

ABLE = {"skilled": True, "certified": True, "on_duty": True, "call_taken_by": "Wu"}
CLASS = {"danger": "none", "repair_class": "ordinary", "location": "in_unit", "component": "water"}
ACCEPTED = {
    **CLASS, "verified_how": "called_back", "verified_at": "now", "trade": "utilities", "cause": "wear",
    "warranty": "out",
}  # fmt: skip
QUOTE = {
    "plan_version": 1, "plan": "A new tap", "cost": "80.00", "expected_completion": "+1d", "payer": "owner",
    "payment_method": "Cash at the office", "price_list": "2026, line 7", "valid_until": "+3d",
}  # fmt: skip
PROMISE = {
    "promise": "tap", "reason": "The part is late", "explained_at": "now", "promised_at": "+2d",
    "within_authority": True,
}  # fmt: skip
DEFERRAL = {**PROMISE, "plan": "Wait for the new tap"}
AGAIN = {
    "findings": "Right he is", "orders": "Seal it", "assignee": FIXER, "planned_arrival": "+2h", **ABLE,
}  # fmt: skip
FAULT = {"fault": "drain"}
OVERRUN = {"milestone": "complete_ordinary", "late_by": "one day"}
RESCUE = {"on_site_at": "now", "contractor_called_at": "now"}

USUAL: dict[str, tuple[str, dict[str, Any]]] = {
    # Intake
    "register": (
        "receptionist",
        {"channel": "phone", "reported_at": "now", "content": "The tap drips", "place": "Building 3", "unit": "3-502",
         "reporter_id": RESIDENT, "resident_id": RESIDENT, "reporter_name": "Mrs Li", "contact": "138 0000 0000"},
    ),
    "raise_from_finding": (
        "patroller",
        {"origin": "patrol", "found_at": "now", "content": "A lamp is out", "place": "Stair 2", "source_record": "P-7"},
    ),
    "raise_from_sensor": (
        "automation",
        {"found_at": "now", "content": "Rope worn", "place": "Lift 2", "source_record": "rope 2", "reading": 91,
         "limit": 80},
    ),
    "spawn_from_complaint": (
        "cs_staff",
        {"reported_at": "now", "content": "The pump is worn", "place": "Building 3", "reporter_id": RESIDENT,
         "resident_id": RESIDENT, "liability": "The company"},
    ),
    "request_clarification": ("receptionist", {"questions": "Which tap?", "asked_at": "now"}),
    "record_attempt": ("receptionist", {"tried_at": "now", "method": "telephone"}),
    "classify": ("receptionist", CLASS),
    "lower_class": ("repair_supervisor", CLASS),
    "redirect": (
        "receptionist",
        {"reason": "Not ours", "target": "outside_body", "suggestion": "Call the water works", "explained_at": "now",
         "customer_accepts": True},
    ),
    "redirect_from_site": (
        "repair_supervisor",
        {"reason": "Not ours", "target": "outside_body", "suggestion": "Call the water works", "explained_at": "now",
         "customer_accepts": True},
    ),
    "merge_into": (
        "cs_supervisor", {"same_component": True, "same_place": True, "same_unit": True, "reason": "Called twice"}
    ),
    "add_co_reporter": ("receptionist", {"co_reporter": "wang", "reported_at": "now"}),
    "cancel": (
        "receptionist",
        {"reason": "withdrawn", "statement": "Let it be", "stated_at": "now", "leaves_no_hazard": True},
    ),
    "cancel_by_supervisor": (
        "cs_supervisor",
        {"reason": "entered_in_error", "statement": "A test", "decided_at": "now", "leaves_no_hazard": True},
    ),
    "resolve_on_spot": (
        "patroller",
        {"work_done": "Tightened", "done_by": "patroller", "completed_at": "now", "location": "in_unit",
         "cause": "wear", "within_means": True, "evidence": [PHOTO]},
    ),
    # Orders and visits
    "open": ("receptionist", ACCEPTED),
    "verify_report": ("receptionist", {**ACCEPTED, "danger": "property", "repair_class": "urgent"}),
    "dispatch": ("dispatcher", {"assignee": FIXER, "order": "Tap, call 138", "planned_arrival": "+2h", **ABLE}),
    "dispatch_bindingly": (
        "repair_supervisor", {"assignee": FIXER, "order": "Tap, call 138", "planned_arrival": "+2h", **ABLE}
    ),
    "dispatch_emergency": (
        "receptionist",
        {"danger": "property", "location": "in_unit", "leader": "repair_supervisor", "assignee": FIXER,
         "response_started_at": "now", "resident_told_at": "now"},
    ),
    "return_order": ("dispatcher", {"reason": "wrong_trade", "asked_by": FIXER, "proposed_trade": "home"}),
    "reassign": ("dispatcher", {"assignee": "jun", "reason": "On leave", **ABLE}),
    "acknowledge_order": (FIXER, {"received_at": "now"}),
    "agree_appointment": ("dispatcher", {"planned_arrival": "+3h", "possible": True}),
    "arrive": (FIXER, {"arrived_at": "now", "admitted_by": "Mrs Li", "identified": True}),
    "fail_access": (FIXER, {"attempted_at": "now", "reason": "absent", "proof": [PHOTO]}),
    "rebook_visit": ("dispatcher", {"planned_arrival": "+1d", "confirmed": True}),
    "enter_by_key": (
        FIXER,
        {"key_loan": "K-1", "witness": "security_room", "entered_at": "now", "resident_consents": True,
         "resident_told_at": "now"},
    ),
    "enter_in_danger": (
        FIXER, {"emergency": "Water runs down", "witness": "security_room", "entered_at": "now",
                "resident_told_at": "now"},
    ),
    "leave": (FIXER, {"left_at": "now"}),
    "link_key_loan": (
        "key_keeper",
        {"key_loan": "K-1", "purpose": "repair", "key_number": "502", "lent_at": "now", "expected_return": "+1d",
         "borrower": FIXER, "signed": True},
    ),
    "return_key": ("key_keeper", {"key_loan": "K-1", "returned_at": "now", "complete": True}),
    "report_key_loss": ("key_keeper", {"key_loan": "K-1", "lost_at": "now", "memo": "Lost on the way"}),
    # Work
    "present_quote": (FIXER, QUOTE),
    "revise_quote": (FIXER, {**QUOTE, "plan_version": 2}),
    "record_consent": (
        "property_assistant",
        {"plan_version": 1, "agreed_charge": "80.00", "agreed_completion": "+1d", "consenter": "owner",
         "consented_at": "now", "mode": "signature", "proof": [SHEET]},
    ),
    "approve_plan": ("office_head", {"plan_version": 1, "agreed_completion": "+1d"}),
    "decline_quote": ("property_assistant", {"plan_version": 1, "statement": "Too dear"}),
    "decline_change": ("property_assistant", {"plan_version": 2, "statement": "As it was"}),
    "start_work": (
        FIXER, {"started_at": "now", "basis": "no_consent_needed", "plan": "A new lamp", "done_by": "+1d"}
    ),
    "make_safe": (
        FIXER,
        {"measure": "Valve shut", "made_safe_at": "now", "residual_risk": "No water", "next_check_at": "+1d"},
    ),
    "record_safe_measure": ("receptionist", {"measure": "Main valve shut", "taken_at": "now"}),
    "plan_check": ("repair_supervisor", {"next_check_at": "+1d"}),
    "record_check": ("repair_supervisor", {"checked_at": "now", "finding": "Dry"}),
    "record_rescue": ("repair_supervisor", RESCUE),
    "issue_rescue_report": ("repair_supervisor", {"report": [SHEET], "finding": "Sound"}),
    "wait_for_part": (
        "repair_supervisor",
        {"part": "Tap", "quantity": 1, "ordered_at": "now", "supplier": "Makers", "next_check_at": "+1d",
         "resident_told_at": "now"},
    ),
    "part_arrived": (
        "repair_supervisor",
        {"arrived_at": "now", "visit_at": "+2h", "basis": "consent_on_file", "plan_version": 1},
    ),
    "hand_to_external": (
        "repair_supervisor",
        {"party": "contractor", "party_name": "Pipes Ltd", "ground": "no_own_skill", "handed_at": "now",
         "tracker_id": "track", "agreed_time": "+2d", "resident_told_at": "now"},
    ),
    "external_returned": ("repair_supervisor", {"reason": "Out of warranty"}),
    "external_done": (
        "repair_supervisor",
        {"result": "Sealed", "completed_at": "now", "looked_at": True, "evidence": [PHOTO]},
    ),
    "defer": ("repair_supervisor", DEFERRAL),
    "defer_endorsed": ("repair_supervisor", {**DEFERRAL, "report": [SHEET]}),
    "resume_plan": (
        "dispatcher", {"reason": "It is here", "assignee": FIXER, "order": "Tap", "planned_arrival": "+2h", **ABLE}
    ),
    "report_done": (
        FIXER,
        {"work_done": "New tap", "completed_at": "now", "outcome": "repaired", "cause": "wear", "self_checked": True,
         "precautions": "Do not force it", "evidence": [PHOTO]},
    ),
    # Acceptance and closing
    "sign_off": (
        "receptionist",
        {"checked_at": "now", "signed_at": "now", "signed_by": "Mrs Li", "mode": "paper", "satisfied": True,
         "solved": True, "record_given": True, "sheet": [SHEET]},
    ),
    "accept_without_resident": (
        "checker",
        {"basis": "staff", "accepted_at": "now", "finding": "Tight", "solved": True, "told_at": "now",
         "evidence": [PHOTO]},
    ),
    "accept_deemed": (
        "cs_staff", {"accepted_at": "now", "finding": "Tight", "solved": True, "evidence": [SHEET]}
    ),
    "refuse_acceptance": ("receptionist", {"statement": "It still drips", "refused_at": "now"}),
    "fail_check": ("checker", {"statement": "It still drips", "refused_at": "now"}),
    "order_rework": ("superior_supervisor", AGAIN),
    "order_rework_after_check": ("repair_supervisor", AGAIN),
    "uphold_work": (
        "superior_supervisor",
        {"findings": "It is tight", "reasons": "Measured twice", "dissent": "Still drips", "told_at": "now",
         "completed_at": "now", "photos": [PHOTO]},
    ),
    "report_completion": ("provider_department", {"called_at": "now", "taken_by": "Wu"}),
    "deliver_copy": ("provider_department", {"delivered_at": "now", "copy": [SHEET]}),
    "note_payment": ("finance", {"paid": "80.00", "paid_at": "now", "receipt": "R-1"}),
    "open_arrears": ("finance", {"arrears_case": "QF-1", "amount": "80.00"}),
    "link_new_fault": (FIXER, FAULT),
    "open_linked_case": ("cs_staff", {**FAULT, "new_case_id": "BX-000099"}),
    "settle_linked_fault": ("cs_staff", {**FAULT, "result": "Cleared"}),
    "close": (
        "cs_staff",
        {"final_result": "A new tap", "repaired_at": "now", "closed_at": "now", "charge": "80.00",
         "fee_status": "paid", "copy_received_at": "now", "liability": "The owner"},
    ),
    "record_review": ("cs_supervisor", {"review_id": "2026-Q4", "decision": "Try again"}),
    "close_unresolved": (
        "cs_staff",
        {"review_id": "2026-Q4", "reason": "No longer made", "final_result": "Not repaired", "closed_at": "now",
         "signature": "Customer service", "resident_told_at": "now"},
    ),
    # Aftercare
    "assign_follow_up": ("cs_supervisor", {"assignee": "receptionist", "method": "phone", "due_at": "+3d"}),
    "archive_without_follow_up": ("automation", {"reason": "not_sampled"}),
    "record_follow_up": (
        "cs_staff", {"visited_at": "now", "method": "phone", "follow_up_result": "satisfied"}
    ),
    "record_recurring_visit": ("cs_staff", {"visited_at": "now", "visitor": "cs_staff", "finding": "Tight"}),
    "send_survey": ("automation", {"sent_at": "now"}),
    "record_survey": (
        "automation", {"answered_at": "now", "solution": 90, "speed": 80, "attitude": 100, "survey_score": 90}
    ),
    "reopen": ("cs_supervisor", {"reason": "It drips again", "same_fault": True}),
    "archive": ("cs_supervisor", {"opinion": "In order"}),
    # Beside the way
    "answer_reporter": ("receptionist", {"answered_at": "now", "status": "Somebody comes"}),
    "tell_result": (
        "receptionist",
        {"told_at": "now", "told_whom": "Mr Wang", "repair_time": "Today", "repairer_named": "Hua", "quality": "Good"},
    ),
    "report_progress": (FIXER, {"progress": "Half way"}),
    "report_emergency_progress": (
        FIXER, {"progress": "The valve is shut", "photos": [PHOTO], "resident_told_at": "now"}
    ),
    "make_promise": ("cs_staff", PROMISE),
    "make_further_promise": ("office_head", PROMISE),
    "fulfil_promise": ("cs_staff", {"promise": "tap"}),
    "break_promise": ("cs_supervisor", {"promise": "tap"}),
    "check_warranty": (
        "property_assistant",
        {"warranty": "out", "component": "water", "started_at": "2020-01-01T00:00:00+08:00",
         "ends_at": "2022-01-01T00:00:00+08:00"},
    ),
    "decide_fee": ("property_assistant", {"item": "F8", "payer": "owner", "cause": "wear"}),
    "request_approval": ("repair_supervisor", {"report": [SHEET], "cost": "9000.00"}),
    "record_petition_answer": (
        "office_head", {"petition": "YWH-1", "approved": True, "answered_at": "now", "letter": [SHEET]}
    ),
    "join_group": ("cs_supervisor", {"why": "The same valve"}),
    "escalate": ("cs_supervisor", {"to": "office_head", "why": "Beyond us"}),
    "escalate_to_developer": ("repair_supervisor", {"condition": "e6", "grounds": "She lets nobody in"}),
    "decline_escalation": ("office_head", {"condition": "e6", "reason": "She will let us in"}),
    "record_dispute": ("receptionist", {"matter": "blocked", "statement": "First the money"}),
    "settle_dispute": ("receptionist", {"matter": "blocked", "how": "Agreed"}),
    "start_coordination": ("cs_supervisor", {"coordination_began": "now", "with_whom": "The developer"}),
    "record_mediation": ("property_assistant", {"held_at": "now", "result": "In vain"}),
    "note_renovation_delay": ("receptionist", {"renovation": "ZX-1", "delayed_since": "now"}),
    "record_claim": ("receptionist", {"claim": "A wet floor", "claimed_at": "now"}),
    "open_breach_complaint": ("cs_staff", {"complaint": "TS-000001", "why": "Came late"}),
    "urge": ("cs_staff", {"target": "Works"}),
    "alert_overrun": ("automation", OVERRUN),
    "acknowledge_overrun": ("repair_supervisor", OVERRUN),
    "shift_handover": ("receptionist", {"to_person": "nightshift", "items": "Call back"}),
    "audit": ("qa_department", {"checks": ["response time"], "passed": True}),
    "correct_record": (
        "cs_staff", {"field": "place", "old": "Building 3", "new": "Building 4", "reason": "Misheard"}
    ),
}  # fmt: skip
"""Who usually does each action, and with what."""

SIGNERS = {
    "enter_in_danger": "office_head",
    "defer_endorsed": "office_head",
    "accept_deemed": "office_head",
    "uphold_work": "headquarters",
    "close_unresolved": "office_head",
}

_LATER = re.compile(r"([+-])(\d+)([dh])")


def told_at(value: Any, now: datetime) -> Any:
    """A value of a form with its instants worked out."""
    if value == "now":
        return now.isoformat()
    found = _LATER.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return value
    sign, number, unit = found.groups()
    length = timedelta(**{"days" if unit == "d" else "hours": int(number)})
    return (now + length if sign == "+" else now - length).isoformat()
