"""
Duties of the office itself (周期任务): monthly figures, reviews, reconciliations, red and black lists, interviews.

    from propflow.workflows.period import owe, period

    owe(desk, period.under(policy), now)        # once an hour: whatever has come up is on record, and has its clocks
    figures_for(desk, duty, now).form("...")    # what the month's figures come to, as the form of `draw_up_figures`
    gaps(desk, period.under(policy), now)       # what all cases together show: I21 and I31
"""

from propflow.workflows.period.across import Gap, figures_for, gaps
from propflow.workflows.period.actions import (
    close,
    draw_up_figures,
    draw_up_interview,
    draw_up_list,
    draw_up_reconciliation,
    draw_up_review,
    drop,
    hand_in,
    name_overrun,
    open_,
    publish,
    register,
    responsible,
    review,
    review_by_property_manager,
    send_back,
)
from propflow.workflows.period.figures import Figures, figures
from propflow.workflows.period.forms import (
    Archiving,
    Drop,
    Duty,
    Interview,
    MonthlyFigures,
    NamedOverrun,
    Opinion,
    Publication,
    Reconciliation,
    RedBlackList,
    Return,
    ReviewList,
    Submission,
)
from propflow.workflows.period.overruns import Ending, Outcome, Run, outcomes, runs
from propflow.workflows.period.owing import Owed, duties, owe
from propflow.workflows.period.spans import Every, Span, span_at, span_named
from propflow.workflows.period.workflow import period

__all__ = [
    "Archiving", "Drop", "Duty", "Ending", "Every", "Figures", "Gap", "Interview", "MonthlyFigures", "NamedOverrun",
    "Opinion", "Outcome", "Owed", "Publication", "Reconciliation", "RedBlackList", "Return", "ReviewList", "Run",
    "Span", "Submission", "close", "draw_up_figures", "draw_up_interview", "draw_up_list", "draw_up_reconciliation",
    "draw_up_review", "drop", "duties", "figures", "figures_for", "gaps", "hand_in", "name_overrun", "open_",
    "outcomes", "owe", "period", "publish", "register", "responsible", "review", "review_by_property_manager", "runs",
    "send_back", "span_at", "span_named",
]  # fmt: skip
