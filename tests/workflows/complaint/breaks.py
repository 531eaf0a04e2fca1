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
from tests.workflows.complaint.plots import EMERGENCY, LOOKED_BACK, LOW, REPORTED, SUSPECT, Plot
from tests.workflows.complaint.usual import SHEET

LATER = "2027-01-31T09:00:00+08:00"
EARLIER = "2026-09-28T08:59:59+08:00"


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


def by_form(guard: str, code: str, **form: Any) -> Break:
    """Broken by what stands in the form."""
    return Break(guard=guard, code=code, form=form)


def by_story(guard: str, code: str, **change: Any) -> Break:
    """Broken by what happened before."""
    return Break(guard=guard, code=code, change=change)


_out = {"nature": "communicative_help", "grade": "none"}
_beyond = ("pre_complaint", "received", "clarifying", "ruling_pending", "opened", "dispatched", "investigating")
_handled = (
    "in_progress", "external_handling", "stalled", "done_reported", "second_disposal", "close_pending",
)  # fmt: skip
_classified = (*_beyond, *_handled)
_limit = {"customer_limit": "now"}
_breach = {"grade": "major", "major_ground": "breach"}
_refused = ("dispatch", "reject_dispatch") * 2
_repair = {"adopt_measures": {"track": "repair"}}
_contested = ("owner_dissatisfied", "uphold_result")
_again = ("order_rework", "report_done", "owner_dissatisfied")
_in_vain = ("record_attempt",) * 3
_upheld = (*REPORTED, *_contested, "close", "assign_follow_up")
_apology = Break(
    guard="opener_is_as_the_manual_says", code="apology_before_findings", form={"opener": "apology"},
    where=(*_beyond, "explained"), change={"policy": {"opener": "sympathy"}},
)  # fmt: skip

BEFORE_OPENING = [
    by_form("reading_is_over_limit", "reading_within_limit", reading=80),
    _apology,
    Break(guard="nothing_is_lowered", code="lowered_only_by_superior", where=_classified,
          change={"axes": {"grade": "important"}}),
    Break(guard="nothing_is_lowered", code="lowered_only_by_superior", where=("explained",), change={"axes": {}}),
    Break(guard="something_is_lowered", code="nothing_lowered", where=_classified, form={"grade": "important"}),
    Break(guard="something_is_lowered", code="nothing_lowered", where=("explained",), change={"axes": _out}),
    Break(guard="grade_fits_nature", code="grade_without_validity", where=_classified,
          form={"nature": "out_of_scope"}),
    Break(guard="grade_fits_nature", code="grade_without_validity", where=("explained",), form={"grade": "minor"}),
    Break(guard="breach_was_raised_often_enough", code="too_few_requests", where=_classified, of=("classify",),
          form=_breach),
    Break(guard="breach_was_raised_often_enough", code="too_few_requests", where=_classified,
          of=("lower_classification",), form=_breach, change={"axes": {"grade": "major", "level": "I"}}),
    Break(guard="breach_was_raised_often_enough", code="too_few_requests", where=("explained",), of=("classify",),
          also={"grade_without_validity"}, form=_breach),
    Break(guard="breach_was_raised_often_enough", code="too_few_requests", where=("explained",),
          of=("lower_classification",), also={"grade_without_validity", "nothing_lowered"}, form=_breach),
    Break(guard="customers_limit_counts", code="customers_limit_does_not_count", where=_classified, of=("classify",),
          form={**_limit, "grade": "important"}),
    Break(guard="customers_limit_counts", code="customers_limit_does_not_count", where=_classified,
          of=("lower_classification",), form={**_limit, "grade": "important"}, change={"axes": {"grade": "major"}}),
    Break(guard="customers_limit_counts", code="customers_limit_does_not_count", where=("explained",), form=_limit),
    Break(guard="explained_stays_explained", code="valid_must_be_converted", where=("explained",),
          form={"nature": "valid"}),
    Break(guard="explained_stays_explained", code="urgent_must_be_opened", where=("explained",), of=("classify",),
          form={"level": "I"}),
    by_form("contact_is_known", "contact_missing", phone=None),
    by_form("contact_is_known", "contact_not_waived", contact_mode="waived"),
    by_form("contact_is_known", "complainant_not_left_out", contact_mode="none"),
    by_form("opening_follows_reception", "opened_before_reception", opened_at=EARLIER),
    by_form("condition_fits", "not_our_own_finding", condition="b"),
    Break(guard="condition_fits", code="outside_is_explained", form={"condition": "e"},
          change={"policy": {"out_of_scope": "register_and_explain"}}),
    by_story("is_not_urgent", "urgent_must_be_opened", steps=(("classify", {"level": "I"}),)),
    by_story("nature_is_known", "nature_unknown", steps=()),
    by_form("explanation_ends_it", "explanation_not_enough", customer_accepts=False),
    Break(guard="explanation_ends_it", code="valid_must_be_opened",
          change={"policy": {"opening_gate": "every_valid_complaint"}}),
    by_story("can_be_converted", "not_communicative", axes={"nature": "out_of_scope", "grade": "none"}),
    by_story("conversion_window_is_over", "conversion_still_possible", steps=()),
    by_form("is_the_same", "not_a_duplicate", same_matter=False),
    by_form("master_is_live", "master_is_not_live", master_id="closed one"),
]  # fmt: skip

