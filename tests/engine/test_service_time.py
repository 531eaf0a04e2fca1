"""Clocks on a calendar with hours of service: limits, marks, pauses and extensions count service time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest
from tests.parcels import house_rules, parcel, porter, shelve
from tests.scaffolds import HALT

from propflow import ServiceCalendar, after, by, calendar, days, due, hours, share, working_days
from propflow.definition.clocks import Clock
from propflow.engine import clocks as clockwork
from propflow.engine.clock_plan import ClockPlan
from propflow.engine.plan import plan_of
from propflow.model.amounts import Amount
from propflow.model.instants import from_text, to_text

OFFICE = calendar("cn-office")
WEDNESDAY = datetime(2026, 9, 30, 9, tzinfo=UTC)  # 17:00 in Shanghai, an hour before closing, before a week of holidays


def planned(within: Amount, **more: Any) -> ClockPlan:
    """A clock of the office, laid out."""
    clock: Clock = attrs.evolve(shelve, within=within, calendar=OFFICE, **more)
    return plan_of(parcel(clocks=[clock]).under(house_rules())).clocks["shelve"]


def begun(plan: ClockPlan, at: datetime = WEDNESDAY) -> dict[str, Any]:
    """Its entry after a start."""
    entry = clockwork.started(plan, None, {}, at)
    assert entry is not None
    return entry


def local(text: str | None) -> str:
    """What the clocks of the office show."""
    assert text is not None
    return (from_text(text) + timedelta(hours=8)).strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("within", "shown"),
    [(working_days(3), "10-10 18:00"), (hours(2), "10-08 09:00"), (days(3), "10-03 17:00")],
    ids=str,
)
def test_a_limit_ends_where_its_calendar_says(within: Amount, shown: str) -> None:
    """Working days and hours leave the holidays out; natural days do not."""
    entry = begun(planned(within))
    assert local(entry["due"]) == shown
    assert entry["within"] == str(within)


def test_marks_count_service_time() -> None:
    """Half of four hours is one hour before closing and one after opening; what comes later waits for opening, too."""
    plan = planned(hours(4), marks=[share(50, tell=porter), due(tell=porter), after(hours(8), tell=porter)])
    owed = clockwork.owed(plan, begun(plan), WEDNESDAY + timedelta(days=30))
    found = {one.name: local(to_text(at)) for at, one in owed}
    assert found == {"50%": "10-08 09:00", "due": "10-08 11:00", "+8 hours": "10-09 09:00"}
    assert local(begun(plan)["next"]) == "10-08 09:00"


def test_an_extension_is_counted_to_its_instant() -> None:
    """The marks wait for the limit that was granted; the limit itself stays."""
    plan = planned(hours(4), marks=[due(tell=porter), after(hours(1), tell=porter)])
    granted = clockwork.extended(plan, begun(plan), "2026-10-08T08:00:00.000000Z", WEDNESDAY)
    assert granted is not None and local(granted["due"]) == "10-08 11:00"
    owed = clockwork.owed(plan, granted, WEDNESDAY + timedelta(days=30))
    assert {one.name: local(to_text(at)) for at, one in owed} == {"due": "10-08 16:00", "+1 hour": "10-08 17:00"}


def test_case_26_a_pause_outside_service_changes_nothing() -> None:
    """Held over the holidays and taken up again before opening, it is due when it was."""
    plan = planned(hours(4))
    entry = begun(plan)
    night, morning = WEDNESDAY + timedelta(hours=2), datetime(2026, 10, 7, 23, 30, tzinfo=UTC)
    held = clockwork.repaused(plan, entry, HALT, night)
    assert held is not None and held["due"] is None
    back = clockwork.repaused(plan, held, None, morning)
    assert back is not None and back["due"] == entry["due"]


def test_case_26_a_pause_within_service_moves_it_by_what_was_lost() -> None:
    """Half an hour of service lost is half an hour more, on whatever day that lies."""
    plan = planned(hours(4))
    held = clockwork.repaused(plan, begun(plan), HALT, WEDNESDAY + timedelta(minutes=30))
    assert held is not None
    back = clockwork.repaused(plan, held, None, WEDNESDAY + timedelta(hours=5))
    assert back is not None and local(back["due"]) == "10-08 11:30"


def test_natural_days_count_on_through_the_night() -> None:
    """A pause of a night puts off a limit of natural days by that night, service or not."""
    plan = planned(days(3))
    held = clockwork.repaused(plan, begun(plan), HALT, WEDNESDAY + timedelta(hours=2))
    assert held is not None
    back = clockwork.repaused(plan, held, None, WEDNESDAY + timedelta(hours=12))
    assert back is not None and local(back["due"]) == "10-04 03:00"


def test_a_clock_without_a_limit_yet_can_stand_still() -> None:
    """Held and taken up again before anybody knows its limit, it is due by service time once that is known."""
    clock: Clock = attrs.evolve(shelve, within=by("size", {"small": hours(4)}), calendar=OFFICE)
    plan = plan_of(parcel(clocks=[clock]).under(house_rules())).clocks["shelve"]
    held = clockwork.repaused(plan, begun(plan), HALT, WEDNESDAY + timedelta(minutes=30))
    assert held is not None and held["due"] is None
    back = clockwork.repaused(plan, held, None, WEDNESDAY + timedelta(hours=5))
    assert back is not None and back["next"] is None
    known = clockwork.aimed(plan, back, {"size": "small"})
    assert known is not None and local(known["due"]) == "10-08 11:30"


def test_the_calendar_is_one_of_the_office() -> None:
    """The tests above speak of a calendar with hours of service."""
    assert isinstance(OFFICE, ServiceCalendar)
