"""
Figures: what came in between two cut-offs and what has become of it. Pure folds over journals of complaints.

Everything counts by when it was recorded, and what was recorded at the later cut-off or after it counts for the next
figures: so the same journals always give the same numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import attrs

from propflow.model.instants import to_text
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.families import CLOSINGS, EXPLANATIONS, OPENINGS
from propflow.workflows.complaint.states import opened_set
from propflow.workflows.period.verdicts import standings

COUNTED = (
    "received", "opened", "explained", "merged", "undecided", "alerts", "closed", "carried_over", "punctuality",
)  # fmt: skip
"""What the figures say besides their cut-offs, by field of the form."""

_HANDLED = frozenset(one.name for one in opened_set)
_BECOMES = {
    **dict.fromkeys(("register", "register_internal_finding"), "undecided"), **dict.fromkeys(OPENINGS, "opened"),
    **dict.fromkeys(EXPLANATIONS, "explained"), "merge_duplicate": "merged",
}  # fmt: skip
"""What has become of a complaint by an action; nothing has of an alert until it is accepted."""


@attrs.frozen
class Figures:
    """
    The figures of a period, from `counted_from` up to but not including `counted_until`.

    Attributes:
        received: The complaints that came in. Each is opened, explained, merged or undecided, as it stands at the
            end; an alert is received when it is accepted.
        alerts: Those that were raised before any complaint.
        closed: Cases that were closed in the period, each once.
        carried_over: Cases that are opened and not closed at the end, whenever they came in.
        punctuality: For each limit, how many verdicts passed in the period stand at its end.
    """

    counted_from: datetime
    counted_until: datetime
    received: int
    opened: int
    explained: int
    merged: int
    undecided: int
    alerts: int
    closed: int
    carried_over: int
    punctuality: tuple[str, ...]

    def form(self, analysis: str) -> dict[str, object]:
        """The form of `draw_up_figures`, but for the summary sheet; *analysis* is the supervisor's."""
        cut_offs = {"counted_from": to_text(self.counted_from), "counted_until": to_text(self.counted_until)}
        return {**self.counts, **cut_offs, "analysis": analysis}

    @property
    def counts(self) -> dict[str, object]:
        """What was counted, by field of the form."""
        return {name: [*self.punctuality] if name == "punctuality" else getattr(self, name) for name in COUNTED}


def figures(journals: Iterable[Sequence[Record]], since: datetime, until: datetime) -> Figures:
    """The figures of the complaints that these journals are of, from *since* up to but not including *until*."""
    counts: Counter[str] = Counter()
    punctuality: dict[str, Counter[str]] = {}
    for journal in journals:
        past = [one for one in journal if one.at < until]
        if not past:
            continue
        _place(counts, past, since)
        for clock, verdict in _verdicts(past, since):
            punctuality.setdefault(clock, Counter())[verdict] += 1
    received = sum(counts[each] for each in ("opened", "explained", "merged", "undecided"))
    return Figures(
        since, until, received, counts["opened"], counts["explained"], counts["merged"], counts["undecided"],
        counts["alerts"], counts["closed"], counts["carried_over"],
        tuple(_said(clock, each) for clock, each in sorted(punctuality.items())),
    )  # fmt: skip


def _place(counts: Counter[str], past: Sequence[Record], since: datetime) -> None:
    """Count a complaint where it belongs, as it stands after its past."""
    acts = [one for one in past if one.kind == "act"]
    steps = [one for one in acts if one.action in _BECOMES]
    if steps and steps[0].at >= since:
        counts[_BECOMES[steps[-1].action]] += 1
    counts["alerts"] += past[0].action == "raise_pre_complaint" and past[0].at >= since
    counts["closed"] += any(one.action in CLOSINGS and one.at >= since for one in acts)
    counts["carried_over"] += past[-1].state_to in _HANDLED


def _verdicts(past: Sequence[Record], since: datetime) -> Iterable[tuple[str, str]]:
    """The verdicts passed since an instant that have not been taken back, by limit."""
    passed: dict[tuple[str, int], str | None] = {}
    known: dict[tuple[str, int], str | None] = {}
    for one in past:
        for limit, verdict in standings(one):
            if verdict != known.get(limit):
                known[limit], passed[limit] = verdict, verdict if one.at >= since else None
    return [(name, verdict) for (name, _), verdict in passed.items() if verdict in ("on_time", "excused", "late")]


def _said(clock: str, verdicts: Mapping[str, int]) -> str:
    return f"{clock}: {verdicts['on_time']} on time, {verdicts['excused']} excused, {verdicts['late']} late"
