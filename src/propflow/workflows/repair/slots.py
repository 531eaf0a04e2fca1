"""
What the repair workflow leaves to policy: the values in which the manuals differ or keep silent.

A slot with `design=` holds a value of our own, as no manual says one; a profile may replace it.
Every other slot must be filled by the profile, or switched off there by name.
"""

from propflow import MOST, amount_slot, calendar_slot, choice_slot, days, flag_slot, number_slot

# By what hours time counts

duty_hours = calendar_slot(
    "duty_hours", en="The hours in which repairers are on duty, which make day and night", zh="维修人员值班日历",
    rules=["A10-03", "A10-04"],
)  # fmt: skip
completion_hours = calendar_slot(
    "completion_hours", en="The calendar by which the limit of a repair counts", zh="维修完成时限所用的日历",
    rules=["A04-16", "A09-21", "A19-18", "A02-06"],
)  # fmt: skip
office_hours = calendar_slot(
    "office_hours", design="cn-office", en="The office's calendar, by which working days are counted",
    zh="计算工作日所用的日历", rules=["B11-16", "A02-28"],
)  # fmt: skip

# At the desk

online_login = flag_slot(
    "online_login", en="An online report is made from the owner's own account", zh="网上报修须用业主个人账户",
    rules=["A09-11"],
)  # fmt: skip
walk_with_resident = flag_slot(
    "walk_with_resident", en="Staff go to the place with a resident who is there", zh="与在场住户现场确认报修项目",
    rules=["A10-11"],
)  # fmt: skip
written_misuse = flag_slot(
    "written_misuse", en="Damage by misuse is applied for in writing", zh="使用不当损坏须书面申请", rules=["A18-02"]
)
classified = amount_slot(
    "classified", en="The report is recorded and classified", zh="登记分类时限",
    rules=["A09-12", "A09-13", "A10-10", "C10-01"],
)  # fmt: skip
answer = amount_slot(
    "answer", en="First answer to the reporter", zh="首次答复时限", rules=["A04-14", "A18-17", "A02-04", "A06-25"]
)
answer_urgent = amount_slot(
    "answer_urgent", en="First answer to an urgent report", zh="紧急报修答复时限", rules=["A18-16"]
)
contact_attempts = number_slot(
    "contact_attempts", least=1, most=20, design=3, needed=True,
    en="Attempts in vain after which somebody counts as not to be reached", zh="视为无法联系的次数",
)  # fmt: skip  # [design]

# The order, and the way there

order_after_report = amount_slot(
    "order_after_report", en="The order is given, counted from the report", zh="报修后派工时限",
    rules=["A04-15", "A10-12"],
)  # fmt: skip
order_ordinary = amount_slot(
    "order_ordinary", en="An ordinary report is dispatched", zh="一般报修派工时限", rules=["D02-09"]
)
order_after_acceptance = amount_slot(
    "order_after_acceptance", en="The order is given, counted from acceptance", zh="受理后派工时限", rules=["B10-08"]
)
call_taker = flag_slot("call_taker", en="The register says who took the order", zh="登记接单人", rules=["B10-09"])
repairer_certificate = flag_slot(
    "repairer_certificate", en="The repairer holds a certificate of the trade", zh="维修人员须持证", rules=["A13-22"]
)
returns_max = number_slot(
    "returns_max", least=0, most=10, design=2, en="Returned orders after which the supervisor assigns bindingly",
    zh="退单次数上限",
)  # fmt: skip  # [design]
response_start = amount_slot(
    "response_start", en="The response to an urgent report has started", zh="紧急响应开始时限", rules=["D02-03"]
)
arrive = amount_slot("arrive", en="On site, counted from the report", zh="到场时限", rules=["A13-25", "A04-10"])
arrive_urgent = amount_slot(
    "arrive_urgent", en="On site of an urgent fault, in duty hours", zh="紧急到场时限（值班时段）", rules=["A10-15"]
)
arrive_urgent_night = amount_slot(
    "arrive_urgent_night", en="On site of an urgent fault, outside duty hours", zh="紧急到场时限（夜间）",
    rules=["A10-16"],
)  # fmt: skip
arrive_after_order = amount_slot(
    "arrive_after_order", en="On site, counted from the repairer's receipt of the order", zh="接单后到场时限",
    rules=["A19-16"],
)  # fmt: skip
view_roof = amount_slot("view_roof", en="A roof fault is looked at", zh="屋面查看时限", rules=["A10-13"])
rescue_on_site = amount_slot(
    "rescue_on_site", en="Rescuers are on the spot of a lift entrapment", zh="电梯困人救援到场时限", rules=["D03-07"]
)
rescue_report = amount_slot(
    "rescue_report", en="The inspection report after a lift rescue", zh="救援后检测报告时限", rules=["D03-08"]
)
access_attempts = number_slot(
    "access_attempts", least=1, most=10, design=3, en="Visits in vain, in a row, after which no more are owed",
    zh="连续未能入户次数上限",
)  # fmt: skip  # [design]
key_return = amount_slot("key_return", en="A key that was lent is back", zh="借用钥匙归还时限", rules=["B16-17"])

