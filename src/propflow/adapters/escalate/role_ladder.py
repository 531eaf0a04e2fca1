"""
Escalation by roles: whoever is on duty on the rung is told; a vacant seat passes it up.
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
    """Nobody holds any of the roles from this one up. The escalation stays owed."""


class RoleLadder:
    """
    Tells those whom the desk's roster has found; where it found nobody, it looks for the holders of the role itself.

    Args:
        holders: Who holds a role, asked when an escalation is delivered to which no person
            is named; where nobody holds it, it goes on to the next rung up. None addresses
            the role itself and leaves finding people to the notifier.
        notifier: Through which they are told.

    Whoever is told is named in the message's facts as `to`, the rung that was reached as
    `reached`, and the roles whose seats were found vacant as `vacant`.
    """

    name = "role_ladder"

    def __init__(self, holders: Holders | None = None, notifier: Notifier | None = None) -> None:
        self._holders = holders
        self._notifier = notifier or LogNotifier(logging.getLogger("propflow.escalate"))

    def escalate(self, escalation: Escalation) -> None:
        """
        Bring it to whom it is addressed, or to the first rung up that is manned.

        Raises:
            VacantLadder: If none is; the delivery is tried again later.
        """
        roles = (escalation.role, *escalation.above)
        for i, role in enumerate(roles):
            people = escalation.to or ([role] if self._holders is None else [*self._holders(role, escalation.tenant)])
            if people:
                self._notifier.notify(_message(escalation, role, i, people, (*escalation.vacant, *roles[:i])))
                return
        raise VacantLadder(f"Nobody holds any of: {', '.join(roles)}. Escalation {escalation.id} reaches nobody.")


def _message(escalation: Escalation, role: str, up: int, people: Sequence[str], vacant: Sequence[str]) -> Message:
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
            "reached": escalation.reached + up,
            "rung": escalation.rung,
            "to": [*people],
            "vacant": [*vacant],
        },
        urgent=escalation.urgent,
    )
