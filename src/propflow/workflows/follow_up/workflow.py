"""
The follow-up workflow (回访), put together. No tolerance: a visit counts from when it is entered.

Being late is no state of a follow-up: its clock says so, once, and the visit is owed all the same.
"""

from propflow import Clock, Workflow, by, count, due, last, share
from propflow.workflows.follow_up import slots
from propflow.workflows.follow_up.actions import (
    actions,
    close,
    complaint_done,
    give_up,
    no_contact,
    open_,
    open_grave,
    open_joint,
    refuse_sign,
    register,
    resident_signs,
    sign_and_return,
    sign_and_return_together,
    visit,
)
from propflow.workflows.follow_up.invariants import INVARIANTS
from propflow.workflows.follow_up.roles import centre_manager, cs_supervisor, file_clerk, office_head
from propflow.workflows.follow_up.states import states

_returned = [sign_and_return, sign_and_return_together, give_up]

visited = Clock(
    "visited", en="The resident is visited", zh="回访时限",
    starts=[register], counted_from="completed_at", stops=[visit], taken_back_by=[no_contact], void_on=[give_up],
    within=by("kind", slots.WITHIN),
    marks=[share(75, tell=cs_supervisor), due(tell=[cs_supervisor, centre_manager])],
    rules=["B12-05", "B12-06", "B12-07", "B12-08", "B12-09", "B12-10"],
)  # fmt: skip
handed_in = Clock(
    "handed_in", en="The form is in the archive", zh="回访记录表归档时限",
    starts=_returned, counted_from="quarter_ends", stops=[close, complaint_done], within=slots.hand_in,
    marks=[due(tell=[file_clerk, cs_supervisor])], rules=["B12-26"],
)  # fmt: skip

follow_up = Workflow(
    "follow_up",
    en="Follow-up visit",
    zh="回访",
    version=1,
    book="HF",
    states=states,
    actions=actions,
    clocks=[visited, handed_in],
    facts=[
        last("kind", of=register, en="Kind", zh="类别"),
        last("grave", of=register, en="Grave", zh="重大投诉"),
        last("about", of=register, en="Case or work order followed up", zh="原案号或工单号"),
        last("completed_at", of=register, en="Completed at", zh="办结时间"),
        last("handlers", of=register, en="Who did the work", zh="经办人"),
        last("page_code", of=[open_, open_grave, open_joint], en="Code of the form", zh="记录表编码"),
        last("method", of=visit, en="How", zh="方式"),
        count("attempts", of=no_contact, en="Visits in vain", zh="未遇次数"),
        last("result", of=[resident_signs, refuse_sign], en="Result", zh="回访结果"),
        last("quarter_ends", of=_returned, en="End of the quarter", zh="所属季度末"),
    ],
    slots=slots.slots,
    invariants=INVARIANTS,
    readers=[cs_supervisor, centre_manager, office_head],
    rules=["B12-01", "B12-30"],
)
