"""
Repairs that were lawfully dealt with, each told once and read as a history.
"""

from __future__ import annotations

from functools import cache

from tests.workflows.complaint import lives as complaints
from tests.workflows.repair import lives as repairs
from tests.workflows.repair.invariants.histories import of
from tests.workflows.repair.lives import REPAIRERS, START, House, given
from tests.workflows.repair.plots import LARGE, PUBLIC, STRICT, URGENT, Plot, Stage, arrived
from tests.workflows.repair.usual import SHEET

from propflow import Desk, MemoryStore, VirtualClock
from propflow.definition.invariants import History


def strict() -> House:
    """A house whose policy asks for as much as it can."""
    return given(**STRICT)


@cache
def ordinary() -> History:
    """A repair from the first word to the archive."""
    house = strict().following_up().all_did("record_follow_up", "record_survey", "archive")
    return of(house)


@cache
def closed() -> History:
    """A repair that has just been closed."""
    return of(strict().signed_off().did("close"))


@cache
def waiting() -> History:
    """A repair that was just dispatched."""
    return of(strict().registered().all_did("open", "dispatch"))


@cache
def corrected() -> History:
    """A report whose place was misheard."""
    return of(strict().registered().did("correct_record"))


@cache
def emergency() -> History:
    """A burst pipe: sent at once, made safe, verified later, explained, agreed to, done and accepted."""
    house = strict().registered().all_did("dispatch_emergency", "arrive", "make_safe", "verify_report", "make_promise")
    house.all_did("present_quote", "record_consent", "report_done", "sign_off", "deliver_copy", "note_payment", "close")
    return of(house)


@cache
def redirected() -> History:
    """No repair of ours."""
    return of(strict().registered().did("redirect"))


@cache
def cancelled() -> History:
    """Withdrawn after it was accepted."""
    return of(strict().registered().all_did("open", "cancel"))


@cache
def merged() -> History:
    """The same fault, reported twice."""
    house = strict().registered().did("open")
    master = house.case_id
    return of(house.registered().did("open").did("merge_into", master_id=master))


@cache
def changed_price() -> History:
    """The price went up on the way, and was agreed to again."""
    house = strict().in_progress().did("present_quote", plan_version=2, cost="120.00")
    house.did("record_consent", plan_version=2, agreed_charge="120.00").all_did("report_done", "sign_off")
    house.did("deliver_copy").did("note_payment", paid="120.00")
    return of(house.did("close", charge="120.00"))


@cache
def deferred() -> History:
    """Put off by a plan, and carried out."""
    house = strict().registered().all_did("open", "dispatch", "arrive", "defer", "resume_plan", "arrive")
    return of(house.did("report_done", outcome="no_fault_found"))


@cache
def deferred_large() -> History:
    """Larger work, put off with the office head's consent."""
    house = strict().registered().did("open", **LARGE).all_did("dispatch", "arrive")
    return of(house.signed("defer_endorsed"))


@cache
def funded() -> History:
    """Larger work in public parts, at the fund's cost, with the committee's consent."""
    house = strict().registered().did("open", **PUBLIC, size="renewal").all_did("dispatch", "arrive")
    house.did("request_approval", petition="YWH-1", petitioned_at="now").did("record_petition_answer").later(days=16)
    return of(house.did("present_quote", payer="fund").did("approve_plan"))


@cache
def reviewed() -> History:
    """A repair that the quarterly review has closed."""
    house = strict().registered().all_did("open", "dispatch", "arrive", "defer")
    return of(house.signed("close_unresolved"))


@cache
def keyed() -> History:
    """Entered by a lent key, left, the key returned, closed."""
    house = strict().registered().all_did("open", "dispatch", "fail_access", "link_key_loan", "enter_by_key")
    house.did("report_done", outcome="no_fault_found").all_did("leave", "return_key", "sign_off", "deliver_copy")
    return of(house.did("close", charge="0", fee_status="free"))


@cache
def forced() -> History:
    """Entered because of a danger."""
    house = strict().registered().did("open", **URGENT).all_did("dispatch", "fail_access")
    return of(house.signed("enter_in_danger"))


@cache
def handed_out() -> History:
    """Repaired by a contractor."""
    house = strict().registered().all_did("open", "hand_to_external", "external_done")
    return of(house.did("accept_without_resident"))


@cache
def urgent_outside() -> History:
    """An urgent fault, made safe and handed outside."""
    house = strict().registered().did("open", **URGENT).all_did("record_safe_measure", "hand_to_external")
    return of(house)


