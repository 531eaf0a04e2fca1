"""
The quarter's analysis (回访统计分析): what was unqualified, and which matters came up again and again.

Folded from the journals; that it is written, reviewed and decided on is for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

import attrs

from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import moment, value
from propflow.workflows.follow_up.axes import COMPLAINT
from propflow.workflows.follow_up.planning import DONE, GIVEN_UP, OPEN, Service
from propflow.workflows.period.spans import Span


@attrs.frozen
class Repeated:
    """One matter of one unit that was complained about several times in a row."""

    unit: str
    matter: str
    follow_ups: tuple[str, ...]


@attrs.frozen
class Analysis:
    """
    U11: what calls for a written analysis.

    Attributes:
        unqualified: The follow-ups whose result was unqualified, by id.
    """

    unqualified: tuple[str, ...]
    repeated: tuple[Repeated, ...]

    @property
    def is_owed(self) -> bool:
        """Must an analysis be written?"""
        return bool(self.unqualified or self.repeated)


def analysis(journals: Iterable[Sequence[Record]], span: Span, repeats: int = 2) -> Analysis:
    """
    What the follow-ups of services that were completed in a quarter show.

    Args:
        repeats: How many complaints about one matter in a row count; "more than twice" is read as twice or more.
    """
    ours = [one for one in journals if one and span.begins <= _completed(one) < span.ends]
    bad = [one[0].case_id for one in ours if "unqualified" in {_said(each, "result") for each in one} or _marked(one)]
    complaints = [one for one in ours if value(one[0], "kind") == COMPLAINT]
    found = []
    for unit, each in groupby(sorted(complaints, key=_in_order), key=lambda one: str(value(one[0], "unit"))):
        for matter, same in groupby(each, key=lambda one: str(value(one[0], "matter"))):
            ids = tuple(one[0].case_id for one in same)
            if matter.strip() and len(ids) >= repeats:
                found.append(Repeated(unit, matter, ids))
    return Analysis(tuple(sorted(bad)), tuple(found))


def services(journals: Iterable[Sequence[Record]]) -> list[Service]:
    """The services that follow-ups were planned for, with their outcomes; for `plan` and `rates_of`."""
    found = []
    for journal in journals:
        done = {one.action for one in journal if one.kind == "act"}
        outcome = GIVEN_UP if "give_up" in done else DONE if done & {"resident_signs", "refuse_sign"} else OPEN
        first = journal[0]
        handlers = frozenset(str(one) for one in value(first, "handlers") or ())
        found.append(
            Service(str(value(first, "about")), str(value(first, "kind")), _completed(journal), handlers, outcome)
        )
    return found


def _completed(journal: Sequence[Record]) -> datetime:
    return moment(journal[0], "completed_at") or journal[0].at


def _in_order(journal: Sequence[Record]) -> tuple[str, datetime, str]:
    return str(value(journal[0], "unit")), _completed(journal), journal[0].case_id


def _said(record: Record, field: str) -> object:
    return value(record, field) if record.kind == "act" else None


def _marked(journal: Sequence[Record]) -> bool:
    return any(one.kind == "act" and one.action == "mark_unqualified" for one in journal)
