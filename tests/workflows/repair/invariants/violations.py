"""
How each invariant of a repair is broken: a lawful history, what somebody has made of it, and where that shows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
from tests.workflows.complaint.invariants.histories import changed, last, related, reworded, under, without
from tests.workflows.repair.invariants import stories

from propflow.definition.invariants import History

Story = Callable[[], History]
Edit = Callable[[History], History]


def _first(history: History, **attributes: Any) -> History:
    """With other attributes of the first record."""
    first, *rest = history.records
    return attrs.evolve(history, records=[attrs.evolve(first, **attributes), *rest])


def _told_first(history: History, **values: Any) -> History:
    """With other words in the form of the first record."""
    return reworded(history, history.records[0].action, **values)


def _in_danger(action: str) -> Edit:
    """The case was urgent, and nothing had been done against the danger."""
    return lambda h: reworded(h, action, danger="property", repair_class="urgent")


def _consent_late(history: History) -> History:
    """The consent stands behind the report that it was done."""
    consent, done = last(history, "record_consent"), last(history, "report_done")
    rest = [one for one in history.records if one is not consent]
    rest.insert(rest.index(done) + 1, consent)
    return attrs.evolve(history, records=[attrs.evolve(one, number=i + 1) for i, one in enumerate(rest)])


def _clock(history: History, action: str, clock: str, **entry: Any) -> History:
    """With another entry of a clock in the last record of an action."""
    one = last(history, action)
    clocks = dict(one.changes["clocks"])
    clocks[clock] = {**clocks[clock], **entry}  # type: ignore[dict-item]
    return changed(history, action, changes={**one.changes, "clocks": clocks})


def _without_marks(history: History) -> History:
    """The marks that told of a limit's passing were taken out."""
    return attrs.evolve(history, records=[one for one in history.records if one.kind != "mark"])


def _master(edit: Callable[[History], Any]) -> Edit:
    """With another journal of the master case."""

    def make(history: History) -> History:
        (id_,) = history.linked
        return attrs.evolve(history, linked={id_: edit(history)})

    return make


def _journal(history: History) -> list[Any]:
    (journal,) = history.linked.values()
    return [*journal]


