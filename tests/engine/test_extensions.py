"""Extensions: more time that is granted before the limit has passed excuses, and moves the marks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scaffolds import HALT, HOUR, INSTANT, MORNING, Yard, not_so, open_, scaffold, stand, warden, wei

from propflow import MemoryStore, before, due, hours
from propflow.engine import clocks as clockwork
from propflow.engine.clock_plan import ClockPlan
from propflow.engine.plan import plan_of
from propflow.model.cases import Case, ClockRun
from propflow.model.instants import to_text

LIMIT = MORNING + 24 * HOUR


@pytest.fixture
def yard() -> Yard:
    """A yard."""
    return Yard(MemoryStore())


def run(case: Case) -> ClockRun:
    """How the clock stands."""
    found = case.clock("stand")
    assert found is not None
    return found


def planned(**changed: Any) -> ClockPlan:
    """The clock laid out, with one mark at its limit."""
    return plan_of(scaffold(stand(**{"marks": [due(tell=warden)], **changed}))).clocks["stand"]


def begun(plan: ClockPlan) -> Any:
    """Its entry at the start."""
    return clockwork.started(plan, None, {"size": "low"}, MORNING)


def test_a_clock_begins_without_an_extension(yard: Yard) -> None:
    """Nothing is excused before something was granted."""
    assert run(yard.standing()).excused_until is None


def test_an_extension_leaves_the_limit_and_says_until_when(yard: Yard) -> None:
    """The limit stays what it was; the case says until when being late is excused, and so does the record."""
    case = yard.standing()
    after = run(yard.at(5).extend(case.id, 30))
    assert (after.due_at, after.excused_until) == (LIMIT, MORNING + 30 * HOUR)
    entry: Any = yard.desk.journal(case.id)[-1].changes["clocks"]["stand"]
    assert (entry["due"], entry["excused"]) == (to_text(LIMIT), to_text(MORNING + 30 * HOUR))


@pytest.mark.parametrize(
    ("stop", "verdict"),
    [
        (24 * HOUR, "on_time"),
        (24 * HOUR + INSTANT, "excused"),
        (30 * HOUR, "excused"),
        (30 * HOUR + INSTANT, "late"),
    ],
)
def test_case_32_what_is_late_within_an_extension_is_excused(stop: timedelta, verdict: str, yard: Yard) -> None:
    """In time is on time; up to the extension, and exactly at it, is excused and never on time; beyond it is late."""
    case = yard.standing()
    yard.at(5).extend(case.id, 30)
    yard.clock.move_to(MORNING + stop)
    assert run(yard.do(case.id, "remove")).verdict == verdict


def test_the_marks_wait_for_the_new_limit(yard: Yard) -> None:
    """Half of the time is half of the time with the extension, and nobody is told at the old limit."""
    case = yard.standing()
    assert run(yard.at(5).extend(case.id, 30)).next_at == MORNING + 15 * HOUR
    yard.at(29).desk.tick()
    assert yard.fired(case.id) == [("50%", 14 * 3600)]
    yard.at(30).desk.tick()
    assert yard.fired(case.id)[1:] == [("due", 0)]


def test_a_mark_before_the_limit_moves_with_it() -> None:
    """An hour before the limit is an hour before the new one."""
    plan = planned(marks=[before(hours(1), tell=warden)])
    entry = clockwork.extended(plan, begun(plan), to_text(MORNING + 40 * HOUR), MORNING)
    assert entry is not None
    assert entry["next"] == to_text(MORNING + 39 * HOUR)


def test_a_clock_that_nothing_halts_is_extended_too() -> None:
    """Whether a clock ever stands still has no part in it."""
    yard = Yard(MemoryStore(), scaffold(stand(pauses=[])))
    assert run(yard.extend(yard.standing().id, 30)).excused_until == MORNING + 30 * HOUR


def test_marks_that_have_fired_stay_fired(yard: Yard) -> None:
    """A mark that came before the extension does not come again."""
    case = yard.standing()
    yard.at(12).desk.tick()
    yard.extend(case.id, 48)
    yard.at(30).desk.tick()
    assert yard.fired(case.id) == [("50%", 0)]


@pytest.mark.parametrize(("late", "counts"), [(-INSTANT, True), (0 * HOUR, True), (INSTANT, False), (HOUR, False)])
def test_case_32_time_is_granted_at_or_before_the_limit(late: timedelta, counts: bool, yard: Yard) -> None:
    """Exactly at the limit is in time; a microsecond later changes nothing, and the breach stands."""
    case = yard.standing()
    yard.clock.move_to(LIMIT + late)
    after = run(yard.extend(case.id, 30))
    assert after.excused_until == (MORNING + 30 * HOUR if counts else None)
    yard.at(29)
    assert run(yard.do(case.id, "remove")).verdict == ("excused" if counts else "late")


def test_an_extension_counts_from_when_it_was_granted() -> None:
    """Within the tolerance it counts when it is said to have happened, though it is written down too late."""
    yard = Yard(MemoryStore(), scaffold(stand(), tolerance=hours(8)))
    case = yard.standing()
    after = yard.at(25).extend(case.id, 30, occurred_at=LIMIT)
    assert run(after).excused_until == MORNING + 30 * HOUR


def test_an_extension_may_be_extended(yard: Yard) -> None:
    """After the limit, and up to the last extension, more time may be granted; then no longer."""
    case = yard.standing()
    yard.at(24).extend(case.id, 30)
    yard.at(30).extend(case.id, 36)
    yard.clock.move_to(MORNING + 36 * HOUR + INSTANT)
    assert run(yard.extend(case.id, 48)).excused_until == MORNING + 36 * HOUR
    assert run(yard.do(case.id, "remove")).verdict == "late"


@pytest.mark.parametrize("hour", [1, 23, 24])
def test_a_shorter_limit_is_no_extension(hour: int, yard: Yard) -> None:
    """Until an instant at or before the limit grants nothing; the record shows no change of the clock."""
    case = yard.standing()
    assert run(yard.extend(case.id, hour)).excused_until is None
    assert "clocks" not in yard.desk.journal(case.id)[-1].changes


@pytest.mark.parametrize("hour", [25, 30])
def test_an_extension_is_not_cut_short(hour: int, yard: Yard) -> None:
    """What was granted stays granted: a later, shorter grant changes nothing."""
    case = yard.standing()
    yard.extend(case.id, 30)
    assert run(yard.extend(case.id, hour)).excused_until == MORNING + 30 * HOUR


def test_a_stopped_clock_is_not_extended(yard: Yard) -> None:
    """Nothing is owed that could be put off; its verdict stands."""
    case = yard.standing()
    before_ = yard.do(case.id, "remove").part("clocks")
    assert yard.extend(case.id, 30).part("clocks") == before_


def test_a_clock_without_a_limit_is_not_extended(yard: Yard) -> None:
    """Where nothing is due there is nothing to extend."""
    case = yard.standing(None)
    assert run(yard.extend(case.id, 30)).excused_until is None


def test_a_moment_that_is_not_known_extends_nothing() -> None:
    """A form may leave the moment open."""
    plan = planned()
    assert clockwork.extended(plan, begun(plan), None, MORNING) is None


def test_a_new_cycle_begins_without_an_extension() -> None:
    """What was granted holds for the cycle in which it was granted."""
    yard = Yard(MemoryStore(), scaffold(stand(taken_back_by=[], starts=[open_, not_so])))
    case = yard.standing()
    yard.extend(case.id, 30)
    again = run(yard.do(case.id, "remove", "not_so"))
    assert (again.cycle, again.excused_until) == (2, None)


def test_an_extension_survives_a_stop_that_is_taken_back(yard: Yard) -> None:
    """The stop did not hold, so what was granted before it does."""
    case = yard.standing()
    yard.extend(case.id, 30)
    yard.at(20).do(case.id, "remove")
    yard.at(28).do(case.id, "not_so")
    assert run(yard.do(case.id, "remove")).verdict == "excused"


# Extended and halted


def test_a_pause_within_an_extension_moves_the_limit_towards_it(yard: Yard) -> None:
    """The limit is later by the pause, the extension stays at its instant, and so does what is owed there."""
    case = yard.standing()
    yard.extend(case.id, 30)
    yard.at(10).do(case.id, "halt")
    halted = run(yard.desk.case(case.id))
    assert (halted.due_at, halted.next_at) == (None, None)
    after = run(yard.at(14).do(case.id, "resume"))
    assert (after.due_at, after.excused_until) == (MORNING + 28 * HOUR, MORNING + 30 * HOUR)
    yard.at(30).desk.tick()
    assert yard.fired(case.id)[-1] == ("due", 0)


def test_a_pause_that_puts_the_limit_beyond_the_extension(yard: Yard) -> None:
    """Then the limit is later than what was granted, and nothing fires before it."""
    case = yard.standing()
    yard.extend(case.id, 30)
    yard.at(10).do(case.id, "halt")
    after = run(yard.at(40).do(case.id, "resume"))
    assert (after.due_at, after.next_at) == (MORNING + 54 * HOUR, MORNING + 42 * HOUR)
    yard.at(54).desk.tick()
    assert yard.fired(case.id) == [("50%", 12 * 3600), ("due", 0)]
    assert run(yard.do(case.id, "remove")).verdict == "on_time"


def test_a_limit_beyond_the_extension_may_be_extended_until_it_passes(yard: Yard) -> None:
    """The extension has passed, the limit has not: more time may still be granted."""
    case = yard.standing()
    yard.extend(case.id, 30)
    yard.at(10).do(case.id, "halt")
    yard.at(40).do(case.id, "resume")
    assert run(yard.extend(case.id, 54)).excused_until == MORNING + 30 * HOUR
    assert run(yard.extend(case.id, 60)).excused_until == MORNING + 60 * HOUR


def test_halted_and_extended_owes_what_it_had_come_to() -> None:
    """While it stands still, half of the extended time has passed or it has not; the pause changes nothing about it."""
    plan = plan_of(scaffold()).clocks["stand"]
    entry = clockwork.extended(plan, begun(plan), to_text(MORNING + 40 * HOUR), MORNING)
    assert entry is not None
    for ran, owed in ((19, None), (20, to_text(MORNING + 20 * HOUR)), (21, to_text(MORNING + 20 * HOUR))):
        paused = clockwork.repaused(plan, entry, HALT, MORNING + ran * HOUR)
        assert paused is not None
        assert (paused["due"], paused["next"]) == (None, owed)


def test_a_halted_clock_may_be_extended(yard: Yard) -> None:
    """Standing still short of its limit, it cannot be late, whenever more time is granted; what is shorter is none."""
    case = yard.standing()
    yard.at(10).do(case.id, "halt")
    assert run(yard.at(90).extend(case.id, 24)).excused_until is None
    assert run(yard.extend(case.id, 130)).excused_until == MORNING + 130 * HOUR
    after = run(yard.at(100).do(case.id, "resume"))
    assert after.due_at == MORNING + 114 * HOUR
    yard.at(130)
    assert run(yard.do(case.id, "remove")).verdict == "excused"


def test_a_halted_clock_that_is_late_already_is_not_extended(yard: Yard) -> None:
    """A breach before the pause stands."""
    case = yard.standing()
    yard.at(25).do(case.id, "halt")
    assert run(yard.extend(case.id, 40)).excused_until is None


def test_a_limit_chosen_anew_stands_beside_the_extension(yard: Yard) -> None:
    """A longer limit than what was granted is the limit; a shorter one is excused as far as was granted."""
    case = yard.standing()
    yard.extend(case.id, 30)
    after = run(yard.desk.act(case.id, "measure", {"size": "high"}, by=wei))
    assert (after.due_at, after.next_at) == (MORNING + 48 * HOUR, MORNING + 24 * HOUR)
    after = run(yard.desk.act(case.id, "measure", {"size": "low"}, by=wei))
    assert (after.due_at, after.next_at) == (LIMIT, MORNING + 15 * HOUR)


# Chains


GRANTS = st.lists(st.tuples(st.integers(0, 12), st.integers(-30, 60)), max_size=8)


@given(GRANTS, st.integers(0, 120))
def test_a_chain_of_extensions(grants: list[tuple[int, int]], rest: int) -> None:
    """However often more time is granted, each counts if it comes before the end so far and reaches beyond it."""
    plan, at, end = planned(), MORNING, LIMIT
    entry = begun(plan)
    for gap, more in grants:
        at += gap * HOUR
        until = LIMIT + more * HOUR
        new = clockwork.extended(plan, entry, to_text(until), at)
        assert (new is not None) is (at <= end < until)
        entry, end = (entry, end) if new is None else (new, until)
        assert (entry["due"], entry["next"]) == (to_text(LIMIT), to_text(end))
    stop = at + rest * HOUR
    verdict = "on_time" if stop <= LIMIT else "excused" if stop <= end else "late"
    assert clockwork.ended(entry, stop, void=False)["verdict"] == verdict


STEPS = st.lists(st.tuples(st.sampled_from(["pause", "run", "extend"]), st.integers(1, 15), st.integers(1, 60)))


@given(STEPS)
def test_nothing_is_owed_before_the_limit_and_what_was_granted(steps: list[tuple[str, int, int]]) -> None:
    """However it is halted and extended in turn, the mark at the limit never comes before the limit or the grant."""
    plan, at = planned(), MORNING
    entry = begun(plan)
    for what, gap, more in steps:
        at += gap * HOUR
        if what == "extend":
            entry = clockwork.extended(plan, entry, to_text(at + more * HOUR), at) or entry
        else:
            entry = clockwork.repaused(plan, entry, HALT if what == "pause" else None, at) or entry
        if entry["next"] is not None:
            assert entry["due"] is not None
            assert entry["next"] >= max(entry["due"], entry["excused"] or "")
        assert entry["next"] is not None or entry["paused"] is not None


def test_an_extension_is_an_instant() -> None:
    """An extension in another zone is the instant it is."""
    yard = Yard(MemoryStore())
    case = yard.standing()
    yard.desk.act(case.id, "extend", {"until": "2026-09-02T15:00:00+08:00"}, by=wei)
    assert run(yard.desk.case(case.id)).excused_until == datetime.fromisoformat("2026-09-02T07:00:00+00:00")
