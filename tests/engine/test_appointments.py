"""Appointments: a clock that counts from a moment which the case says, and moves when that does."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.visits import SITE, at, lead, not_so, parts, planned, shown
from tests.visits import go as clock

from propflow import (
    CONTINUE,
    Pause,
    after,
    before,
    by_shift,
    calendar,
    days,
    due,
    hours,
    minutes,
    not_overnight,
    same_day,
    share,
    working_days,
)
from propflow.engine import clocks as clockwork
from propflow.engine.clock_plan import ClockPlan
from propflow.model.calendars import ALWAYS
from propflow.model.instants import to_text

MARKS = [before(hours(1), tell=lead), due(tell=lead), after(hours(1), tell=lead)]


def visits(**more: Any) -> ClockPlan:
    """A clock of two hours from the appointment, on the calendar of the site."""
    return planned(
        clock(**{"within": hours(2), "counted_from": "appointment", "calendar": SITE, "marks": MARKS, **more})
    )


def said(moment: str | datetime | None) -> dict[str, Any]:
    """The facts of a case with that appointment."""
    return {} if moment is None else {"appointment": to_text(at(moment) if isinstance(moment, str) else moment)}


def begun(plan: ClockPlan, appointment: Any = None, start: str = "09-07 09:00") -> Any:
    """Its entry after a start."""
    return clockwork.started(plan, None, said(appointment), at(start))


def halt(plan: ClockPlan, entry: Any, when: str) -> Any:
    """Its entry once the case waits for parts."""
    return clockwork.repaused(plan, entry, clockwork.halted(plan, "parts", {}), at(when)) or entry


def runs(plan: ClockPlan, entry: Any, when: str) -> Any:
    """Its entry once it runs again."""
    return clockwork.repaused(plan, entry, None, at(when)) or entry


@pytest.mark.parametrize(
    ("appointment", "start", "due"),
    [
        (None, "09-07 09:00", "09-07 11:00"),
        ("09-09 14:00", "09-09 14:00", "09-09 16:00"),
        ("09-09 17:00", "09-09 17:00", "09-10 09:00"),
        ("09-12 10:00", "09-12 10:00", "09-14 10:00"),
        ("09-04 10:00", "09-04 10:00", "09-04 12:00"),
    ],
)
def test_case_36_it_counts_from_the_appointment(appointment: Any, start: str, due: str) -> None:
    """In the future or in the past, in service time or out of it; without an appointment it counts from the start."""
    entry = begun(visits(), appointment)
    assert (shown(entry["start"]), shown(entry["due"])) == (start, due)
    assert entry["since"] == entry["start"]


AMOUNTS = st.sampled_from([minutes(45), hours(9), days(2), working_days(2), same_day(), not_overnight()])
CALENDARS = st.sampled_from([ALWAYS, SITE, calendar("cn-office")])


@given(st.integers(-20_000, 60_000), AMOUNTS, CALENDARS)
def test_case_36_due_is_what_the_calendar_says_from_there(offset: int, within: Any, site: Any) -> None:
    """Said at the start or moved there later, it is due when the calendar says from that moment."""
    moment = at("09-07 09:00") + timedelta(minutes=offset)
    plan = visits(within=within, calendar=site)
    moved = clockwork.aimed(plan, begun(plan), said(moment))
    for entry in (begun(plan, moment), moved or begun(plan)):
        assert entry["due"] == to_text(site.due(moment, within))
        assert entry["start"] == to_text(moment)


def test_case_36_before_the_appointment_nothing_is_owed_but_what_was_asked_for() -> None:
    """An hour before the limit lies after the appointment; nothing is owed until then."""
    plan = visits()
    entry = begun(plan, "09-09 14:00")
    assert clockwork.owed(plan, entry, at("09-09 14:59")) == []
    owed = {one.name: shown(when) for when, one in clockwork.owed(plan, entry, at("09-12 12:00"))}
    assert owed == {"-1 hour": "09-09 15:00", "due": "09-09 16:00", "+1 hour": "09-09 17:00"}


def test_case_36_moved_while_it_runs_it_counts_from_the_new_one() -> None:
    """Later, earlier, and into the past: always the two hours from where it is now."""
    plan = visits()
    entry = begun(plan, "09-09 14:00")
    for moment, end in [("09-10 14:00", "09-10 16:00"), ("09-08 09:00", "09-08 11:00"), ("09-06 09:00", "09-07 10:00")]:
        entry = clockwork.aimed(plan, entry, said(moment))
        assert entry is not None
        assert (shown(entry["start"]), shown(entry["due"]), entry["spent"]) == (shown(at(moment)), end, 0)
    assert clockwork.aimed(plan, entry, said("09-06 09:00")) is None
    assert clockwork.aimed(plan, entry, {}) is None  # an appointment that is off the books moves nothing


def test_case_36_marks_that_have_fired_stay_fired() -> None:
    """What was told before it was moved is not told again; the rest waits for the new appointment."""
    plan = visits()
    entry = begun(plan, "09-07 14:00")
    ((_, warning),) = clockwork.owed(plan, entry, at("09-07 15:30"))
    fired = clockwork.fired(plan, entry, warning)
    moved = clockwork.aimed(plan, fired, said("09-09 14:00"))
    assert moved is not None
    assert (moved["fired"], shown(moved["next"])) == (["-1 hour"], "09-09 16:00")


def test_case_36_halted_before_it_begins_it_loses_nothing() -> None:
    """Parts were awaited from Monday to Tuesday, the appointment was on Wednesday: that has cost nothing."""
    plan = visits(pauses=[Pause(parts)])
    held = halt(plan, begun(plan, "09-09 14:00"), "09-07 10:00")
    assert (held["due"], held["next"]) == (None, None)
    back = runs(plan, held, "09-08 10:00")
    assert (shown(back["since"]), shown(back["due"])) == ("09-09 14:00", "09-09 16:00")


def test_case_36_halted_before_it_begins_it_stands_still_when_it_would() -> None:
    """Parts awaited since Monday come an hour after the appointment: an hour more."""
    plan = visits(pauses=[Pause(parts)])
    held = halt(plan, begun(plan, "09-09 14:00"), "09-07 10:00")
    assert shown(runs(plan, held, "09-09 15:00")["due"]) == "09-09 17:00"


@pytest.mark.parametrize("moment", ["09-08 10:00", "09-10 10:00"])
def test_case_36_moved_while_it_stands_still(moment: str) -> None:
    """Whether the appointment is put forward or back, all of the wait that lies behind it is no running time."""
    plan = visits(pauses=[Pause(parts)])
    held = halt(plan, begun(plan, "09-09 14:00"), "09-07 10:00")
    moved = clockwork.aimed(plan, held, said(moment))
    assert moved is not None and moved["due"] is None
    back = runs(plan, moved, "09-11 09:00")
    assert (back["spent"], shown(back["due"])) == (0, "09-11 11:00")


def test_case_36_moved_back_behind_a_wait_it_has_run_until_then() -> None:
    """Halted at ten on Tuesday, the appointment put back to eight: two hours were gone, and it was due."""
    plan = visits(pauses=[Pause(parts)])
    held = halt(plan, begun(plan, "09-08 09:00"), "09-08 10:00")
    moved = clockwork.aimed(plan, held, said("09-08 08:30"))
    assert moved is not None and moved["due"] is None
    assert shown(runs(plan, moved, "09-08 14:00")["due"]) == "09-08 14:30"
    reached = clockwork.aimed(plan, held, said("09-08 08:00"))
    assert reached is not None and shown(reached["due"]) == "09-08 10:00"


@pytest.mark.parametrize(("moment", "due"), [("09-10 09:00", "09-10 12:00"), ("09-08 08:00", "09-08 11:00")])
def test_case_36_a_longest_wait_moves_with_the_appointment(moment: str, due: str) -> None:
    """The hour for which parts are awaited at most is counted from when the clock would have run."""
    plan = visits(pauses=[Pause(parts, at_most=hours(1))])
    held = halt(plan, begun(plan, "09-09 14:00"), "09-07 10:00")
    assert (shown(held["resumes"]), shown(held["due"])) == ("09-09 15:00", "09-09 17:00")
    moved = clockwork.aimed(plan, held, said(moment))
    assert moved is not None
    assert shown(halt(plan, moved, "09-07 11:00")["due"]) == due


def test_case_36_moved_after_a_longest_wait_it_waits_anew() -> None:
    """The hour was over and it ran; with another appointment it counts anew, and the parts are still awaited."""
    plan = visits(pauses=[Pause(parts, at_most=hours(1))])
    held = halt(plan, begun(plan, "09-07 09:00"), "09-07 10:00")
    assert shown(held["due"]) == "09-07 12:00"
    moved = clockwork.aimed(plan, held, said("09-09 14:00"))
    assert moved is not None
    waits = halt(plan, moved, "09-07 11:30")
    assert (shown(waits["resumes"]), shown(waits["due"])) == ("09-09 15:00", "09-09 17:00")


def test_case_36_the_start_that_is_said_chooses_the_shift() -> None:
    """By day or by night is a question of the appointment, and asked anew when it is moved."""
    plan = visits(within=by_shift(SITE, on=hours(1), off=hours(4)), calendar=ALWAYS)
    entry = begun(plan, "09-08 10:00")
    assert (entry["within"], shown(entry["due"])) == ("1 hour", "09-08 11:00")
    moved = clockwork.aimed(plan, entry, said("09-08 22:00"))
    assert moved is not None and (moved["within"], shown(moved["due"])) == ("4 hours", "09-09 02:00")


def test_case_36_moved_after_the_stop_it_changes_nothing() -> None:
    """The verdict was passed on the appointment that there was."""
    plan = visits()
    stopped = clockwork.ended(begun(plan, "09-07 10:00"), at("09-07 11:00"), void=False)
    assert stopped["verdict"] == "on_time"
    assert clockwork.aimed(plan, stopped, said("09-07 09:00")) is None


def test_case_36_moved_after_a_stop_that_did_not_hold() -> None:
    """The verdict waits for nothing; once the stop is taken back it runs from where the appointment is by now."""
    plan = visits(taken_back_by=not_so)
    stopped = clockwork.ended(begun(plan, "09-07 10:00"), at("09-07 11:00"), void=False)
    assert clockwork.aimed(plan, stopped, said("09-09 14:00")) is None
    back = clockwork.taken_back(plan, stopped, said("09-09 14:00"))
    assert back is not None and (shown(back["start"]), shown(back["due"])) == ("09-09 14:00", "09-09 16:00")
    same = clockwork.taken_back(plan, stopped, said("09-07 10:00"))
    assert same == begun(plan, "09-07 10:00")


def test_case_36_done_before_the_appointment_is_on_time() -> None:
    """Somebody came earlier than agreed: on time, with nothing owed."""
    plan = visits()
    stopped = clockwork.ended(begun(plan, "09-09 14:00"), at("09-08 10:00"), void=False)
    assert (stopped["verdict"], stopped["next"]) == ("on_time", None)


def test_case_36_another_cycle_counts_from_its_own_appointment() -> None:
    """A clock that counts anew begins with what is said by then; one that goes on keeps what it has left."""
    for how, end in (({}, "09-10 16:00"), ({"on_reopen": CONTINUE}, "09-10 10:00")):
        plan = visits(**how)
        stopped = clockwork.ended(begun(plan, "09-07 14:00"), at("09-07 15:00"), void=False)
        facts = said("09-10 14:00") if not how else said("09-07 14:00")
        entry = clockwork.started(plan, stopped, facts, at("09-10 09:00"))
        assert entry is not None and shown(entry["due"]) == end


def test_case_36_the_share_of_a_limit_is_counted_from_the_appointment() -> None:
    """Half of two hours after the appointment, and never half of the way to it."""
    plan = visits(marks=[share(50, tell=lead)])
    assert shown(begun(plan, "09-09 11:30")["next"]) == "09-09 13:30"
