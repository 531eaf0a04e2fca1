"""Taking back: a stop that turns out not to hold has stopped nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scaffolds import HALT, HOUR, MORNING, Yard, halt, remove, resume, scaffold, stand, wei

from propflow import CONTINUE, IGNORE, NEW_CYCLE, MemoryStore, hours
from propflow.engine import clocks as clockwork
from propflow.engine.clock_plan import ClockPlan
from propflow.engine.plan import plan_of
from propflow.model.cases import Case, ClockRun
from propflow.model.instants import to_text


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
    """The clock laid out."""
    return plan_of(scaffold(stand(**changed))).clocks["stand"]


def begun(plan: ClockPlan, size: str | None = "low") -> Any:
    """Its entry at the start."""
    return clockwork.started(plan, None, {"size": size}, MORNING)


def test_a_stop_that_is_taken_back_has_stopped_nothing(yard: Yard) -> None:
    """The clock is as it was before the stop: same start, same cycle, same deadline, no verdict."""
    before = yard.standing()
    yard.at(10).do(before.id, "remove")
    after = yard.at(20).do(before.id, "not_so")
    assert after.part("clocks") == before.part("clocks")
    assert yard.desk.verify().faults == ()


def test_a_clock_that_nothing_halts_is_taken_back_too() -> None:
    """Whether a clock ever stands still has no part in it."""
    yard = Yard(MemoryStore(), scaffold(stand(pauses=[])))
    before = yard.standing()
    yard.at(10).do(before.id, "remove")
    assert yard.at(20).do(before.id, "not_so").part("clocks") == before.part("clocks")


def test_between_the_stop_and_its_taking_back_nothing_fires(yard: Yard) -> None:
    """While the scaffold is said to be gone its clock is stopped, and owes nothing."""
    case = yard.standing()
    yard.at(10).do(case.id, "remove")
    assert yard.at(30).desk.tick().cases == 0
    assert run(yard.desk.case(case.id)).verdict == "on_time"


def test_marks_whose_instants_have_passed_fire_at_the_next_tick(yard: Yard) -> None:
    """What would have fired meanwhile fires once, each with its own lateness."""
    case = yard.standing()
    yard.at(10).do(case.id, "remove")
    yard.at(25).do(case.id, "not_so")
    assert yard.fired(case.id) == []
    yard.desk.tick()
    assert yard.fired(case.id) == [("50%", 13 * 3600), ("due", 3600)]
    assert yard.desk.tick().cases == 0


def test_marks_that_have_fired_stay_fired(yard: Yard) -> None:
    """What fired before the stop does not fire again."""
    case = yard.standing()
    yard.at(12).desk.tick()
    yard.do(case.id, "remove")
    yard.at(13).do(case.id, "not_so")
    yard.at(24).desk.tick()
    assert yard.fired(case.id) == [("50%", 0), ("due", 0)]


def test_the_verdict_is_that_of_the_last_stop(yard: Yard) -> None:
    """Said to be gone in time and gone too late is late; the first verdict stands in its record."""
    case = yard.standing()
    yard.at(23).do(case.id, "remove", "not_so")
    after = yard.at(25).do(case.id, "remove")
    assert run(after).verdict == "late"
    entries: Any = [one.changes["clocks"]["stand"] for one in yard.desk.journal(case.id) if one.action == "remove"]
    assert [one["verdict"] for one in entries] == ["on_time", "late"]


@pytest.mark.parametrize("how", [NEW_CYCLE, CONTINUE, IGNORE])
def test_it_is_taken_back_however_a_start_is_taken(how: Any) -> None:
    """Taking back is no start: what a clock does when it is started again does not matter."""
    yard = Yard(MemoryStore(), scaffold(stand(on_reopen=how)))
    before = yard.standing()
    yard.at(10).do(before.id, "remove")
    assert yard.at(20).do(before.id, "not_so").part("clocks") == before.part("clocks")


def test_a_voided_clock_is_not_taken_back(yard: Yard) -> None:
    """What was owed no longer stays so."""
    case = yard.standing()
    voided = yard.do(case.id, "drop")
    assert run(voided).verdict == "void"
    assert yard.do(case.id, "not_so").part("clocks") == voided.part("clocks")


def test_a_clock_that_runs_is_left_alone() -> None:
    """There is no stop to take back."""
    plan = planned()
    assert clockwork.taken_back(plan, begun(plan), {}) is None


def test_a_clock_that_never_ran_is_left_alone() -> None:
    """Taking back starts nothing."""
    yard = Yard(MemoryStore(), scaffold(stand(starts=halt, stops=[remove, resume])))
    case = yard.standing()
    assert yard.do(case.id, "remove", "not_so").clock("stand") is None


def test_a_limit_that_was_chosen_anew_meanwhile_holds(yard: Yard) -> None:
    """While it was stopped the case turned out otherwise: the clock goes on within the limit of today."""
    case = yard.standing("low")
    yard.at(10).do(case.id, "remove")
    yard.desk.act(case.id, "measure", {"size": "high"}, by=wei)
    assert run(yard.do(case.id, "not_so")).due_at == MORNING + 48 * HOUR


def test_a_limit_that_is_gone_meanwhile_is_gone(yard: Yard) -> None:
    """If nothing chooses a limit any longer, there is none."""
    case = yard.standing("low")
    yard.at(10).do(case.id, "remove")
    yard.desk.act(case.id, "measure", {"size": None}, by=wei)
    after = run(yard.do(case.id, "not_so"))
    assert (after.running, after.due_at, after.next_at) == (True, None, None)


def test_what_had_no_limit_when_it_was_stopped_may_have_one_by_now(yard: Yard) -> None:
    """Stopped before its limit was known, it runs on; and what the case says by now counts from its start."""
    case = yard.standing(None)
    yard.at(10).do(case.id, "remove")
    yard.desk.act(case.id, "measure", {"size": "low"}, by=wei)
    after = run(yard.at(12).do(case.id, "not_so"))
    assert (after.running, after.verdict, after.due_at) == (True, None, MORNING + 24 * HOUR)


def test_stopped_while_it_stood_still_it_has_run_since_the_stop(yard: Yard) -> None:
    """Who says that it is gone waits no longer: the time before that is a pause, the time after it is not."""
    case = yard.standing()
    yard.at(10).do(case.id, "halt")
    yard.at(15).do(case.id, "remove")
    after = run(yard.at(18).do(case.id, "not_so"))
    assert (after.paused_since, after.due_at) == (None, MORNING + 29 * HOUR)


def test_when_it_is_taken_back_does_not_matter(yard: Yard) -> None:
    """Whenever it is said to have been found out, the clock has run on in any case."""
    case = yard.standing()
    yard.at(10).do(case.id, "remove")
    yard.at(20)
    after = yard.desk.act(case.id, "not_so", by=wei, occurred_at=MORNING + 12 * HOUR)
    assert run(after).due_at == MORNING + 24 * HOUR


PHASES = st.lists(st.tuples(st.sampled_from(["pause", "run", "extend", "fire"]), st.integers(1, 20)), max_size=8)


@given(PHASES, st.integers(0, 60), st.sampled_from(["low", "high"]))
def test_taking_back_equals_never_having_stopped(phases: list[tuple[str, int]], gap: int, size: str) -> None:
    """Whatever the clock has been through, a stop that is taken back leaves it as if it had gone on since then."""
    plan, at = planned(), MORNING
    entry = begun(plan, size)
    for what, length in phases:
        at += length * HOUR
        if what in ("pause", "run"):
            entry = clockwork.repaused(plan, entry, HALT if what == "pause" else None, at) or entry
        elif what == "extend":
            entry = clockwork.extended(plan, entry, to_text(at + 30 * HOUR), at) or entry
        else:
            for _, firing in clockwork.owed(plan, entry, at):
                entry = clockwork.fired(plan, entry, firing)
    stopped = clockwork.ended(entry, at, void=False)
    back = clockwork.taken_back(plan, stopped, {})
    never = clockwork.repaused(plan, entry, None, at) or entry
    assert back == never
    later = at + gap * HOUR
    assert clockwork.ended(back or {}, later, void=False) == clockwork.ended(never, later, void=False)


def test_a_clock_of_a_fixed_length_is_taken_back_too() -> None:
    """A limit that neither day nor case decides is aimed at nothing, and goes on as it was."""
    plan = planned(within=hours(24))
    entry = begun(plan)
    stopped = clockwork.ended(entry, MORNING + 30 * HOUR, void=False)
    assert stopped["verdict"] == "late"
    assert clockwork.taken_back(plan, stopped, {}) == entry