BROKEN: list[tuple[str, Story, Edit, str, str]] = [
    ("V01", stories.ordinary, lambda h: without(h, "open"), "dispatch", "does not follow"),
    ("V01", stories.ordinary, lambda h: _first(h, action="urge"), "urge", "registers nothing"),
    ("V01", stories.ordinary, lambda h: _first(h, book=None), "register", "given no number"),
    ("V01", stories.ordinary, lambda h: changed(h, "open", book={"prefix": "BX", "n": 2}), "open", "second time"),
    ("V01", stories.corrected, lambda h: reworded(h, "correct_record", new=" "), "correct_record", "new value"),
    (
        "V02", stories.ordinary, lambda h: changed(h, "arrive", state_from="accepted"),
        "arrive", "where the case was not",
    ),
    (
        "V02", stories.ordinary, lambda h: changed(h, "arrive", at=stories.START - timedelta(1)),
        "arrive", "before the one",
    ),
    ("V02", stories.ordinary, lambda h: changed(h, "arrive", kind="note"), "arrive", "without an act"),
    (
        "V02", stories.ordinary, lambda h: changed(h, "arrive", occurred_at=stories.START + timedelta(9)), "arrive",
        "after its record",
    ),
    ("V02", stories.ordinary, lambda h: changed(h, "arrive", grant={"as": "role:cleaner"}), "arrive", "no right"),
    ("V02", stories.ordinary, lambda h: reworded(h, "arrive", identified="yes"), "arrive", "is wrong"),
    ("V02", stories.ordinary, lambda h: changed(h, "close", actor="hua"), "close", "after having done"),
    ("V03", stories.ordinary, lambda h: reworded(h, "open", verified_how=""), "open", "without verification"),
    ("V03", stories.emergency, lambda h: without(h, "verify_report"), "report_done", "without having been verified"),
    ("V04", stories.ordinary, lambda h: changed(h, "close", action="tell_result"), "tell_result", "took an open case"),
    ("V05", stories.ordinary, lambda h: related(h, "register", first_receiver=None), "open", "first receiver"),
    ("V05", stories.ordinary, lambda h: related(h, "dispatch", assignee=None), "dispatch", "no repairer"),
    (
        "V05", stories.handed_out, lambda h: related(h, "hand_to_external", tracker=None),
        "hand_to_external", "tracks it",
    ),
    ("V05", stories.deferred, lambda h: reworded(h, "defer", promised_at=None), "defer", "no next date"),
    ("V06", stories.cancelled, lambda h: _revived(h), "arrive", "led from 'cancelled'"),
    ("V07", stories.merged, lambda h: changed(h, "open", action="arrive"), "merge_into", "somebody had been there"),
    ("V07", stories.merged, lambda h: reworded(h, "merge_into", same_place=False), "merge_into", "not the same"),
    ("V07", stories.merged, lambda h: reworded(h, "merge_into", same_unit=False), "merge_into", "another"),
    ("V07", stories.merged, lambda h: attrs.evolve(h, linked={}), "merge_into", "no other case"),
    ("V07", stories.merged, _master(lambda h: _journal(h)[:-1]), "merge_into", "does not know"),
    (
        "V07", stories.merged, _master(lambda h: [*_journal(h)[:-1], attrs.evolve(_journal(h)[-1], state_to="closed")]),
        "merge_into", "was not open",
    ),
    ("V08", stories.cancelled, lambda h: reworded(h, "cancel", statement=" "), "cancel", "without a reason"),
    ("V08", stories.cancelled, _in_danger("open"), "cancel", "a danger was open"),
    ("V08", stories.cancelled, lambda h: reworded(h, "open", scope="several"), "cancel", "concerns others"),
    ("V09", stories.redirected, lambda h: reworded(h, "redirect", suggestion=""), "redirect", "a suggestion"),
    ("V09", stories.redirected, lambda h: reworded(h, "redirect", customer_accepts=False), "redirect", "not accept"),
    ("V10", stories.ordinary, lambda h: changed(h, "dispatch", state_to="accepted"), "record_consent", "'dispatched'"),
    ("V10", stories.ordinary, lambda h: changed(h, "arrive", state_to="dispatched"), "record_consent", "'on_site'"),
    ("V11", stories.ordinary, lambda h: without(h, "record_consent"), "close", "nobody had agreed"),
    ("V11", stories.ordinary, _consent_late, "close", "nobody had agreed"),
    ("V11", stories.ordinary, lambda h: reworded(h, "close", charge="80.01"), "close", "more is charged"),
    (
        "V11", stories.ordinary, lambda h: reworded(h, "record_consent", consenter="causer"),
        "record_consent", "somebody else",
    ),
    (
        "V12", stories.changed_price, lambda h: reworded(h, "present_quote", plan_version=3),
        "present_quote", "version 3",
    ),
    (
        "V12", stories.ordinary, lambda h: reworded(h, "record_consent", plan_version=2),
        "record_consent", "another version",
    ),
    (
        "V12", stories.ordinary, lambda h: reworded(h, "record_consent", agreed_charge="81.00"),
        "record_consent", "more was",
    ),
    ("V12", stories.ordinary, lambda h: reworded(h, "report_done", plan_followed=False), "report_done", "otherwise"),
    ("V13", stories.ordinary, lambda h: reworded(h, "dispatch", skilled=False), "dispatch", "without being skilled"),
    ("V13", stories.ordinary, lambda h: reworded(h, "dispatch", on_duty=False), "dispatch", "without being on duty"),
    ("V13", stories.ordinary, lambda h: reworded(h, "dispatch", certified=False), "dispatch", "being certified"),
    ("V14", stories.ordinary, lambda h: reworded(h, "open", danger="person"), "open", "classed 'ordinary'"),
    ("V14", stories.forced, lambda h: reworded(h, "dispatch", strategy="grab"), "dispatch", "not assigned"),
    ("V15", stories.urgent_outside, lambda h: without(h, "record_safe_measure"), "hand_to_external", "for safety"),
    ("V16", stories.emergency, lambda h: without(h, "make_promise"), "present_quote", "without an explanation"),
    ("V17", stories.deferred, lambda h: reworded(h, "defer", plan=" "), "defer", "without plan"),
    ("V17", stories.deferred, lambda h: reworded(h, "defer", within_authority=False), "defer", "within authority"),
    ("V17", stories.deferred, lambda h: reworded(h, "open", size="renewal", report=[]), "defer", "report and proposal"),
    (
        "V17", stories.deferred_large, lambda h: reworded(h, "defer_endorsed", report=[]), "defer_endorsed",
        "report and proposal",
    ),
    (
        "V17", stories.deferred_large, lambda h: without(h, "defer_endorsed", kind="sign"), "defer_endorsed",
        "office head's consent",
    ),
    (
        "V17", stories.funded, lambda h: reworded(h, "record_petition_answer", approved=False),
        "approve_plan", "committee",
    ),
    ("V18", stories.keyed, lambda h: reworded(h, "enter_by_key", witness="hua"), "enter_by_key", "entered alone"),
    ("V18", stories.keyed, lambda h: reworded(h, "enter_by_key", resident_told_at=None), "enter_by_key", "not told"),
    ("V18", stories.keyed, lambda h: reworded(h, "enter_by_key", key_loan="K-9"), "enter_by_key", "was not lent"),
    (
        "V18", stories.keyed, lambda h: reworded(h, "link_key_loan", purpose="vacant_unit"),
        "enter_by_key", "something else",
    ),
    ("V18", stories.keyed, lambda h: without(h, "return_key"), "close", "the key K-1 out"),
    ("V18", stories.keyed, lambda h: without(h, "leave"), "close", "having left"),
    ("V18", stories.forced, lambda h: without(h, "enter_in_danger", kind="sign"), "enter_in_danger", "consent"),
    (
        "V19", stories.handed_out, lambda h: reworded(h, "hand_to_external", tracker_id=" "),
        "hand_to_external", "a tracker",
    ),
    (
        "V19", stories.handed_out, lambda h: reworded(h, "external_done", looked_at=False),
        "external_done", "looked at it",
    ),
    (
        "V19", stories.handed_out, lambda h: changed(h, "external_done", grant={"as": "role:cs_staff"}),
        "external_done", "does not track",
    ),
    ("V20", stories.ordinary, lambda h: without(h, "report_done"), "sign_off", "without having been done"),
    ("V20", stories.ordinary, lambda h: reworded(h, "sign_off", sheet=[]), "sign_off", "without the signed sheet"),
    (
        "V20", stories.checked, lambda h: reworded(h, "accept_without_resident", basis="photos"),
        "accept_without_resident", "not admitted",
    ),
    (
        "V20", stories.checked, lambda h: reworded(h, "accept_without_resident", evidence=[]),
        "accept_without_resident",
        "without proof",
    ),
    (
        "V20", stories.checked, lambda h: reworded(h, "register", origin="complaint"), "accept_without_resident",
        "not admitted",
    ),
    (
        "V21", stories.ordinary, lambda h: reworded(h, "sign_off", checked_at="2026-09-28T01:00:00.000001Z"),
        "sign_off",
        "after the resident had looked",
    ),
    ("V21", stories.ordinary, lambda h: reworded(h, "sign_off", satisfied=False), "sign_off", "not satisfied"),
    ("V21", stories.deemed, lambda h: without(h, "record_attempt"), "accept_deemed", "after 0 attempts"),
    ("V21", stories.deemed, lambda h: without(h, "accept_deemed", kind="sign"), "accept_deemed", "signature"),
    ("V22", stories.ordinary, lambda h: changed(h, "sign_off", actor="hua"), "sign_off", "hua, who did the work"),
    (
        "V22", stories.reworked, lambda h: changed(h, "order_rework", on_behalf_of="hua"),
        "order_rework", "who did the work",
    ),
    ("V23", stories.reworked, lambda h: changed(h, "order_rework", action="dispatch"), "dispatch", "without a review"),
    ("V23", stories.reworked, lambda h: without(h, "sign_off"), "close", "without having been accepted anew"),
    ("V24", stories.ordinary, lambda h: without(h, "sign_off"), "close", "without having been accepted"),
    (
        "V24", stories.ordinary, lambda h: without(reworded(h, "close", copy_received_at=None), "deliver_copy"),
        "close",
        "without the signed copy",
    ),
    ("V24", stories.ordinary, lambda h: reworded(h, "close", charge="80.01"), "close", "more is charged"),
    ("V24", stories.ordinary, lambda h: reworded(h, "close", fee_status="free"), "close", "said to be free"),
    ("V24", stories.ordinary, lambda h: without(h, "note_payment"), "close", "said to be paid"),
    ("V24", stories.ordinary, lambda h: reworded(h, "close", fee_status="arrears"), "close", "nobody pursues it"),
    (
        "V25", stories.reviewed, lambda h: changed(h, "close_unresolved", state_from="accepted"), "close_unresolved",
        "being deferred",
    ),
    ("V25", stories.reviewed, lambda h: reworded(h, "close_unresolved", review_id=" "), "close_unresolved", "a number"),
    ("V25", stories.reviewed, lambda h: without(h, "close_unresolved", kind="sign"), "close_unresolved", "signature"),
    (
        "V25", stories.reviewed, lambda h: reworded(h, "close_unresolved", resident_told_at=None), "close_unresolved",
        "not told",
    ),
    ("V25", stories.reviewed, lambda h: without(h, "arrive"), "close_unresolved", "having been there"),
    ("V27", stories.with_linked_fault, lambda h: without(h, "open_linked_case"), "close", "pending: drain"),
    ("V28", stories.ordinary, lambda h: _told_first(h, content=" "), "register", "what was reported"),
    ("V28", stories.ordinary, lambda h: reworded(h, "close", final_result=""), "close", "no result"),
    ("V28", stories.ordinary, lambda h: reworded(h, "close", repaired_at=None), "close", "no repair time"),
    (
        "V28", stories.ordinary, lambda h: reworded(h, "close", closed_at="2026-09-28T01:00:00.000001Z"), "close",
        "dated ahead",
    ),
    ("V28", stories.of_a_complaint, lambda h: reworded(h, "close", liability=""), "close", "who answers for it"),
    ("V29", stories.reported_twice, lambda h: without(h, "tell_result"), "close", "others who had reported"),
    (
        "V29", stories.checked, lambda h: reworded(h, "accept_without_resident", told_at=None), "close",
        "not told the result",
    ),
    ("V30", stories.late, _without_marks, "report_done", "its passing is not on record"),
    ("V30", stories.promised, lambda h: _without_marks(without(h, "make_promise")), "report_done", "not on record"),
    (
        "V30", stories.promised,
        lambda h: _without_marks(changed(h, "make_promise", at=stories.START + timedelta(hours=25))),
        "report_done", "not on record",
    ),
    ("V31", stories.ordinary, lambda h: _clock(h, "open", "complete_ordinary", spent=7), "open", "stood still"),
    (
        "V31", stories.ordinary, lambda h: _clock(h, "register", "complete_ordinary", start="2026-09-28T02:00:00Z"),
        "register", "counts from",
    ),
    ("V34", stories.promised, lambda h: under(h, promises_max=0), "make_promise", "without the office head"),
    ("V34", stories.promised, lambda h: reworded(h, "make_promise", reason=" "), "make_promise", "an explanation"),
    (
        "V35", stories.ordinary, lambda h: changed(h, "arrive", workflow="repair@1:0"),
        "arrive", "it follows 'repair@1:0'",
    ),
    ("V35", stories.ordinary, lambda h: changed(h, "dispatch", changes={}), "dispatch", "was not begun"),
    ("V36", stories.ordinary, lambda h: without(h, "record_follow_up"), "archive", "having been followed up"),
    (
        "V36", stories.ordinary,
        lambda h: reworded(h, "record_follow_up", follow_up_result="unreachable", attempts=2), "archive", "followed up",
    ),
    (
        "V36", stories.unsampled, lambda h: under(h, follow_up_share=None), "archive_without_follow_up",
        "does not hold",
    ),
    (
        "V36", stories.unsampled, lambda h: reworded(h, "archive_without_follow_up", reason="no_resident"),
        "archive_without_follow_up", "does not hold",
    ),
    ("V37", stories.reworked, lambda h: without(h, "record_follow_up"), "archive", "after it was done again"),
    ("V38", stories.failed_follow_up, lambda h: without(h, "open_breach_complaint"), "archive", "no consequence"),
    (
        "V39", stories.ordinary, lambda h: changed(h, "note_payment", grant={"as": "role:repairer"}), "note_payment",
        "is not finance",
    ),
    ("V40", stories.disputed, lambda h: without(h, "escalate_to_developer"), "close", "neither raised nor answered"),
    ("V41", stories.ordinary, lambda h: _told_first(h, contact="138 0000 0000"), "register", "field 'contact'"),
    ("V42", stories.reworked, lambda h: under(h, rework_max=0), "order_rework", "after 1 refusals"),
    ("V42", stories.reworked, lambda h: reworded(h, "order_rework", findings=" "), "order_rework", "without a review"),
]  # fmt: skip


def _revived(history: History) -> History:
    """After it was cancelled, somebody went there all the same."""
    one = last(history, "cancel")
    more = attrs.evolve(one, number=one.number + 1, action="arrive", state_from="cancelled", state_to="on_site")
    return attrs.evolve(history, records=[*history.records, more])
