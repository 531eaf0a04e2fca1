"""
From the first word to an explanation, or to folding into another case: what is done before a case is opened.
"""

from propflow import DUPLICATE, RECURS_FROM, REGISTER, START, STAY, Action, Link, sets
from propflow.workflows.complaint import forms_intake as forms
from propflow.workflows.complaint.guards_opening import (
    breach_was_raised_often_enough,
    conversion_window_is_over,
    customers_limit_counts,
    explained_stays_explained,
    explanation_ends_it,
    grade_fits_nature,
    is_not_urgent,
    is_the_same,
    master_is_live,
    nature_is_known,
    no_promise_is_open,
    nothing_is_lowered,
    opener_is_as_the_manual_says,
    promotion_stands,
    reading_is_over_limit,
    something_is_lowered,
)
from propflow.workflows.complaint.roles import (
    automation,
    complainant,
    cs_staff,
    cs_supervisor,
    dispatcher,
    duty_manager,
    first_receiver,
    general_manager,
    maintenance_contractor,
    office_head,
    property_manager,
    receptionist,
    respondent,
    staff,
)
from propflow.workflows.complaint.states import (
    alert_dismissed,
    archived,
    before_closing,
    clarifying,
    explained,
    merged,
    not_final,
    pre_complaint,
    received,
    ruling_pending,
    undecided,
)

# It exists

register = Action(
    "register", START, received, en="Register a complaint", zh="接诉登记",
    by=[receptionist, staff, cs_staff, cs_supervisor, duty_manager, automation], form=forms.Register,
    sets=[sets(first_receiver), sets(complainant, "complainant_id"), sets(respondent, "respondent_id")],
    link=Link(RECURS_FROM, "recurs_from"), milestone=REGISTER,
    rules=["C04-15", "C04-16", "C05-10", "B11-05", "B11-06", "B11-19", "A17-04"],
)  # fmt: skip
register_internal_finding = Action(
    "register_internal_finding", START, received, en="Register an internal finding", zh="内部发现问题登记",
    by=[staff, receptionist, cs_staff, cs_supervisor, dispatcher, property_manager, office_head, general_manager],
    form=forms.InternalFinding, sets=[sets(first_receiver), sets(respondent, "respondent_id")], milestone=REGISTER,
    tell=[dispatcher], rules=["C05-02", "C05-12"],
)  # fmt: skip
raise_pre_complaint = Action(
    "raise_pre_complaint", START, pre_complaint, en="Raise an alert", zh="生成预投诉工单",
    by=[automation, dispatcher], form=forms.Alert,
    sets=[sets(first_receiver), sets(respondent, "respondent_id")], guards=[reading_is_over_limit],
    milestone=REGISTER, tell=[maintenance_contractor, dispatcher], rules=["D05-07", "D05-08"],
)  # fmt: skip
dismiss_alert = Action(
    "dismiss_alert", pre_complaint, alert_dismissed, en="Dismiss an alert", zh="解除预警",
    by=[cs_supervisor, office_head, general_manager], form=forms.Dismissal, not_by=[respondent],
    guards=[no_promise_is_open],
)  # fmt: skip  # [design]

# What is told, asked and found out before it is decided

