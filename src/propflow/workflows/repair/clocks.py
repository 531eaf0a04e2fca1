"""
By when: the limits of a repair up to its completion, whom they remind, and whom they climb to.

No state pauses any of them. A limit that the policy switches off does not exist; one by class, size or component
binds from the same start once that is known. A new time that was promised before the limit excuses being late.
"""

from propflow import Clock, Ladder, Rung, by, by_shift, due, hours, promised, share, strictest
from propflow.definition.limits import Limit
from propflow.definition.slots import Slot
from propflow.workflows.repair import slots
from propflow.workflows.repair.actions_aftercare import reopen
from propflow.workflows.repair.actions_anywhere import (
    acknowledge_overrun,
    answer_reporter,
    break_promise,
    fulfil_promise,
    make_further_promise,
    make_promise,
    note_renovation_delay,
    start_coordination,
)
from propflow.workflows.repair.actions_closing import (
    close,
    close_unresolved,
    fail_check,
    order_rework,
    order_rework_after_check,
    refuse_acceptance,
    uphold_work,
)
from propflow.workflows.repair.actions_handling import (
    approve_plan,
    decline_change,
    decline_quote,
    defer,
    defer_endorsed,
    external_done,
    external_returned,
    hand_to_external,
    issue_rescue_report,
    make_safe,
    part_arrived,
    plan_check,
    present_quote,
    record_check,
    record_consent,
    record_rescue,
    record_safe_measure,
    report_done,
    resume_plan,
    start_work,
    wait_for_part,
)
from propflow.workflows.repair.actions_intake import (
    cancel,
    cancel_by_supervisor,
    merge_into,
    raise_from_finding,
    raise_from_sensor,
    redirect,
    redirect_from_site,
    register,
    resolve_on_spot,
    spawn_from_complaint,
)
from propflow.workflows.repair.actions_opening import (
    acknowledge_order,
    agree_appointment,
    arrive,
    dispatch,
    dispatch_bindingly,
    dispatch_emergency,
    enter_by_key,
    enter_in_danger,
    fail_access,
    link_key_loan,
    open_,
    rebook_visit,
    report_key_loss,
    return_key,
    return_order,
)
from propflow.workflows.repair.roles import (
    cs_supervisor,
    dispatcher,
    headquarters,
    key_keeper,
    office_head,
    property_assistant,
    receptionist,
    repair_supervisor,
)

births = [register, raise_from_finding, raise_from_sensor, spawn_from_complaint]
begun = [*births, reopen]
given_up = [redirect, redirect_from_site, merge_into, cancel, cancel_by_supervisor]
"""What ends a case without a repair: nothing is owed any longer."""
done = [report_done, external_done, resolve_on_spot]
refused = [refuse_acceptance, fail_check]
reworks = [order_rework, order_rework_after_check]
orders = [dispatch, dispatch_bindingly, dispatch_emergency]
there = [arrive, enter_by_key, enter_in_danger]
deferrals = [defer, defer_endorsed]
promises = [make_promise, make_further_promise, *deferrals]

# Each rung is told when nobody below has answered. How far apart they are no manual says. [design]
upwards = Ladder(
    "upwards",
    [Rung(repair_supervisor), Rung(cs_supervisor, after=hours(4)), Rung(office_head, after=hours(24)),
     Rung(headquarters, after=hours(72))],
    stops_on=[acknowledge_overrun],
)  # fmt: skip
urgent = Ladder(
    "urgent", [Rung(repair_supervisor), Rung(office_head, after=hours(1)), Rung(headquarters, after=hours(2))],
    stops_on=[acknowledge_overrun],
)  # fmt: skip

# At the desk

classified = Clock(
    "classified", en="The report is recorded and classified", zh="登记分类时限",
    starts=births, stops=[open_, dispatch_emergency, resolve_on_spot], void_on=given_up, within=slots.classified,
    marks=[due(tell=cs_supervisor)], rules=["A09-12", "A09-13", "A10-10", "C10-01"],
)  # fmt: skip
answered = Clock(
    "answer", en="First answer to the reporter", zh="首次答复时限",
    starts=births, stops=[answer_reporter], void_on=[*given_up, close_unresolved, *done],
    within=strictest(
        by("counterpart", {"resident": slots.answer}), by("repair_class", {"urgent": slots.answer_urgent}),
    ),
    marks=[share(75, tell=receptionist), due(tell=cs_supervisor)],
    rules=["A04-14", "A18-16", "A18-17", "A02-04", "A06-25", "A13-13"],
)  # fmt: skip

# The order, and the way there

_ordered_otherwise = [*given_up, resolve_on_spot, hand_to_external, *deferrals]

