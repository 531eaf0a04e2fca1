"""
The worker pass (装修出入证), a child of its renovation: the refund waits for its return.
"""

from propflow import Clock, Workflow, amount_slot, due, last, number_slot, promised, same_day
from propflow.workflows.renovation.passes.actions import (
    actions,
    close,
    open_,
    reactivate,
    register,
    reissue,
    report_lost,
    works_finished,
    write_off,
)
from propflow.workflows.renovation.passes.invariants import INVARIANTS
from propflow.workflows.renovation.passes.states import states
from propflow.workflows.renovation.roles import centre_manager, cs_staff, security

pass_fee_cny = number_slot(
    "pass_fee_cny", en="Price of a worker pass, in CNY", zh="施工人员出入证工本费（元）", rules=["B08-25"]
)
collected_within = amount_slot(
    "collected_within", design=same_day(), en="The pass is handed in", zh="出入证收回时限", rules=["B08-41"]
)

collected = Clock(
    "collected", en="The pass is handed in", zh="出入证收回时限",
    starts=[works_finished], stops=[close, write_off], void_on=[reactivate, report_lost], within=collected_within,
    marks=[due(tell=[cs_staff, security])], rules=["B08-41"],
)  # fmt: skip
limited = Clock(
    "limited", en="The pass for a rectification runs", zh="整改临时证期限",
    starts=[reactivate], stops=[works_finished], void_on=[report_lost], within=promised("valid_until"),
    marks=[due(tell=[cs_staff, security])], rules=["B08-44"],
)  # fmt: skip

worker_pass = Workflow(
    "worker_pass",
    en="Worker pass",
    zh="装修出入证",
    version=1,
    book="CR",
    states=states,
    actions=actions,
    clocks=[collected, limited],
    facts=[
        last("worker", of=register, en="Worker", zh="施工人员"),
        last("pass_number", of=[open_, reissue], en="Number of the pass", zh="出入证号"),
        last("valid_until", of=reactivate, en="Valid until", zh="有效期至"),
    ],
    slots=[pass_fee_cny, collected_within],
    invariants=INVARIANTS,
    readers=[centre_manager],
    rules=["B08-25", "B08-29", "B08-36", "B08-41"],
)
