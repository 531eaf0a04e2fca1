"""Clocks: when they start and stop, stand still and fire, and what verdict they pass."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.office import MORNING, Bell, Ear, Office, ann, bob, eve, mend, react, repair, settle
from tests.scaffolds import HALT

from propflow import (
    CONTINUE,
    IGNORE,
    NEW_CYCLE,
    Case,
    Clock,
    MemoryStore,
    Refused,
    after,
    before,
    days,
    due,
    hours,
    minutes,
)
from propflow.engine import clocks as clockwork
from propflow.engine.plan import plan_of
from propflow.model.canonical import Kept, canonical
from propflow.model.cases import ClockRun, clock_run

INSTANT = timedelta(microseconds=1)


def run(office: Office, case_id: str, clock: str) -> ClockRun:
    """The clock's latest running."""
    found = office.desk.case(case_id).clock(clock)
    assert found is not None
    return found


def fired(office: Office, case_id: str) -> list[tuple[str, Any]]:
    """What has fired, as the journal has it: the clock's name and the mark, in order."""
    return [(one.action, one.facts["mark"]) for one in office.desk.journal(case_id) if one.kind == "mark"]


def act(office: Office, case_id: str, *actions: str, by: Any = ann) -> Case:
    """Do several things one after another."""
    for one in actions:
        case = office.desk.act(case_id, one, by=by)
    return case


def wait(office: Office, case_id: str, reason: str, **how: Any) -> Case:
    """The work waits for somebody."""
    return office.desk.act(case_id, "wait", {"reason": reason}, by=bob, **how)


# Starting, stopping, voiding


def test_a_clock_runs_from_its_start_to_its_stop(quick: Office) -> None:
    """Opened it starts, mended it stops: in between it runs and has a deadline, afterwards a verdict."""
    case = quick.working()
    running = run(quick, case.id, "mend")
    assert (running.cycle, running.started_at, running.due_at) == (1, MORNING, MORNING + timedelta(hours=24))
    assert (running.running, running.verdict) == (True, None)
    quick.pass_time(hours=23)
    act(quick, case.id, "finish", by=bob)
    stopped = run(quick, case.id, "mend")
    assert (stopped.running, stopped.verdict, stopped.next_at) == (False, "on_time", None)
    assert stopped.stopped_at == MORNING + timedelta(hours=23)


def test_before_its_start_there_is_no_clock(quick: Office) -> None:
    """A clock that was never started is not there."""
    assert quick.registered().clock("mend") is None


@pytest.mark.parametrize(("late", "verdict"), [(-INSTANT, "on_time"), (0 * INSTANT, "on_time"), (INSTANT, "late")])
def test_case_23_exactly_at_the_limit_is_on_time(late: timedelta, verdict: str, quick: Office) -> None:
    """The deadline itself is on time; a microsecond later is late."""
    case = quick.working()
    quick.clock.move_to(MORNING + timedelta(hours=24) + late)
    act(quick, case.id, "finish", by=bob)
    assert run(quick, case.id, "mend").verdict == verdict


def test_case_40_voiding_passes_no_verdict_on_time_or_late(quick: Office) -> None:
    """What is dropped was owed no longer, however long it has lain; nothing fires for it afterwards."""
    case = quick.opened()
    quick.pass_time(days=9)
    quick.desk.act(case.id, "drop", by=eve)
    assert {one.name: one.verdict for one in quick.desk.case(case.id).clocks} == {
        "mend": "void", "react": "void", "settle": "void",
    }  # fmt: skip
    before_ = fired(quick, case.id)
    quick.pass_time(days=9)
    assert quick.desk.tick().marks == 0
    assert fired(quick, case.id) == before_


def test_case_43_a_start_while_it_runs_changes_nothing(quick: Office) -> None:
    """Touching a case resets nothing: reopening before the closing leaves the settling clock as it was."""
    case = quick.done()
    before_ = case.part("clocks")["settle"]
    quick.pass_time(hours=3)
    assert act(quick, case.id, "reopen").part("clocks")["settle"] == before_


def test_case_04_a_stop_counts_from_when_it_happened(quick: Office) -> None:
    """Within the tolerance a clock follows what is said to have happened, beyond it the record."""
    day = timedelta(days=1)
    for past, verdict in ((timedelta(hours=2), "on_time"), (day, "on_time"), (day + INSTANT, "late")):
        office = Office(MemoryStore())
        case = office.working()
        office.pass_time(hours=25)
        office.desk.act(case.id, "finish", by=bob, occurred_at=office.clock() - past)
        assert run(office, case.id, "mend").verdict == verdict


