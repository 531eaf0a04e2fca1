"""
After closing: survey, follow-up, look-back, reopening, archive.
"""

from propflow import STAY, Action, SignOff, sets
from propflow.workflows.complaint import forms_aftercare as forms
from propflow.workflows.complaint.guards_aftercare import (
    attempts_are_counted,
    dissent_remains,
    is_led_as_the_manual_says,
    look_back_is_left,
    no_low_score_waits,
    nobody_to_follow_up,
    problem_is_not_solved,
    resident_has_signed,
    review_was_told,
    score_is_low,
    score_is_the_mean,
    survey_has_waited,
    survey_is_over,
    was_followed_up,
    was_followed_up_again,
)
from propflow.workflows.complaint.guards_closing import there_is_a_complainant
from propflow.workflows.complaint.guards_handling import respondent_is_not_named
from propflow.workflows.complaint.guards_opening import no_promise_is_open
from propflow.workflows.complaint.roles import (
    automation,
    cs_staff,
    cs_supervisor,
    department_head,
    follower,
    general_manager,
    office_head,
    receptionist,
    respondent,
)
from propflow.workflows.complaint.states import (
    aftercare,
    archived,
    closed,
    closed_unresolvable,
    following_up,
    in_progress,
    looking_back,
    opened,
)

assign_follow_up = Action(
    "assign_follow_up", [closed, closed_unresolvable], following_up, en="Arrange the follow-up", zh="安排回访",
    by=[cs_supervisor, office_head, general_manager], form=forms.FollowUpOrder, not_by=[respondent],
    guards=[there_is_a_complainant, review_was_told, is_led_as_the_manual_says, respondent_is_not_named],
    sets=[sets(follower, "assignee")], tell=[receptionist],
    rules=["C04-33", "C02-06", "B12-03", "B12-14", "B12-15", "A19-27"],
)  # fmt: skip
archive_without_complainant = Action(
    "archive_without_complainant", [closed, closed_unresolvable], archived, en="Archive, nobody to follow up with",
    zh="无投诉人归档", by=[automation, cs_supervisor, office_head], guards=[nobody_to_follow_up, no_promise_is_open],
    rules=["C04-35"],
)  # fmt: skip
revive = Action(
    "revive", closed_unresolvable, in_progress, en="It can be handled after all", zh="恢复办理",
    by=[office_head, general_manager], form=forms.Reopening, not_by=[respondent], tell=[cs_staff], rules=["C05-29"],
)  # fmt: skip

# Survey

send_survey = Action(
    "send_survey", aftercare, STAY, en="Send the survey", zh="发出满意度调查",
    by=[automation, cs_staff, cs_supervisor], form=forms.SurveySent,
    guards=[there_is_a_complainant], rules=["D04-07", "D04-08", "C06-09"],
)  # fmt: skip
record_survey = Action(
    "record_survey", aftercare, STAY, en="Record the survey", zh="记录满意度调查",
    by=[automation, cs_staff, cs_supervisor], form=forms.Survey, not_by=[respondent],
    guards=[there_is_a_complainant, no_low_score_waits, score_is_the_mean],
    rules=["D04-09"],
)  # fmt: skip
expire_survey = Action(
    "expire_survey", aftercare, STAY, en="The survey expires", zh="满意度调查逾期",
    by=[automation, cs_supervisor], form=forms.SurveyExpired, guards=[survey_has_waited], rules=["D04-09"],
)  # fmt: skip

# Follow-up and look-back

record_follow_up = Action(
    "record_follow_up", following_up, STAY, en="Record the follow-up", zh="记录回访",
    by=[receptionist, cs_staff, cs_supervisor, department_head, office_head, follower], form=forms.FollowUp,
    not_by=[respondent], guards=[attempts_are_counted, resident_has_signed],
    rules=["B11-33", "B11-34", "B12-11", "B12-17", "B12-20", "B12-21", "A19-28", "C02-06", "C06-09"],
)  # fmt: skip
low_satisfaction = Action(
    "low_satisfaction", following_up, looking_back, en="Start a look-back", zh="启动回头看",
    by=[automation, cs_supervisor, office_head], form=forms.LowSatisfaction,
    guards=[score_is_low, look_back_is_left], tell=[office_head], rules=["D04-10"],
)  # fmt: skip
finish_look_back = Action(
    "finish_look_back", looking_back, following_up, en="Finish the look-back", zh="完成回头看",
    by=[receptionist, cs_staff, cs_supervisor], form=forms.LookBack, not_by=[respondent], rules=["D04-11", "C11-13"],
)  # fmt: skip
reopen = Action(
    "reopen", [looking_back, following_up], opened, en="Reopen", zh="重新立项",
    by=[office_head, cs_supervisor, general_manager], form=forms.Reopening, not_by=[respondent],
    guards=[problem_is_not_solved], tell=[department_head], rules=["B12-23", "C11-13"],
)  # fmt: skip

# Archive

_done = [was_followed_up, was_followed_up_again, survey_is_over, no_promise_is_open]

archive = Action(
    "archive", following_up, archived, en="Archive", zh="归档",
    by=[cs_supervisor, office_head, general_manager], form=forms.Archiving, not_by=[respondent], guards=_done,
    rules=["C04-35", "B12-26", "B12-22", "C03-10"],
)  # fmt: skip
archive_with_dissent = Action(
    "archive_with_dissent", following_up, archived, en="Archive with a remaining dissent", zh="保留异议归档",
    by=[cs_supervisor, office_head], form=forms.ArchivingWithDissent, not_by=[respondent],
    guards=[dissent_remains, no_promise_is_open], rules=["B12-23", "C04-35"],
    sign_offs=[
        SignOff(
            "dissent_consent", en="Signature of the office head", zh="管理处负责人签字",
            by=[office_head, general_manager], not_by=[respondent],
        ),  # [design]
    ],
)  # fmt: skip
sum_up = Action(
    "sum_up", [*aftercare, archived], STAY, en="Sum up the case", zh="案例总结",
    by=[receptionist, cs_staff, cs_supervisor], form=forms.SummingUp, rules=["C02-07", "C06-10", "A15-08"],
)  # fmt: skip

actions = [
    assign_follow_up, archive_without_complainant, revive, send_survey, record_survey, expire_survey, record_follow_up,
    low_satisfaction, finish_look_back, reopen, archive, archive_with_dissent, sum_up,
]  # fmt: skip
