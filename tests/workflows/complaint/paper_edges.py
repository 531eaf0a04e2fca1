"""
The complaint machine as it was drawn up on paper from the manuals, before anything was programmed.

A copy of its two tables, kept apart from the workflow: who does what, from which states, to which.
Where the paper says it in prose, the roles are those that the prose means: the system is the
automatic task, the project manager the office head, customer service the customer service staff, the
handler whoever the case is assigned to, a record keeper the customer service staff, a leader any of the
managers; "decider" and "approver by grade" are the property manager and the general manager. The
office head is counted where the paper has him sign.
"""

from __future__ import annotations

import attrs


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@attrs.frozen
class Move:
    """An action that moves the case."""

    id: str
    name: str
    sources: tuple[str, ...] = attrs.field(converter=_words)
    target: str
    who: tuple[str, ...] = attrs.field(converter=_words)


@attrs.frozen
class InPlace:
    """One or more actions that leave the case where it is."""

    id: str
    names: tuple[str, ...] = attrs.field(converter=_words)
    places: tuple[str, ...] = attrs.field(converter=_words)
    who: tuple[str, ...] = attrs.field(converter=_words)


OPEN = (
    "opened dispatched investigating in_progress external_handling stalled done_reported second_disposal close_pending"
)
BEFORE_CLOSED = f"pre_complaint received clarifying ruling_pending explained {OPEN}"
NOT_FINAL = f"{BEFORE_CLOSED} closed closed_unresolvable following_up looking_back"
FINAL = "archived merged alert_dismissed"
ALL = f"{NOT_FINAL} {FINAL}"
HANDLED = "in_progress external_handling stalled done_reported second_disposal close_pending"
ASSIGNED = "opened dispatched investigating in_progress"
CLOSED = "closed closed_unresolvable following_up looking_back archived"
ANY = "ANY"
"""Whoever holds any role."""

MOVES = [
    Move("T01", "register_complaint", "start", "received", "receptionist staff automation"),
    Move("T02", "raise_pre_complaint", "start", "pre_complaint", "automation"),
    Move("T03", "register_internal_finding", "start", "received", "staff property_manager office_head general_manager"),
    Move("T04", "accept_alert", "pre_complaint", "opened", "dispatcher"),
    Move("T05", "dismiss_alert", "pre_complaint", "alert_dismissed", "cs_supervisor"),
    Move("T06", "start_clarification", "received", "clarifying", "cs_staff"),
    Move("T07", "request_ruling", "received clarifying", "ruling_pending", "cs_staff"),
    Move("T08", "open_case", "received clarifying", "opened", "receptionist"),
    Move("T09", "rule_open", "ruling_pending", "opened", "cs_supervisor office_head"),
    Move("T10", "explain_only", "received clarifying", "explained", "receptionist"),
    Move("T11", "rule_explain_only", "ruling_pending", "explained", "cs_supervisor office_head"),
    Move("T12", "merge_duplicate", "received clarifying ruling_pending", "merged", "cs_supervisor"),
    Move("T13", "convert_to_valid", "explained", "opened", "cs_staff automation"),
    Move("T14", "archive_explained", "explained", "archived", "automation"),
    Move("T15", "dispatch", "opened", "dispatched", "receptionist dispatcher"),
    Move("T16", "sign_receipt", "dispatched", "investigating", "department_receiver"),
    Move("T17", "adopt_measures", "investigating", "in_progress", "department_head property_manager general_manager"),
    Move("T18", "reject_dispatch", "dispatched", "opened", "department_head"),
    Move("T19", "respond_emergency", "opened dispatched", "in_progress", "office_head repair_supervisor"),
    Move("T20", "hand_to_external", "investigating in_progress", "external_handling", "office_head cs_supervisor"),
    Move("T21", "external_returned", "external_handling", "in_progress", "tracker"),
    Move("T22", "external_done", "external_handling", "done_reported", "tracker"),
    Move(
        "T23",
        "declare_stalled",
        "investigating in_progress external_handling second_disposal",
        "stalled",
        "department_head cs_supervisor",
    ),
    Move("T24", "resume", "stalled", "in_progress", "department_head office_head"),
    Move("T25", "quarterly_close", "stalled", "closed_unresolvable", "office_head cs_staff"),
    Move("T26", "report_done", "investigating in_progress", "done_reported", "department_head"),
    Move("T27", "verify", "done_reported", "close_pending", "receptionist centre_manager"),
    Move("T28", "verification_failed", "done_reported", "in_progress", "receptionist centre_manager"),
    Move("T29", "owner_dissatisfied", "done_reported close_pending", "second_disposal", "automation"),
    Move("T30", "order_rework", "second_disposal", "in_progress", "superior_supervisor"),
    Move("T31", "uphold_result", "second_disposal", "close_pending", "superior_supervisor office_head"),
    Move("T32", "block_close", "close_pending", "in_progress", "cs_staff"),
    Move("T33", "close_case", "close_pending", "closed", "cs_staff office_head"),
    Move("T34", "assign_follow_up", "closed closed_unresolvable", "following_up", "cs_supervisor"),
    Move("T35", "archive_without_complainant", "closed closed_unresolvable", "archived", "automation"),
    Move("T36", "revive", "closed_unresolvable", "in_progress", "office_head"),
    Move("T37", "low_satisfaction", "following_up", "looking_back", "automation cs_supervisor"),
    Move("T38", "finish_look_back", "looking_back", "following_up", "cs_staff"),
    Move("T39", "reopen", "looking_back following_up", "opened", "office_head cs_supervisor"),
    Move("T40", "archive", "following_up", "archived", "cs_supervisor office_head"),
]  # fmt: skip

