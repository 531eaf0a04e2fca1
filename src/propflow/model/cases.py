"""
A case: what its journal adds up to.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from propflow.model.canonical import Json, Remembered
from propflow.model.instants import from_text

if TYPE_CHECKING:
    from attrs import frozen as payload
else:
    from propflow.model.stored import payload  # see there

Part = Mapping[str, Any]
Parts = Mapping[str, Part]

EMPTY: Part = MappingProxyType({})
NO_PARTS: Parts = MappingProxyType({})

FOLD_VERSION = 1
"""Raised when the meaning of a head changes; heads of another version are folded again."""

CLOCKS, DOERS, FACTS, LINKS, PROPOSALS, RELATIONS = "clocks", "doers", "facts", "links", "proposals", "relations"


@attrs.frozen
class ClockRun:
    """
    One running of a clock.

    Attributes:
        name: The clock's name.
        cycle: Counted from 1; reopening may begin another.
        started_at: When it began to count.
        due_at: The last instant that is on time; None while it is paused.
        excused_until: Until when being late is excused, by an extension given in time.
        paused_since: When it was last halted, if it is halted now.
        stopped_at: When it was stopped or voided, if it was.
        verdict: `on_time`, `excused`, `late` or `void` once it has been passed, else None.
        fired: Names of the marks that have fired in this cycle.
        next_at: When the next mark is owed, if any is.
        corrected_to, corrected_verdict: When it truly ended, and what the verdict would then
            have been, if that was put right later. The verdict that was passed stands.
    """

    name: str
    cycle: int
    started_at: datetime
    due_at: datetime | None
    excused_until: datetime | None
    paused_since: datetime | None
    stopped_at: datetime | None
    verdict: str | None
    fired: tuple[str, ...]
    next_at: datetime | None
    corrected_to: datetime | None = None
    corrected_verdict: str | None = None

    @property
    def running(self) -> bool:
        """Has it started and not been stopped? A paused clock runs on, only time stands still."""
        return self.stopped_at is None


@payload(eq=False)
class Case:
    """
    A case as it stands after its last record.

    Attributes:
        tenant: The community it belongs to.
        id: Its number in the book; unique in the tenant.
        workflow: Name, version and fingerprint of its definition.
        state: The name of the state it is in.
        version: The number of its last record.
        acted: The number of the last record that is not a clock's mark: what has
            happened since, nobody did.
        hash: The hash of its last record.
        registered_at, recorded_at: When its first and its last record were made.
        parts: What else the journal says: facts, relations, doers, clocks,
            proposals, links, each by name. Read it through the methods.
    """

    tenant: str
    id: str
    workflow: str
    state: str
    version: int
    acted: int
    hash: str
    registered_at: datetime
    recorded_at: datetime
    parts: Parts = NO_PARTS

    def part(self, name: str) -> Part:
        """One part of the case; empty if nothing is known in it."""
        return self.parts.get(name, EMPTY)

    @property
    def workflow_name(self) -> str:
        """The name of the workflow, without version and fingerprint."""
        return workflow_names[self.workflow]

    @property
    def facts(self) -> Part:
        """The facts that the workflow keeps in sight, by name."""
        return self.part(FACTS)

    def fact(self, name: str, default: Json = None) -> Json:
        """One such fact; *default* if nothing has been said of it yet."""
        found: Json = self.parts.get(FACTS, EMPTY).get(name, default)
        return found

    def related(self, relation: str) -> str | None:
        """The id of the person in this relation to the case; None if there is none."""
        found: str | None = self.parts.get(RELATIONS, EMPTY).get(relation)
        return found

    def doers(self, action: str) -> tuple[str, ...]:
        """The ids of all who have done this action on this case."""
        return tuple(self.part(DOERS).get(action) or ())

    def clock(self, name: str) -> ClockRun | None:
        """The latest running of a clock; None if it has never started."""
        run = self.part(CLOCKS).get(name)
        return None if run is None else clock_run(name, run)

    @property
    def clocks(self) -> tuple[ClockRun, ...]:
        """The latest running of every clock that has started, by name."""
        return tuple(clock_run(name, run) for name, run in sorted(self.part(CLOCKS).items()))

    def links(self, kind: str) -> tuple[str, ...]:
        """The ids of the cases linked to this one as *kind* (`child`, `parent`, `duplicate_of`…)."""
        return tuple(self.part(LINKS).get(kind) or ())

    @property
    def next_due(self) -> datetime | None:
        """When the next mark of any clock is owed; None if none is."""
        found = next_due(self.part(CLOCKS))
        return None if found is None else from_text(found)


def next_due(clocks: Part) -> str | None:
    """The earliest `next` of the clocks in a case's part, as text; None if there is none."""
    earliest: str | None = None
    for run in clocks.values():
        at = run["next"]
        if at is not None and (earliest is None or at < earliest):
            earliest = at
    return earliest


workflow_names: Remembered[str, str] = Remembered(lambda key: key.partition("@")[0])
"""The names of workflows by their keys, `name@version:fingerprint`."""


def clock_run(name: str, run: Part) -> ClockRun:
    """Read a clock's entry in the `clocks` part."""

    def when(key: str) -> datetime | None:
        found = run[key]
        return None if found is None else from_text(found)

    corrected = run.get("corrected")
    return ClockRun(
        name=name,
        cycle=run["cycle"],
        started_at=from_text(run["start"]),
        due_at=when("due"),
        excused_until=when("excused"),
        paused_since=when("paused"),
        stopped_at=when("stop"),
        verdict=run["verdict"],
        fired=tuple(run["fired"]),
        next_at=when("next"),
        corrected_to=None if corrected is None else from_text(corrected["stop"]),
        corrected_verdict=None if corrected is None else corrected["verdict"],
    )
