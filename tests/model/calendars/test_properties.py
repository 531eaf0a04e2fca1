"""What holds for every calendar, start, amount and pause."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.calendars.sites import DUTY, OFFICE, PARIS, PLAIN, SUMMER

from propflow.model.amounts import Amount, Unit
from propflow.model.calendars import Always
from propflow.model.calendars.pausing import moved
from propflow.model.calendars.service import ServiceCalendar
from propflow.model.calendars.values import Paused

NIGHTS = ServiceCalendar("nights", {"mon-sat": ["11:00-12:30", "22:00-06:00 next day"]}, zone=PARIS)
HONG_KONG = ServiceCalendar("harbour", {"mon-sat": "00:00-24:00"}, zone="Asia/Hong_Kong")
CALENDARS = st.sampled_from([OFFICE, PLAIN, DUTY, SUMMER, NIGHTS, HONG_KONG, Always(), Always(PARIS)])
RECENT = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
SUMMERS = st.datetimes(datetime(1975, 1, 1), datetime(1992, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
LENGTHS = st.timedeltas(timedelta(0), timedelta(days=40))
ELAPSED = st.builds(Amount, st.integers(1, 9_000), st.sampled_from([Unit.MINUTES, Unit.HOURS]))
COUNTED = st.builds(
    Amount,
    st.integers(1, 90),
    st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.QUARTERS]),
)
NAMED = st.one_of(
    st.sampled_from([Amount(1, one) for one in (Unit.SAME_DAY, Unit.SAME_SERVICE_DAY, Unit.NOT_OVERNIGHT)]),
    st.builds(Amount, st.integers(1, 31), st.just(Unit.BY_DAY)),
)
AMOUNTS = st.one_of(ELAPSED, COUNTED, NAMED)
SOME = settings(deadline=None, derandomize=True, max_examples=150)
OLD = [PLAIN, SUMMER, NIGHTS, HONG_KONG, Always()]
"""Calendars without holidays, which serve in the years of summer time in China and Hong Kong as well."""


def pauses_from(start: datetime, drawn: list[tuple[timedelta, timedelta]]) -> list[Paused]:
    return [Paused(start + since, start + since + length) for since, length in drawn]


PAUSES = st.lists(st.tuples(LENGTHS, st.timedeltas(timedelta(0), timedelta(days=4))), max_size=5)


@SOME
@given(CALENDARS, RECENT, ELAPSED)
def test_a_deadline_is_the_earliest_instant_with_the_target(calendar: Always, start: datetime, within: Amount) -> None:
    """
    From start to deadline it is exactly the target, and a microsecond earlier it is less.
    """
    due = calendar.due(start, within)
    assert calendar.elapsed(start, due) == within.elapsed
    assert calendar.elapsed(start, due - timedelta(microseconds=1)) < (within.elapsed or timedelta(0))


@SOME
@given(st.sampled_from(OLD), SUMMERS, ELAPSED)
def test_the_same_in_the_years_of_summer_time(calendar: Always, start: datetime, within: Amount) -> None:
    """
    Also where the clocks of Shanghai and Hong Kong were put forward and back.
    """
    due = calendar.due(start, within)
    assert calendar.elapsed(start, due) == within.elapsed


@SOME
@given(CALENDARS, RECENT, LENGTHS, LENGTHS)
def test_intervals_add_up(calendar: Always, start: datetime, one: timedelta, other: timedelta) -> None:
    """
    Service time of two neighbouring stretches is that of both together, and never more than natural time.
    """
    middle, end = start + one, start + one + other
    assert calendar.elapsed(start, middle) + calendar.elapsed(middle, end) == calendar.elapsed(start, end)
    assert timedelta(0) <= calendar.elapsed(start, end) <= end - start
    assert calendar.elapsed(end, start) <= timedelta(0)


@SOME
@given(CALENDARS, RECENT, LENGTHS, LENGTHS)
def test_going_on_twice_is_going_on_once(calendar: Always, start: datetime, one: timedelta, other: timedelta) -> None:
    """
    After one length and then another is after both; nothing at all leaves the instant where it is.
    """
    assert calendar.after(calendar.after(start, one), other) == calendar.after(start, one + other)
    assert calendar.after(start, timedelta(0)) == start


@SOME
@given(CALENDARS, RECENT, AMOUNTS, LENGTHS)
def test_a_later_start_is_never_due_earlier(
    calendar: Always, start: datetime, within: Amount, later: timedelta
) -> None:
    """
    Deadlines keep the order of their starts, and lie after them.
    """
    due = calendar.due(start, within)
    assert start < due <= calendar.due(start + later, within)


@SOME
@given(CALENDARS, RECENT, st.one_of(ELAPSED, COUNTED), st.integers(1, 60), PAUSES)
def test_more_is_never_due_earlier(
    calendar: Always, start: datetime, within: Amount, more: int, drawn: list[tuple[timedelta, timedelta]]
) -> None:
    """
    A larger amount of the same unit ends no earlier, with the same pauses.
    """
    pauses = pauses_from(start, drawn)
    due = calendar.due_with_pauses(start, within, pauses)
    later = calendar.due_with_pauses(start, Amount(within.number + more, within.unit), pauses)
    assert due is not None
    assert later is not None
    assert due <= later


@SOME
@given(
    st.sampled_from([OFFICE, PLAIN, SUMMER]), RECENT, AMOUNTS.filter(lambda one: not one.natural), st.integers(0, 60)
)
def test_a_pause_outside_service_time_changes_nothing(
    calendar: ServiceCalendar, start: datetime, within: Amount, number: int
) -> None:
    """
    A clock that stands still while nobody works anyway is due when it was.
    """
    on = calendar.day_of(start) + timedelta(days=number)
    ends = [closes for _, closes in calendar.day(on).windows] or [start]
    opening = calendar.after(ends[-1], timedelta(microseconds=1)) - timedelta(microseconds=1)
    night = Paused(ends[-1], opening)
    assert calendar.due_with_pauses(start, within, [night]) == calendar.due(start, within)


@SOME
@given(CALENDARS, RECENT, AMOUNTS, PAUSES)
def test_pauses_satisfy_the_rule_as_it_is_written(
    calendar: Always, start: datetime, within: Amount, drawn: list[tuple[timedelta, timedelta]]
) -> None:
    """
    Since the first deadline as much has gone by as was paused since the start, and a microsecond earlier less had.
    """
    pauses = pauses_from(start, drawn)
    first = calendar.due(start, within)
    due = calendar.due_with_pauses(start, within, pauses)
    assert due is not None

    def gone_by(a: datetime, b: datetime) -> timedelta:
        return max(b - a, timedelta(0)) if within.natural else calendar.elapsed(a, b)

    def paused_by(until: datetime) -> timedelta:
        total, reached = timedelta(0), start
        for one in sorted(pauses, key=lambda each: each.since):
            since, end = max(one.since, reached), min(one.until or until, until)
            if since < end:
                total += gone_by(since, end)
                reached = end
        return total

    assert gone_by(first, due) == paused_by(due)
    before = due - timedelta(microseconds=1)
    assert before < first or gone_by(first, before) < paused_by(before)


@SOME
@given(CALENDARS, RECENT, AMOUNTS, PAUSES)
def test_pause_after_pause_comes_to_the_same(
    calendar: Always, start: datetime, within: Amount, drawn: list[tuple[timedelta, timedelta]]
) -> None:
    """
    Moving the deadline at the end of each pause gives what all pauses together give: no history has to be kept.
    """
    pauses = pauses_from(start, drawn)
    due = calendar.due(start, within)
    reached = start
    for one in sorted(pauses, key=lambda each: each.since):
        since, until = max(one.since, reached), one.until or one.since
        if since < until:
            due = moved(calendar, due, within, since, until)
            reached = until
    assert due == calendar.due_with_pauses(start, within, pauses)


@SOME
@given(CALENDARS, RECENT, AMOUNTS, PAUSES)
def test_an_explanation_explains_the_deadline(
    calendar: Always, start: datetime, within: Amount, drawn: list[tuple[timedelta, timedelta]]
) -> None:
    """
    It has the same deadline, ends with it, and what counted adds up to the limit.
    """
    if within.unit is Unit.HOURS:
        within = Amount(min(within.number, 300), Unit.HOURS)
    pauses = pauses_from(start, drawn)
    found = calendar.explain(start, within, pauses)
    assert found.due == calendar.due_with_pauses(start, within, pauses)
    assert [found.steps[0].kind, found.steps[-1].kind] == ["start", "due"]
    counted = [one.counted for one in found.steps if one.kind == "service" and one.counted is not None]
    if within.elapsed is not None and not isinstance(calendar, Always):
        assert sum(counted, timedelta(0)) == within.elapsed
    if within.unit is Unit.WORKING_DAYS:
        assert [one.kind for one in found.steps].count("working_day") == within.number
    assert all(one.en and one.zh for one in found.steps)


@SOME
@given(st.sampled_from(OLD), st.dates(date(1986, 1, 1), date(1991, 12, 31)), st.integers(1, 300))
def test_a_start_at_midnight_belongs_to_the_date_that_begins(calendar: Always, on: date, number: int) -> None:
    """
    Whatever the clocks do, a calendar's own midnights are the first instants of their dates.
    """
    begin = Always(calendar.zone).day(on).windows[0][0]
    assert Always(calendar.zone).day_of(begin) == on
    assert Always(calendar.zone).day_of(begin - timedelta(microseconds=1)) == on - timedelta(days=1)
