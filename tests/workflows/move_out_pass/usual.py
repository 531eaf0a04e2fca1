"""
The usual way of each action on a goods pass and on a letter: who does it, and what stands in the form.
"""

from __future__ import annotations

from typing import Any

COPY = {"sha256": "2" * 64, "media_type": "image/jpeg", "size": 4096, "ref": "cards/1"}

GOODS = ["Sofa ×2", "lamp"]
TOOLS = ["drill ×1", "saw ×2"]
SERIAL = 7
LAST_DAY = "2026-09-30T12:00:00+08:00"

OWNER = {"carrier": "owner", "carrier_name": "Mrs Li"}
TENANT = {"carrier": "tenant", "carrier_name": "Mr Zhou"}
FAMILY = {"carrier": "registered_family", "carrier_name": "Li junior"}
BUILDER = {"carrier": "construction_worker", "carrier_name": "Ma", "phase": "handover"}
DECORATOR = {"carrier": "decoration_worker", "carrier_name": "Qi", "phase": "decoration", "goods": TOOLS}
LARGE = {"goods_class": "large"}

_own = {
    "applicant": "Mrs Li", "document": "identity_card", "document_number": "310-1", "document_valid": True,
    "goods": GOODS, "signature": "Li",
}  # fmt: skip

USUAL: dict[str, tuple[str, dict[str, Any] | None]] = {
    "register": ("cs_staff", {"unit": "3-502", **OWNER, "goods": GOODS, "goods_class": "small"}),
    "release_small": ("security_guard", {"gate": "east", "owner_recognised": True, "carried_in_person": True}),
    "unknown_at_gate": ("security_guard", {"gate": "east"}),
    "require_owner_signature": ("security_guard", {"told": "Mrs Li, by telephone"}),
    "owner_signs": ("cs_staff", {**_own, "in_owner_data": True}),
    "owner_absent": ("cs_staff", {"reason": "Abroad", "told_of_letter": True}),
    "request_by_owner_or_family": ("cs_staff", {**_own, "title": "owner", "in_owner_data": True}),
    "request_by_other": ("cs_staff", {"goods": GOODS, "told_of_letter": True, "template_given": True}),
    "receive_phone_authorisation": (
        "cs_staff", {"caller": "Mrs Li", "called_at": "now", "agent_named": "Mr Zhou", "told_of_letter": True}
    ),
    "present_authorisation": ("cs_staff", {**_own, "applicant": "Mr Zhou", "authorisation": "LETTER"}),
    "refuse_no_authorisation": ("cs_staff", {"reason": "no_letter"}),
    "construction_goods": ("security_guard", {"firm": "Third Works", "asked": "Engineer Tang"}),
    "developer_confirms": (
        "security_guard",
        {"confirmed_by": "Engineer Tang", "confirmed_at": "now", "gate": "east", "duty_log": "Page 12"},
    ),
    "developer_denies_or_unreachable": ("security_guard", {"asked": ["Engineer Tang, 9:00"], "denied": False}),
    "tools_out": ("security_guard", {"worker_pass": "W-3", "renovation": "WORKS", "goods": TOOLS}),
    "owner_confirms_tools": (
        "cs_staff",
        {"owner": "Mrs Li", "way": "phone", "confirmed_at": "now", "tools": TOOLS, "guard_told": "Wu",
         "told_at": "now"},
    ),
    "release_tools": ("security_guard", {"gate": "east", "tools": TOOLS}),
    "tools_differ": ("security_guard", {"gate": "east", "tools": ["drill ×2"]}),
    "owner_unreachable_tools": ("cs_staff", {"attempts": ["9:00 no answer"]}),
    "owner_denies": ("cs_staff", {"said": "Not his drill", "guard_told": "Wu"}),
    "abandon": ("cs_staff", {}),
    "open": ("cs_staff", {"serial": SERIAL, "unit": "3-502", "applicant": "Mrs Li", "goods": GOODS}),
    "present_at_gate": ("security_guard", {"serial": SERIAL, "gate": "east"}),
    "release_goods": (
        "security_guard",
        {"serial": SERIAL, "gate": "east", "goods_seen": GOODS, "person_agrees": True, "signature": "Wu"},
    ),
    "find_mismatch": (
        "security_guard",
        {"difference": "goods", "goods_seen": ["sofa ×3", "lamp"], "details": "One more", "centre_told": "Chen"},
    ),
    "correct_pass": (
        "cs_staff", {"voided": SERIAL, "goods": ["sofa ×3", "lamp"], "signature": "Li", "reason": "Miscounted"}
    ),
    "refuse_release": ("security_guard", {"voided": SERIAL, "reason": "Not hers"}),
    "report_lost": ("cs_staff", {"voided": SERIAL, "reported_by": "Mrs Li", "gates_told": True}),
    "reissue": (
        "cs_staff",
        {"voided": SERIAL, "applicant": "Mrs Li", "document": "identity_card", "document_valid": True},
    ),
    "cancel_pass": ("cs_staff", {"voided": SERIAL, "copies_back": 2, "gates_told": False, "reason": "Moves later"}),
    "lapse": ("cs_staff", None),
    "keep_copy": ("security_guard", {"serial": SERIAL}),
    "close": ("cs_staff", {"serial": SERIAL, "goods": GOODS, "handed_in_by": "Wu"}),
    "write_off": ("centre_manager", {"serial": SERIAL, "found_on": "now", "finding": "Burnt in the guard house"}),
}  # fmt: skip
"""Who usually does each action on a pass; `now` is the instant, `LETTER` and `WORKS` are the cases beside it."""

LETTERS: dict[str, tuple[str, dict[str, Any] | None]] = {
    "register": (
        "cs_staff",
        {"unit": "3-502", "owner": "Mrs Li", "agent": "Mr Zhou", "latest_on": LAST_DAY, "goods": ["sofa ×4", "lamp"]},
    ),
    "open": ("cs_staff", {"handwritten_signature": True, "owner_id_copy": [COPY], "signature_agrees": True}),
    "doubt": ("cs_staff", {"reason": "Another hand"}),
    "owner_confirms": (
        "cs_staff",
        {"called_at": "now", "registered_number": True, "said": "It is mine", "handwritten_signature": True,
         "owner_id_copy": [COPY]},
    ),
    "owner_denies": ("cs_staff", {"said": "Never wrote it", "called_at": "now"}),
    "present": ("cs_staff", {"request": "REQUEST"}),
    "close": ("cs_staff", {}),
    "lapse": ("cs_staff", None),
    "revoke": ("cs_staff", {"said": "He moved already", "said_at": "now"}),
    "reject": ("cs_staff", {"reason": "Illegible"}),
}  # fmt: skip
"""Who usually does each action on a letter; `REQUEST` is the pass that is being told about."""
