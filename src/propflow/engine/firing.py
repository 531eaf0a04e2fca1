"""
Firing: what the clocks of a case owe at an instant, as records; and what the system then does by itself.
"""

from __future__ import annotations

from datetime import datetime

from propflow.engine import clocks as clockwork
from propflow.engine.climbing import OnDuty, reach
from propflow.engine.command import Command, Decision
from propflow.engine.decide import Refusal, decide
from propflow.engine.fold import MARK
from propflow.engine.plan import Plan, Step
from propflow.engine.writing import noted
from propflow.model.calendars.walls import too_far
from propflow.model.canonical import Json
from propflow.model.cases import CLOCKS, FACTS, Case
from propflow.model.instants import to_text
from propflow.model.people import SYSTEM_ACTOR


def fire(plan: Plan, case: Case, now: datetime, on_duty: OnDuty | None = None) -> list[Decision]:
    """
    What the clocks of a case owe at *now*: a record for each mark and each rung, in order.

    Each fires once in a cycle, however late, and says how late. A rung to which a vacant
    seat below has passed a mark up still fires in its own turn. Where several rungs of a
    mark are owed at once, nobody is told twice: a rung that reaches only those who have
    just heard of it goes on record and owes no message.

    Args:
        on_duty: Who is on shift; None if there is no roster.

    Raises:
        Unasked: If *on_duty* lacks a role that a rung may reach.
        InvalidValue: If something is owed after the year 9999.
    """
    try:
        return _fired(plan, case, now, on_duty)
    except OverflowError:
        raise too_far(case.recorded_at) from None


def _fired(plan: Plan, case: Case, now: datetime, on_duty: OnDuty | None) -> list[Decision]:
    found: list[Decision] = []
    told: dict[tuple[str, int, str], set[tuple[str, ...]]] = {}
    while True:
        owed = [
            (at, i, plan.clocks[name], firing)
            for name, entry in case.part(CLOCKS).items()
            if name in plan.clocks
            for i, (at, firing) in enumerate(clockwork.owed(plan.clocks[name], entry, now))
        ]
        if not owed:
            return found
        at, _, clock, firing = min(owed, key=lambda one: (one[0], one[2].name, one[1]))
        entry = case.part(CLOCKS)[clock.name]
        moment = max(now, case.recorded_at)
        late = max(int((moment - at).total_seconds()), 0)
        facts: dict[str, Json] = {
            "at": to_text(at),
            "cycle": entry["cycle"],
            "due": entry["due"],
            "late_by_seconds": late,
            "mark": firing.name,
        }
        if plan.workflow.is_urgent(case.part(FACTS)):
            facts["urgent"] = True
        messages: list[dict[str, Json]] = [
            {"about": clock.name, "facts": facts, "kind": "mark", "role": role} for role in firing.tell
        ]
        if firing.ladder:
            mark = (clock.name, entry["cycle"], firing.name.rpartition("/")[0])
            whom = reach(firing, on_duty, told.setdefault(mark, set()))
            facts.update(whom.said)
            rung: dict[str, Json] = {"above": [*whom.above], "ladder": firing.ladder, "rung": firing.rung}
            if whom.news:
                messages.append(
                    {"about": clock.name, "facts": {**facts, **rung}, "kind": "escalation", "role": whom.role}
                )
        changes = {CLOCKS: {clock.name: clockwork.fired(clock, entry, firing)}}
        decision = noted(plan.key, case, MARK, clock.name, moment, changes, facts, messages)
        found.append(decision)
        case = decision.case
        if firing.does:
            deed = _done_by_itself(plan, plan.steps[firing.does], case, moment)
            if isinstance(deed, Decision):  # else something stands in the way: the mark has fired, and that is all
                found.append(deed)
                case = deed.case


def _done_by_itself(plan: Plan, step: Step, case: Case, now: datetime) -> Decision | Refusal:
    """What the system does at a mark, with the form as its defaults have it."""
    form, values = None, None
    if step.spec is not None:
        form = step.spec.made()
        values, _ = step.spec.plain(form)
    command = Command(case.tenant, case.id, form, values, (), SYSTEM_ACTOR, SYSTEM_ACTOR.roles)
    return decide(plan, step, case, command, now)
