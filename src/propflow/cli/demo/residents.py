"""
What residents bring besides: ordinary complaints of a week, and the course that each takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

DUTY: Final = {"works": ("wang", "sun"), "security": ("bao", "mei"), "cleaning": ("mu", "zhao")}
"""By department: its head, and who usually does the work."""


@attrs.frozen
class Step:
    """
    Something done to a case, so many minutes after its course begins.

    Attributes:
        action: Its name; `propose:`, `sign:` or `done:` stands before it where it takes consent.
        form: What stands in the form otherwise than usual.
    """

    minutes: int
    action: str
    who: str
    form: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Ordinary:
    """An ordinary complaint: on which day and at what time it comes in, how, and whom it concerns."""

    day: int
    time: str
    channel: str
    narrative: str
    department: str
    content: str = "service_quality"


ORDINARY: Final = (
    Ordinary(0, "09:40", "phone", "楼道乱停自行车 / Bicycles block the corridor", "security"),
    Ordinary(0, "11:10", "app", "车库B区灯不亮 / No light in garage B", "works", "equipment"),
    Ordinary(1, "10:20", "in_person", "快递柜爆满 / The parcel lockers are full", "security"),
    Ordinary(1, "10:50", "app", "儿童滑梯有尖角 / The slide has a sharp edge", "works", "equipment"),
    Ordinary(2, "11:30", "letter", "遛狗不牵绳 / Dogs run without a lead", "security"),
    Ordinary(3, "09:30", "phone", "大堂地面湿滑 / The lobby's floor is slippery", "cleaning"),
    Ordinary(4, "10:10", "app", "门禁卡失灵 / The door card does not work", "works", "equipment"),
)


def opened(department: str, content: str = "service_quality", track: str = "non_repair") -> list[Step]:
    """From the classification to the first contact."""
    _, handler = DUTY[department]
    sent = {"departments": [department], "responsible": handler, "track": track}
    return [
        Step(2, "classify", "lin", {"content": content}),
        Step(4, "open", "lin"),
        Step(8, "dispatch", "lin", sent),
        Step(30, "sign_receipt", "hu", {"departments": [department]}),
        Step(45, "record_contact", "lin"),
    ]


def ending(begins: int) -> list[Step]:
    """From the result to the closing."""
    return [
        Step(begins, "tell_result", "lin"),
        Step(begins + 5, "return_form", "lin"),
        Step(begins + 20, "verify", "lin"),
        Step(begins + 30, "close", "tang"),
    ]


def aftercare(begins: int) -> list[Step]:
    """From the closing to the archive, with a resident who is content."""
    return [
        Step(begins, "assign_follow_up", "qin"),
        Step(begins + 5, "send_survey", "surveys"),
        Step(begins + 1_300, "record_follow_up", "lin"),
        Step(begins + 1_310, "record_survey", "surveys"),
        Step(begins + 1_330, "archive", "qin"),
    ]


def course(department: str, content: str) -> list[Step]:
    """An ordinary complaint from first to last."""
    head, handler = DUTY[department]
    return [
        *opened(department, content),
        Step(70, "adopt_measures", head),
        Step(220, "report_done", handler),
        *ending(240),
        *aftercare(300),
    ]
