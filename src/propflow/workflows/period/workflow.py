"""
The period workflow (周期任务): what the office itself owes, once in every period or after a run of overruns.

No tolerance: what people do counts from the record. From when a duty is owed follows from its period.
"""

from propflow import Workflow, count, last
from propflow.workflows.complaint.roles import general_manager, office_head
from propflow.workflows.period.actions import actions, publish, register, send_back
from propflow.workflows.period.clocks import clocks
from propflow.workflows.period.invariants import INVARIANTS
from propflow.workflows.period.slots import slots
from propflow.workflows.period.states import states

period = Workflow(
    "period",
    en="Duty of a period",
    zh="周期任务",
    version=1,
    book="ZQ",
    states=states,
    actions=actions,
    clocks=clocks,
    facts=[
        last("kind", of=register, en="Duty", zh="任务"),
        last("period", of=register, en="Period", zh="所属期间"),
        last("whom", of=register, en="Team", zh="对象班组"),
        last("owed_from", of=register, en="Owed from", zh="起算时间"),
        count("publications", of=publish, ends=send_back, en="Times published", zh="公布次数"),
    ],
    slots=slots,
    invariants=INVARIANTS,
    readers=[office_head, general_manager],
    rules=["C04-34", "C05-29", "B09-16", "B11-35", "B11-36", "D04-05", "D04-06"],
)
