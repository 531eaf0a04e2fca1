"""
Blockers: every reason why an action may not be done, not only the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from propflow.definition.actions import LinkKind, Who
from propflow.definition.guards import Guard, Situation, Source
from propflow.engine.command import Command
from propflow.engine.plan import Plan, Step
from propflow.engine.signing import missing_signatures
from propflow.errors import Blocker, InvalidValue
from propflow.model.canonical import Json, checked, text
from propflow.model.cases import DOERS, RELATIONS, Case
from propflow.model.instants import to_text
from propflow.model.people import Grant
from propflow.words import WORDS

NONE: tuple[Blocker, ...] = ()


def all_blockers(
    plan: Plan, step: Step, case: Case | None, command: Command, now: datetime, *, proposing: bool = False
) -> list[Blocker]:
    """
    Every reason against an action, in this order: state, right, separation of duties,
    form, time, needs, guards, sign-offs, children, link.

    Args:
        proposing: Leave the sign-offs out, as they are only being asked for.
    """
    found = [*state_blocker(plan, step, case), *right_blockers(plan, step, case, command, now)]
    found += [*duty_blockers(plan, step, case, command.actor.id, command.actor.on_behalf_of), *command.faults]
    if command.occurred_at is not None and command.occurred_at > now:
        found.append(Blocker("future", {"occurred": to_text(command.occurred_at), "now": to_text(now)}))
    found += unknown_needs(step, command.unknown)
    seen = situation(plan, case, command, now)
    found += guard_blockers(step, seen, form_known=not command.faults, unknown=command.unknown)
    if step.sign_offs and not proposing:
        found += missing_signatures(plan, step, case, command.values)
    found += child_blockers(step, command.facts)
    found += link_blockers(step, command)
    if step.expect and command.expect is None and not proposing:
        found.append(Blocker("expect_missing"))
    return found


def situation(plan: Plan, case: Case | None, command: Command, now: datetime) -> Situation:
    """What the guards of a command see."""
    return Situation(case, None if command.faults else command.form, command.actor, now, command.facts, plan.values)


def state_blocker(plan: Plan, step: Step, case: Case | None) -> tuple[Blocker, ...]:
    """The reason that lies in the state of the case, if one does."""
    place = "start" if case is None else case.state
    if place in step.sources:
        return NONE
    facts = {**titled(plan, "action", step.name), **titled(plan, "state", place), "possible_in": step.possible_in}
    for language in (0, 1):
        suffix = ("en", "zh")[language]
        facts[f"possible_in_{suffix}"] = [plan.titles[f"state:{one}"][language] for one in step.possible_in]
    return (Blocker("state", facts, step.rules),)


def right_blockers(plan: Plan, step: Step, case: Case | None, command: Command, now: datetime) -> tuple[Blocker, ...]:
    """The reasons that lie in what the actor may do: nothing if one grant or relation suffices."""
    if right_of(step, case, command.grants, command.actor.id, command.actor.on_behalf_of, command.tenant, now):
        return NONE
    claimed = {one.role for one in command.actor.roles}
    for grant in command.grants:
        if grant.role in step.roles:  # it is there, but does not hold
            facts = {"actor": command.actor.id, **titled(plan, "who", grant.role, "role")}
            return (Blocker("grant_expired", facts, step.rules),)
    unconfirmed = sorted(claimed & step.roles - {one.role for one in command.grants})
    found = [
        Blocker("grant_unconfirmed", {"actor": command.actor.id, **titled(plan, "who", one, "role")}, step.rules)
        for one in unconfirmed
    ]
    if not found:
        found.append(Blocker("role", {"actor": command.actor.id, **listed(plan, step.action.by)}, step.rules))
    return tuple(found)


def right_of(
    step: Step,
    case: Case | None,
    grants: Iterable[Grant],
    actor: str,
    on_behalf_of: str | None,
    tenant: str,
    now: datetime,
) -> tuple[str, str, str, str | None] | None:
    """The right by which somebody may act: (kind, name, confirmed by, department); None if there is none."""
    roles = step.roles
    for grant in grants:
        if grant.role in roles and grant.holds(tenant, now):
            return ("role", grant.role, grant.confirmed_by, grant.department)
    if case is not None and step.relations:
        related = case.part(RELATIONS)
        for name in step.relations:
            who = related.get(name)
            if who is not None and who in (actor, on_behalf_of):
                return ("relation", name, "journal", None)
    return None


def duty_blockers(
    plan: Plan, step: Step, case: Case | None, actor: str, on_behalf_of: str | None
) -> tuple[Blocker, ...]:
    """The reasons of separation of duties. Standing in for somebody does not get round them."""
    if case is None or not step.duties:
        return NONE
    persons = {actor, on_behalf_of} - {None}
    doers = case.part(DOERS)
    found = [
        Blocker("duty", {"actor": actor, **titled(plan, "action", one, "did")}, step.rules)
        for one in step.not_by_actions
        if one in doers and not persons.isdisjoint(doers[one])
    ]
    found += [
        Blocker("duty_relation", {"actor": actor, **titled(plan, "who", one, "relation")}, step.rules)
        for one in step.not_by_relations
        if case.related(one) in persons
    ]
    return tuple(found)


def unknown_needs(step: Step, unknown: Mapping[str, str]) -> list[Blocker]:
    """One reason for each need that could not be learnt."""
    if not unknown:
        return []
    return [
        Blocker("fact_unavailable", {"need": one.name, "reason": unknown[one.name]}, step.rules)
        for one in step.needs
        if one.name in unknown
    ]


def guard_blockers(step: Step, seen: Situation, *, form_known: bool, unknown: Mapping[str, str]) -> list[Blocker]:
    """One reason for each guard that does not hold. A guard that raises does not hold."""
    found = []
    for guard in step.guards:
        if guard.form_needed and (not form_known or seen.form is None):
            continue
        if unknown and any(one.name in unknown for one in guard.needs):
            continue
        blocker = judge(guard, seen)
        if blocker is not None:
            found.append(blocker)
    return found


def judge(guard: Guard, seen: Situation) -> Blocker | None:
    """The reason why a guard does not hold; None if it does."""
    try:
        verdict = guard.check(seen)
        if verdict.holds is True:
            return None
        facts = cast("dict[str, Json]", checked(verdict.facts, f"facts of guard {guard.name}"))
        code = text(verdict.code or guard.name, "code")
        if code in WORDS:  # else it would be taken for a reason of the desk's own
            raise InvalidValue("code", "taken", f"it answers {code!r}, which is a reason that propflow itself gives")
    except Exception as fault:  # noqa: BLE001 - a guard is the user's code; whatever it raises must refuse, not break
        reason = fault.reason if isinstance(fault, InvalidValue) else f"{type(fault).__name__}: {fault}"
        return Blocker("guard_failed", {"guard": guard.name, "reason": reason[:300]}, guard.rules)
    why = _details(code, facts)
    titles = {"guard": guard.name, "title_en": f"not so: {guard.en}{why}", "title_zh": f"不符合：{guard.zh}{why}"}
    return Blocker(code, {**titles, **facts}, guard.rules)


def _details(code: str, facts: Mapping[str, Json]) -> str:
    """What a guard says besides its title: the kind of reason, and its facts, since a title may have several."""
    said = [f"{name} {_shown(value)}" for name, value in facts.items()]
    return f" [{', '.join([code, *said])}]"


def _shown(value: Json) -> str:
    return " + ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def child_blockers(step: Step, facts: Mapping[str, Json]) -> list[Blocker]:
    """The reason that child cases are still open, if they are."""
    if not step.waits_for_children:
        return []
    children = cast("list[dict[str, Any]]", facts.get("child") or [])
    still = [one["id"] for one in children if one["kind"] not in ("final", "resting")]
    return [Blocker("children_open", {"cases": still}, step.rules)] if still else []


def link_blockers(step: Step, command: Command) -> list[Blocker]:
    """The reasons against the link that the action would make."""
    if step.link is None or command.faults or command.values is None:
        return []
    other = command.values.get(step.link.field)
    if not other:
        return []
    facts: dict[str, object] = {"other": other}
    if other == command.case_id:
        return [Blocker("link_self", facts, step.rules)]
    known = cast("dict[str, Any] | None", command.facts.get("linked_case"))
    if known is None:
        return [Blocker("link_unknown", facts, step.rules)]
    over = known["kind"] == "final" and step.link.kind is not LinkKind.RECURS_FROM  # news of what is over recurs
    return [Blocker("link_final", facts, step.rules)] if over else []


def titled(plan: Plan, kind: str, name: str, fact: str = "") -> dict[str, object]:
    """A name with its titles, as facts of a blocker."""
    en, zh = plan.titles.get(f"{kind}:{name}", (name, name))
    fact = fact or kind
    return {fact: name, f"{fact}_en": en, f"{fact}_zh": zh}


def listed(plan: Plan, who: Iterable[Who]) -> dict[str, object]:
    """Those who may, with their titles, as facts of a blocker."""
    names = [one.name for one in who]
    titles = [plan.titles.get(f"who:{one}", (one, one)) for one in names]
    return {
        "needed": names,
        "needed_en": [en for en, _ in titles],
        "needed_zh": [zh for _, zh in titles],
    }


def needs_cases(step: Step) -> list[str]:
    """The kinds of linked cases that must be loaded before the step can be decided."""
    kinds = [one.name for one in step.needs if one.source is Source.CASES]
    if step.waits_for_children and "child" not in kinds:
        kinds.append("child")
    return kinds
