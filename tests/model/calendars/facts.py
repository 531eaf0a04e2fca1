"""Deadlines worked out by hand on a wall calendar, each with the mistake that it would show."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from tests.model.calendars.sites import DUTY, OFFICE, PARIS, PLAIN, SHANGHAI, SUMMER, at, pause, wall

from propflow import days, hours, minutes, months, same_day
from propflow.model.amounts import Amount, by_day, quarters, same_service_day, weeks, working_days
from propflow.model.calendars import ALWAYS, Always, Calendar
from propflow.model.calendars.builtin import CN_OFFICE
from propflow.model.calendars.values import Paused

IN_PARIS = Always(PARIS)


@attrs.frozen
class Fact:
    """A deadline: from when, how long, with which pauses, and when it is due; all in wall time."""

    calendar: Calendar
    start: str
    within: Amount
    due: str | None
    pauses: Sequence[Paused] = ()

    @property
    def zone(self) -> str:
        """The zone of its wall times."""
        return self.calendar.zone

    def holds(self, calendar: Calendar | None = None) -> bool:
        """Does the calendar, or another in its place, say so?"""
        judge = calendar or self.calendar
        return wall(judge.due_with_pauses(at(self.start, self.zone), self.within, self.pauses), self.zone) == self.due


FACTS = [
    # the headline: National Day, and a Saturday that is worked
    Fact(CN_OFFICE, "2026-09-30 17:00", working_days(3), "2026-10-10 18:00:00"),
    Fact(CN_OFFICE, "2026-09-30 17:00", working_days(2), "2026-10-09 18:00:00"),
    Fact(CN_OFFICE, "2026-09-30 17:00", working_days(4), "2026-10-12 18:00:00"),
    Fact(CN_OFFICE, "2026-09-30 17:00", hours(4), "2026-10-08 11:00:00"),
    # a start on a day off, before opening, after closing: the next working day is the first
    Fact(CN_OFFICE, "2026-10-03 12:00", working_days(1), "2026-10-08 18:00:00"),
    Fact(CN_OFFICE, "2026-10-12 07:00", working_days(1), "2026-10-13 18:00:00"),
    Fact(CN_OFFICE, "2026-10-12 19:00", working_days(1), "2026-10-13 18:00:00"),
    # lunch does not count
    Fact(OFFICE, "2026-10-12 11:30", hours(1), "2026-10-12 13:30:00"),
    Fact(OFFICE, "2026-10-12 11:00", hours(1), "2026-10-12 12:00:00"),
    Fact(OFFICE, "2026-10-12 12:30", minutes(1), "2026-10-12 13:01:00"),
    # across midnight: the tail belongs to the date on which the window opened
    Fact(DUTY, "2026-10-13 08:00", working_days(1), "2026-10-14 09:00:00"),
    Fact(DUTY, "2026-10-13 08:00", same_service_day(), "2026-10-13 09:00:00"),
    Fact(DUTY, "2026-10-13 12:00", same_service_day(), "2026-10-14 09:00:00"),
    Fact(DUTY, "2026-10-13 08:00", hours(2), "2026-10-13 18:00:00"),
    # the evening of a season's last day, and the first one after it
    Fact(SUMMER, "2026-09-30 21:00", hours(2), "2026-10-01 09:00:00"),
    Fact(SUMMER, "2026-10-01 19:00", hours(2), "2026-10-02 09:00:00"),
    # days, weeks and months are of the zone alone
    Fact(CN_OFFICE, "2026-09-30 17:00", days(3), "2026-10-03 17:00:00"),
    Fact(CN_OFFICE, "2026-09-30 17:00", weeks(1), "2026-10-07 17:00:00"),
    Fact(ALWAYS, "2026-01-31 10:00", months(1), "2026-02-28 10:00:00"),
    Fact(ALWAYS, "2028-01-31 10:00", months(1), "2028-02-29 10:00:00"),
    Fact(ALWAYS, "2028-02-29 10:00", months(36), "2031-02-28 10:00:00"),
    Fact(ALWAYS, "2026-11-30 10:00", quarters(1), "2027-02-28 10:00:00"),
    Fact(ALWAYS, "2026-03-31 23:50", same_day(), "2026-04-01 00:00:00"),
    Fact(ALWAYS, "2026-04-01 00:00", same_day(), "2026-04-02 00:00:00"),
    Fact(ALWAYS, "2026-02-10 00:00", by_day(30), "2026-03-01 00:00:00"),
    Fact(ALWAYS, "2026-03-02 23:59", by_day(2), "2026-03-03 00:00:00"),
    Fact(ALWAYS, "2026-03-03 00:00", by_day(2), "2026-04-03 00:00:00"),
    Fact(ALWAYS, "2026-12-31 12:00", by_day(5), "2027-01-06 00:00:00"),
    # in `always` every date is a working day, from midnight to midnight
    Fact(ALWAYS, "2026-10-02 12:00", working_days(2), "2026-10-05 00:00:00"),
    Fact(ALWAYS, "2026-10-02 12:00", same_service_day(), "2026-10-03 00:00:00"),
    # the end of service: the last microsecond counts, the end itself does not
    Fact(PLAIN, "2026-10-12 17:59:59.999999", same_service_day(), "2026-10-12 18:00:00"),
    Fact(PLAIN, "2026-10-12 18:00", same_service_day(), "2026-10-13 18:00:00"),
    Fact(PLAIN, "2026-10-16 18:00", same_service_day(), "2026-10-19 18:00:00"),
    Fact(PLAIN, "2026-10-16 17:00", hours(1), "2026-10-16 18:00:00"),
    Fact(PLAIN, "2026-10-16 18:00", hours(1), "2026-10-19 09:00:00"),
    # clocks put forward and back: dates are neither skipped nor visited twice, and hours are real
    Fact(IN_PARIS, "2026-03-28 12:00", days(1), "2026-03-29 12:00:00"),
    Fact(IN_PARIS, "2026-10-24 12:00", days(1), "2026-10-25 12:00:00"),
    Fact(IN_PARIS, "2026-10-24 23:30", working_days(1), "2026-10-26 00:00:00"),
    Fact(IN_PARIS, "2026-03-29 01:30", hours(1), "2026-03-29 03:30:00"),
    Fact(Always(SHANGHAI), "1986-05-03 12:00", days(1), "1986-05-04 12:00:00"),
    # pauses: only inside service time, overlapping ones once, and none after the deadline
    Fact(PLAIN, "2026-10-12 09:00", hours(4), "2026-10-12 14:00:00", [pause("2026-10-12 10:00", "2026-10-12 11:00")]),
    Fact(PLAIN, "2026-10-12 16:00", hours(4), "2026-10-13 10:00:00", [pause("2026-10-12 18:00", "2026-10-13 08:00")]),
    Fact(PLAIN, "2026-10-16 16:00", hours(4), "2026-10-19 10:00:00", [pause("2026-10-16 18:30", "2026-10-19 07:30")]),
    Fact(
        PLAIN,
        "2026-10-12 09:00",
        hours(4),
        "2026-10-12 15:00:00",
        [pause("2026-10-12 10:00", "2026-10-12 11:30"), pause("2026-10-12 11:00", "2026-10-12 12:00")],
    ),
    Fact(PLAIN, "2026-10-12 09:00", hours(4), "2026-10-12 13:00:00", [pause("2026-10-12 13:00", "2026-10-12 15:00")]),
    Fact(PLAIN, "2026-10-12 09:00", hours(4), "2026-10-12 15:00:00", [pause("2026-10-12 12:59", "2026-10-12 14:59")]),
    Fact(PLAIN, "2026-10-12 09:00", hours(4), None, [pause("2026-10-12 12:00")]),
    Fact(PLAIN, "2026-10-12 09:00", hours(4), "2026-10-12 13:00:00", [pause("2026-10-12 13:00")]),
    Fact(PLAIN, "2026-10-12 09:00", hours(1), "2026-10-12 13:00:00", [pause("2026-10-12 08:00", "2026-10-12 12:00")]),
    # pauses of civil amounts: working days in service time, days in natural time
    Fact(
        PLAIN,
        "2026-10-12 09:00",
        working_days(1),
        "2026-10-14 10:00:00",
        [pause("2026-10-12 16:00", "2026-10-13 08:00")],
    ),
    Fact(
        PLAIN,
        "2026-10-12 09:00",
        working_days(1),
        "2026-10-13 18:00:00",
        [pause("2026-10-12 18:00", "2026-10-13 08:00")],
    ),
    Fact(PLAIN, "2026-10-12 09:00", days(1), "2026-10-13 23:00:00", [pause("2026-10-12 18:00", "2026-10-13 08:00")]),
    Fact(PLAIN, "2026-10-12 09:00", days(1), "2026-10-13 11:00:00", [pause("2026-10-13 08:30", "2026-10-13 10:30")]),
    Fact(
        PLAIN,
        "2026-10-12 09:00",
        days(1),
        "2026-10-13 10:30:00",
        [pause("2026-10-12 10:00", "2026-10-12 11:00"), pause("2026-10-13 09:30", "2026-10-13 10:00")],
    ),
    Fact(PLAIN, "2026-10-12 09:00", working_days(2), None, [pause("2026-10-13 09:00")]),
]
