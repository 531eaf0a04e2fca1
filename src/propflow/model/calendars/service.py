"""
The calendar of an office: a week, laid over by seasons, holidays, make-up days, closures and special days.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import attrs

from propflow.errors import DefinitionError, InvalidValue
from propflow.model.amounts import Amount, Unit
from propflow.model.calendars import plans
from propflow.model.calendars.civil import last_day, natural_due
from propflow.model.calendars.holidays import PublishedDays, published
from propflow.model.calendars.layers import Closure, Interruption, Season, Span, SpecialDay
from propflow.model.calendars.pausing import due_with_pauses, positive
from propflow.model.calendars.values import Day, Paused
from propflow.model.calendars.walls import ONE_DAY, SHANGHAI, instant_of, too_far, wall_of, zone_of
from propflow.model.calendars.windows import WEEKDAYS, Week, Windows, week, windows
from propflow.model.calendars.years import NO_TIME, Year, laid_out
from propflow.model.instants import instant

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from propflow.model.calendars.steps import Deadline

FARTHEST: Final = 300
"""Years from a start within which its deadline must lie."""

_OUT_OF_PYTHON = (OverflowError, ValueError)  # years before 1 and after 9999


def _tuple(given: Any) -> Any:
    return tuple(given) if isinstance(given, list) else given


@attrs.frozen
class ServiceCalendar:
    """
    When an office serves, written down as data.

    Attributes:
        name: By which records and policies know it.
        weekly: The ordinary week, by weekday: `{"mon-fri": ["08:00-12:00", "13:00-18:00"]}`.
        zone: The IANA zone in which its days lie.
        seasons: Other weeks for parts of every year.
        holidays: `cn`, published days of your own, or None to have no holidays.
        make_up: Are make-up workdays (调休) worked?
        make_up_as: The weekday whose windows a make-up day has.
        on_holidays: Windows on a holiday; none without.
        closures, interruptions, special_days: What is different once.
        roll: Does a limit in natural days, weeks or months that ends on a day off end with
            the service of the next working day?
        morning: When a night is over, for limits that say "not overnight".

    Raises:
        DefinitionError: With every fault: no service time at all, windows that overlap or
            close before they open, an unknown zone, a date that is closed and special.
    """

    name: str
    weekly: Week = attrs.field(converter=week)
    zone: str = SHANGHAI
    seasons: tuple[Season, ...] = attrs.field(default=(), converter=_tuple)
    holidays: str | PublishedDays | None = None
    make_up: bool = True
    make_up_as: str = "mon"
    on_holidays: Windows = attrs.field(default=(), converter=windows)
    closures: tuple[Closure, ...] = attrs.field(default=(), converter=_tuple)
    interruptions: tuple[Interruption, ...] = attrs.field(default=(), converter=_tuple)
    special_days: tuple[SpecialDay, ...] = attrs.field(default=(), converter=_tuple)
    roll: bool = False
    morning: time = time(6)
    _years: dict[int, Year] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        faults = list(plans.faults_of(self))
        if faults:
            raise DefinitionError(f"The calendar '{self.name}'", faults)

    @cached_property
    def place(self) -> ZoneInfo:
        """The zone."""
        return zone_of(self.zone)

    @property
    def edition(self) -> str:
        """The last published year, if any is, and a hash of everything on which a deadline may depend."""
        return self._edition

    @cached_property
    def _edition(self) -> str:
        return plans.edition_of(self)

    @property
    def horizon(self) -> int | None:
        """The last year whose holidays are published; None if it heeds none."""
        return None if self.published is None else self.published.last

    @cached_property
    def published(self) -> PublishedDays | None:
        """The holidays, looked up when they are first needed."""
        return published(self.holidays) if isinstance(self.holidays, str) else self.holidays

    @cached_property
    def template(self) -> int:
        """The number of the weekday whose windows a make-up day has."""
        return WEEKDAYS.index(self.make_up_as)

    @cached_property
    def closed_on(self) -> dict[date, Closure]:
        """The closure of each closed date; of several the first one named."""
        found: dict[date, Closure] = {}
        for one in self.closures:
            for ordinal in range(one.first.toordinal(), one.last.toordinal() + 1):
                found.setdefault(date.fromordinal(ordinal), one)
        return found

    @cached_property
    def special_on(self) -> dict[date, SpecialDay]:
        """The special days by their dates."""
        return {one.date: one for one in self.special_days}

    @cached_property
    def _certain_until(self) -> datetime | None:
        """The instant after which no deadline is certain; None if every one is."""
        return None if self.horizon is None else self._year(self.horizon).until

    def day(self, of: date) -> Day:
        """What a date is, and when there is service that begins on it."""
        return plans.day_on(self, of)

    def windows_on(self, of: date) -> list[Span]:
        """The windows that open on a date, in UTC, without what is interrupted."""
        return plans.spans_on(self, of)

    def day_of(self, at: datetime) -> date:
        """The date of an instant; in the tail of a window across midnight, that of its beginning."""
        at = instant(at, "at")
        on = wall_of(at, self.place).date()
        if not self._across:
            return on
        try:
            eve = on - ONE_DAY
            return eve if any(opens <= at < closes for opens, closes in self.windows_on(eve)) else on
        except _OUT_OF_PYTHON:
            raise too_far(at) from None

    @cached_property
    def _across(self) -> bool:
        return any(one.closes > ONE_DAY for one in plans.every_window(self))

    def due(self, start: datetime, within: Amount) -> datetime:
        """The deadline of *within* from *start*, both in UTC."""
        start = instant(start, "start")
        elapsed = within.elapsed
        if elapsed is not None:
            return self.after(start, elapsed)
        try:
            if within.natural:
                return self._rolled(start, within) if self.roll else natural_due(start, within, self.place)
            return self._service_due(start, within)
        except InvalidValue:
            raise
        except _OUT_OF_PYTHON:
            raise too_far(start) from None

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        """The deadline when the clock stood still during *pauses*; None while it does and has not been reached."""
        return due_with_pauses(self, start, within, pauses) if pauses else self.due(start, within)

    def elapsed(self, a: datetime, b: datetime) -> timedelta:
        """How much service time lies in [a, b); none if *b* is not after *a*."""
        a, b = instant(a, "a"), instant(b, "b")
        if b <= a:
            return NO_TIME
        first, last = self._year_at(a), self._year_at(b)
        if last is first:
            return first.served(b) - first.served(a)
        if last.number - first.number > FARTHEST:
            raise too_far(a)
        between = (self._year(number).total for number in range(first.number + 1, last.number))
        return first.total - first.served(a) + sum(between, last.served(b))

    def after(self, start: datetime, length: timedelta) -> datetime:
        """The earliest instant with that much service time since *start*; without a length, *start* itself."""
        start = instant(start, "start")
        if not positive(length):
            return start
        year = self._year_at(start)
        target = year.served(start) + length
        for later in self._from(year):
            if target <= later.total:
                place = bisect_left(later.before, target) - 1
                return later.opens[place] + (target - later.before[place])
            target -= later.total
        raise too_far(start)

    def provisional(self, start: datetime, due: datetime, within: Amount) -> bool:  # noqa: ARG002
        """Does this deadline lie past the published holidays? Natural days and months never do, unless rolled."""
        if self.holidays is None or (within.natural and not self.roll):
            return False
        return self._certain_until is not None and due > self._certain_until

    def explain(self, start: datetime, within: Amount, pauses: Sequence[Paused] = ()) -> Deadline:
        """The deadline with every step that led to it."""
        from propflow.model.calendars.explaining import explained

        return explained(self, instant(start, "start"), within, pauses)

    def _service_due(self, start: datetime, within: Amount) -> datetime:
        """The end of service of a working day."""
        today = self.day_of(start)
        if within.unit is Unit.WORKING_DAYS:
            return self._closing(today, within.number)
        if within.unit is Unit.NOT_OVERNIGHT:
            return self._before_morning(start, today)
        end = self._end_of(today)
        if end is not None and start < end and end - start >= within.least_notice:
            return end
        return self._closing(today, 1)

    def _before_morning(self, start: datetime, today: date) -> datetime:
        wall = wall_of(start, self.place)
        serving = any(opens <= start < closes for opens, closes in self.windows_on(today))
        end = self._end_of(today)
        if end is not None and start < end and (serving or wall.time() >= self.morning):
            return end
        morning = datetime.combine(wall.date(), self.morning)
        return instant_of(morning if wall < morning else morning + ONE_DAY, self.place)

    def _end_of(self, on: date) -> datetime | None:
        """When the service of a date ends; None on a day off."""
        year = self._year(on.year)
        place = bisect_left(year.dates, on.toordinal())
        found = place < len(year.dates) and year.dates[place] == on.toordinal()
        return year.ends[place] if found else None

    def _closing(self, today: date, number: int) -> datetime:
        """When service ends on the so-manieth working day after a date."""
        year = self._year(today.year)
        place = bisect_right(year.dates, today.toordinal()) + number - 1
        for later in self._from(year):
            if place < len(later.dates):
                return later.ends[place]
            place -= len(later.dates)
        raise too_far(year.begin)

    def _rolled(self, start: datetime, within: Amount) -> datetime:
        """A natural deadline, put off to the next working day if it falls on a day off."""
        due = natural_due(start, within, self.place)
        if within.unit is Unit.SAME_DAY:
            return due
        on = wall_of(due, self.place).date()
        if within.unit is Unit.BY_DAY:
            on = last_day(wall_of(start, self.place).date(), within)
        return due if self._end_of(on) is not None else self._closing(on, 1)

    def _year_at(self, at: datetime) -> Year:
        """The table that answers for an instant."""
        usual = self._years.get(at.year)
        if usual is not None and usual.begin <= at < usual.until:
            return usual
        try:
            year = self._year(at.astimezone(self.place).year)
            return self._year(year.number - 1) if at < year.begin else year  # in the tail of New Year's Eve
        except _OUT_OF_PYTHON as fault:
            raise fault if isinstance(fault, InvalidValue) else too_far(at) from None

    def _year(self, number: int) -> Year:
        """
        The table of a year, kept once it was made.

        Raises:
            InvalidValue: If holidays were published only for later years.
        """
        year = self._years.get(number)
        if year is None:
            days = self.published
            if days is not None and number < days.first:
                raise InvalidValue(
                    "start", "horizon", f"in {number}, but holidays are known from {days.first} on; "
                    "use natural days, or a calendar without holidays",
                )  # fmt: skip
            if len(self._years) > FARTHEST:
                self._years.clear()
            self._years[number] = year = laid_out(self, number)
        return year

    def _from(self, year: Year) -> Iterator[Year]:
        """That year and those after it, as far as a deadline may lie."""
        yield year
        for number in range(year.number + 1, min(year.number + FARTHEST + 1, 9_999)):
            yield self._year(number)
