"""
What is done to a letter of authorisation, from being brought in to being attached to a slip.
"""

from propflow import CLOSE, OPEN, PARENT, REGISTER, START, SYSTEM, Action, Link
from propflow.workflows.move_out_pass.authorisation import forms
from propflow.workflows.move_out_pass.authorisation.guards import (
    is_unused,
    letter_goods_are_clear,
    letter_is_complete,
    named_day_has_come,
    named_day_is_not_over,
    named_day_is_over,
    registered_number_was_called,
    request_waits,
    signature_agrees,
    slip_was_issued,
)
from propflow.workflows.move_out_pass.authorisation.states import (
    disputed,
    drafted,
    expired,
    presented,
    rejected,
    revoked,
    unused,
    used,
    valid,
)
from propflow.workflows.move_out_pass.roles import cs_staff, cs_supervisor, desk, security_guard, security_head

register = Action(
    "register", START, drafted, en="Register a letter", zh="登记授权委托书",
    by=desk, form=forms.Letter, guards=[letter_goods_are_clear], milestone=REGISTER, rules=["B09-08", "B09-10"],
)  # fmt: skip
open_ = Action(
    "open", drafted, valid, en="Check it", zh="核验",
    by=desk, form=forms.Checked, guards=[letter_is_complete, signature_agrees, named_day_is_not_over],
    milestone=OPEN, rules=["B09-10", "B09-11", "B09-12"],
)  # fmt: skip
doubt = Action(
    "doubt", drafted, disputed, en="Doubt it", zh="存疑",
    by=desk, form=forms.Doubt, tell=[cs_supervisor],
)  # fmt: skip  # [design]
owner_confirms = Action(
    "owner_confirms", disputed, valid, en="The owner stands by it", zh="业主核实",
    by=desk, form=forms.OwnerCalledBack,
    guards=[registered_number_was_called, letter_is_complete, named_day_is_not_over], milestone=OPEN,
    rules=["B09-10", "B09-11", "B09-12"],
)  # fmt: skip
owner_denies = Action(
    "owner_denies", disputed, revoked, en="The owner did not write it", zh="业主否认",
    by=desk, form=forms.Denial, tell=[security_guard, security_head],
)  # fmt: skip  # [design]
present = Action(
    "present", valid, presented, en="Presented for a request", zh="出示",
    by=desk, form=forms.Presented, guards=[named_day_has_come, named_day_is_not_over, request_waits],
    link=Link(PARENT, "request"), rules=["B09-08", "B09-12"],
)  # fmt: skip
close = Action(
    "close", presented, used, en="Attach it to the slip", zh="附于持出证后",
    by=desk, form=forms.Attached, guards=[slip_was_issued], milestone=CLOSE, rules=["B09-13"],
)  # fmt: skip

# It comes to nothing

lapse = Action(
    "lapse", unused, expired, en="Too old", zh="过期",
    by=[SYSTEM, *desk], guards=[named_day_is_over], tell=[cs_staff], rules=["B09-12"],
)  # fmt: skip
revoke = Action(
    "revoke", [*unused, presented], revoked, en="The owner takes it back", zh="撤销",
    by=desk, form=forms.Revocation, guards=[is_unused], tell=[cs_staff, security_guard],
)  # fmt: skip  # [design]
reject = Action(
    "reject", [*unused, presented], rejected, en="Do not accept it", zh="不予采用",
    by=desk, form=forms.Rejection, guards=[is_unused], tell=[cs_supervisor],
)  # fmt: skip  # [design]

actions = [register, open_, doubt, owner_confirms, owner_denies, present, close, lapse, revoke, reject]
