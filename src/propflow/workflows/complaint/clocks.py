"""
By when: the limits of a complaint, whom they remind, and whom they climb to. No state pauses any of them.

A limit that the policy switches off does not exist. A limit by grade or level binds from the
same start once the grade or level is known.
"""

from propflow import Clock, Ladder, Rung, by, due, hours, promised, share, strictest
from propflow.workflows.complaint import slots
from propflow.workflows.complaint.actions_aftercare import (
    archive,
    archive_with_dissent,
    archive_without_complainant,
    reopen,
    revive,
)
from propflow.workflows.complaint.actions_anywhere import (
    acknowledge_overrun,
    approve_extension,
    approve_important_extension,
    approve_major_extension,
    definite_reply,
    forward_to_superior,
    record_contact,
    reply,
    upgrade_to_major,
)
from propflow.workflows.complaint.actions_closing import (
    block_close,
    close,
    close_major,
    order_rework,
    order_rework_elsewhere,
    quarterly_close,
    stall_after_review,
    verification_failed,
)
from propflow.workflows.complaint.actions_handling import (
    adopt_important_measures,
    adopt_major_measures,
    adopt_measures,
    declare_stalled,
    external_done,
    record_inquiry,
    record_inquiry_late,
    report_done,
)
from propflow.workflows.complaint.actions_intake import (
    dismiss_alert,
    explain_only,
    merge_duplicate,
    raise_pre_complaint,
    register,
    register_internal_finding,
    rule_explain_only,
    tell_process,
)
from propflow.workflows.complaint.actions_opening import (
    accept_alert,
    assign_bindingly,
    convert_to_valid,
    dispatch,
    issue_rescue_report,
    open_,
    open_emergency,
    record_rescue,
    record_response_start,
    reject_dispatch,
    respond_emergency,
    rule_open,
    sign_receipt,
)
from propflow.workflows.complaint.roles import (
    cs_staff,
    cs_supervisor,
    department_head,
    general_manager,
    headquarters,
    office_head,
    property_manager,
)

explained_or_merged = [explain_only, rule_explain_only, merge_duplicate]
openings = [open_, rule_open, accept_alert, convert_to_valid, open_emergency]
closings = [close, close_major, quarterly_close]
undone = [
    verification_failed, order_rework, order_rework_elsewhere, stall_after_review, declare_stalled, block_close,
]  # fmt: skip
"""What shows that a result reported did not hold: it was never settled, and its limit has run on."""
archivings = [archive, archive_with_dissent, archive_without_complainant]

# Each rung is told when nobody below has answered. How far apart they are no manual says. [design]
upwards = Ladder(
    "upwards",
    [
        Rung(cs_supervisor), Rung(property_manager, after=hours(4)), Rung(office_head, after=hours(24)),
        Rung(general_manager, after=hours(72)),
    ],
    stops_on=[acknowledge_overrun],
)  # fmt: skip
urgent = Ladder(
    "urgent", [Rung(office_head), Rung(general_manager, after=hours(1)), Rung(headquarters, after=hours(2))],
    stops_on=[acknowledge_overrun],
)  # fmt: skip

# At the desk

decision = Clock(
    "decision", en="It is decided whether to open", zh="立项决定时限",
    starts=[register, register_internal_finding, raise_pre_complaint],
    stops=[open_, rule_open, accept_alert, dismiss_alert, *explained_or_merged],
    within=slots.decision_limit, calendar=slots.office_hours,
    marks=[share(75, tell=cs_staff), due(escalate=upwards)], rules=["C05-17", "C05-18"],
)  # fmt: skip
process_told = Clock(
    "process_told", en="The complainant is told the procedure and its limits", zh="告知程序与时限",
    starts=[register], stops=[tell_process], void_on=[*explained_or_merged, *closings],
    within=slots.tell_process, marks=[due(tell=cs_supervisor)], rules=["A01-19", "A01-20"],
)  # fmt: skip
forward_up = Clock(
    "forward_up", en="Passed up", zh="上报时限",
    starts=[
        register, register_internal_finding, accept_alert, convert_to_valid, open_emergency, reopen, revive,
    ],
    stops=[forward_to_superior],
    void_on=[*explained_or_merged, upgrade_to_major, *closings],
    within=by("grade", {"important": slots.forward_important, "major": slots.forward_major}),
    marks=[due(tell=[cs_supervisor, general_manager])], rules=["C04-19", "C04-20", "C04-24", "B11-25", "B11-26"],
)  # fmt: skip
forward_promoted = Clock(
    "forward_promoted", en="A promoted complaint is passed up", zh="升级投诉上报时限",
    starts=[upgrade_to_major], stops=[forward_to_superior], void_on=[*explained_or_merged, *closings],
    within=slots.forward_major,
    marks=[due(tell=[cs_supervisor, general_manager])], rules=["C04-11", "C04-19"],
)  # fmt: skip

# Handing over

hand_over = Clock(
    "hand_over", en="Handed to the department concerned", zh="转送被投诉部门",
    starts=[
        register, register_internal_finding, accept_alert, convert_to_valid, open_emergency, reject_dispatch, reopen,
    ],
    stops=[dispatch, assign_bindingly, respond_emergency], void_on=explained_or_merged,
    within=strictest(slots.hand_over, by("level", {"II": slots.hand_over_level_two})),
    marks=[share(75, tell=cs_supervisor), due(escalate=upwards)],
    rules=["C04-22", "B11-07", "B11-10", "D02-09"],
)  # fmt: skip
receipt = Clock(
    "receipt", en="The department has signed for it", zh="签收时限",
    starts=[dispatch, assign_bindingly], stops=[sign_receipt], void_on=[reject_dispatch, respond_emergency],
    within=slots.receipt_limit, marks=[due(tell=department_head, escalate=upwards)], rules=["C04-23", "D02-18"],
)  # fmt: skip

