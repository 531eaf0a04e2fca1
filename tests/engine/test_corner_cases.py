"""
The corner cases of limits that go by when it was or what was said, and of calendars that change, by their numbers.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import attrs
import pytest
from tests.model.calendars.sites import made_public
from tests.parcels import SLOTS, FrontDesk, house_rules, parcel, pia, shelve
from tests.scaffolds import HOUR, INSTANT, MORNING, Yard, halted, scaffold, stand, warden, wei

from propflow import (
    Case,
    Clock,
    Desk,
    MemoryStore,
    Pause,
    ServiceCalendar,
    by,
    by_shift,
    calendar_slot,
    due,
    hours,
    minutes,
    promised,
    share,
    strictest,
    working_days,
)
from propflow.model.calendars.layers import Closure
from propflow.model.cases import ClockRun

MINUTE = timedelta(minutes=1)
DAY_SHIFT = ServiceCalendar("day-shift", {"mon-sun": "08:00-20:00"})


def yard(within: Any, **clock: Any) -> Yard:
    """A yard where scaffolds stand for so long; nobody extends anything."""
    arguments = {"extended_by": [], "until": None, "marks": [share(50, tell=warden), due(tell=warden)], **clock}
    return Yard(MemoryStore(), scaffold(stand(within=within, **arguments)))


def run(case: Case, clock: str = "stand") -> ClockRun:
    """How a clock stands."""
    found = case.clock(clock)
    assert found is not None
    return found


def since_morning(at: datetime | None) -> timedelta | None:
    """How long after nine o'clock of the first day."""
    return None if at is None else at - MORNING


# 10: by day and by night

URGENT = by_shift(DAY_SHIFT, on=minutes(15), off=hours(1))


@pytest.mark.parametrize(
    ("start", "limit"),
    [
        (0 * HOUR, 15 * MINUTE),
        (11 * HOUR - INSTANT, 15 * MINUTE),
        (11 * HOUR, HOUR),  # at eight in the evening the night has begun
        (14 * HOUR, HOUR),
        (23 * HOUR - INSTANT, HOUR),  # a moment before eight in the morning it still lasts
        (23 * HOUR, 15 * MINUTE),
    ],
)
def test_case_10_the_instant_of_reception_chooses_between_day_and_night(start: timedelta, limit: timedelta) -> None:
    """A quarter of an hour by day, an hour at night, whatever the hour is by the time it is due."""
    office = yard(URGENT)
    office.clock.move_to(MORNING + start)
    found = run(office.standing())
    assert found.due_at == MORNING + start + limit


def test_case_10_what_was_chosen_stays_when_day_breaks_or_the_case_turns_out_otherwise() -> None:
    """Received at half past seven, it has until half past eight; another size and back changes nothing about that."""
    office = yard(by("size", {"low": URGENT, "high": hours(48)}))
    office.clock.move_to(MORNING + 22.5 * HOUR)
    case = office.standing("low")
    assert since_morning(run(case).due_at) == 23.5 * HOUR
    entry: Any = office.desk.journal(case.id)[-1].changes["clocks"]["stand"]
    assert entry["within"] == "1 hour"
    office.at(23.25)
    for size, length in (("high", 48 * HOUR), ("low", HOUR)):
        case = office.desk.act(case.id, "measure", {"size": size}, by=wei)
        assert since_morning(run(case).due_at) == 22.5 * HOUR + length
    office.at(23.5)
    assert run(office.do(case.id, "remove")).verdict == "on_time"


# 28: the longest pause


def halting(within: Any = None, most: Any = None) -> Yard:
    """A yard where a halt stops the clock, but for no longer than that."""
    return yard(within or hours(24), pauses=[Pause(halted, at_most=most or hours(10))])


@pytest.mark.parametrize(("stop", "verdict"), [(34 * HOUR, "on_time"), (34 * HOUR + INSTANT, "late")])
def test_case_28_after_the_longest_pause_the_clock_runs_again_by_itself(stop: timedelta, verdict: str) -> None:
    """Halted at the fifth hour for ten at the most, it is due ten hours later though nobody takes the work up again."""
    office = halting()
    case = office.standing()
    office.at(5).do(case.id, "halt")
    office.clock.move_to(MORNING + stop)
    assert run(office.do(case.id, "remove")).verdict == verdict


@pytest.mark.parametrize("ticks", [[], [6, 15, 16, 21]])
def test_case_28_nobody_has_to_look_at_the_instant_at_which_it_runs_again(ticks: list[int]) -> None:
    """With and without ticks on the way the marks fire where they are owed: half of the time at 22, the limit at 34."""
    office = halting()
    case = office.standing()
    office.at(5).do(case.id, "halt")
    for hour in ticks:
        office.at(hour).desk.tick()
        assert office.fired(case.id) == []
    office.at(34).desk.tick()
    assert office.fired(case.id) == [("50%", 12 * 3600), ("due", 0)]
    assert office.desk.verify().faults == ()


