"""Limits at work: deadlines that policy and the case choose, worked out anew when the case turns out otherwise."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.definition.test_limits import FACTS, LIMITS, VALUES, binding
from tests.parcels import MORNING, SLOTS, FrontDesk, fetch, head, house_rules, open_, parcel, pia, porter, shelve

from propflow import (
    CONTINUE,
    IGNORE,
    OFF,
    Case,
    Clock,
    Ladder,
    MemoryStore,
    Rung,
    after,
    by,
    days,
    due,
    hours,
    minutes,
    months,
    same_day,
    strictest,
)
from propflow.engine import clocks as clockwork
from propflow.engine.clock_plan import ClockPlan
from propflow.engine.plan import plan_of
from propflow.model.calendars import ALWAYS
from propflow.model.cases import ClockRun, clock_run

HOUR = timedelta(hours=1)

BY_SIZE = by("size", {"small": hours(10), "large": hours(4)})


def desk(within: Any = BY_SIZE, /, policy: Any = None, **clock: Any) -> FrontDesk:
    """A front desk with one clock of that limit."""
    return FrontDesk(MemoryStore(), parcel(clocks=[fetch(within, **clock)]).under(policy or house_rules()))


def run(case: Case, clock: str = "fetch") -> ClockRun:
    """The clock's latest running."""
    found = case.clock(clock)
    assert found is not None
    return found


def fired(office: FrontDesk, case_id: str) -> list[str]:
    """The marks that have fired, as the journal has them."""
    return [str(one.facts["mark"]) for one in office.desk.journal(case_id) if one.kind == "mark"]


def planned(within: Any) -> ClockPlan:
    """A clock of that limit laid out."""
    return plan_of(parcel(clocks=[fetch(within)]).under(house_rules())).clocks["fetch"]


def entry_of(plan: ClockPlan, facts: Any, at: datetime = MORNING) -> Any:
    """A fresh start."""
    found = clockwork.started(plan, None, facts, at)
    assert found is not None
    return found


# The limit


