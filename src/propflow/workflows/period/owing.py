"""
Owing: the duties that have come up by an instant, put on record. A host calls `owe` once an hour or once a day.

A case's id is made of the duty itself: so two workers, or one that runs twice, register nothing twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

import attrs

from propflow import Actor, Case, Conflict, Desk, Task, Workflow
from propflow.model.canonical import digest
from propflow.model.instants import instant, to_text
from propflow.model.journal import Record
from propflow.model.policies import Value
from propflow.workflows.complaint.roles import automation
from propflow.workflows.period import kinds
from propflow.workflows.period.actions import name_overrun
from propflow.workflows.period.overruns import Run, outcomes, runs
from propflow.workflows.period.spans import MONTH, span_at

Key: TypeAlias = tuple[str, ...]

PAGE = 1000
AUTOMATION = Actor("automation", [automation])


@attrs.frozen
class Owed:
    """
    A duty that has come up.

    Attributes:
        whom: The team, of an interview; empty for the whole office.
        owed_from: From when its limits count.
        before: The period before, whose duty it follows; empty for an interview.
        overruns: The late cases that brought an interview.
    """

    kind: str
    period: str
    owed_from: datetime
    whom: str = ""
    before: str = ""
    overruns: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What tells it from other duties."""
        return (self.kind, self.overruns[-1], self.whom) if self.overruns else (self.kind, self.period)

    @property
    def key_before(self) -> Key:
        """The same of the duty that it follows."""
        return self.kind, self.before

    @property
    def case_id(self) -> str:
        """What its case is called, such as `monthly_figures.2026-10`; the same whoever registers it."""
        late = (self.overruns[-1], digest(self.whom)[:12]) if self.overruns else (self.period,)
        return ".".join((self.kind, *late))

    @property
    def form(self) -> dict[str, object]:
        """The form of `register`, but for the duty that it follows."""
        return {"kind": self.kind, "owed_from": to_text(self.owed_from), "period": self.period, "whom": self.whom}


def owe(
    desk: Desk, workflow: Workflow, now: datetime, *, since: datetime | None = None, by: Actor = AUTOMATION
) -> tuple[Case, ...]:
    """
    Register every duty of the desk's tenant that has come up by *now* and is not on record yet.

    Args:
        workflow: The period workflow under the policy in force; it must be at the desk.
        now: Aware, and not ahead of the desk's own time.
        since: From when on the office has these duties; by default from its first case. The period in which that
            instant lies is the first. Never before the policy is in effect.
        by: Who registers them.

    Returns:
        The duties that were registered now, as cases, in the order in which they came up. What somebody else is just
        registering, or an interview whose late case somebody is just writing to, is left to the next call.

    Raises:
        InvalidValue: If an instant is naive.
        Refused: If *by* may not register duties, or *now* is ahead of the desk; what came up before stays registered.
        UnknownName: If the workflow is not at the desk.
    """
    until = instant(now, "now")
    start = beginning(desk, workflow, since)
    if start is None:
        return ()
    known = {key: one.id for one in cases(desk, workflow.name) for key in _known_by(one)}
    made = []
    for one in duties(workflow.values, start, until, _complaints(desk, workflow)):
        if one.key in known:
            continue
        form = {**one.form, "follows": known.get(one.key_before)}
        named = [Task(name_overrun, {"overrun": each}, by=by) for each in one.overruns]
        try:
            case = desk.register(workflow, form, by=by, case_id=one.case_id, then=named)
        except Conflict:
            continue
        known[one.key] = case.id
        made.append(case)
    return tuple(made)


def _known_by(duty: Case) -> Iterator[Key]:
    """What tells a duty on record from others, whatever its id: somebody may have registered it by hand."""
    kind, period, whom = (str(duty.fact(name)) for name in ("kind", "period", "whom"))
    if kind != kinds.INTERVIEW:
        yield kind, period
    for late in duty.links("recurs_from") if kind == kinds.INTERVIEW else ():
        yield kind, late, whom


def duties(
    policy: Mapping[str, Value | None], since: datetime, until: datetime, complaints: Iterable[Sequence[Record]]
) -> list[Owed]:
    """
    Every duty that came up from the period of *since* to *until*, in the order in which they did.

    Args:
        policy: The values of the period workflow's slots.
        complaints: The journals of the complaints, whose runs of overruns bring interviews.
    """
    found = [one for kind in kinds.EVERY for one in _of_the_calendar(kind, policy, since, until)]
    found += [_interview(run) for run in runs_of(complaints, policy) if since <= run.reached <= until]
    return sorted(found, key=lambda one: (one.owed_from, one.case_id))


def _of_the_calendar(kind: str, policy: Mapping[str, Value | None], since: datetime, until: datetime) -> Iterator[Owed]:
    span = span_at(kinds.EVERY[kind], since)
    while kinds.is_owed(kind, policy) and kinds.owed_from(kind, span, policy) <= until:
        yield Owed(kind, span.name, kinds.owed_from(kind, span, policy), before=span.before.name)
        span = span.after


def _interview(run: Run) -> Owed:
    period = span_at(MONTH, run.reached).name
    return Owed(kinds.INTERVIEW, period, run.reached, whom=run.team, overruns=run.brought)


def runs_of(complaints: Iterable[Sequence[Record]], policy: Mapping[str, Value | None]) -> tuple[Run, ...]:
    """The runs of overruns that bring an interview under a policy; none where it knows no interviews."""
    needed, excused = policy.get("overruns_in_a_row"), policy.get("excused_overruns")
    if not isinstance(needed, int):
        return ()
    every = [one for journal in complaints for one in outcomes(journal)]
    return runs(every, needed, "leave" if excused is None else str(excused))


def beginning(desk: Desk, workflow: Workflow, since: datetime | None) -> datetime | None:
    """From when on an office has its duties; None while it has had no case and nobody says."""
    start = None if since is None else instant(since, "since")
    if start is None:
        known = [one.registered_at for name in ("complaint", workflow.name) for one in cases(desk, name)]
        start = min(known, default=None)
    bound = workflow.policy.effective_from if workflow.policy else None
    return start if start is None or bound is None else max(start, bound)


def _complaints(desk: Desk, workflow: Workflow) -> Collection[Sequence[Record]]:
    """The journals of the complaints, if anything asks for them."""
    if not kinds.is_owed(kinds.INTERVIEW, workflow.values):
        return ()
    return journals(desk, "complaint").values()


def journals(desk: Desk, workflow: str) -> dict[str, Sequence[Record]]:
    """The journals of every case of a workflow in the desk's tenant, by id."""
    return {one.id: desk.journal(one.id) for one in cases(desk, workflow)}


def cases(desk: Desk, workflow: str) -> Iterator[Case]:
    """Every case of a workflow in the desk's tenant, by id."""
    after = ""
    while page := desk.find(workflow=workflow, after=after, limit=PAGE):
        yield from page
        after = page[-1].id
