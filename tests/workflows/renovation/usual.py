"""
The usual way of each action on a renovation and its children: who does it, and what stands in the form.
"""

from __future__ import annotations

from typing import Any

PHOTO = {"sha256": "0" * 64, "media_type": "image/jpeg", "size": 1024, "ref": "photos/1"}
SHEET = {"sha256": "1" * 64, "media_type": "application/pdf", "size": 2048, "ref": "sheets/1"}

OWNER, LEAD, WORKER, THIRD = "owner-li", "lead-wang", "worker-1", "worker-2"
PAPERS = [
    "business_licence", "qualification_certificate", "tax_registration", "plan", "drawing_building",
    "drawing_plumbing", "drawing_electrical", "worker_list", "application_form", "heating_undertaking",
    "works_undertaking",
]  # fmt: skip
PEOPLE = {"id_copies": [LEAD, WORKER], "photos": [LEAD, WORKER]}

INSPECTED = {"finding": "As approved", "engineer": "Chen", "owner_signature": "Li", "form": [SHEET]}
EXTENDED = {"valid_until": "+120", "reason": "Tiles came late", "applied_by": "owner", "late_reason": "We were away"}
VIOLATION = {"kind": "load_bearing", "found": "A wall is cut", "rectify_by": "+7", "photos": [PHOTO]}
NOTICE = {"kind": "leak", "found": "The ceiling below is wet", "rectify_by": "+7", "photos": [PHOTO]}
RETURNED = {"reason": "Changed their minds", "vouchers": ["V-1"]}

