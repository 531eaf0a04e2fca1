"""
By when: a slip is good only so long, and security's copy is handed in after ten days.
"""

from propflow import Clock, due, share
from propflow.workflows.move_out_pass import slots
from propflow.workflows.move_out_pass.actions_slip import (
    cancel_pass,
    close,
    correct_pass,
    lapse,
    open_,
    refuse_release,
    reissue,
    release_goods,
    write_off,
)
from propflow.workflows.move_out_pass.roles import cs_staff, cs_supervisor, security_guard, security_head

validity = Clock(
    "validity", en="The slip is good", zh="持出证有效期",
    starts=[open_], stops=[release_goods], void_on=[correct_pass, reissue, refuse_release, cancel_pass, lapse],
    within=slots.validity, marks=[due(tell=[cs_staff, security_guard], does=lapse)], rules=["B09-15"],
)  # fmt: skip
hand_in = Clock(
    "hand_in", en="Security has handed its copy in", zh="保安联交回时限",
    starts=[release_goods], stops=[close], void_on=[write_off],
    within=slots.hand_in, marks=[share(75, tell=security_head), due(tell=[security_head, cs_supervisor])],
    rules=["B09-16"],
)  # fmt: skip

clocks = [validity, hand_in]
