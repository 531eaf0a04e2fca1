"""
By when: the limits of a renovation, and whom they tell.

A permit runs until the moment that it bears; the thirty days are no limit but a waiting time, which passes no verdict.
"""

from propflow import Clock, Ladder, Rung, before, days, due, hours, minutes, promised, share
from propflow.workflows.renovation import slots
from propflow.workflows.renovation.actions_applying import (
    accept_and_send,
    approve,
    lapse,
    receive_file_back,
    reject,
    return_incomplete,
    revise,
    supplement,
    withdraw,
)
from propflow.workflows.renovation.actions_closing import (
    abandon,
    close,
    defect_in_observation,
    due_reinspection,
    fail_first_inspection,
    fail_rectification_check,
    order_rectification,
    pass_first_inspection,
    pass_rectification_check,
    pass_reinspection,
    report_completion,
    report_rectified,
    settle_against_deposit,
)
from propflow.workflows.renovation.actions_works import (
    accept_rectification,
    accept_rectification_late,
    begin_patrol_day,
    clear_violation,
    end_hot_work,
    extend_late,
    find_violation,
    grant_hot_work,
    log_patrol,
    miss_patrol,
    note_violation,
    open_,
    pay_fees,
    resume,
    stop_works,
    works_expired,
)
from propflow.workflows.renovation.roles import (
    centre_manager,
    cs_staff,
    engineering,
    finance,
    office_head,
    security,
)

# Engineering first, then the office head. How far apart no manual says. [design]
upwards = Ladder("review", [Rung(engineering), Rung(office_head, after=hours(4))])

# The decision

supplemented = Clock(
    "supplement", en="Missing papers are brought", zh="补齐材料时限",
    starts=[return_incomplete], stops=[supplement], void_on=[withdraw, lapse],
    within=slots.supplement_limit, marks=[due(tell=[cs_staff, centre_manager])], rules=["B08-30"],
)  # fmt: skip
review = Clock(
    "review", en="Engineering decides", zh="工程部审批时限",
    starts=[accept_and_send], stops=[approve, reject, withdraw], within=slots.review_limit, calendar=slots.office_hours,
    marks=[share(75, tell=engineering), due(escalate=upwards)], rules=["B08-32"],
)  # fmt: skip
file_back = Clock(
    "file_back", en="The file is back at the centre", zh="材料返还时限",
    starts=[approve, reject], stops=[receive_file_back], void_on=[revise, withdraw, lapse, open_],
    within=slots.file_back, calendar=slots.office_hours, marks=[due(tell=[engineering, centre_manager])],
    rules=["B08-33"],
)  # fmt: skip
fees = Clock(
    "fees", en="The fees are paid", zh="交费时限",
    starts=[approve], stops=[pay_fees], void_on=[withdraw, lapse],
    within=slots.fees_limit, marks=[due(tell=[finance, cs_staff])], rules=["B08-27"],
)  # fmt: skip

# The works

works = Clock(
    "works", en="The permit runs", zh="装修期限",
    starts=[open_, extend_late, resume], stops=[report_completion, works_expired, accept_rectification_late],
    void_on=[stop_works], within=promised("valid_until"),
    marks=[before(days(7), tell=[cs_staff]), due(tell=[engineering, cs_staff, security], does=works_expired)],
    rules=["B08-38", "B08-39"],
)  # fmt: skip
patrol = Clock(
    "patrol", en="The site is patrolled", zh="装修巡查",
    starts=[open_, begin_patrol_day], stops=[log_patrol, miss_patrol],
    void_on=[report_completion, abandon], within=slots.patrol, marks=[due(tell=[centre_manager], does=miss_patrol)],
    rules=["B18-06", "B18-25"],
)  # fmt: skip
_patrols_end = [
    report_completion, abandon, pass_first_inspection, pass_rectification_check, settle_against_deposit,
]  # fmt: skip
patrol_day = Clock(
    "patrol_day", en="The next day owes a patrol", zh="下一巡查日",
    starts=[log_patrol], stops=[begin_patrol_day], void_on=_patrols_end, within=slots.patrol,
    marks=[due(does=begin_patrol_day)], rules=["B18-06"],
)  # fmt: skip
patrol_again = Clock(
    "patrol_again", en="The day after a gap owes a patrol", zh="缺漏后次日仍须巡查",
    starts=[miss_patrol], stops=[begin_patrol_day], void_on=_patrols_end, within=minutes(1),
    marks=[due(does=begin_patrol_day)], rules=["B18-06"],
)  # fmt: skip  # a gap shows when its day is over, so the next one has begun already
rectification = Clock(
    "rectification", en="Violations are put right", zh="整改期限",
    starts=[
        find_violation, note_violation, fail_first_inspection, fail_rectification_check, defect_in_observation,
        order_rectification,
    ],
    stops=[
        accept_rectification, accept_rectification_late, clear_violation, resume, report_rectified,
        pass_rectification_check,
    ],
    void_on=[stop_works, pass_first_inspection, settle_against_deposit, abandon], within=promised("rectify_by"),
    marks=[share(75, tell=cs_staff), due(tell=[cs_staff, engineering, centre_manager])], rules=["B08-44", "B21-27"],
)  # fmt: skip
hot_work = Clock(
    "hot_work", en="The hot-work permit runs", zh="动火许可期限",
    starts=[grant_hot_work], stops=[end_hot_work],
    void_on=[
        report_completion, stop_works, pass_first_inspection, pass_rectification_check, settle_against_deposit,
        abandon,
    ],
    within=promised("hot_work_until"), marks=[due(tell=[security, engineering])], rules=["B08-19"],
)  # fmt: skip

# The end

first_inspection = Clock(
    "first_inspection", en="The first inspection is held", zh="初验时限",
    starts=[report_completion], stops=[pass_first_inspection, fail_first_inspection],
    within=slots.first_inspection_limit, calendar=slots.office_hours,
    marks=[due(tell=[engineering, centre_manager])], rules=["B08-40"],
)  # fmt: skip
check = Clock(
    "check", en="The rectification is checked", zh="整改复查时限",
    starts=[report_rectified], stops=[pass_rectification_check, fail_rectification_check],
    within=slots.check_limit, calendar=slots.office_hours,
    marks=[due(tell=[engineering, centre_manager])], rules=["B08-45"],
)  # fmt: skip
observation = Clock(
    "observation", en="The re-inspection may be held", zh="复验等待期",
    starts=[pass_first_inspection, pass_rectification_check], stops=[],
    void_on=[due_reinspection, defect_in_observation], within=slots.recheck_after, marks=[due(tell=[cs_staff])],
    rules=["B08-42", "B08-46"],
)  # fmt: skip
refund = Clock(
    "refund", en="The deposit is paid out", zh="退还押金时限",
    starts=[pass_reinspection], stops=[close], within=slots.refund_limit,
    marks=[due(tell=[finance, office_head])], rules=["B08-43"],
)  # fmt: skip

clocks = [
    supplemented, review, file_back, fees, works, patrol, patrol_day, patrol_again, rectification, hot_work,
    first_inspection, check, observation, refund,
]  # fmt: skip
