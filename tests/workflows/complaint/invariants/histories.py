"""
Histories for tests: the journal of a complaint that was lawfully dealt with, and what somebody has made of it.

    history = of(house)                                   # as an auditor reads it
    reworded(history, "close", final_result=" ")          # with another word in the last closing's form
    without(history, "verify")                            # with an act left out
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import attrs
from tests.workflows.complaint.lives import House

from propflow.definition.invariants import Breach, History, Standing
from propflow.model.cases import CLOCKS, LINKS, next_due
from propflow.model.instants import from_text
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants import INVARIANTS

BY_NAME = {one.name: one for one in INVARIANTS}


def of(house: House) -> History:
    """The history of the complaint that is being told about, as `Desk.verify` judges it."""
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


def last(history: History, action: str, kind: str = "act") -> Record:
    """The last record of an action."""
    return [one for one in history.records if (one.kind, one.action) == (kind, action)][-1]


def number(history: History, action: str, kind: str = "act") -> int:
    """The number of the last record of an action."""
    return last(history, action, kind).number


def rewritten(history: History, which: Record, change: Callable[[Record], Record]) -> History:
    """With one record rewritten."""
    return attrs.evolve(history, records=[change(one) if one is which else one for one in history.records])


def changed(history: History, action: str, kind: str = "act", /, **attributes: Any) -> History:
    """With other attributes of the last record of an action."""
    return rewritten(history, last(history, action, kind), lambda one: attrs.evolve(one, **attributes))


def reworded(history: History, action: str, /, **values: Any) -> History:
    """With other words in the form of the last record of an action."""
    form = last(history, action).form
    assert form is not None
    both: Any = {**form["values"], **values}  # type: ignore[dict-item]
    return changed(history, action, form={**form, "values": both})


def related(history: History, action: str, /, **relations: str | None) -> History:
    """With other people brought into a relation by the last record of an action."""
    before = last(history, action).changes
    return changed(history, action, changes={**before, "relations": {**before.get("relations", {}), **relations}})


def without(history: History, *actions: str, kind: str = "act") -> History:
    """With every record of these actions left out; the others keep their numbers."""
    left = [one for one in history.records if not (one.kind == kind and one.action in actions)]
    assert len(left) < len(history.records)
    return attrs.evolve(history, records=left)


def rejoined(history: History) -> History:
    """With each record coming from where the one before it led: after something was left out."""
    state, found = None, []
    for one in history.records:
        stays = one.state_from == one.state_to
        found.append(attrs.evolve(one, state_from=state, state_to=state if stays else one.state_to))
        state = found[-1].state_to
    return attrs.evolve(history, records=found)


def earlier(history: History, action: str, before: str) -> History:
    """With the last record of an action moved in front of the last one of another, and numbered anew."""
    moved, other = last(history, action), last(history, before)
    rest = [one for one in history.records if one is not moved]
    place = rest.index(other)
    order = [*rest[:place], moved, *rest[place:]]
    return attrs.evolve(history, records=[attrs.evolve(one, number=i + 1) for i, one in enumerate(order)])


def under(history: History, **values: Any) -> History:
    """Held against a policy with other values."""
    return attrs.evolve(history, policy={**history.policy, **values})


def looked_at(history: History, until: datetime) -> History:
    """As if the clocks had been looked at up to an instant."""
    return attrs.evolve(history, until=until)
