"""
The repair machine as it was drawn up on paper from the manuals, before anything was programmed.

A copy of its two tables, kept apart from the workflow: who does what, from which states, to which; the states that
its own corrections add are not in it. Where the paper says it in prose, the roles are those that the prose means: the
desk is receptionist and customer service staff, the system the automatic task, the team leader the repair
supervisor, the project manager the office head, the case owner the first receiver, the superior the superior
supervisor, the provider department whoever of it. "Both shifts" are the first receiver; resident covers the
reporter. The office head is counted where the paper has him sign or endorse.
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


ENTRY = "reported awaiting_clarification"
FIRST = "accepted dispatched access_failed"
WORK = "on_site awaiting_consent in_progress made_safe"
WAITS = "waiting_part waiting_external deferred_with_plan"
OPEN = f"{FIRST} {WORK} {WAITS} awaiting_acceptance rework signed_off"
BEFORE_CLOSED = f"{ENTRY} {OPEN}"
NOT_FINAL = f"{BEFORE_CLOSED} closed following_up"
FINAL = "archived redirected cancelled merged"
ALL = f"{NOT_FINAL} {FINAL}"
DESK = "receptionist cs_staff"
ANY = "ANY"
"""Whoever holds any role."""

MOVES = [
    Move("R01", "report_repair", "start", "reported", f"resident {DESK} security_room automation"),
    Move("R02", "raise_from_finding", "start", "reported", "cs_staff inspector automation"),
    Move("R03", "spawn_from_complaint", "start", "reported", "cs_staff"),
    Move("R04", "request_clarification", "reported", "awaiting_clarification", DESK),
    Move("R05", "accept_report", ENTRY, "accepted", DESK),
    Move("R06", "redirect", f"{ENTRY} on_site", "redirected", f"{DESK} repair_supervisor"),
    Move("R07", "merge_into", f"{ENTRY} accepted dispatched", "merged", "cs_supervisor dispatcher"),
    Move("R08", "resolve_on_spot", "reported accepted", "awaiting_acceptance", f"{DESK} patroller"),
    Move("R09", "dispatch", "accepted", "dispatched", "dispatcher"),
    Move("R10", "dispatch_emergency", f"{ENTRY} accepted", "dispatched", f"{DESK} duty_staff security_room"),
    Move("R11", "return_order", "dispatched on_site", "accepted", "dispatcher"),
    Move("R12", "arrive", "dispatched", "on_site", "repairer"),
    Move("R13", "fail_access", "dispatched in_progress", "access_failed", "repairer"),
    Move("R14", "rebook_visit", "access_failed made_safe", "dispatched", "dispatcher"),
    Move("R15", "enter_by_key", "access_failed", "on_site", "repairer"),
    Move("R16", "present_quote", "on_site made_safe in_progress", "awaiting_consent", "repairer property_assistant"),
    Move("R17", "record_consent", "awaiting_consent", "in_progress", "resident office_head"),
    Move("R18", "start_work", "on_site made_safe", "in_progress", "repairer"),
    Move("R19", "make_safe", "on_site in_progress", "made_safe", "repairer"),
    Move("R20", "wait_for_part", "on_site made_safe in_progress", "waiting_part", "repair_supervisor"),
    Move("R21", "part_arrived", "waiting_part", "in_progress", "repair_supervisor"),
    Move(
        "R22",
        "hand_to_external",
        f"accepted access_failed {WORK} waiting_part deferred_with_plan rework",
        "waiting_external",
        "repair_supervisor office_head",
    ),
    Move("R23", "external_returned", "waiting_external", "accepted", "tracker"),
    Move("R24", "external_done", "waiting_external", "awaiting_acceptance", "tracker"),
    Move(
        "R25",
        "defer",
        "accepted on_site in_progress made_safe waiting_part waiting_external rework",
        "deferred_with_plan",
        "repair_supervisor office_head",
    ),
    Move("R26", "resume_plan", "deferred_with_plan", "dispatched", "dispatcher"),
    Move("R27", "close_unresolved", "deferred_with_plan", "closed", "office_head cs_staff"),
    Move("R28", "report_done", "on_site in_progress", "awaiting_acceptance", "repairer"),
    Move("R29", "sign_off", "awaiting_acceptance", "signed_off", "resident"),
    Move("R30", "accept_without_resident", "awaiting_acceptance", "signed_off", "checker office_head automation"),
    Move("R31", "refuse_acceptance", "awaiting_acceptance signed_off", "rework", "resident checker"),
    Move("R32", "order_rework", "rework", "dispatched", "superior_supervisor repair_supervisor"),
    Move("R33", "uphold_work", "rework", "signed_off", "superior_supervisor office_head"),
    Move("R34", "close_case", "signed_off", "closed", "cs_staff"),
    Move("R35", "assign_follow_up", "closed", "following_up", "cs_supervisor automation"),
    Move("R36", "archive_without_follow_up", "closed", "archived", "automation"),
    Move("R37", "reopen", "closed following_up", "accepted", "cs_supervisor"),
    Move("R38", "archive", "following_up", "archived", "cs_supervisor"),
    Move(
        "R39",
        "cancel",
        f"{ENTRY} {FIRST} awaiting_consent waiting_part deferred_with_plan",
        "cancelled",
        f"{DESK} cs_supervisor",
    ),
]  # fmt: skip

IN_PLACE = [
    InPlace("N01", "classify", BEFORE_CLOSED, f"{DESK} repairer repair_supervisor"),
    InPlace("N02", "answer_reporter", BEFORE_CLOSED, DESK),
    InPlace("N03", "acknowledge_order", "dispatched", "repairer"),
    InPlace("N04", "agree_appointment", f"{FIRST} {WORK} {WAITS}", "dispatcher"),
    InPlace("N05", "reassign", "dispatched", "dispatcher"),
    InPlace("N06", "record_safe_measure", f"dispatched access_failed {WORK} {WAITS} rework", f"repairer {DESK}"),
    InPlace("N07", "report_progress", OPEN, "repairer tracker"),
    InPlace("N08", "make_promise keep break", OPEN, ANY),
    InPlace("N09", "revise_quote", "awaiting_consent", "repairer"),
    InPlace("N10", "check_warranty", f"{FIRST} on_site awaiting_consent", "property_assistant"),
    InPlace("N11", "decide_fee", OPEN, "property_assistant"),
    InPlace("N12", "request_approval", f"{WORK} {WAITS}", "repair_supervisor office_head"),
    InPlace("N13", "link_key_loan", f"dispatched access_failed {WORK} {WAITS} signed_off", "key_keeper"),
    InPlace("N14", "link_new_fault", f"{WORK} {WAITS} awaiting_acceptance rework signed_off", "repairer"),
    InPlace("N15", "join_group", OPEN, "cs_supervisor automation"),
    InPlace("N16", "escalate", NOT_FINAL, f"{ANY} automation"),
    InPlace("N17", "urge", OPEN, "cs_staff first_receiver"),
    InPlace("N18", "report_completion", "awaiting_acceptance", "provider_department"),
    InPlace("N19", "deliver_copy", "signed_off", "repairer"),
    InPlace("N20", "note_payment open_arrears", "signed_off closed", "finance"),
    InPlace("N21", "shift_handover", OPEN, "first_receiver"),
    InPlace("N22", "alert_overrun", OPEN, "automation"),
    InPlace("N23", "record_claim", NOT_FINAL, DESK),
    InPlace("N24", "open_breach_complaint", NOT_FINAL, "resident office_head"),
    InPlace("N25", "audit", ALL, "qa_department"),
    InPlace("N26", "correct_record", ALL, "cs_staff"),
]  # fmt: skip
