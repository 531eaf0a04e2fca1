"""
Quote and consent, work, temporary measures, waiting, outside parties, putting off, and the report that it is done.
"""

from propflow import STAY, Action, Relation, Role, SignOff, clears, sets
from propflow.workflows.repair import forms_handling as forms
from propflow.workflows.repair.guards_entry import (
    delay_was_explained,
)
from propflow.workflows.repair.guards_handling import (
    a_plan_was_agreed,
    charge_follows_the_quote,
    completion_is_shown,
    consent_comes_first,
    consenter_pays,
    done_as_it_may_be,
    ground_holds,
    may_begin,
    measures_come_first,
    needs_endorsement,
    needs_no_endorsement,
    no_plan_was_agreed,
    payer_follows_the_table,
    petition_is_answered,
    plan_names_a_time,
    plan_was_followed,
    precautions_are_told,
    price_is_published,
    promise_is_sound,
    proposal_is_there,
    quote_lies_ahead,
    quote_still_holds,
    rescue_is_reported,
    resident_was_told,
    tracker_has_looked,
    version_is_current,
    version_is_next,
    was_self_checked,
    we_pay,
)
from propflow.workflows.repair.guards_opening import (
    assignee_is_able,
    call_taker_is_noted,
    is_verified,
    strategy_is_allowed,
)
from propflow.workflows.repair.roles import (
    assignee,
    cs_staff,
    developer_cs,
    dispatcher,
    duty_staff,
    finance,
    headquarters,
    office_head,
    property_assistant,
    receptionist,
    repair_supervisor,
    repairer,
    reporter,
    resident,
    tracker,
)
from propflow.workflows.repair.states import (
    accepted,
    access_failed,
    awaiting_acceptance,
    awaiting_consent,
    deferred_with_plan,
    dispatched,
    finishing,
    in_progress,
    made_safe,
    on_site,
    open_set,
    rework,
    undecided,
    waiting_external,
    waiting_part,
)

_hands: list[Role | Relation] = [assignee, repairer]

# Quote and consent

_quotable = [version_is_next, payer_follows_the_table, price_is_published, quote_lies_ahead]

present_quote = Action(
    "present_quote", [on_site, made_safe, in_progress], awaiting_consent, en="Present the quote", zh="报价",
    by=[*_hands, property_assistant], form=forms.Quote,
    guards=[*_quotable, measures_come_first, delay_was_explained], tell=[property_assistant],
    rules=["A13-15", "A13-16", "A13-26", "A13-30", "A13-31", "A04-25", "C11-08", "C11-09", "A02-07"],
)  # fmt: skip
revise_quote = Action(
    "revise_quote", awaiting_consent, STAY, en="Revise the quote", zh="修改报价",
    by=[*_hands, property_assistant], form=forms.Quote, guards=_quotable, tell=[property_assistant],
    rules=["A13-26", "A13-31"],
)  # fmt: skip  # [design]
record_consent = Action(
    "record_consent", awaiting_consent, in_progress, en="Record the payer's consent", zh="记录付费方同意",
    by=[resident, reporter, property_assistant, receptionist, cs_staff], form=forms.Consent,
    guards=[version_is_current, quote_still_holds, consenter_pays, charge_follows_the_quote],
    tell=[repairer], rules=["A13-17", "A04-25", "C11-08", "A18-07"],
)  # fmt: skip
approve_plan = Action(
    "approve_plan", awaiting_consent, in_progress, en="Approve the plan", zh="审批维修方案",
    by=[office_head], form=forms.PlanApproval,
    guards=[version_is_current, we_pay, petition_is_answered, charge_follows_the_quote], tell=[repairer],
    rules=["A04-23", "A08-10", "B24-09", "B24-10", "B24-20"],
)  # fmt: skip
decline_quote = Action(
    "decline_quote", awaiting_consent, on_site, en="Decline the quote", zh="拒绝报价",
    by=[resident, reporter, property_assistant, receptionist, cs_staff, office_head], form=forms.Declined,
    guards=[version_is_current, no_plan_was_agreed], tell=[repairer], rules=["A13-17"],
)  # fmt: skip  # [design]
decline_change = Action(
    "decline_change", awaiting_consent, in_progress, en="Decline the change", zh="拒绝变更",
    by=[resident, reporter, property_assistant, receptionist, cs_staff, office_head], form=forms.Declined,
    guards=[version_is_current, a_plan_was_agreed], tell=[repairer], rules=["A13-17", "A13-31"],
)  # fmt: skip  # [design]

# Work

start_work = Action(
    "start_work", [on_site, made_safe], in_progress, en="Begin the work", zh="开工",
    by=_hands, form=forms.Start, guards=[may_begin, plan_names_a_time],
    rules=["A13-17", "A13-18", "A09-17", "A09-18", "A06-12", "D02-10"],
)  # fmt: skip
make_safe = Action(
    "make_safe", [on_site, in_progress, awaiting_consent], made_safe, en="Make it safe for now", zh="临时处置",
    by=[*_hands, duty_staff], form=forms.SafeMeasure, tell=[receptionist],
    rules=["A06-13", "A08-03", "A10-17", "A18-20", "B19-12"],
)  # fmt: skip
record_safe_measure = Action(
    "record_safe_measure", [*undecided, *(one for one in open_set if one not in finishing), rework], STAY,
    en="Record a measure against the danger", zh="记录先行处置", by=[*_hands, receptionist, duty_staff, cs_staff],
    form=forms.SafeNote, rules=["A06-13", "B19-12"],
)  # fmt: skip  # [design]
plan_check = Action(
    "plan_check", [made_safe, waiting_part, deferred_with_plan], STAY, en="Set the date of a check", zh="安排复查",
    by=[repair_supervisor, *_hands], form=forms.CheckPlan,
)  # fmt: skip  # [design]
record_check = Action(
    "record_check", [made_safe, waiting_part, deferred_with_plan], STAY, en="Record a check", zh="记录复查",
    by=[repair_supervisor, *_hands, duty_staff], form=forms.Check,
)  # fmt: skip  # [design]
record_rescue = Action(
    "record_rescue", open_set, STAY, en="Record the rescuers on the spot", zh="记录救援到场",
    by=[assignee, repair_supervisor, office_head, dispatcher], form=forms.Rescue, rules=["D03-06", "D03-07"],
)  # fmt: skip
issue_rescue_report = Action(
    "issue_rescue_report", open_set, STAY, en="Issue the inspection report", zh="出具检测报告",
    by=[repair_supervisor, office_head], form=forms.RescueReport, rules=["D03-06", "D03-08"],
)  # fmt: skip

