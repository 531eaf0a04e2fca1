"""
Changes: what an action alters in the parts of a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from propflow.definition.facts import Keeps
from propflow.engine import clocks as clockwork
from propflow.engine.command import Command
from propflow.engine.plan import FactPlan, Plan, Step
from propflow.model.canonical import Json, Kept
from propflow.model.cases import CLOCKS, DOERS, EMPTY, FACTS, LINKS, NO_PARTS, PROPOSALS, RELATIONS, Case, Part

Changes = dict[str, dict[str, Any]]


def changes_of(plan: Plan, step: Step, case: Case | None, state: str, command: Command, at: datetime) -> Changes:
    """What an action changes in the parts of the case."""
    parts = NO_PARTS if case is None else case.parts
    changes: Changes = {}
    values: Mapping[str, Any] = command.values or {}
    if step.facts:
        facts = parts.get(FACTS, EMPTY)
        changed = {one.name: new for one in step.facts if (new := _fact(one, facts, values)) is not _SAME}
        if changed:
            changes[FACTS] = changed
    if step.sets:
        changes[RELATIONS] = {
            one.relation.name: None if one.clear else values.get(one.field) if one.field else command.actor.id
            for one in step.sets
        }
    if step.remembers:
        who = parts.get(DOERS, EMPTY).get(step.name) or []
        persons = {*who, command.actor.id, *filter(None, [command.actor.on_behalf_of])}
        changes[DOERS] = {step.name: sorted(persons)}
    if step.sign_offs:
        changes[PROPOSALS] = {step.name: None}
    if step.link and values.get(step.link.field):
        kind = str(step.link.kind)
        known = {*(parts.get(LINKS, EMPTY).get(kind) or []), str(values[step.link.field])}
        changes[LINKS] = {kind: sorted(known)}
    if step.timed or plan.pausing:
        clocks = _clocks(plan, step, parts.get(CLOCKS, EMPTY), state, _after(parts.get(FACTS, EMPTY), changes), at)
        if clocks:
            changes[CLOCKS] = clocks
    return changes


def _after(facts: Part, changes: Changes) -> Part:
    return {**facts, **changes[FACTS]} if FACTS in changes else facts


_SAME: Any = object()


def _fact(one: FactPlan, facts: Part, values: Mapping[str, Any]) -> Any:
    before = facts.get(one.name)
    if one.ends and one.keeps is not Keeps.OPEN_SET:
        return _SAME if before is None else None
    if one.keeps is Keeps.COUNT:
        return (before or 0) + 1
    value = values.get(one.field or "")
    if one.keeps is Keeps.FIRST and before is not None:
        return _SAME
    if one.keeps is not Keeps.OPEN_SET:
        return _SAME if value == before else value
    held = {*(before or [])}
    if value is None:
        return _SAME
    said = {*value} if isinstance(value, list) else {value}
    held = held - said if one.ends else held | said
    return sorted(held) or None


def _clocks(plan: Plan, step: Step, before: Part, state: str, facts: Part, at: datetime) -> dict[str, Json]:
    """The entries of the clocks that an action starts, ends, halts or sets going."""
    changed: dict[str, Any] = Kept()

    def current(name: str) -> dict[str, Any] | None:
        return changed.get(name) or before.get(name)

    for clock, void in step.ends:
        entry = current(clock.name)
        if entry is not None and entry["stop"] is None:
            changed[clock.name] = clockwork.ended(entry, at, void)
    for clock in step.starts:
        new = clockwork.started(clock, current(clock.name), facts, at)
        if new is not None:
            changed[clock.name] = new
    for clock in step.takes_back:
        entry = current(clock.name)
        new = None if entry is None else clockwork.taken_back(clock, entry)
        if new is not None:
            changed[clock.name] = new
    for clock in step.extends:
        entry = current(clock.name)
        new = None if entry is None else clockwork.extended(clock, entry, facts.get(clock.clock.until or ""), at)
        if new is not None:
            changed[clock.name] = new
    for clock in step.aims:
        entry = current(clock.name)
        new = None if entry is None else clockwork.aimed(clock, entry, facts)
        if new is not None:
            changed[clock.name] = new
    for clock, ladder in step.acknowledges:
        entry = current(clock.name)
        new = None if entry is None else clockwork.acknowledged(clock, entry, ladder)
        if new is not None:
            changed[clock.name] = new
    for clock in plan.pausing:
        entry = current(clock.name)
        if entry is not None and entry["stop"] is None:
            new = clockwork.repaused(clock, entry, clockwork.halted(clock, state, facts), at)
            if new is not None:
                changed[clock.name] = new
    return changed
