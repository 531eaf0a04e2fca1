"""
Working: what nobody asks for by name. The clocks of all cases are looked at.
"""

from __future__ import annotations

from datetime import datetime

import attrs

from propflow.desk.change import Writing, committed
from propflow.desk.house import Asking, House
from propflow.desk.reading import case_of
from propflow.desk.refreshing import refreshed
from propflow.desk.ringing import Shifts, ring
from propflow.engine.rederiving import stale
from propflow.errors import Conflict, Damaged, InvalidValue, UnknownCase, UnknownDefinition
from propflow.model.instants import to_text
from propflow.ports import DueCase


@attrs.frozen
class TickReport:
    """
    What a look at the clocks came to.

    Attributes:
        cases: How many cases had something owed, and got it.
        marks: How many marks and rungs fired.
        passed_over: Cases that somebody else was busy with, by tenant and id; the next
            tick looks again.
        faults: Cases that could not be handled: tenant, id and why. They do not count
            towards the limit.
        more: Was the limit reached, so that more may be owed?
        anew: How many cases had deadlines worked out anew by a newer calendar, beyond those
            that had something owed.
    """

    cases: int
    marks: int
    passed_over: tuple[tuple[str, str], ...]
    faults: tuple[tuple[str, str, str], ...]
    more: bool
    anew: int = 0


def tick(house: House, limit: int) -> Asking[TickReport]:
    """Fire what the clocks of all tenants owe; see `Desk.tick`."""
    check_limit(limit)
    now = house.moment()
    stuck = house.stuck  # they stay first in the index, and must not keep the others from their turn
    page = limit + len(stuck)
    due: list[DueCase] = yield house.store.due, (to_text(now), page)
    shifts: Shifts = {}
    marks = cases = 0
    passed: list[tuple[str, str]] = []
    faults: list[tuple[str, str, str]] = []
    for one in due:
        where = (one.tenant, one.case_id)
        try:
            written, fired = yield from _fired(house, one, now, shifts)
        except Conflict:
            passed.append(where)
            continue
        except (Damaged, InvalidValue, UnknownCase, UnknownDefinition) as fault:
            what = str(fault)
        except (AttributeError, KeyError, TypeError, ValueError) as fault:  # its head was edited; the others go on
            what = f"its clocks cannot be read ({type(fault).__name__}); run `propflow verify`"
        else:
            if written:
                stuck.discard(where)
                cases += 1
                marks += fired
                continue
            what = "it stands in the index of due cases, but its clocks owe nothing"  # so says the journal
        stuck.add(where)
        faults.append((*where, what))
    anew, unfinished = yield from refreshed(house, now, limit, shifts)
    return TickReport(cases, marks, tuple(passed), tuple(faults), len(due) >= page or unfinished, anew)


def _fired(house: House, one: DueCase, now: datetime, shifts: Shifts) -> Asking[tuple[int, int]]:
    """Fire what one case owes; how many records that made, and how many of them are marks and rungs."""
    case = yield from case_of(house, one.tenant, one.case_id)
    plan = house.plan_of(case)
    anew = bool(stale(plan, case))
    decisions = yield from ring(house, plan, case, now, shifts)
    if not decisions:
        return 0, 0
    yield from committed(house, Writing(one.tenant, decisions), None)
    marks = sum(one.case.acted != one.case.version for one in decisions)  # a deed of the system is no mark
    return len(decisions), marks - anew


def check_limit(limit: int) -> None:
    """
    Raises:
        InvalidValue: If *limit* is no number of cases or messages that one round may take.
    """
    if type(limit) is not int or not 1 <= limit <= 100_000:
        raise InvalidValue("limit", "range", f"{limit!r} is not from 1 to 100,000")