# A part

wait_for_part = Action(
    "wait_for_part", [on_site, made_safe, in_progress], waiting_part, en="Wait for a part", zh="待料",
    by=[repair_supervisor, office_head], form=forms.PartOrder,
    guards=[measures_come_first, consent_comes_first, resident_was_told, delay_was_explained], tell=[receptionist],
    rules=["A03-09", "A03-10"],
)  # fmt: skip  # [design]
part_arrived = Action(
    "part_arrived", waiting_part, in_progress, en="The part is here", zh="配件到货",
    by=[repair_supervisor, dispatcher], form=forms.PartArrival, guards=[may_begin], tell=[repairer, receptionist],
    rules=["A13-17"],
)  # fmt: skip  # [design]

# Outside parties

_outward = [
    accepted, access_failed, on_site, awaiting_consent, in_progress, made_safe, waiting_part, deferred_with_plan,
    rework,
]  # fmt: skip

hand_to_external = Action(
    "hand_to_external", _outward, waiting_external, en="Hand to an outside party", zh="转外部维修",
    by=[repair_supervisor, office_head], form=forms.HandingOut, sets=[sets(tracker, "tracker_id")],
    guards=[ground_holds, measures_come_first, resident_was_told, delay_was_explained], tell=[developer_cs, cs_staff],
    rules=["A07-13", "A12-08", "A16-24", "A19-31", "B07-41", "B11-15", "A03-05"],
)  # fmt: skip
external_returned = Action(
    "external_returned", waiting_external, accepted, en="The outside party does not act", zh="外部退回",
    by=[tracker, repair_supervisor, office_head], form=forms.ExternalReturn, sets=[clears(tracker)],
    tell=[receptionist], rules=["B11-15"],
)  # fmt: skip  # [design]
external_done = Action(
    "external_done", waiting_external, awaiting_acceptance, en="The outside party is done", zh="外部完工",
    by=[tracker, repair_supervisor], form=forms.ExternalResult,
    guards=[tracker_has_looked, is_verified, rescue_is_reported], tell=[receptionist, property_assistant],
    rules=["B07-41", "B07-44", "B11-15", "A07-14"],
)  # fmt: skip

# Not now

_deferrable = [
    accepted, access_failed, on_site, awaiting_consent, in_progress, made_safe, waiting_part, waiting_external, rework,
]  # fmt: skip

defer = Action(
    "defer", _deferrable, deferred_with_plan, en="Defer by a plan", zh="缓修",
    by=[repair_supervisor], form=forms.Deferral,
    guards=[needs_no_endorsement, promise_is_sound, measures_come_first], tell=[receptionist],
    rules=["A08-04", "A08-05", "A02-08", "A10-26", "B06-13", "A19-24", "A19-25", "C03-10"],
)  # fmt: skip
defer_endorsed = Action(
    "defer_endorsed", _deferrable, deferred_with_plan, en="Defer by an endorsed plan", zh="会签缓修",
    by=[repair_supervisor], form=forms.Deferral,
    guards=[needs_endorsement, promise_is_sound, measures_come_first, proposal_is_there], tell=[receptionist],
    rules=["A08-04", "A08-05", "A08-10", "B24-09", "B24-10"],
    sign_offs=[
        SignOff(
            "deferral_endorsement", en="Endorsement of the office head", zh="管理处负责人会签",
            by=[office_head, headquarters], over=["size"], rules=["A08-10"],
        ),
    ],
)  # fmt: skip
resume_plan = Action(
    "resume_plan", deferred_with_plan, dispatched, en="Carry the plan out", zh="恢复维修",
    by=[dispatcher, repair_supervisor], form=forms.Resumption, sets=[sets(assignee, "assignee")],
    guards=[assignee_is_able, strategy_is_allowed, call_taker_is_noted], tell=[repairer, receptionist],
    rules=["A08-05"],
)  # fmt: skip

# Done, says the repairer

report_done = Action(
    "report_done", [on_site, in_progress], awaiting_acceptance, en="Report it done", zh="完工报告",
    by=_hands, form=forms.Completion,
    guards=[
        done_as_it_may_be, plan_was_followed, is_verified, completion_is_shown, was_self_checked, precautions_are_told,
        rescue_is_reported,
    ],
    tell=[receptionist, property_assistant, finance],
    rules=[
        "A04-11", "A04-12", "A09-19", "A13-19", "A13-26", "A13-29", "A18-08", "B10-11", "D03-09", "D03-11", "C10-06",
    ],
)  # fmt: skip

actions = [
    present_quote, revise_quote, record_consent, approve_plan, decline_quote, decline_change, start_work, make_safe,
    record_safe_measure, plan_check, record_check, record_rescue, issue_rescue_report, wait_for_part, part_arrived,
    hand_to_external, external_returned, external_done, defer, defer_endorsed, resume_plan, report_done,
]  # fmt: skip
