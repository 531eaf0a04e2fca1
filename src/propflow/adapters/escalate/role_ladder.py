"""
Escalation by roles: whoever holds the role on the rung is told; a vacant seat passes it up.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from propflow.adapters.notify.log import LogNotifier
from propflow.errors import PropflowError
from propflow.ports import Escalation, Message, Notifier

Holders = Callable[[str, str], Sequence[str]]
"""Who holds a role in a tenant, by ids; empty if the seat is vacant."""


class VacantLadder(PropflowError):
    """Nobody holds any of the roles from this rung up. The escalation stays owed."""


class RoleLadder:
    """
    Tells the holders of the rung's role; where nobody holds it, those of the next rung up.

    Args:
        holders: Who holds a role, asked at the moment of firing: shifts change. None
            addresses the role itself and leaves finding people to the notifier.
        notifier: Through which they are told.

    Whoever is told is named in the message's facts as `to`, and the rung that was
    reached as `reached`.
    """

    name = "role_ladder"

    def __init__(self, holders: Holders | None = None, notifier: Notifier | None = None) -> None:
        self._holders = holders
        self._notifier = notifier or LogNotifier(logging.getLogger("propflow.escalate"))

    def escalate(self, escalation: Escalation) -> None:
        """
        Bring it to the first rung that is manned.

        Raises:
            VacantLadder: If none is; the delivery is tried again later.
        """
        for i, role in enumerate((escalation.role, *escalation.above)):
            people = [role] if self._holders is None else [*self._holders(role, escalation.tenant)]
            if people:
                self._notifier.notify(_message(escalation, role, escalation.rung + i, people))
                return
        roles = ", ".join((escalation.role, *escalation.above))
        raise VacantLadder(f"Nobody holds any of: {roles}. Escalation {escalation.id} reaches nobody.")


def _message(escalation: Escalation, role: str, reached: int, people: list[str]) -> Message:
    return Message(
        id=escalation.id,
        tenant=escalation.tenant,
        case_id=escalation.case_id,
        number=escalation.number,
        kind="escalation",
        role=role,
        about=escalation.clock,
        at=escalation.at,
        facts={
            "cycle": escalation.cycle,
            "ladder": escalation.ladder,
            "late_by_seconds": escalation.late_by_seconds,
            "mark": escalation.mark,
            "reached": reached,
            "rung": escalation.rung,
            "to": [*people],
        },
    )
