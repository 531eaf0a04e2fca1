"""
People: who acts, by what right, and for whom.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import attrs

from propflow.errors import InvalidValue
from propflow.model.identifiers import identifier
from propflow.model.instants import instant


@attrs.frozen
class Role:
    """
    A function that people hold, such as duty manager (值班经理).

    Granted to people by the host; never to a person by name.
    """

    name: str
    en: str = attrs.field(kw_only=True, default="")
    zh: str = attrs.field(kw_only=True, default="")


@attrs.frozen
class Relation:
    """
    What a person is to one case, such as its assignee (处理人).

    Follows from the case's journal: an action that `sets` it says who.
    """

    name: str
    en: str = attrs.field(kw_only=True, default="")
    zh: str = attrs.field(kw_only=True, default="")


@attrs.frozen
class Grant:
    """
    A role given to a person.

    Attributes:
        role: The role's name.
        tenant: The community it holds for; None for all.
        until: The instant from which it no longer holds; None without end.
        confirmed_by: Who vouches for it: the host's directory, or `actor` where
            nobody was asked.
    """

    role: str
    tenant: str | None = attrs.field(kw_only=True, default=None)
    department: str | None = attrs.field(kw_only=True, default=None)
    until: datetime | None = attrs.field(kw_only=True, default=None)
    confirmed_by: str = attrs.field(kw_only=True, default="actor")

    def __attrs_post_init__(self) -> None:
        if self.until is not None:
            object.__setattr__(self, "until", instant(self.until, "until"))
        for name in ("role", "tenant", "department", "confirmed_by"):
            given = getattr(self, name)
            if given is not None:
                identifier(given, f"{name} of a grant")

    def holds(self, tenant: str, at: datetime) -> bool:
        """Does the grant hold in *tenant* at the instant *at*? It ends just before `until`."""
        return (self.tenant is None or self.tenant == tenant) and (self.until is None or at < self.until)


def deputy_of(person: str, *, tenant: str | None = None, until: datetime | None = None) -> Grant:
    """The grant to stand in for *person*. A directory that knows of it returns it among the others."""
    return Grant(f"deputy:{person}", tenant=tenant, until=until)


def _grants(given: Role | Grant | str | Iterable[Role | Grant | str]) -> tuple[Grant, ...]:
    found: list[Grant] = []
    for one in (given,) if isinstance(given, (str, Role, Grant)) else given:
        if isinstance(one, Grant):
            found.append(one)
        elif isinstance(one, Role):
            found.append(Grant(one.name))
        elif isinstance(one, str):
            found.append(Grant(one))
        else:
            raise InvalidValue("roles", "type", f"{type(one).__name__}; a role is a Role, its name or a Grant")
    return tuple(found)


def _actor_id(value: object) -> str:
    return identifier(value, "actor id")


def _principal(value: object) -> str | None:
    return None if value is None else identifier(value, "on_behalf_of")


@attrs.frozen
class Actor:
    """
    Whoever acts on a case.

    Attributes:
        id: The host's id of the person, at most 200 characters.
        roles: The grants the person claims. Who confirms them is the host's
            business (see `ports.People`).
        on_behalf_of: The id of the person for whom this one stands in, if any. Where
            the host has a directory, it must confirm it (see `deputy_of`).
    """

    id: str = attrs.field(converter=_actor_id)
    roles: tuple[Grant, ...] = attrs.field(default=(), converter=_grants)
    on_behalf_of: str | None = attrs.field(default=None, kw_only=True, converter=_principal)


SYSTEM = Role("system", en="The system", zh="系统")
"""The role of the desk itself, when a clock runs out or a link is entered."""

SYSTEM_ACTOR = Actor("system", (SYSTEM,))