tell_process = Action(
    "tell_process", not_final, STAY, en="Tell the procedure and its limits", zh="告知处理程序与时限",
    by=[receptionist, cs_staff, cs_supervisor, automation], form=forms.ProcessTold,
    guards=[opener_is_as_the_manual_says], rules=["A01-19", "A01-20", "C04-14", "B11-18", "D03-03"],
)  # fmt: skip
start_clarification = Action(
    "start_clarification", received, clarifying, en="Find out the facts first", zh="查明情况",
    by=[cs_staff, receptionist, cs_supervisor], form=forms.Clarification, not_by=[respondent], rules=["C05-17"],
)  # fmt: skip
request_ruling = Action(
    "request_ruling", [received, clarifying], ruling_pending, en="Ask a superior for a ruling", zh="请示裁定",
    by=[cs_staff, receptionist, cs_supervisor], form=forms.RulingRequest, tell=[cs_supervisor, office_head],
    rules=["C05-18"],
)  # fmt: skip
rule_clarify = Action(
    "rule_clarify", ruling_pending, clarifying, en="Rule: find out first", zh="裁定先行查明",
    by=[cs_supervisor, office_head, general_manager], form=forms.RulingToClarify, not_by=[respondent],
    tell=[cs_staff], rules=["C05-17", "C05-18"],
)  # fmt: skip
waive_contact = Action(
    "waive_contact", [*undecided, explained], STAY, en="Waive the contact", zh="免除联系方式",
    by=[cs_supervisor, office_head, general_manager], form=forms.Waiver, not_by=[respondent], rules=["C05-21"],
)  # fmt: skip  # that it may be waived: [design]
name_respondent = Action(
    "name_respondent", before_closing, STAY, en="Name the person complained about", zh="确认被投诉人",
    by=[cs_staff, receptionist, cs_supervisor, office_head, general_manager], form=forms.Respondent,
    sets=[sets(respondent, "respondent_id")], not_by=[respondent], rules=["C04-16", "A01-05"],
)  # fmt: skip

# Where it stands on the axes

classify = Action(
    "classify", before_closing, STAY, en="Classify", zh="分类定级",
    by=[receptionist, cs_staff, cs_supervisor, duty_manager, property_manager, office_head, general_manager],
    form=forms.Classification, not_by=[respondent],
    guards=[
        nothing_is_lowered, grade_fits_nature, breach_was_raised_often_enough, customers_limit_counts,
        explained_stays_explained,
    ],
    rules=["C01-02", "C01-10", "C04-08", "D02-01", "A19-05", "B11-08", "B11-09"],
)  # fmt: skip
lower_classification = Action(
    "lower_classification", before_closing, STAY, en="Lower the grade or level", zh="降低等级",
    by=[cs_supervisor, property_manager, office_head, general_manager], form=forms.Classification,
    not_by=[respondent, classify],
    guards=[
        something_is_lowered, promotion_stands, grade_fits_nature, breach_was_raised_often_enough,
        customers_limit_counts, explained_stays_explained,
    ],
    rules=["C04-08", "D02-01"],
)  # fmt: skip

# Explained, and that is all

explain_only = Action(
    "explain_only", [received, clarifying], explained, en="Explain, do not open", zh="解释了结",
    by=[receptionist, cs_staff, cs_supervisor], form=forms.Explanation, not_by=[respondent],
    guards=[is_not_urgent, nature_is_known, explanation_ends_it],
    rules=["C05-14", "C05-16", "B11-17", "A19-07", "A19-08", "C10-02"],
)  # fmt: skip
rule_explain_only = Action(
    "rule_explain_only", ruling_pending, explained, en="Rule: explain, do not open", zh="裁定解释了结",
    by=[cs_supervisor, office_head, general_manager], form=forms.Explanation, not_by=[respondent],
    guards=[is_not_urgent, nature_is_known, explanation_ends_it], tell=[cs_staff],
    rules=["C05-16", "C05-18", "B11-17"],
)  # fmt: skip
archive_explained = Action(
    "archive_explained", explained, archived, en="Archive an explained case", zh="解释了结案件归档",
    by=[automation, cs_supervisor, office_head], guards=[conversion_window_is_over, no_promise_is_open],
    rules=["C04-34", "C04-35"],
)  # fmt: skip

# Folded into the case there is already

merge_duplicate = Action(
    "merge_duplicate", undecided, merged, en="Fold into another case", zh="并案",
    by=[cs_supervisor, office_head, general_manager], form=forms.Merger, not_by=[respondent],
    link=Link(DUPLICATE, "master_id"), guards=[is_the_same, master_is_live, no_promise_is_open],
    rules=["D01-11", "C05-20"],
)  # fmt: skip

actions = [
    register, register_internal_finding, raise_pre_complaint, dismiss_alert, tell_process, start_clarification,
    request_ruling, rule_clarify, waive_contact, name_respondent, classify, lower_classification, explain_only,
    rule_explain_only, archive_explained, merge_duplicate,
]  # fmt: skip
