"""
Signing: proposals, the signatures given to them, and whether they still count.

A proposal is put on record before it is signed. Its digest covers the case, the round,
the action, the form and the facts that the sign-offs are over: so a note does not void
a signature, and a changed price does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from propflow.definition.actions import Action, SignOff
from propflow.engine.command import Command
from propflow.engine.plan import Plan, Step
from propflow.errors import Blocker
from propflow.model.canonical import Json, canonical, digest
from propflow.model.cases import PROPOSALS, Case
from propflow.model.people import Relation

Proposal = dict[str, Any]


def proposal_of(case: Case | None, action: str) -> Proposal | None:
    """The proposal of an action that lies open in the case; None if none does."""
    return None if case is None else cast("Proposal | None", case.part(PROPOSALS).get(action))


def proposed(step: Step, case: Case, command: Command) -> Proposal:
    """A new proposal, in place of any before it."""
    before = proposal_of(case, step.name)
    values = command.values or {}
    facts = signed_facts(step, case)
    round_ = 1 if before is None else before["round"] + 1
    return {
        "by": command.actor.id,
        "digest": _digest(case, round_, step.name, values, facts),
        "facts": facts,
        "on_behalf_of": command.actor.on_behalf_of,
        "refused": None,
        "round": round_,
        "signatures": [],
        "values": values,
    }


def signed_facts(step: Step, case: Case) -> dict[str, Json]:
    """The facts that the step's sign-offs are over, as they are now."""
    names = {name for one in step.sign_offs for name in one.over}
    return {name: case.fact(name) for name in sorted(names)}


def _digest(case: Case, round_: int, action: str, values: Mapping[str, Json], facts: Mapping[str, Json]) -> str:
    return digest(
        canonical({"case": case.id, "round": round_, "action": action, "values": dict(values), "facts": dict(facts)})
    )


def missing_signatures(plan: Plan, step: Step, case: Case | None, values: Mapping[str, Json] | None) -> list[Blocker]:
    """Every reason why the consents that an action needs are not there."""
    proposal = proposal_of(case, step.name)
    if case is None or proposal is None:
        needed = [one.name for one in step.sign_offs]
        titles = {"needed": needed, "needed_en": [one.en for one in step.sign_offs]}
        titles["needed_zh"] = [one.zh for one in step.sign_offs]
        return [Blocker("proposal_missing", titles, _rules(step))]
    found = []
    if proposal["refused"]:
        refused = proposal["refused"]
        facts = {**_titled(plan, refused["sign_off"]), "by": refused["by"], "reason": refused["reason"]}
        found.append(Blocker("sign_off_refused", facts, _rules(step)))
    if values is not None and values != proposal["values"]:
        found.append(Blocker("form_for_proposal", {}, _rules(step)))
    now = signed_facts(step, case)
    if _digest(case, proposal["round"], step.name, proposal["values"], now) != proposal["digest"]:
        changed = [name for name in now if now[name] != proposal["facts"].get(name)]
        found.append(Blocker("sign_off_stale", {"changed": changed or ["proposal"]}, _rules(step)))
    for one in step.sign_offs:
        given = count(proposal, one)
        if given < one.needed:
            facts = {**_titled(plan, one.name), "found": given, "needed": one.needed}
            found.append(Blocker("sign_off_missing", facts, one.rules))
    return found


def count(proposal: Proposal, sign_off: SignOff) -> int:
    """How many signatures a sign-off has."""
    return sum(1 for one in proposal["signatures"] if one["sign_off"] == sign_off.name)


