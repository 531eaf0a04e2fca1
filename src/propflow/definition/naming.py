"""
Naming: whether the parts of a workflow are what they should be, are told apart, and bear titles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from propflow.definition.actions import Action
from propflow.definition.clocks import Clock, Ladder, Mark, Pause, Rung
from propflow.definition.facts import Fact
from propflow.definition.forms import FormSpec, form_spec
from propflow.definition.guards import Guard
from propflow.definition.invariants import Invariant
from propflow.definition.slots import Slot
from propflow.definition.states import Place, State
from propflow.definition.urgency import Urgent
from propflow.model.people import Relation, Role
from propflow.model.policies import Policy

if TYPE_CHECKING:
    from propflow.definition.workflow import Workflow

SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
BOOK = re.compile(r"[A-Z0-9]{0,12}")


def misplaced(workflow: Workflow) -> Iterator[str]:
    """Parts of the wrong kind, after which nothing else can be checked."""

    def wrong(where: str, values: Iterable[object], kind: type) -> Iterator[str]:
        for one in values:
            if not isinstance(one, kind):
                yield f"{one!r:.80} stands {where}, but is no {kind.__name__}."

    yield from wrong("among the states", workflow.states, State)
    yield from wrong("among the actions", workflow.actions, Action)
    yield from wrong("among the clocks", workflow.clocks, Clock)
    yield from wrong("among the facts", workflow.facts, Fact)
    yield from wrong("among the slots", workflow.slots, Slot)
    yield from wrong("among the invariants", workflow.invariants, Invariant)
    yield from wrong("as what is urgent", [workflow.urgent] if workflow.urgent is not None else [], Urgent)
    yield from wrong("as the policy", [workflow.policy] if workflow.policy is not None else [], Policy)
    for fact in workflow.facts:
        if isinstance(fact, Fact):
            yield from wrong(f"among the actions of the fact '{fact.name}'", (*fact.of, *fact.ends), Action)
    for clock in workflow.clocks:
        if isinstance(clock, Clock):
            yield from wrong(f"among the actions of the clock '{clock.name}'", clock.actions, Action)
            yield from wrong(f"among the pauses of the clock '{clock.name}'", clock.pauses, Pause)
            yield from wrong(f"among the marks of the clock '{clock.name}'", clock.marks, Mark)
            for mark in clock.marks:
                if isinstance(mark, Mark) and mark.does is not None:
                    yield from wrong(f"at a mark of the clock '{clock.name}'", [mark.does], Action)
                if isinstance(mark, Mark) and mark.escalate is not None:
                    where = f"where the clock '{clock.name}' escalates"
                    yield from wrong(where, [mark.escalate], Ladder)
                    if isinstance(mark.escalate, Ladder):
                        where = f"of the ladder '{mark.escalate.name}'"
                        yield from wrong(f"among the rungs {where}", mark.escalate.rungs, Rung)
                        yield from wrong(f"among the actions {where}", mark.escalate.stops_on, Action)


def misnamed(workflow: Workflow) -> Iterator[str]:
    """Names that no journal should keep, or that stand for two things."""
    if not SNAKE.fullmatch(workflow.name):
        yield f"The name '{workflow.name}' is not snake_case; it stands in every journal."
    if type(workflow.version) is not int or workflow.version < 1:
        yield f"The version {workflow.version!r} is no whole number from 1."
    if not BOOK.fullmatch(workflow.book):
        yield f"The book '{workflow.book}' is not made of up to 12 capital letters and digits."
    families: list[tuple[str, Iterable[str]]] = [
        ("state", [one.name for one in workflow.states]),
        ("action", [one.name for one in workflow.actions]),
        ("clock", [one.name for one in workflow.clocks]),
        ("fact", [one.name for one in workflow.facts]),
        ("slot", [one.name for one in workflow.slots]),
    ]
    for kind, names in families:
        for name, times in Counter(names).items():
            if not SNAKE.fullmatch(name):
                yield f"The {kind} name '{name}' is not snake_case; it stands in every journal."
            if times > 1:
                yield f"{times} {kind}s are called '{name}'; nobody could tell which is meant."
    for name, times in Counter(one.name for one in workflow.invariants).items():
        if times > 1:
            yield f"{times} invariants are called '{name}'; nobody could tell which is meant."
    for state in workflow.states:
        if state.name in {str(one) for one in Place}:
            yield f"A state cannot be called '{state.name}', which is what the definition calls another place."
    specs = _specs(workflow)
    shared = {
        "guards": [one.name for one in _guards(workflow)],
        "forms": [one.name for one in specs],
        "roles or relations": [one.name for one in _everybody(workflow)],
    }
    for plural, each in shared.items():
        for name, times in Counter(each).items():
            if not SNAKE.fullmatch(name):
                yield f"The name '{name}' among the {plural} is not snake_case; it stands in every journal."
            if times > 1:
                yield f"{times} different {plural} are called '{name}'; nobody could tell which is meant."
    for spec in specs:
        for name in spec.names:
            if not SNAKE.fullmatch(name):
                yield f"The field '{name}' of form '{spec.name}' is not snake_case; it stands in every journal."


def untitled(workflow: Workflow) -> Iterator[str]:
    """Whatever a person reads and has no title in English or in Chinese."""

    def missing(what: str, en: str, zh: str) -> Iterator[str]:
        lacking = [language for language, title in (("English", en), ("Chinese", zh)) if not title.strip()]
        if lacking:
            yield f"{what} has no {' and no '.join(lacking)} title."

    yield from missing("The workflow", workflow.en, workflow.zh)
    for state in workflow.states:
        yield from missing(f"State '{state.name}'", state.en, state.zh)
    for action in workflow.actions:
        yield from missing(f"Action '{action.name}'", action.en, action.zh)
        for sign_off in action.sign_offs:
            yield from missing(f"Sign-off '{sign_off.name}' of '{action.name}'", sign_off.en, sign_off.zh)
    for clock in workflow.clocks:
        yield from missing(f"Clock '{clock.name}'", clock.en, clock.zh)
    for slot in workflow.slots:
        yield from missing(f"Slot '{slot.name}'", slot.en, slot.zh)
    for invariant in workflow.invariants:
        yield from missing(f"Invariant '{invariant.name}'", invariant.en, invariant.zh)
    for guard in _guards(workflow):
        yield from missing(f"Guard '{guard.name}'", guard.en, guard.zh)
    for spec in _specs(workflow):
        yield from missing(f"Form '{spec.name}'", spec.en, spec.zh)
        for field in spec.fields:
            yield from missing(f"Field '{field.name}' of form '{spec.name}'", field.en, field.zh)
    for who in _everybody(workflow):
        yield from missing(f"{type(who).__name__} '{who.name}'", who.en, who.zh)


def _guards(workflow: Workflow) -> list[Guard]:
    return list({id(one): one for action in workflow.actions for one in action.guards}.values())


def _specs(workflow: Workflow) -> list[FormSpec]:
    found = [form_spec(action.form) for action in workflow.actions if action.form]
    return list({id(one): one for one in found if one}.values())


def _everybody(workflow: Workflow) -> list[Role | Relation]:
    found: list[object] = []
    for action in workflow.actions:
        found += [*action.by, *action.not_by, *action.tell, *(one.relation for one in action.sets)]
        for sign_off in action.sign_offs:
            found += [*sign_off.by, *sign_off.not_by]
    for clock in workflow.clocks:
        for mark in clock.marks:
            found += [*mark.tell, *(rung.role for rung in (mark.escalate.rungs if mark.escalate else ()))]
    found += workflow.readers
    return list(dict.fromkeys(one for one in found if isinstance(one, (Role, Relation))))
