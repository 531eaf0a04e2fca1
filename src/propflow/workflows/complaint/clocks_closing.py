"""
By when: the limits from the report of completion to the archive.
"""

from propflow import Clock, by, due, share
from propflow.workflows.complaint import slots
from propflow.workflows.complaint.actions_aftercare import (
    expire_survey,
    finish_look_back,
    low_satisfaction,
    record_follow_up,
    record_survey,
    reopen,
    revive,
    send_survey,
)
from propflow.workflows.complaint.actions_closing import (
    block_close,
    call_review,
    order_rework,
    order_rework_elsewhere,
    owner_dissatisfied,
    quarterly_close,
    quarterly_keep,
    return_form,
    stall_after_review,
    tell_result,
    uphold_result,
    verification_failed,
    verify,
    verify_by_manager,
)
from propflow.workflows.complaint.actions_handling import declare_stalled, external_done, report_done, resume
from propflow.workflows.complaint.actions_intake import archive_explained, explain_only, rule_explain_only
from propflow.workflows.complaint.actions_opening import convert_to_valid, open_emergency
from propflow.workflows.complaint.clocks import archivings, closings, upwards
from propflow.workflows.complaint.roles import (
    cs_staff,
    cs_supervisor,
    department_head,
    general_manager,
    office_head,
    superior_supervisor,
)

reworks = [order_rework, order_rework_elsewhere]
undone = [
    verification_failed, declare_stalled, stall_after_review, block_close, *reworks, reopen, revive, *archivings,
]  # fmt: skip

# The result

result_told = Clock(
    "result_told", en="The complainant is told the result", zh="结果告知时限",
    starts=[report_done, external_done], stops=[tell_result],
    void_on=[verification_failed, declare_stalled, owner_dissatisfied, verify, verify_by_manager, *closings],
    within=by("contact_mode", {"given": slots.tell_result}), marks=[due(tell=cs_supervisor)], rules=["C04-31"],
)  # fmt: skip
form_back = Clock(
    "form_back", en="The form is back", zh="处置记录表交回时限",
    starts=[report_done], stops=[return_form], void_on=[verification_failed, declare_stalled, *reworks, *closings],
    within=slots.form_back, marks=[due(tell=[department_head, cs_supervisor])], rules=["C04-27"],
)  # fmt: skip
second_disposal = Clock(
    "second_disposal", en="The superior has reviewed it", zh="二次处置时限",
    starts=[owner_dissatisfied], stops=[*reworks, uphold_result, stall_after_review],
    within=slots.second_disposal_limit, marks=[due(tell=superior_supervisor, escalate=upwards)],
    rules=["D03-12", "D03-13"],
)  # fmt: skip
quarterly_review = Clock(
    "quarterly_review", en="The case comes up in the quarterly review", zh="季度评审期限",
    starts=[declare_stalled, stall_after_review, quarterly_keep], stops=[call_review, quarterly_close],
    void_on=[resume], within=slots.quarterly_review,
    marks=[share(75, tell=cs_supervisor), due(tell=[office_head, general_manager])], rules=["C05-29"],
)  # fmt: skip

# After closing

survey_out = Clock(
    "survey", en="The survey goes out", zh="满意度调查发出时限",
    starts=closings, stops=[send_survey], void_on=[reopen, revive, *archivings],
    within=by("contact_mode", {"given": slots.survey}), marks=[due(tell=cs_supervisor)], rules=["D04-07"],
)  # fmt: skip
survey_answer = Clock(
    "survey_answer", en="The survey is answered, or expires", zh="满意度调查答复期限",
    starts=[send_survey], stops=[record_survey, expire_survey], void_on=[reopen, revive, *archivings],
    within=slots.survey_expires, marks=[due(tell=cs_staff)], rules=["D04-09"],
)  # fmt: skip
follow_up = Clock(
    "follow_up", en="Follow-up after handling", zh="回访时限",
    starts=[report_done, quarterly_close], stops=[record_follow_up],
    void_on=undone,
    within=by("contact_mode", {"given": slots.follow_up}),
    marks=[share(75, tell=cs_supervisor), due(tell=[cs_supervisor, office_head])],
    rules=["B11-33", "B12-05", "C04-33"],
)  # fmt: skip
follow_up_external = Clock(
    "follow_up_external", en="Follow-up after the developer's handling", zh="地产类回访时限",
    starts=[external_done], stops=[record_follow_up],
    void_on=undone,
    within=by("contact_mode", {"given": slots.follow_up_external}), calendar=slots.office_hours,
    marks=[due(tell=[cs_supervisor, office_head])], rules=["B11-16"],
)  # fmt: skip
follow_up_again = Clock(
    "follow_up_again", en="Follow-up after a look-back", zh="整改后回访时限",
    starts=[finish_look_back], stops=[record_follow_up], void_on=[low_satisfaction, reopen, *archivings],
    within=slots.follow_up, marks=[due(tell=cs_supervisor)], rules=["C11-13", "B12-05"],
)  # fmt: skip
look_back = Clock(
    "look_back", en="The look-back is done", zh="回头看时限",
    starts=[low_satisfaction], stops=[finish_look_back], void_on=[reopen], within=slots.look_back_limit,
    marks=[due(tell=[cs_supervisor, office_head])], rules=["D04-11"],
)  # fmt: skip
conversion_window = Clock(
    "conversion_window", en="An explained case may be archived", zh="解释了结案件可归档",
    starts=[explain_only, rule_explain_only], stops=[], void_on=[archive_explained, convert_to_valid, open_emergency],
    within=slots.conversion_window, marks=[due(tell=cs_supervisor)], rules=["C01-09", "C04-34"],
)  # fmt: skip

until_archived = [
    result_told, form_back, second_disposal, quarterly_review, survey_out, survey_answer, follow_up,
    follow_up_external, follow_up_again, look_back, conversion_window,
]  # fmt: skip
