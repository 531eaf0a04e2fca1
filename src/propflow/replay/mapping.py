"""
Mappings: what a log's activities, attributes and people are in a workflow.

A mapping is written as TOML and read by `mapping_file`. A log says *what happened*;
the state that the case is in decides *which actions* that was:

    [activities."Accepted|In Progress"]
    does = [
        { when = ["queued"], do = ["take"] },
        { when = ["waiting"], do = ["resume"] },
        { when = ["resolved", "closed"], do = ["reopen"] },
    ]

Every value that goes into a form is said to come from somewhere: `log`, `constant`
(the same for all, written down in the mapping) or `synthesised` (made up case by case).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from string import Template
from typing import Any, Final

import attrs

from propflow.definition.actions import Action
from propflow.definition.states import START
from propflow.definition.workflow import Workflow
from propflow.model.canonical import Json
from propflow.model.people import Actor, Role
from propflow.replay.sources import Layout

Form = dict[str, Any]


class Origin(StrEnum):
    """Where a value in a form comes from."""

    LOG = "log"  # the log says it; a table may translate it
    CONSTANT = "constant"  # the mapping says it, the same for every event
    SYNTHESISED = "synthesised"  # made up for this event


LOG, CONSTANT, SYNTHESISED = Origin.LOG, Origin.CONSTANT, Origin.SYNTHESISED

NOWHERE: Final = object()
"""Stands for a value that is not there."""


@attrs.frozen
class About:
    """What a made-up value may speak of: the case, the event's number in it, its activity."""

    case: str
    number: int
    activity: str


@attrs.frozen
class Filling:
    """
    How a form's field comes by its value.

    Attributes:
        attributes: For `log`: the attributes, those that are there joined by *joint*.
        table: For `log`: what the log's words are called here; None takes them as they are.
        constant: For `constant`; and for `log`, what stands in where the log says
            nothing, or nothing that the table knows. `NOWHERE` if nothing does.
        template: For `synthesised`.
        fit: Brings a text of the log into the field's type.
    """

    field: str
    origin: Origin
    attributes: tuple[str, ...] = ()
    joint: str = " "
    table: Mapping[str, Json] | None = None
    constant: Any = NOWHERE
    template: Template | None = None
    fit: Callable[[Any], Any] | None = None

    def value(self, values: Mapping[str, Any], about: About) -> tuple[Any, Origin]:
        """The value for an event and where it comes from; `NOWHERE` if the log does not say."""
        if self.template is not None:
            made = self.template.substitute(case=about.case, number=about.number, activity=about.activity)
            return (self.fit(made) if self.fit else made), SYNTHESISED
        if self.origin is CONSTANT:
            return self.constant, CONSTANT
        if len(self.attributes) == 1:
            found = values.get(self.attributes[0])
        else:
            found = self.joint.join(str(values[one]) for one in self.attributes if values.get(one) is not None) or None
        if found is not None and self.table is not None:
            known = self.table.get(str(found), NOWHERE)
            if known is not NOWHERE:
                return known, LOG
            if self.constant is not NOWHERE:
                return self.constant, CONSTANT
        if found is None:
            return self.constant, CONSTANT
        return (self.fit(found) if self.fit else found), LOG


@attrs.frozen(eq=False)
class MappedStep:
    """An action of the workflow with the fillings of its form."""

    action: Action
    fillings: tuple[Filling, ...]

    def form(self, values: Mapping[str, Any], about: About) -> tuple[Form | None, list[Origin]]:
        """The filled-in form for an event, and where each of its values comes from."""
        if not self.fillings:
            return (None if self.action.form is None else {}), []
        form: Form = {}
        origins = []
        for one in self.fillings:
            value, origin = one.value(values, about)
            if value is not NOWHERE:
                form[one.field] = value
                origins.append(origin)
        return form, origins


@attrs.frozen(eq=False)
class Choice:
    """
    What an event does in a state.

    Attributes:
        steps: One or more actions, done whole or not at all.
        begun: How many of them only make the case, because the log does not say how it began.
    """

    steps: tuple[MappedStep, ...]
    begun: int = 0


@attrs.frozen(eq=False)
class People:
    """
    Who the log's people are.

    Attributes:
        attribute: Where the log names who acted.
        unnamed: The id of whoever acts where it names nobody.
        roles: The roles that everybody has.
        more: Further roles of single people, by id.
    """

    attribute: str
    unnamed: str
    roles: tuple[Role, ...]
    more: Mapping[str, tuple[Role, ...]]

    def actor(self, values: Mapping[str, Any]) -> Actor:
        """Whoever acts in an event."""
        found = values.get(self.attribute)
        person = self.unnamed if found is None else str(found)
        return Actor(person, (*self.roles, *self.more.get(person, ())))


@attrs.frozen(eq=False)
class LogMap:
    """
    How a log is to be played through a workflow.

    Attributes:
        path: The file it stands in.
        title, cite: What the log is, and whose.
        activity: The attributes that together name an activity, joined by *joint*.
        choices: What each activity does, by the name of the state the case is in;
            `start` where there is no case yet.
    """

    path: str
    title: str
    cite: str
    workflow: Workflow
    layout: Layout
    activity: tuple[str, ...]
    joint: str
    people: People
    choices: Mapping[str, Mapping[str, Choice]]

    def activity_of(self, values: Mapping[str, Any]) -> str:
        """The activity of an event; empty if the log names none."""
        if len(self.activity) == 1:
            return str(values.get(self.activity[0]) or "")
        return self.joint.join(str(values[one]) for one in self.activity if values.get(one) is not None)


START_NAME: Final = str(START)
"""The name of the state of a case that is not there yet, as a mapping spells it."""
