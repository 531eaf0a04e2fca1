"""
What every calendar can be asked, and what it answers with.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from propflow.model.amounts import Amount
    from propflow.model.calendars.steps import Deadline
    from propflow.model.calendars.values import Day, Paused


class Calendar(Protocol):
    """When service time runs, and in which zone its days lie. All instants are aware and in UTC."""

    @property
    def name(self) -> str:
        """The name by which records and policies know it."""
        ...

    @property
    def zone(self) -> str:
        """The IANA name of the zone in which its days lie."""
        ...

    @property
    def edition(self) -> str:
        """A text that changes whenever anything changes on which a deadline may depend."""
        ...

    @property
    def horizon(self) -> int | None:
        """The last year whose holidays are published; None if it heeds none."""
        ...

    def due(self, start: datetime, within: Amount) -> datetime:
        """
        The deadline of a limit without pauses.

        Args:
            start: Aware, in UTC.
            within: The limit.

        Returns:
            The latest instant that is still on time, in UTC.

        Raises:
            InvalidValue: If it cannot be worked out: before the first published year of
                holidays, or beyond the years that can be written down.
        """
        ...

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        """
        The deadline of a limit that stood still during *pauses*, which may overlap.

        Returns:
            None while a pause goes on, unless the limit was reached at or before it began.
        """
        ...

    def elapsed(self, a: datetime, b: datetime) -> timedelta:
        """How much service time lies in [a, b); none if *b* is not after *a*."""
        ...

    def after(self, start: datetime, length: timedelta) -> datetime:
        """The earliest instant with that much service time since *start*; without a length, *start* itself."""
        ...

    def provisional(self, start: datetime, due: datetime, within: Amount) -> bool:
        """Does this deadline lie past the published holidays, so that it may still change?"""
        ...

    def explain(self, start: datetime, within: Amount, pauses: Sequence[Paused] = ()) -> Deadline:
        """The deadline with every step that led to it: windows, holidays, make-up days, closures, pauses."""
        ...

    def day(self, of: date) -> Day:
        """What a date is, and when there is service on it."""
        ...

    def day_of(self, at: datetime) -> date:
        """The date to which an instant belongs: in the tail of a window across midnight, that of its beginning."""
        ...