# Plan, quote, consent

plan = amount_slot("plan", en="The plan or quote is made, counted from arrival", zh="方案报价时限", rules=["A09-17"])
plan_complex = amount_slot(
    "plan_complex", en="The plan for a complex problem is made", zh="复杂问题方案时限", rules=["A02-07", "A02-08"]
)
plan_names_time = flag_slot(
    "plan_names_time", en="The plan names a time", zh="处理方案须写明时间", rules=["D02-10", "A02-08"]
)
consent_before_work = flag_slot(
    "consent_before_work", en="Work that the owner pays for waits for consent", zh="收费维修须先经业主同意",
    rules=["A13-17", "A09-17"],
)  # fmt: skip
published_prices = flag_slot(
    "published_prices", en="A quote follows a published price list", zh="收费依据公示价目", rules=["A13-30"]
)
petition_days = number_slot(
    "petition_days", least=1, most=365, en="Days before the use of the fund that the committee is petitioned",
    zh="维修资金使用提前请示天数", strict=MOST, rules=["B24-20"],
)  # fmt: skip
quote_validity = amount_slot(
    "quote_validity", design=days(7), en="A quote that nobody answers expires", zh="报价有效期"
)  # [design]
in_unit_fee = choice_slot(
    "in_unit_fee",
    {"owner": ("The owner pays", "业主承担"), "company": ("The company pays", "物业公司承担")},
    en="Who pays for repairs inside a home", zh="户内维修费用承担", needed=True, rules=["A04-24", "A04-25", "A13-21"],
)  # fmt: skip

# Doing it

safe_limit = amount_slot(
    "safe_limit", en="An urgent fault is made safe", zh="险情临时处置时限", rules=["A06-13", "A10-17", "A08-03"]
)
complete_urgent = amount_slot(
    "complete_urgent", en="An urgent repair is done", zh="紧急维修完成时限", rules=["A09-21", "A19-18", "A04-17"]
)
complete_ordinary = amount_slot(
    "complete_ordinary", en="An ordinary repair is done", zh="一般维修完成时限",
    rules=["A04-16", "A09-22", "A06-23", "A08-02", "A02-06"],
)  # fmt: skip
complete_small = amount_slot(
    "complete_small", en="A small repair is done", zh="小修完成时限", rules=["A10-18", "A19-17", "A08-09"]
)
promises_max = number_slot(
    "promises_max", least=1, most=20, design=2, en="Promises of a new time before the office head decides",
    zh="承诺次数上限",
)  # fmt: skip  # [design]
promise_days_max = number_slot(
    "promise_days_max", least=1, most=365, design=7, en="Days ahead that a new time may be promised",
    zh="单次承诺最长天数",
)  # fmt: skip  # [design]
quarterly_review = amount_slot(
    "quarterly_review", en="What cannot be repaired is reviewed", zh="无法维修案件评审周期", rules=["C05-29"]
)

# Accepting and closing

acceptance = choice_slot(
    "acceptance",
    {
        "notice": ("The reporter is told", "告知报修人"),
        "notice_with_receipt": ("The reporter is known to have been told", "告知并确认知悉"),
        "resident_or_staff": ("The resident or our staff", "住户或物业人员验收"),
        "resident_accepts": ("The resident, before anything is charged", "住户验收后收费"),
        "resident_signature": ("The resident checks and signs", "住户验收签字"),
        "signature_payment_copy": ("Signature, payment, sheet filed", "签字、付费、回单归档"),
        "signature_second_copy": ("The signed second copy", "签字第二联交回"),
        "self_check_then_owner": ("The repairer checks, the owner confirms", "自检后由业主确认"),
        "photo_or_confirmation": ("Photographs or a signed confirmation", "对比照片或确认单"),
    },
    en="How a finished repair is accepted", zh="验收方式", needed=True,
    rules=["A04-13", "A06-15", "A09-20", "A10-20", "A13-20", "A18-09", "B10-12", "C10-07", "D03-09"],
)  # fmt: skip
completion_evidence = flag_slot(
    "completion_evidence", en="Photographs or a confirmation are uploaded", zh="完工须上传照片或确认单",
    rules=["D03-09", "D03-11"],
)  # fmt: skip
repair_record = flag_slot(
    "repair_record", en="The owner gets the repair record and the precautions", zh="向业主交付维修记录并告知注意事项",
    rules=["A13-28", "A13-29"],
)  # fmt: skip
acceptance_limit = amount_slot(
    "acceptance_limit", design=days(7), needed=True, en="Finished work is accepted, or deemed accepted", zh="验收期限"
)  # [design]
rework_limit = amount_slot(
    "rework_limit", design=days(2), en="Refused work is done again", zh="返工时限", rules=["D03-12"]
)
rework_max = number_slot(
    "rework_max", least=1, most=10, design=2, en="Rounds of rework before the office head decides", zh="返工次数上限",
    rules=["D03-12"],
)  # fmt: skip
completion_phone = amount_slot(
    "completion_phone", en="The department telephones that it is done", zh="完工电话回报时限", rules=["B10-11"]
)
copy_back = amount_slot("copy_back", en="The signed copy is with the centre", zh="签字副联交回时限", rules=["B10-12"])
copy_needed = flag_slot(
    "copy_needed", en="A repair is closed when the signed copy is back", zh="收回签字副联方可销项",
    rules=["B10-12", "B10-13", "C05-22", "C10-08"],
)  # fmt: skip
payment_at_sign_off = flag_slot(
    "payment_at_sign_off", en="The resident pays and signs when the work is done", zh="完工付费签字", rules=["C10-07"]
)
reopen_within = amount_slot(
    "reopen_within", design=days(30), en="The same fault reopens the case, later it is a new one", zh="同一故障重开期限"
)  # [design]

