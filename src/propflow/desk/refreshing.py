"""
Refreshing: after a calendar has got a newer edition, every running deadline that rests on it is worked out anew.

A case is refreshed whenever it is acted on or owes a mark. What would be due earlier than it was must not wait
for that: the desk looks through the open cases once for each set of editions, some at every tick.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import attrs

from propflow.definition.slots import Slot
from propflow.desk.change import Writing, committed
from propflow.desk.house import Asking, House
from propflow.desk.reading import case_of
from propflow.desk.ringing import Shifts, ring
from propflow.engine.rederiving import stale
from propflow.errors import Conflict, Damaged, UnknownCase, UnknownDefinition
from propflow.model.calendars import Always
from propflow.model.canonical import canonical, digest
from propflow.ports import CaseStore, StoredHead
from propflow.wire import read_head

PAGE = 1000
UNREADABLE = (Damaged, AttributeError, KeyError, TypeError, ValueError)
"""How a head, or a journal, that was edited shows itself; `verify` tells of it, and the others go on."""


@attrs.frozen
class Round:
    """
    How far a look through the open cases has come.

    Attributes:
        text: The editions of the calendars that it is for.
        tenants: Those still to be looked through; the first is under way, up to case *after*.
    """

    text: str
    tenants: tuple[str, ...]
    after: str = ""


def refreshed(house: House, now: datetime, limit: int, shifts: Shifts) -> Asking[tuple[int, bool]]:
    """
    Look through up to *limit* more cases.

    Returns:
        How many had deadlines worked out anew, and whether the round goes on.
    """
    if house.fresh:
        return 0, False
    here: Round | None = house.round or (yield from _begun(house))
    if here is None:
        house.fresh = True
        return 0, False
    anew = 0
    while here.tenants and limit > 0:
        tenant = here.tenants[0]
        heads: Sequence[StoredHead] = yield _page, (house.store, tenant, here.after, limit)
        for head in heads:
            if _looks_stale(house, head):
                anew += yield from _anew(house, tenant, head.case_id, now, shifts)
        limit -= len(heads)
        here = Round(here.text, here.tenants, heads[-1].case_id) if heads else Round(here.text, here.tenants[1:])
    if here.tenants:
        house.round = here  # whoever looks through the same cases at the same time comes no less far
        return anew, True
    yield house.store.keep_definition, (digest(here.text), here.text)
    house.fresh, house.round = True, None
    return anew, False


def _begun(house: House) -> Asking[Round | None]:
    """A round that begins; None if none is needed."""
    given = [one.calendar for workflow in house.written for one in workflow.clocks]
    if all(isinstance(one, Always) for one in given):
        return None
    editions = {*house.calendars.editions.items()}
    editions |= {(one.name, one.edition) for one in given if not isinstance(one, (Always, Slot))}
    text = canonical({"calendars": [[*one] for one in sorted(editions)]}, "calendars")
    if (yield house.store.definition, (digest(text),)) is not None:
        return None
    tenants: Sequence[str] = yield house.store.tenants, ()
    return Round(text, tuple(tenants))


def _page(store: CaseStore, tenant: str, after: str, limit: int) -> Any:
    return store.find(tenant, after=after, limit=min(limit, PAGE))


def _looks_stale(house: House, head: StoredHead) -> bool:
    """Does something run in the case that rests on another edition, as far as its head says?"""
    if head.due is None:
        return False
    try:
        case = read_head(head.case_id, head.text)
        if case is None or case.workflow not in house.plans:
            return True
        return bool(stale(house.plans[case.workflow], case))
    except UNREADABLE:
        return False


def _anew(house: House, tenant: str, case_id: str, now: datetime, shifts: Shifts) -> Asking[int]:
    """Work the stale deadlines of a case out anew, and fire what is owed then; 1 if there were any."""
    try:
        case = yield from case_of(house, tenant, case_id)
        plan = house.plan_of(case)
        if not stale(plan, case):
            return 0
        decisions = yield from ring(house, plan, case, now, shifts)
        yield from committed(house, Writing(tenant, decisions), None)
    except Conflict:  # whoever acts on it meanwhile does the same
        return 0
    except (UnknownCase, UnknownDefinition, *UNREADABLE):
        return 0
    return 1
