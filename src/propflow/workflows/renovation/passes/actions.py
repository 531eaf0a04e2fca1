"""
What is done to a worker pass: asked for, issued, suspended, lost, handed in, written off.
"""

from propflow import CLOSE, OPEN, PARENT, REGISTER, START, Action, Link
from propflow.workflows.complaint.roles import automation
from propflow.workflows.renovation.passes import forms, guards
from propflow.workflows.renovation.passes.states import (
    cancelled,
    due_back,
    issued,
    lost,
    requested,
    returned,
    suspended,
    written_off,
)
from propflow.workflows.renovation.roles import centre_manager, cs_staff, office_head, security

register = Action(
    "register", START, requested, en="Ask for a pass", zh="申办出入证",
    by=[cs_staff], form=forms.Request, guards=[guards.passes_are_made_now], link=Link(PARENT, "renovation"),
    milestone=REGISTER, rules=["B08-14", "B08-15", "B08-29"],
)  # fmt: skip
open_ = Action(
    "open", requested, issued, en="Issue the pass", zh="发证",
    by=[cs_staff], form=forms.Pass, guards=[guards.works_go_on, guards.worker_is_listed, guards.fee_is_right],
    milestone=OPEN, tell=[security], rules=["B08-25", "B08-29", "B08-36"],
)  # fmt: skip
refuse = Action(
    "refuse", requested, cancelled, en="Do not issue it", zh="不予办理",
    by=[cs_staff], form=forms.Reason, rules=["B08-36"],
)  # fmt: skip
suspend = Action(
    "suspend", issued, suspended, en="Suspend it", zh="暂停",
    by=[cs_staff, centre_manager], form=forms.Reason, guards=[guards.works_may_be_stopped], tell=[security],
    rules=["B08-38", "B21-43"],
)  # fmt: skip
reinstate = Action(
    "reinstate", suspended, issued, en="Reinstate it", zh="恢复",
    by=[cs_staff, centre_manager], guards=[guards.works_go_on], tell=[security], rules=["B08-38"],
)  # fmt: skip
report_lost = Action(
    "report_lost", [issued, suspended, due_back], lost, en="Report it lost", zh="报失",
    by=[cs_staff], form=forms.Reason, tell=[security],
)  # fmt: skip  # [design]
reissue = Action(
    "reissue", lost, issued, en="Issue another", zh="补发",
    by=[cs_staff], form=forms.Pass, guards=[guards.somebody_works_there, guards.fee_is_right, guards.number_is_new],
    tell=[security], rules=["B08-25"],
)  # fmt: skip
works_finished = Action(
    "works_finished", [issued, suspended], due_back, en="It is to be handed in", zh="竣工应收",
    by=[cs_staff, automation], guards=[guards.works_are_over], tell=[security], rules=["B08-41"],
)  # fmt: skip
close = Action(
    "close", due_back, returned, en="Take it back", zh="收回",
    by=[cs_staff], form=forms.Return, guards=[guards.number_is_the_one], milestone=CLOSE, rules=["B08-41"],
)  # fmt: skip
reactivate = Action(
    "reactivate", [due_back, returned], issued, en="Let it serve a rectification", zh="整改重启用",
    by=[cs_staff], form=forms.Reactivation, guards=[guards.is_being_rectified, guards.period_lies_ahead],
    tell=[security], rules=["B08-44"],
)  # fmt: skip
write_off = Action(
    "write_off", [due_back, lost], written_off, en="Write it off", zh="核销",
    by=[centre_manager, office_head], form=forms.WriteOff, tell=[security], rules=["B08-41"],
)  # fmt: skip

actions = [
    register, open_, refuse, suspend, reinstate, report_lost, reissue, works_finished, close, reactivate, write_off,
]  # fmt: skip
