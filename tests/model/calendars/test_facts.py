"""Deadlines worked out by hand, and wrong calendars that each of them would give away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from tests.model.calendars.facts import FACTS, Fact

from propflow.model.amounts import Amount, Unit
from propflow.model.calendars import Always
from propflow.model.calendars.pausing import united
from propflow.model.calendars.protocol import Calendar
from propflow.model.calendars.service import ServiceCalendar
from propflow.model.calendars.values import Paused


@pytest.mark.parametrize("fact", FACTS, ids=lambda one: f"{one.calendar.name}-{one.start}-{one.within}")
def test_a_deadline_worked_out_by_hand(fact: Fact) -> None:
    """
    The calendar says what a wall calendar and a pencil say.
    """
    assert fact.holds()


class Wrong:
    """A calendar with one known mistake in it: whatever the mistake does not touch, the right one answers."""

    def __init__(self, right: Calendar) -> None:
        self.right = right

    def __getattr__(self, name: str) -> Any:
        return getattr(self.right, name)

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        return self.right.due_with_pauses(start, within, pauses)


class DayOf86400Seconds(Wrong):
    """Steps from date to date by 86,400 seconds."""

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        if within.unit is Unit.DAYS and not pauses:
            return start + timedelta(seconds=86_400 * within.number)
        return super().due_with_pauses(start, within, pauses)


class MonthOfThirtyDays(Wrong):
    """Adds thirty days for a month."""

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        if within.unit is Unit.MONTHS:
            return start + timedelta(days=30 * within.number)
        return super().due_with_pauses(start, within, pauses)


class DayEndsASecondEarly(Wrong):
    """Ends a day at 23:59:59."""

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        due = super().due_with_pauses(start, within, pauses)
        assert due is not None or pauses
        return due - timedelta(seconds=1) if due and within.unit in (Unit.SAME_DAY, Unit.BY_DAY) else due


class NaiveNow(Wrong):
    """Takes the wall time of UTC for that of the zone."""

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        place = ZoneInfo(self.right.zone)
        confused = start.replace(tzinfo=place).astimezone(UTC)
        due = super().due_with_pauses(confused, within, pauses)
        return due and due.astimezone(place).replace(tzinfo=UTC)


class WeekdaysOnly(Wrong):
    """Knows neither holidays nor make-up days."""

    def __init__(self, right: Calendar) -> None:
        super().__init__(attrs.evolve(right, holidays=None) if isinstance(right, ServiceCalendar) else right)


class NoMakeUpDays(Wrong):
    """Knows holidays, and rests on every weekend."""

    def __init__(self, right: Calendar) -> None:
        super().__init__(attrs.evolve(right, make_up=False) if isinstance(right, ServiceCalendar) else right)


class StartDayCounts(Wrong):
    """Counts the day of the start as the first working day."""

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        if within.unit is Unit.WORKING_DAYS:
            start -= timedelta(days=1)
        return super().due_with_pauses(start, within, pauses)


class TailIsTheNextDate(Wrong):
    """Takes a start after midnight for one of the new date, though the window opened the evening before."""

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        local = start.astimezone(ZoneInfo(self.right.zone))
        if within.elapsed is None and not within.natural and local.hour < 9 and self.right.name == "duty":
            start += timedelta(hours=9 - local.hour)
        return super().due_with_pauses(start, within, pauses)


class SeasonOfTheStart(Wrong):
    """Keeps the hours of the day of the start when the season changes."""

    def __init__(self, right: Calendar) -> None:
        if isinstance(right, ServiceCalendar) and right.seasons:
            right = attrs.evolve(right, weekly=right.seasons[0].weekly)
        super().__init__(right)


class HoldAddedOnLeavingOnly(Wrong):
    """Keeps the old deadline while a pause goes on."""

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        return super().due_with_pauses(start, within, [one for one in pauses if one.until is not None])


class HoldInWallTime(Wrong):
    """Adds the length of a pause, nights and weekends with it."""

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        due = self.right.due(start, within)
        for since, until in united(pauses, start):
            if since >= due:
                break
            if until is None:
                return None
            due += until - since
        return due


class OverlapsCountTwice(Wrong):
    """Adds every pause on its own, though two overlap."""

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        due: datetime | None = self.right.due(start, within)
        for one in pauses:
            if due is not None and one.since < due:
                due = one.until and self.right.after(due, self.right.elapsed(max(start, one.since), one.until))
        return due


class PauseUnbreaches(Wrong):
    """Lets a pause after the deadline put it off."""

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        due = self.right.due(start, within)
        for since, until in united(pauses, start):
            if until is None:
                return None
            due = self.right.after(due, self.right.elapsed(since, until))
        return due


class ResetByTouch(Wrong):
    """Counts anew from the end of the last pause, as if the case had been touched."""

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        ends = [one.until for one in pauses if one.until is not None]
        return self.right.due(max([start, *ends]), within)


class WholeDayShifts(Wrong):
    """Puts a civil deadline off by whole days for each day touched by a pause."""

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        if within.elapsed is not None or any(one.until is None for one in pauses):
            return super().due_with_pauses(start, within, pauses)
        return self.right.due(start, within) + timedelta(days=len(pauses))


class PausedTwice(Wrong):
    """Adds twice what is paused after the first deadline: to what is owed, and by not letting it go by."""

    def due_with_pauses(self, start: datetime, within: Amount, pauses: Sequence[Paused]) -> datetime | None:
        due = super().due_with_pauses(start, within, pauses)
        if due is None or not within.natural:
            return due
        fixed = self.right.due(start, within)
        late = [until - max(since, fixed) for since, until in united(pauses, start) if until and fixed < until]
        return due + sum(late, timedelta(0))


MISTAKES = [
    DayOf86400Seconds, MonthOfThirtyDays, DayEndsASecondEarly, NaiveNow, WeekdaysOnly, NoMakeUpDays, StartDayCounts,
    TailIsTheNextDate, SeasonOfTheStart, HoldAddedOnLeavingOnly, HoldInWallTime, OverlapsCountTwice, PauseUnbreaches,
    ResetByTouch, WholeDayShifts, PausedTwice,
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_calendar_with_a_known_mistake_is_found_out(mistake: type[Wrong]) -> None:
    """
    At least one deadline worked out by hand contradicts it.
    """
    assert [fact for fact in FACTS if not fact.holds(mistake(fact.calendar))] != []


def test_a_calendar_without_a_mistake_is_not() -> None:
    """
    What finds the mistakes out is the mistakes, not the way in which they are made.
    """
    assert [fact for fact in FACTS if not fact.holds(Wrong(fact.calendar))] == []


def test_working_days_of_always_are_dates_of_its_zone() -> None:
    """
    Day by day, in a year with changes of the clocks, the next working day ends at the next midnight but one.
    """
    paris = Always("Europe/Paris")
    on = date(2026, 1, 1)
    while on.year == 2026:
        noon = datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)
        due = paris.due(noon, Amount(1, Unit.WORKING_DAYS)).astimezone(ZoneInfo("Europe/Paris"))
        assert (due.date(), due.hour) == (on + timedelta(days=2), 0)
        on += timedelta(days=1)
