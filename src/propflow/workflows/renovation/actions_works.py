"""
Fees, permit and works: what is paid, who works until when, patrols, violations and stops.
"""

from propflow import OPEN, STAY, SYSTEM, Action, SignOff
from propflow.workflows.renovation import forms_works as forms
from propflow.workflows.renovation.guards_applying import file_is_back
from propflow.workflows.renovation.guards_permit import (
    contractor_fees_are_right,
    contractor_has_paid,
    contractor_owes,
    deposit_is_held,
    extension_is_left,
    extension_is_not_too_long,
    extra_papers_are_there,
    extra_workers_are_paid,
    guarantee_is_handwritten,
    hot_work_is_not_too_long,
    hot_work_is_ours_to_permit,
    hot_work_is_permitted,
    lateness_is_explained,
    lead_shows_permit_and_pass,
    mandate_is_there,
    nights_are_not_crowded,
    owner_fees_are_right,
    owner_has_paid,
    owner_owes,
    passes_are_prepared,
    patrol_is_over,
    permit_has_run_out,
    permit_is_not_too_long,
    permit_runs,
    violation_comes_first,
)
from propflow.workflows.renovation.guards_works import (
    all_notices_are_settled,
    deposit_is_whole,
    notices_are_new,
    notices_are_open,
    passes_are_suspended,
    period_is_right,
    stop_is_due,
)
from propflow.workflows.renovation.roles import (
    centre_manager,
    contractor_lead,
    cs_staff,
    engineering,
    finance,
    office_head,
    owner,
    security,
)
from propflow.workflows.renovation.states import (
    approved_unpaid,
    completion_reported,
    in_works,
    in_works_overdue,
    inspected,
    on_site,
    permitted,
    ready_for_permit,
    works_rectification,
    works_stopped,
)

# Fees

take_contractor_fees = Action(
    "take_contractor_fees", approved_unpaid, STAY, en="Take the contractor's fees", zh="收取装修公司费用",
    by=[finance], form=forms.ContractorFees, guards=[contractor_owes, contractor_fees_are_right],
    rules=["B08-04", "B08-23", "B08-24", "B08-25", "B08-27"],
)  # fmt: skip
take_owner_fees = Action(
    "take_owner_fees", approved_unpaid, STAY, en="Take the fee for waste", zh="收取垃圾清运费",
    by=[finance], form=forms.OwnerFees, guards=[owner_owes, owner_fees_are_right],
    rules=["B08-04", "B08-26", "B08-27"],
)  # fmt: skip
pay_fees = Action(
    "pay_fees", approved_unpaid, ready_for_permit, en="All fees are paid", zh="费用缴清",
    by=[finance], guards=[contractor_has_paid, owner_has_paid, deposit_is_held], tell=[cs_staff],
    rules=["B08-04", "B08-22", "B08-27"],
)  # fmt: skip

# The permit

open_ = Action(
    "open", ready_for_permit, in_works, en="Issue the works permit", zh="发放施工许可证",
    by=[cs_staff], form=forms.Permit,
    guards=[file_is_back, deposit_is_held, passes_are_prepared, permit_is_not_too_long], milestone=OPEN,
    tell=[security, engineering], rules=["B08-05", "B08-28", "B08-29", "B08-33", "B08-38", "B08-53"],
)  # fmt: skip
extend = Action(
    "extend", [in_works, works_rectification, works_stopped], STAY, en="Extend the permit", zh="办理延期",
    by=[owner, cs_staff], form=forms.Extension,
    guards=[
        mandate_is_there, extension_is_left, extension_is_not_too_long, lateness_is_explained, violation_comes_first,
    ],
    tell=[security], rules=["B08-38", "B08-39"],
)  # fmt: skip
extend_late = Action(
    "extend_late", in_works_overdue, in_works, en="Extend an overdue permit", zh="补办延期",
    by=[owner, cs_staff], form=forms.Extension,
    guards=[mandate_is_there, extension_is_left, extension_is_not_too_long, lateness_is_explained, deposit_is_whole],
    tell=[security], rules=["B08-38", "B08-39"],
)  # fmt: skip
works_expired = Action(
    "works_expired", in_works, in_works_overdue, en="The permit runs out", zh="装修超期",
    by=[SYSTEM], guards=[permit_has_run_out], tell=[cs_staff, security], rules=["B08-38"],
)  # fmt: skip

# What goes with it, in place

