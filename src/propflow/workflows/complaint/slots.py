"""
What the complaint workflow leaves to policy: the values in which the manuals differ or keep silent.

A slot with `design=` holds a value of our own, as no manual says one; a profile may replace it.
Every other slot must be filled by the profile, or switched off there by name.
"""

from propflow import amount_slot, calendar_slot, choice_slot, days, flag_slot, hours, months, number_slot, working_days

# When the office is open

office_hours = calendar_slot(
    "office_hours", design="cn-office", en="The office's calendar, by which working days are counted",
    zh="计算工作日所用的日历", rules=["B11-16", "A19-23", "D02-15"],
)  # fmt: skip

# The decision to open

opening_gate = choice_slot(
    "opening_gate",
    {
        "conditions_a_to_f": ("One of the conditions a to f decides", "按立项条件a至f决定"),
        "every_valid_complaint": ("Every valid complaint is opened", "有效投诉一律立项"),
    },
    en="What decides whether a case is opened", zh="立项依据", needed=True, rules=["C05-09", "B11-10", "A19-09"],
)  # fmt: skip
out_of_scope = choice_slot(
    "out_of_scope",
    {
        "open_if_customer_asks": ("Opened if the customer asks for it", "客户要求了解的予以立项"),
        "register_and_explain": ("Registered and explained", "登记并解释"),
        "explain_and_redirect": ("Explained, and another channel named", "说明原因并告知其他途径"),
    },
    en="What is done with matters outside our duties", zh="职责外事项的处理", needed=True,
    rules=["C05-15", "B11-17", "A19-07", "A19-08"],
)  # fmt: skip
opener = choice_slot(
    "opener",
    {"apology": ("An apology", "致歉"), "sympathy": ("Sympathy only, until the facts are known", "先表同情")},
    en="The first words to a complainant", zh="开场态度", rules=["C04-14", "B11-18", "D03-03", "C11-04"],
)  # fmt: skip
authority_verification = flag_slot(
    "authority_verification",
    en="A valid complaint about misconduct is verified by the authority before it is closed",
    zh="有效投诉须经主管部门查实登记", rules=["C01-03"],
)  # fmt: skip
major_breach_requests = number_slot(
    "major_breach_requests", least=1, most=20,
    en="Requests on the same matter that make a breach of promise a major complaint",
    zh="承诺未履行构成重大投诉的投诉次数", strict=None, rules=["C04-09", "B11-28"],
)  # fmt: skip
decision_limit = amount_slot(
    "decision_limit", design=working_days(1), en="It is decided whether to open", zh="立项决定时限",
    rules=["C05-17", "C05-18"],
)  # fmt: skip
tell_process = amount_slot(
    "tell_process", en="The complainant is told the procedure and its limits", zh="告知程序与时限",
    rules=["A01-19", "A01-20"],
)  # fmt: skip

# Handing over

hand_over = amount_slot(
    "hand_over", en="Handed to the department concerned", zh="转送被投诉部门", rules=["C04-22", "B11-07", "B11-10"]
)
hand_over_level_two = amount_slot(
    "hand_over_level_two", en="A level II case is dispatched", zh="二级投诉派单时限", rules=["D02-09"]
)
receipt_signature = flag_slot(
    "receipt_signature", en="The department signs for what it receives", zh="领表人签收", rules=["C04-23"]
)
receipt_limit = amount_slot(
    "receipt_limit", design=hours(2), en="The department has signed for it", zh="签收时限", rules=["C04-23", "D02-18"]
)
rejects_max = number_slot(
    "rejects_max", least=0, most=10, design=2, en="Refusals by departments before the supervisor assigns",
    zh="部门退单次数上限", rules=["C06-02", "A14-18"],
)  # fmt: skip
coordination_from = number_slot(
    "coordination_from", least=2, most=20, en="Number of departments from which the duty manager coordinates",
    zh="由值班经理协调的部门数", rules=["B11-13"],
)  # fmt: skip
forward_important = amount_slot(
    "forward_important", en="An important complaint is passed up", zh="重要投诉上报时限", rules=["C04-20", "B11-26"]
)
forward_major = amount_slot(
    "forward_major", en="A major complaint is passed up to the general manager", zh="重大投诉上报时限",
    rules=["C04-19", "B11-25"],
)  # fmt: skip

# Handling

