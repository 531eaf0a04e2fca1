"""
By when: the limits from the report of completion to the archive.
"""

from propflow import Clock, by, due, share
from propflow.workflows.repair import slots
from propflow.workflows.repair.actions_aftercare import (
    archive,
    archive_without_follow_up,
    record_follow_up,
    record_recurring_visit,
    record_survey,
    reopen,
    send_survey,
)
from propflow.workflows.repair.actions_closing import (
    accept_deemed,
    accept_without_resident,
    close,
    close_unresolved,
    deliver_copy,
    record_review,
    report_completion,
    sign_off,
    uphold_work,
)
from propflow.workflows.repair.actions_handling import external_done, hand_to_external, report_done, resume_plan
from propflow.workflows.repair.clocks import deferrals, done, given_up, refused, upwards
from propflow.workflows.repair.roles import (
    cs_staff,
    cs_supervisor,
    office_head,
    property_assistant,
    repair_supervisor,
    superior_supervisor,
)

_accepted = [sign_off, accept_without_resident, accept_deemed]
_archived = [archive, archive_without_follow_up]

acceptance = Clock(
    "acceptance", en="The work is accepted, or deemed accepted", zh="验收期限",
    starts=done, stops=_accepted, void_on=refused, within=slots.acceptance_limit,
    marks=[share(50, tell=property_assistant), due(tell=[property_assistant, cs_supervisor])], rules=["A13-19"],
)  # fmt: skip
completion_phone = Clock(
    "completion_phone", en="The department telephones that it is done", zh="完工电话回报时限",
    starts=[report_done], stops=[report_completion], void_on=[close, close_unresolved, hand_to_external, *given_up],
    within=slots.completion_phone, marks=[due(tell=[repair_supervisor, cs_staff])], rules=["B10-11"],
)  # fmt: skip
copy_back = Clock(
    "copy_back", en="The signed copy is with the centre", zh="签字副联交回时限",
    starts=[sign_off], stops=[deliver_copy, close], void_on=refused, within=slots.copy_back,
    calendar=slots.duty_hours, marks=[due(tell=[repair_supervisor, cs_staff])], rules=["B10-12"],
)  # fmt: skip
rework = Clock(
    "rework", en="Refused work is done again", zh="返工时限",
    starts=refused, stops=[*done, uphold_work], void_on=[*deferrals, *given_up, close_unresolved],
    within=slots.rework_limit, marks=[due(tell=superior_supervisor, escalate=upwards)], rules=["D03-12", "D03-13"],
)  # fmt: skip
quarterly_review = Clock(
    "quarterly_review", en="It comes up in the quarterly review", zh="季度评审期限",
    starts=deferrals, stops=[record_review, close_unresolved], void_on=[resume_plan, hand_to_external, *given_up],
    within=slots.quarterly_review, marks=[share(75, tell=cs_supervisor), due(tell=office_head)], rules=["C05-29"],
)  # fmt: skip

# After closing

follow_up = Clock(
    "follow_up", en="Follow-up after the repair", zh="回访时限",
    starts=[*done, close_unresolved], stops=[record_follow_up], void_on=[*refused, reopen, *_archived],
    within=by("counterpart", {"resident": slots.follow_up}),
    marks=[share(75, tell=cs_supervisor), due(tell=[cs_supervisor, office_head])],
    rules=["A10-21", "B12-06", "A05-23"],
)  # fmt: skip
follow_up_external = Clock(
    "follow_up_external", en="Follow-up after the developer's repair of a complaint", zh="地产维修回访时限",
    starts=[external_done], stops=[record_follow_up], void_on=[*refused, reopen, *_archived],
    within=by("origin", {"complaint": slots.follow_up_external}), calendar=slots.office_hours,
    marks=[due(tell=[cs_supervisor, office_head])], rules=["B11-16"],
)  # fmt: skip
recurring_visit = Clock(
    "recurring_visit", en="The next visit after a serious fault", zh="重大故障回访间隔",
    starts=[close], stops=[record_recurring_visit], void_on=[reopen, *_archived],
    within=slots.serious_interval, marks=[due(tell=cs_supervisor)], rules=["A10-23"],
)  # fmt: skip
survey_out = Clock(
    "survey", en="The survey goes out", zh="满意度调查发出时限",
    starts=[close, close_unresolved], stops=[send_survey, record_survey], void_on=[reopen, *_archived],
    within=by("counterpart", {"resident": slots.survey}), marks=[due(tell=cs_supervisor)], rules=["D04-07"],
)  # fmt: skip
survey_answer = Clock(
    "survey_answer", en="The survey is answered, or expires", zh="满意度调查答复期限",
    starts=[send_survey], stops=[record_survey], void_on=[reopen, *_archived], within=slots.survey_expires,
    marks=[due(tell=cs_staff)], rules=["D04-09"],
)  # fmt: skip
reopen_window = Clock(
    "reopen_window", en="The same fault may reopen the case", zh="同一故障重开期限",
    starts=[close, close_unresolved], stops=[], void_on=[reopen, *_archived], within=slots.reopen_within,
    marks=[due(tell=cs_supervisor)],
)  # fmt: skip  # [design]

until_archived = [
    acceptance, completion_phone, copy_back, rework, quarterly_review, follow_up, follow_up_external, recurring_visit,
    survey_out, survey_answer, reopen_window,
]  # fmt: skip
