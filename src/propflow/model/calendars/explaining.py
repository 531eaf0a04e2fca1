"""
Explaining: the way to a deadline, date by date.

The deadline itself is the calendar's; this only tells what lies between the start and it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from propflow.model.amounts import Amount, Unit
from propflow.model.calendars.always import Always
from propflow.model.calendars.civil import natural_due
from propflow.model.calendars.pausing import NO_TIME, united
from propflow.model.calendars.protocol import Calendar
from propflow.model.calendars.steps import DAY_KINDS, Deadline, Step, clock_time, length_text, span_text, worded
from propflow.model.calendars.values import Day, Paused
from propflow.model.calendars.walls import ONE_DAY, too_far, zone_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]


def explained(calendar: Calendar, start: datetime, within: Amount, pauses: Sequence[Paused]) -> Deadline:
    """The deadline of *within* from *start* with every step that led to it."""
    due = calendar.due_with_pauses(start, within, pauses)
    fixed = calendar.due(start, within)
    provisional = due is not None and calendar.provisional(start, due, within)
    way = _Way(calendar, zone_of(calendar.zone), start, within, united(pauses, start), fixed, due)
    try:
        return Deadline(due, provisional, tuple(way.steps(pauses, provisional)))
    except OverflowError:  # a date of the way begins before the year 1 or ends after 9999
        raise too_far(start) from None


@attrs.frozen
class _Way:
    """From a start to a deadline."""

    calendar: Calendar
    zone: ZoneInfo
    start: datetime
    within: Amount
    halts: list[tuple[datetime, datetime | None]]
    fixed: datetime
    due: datetime | None

    @property
    def today(self) -> date:
        """The date to which the start belongs."""
        return self.calendar.day_of(self.start)

    def steps(self, pauses: Sequence[Paused], provisional: bool) -> Iterator[Step]:
        limit = {"limit": self.within.say("en"), "limit_zh": self.within.say("zh")}
        yield self.step("start", self.start, **limit)
        if self.within.natural:
            yield from self.natural(limit)
        elif self.within.elapsed is not None and isinstance(self.calendar, Always):
            counted, counted_zh = length_text(self.within.elapsed)
            yield self.step("around_the_clock", None, counted=counted, counted_zh=counted_zh)
        elif self.within.elapsed is not None:
            yield from self.service()
        elif self.within.unit is Unit.WORKING_DAYS:
            yield from self.working_days()
        else:
            yield from self.until_closing()
        if self.due != self.fixed:
            yield self.step("fixed", self.fixed)
        yield from self.paused(pauses)
        if provisional and self.calendar.horizon is not None:
            yield self.step("assumed", None, year=self.calendar.horizon)
        if self.due is not None:
            yield self.step("due", self.due)

    def step(self, kind: str, at: datetime | None, **facts: object) -> Step:
        """A remark, at an instant or at none."""
        shown = None if at is None else self.shown(at)
        en, zh = worded(kind, at="" if shown is None else clock_time(shown), **facts)
        return Step(kind, en, zh, None if shown is None else shown.date())

    def natural(self, limit: dict[str, str]) -> Iterator[Step]:
        """Where the zone alone would put the end, and where the calendar puts it off to."""
        end = natural_due(self.start, self.within, self.zone)
        yield self.step("day_end" if self.within.unit in (Unit.SAME_DAY, Unit.BY_DAY) else "natural", end, **limit)
        if end != self.fixed:
            yield self.step("rolled", self.fixed)

    def service(self) -> Iterator[Step]:
        """Every date with what counted on it, up to the deadline or the pause that goes on."""
        end = self.due or self.halts[-1][0]
        reached = self.start
        for day in self.days(end):
            spans = [(max(since, reached), min(until, end)) for since, until in day.windows]
            spans = self.running([(since, until) for since, until in spans if since < until])
            reached = max([reached, *(until for _, until in day.windows)])
            counted = sum((until - since for since, until in spans), NO_TIME)
            if spans:
                yield self.dated("service", day, spans, counted)
            elif not day.windows:
                yield self.dated("no_service", day)

    def working_days(self) -> Iterator[Step]:
        """Every date up to the working day with whose service the limit ends."""
        number = 0
        for day in self.days(self.fixed):
            if day.date == self.today:
                yield self.dated("start_day", day)
            elif day.windows:
                number += 1
                yield self.dated("working_day", day, day.windows, number=number)
            else:
                yield self.dated("no_service", day)

    def until_closing(self) -> Iterator[Step]:
        """Every date up to the one with whose service the limit ends, or the morning with which it ends."""
        days = list(self.days(self.fixed))
        closing = next((one for one in days if one.windows and one.windows[-1][1] == self.fixed), None)
        if closing is None:
            yield self.step("morning", self.fixed)
            return
        for day in days:
            if day is closing:
                yield self.dated("until_closing", day, day.windows)
            else:
                yield self.dated("too_late" if day.windows else "no_service", day)

    def paused(self, pauses: Sequence[Paused]) -> Iterator[Step]:
        """Every stretch that was paused before the deadline, with its reasons."""
        return _paused(self.zone, self.halts, self.due, pauses, self.added)

    def added(self, since: datetime, until: datetime) -> timedelta:
        """By how much a pause puts the deadline off."""
        if self.within.natural:
            return until - since
        before = self.calendar.elapsed(since, self.due or self.fixed)
        return self.calendar.elapsed(since, until) if before else NO_TIME

    def days(self, end: datetime) -> Iterator[Day]:
        """The dates from that of the start to that of an end."""
        on = self.today
        last = self.calendar.day_of(end - timedelta(microseconds=1))
        while on <= last:
            yield self.calendar.day(on)
            on += ONE_DAY

    def running(self, spans: list[Span]) -> list[Span]:
        """The spans without the pauses."""
        for since, until in self.halts:
            spans = [
                (opens, closes)
                for first, last in spans
                for opens, closes in ((first, min(last, since)), (max(first, until or last), last))
                if opens < closes
            ]
        return spans

    def dated(
        self, kind: str, day: Day, spans: Sequence[Span] = (), counted: timedelta | None = None, number: int = 0
    ) -> Step:
        """What happens on a date."""
        shown = tuple((self.shown(since), self.shown(until)) for since, until in spans)
        said, said_zh = length_text(counted or NO_TIME)
        windows = ", ".join(span_text(*one) for one in shown)
        en, zh = worded(kind, windows=windows, counted=said, counted_zh=said_zh, number=number)
        why, why_zh = DAY_KINDS[day.kind]
        note = f" ({', '.join(filter(None, (why, day.en)))})" if why else ""
        note_zh = f"（{'、'.join(filter(None, (why_zh, day.zh)))}）" if why else ""
        on = day.date.isoformat()
        return Step(
            kind, f"{on}{note}: {en}", f"{on}{note_zh}：{zh}", day.date, day.kind, shown, counted, day.en, day.zh
        )

    def shown(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)


def agreed(
    zone: ZoneInfo, start: datetime, moment: datetime, due: datetime | None, pauses: Sequence[Paused]
) -> Iterator[Step]:
    """The steps to a deadline at a moment that somebody has named: only a pause moves it, by natural time."""
    shown = moment.astimezone(zone)
    yield Step("promised", *worded("promised", at=clock_time(shown)), shown.date())
    yield from _paused(zone, united(pauses, start), due, pauses, lambda since, until: until - since)
    if due is not None:
        shown = due.astimezone(zone)
        yield Step("due", *worded("due", at=clock_time(shown)), shown.date())


def _paused(
    zone: ZoneInfo,
    halts: Sequence[tuple[datetime, datetime | None]],
    due: datetime | None,
    pauses: Sequence[Paused],
    added: Callable[[datetime, datetime], timedelta],
) -> Iterator[Step]:
    for since, until in halts:
        if due is not None and since >= due:
            return
        reasons = ", ".join(dict.fromkeys(one.reason for one in pauses if one.reason and _touches(one, since, until)))
        shown = since.astimezone(zone)
        if until is None:
            en, zh = worded("open_pause", since=clock_time(shown))
            counted = None
        else:
            counted = added(since, until)
            said, said_zh = length_text(counted)
            ended = clock_time(until.astimezone(zone))
            en, zh = worded("pause", since=clock_time(shown), until=ended, counted=said, counted_zh=said_zh)
        if reasons:
            en, zh = f"{en} ({reasons})", f"{zh}（{reasons}）"
        yield Step("pause", en, zh, shown.date(), counted=counted, name=reasons, name_zh=reasons)


def _touches(one: Paused, since: datetime, until: datetime | None) -> bool:
    return (until is None or one.since < until) and (one.until is None or one.until > since)