MAIN: dict[str, tuple[str, dict[str, Any]]] = {
    "register": (
        "cs_staff",
        {
            "unit": "3-502", "rooms": 3, "owner_id": OWNER, "owner_present": True, "identity_checked": True,
            "phone": "138 0000 0000", "contractor": "Solid Works Ltd", "contractor_lead_id": LEAD,
            "lead_present": True, "workers": [LEAD, WORKER], "works": "New kitchen", "papers": PAPERS, **PEOPLE,
        },
    ),
    "submit_application": (
        "cs_staff", {"owner_present": True, "lead_present": True}
    ),
    "return_incomplete": ("cs_staff", {"missing": ["plan"]}),
    "supplement": (OWNER, {"papers": ["plan"]}),
    "sign_agreement": ("cs_staff", {"agreement_number": "XY-1", "document": [SHEET]}),
    "accept_and_send": (
        "cs_staff",
        {"grille_uniform": True, "air_conditioner_uniform": True, "watertightness": "tested", "carried_by": "Sun"},
    ),
    "approve": (
        "engineering_department",
        {"revision": 1, "criteria_met": True, "opinion": "Nothing against it", "signature": "Chen"},
    ),
    "reject": ("engineering_department", {"reasons": "The beam", "signature": "Chen"}),
    "receive_file_back": ("cs_staff", {"received_at": "now", "complete": True}),
    "revise": (OWNER, {"revision": 2, "changes": "The beam stays", "drawings": [SHEET]}),
    "withdraw": (OWNER, RETURNED),
    "lapse": ("centre_manager", RETURNED),
    "take_contractor_fees": (
        "finance_department",
        {
            "payer_id": LEAD, "management_fee": "300.00", "management_receipt": "R-1", "permits": 1,
            "permit_fees": "10.00", "permit_receipt": "R-2", "passes": 2, "pass_fees": "20.00", "pass_receipt": "R-3",
            "contractor_paid": "330.00",
        },
    ),
    "take_owner_fees": ("finance_department", {"payer_id": OWNER, "owner_paid": "60.00", "waste_receipt": "R-4"}),
    "pay_fees": ("finance_department", {}),
    "open": ("cs_staff", {"permit_number": "XK-1", "valid_until": "+80"}),
    "extend": (OWNER, EXTENDED),
    "extend_late": (OWNER, EXTENDED),
    "works_expired": ("system", {}),
    "add_workers": (
        LEAD,
        {
            "workers": [THIRD], "permit_number": "XK-1", "own_pass": "the lead's", "id_copies": [THIRD],
            "photos": [THIRD], "pass_fees": "10.00", "pass_receipt": "R-9",
        },
    ),
    "authorise_overnight": (
        OWNER,
        {
            "workers_for": "guard_materials", "handwritten": True, "guarantee": [SHEET],
            "stays": [f"2026-10-10 {WORKER}"],
        },
    ),
    "grant_hot_work": (
        "engineering_department",
        {
            "hot_work_until": "+1", "place": "Balcony", "work": "Welding", "fire_watch": "Zhou",
            "precautions": "Two extinguishers",
        },
    ),
    "end_hot_work": ("security_guard", {}),
    "log_patrol": ("security_guard", {"patrolled_at": "now", "progress": "Tiles are being laid", "workers_seen": 2}),
    "miss_patrol": ("system", {}),
    "begin_patrol_day": ("system", {}),
    "find_violation": ("engineering_department", {"notices": ["ZG-1"], **VIOLATION}),
    "note_violation": ("security_guard", {"notices": ["ZG-2"], **VIOLATION}),
    "clear_violation": ("cs_staff", {"notices": ["ZG-2"], "finding": "Put right", "engineer": "Chen"}),
    "accept_rectification": ("cs_staff", {"notices": ["ZG-1"], "finding": "Put right", "engineer": "Chen"}),
    "accept_rectification_late": ("cs_staff", {"notices": ["ZG-1"], "finding": "Put right", "engineer": "Chen"}),
    "stop_works": ("engineering_department", {"reason": "Nothing was done", "served_at": "now"}),
    "resume": ("engineering_department", {"reason": "Put right", "notices": ["ZG-1"]}),
    "report_completion": (OWNER, {"reported_by": "owner", "completed_at": "now"}),
    "pass_first_inspection": ("engineering_department", INSPECTED),
    "fail_first_inspection": ("engineering_department", {"notices": ["ZG-3"], **NOTICE}),
    "report_rectified": (OWNER, {"rectified_at": "now", "done": "Sealed"}),
    "pass_rectification_check": ("engineering_department", {"notices": ["ZG-3"], **INSPECTED}),
    "fail_rectification_check": ("engineering_department", {"notices": ["ZG-4"], **NOTICE}),
    "defect_in_observation": ("cs_staff", {"notices": ["ZG-5"], **NOTICE}),
    "due_reinspection": ("cs_staff", {"inspector": "Sun"}),
    "pass_reinspection": (
        "cs_staff", {"seepage": False, "leak": False, "blockage": False, "damage": False, "inspector": "Sun"}
    ),
    "fail_reinspection": ("cs_staff", {"defects": ["The ceiling below is wet"], "inspector": "Sun", "photos": [PHOTO]}),
    "order_rectification": ("cs_staff", {"notices": ["ZG-6"], **NOTICE}),
    "close": ("finance_department", {"voucher": "V-9", "file_number": "3-502"}),
    "settle_against_deposit": (
        "office_head",
        {"items": ["Ceiling"], "deducted": "500.00", "contractor_heard_at": "now", "committee_told_at": "now"},
    ),
    "abandon": (
        "office_head",
        {
            "notice_served_at": "now", "attempts": "Three letters", "damage": "Rubble", "deducted": "500.00",
            "evidence": [PHOTO],
        },
    ),
}  # fmt: skip