response_start = amount_slot(
    "response_start", en="The response to a level I case has started", zh="一级投诉响应时限", rules=["D02-03"]
)
rescue_on_site = amount_slot(
    "rescue_on_site", en="Rescuers are on the spot of a lift entrapment", zh="电梯困人救援到场时限", rules=["D03-07"]
)
rescue_report = amount_slot(
    "rescue_report", en="The inspection report after a lift rescue", zh="救援后检测报告时限", rules=["D03-08"]
)
late_papers = amount_slot(
    "late_papers", design=days(1), en="Receipt and inquiry are entered after an emergency", zh="紧急处置后补办手续时限",
    rules=["A01-23", "C04-23"],
)  # fmt: skip
first_contact = amount_slot(
    "first_contact", en="First contact with the complainant", zh="首次联系时限", rules=["A17-07", "D02-13"]
)
contact_attempts = number_slot(
    "contact_attempts", least=1, most=20, design=3, en="Attempts in vain that count as having reached the complainant",
    zh="视为已告知的联系次数", rules=["C05-20"],
)  # fmt: skip
plan_names_time = flag_slot(
    "plan_names_time", en="The plan for a level II case names a time", zh="二级投诉处理方案须写明时间", rules=["D02-10"]
)
definite_reply = amount_slot(
    "definite_reply", en="Definite reply to a major complaint", zh="重大投诉明确答复时限", rules=["C04-40"]
)
reply = amount_slot("reply", en="Reply to any other complaint", zh="其他投诉答复时限", rules=["A19-22", "A19-23"])
reply_suggestion = amount_slot(
    "reply_suggestion", en="Reply to a suggestion of level III", zh="三级建议答复时限", rules=["D02-15"]
)
settle_minor = amount_slot(
    "settle_minor", en="A minor complaint is settled", zh="轻微投诉解决时限", rules=["C04-21", "C04-36", "B11-27"]
)
settle_important = amount_slot(
    "settle_important", en="An important complaint is settled", zh="重要投诉解决时限", rules=["C04-38"]
)
settle_major = amount_slot(
    "settle_major", en="A major complaint is settled", zh="重大投诉解决时限", rules=["C04-41"]
)  # fmt: skip
customer_limit = flag_slot(
    "customer_limit", en="A minor complaint may be bound to a shorter limit of the customer",
    zh="轻微投诉可按客户要求期限", rules=["C04-21", "B11-27"],
)  # fmt: skip
minor_overrun_approver = choice_slot(
    "minor_overrun_approver", {"property_manager": ("Property manager", "物业部经理")},
    en="Who approves the overrun of a minor complaint", zh="轻微投诉延期审批人", rules=["C04-37"],
)  # fmt: skip
important_overrun_approver = choice_slot(
    "important_overrun_approver", {"general_manager": ("General manager", "公司总经理")},
    en="Who approves the overrun of an important complaint", zh="重要投诉延期审批人", rules=["C04-39"],
)  # fmt: skip
major_overrun_approver = choice_slot(
    "major_overrun_approver", {"general_manager": ("General manager", "公司总经理")},
    en="Who approves the overrun of a major complaint", zh="重大投诉延期审批人", rules=["C04-41"],
)  # fmt: skip
becomes_major = amount_slot(
    "becomes_major", en="Unsettled so long, a valid complaint becomes a major one", zh="未解决转为重大投诉的期限",
    rules=["C04-11", "B11-30"],
)  # fmt: skip
mass_share_percent = number_slot(
    "mass_share_percent", least=1, most=100, en="Share of the owners above which a task force is formed, in percent",
    zh="成立专项组的业主比例（%）", rules=["A14-09", "A14-10"],
)  # fmt: skip
recurrence_from = number_slot(
    "recurrence_from", least=2, most=20,
    en="Complaints about the same matter from which the office head calls the departments together",
    zh="同类投诉召集会议的次数", rules=["B11-37", "B12-25"],
)  # fmt: skip

# Finishing and closing