HANDLING = [
    Break(guard="is_classified", code="not_classified", of=("dispatch",), change={"axes": None}),
    Break(guard="is_classified", code="not_classified", of=("assign_bindingly",),
          change={"steps": (*_refused, ("lower_classification", {"grade": "none"}))}),
    Break(guard="may_still_be_refused", code="supervisor_assigns", of=("dispatch",), change={"steps": _refused}),
    Break(guard="may_still_be_refused", code="supervisor_assigns", of=("reject_dispatch",),
          change={"steps": ("reject_dispatch", "dispatch", "reject_dispatch", "assign_bindingly")}),
    by_form("coordinator_is_named", "coordinator_missing", departments=["works", "gardens"]),
    *[
        Break(guard="respondent_is_not_named", code="respondent_named", of=(action,), form={field: SUSPECT})
        for action, field in (
            ("dispatch", "responsible"), ("assign_bindingly", "coordinator_id"), ("respond_emergency", "leader"),
            ("reassign", "new_handler"), ("assign_co_handlers", "co_handler_id"), ("hand_to_external", "tracker_id"),
            ("order_rework_elsewhere", "new_handler"), ("assign_follow_up", "assignee"),
        )
    ],
    by_story("has_been_refused_enough", "not_refused_enough", steps=()),
    by_form("receipt_is_signed", "signature_missing", signature=""),
    by_story("is_level_one", "not_level_one", axes={}),
    by_story("is_not_level_one", "is_level_one", axes={"level": "I"}),
    by_form("goes_high_enough", "not_high_enough", forwarded_to="cs_supervisor"),
    by_story("goes_high_enough", "not_to_be_passed_up", axes={}),
    Break(guard="contact_was_made", code="first_contact_missing", where=("investigating",),
          change={"skip": {"record_contact"}}),
    Break(guard="contact_was_made", code="first_contact_missing", where=("in_progress",), of=("adopt_measures",),
          change={"route": EMERGENCY, "axes": {"level": "I"}}),
    Break(guard="contact_was_made", code="first_contact_missing", where=("in_progress",),
          of=("adopt_important_measures",), change={"route": EMERGENCY, "axes": {"level": "I", "grade": "important"}}),
    Break(guard="contact_was_made", code="first_contact_missing", where=("in_progress",), of=("adopt_major_measures",),
          change={"route": EMERGENCY, "axes": {"level": "I", "grade": "major"}}),
    by_form("measures_are_told", "consent_or_reason_missing", owner_consent="refused"),
    by_form("measures_are_told", "there_is_a_complainant", owner_consent="not_applicable"),
    by_form("plan_names_a_time", "time_missing", expected_completion_at=None),
    by_story("department_decides", "beyond_the_department", axes={"grade": "important"}),
    by_story("is_important", "not_important", axes={}),
    by_story("is_major", "not_major", axes={}),
    Break(guard="is_not_major", code="is_major", of=("reply",), change={"axes": {"grade": "major"}}),
    Break(guard="is_not_major", code="is_major", of=("upgrade_to_major",), also={"not_unsettled_for_so_long"},
          change={"axes": {"grade": "major"}}),
    Break(guard="inquiry_is_recorded", code="inquiry_missing", where=("investigating",), change={"steps": ()}),
    Break(guard="inquiry_is_recorded", code="inquiry_missing", where=("in_progress",),
          change={"route": EMERGENCY, "axes": {"level": "I"}}),
    Break(guard="solved_after_inquiry", code="measures_missing", where=("investigating",), form={"outcome": "solved"}),
    Break(guard="solved_after_inquiry", code="inquiry_missing", where=("in_progress",),
          change={"route": EMERGENCY, "axes": {"level": "I"}}),
    by_story("co_handlers_are_done", "co_handlers_open",
             insert={"sign_receipt": ("assign_co_handlers", ("sign_further_receipt", {"departments": ["gardens"]}))}),
    by_story("repair_orders_are_done", "repair_orders_open", insert={"sign_receipt": ("spawn_repair_order",)}),
    by_story("receipts_are_signed", "receipts_unsigned",
             told={"dispatch": {"departments": ["works", "gardens"], "coordinator_id": "duty_manager"}}),
    Break(guard="completion_is_shown", code="completion_evidence_missing", where=("in_progress",),
          form={"evidence": []}),
    Break(guard="completion_is_shown", code="completion_evidence_missing", where=("investigating",),
          also={"measures_missing"}, form={"evidence": [], "outcome": "solved"}),
    by_story("is_unsettled_for_too_long", "not_unsettled_for_so_long", steps=()),
    by_story("extension_was_requested", "no_extension_requested", steps=()),
    by_form("new_limit_lies_ahead", "new_limit_is_past", new_limit="now"),
    by_story("property_manager_approves", "not_minor", axes={"grade": "important"}),
    by_story("property_manager_approves", "nobody_approves", policy={"minor_overrun_approver": "off"}),
    by_story("general_manager_approves", "not_important", axes={"grade": "minor"}),
    by_story("general_manager_approves", "nobody_approves", policy={"important_overrun_approver": "off"}),
    by_story("somebody_approves_major", "not_major", axes={"grade": "minor"}),
    by_story("somebody_approves_major", "nobody_approves", policy={"major_overrun_approver": "off"}),
    by_form("concerns_many", "not_many", owners_affected=300),
    by_story("calls_for_correction", "no_cause_for_correction", axes={"grade": "minor"}),
    by_form("promise_is_within_authority", "promise_beyond_authority", within_authority=False),
    by_form("nothing_personal", "personal_data", no_personal_data=False),
]  # fmt: skip

