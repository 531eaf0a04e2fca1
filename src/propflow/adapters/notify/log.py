"""
Notices as lines of the program's log. For a start, and for systems that collect logs anyway.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from propflow.ports import Message


class LogNotifier:
    """
    Writes each message as one line of the logger `propflow.notify`, at INFO; several for one role as one line.

    The line carries no form values, so nothing confidential gets into a log. A `DigestNotifier`.
    """

    name = "log"

    def __init__(self, logger: logging.Logger | None = None) -> None:
        self._logger = logger or logging.getLogger("propflow.notify")

    def notify(self, message: Message) -> None:
        """Write the line."""
        self._logger.info(
            "%s %s/%s record %d: %s '%s' concerns %s",
            message.id,
            message.tenant,
            message.case_id,
            message.number,
            message.kind,
            message.about,
            message.role,
        )

    def notify_all(self, messages: Sequence[Message]) -> None:
        """Write one line for all of them."""
        self._logger.info(
            "%s: %d messages concern %s: %s",
            messages[0].tenant,
            len(messages),
            messages[0].role,
            "; ".join(f"{one.kind} '{one.about}' ({one.id})" for one in messages),
        )
