"""
The corner cases of limits and calendars, by their numbers.

Those that concern clocks, marks and ladders are where clocks, marks and ladders are tested; tests/test_corner_cases.py
sees to it that none is forgotten.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest
from tests.model.calendars.sites import DUTY, OFFICE, PARIS, PLAIN, SUMMER, at, made_public, pause, wall

from propflow import days, hours, minutes, months, same_day
from propflow.errors import DefinitionError, InvalidValue
from propflow.model.amounts import amount, by_day, not_overnight, same_service_day, weeks, working_days
from propflow.model.calendars import ALWAYS, Always
from propflow.model.calendars.builtin import CN_OFFICE
from propflow.model.calendars.layers import Closure, Interruption, Season, SpecialDay
from propflow.model.calendars.service import ServiceCalendar
from propflow.model.calendars.values import Paused


def test_case_01_instant_and_wall_time() -> None:
    """
    Deadlines are instants in UTC; windows are of the zone, so the same office elsewhere closes at another instant.
    """
    here, there = PLAIN, attrs.evolve(PLAIN, zone=PARIS)
    start = at("2026-10-12 09:00")
    assert here.due(start, same_service_day()) == datetime(2026, 10, 12, 10, tzinfo=UTC)
    assert there.due(start, same_service_day()) == datetime(2026, 10, 12, 16, tzinfo=UTC)
    with pytest.raises(InvalidValue, match="without a zone"):
        Paused(datetime(2026, 10, 12, 9))  # noqa: DTZ001


def test_case_02_clocks_put_forward_and_back() -> None:
    """
    Dates are walked one by one: none is skipped or visited twice, and service hours are as long as they really are.
    """
    night = ServiceCalendar("night", {"mon-sun": "22:00-06:00 next day"}, zone=PARIS)
    for eve, length in (("2026-03-28", 7), ("2026-10-24", 9), ("2026-06-01", 8)):
        opens = at(f"{eve} 22:00", PARIS)
        assert night.elapsed(opens, opens + timedelta(hours=20)) == timedelta(hours=length)
    assert wall(night.due(at("2026-03-27 23:00", PARIS), working_days(2)), PARIS) == "2026-03-30 06:00:00"


def test_case_02_a_window_that_opens_or_closes_while_the_clocks_change() -> None:
    """
    In a gap it is the change itself, in an overlap the first occurrence; a window that falls into a gap is none.
    """
    early = ServiceCalendar("early", {"mon-sun": "01:00-02:30"}, zone=PARIS)
    (spring,), (autumn,) = early.day(date(2026, 3, 29)).windows, early.day(date(2026, 10, 25)).windows
    assert spring == (datetime(2026, 3, 29, 0, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC))
    assert autumn == (datetime(2026, 10, 24, 23, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    lost = ServiceCalendar("lost", {"mon-sun": "02:00-03:00"}, zone=PARIS)
    assert lost.day(date(2026, 3, 29)).windows == ()
    assert wall(lost.due(at("2026-03-28 12:00", PARIS), working_days(1)), PARIS) == "2026-03-30 03:00:00"


def test_case_02_a_day_later_is_the_same_time_of_day() -> None:
    """
    Days, weeks and months go by the wall: 23 or 25 hours where the clocks change, and midnight is midnight.
    """
    paris = Always(PARIS)
    for eve, length in (("2026-03-28", 23), ("2026-10-24", 25)):
        noon = at(f"{eve} 12:00", PARIS)
        assert paris.due(noon, days(1)) - noon == timedelta(hours=length)
        for within, more in ((weeks(1), 7 * 24), (months(1), {3: 31, 10: 31}[int(eve[5:7])] * 24)):
            assert paris.due(noon, within) - noon == timedelta(hours=more + length - 24)
    for on, length in (("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)):
        midnight = at(f"{on} 00:00", PARIS)
        assert paris.due(midnight, same_day()) - midnight == timedelta(hours=length)
        assert paris.due(midnight, by_day(int(on[8:]))) - midnight == timedelta(hours=length)


@pytest.mark.parametrize("year", range(1986, 1992))
def test_case_02_summer_time_in_china(year: int) -> None:
    """
    From 1986 to 1991 China had summer time: working days still end at 18:00 on the wall.
    """
    plain = attrs.evolve(PLAIN, zone="Asia/Shanghai")
    place = ZoneInfo("Asia/Shanghai")
    start, seen = datetime(year, 3, 1, tzinfo=UTC), set()
    for number in range(1, 200):
        due = plain.due(start, working_days(number)).astimezone(place)
        assert (due.hour, due.minute) == (18, 0)
        seen.add(due.utcoffset())
    assert seen == {timedelta(hours=8), timedelta(hours=9)}


def test_case_07_several_windows_and_lunch() -> None:
    """
    Time stands still between two windows of a day.
    """
    assert wall(OFFICE.due(at("2026-10-12 11:30"), hours(5))) == "2026-10-12 17:30:00"
    assert OFFICE.elapsed(at("2026-10-12 11:30"), at("2026-10-12 13:30")) == timedelta(hours=1)


def test_case_08_window_across_midnight() -> None:
    """
    It belongs to the date on which it opens, for holidays as well as for counting days.
    """
    duty = ServiceCalendar("duty", {"mon-fri": "17:00-09:00 next day"}, holidays="cn")
    # the night before the holiday runs to its end; no night begins on the holiday
    assert wall(duty.due(at("2026-09-30 20:00"), hours(13))) == "2026-10-01 09:00:00"
    assert wall(duty.due(at("2026-09-30 20:00"), hours(14))) == "2026-10-08 18:00:00"
    assert duty.day_of(at("2026-10-01 08:59")) == date(2026, 9, 30)
    assert duty.day_of(at("2026-10-01 09:00")) == date(2026, 10, 1)
    assert wall(duty.due(at("2026-10-01 03:00"), same_service_day())) == "2026-10-01 09:00:00"


def test_case_08_a_tail_that_is_interrupted() -> None:
    """
    What is left of a tail still belongs to the date on which its window opened; the gap in it does not.
    """
    cut = [Interruption(at("2026-10-12 23:00"), at("2026-10-13 02:00"), "Power cut")]
    duty = attrs.evolve(DUTY, interruptions=cut)
    assert duty.day_of(at("2026-10-13 02:00")) == date(2026, 10, 12)
    assert duty.day_of(at("2026-10-13 01:59")) == date(2026, 10, 13)
    assert duty.elapsed(at("2026-10-12 17:00"), at("2026-10-13 09:00")) == timedelta(hours=13)


def test_case_08_neighbouring_dates_that_overlap_are_united() -> None:
    """
    Where the tail of one date reaches into the window of the next, the time counts once.
    """
    both = ServiceCalendar("both", {"mon-sun": ["08:00-12:00", "17:00-09:00 next day"]})
    for first, last in (("2026-10-12", "2026-10-14"), ("2026-12-31", "2027-01-02")):
        assert both.elapsed(at(f"{first} 00:00"), at(f"{last} 00:00")) == 2 * timedelta(hours=12 + 7)
    assert wall(both.due(at("2027-01-01 03:00"), hours(7))) == "2027-01-01 10:00:00"


def test_case_09_seasonal_layer() -> None:
    """
    A limit that runs across the change of season uses each date's own window: 22:00 in summer, 20:00 afterwards.
    """
    assert wall(SUMMER.due(at("2026-09-29 21:00"), hours(16))) == "2026-10-01 09:00:00"
    assert [
        SUMMER.day(date(2026, month, day)).windows[0][1].hour for month, day in ((5, 31), (6, 1), (9, 30), (10, 1))
    ] == [
        12,
        14,
        14,
        12,
    ]


def test_case_09_season_across_the_turn_of_the_year() -> None:
    """
    A winter from November to February holds in both years.
    """
    winter = attrs.evolve(PLAIN, seasons=[Season("winter", "11-01", "02-28", {"mon-fri": "09:00-17:00"})])
    ends = {
        month: wall(winter.due(at(f"2026-{month:02d}-10 00:00"), working_days(1))) for month in (1, 2, 3, 10, 11, 12)
    }
    assert {month: (end or "")[11:13] for month, end in ends.items()} == {
        1: "17", 2: "17", 3: "18", 10: "18", 11: "17", 12: "17",
    }  # fmt: skip


def test_case_11_holiday_inside_the_run() -> None:
    """
    A holiday in the middle of a limit does not count.
    """
    assert wall(CN_OFFICE.due(at("2026-09-30 17:00"), hours(2))) == "2026-10-08 09:00:00"


def test_case_12_make_up_workday_on_a_weekend() -> None:
    """
    The headline: from Wednesday 2026-09-30 17:00, two working days end on Friday, three on Saturday 2026-10-10.
    """
    start = at("2026-09-30 17:00")
    assert wall(CN_OFFICE.due(start, working_days(2))) == "2026-10-09 18:00:00"
    due = CN_OFFICE.due(start, working_days(3))
    assert wall(due) == "2026-10-10 18:00:00"
    assert due.astimezone(ZoneInfo("Asia/Shanghai")).strftime("%A") == "Saturday"


def test_case_12_make_up_days_have_the_windows_of_a_weekday_that_is_named() -> None:
    """
    A make-up day is worked like the weekday that the calendar names, Monday unless it says otherwise.
    """
    week = {"mon": "08:00-12:00", "tue-thu": "08:00-18:00", "fri": "08:00-16:00"}
    saturday = date(2026, 10, 10)
    for named, closing in (("mon", "12"), ("tue", "18"), ("fri", "16")):
        found = ServiceCalendar("own", week, holidays="cn", make_up_as=named).day(saturday)
        assert (found.kind, (wall(found.windows[-1][1]) or "")[11:13]) == ("make_up", closing)
    unnamed = ServiceCalendar("own", week, holidays="cn").day(saturday)
    assert wall(unnamed.windows[-1][1]) == "2026-10-10 12:00:00"


def test_case_13_site_ignores_make_up_days() -> None:
    """
    A site may rest on make-up days and keep the holidays.
    """
    resting = attrs.evolve(CN_OFFICE, make_up=False)
    assert wall(resting.due(at("2026-09-30 17:00"), working_days(3))) == "2026-10-12 18:00:00"
    assert resting.day(date(2026, 10, 1)).kind == "holiday"


def test_case_14_closure_half_day_and_typhoon() -> None:
    """
    A closed date, a date with windows of its own and an interruption of some hours change what counts, with a reason.
    """
    own = attrs.evolve(
        PLAIN,
        closures=[Closure(date(2026, 7, 9), date(2026, 7, 10), "Works", "施工")],
        special_days=[SpecialDay(date(2026, 7, 13), "08:00-12:00", "Half day", "半天")],
        interruptions=[Interruption(at("2026-07-14 10:00"), at("2026-07-14 15:00"), "Typhoon", "台风")],
    )
    start = at("2026-07-08 17:00")
    assert wall(own.due(start, hours(2))) == "2026-07-13 09:00:00"
    assert wall(own.due(start, working_days(1))) == "2026-07-13 12:00:00"
    assert wall(own.due(start, hours(8))) == "2026-07-14 16:00:00"
    assert [own.day(date(2026, 7, day)).kind for day in (9, 10, 13, 14)] == [
        "closure",
        "closure",
        "special",
        "ordinary",
    ]


def test_case_14_a_day_that_is_interrupted_whole_is_no_working_day() -> None:
    """
    A date on which no window is left is not counted; one that opens late or closes early is.
    """
    whole = Interruption(at("2026-07-14 00:00"), at("2026-07-15 00:00"), "Typhoon")
    early = Interruption(at("2026-07-14 15:00"), at("2026-07-14 23:00"), "Typhoon")
    start = at("2026-07-13 09:00")
    assert wall(attrs.evolve(PLAIN, interruptions=[whole]).due(start, working_days(1))) == "2026-07-15 18:00:00"
    assert wall(attrs.evolve(PLAIN, interruptions=[early]).due(start, working_days(1))) == "2026-07-14 15:00:00"


def test_case_15_calendar_horizon() -> None:
    """
    Past the last published year plain weekdays are assumed and the deadline is provisional; natural days never are.
    """
    start = at("2026-12-28 09:00")
    sure, unsure = CN_OFFICE.due(start, working_days(3)), CN_OFFICE.due(start, working_days(4))
    assert (wall(sure), wall(unsure)) == ("2026-12-31 18:00:00", "2027-01-01 18:00:00")
    assert not CN_OFFICE.provisional(start, sure, working_days(3))
    assert CN_OFFICE.provisional(start, unsure, working_days(4))
    assert CN_OFFICE.provisional(start, CN_OFFICE.due(start, hours(41)), hours(41))
    for natural in (days(30), weeks(9), months(3), by_day(5), same_day()):
        assert not CN_OFFICE.provisional(start, CN_OFFICE.due(start, natural), natural)
    assert not PLAIN.provisional(start, PLAIN.due(start, working_days(400)), working_days(400))


def test_case_15_the_end_of_the_last_published_night_is_certain() -> None:
    """
    A window that opened on the last published date ends in the next year and depends on nothing unknown.
    """
    start = at("2026-12-31 20:00")
    for length, provisional in ((13, False), (14, True)):
        due = DUTY.due(start, hours(length))
        assert DUTY.provisional(start, due, hours(length)) is provisional


def test_case_15_before_the_first_published_year() -> None:
    """
    There is nothing to count with: amounts of working time are refused, natural days are not.
    """
    start = at("2003-12-31 17:00")
    for within in (working_days(1), hours(1), minutes(1), same_service_day(), not_overnight()):
        with pytest.raises(InvalidValue, match="in 2003, but holidays are known from 2004 on"):
            CN_OFFICE.due(start, within)
    assert wall(CN_OFFICE.due(start, days(1))) == "2004-01-01 17:00:00"
    assert wall(CN_OFFICE.due(at("2004-01-01 00:00"), working_days(1))) == "2004-01-02 18:00:00"


def test_case_16_holiday_published_late_or_corrected() -> None:
    """
    The edition changes with the data, and with it what an open limit comes to; what does not matter changes nothing.
    """
    before = attrs.evolve(PLAIN, holidays=made_public(2026, 2026, ["2026-10-01"], []))
    after = attrs.evolve(PLAIN, holidays=made_public(2026, 2026, ["2026-10-01", "2026-10-02"], []))
    again = attrs.evolve(PLAIN, holidays=made_public(2026, 2026, ["2026-10-01"], []))
    start = at("2026-09-30 09:00")
    assert before.edition != after.edition
    assert before.edition == again.edition
    assert before.edition.startswith("2026-")
    assert before.due(start, working_days(1)) < after.due(start, working_days(1))


def test_case_17_no_working_time_at_all() -> None:
    """
    A calendar without any service is refused when it is made, as is one whose only season is closed.
    """
    with pytest.raises(DefinitionError, match="no service time on any ordinary day"):
        ServiceCalendar("closed", {})
    always_summer = Season("summer", "01-01", "12-31", {})
    with pytest.raises(DefinitionError, match="no service time on any ordinary day"):
        ServiceCalendar("closed", {"mon-fri": "08:00-18:00"}, seasons=[always_summer])


def test_case_17_nearly_no_working_time() -> None:
    """
    One minute on each 29 February is service time: the answer comes, or a refusal, but no endless loop.
    """
    rare = ServiceCalendar("rare", {}, seasons=[Season("leap", "02-29", "02-29", {"mon-sun": "08:00-08:01"})])
    assert wall(rare.due(at("2026-01-01 00:00"), minutes(2))) == "2032-02-29 08:01:00"
    with pytest.raises(InvalidValue, match="beyond what a calendar can work out"):
        rare.due(at("2026-01-01 00:00"), hours(100))


def test_case_18_around_the_clock_beside_office_hours() -> None:
    """
    Each limit has its calendar: four hours around the clock and four hours of office end on different days.
    """
    start = at("2026-09-30 17:00")
    assert wall(ALWAYS.due(start, hours(4))) == "2026-09-30 21:00:00"
    assert wall(CN_OFFICE.due(start, hours(4))) == "2026-10-08 11:00:00"
    assert wall(DUTY.due(start, hours(20))) == "2026-10-01 13:00:00"  # on holidays there is duty around the clock


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("10 minutes", "2026-10-12 17:10:00"),
        ("2 hours", "2026-10-13 09:00:00"),
        ("2 days", "2026-10-14 17:00:00"),
        ("2 working_days", "2026-10-14 18:00:00"),
        ("1 week", "2026-10-19 17:00:00"),
        ("1 month", "2026-11-12 17:00:00"),
        ("1 quarter", "2027-01-12 17:00:00"),
        ("same_day", "2026-10-13 00:00:00"),
        ("same_service_day", "2026-10-12 18:00:00"),
        ("not_overnight", "2026-10-12 18:00:00"),
        ("by_day 2", "2026-11-03 00:00:00"),
    ],
)
def test_case_19_units(written: str, due: str) -> None:
    """
    Every unit of the manuals has one meaning; a day is a natural one unless it is said to be a working day.
    """
    assert wall(CN_OFFICE.due(at("2026-10-12 17:00"), amount(written))) == due


def test_case_20_the_start_day_does_not_count_and_nothing_is_rolled() -> None:
    """
    Natural days end where they end, on a day off too, unless the calendar rolls them to the next working day.
    """
    start = at("2026-09-28 10:00")
    rolling = attrs.evolve(CN_OFFICE, roll=True)
    for within in (days(3), days(6), by_day(3)):
        assert rolling.due(start, within) == at("2026-10-08 18:00")
        assert CN_OFFICE.due(start, within) < at("2026-10-05 00:00")
    assert wall(rolling.due(start, days(2))) == "2026-09-30 10:00:00"
    assert wall(rolling.due(at("2026-10-01 10:00"), same_day())) == "2026-10-02 00:00:00"
    assert rolling.provisional(start, at("2027-01-04 18:00"), days(98))


def test_case_21_same_service_day_received_late() -> None:
    """
    Until closing if the start is before it, else the next working day; a minimal notice moves that border.
    """

    def due(start: str, notice: int | None = None) -> str | None:
        within = same_service_day(min_notice=None if notice is None else minutes(notice))
        return wall(PLAIN.due(at(start), within))

    assert due("2026-10-12 17:59:59.999999") == "2026-10-12 18:00:00"
    assert due("2026-10-12 18:00") == "2026-10-13 18:00:00"
    assert due("2026-10-12 23:50") == "2026-10-13 18:00:00"
    assert due("2026-10-12 06:00") == "2026-10-12 18:00:00"
    assert due("2026-10-16 18:00") == "2026-10-19 18:00:00"
    assert due("2026-10-12 17:30", 30) == "2026-10-12 18:00:00"
    assert due("2026-10-12 17:30:01", 30) == "2026-10-13 18:00:00"
    assert wall(ALWAYS.due(at("2026-10-12 23:50"), same_service_day(min_notice=minutes(30)))) == "2026-10-14 00:00:00"


def test_case_21_not_overnight() -> None:
    """
    Until closing if the start is before it; a start in the night has until the morning.
    """
    starts = ("2026-10-12 09:00", "2026-10-12 06:00", "2026-10-12 18:00", "2026-10-12 02:00", "2026-10-17 06:00")
    assert [wall(PLAIN.due(at(one), not_overnight())) for one in starts] == [
        "2026-10-12 18:00:00",
        "2026-10-12 18:00:00",
        "2026-10-13 06:00:00",
        "2026-10-12 06:00:00",
        "2026-10-18 06:00:00",
    ]
    assert wall(DUTY.due(at("2026-10-13 02:00"), not_overnight())) == "2026-10-13 09:00:00"
    assert wall(ALWAYS.due(at("2026-10-13 02:00"), not_overnight())) == "2026-10-14 00:00:00"


def test_case_22_month_arithmetic() -> None:
    """
    A month later is the same day, clipped to the end of a shorter month, and counted from the start each time.
    """
    start = at("2026-01-31 10:00")
    assert [(wall(ALWAYS.due(start, months(number))) or "")[5:10] for number in (1, 2, 3)] == [
        "02-28",
        "03-31",
        "04-30",
    ]
    assert wall(ALWAYS.due(at("2028-02-29 10:00"), months(36))) == "2031-02-28 10:00:00"


def test_case_23_boundary() -> None:
    """
    Windows are half-open; the deadline is the earliest instant with the target, and is itself still on time.
    """
    start = at("2026-10-16 16:00")
    due = PLAIN.due(start, hours(2))
    assert wall(due) == "2026-10-16 18:00:00"
    assert PLAIN.elapsed(start, due) == timedelta(hours=2)
    assert PLAIN.elapsed(start, due - timedelta(microseconds=1)) < timedelta(hours=2)
    assert PLAIN.elapsed(start, due + timedelta(hours=30)) == timedelta(hours=2)
    assert PLAIN.after(due, timedelta(microseconds=1)) == at("2026-10-19 08:00:00.000001")


@pytest.mark.parametrize(
    "written", ["0 minutes", "-1 hours", "0.5 days", "1.5 working_days", "0 working_days", "by_day 0"]
)
def test_case_24_zero_negative_and_fractional_targets(written: str) -> None:
    """
    They are refused; the shortest limit is one minute.
    """
    with pytest.raises(InvalidValue):
        amount(written)


def test_case_26_pause_outside_hours_is_nothing_and_overlaps_count_once() -> None:
    """
    A pause counts inside service time only, the union of reasons once, and from the start if it began before.
    """
    start = at("2026-10-16 16:00")
    plain = PLAIN.due(start, hours(4))
    night = pause("2026-10-16 18:00", "2026-10-19 08:00")
    assert PLAIN.due_with_pauses(start, hours(4), [night]) == plain
    one, other = pause("2026-10-16 16:30", "2026-10-16 17:30"), pause("2026-10-16 17:00", "2026-10-16 18:30")
    assert wall(PLAIN.due_with_pauses(start, hours(4), [other, one])) == "2026-10-19 11:30:00"
    born = pause("2026-10-16 12:00", "2026-10-16 17:00")
    assert wall(PLAIN.due_with_pauses(start, hours(4), [born])) == "2026-10-19 11:00:00"


def test_case_26_a_pause_that_takes_no_time_away_changes_nothing() -> None:
    """
    A night that ends at six is over at six, whether somebody waits through it or not; the explanation says so.
    """
    start = at("2026-10-12 21:00")
    for until in ("2026-10-13 05:30", "2026-10-13 07:00", "2026-10-13 10:00"):
        waited = [pause("2026-10-13 05:00", until)]
        assert wall(PLAIN.due_with_pauses(start, not_overnight(), waited)) == "2026-10-13 06:00:00"
        (step,) = [one for one in PLAIN.explain(start, not_overnight(), waited).steps if one.kind == "pause"]
        assert step.counted == timedelta(0)
    assert PLAIN.due_with_pauses(start, not_overnight(), [pause("2026-10-13 05:00")]) is None


def test_case_27_no_deadline_while_paused() -> None:
    """
    While a pause goes on there is none, not the old one; for every kind of amount, and from birth.
    """
    start = at("2026-10-12 09:00")
    for within in (hours(4), working_days(1), days(1), months(1), same_day(), same_service_day(), by_day(20)):
        assert PLAIN.due_with_pauses(start, within, [pause("2026-10-12 10:00")]) is None
        assert PLAIN.due_with_pauses(start, within, [pause("2026-10-12 08:00")]) is None


def test_case_29_a_pause_cannot_un_breach() -> None:
    """
    What was reached at or before a pause began stays where it was, whether the pause has ended or not.
    """
    start = at("2026-10-12 09:00")
    for within in (hours(4), working_days(1), days(1), same_service_day()):
        due = PLAIN.due(start, within)
        for since in (due, due + timedelta(hours=1)):
            assert PLAIN.due_with_pauses(start, within, [Paused(since)]) == due
            assert PLAIN.due_with_pauses(start, within, [Paused(since, since + timedelta(days=3))]) == due
        assert PLAIN.due_with_pauses(start, within, [Paused(due - timedelta(microseconds=1))]) is None


def test_case_31_edited_calendar() -> None:
    """
    Whatever a deadline may depend on is in the edition, and what people merely read is not.
    """
    changed = [
        attrs.evolve(CN_OFFICE, zone=PARIS),
        attrs.evolve(CN_OFFICE, weekly={"mon-fri": "08:00-17:00"}),
        attrs.evolve(CN_OFFICE, make_up=False),
        attrs.evolve(CN_OFFICE, make_up_as="tue"),
        attrs.evolve(CN_OFFICE, on_holidays=["08:00-09:00"]),
        attrs.evolve(CN_OFFICE, holidays=None),
        attrs.evolve(CN_OFFICE, roll=True),
        attrs.evolve(CN_OFFICE, closures=[Closure(date(2026, 7, 9), date(2026, 7, 9))]),
        attrs.evolve(CN_OFFICE, interruptions=[Interruption(at("2026-07-09 08:00"), at("2026-07-09 09:00"))]),
        attrs.evolve(CN_OFFICE, special_days=[SpecialDay(date(2026, 7, 9), "08:00-12:00")]),
        attrs.evolve(CN_OFFICE, seasons=SUMMER.seasons),
    ]
    editions = {one.edition for one in [CN_OFFICE, *changed]}
    assert len(editions) == len(changed) + 1
    assert attrs.evolve(CN_OFFICE, name="other").edition == CN_OFFICE.edition


def test_case_36_appointment() -> None:
    """
    A limit counts from whatever instant starts it: an appointment before opening counts from the opening.
    """
    assert wall(PLAIN.due(at("2026-10-19 06:00"), hours(2))) == "2026-10-19 10:00:00"


def test_a_calendar_of_another_zone_has_its_own_midnight() -> None:
    """
    The same instant is another date elsewhere.
    """
    start = at("2026-10-12 23:30")
    assert wall(Always().due(start, same_day())) == "2026-10-13 00:00:00"
    assert wall(Always(PARIS).due(start, same_day()), PARIS) == "2026-10-13 00:00:00"