def test_case_04_a_start_counts_from_when_it_happened(quick: Office) -> None:
    """A report written down an hour later has an hour less; what it owes since then fires with its lateness."""
    case = quick.desk.register(
        "repair", {"what": "x", "kind": "leak"}, by=ann, occurred_at=MORNING - timedelta(hours=1)
    )
    assert run(quick, case.id, "react").due_at == MORNING - timedelta(minutes=30)
    assert quick.desk.tick().marks == 2
    assert [one.facts["late_by_seconds"] for one in quick.desk.journal(case.id)[1:]] == [3600, 1800]


def test_case_04_without_a_tolerance_clocks_follow_the_record() -> None:
    """A workflow that names no tolerance lets nobody date a clock back."""
    office = Office(MemoryStore(), workflows=[repair(tolerance=None)])
    form = {"what": "x", "kind": "leak"}
    case = office.desk.register("repair", form, by=ann, occurred_at=MORNING - INSTANT)
    assert run(office, case.id, "react").started_at == MORNING


def test_case_04_a_stop_before_its_start_is_at_its_start(quick: Office) -> None:
    """A stop dated back beyond the start ends the clock where it began: no time is negative."""
    case = quick.working()
    quick.pass_time(minutes=1)
    quick.desk.act(case.id, "finish", by=bob, occurred_at=MORNING - timedelta(hours=1))
    assert run(quick, case.id, "mend").stopped_at == MORNING


def test_days_are_days_of_the_calendar(quick: Office) -> None:
    """Five days end at the same time of day five dates later."""
    assert run(quick, quick.opened().id, "settle").due_at == datetime(2026, 9, 6, 1, 0, tzinfo=UTC)


# Standing still


def test_case_27_a_pause_has_no_deadline_and_gives_back_the_time(quick: Office) -> None:
    """While it waits for the owner the clock has no deadline; afterwards it is later by exactly the pause."""
    case = quick.working()
    quick.pass_time(hours=10)
    wait(quick, case.id, "owner")
    assert (run(quick, case.id, "mend").due_at, run(quick, case.id, "mend").next_at) == (None, None)
    assert run(quick, case.id, "mend").paused_since == MORNING + timedelta(hours=10)
    quick.pass_time(days=3)
    assert quick.desk.tick().marks == 0
    act(quick, case.id, "resume")
    assert run(quick, case.id, "mend").due_at == MORNING + timedelta(days=4)
    assert run(quick, case.id, "mend").paused_since is None


def test_case_25_only_the_reasons_named_pause(quick: Office) -> None:
    """Waiting for parts pauses nothing; changing the reason while it waits starts or ends the pause."""
    case = quick.working()
    wait(quick, case.id, "parts")
    assert run(quick, case.id, "mend").due_at == MORNING + timedelta(hours=24)
    quick.pass_time(hours=1)
    wait(quick, case.id, "owner")
    assert run(quick, case.id, "mend").due_at is None
    quick.pass_time(hours=1)
    wait(quick, case.id, "parts")
    assert run(quick, case.id, "mend").due_at == MORNING + timedelta(hours=25)


def test_case_25_only_the_clocks_named_pause(quick: Office) -> None:
    """A pause is a matter of each clock: the one for settling runs on."""
    case = quick.working()
    wait(quick, case.id, "owner")
    assert run(quick, case.id, "settle").due_at == MORNING + timedelta(days=5)


def test_a_pause_before_the_half_keeps_the_half(quick: Office) -> None:
    """A mark at half of the limit moves with the pause as the deadline does."""
    case = quick.working()
    quick.pass_time(hours=11)
    wait(quick, case.id, "owner")
    quick.pass_time(hours=30)
    act(quick, case.id, "resume")
    assert run(quick, case.id, "mend").next_at == MORNING + timedelta(hours=42)


@pytest.mark.parametrize("over", [timedelta(0), INSTANT, timedelta(hours=1)])
def test_case_29_a_pause_cannot_undo_a_breach(over: timedelta, quick: Office) -> None:
    """At or after its deadline a clock keeps it, however long it is halted then; one moment later is late."""
    case = quick.working()
    limit = MORNING + timedelta(hours=24)
    quick.clock.move_to(limit + over)
    wait(quick, case.id, "owner")
    assert run(quick, case.id, "mend").due_at == limit
    quick.pass_time(days=2)
    act(quick, case.id, "resume")
    assert run(quick, case.id, "mend").due_at == limit
    act(quick, case.id, "finish", by=bob)
    assert run(quick, case.id, "mend").verdict == "late"


