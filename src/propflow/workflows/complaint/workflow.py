"""
The complaint workflow (投诉): from the first word to the archive, put together.

No tolerance: clocks count from the record. A hand-over, a reply or a closing that is entered
late is late, whatever time is written into its form; so nobody can date himself back into time.
"""

from propflow import Urgent, Workflow
from propflow.workflows.complaint import (
    actions_aftercare,
    actions_anywhere,
    actions_closing,
    actions_handling,
    actions_intake,
    actions_opening,
    clocks,
    clocks_closing,
)
from propflow.workflows.complaint.facts import facts
from propflow.workflows.complaint.invariants import INVARIANTS
from propflow.workflows.complaint.roles import cs_supervisor, general_manager, office_head, property_manager
from propflow.workflows.complaint.slots import slots
from propflow.workflows.complaint.states import states

complaint = Workflow(
    "complaint",
    en="Complaint",
    zh="投诉",
    version=1,
    book="TS",
    states=states,
    actions=[
        *actions_intake.actions, *actions_opening.actions, *actions_handling.actions, *actions_closing.actions,
        *actions_aftercare.actions, *actions_anywhere.actions,
    ],
    clocks=[*clocks.before_closing, *clocks_closing.until_archived],
    facts=facts,
    urgent=Urgent("level", among="I", rules=["D02-02"]),
    slots=slots,
    invariants=INVARIANTS,
    readers=[cs_supervisor, property_manager, office_head, general_manager],
    rules=["C01-01", "C04-01", "C05-01", "B11-01", "D00-01"],
)  # fmt: skip