@given(LIMITS, VALUES, FACTS, st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001
def test_the_deadline_is_the_earliest_of_all_that_binds(limit: Any, values: Any, facts: Any, start: Any) -> None:
    """Of whatever tree of limits, the deadline is the first of those of the amounts in force; of none there is none."""
    from datetime import UTC

    from propflow.definition.limits import ByFact, parts_of, resolved

    start = start.replace(tzinfo=UTC)
    within = resolved(limit, values)
    every = [ALWAYS.due(start, one) for one in binding(limit, values, facts)]
    if within is None:
        assert every == []
        return
    aims = frozenset(one.fact for one in parts_of(within) if isinstance(one, ByFact))
    plain = planned(hours(1))
    plan = attrs.evolve(plain, within=within, aims=tuple(aims), elapsed=None, first=None, written="")
    entry = entry_of(plan, facts, start)
    found = clock_run("fetch", entry)
    assert found.due_at == min(every, default=None)
    assert (found.next_at is None) == (every == [])


@pytest.mark.parametrize(
    ("within", "length"),
    [
        (strictest(days(2), hours(47)), 47 * HOUR),
        (strictest(same_day(), hours(20)), 15 * HOUR),  # it is nine in the morning
        (strictest(months(1), by("size", {"large": days(40)})), timedelta(days=30)),
        (by("size", {"large": strictest(hours(3), minutes(100))}), timedelta(minutes=100)),
    ],
)
def test_the_strictest_of_several_units(within: Any, length: timedelta) -> None:
    """Which of several limits ends first depends on the day and on the case."""
    assert run(desk(within).shelved("large")).due_at == MORNING + length


def test_slots_are_filled_by_the_policy_of_the_case() -> None:
    """The same parcel is owed at once under one policy, and in two days under another."""
    office = FrontDesk(MemoryStore(), parcel().under(house_rules()), parcel().under(house_rules("hasty", since=MORNING,
                       small_limit="5 minutes")))  # fmt: skip
    assert run(office.shelved("small")).due_at == MORNING + timedelta(minutes=5)
    slow = office.desk.register(office.desk.workflows[0], {"size": "small"}, by=pia)
    assert run(office.do(slow.id, "open")).due_at == MORNING + timedelta(days=2)


# Off


def test_a_clock_all_of_whose_limits_are_off_is_not_there() -> None:
    """What policy switches off is never started, and nothing is owed for it."""
    office = FrontDesk(MemoryStore(), parcel().under(house_rules(small_limit=OFF, large_limit=OFF, shelf_limit=OFF)))
    case = office.shelved("small")
    office.measure(case.id, "large")
    assert office.do(case.id, "hold", "resume", "close").clocks == ()
    office.pass_time(days=90)
    assert office.desk.tick().marks == 0
    assert office.desk.verify().faults == ()


def test_a_clock_one_of_whose_limits_is_off_goes_by_the_others() -> None:
    """Switched off for small parcels, it counts for large ones only."""
    office = FrontDesk(MemoryStore(), parcel().under(house_rules(small_limit=OFF)))
    small, large = office.shelved("small"), office.shelved("large")
    assert (run(small).due_at, run(large).due_at) == (None, MORNING + 4 * HOUR)


def test_a_ladder_is_answered_by_an_action_of_another_clock() -> None:
    """Where one clock is switched off, an action that answers its ladder goes on answering those of others."""
    answered = Ladder("up", [Rung(porter), Rung(head, after=hours(1))], stops_on=open_)
    marks = [due(escalate=answered)]
    other = Clock("lie", en="It lies about", zh="滞留时限", starts=shelve.starts, stops=fetch().stops,
                  within=minutes(10), marks=marks)  # fmt: skip
    off = Clock("shelf", en="Shelf", zh="上架", starts=shelve.starts, stops=fetch().stops, within=SLOTS[0],
                marks=marks)  # fmt: skip
    office = FrontDesk(MemoryStore(), parcel(clocks=[off, other]).under(house_rules(small_limit=OFF)))
    case = office.desk.register("parcel", {}, by=pia)
    office.pass_time(minutes=20)
    office.desk.tick()
    office.do(case.id, "open")
    office.pass_time(days=1)
    assert office.desk.tick().marks == 0
    assert fired(office, case.id) == ["due/1"]


# Not yet known


def test_until_the_fact_is_known_nothing_is_due() -> None:
    """A parcel of unknown size owes nothing, however long it lies; a verdict on it would mean nothing."""
    office = desk()
    case = office.shelved()
    assert (run(case).running, run(case).due_at, run(case).next_at) == (True, None, None)
    office.pass_time(days=30)
    assert office.desk.tick() == type(office.desk.tick())(0, 0, (), (), False)
    assert run(office.do(case.id, "close")).verdict is None
    assert office.desk.verify().faults == ()


def test_a_value_without_a_limit_is_no_limit() -> None:
    """A letter, for which no limit is named, owes nothing either."""
    assert run(desk().shelved("none")).due_at is None


@pytest.mark.parametrize("later", [timedelta(0), 3 * HOUR])
def test_case_30_once_it_is_known_the_limit_counts_from_the_start(later: timedelta) -> None:
    """What is found out late does not give more time."""
    office = desk()
    case = office.shelved()
    office.clock.advance(later)
    found = run(office.measure(case.id, "large"))
    assert (found.started_at, found.due_at, found.next_at) == (MORNING, MORNING + 4 * HOUR, MORNING + 2 * HOUR)


def test_found_out_after_the_deadline_all_that_is_owed_fires_once() -> None:
    """A parcel that turns out to be overdue is overdue at once: each mark fires at the next tick, with its lateness."""
    office = desk()
    case = office.shelved()
    office.pass_time(hours=7)
    office.measure(case.id, "large")
    assert office.desk.tick().marks == 2
    assert fired(office, case.id) == ["50%", "due"]
    marks = [one for one in office.desk.journal(case.id) if one.kind == "mark"]
    assert [one.facts["late_by_seconds"] for one in marks] == [5 * 3600, 3 * 3600]
    assert office.desk.tick().marks == 0
    assert run(office.do(case.id, "close")).verdict == "late"
    assert office.desk.verify().faults == ()


# Worked out anew


def test_case_30_a_shorter_limit_that_has_passed_is_owed_at_once() -> None:
    """A small parcel that turns out to be large after five hours is late by one, and the due mark fires once."""
    office = desk()
    case = office.shelved("small")
    office.pass_time(hours=5)
    assert office.desk.tick().marks == 1  # half of ten hours
    case = office.measure(case.id, "large")
    assert (run(case).due_at, run(case).fired) == (MORNING + 4 * HOUR, ("50%",))
    assert (office.desk.tick().marks, office.desk.tick().marks) == (1, 0)
    assert fired(office, case.id) == ["50%", "due"]


def test_case_30_what_has_fired_stays_fired() -> None:
    """Under a longer limit nothing that was told is told again; what had not been told is."""
    office = desk(marks=[due(tell=porter), after(hours(2), tell=head)])
    case = office.shelved("large")
    office.pass_time(hours=5)
    office.desk.tick()
    case = office.measure(case.id, "small")
    assert (run(case).due_at, run(case).next_at) == (MORNING + 10 * HOUR, MORNING + 12 * HOUR)
    office.pass_time(days=1)
    office.desk.tick()
    assert fired(office, case.id) == ["due", "+2 hours"]


def test_a_limit_that_is_gone_again_owes_nothing() -> None:
    """When the fact is no longer known nothing is due; once it is known again the old deadline is."""
    office = desk()
    case = office.shelved("large")
    office.pass_time(hours=3)
    office.desk.tick()
    case = office.do(case.id, "forget")
    assert (run(case).due_at, run(case).next_at, run(case).fired) == (None, None, ("50%",))
    office.pass_time(hours=3)
    assert office.desk.tick().marks == 0
    case = office.measure(case.id, "large")
    assert (run(case).due_at, run(case).next_at) == (MORNING + 4 * HOUR, MORNING + 4 * HOUR)
    office.desk.tick()
    assert fired(office, case.id) == ["50%", "due"]


def test_saying_the_same_again_changes_no_clock() -> None:
    """A measurement that comes to the same size leaves the clock's entry alone."""
    office = desk()
    before = office.shelved("large").part("clocks")
    case = office.measure(office.desk.find()[0].id, "large")
    assert case.part("clocks") == before
    assert "clocks" not in office.desk.journal(case.id)[-1].changes


def test_case_30_a_stopped_clock_is_not_worked_out_anew() -> None:
    """The verdict that was passed stands, whatever the parcel turns out to be."""
    office = desk()
    case = office.shelved("small")
    office.pass_time(hours=5)
    office.do(case.id, "close")
    found = run(office.measure(case.id, "large"))
    assert (found.verdict, found.due_at) == ("on_time", MORNING + 10 * HOUR)


SIZE = st.sampled_from(["small", "large", None])


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from(["small", "large", "none"])), max_size=6), SIZE)
def test_there_and_back_the_deadline_is_where_it_was(steps: list[tuple[float, str]], size: str | None) -> None:
    """However often the size is corrected, the deadline is the one of the size now held; it only marks what fired."""
    office = desk()
    case = office.shelved(size)
    for length, measured in steps:
        office.pass_time(hours=length)
        office.desk.tick()
        case = office.measure(case.id, measured)
        size = measured
    lengths = {"small": 10, "large": 4}
    owed = MORNING + lengths[size] * HOUR if size in lengths else None
    assert run(case).due_at == owed
    office.pass_time(days=9)
    office.desk.tick()
    names = fired(office, case.id)
    assert len(names) == len(set(names))
    if owed is not None:
        assert sorted(names) == ["50%", "due"]
    assert office.desk.verify().faults == ()