order_after_report = Clock(
    "order_after_report", en="The order is given, counted from the report", zh="报修后派工时限",
    starts=births, stops=orders, void_on=_ordered_otherwise,
    within=strictest(slots.order_after_report, by("repair_class", {"ordinary": slots.order_ordinary})),
    marks=[share(75, tell=dispatcher), due(tell=dispatcher, escalate=upwards)],
    rules=["A04-15", "A10-12", "D02-09"],
)  # fmt: skip
order_after_acceptance = Clock(
    "order_after_acceptance", en="The order is given, counted from acceptance", zh="受理后派工时限",
    starts=[open_, return_order, external_returned, reopen], stops=orders, void_on=_ordered_otherwise,
    within=slots.order_after_acceptance, marks=[due(tell=dispatcher, escalate=upwards)], rules=["B10-08"],
)  # fmt: skip
response = Clock(
    "response_start", en="The response to an urgent report has started", zh="紧急响应开始时限",
    starts=begun, stops=[dispatch_emergency, acknowledge_order, *there, resolve_on_spot, external_done],
    void_on=[*given_up, hand_to_external, *deferrals],
    within=by("repair_class", {"urgent": slots.response_start}),
    marks=[due(tell=headquarters, escalate=urgent)], rules=["D02-03", "D02-05"],
)  # fmt: skip
arrival = Clock(
    "arrival", en="Somebody is on site", zh="到场时限",
    starts=begun, stops=[*there, fail_access, resolve_on_spot, hand_to_external], void_on=[*given_up, *deferrals],
    within=strictest(
        slots.arrive,
        by("repair_class", {
            "urgent": by_shift(slots.duty_hours, on=slots.arrive_urgent, off=slots.arrive_urgent_night),
        }),
        by("component", {"roof": slots.view_roof}),
    ),
    marks=[share(75, tell=dispatcher), due(tell=dispatcher, escalate=urgent)],
    rules=["A13-25", "A10-13", "A10-15", "A10-16", "A04-10"],
)  # fmt: skip
arrival_after_order = Clock(
    "arrival_after_order", en="Somebody is on site, counted from the receipt of the order", zh="接单后到场时限",
    starts=[acknowledge_order], stops=[*there, fail_access, hand_to_external],
    void_on=[*given_up, return_order, *deferrals], within=slots.arrive_after_order,
    marks=[due(tell=[dispatcher, repair_supervisor])], rules=["A19-16", "A19-20"],
)  # fmt: skip
appointment = Clock(
    "appointment", en="The appointment is kept", zh="预约到场时限",
    starts=[dispatch, dispatch_bindingly, rebook_visit, agree_appointment, resume_plan, *reworks],
    stops=[*there, fail_access, *done],
    void_on=[*given_up, return_order, hand_to_external, *deferrals, close_unresolved],
    within=promised("planned_arrival"), marks=[due(tell=[dispatcher, receptionist])],
    rules=["A06-12", "A10-14", "A10-30", "A18-18", "B10-10"],
)  # fmt: skip
rescue = Clock(
    "rescue_on_site", en="Rescuers are on the spot", zh="救援到场时限",
    starts=births, stops=[record_rescue], void_on=[*given_up, *done, close_unresolved],
    within=by("scenario", {"lift_entrapment": slots.rescue_on_site}),
    marks=[due(tell=headquarters, escalate=urgent)], rules=["D03-07"],
)  # fmt: skip
rescue_report = Clock(
    "rescue_report", en="The inspection report is out", zh="检测报告时限",
    starts=[record_rescue], stops=[issue_rescue_report], void_on=[*given_up, close, close_unresolved],
    within=slots.rescue_report, marks=[due(tell=office_head)], rules=["D03-08"],
)  # fmt: skip
key_loan = Clock(
    "key_loan", en="The key is back", zh="钥匙归还时限",
    starts=[link_key_loan], stops=[return_key],
    void_on=[report_key_loss, *given_up, close, close_unresolved], within=slots.key_return,
    marks=[due(tell=key_keeper)], rules=["B16-16", "B16-17"],
)  # fmt: skip

# Plan and consent

_planned = [present_quote, start_work, hand_to_external, wait_for_part, *deferrals, *done]

plan = Clock(
    "plan", en="The plan or quote is made", zh="方案报价时限",
    starts=there, stops=_planned, void_on=[*given_up, return_order, make_safe],
    within=strictest(slots.plan, by("complexity", {"complex": slots.plan_complex})),
    marks=[due(tell=repair_supervisor)], rules=["A09-17", "A02-07", "D02-10"],
)  # fmt: skip
consent = Clock(
    "consent", en="The quote is answered", zh="报价答复期限",
    starts=[present_quote], stops=[record_consent, approve_plan, decline_quote, decline_change],
    void_on=[*given_up, make_safe, hand_to_external, *deferrals],
    within=strictest(promised("valid_until"), slots.quote_validity),
    marks=[share(50, tell=property_assistant), due(tell=[property_assistant, cs_supervisor])],
    rules=["A13-16", "A13-17"],
)  # fmt: skip

# Doing it

