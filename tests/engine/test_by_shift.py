"""One limit by day and another by night: the instant of the start decides, and dawn changes nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.visits import SHIFT, SITE, at, planned, rules, shown, visit
from tests.visits import go as clock

from propflow import (
    OFF,
    ServiceCalendar,
    amount_slot,
    by,
    by_shift,
    calendar,
    calendar_slot,
    hours,
    minutes,
    promised,
    strictest,
)
from propflow.definition.limits import ByShift, bounds, resolved
from propflow.engine import clocks as clockwork
from propflow.engine.plan import plan_of
from propflow.errors import UnknownName
from propflow.model.calendars.almanac import Almanac

URGENT = by_shift(SHIFT, on=minutes(15), off=hours(1))

day = amount_slot("day", en="By day", zh="日间时限")
night = amount_slot("night", en="By night", zh="夜间时限")
shift = calendar_slot("shift", en="Day shift", zh="日班")
SLOTS = [day, night, shift]
BY_SLOTS = by_shift(shift, on=day, off=night)


def begun(within: Any, start: str, facts: Any = None, **more: Any) -> Any:
    """The entry of a clock with that limit after a start."""
    return clockwork.started(planned(clock(within=within, **more)), None, facts or {}, at(start))


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("09-07 08:00", "09-07 08:15"),
        ("09-07 12:30", "09-07 12:45"),
        ("09-07 19:59", "09-07 20:14"),
        ("09-07 20:00", "09-07 21:00"),
        ("09-07 23:40", "09-08 00:40"),
        ("09-08 07:59", "09-08 08:59"),
    ],
)
def test_case_10_the_shift_in_which_it_begins_chooses(start: str, due: str) -> None:
    """From its opening on it is the limit by day, from its closing on that by night, whenever it runs out."""
    assert shown(begun(URGENT, start)["due"]) == due


def test_case_10_the_night_s_limit_is_kept_across_dawn() -> None:
    """What began at 07:30 under the night's hour is due at 08:30, though a quarter of an hour is the rule by then."""
    plan = planned(clock(within=strictest(URGENT, promised("promise"))))
    entry = clockwork.started(plan, None, {}, at("09-08 07:30"))
    assert entry is not None
    later = clockwork.aimed(plan, entry, {"promise": "2026-09-08T09:00:00.000000Z"})  # 17:00, said by day
    assert later is None
    assert (entry["within"], shown(entry["due"])) == ("1 hour", "09-08 08:30")


@given(st.integers(0, 7 * 24 * 60 - 1))
def test_case_10_served_or_not_is_the_calendar_s_own_word(minute: int) -> None:
    """At every minute of a week the limit is the one that the windows of that instant ask for."""
    start = at("09-07 00:00") + timedelta(minutes=minute)
    limit = by_shift(SITE, on=hours(2), off=hours(3))
    serves = any(opens <= start < closes for opens, closes in SITE.day(SITE.day_of(start)).windows)
    assert list(bounds(limit, {}, start)) == [hours(2) if serves else hours(3)]


def test_case_10_the_last_instant_before_the_shift_is_night() -> None:
    """A microsecond before opening it is not on, at opening it is; before closing it is, at closing not."""
    limit, instant = by_shift(SHIFT, on=hours(1), off=hours(2)), timedelta(microseconds=1)
    opens, closes = at("09-07 08:00"), at("09-07 20:00")
    found = [next(bounds(limit, {}, one)) for one in (opens - instant, opens, closes - instant, closes)]
    assert found == [hours(2), hours(1), hours(1), hours(2)]


def test_case_10_a_shift_across_midnight_is_on_after_midnight() -> None:
    """A night shift serves until the morning of the next day, and holidays are the calendar's."""
    evening = ServiceCalendar("night", {"mon-sun": "17:00-09:00 next day"})
    assert list(bounds(by_shift(evening, on=hours(1), off=hours(2)), {}, at("09-08 03:00"))) == [hours(1)]
    assert list(bounds(by_shift(evening, on=hours(1), off=hours(2)), {}, at("09-08 10:00"))) == [hours(2)]
    office = by_shift(calendar("cn-office"), on=hours(1), off=hours(2))
    assert list(bounds(office, {}, at("10-01 10:00"))) == [hours(2)]  # National Day
    assert list(bounds(office, {}, at("10-10 10:00"))) == [hours(1)]  # a Saturday that is worked


