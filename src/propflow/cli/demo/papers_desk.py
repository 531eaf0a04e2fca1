"""
The papers of the front desk: what usually stands in the forms of repairs, renovations and goods passes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from propflow.cli.demo.samples import NOW, PHOTO, SHEET, TOMORROW

Papers: TypeAlias = Mapping[str, Mapping[str, Any]]
"""The usual forms of a workflow, by action."""

GOODS: Final = ("双人沙发 ×1", "落地灯 ×2")
OWNER, LEAD, WORKER = "xie", "luo", "deng"
PAPERS: Final = (
    "business_licence", "qualification_certificate", "tax_registration", "plan", "drawing_building",
    "drawing_plumbing", "drawing_electrical", "worker_list", "application_form", "heating_undertaking",
    "works_undertaking",
)  # fmt: skip

_TEAM: Final = [LEAD, WORKER]
_AGENT: Final = "周女士 / Ms Zhou"
_OWNER_OF_GOODS: Final = "高先生 / Mr Gao"

_REPAIR: Final[Papers] = {
    "register": {
        "channel": "phone", "reported_at": NOW, "content": "厨房龙头滴水 / The kitchen tap drips",
        "place": "2号楼 / Building 2", "contact": "138 0000 0002",
    },
    "open": {
        "danger": "none", "repair_class": "ordinary", "location": "in_unit", "component": "water",
        "verified_how": "called_back", "verified_at": NOW, "trade": "utilities", "cause": "wear", "warranty": "out",
    },
    "dispatch": {
        "assignee": "hua", "order": "换龙头 / a new tap", "planned_arrival": TOMORROW, "skilled": True,
        "certified": True, "on_duty": True, "call_taken_by": "hua",
    },
    "arrive": {"arrived_at": NOW, "admitted_by": "张先生 / Mr Zhang", "identified": True},
    "present_quote": {
        "plan_version": 1, "plan": "换龙头 / a new tap", "cost": "80.00", "expected_completion": TOMORROW,
        "payer": "owner", "payment_method": "前台 / at the desk", "price_list": "2025", "valid_until": TOMORROW,
    },
    "record_consent": {
        "plan_version": 1, "agreed_charge": "80.00", "agreed_completion": TOMORROW, "consenter": "owner",
        "consented_at": NOW, "mode": "signature", "proof": [SHEET],
    },
    "report_done": {
        "work_done": "已换龙头 / a new tap", "completed_at": NOW, "outcome": "repaired", "cause": "wear",
        "self_checked": True, "precautions": "轻开轻关 / turn it gently", "evidence": [PHOTO],
    },
    "report_completion": {"called_at": NOW, "taken_by": "lin"},
    "sign_off": {
        "checked_at": NOW, "signed_at": NOW, "signed_by": "张先生 / Mr Zhang", "mode": "paper", "satisfied": True,
        "solved": True, "record_given": True, "sheet": [SHEET],
    },
    "deliver_copy": {"delivered_at": NOW, "copy": [SHEET]},
    "note_payment": {"paid": "80.00", "paid_at": NOW, "receipt": "SJ-11"},
    "close": {
        "final_result": "已换龙头 / a new tap", "repaired_at": NOW, "closed_at": NOW, "charge": "80.00",
        "fee_status": "paid",
    },
    "assign_follow_up": {"assignee": "tang", "method": "home_visit", "due_at": TOMORROW},
    "record_follow_up": {
        "visited_at": NOW, "method": "home_visit", "follow_up_result": "satisfied", "resident_signed": True,
    },
    "archive": {"opinion": "资料齐全 / all papers are there"},
}  # fmt: skip

_RENOVATION: Final[Papers] = {
    "register": {
        "unit": "2-1101", "rooms": 3, "owner_id": OWNER, "owner_present": True, "identity_checked": True,
        "phone": "138 0000 0003", "contractor": "安居装饰 / Anju Decoration", "contractor_lead_id": LEAD,
        "lead_present": True, "workers": _TEAM, "works": "厨房翻新 / a new kitchen", "papers": [*PAPERS],
        "id_copies": _TEAM, "photos": _TEAM,
    },
    "sign_agreement": {"agreement_number": "XY-2025-3", "document": [SHEET]},
    "accept_and_send": {
        "grille_uniform": True, "air_conditioner_uniform": True, "watertightness": "tested", "carried_by": "tang",
    },
    "approve": {"revision": 1, "criteria_met": True, "opinion": "同意 / agreed", "signature": "Xu"},
    "receive_file_back": {"received_at": NOW, "complete": True},
    "take_contractor_fees": {
        "payer_id": LEAD, "management_fee": "300.00", "management_receipt": "SJ-21", "permits": 1,
        "permit_fees": "10.00", "permit_receipt": "SJ-22", "passes": 2, "pass_fees": "20.00", "pass_receipt": "SJ-23",
        "contractor_paid": "330.00",
    },
    "take_owner_fees": {"payer_id": OWNER, "owner_paid": "60.00", "waste_receipt": "SJ-24"},
    "open": {"permit_number": "XK-2025-3", "valid_until": "2025-05-28T18:00:00+08:00"},
    "log_patrol": {"patrolled_at": NOW, "progress": "铺砖 / tiles are being laid", "workers_seen": 2},
    "report_completion": {"reported_by": "owner", "completed_at": NOW},
    "pass_first_inspection": {
        "finding": "与图纸一致 / as drawn", "engineer": "Xu", "owner_signature": "Xie", "form": [SHEET],
    },
    "due_reinspection": {"inspector": "tang"},
    "pass_reinspection": {"seepage": False, "leak": False, "blockage": False, "damage": False, "inspector": "tang"},
    "close": {"voucher": "PZ-9", "file_number": "2-1101"},
}  # fmt: skip

_DEPOSIT: Final[Papers] = {
    "open": {
        "payer_id": LEAD, "payer": "安居装饰 / Anju Decoration", "receipt_number": "SJ-25", "amount": "2000.00",
        "balance": "2000.00",
    },
    "order_refund": {"amount": "2000.00", "reason": "退装修押金 / the works are over"},
    "close": {
        "payee_id": LEAD, "receipt_number": "SJ-25", "voucher": "PZ-9", "amount": "2000.00", "balance": "0.00",
    },
}  # fmt: skip

_WORKER_PASS: Final[Papers] = {
    "register": {"identity_number": "310-1", "id_copy": [SHEET], "photos": [PHOTO, PHOTO]},
    "open": {"fee": "10.00", "receipt": "SJ-23"},
    "close": {"returned_at": NOW},
}

_GOODS_PASS: Final[Papers] = {
    "register": {
        "unit": "1-602", "carrier": "tenant", "carrier_name": _AGENT, "goods": [*GOODS], "goods_class": "large",
    },
    "request_by_other": {"goods": [*GOODS], "told_of_letter": True, "template_given": True},
    "present_authorisation": {
        "applicant": _AGENT, "document": "identity_card", "document_number": "310-2", "document_valid": True,
        "goods": [*GOODS], "signature": "Zhou",
    },
    "open": {"unit": "1-602", "applicant": _AGENT, "goods": [*GOODS], "letter_attached": True},
    "release_goods": {"goods_seen": [*GOODS], "person_agrees": True},
    "close": {"goods": [*GOODS]},
}  # fmt: skip

_LETTER: Final[Papers] = {
    "register": {
        "unit": "1-602", "owner": _OWNER_OF_GOODS, "agent": _AGENT, "latest_on": "2025-03-16T18:00:00+08:00",
        "goods": [*GOODS],
    },
    "open": {"handwritten_signature": True, "owner_id_copy": [SHEET], "signature_agrees": True},
}  # fmt: skip

USUAL: Final[Mapping[str, Papers]] = {
    "repair": _REPAIR, "renovation": _RENOVATION, "renovation_deposit": _DEPOSIT, "worker_pass": _WORKER_PASS,
    "move_out_pass": _GOODS_PASS, "goods_authorisation": _LETTER,
}  # fmt: skip
"""By workflow and action."""
