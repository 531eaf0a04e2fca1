"""
Which actions of a repair belong together, by name as it stands in the journal.
"""

from propflow import Action
from propflow.workflows.repair import (
    actions_aftercare,
    actions_anywhere,
    actions_closing,
    actions_handling,
    actions_intake,
    actions_opening,
)
from propflow.workflows.repair.actions_aftercare import archive, archive_without_follow_up
from propflow.workflows.repair.actions_anywhere import acknowledge_overrun, alert_overrun
from propflow.workflows.repair.actions_closing import (
    accept_deemed,
    accept_without_resident,
    close,
    close_unresolved,
    fail_check,
    order_rework,
    order_rework_after_check,
    refuse_acceptance,
    sign_off,
    uphold_work,
)
from propflow.workflows.repair.actions_handling import (
    approve_plan,
    external_done,
    make_safe,
    present_quote,
    record_consent,
    record_safe_measure,
    report_done,
    revise_quote,
    start_work,
)
from propflow.workflows.repair.actions_intake import resolve_on_spot
from propflow.workflows.repair.actions_opening import (
    arrive,
    dispatch,
    dispatch_bindingly,
    dispatch_emergency,
    enter_by_key,
    enter_in_danger,
    open_,
    verify_report,
)
from propflow.workflows.repair.clocks import births, deferrals, given_up, promises, reworks


def names(*actions: Action) -> tuple[str, ...]:
    """The names of actions."""
    return tuple(one.name for one in actions)


TABLE = {
    one.name: one
    for part in (
        actions_intake, actions_opening, actions_handling, actions_closing, actions_aftercare, actions_anywhere,
    )
    for one in part.actions
}  # fmt: skip
"""Every action of the repair workflow, by name."""

BIRTHS = names(*births)
OPENINGS = names(open_, dispatch_emergency)
VERIFICATIONS = names(open_, verify_report)
GIVEN_UP = names(*given_up)
REDIRECTIONS = tuple(one for one in GIVEN_UP if one.startswith("redirect"))
CANCELLATIONS = tuple(one for one in GIVEN_UP if one.startswith("cancel"))

ORDERS = (*names(dispatch, dispatch_bindingly), *names(*reworks), "reassign", "resume_plan")
SENT = (*ORDERS, *names(dispatch_emergency))
VISITS = names(arrive, enter_by_key, enter_in_danger)
ENTRIES = names(enter_by_key, enter_in_danger)

QUOTES = names(present_quote, revise_quote)
CONSENTS = names(record_consent, approve_plan)
MEASURES = names(make_safe, record_safe_measure)
DEFERRALS = names(*deferrals)
PROMISES = names(*promises)
WORK = names(start_work, report_done, resolve_on_spot)
DONE = names(report_done, external_done, resolve_on_spot)

REFUSALS = names(refuse_acceptance, fail_check)
REWORKS = names(*reworks)
ROUNDS = (*REWORKS, "reopen")
SIGNED = names(sign_off, accept_without_resident, accept_deemed, uphold_work)
CLOSINGS = names(close, close_unresolved)
ARCHIVINGS = names(archive, archive_without_follow_up)
OVERRUNS = names(alert_overrun, acknowledge_overrun)
RETURNS = names(order_rework, order_rework_after_check)