@pytest.mark.parametrize(
    ("said", "by_day", "by_night"),
    [
        ({"day": "15 minutes", "night": "1 hour"}, "09-07 10:15", "09-07 23:00"),
        ({"day": OFF, "night": "1 hour"}, None, "09-07 23:00"),
        ({"day": "15 minutes", "night": OFF}, "09-07 10:15", None),
    ],
)
def test_case_10_policy_fills_either_side_and_may_switch_it_off(said: Any, by_day: Any, by_night: Any) -> None:
    """A side that a policy has switched off means no limit for what begins in it; the other one holds."""
    plan = plan_of(
        visit(clock(within=BY_SLOTS), slots=SLOTS).under(rules(shift="shift", **said)), Almanac([SHIFT])
    ).clocks["go"]
    found = [clockwork.started(plan, None, {}, at(start)) for start in ("09-07 10:00", "09-07 22:00")]
    assert [one and shown(one["due"]) for one in found] == [by_day, by_night]
    for one, limited in zip(found, (by_day, by_night), strict=True):
        assert one is not None
        assert (one["within"] is not None, one["next"] is not None) == (limited is not None,) * 2


def test_case_10_with_both_sides_off_there_is_no_clock() -> None:
    """A policy that wants neither limit has done without the clock."""
    policy = rules(shift="shift", day=OFF, night=OFF)
    assert plan_of(visit(clock(within=BY_SLOTS), slots=SLOTS).under(policy), Almanac([SHIFT])).clocks == {}
    assert resolved(by_shift(SHIFT, on=day, off=night), {"day": None, "night": None}) is None


def test_case_10_the_shift_s_calendar_is_a_policy_s_choice() -> None:
    """Two sites with other shifts choose otherwise at the same instant; a shift that nobody knows is refused."""
    early = visit(clock(within=BY_SLOTS), slots=SLOTS)
    found = {}
    for name in ("shift", "site", "always"):
        policy = rules(shift=name, day="15 minutes", night="1 hour")
        plan = plan_of(early.under(policy), Almanac([SHIFT, SITE])).clocks["go"]
        entry = clockwork.started(plan, None, {}, at("09-12 12:30"))  # on a Saturday
        assert entry is not None
        found[name] = entry["within"]
    assert found == {"shift": "15 minutes", "site": "1 hour", "always": "15 minutes"}
    with pytest.raises(UnknownName, match="always, cn-office"):
        plan_of(early.under(rules(shift="shift", day="15 minutes", night="1 hour")))


def test_case_10_a_side_may_be_a_limit_of_any_kind() -> None:
    """By day the grade decides, by night a promise binds if there is one; within the strictest they all count."""
    limit = strictest(
        by_shift(SHIFT, on=by("kind", {"leak": minutes(15)}), off=strictest(hours(2), promised("promise"))), hours(8)
    )
    morning, evening = at("09-07 10:00"), at("09-07 22:00")
    promise = "2026-09-07T15:00:00.000000Z"
    assert list(bounds(limit, {"kind": "leak", "promise": promise}, morning)) == [minutes(15), hours(8)]
    assert list(bounds(limit, {"kind": "other"}, morning)) == [hours(8)]
    assert list(bounds(limit, {"promise": promise}, evening)) == [hours(2), at("09-07 23:00"), hours(8)]
    filled = resolved(limit, {})
    assert filled is not None and list(bounds(filled, {}, evening)) == [hours(2), hours(8)]


def test_case_10_a_limit_by_shift_on_a_calendar_of_service() -> None:
    """The shift chooses, the clock's own calendar counts: two hours that begin at night run from opening on."""
    entry = begun(by_shift(SHIFT, on=hours(1), off=hours(2)), "09-07 22:00", calendar=SITE)
    assert shown(entry["due"]) == "09-08 10:00"
    assert entry["edition"] == SITE.edition


def test_case_10_the_same_question_is_not_answered_from_memory() -> None:
    """One plan serves all cases: what began by day does not decide for what begins by night."""
    plan = planned(clock(within=URGENT))
    assert isinstance(plan.within, ByShift)
    found = [clockwork.started(plan, None, {}, at(one)) for one in ("09-07 10:00", "09-07 22:00", "09-08 10:00")]
    assert [one and one["within"] for one in found] == ["15 minutes", "1 hour", "15 minutes"]
