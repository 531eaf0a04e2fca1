"""The end of the calendar: what would be due after the year 9999 is refused with a reason, case by case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.scaffolds import Yard, scaffold, stand, warden, wei

from propflow import Desk, MemoryStore, VirtualClock, after, due, hours, minutes
from propflow.errors import InvalidValue

LATE = datetime(9999, 12, 31, 22, 40, tzinfo=UTC)


def test_an_action_whose_limit_lies_beyond_it_is_refused() -> None:
    """Nothing is written, and the reason names what cannot be worked out."""
    yard = Yard(MemoryStore(), scaffold(stand(within=hours(2))))
    yard.clock.move_to(LATE)
    case = yard.desk.register("scaffold", {"size": "low"}, by=wei)
    with pytest.raises(InvalidValue, match="beyond what a calendar can work out"):
        yard.desk.act(case.id, "open", by=wei)
    assert yard.desk.case(case.id).version == 1


def test_one_case_at_the_end_of_time_does_not_bring_a_tick_down() -> None:
    """It is told as a fault; the others get what they are owed."""
    far = scaffold(stand(within=minutes(30), marks=[due(tell=warden), after(hours(2), tell=warden)]))
    clock = VirtualClock(LATE - timedelta(days=1))
    desk = Desk([far], MemoryStore(), now=clock)
    ids = []
    for at in (LATE - timedelta(days=1), LATE):
        clock.move_to(at)
        case = desk.register("scaffold", {"size": "low"}, by=wei)
        ids.append(case.id)
        desk.act(case.id, "open", by=wei)
    clock.move_to(LATE + timedelta(minutes=40))
    report = desk.tick()
    assert (report.cases, report.marks) == (1, 2)
    assert [one[1] for one in report.faults] == [ids[1]]
