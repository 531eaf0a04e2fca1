"""The longest pause: after so long a clock runs again by itself, whatever state the case is in."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.visits import SITE, at, lead, locked, not_so, parts, planned, promise, rules, shown, until_parts_come, visit
from tests.visits import go as clock

from propflow import CONTINUE, OFF, Pause, after, amount_slot, days, due, hours, minutes, share, working_days
from propflow.engine import clocks as clockwork
from propflow.engine.clock_plan import ClockPlan
from propflow.engine.plan import plan_of
from propflow.model.calendars import ALWAYS
from propflow.model.instants import from_text, to_text

MINUTE = timedelta(minutes=1)
START = "09-07 09:00"
FOUR_HOURS = hours(4)


def paused(at_most: Any = FOUR_HOURS, **more: Any) -> ClockPlan:
    """A clock of ten hours that waits for parts, for so long at most; around the clock unless told otherwise."""
    return planned(until_parts_come(at_most, **more))


def begun(plan: ClockPlan, start: str = START) -> Any:
    """Its entry after a start."""
    return clockwork.started(plan, None, {}, at(start))


def waits(plan: ClockPlan, entry: Any, when: str, state: str = "parts") -> Any:
    """Its entry once the case is in that state; the same if nothing changes."""
    return clockwork.repaused(plan, entry, clockwork.halted(plan, state, {}), at(when)) or entry


def runs(plan: ClockPlan, entry: Any, when: str) -> Any:
    """Its entry once the case waits no longer."""
    return clockwork.repaused(plan, entry, None, at(when)) or entry


def test_case_28_its_deadline_is_known_while_it_stands() -> None:
    """Two hours gone, four of standing still, eight left: due at 23:00, before anybody has touched the case."""
    plan = paused()
    held = waits(plan, begun(plan), "09-07 11:00")
    assert (shown(held["paused"]), shown(held["resumes"])) == ("09-07 11:00", "09-07 15:00")
    assert (shown(held["due"]), shown(held["next"])) == ("09-07 23:00", "09-07 18:00")


def test_case_28_marks_fire_while_the_case_still_waits() -> None:
    """Half of the way and the end are owed on their instants, as if somebody had resumed it."""
    plan = paused(marks=[share(10, tell=lead), share(50, tell=lead), due(tell=lead), after(hours(1), tell=lead)])
    held = waits(plan, begun(plan), "09-07 11:00")
    owed = {one.name: shown(when) for when, one in clockwork.owed(plan, held, at("09-09 09:00"))}
    assert owed == {"10%": "09-07 10:00", "50%": "09-07 18:00", "due": "09-07 23:00", "+1 hour": "09-08 00:00"}


def test_case_28_without_a_maximum_there_is_no_deadline() -> None:
    """As ever: while it stands still nothing is due, and nothing is owed."""
    plan = paused(None)
    held = waits(plan, begun(plan), "09-07 11:00")
    assert (held["due"], held["next"], "resumes" in held) == (None, None, False)


def test_case_28_left_earlier_it_has_stood_still_for_less() -> None:
    """The parts came after an hour: an hour more, and of the maximum nothing is left over."""
    plan = paused()
    back = runs(plan, waits(plan, begun(plan), "09-07 11:00"), "09-07 12:00")
    assert (shown(back["due"]), back["paused"], "resumes" in back) == ("09-07 20:00", None, False)
    assert shown(waits(plan, back, "09-07 13:00")["resumes"]) == "09-07 17:00"


def test_case_28_staying_longer_counts() -> None:
    """The parts came after six hours: four of them stood still, two ran, and it is due when it was said to be."""
    plan = paused()
    held = waits(plan, begun(plan), "09-07 11:00")
    back = runs(plan, held, "09-07 17:00")
    assert back["due"] == held["due"]
    assert timedelta(microseconds=back["spent"]) == timedelta(hours=4)


def test_case_28_leaving_it_after_the_deadline_changes_nothing() -> None:
    """It was due while it waited; that stays so."""
    plan = paused()
    held = waits(plan, begun(plan), "09-07 11:00")
    back = runs(plan, held, "09-08 11:00")
    assert (back["due"], clockwork.ended(back, at("09-08 12:00"), void=False)["verdict"]) == (held["due"], "late")


@pytest.mark.parametrize(("stop", "verdict"), [("09-07 13:00", "on_time"), ("09-07 23:00", "on_time"),
                                               ("09-07 23:01", "late")])  # fmt: skip
def test_case_28_stopped_while_it_waits(stop: str, verdict: str) -> None:
    """Before it runs again and until it is due it is on time; after that it is late, waiting or not."""
    plan = paused()
    assert clockwork.ended(waits(plan, begun(plan), "09-07 11:00"), at(stop), void=False)["verdict"] == verdict


@pytest.mark.parametrize(("stop", "due"), [("09-07 13:00", "09-07 21:00"), ("09-07 17:00", "09-07 23:00")])
def test_case_28_a_stop_in_the_wait_that_did_not_hold(stop: str, due: str) -> None:
    """From what was reported done it has run on: before the maximum from there, after it as it ran already."""
    plan = paused(taken_back_by=not_so)
    stopped = clockwork.ended(waits(plan, begun(plan), "09-07 11:00"), at(stop), void=False)
    back = clockwork.taken_back(plan, stopped, {})
    assert back is not None
    assert (shown(back["due"]), shown(back["since"]), "resumes" in back) == (due, stop, False)


@pytest.mark.parametrize(("stop", "due"), [("09-07 13:00", "09-08 17:00"), ("09-07 17:00", "09-08 15:00")])
def test_case_28_reopened_it_goes_on_with_what_was_left(stop: str, due: str) -> None:
    """Two hours were gone, and two more if it ran again before the stop; the stop itself counts as a pause."""
    plan = paused(on_reopen=CONTINUE)
    stopped = clockwork.ended(waits(plan, begun(plan), "09-07 11:00"), at(stop), void=False)
    entry = clockwork.started(plan, stopped, {}, at("09-08 09:00"))
    assert entry is not None and shown(entry["due"]) == due


def test_case_28_it_is_counted_in_service_time() -> None:
    """Four hours of waiting that begin at 16:00 are over at 10:00 the next day, by the calendar of the clock."""
    plan = paused(calendar=SITE)
    held = waits(plan, begun(plan), "09-07 16:00")
    assert (shown(held["resumes"]), shown(held["due"])) == ("09-08 10:00", "09-08 15:00")


def test_case_28_in_days_that_are_worked() -> None:
    """Two working days at most, over a weekend: until service ends on Tuesday."""
    plan = paused(working_days(2), calendar=SITE)
    held = waits(plan, begun(plan, "09-11 09:00"), "09-11 11:00")
    assert shown(held["resumes"]) == "09-15 18:00"


def test_case_28_a_limit_of_natural_days_stands_still_until_then() -> None:
    """The maximum is of service time, what it stands still is natural time: a night and a day's morning."""
    plan = paused(hours(2), within=days(1), calendar=SITE)
    held = waits(plan, begun(plan), "09-07 17:00")
    assert (shown(held["resumes"]), shown(held["due"])) == ("09-08 09:00", "09-09 01:00")


