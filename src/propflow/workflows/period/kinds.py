"""
The kinds of duty: how often each comes up, by which slot a policy knows it, and from when it is owed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from propflow.model.policies import Value
from propflow.workflows.period import slots
from propflow.workflows.period.spans import MONTH, QUARTER, TEN_DAYS, Every, Span

FIGURES, REVIEW, RECONCILIATION = "monthly_figures", "quarterly_review", "reconciliation"
LIST, INTERVIEW = "red_black_list", "interview"

KINDS = {
    FIGURES: ("Figures of the month", "投诉月度统计"),
    REVIEW: ("Quarterly review of what cannot be handled", "无法处理案件季度评审"),
    RECONCILIATION: ("Ten-day reconciliation of goods passes", "放行条每十天核对"),
    LIST: ("Red and black list", "红黑榜"),
    INTERVIEW: ("Interview after overruns in a row", "连续超时约谈"),
}

EVERY: Mapping[str, Every] = {FIGURES: MONTH, REVIEW: QUARTER, RECONCILIATION: TEN_DAYS, LIST: MONTH}
"""How often the duties of the calendar come up; an interview comes of a run of overruns."""

KNOWN_BY = {
    FIGURES: slots.figures_month, REVIEW: slots.quarterly_review, RECONCILIATION: slots.reconciliation,
    LIST: slots.red_black_list, INTERVIEW: slots.overruns_in_a_row,
}  # fmt: skip
"""The slot without which a policy does not know the duty."""

MAY_HAVE_NONE = (REVIEW, RECONCILIATION)
"""What may have had nothing to look at: figures of nothing are zero, and a list is published every month. [design]"""


def is_owed(kind: str, policy: Mapping[str, Value | None]) -> bool:
    """Does the policy know this duty?"""
    return kind in KNOWN_BY and policy.get(KNOWN_BY[kind].name) is not None


def owed_from(kind: str, span: Span, policy: Mapping[str, Value | None]) -> datetime:
    """
    From when a duty of the calendar is owed: what is due once in every span, from its beginning.

    Figures that a manual wants in the next month are owed from the end of theirs.
    """
    return span.ends if kind == FIGURES and policy.get(slots.figures_month.name) == "next" else span.begins
