"""
What must be true of every history of a renovation: N01 to N24, judged by the journals alone.

N09 to N11 are judged at the deposit, N17 at the plan change, N20 at the worker pass.
"""

from propflow.workflows.renovation.invariants.applying import (
    applied_for_together,
    everything_missing_is_named,
    fees_are_paid,
    number_is_drawn_once,
    permit_follows_approval,
    review_is_timed,
    what_is_sent_is_complete,
)
from propflow.workflows.renovation.invariants.ending import (
    children_are_over,
    refund_waits,
    refund_waits_for_passes,
    reinspection_finds_nothing,
    waiting_begins_anew,
)
from propflow.workflows.renovation.invariants.works import (
    completion_waits_for_changes,
    each_day_is_patrolled,
    lead_alone_adds,
    nights_are_not_crowded,
    passes_are_of_the_list,
    rectification_has_notice_and_period,
    works_end_with_the_permit,
)

INVARIANTS = (
    applied_for_together, what_is_sent_is_complete, everything_missing_is_named, permit_follows_approval,
    fees_are_paid, review_is_timed, passes_are_of_the_list, lead_alone_adds, refund_waits, reinspection_finds_nothing,
    waiting_begins_anew, refund_waits_for_passes, children_are_over, completion_waits_for_changes,
    works_end_with_the_permit, nights_are_not_crowded, rectification_has_notice_and_period, number_is_drawn_once,
    each_day_is_patrolled,
)  # fmt: skip
"""In the order of their numbers, but for those of the children."""
