"""
How the condition of each guard is broken, all else being as the action needs it.

A break is a change of the plot in which the action is accepted. What it is refused for is the
guard's own code alone, unless `also` says what else goes wrong with the same change.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import attrs
from tests.workflows.repair.plots import (
    ACCEPTED,
    DONE,
    PUBLIC,
    SENT,
    THERE,
    URGENT,
    WORKED,
    Plot,
)

LATER = "+1d"


@attrs.frozen(kw_only=True)
class Break:
    """
    One way in which a condition is not met.

    Attributes:
        guard: The guard that notices it.
        code: What it answers.
        also: What else is wrong with the same change, whether one wants it or not.
        where, of: The states and actions to which it applies; empty for all.
        form: Changes of the action's form.
        change: Changes of the plot, by its attributes.
    """

    guard: str
    code: str
    also: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)
    where: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    form: Mapping[str, Any] = {}
    change: Mapping[str, Any] = {}

    def fits(self, state: str, action: str) -> bool:
        """Does it apply to this edge?"""
        return (not self.where or state in self.where) and (not self.of or action in self.of)

    def plot(self, plot: Plot) -> Plot:
        """The plot with this one thing wrong."""
        return attrs.evolve(plot, **{**self.change, "form": {**plot.form, **self.form}})


def by_form(guard: str, code: str, *of: str, **form: Any) -> Break:
    """Broken by what stands in the form."""
    return Break(guard=guard, code=code, of=of, form=form)


def by_story(guard: str, code: str, *of: str, **change: Any) -> Break:
    """Broken by what happened before."""
    return Break(guard=guard, code=code, of=of, change=change)


_lent = ("link_key_loan",)
_back = ("dispatch", "return_order")
_keyed = {"dispatch": _lent, "arrive": ()}
_promise: tuple[Any, ...] = (
    ("make_further_promise", {"promise": "one"}), ("make_further_promise", {"promise": "two"}),
)  # fmt: skip
_again = ("order_rework", "arrive", ("report_done", {"outcome": "no_fault_found"}), "refuse_acceptance")
_sure = {"present_quote": {"payer": "company"}}
_early = ("reported", "awaiting_clarification")
_ends = ("redirect", "redirect_from_site", "merge_into", "cancel", "cancel_by_supervisor", "close", "close_unresolved")
_faulty = ("on_site", "awaiting_consent", "waiting_part", "deferred_with_plan", "signed_off")
_sent_states = ("dispatched", "access_failed", "on_site", "awaiting_consent", "waiting_part", "deferred_with_plan",
                "signed_off")  # fmt: skip
_no_resident = {"register": {"counterpart": "none", "resident_id": None, "reporter_id": None}}

OPENING = [
    by_form("online_is_logged_in", "own_account_missing", channel="online"),
    by_form("orderer_is_named", "orderer_missing", origin="superior"),
    by_form("reading_is_over_limit", "reading_within_limit", reading=80),
    by_form("complaint_is_live", "complaint_is_not_live", complaint_id="closed one"),
    by_form("class_follows_danger", "class_against_danger", "open", "classify", "lower_class", danger="person"),
    Break(guard="class_follows_danger", code="class_against_danger", of=("verify_report",), form={"danger": "none"}),
    Break(guard="class_follows_danger", code="class_against_danger", of=("dispatch_emergency",),
          also={"no_emergency"}, form={"danger": "none"}),
    Break(guard="class_follows_danger", code="not_of_the_plan", of=("open",), form={"repair_class": "routine"}),
    Break(guard="is_an_emergency", code="no_emergency", also={"class_against_danger"}, form={"danger": "none"}),
    by_form("walked_with_resident", "not_walked_together", resident_present=True),
    by_form("misuse_is_applied_for", "application_missing", cause="tenant_misuse"),
    Break(guard="nothing_is_lowered", code="lowered_only_by_superior", of=("classify",),
          where=("reported", "accepted", "dispatched", "on_site"), change={"axes": URGENT}),
    Break(guard="nothing_is_lowered", code="lowered_only_by_superior", of=("open",),
          change={"steps": (("classify", URGENT),)}),
    Break(guard="nothing_is_lowered", code="lowered_only_by_superior", of=("verify_report",),
          where=("dispatched", "on_site", "access_failed"), change={"axes": URGENT},
          form={"danger": "none", "repair_class": "ordinary"}),
    by_form("something_is_lowered", "nothing_lowered", danger="property", repair_class="urgent"),
    Break(guard="no_open_danger", code="danger_is_open", where=_early,
          of=("redirect", "cancel", "cancel_by_supervisor"), change={"steps": (("classify", URGENT),)}),
    Break(guard="no_open_danger", code="danger_is_open", where=("accepted", "dispatched", "access_failed", "on_site"),
          of=("redirect_from_site", "cancel", "cancel_by_supervisor"), change={"axes": URGENT}),
    Break(guard="no_open_danger", code="danger_is_open", of=("close_unresolved",),
          change={"steps": (("classify", URGENT),)}),
    by_form("customer_accepts", "customer_does_not_accept", customer_accepts=False),
    by_form("is_the_same_fault", "not_the_same_fault", same_place=False),
    Break(guard="is_the_same_fault", code="of_another_home", where=("accepted", "dispatched"),
          form={"same_unit": False}),
    by_form("master_is_open", "master_is_not_open", master_id="closed one"),
    Break(guard="nobody_has_been_there", code="somebody_has_been_there", where=("accepted",),
          change={"route": (*THERE, "return_order")}),
    Break(guard="nobody_has_been_there", code="somebody_has_been_there", where=("dispatched",),
          change={"route": (*THERE, "make_safe", "make_promise", "rebook_visit")}),
    by_form("is_within_means", "beyond_his_means", within_means=False),
    Break(guard="concerns_nobody_else", code="concerns_others", of=("cancel",),
          where=("accepted", "dispatched", "access_failed"), change={"axes": PUBLIC}),
    Break(guard="concerns_nobody_else", code="concerns_others", of=("cancel",),
          where=("accepted", "dispatched", "access_failed"), change={"axes": {"scope": "several"}}),
    Break(guard="concerns_nobody_else", code="concerns_others", of=("cancel_by_supervisor",),
          where=("access_failed",), form={"reason": "no_access"},
          change={"axes": PUBLIC, "route": (*SENT, *("fail_access", "rebook_visit") * 2, "fail_access")}),
    Break(guard="leaves_no_hazard", code="hazard_left", where=("access_failed",), form={"leaves_no_hazard": False},
          of=("cancel_by_supervisor",),
          change={"axes": PUBLIC, "route": (*THERE, "start_work", "fail_access")}),
    Break(guard="leaves_no_hazard", code="hazard_left", also={"concerns_others"}, where=("access_failed",),
          form={"leaves_no_hazard": False}, of=("cancel",),
          change={"axes": PUBLIC, "route": (*THERE, "start_work", "fail_access")}),
    Break(guard="reason_fits", code="no_quote_is_open", of=("cancel",), where=("accepted",),
          form={"reason": "quote_declined"}),
    Break(guard="reason_fits", code="no_quote_is_open", of=("cancel_by_supervisor",), where=("accepted",),
          form={"reason": "quote_expired"}),
    Break(guard="reason_fits", code="quote_still_valid", of=("cancel_by_supervisor",), where=("awaiting_consent",),
          form={"reason": "quote_expired"}),
    Break(guard="reason_fits", code="attempts_left", of=("cancel_by_supervisor",), where=("access_failed",),
          form={"reason": "no_access"}),
    Break(guard="reason_fits", code="attempts_left", of=("cancel_by_supervisor",), where=("reported",),
          form={"reason": "unreachable"}),
    by_form("assignee_is_able", "cannot_be_sent", skilled=False),
    by_form("assignee_is_able", "cannot_be_sent", certified=False),
    by_form("assignee_is_able", "cannot_be_sent", on_duty=False),
    Break(guard="strategy_is_allowed", code="strategy_not_allowed", form={"strategy": "grab"},
          of=("dispatch", "reassign"), change={"axes": {"size": "renewal"}}),
    Break(guard="strategy_is_allowed", code="strategy_not_allowed", form={"strategy": "round_robin"},
          of=("dispatch", "reassign", "dispatch_bindingly"), change={"axes": URGENT}),
    Break(guard="strategy_is_allowed", code="strategy_not_allowed", form={"strategy": "grab"},
          of=("resume_plan", "order_rework", "order_rework_after_check"),
          change={"steps": (("classify", URGENT),)}),
    by_form("call_taker_is_noted", "call_taker_missing", call_taken_by=""),
    by_story("may_still_be_returned", "supervisor_assigns", "dispatch", steps=_back * 2),
    Break(guard="may_still_be_returned", code="supervisor_assigns", of=("return_order",), where=("dispatched",),
          change={"route": (*ACCEPTED, *_back * 2, "dispatch_bindingly")}),
    Break(guard="may_still_be_returned", code="supervisor_assigns", of=("return_order",), where=("on_site",),
          change={"route": (*ACCEPTED, *_back * 2, "dispatch_bindingly", "arrive")}),
    by_story("was_returned_enough", "not_returned_enough", steps=_back),
    by_form("provider_can_come", "time_not_possible", possible=False),
    Break(guard="is_verified", code="verification_missing", where=("on_site",),
          change={"route": ("register", "dispatch_emergency", "arrive")}),
    Break(guard="is_verified", code="verification_missing", where=("in_progress",),
          change={"route": ("register", "dispatch_emergency", "arrive", ("start_work", {"basis": "danger"}))}),
    Break(guard="is_verified", code="verification_missing", where=("waiting_external",),
          change={"route": ("register", "dispatch_emergency", "fail_access", "record_safe_measure",
                            "hand_to_external")}),
    *[
        Break(guard="no_linked_fault", code="linked_faults_open", of=(action,), where=_faulty,
              change={"insert": {"arrive": ("link_new_fault",)}})
        for action in _ends
    ],
    *[
        Break(guard="key_is_back", code="key_is_out", of=(action,), where=_sent_states,
              change={"insert": {"dispatch": _lent}})
        for action in _ends
    ],
    Break(guard="key_is_back", code="still_inside", of=("redirect_from_site",), where=("on_site",),
          change={"route": (*SENT, "link_key_loan", "enter_by_key", "return_key")}),
]  # fmt: skip

HANDLING = [
    by_form("is_identified", "not_identified", identified=False),
    Break(guard="attempts_are_left", code="attempts_used_up", where=("access_failed",),
          change={"route": (*SENT, *("fail_access", "rebook_visit") * 2, "fail_access")}),
    by_form("time_is_confirmed", "time_not_confirmed", confirmed=False),
    Break(guard="delay_was_explained", code="delay_not_explained", where=("made_safe",), change={"steps": ()}),
    by_story("key_is_lent", "key_not_lent", steps=()),
    by_story("key_is_lent", "key_not_lent", steps=(("link_key_loan", {"purpose": "vacant_unit"}),)),
    by_form("resident_consents_to_entry", "entry_not_consented", resident_consents=False),
    by_form("witness_is_another", "witness_is_himself", witness="hua"),
    by_story("danger_is_open", "no_open_danger", axes={}),
    by_story("danger_is_open", "no_open_danger", insert={"open": ("record_safe_measure",)}),
    by_form("loan_is_signed", "loan_not_signed", signed=False),
    by_story("no_key_is_out", "key_is_out", steps=(("link_key_loan", {"key_loan": "K-0"}),)),
    by_form("it_is_that_key", "not_that_key", key_loan="K-2"),
    by_form("keys_are_complete", "key_missing", complete=False),
    by_form("version_is_next", "wrong_version", plan_version=9),
    by_form("version_is_current", "wrong_version", plan_version=9),
    by_form("payer_follows_the_table", "wrong_payer", payer="company"),
    by_form("price_is_published", "price_list_missing", price_list=""),
    by_form("quote_lies_ahead", "quote_is_past", valid_until="now"),
    by_form("quote_lies_ahead", "quote_is_past", expected_completion="-1h"),
    by_story("quote_still_holds", "quote_has_expired", steps=(timedelta(days=4),)),
    by_form("consenter_pays", "wrong_consenter", consenter="causer"),
    by_story("we_pay", "payer_must_consent", axes={}, told={}),
    by_story("petition_is_answered", "petition_not_granted", axes={**PUBLIC, "size": "renewal"},
             told={"present_quote": {"payer": "fund"}}),
    by_story("petition_is_answered", "petitioned_too_late", axes={**PUBLIC, "size": "renewal"},
             told={"present_quote": {"payer": "fund"}},
             steps=(("request_approval", {"petition": "YWH-1", "petitioned_at": "now"}), "record_petition_answer")),
    by_form("charge_follows_the_quote", "above_the_quote", agreed_charge="80.01"),
    by_story("a_plan_was_agreed", "no_plan_agreed",
             route=(*THERE, "present_quote", ("revise_quote", {"plan_version": 2}))),
    Break(guard="no_plan_was_agreed", code="plan_was_agreed", form={"plan_version": 2},
          change={"route": (*WORKED, ("present_quote", {"plan_version": 2}))}),
    Break(guard="may_begin", code="consent_is_needed", of=("start_work",), change={"axes": {}}),
    Break(guard="may_begin", code="no_danger", form={"basis": "danger"}),
    Break(guard="may_begin", code="consent_not_on_file", form={"basis": "consent_on_file", "plan_version": 7}),
    by_form("plan_names_a_time", "time_missing", done_by=None),
    Break(guard="measures_come_first", code="measures_missing", where=("accepted", "access_failed", "on_site"),
          of=("hand_to_external", "defer", "present_quote"), change={"axes": URGENT}),
    Break(guard="measures_come_first", code="measures_missing", where=("on_site",), of=("wait_for_part",),
          change={"axes": {**PUBLIC, **URGENT}}),
    Break(guard="measures_come_first", code="measures_missing", where=("accepted", "access_failed", "on_site"),
          of=("defer_endorsed",), change={"axes": {**URGENT, "size": "medium_large"}}),
    Break(guard="consent_comes_first", code="consent_not_on_file", where=("on_site", "made_safe"),
          change={"axes": {}}),
    by_form("resident_was_told", "resident_not_told", resident_told_at=None),
    by_form("ground_holds", "no_warranty", ground="warranty"),
    by_form("ground_holds", "not_escalated", ground="developer_norm"),
    by_form("tracker_has_looked", "not_looked_at", looked_at=False),
    by_form("promise_is_sound", "promise_beyond_authority", within_authority=False),
    by_form("promise_is_sound", "promise_is_past", promised_at="now"),
    by_form("promise_is_sound", "promise_too_far", "defer", "make_promise", "make_further_promise", promised_at="+8d"),
    Break(guard="promise_is_sound", code="promised_already", of=("make_further_promise",), where=("accepted",),
          change={"steps": ("make_promise",)}),
    by_story("promises_are_left", "promises_used_up", "make_promise", steps=_promise),
    Break(guard="needs_no_endorsement", code="promises_used_up", change={"steps": _promise}),
    Break(guard="needs_no_endorsement", code="size_needs_endorsement", where=("accepted", "on_site"),
          change={"axes": {"size": "renewal"}}),
    by_story("needs_endorsement", "no_endorsement_needed", axes={}),
    by_form("proposal_is_there", "report_missing", report=[]),
    Break(guard="done_as_it_may_be", code="consent_is_needed", where=("on_site",), form={"outcome": "repaired"}),
    Break(guard="plan_was_followed", code="plan_not_followed", where=("in_progress",), form={"plan_followed": False}),
    Break(guard="completion_is_shown", code="completion_evidence_missing", where=("in_progress",),
          form={"evidence": []}),
    Break(guard="was_self_checked", code="self_check_missing", where=("in_progress",), form={"self_checked": False},
          change={"policy": {"acceptance": "self_check_then_owner"}}),
    Break(guard="precautions_are_told", code="precautions_missing", where=("in_progress",), form={"precautions": ""}),
    by_story("rescue_is_reported", "rescue_report_missing", told={"register": {"scenario": "lift_entrapment"}}),
]  # fmt: skip

CLOSING = [
    by_form("looked_before_signing", "signed_before_looking", signed_at="-1h"),
    by_form("looked_before_signing", "signed_ahead_of_time", signed_at="+1h"),
    by_form("resident_is_satisfied", "not_satisfied", satisfied=False),
    by_form("resident_is_satisfied", "not_satisfied", solved=False),
    by_form("record_was_given", "record_not_given", record_given=False),
    by_form("basis_is_admitted", "basis_not_admitted", basis="photos"),
    by_story("basis_is_admitted", "basis_not_admitted", policy={"acceptance": "resident_signature"}),
    by_form("is_solved", "not_solved", solved=False),
    by_form("basis_is_proved", "acceptance_evidence_missing", evidence=[]),
    Break(guard="basis_is_proved", code="reporter_not_told", form={"basis": "notice", "told_at": None},
          change={"policy": {"acceptance": "notice"}}),
    by_form("basis_is_proved", "reporter_not_told", told_at=None),
    by_story("nobody_has_answered", "no_resident", told=_no_resident),
    by_story("nobody_has_answered", "acceptance_still_open", steps=("record_attempt",) * 3),
    by_story("nobody_has_answered", "attempts_left", steps=("record_attempt", timedelta(days=8))),
    Break(guard="there_is_a_resident", code="no_resident", where=("awaiting_acceptance",),
          change={"told": _no_resident}),
    by_story("checker_has_refused", "resident_has_refused", route=(*DONE, "refuse_acceptance")),
    Break(guard="may_be_done_again", code="reworks_used_up", of=("order_rework",), change={"steps": _again * 2}),
    Break(guard="may_be_done_again", code="reworks_used_up", of=("order_rework_after_check",),
          change={"route": (*DONE, "refuse_acceptance", *_again, *_again[:-1], "fail_check")}),
    Break(guard="another_comes", code="same_repairer", of=("order_rework",),
          change={"told": {"refuse_acceptance": {"wants_another": True}}}),
    Break(guard="another_comes", code="same_repairer", of=("order_rework_after_check",),
          change={"told": {"fail_check": {"wants_another": True}}}),
    by_story("signature_is_not_compulsory", "signature_is_compulsory", policy={"acceptance": "resident_signature"}),
    Break(guard="copy_is_back", code="copy_missing", form={"copy_received_at": None},
          change={"skip": frozenset(["deliver_copy"])}),
    Break(guard="charge_was_agreed", code="above_what_was_agreed", form={"charge": "80.01"},
          change={"told": {"note_payment": {"paid": "100.00"}}}),
    Break(guard="charge_was_agreed", code="nothing_may_be_charged",
          change={"axes": PUBLIC, "route": (*THERE, "start_work", "report_done", "sign_off", "note_payment")}),
    by_form("fee_is_settled", "fee_status_wrong", fee_status="free"),
    by_form("fee_is_settled", "fee_status_wrong", charge="0"),
    by_form("fee_is_settled", "arrears_missing", fee_status="arrears"),
    by_form("fee_is_settled", "payment_missing", fee_status="in_management_fee"),
    by_story("fee_is_settled", "payment_missing", skip=frozenset(["note_payment"])),
    by_story("everybody_was_told", "result_not_told", insert={"open": ("add_co_reporter",)}),
    by_story("overrun_is_on_record", "overrun_not_recorded", insert={"arrive": (timedelta(hours=25),)}),
    Break(guard="is_not_dated_ahead", code="closed_ahead_of_time", form={"closed_at": LATER}),
    by_story("somebody_has_been_there", "nobody_has_been_there", route=(*ACCEPTED, "defer")),
    by_form("resident_knows_of_it", "resident_not_told", resident_told_at=None),
]  # fmt: skip

_NOBODY: tuple[Any, ...] = (
    *THERE, ("report_done", {"outcome": "no_fault_found"}), ("accept_without_resident", {"basis": "office_check"}),
    ("close", {"charge": "0", "fee_status": "free"}),
)  # fmt: skip

AFTERCARE = [
    Break(guard="there_is_somebody", code="nobody_to_follow_up", of=("record_follow_up",), where=("signed_off",),
          change={"told": _no_resident, "route": _NOBODY[:-1]}),
    by_story("there_is_somebody", "nobody_to_follow_up", "assign_follow_up", "send_survey", "record_survey",
             told=_no_resident, route=_NOBODY),
    by_story("follow_up_is_asked", "no_follow_up_asked", policy={"follow_up": "off"}),
    by_form("visitor_is_another", "visitor_did_the_work", assignee="hua"),
    by_form("no_follow_up_is_owed", "there_is_a_resident", reason="no_resident"),
    by_form("no_follow_up_is_owed", "follow_up_is_owed", reason="not_asked"),
    by_story("no_follow_up_is_owed", "no_sample_is_taken", policy={"follow_up_share": "off"}),
    by_story("no_follow_up_is_owed", "follow_up_is_owed", axes={"serious": True}),
    by_story("was_followed_up", "follow_up_missing", steps=("record_survey",)),
    by_story("was_followed_up", "follow_up_failed",
             steps=(("record_follow_up", {"follow_up_result": "failed"}), "record_survey")),
    by_story("serious_visits_are_done", "visits_are_owed", axes={"serious": True}),
    by_story("survey_is_over", "survey_not_over", steps=("record_follow_up",)),
    by_story("survey_is_over", "score_is_low",
             steps=("record_follow_up",
                    ("record_survey", {"solution": 60, "speed": 60, "attitude": 60, "survey_score": 60}))),
    by_form("is_the_same_again", "another_fault", same_fault=False),
    by_story("may_still_be_reopened", "too_long_ago", steps=(timedelta(days=31),)),
    by_form("attempts_are_counted", "too_few_attempts", follow_up_result="unreachable", attempts=2),
    by_form("resident_has_signed", "resident_signature_missing", method="home_visit"),
    by_form("score_is_the_mean", "wrong_mean", survey_score=99),
]  # fmt: skip

ANYWHERE = [
    by_form("term_is_stated", "term_missing", ends_at=None),
    by_form("term_is_stated", "term_disagrees", warranty="in"),
    by_form("table_is_followed", "another_line", item="F7"),
    by_form("petition_is_early", "petition_date_missing", petition="YWH-1"),
    by_form("petition_is_early", "petition_lies_ahead", petition="YWH-1", petitioned_at="+1d"),
    Break(guard="emergency_is_reported_as_such", code="is_urgent", where=("accepted", "dispatched", "on_site"),
          change={"axes": URGENT}),
    by_story("is_urgent_now", "not_urgent", axes={}),
    by_story("condition_is_met", "condition_not_met", steps=()),
    by_story("conditions_are_answered", "conditions_unanswered", insert={"arrive": ("record_dispute",)}),
    by_story("is_not_escalated_yet", "escalated_already", steps=("record_dispute", "escalate_to_developer")),
]  # fmt: skip

BREAKS = [*OPENING, *HANDLING, *CLOSING, *AFTERCARE, *ANYWHERE]

PROMISED = "no_promise_is_open"  # broken by one more step in whatever plot
CONSENTER = "consenter_is_another"  # broken by who acts
BY_COMPLAINT = "liability_is_stated"  # a repair that a complaint has ordered; told in `test_complaint_to_repair.py`