DEPOSIT: dict[str, tuple[str, dict[str, Any]]] = {
    "register": ("cs_staff", {}),
    "open": (
        "finance_department",
        {
            "payer_id": LEAD, "payer": "Solid Works Ltd", "receipt_number": "R-5", "amount": "2000.00",
            "balance": "2000.00",
        },
    ),
    "void": ("cs_staff", {"reason": "Withdrawn"}),
    "withhold": ("cs_staff", {"cause": "reinspection_failed", "details": "Wet ceiling"}),
    "lift_withholding": ("cs_staff", {"reason": "Put right"}),
    "apply_cost": (
        "office_head",
        {
            "amount": "500.00", "ground": "Wet ceiling", "items": ["Ceiling 500"], "contractor_heard_at": "now",
            "deducted": "500.00", "balance": "1500.00", "vouchers": [SHEET],
        },
    ),
    "exhaust": ("finance_department", {}),
    "order_balance": ("cs_staff", {"amount": "1500.00", "reason": "What is left"}),
    "order_refund": ("cs_staff", {"amount": "2000.00", "reason": "Re-inspection passed"}),
    "assign_refund": ("cs_staff", {"by_payer_id": LEAD, "assignee_id": OWNER, "document": [SHEET]}),
    "close": (
        "finance_department",
        {"payee_id": LEAD, "receipt_number": "R-5", "voucher": "V-9", "amount": "2000.00", "balance": "0.00"},
    ),
}  # fmt: skip

PASS: dict[str, tuple[str, dict[str, Any]]] = {
    "register": ("cs_staff", {"worker": LEAD, "identity_number": "110", "id_copy": [SHEET], "photos": [PHOTO, PHOTO]}),
    "open": ("cs_staff", {"pass_number": "CR-1", "fee": "10.00", "receipt": "R-3"}),
    "refuse": ("cs_staff", {"reason": "Asked for by somebody else"}),
    "suspend": ("cs_staff", {"reason": "The works are to be stopped"}),
    "reinstate": ("cs_staff", {}),
    "report_lost": ("cs_staff", {"reason": "Lost on the bus"}),
    "reissue": ("cs_staff", {"pass_number": "CR-9", "fee": "10.00", "receipt": "R-6"}),
    "works_finished": ("cs_staff", {}),
    "close": ("cs_staff", {"pass_number": "CR-1", "returned_at": "now"}),
    "reactivate": ("cs_staff", {"valid_until": "+7", "reason": "Ceiling"}),
    "write_off": ("centre_manager", {"decision": "Blocked at the gates", "gates_told_at": "now"}),
}  # fmt: skip

_CHANGE = {"change": "A door more", "structural": False}
_NOTE = {
    "owner_id": OWNER, "contractor_lead_id": LEAD, "both_present": True, "drawing_revision": 2, "drawings": [SHEET],
}  # fmt: skip
CHANGE: dict[str, tuple[str, dict[str, Any]]] = {
    "register": ("cs_staff", _CHANGE),
    "register_unauthorised": ("security_guard", {**_CHANGE, "photos": [PHOTO]}),
    "note_on_original": ("cs_staff", _NOTE),
    "regularise": ("cs_staff", _NOTE),
    "open": ("works_supervisor", {"criteria_met": True, "opinion": "Good", "signature": "Gu"}),
    "approve_structural": ("works_supervisor", {"criteria_met": True, "opinion": "Good", "signature": "Gu"}),
    "refuse_change": ("works_supervisor", {"reason": "The beam"}),
    "close": ("cs_staff", {"drawing_revision": 2, "finding": "As drawn"}),
    "detect_unapproved": ("security_guard", {"seen": "The door is there", "photos": [PHOTO]}),
    "restore": ("works_supervisor", {"reason": "Walled up again"}),
    "cancel": ("cs_staff", {"reason": "Too dear"}),
}  # fmt: skip

USUAL = {"renovation": MAIN, "renovation_deposit": DEPOSIT, "worker_pass": PASS, "plan_change": CHANGE}
"""By workflow and action: who usually does it, and with what; `now` is the instant, `+7` seven days after it."""

SIGNERS = {
    "sign_agreement": ((OWNER, ()), (LEAD, ()), ("centre_manager", ("centre_manager",))),
    "stop_works": (("office_head", ("office_head",)),),
    "approve_structural": (("engineering_department", ("engineering_department",)),),
}
"""Who usually consents: ids, and the roles they hold."""