@cache
def checked() -> History:
    """Accepted by a checker and closed."""
    house = strict().in_progress().all_did("report_done", "accept_without_resident", "note_payment")
    return of(house.did("close", copy_received_at=None))


@cache
def deemed() -> History:
    """The resident never answered."""
    house = strict().in_progress().all_did("report_done", "record_attempt", "record_attempt", "record_attempt")
    return of(house.later(days=8).signed("accept_deemed"))


@cache
def reworked() -> History:
    """Refused, done again, accepted, closed, followed up and archived."""
    house = strict().in_progress().all_did("report_done", "refuse_acceptance", "order_rework", "arrive")
    house.all_did("report_done", "sign_off", "deliver_copy", "note_payment", "close", "assign_follow_up")
    return of(house.all_did("record_follow_up", "record_survey", "archive"))


@cache
def refused() -> History:
    """Refused, and not reviewed yet."""
    return of(strict().in_progress().all_did("report_done", "refuse_acceptance"))


@cache
def upheld() -> History:
    """Refused, and upheld."""
    return of(strict().in_progress().all_did("report_done", "refuse_acceptance").signed("uphold_work"))


@cache
def with_linked_fault() -> History:
    """Another fault was found, and given a case of its own."""
    house = strict().in_progress().all_did("link_new_fault", "open_linked_case", "report_done", "sign_off")
    return of(house.all_did("deliver_copy", "note_payment", "close"))


@cache
def reported_twice() -> History:
    """Two people had reported it, and both know how it ended."""
    house = strict().registered().all_did("open", "add_co_reporter", "dispatch", "arrive", "present_quote")
    house.all_did("record_consent", "report_done", "sign_off", "tell_result", "deliver_copy", "note_payment")
    return of(house.did("close"))


@cache
def late() -> History:
    """Done after its limit, which the marks have told."""
    house = strict().in_progress().later(hours=30).all_did("report_done", "sign_off", "deliver_copy", "note_payment")
    house.did("close", overrun_reason="The part came late").did("archive_without_follow_up")
    return of(house)


@cache
def promised() -> History:
    """Done after its limit, for which a promise was given in time."""
    house = strict().in_progress().did("make_promise").later(hours=30).all_did("report_done", "fulfil_promise")
    house.all_did("sign_off", "deliver_copy", "note_payment", "close", "archive_without_follow_up")
    return of(house)


@cache
def unsampled() -> History:
    """Closed, and not in the sample."""
    return of(strict().signed_off().all_did("close", "archive_without_follow_up"))


@cache
def failed_follow_up() -> History:
    """The follow-up failed, and became a complaint."""
    house = strict().following_up().did("record_follow_up", follow_up_result="failed").did("open_breach_complaint")
    return of(house.all_did("record_survey", "archive"))


@cache
def disputed() -> History:
    """The owner blocked it; that went up to the developer, and it was closed all the same."""
    house = strict().in_progress().all_did("record_dispute", "escalate_to_developer", "report_done", "sign_off")
    return of(house.all_did("deliver_copy", "note_payment", "close"))


@cache
def of_a_complaint() -> History:
    """Ordered by a complaint, which has closed by its signed sheet."""
    clock = VirtualClock(START)
    theirs, ours = complaints.under(), repairs.under("reception_training", complete_urgent="off")
    desk = Desk([theirs, ours], MemoryStore(), tenant="riverside", now=clock, calendars=[REPAIRERS])
    complaint = complaints.House(desk, clock, theirs).registered().all_did("classify", "open")
    complaint.did("dispatch", track="repair").all_did("sign_receipt", "record_contact")
    complaint.did("adopt_measures", track="repair")
    house = House(desk, clock, ours).registered("spawn_from_complaint", complaint_id=complaint.case_id)
    house.all_did("open", "dispatch", "arrive", "present_quote", "record_consent", "report_done", "sign_off")
    house.all_did("deliver_copy", "note_payment", "close")
    complaint.all_did("report_done", "tell_result")
    signed = {"service_sheet": [SHEET], "signed_by": "Mrs Li", "signed_at": START.isoformat()}
    complaint.did("verify", closing_basis="a", vouchers=[], **signed).did("close")
    return of(house)


def at(state: str) -> Stage:
    """A repair that has come to a state in the ordinary way."""
    return arrived(state, Plot())
