"""
Climbing: whom a rung of a ladder reaches, given who is on duty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import attrs

from propflow.engine.clock_plan import Firing
from propflow.model.canonical import Json

OnDuty: TypeAlias = "Mapping[str, tuple[str, ...] | None]"
"""Who is on shift, by role: ids, none if the seat is vacant; None if the roster did not answer."""


class Unasked(Exception):
    """It takes to know who is on shift for *role*."""

    def __init__(self, role: str) -> None:
        super().__init__(role)
        self.role = role


@attrs.frozen
class Reach:
    """
    Whom a rung reaches.

    Attributes:
        role: To which it is addressed.
        above: The roles of the ladder above that one.
        said: What the record says of it.
        news: Does anybody hear of it who has not heard of this mark just now?
    """

    role: str
    above: tuple[str, ...]
    said: dict[str, Json]
    news: bool


def reach(firing: Firing, on_duty: OnDuty | None, told: set[tuple[str, ...]]) -> Reach:
    """
    Whom a rung reaches: who is on shift for its role, else for the first role above that is manned.

    Where all seats are vacant it is addressed to the top role; where the roster did not
    answer for a role, to that role.

    Args:
        on_duty: None if there is no roster; then it is addressed to its own role.
        told: Who has heard of this mark just now. Whom the rung reaches is added.

    Raises:
        Unasked: If *on_duty* lacks a role.
    """
    roles = (firing.role, *firing.above)
    if on_duty is None:
        return Reach(firing.role, firing.above, {}, True)
    at = _manned(roles, on_duty)
    role, to = roles[at], on_duty[roles[at]]
    whom = [(one,) for one in to] if to else [("role", role)]  # nobody is known by name: the role stands for them
    new = [one for one in whom if one not in told]
    told.update(whom)
    said: dict[str, Json] = {
        "reached": firing.rung + at,
        "to": None if to is None else [one[0] for one in new if to],
        "vacant": [*dict.fromkeys(one for one in roles[: at + 1] if on_duty[one] == ())],
    }
    return Reach(role, roles[at + 1 :], said, bool(new))


def _manned(roles: tuple[str, ...], on_duty: OnDuty) -> int:
    """The place of the first role whose seat is not known to be vacant; of the last if all are."""
    for i, role in enumerate(roles):
        if role not in on_duty:
            raise Unasked(role)
        if on_duty[role] != ():
            return i
    return len(roles) - 1
