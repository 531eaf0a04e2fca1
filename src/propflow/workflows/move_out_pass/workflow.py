"""
The workflow of a goods pass (搬出物品放行), put together.

No tolerance: a release, a loss or a hand-in counts from when it is entered.
"""

from propflow import Workflow
from propflow.workflows.move_out_pass import actions_asking, actions_slip
from propflow.workflows.move_out_pass.clocks import clocks
from propflow.workflows.move_out_pass.facts import facts
from propflow.workflows.move_out_pass.invariants import INVARIANTS
from propflow.workflows.move_out_pass.roles import centre_manager, cs_supervisor, security_head
from propflow.workflows.move_out_pass.slots import slots
from propflow.workflows.move_out_pass.states import states

move_out_pass = Workflow(
    "move_out_pass",
    en="Goods pass",
    zh="搬出物品放行",
    version=1,
    book="FX",
    states=states,
    actions=[*actions_asking.actions, *actions_slip.actions],
    clocks=clocks,
    facts=facts,
    slots=slots,
    invariants=INVARIANTS,
    readers=[cs_supervisor, centre_manager, security_head],
    rules=["B09-01", "B09-23"],
)