def test_case_28_once_it_runs_again_no_state_halts_it() -> None:
    """From one wait into the next: it stands still no more until it has been through a state in which it runs."""
    plan = planned(clock(pauses=[Pause(parts, at_most=hours(4)), Pause(locked)]))
    held = waits(plan, begun(plan), "09-07 11:00")
    assert waits(plan, held, "09-07 16:00", "locked") is held
    back = runs(plan, held, "09-07 17:00")
    assert waits(plan, back, "09-07 18:00", "locked")["due"] is None


def test_case_28_the_state_at_hand_decides_for_how_long() -> None:
    """Passing from one wait into another while it stands still, it is the other's maximum, since it was halted."""
    plan = planned(clock(pauses=[Pause(parts), Pause(locked, at_most=hours(4))]))
    held = waits(plan, begun(plan), "09-07 11:00")
    other = waits(plan, held, "09-07 12:00", "locked")
    assert (shown(other["paused"]), shown(other["resumes"]), shown(other["due"])) == (
        "09-07 11:00", "09-07 15:00", "09-07 23:00",
    )  # fmt: skip
    assert waits(plan, other, "09-07 13:00", "parts")["due"] is None
    assert waits(plan, other, "09-07 13:00", "locked") is other


def test_case_28_policy_says_how_long_or_does_without() -> None:
    """A slot holds the maximum; switched off there is none, and the clock waits for ever."""
    most = amount_slot("most", en="Longest wait", zh="最长等待")
    found = {}
    for said in ("3 hours", "1 day", OFF):
        policy = visit(until_parts_come(most), slots=[most]).under(rules(most=said))
        plan = plan_of(policy).clocks["go"]
        found[said] = shown(waits(plan, begun(plan), "09-07 11:00").get("resumes"))
    assert found == {"3 hours": "09-07 14:00", "1 day": "09-08 11:00", OFF: None}