CLOSING = [
    Break(guard="result_was_told", code="result_not_told", where=("done_reported",),
          change={"skip": {"tell_result"}}),
    Break(guard="result_was_told", code="result_not_told", where=("close_pending",),
          change={"skip": {"tell_result"}, "insert": {"report_done": _in_vain}, "steps": ("record_contact",)}),
    by_story("desk_may_verify", "centre_manager_verifies", policy={"verified_by": "centre_manager"}),
    by_form("is_proved_true", "not_proved_true", proved_true=False),
    by_form("basis_fits_track", "wrong_basis", closing_basis="a", service_sheet=[SHEET], signed_by="owner",
            signed_at="now"),
    Break(guard="sheet_is_signed", code="sheet_unsigned", form={"closing_basis": "a"}, change={"told": _repair}),
    Break(guard="sheet_is_signed", code="signed_ahead_of_time", change={"told": _repair},
          form={"closing_basis": "a", "service_sheet": [SHEET], "signed_by": "owner", "signed_at": LATER}),
    by_form("voucher_is_there", "voucher_missing", vouchers=[]),
    Break(guard="there_is_a_complainant", code="no_complainant", change={"own": True},
          where=("done_reported", "close_pending", "closed", "closed_unresolvable")),
    Break(guard="is_not_upheld", code="already_upheld", where=("close_pending",), change={"steps": _contested}),
    by_story("may_be_done_again", "second_disposals_used_up", steps=(*_again, *_again)),
    by_story("needs_no_signature", "repair_needs_signature", told=_repair),
    by_story("no_linked_problem", "linked_problems_open", steps=("link_problem",)),
    Break(guard="authority_has_verified", code="authority_verification_missing", of=("close",),
          change={"axes": {"valid_ground": "misconduct"}}),
    Break(guard="authority_has_verified", code="authority_verification_missing", of=("close_major",),
          change={"axes": {"valid_ground": "misconduct", "grade": "major"}}),
    by_story("needs_no_consent", "major_needs_consent", axes={"grade": "major"}),
    by_story("needs_consent", "no_consent_needed", axes={"grade": "minor"}),
    by_story("overrun_is_on_record", "overrun_not_recorded", insert={"adopt_measures": (timedelta(days=11),)}),
    by_form("is_not_dated_ahead", "closed_ahead_of_time", closed_at=LATER),
]  # fmt: skip

