"""
Across cases: what no single history can show, found by looking at all complaints and all duties of an office together.

I21 and I31 speak of what is missing: a team's run of overruns that brought no interview, a complaint that no month
counts. `Desk.verify` judges one history at a time, with those it is linked to; a link from every complaint to the
figures that count it would write into each of them. So these two are judged here, by the folds with which `owe` and
the figures are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from propflow import Case, Desk, Workflow
from propflow.errors import InvalidValue
from propflow.model.instants import instant
from propflow.model.journal import Record
from propflow.model.policies import Value
from propflow.workflows.complaint.invariants.reading import moment, value
from propflow.workflows.period import kinds
from propflow.workflows.period.figures import Figures, figures
from propflow.workflows.period.invariants import last_figures
from propflow.workflows.period.owing import beginning, duties, journals
from propflow.workflows.period.spans import MONTH, span_named

Journals = Mapping[str, Sequence[Record]]


@attrs.frozen
class Gap:
    """
    Where the cases of an office, taken together, break an invariant.

    Attributes:
        invariant: `I21` or `I31`.
        case: The duty, or for one that nobody registered the id that it would have.
    """

    invariant: str
    case: str
    what: str


def gaps(desk: Desk, workflow: Workflow, now: datetime, *, since: datetime | None = None) -> list[Gap]:
    """
    Where the complaints and the duties of the desk's tenant do not agree, up to *now*.

    A team's run of overruns without an interview, a month without figures, months that leave a gap or overlap, figures
    whose numbers the journals do not bear out. What `owe` has not registered yet is missing too: run it first.

    Args:
        workflow, since: As for `owe`.
    """
    start = beginning(desk, workflow, since)
    if start is None:
        return []
    complaints, owed = journals(desk, "complaint"), journals(desk, workflow.name)
    until = instant(now, "now")
    return [
        *unanswered_runs(complaints, owed, workflow.values, start, until),
        *uncounted_months(owed, workflow.values, start, until),
        *torn_figures(owed),
        *misstated_figures(complaints, owed),
    ]


def unanswered_runs(
    complaints: Journals, owed: Journals, policy: Mapping[str, Value | None], since: datetime, until: datetime
) -> Iterator[Gap]:
    """I21: the runs of overruns for which no interview with the team is on record."""
    held = [(value(one[0], "whom"), _named(one)) for one in _of(owed, kinds.INTERVIEW)]
    for one in duties(policy, since, until, complaints.values()):
        brought = [name for whom, names in held if whom == one.whom for name in names]
        if one.kind == kinds.INTERVIEW and one.overruns[-1] not in brought:
            named = ", ".join(one.overruns)
            yield Gap("I21", one.case_id, f"'{one.whom}' was late with {named} in a row, and nobody was called in")


def uncounted_months(
    owed: Journals, policy: Mapping[str, Value | None], since: datetime, until: datetime
) -> Iterator[Gap]:
    """I31: the months whose figures nobody has registered as owed."""
    known = {value(one[0], "period") for one in _of(owed, kinds.FIGURES)}
    for one in duties(policy, since, until, ()):
        if one.kind == kinds.FIGURES and one.period not in known:
            yield Gap("I31", one.case_id, f"the figures of {one.period} are owed, and not on record")


def torn_figures(owed: Journals) -> Iterator[Gap]:
    """
    I31: figures that do not begin where those before them end, so that a case is counted twice or never.

    Where a month between them is still to be drawn up, only what overlaps is wrong.
    """
    before, pending = None, False
    for journal in sorted(_of(owed, kinds.FIGURES), key=lambda each: str(value(each[0], "period"))):
        one = last_figures(journal)
        if one is None:
            pending = True
            continue
        ends = None if before is None else value(before, "counted_until")
        begins = value(one, "counted_from")
        if before is not None and (str(begins) < str(ends) or (begins != ends and not pending)):
            how = "overlap those" if str(begins) < str(ends) else "leave a gap after those"
            yield Gap("I31", one.case_id, f"the figures from {begins} {how} of {before.case_id}, which end at {ends}")
        before, pending = one, False


def misstated_figures(complaints: Journals, owed: Journals) -> Iterator[Gap]:
    """I31: figures that are not what the journals of the complaints come to."""
    for journal in _of(owed, kinds.FIGURES):
        drawn = last_figures(journal)
        since, until = (
            (None, None) if drawn is None else (moment(drawn, "counted_from"), moment(drawn, "counted_until"))
        )
        if drawn is None or since is None or until is None:
            continue
        for name, counted in figures(complaints.values(), since, until).counts.items():
            if value(drawn, name) != counted:
                what = f"record {drawn.number} says {name} {value(drawn, name)}, and the journals {counted}"
                yield Gap("I31", drawn.case_id, what)


def figures_for(desk: Desk, duty: Case, now: datetime) -> Figures:
    """
    The figures that a duty asks for: from where those before it end to the end of its month, or to *now* if they are
    owed in the month itself.

    Figures that were sent back keep their cut-off, as those of the next month may begin there.

    Raises:
        InvalidValue: If the duty is not the figures of a month.
    """
    span = span_named(MONTH, str(duty.fact("period"))) if duty.fact("kind") == kinds.FIGURES else None
    if span is None:
        raise InvalidValue("duty", "kind", f"{duty.id}, which is not the figures of a month")
    before = [last_figures(desk.journal(one)) for one in duty.links("recurs_from")]
    ended = [moment(one, "counted_until") for one in before if one is not None]
    policy: Any = desk.workflow_of(duty).values
    until = span.ends if policy["figures_month"] == "next" else min(span.ends, instant(now, "now"))
    drawn = last_figures(desk.journal(duty.id))
    until = until if drawn is None else moment(drawn, "counted_until") or until
    since = next((one for one in ended if one is not None), span.begins)
    return figures(journals(desk, "complaint").values(), since, until)


def _of(owed: Journals, kind: str) -> Iterable[Sequence[Record]]:
    return [one for one in owed.values() if value(one[0], "kind") == kind]


def _named(journal: Sequence[Record]) -> list[str]:
    """The late cases that an interview names."""
    return [str(value(one, "overrun")) for one in journal if one.kind == "act" and one.action == "name_overrun"]
