"""
The follow-up visit as it was drawn up on paper from the manual, before anything was programmed.

A copy of its table, kept apart from the workflow. The service head of the paper is customer service supervisor or
centre manager, the management office its file clerk or head, the timer the system.
"""

from __future__ import annotations

import attrs


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@attrs.frozen
class Row:
    """One row of the table."""

    id: str
    name: str
    sources: tuple[str, ...] = attrs.field(converter=_words)
    target: str
    who: tuple[str, ...] = attrs.field(converter=_words)


HEADS = "cs_supervisor centre_manager"

ROWS = [
    Row("F01", "issue_form", "planned", "form_issued", "visitor"),
    Row("F02", "lapse", "planned form_issued", "overdue", "system"),
    Row("F03", "late_visit", "overdue", "form_issued", "visitor"),
    Row("F04", "visit", "form_issued", "visiting", "visitor"),
    Row("F05", "resident_signs", "visiting", "signed", "resident"),
    Row("F06", "refuse_sign", "visiting", "unsigned", "visitor"),
    Row("F07", "no_contact", "visiting", "unreachable", "visitor"),
    Row("F08", "retry", "unreachable", "form_issued", "visitor"),
    Row("F09", "give_up", "unreachable", "not_reached", HEADS),
    Row("F10", "sign_and_return", "signed unsigned", "returned", "visitor"),
    Row("F11", "review", "returned", "reviewed", HEADS),
    Row("F12", "archive", "reviewed", "archived", "file_clerk office_head"),
    Row("F13", "mark_unqualified", "reviewed", "unqualified", HEADS),
    Row("F14", "open_complaint", "unqualified", "complaint_opened", "office_head"),
    Row("F15", "complaint_done", "complaint_opened", "archived", "cs_staff"),
]

STATES = _words(
    "planned form_issued visiting overdue unreachable signed unsigned returned reviewed unqualified complaint_opened "
    "archived not_reached"
)
FINAL = _words("archived not_reached")
