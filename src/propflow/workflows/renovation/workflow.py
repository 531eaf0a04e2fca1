"""
The renovation workflow (装修管理): from the application to the refund of the deposit, put together.

Plan changes, worker passes and the deposit are cases of their own, children of this one. No tolerance: clocks count
from the record.
"""

from propflow import Workflow
from propflow.workflows.renovation import actions_applying, actions_closing, actions_works
from propflow.workflows.renovation.clocks import clocks
from propflow.workflows.renovation.facts import facts
from propflow.workflows.renovation.invariants import INVARIANTS
from propflow.workflows.renovation.roles import centre_manager, office_head
from propflow.workflows.renovation.slots import slots
from propflow.workflows.renovation.states import states

renovation = Workflow(
    "renovation",
    en="Renovation",
    zh="装修管理",
    version=1,
    book="ZX",
    states=states,
    actions=[*actions_applying.actions, *actions_works.actions, *actions_closing.actions],
    clocks=clocks,
    facts=facts,
    slots=slots,
    invariants=INVARIANTS,
    readers=[centre_manager, office_head],
    rules=["B08-01", "B08-02"],
)
