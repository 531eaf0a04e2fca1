"""
Taking away: a workflow without one of its parts, made for trying what the part is good for.

What comes of it is not checked, as a definition with a hole would rightly be refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from propflow.definition.actions import Action, SignOff
from propflow.definition.clocks import Clock, Ladder, Mark, Pause
from propflow.definition.facts import Fact
from propflow.definition.workflow import Workflow
from propflow.model.people import Relation, Role

GONE: Any = object()
"""Stands where something has been taken away."""

_REBUILT = (Action, SignOff, Clock, Mark, Ladder, Pause, Fact)
"""What holds other parts of a workflow."""

Change = Callable[[Any], Any]


def without(workflow: Workflow, *parts: object) -> Workflow:
    """The workflow without these parts, wherever they stand; an action that leads nowhere any longer goes too."""
    return _rewritten(workflow, {id(one): lambda _: GONE for one in parts})


def changed(workflow: Workflow, part: object, change: Change) -> Workflow:
    """The workflow with another part in the place of one, wherever it stands."""
    return _rewritten(workflow, {id(part): change})


def unchecked(workflow: Workflow, **changes: Any) -> Workflow:
    """The workflow with some attributes changed, and nothing looked at."""
    made = object.__new__(Workflow)
    for one in attrs.fields(Workflow):
        object.__setattr__(made, one.name, changes.get(one.name, getattr(workflow, one.name)))
    return made


# What can be taken from an action


def formless(action: Action) -> Action:
    """The action without its form, and without what is taken from it."""
    sets = [one for one in action.sets if one.field is None]
    return attrs.evolve(action, form=None, sets=sets, link=None)


def for_anybody(workflow: Workflow, roles: Iterable[str]) -> Callable[[Action], Action]:
    """What opens an action to everybody: to every role and relation of the workflow, and to further roles by name."""
    related = [one for action in workflow.actions for one in action.by if isinstance(one, Relation)]
    known = {one.name for one in workflow.roles}
    strange = [Role(one) for one in sorted(set(roles) - known)]
    everybody: list[Role | Relation] = [*workflow.roles, *strange, *dict.fromkeys(related)]
    return lambda action: attrs.evolve(action, by=everybody, not_by=())


def unsigned(action: Action) -> Action:
    """The action without consents, and open to whoever was excluded."""
    return attrs.evolve(action, sign_offs=(), not_by=())


def unconditional(action: Action) -> Action:
    """The action without guards, consents, exclusions and waiting."""
    return attrs.evolve(action, guards=(), sign_offs=(), not_by=(), waits_for_children=False)


def _rewritten(workflow: Workflow, changes: Mapping[int, Change]) -> Workflow:
    rewriting = _Rewriting(changes)
    names = ("states", "actions", "clocks", "facts", "invariants")
    return unchecked(workflow, **{name: rewriting.of(getattr(workflow, name)) for name in names})


@attrs.define
class _Rewriting:
    """Makes parts anew where something they hold has changed; the same part becomes the same everywhere."""

    changes: Mapping[int, Change]
    made: dict[int, Any] = attrs.field(factory=dict)

    def of(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(one for one in map(self.of, value) if one is not GONE)
        if id(value) not in self.made:
            found = self._rebuilt(value) if isinstance(value, _REBUILT) else value
            change = self.changes.get(id(value))
            self.made[id(value)] = found if change is None or found is GONE else change(found)
        return self.made[id(value)]

    def _rebuilt(self, value: Any) -> Any:
        new = {}
        for one in attrs.fields(type(value)):
            before = getattr(value, one.name)
            after = self.of(before) if isinstance(before, (tuple, *_REBUILT)) or id(before) in self.changes else before
            if after is GONE:
                if one.default is attrs.NOTHING:
                    return GONE
                after = one.default
            if after is not before and after != before:
                new[one.name] = after
        if isinstance(value, Action) and new.get("sources") == ():
            return GONE
        return attrs.evolve(value, **new) if new else value
