"""
The story in the making: what a chapter needs to act, to tell, and to note what it claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias, cast

import attrs

from propflow.cli.demo.house import House, Told
from propflow.cli.demo.telling import Teller, at
from propflow.cli.output import listed
from propflow.model.cases import Case
from propflow.model.instants import to_text

FIRST: Final = 1
MAJOR: Final = 3
OF_USER: Final = 5
OF_VENDOR: Final = 6
AGAIN: Final = 8
BY_DAY: Final = 10
AWAY: Final = 18
BY_NIGHT: Final = 30
"""Numbers of the incidents that the story follows."""

Chapter: TypeAlias = dict[str, Any]
"""What a chapter has told, as JSON values."""


@attrs.define(eq=False)
class Story:
    """
    The story in the making. Whatever it tells, the desk has just done.

    Attributes:
        claims: What it claims, and whether the run bore it out.
    """

    house: House
    teller: Teller
    claims: dict[str, bool] = attrs.field(factory=dict)

    def claim(self, what: str, held: bool) -> None:
        """Note whether the run has borne out what is told."""
        self.claims[what] = held

    def titles(self) -> dict[tuple[str, str], tuple[str, str]]:
        """English and Chinese titles of actions, clocks and states, by kind and name."""
        workflow = self.house.workflow
        kinds: Mapping[str, Iterable[Any]] = {
            "action": workflow.actions,
            "clock": workflow.clocks,
            "state": workflow.states,
        }
        return {(kind, one.name): (one.en, one.zh) for kind, each in kinds.items() for one in each}

    def states(self, cases: Iterable[Case]) -> dict[str, int]:
        """How many cases are in each state, in the order of definition."""
        counts = Counter(one.state for one in cases)
        return {one.name: counts[one.name] for one in self.house.workflow.states if counts[one.name]}

    def tell_states(self, cases: Iterable[Case]) -> None:
        """The same as a table."""
        titles, counts = self.titles(), self.states(cases)
        self.teller.table(
            ("State", "状态", "Incidents"),
            [(*titles["state", name], number) for name, number in counts.items()],
            right=("Incidents",),
        )

    def told_row(self, one: Told) -> tuple[object, ...]:
        """A message that was delivered, as a row of a table."""
        message, facts = one.message, one.message.facts
        how = "notice"
        if message.kind == "escalation":
            how = f"rung {facts['rung']}"
            if facts["reached"] != facts["rung"]:
                how += f", vacant: up to {facts['reached']}"
        late = f"{cast(int, facts['late_by_seconds']) // 60} min"
        return at(one.at), message.case_id, f"{message.about} {facts['mark']}", late, how, listed(one.to)

    def told_plain(self, one: Told) -> dict[str, Any]:
        """A message that was delivered, as JSON values."""
        message = one.message
        return {
            "at": to_text(one.at),
            "case": message.case_id,
            "kind": message.kind,
            "about": message.about,
            "role": message.role,
            "to": [*one.to],
            "facts": dict(message.facts),
        }
