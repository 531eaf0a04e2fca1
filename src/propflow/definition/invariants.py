"""
Invariants: what must be true of every history of a case, whoever wrote it down.

A guard stops somebody at the door; an invariant looks at the whole journal afterwards,
as an auditor would, and trusts nothing but what is on record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

import attrs

from propflow.definition.states import rule_ids
from propflow.model.calendars.almanac import BUILT_IN_ONLY, Almanac
from propflow.model.cases import Case
from propflow.model.journal import Record
from propflow.model.policies import Value


class Standing(StrEnum):
    """Why an invariant has neither been kept nor broken by a history."""

    NOT_APPLICABLE = "not_applicable"  # the policy switches it off, or the case is not of that sort
    NOT_YET_OWED = "not_yet_owed"  # its limit lies after the last look at the clocks
    OPEN = "open"  # propflow cannot judge it yet


NOT_APPLICABLE, NOT_YET_OWED, OPEN_QUESTION = Standing.NOT_APPLICABLE, Standing.NOT_YET_OWED, Standing.OPEN


@attrs.frozen
class Breach:
    """Where a history breaks an invariant: the record's number (0 for the whole), and what is wrong."""

    number: int
    what: str


@attrs.frozen(eq=False)
class History:
    """
    All that is on record of a case.

    Attributes:
        case: As folded from its journal.
        records: Its journal; confidential values are digests.
        policy: What filled the workflow's slots when it was registered.
        linked: The journals of the cases it is linked to, by id, as far as there are any.
        kinds: The kind of each state, by name.
        until: Up to when its clocks had been looked at.
        calendars: Those that the desk knows, as they are now.
    """

    case: Case
    records: Sequence[Record]
    policy: Mapping[str, Value | None]
    linked: Mapping[str, Sequence[Record]]
    kinds: Mapping[str, str]
    until: datetime
    calendars: Almanac = BUILT_IN_ONLY

    def acts(self, *names: str) -> list[Record]:
        """The records of these actions having been done, in order; of every action, if none is named."""
        return [one for one in self.records if one.kind == "act" and (not names or one.action in names)]


Judgement: TypeAlias = "Standing | Sequence[Breach]"
"""What an invariant finds; no breaches: it is kept."""

Check: TypeAlias = Callable[[History], Judgement]


@attrs.frozen(eq=False)
class Invariant:
    """Something that must be true of every history of a case. Made by `invariant`."""

    name: str
    check: Check = attrs.field(repr=False)
    en: str = attrs.field(kw_only=True, default="")
    zh: str = attrs.field(kw_only=True, default="")
    rules: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=rule_ids)


def invariant(name: str, *, en: str, zh: str, rules: Iterable[str] = ()) -> Callable[[Check], Invariant]:
    """
    Make an invariant of a function.

        @invariant("I14", en="Each closing says its final result", zh="销项均载明最终结果")
        def says_its_result(history: History) -> Judgement:
            return [Breach(one.number, "no result") for one in history.acts("close") if not field(one, "final_result")]
    """

    def make(check: Check) -> Invariant:
        return Invariant(name, check, en=en, zh=zh, rules=rules)

    return make