def test_case_29_a_pause_just_before_the_limit_saves_it(quick: Office) -> None:
    """Halted a microsecond before its deadline, a clock has that microsecond left afterwards."""
    case = quick.working()
    quick.clock.move_to(MORNING + timedelta(hours=24) - INSTANT)
    wait(quick, case.id, "owner")
    back = quick.pass_time(days=30)
    act(quick, case.id, "resume")
    assert run(quick, case.id, "mend").due_at == back + INSTANT


def test_case_26_stopped_while_paused_is_on_time(quick: Office) -> None:
    """Work that ends while its clock stands still is on time: nothing was due."""
    plan = plan_of(repair()).clocks["mend"]
    entry = clockwork.started(plan, None, {}, MORNING)
    assert entry is not None
    paused = clockwork.repaused(plan, entry, HALT, MORNING + timedelta(hours=1))
    assert paused is not None
    stopped = clockwork.ended(paused, MORNING + timedelta(days=90), void=False)
    assert (stopped["verdict"], stopped["next"]) == ("on_time", None)


def test_pausing_twice_is_pausing_once(quick: Office) -> None:
    """A clock that stands still already is left alone, and so is one that runs already."""
    plan = plan_of(repair()).clocks["mend"]
    entry = clockwork.started(plan, None, {}, MORNING)
    assert entry is not None
    assert clockwork.repaused(plan, entry, None, MORNING) is None
    paused = clockwork.repaused(plan, entry, HALT, MORNING)
    assert paused is not None
    assert clockwork.repaused(plan, paused, HALT, MORNING + timedelta(hours=1)) is None


@given(st.lists(st.tuples(st.integers(1, 30 * 3600), st.integers(0, 40 * 3600)), max_size=6), st.integers(1, 48 * 3600))
def test_running_time_is_what_counts(phases: list[tuple[int, int]], rest: int) -> None:
    """However often it is halted, a clock is late exactly if it has run for longer than its limit."""
    plan = plan_of(repair()).clocks["mend"]
    at, ran, limit = MORNING, 0, 24 * 3600
    entry = clockwork.started(plan, None, {}, at)
    assert entry is not None
    for runs, stands in phases:
        at, ran = at + timedelta(seconds=runs), ran + runs
        entry = clockwork.repaused(plan, entry, HALT, at) or entry
        assert (entry["due"] is None) is (ran < limit)
        at += timedelta(seconds=stands)
        entry = clockwork.repaused(plan, entry, None, at) or entry
    if ran < limit:
        assert clock_run("mend", entry).due_at == at + timedelta(seconds=limit - ran)
    ended = clockwork.ended(entry, at + timedelta(seconds=rest), void=False)
    assert ended["verdict"] == ("late" if ran + rest > limit else "on_time")


# Reopening


def reopened(on_reopen: Any, gap: timedelta) -> ClockRun:
    """The mending clock of a job that was mended after 10 hours and reopened *gap* later."""
    clock = Clock(
        "mend", en="x", zh="x", starts=mend.starts, stops=mend.stops, void_on=mend.void_on, within=hours(24),
        marks=mend.marks, on_reopen=on_reopen,
    )  # fmt: skip
    office = Office(MemoryStore(), workflows=[repair(clocks=[react, clock, settle])])
    case = office.working()
    office.pass_time(hours=10)
    act(office, case.id, "finish", by=bob)
    office.clock.advance(gap)
    act(office, case.id, "reopen")
    return run(office, case.id, "mend")


def test_case_37_reopening_begins_a_new_cycle() -> None:
    """`new_cycle`: the limit counts anew from the reopening, under the next number; marks may fire again."""
    found = reopened(NEW_CYCLE, timedelta(days=3))
    assert (found.cycle, found.started_at) == (2, MORNING + timedelta(days=3, hours=10))
    assert (found.due_at, found.fired, found.verdict) == (found.started_at + timedelta(hours=24), (), None)


def test_case_37_reopening_continues() -> None:
    """`continue`: the time between is a pause, and what was left is left."""
    found = reopened(CONTINUE, timedelta(days=3))
    assert (found.cycle, found.started_at, found.verdict) == (1, MORNING, None)
    assert found.due_at == MORNING + timedelta(days=4)


