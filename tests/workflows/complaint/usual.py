"""
The usual way of each action on a complaint: who does it, and what stands in the form.
"""

from __future__ import annotations

from typing import Any

PHOTO = {"sha256": "0" * 64, "media_type": "image/jpeg", "size": 1024, "ref": "photos/1"}
SHEET = {"sha256": "1" * 64, "media_type": "application/pdf", "size": 2048, "ref": "sheets/1"}

HANDLER = "hua"  # the handler in the department; every other person is called after the role held

CONTACT = {"contact_person": "Mrs Li", "address": "Building 3, flat 502", "phone": "138 0000 0000"}

MEASURES = {
    "findings": "The pump is worn", "root_cause": "No spare was kept", "measures": "A new pump", "track": "non_repair",
    "expected_completion_at": "2026-09-30T10:00:00+08:00", "owner_consent": "agreed", "decided_by": "Head of works",
}  # fmt: skip

CLOSING = {"final_result": "The water runs again", "signature": "Customer service"}

STALLING = {
    "reason": "The part is no longer made", "tried_measures": "Asked three makers", "plan": "Wait for the new series",
    "explanation_to_owner": "Explained on the telephone", "resume_check_at": "2026-12-01T09:00:00+08:00",
}  # fmt: skip

REPLY = {"reply": "It is being mended", "replied_at": "now"}
INQUIRY = {"findings": "The pump is worn", "root_cause": "No spare was kept", "inquired_at": "now"}
RECEIPT = {"departments": ["works"], "received_at": "now", "signature": "Wu"}
EXTENSION = {"approved_limit": "2026-10-10T09:00:00+08:00", "reason": "The part is late"}
OVERRUN = {"milestone": "settle", "late_by": "one day"}