# Emergencies

response = Clock(
    "response_start", en="The response to a level I case has started", zh="一级投诉响应时限",
    starts=[
        register, register_internal_finding, accept_alert, convert_to_valid, open_emergency, reopen, revive,
    ],
    stops=[respond_emergency, record_response_start], void_on=[*explained_or_merged, *closings],
    within=by("level", {"I": slots.response_start}), marks=[due(tell=headquarters, escalate=urgent)],
    rules=["D02-03", "D02-05"],
)  # fmt: skip
rescue = Clock(
    "rescue_on_site", en="Rescuers are on the spot", zh="救援到场时限",
    starts=[register, register_internal_finding, accept_alert], stops=[record_rescue],
    void_on=[*explained_or_merged, *closings], within=by("scenario", {"lift_entrapment": slots.rescue_on_site}),
    marks=[due(tell=headquarters, escalate=urgent)], rules=["D03-07"],
)  # fmt: skip
rescue_report = Clock(
    "rescue_report", en="The inspection report is out", zh="检测报告时限",
    starts=[record_rescue], stops=[issue_rescue_report], void_on=closings, within=slots.rescue_report,
    marks=[due(tell=office_head)], rules=["D03-08"],
)  # fmt: skip
late_papers = Clock(
    "late_papers", en="Inquiry and receipt are entered after an emergency", zh="紧急处置后补办手续时限",
    starts=[respond_emergency],
    stops=[record_inquiry_late, record_inquiry, adopt_measures, adopt_important_measures, adopt_major_measures],
    void_on=closings, within=slots.late_papers, marks=[due(tell=[department_head, cs_supervisor])],
    rules=["A01-23", "C04-23"],
)  # fmt: skip

# Contact and replies

contact = Clock(
    "first_contact", en="First contact with the complainant", zh="首次联系时限",
    starts=openings, stops=[record_contact], void_on=closings,
    within=by("contact_mode", {"given": slots.first_contact}),
    marks=[share(75, tell=[department_head]), due(escalate=upwards)], rules=["A17-07", "D02-13"],
)  # fmt: skip
major_reply = Clock(
    "definite_reply", en="Definite reply to a major complaint", zh="重大投诉明确答复时限",
    starts=[register, register_internal_finding, convert_to_valid, open_emergency, reopen, revive],
    stops=[definite_reply], void_on=[*explained_or_merged, upgrade_to_major, *closings],
    within=by("contact_mode", {"given": by("grade", {"major": slots.definite_reply})}),
    marks=[share(75, tell=cs_supervisor), due(tell=general_manager)], rules=["C04-40"],
)  # fmt: skip
promoted_reply = Clock(
    "promoted_reply", en="Definite reply to a promoted complaint", zh="升级投诉明确答复时限",
    starts=[upgrade_to_major], stops=[definite_reply], void_on=[*explained_or_merged, *closings],
    within=by("contact_mode", {"given": slots.definite_reply}),
    marks=[share(75, tell=cs_supervisor), due(tell=general_manager)], rules=["C04-11", "C04-40"],
)  # fmt: skip
ordinary_reply = Clock(
    "reply", en="Reply to the complainant", zh="答复时限",
    starts=openings, stops=[reply, definite_reply], void_on=closings,
    within=strictest(promised("agreed_reply"), by("contact_mode", {"given": slots.reply})),
    calendar=slots.office_hours,
    marks=[due(tell=cs_supervisor)], rules=["A19-22", "A19-23"],
)  # fmt: skip
suggestion_reply = Clock(
    "suggestion_reply", en="Reply to a suggestion", zh="三级建议答复时限",
    starts=openings, stops=[reply, definite_reply], void_on=closings,
    within=by("level", {"III": slots.reply_suggestion}), calendar=slots.office_hours,
    marks=[due(tell=cs_supervisor)], rules=["D02-15"],
)  # fmt: skip

# Settling

settle = Clock(
    "settle", en="The complaint is settled", zh="解决时限",
    starts=[register, register_internal_finding, accept_alert, convert_to_valid, open_emergency, reopen],
    stops=[report_done, external_done, *closings], taken_back_by=[*undone, revive], void_on=explained_or_merged,
    extended_by=[approve_extension, approve_important_extension, approve_major_extension], until="approved_limit",
    within=strictest(
        by("grade", {
            "minor": slots.settle_minor, "important": slots.settle_important, "major": slots.settle_major,
        }),
        promised("customer_limit"),
    ),
    marks=[share(75, tell=[department_head, cs_supervisor]), due(tell=department_head, escalate=upwards)],
    rules=["C04-21", "C04-25", "C04-36", "C04-38", "C04-41", "B11-27", "D02-18"],
)  # fmt: skip
one_month = Clock(
    "becomes_major", en="Unsettled so long, it becomes a major complaint", zh="未解决转为重大投诉的期限",
    starts=[register, register_internal_finding, accept_alert],
    stops=[*closings, explain_only, rule_explain_only],
    taken_back_by=[reopen, revive, convert_to_valid, open_emergency], void_on=[merge_duplicate],
    within=by("nature", {"valid": slots.becomes_major}),
    marks=[
        share(75, tell=[cs_supervisor, office_head]),
        due(tell=[cs_supervisor, general_manager], does=upgrade_to_major),
    ],
    rules=["C04-11", "B11-30", "C04-19"],
)  # fmt: skip

before_closing = [
    decision, process_told, forward_up, forward_promoted, hand_over, receipt, response, rescue, rescue_report,
    late_papers, contact, major_reply, promoted_reply, ordinary_reply, suggestion_reply, settle, one_month,
]  # fmt: skip