def test_case_37_reopening_is_ignored() -> None:
    """`ignore`: once stopped it never runs again, and its verdict stands."""
    found = reopened(IGNORE, timedelta(days=3))
    assert (found.running, found.verdict, found.cycle) == (False, "on_time", 1)


def test_case_37_a_breach_is_carried_over_a_reopening() -> None:
    """A clock that continues after it was stopped late is late still."""
    plan = plan_of(repair(clocks=[react, mend, settle])).clocks["settle"]
    entry = clockwork.started(plan, None, {}, MORNING)
    assert entry is not None
    stopped = clockwork.ended(entry, MORNING + timedelta(days=6), void=False)
    again = clockwork.started(plan, stopped, {}, MORNING + timedelta(days=20))
    assert again is not None
    assert again["due"] == entry["due"]
    assert clockwork.ended(again, MORNING + timedelta(days=20), void=False)["verdict"] == "late"


def test_case_37_a_clock_that_stood_still_when_it_was_stopped_continues_with_what_it_had() -> None:
    """Neither the pause before the stop nor the time after it counts once the clock goes on."""
    clock = Clock(
        "mend", en="x", zh="x", starts=mend.starts, stops=mend.stops, void_on=mend.void_on, within=hours(24),
        marks=mend.marks, pauses=mend.pauses, on_reopen=CONTINUE,
    )  # fmt: skip
    plan = plan_of(repair(clocks=[clock])).clocks["mend"]
    entry = clockwork.started(plan, None, {}, MORNING)
    assert entry is not None
    paused = clockwork.repaused(plan, entry, HALT, MORNING + timedelta(hours=1))
    assert paused is not None
    stopped = clockwork.ended(paused, MORNING + timedelta(hours=50), void=False)
    again = clockwork.started(plan, stopped, {}, MORNING + timedelta(hours=60))
    assert again is not None
    assert clock_run("mend", again).due_at == MORNING + timedelta(hours=60 + 23)


def test_case_37_a_verdict_once_passed_stays_in_the_journal(quick: Office) -> None:
    """The verdict of the first cycle stands in its record, whatever the second comes to."""
    case = quick.working()
    quick.pass_time(hours=25)
    act(quick, case.id, "finish", by=bob)
    act(quick, case.id, "reopen")
    act(quick, case.id, "finish", by=bob)
    entries: Any = [one.changes["clocks"]["mend"] for one in quick.desk.journal(case.id) if one.action == "finish"]
    assert [(one["cycle"], one["verdict"]) for one in entries] == [(1, "late"), (2, "on_time")]


# Firing


def test_case_41_each_mark_fires_once_at_its_instant(quick: Office) -> None:
    """A tick fires what has come to be owed and not a microsecond earlier, and the next tick nothing."""
    case = quick.working()
    assert fired(quick, case.id) == [("react", "-1 hour")]
    quick.clock.move_to(MORNING + timedelta(hours=12) - INSTANT)
    assert quick.desk.tick().marks == 0
    quick.pass_time(microseconds=1)
    assert (quick.desk.tick().marks, quick.desk.tick().marks) == (1, 0)
    assert fired(quick, case.id)[1:] == [("mend", "50%")]


def test_case_24_a_mark_before_a_limit_that_is_shorter_fires_at_once(quick: Office) -> None:
    """An hour before a limit of half an hour is the start itself: it is owed at once, and is not late."""
    case = quick.registered()
    assert run(quick, case.id, "react").next_at == MORNING
    assert quick.desk.tick().marks == 1
    record = quick.desk.journal(case.id)[-1]
    assert (record.facts["mark"], record.facts["late_by_seconds"]) == ("-1 hour", 0)


def test_case_41_after_an_outage_everything_fires_once_and_in_order(quick: Office) -> None:
    """Whoever comes back after a week finds every mark of every clock, in order, each with its lateness."""
    case = quick.opened()
    quick.pass_time(days=7)
    report = quick.desk.tick()
    assert (report.cases, report.more, report.faults) == (1, False, ())
    assert fired(quick, case.id) == [
        ("react", "-1 hour"), ("react", "due"), ("mend", "50%"), ("mend", "due"), ("mend", "due/1"), ("mend", "due/2"),
        ("mend", "due/3"), ("settle", "+1 hour"),
    ]  # fmt: skip
    week = 7 * 24 * 3600
    day = 24 * 3600
    late = [one.facts["late_by_seconds"] for one in quick.desk.journal(case.id) if one.kind == "mark"]
    assert late == [
        0, week - 1800, week - day // 2, week - day, week - day, week - day - 7200, week - day - 8 * 3600,
        week - 5 * day - 3600,
    ]  # fmt: skip
    assert quick.desk.tick().marks == 0
    assert quick.desk.verify().faults == ()


