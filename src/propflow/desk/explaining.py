"""
Explaining: why a case is due when it is, clock by clock, from its journal.
"""

from __future__ import annotations

from collections.abc import Sequence

from propflow.desk.house import Asking, House
from propflow.desk.reading import case_of
from propflow.engine.clock_history import words_of
from propflow.engine.deadlines import CaseDeadline, deadline_of
from propflow.errors import UnknownName
from propflow.ports import StoredRecord
from propflow.wire import read_data


def deadlines(house: House, tenant: str, case_id: str, clock: str | None) -> Asking[tuple[CaseDeadline, ...]]:
    """The deadlines of a case; see `Desk.explain_deadline`."""
    case = yield from case_of(house, tenant, case_id)
    plan = house.plan_of(case)
    if clock is not None and clock not in {one.name for one in plan.workflow.clocks}:
        raise UnknownName(f"clock in '{plan.name}'", clock, [one.name for one in plan.workflow.clocks])
    stored: Sequence[StoredRecord] = yield house.store.journal, (tenant, case_id)
    records = [read_data(case_id, one) for one in stored if one.number <= case.version]
    told = [(one, words_of(records, one.name)) for one in plan.clocks.values() if clock in (None, one.name)]
    found = [deadline_of(one, case, words) for one, words in told if words]
    return tuple(sorted(found, key=lambda one: (one.stopped_at is not None, one.due is None, one.due, one.clock)))
