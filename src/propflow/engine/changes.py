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
from propflow.model.calendars.walls import too_far
from propflow.model.canonical import Kept
from propflow.model.cases import CLOCKS, DOERS, EMPTY, FACTS, LINKS, NO_PARTS, PROPOSALS, RELATIONS, Case, Part

Changes = dict[str, dict[str, Any]]


def changes_of(plan: Plan, step: Step, case: Case | None, state: str, command: Command, at: datetime) -> Changes:
    """What an action changes in the parts of the case."""
    parts = NO_PARTS if case is None else case.parts
    changes: Changes = {}
    values: Mapping[str, Any] = command.values or {}
    facts = parts.get(FACTS, EMPTY)
    if step.facts:
        changed = Kept()
        for one in step.facts:
            new = _fact(one, facts, values)
            if new is not _SAME:
                changed[one.name] = new
        if changed:
            changes[FACTS] = changed
    if step.sets:
        changes[RELATIONS] = _relations(step, values, command.actor.id)
    if step.remembers:
        actor = command.actor
        persons = {*(parts.get(DOERS, EMPTY).get(step.name) or ()), actor.id}
        if actor.on_behalf_of:
            persons.add(actor.on_behalf_of)
        changes[DOERS] = Kept({step.name: sorted(persons)})
    if step.sign_offs:
        changes[PROPOSALS] = {step.name: None}
    if step.link and values.get(step.link.field):
        kind = str(step.link.kind)
        known = {*(parts.get(LINKS, EMPTY).get(kind) or []), str(values[step.link.field])}
        changes[LINKS] = {kind: sorted(known)}
    if step.timed or plan.pausing:
        if FACTS in changes:
            facts = {**facts, **changes[FACTS]}
        try:
            clocks = _clocks(plan, step, parts.get(CLOCKS, EMPTY), state, facts, at)
        except OverflowError:  # the calendar of Python ends with the year 9999
            raise too_far(at) from None
        if clocks:
            changes[CLOCKS] = clocks
    return changes


def _relations(step: Step, values: Mapping[str, Any], actor: str) -> dict[str, Any]:
    return {
        one.relation.name: None if one.clear else values.get(one.field) if one.field else actor for one in step.sets
    }


_SAME: Any = object()
_COUNT, _FIRST, _OPEN_SET = Keeps.COUNT, Keeps.FIRST, Keeps.OPEN_SET


def _fact(one: FactPlan, facts: Part, values: Mapping[str, Any]) -> Any:
    before, keeps = facts.get(one.name), one.keeps
    if one.ends and keeps is not _OPEN_SET:
        return _SAME if before is None else None
    if keeps is _COUNT:
        return (before or 0) + 1
    value = values.get(one.field or "")
    if keeps is _FIRST and before is not None:
        return _SAME
    if keeps is not _OPEN_SET:
        return _SAME if value == before else value
    held = {*(before or [])}
    if value is None:
        return _SAME
    said = {*value} if isinstance(value, list) else {value}
    held = held - said if one.ends else held | said
    return sorted(held) or None


def _clocks(plan: Plan, step: Step, before: Part, state: str, facts: Part, at: datetime) -> Kept:
    """The entries of the clocks that an action starts, ends, halts or sets going."""
    changed = Kept()
    for clock, void in step.ends:
        entry = changed.get(clock.name) or before.get(clock.name)
        if entry is not None and entry["stop"] is None:
            changed[clock.name] = clockwork.ended(entry, at, void)
    for clock in step.starts:
        new = clockwork.started(clock, changed.get(clock.name) or before.get(clock.name), facts, at)
        if new is not None:
            changed[clock.name] = new
    for clock in step.takes_back:
        entry = changed.get(clock.name) or before.get(clock.name)
        new = None if entry is None else clockwork.taken_back(clock, entry, facts)
        if new is not None:
            changed[clock.name] = new
    for clock in step.extends:
        entry = changed.get(clock.name) or before.get(clock.name)
        new = None if entry is None else clockwork.extended(clock, entry, facts.get(clock.clock.until or ""), at)
        if new is not None:
            changed[clock.name] = new
    for clock in step.corrects:
        entry = changed.get(clock.name) or before.get(clock.name)
        new = None if entry is None else clockwork.corrected(entry, facts.get(clock.clock.done_at or ""))
        if new is not None:
            changed[clock.name] = new
    for clock in step.aims:
        entry = changed.get(clock.name) or before.get(clock.name)
        new = None if entry is None else clockwork.aimed(clock, entry, facts)
        if new is not None:
            changed[clock.name] = new
    for clock, ladder in step.acknowledges:
        entry = changed.get(clock.name) or before.get(clock.name)
        new = None if entry is None else clockwork.acknowledged(clock, entry, ladder)
        if new is not None:
            changed[clock.name] = new
    for clock in plan.pausing:
        entry = changed.get(clock.name) or before.get(clock.name)
        if entry is not None and entry["stop"] is None:
            new = clockwork.repaused(clock, entry, clockwork.halted(clock, state, facts), at)
            if new is not None:
                changed[clock.name] = new
    return changed