def test_case_41_marks_of_several_clocks_fire_by_their_instants(quick: Office) -> None:
    """What different clocks owe is fired in the order in which it came to be owed, not clock by clock."""
    case = quick.done()
    quick.pass_time(days=4)
    act(quick, case.id, "reopen")
    quick.pass_time(days=4)
    quick.desk.tick()
    assert fired(quick, case.id)[1:] == [
        ("mend", "50%"), ("mend", "due"), ("mend", "due/1"), ("settle", "+1 hour"), ("mend", "due/2"),
        ("mend", "due/3"),
    ]  # fmt: skip


def test_an_action_after_an_outage_finds_the_marks_fired(quick: Office) -> None:
    """What is owed is put on record before what is done, in the same change; neither hides the other."""
    case = quick.opened()
    quick.pass_time(hours=13)
    after_ = act(quick, case.id, "take", by=bob)
    assert [(one.kind, one.action) for one in quick.desk.journal(case.id)][3:] == [
        ("mark", "react"), ("mark", "mend"), ("act", "take"),
    ]  # fmt: skip
    assert after_.version == 6
    assert quick.desk.tick().marks == 0


def test_a_refused_action_fires_nothing(quick: Office) -> None:
    """Who is refused leaves the journal as it was, even where marks were owed."""

    case = quick.opened()
    quick.pass_time(days=2)
    with pytest.raises(Refused):
        act(quick, case.id, "take", by=ann)
    assert quick.desk.case(case.id).version == case.version


def test_case_45_the_ladder_climbs_until_somebody_answers() -> None:
    """Each rung is told in its turn; once the manager has seen to it, the rung above stays silent in this cycle."""
    ear, bell = Ear(), Bell("bell")
    office = Office(MemoryStore(), notifiers=[ear], escalators=[bell])
    case = office.working()
    for length in (24, 2):
        office.pass_time(hours=length)
        office.desk.tick()
        office.desk.deliver()
    assert [(one.rung, one.role, one.above) for one in bell.heard] == [
        (1, "worker", ("manager", "auditor")),
        (2, "manager", ("auditor",)),
    ]
    assert [one.late_by_seconds for one in bell.heard] == [0, 0]
    act(office, case.id, "acknowledge", by=eve)
    office.pass_time(days=1)
    office.desk.tick()
    office.desk.deliver()
    assert len(bell.heard) == 2
    act(office, case.id, "finish", by=bob)
    act(office, case.id, "reopen")
    office.pass_time(days=2)
    office.desk.tick()
    office.desk.deliver()
    assert [one.rung for one in bell.heard[2:]] == [1, 2, 3]
    assert {one.cycle for one in bell.heard[2:]} == {2}


def test_acknowledging_twice_or_without_a_clock_changes_nothing(quick: Office) -> None:
    """An answer that was given is not given again, and leaves the clocks alone."""
    case = quick.working()
    once = act(quick, case.id, "acknowledge", by=eve)
    twice = act(quick, case.id, "acknowledge", by=eve)
    assert once.part("clocks") == twice.part("clocks")


def test_a_rung_says_when_it_was_due_and_how_late_it_is() -> None:
    """An escalation carries the limit and its lateness, so that nobody has to look them up."""
    bell = Bell("bell")
    office = Office(MemoryStore(), escalators=[bell])
    office.working()
    office.pass_time(hours=24, seconds=90)
    office.desk.tick()
    office.desk.deliver()
    (only,) = bell.heard
    assert (only.due, only.at, only.late_by_seconds) == (MORNING + timedelta(hours=24), office.clock(), 90)
    assert (only.clock, only.mark, only.ladder, only.cycle) == ("mend", "due/1", "upwards", 1)


def test_a_stopped_clock_owes_nothing_more(quick: Office) -> None:
    """Marks that had not come when the work was done never come."""
    case = quick.done()
    quick.pass_time(days=3)
    quick.desk.tick()
    assert [one for one in fired(quick, case.id) if one[0] == "mend"] == []


