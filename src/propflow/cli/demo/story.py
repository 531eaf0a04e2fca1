"""
The story in the making: what a chapter needs to act, to tell, and to note what it claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, cast

import attrs

from propflow.cli.demo.house import House, Told
from propflow.cli.demo.telling import Teller, at
from propflow.cli.output import listed
from propflow.errors import Refused
from propflow.model.cases import Case
from propflow.model.instants import to_text
from propflow.model.journal import Record

Chapter: TypeAlias = dict[str, Any]
"""What a chapter has told, as JSON values."""

KINDS = {"act": ("", ""), "propose": ("proposed: ", "提议："), "sign": ("signed: ", "签署：")}
"""What goes before an action's title, by the kind of record."""


@attrs.define(eq=False)
class Story:
    """
    The story in the making. Whatever it tells, the desk has just done.

    Attributes:
        cases: The ids of the cases that the story follows, by what it calls them.
        claims: What it claims, and whether the run bore it out.
    """

    house: House
    teller: Teller
    cases: dict[str, str] = attrs.field(factory=dict)
    claims: dict[str, bool] = attrs.field(factory=dict)

    def claim(self, what: str, held: bool) -> None:
        """Note whether the run has borne out what is told."""
        self.claims[what] = held

    def case(self, name: str) -> Case:
        """A case that the story follows, as it stands."""
        return self.house.desk.case(self.cases[name])

    def verdicts(self, name: str) -> dict[str, str]:
        """How the limits of a case were kept, as far as that is settled."""
        return {one.name: one.verdict for one in self.case(name).clocks if one.verdict}

    def late(self, name: str) -> list[str]:
        """The limits of a case that were not kept."""
        return [clock for clock, verdict in self.verdicts(name).items() if verdict == "late"]

    # Telling

    def titles(self, of: str = "complaint") -> dict[tuple[str, str], tuple[str, str]]:
        """English and Chinese titles of a workflow's actions, clocks, states and roles, by kind and name."""
        workflow = self.house.workflows[of]
        kinds: Mapping[str, Iterable[Any]] = {
            "action": workflow.actions,
            "clock": workflow.clocks,
            "state": workflow.states,
            "role": workflow.roles,
        }
        return {(kind, one.name): (one.en, one.zh) for kind, each in kinds.items() for one in each}

    def refused(self, ask: Callable[[], object], *, whole: bool = False) -> Refused | None:
        """
        Ask the desk for something and tell its refusal in both languages.

        Args:
            whole: Also what it says is possible instead, which stands in the last line.

        Returns:
            The refusal; None if there was none.
        """
        try:
            ask()
        except Refused as refusal:
            for language in ("en", "zh"):
                head, _, possible = refusal.say(language).rpartition("\n")
                self.teller.quote(f"{head}\n{possible}" if whole else head)
            return refusal
        return None

    def tell_journal(self, name: str, *, after: int = 0) -> Sequence[Record]:
        """What people have done to a case, as a table in both languages; the records told."""
        records = [one for one in self.house.desk.journal(self.cases[name]) if one.number > after]
        done = [one for one in records if one.kind in KINDS]
        titles = self.titles(self.case(name).workflow_name)
        rows = []
        for one in done:
            what = [kind + title for kind, title in zip(KINDS[one.kind], titles["action", one.action], strict=True)]
            rows.append((one.number, at(one.at), one.actor, *what, *titles["state", one.state_to]))
        self.teller.table(("No.", "When", "Who", "What", "事项", "Then it is", "状态"), rows, right=("No.",))
        return done

    def tell_told(self, told: Sequence[Told]) -> None:
        """Messages that were delivered, as a table."""
        titles = self.titles()
        rows = []
        for one in told:
            about = titles["clock" if one.message.kind != "action" else "action", one.message.about]
            rows.append((at(one.at), _how(one), *about, _to(one)))
        self.teller.table(("When", "How", "About", "事由", "Told"), rows)

    def tell_states(self, cases: Iterable[Case]) -> None:
        """How many cases are in each state, as a table."""
        titles, counts = self.titles(), self.states(cases)
        self.teller.table(
            ("State", "状态", "Cases"),
            [(*titles["state", name], number) for name, number in counts.items()],
            right=("Cases",),
        )

    # As JSON values

    def states(self, cases: Iterable[Case]) -> dict[str, int]:
        """How many cases are in each state, in the order of definition."""
        counts = Counter(one.state for one in cases)
        return {one.name: counts[one.name] for one in self.house.workflow.states if counts[one.name]}


def _how(one: Told) -> str:
    facts = one.message.facts
    if one.message.kind == "action":
        return "notice"
    if one.message.kind == "mark":
        return f"notice, {facts['mark']}"
    how = f"rung {facts['rung']}"
    return how if facts["reached"] == facts["rung"] else f"{how}, vacant: {facts['reached']}"


def _to(one: Told) -> str:
    return listed(f"{who} ({one.message.role})" for who in one.to) or f"nobody on duty ({one.message.role})"


def codes(refusal: Refused | None) -> set[str]:
    """The kinds of reason of a refusal; none if there was none."""
    return set(refusal.codes) if refusal else set()


def refusal_plain(refusal: Refused | None) -> dict[str, Any]:
    """A refusal as JSON values; empty lists if there was none."""
    blockers = refusal.blockers if refusal else ()
    return {
        "codes": sorted({one.code for one in blockers}),
        "rules": sorted({rule for one in blockers for rule in one.rules}),
        "en": [one.say("en") for one in blockers],
        "zh": [one.say("zh") for one in blockers],
        "possible": [*refusal.possible] if refusal else [],
    }


def told_plain(one: Told) -> dict[str, Any]:
    """A message that was delivered, as JSON values."""
    message = one.message
    return {
        "at": to_text(one.at),
        "case": message.case_id,
        "kind": message.kind,
        "about": message.about,
        "role": message.role,
        "to": [*one.to],
        "facts": cast("dict[str, Any]", dict(message.facts)),
    }