AFTERCARE = [
    by_story("nobody_to_follow_up", "there_is_a_complainant", own=False),
    Break(guard="review_was_told", code="review_not_told", where=("closed_unresolvable",), change={"steps": ()}),
    by_form("is_led_as_the_manual_says", "wrong_leader", led_by="office_head"),
    by_form("resident_has_signed", "resident_signature_missing", method="home_visit"),
    by_form("attempts_are_counted", "too_few_attempts", follow_up_result="unreachable", attempts=2),
    by_form("score_is_the_mean", "wrong_mean", survey_score=99),
    by_story("no_low_score_waits", "low_score_waits", steps=(("record_survey", LOW),)),
    by_story("score_is_low", "score_is_not_low", steps=("record_survey",)),
    by_story("look_back_is_left", "look_backs_used_up", steps=(*LOOKED_BACK, *LOOKED_BACK, ("record_survey", LOW))),
    Break(guard="problem_is_not_solved", code="follow_up_has_not_failed", where=("following_up",),
          change={"steps": ()}),
    by_story("was_followed_up", "follow_up_missing", steps=("record_survey",)),
    by_story("was_followed_up", "follow_up_failed",
             steps=(("record_follow_up", {"follow_up_result": "failed"}), "record_survey")),
    by_story("was_followed_up_again", "new_follow_up_missing",
             steps=("record_follow_up", *LOOKED_BACK, "record_survey")),
    by_story("survey_is_over", "survey_not_over", steps=("record_follow_up",)),
    by_story("survey_is_over", "score_is_low", steps=("record_follow_up", ("record_survey", LOW))),
    by_story("dissent_remains", "no_dissent_that_remains", steps=("record_follow_up",)),
    by_story("dissent_remains", "follow_up_missing", steps=(*LOOKED_BACK, *LOOKED_BACK, ("record_survey", LOW))),
    by_story("dissent_remains", "look_back_missing", route=_upheld,
             steps=("record_follow_up", ("record_survey", LOW))),
    by_story("survey_has_waited", "survey_still_open", steps=("send_survey",)),
]  # fmt: skip

BREAKS = [*BEFORE_OPENING, *HANDLING, *CLOSING, *AFTERCARE]

PROMISED = "no_promise_is_open"  # broken by one more step in whatever plot
CONSENTER = "consenter_is_another"  # broken by who acts
ORDERED = "order_has_ended"  # broken by a repair that runs; told in `tests/workflows/test_complaint_to_repair.py`
PROMOTED = "promotion_stands"  # broken by what the desk does of itself; told in `test_mended.py`

UNBREAKABLE = {
    "opener_is_as_the_manual_says": "Once the inquiry is on record an apology is in order.",
    "explained_stays_explained": "It speaks of explained cases only.",
    "there_is_a_complainant": "Nobody is followed up, or looked back at, without one.",
    "review_was_told": "It speaks of what the review has closed.",
    "is_not_upheld": "A result that was upheld is not reported again without a rework, which ends the upholding.",
    "problem_is_not_solved": "A look-back itself is reason enough.",
    "repair_has_its_sheet": "The track cannot change between verification and closing; looked at by hand below.",
}
"""Where no story can break a condition, and why."""
