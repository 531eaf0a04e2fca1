"""
Auditing: does the history of a case keep the invariants of its workflow?
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from propflow.definition.invariants import Breach, History, Invariant, Standing
from propflow.desk.house import Asking, House
from propflow.desk.recalling import recall
from propflow.engine.fold import apply
from propflow.errors import Damaged
from propflow.model.cases import CLOCKS, LINKS, Case, next_due
from propflow.model.instants import from_text
from propflow.model.journal import Record
from propflow.ports import StoredRecord
from propflow.wire import read_data, read_record

KEPT, BROKEN = "kept", "broken"

Tally: TypeAlias = dict[str, dict[str, int]]
"""By `workflow.invariant`: how many histories keep it, break it, or stand otherwise to it."""


def audited(house: House, tenant: str, records: Sequence[StoredRecord], tally: Tally) -> Asking[list[tuple[int, str]]]:
    """
    Judge the history of one case, whose records have been found sound.

    A case that follows a definition which this desk does not have cannot be judged.

    Args:
        tally: Where to count what was found.

    Returns:
        The breaches: record and what is wrong.
    """
    case = _folded(records)
    if case.workflow not in house.plans:
        yield from recall(house, case.workflow)
    plan = house.plans.get(case.workflow)
    if plan is None or not plan.workflow.invariants:
        return []
    linked: dict[str, Sequence[Record]] = {}
    for other in sorted({id_ for each in case.part(LINKS).values() for id_ in each or ()}):
        stored: Sequence[StoredRecord] = yield house.store.journal, (tenant, other)
        try:
            linked[other] = _read(other, stored)
        except Damaged:  # told where that case itself is looked at
            continue
    now, owed = house.moment(), next_due(case.part(CLOCKS))
    history = History(
        case=case,
        records=_read(case.id, records),
        policy=plan.values,
        linked=linked,
        kinds=plan.kinds,
        until=now if owed is None else min(now, from_text(owed)),
        calendars=house.calendars,
    )
    found = []
    for one in plan.workflow.invariants:
        standing, breaches = _judged(one, history)
        counts = tally.setdefault(f"{plan.name}.{one.name}", {})
        counts[standing] = counts.get(standing, 0) + 1
        found += [(breach.number, f"{one.name} is broken ({one.en}): {breach.what}") for breach in breaches]
    return found


def _judged(one: Invariant, history: History) -> tuple[str, Sequence[Breach]]:
    try:
        judgement = one.check(history)
        if isinstance(judgement, Standing):
            return str(judgement), ()
        breaches = [_breach(each) for each in judgement]
    except Exception as fault:  # noqa: BLE001 - an invariant is the user's code; the verification must go on
        return BROKEN, [Breach(0, f"it cannot be judged ({type(fault).__name__}: {fault})")]
    return (BROKEN if breaches else KEPT), breaches


def _breach(given: object) -> Breach:
    if not isinstance(given, Breach):
        raise TypeError(f"{given!r:.60} is no Breach")
    return given


def _read(case_id: str, stored: Iterable[StoredRecord]) -> list[Record]:
    return [read_record(case_id, one) for one in stored]


def _folded(records: Sequence[StoredRecord]) -> Case:
    case: Case | None = None
    for one in records:
        case = apply(case, read_data("", one), one.hash)
    if case is None:
        raise Damaged("", "it has no records")
    return case
