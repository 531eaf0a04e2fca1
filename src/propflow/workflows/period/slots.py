"""
What the office's own duties leave to policy: which of them a manual knows, and by when.

A duty whose slot is switched off does not come up at all. No limit counts service time: they run
on the always-open calendar, day n of the month included.
"""

from propflow import amount_slot, choice_slot, number_slot

figures_month = choice_slot(
    "figures_month",
    {
        "same": ("Of the month itself, up to a cut-off in it", "当月"),
        "next": ("Of the month before, once it is over", "次月"),
    },
    en="Of which month the figures are owed; off: none are", zh="月度统计所属月份",
    rules=["C04-34", "B11-35", "B11-36"],
)  # fmt: skip
figures_entered = amount_slot(
    "figures_entered", en="The figures of the month are entered in the summary", zh="投诉数据汇总表填报时限",
    rules=["B11-35"],
)  # fmt: skip
figures_handed_in = amount_slot(
    "figures_handed_in", en="The figures of the month are handed in", zh="月度统计上报时限", rules=["C04-34", "B11-36"]
)
figures_to = choice_slot(
    "figures_to",
    {"property_manager": ("The property manager", "物业部经理"), "office_head": ("The office head", "管理处经理")},
    en="Who receives and signs the figures of the month", zh="月度统计受理人", rules=["C04-34", "B11-36"],
)  # fmt: skip
quarterly_review = amount_slot(
    "quarterly_review", en="The review of what cannot be handled is held", zh="无法处理案件季度评审时限",
    rules=["C05-29"],
)  # fmt: skip
reconciliation = amount_slot(
    "reconciliation", en="Goods passes are handed back and reconciled", zh="放行条交回核对时限", rules=["B09-16"]
)
red_black_list = amount_slot(
    "red_black_list", en="The red and black list is published", zh="红黑榜公布时限", rules=["D04-05"]
)
overruns_in_a_row = number_slot(
    "overruns_in_a_row", least=1, most=100, en="Late cases of a team in a row that bring an interview",
    zh="触发约谈的连续超时次数", rules=["D04-06"],
)  # fmt: skip
excused_overruns = choice_slot(
    "excused_overruns",
    {
        "leave": ("It leaves the run as it is", "不影响连续次数"),
        "break": ("It breaks the run", "中断连续次数"),
        "count": ("It counts as late", "计为超时"),
    },
    design="leave", en="What an overrun that was approved in time does to the run", zh="经批准延期对连续超时的影响",
    rules=["D04-06", "C04-37", "C04-39"],
)  # fmt: skip
interview = amount_slot("interview", en="The interview is held", zh="约谈时限", rules=["D04-06"])

slots = [
    figures_month, figures_entered, figures_handed_in, figures_to, quarterly_review, reconciliation, red_black_list,
    overruns_in_a_row, excused_overruns, interview,
]  # fmt: skip