add_workers = Action(
    "add_workers", [in_works, works_rectification], STAY, en="Add workers", zh="增补施工人员",
    by=[contractor_lead], form=forms.ExtraWorkers,
    guards=[lead_shows_permit_and_pass, extra_papers_are_there, extra_workers_are_paid], tell=[cs_staff],
    rules=["B08-14", "B08-15", "B08-25", "B08-36"],
)  # fmt: skip
authorise_overnight = Action(
    "authorise_overnight", [in_works, works_rectification], STAY, en="Let people stay overnight", zh="留宿担保",
    by=[owner, cs_staff], form=forms.Overnight, guards=[guarantee_is_handwritten, nights_are_not_crowded],
    tell=[security], rules=["B08-49", "B08-50", "B08-51"],
)  # fmt: skip
grant_hot_work = Action(
    "grant_hot_work", [in_works, works_rectification], STAY, en="Permit hot work", zh="办理动火许可",
    by=[engineering, security, centre_manager, office_head], form=forms.HotWork,
    guards=[hot_work_is_ours_to_permit, hot_work_is_not_too_long], tell=[security, engineering],
    rules=["B08-19", "B08-53"],
)  # fmt: skip
end_hot_work = Action(
    "end_hot_work", on_site, STAY, en="Hot work has ended", zh="动火结束",
    by=[engineering, security, cs_staff], guards=[hot_work_is_permitted], rules=["B08-19"],
)  # fmt: skip

# Patrols

log_patrol = Action(
    "log_patrol", on_site, STAY, en="Record a patrol", zh="巡查记录",
    by=[engineering, security, cs_staff], form=forms.Patrol, guards=[patrol_is_over],
    rules=["B08-05", "B08-47", "B18-06", "B18-25"],
)  # fmt: skip
miss_patrol = Action(
    "miss_patrol", permitted, STAY, en="No patrol that day", zh="当日未巡查",
    by=[SYSTEM], tell=[centre_manager], rules=["B18-06", "B18-25"],
)  # fmt: skip
begin_patrol_day = Action(
    "begin_patrol_day", permitted, STAY, en="Another day owes a patrol", zh="新的巡查日", by=[SYSTEM], rules=["B18-06"]
)

# Violations

_elsewhere = [in_works_overdue, works_rectification, works_stopped, *inspected]

find_violation = Action(
    "find_violation", in_works, works_rectification, en="Serve a rectification notice", zh="发现施工违章",
    by=[engineering, security, cs_staff], form=forms.Violation, guards=[period_is_right, notices_are_new],
    tell=[cs_staff], rules=["B08-44", "B08-47", "B08-53", "B21-19", "B21-32", "B21-33"],
)  # fmt: skip
note_violation = Action(
    "note_violation", _elsewhere, STAY, en="Serve another rectification notice", zh="另发整改通知",
    by=[engineering, security, cs_staff], form=forms.Violation, guards=[period_is_right, notices_are_new],
    tell=[cs_staff], rules=["B08-44", "B08-47", "B21-19", "B21-33"],
)  # fmt: skip
clear_violation = Action(
    "clear_violation", [in_works_overdue, works_stopped, completion_reported], STAY, en="Settle a notice",
    zh="销整改通知", by=[cs_staff, engineering], form=forms.Rectified, guards=[notices_are_open],
    rules=["B08-45", "B20-13"],
)  # fmt: skip
accept_rectification = Action(
    "accept_rectification", works_rectification, in_works, en="Accept the rectification", zh="整改合格",
    by=[cs_staff, engineering], form=forms.Rectified, guards=[notices_are_open, all_notices_are_settled, permit_runs],
    rules=["B08-45", "B20-13"],
)  # fmt: skip
accept_rectification_late = Action(
    "accept_rectification_late", works_rectification, in_works_overdue, en="Accept it, the permit has run out",
    zh="整改合格（已超期）", by=[cs_staff, engineering], form=forms.Rectified,
    guards=[notices_are_open, all_notices_are_settled, permit_has_run_out], rules=["B08-38", "B08-45", "B20-13"],
)  # fmt: skip

# Stopping

stop_works = Action(
    "stop_works", [in_works_overdue, works_rectification], works_stopped, en="Stop the works", zh="责令停工",
    by=[engineering], form=forms.Stop, guards=[stop_is_due, passes_are_suspended],
    sign_offs=[
        SignOff(
            "countersignature", en="Countersignature of the office or centre head", zh="管理处或客服中心经理会签",
            by=[office_head, centre_manager], rules=["B21-43"],
        ),
    ],
    tell=[security, cs_staff], rules=["B08-38", "B08-44", "B21-43"],
)  # fmt: skip
resume = Action(
    "resume", works_stopped, in_works, en="Let the works go on", zh="复工",
    by=[engineering], form=forms.Resumption,
    guards=[notices_are_open, all_notices_are_settled, permit_runs, deposit_is_whole], tell=[security, cs_staff],
    rules=["B08-38", "B08-45"],
)  # fmt: skip

actions = [
    take_contractor_fees, take_owner_fees, pay_fees, open_, extend, extend_late, works_expired, add_workers,
    authorise_overnight, grant_hot_work, end_hot_work, log_patrol, miss_patrol, begin_patrol_day, find_violation,
    note_violation, clear_violation, accept_rectification, accept_rectification_late, stop_works, resume,
]  # fmt: skip
