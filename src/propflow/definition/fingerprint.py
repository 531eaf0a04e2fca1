"""
Fingerprints: what a workflow is, as text and as a hash.

The text covers states, actions, forms, guard revisions, sign-offs, clocks, facts, slots
and what a policy has filled them with: whatever decides an outcome. Titles and rule
citations are in it too, since they are what a reader of an old case is shown. Guard
bodies are not: their revision stands for them, and `workflows.lock` watches that the
two go together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from propflow.definition.actions import Action, SignOff
from propflow.definition.clocks import Clock, Mark
from propflow.definition.facts import Fact
from propflow.definition.forms import form_spec
from propflow.definition.guards import Guard
from propflow.definition.limits import ByFact, ByShift, Limit, Promised, Strictest
from propflow.definition.slots import Slot
from propflow.definition.urgency import Urgent
from propflow.model.amounts import Amount
from propflow.model.calendars import Calendar
from propflow.model.canonical import Json, canonical, digest
from propflow.model.policies import Value

if TYPE_CHECKING:
    from propflow.definition.workflow import Workflow


def description_of(workflow: Workflow) -> dict[str, Json]:
    """The whole definition as JSON values, in the order in which it was written."""
    return {
        "name": workflow.name,
        "version": workflow.version,
        "book": workflow.book,
        "title": workflow.en,
        "title_zh": workflow.zh,
        "states": [
            {"name": one.name, "kind": str(one.kind), "title": one.en, "title_zh": one.zh, "rules": [*one.rules]}
            for one in workflow.states
        ],
        "actions": [_action(one) for one in workflow.actions],
        "clocks": [_clock(one) for one in workflow.clocks],
        "facts": [_fact(one) for one in workflow.facts],
        "slots": [_slot(one) for one in workflow.slots],
        "policy": _policy(workflow),
        "readers": _names(workflow.readers),
        "tolerance": None if workflow.tolerance is None else str(workflow.tolerance),
        "urgent": _urgent(workflow.urgent),
        "rules": [*workflow.rules],
    }


def fingerprint_of(workflow: Workflow) -> str:
    """SHA-256 of the canonical text of the description."""
    return digest(canonical(description_of(workflow), workflow.name))


def lock_entry(workflow: Workflow) -> dict[str, Json]:
    """What `workflows.lock` keeps of a workflow: its fingerprint and the hash of each guard's body."""
    guards = {one.name: one for action in workflow.actions for one in action.guards}
    return {
        "fingerprint": workflow.fingerprint,
        "guards": {name: {"revision": one.revision, "body": one.body_hash()} for name, one in sorted(guards.items())},
    }


def lock_faults(workflow: Workflow, locked: Any) -> list[str]:
    """
    What has changed since the lock was written and should not have, as sentences.

    Args:
        locked: The entry of this name and version; None if there is none.
    """
    where = f"'{workflow.name}' version {workflow.version}"
    if locked is None:
        return [f"{where} is not in the lock; write the lock anew."]
    now: Any = lock_entry(workflow)
    faults = []
    for name, one in now["guards"].items():
        before = locked.get("guards", {}).get(name)
        if before and before["revision"] == one["revision"] and before["body"] != one["body"]:
            faults.append(
                f"Guard '{name}' of {where} has another body under the same revision {one['revision']}; "
                "raise the revision, and the workflow's version if cases are running."
            )
    if now["fingerprint"] != locked.get("fingerprint"):
        faults.append(f"{where} has changed since the lock was written; raise its version, or write the lock anew.")
    return faults


def _names(given: Any) -> list[Json]:
    return [f"{type(one).__name__.lower()}:{one.name}" for one in given]


def _action(one: Action) -> dict[str, Json]:
    spec = form_spec(one.form) if one.form else None
    form: Json = None
    if spec:
        confidential: list[Json] = [field.name for field in spec.fields if field.confidential]
        form = {"name": spec.name, "schema": spec.schema(), "confidential": confidential}
    return {
        "name": one.name,
        "from": [
            getattr(source, "name", None) if not isinstance(source, str) else str(source) for source in one.sources
        ],
        "to": str(one.target) if isinstance(one.target, str) else one.target.name,
        "by": _names(one.by),
        "form": form,
        "guards": [_guard(guard) for guard in one.guards],
        "sign_offs": [_sign_off(sign_off) for sign_off in one.sign_offs],
        "not_by": _names(one.not_by),
        "sets": [{"relation": s.relation.name, "field": s.field, "clear": s.clear} for s in one.sets],
        "link": {"kind": str(one.link.kind), "field": one.link.field} if one.link else None,
        "waits_for_children": one.waits_for_children,
        "milestone": str(one.milestone) if one.milestone else None,
        "tell": _names(one.tell),
        "expect": one.expect,
        "title": one.en,
        "title_zh": one.zh,
        "rules": [*one.rules],
    }


