"""
Thirty incidents of an invented house, and the course that each takes.

A course says what is done how many minutes after the registration, and by whom. What
comes after it is told by the story.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

REPORTER: Final = "reporter"
"""Stands for whoever reported the incident."""


@attrs.frozen
class Deed:
    """Something done to an incident, so many minutes after it was registered."""

    minutes: int
    action: str
    who: str
    form: Mapping[str, str] | None = None


@attrs.frozen
class Incident:
    """
    An incident as it is called in.

    Attributes:
        reporter: Who calls.
        course: The name of its course.
    """

    summary: str
    product: str
    severity: str
    reporter: str
    course: str
    contact: str | None = None

    @property
    def form(self) -> dict[str, str | None]:
        """The form it is registered with."""
        return {
            "summary": self.summary,
            "severity": self.severity,
            "product": self.product,
            "reporter": self.reporter,
            "contact": self.contact,
        }


COURSES: Final[Mapping[str, tuple[Deed, ...]]] = {
    "first": (
        Deed(4, "open", "lin"),
        Deed(14, "take", "wang"),
        Deed(40, "note", "wang", {"text": "The reader's cable was loose; replaced."}),
        Deed(95, "resolve", "wang", {"solution": "Cable replaced, card tried three times."}),
        Deed(105, "close", REPORTER),
    ),
    "on_the_phone": (
        Deed(9, "resolve", "lin", {"solution": "Explained on the phone."}),
        Deed(60, "close", "lin"),
    ),
    "plain": (
        Deed(14, "take", "sun"),
        Deed(95, "resolve", "sun", {"solution": "Repaired on site."}),
        Deed(300, "close", "lin"),
    ),
    "assigned": (
        Deed(11, "assign", "lin", {"assignee": "liu", "note": "He knows that cabinet."}),
        Deed(120, "note", "liu", {"text": "A spare part is needed; one is in store."}),
        Deed(200, "resolve", "liu", {"solution": "Part exchanged."}),
        Deed(310, "close", REPORTER),
    ),
    "handed_on": (
        Deed(12, "take", "wang"),
        Deed(60, "hand_back", "wang", {"team": "electrical", "reason": "No power at the socket."}),
        Deed(85, "take", "sun"),
        Deed(170, "resolve", "sun", {"solution": "Fuse replaced."}),
        Deed(420, "close", REPORTER),
    ),
    "worse_than_said": (
        Deed(18, "take", "wang"),
        Deed(30, "classify", "wang", {"severity": "high", "reason": "Two more towers are affected."}),
        Deed(240, "resolve", "wang", {"solution": "Switch in the basement exchanged."}),
        Deed(330, "close", "lin"),
    ),
    "cancelled": (Deed(25, "cancel", "chen", {"reason": "Called in twice by mistake."}),),
    "archived": (
        Deed(13, "take", "liu"),
        Deed(80, "resolve", "liu", {"solution": "Setting corrected."}),
        Deed(200, "close", REPORTER),
        Deed(2900, "archive", "chen"),
    ),
    "vendor": (
        Deed(16, "take", "sun"),
        Deed(50, "wait", "sun", {"reason": "vendor", "note": "The maker sends a new board."}),
        Deed(2840, "resume", "sun"),
        Deed(2900, "resolve", "sun", {"solution": "Board exchanged."}),
        Deed(2960, "close", "lin"),
    ),
    "away": (
        Deed(21, "take", "liu"),
        Deed(45, "wait", "liu", {"reason": "user", "note": "Nobody at home until the weekend."}),
    ),
    "unconfirmed": (
        Deed(15, "take", "wang"),
        Deed(220, "resolve", "wang", {"solution": "Line re-terminated."}),
    ),
    "at_night": (
        Deed(8, "resolve", "zhou", {"solution": "Restarted from the guard room."}),
        Deed(720, "close", "lin"),
    ),
    "major": (
        Deed(11, "take", "wang"),
        Deed(400, "resolve", "wang", {"solution": "Controller replaced; all barriers tried twice."}),
    ),
    "comes_back": (
        Deed(10, "take", "sun"),
        Deed(60, "resolve", "sun", {"solution": "Lens cleaned."}),
        Deed(180, "close", "lin"),
    ),
    "taken": (Deed(15, "take", "liu"),),
    "forgotten": (),
}

# Every 27 minutes from eight in the morning one is called in; the last three after the shift has changed.
INCIDENTS: Final = (
    Incident("The card reader at gate 2 does not read", "Door access", "medium", "flat 3-1201", "first"),
    Incident("The payment app shows last month's bill", "Payment app", "low", "flat 1-0402", "on_the_phone"),
    Incident("All barriers of the garage stay down", "Parking barrier", "major", "guard post 1", "major"),
    Incident("No picture from camera 17", "CCTV", "medium", "guard post 2", "plain"),
    Incident("The intercom rings in the wrong flat", "Intercom", "medium", "flat 5-0903", "taken"),
    Incident("The lift's display is dark in tower 2", "Lift panel", "medium", "flat 2-1804", "taken"),
    Incident("The visitor code is refused", "Door access", "low", "flat 4-0301", "on_the_phone"),
    Incident("Number plates are read wrongly", "Parking barrier", "medium", "guard post 1", "comes_back"),
    Incident("No Wi-Fi in the clubhouse", "Wi-Fi", "medium", "clubhouse", "worse_than_said"),
    Incident("The printer in the office stripes", "Printer", "low", "front desk", "forgotten"),
    Incident("The garage camera is out of focus", "CCTV", "low", "guard post 2", "plain"),
    Incident("The door of tower 4 stays open", "Door access", "high", "flat 4-1102", "assigned", "138 0000 0012"),
    Incident("The app does not send codes", "Payment app", "medium", "flat 1-2203", "plain"),
    Incident("The intercom is silent in 6-0702", "Intercom", "medium", "flat 6-0702", "handed_on"),
    Incident("The fire panel reports a lost sensor", "Fire panel", "high", "guard post 1", "vendor"),
    Incident("The card of a cleaner is refused", "Door access", "low", "cleaning", "on_the_phone"),
    Incident("The lift's display is dark in tower 2", "Lift panel", "medium", "flat 2-0501", "cancelled"),
    Incident("The meter in 5-1601 reads nothing", "Smart meter", "medium", "flat 5-1601", "away", "138 0000 0018"),
    Incident("The barrier hits the kerb", "Parking barrier", "high", "guard post 1", "assigned"),
    Incident("Wrong clock on the notice board", "Notice board", "low", "front desk", "archived"),
    Incident("No sound in the meeting room", "Meeting room", "low", "committee", "plain"),
    Incident("The app logs everybody out", "Payment app", "high", "flat 3-0604", "worse_than_said"),
    Incident("The scanner does not reach the mailbox", "Printer", "low", "front desk", "archived"),
    Incident("Camera 4 turns by itself", "CCTV", "medium", "guard post 2", "plain"),
    Incident("The pump room reports no level", "Smart meter", "high", "engineering", "vendor"),
    Incident("The line to tower 7 drops out", "Wi-Fi", "high", "flat 7-0101", "unconfirmed"),
    Incident("The gate opens with any card", "Door access", "high", "guard post 2", "handed_on"),
    Incident("The visitor screen is frozen", "Door access", "medium", "guard post 1", "at_night"),
    Incident("The office telephone is dead", "Telephone", "low", "front desk", "at_night"),
    Incident("The alarm line of lift 3 is dead", "Lift panel", "high", "flat 3-2202", "forgotten", "138 0000 0030"),
)