def test_case_28_whoever_answers_ends_the_pause_before_it_is_used_up() -> None:
    """Taken up again after three hours, it is due three hours later; the next halt has its ten hours anew."""
    office = halting()
    case = office.standing()
    office.at(5).do(case.id, "halt")
    case = office.at(8).do(case.id, "resume")
    assert since_morning(run(case).due_at) == 27 * HOUR
    office.at(10).do(case.id, "halt")
    case = office.at(90).do(case.id, "resume")
    assert since_morning(run(case).due_at) == 37 * HOUR


# 33: a date that was promised

PROMISED = strictest(promised("until"), hours(24))


@pytest.mark.parametrize(("promise", "owed"), [(10, 10), (24, 24), (30, 24)])
def test_case_33_an_earlier_promise_binds_at_once_and_a_later_one_gives_nothing(promise: int, owed: int) -> None:
    """Within the rule a promise is the limit; beyond it the rule is, for nobody can promise himself more time."""
    office = yard(PROMISED)
    case = office.standing()
    assert since_morning(run(case).due_at) == 24 * HOUR
    case = office.at(3).extend(case.id, promise)
    assert since_morning(run(case).due_at) == owed * HOUR
    office.clock.move_to(MORNING + owed * HOUR + INSTANT)
    assert run(office.do(case.id, "remove")).verdict == "late"


def test_case_33_a_promise_that_is_put_off_still_ends_with_the_rule() -> None:
    """A second promise takes the place of the first, and the rule stands behind both; what has fired stays fired."""
    office = yard(PROMISED)
    case = office.standing()
    office.at(3).extend(case.id, 10)
    office.at(10).desk.tick()
    assert [name for name, _ in office.fired(case.id)] == ["50%", "due"]
    assert since_morning(run(office.extend(case.id, 20)).due_at) == 20 * HOUR
    assert since_morning(run(office.extend(case.id, 99)).due_at) == 24 * HOUR
    office.at(40).desk.tick()
    assert [name for name, _ in office.fired(case.id)] == ["50%", "due"]


def test_case_33_more_time_than_the_rule_takes_an_extension_by_somebody_else() -> None:
    """What was promised beyond the rule is excused only where it was granted in time."""
    granted = yard(PROMISED, extended_by=stand().extended_by, until="until")
    case = granted.standing()
    granted.at(3).extend(case.id, 30)
    assert run(granted.at(30).do(case.id, "remove")).verdict == "excused"


# 36: an appointment


def test_case_36_the_limit_counts_from_the_appointment() -> None:
    """Agreed for the tenth hour, a day's time ends a day after it; agreed anew, a day after that."""
    office = yard(hours(24), counted_from="until")
    case = office.standing()
    assert since_morning(run(case).due_at) == 24 * HOUR
    case = office.at(2).extend(case.id, 10)
    assert (since_morning(run(case).started_at), since_morning(run(case).due_at)) == (10 * HOUR, 34 * HOUR)
    case = office.at(4).extend(case.id, 20)
    assert since_morning(run(case).due_at) == 44 * HOUR
    office.at(31).desk.tick()
    assert office.fired(case.id) == []
    office.at(44).desk.tick()
    assert office.fired(case.id) == [("50%", 12 * 3600), ("due", 0)]


def test_case_36_done_before_the_appointment_it_is_on_time() -> None:
    """Whoever comes early is not late, and no time is negative."""
    office = yard(hours(24), counted_from="until")
    case = office.standing()
    office.extend(case.id, 10)
    found = run(office.at(5).do(case.id, "remove"))
    assert found.verdict == "on_time"
    assert found.stopped_at is not None and found.stopped_at >= found.started_at


# 15, 16 and 31: a calendar that changes while cases run

OFFICE_HOURS = calendar_slot("office_hours", en="Office hours", zh="办公时间")
BEFORE = ServiceCalendar("site", {"mon-fri": "08:00-18:00"}, holidays=made_public(2026, 2026, ["2026-09-03"], []))
AFTER = attrs.evolve(BEFORE, holidays=made_public(2026, 2026, ["2026-09-03", "2026-09-04"], []))
SITE = ServiceCalendar("site", {"mon-fri": "08:00-18:00"}, holidays=made_public(2025, 2025, ["2025-10-01"], []))
PUBLISHED = attrs.evolve(SITE, holidays=made_public(2025, 2026, ["2026-09-03"], []))