def signable(
    plan: Plan, step: Step, case: Case, command: Command, now_grants: frozenset[str], consent: bool, reason: str
) -> tuple[SignOff | None, list[Blocker]]:
    """
    Which sign-off of an open proposal somebody could give or refuse.

    Returns:
        The sign-off, or every reason why there is none.
    """
    proposal = proposal_of(case, step.name)
    if not step.sign_offs:
        return None, [Blocker("sign_off_unknown", {"actor": command.actor.id}, _rules(step))]
    if proposal is None:
        return None, [Blocker("proposal_missing", {"needed": [one.name for one in step.sign_offs]}, _rules(step))]
    found: list[Blocker] = []
    if proposal["refused"]:
        refused = proposal["refused"]
        facts = {**_titled(plan, refused["sign_off"]), "by": refused["by"], "reason": refused["reason"]}
        found.append(Blocker("sign_off_refused", facts, _rules(step)))
    persons = {command.actor.id, command.actor.on_behalf_of} - {None}
    if any({one["by"], one["on_behalf_of"]} & persons for one in proposal["signatures"]):
        found.append(Blocker("sign_off_twice", {"actor": command.actor.id}, _rules(step)))
    chosen: SignOff | None = None
    others: list[Blocker] = []  # why not another of the sign-offs: counts only where none is left
    for one in step.sign_offs:
        if not _may(one, case, now_grants, persons) or count(proposal, one) >= one.needed:
            continue
        excluded = _excluded(one, case, proposal, persons, command.actor.id)
        if excluded:
            others += excluded
            continue
        if not one.delegable and command.actor.on_behalf_of is not None:
            others.append(Blocker("sign_off_delegated", _titled(plan, one.name), one.rules))
            continue
        earlier = [o for o in step.sign_offs if o.order < one.order and count(proposal, o) < o.needed]
        if earlier:
            facts = {**_titled(plan, one.name), **_titled(plan, earlier[0].name, "before")}
            others.append(Blocker("sign_off_order", facts, one.rules))
            continue
        chosen = one
        break
    if chosen is None:
        found += others
    if chosen is None and not found:
        found.append(Blocker("sign_off_unknown", {"actor": command.actor.id}, _rules(step)))
    if not consent and not reason.strip():
        found.append(Blocker("sign_off_reason", {}, _rules(step)))
    return chosen, found


def signed(proposal: Proposal, sign_off: SignOff, command: Command, role: str, consent: bool, reason: str) -> Proposal:
    """The proposal after a signature, or after a refusal of one."""
    who = {"by": command.actor.id, "on_behalf_of": command.actor.on_behalf_of, "role": role, "sign_off": sign_off.name}
    if consent:
        return {**proposal, "signatures": [*proposal["signatures"], who]}
    return {**proposal, "refused": {**who, "reason": reason}}


def _may(one: SignOff, case: Case, grants: frozenset[str], persons: set[str | None]) -> bool:
    return any(case.related(who.name) in persons if isinstance(who, Relation) else who.name in grants for who in one.by)


def _excluded(one: SignOff, case: Case, proposal: Proposal, persons: set[str | None], actor: str) -> list[Blocker]:
    found = []
    if {proposal["by"], proposal["on_behalf_of"]} & persons and not one.proposer_may:
        did = {"did": "propose", "did_en": "Propose", "did_zh": "提议"}
        found.append(Blocker("duty", {"actor": actor, **did}, one.rules))
    for other in one.not_by:
        if isinstance(other, Action):
            if persons & set(case.doers(other.name)):
                facts = {"actor": actor, "did": other.name, "did_en": other.en, "did_zh": other.zh}
                found.append(Blocker("duty", facts, one.rules))
        elif case.related(other.name) in persons:
            facts = {"actor": actor, "relation": other.name, "relation_en": other.en, "relation_zh": other.zh}
            found.append(Blocker("duty_relation", facts, one.rules))
    return found


def _titled(plan: Plan, name: str, fact: str = "sign_off") -> dict[str, object]:
    en, zh = plan.titles.get(f"sign_off:{name}", (name, name))
    return {fact: name, f"{fact}_en": en, f"{fact}_zh": zh}


def _rules(step: Step) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*step.rules, *(rule for one in step.sign_offs for rule in one.rules)]))
