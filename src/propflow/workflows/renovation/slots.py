"""
What the renovation workflow leaves to policy: prices, limits, and what the manual leaves open.

A slot with `design=` holds a value of our own, as no manual says one; a profile may replace it.
Every other slot must be filled by the profile, or switched off there by name. Prices are whole CNY.
"""

from propflow import MOST, amount_slot, calendar_slot, choice_slot, days, number_slot, working_days
from propflow.workflows.renovation.axes import APPROVERS

# The decision

office_hours = calendar_slot(
    "office_hours", design="cn-office", en="The office's calendar, by which working days are counted",
    zh="计算工作日所用的日历", rules=["B08-32"],
)  # fmt: skip
supplement_limit = amount_slot(
    "supplement_limit", design=days(30), en="Missing papers are brought", zh="补齐材料时限", rules=["B08-30"]
)
review_limit = amount_slot("review_limit", en="Engineering decides", zh="工程部审批时限", rules=["B08-32"])
file_back = amount_slot(
    "file_back", design=working_days(1), en="The file is back at the centre", zh="材料返还时限", rules=["B08-33"]
)

# What is paid

management_fee_cny = number_slot(
    "management_fee_cny", en="Management fee, in CNY", zh="装修管理费（元）", rules=["B08-23"]
)
permit_fee_cny = number_slot(
    "permit_fee_cny", en="Price of a works permit, in CNY", zh="施工许可证工本费（元）", rules=["B08-24"]
)
pass_fee_cny = number_slot(
    "pass_fee_cny", en="Price of a worker pass, in CNY", zh="施工人员出入证工本费（元）", rules=["B08-25"]
)
waste_fee_cny = number_slot("waste_fee_cny", en="Removal of waste, in CNY", zh="装修垃圾清运费（元）", rules=["B08-26"])
waste_per = choice_slot(
    "waste_per", {"room": ("For each room", "按房间"), "dwelling": ("For the dwelling", "按户")},
    en="For what the removal of waste is charged", zh="垃圾清运费计费单位", needed=True, rules=["B08-26"],
)  # fmt: skip
fees_limit = amount_slot("fees_limit", design=days(30), en="The fees are paid", zh="交费时限", rules=["B08-27"])

# The works

works_limit = amount_slot("works_limit", en="The longest that a permit runs", zh="装修期限", rules=["B08-38"])
extension_most = amount_slot(
    "extension_most", en="The longest that one extension runs", zh="单次延期最长期限", rules=["B08-39"]
)
extensions_most = number_slot(
    "extensions_most", most=100, en="The most extensions of one permit", zh="延期次数上限", rules=["B08-39"]
)
overnight_most = number_slot(
    "overnight_most", most=20, en="The most people who stay overnight; off: nobody stays", zh="留宿人数上限",
    rules=["B08-49", "B08-51"],
)  # fmt: skip
hot_work_approver = choice_slot(
    "hot_work_approver", APPROVERS, en="Who permits hot work", zh="动火审批人", needed=True, rules=["B08-19"]
)
hot_work_validity = amount_slot(
    "hot_work_validity", en="The longest that a hot-work permit runs", zh="动火许可有效期", rules=["B08-19"]
)
patrol = amount_slot("patrol", en="The site is patrolled", zh="装修巡查频次", rules=["B18-06", "B18-25"])
rectification_most = amount_slot(
    "rectification_most", en="The longest period that a rectification notice sets", zh="整改期限上限",
    rules=["B08-44", "B21-27"],
)  # fmt: skip

# The end

first_inspection_limit = amount_slot(
    "first_inspection_limit", design=working_days(3), en="The first inspection is held", zh="初验时限", rules=["B08-40"]
)
check_limit = amount_slot(
    "check_limit", design=working_days(3), en="A rectification is checked", zh="整改复查时限", rules=["B08-45"]
)
failed_checks_most = number_slot(
    "failed_checks_most", least=1, most=20, design=3, en="Failed checks after which the office head is told",
    zh="整改复查不合格上报次数", rules=["B08-45"],
)  # fmt: skip
recheck_after = amount_slot(
    "recheck_after", strict=MOST, needed=True, en="The re-inspection is held no sooner than", zh="复验等待期",
    rules=["B08-42", "B08-46"],
)  # fmt: skip
refund_limit = amount_slot("refund_limit", en="The deposit is paid out", zh="退还押金时限", rules=["B08-43"])

slots = [
    office_hours, supplement_limit, review_limit, file_back, management_fee_cny, permit_fee_cny, pass_fee_cny,
    waste_fee_cny, waste_per, fees_limit, works_limit, extension_most, extensions_most, overnight_most,
    hot_work_approver, hot_work_validity, patrol, rectification_most, first_inspection_limit, check_limit,
    failed_checks_most, recheck_after, refund_limit,
]  # fmt: skip
