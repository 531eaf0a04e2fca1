"""
Overruns: which team was late with which case, and how often in a row. Pure folds over journals of complaints.

A case counts once for each department that handled it, at the closing by which it was late for the first time, or, if
it never was, at its first closing: so a run once found stays, whatever happens to its cases later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum

import attrs

from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.families import CLOSINGS
from propflow.workflows.complaint.invariants.reading import value
from propflow.workflows.period.verdicts import standings

TEAM_LIMITS = frozenset({
    "receipt", "response_start", "rescue_on_site", "rescue_report", "late_papers", "first_contact", "reply",
    "suggestion_reply", "settle", "form_back",
})  # fmt: skip
"""The limits of a complaint that its department answers for; the others are the desk's, or a superior's. [design]"""


class Ending(StrEnum):
    """How a case ended for the team that handled it."""

    IN_TIME = "in_time"
    EXCUSED = "excused"  # late only within time that was approved before
    LATE = "late"


IN_TIME, EXCUSED, LATE = Ending.IN_TIME, Ending.EXCUSED, Ending.LATE


@attrs.frozen
class Outcome:
    """
    What a closed case says of a team.

    Attributes:
        number: Of the case in its book; it decides between cases closed at the same instant.
        at: When the closing that counts was recorded.
    """

    team: str
    case: str
    number: int
    at: datetime
    ending: Ending


@attrs.frozen
class Run:
    """
    A team's late cases in a row.

    Attributes:
        cases: In the order of closing, no in-time case between them.
        reached: When it had become as long as the policy says.
        brought: The cases by which it had.
    """

    team: str
    cases: tuple[str, ...]
    reached: datetime
    brought: tuple[str, ...]


def outcomes(journal: Sequence[Record]) -> tuple[Outcome, ...]:
    """
    What the journal of one complaint says of the teams that handled it; nothing while it was never closed.

    A case for which no department is on record says nothing of any.
    """
    first: dict[str, Outcome] = {}
    teams: tuple[str, ...] = ()
    verdicts: dict[tuple[str, int], str | None] = {}
    for one in journal:
        teams = _teams(teams, one)
        verdicts |= {limit: verdict for limit, verdict in standings(one) if limit[0] in TEAM_LIMITS}
        if one.kind != "act" or one.action not in CLOSINGS:
            continue
        ending = _ending(verdicts.values())
        for team in teams:
            known = first.get(team)
            if known is None or (ending is LATE and known.ending is not LATE):
                found = Outcome(team, one.case_id, _number(journal), one.at, ending)
                first[team] = found
    return tuple(first[team] for team in sorted(first))


def runs(found: Iterable[Outcome], needed: int, excused: str) -> tuple[Run, ...]:
    """
    The runs of overruns that have become long enough, by team and time.

    Cases come in the order of closing, those of the same instant by number. A case in time ends a run.

    Args:
        needed: How many late cases in a row it takes, from 1.
        excused: What an excused one does: `leave` the run as it is, `break` it, or `count` as late.
    """
    return tuple(run for team, each in sorted(_by_team(found).items()) for run in _runs(team, each, needed, excused))


def _runs(team: str, found: Sequence[Outcome], needed: int, excused: str) -> Iterator[Run]:
    row: list[Outcome] = []
    for one in [*found, None]:
        if one is not None and (one.ending is LATE or (one.ending is EXCUSED and excused == "count")):
            row.append(one)
        elif one is None or one.ending is IN_TIME or excused == "break":
            if len(row) >= needed:
                cases = tuple(each.case for each in row)
                yield Run(team, cases, row[needed - 1].at, cases[:needed])
            row = []


def _by_team(found: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    teams: dict[str, list[Outcome]] = {}
    for one in sorted(found, key=lambda each: (each.at, each.number, each.case)):
        teams.setdefault(one.team, []).append(one)
    return teams


def _teams(before: tuple[str, ...], record: Record) -> tuple[str, ...]:
    """The departments that handle the case after a record."""
    if record.kind != "act":
        return before
    named = value(record, "departments")
    departments = tuple(str(each) for each in named) if isinstance(named, list) else ()
    if record.action in ("dispatch", "assign_bindingly"):
        return departments
    if record.action in ("sign_further_receipt", "record_receipt_late"):
        return tuple(dict.fromkeys((*before, *departments)))
    if record.action == "reject_dispatch":
        return tuple(each for each in before if each not in departments)
    other = value(record, "department") if record.action == "reassign" else None
    return (other,) if isinstance(other, str) and other.strip() else before


def _ending(verdicts: Collection[str | None]) -> Ending:
    return LATE if "late" in verdicts else EXCUSED if "excused" in verdicts else IN_TIME


def _number(journal: Sequence[Record]) -> int:
    book = journal[0].book
    number = book["number"] if book is not None else None
    return number if isinstance(number, int) else 0
