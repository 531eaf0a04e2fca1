"""
The papers: what usually stands in the form of each action. A chapter changes what its story needs.

NOW and TOMORROW stand for the instant at which the paper is filled in, and a day later.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from propflow.cli.demo import papers_desk
from propflow.cli.demo.samples import NOW, PHOTO, SHEET, TOMORROW

NEXT_SUMMER: Final = "2025-06-03T09:00:00+08:00"
SIGNED: Final = {"closing_basis": "a", "vouchers": [], "service_sheet": [SHEET], "signed_at": NOW}
"""By the signed service sheet; `signed_by` says by whom."""

_CONTACT: Final = {
    "contact_mode": "given", "contact_person": "住户 / resident", "address": "滨江苑 / Riverside Court",
    "phone": "138 0000 0001",
}  # fmt: skip
_MEASURES: Final = {
    "findings": "现场查实 / seen on the spot", "root_cause": "年久失修 / wear", "evidence": [PHOTO],
    "measures": "立即整改 / put right at once", "track": "non_repair", "expected_completion_at": TOMORROW,
    "owner_consent": "agreed", "decided_by": "部门负责人 / head of the department",
}  # fmt: skip
_CLOSING: Final = {"final_result": "已解决 / solved", "closed_at": NOW, "signature": "客户部 / customer service"}
_SENT: Final = {
    "departments": ["works"], "responsible": "sun", "track": "non_repair", "dispatched_at": NOW,
    "expected_completion_at": TOMORROW,
}  # fmt: skip

_COMPLAINT: Final[papers_desk.Papers] = {
    "register": {"channel": "phone", "received_at": NOW, "contact": "138 0000 0001"},
    "raise_pre_complaint": {"sensor": "lift 2, rope", "limit": 80, "unit": "%", "place": "2号电梯 / lift 2"},
    "accept_alert": {"opened_at": NOW, "content": "钢丝绳磨损 / worn rope"},
    "classify": {"nature": "valid", "content": "service_quality", "grade": "minor", "level": "II"},
    "explain_only": {"explained_at": NOW, "customer_accepts": True, "no_follow_up_needed": True},
    "open": {"condition": "a", "opened_at": NOW, "content": "派员查看 / somebody has to look", **_CONTACT},
    "dispatch": _SENT,
    "sign_receipt": {"departments": ["works"], "received_at": NOW, "signature": "Hu"},
    "record_receipt_late": {"departments": ["works"], "received_at": NOW, "signature": "Hu"},
    "record_contact": {"contacted_at": NOW, "details": "已致歉并约时 / apologised, agreed a time", "opener": "apology"},
    "record_attempt": {"tried_at": NOW, "method": "电话 / telephone"},
    "record_inquiry_late": {"findings": "门机故障 / door motor", "root_cause": "年久 / wear", "inquired_at": NOW},
    "adopt_measures": _MEASURES,
    "adopt_important_measures": _MEASURES,
    "forward_to_superior": {"forwarded_to": "property_manager", "forwarded_at": NOW},
    "respond_emergency": {
        "leader": "sun", "track": "repair", "response_started_at": NOW, "expected_completion_at": TOMORROW,
    },
    "record_rescue": {"on_site_at": NOW},
    "report_emergency_progress": {"photos": [PHOTO], "owner_told_at": NOW},
    "issue_rescue_report": {"report": [SHEET], "finding": "门机更换后正常 / sound after a new door motor"},
    "report_done": {
        "process_record": "按方案完成 / done as planned", "completed_at": NOW, "outcome": "solved", "evidence": [PHOTO],
    },
    "tell_result": {"told_at": NOW, "result": "已处理完毕 / it is done"},
    "return_form": {"returned_at": NOW},
    "verify": {
        "finding": "现场复核 / looked at on the spot", "verified_at": NOW, "proved_true": True, "closing_basis": "b",
        "vouchers": [PHOTO],
    },
    "owner_dissatisfied": {"said_at": NOW},
    "close": _CLOSING,
    "quarterly_close": {**_CLOSING, "review_id": "2025-Q2"},
    "call_review": {"review_id": "2025-Q2"},
    "declare_stalled": {"resume_check_at": NEXT_SUMMER},
    "acknowledge_overrun": {"milestone": "hand_over"},
    "record_authority_verification": {"authority": "街道物业办 / sub-district office", "verified_at": NOW},
    "assign_follow_up": {"assignee": "lin", "led_by": "cs_supervisor", "method": "phone", "due_at": TOMORROW},
    "send_survey": {"sent_at": NOW, "channel": "app_push"},
    "record_survey": {"answered_at": NOW, "solution": 95, "speed": 90, "attitude": 94, "survey_score": 93},
    "record_follow_up": {"visited_at": NOW, "method": "phone", "follow_up_result": "satisfied"},
    "archive": {"reported_in": "2025-03"},
}  # fmt: skip


USUAL: Final[Mapping[str, papers_desk.Papers]] = {"complaint": _COMPLAINT, **papers_desk.USUAL}
"""By workflow and action."""


def filled(workflow: str, action: str, now: datetime, changes: Mapping[str, Any]) -> dict[str, Any] | None:
    """The form of an action as it is usually filled in, with changes; None if there is nothing to fill in."""
    instants = {NOW: now.isoformat(), TOMORROW: (now + timedelta(days=1)).isoformat()}
    values = {**USUAL[workflow].get(action, {}), **changes}
    said = {name: instants.get(value, value) if isinstance(value, str) else value for name, value in values.items()}
    return said or None
