"""
Histories for tests: the journals of a renovation that was lawfully dealt with, and what somebody has made of them.

    history = of(site)                                        # as an auditor reads it
    reworded(history, "approve", revision=7)                  # with another word in the last approval's form
    elsewhere(history, "worker_pass", lambda journal: ...)    # with another journal of each linked pass
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import attrs
from tests.workflows.renovation.lives import Site

from propflow.definition.invariants import History, Standing
from propflow.model.cases import CLOCKS, LINKS, next_due
from propflow.model.instants import from_text
from propflow.model.journal import Record

Spoil = Callable[[History], History]


def of(site: Site, child: str = "") -> History:
    """The history of the renovation, or of a child, as `Desk.verify` judges it."""
    case = site.desk.case(site.at(child))
    workflow = site.desk.workflow_of(case)
    now, owed = site.clock(), next_due(case.part(CLOCKS))
    return History(
        case=case,
        records=site.desk.journal(case.id),
        policy=workflow.values,
        linked={id_: site.desk.journal(id_) for each in case.part(LINKS).values() for id_ in each},
        kinds={one.name: str(one.kind) for one in workflow.states},
        until=now if owed is None else min(now, from_text(owed)),
    )


def judged(site: Site, name: str, history: History) -> Standing | Sequence[str]:
    """What the invariant of this name finds: how it stands, or the words of the breaches."""
    invariants = {one.name: one for one in site.desk.workflow_of(history.case).invariants}
    found = invariants[name].check(history)
    return found if isinstance(found, Standing) else [one.what for one in found]


def _last(records: Sequence[Record], action: str) -> int:
    return max(place for place, one in enumerate(records) if (one.kind, one.action) == ("act", action))


def without(history: History, action: str) -> History:
    """With the last act of this name left out."""
    place = _last(history.records, action)
    return attrs.evolve(history, records=[*history.records[:place], *history.records[place + 1 :]])


def changed(history: History, action: str, /, **attributes: Any) -> History:
    """With other attributes of the last act of this name."""
    return attrs.evolve(history, records=_changed(history.records, action, **attributes))


def _changed(records: Sequence[Record], action: str, /, **attributes: Any) -> list[Record]:
    place, found = _last(records, action), [*records]
    found[place] = attrs.evolve(found[place], **attributes)
    return found


def reworded(history: History, action: str, /, **values: Any) -> History:
    """With other values in the form of the last act of this name."""
    return attrs.evolve(history, records=respelled(history.records, action, **values))


def respelled(records: Sequence[Record], action: str, /, **values: Any) -> list[Record]:
    """A journal with other values in the form of the last act of this name."""
    form: Any = records[_last(records, action)].form
    return _changed(records, action, form={**form, "values": {**form["values"], **values}})


def later(history: History, action: str, length: timedelta) -> History:
    """With the last act of this name recorded so much later."""
    return changed(history, action, at=history.records[_last(history.records, action)].at + length)


def elsewhere(history: History, workflow: str, change: Callable[[Sequence[Record]], Sequence[Record]]) -> History:
    """With the journals of the linked cases of a workflow changed."""
    linked = {
        id_: change(journal) if journal[0].workflow.startswith(f"{workflow}@") else journal
        for id_, journal in history.linked.items()
    }
    return attrs.evolve(history, linked=linked)


def cut(action: str) -> Callable[[Sequence[Record]], Sequence[Record]]:
    """A journal that ends before the first act of this name, if it has one."""

    def change(journal: Sequence[Record]) -> Sequence[Record]:
        names = [one.action for one in journal]
        return journal[: names.index(action)] if action in names else journal

    return change
