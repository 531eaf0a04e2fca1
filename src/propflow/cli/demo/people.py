"""
The people of the community: who works there, by which roles, and at which hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import attrs

from propflow.cli.demo.telling import LOCAL
from propflow.model.people import Actor, Grant


@attrs.frozen
class Person:
    """Somebody who works here: the roles the directory confirms, and the hours on duty."""

    id: str
    roles: tuple[str, ...]
    begins: int
    ends: int

    def on_duty(self, hour: int) -> bool:
        """Is this person here at that hour? A shift may go on past midnight."""
        if self.begins < self.ends:
            return self.begins <= hour < self.ends
        return hour >= self.begins or hour < self.ends

    @property
    def shift(self) -> str:
        """The hours, in words."""
        return f"{self.begins:02}:00 to {self.ends:02}:00"


STAFF: Final = (
    Person("lin", ("receptionist",), 8, 20),
    Person("zhou", ("receptionist",), 20, 8),
    Person("shi", ("staff",), 8, 20),
    Person("tang", ("cs_staff",), 8, 20),
    Person("qin", ("cs_supervisor",), 8, 20),
    Person("zhu", ("dispatcher",), 8, 20),
    Person("hu", ("department_receiver",), 8, 20),
    Person("sun", ("staff",), 8, 20),
    Person("mei", ("staff",), 8, 20),
    Person("zhao", ("staff",), 8, 20),
    Person("wang", ("department_head", "repair_supervisor"), 8, 20),
    Person("bao", ("department_head",), 8, 20),
    Person("mu", ("department_head", "superior_supervisor"), 8, 20),
    Person("ma", ("superior_supervisor",), 8, 20),
    Person("hua", ("repairer",), 8, 20),
    Person("yan", ("property_assistant",), 8, 20),
    Person("jin", ("finance", "finance_department"), 8, 20),
    Person("xu", ("engineering_department",), 8, 20),
    Person("wu", ("security_guard",), 8, 20),
    Person("ren", ("security_guard",), 8, 20),
    Person("yu", ("centre_manager",), 8, 20),
    Person("he", ("property_manager",), 8, 20),
    Person("chen", ("office_head",), 0, 24),
    Person("gao", ("general_manager",), 0, 24),
    Person("dong", ("headquarters",), 0, 24),
    Person("wechat", ("automation",), 0, 24),
    Person("sensors", ("automation",), 0, 24),
    Person("surveys", ("automation",), 0, 24),
)


class Directory:
    """The host's directory: who holds which role, and who of them is on duty. A `People` and a `Roster` port."""

    def confirm(self, actor: Actor, tenant: str, at: datetime) -> Iterable[Grant]:
        """The roles somebody truly holds, whatever is claimed."""
        del tenant, at  # this directory knows one community, and nobody's role ends
        return [Grant(role, confirmed_by="directory") for one in STAFF if one.id == actor.id for role in one.roles]

    def on_duty(self, role: str, tenant: str, at: datetime) -> Sequence[str]:
        """Who holds a role and is on duty."""
        del tenant
        hour = at.astimezone(LOCAL).hour
        return [one.id for one in STAFF if role in one.roles and one.on_duty(hour)]


def actor(person: str) -> Actor:
    """Somebody of the community, claiming the roles that the directory confirms."""
    return Actor(person, next((one.roles for one in STAFF if one.id == person), ()))
