"""
The repair workflow (报修): from the report to the archive, put together.

No tolerance: clocks count from the record. What is entered late is late, whatever time is written into its
form; so nobody can date himself back into time.
"""

from propflow import Urgent, Workflow
from propflow.workflows.repair import (
    actions_aftercare,
    actions_anywhere,
    actions_closing,
    actions_handling,
    actions_intake,
    actions_opening,
    clocks,
    clocks_closing,
)
from propflow.workflows.repair.facts import facts
from propflow.workflows.repair.invariants import INVARIANTS
from propflow.workflows.repair.roles import cs_supervisor, dispatcher, office_head, receptionist
from propflow.workflows.repair.slots import slots
from propflow.workflows.repair.states import states

repair = Workflow(
    "repair",
    en="Repair",
    zh="报修",
    version=1,
    book="BX",
    states=states,
    actions=[
        *actions_intake.actions, *actions_opening.actions, *actions_handling.actions, *actions_closing.actions,
        *actions_aftercare.actions, *actions_anywhere.actions,
    ],
    clocks=[*clocks.until_done, *clocks_closing.until_archived],
    facts=facts,
    urgent=Urgent("repair_class", among="urgent", rules=["A06-19", "A06-20", "D02-02"]),
    slots=slots,
    invariants=INVARIANTS,
    readers=[receptionist, dispatcher, cs_supervisor, office_head],
    rules=["A04-01", "A06-01", "A07-01", "A09-02", "A10-28", "A13-02", "B18-33", "C10-04"],
)  # fmt: skip