# Aftercare

follow_up = amount_slot("follow_up", en="Follow-up after the repair", zh="回访时限", rules=["A10-21", "B12-06"])
follow_up_external = amount_slot(
    "follow_up_external", en="Follow-up after the developer's repair of a complaint", zh="地产维修回访时限",
    rules=["B11-16"],
)  # fmt: skip
follow_up_share = number_slot(
    "follow_up_share", least=1, most=100, en="Share of the repairs that are followed up, in percent",
    zh="维修回访率（%）", rules=["B12-12"],
)  # fmt: skip
resident_signs_follow_up = flag_slot(
    "resident_signs_follow_up", en="The resident signs the follow-up form", zh="住户签字确认回访", rules=["B12-20"]
)
serious_visits = number_slot(
    "serious_visits", least=1, most=24, en="Visits that a serious fault is owed", zh="重大故障上门回访次数",
    rules=["A10-23"],
)  # fmt: skip
serious_interval = amount_slot(
    "serious_interval", en="From one such visit to the next", zh="重大故障回访间隔", rules=["A10-23"]
)
survey = amount_slot("survey", en="The satisfaction survey goes out", zh="满意度调查发出时限", rules=["D04-07"])
survey_expires = amount_slot(
    "survey_expires", design=days(7), en="An unanswered survey expires", zh="调查无回应失效期限", rules=["D04-09"]
)
look_back_below = number_slot(
    "look_back_below", least=0, most=100, en="A score below this of 100 is looked back at", zh="启动回头看的分数线",
    rules=["D04-10"],
)  # fmt: skip

# The developer's norm

repeat_repair_after = amount_slot(
    "repeat_repair_after", en="Repaired in vain for longer, it goes to the developer",
    zh="多次维修未果升级期限", rules=["A03-08"],
)  # fmt: skip
part_shortage_households = number_slot(
    "part_shortage_households", least=1, most=100_000, en="More households than this wait for a part",
    zh="配件缺货升级户数", rules=["A03-10"],
)  # fmt: skip
renovation_delay_after = amount_slot(
    "renovation_delay_after", en="A renovation held up so long goes to the developer", zh="装修受阻升级期限",
    rules=["A03-12"],
)  # fmt: skip
defect_unsettled_after = amount_slot(
    "defect_unsettled_after", en="A grave defect not settled in this time goes to the developer", zh="重大缺陷协调期限",
    rules=["A03-14"],
)  # fmt: skip
several = number_slot(
    "several", least=2, most=20, design=3, en="Reports, repairs or mediations that are several", zh="“多次”的次数",
    rules=["A03-08", "A03-13", "A03-15"],
)  # fmt: skip

slots = [
    duty_hours, completion_hours, office_hours,
    online_login, walk_with_resident, written_misuse, classified, answer, answer_urgent, contact_attempts,
    order_after_report, order_ordinary, order_after_acceptance, call_taker, repairer_certificate, returns_max,
    response_start, arrive, arrive_urgent, arrive_urgent_night, arrive_after_order, view_roof, rescue_on_site,
    rescue_report, access_attempts, key_return,
    plan, plan_complex, plan_names_time, consent_before_work, published_prices, petition_days, quote_validity,
    in_unit_fee,
    safe_limit, complete_urgent, complete_ordinary, complete_small, promises_max, promise_days_max, quarterly_review,
    acceptance, completion_evidence, repair_record, acceptance_limit, rework_limit, rework_max, completion_phone,
    copy_back, copy_needed, payment_at_sign_off, reopen_within,
    follow_up, follow_up_external, follow_up_share, resident_signs_follow_up, serious_visits,
    serious_interval, survey, survey_expires, look_back_below,
    repeat_repair_after, part_shortage_households, renovation_delay_after, defect_unsettled_after, several,
]  # fmt: skip

NO_LOOSER = (
    (complete_urgent, complete_ordinary), (complete_urgent, complete_small), (arrive_urgent, arrive),
    (answer_urgent, answer),
)  # fmt: skip
"""Slots for what is urgent, each with the one for what is ordinary, than which `lint` finds it no looser."""
