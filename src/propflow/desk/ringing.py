"""
Ringing: firing what the clocks of a case owe, with the roster asked who is on duty.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import cast

from propflow.desk.house import Asking, House
from propflow.engine.climbing import Unasked
from propflow.engine.command import Decision
from propflow.engine.firing import fire
from propflow.engine.plan import Plan
from propflow.engine.rederiving import rederived, stale
from propflow.errors import InvalidValue
from propflow.model.cases import Case
from propflow.model.identifiers import identifier
from propflow.ports import StoredRecord
from propflow.wire import read_data

Shifts = dict[str, dict[str, "tuple[str, ...] | None"]]
"""Who is on shift at one instant: by tenant and role, as the roster has answered so far."""

MOST = 1000
"""How many people the answer to one question may name."""


def ring(house: House, plan: Plan, case: Case, now: datetime, shifts: Shifts | None = None) -> Asking[list[Decision]]:
    """
    What the clocks of a case owe at *now*, each rung addressed to whoever is on duty then.

    Deadlines that rest on an older edition of a calendar are worked out anew first. The
    roster is asked before anything is decided, and only for the roles that are
    reached. What it does not answer stays unknown; nothing waits for it.

    Args:
        shifts: What it has answered for this instant already. New answers are added.
    """
    if plan.calendared and stale(plan, case):
        first = yield from anew(house, plan, case, now)
        return [first, *(yield from _rung(house, plan, first.case, now, shifts))]
    return (yield from _rung(house, plan, case, now, shifts))


def anew(house: House, plan: Plan, case: Case, now: datetime) -> Asking[Decision]:
    """The record by which stale deadlines are worked out anew."""
    journal: Sequence[StoredRecord] = yield house.store.journal, (case.tenant, case.id)
    read = [read_data(case.id, one) for one in journal if one.number <= case.version]
    return cast("Decision", rederived(plan, case, read, now))


def _rung(house: House, plan: Plan, case: Case, now: datetime, shifts: Shifts | None) -> Asking[list[Decision]]:
    if house.roster is None:
        return fire(plan, case, now)
    known = ({} if shifts is None else shifts).setdefault(case.tenant, {})
    while True:
        try:
            return fire(plan, case, now, known)
        except Unasked as one:
            role = one.role
        try:
            known[role] = _ids((yield house.roster.on_duty, (role, case.tenant, now)))
        except Exception as fault:  # noqa: BLE001 - the host's list may fail in any way
            known[role] = None
            why = type(fault).__name__
            logging.getLogger("propflow").warning("No roster for %s in %s: %s: %s", role, case.tenant, why, fault)


def _ids(answer: object) -> tuple[str, ...]:
    """
    An answer of the roster.

    Raises:
        InvalidValue: If it is no list of ids.
    """
    if not isinstance(answer, Sequence) or isinstance(answer, (str, bytes)) or len(answer) > MOST:
        raise InvalidValue("on_duty", "type", f"{type(answer).__name__} instead of a list of up to {MOST:,} ids")
    return tuple(dict.fromkeys(identifier(one, "on_duty") for one in answer))