USUAL: dict[str, tuple[str, dict[str, Any]]] = {
    "register": (
        "receptionist",
        {
            "channel": "phone", "received_at": "now", "narrative": "No water since the morning", "demand": "Water",
            "complainant_id": "owner", "contact": "138 0000 0000", "unit": "3-502", "complainant_name": "Mrs Li",
        },
    ),
    "register_internal_finding": (
        "staff",
        {
            "finder": "Guard", "found_at": "now", "place": "Gate 2", "narrative": "The gate is loose",
            "dispatcher_notified_at": "now",
        },
    ),
    "raise_pre_complaint": (
        "automation", {"sensor": "rope 2", "reading": 91, "limit": 80, "place": "Lift 2"}
    ),
    "dismiss_alert": ("cs_supervisor", {"reason": "The sensor is broken", "evidence": [PHOTO]}),
    "tell_process": ("receptionist", {"told_at": "now"}),
    "start_clarification": (
        "cs_staff", {"questions": "Which pipe?", "asked": "Works", "due_at": "2026-09-28T12:00:00+08:00"}
    ),
    "request_ruling": ("cs_staff", {"question": "Is it ours?", "asked_to": "cs_supervisor"}),
    "rule_clarify": (
        "cs_supervisor",
        {"reason": "Unclear", "questions": "Whose pipe?", "due_at": "2026-09-28T12:00:00+08:00"},
    ),
    "waive_contact": ("cs_supervisor", {"reason": "Left no name"}),
    "name_respondent": ("cs_staff", {"respondent_id": "guard-7"}),
    "classify": (
        "receptionist", {"nature": "valid", "content": "equipment", "grade": "minor", "level": "II"}
    ),
    "lower_classification": (
        "cs_supervisor", {"nature": "valid", "content": "equipment", "grade": "minor", "level": "II"}
    ),
    "explain_only": (
        "receptionist",
        {"explanation": "Cleaning of the tank", "explained_at": "now", "customer_accepts": True,
         "no_follow_up_needed": True},
    ),
    "rule_explain_only": (
        "cs_supervisor",
        {"explanation": "Cleaning of the tank", "explained_at": "now", "customer_accepts": True,
         "no_follow_up_needed": True},
    ),
    "archive_explained": ("automation", {}),
    "merge_duplicate": (
        "cs_supervisor", {"same_complainant": True, "same_matter": True, "reason": "Called twice"}
    ),
    "open": ("receptionist", {"condition": "a", "opened_at": "now", "content": "No water", **CONTACT}),
    "rule_open": ("cs_supervisor", {"condition": "c", "opened_at": "now", "content": "No water", **CONTACT}),
    "accept_alert": ("dispatcher", {"opened_at": "now", "content": "Worn rope"}),
    "convert_to_valid": (
        "cs_staff", {"reason": "Came back on it", "opened_at": "now", "grade": "important", **CONTACT}
    ),
    "open_emergency": ("receptionist", {"reason": "A burst pipe", "opened_at": "now", **CONTACT}),
    "dispatch": (
        "receptionist",
        {"departments": ["works"], "responsible": HANDLER, "track": "non_repair", "dispatched_at": "now",
         "expected_completion_at": "2026-09-29T18:00:00+08:00"},
    ),
    "assign_bindingly": (
        "cs_supervisor",
        {"departments": ["works"], "responsible": HANDLER, "track": "non_repair", "dispatched_at": "now",
         "expected_completion_at": "2026-09-29T18:00:00+08:00"},
    ),
    "sign_receipt": ("department_receiver", RECEIPT),
    "sign_further_receipt": ("department_receiver", RECEIPT),
    "record_receipt_late": ("department_receiver", RECEIPT),
    "reject_dispatch": (
        "department_head", {"departments": ["works"], "reason": "Not ours", "proposed_department": "gardens"}
    ),
    "respond_emergency": (
        "repair_supervisor", {"leader": HANDLER, "track": "non_repair", "response_started_at": "now",
         "expected_completion_at": "2026-09-28T18:00:00+08:00"},
    ),
    "record_response_start": ("repair_supervisor", {"response_started_at": "now"}),
    "record_rescue": ("site_leader", {"on_site_at": "now"}),
    "issue_rescue_report": ("repair_supervisor", {"report": [SHEET], "finding": "Sound"}),
    "reassign": ("department_head", {"new_handler": "jun", "reason": "On leave"}),
    "assign_co_handlers": ("duty_manager", {"departments": ["gardens"]}),
    "co_handler_done": ("department_head", {"departments": ["gardens"]}),
    "record_inquiry": ("department_head", INQUIRY),
    "record_inquiry_late": ("department_head", INQUIRY),
    "propose_measures": ("department_head", {"measures": "A new pump", "time_needed": "Two days"}),
    "record_consent": ("department_head", {"owner_consent": "agreed", "said_at": "now"}),
    "adopt_measures": ("department_head", MEASURES),
    "adopt_important_measures": ("department_head", MEASURES),
    "adopt_major_measures": ("department_head", MEASURES),
    "report_progress": ("department_head", {"progress": "Half way"}),
    "report_emergency_progress": (
        "repair_supervisor", {"progress": "The valve is shut", "photos": [PHOTO], "owner_told_at": "now"}
    ),
    "spawn_repair_order": ("cs_staff", {"order": "WX-1"}),
    "child_finished": ("cs_staff", {"order": "WX-1"}),
    "hand_to_external": (
        "office_head",
        {"external_party": "Developer", "reason_code": "developer_must_act", "handed_at": "now", "tracker_id": "track"},
    ),
    "external_returned": ("cs_supervisor", {"reason": "Out of warranty", "track": "non_repair"}),
    "external_done": ("cs_supervisor", {"result": "Sealed", "completed_at": "now", "evidence": [PHOTO]}),
    "declare_stalled": ("department_head", STALLING),
    "resume": ("department_head", {"reason": "The part has come"}),
    "report_done": (
        "department_head",
        {"process_record": "Pump replaced", "completed_at": "now", "outcome": "solved", "evidence": [PHOTO]},
    ),
    "tell_result": ("receptionist", {"told_at": "now", "result": "The water runs again"}),
    "return_form": ("department_head", {"returned_at": "now"}),
    "verify": (
        "receptionist",
        {"finding": "Seen on the spot", "verified_at": "now", "proved_true": True, "closing_basis": "b",
         "vouchers": [SHEET]},
    ),
    "verify_by_manager": (
        "centre_manager",
        {"finding": "Seen on the spot", "verified_at": "now", "proved_true": True, "closing_basis": "b",
         "vouchers": [SHEET]},
    ),
    "verification_failed": ("receptionist", {"finding": "Still drips"}),
    "owner_dissatisfied": ("cs_staff", {"statement": "It still drips", "said_at": "now"}),
    "order_rework": ("superior_supervisor", {"review": "Right he is", "orders": "Seal it"}),
    "order_rework_elsewhere": (
        "superior_supervisor", {"review": "Right he is", "orders": "Seal it", "new_handler": "jun"}
    ),
    "uphold_result": (
        "superior_supervisor",
        {"review": "It is tight", "reasons": "Measured twice", "proved_true": True, "vouchers": [SHEET]},
    ),
    "stall_after_review": ("superior_supervisor", {**STALLING, "review": "Nothing can be done for now"}),
    "link_problem": ("department_head", {"problem": "drain"}),
    "open_linked_case": ("cs_staff", {"problem": "drain", "new_case_id": "TS-000099"}),
    "settle_linked_problem": ("cs_staff", {"problem": "drain", "result": "Cleared"}),
    "block_close": ("cs_staff", {"problem": "drain"}),
    "close": ("cs_staff", {**CLOSING, "closed_at": "now"}),
    "close_major": ("cs_staff", {**CLOSING, "closed_at": "now"}),
    "call_review": ("cs_supervisor", {"review_id": "2026-Q4"}),
    "quarterly_keep": (
        "office_head",
        {"review_id": "2026-Q4", "reason": "Try again", "resume_check_at": "2027-03-01T09:00:00+08:00"},
    ),
    "quarterly_close": ("cs_staff", {**CLOSING, "closed_at": "now", "review_id": "2026-Q4"}),
    "assign_follow_up": (
        "cs_supervisor",
        {"assignee": "receptionist", "led_by": "cs_supervisor", "method": "phone",
         "due_at": "2026-10-03T18:00:00+08:00"},
    ),
    "archive_without_complainant": ("automation", {}),
    "revive": ("office_head", {"reason": "The part is made again"}),
    "send_survey": ("automation", {"sent_at": "now", "channel": "sms"}),
    "record_survey": (
        "automation",
        {"answered_at": "now", "solution": 90, "speed": 80, "attitude": 100, "survey_score": 90},
    ),
    "expire_survey": ("automation", {}),
    "record_follow_up": (
        "receptionist", {"visited_at": "now", "method": "phone", "follow_up_result": "satisfied"}
    ),
    "low_satisfaction": ("cs_supervisor", {"failed_items": "Speed"}),
    "finish_look_back": ("cs_staff", {"contact": "Telephoned", "finding": "Drips", "remedy": "Sealed"}),
    "reopen": ("office_head", {"reason": "Not really solved"}),
    "archive": ("cs_supervisor", {"reported_in": "2026-09"}),
    "archive_with_dissent": ("cs_supervisor", {"dissent": "Still thinks it drips", "reason": "Measured three times"}),
    "sum_up": ("cs_staff", {"cause": "Wear", "lesson": "Keep spares", "prevention": "Yearly check"}),
    "record_contact": ("receptionist", {"contacted_at": "now", "details": "Telephoned"}),
    "record_attempt": ("receptionist", {"tried_at": "now", "method": "telephone"}),
    "definite_reply": ("office_head", REPLY),
    "reply": ("cs_staff", REPLY),
    "note_withdrawal": ("cs_staff", {"statement": "Let it be", "said_at": "now"}),
    "record_authority_verification": (
        "cs_staff", {"authority": "Housing bureau", "reference": "2026/17", "verified_at": "now"}
    ),
    "forward_to_superior": ("cs_supervisor", {"forwarded_to": "general_manager", "forwarded_at": "now"}),
    "escalate": ("cs_supervisor", {"to": "office_head", "cause": "Beyond us"}),
    "upgrade_to_major": ("automation", {}),
    "alert_overrun": ("automation", OVERRUN),
    "acknowledge_overrun": ("department_head", OVERRUN),
    "urge": ("cs_staff", {"target": "Works"}),
    "request_extension": (
        "department_head", {"new_limit": "2026-10-10T09:00:00+08:00", "reason": "The part is late"}
    ),
    "approve_extension": ("property_manager", EXTENSION),
    "approve_important_extension": ("general_manager", EXTENSION),
    "approve_major_extension": ("general_manager", EXTENSION),
    "refuse_extension": ("property_manager", {"reason": "No"}),
    "make_promise": (
        "cs_staff",
        {"promise": "call", "wording": "We call on Friday", "due_at": "2026-10-02T18:00:00+08:00",
         "within_authority": True},
    ),
    "fulfil_promise": ("cs_staff", {"promise": "call"}),
    "break_promise": ("cs_supervisor", {"promise": "call"}),
    "form_task_force": (
        "office_head",
        {"issue": "Water", "leader": "chen", "members": ["wu"], "owners_affected": 301, "owners_in_all": 600},
    ),
    "join_mass_case": ("office_head", {"issue": "Water"}),
    "publish_measure": ("office_head", {"wording": "The tank is cleaned on Friday", "no_personal_data": True}),
    "shift_handover": ("receptionist", {"to_person": "nightshift", "items": "Call back"}),
    "start_nonconformity": ("property_manager", {"corrective_action_id": "CA-1"}),
    "audit_ticket": ("qa_department", {"checks": ["response time"], "passed": True}),
    "disclose": ("cs_staff", {"reader": "Owners' committee", "purpose": "Review", "parts": ["narrative"]}),
    "correct_record": (
        "cs_staff", {"field": "place", "old": "Building 3", "new": "Building 4", "reason": "Misheard"}
    ),
}  # fmt: skip
"""Who usually does each action, and with what; `now` stands for the instant it is done."""

SIGNERS = {
    "adopt_important_measures": "property_manager",
    "adopt_major_measures": "general_manager",
    "declare_stalled": "cs_supervisor",
    "uphold_result": "office_head",
    "close_major": "office_head",
    "quarterly_close": "office_head",
    "archive_with_dissent": "office_head",
}
