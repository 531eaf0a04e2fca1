"""
Year tables: the windows of one year as instants, with the service time up to each of them.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from propflow.model.calendars.walls import ONE_DAY, end_of, midnight

if TYPE_CHECKING:
    from propflow.model.calendars.service import ServiceCalendar

NO_TIME = timedelta(0)


@attrs.frozen(eq=False)
class Year:
    """
    The windows that open in one year of a zone; those of neighbouring dates do not overlap any more.

    Attributes:
        begin, until: The stretch for which this table answers: from the end of the last
            window of the year before, or New Year's midnight if that is later.
        opens, closes: The instants of each window.
        before: The service time of the year before each window; one more at the end: all of it.
        dates: The working days, as ordinals.
        ends: When the service of each of them ends.
    """

    number: int
    begin: datetime
    until: datetime
    opens: list[datetime]
    closes: list[datetime]
    before: list[timedelta]
    dates: list[int]
    ends: list[datetime]

    @property
    def total(self) -> timedelta:
        """All service time of the year."""
        return self.before[-1]

    def served(self, at: datetime) -> timedelta:
        """The service time of the year before an instant."""
        place = bisect_right(self.closes, at)
        if place < len(self.opens) and at > self.opens[place]:
            return self.before[place] + (at - self.opens[place])
        return self.before[place]


def laid_out(calendar: ServiceCalendar, number: int) -> Year:
    """The table of a year. Windows of neighbouring dates that overlap are united."""
    zone = calendar.place
    first = date(number, 1, 1)
    eve = calendar.windows_on(first - ONE_DAY)
    begin = reached = max([midnight(first, zone), *(closes for _, closes in eve)])
    opens, closes, before, dates, ends = [], [], [NO_TIME], [], []
    for ordinal in range(first.toordinal(), date(number, 12, 31).toordinal() + 1):
        spans = calendar.windows_on(date.fromordinal(ordinal))
        if not spans:
            continue
        for since, until in spans:
            if until > reached:
                opens.append(max(since, reached))
                closes.append(until)
                before.append(before[-1] + (closes[-1] - opens[-1]))
                reached = until
        dates.append(ordinal)
        ends.append(spans[-1][1])
    until = max(end_of(date(number, 12, 31), zone), reached)
    return Year(number, begin, until, opens, closes, before, dates, ends)
