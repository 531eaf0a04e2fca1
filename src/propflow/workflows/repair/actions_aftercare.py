"""
After closing: follow-up, recurring visits, survey, reopening, archive.
"""

from propflow import STAY, Action, clears, sets
from propflow.workflows.complaint.guards_aftercare import attempts_are_counted, resident_has_signed, score_is_the_mean
from propflow.workflows.complaint.guards_opening import no_promise_is_open
from propflow.workflows.repair import forms_aftercare as forms
from propflow.workflows.repair.actions_closing import worked
from propflow.workflows.repair.guards_aftercare import (
    follow_up_is_asked,
    is_the_same_again,
    may_still_be_reopened,
    no_follow_up_is_owed,
    serious_visits_are_done,
    survey_is_over,
    there_is_somebody,
    visitor_is_another,
    was_followed_up,
)
from propflow.workflows.repair.roles import (
    assignee,
    automation,
    cs_staff,
    cs_supervisor,
    follower,
    office_head,
    property_assistant,
    receptionist,
    repair_supervisor,
)
from propflow.workflows.repair.states import accepted, archived, closed, following_up, signed_off

assign_follow_up = Action(
    "assign_follow_up", closed, following_up, en="Arrange the follow-up", zh="安排回访",
    by=[cs_supervisor, automation, office_head], form=forms.FollowUpOrder, sets=[sets(follower, "assignee")],
    guards=[there_is_somebody, follow_up_is_asked, visitor_is_another], tell=[receptionist],
    rules=["A05-23", "A10-21", "B12-03", "B12-06", "B12-16", "C10-09"],
)  # fmt: skip
archive_without_follow_up = Action(
    "archive_without_follow_up", closed, archived, en="Archive without a follow-up", zh="免回访归档",
    by=[automation, cs_supervisor, office_head], form=forms.Unsampled,
    guards=[no_follow_up_is_owed, no_promise_is_open], rules=["A04-26", "B12-12", "B13-05"],
)  # fmt: skip
record_follow_up = Action(
    "record_follow_up", [signed_off, closed, following_up], STAY, en="Record the follow-up", zh="记录回访",
    by=[receptionist, cs_staff, cs_supervisor, property_assistant, office_head, follower], form=forms.FollowUp,
    not_by=worked, guards=[there_is_somebody, attempts_are_counted, resident_has_signed], tell=[office_head],
    rules=["A10-21", "A10-22", "A16-18", "B06-05", "B12-06", "B12-16", "B12-17", "B12-20", "C14-02"],
)  # fmt: skip
record_recurring_visit = Action(
    "record_recurring_visit", [closed, following_up], STAY, en="Record a recurring visit", zh="记录定期上门回访",
    by=[follower, cs_staff, cs_supervisor, office_head], form=forms.RecurringVisit, rules=["A10-23"],
)  # fmt: skip
send_survey = Action(
    "send_survey", [closed, following_up], STAY, en="Send the survey", zh="发出满意度调查",
    by=[automation, cs_staff, cs_supervisor], form=forms.SurveySent, guards=[there_is_somebody], rules=["D04-07"],
)  # fmt: skip
record_survey = Action(
    "record_survey", [closed, following_up], STAY, en="Record the survey", zh="记录满意度调查",
    by=[automation, cs_staff, cs_supervisor], form=forms.Survey, guards=[there_is_somebody, score_is_the_mean],
    rules=["D04-07", "D04-10"],
)  # fmt: skip
reopen = Action(
    "reopen", [closed, following_up], accepted, en="Reopen", zh="重新受理",
    by=[cs_supervisor, office_head], form=forms.Reopening, sets=[clears(assignee)],
    guards=[is_the_same_again, may_still_be_reopened], tell=[receptionist, repair_supervisor],
    rules=["A14-23", "B12-23", "C11-13"],
)  # fmt: skip  # [design]
archive = Action(
    "archive", following_up, archived, en="Archive", zh="归档",
    by=[cs_supervisor, office_head], form=forms.Archiving,
    guards=[was_followed_up, serious_visits_are_done, survey_is_over, no_promise_is_open],
    rules=["A04-26", "C10-08", "B12-22", "B12-23", "B12-26"],
)  # fmt: skip

actions = [
    assign_follow_up, archive_without_follow_up, record_follow_up, record_recurring_visit, send_survey, record_survey,
    reopen, archive,
]  # fmt: skip
