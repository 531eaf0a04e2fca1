"""
The workflow of a letter of authorisation, put together.
"""

from propflow import Clock, Workflow, choice_slot, due, last, same_day
from propflow.workflows.move_out_pass.authorisation.actions import (
    actions,
    lapse,
    owner_denies,
    present,
    register,
    reject,
    revoke,
)
from propflow.workflows.move_out_pass.authorisation.invariants import INVARIANTS
from propflow.workflows.move_out_pass.authorisation.states import states
from propflow.workflows.move_out_pass.roles import cs_staff, cs_supervisor

named_day = choice_slot(
    "named_day",
    {
        "included": ("The day named still counts", "含所载当日"),
        "excluded": ("Only before the day named", "不含所载当日"),
        "only": ("On the day named and no other", "仅限所载当日"),
    },
    design="included", en="On which days a letter may be presented", zh="委托书可出示的日期",
    rules=["B09-12"],
)  # fmt: skip  # the manual writes 于×日前来办理: by that day, before it, or on it

latest_day = Clock(
    "latest_day", en="The letter is presented", zh="最迟办理日",
    starts=[register], stops=[present], void_on=[owner_denies, revoke, reject, lapse],
    counted_from="latest_on", within=same_day(), marks=[due(tell=cs_staff, does=lapse)], rules=["B09-12"],
)  # fmt: skip

goods_authorisation = Workflow(
    "goods_authorisation",
    en="Letter of authorisation for goods",
    zh="授权委托书",
    version=1,
    book="WT",
    states=states,
    actions=actions,
    clocks=[latest_day],
    facts=[
        last("unit", of=register, en="Unit", zh="房号"),
        last("owner", of=register, en="Owner", zh="业主"),
        last("agent", of=register, en="Agent", zh="受托人"),
        last("latest_on", of=register, en="Last day", zh="最迟办理日"),
        last("goods", of=register, en="Goods", zh="放行物品"),
        last("request", of=present, en="Request", zh="搬出申请案号"),
    ],
    slots=[named_day],
    invariants=INVARIANTS,
    readers=[cs_staff, cs_supervisor],
    rules=["B09-08", "B09-10", "B09-11", "B09-12"],
)
