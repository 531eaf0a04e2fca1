"""
Histories for tests: the journal of a repair that was lawfully dealt with, and what somebody has made of it.

What is done to one (`reworded`, `without`...) is told with the complaint's histories.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.workflows.repair.lives import REPAIRERS, House

from propflow.definition.invariants import Breach, History, Standing
from propflow.model.calendars.almanac import Almanac
from propflow.model.cases import CLOCKS, LINKS, next_due
from propflow.model.instants import from_text
from propflow.workflows.repair.invariants import INVARIANTS

BY_NAME = {one.name: one for one in INVARIANTS}


def of(house: House) -> History:
    """The history of the repair that is being told about, as `Desk.verify` judges it."""
    case = house.case
    linked = {id_: house.desk.journal(id_) for each in case.part(LINKS).values() for id_ in each}
    now, owed = house.clock(), next_due(case.part(CLOCKS))
    return History(
        case=case,
        records=house.desk.journal(house.case_id),
        policy=house.workflow.values,
        linked=linked,
        kinds={one.name: str(one.kind) for one in house.workflow.states},
        until=now if owed is None else min(now, from_text(owed)),
        calendars=Almanac([REPAIRERS]),
    )


def judged(name: str, history: History) -> Standing | Sequence[Breach]:
    """What the invariant of this name finds."""
    return BY_NAME[name].check(history)


def kept(name: str, history: History) -> bool:
    """Does the history keep it: not merely for not being of the sort?"""
    return judged(name, history) == []


def breaches(name: str, history: History) -> list[tuple[int, str]]:
    """The breaches found, as record and words; there must be some."""
    found = judged(name, history)
    assert not isinstance(found, Standing), found
    assert found
    return [(one.number, one.what) for one in found]