def _guard(one: Guard) -> dict[str, Json]:
    return {
        "name": one.name,
        "revision": one.revision,
        "needs": [":".join([need.source, need.name, *need.facts]) for need in one.needs],
        "form_needed": one.form_needed,
        "title": one.en,
        "title_zh": one.zh,
        "rules": [*one.rules],
    }


def _sign_off(one: SignOff) -> dict[str, Json]:
    return {
        "name": one.name,
        "by": _names(one.by),
        "needed": one.needed,
        "order": one.order,
        "not_by": _names(one.not_by),
        "proposer_may": one.proposer_may,
        "delegable": one.delegable,
        "over": [*one.over],
        "title": one.en,
        "title_zh": one.zh,
        "rules": [*one.rules],
    }


def _mark(one: Mark) -> dict[str, Json]:
    ladder: Json = None
    if one.escalate:
        ladder = {
            "name": one.escalate.name,
            "rungs": [
                {"role": rung.role.name, "after": str(rung.after) if rung.after else None}
                for rung in one.escalate.rungs
            ],
            "stops_on": _names(one.escalate.stops_on),
        }
    return {
        "name": one.name,
        "tell": _names(one.tell),
        "escalate": ladder,
        "does": None if one.does is None else one.does.name,
    }


def _clock(one: Clock) -> dict[str, Json]:
    return {
        "name": one.name,
        "starts": _names(one.starts),
        "stops": _names(one.stops),
        "void_on": _names(one.void_on),
        "taken_back_by": _names(one.taken_back_by),
        "extended_by": _names(one.extended_by),
        "until": one.until,
        "corrected_by": _names(one.corrected_by),
        "done_at": one.done_at,
        "counted_from": one.counted_from,
        "within": _limit(one.within),
        "calendar": _calendar(one.calendar),
        "pauses": [
            {
                "state": each.state.name,
                "fact": each.fact,
                "among": [*sorted(each.among)],
                "at_most": None if each.at_most is None else _limit(each.at_most),
            }
            for each in one.pauses
        ],
        "marks": [_mark(mark) for mark in one.marks],
        "on_reopen": str(one.on_reopen),
        "title": one.en,
        "title_zh": one.zh,
        "rules": [*one.rules],
    }


def _limit(one: Limit) -> Json:
    if isinstance(one, Slot):
        return {"slot": one.name}
    if isinstance(one, ByFact):
        return {"by": one.fact, "limits": {name: _limit(each) for name, each in sorted(one.limits.items())}}
    if isinstance(one, Strictest):
        return {"strictest": [_limit(each) for each in one.limits]}
    if isinstance(one, ByShift):
        return {"by_shift": _calendar(one.calendar), "on": _limit(one.on), "off": _limit(one.off)}
    if isinstance(one, Promised):
        return {"promised": one.fact}
    return str(one)


def _calendar(one: Calendar | Slot) -> Json:
    """A calendar by name and zone: what it says changes with the years, and not the definition."""
    return {"slot": one.name} if isinstance(one, Slot) else {"name": one.name, "zone": one.zone}


def _slot(one: Slot) -> dict[str, Json]:
    return {
        "name": one.name,
        "kind": str(one.kind),
        "design": _value(one.design),
        "needed": one.needed,
        "strict": None if one.strict is None else str(one.strict),
        "least": one.least,
        "most": one.most,
        "options": [[name, *titles] for name, titles in one.options.items()],
        "title": one.en,
        "title_zh": one.zh,
        "rules": [*one.rules],
    }


def _policy(workflow: Workflow) -> Json:
    if workflow.policy is None:
        return None
    return {
        "name": workflow.policy.name,
        "values": {name: _value(value) for name, value in sorted(workflow.values.items())},
    }


def _value(given: Value | None) -> Json:
    return str(given) if isinstance(given, Amount) else given


def _urgent(one: Urgent | None) -> Json:
    return None if one is None else {"fact": one.fact, "among": [*sorted(one.among)], "rules": [*one.rules]}


def _fact(one: Fact) -> dict[str, Json]:
    return {
        "name": one.name,
        "keeps": str(one.keeps),
        "field": one.field,
        "of": _names(one.of),
        "ends": _names(one.ends),
        "title": one.en,
        "title_zh": one.zh,
    }