# Worked out anew while it stands still, and after reopening


def test_case_30_worked_out_anew_while_paused() -> None:
    """Halted after three hours, the new limit leaves what it had not used of it; nothing is due until it runs again."""
    office = desk()
    case = office.shelved("small")
    office.pass_time(hours=3)
    office.do(case.id, "hold")
    office.pass_time(hours=40)
    case = office.measure(case.id, "large")
    assert (run(case).due_at, run(case).paused_since) == (None, MORNING + 3 * HOUR)
    case = office.do(case.id, "resume")
    assert run(case).due_at == MORNING + 44 * HOUR


def test_worked_out_shorter_than_it_had_run_when_it_was_paused() -> None:
    """Halted after six hours, a limit of four was reached two hours before: that is due, and fires while it stands."""
    office = desk()
    case = office.shelved("small")
    office.pass_time(hours=6)
    office.do(case.id, "hold")
    office.pass_time(hours=40)
    case = office.measure(case.id, "large")
    assert run(case).due_at == MORNING + 4 * HOUR
    office.desk.tick()
    assert fired(office, case.id) == ["50%", "due"]
    assert run(office.do(case.id, "resume")).due_at == MORNING + 4 * HOUR


def test_first_known_while_paused() -> None:
    """A size found out while the clock stands still limits the time before the pause and after it."""
    office = desk()
    case = office.shelved()
    office.pass_time(hours=1)
    office.do(case.id, "hold")
    office.pass_time(hours=9)
    assert run(office.measure(case.id, "large")).due_at is None
    assert run(office.do(case.id, "resume")).due_at == MORNING + 13 * HOUR


@given(st.integers(0, 180), st.integers(0, 3000), st.integers(0, 180))
def test_case_30_only_running_time_counts_against_the_new_limit(ran: int, stood: int, ran_on: int) -> None:
    """Whenever the new size is found out, before, in or after a pause, the deadline comes to the same."""
    found = set()
    for when in range(4):
        office = desk()
        case = office.shelved("small")

        def measured(now: int, when: int = when, office: FrontDesk = office, case_id: str = case.id) -> None:
            if now == when:
                office.measure(case_id, "large")

        measured(0)
        office.pass_time(minutes=ran)
        office.do(case.id, "hold")
        measured(1)
        office.pass_time(minutes=stood)
        measured(2)
        office.do(case.id, "resume")
        office.pass_time(minutes=ran_on)
        measured(3)
        found.add(run(office.desk.case(case.id)).due_at)
    owed = MORNING + 4 * HOUR + timedelta(minutes=stood)
    assert found == {owed}