IN_PLACE = [
    InPlace("S01", "classify", NOT_FINAL, "receptionist cs_supervisor"),
    InPlace("S02", "record_authority_verification", OPEN, "cs_staff"),
    InPlace("S03", "forward_to_superior", BEFORE_CLOSED, "receptionist cs_supervisor"),
    InPlace("S04", "escalate", NOT_FINAL, "ANY automation"),
    InPlace("S05", "upgrade_to_major", OPEN, "automation"),
    InPlace("S06", "definite_reply", OPEN, "general_manager"),
    InPlace("S07", "spawn_repair_order", "investigating in_progress", "cs_staff"),
    InPlace("S08", "propose_measures record_consent", "investigating in_progress", "assignee"),
    InPlace("S09", "make_promise fulfil_promise", NOT_FINAL, "assignee"),
    InPlace("S10", "report_progress", "in_progress external_handling", "assignee site_leader"),
    InPlace(
        "S11",
        "request_extension approve_extension refuse_extension",
        OPEN,
        "department_head property_manager general_manager",
    ),
    InPlace("S12", "alert_overrun", OPEN, "automation"),
    InPlace("S13", "urge", OPEN, "first_receiver cs_staff"),
    InPlace("S14", "link_problem open_linked_case", HANDLED, "assignee"),
    InPlace("S15", "assign_co_handlers", ASSIGNED, "duty_manager"),
    InPlace("S16", "form_task_force join_mass_case", OPEN, "office_head"),
    InPlace("S17", "publish_measure", ALL, "office_head"),
    InPlace("S18", "note_withdrawal", OPEN, "cs_staff"),
    InPlace("S19", "shift_handover", NOT_FINAL, "first_receiver"),
    InPlace("S20", "start_nonconformity", OPEN, "property_manager general_manager"),
    InPlace("S21", "audit_ticket", ALL, "qa_department"),
    InPlace("S22", "disclose", ALL, "cs_staff"),
    InPlace("S23", "correct_record", ALL, "cs_staff"),
    InPlace("S24", "sum_up", CLOSED, "cs_staff"),
]  # fmt: skip
