"""
Complaints that were lawfully dealt with, each told once and read as a history.
"""

from __future__ import annotations

from functools import cache

from tests.workflows.complaint.invariants.histories import of
from tests.workflows.complaint.lives import START, House, given
from tests.workflows.complaint.usual import SHEET

from propflow import Actor
from propflow.definition.invariants import History

SHEET_SIGNED = {"service_sheet": [SHEET], "signed_by": "Mrs Li", "signed_at": START.isoformat()}


@cache
def ordinary() -> History:
    """A minor complaint from the first word to the archive."""
    return of(given().following_up().all_did("record_follow_up", "archive"))


@cache
def closed() -> History:
    """A minor complaint that has just been closed."""
    return of(given().close_pending().did("close"))


@cache
def explained() -> History:
    """An inquiry that an explanation has ended."""
    house = given().registered().did("classify", nature="communicative_inquiry", grade="none", level="III")
    return of(house.did("explain_only"))


@cache
def redirected() -> History:
    """A matter outside our duties, where such are explained and another channel is named."""
    house = given(out_of_scope="explain_and_redirect").registered()
    house.did("classify", nature="out_of_scope", grade="none", level="III")
    return of(house.did("explain_only", customer_accepts=False, other_channel="The district office"))


@cache
def corrected() -> History:
    """A complaint whose place was misheard."""
    return of(given().registered(place="Building 3").did("correct_record", old="Building 3"))


@cache
def repaired() -> History:
    """A repair that was closed by its signed sheet."""
    house = given().registered().all_did("classify", "open").did("dispatch", track="repair")
    house.all_did("sign_receipt", "record_contact").did("adopt_measures", track="repair")
    house.all_did("report_done", "tell_result").did("verify", closing_basis="a", **SHEET_SIGNED)
    return of(house.did("close"))


@cache
def with_linked_problem() -> History:
    """A complaint with a linked problem that was given a case of its own."""
    house = given().in_progress().did("link_problem").did("open_linked_case")
    return of(house.all_did("report_done", "tell_result", "verify", "close"))


@cache
def major() -> History:
    """A major complaint, closed with consent."""
    return of(given().close_pending(grade="major").signed("close_major"))


@cache
def reviewed() -> History:
    """A case that the quarterly review has closed."""
    house = given().in_progress().signed("declare_stalled").did("call_review")
    return of(house.signed("quarterly_close"))


@cache
def reworked() -> History:
    """A result that was rejected, done again, and accepted."""
    house = given().in_progress().all_did("report_done", "tell_result", "owner_dissatisfied", "order_rework")
    house.all_did("report_done", "tell_result", "verify", "close", "assign_follow_up", "record_follow_up", "archive")
    return of(house)


@cache
def upheld() -> History:
    """A result that was upheld against the complainant, and closed."""
    house = given().in_progress().all_did("report_done", "tell_result", "owner_dissatisfied")
    return of(house.signed("uphold_result").did("close"))


@cache
def contested() -> History:
    """A result that was rejected and has not been reviewed."""
    return of(given().in_progress().all_did("report_done", "tell_result", "owner_dissatisfied"))


@cache
def sensed() -> History:
    """A sensor's alert that was worked off and archived."""
    house = given().registered("raise_pre_complaint").all_did("accept_alert", "classify", "dispatch", "sign_receipt")
    house.did("adopt_measures", owner_consent="not_applicable").did("report_done")
    return of(house.all_did("verify", "close", "archive_without_complainant"))


@cache
def late() -> History:
    """A case that was dispatched too late, with the alert on record."""
    return of(given().registered().all_did("classify", "open").later(minutes=11).did("dispatch"))


@cache
def extended() -> History:
    """A minor case that was given more time, and closed after the limit."""
    house = given().in_progress().did("request_extension").did("approve_extension").later(days=4)
    return of(house.all_did("report_done", "tell_result", "verify", "close"))


@cache
def urgent() -> History:
    """A case of level I that was answered in time."""
    house = given(response_start="15 minutes").registered(level="I").did("open", condition="d")
    return of(house.did("classify", level="I").did("respond_emergency"))


@cache
def promised() -> History:
    """A closed case with a promise that was fulfilled and another that was broken."""
    house = given().following_up().did("make_promise").did("make_promise", promise="visit").did("fulfil_promise")
    return of(house.did("break_promise", promise="visit").all_did("record_follow_up", "archive"))


@cache
def looked_back_at() -> History:
    """A low score, a look-back, a fresh follow-up and a better score."""
    house = given(survey="24 hours", look_back_below=80).following_up().did("send_survey")
    house.did("record_survey", solution=70, speed=80, attitude=89, survey_score=79)
    house.all_did("record_follow_up", "low_satisfaction", "finish_look_back", "send_survey", "record_follow_up")
    return of(house.did("record_survey", solution=80, speed=80, attitude=80, survey_score=80).did("archive"))


def _group() -> tuple[House, str]:
    house = given(mass_share_percent=50).registered().all_did("classify", "open", "form_task_force")
    group = house.case_id
    house.in_progress().did("join_mass_case", group_case=group)
    house.all_did("report_done", "tell_result", "verify", "close", "assign_follow_up", "record_follow_up", "archive")
    return house, group


@cache
def member() -> History:
    """A member of a mass complaint, archived."""
    return of(_group()[0])


@cache
def group() -> History:
    """The case under which a mass complaint is gathered."""
    house, group = _group()
    house.case_id = group
    return of(house)


@cache
def merged() -> History:
    """A second call of the same person about the same matter; the first one has been archived since."""
    house = given().registered()
    master = house.case_id
    house.registered().did("merge_duplicate", master_id=master)
    second, house.case_id = house.case_id, master
    house.all_did("classify", "open", "dispatch", "sign_receipt", "record_contact", "adopt_measures", "report_done")
    house.all_did("tell_result", "verify", "close", "assign_follow_up", "record_follow_up", "archive")
    house.case_id = second
    return of(house)


@cache
def about_somebody() -> History:
    """A complaint about a guard, handled by others."""
    house = given().registered(respondent_id="guard-7").did("classify", grade="major")
    house.all_did("open", "dispatch", "sign_receipt", "record_contact").signed("adopt_major_measures")
    return of(house.all_did("report_done", "tell_result", "verify").signed("close_major"))


@cache
def handed_out() -> History:
    """A case that an outside party has done, under the eyes of our tracker."""
    house = given().in_progress().did("hand_to_external").did("external_done", by=Actor("track"))
    return of(house.all_did("tell_result", "verify", "close"))


@cache
def published() -> History:
    """A case of which a measure was published, and something was disclosed."""
    return of(given().in_progress().all_did("publish_measure", "disclose"))
