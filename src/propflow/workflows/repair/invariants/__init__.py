"""
What must be true of every history of a repair: V01 to V42, judged by the journal alone.

`Desk.verify` judges each case of a sound store by them. What cannot be answered says `open`, and why, and never
passes for kept.
"""

from propflow.workflows.repair.invariants.aftercare import (
    conditions_are_answered,
    confidence_is_kept,
    failed_follow_up_has_consequences,
    is_followed_up,
    money_goes_to_finance,
    rework_is_followed_up,
    rounds_come_to_an_end,
)
from propflow.workflows.repair.invariants.finish import (
    accepted_on_a_basis,
    closing_is_complete,
    complaint_has_its_sheet,
    everybody_is_told,
    no_linked_fault_was_left,
    nobody_accepts_his_own_work,
    record_is_whole,
    refusal_is_reviewed,
    signed_after_looking,
    the_review_decided,
)
from propflow.workflows.repair.invariants.lifecycle import (
    an_open_case_is_not_dropped,
    cancelled_for_a_reason,
    each_step_is_allowed,
    is_verified,
    journal_is_only_added_to,
    merged_into_what_is_there,
    sent_on_with_consent,
    somebody_answers_for_it,
    what_is_over_stays_over,
)
from propflow.workflows.repair.invariants.timing import (
    each_limit_is_accounted_for,
    limits_are_of_its_policy,
    no_limit_stands_still,
    nothing_was_left_blank,
    promises_end,
    urgent_is_bound_no_less,
)
from propflow.workflows.repair.invariants.work import (
    a_change_is_a_new_version,
    danger_decides,
    deferred_by_a_plan,
    delay_is_explained,
    homes_are_entered_lawfully,
    no_work_before_a_visit,
    outside_work_is_tracked,
    urgent_waits_safely,
    what_is_charged_was_agreed,
    whoever_is_sent_is_able,
)

INVARIANTS = (
    journal_is_only_added_to, each_step_is_allowed, is_verified, an_open_case_is_not_dropped, somebody_answers_for_it,
    what_is_over_stays_over, merged_into_what_is_there, cancelled_for_a_reason, sent_on_with_consent,
    no_work_before_a_visit, what_is_charged_was_agreed, a_change_is_a_new_version, whoever_is_sent_is_able,
    danger_decides, urgent_waits_safely, delay_is_explained, deferred_by_a_plan, homes_are_entered_lawfully,
    outside_work_is_tracked,
    accepted_on_a_basis, signed_after_looking, nobody_accepts_his_own_work, refusal_is_reviewed, closing_is_complete,
    the_review_decided, complaint_has_its_sheet, no_linked_fault_was_left, record_is_whole, everybody_is_told,
    each_limit_is_accounted_for, no_limit_stands_still, nothing_was_left_blank, urgent_is_bound_no_less, promises_end,
    limits_are_of_its_policy,
    is_followed_up, rework_is_followed_up, failed_follow_up_has_consequences, money_goes_to_finance,
    conditions_are_answered, confidence_is_kept, rounds_come_to_an_end,
)  # fmt: skip
"""In order, V01 to V42."""
