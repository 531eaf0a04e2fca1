"""
What is done to a duty of the office: registered, opened, drawn up, handed in, reviewed, archived, or dropped.
"""

from propflow import CLOSE, OPEN, RECURS_FROM, REGISTER, START, STAY, Action, Link, Relation, sets
from propflow.workflows.complaint.roles import (
    automation,
    centre_manager,
    cs_staff,
    cs_supervisor,
    general_manager,
    office_head,
    property_manager,
    qa_department,
)
from propflow.workflows.period import forms, guards
from propflow.workflows.period.states import (
    archived,
    drawn_up,
    dropped,
    handed_in,
    in_preparation,
    registered,
    reviewed,
)

responsible = Relation("responsible", en="Whoever draws it up", zh="经办人")

_desk = [cs_staff, cs_supervisor, centre_manager]
_heads = [office_head, general_manager]

# It comes up

register = Action(
    "register", START, registered, en="Register", zh="登记",
    by=[automation, cs_supervisor, centre_manager, *_heads], form=forms.Duty,
    guards=[guards.policy_knows_it, guards.period_is_right, guards.team_is_named],
    link=Link(RECURS_FROM, "follows"), milestone=REGISTER,
    rules=["C04-34", "C05-29", "C05-34", "B09-16", "B11-35", "B11-36", "D04-05", "D04-06", "D04-12", "A17-15"],
)  # fmt: skip
name_overrun = Action(
    "name_overrun", registered, STAY, en="Name a late case of the run", zh="列明超时案件",
    by=[automation, cs_supervisor, *_heads], form=forms.NamedOverrun, guards=[guards.is_an_interview],
    link=Link(RECURS_FROM, "overrun"), rules=["D04-06"],
)  # fmt: skip
open_ = Action(
    "open", registered, in_preparation, en="Take it up", zh="开始办理",
    by=[*_desk, qa_department, *_heads], sets=[sets(responsible)], guards=[guards.run_is_named], milestone=OPEN,
)  # fmt: skip
drop = Action(
    "drop", registered, dropped, en="The period had none", zh="本期无此事项",
    by=[cs_supervisor, centre_manager, *_heads], form=forms.Drop, guards=[guards.may_have_none],
)  # fmt: skip

# It is drawn up

draw_up_figures = Action(
    "draw_up_figures", in_preparation, drawn_up, en="Draw up the figures", zh="填报投诉数据汇总表",
    by=[cs_supervisor, centre_manager], form=forms.MonthlyFigures,
    guards=[guards.is_figures, guards.cut_off_is_right, guards.figures_add_up],
    rules=["C04-34", "C05-34", "B11-35", "D04-12", "A17-15"],
)  # fmt: skip
draw_up_review = Action(
    "draw_up_review", in_preparation, drawn_up, en="Hold the review", zh="召开季度评审",
    by=[cs_supervisor, centre_manager], form=forms.ReviewList,
    guards=[guards.is_a_review, guards.each_case_is_decided, guards.was_held], rules=["C05-29"],
)  # fmt: skip
draw_up_reconciliation = Action(
    "draw_up_reconciliation", in_preparation, drawn_up, en="Reconcile the goods passes", zh="核对放行条",
    by=_desk, form=forms.Reconciliation, guards=[guards.is_a_reconciliation, guards.passes_add_up],
    rules=["B09-15", "B09-16"],
)  # fmt: skip
draw_up_list = Action(
    "draw_up_list", in_preparation, drawn_up, en="Draw up the red and black list", zh="编制红黑榜",
    by=[cs_supervisor, qa_department], form=forms.RedBlackList, guards=[guards.is_a_list, guards.list_is_clean],
    rules=["D04-05"],
)  # fmt: skip
draw_up_interview = Action(
    "draw_up_interview", in_preparation, drawn_up, en="Hold the interview", zh="约谈",
    by=[qa_department, *_heads], form=forms.Interview, guards=[guards.is_an_interview, guards.was_held],
    rules=["D04-06"],
)  # fmt: skip

drawing_up = [draw_up_figures, draw_up_review, draw_up_reconciliation, draw_up_list, draw_up_interview]

# It is handed in, and reviewed by somebody else

hand_in = Action(
    "hand_in", drawn_up, handed_in, en="Hand it in", zh="报送",
    by=[*_desk, qa_department, *_heads], form=forms.Submission, tell=[property_manager, office_head],
    rules=["C04-34", "B11-36"],
)  # fmt: skip
review = Action(
    "review", handed_in, reviewed, en="Review and sign", zh="审核签字",
    by=_heads, form=forms.Opinion, not_by=[*drawing_up, responsible], guards=[guards.office_head_receives],
    rules=["B11-36", "C05-29"],
)  # fmt: skip
review_by_property_manager = Action(
    "review_by_property_manager", handed_in, reviewed, en="Review and sign as property manager",
    zh="物业部经理审核签字",
    by=[property_manager, *_heads], form=forms.Opinion, not_by=[*drawing_up, responsible],
    guards=[guards.property_manager_receives], rules=["C04-34"],
)  # fmt: skip
send_back = Action(
    "send_back", [drawn_up, handed_in, reviewed], in_preparation, en="Send it back", zh="退回",
    by=[property_manager, *_heads], form=forms.Return, tell=[cs_supervisor],
)  # fmt: skip  # [design]

# It goes out and away

publish = Action(
    "publish", reviewed, STAY, en="Publish it", zh="公布",
    by=[cs_supervisor, qa_department, *_heads], form=forms.Publication, guards=[guards.is_a_list], rules=["D04-05"],
)  # fmt: skip
close = Action(
    "close", reviewed, archived, en="Archive it", zh="归档",
    by=[*_desk, *_heads], form=forms.Archiving, guards=[guards.list_is_out], milestone=CLOSE,
    rules=["C05-34", "B09-17"],
)  # fmt: skip

actions = [
    register, name_overrun, open_, drop, *drawing_up, hand_in, review, review_by_property_manager, send_back, publish,
    close,
]  # fmt: skip
