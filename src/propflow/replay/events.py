"""
Events: what a log says, whatever file it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import attrs

LONGEST: Final = 16 * 1024 * 1024
"""How much one line or one element of a log may hold, in characters or bytes; more is an attack or no log."""


@attrs.frozen
class Event:
    """
    Something that happened in a case.

    Attributes:
        at: When, in UTC.
        zone: The offset it was written with, such as `+08:00`; `none` if the log
            gave no zone and the mapping did.
        values: What the log says of it, by attribute; those of its case, too.
        line: Where it stands in the file.
    """

    at: datetime
    zone: str
    values: dict[str, Any]
    line: int


@attrs.frozen
class LoggedCase:
    """A case of a log: its id and its events in the order of the file."""

    id: str
    events: Sequence[Event]


def left_out(case: str | None, events: int) -> str:
    """Words for a case in which reading breaks off."""
    if case is None or not events:
        return ""
    what = "the event" if events == 1 else f"the {events:,} events"
    return f"{what} read of case {case!r:.80} {'was' if events == 1 else 'were'} left out"
