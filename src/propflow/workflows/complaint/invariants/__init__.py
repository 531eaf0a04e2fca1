"""
What must be true of every history of a complaint: I01 to I32, judged by the journal alone.

`Desk.verify` judges each case of a sound store by them. Some cannot be answered yet; they say
`open`, and why, and never pass for kept.
"""

from propflow.workflows.complaint.invariants.closing import (
    closing_is_complete,
    dissent_was_reviewed,
    no_linked_problem_was_left,
    repair_was_signed,
    result_was_told_before_closing,
    the_office_head_consented,
    the_review_decided,
    was_verified,
)
from propflow.workflows.complaint.invariants.duties import (
    confidence_is_kept,
    dissent_is_looked_back_at,
    first_the_facts,
    is_counted_once,
    is_followed_up,
    promises_end,
    respondent_keeps_out,
    responsibility_is_handed_over,
)
from propflow.workflows.complaint.invariants.lifecycle import (
    an_opened_case_is_closed,
    each_step_is_allowed,
    explanation_ended_it,
    has_a_number_of_its_own,
    is_registered_before_it_is_opened,
    journal_is_only_added_to,
    somebody_answers_for_it,
    what_is_over_stays_over,
)
from propflow.workflows.complaint.invariants.timing import (
    each_limit_is_accounted_for,
    limits_are_of_its_policy,
    major_is_treated_as_such,
    no_limit_stands_still,
    overruns_in_a_row_bring_an_interview,
    urgent_is_answered_at_once,
)
from propflow.workflows.complaint.invariants.together import each_member_has_its_own, merged_into_what_is_there

INVARIANTS = (
    journal_is_only_added_to, has_a_number_of_its_own, each_step_is_allowed, is_registered_before_it_is_opened,
    explanation_ended_it, an_opened_case_is_closed, somebody_answers_for_it, what_is_over_stays_over,
    was_verified, repair_was_signed, no_linked_problem_was_left, the_office_head_consented, the_review_decided,
    closing_is_complete, dissent_was_reviewed, result_was_told_before_closing,
    each_limit_is_accounted_for, no_limit_stands_still, major_is_treated_as_such, urgent_is_answered_at_once,
    overruns_in_a_row_bring_an_interview, limits_are_of_its_policy,
    first_the_facts, promises_end, is_followed_up, dissent_is_looked_back_at, each_member_has_its_own,
    merged_into_what_is_there, respondent_keeps_out, confidence_is_kept, is_counted_once,
    responsibility_is_handed_over,
)  # fmt: skip
"""In order, I01 to I32."""