form_back = amount_slot("form_back", en="The form is back", zh="处置记录表交回时限", rules=["C04-27"])
tell_result = amount_slot("tell_result", en="The complainant is told the result", zh="结果告知时限", rules=["C04-31"])
verified_by = choice_slot(
    "verified_by",
    {"centre_manager": ("The centre manager", "中心经理"), "receptionist": ("The receptionist", "接待员")},
    en="Who verifies that the solution works", zh="核实人", rules=["B11-03", "B11-02"],
)  # fmt: skip
repair_signature = flag_slot(
    "repair_signature", en="The complainant signs the repair service sheet before a repair case is closed",
    zh="维修类须投诉人签字并收回副联", rules=["C05-22"],
)  # fmt: skip
completion_evidence = flag_slot(
    "completion_evidence", en="Photographs or a signed confirmation are uploaded before closing",
    zh="办结须上传前后对比照片或确认单", rules=["D03-09", "D03-11"],
)  # fmt: skip
major_closing_consent = flag_slot(
    "major_closing_consent", en="A major complaint is closed only with the consent of the office head",
    zh="重大投诉销项须管理处负责人同意", rules=["C05-26"],
)  # fmt: skip
quarterly_review = amount_slot(
    "quarterly_review", en="A case that cannot be handled is held before the review", zh="无法处理案件评审周期",
    rules=["C05-29"],
)  # fmt: skip
second_disposal_limit = amount_slot(
    "second_disposal_limit", design=days(2), en="The superior has reviewed a contested result", zh="二次处置时限",
    rules=["D03-12", "D03-13"],
)  # fmt: skip
second_disposal_max = number_slot(
    "second_disposal_max", least=1, most=10, design=2, en="Second disposals before the case waits for the review",
    zh="二次处置次数上限", rules=["D03-12"],
)  # fmt: skip

# Aftercare

follow_up = amount_slot("follow_up", en="Follow-up after handling", zh="回访时限", rules=["B11-33", "B12-05", "C04-33"])
follow_up_external = amount_slot(
    "follow_up_external", en="Follow-up after the developer's handling", zh="地产类回访时限", rules=["B11-16"]
)
follow_up_major_by = choice_slot(
    "follow_up_major_by",
    {"office_head": ("The office head", "管理处经理"), "cs_supervisor": ("The supervisor", "客服主管")},
    en="Who leads the follow-up of a major complaint", zh="重大投诉回访组织人", rules=["B12-02", "B12-14"],
)  # fmt: skip
follow_up_ordinary_by = choice_slot(
    "follow_up_ordinary_by",
    {
        "department_head_with_staff": ("Head of the department with service staff", "被投诉部门负责人会同客服人员"),
        "cs_supervisor": ("The supervisor in person", "客服主管亲自"),
    },
    en="Who follows up an ordinary complaint", zh="一般投诉回访人", rules=["B12-15", "A19-27"],
)  # fmt: skip
resident_signs_follow_up = flag_slot(
    "resident_signs_follow_up", en="The resident signs the follow-up form", zh="住户签字确认回访", rules=["B12-20"]
)
repeat_follow_up = flag_slot(
    "repeat_follow_up", en="After a rework there is another follow-up", zh="返工后再次回访", rules=["C11-13"]
)
survey = amount_slot("survey", en="The satisfaction survey goes out", zh="满意度调查发出时限", rules=["D04-07"])
survey_expires = amount_slot(
    "survey_expires", design=days(7), en="An unanswered survey expires", zh="调查无回应失效期限", rules=["D04-09"]
)
look_back_below = number_slot(
    "look_back_below", least=0, most=100, en="Below this score of 100 the case is looked back at",
    zh="启动回头看的分数线", rules=["D04-10"],
)  # fmt: skip
look_back_limit = amount_slot(
    "look_back_limit", design=days(3), en="The look-back is done", zh="回头看时限", rules=["D04-11"]
)
look_back_max = number_slot(
    "look_back_max", least=1, most=10, design=2, en="Look-backs before the office head signs the remaining dissent",
    zh="回头看次数上限", rules=["D04-10", "D04-11"],
)  # fmt: skip
conversion_window = amount_slot(
    "conversion_window", design=months(1), en="An explained case may be archived by", zh="解释了结案件归档时限",
    rules=["C01-09", "C04-34"],
)  # fmt: skip

slots = [
    office_hours, opening_gate, out_of_scope, opener, authority_verification, major_breach_requests, decision_limit,
    tell_process,
    hand_over, hand_over_level_two, receipt_signature, receipt_limit, rejects_max, coordination_from,
    forward_important, forward_major,
    response_start, rescue_on_site, rescue_report, late_papers, first_contact, contact_attempts, plan_names_time,
    definite_reply, reply, reply_suggestion, settle_minor, settle_important, settle_major, customer_limit,
    minor_overrun_approver, important_overrun_approver, major_overrun_approver, becomes_major, mass_share_percent,
    recurrence_from,
    form_back, tell_result, verified_by, repair_signature, completion_evidence, major_closing_consent,
    quarterly_review, second_disposal_limit, second_disposal_max,
    follow_up, follow_up_external, follow_up_major_by, follow_up_ordinary_by, resident_signs_follow_up,
    repeat_follow_up, survey, survey_expires, look_back_below, look_back_limit, look_back_max, conversion_window,
]  # fmt: skip