def test_worked_out_shorter_than_it_had_run_before_a_pause() -> None:
    """Found out only after the pause, it is owed at once and late, as it would have been before."""
    office = desk()
    case = office.shelved("small")
    office.pass_time(hours=6)
    office.do(case.id, "hold")
    office.pass_time(hours=40)
    office.do(case.id, "resume")
    office.measure(case.id, "large")
    office.desk.tick()
    assert fired(office, case.id) == ["50%", "due"]
    assert run(office.do(case.id, "close")).verdict == "late"


@pytest.mark.parametrize(("within", "length"), [(same_day(), 15 * HOUR), (months(1), timedelta(days=30))])
def test_days_and_months_are_counted_from_the_start(within: Any, length: timedelta) -> None:
    """What is found out after a pause limits as much as it would have at the start, and the pause is added."""
    office = desk(by("size", {"large": within}))
    case = office.shelved()
    office.pass_time(hours=2)
    office.do(case.id, "hold")
    office.pass_time(hours=30)
    office.do(case.id, "resume")
    assert run(office.measure(case.id, "large")).due_at == MORNING + length + 30 * HOUR


def test_going_on_after_reopening_with_another_size() -> None:
    """Brought back as a large one after three hours: of the four there is one left."""
    office = desk(on_reopen=CONTINUE)
    case = office.shelved("small")
    office.pass_time(hours=3)
    office.do(case.id, "close")
    office.measure(case.id, "large")
    office.pass_time(hours=20)
    found = run(office.do(case.id, "again"))
    assert (found.cycle, found.started_at, found.due_at) == (1, MORNING, MORNING + 24 * HOUR)


def test_going_on_after_reopening_when_the_size_is_known_at_last() -> None:
    """Stopped without a limit and so without a verdict, it goes on with the limit that is known by then."""
    office = desk(on_reopen=CONTINUE)
    case = office.shelved()
    office.pass_time(hours=3)
    assert run(office.do(case.id, "close")).verdict is None
    office.measure(case.id, "large")
    found = run(office.do(case.id, "again"))
    assert (found.running, found.due_at) == (True, MORNING + 4 * HOUR)


def test_counting_anew_after_reopening_takes_the_size_by_then() -> None:
    """A new cycle begins with the limit of what the parcel is now; one that never runs again has none."""
    for on_reopen, found in ((None, (2, MORNING + 7 * HOUR)), (IGNORE, (1, MORNING + 10 * HOUR))):
        office = desk(**({} if on_reopen is None else {"on_reopen": on_reopen}))
        case = office.shelved("small")
        office.pass_time(hours=3)
        office.do(case.id, "close")
        office.measure(case.id, "large")
        again = run(office.do(case.id, "again"))
        assert (again.cycle, again.due_at) == found


# The plan


@attrs.frozen
class Halves:
    """A calendar in which every other moment counts."""

    name: str = "halves"
    zone: str = "Asia/Shanghai"
    edition: str = "first"
    horizon: int | None = None

    def provisional(self, start: datetime, due: datetime, within: Any) -> bool:
        """Never."""
        return False

    def due(self, start: datetime, within: Any) -> datetime:
        """Twice as late."""
        return start + 2 * within.elapsed

    def elapsed(self, a: datetime, b: datetime) -> timedelta:
        """Half of what passes."""
        return (b - a) / 2

    def after(self, start: datetime, length: timedelta) -> datetime:
        """Twice as late."""
        return start + 2 * length


def test_the_calendar_says_how_long_a_limit_is() -> None:
    """Minutes and hours are no lengths by themselves: whose time counts decides the calendar of the clock."""
    clock = attrs.evolve(fetch(hours(2)), calendar=Halves())
    office = FrontDesk(MemoryStore(), parcel(clocks=[clock]).under(house_rules()))
    assert run(office.shelved()).due_at == MORNING + 4 * HOUR


def test_only_what_depends_on_neither_day_nor_case_is_worked_out_beforehand() -> None:
    """The length of minutes and hours is kept with the plan; of days, and of what the case chooses, it is not."""
    lengths = [planned(one).elapsed for one in (hours(2), days(2), BY_SIZE, strictest(hours(1), hours(2)))]
    assert lengths == [2 * HOUR, None, None, None]
    assert planned(strictest(hours(1), by("size", {"small": by("measured", {"1": hours(2)})}))).aims == (
        "size", "measured",
    )  # fmt: skip


def test_an_action_aims_the_clocks_that_its_facts_choose() -> None:
    """Each action works out anew those clocks whose limit depends on a fact that it says or ends."""
    steps = plan_of(parcel().under(house_rules())).steps
    aims = {name: [clock.name for clock in step.aims] for name, step in steps.items()}
    assert {name for name, clocks in aims.items() if clocks} == {"register", "measure", "forget"}
    assert aims["forget"] == ["fetch"]