safe = Clock(
    "made_safe", en="The danger is met", zh="险情处置时限",
    starts=begun, stops=[make_safe, record_safe_measure, *done], void_on=[*given_up, close_unresolved],
    within=by("repair_class", {"urgent": slots.safe_limit}), marks=[due(escalate=urgent)],
    rules=["A06-13", "A10-17", "A08-03"],
)  # fmt: skip


def _until_done(name: str, en: str, zh: str, within: Limit, calendar: Slot, rules: list[str]) -> Clock:
    """
    A limit of the repair itself: from the report until it is done.

    Work that is refused was never done, and its limit has run on; where it is upheld in the end, what the verdict
    would have been stands beside it.
    """
    return Clock(
        name, en=en, zh=zh, starts=begun, stops=[*done, uphold_work, close_unresolved],
        taken_back_by=refused, void_on=given_up, extended_by=promises, until="promised_at",
        corrected_by=[uphold_work], done_at="upheld_as_done", within=within, calendar=calendar,
        marks=[share(75, tell=[repair_supervisor, receptionist]), due(tell=repair_supervisor, escalate=upwards)],
        rules=[*rules, "A08-05", "D02-18"],
    )  # fmt: skip


complete_urgent = _until_done(
    "complete_urgent", "The urgent repair is done", "紧急维修完成时限",
    by("repair_class", {"urgent": slots.complete_urgent}), slots.completion_hours,
    ["A09-21", "A19-18", "A04-17", "A06-21", "A18-20"],
)  # fmt: skip
complete_ordinary = _until_done(
    "complete_ordinary", "The ordinary repair is done", "一般维修完成时限",
    by("repair_class", {"ordinary": slots.complete_ordinary}), slots.completion_hours,
    ["A04-16", "A09-22", "A06-23", "A08-02", "A02-06"],
)  # fmt: skip
complete_small = _until_done(
    "complete_small", "The small repair is done", "小修完成时限",
    by("size", {"small": slots.complete_small}), slots.duty_hours, ["A10-18", "A19-17", "A08-09"],
)  # fmt: skip
complete_as_agreed = _until_done(
    "complete_as_agreed", "The repair is done by the time agreed", "约定完成时限",
    promised("agreed_completion"), slots.completion_hours, ["A13-16", "A18-18"],
)  # fmt: skip
promise = Clock(
    "promise", en="The promise is kept", zh="承诺兑现期限",
    starts=promises, stops=[fulfil_promise, break_promise, *done],
    void_on=[*given_up, close, close_unresolved], within=promised("promised_at"),
    marks=[due(tell=[repair_supervisor, office_head])], rules=["A08-05", "C03-10", "B06-13"],
)  # fmt: skip
next_check = Clock(
    "next_check", en="It is looked at, or asked after, again", zh="复查期限",
    starts=[make_safe, wait_for_part, plan_check], stops=[record_check, part_arrived, *done],
    void_on=[*given_up, start_work, hand_to_external, resume_plan, close_unresolved, rebook_visit],
    within=promised("next_check_at"), marks=[due(tell=repair_supervisor)],
)  # fmt: skip  # [design]
external = Clock(
    "external", en="The outside party is done by the time set", zh="外部维修期限",
    starts=[hand_to_external], stops=[external_done, external_returned], void_on=[*deferrals],
    within=promised("agreed_time"), marks=[share(75, tell=repair_supervisor), due(tell=[receptionist, office_head])],
    rules=["B07-41", "B07-43", "B07-45", "B11-15"],
)  # fmt: skip

# The developer's norm

repeat_repair = Clock(
    "repeat_repair", en="Repaired in vain for so long", zh="多次维修未果期限",
    starts=births, stops=[close, close_unresolved], taken_back_by=[reopen], void_on=given_up,
    within=by("phase", {"handover_inspection": slots.repeat_repair_after}),
    marks=[due(tell=[cs_supervisor, repair_supervisor])], rules=["A03-08"],
)  # fmt: skip
renovation_delay = Clock(
    "renovation_delay", en="A renovation is held up for so long", zh="装修受阻期限",
    starts=[note_renovation_delay], stops=[close, close_unresolved], void_on=given_up, counted_from="delayed_since",
    within=slots.renovation_delay_after, marks=[due(tell=[cs_supervisor, repair_supervisor])], rules=["A03-12"],
)  # fmt: skip
defect_unsettled = Clock(
    "defect_unsettled", en="A grave defect is not settled for so long", zh="重大缺陷协调期限",
    starts=[start_coordination], stops=[close, close_unresolved], void_on=given_up,
    counted_from="coordination_began", within=slots.defect_unsettled_after,
    marks=[due(tell=[cs_supervisor, repair_supervisor])], rules=["A03-14"],
)  # fmt: skip

until_done = [
    classified, answered, order_after_report, order_after_acceptance, response, arrival, arrival_after_order,
    appointment, rescue, rescue_report, key_loan, plan, consent, safe, complete_urgent, complete_ordinary,
    complete_small, complete_as_agreed, promise, next_check, external, repeat_repair, renovation_delay,
    defect_unsettled,
]  # fmt: skip