def test_an_empty_tick(quick: Office) -> None:
    """Where nothing is owed a tick does nothing and says so."""
    assert quick.desk.tick() == type(quick.desk.tick())(0, 0, (), (), False)


def test_a_tick_takes_as_many_cases_as_it_is_told(quick: Office) -> None:
    """The limit counts cases; as long as it is reached there may be more."""
    for _ in range(3):
        quick.registered()
    assert [quick.desk.tick(limit=2).more, quick.desk.tick(limit=2).more] == [True, False]
    assert all(fired(quick, one.id) == [("react", "-1 hour")] for one in quick.desk.find())


@pytest.mark.parametrize(
    ("mark", "offset"),
    [(before(hours(2), tell=mend.marks[0].tell), -2), (after(hours(3), tell=mend.marks[0].tell), 3)],
)
def test_marks_lie_before_and_after_the_limit(mark: Any, offset: int) -> None:
    """`before` and `after` count from the limit."""
    clock = Clock("mend", en="x", zh="x", starts=mend.starts, stops=mend.stops, within=hours(24), marks=[mark],
                  void_on=mend.void_on)  # fmt: skip
    plan = plan_of(repair(clocks=[clock])).clocks["mend"]
    entry = clockwork.started(plan, None, {}, MORNING)
    assert entry is not None
    assert clock_run("mend", entry).next_at == MORNING + timedelta(hours=24 + offset)


def test_case_05_the_time_of_a_record_never_runs_backwards(quick: Office) -> None:
    """If the machine's clock was set back, records keep the later time, and marks are not fired twice."""
    case = quick.working()
    quick.pass_time(hours=12)
    quick.desk.tick()
    quick.clock._now = MORNING  # somebody sets the machine's clock back
    act(quick, case.id, "acknowledge", by=eve)
    times = [one.at for one in quick.desk.journal(case.id)]
    assert times == sorted(times)
    assert times[-1] == MORNING + timedelta(hours=12)
    assert quick.desk.verify().faults == ()


def test_case_05_a_mark_is_never_recorded_before_the_record_it_follows(quick: Office) -> None:
    """A mark fired by a machine whose clock is behind bears the time of the record before it."""
    form = {"what": "x", "kind": "leak"}
    case = quick.desk.register("repair", form, by=ann, occurred_at=MORNING - timedelta(hours=1))
    quick.clock._now = MORNING - timedelta(minutes=10)
    assert quick.desk.tick().marks == 2
    assert {one.at for one in quick.desk.journal(case.id)} == {MORNING}
    assert quick.desk.verify().faults == ()


def test_amounts_in_all_units_start_a_clock() -> None:
    """Minutes and hours are lengths, days are dates: each gives a deadline."""
    for within, length in ((minutes(90), timedelta(minutes=90)), (hours(3), timedelta(hours=3)),
                           (days(2), timedelta(days=2))):  # fmt: skip
        clock = Clock("mend", en="x", zh="x", starts=mend.starts, stops=mend.stops, within=within,
                      marks=[due(tell=mend.marks[0].tell)], void_on=mend.void_on)  # fmt: skip
        entry = clockwork.started(plan_of(repair(clocks=[clock])).clocks["mend"], None, {}, MORNING)
        assert entry is not None
        assert clock_run("mend", entry).due_at == MORNING + length


def test_an_entry_is_spelled_as_any_other_value() -> None:
    """Whatever happens to a clock, the text that its entry brings along is the canonical text of what it says."""
    plan = plan_of(repair()).clocks["mend"]
    later = MORNING + timedelta(hours=1)
    found = [clockwork.started(plan, None, {}, MORNING)]

    def then(entry: Any) -> Any:
        found.append(entry)
        return entry

    halted = then(clockwork.repaused(plan, found[0] or {}, HALT, later))
    fired = then(clockwork.fired(plan, then(clockwork.repaused(plan, halted, None, later + INSTANT)), plan.firings[0]))
    for name in {one.ladder for one in plan.firings if one.ladder}:
        climbed = then(clockwork.fired(plan, fired, next(one for one in plan.firings if one.ladder == name)))
        then(clockwork.acknowledged(plan, climbed, name))
    then(clockwork.ended(then(clockwork.ended(fired, later, void=True)), later, void=False))
    assert [one.spelled() for one in found if isinstance(one, Kept)] == [canonical(one) for one in found]
    assert {(one["silent"] != [], one["fired"] != []) for one in found if one} == {
        (False, False), (False, True), (True, True),
    }  # fmt: skip
