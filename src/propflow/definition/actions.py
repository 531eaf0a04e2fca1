"""
Actions: what a person does to a case, who may, and with whose consent.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeAlias

import attrs

from propflow.definition.forms import form_spec
from propflow.definition.guards import Guard
from propflow.definition.states import Place, State, rule_ids, some
from propflow.errors import DefinitionError
from propflow.model.people import Relation, Role

Who: TypeAlias = Role | Relation


class Milestone(StrEnum):
    """What an action means to somebody who does not know the workflow."""

    REGISTER = "register"  # it exists
    OPEN = "open"  # it is live and may no longer be dropped
    CLOSE = "close"  # the work is done and signed for


REGISTER, OPEN, CLOSE = Milestone.REGISTER, Milestone.OPEN, Milestone.CLOSE


class LinkKind(StrEnum):
    """How a case is linked to another; the other keeps the inverse."""

    PARENT = "parent"
    DUPLICATE = "duplicate_of"
    GROUP = "group"
    RECURS_FROM = "recurs_from"

    @property
    def inverse(self) -> str:
        """What this case is to the other one."""
        return _INVERSE[self]


PARENT, DUPLICATE, GROUP, RECURS_FROM = LinkKind.PARENT, LinkKind.DUPLICATE, LinkKind.GROUP, LinkKind.RECURS_FROM
_INVERSE = {PARENT: "child", DUPLICATE: "duplicate", GROUP: "member", RECURS_FROM: "recurrence"}


@attrs.frozen
class Link:
    """The action links the case to the one whose id stands in *field*; an empty field links nothing."""

    kind: LinkKind
    field: str


@attrs.frozen
class Sets:
    """
    Who comes into a relation to the case by an action.

    Attributes:
        relation: The relation.
        field: The form field with the person's id; None for whoever acts.
        clear: The relation ends.
    """

    relation: Relation
    field: str | None = None
    clear: bool = False


def sets(relation: Relation, field: str | None = None) -> Sets:
    """Whoever acts, or the person named in *field*, comes into the relation."""
    return Sets(relation, field)


def clears(relation: Relation) -> Sets:
    """Nobody is in the relation any longer."""
    return Sets(relation, clear=True)


def _places(given: State | Place | Iterable[State | Place]) -> tuple[State | Place, ...]:
    return some(given)


def _people(given: Who | Iterable[Who]) -> tuple[Who, ...]:
    return some(given)


def _roles(given: Role | Iterable[Role]) -> tuple[Role, ...]:
    return some(given)


def _excluded(given: Action | Relation | Iterable[Action | Relation]) -> tuple[Action | Relation, ...]:
    return some(given)


def _guards(given: Guard | Iterable[Guard]) -> tuple[Guard, ...]:
    return some(given)


def _consents(given: SignOff | Iterable[SignOff]) -> tuple[SignOff, ...]:
    return some(given)


def _settings(given: Sets | Iterable[Sets]) -> tuple[Sets, ...]:
    return some(given)


def _names(given: str | Iterable[str]) -> tuple[str, ...]:
    return some(given)


@attrs.frozen
class SignOff:
    """
    A consent without which an action is not done.

    It is given to a proposal, before the act. Each signature is by another person.

    Attributes:
        by: Roles or relations, any of which may sign.
        needed: How many signatures it takes.
        order: Sign-offs with a lower order come first; equal ones in any order.
        not_by: Whoever did one of these actions, or is in one of these relations,
            may not sign. Whoever proposed may not either, unless *proposer_may*.
        delegable: May somebody sign on behalf of another?
        over: Names of the case's facts that are signed together with the form: if
            one of them changes, the signatures no longer count.
    """

    name: str = attrs.field(validator=attrs.validators.instance_of(str))
    by: tuple[Who, ...] = attrs.field(kw_only=True, converter=_people)
    needed: int = attrs.field(kw_only=True, default=1)
    order: int = attrs.field(kw_only=True, default=1)
    not_by: tuple[Action | Relation, ...] = attrs.field(kw_only=True, default=(), converter=_excluded)
    proposer_may: bool = attrs.field(kw_only=True, default=False)
    delegable: bool = attrs.field(kw_only=True, default=True)
    over: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=_names)
    en: str = attrs.field(kw_only=True, default="")
    zh: str = attrs.field(kw_only=True, default="")
    rules: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=rule_ids)


def _cannot_be_taken_back(action: Action) -> bool:
    return bool(action.sign_offs) or action.milestone is CLOSE


@attrs.frozen(eq=False)
class Action:
    """
    What can be done to a case, such as send to the department (派单).

    Attributes:
        name: snake_case; stands in the journal.
        sources: The states in which it can be done, or START.
        target: The state it leads to, or STAY.
        by: Roles and relations, any of which suffices.
        form: The form class, or None.
        guards: Conditions, all of which must hold.
        sign_offs: Consents that must have been given to a proposal.
        not_by: Separation of duties: whoever did one of these actions, or is in one
            of these relations, may not do this one.
        sets: Relations that it sets or clears.
        link: The link to another case that it makes.
        waits_for_children: Must every child case have ended first?
        milestone: REGISTER, OPEN or CLOSE, if it is one.
        tell: Whom to notify that it was done.
        expect: Must the caller say which version of the case was read? True by
            itself for actions with sign-offs and for CLOSE.
        rules: Ids of the rules that it carries out.
    """

    name: str = attrs.field(validator=attrs.validators.instance_of(str))
    sources: tuple[State | Place, ...] = attrs.field(converter=_places)
    target: State | Place = attrs.field()
    by: tuple[Who, ...] = attrs.field(kw_only=True, default=(), converter=_people)
    form: type[Any] | None = attrs.field(kw_only=True, default=None)
    guards: tuple[Guard, ...] = attrs.field(kw_only=True, default=(), converter=_guards)
    sign_offs: tuple[SignOff, ...] = attrs.field(kw_only=True, default=(), converter=_consents)
    not_by: tuple[Action | Relation, ...] = attrs.field(kw_only=True, default=(), converter=_excluded)
    sets: tuple[Sets, ...] = attrs.field(kw_only=True, default=(), converter=_settings)
    link: Link | None = attrs.field(kw_only=True, default=None)
    waits_for_children: bool = attrs.field(kw_only=True, default=False)
    milestone: Milestone | None = attrs.field(kw_only=True, default=None)
    tell: tuple[Role, ...] = attrs.field(kw_only=True, default=(), converter=_roles)
    expect: bool = attrs.field(kw_only=True, default=attrs.Factory(_cannot_be_taken_back, takes_self=True))
    en: str = attrs.field(kw_only=True, default="")
    zh: str = attrs.field(kw_only=True, default="")
    rules: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=rule_ids)

    def __attrs_post_init__(self) -> None:
        faults = []

        def expected(values: Iterable[object], types: tuple[type, ...], what: str) -> None:
            for one in values:
                if not isinstance(one, types):
                    faults.append(f"{one!r:.80} stands where {what} belongs.")

        expected(self.sources, (State, Place), "a state to come from")
        expected((self.target,), (State, Place), "a state to go to")
        expected(self.by, (Role, Relation), "a role or relation that may act")
        expected(self.guards, (Guard,), "a guard")
        expected(self.sign_offs, (SignOff,), "a sign-off")
        expected(self.not_by, (Action, Relation), "an action or relation that excludes")
        expected(self.sets, (Sets,), "sets(...) or clears(...)")
        expected(self.tell, (Role,), "a role to be told")
        expected((self.link,), (Link, type(None)), "a link")
        expected((self.milestone,), (Milestone, type(None)), "a milestone")
        spec = None if self.form is None else form_spec(self.form)
        if self.form is not None and (spec is None or spec.made is not self.form):
            faults.append(f"{self.form!r:.80} stands where a form class belongs; make it with @form(...).")
        if faults:
            raise DefinitionError(f"Action '{self.name}'", faults)

    @property
    def starts_case(self) -> bool:
        """Does it make the case?"""
        return Place.START in self.sources

    @property
    def states(self) -> tuple[State, ...]:
        """The states in which it can be done."""
        return tuple(one for one in self.sources if isinstance(one, State))

    def goes_to(self, source: State | Place) -> State | Place:
        """The state in which a case is after it, coming from *source*."""
        return source if self.target is Place.STAY else self.target
