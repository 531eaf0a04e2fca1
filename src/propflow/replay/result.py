"""
What came of a replay: every event accounted for, every value by where it came from.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

import attrs

from propflow.errors import MalformedFile
from propflow.replay.mapping import CONSTANT, LOG, SYNTHESISED

VERDICTS: Final = ("on_time", "late", "excused", "void", "open")
EXAMPLES: Final = 20

# reasons of the replay's own; all others are codes of the desk's blockers
NO_BEGINNING: Final = "no_beginning"  # there is no case yet, and the mapping does not say how one begins with this
NO_CHOICE: Final = "no_choice"  # the mapping has no alternative for the state the case is in
CASE_EXISTS: Final = "case_exists"  # the store, or the log further up, has another case of this id


@attrs.frozen
class RefusedEvent:
    """An event that was refused: one of the first few, to look at."""

    case: str
    line: int
    activity: str
    state: str
    reason: str
    words: str


@attrs.define
class Result:
    """
    What came of a replay, so far or in all.

    Attributes:
        cases: Cases of the log, also those of which nothing could be applied.
        applied, refused, unmapped: Events; together they are `events`. An event that
            is several actions counts as applied if all of them were done.
        invented: Applied events with a synthesised value in a form.
        begun: Cases whose beginning the log does not hold and the mapping supplied.
        steps: Actions done.
        seconds: How long it took, reading included.
        values: Values in the forms of applied events, by origin.
        verdicts: By clock: what became of each running of it.
        refusals: Refused events by reason: the codes of all blockers, joined by `+`.
        activities: By activity: events, applied, refused, unmapped.
        states: Cases by the state that they ended in.
        oddities: What was strange about the log, counted by kind.
        zones: Events by the offset they were written with.
        unseen: Attributes that the mapping asks for and no event had.
        examples: The first refused events.
        fault: Where the file could not be read further, if anywhere. What is
            counted here came before that place.
    """

    cases: int = 0
    events: int = 0
    applied: int = 0
    refused: int = 0
    unmapped: int = 0
    invented: int = 0
    begun: int = 0
    steps: int = 0
    seconds: float = 0.0
    values: Counter[str] = attrs.field(factory=Counter)
    verdicts: dict[str, Counter[str]] = attrs.field(factory=dict)
    refusals: Counter[str] = attrs.field(factory=Counter)
    activities: dict[str, Counter[str]] = attrs.field(factory=dict)
    states: Counter[str] = attrs.field(factory=Counter)
    oddities: Counter[str] = attrs.field(factory=Counter)
    zones: Counter[str] = attrs.field(factory=Counter)
    unseen: tuple[str, ...] = ()
    examples: list[RefusedEvent] = attrs.field(factory=list)
    fault: MalformedFile | None = None

    @property
    def applied_share(self) -> float:
        """The share of all events that was applied without a synthesised value, from 0 to 1; 0 without events."""
        return (self.applied - self.invented) / self.events if self.events else 0.0

    def count(self, activity: str, outcome: str) -> None:
        """Count an event: `applied`, `refused` or `unmapped`."""
        setattr(self, outcome, getattr(self, outcome) + 1)
        self.activities.setdefault(activity, Counter())[outcome] += 1

    def plain(self) -> dict[str, Any]:
        """The result as JSON values."""
        fault = self.fault
        return {
            "cases": self.cases,
            "events": self.events,
            "applied": self.applied,
            "refused": self.refused,
            "unmapped": self.unmapped,
            "steps": self.steps,
            "seconds": round(self.seconds, 3),
            "values": {str(one): self.values[one] for one in (LOG, CONSTANT, SYNTHESISED)},
            "verdicts": {
                clock: {one: found[one] for one in VERDICTS} for clock, found in sorted(self.verdicts.items())
            },
            "refusals": dict(self.refusals.most_common()),
            "applied_without_synthesised": self.applied - self.invented,
            "begun": self.begun,
            "activities": {
                name: {"events": found.total(), **{one: found[one] for one in ("applied", "refused", "unmapped")}}
                for name, found in sorted(self.activities.items())
            },
            "states": dict(sorted(self.states.items())),
            "oddities": dict(sorted(self.oddities.items())),
            "zones": dict(self.zones.most_common()),
            "attributes_never_seen": list(self.unseen),
            "refused_events": [attrs.asdict(one) for one in self.examples],
            "fault": None if fault is None else {"path": fault.path, "where": fault.where, "why": fault.why},
        }
