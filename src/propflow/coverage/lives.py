"""
Lives: what people tried on cases, one deed after another, as plain data that can be kept and lived again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from propflow.model.canonical import Json
from propflow.model.instants import from_text, to_text
from propflow.model.people import Actor, Grant

REGISTER, ACT, PROPOSE, SIGN, LOOK = "register", "act", "propose", "sign", "look"


def _grants(given: Any) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(one) for one in given)


@attrs.frozen
class Deed:
    """
    One thing that somebody tried.

    Attributes:
        at: When, as text in UTC.
        kind: `register`, `act`, `propose`, `sign`, or `look`: the clocks are looked at.
        workflow: That of a case to be registered.
        form: As JSON values; None for none.
        roles: What the actor held, each as role, tenant, department and end; None where nothing was said.
        behind: How many versions ago the case was read; None if it was not said.
        occurred: When it was said to have happened.
    """

    at: str
    kind: str
    case: str = ""
    action: str = ""
    workflow: str = ""
    form: Json = None
    actor: str = ""
    roles: tuple[tuple[str | None, ...], ...] = attrs.field(default=(), converter=_grants)
    on_behalf_of: str | None = None
    behind: int | None = None
    occurred: str | None = None
    consent: bool = True
    reason: str = ""

    @property
    def by(self) -> Actor:
        """Who acted."""
        held = [
            Grant(str(role), tenant=tenant, department=department, until=None if until is None else from_text(until))
            for role, tenant, department, until in self.roles
        ]
        return Actor(self.actor, held, on_behalf_of=self.on_behalf_of)


def held_by(actor: Actor) -> tuple[tuple[str | None, ...], ...]:
    """What an actor holds, as a deed keeps it."""
    return tuple(
        (one.role, one.tenant, one.department, None if one.until is None else to_text(one.until)) for one in actor.roles
    )


@attrs.frozen
class Life:
    """
    Some deeds on one desk, in their order.

    Attributes:
        name: By which it is found again.
        tenant: The community of the desk.
        policies: By workflow: what filled its slots, by slot.
    """

    name: str
    tenant: str
    policies: Mapping[str, Mapping[str, Any]] = attrs.field(hash=False)
    deeds: tuple[Deed, ...] = attrs.field(converter=tuple[Deed, ...])

    @property
    def actions(self) -> frozenset[str]:
        """The names of the actions that somebody tried."""
        return frozenset(one.action for one in self.deeds)

    @property
    def cases(self) -> tuple[str, ...]:
        """The ids of the cases that somebody tried to register."""
        return tuple(dict.fromkeys(one.case for one in self.deeds if one.kind == REGISTER))

    def data(self) -> dict[str, Any]:
        """The life as JSON values; what a deed does not say is left out."""
        deeds = [attrs.asdict(one, filter=_said) for one in self.deeds]
        return {"name": self.name, "tenant": self.tenant, "policies": self.policies, "deeds": deeds}


def _said(field: attrs.Attribute[Any], value: Any) -> bool:
    return bool(value != field.default)


def life_of(data: Mapping[str, Any]) -> Life:
    """The life of what `Life.data` has made of it."""
    deeds = [Deed(**one) for one in data["deeds"]]
    return Life(data["name"], data["tenant"], data["policies"], deeds)