def test_case_28_more_time_granted_while_it_waits() -> None:
    """An extension counts from the deadline that is known; the marks wait for the new one."""
    plan = paused(extended_by=promise, until="promise")
    held = waits(plan, begun(plan), "09-07 11:00")
    assert clockwork.extended(plan, held, to_text(at("09-07 22:00")), at("09-07 12:00")) is None
    longer = clockwork.extended(plan, held, to_text(at("09-08 09:00")), at("09-07 16:00"))
    assert longer is not None and shown(longer["due"]) == "09-07 23:00"
    owed = {one.name: shown(when) for when, one in clockwork.owed(plan, longer, at("09-09 09:00"))}
    assert owed == {"50%": "09-07 23:00", "due": "09-08 09:00"}
    assert clockwork.extended(plan, held, to_text(at("09-08 09:00")), at("09-07 23:01")) is None


# Against a model that knows nothing but minutes

HORIZON = 14 * 24 * 60
SERVED = {
    "always": [True] * HORIZON,
    "site": [
        any(
            opens <= at(START) + i * MINUTE < closes
            for opens, closes in SITE.day((at(START) + i * MINUTE).astimezone(UTC).date()).windows
        )
        for i in range(HORIZON)
    ],
}


def walked(served: list[bool], limit: int, most: int | None, waits_: list[tuple[int, int]]) -> int | None:
    """Minute by minute: when the limit is reached; None if it never is."""
    ran = stood = 0
    for i in range(HORIZON):
        if ran == limit:
            return i
        wait = next((one for one in waits_ if one[0] <= i < one[1]), None)
        if wait is None or wait[0] == i:
            stood = 0
        stands = wait is not None and (most is None or stood < most)
        if served[i]:
            stood += wait is not None
            ran += not stands
    return None


WAITS = st.lists(st.integers(1, 3000), min_size=1, max_size=6, unique=True).map(sorted)


@settings(max_examples=150)
@given(st.sampled_from(["always", "site"]), st.integers(1, 1500), st.integers(1, 700), WAITS)
def test_case_28_it_is_due_when_somebody_with_a_watch_says(site: str, limit: int, most: int, times: list[int]) -> None:
    """Halted and resumed at will: at every step the deadline is the one that counting minutes gives."""
    start = at(START)
    plan = paused(minutes(most), within=minutes(limit), calendar={"always": ALWAYS, "site": SITE}[site])
    entry = begun(plan)
    known: list[tuple[int, int]] = []
    for i, minute in enumerate(times):
        when = start + minute * MINUTE
        if i % 2 == 0:
            known.append((minute, HORIZON))
            entry = clockwork.repaused(plan, entry, clockwork.halted(plan, "parts", {}), when)
        else:
            known[-1] = (known[-1][0], minute)
            entry = clockwork.repaused(plan, entry, None, when)
        assert entry is not None
        due_after = walked(SERVED[site], limit, most, known)
        assert due_after is not None
        assert (from_text(entry["due"]) - start) / MINUTE == due_after
