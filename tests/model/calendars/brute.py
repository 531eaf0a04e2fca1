"""
A second opinion, minute by minute: slow, simple, and without a line of the calendars it judges.

A site is plain data. Every minute of some months is laid out in UTC with the wall time its
zone shows; a wall time's instant is the first minute that shows it or a later one. Then
minutes are counted one by one.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

import attrs
from tests.model.calendars.sites import made_public

from propflow.model.amounts import Amount, Unit
from propflow.model.calendars.layers import Closure, Interruption, Season, SpecialDay
from propflow.model.calendars.service import ServiceCalendar
from propflow.model.calendars.values import Paused
from propflow.model.calendars.windows import Window

MINUTE = timedelta(minutes=1)
DAY = 1_440
Minutes = list[tuple[int, int]]
"""Windows of a day, in minutes from its midnight."""


class Grid:
    """Every minute from a date on, with the wall time that a zone shows."""

    def __init__(self, zone: str, first: date, days: int) -> None:
        self.zone, self.first, self.days = zone, first, days
        self.origin = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=2)
        place = ZoneInfo(zone)
        self.shown = []
        for number in range((days + 4) * DAY):
            there = (self.origin + number * MINUTE).astimezone(place)
            self.shown.append(there.toordinal() * DAY + there.hour * 60 + there.minute)
        self.reached = list(accumulate(self.shown, max))

    def number(self, ordinal: int, minute: int) -> int:
        """The first minute at which the clocks show that wall time or have passed it."""
        return bisect_left(self.reached, ordinal * DAY + minute)

    def instant(self, number: int) -> datetime:
        return self.origin + number * MINUTE


@attrs.define
class Site:
    """An office as plain data; days of the year as month and day, dates as ordinals."""

    weekly: list[Minutes]
    summer: tuple[tuple[int, int], tuple[int, int], list[Minutes]] | None
    off: set[int]
    make_up: set[int]
    closed: set[int]
    special: dict[int, Minutes]
    cut: list[tuple[int, int]]
    roll: bool
    morning: int

    def windows(self, ordinal: int) -> Minutes:
        """The windows that open on a date."""
        on = date.fromordinal(ordinal)
        week = self.weekly
        if self.summer is not None and self.summer[0] <= (on.month, on.day) <= self.summer[1]:
            week = self.summer[2]
        if ordinal in self.closed:
            return []
        if ordinal in self.special:
            return self.special[ordinal]
        if ordinal in self.make_up:
            return week[0]
        return [] if ordinal in self.off else week[on.weekday()]


class BeyondTheGrid(Exception):
    """The deadline lies after the last minute that was laid out."""


class Brute:
    """One site in one grid."""

    def __init__(self, grid: Grid, site: Site) -> None:
        self.grid, self.site = grid, site
        self.served: dict[int, list[int]] = {}
        self.open = bytearray(len(grid.shown))
        lost = {number for first, last in site.cut for number in range(first, last)}
        start = grid.first.toordinal()
        for ordinal in range(start - 1, start + grid.days):
            minutes = [
                number
                for opens, closes in site.windows(ordinal)
                for number in range(grid.number(ordinal, opens), grid.number(ordinal, closes))
                if number not in lost
            ]
            self.served[ordinal] = minutes
            for number in minutes:
                self.open[number] = 1

    def due(self, start: int, within: Amount, pauses: Iterable[tuple[int, int | None]]) -> int | None:
        """The minute at which it is due; None while a pause goes on."""
        try:
            return self._due(start, within, pauses)
        except (IndexError, KeyError):
            raise BeyondTheGrid from None

    def _due(self, start: int, within: Amount, pauses: Iterable[tuple[int, int | None]]) -> int | None:
        paused = bytearray(len(self.grid.shown))
        ongoing = None
        for since, until in pauses:
            if until is None:
                ongoing = since if ongoing is None else min(since, ongoing)
            else:
                for number in range(since, until):
                    paused[number] = 1
        if within.elapsed is not None:
            found = self._counted(start, within.elapsed // MINUTE, paused)
        else:
            found = self._civil(start, within, paused)
        return None if ongoing is not None and ongoing < found else found

    def _counted(self, start: int, target: int, paused: bytearray) -> int:
        number = start
        while target:
            target -= self.open[number] and not paused[number]
            number += 1
        return number

    def _civil(self, start: int, within: Amount, paused: bytearray) -> int:
        end = self.fixed(start, within)
        counts = [1] * len(self.open) if within.natural else self.open
        owed = sum(counts[number] for number in range(start, end) if paused[number])
        number = end
        while owed:  # what goes by after the end pays off; what is paused then is owed as well
            owed += counts[number] * paused[number] - counts[number]
            number += 1
        return number

    def fixed(self, start: int, within: Amount) -> int:
        """The minute at which a civil amount ends, without pauses."""
        ordinal, minute = divmod(self.grid.shown[start], DAY)
        if within.natural:
            end, on = self._natural(ordinal, minute, within)
            off = self.site.roll and within.unit is not Unit.SAME_DAY and not self.served[on]
            return self._closing(on, 1) if off else end
        today = ordinal - 1 if start in self.served[ordinal - 1] else ordinal
        if within.unit is Unit.WORKING_DAYS:
            return self._closing(today, within.number)
        left = self.served[today][-1] + 1 - start if self.served[today] else 0
        if within.unit is Unit.NOT_OVERNIGHT:
            by_day = self.open[start] or minute >= self.site.morning
            night = ordinal if minute < self.site.morning else ordinal + 1
            return start + left if by_day and left > 0 else self.grid.number(night, self.site.morning)
        enough = left > 0 and left >= within.least_notice // MINUTE
        return start + left if enough else self._closing(today, 1)

    def _closing(self, ordinal: int, number: int) -> int:
        while number:
            ordinal += 1
            number -= bool(self.served[ordinal])
        return self.served[ordinal][-1] + 1

    def _natural(self, ordinal: int, minute: int, within: Amount) -> tuple[int, int]:
        """The minute at which a natural amount ends, and the date on which it does."""
        on = date.fromordinal(ordinal)
        if within.unit is Unit.SAME_DAY:
            return self.grid.number(ordinal + 1, 0), ordinal
        if within.unit is Unit.BY_DAY:
            while on.day != min(within.number, monthrange(on.year, on.month)[1]):
                on += timedelta(days=1)
            return self.grid.number(on.toordinal() + 1, 0), on.toordinal()
        if within.unit in (Unit.MONTHS, Unit.QUARTERS):
            day = on.day
            for _ in range(within.number * (3 if within.unit is Unit.QUARTERS else 1)):
                on = (on.replace(day=28) + timedelta(days=4)).replace(day=1)
            on = on.replace(day=min(day, monthrange(on.year, on.month)[1]))
        else:
            on += timedelta(days=within.number * (7 if within.unit is Unit.WEEKS else 1))
        end = self.grid.number(on.toordinal(), minute)
        return end, self.grid.shown[end] // DAY


def some_minutes(random: Random) -> Minutes:
    """Windows of a day: one, two or three, the last perhaps across midnight, or around the clock."""
    if random.random() < 0.05:
        return [(0, DAY)]
    marks = sorted(random.sample(range(0, DAY, 15), 2 * random.choice([1, 1, 2, 3])))
    found = list(zip(marks[::2], marks[1::2], strict=True))
    if random.random() < 0.3:
        opens = found[-1][0]
        found[-1] = (opens, DAY + random.randrange(15, min(opens, 10 * 60) + 16, 15))
        found[-1] = (opens, min(found[-1][1], opens + DAY))
    return found


def some_week(random: Random) -> list[Minutes]:
    """A week with at least one day served; every site serves on Mondays, whose windows a make-up day has."""
    usual = some_minutes(random)
    week = [usual if day < 5 or random.random() < 0.2 else [] for day in range(7)]
    if random.random() < 0.3:
        week[random.randrange(1, 7)] = some_minutes(random)
    return week


def some_site(random: Random, grid: Grid) -> Site:
    """A site with everything that a calendar can have."""
    first = grid.first.toordinal()

    def dates(most: int) -> set[int]:
        return {first + random.randrange(grid.days) for _ in range(random.randrange(most + 1))}

    closed = {one + more for one in dates(3) for more in range(random.randrange(1, 4))}
    off, make_up = dates(12), dates(4)
    special = {one: some_minutes(random) for one in dates(3) - closed}
    cut = [
        (one, one + random.randrange(1, 2 * DAY)) for one in random.sample(range(len(grid.shown)), random.randrange(3))
    ]
    summer = None
    if random.random() < 0.4:
        summer = ((4, 15), (7, random.randrange(1, 31)), some_week(random))
    roll, morning = random.random() < 0.3, random.choice([6 * 60, 6 * 60, 4 * 60, 8 * 60 + 30])
    return Site(some_week(random), summer, off - make_up, make_up, closed, special, cut, roll, morning)


def calendar_of(site: Site, grid: Grid) -> ServiceCalendar:
    """The same site, written down for propflow."""

    def windows(minutes: Minutes) -> tuple[Window, ...]:
        return tuple(Window(opens * MINUTE, closes * MINUTE) for opens, closes in minutes)

    def texts(ordinals: Iterable[int]) -> list[str]:
        return [date.fromordinal(one).isoformat() for one in ordinals]

    seasons = []
    if site.summer is not None:
        seasons = [Season("summer", site.summer[0], site.summer[1], tuple(windows(one) for one in site.summer[2]))]
    return ServiceCalendar(
        "site",
        tuple(windows(one) for one in site.weekly),
        zone=grid.zone,
        seasons=seasons,
        holidays=made_public(1900, 2100, texts(site.off), texts(site.make_up)),
        closures=[Closure(date.fromordinal(one), date.fromordinal(one)) for one in site.closed],
        interruptions=[Interruption(grid.instant(first), grid.instant(last)) for first, last in site.cut],
        special_days=[SpecialDay(date.fromordinal(one), windows(given)) for one, given in site.special.items()],
        roll=site.roll,
        morning=time(*divmod(site.morning, 60)),
    )


def some_amount(random: Random) -> Amount:
    """An amount that ends within the grid."""
    unit, most = random.choice(
        [
            (Unit.MINUTES, 900),
            (Unit.MINUTES, 900),
            (Unit.HOURS, 60),
            (Unit.HOURS, 60),
            (Unit.WORKING_DAYS, 20),
            (Unit.WORKING_DAYS, 20),
            (Unit.WORKING_DAYS, 3),
            (Unit.SAME_SERVICE_DAY, 1),
            (Unit.NOT_OVERNIGHT, 1),
            (Unit.DAYS, 20),
            (Unit.WEEKS, 3),
            (Unit.MONTHS, 2),
            (Unit.QUARTERS, 1),
            (Unit.SAME_DAY, 1),
            (Unit.BY_DAY, 31),
        ]
    )
    if unit is Unit.SAME_SERVICE_DAY and random.random() < 0.5:
        return Amount(1, unit, Amount(random.randint(1, 240), Unit.MINUTES))
    return Amount(random.randint(1, most), unit)


def some_pauses(random: Random, start: int) -> list[tuple[int, int | None]]:
    """A few pauses, which may overlap, begin before the start, lie after the end or go on still."""
    found: list[tuple[int, int | None]] = []
    for _ in range(random.choice([0, 0, 1, 2, 3, 5])):
        since = max(0, start + random.randrange(-DAY, 10 * DAY))
        found.append((since, since + random.choice([0, 5, 60, 600, 3 * DAY])))
    if random.random() < 0.1:
        found.append((start + random.randrange(-DAY, 20 * DAY), None))
    return found


def as_paused(grid: Grid, pauses: Iterable[tuple[int, int | None]]) -> list[Paused]:
    """The same pauses, written down for propflow."""
    return [Paused(grid.instant(a), None if b is None else grid.instant(b)) for a, b in pauses]