class Site:
    """A front desk whose policy names a calendar, which may get another edition."""

    def __init__(self, calendar: ServiceCalendar, within: Any = None) -> None:
        clock: Clock = attrs.evolve(shelve, within=within or working_days(3), calendar=OFFICE_HOURS)
        written = parcel(clocks=[clock], slots=[*SLOTS, OFFICE_HOURS])
        self.workflow = written.under(house_rules(office_hours="site"))
        self.office = FrontDesk(MemoryStore(), self.workflow, calendars=[calendar])

    def published(self, calendar: ServiceCalendar) -> Desk:
        """The desk after a restart with another edition."""
        office = self.office
        office.desk = Desk([self.workflow], office.store, now=office.clock, calendars=[calendar])
        return office.desk

    def received(self) -> Case:
        """A parcel that lies there."""
        return self.office.desk.register("parcel", {}, by=pia)

    def due(self, case: Case) -> str:
        """When it is to be on the shelf, as the clocks of the site show."""
        at = run(self.office.desk.case(case.id), "shelve").due_at
        assert at is not None
        return f"{at + timedelta(hours=8):%m-%d %H:%M}"

    def kinds(self, case: Case) -> list[str]:
        """The kinds of its records."""
        return [one.kind for one in self.office.desk.journal(case.id)]


def test_case_16_a_holiday_that_is_published_late_moves_what_runs_and_says_so() -> None:
    """Three working days from a Tuesday end on Monday with one holiday, a day later with two; a record tells of it."""
    site = Site(BEFORE)
    case = site.received()
    assert site.due(case) == "09-07 18:00"
    desk = site.published(AFTER)
    assert (site.due(case), site.kinds(case)) == ("09-07 18:00", ["act"])  # until somebody looks
    desk.tick()
    assert (site.due(case), site.kinds(case)) == ("09-08 18:00", ["act", "calendar"])
    desk.tick()
    assert site.kinds(case) == ["act", "calendar"]
    assert desk.verify().faults == ()


def test_case_16_a_verdict_that_was_passed_stands_under_any_edition() -> None:
    """On the shelf a day late, as was known then, it stays late, though the holiday would have excused it."""
    site = Site(BEFORE)
    case = site.received()
    site.office.clock.move_to(datetime.fromisoformat("2026-09-08T10:00:00+08:00"))
    site.office.do(case.id, "open")
    entry = site.office.desk.case(case.id).part("clocks")["shelve"]
    assert entry["verdict"] == "late"
    desk = site.published(AFTER)
    desk.tick()
    assert desk.case(case.id).part("clocks")["shelve"] == entry
    assert desk.act(case.id, "measure", {"size": "small"}, by=pia).part("clocks")["shelve"] == entry
    assert desk.verify().faults == ()


def test_case_16_what_was_told_under_the_old_edition_is_not_told_again() -> None:
    """The mark at the old limit stands in the journal; the new limit gives no second one in this cycle."""
    site = Site(BEFORE)
    case = site.received()
    site.office.clock.move_to(datetime.fromisoformat("2026-09-08T09:00:00+08:00"))
    site.office.desk.tick()
    desk = site.published(AFTER)
    desk.tick()
    site.office.pass_time(days=3)
    desk.tick()
    assert site.kinds(case).count("mark") == 1


def test_case_15_a_deadline_beyond_the_published_years_is_provisional_until_they_come() -> None:
    """Counted in plain weekdays it says so; once the year is published it is worked out anew, and certain."""
    site = Site(SITE)
    case = site.received()
    assert site.due(case) == "09-04 18:00"
    assert site.office.desk.case(case.id).part("clocks")["shelve"]["provisional"] is True
    site.published(PUBLISHED).tick()
    assert site.due(case) == "09-07 18:00"
    assert "provisional" not in site.office.desk.case(case.id).part("clocks")["shelve"]


def test_case_31_an_edition_that_changes_nothing_leaves_the_deadline() -> None:
    """A closure next year makes another edition; what ends this week ends when it did."""
    site = Site(BEFORE)
    case = site.received()
    next_year = [Closure(date(2027, 7, 9), date(2027, 7, 9), "Works")]
    desk = site.published(attrs.evolve(BEFORE, closures=next_year))
    desk.tick()
    assert site.due(case) == "09-07 18:00"
    assert desk.verify().faults == ()


def test_case_31_acting_and_ticking_come_to_the_same_under_a_new_edition() -> None:
    """Whoever acts before the next tick acts on a deadline that is as new as it is after it."""
    found = []
    for first in ("tick", "act"):
        site = Site(BEFORE)
        case = site.received()
        site.office.clock.move_to(datetime.fromisoformat("2026-09-08T10:00:00+08:00"))
        desk = site.published(AFTER)
        if first == "tick":
            desk.tick()
        found.append(run(desk.act(case.id, "open", by=pia), "shelve"))
    assert found[0] == found[1]
    assert found[0].verdict == "on_time"
