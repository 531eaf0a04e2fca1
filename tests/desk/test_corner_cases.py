"""The corner cases of time that only a desk shows, by their numbers: its ticks, and what is read between them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.office import LEAK, MORNING, PEOPLE, Office, ann, bob, cai, eve
from tests.parcels import FrontDesk, house_rules, parcel, pia
from tests.scaffolds import Yard, halt, scaffold, stand, wei

import propflow
from propflow import Actor, Case, Desk, MemoryStore, Refused

HOUR = timedelta(hours=1)
INSTANT = timedelta(microseconds=1)
SOURCE = Path(propflow.__file__).parent


# 6: between the ticks


def standing(case: Case) -> dict[str, tuple[Any, ...]]:
    """How the clocks of a case stand, but for what has been told of them."""
    return {
        one.name: (one.cycle, one.started_at, one.due_at, one.excused_until, one.paused_since, one.stopped_at,
                   one.verdict)
        for one in case.clocks
    }  # fmt: skip


def offered(desk: Desk, case_id: str) -> list[tuple[tuple[str, ...], list[tuple[str, list[str]]]]]:
    """What each person may do, and why not the rest."""
    found = []
    for one in PEOPLE:
        options = desk.options(case_id, by=one)
        found.append((options.names, [(other.action, [b.code for b in other.blockers]) for other in options.blocked]))
    return found


MOVES: dict[str, tuple[Actor, Any]] = {
    "take": (bob, None), "wait": (bob, {"reason": "owner"}), "resume": (ann, None), "acknowledge": (eve, None),
    "finish": (bob, None), "reopen": (ann, None), "note": (ann, {"remark": "x"}), "give_back": (bob, None),
}  # fmt: skip


def lived(moves: list[tuple[str, int]], ticks: list[int]) -> tuple[list[Any], list[Any]]:
    """What people saw of a job that was acted upon at these hours, and its journal, when ticks came at those."""
    office = Office(MemoryStore())
    case = office.opened()
    seen: list[Any] = []
    hours = sorted({*ticks})
    at = 0
    for action, gap in moves:
        for hour in [one for one in hours if at < one <= at + gap]:
            office.clock.move_to(MORNING + hour * HOUR)
            office.desk.tick()
        at += gap
        office.clock.move_to(MORNING + at * HOUR)
        seen += [standing(office.desk.case(case.id)), offered(office.desk, case.id), office.desk.case(case.id).state]
        who, form = MOVES[action]
        try:
            after = office.desk.act(case.id, action, form, by=who)
        except Refused as refusal:
            seen.append([one.code for one in refusal.blockers])
        else:
            seen.append({name: after.part(name) for name in ("clocks", "facts", "relations")})
    office.desk.tick()
    assert office.desk.verify().faults == ()
    journal = [
        (one.kind, one.action, one.facts.get("mark"), one.facts.get("at"), one.state_to)
        for one in office.desk.journal(case.id)
    ]
    return seen, journal


LIVES = st.lists(st.tuples(st.sampled_from([*MOVES]), st.integers(0, 60)), max_size=7)


@settings(max_examples=40)
@given(LIVES, st.lists(st.integers(1, 300), max_size=8))
def test_case_06_a_tick_changes_nothing_that_anybody_sees(moves: list[tuple[str, int]], ticks: list[int]) -> None:
    """Whenever and however often the scheduler came, a case stands, offers and refuses the same, and is as late."""
    assert lived(moves, ticks) == lived(moves, [])


def test_case_06_what_the_system_owes_is_seen_before_it_is_done() -> None:
    """Its own act is not on record before the tick, but what can be done is what can be done after it."""
    found = []
    for ticks in (False, True):
        yard = Yard(MemoryStore())
        case = yard.standing()
        yard.at(27)
        if ticks:
            yard.desk.tick()
        options = yard.desk.options(case.id, by=wei)
        with pytest.raises(Refused) as refusal:
            yard.extend(case.id, 60)
        found.append((options.names, sorted(refusal.value.codes), yard.do(case.id, "remove").part("clocks")))
    assert found[0] == found[1]
    assert "halt" not in found[0][0]


# 26: created while it waits, ended while it waits


def test_case_26_a_clock_that_is_born_into_a_pause_stands_still_from_the_start() -> None:
    """Started by what makes the case wait, it has no deadline until the work goes on, and then all of its time."""
    yard = Yard(MemoryStore(), scaffold(stand(starts=halt, taken_back_by=[])))
    case = yard.do(yard.standing().id, "halt")
    born = case.clock("stand")
    assert born is not None
    assert (born.paused_since, born.due_at, born.next_at) == (MORNING, None, None)
    assert yard.at(90).desk.tick().cases == 0
    again = yard.do(case.id, "resume").clock("stand")
    assert again is not None
    assert again.due_at == MORNING + (90 + 24) * HOUR


@pytest.mark.parametrize("gap", [1, 200])
def test_case_26_what_ends_out_of_a_pause_has_used_up_only_what_it_ran(gap: int) -> None:
    """Halted after a day but one hour and reported gone from there, it was in time however long the halt was."""
    yard = Yard(MemoryStore())
    case = yard.standing()
    yard.at(23).do(case.id, "halt")
    ended = yard.at(23 + gap).do(case.id, "remove").clock("stand")
    assert ended is not None
    assert (ended.verdict, ended.fired) == ("on_time", ("50%",))
    assert yard.fired(case.id) == [("50%", 11 * 3600)]


# 31: another edition of the policy


def test_case_31_a_running_case_keeps_the_policy_it_was_opened_under() -> None:
    """The limit of a parcel on the shelf stays what it was when the rules change, also where only these are known."""
    store = MemoryStore()
    office = FrontDesk(store, parcel().under(house_rules()))
    before = office.shelved("small")
    strict = parcel().under(house_rules("strict", small_limit="5 minutes"))
    later = Desk([strict], store, now=office.clock)
    assert later.case(before.id).part("clocks") == before.part("clocks")
    office.pass_time(minutes=30)
    assert later.tick().marks == 0
    assert later.act(before.id, "hold", by=pia).clock("fetch").paused_since == office.clock()  # type: ignore[union-attr]
    again = later.act(before.id, "resume", by=pia).clock("fetch")
    assert again is not None
    assert again.due_at == before.clock("fetch").due_at  # type: ignore[union-attr]
    fresh = later.act(later.register("parcel", {"size": "small"}, by=pia).id, "open", by=pia).clock("fetch")
    assert fresh is not None
    assert fresh.due_at == office.clock() + timedelta(minutes=5)


# 34: somebody else


def test_case_34_whoever_gets_it_next_gets_no_more_time() -> None:
    """A job that goes from hand to hand is due when it was; the one who reported it stays the one who did."""
    office = Office(MemoryStore())
    case = office.opened()
    due = case.part("clocks")["mend"]
    for person in ("bob", "cai", "dan"):
        office.pass_time(hours=3)
        case = office.desk.act(case.id, "assign", {"assignee": person}, by=ann)
        assert case.part("clocks")["mend"] == due
    assert (case.related("assignee"), case.related("reporter")) == ("dan", "rob")


# 40: void is counted, and in no rate


def test_case_40_void_is_neither_on_time_nor_late_but_counted() -> None:
    """Of a finished, a late and a dropped job one in two was in time, and three were received."""
    office = Office(MemoryStore())
    jobs = [office.working(), office.working(), office.opened()]
    office.desk.act(jobs[2].id, "drop", by=eve)
    office.desk.act(jobs[0].id, "finish", by=bob)
    office.pass_time(days=2)
    office.desk.act(jobs[1].id, "finish", by=bob)
    found = [one.clock("mend").verdict for one in office.desk.find()]  # type: ignore[union-attr]
    assert found == ["on_time", "late", "void"]


# 41: after an outage


def test_case_41_after_ten_years_of_silence_one_tick_tells_everything_once(store: Any) -> None:
    """Each mark of each case, in the order of their instants and with its lateness; the next tick has nothing left."""
    office = Office(store)
    made = []
    for _ in range(40):
        made.append(office.opened().id)
        office.pass_time(hours=1)
    began = office.clock()
    office.clock.move_to(began + timedelta(days=3653))
    report = office.desk.tick()
    assert (report.cases, report.marks, report.faults, report.more) == (40, 40 * 7, (), False)
    assert office.desk.tick() == type(report)(0, 0, (), (), False)
    for one in made:
        records = [each for each in office.desk.journal(one) if each.kind == "mark"][1:]  # one came with the opening
        owed = [str(each.facts["at"]) for each in records]
        assert owed == sorted(owed)
        assert len({(each.action, each.facts["mark"]) for each in records}) == len(records) == 7
        assert {each.at for each in records} == {office.clock()}
        for each in records:
            late = office.clock() - datetime.fromisoformat(str(each.facts["at"]))
            assert each.facts["late_by_seconds"] == late // timedelta(seconds=1) >= 3600 * 24 * 3640
    assert office.desk.verify().faults == ()


def test_case_41_after_ten_years_of_silence_what_the_system_owes_is_done_once() -> None:
    """Declared overdue by one tick, ten years late, and by no other."""
    yard = Yard(MemoryStore())
    case = yard.standing()
    yard.at(10 * 8766).desk.tick()
    assert yard.desk.tick().cases == 0
    assert [one for one, _ in yard.fired(case.id)] == ["50%", "due", "+2 hours", "declare"]


# 43: touching


def test_case_43_a_note_gives_no_more_time() -> None:
    """Noted an hour before its limit, a job is late an hour and a microsecond later."""
    office = Office(MemoryStore())
    case = office.working()
    office.pass_time(hours=23)
    office.desk.act(case.id, "note", {"remark": "tomorrow"}, by=ann)
    office.pass_time(hours=1, microseconds=1)
    assert office.desk.act(case.id, "finish", by=bob).clock("mend").verdict == "late"  # type: ignore[union-attr]


TOUCHES: list[tuple[str, Actor, Any]] = [
    ("note", ann, {"remark": "x"}),
    ("note", cai, {"remark": "y"}),
    ("quote", bob, {"price": "12.50"}),
    ("ask_for_part", bob, {"part": "valve"}),
    ("assign", ann, {"assignee": "cai"}),
    ("acknowledge", eve, None),
]


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(TOUCHES), st.integers(0, 20)), max_size=10))
def test_case_43_touching_a_case_resets_nothing(touches: list[tuple[tuple[str, Actor, Any], int]]) -> None:
    """However often it is noted, priced, asked for or passed on, a job is due when it was, and as late in the end."""
    office = Office(MemoryStore())
    case = office.working()
    due = {one.name: (one.started_at, one.due_at) for one in case.clocks if one.running}
    for (action, who, form), gap in touches:
        office.pass_time(hours=gap)
        case = office.desk.act(case.id, action, form, by=who)
        assert {one.name: (one.started_at, one.due_at) for one in case.clocks if one.running} == due
    office.clock.move_to(max(office.clock(), MORNING + 24 * HOUR + INSTANT))
    if case.fact("parts"):
        office.desk.act(case.id, "part_came", {"part": "valve"}, by=bob)
    office.desk.act(case.id, "assign", {"assignee": "bob"}, by=ann)
    assert office.desk.act(case.id, "finish", by=bob).clock("mend").verdict == "late"  # type: ignore[union-attr]


# 44: a fair scan


def test_case_44_the_earliest_instant_goes_first_whatever_was_registered_first(store: Any) -> None:
    """Behind a hundred and twenty older cases whose limits lie ahead, the one that is due is found at once."""
    office = Office(store)
    for _ in range(120):
        office.working()
    office.pass_time(hours=1)
    office.desk.tick(limit=1000)
    form = {**LEAK, "kind": "light"}
    late = office.desk.register("repair", form, by=ann, occurred_at=office.clock() - timedelta(minutes=29))
    office.desk.tick(limit=1000)
    office.pass_time(minutes=2)
    report = office.desk.tick(limit=1)
    assert (report.cases, report.marks) == (1, 1)
    assert office.desk.journal(late.id)[-1].facts["mark"] == "due"


def test_case_44_more_breaches_than_a_round_takes_are_all_reached(store: Any) -> None:
    """Two hundred and fifty in rounds of a hundred: three rounds, each case once, the longest owed first."""
    office = Office(store)
    made = []
    for _ in range(250):
        made.append(office.registered().id)
        office.pass_time(seconds=1)
    office.desk.tick(limit=1000)
    office.pass_time(hours=1)
    rounds = [office.desk.tick(limit=100) for _ in range(4)]
    assert [(one.cases, one.marks, one.more) for one in rounds] == [
        (100, 100, True), (100, 100, True), (50, 50, False), (0, 0, False),
    ]  # fmt: skip
    told = [[one.facts["mark"] for one in office.desk.journal(id_) if one.kind == "mark"] for id_ in made]
    assert told == [["-1 hour", "due"]] * 250
