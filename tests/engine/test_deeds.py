"""Deeds: what the system does by itself when a clock has run out, and what keeps it from doing so."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from tests.scaffolds import (
    ACTIONS,
    HOUR,
    INSTANT,
    MORNING,
    Yard,
    declare,
    drop,
    not_so,
    open_,
    remove,
    resume,
    scaffold,
    stand,
    warden,
    wei,
)

from propflow import CONTINUE, SYSTEM, Clock, MemoryStore, Refused, after, days, due, hours, minutes


@pytest.fixture
def yard() -> Yard:
    """A yard."""
    return Yard(MemoryStore())


def test_the_system_acts_right_after_its_mark(yard: Yard) -> None:
    """At the mark the case goes where the action leads, in a record of its own right behind the mark's."""
    case = yard.standing()
    yard.at(26).desk.tick()
    assert yard.fired(case.id)[-2:] == [("+2 hours", 0), ("declare", None)]
    assert yard.desk.case(case.id).state == "overdue"
    assert yard.desk.verify().faults == ()


def test_not_before_its_mark(yard: Yard) -> None:
    """A microsecond earlier nothing is done."""
    case = yard.standing()
    yard.clock.move_to(MORNING + 26 * HOUR - INSTANT)
    yard.desk.tick()
    assert yard.desk.case(case.id).state == "standing"


def test_the_record_says_who_and_by_what_right(yard: Yard) -> None:
    """The system acts for nobody, by its own role, and the form is as its defaults have it."""
    case = yard.standing()
    yard.at(27).desk.tick()
    record = yard.desk.journal(case.id)[-1]
    assert (record.kind, record.action, record.actor, record.on_behalf_of) == ("act", "declare", "system", None)
    assert record.grant == {"as": "role:system", "by": "actor", "department": None}
    form: Any = record.form
    assert form == {"name": "notice", "revision": 1, "values": {"why": "its time is over", "strict": True}}
    assert record.at == record.occurred_at == yard.clock()
    assert (record.state_from, record.state_to) == ("standing", "overdue")


def test_who_is_to_be_told_is_told_of_both(yard: Yard) -> None:
    """The mark tells whom it names, and the action whom it names."""
    case = yard.standing()
    yard.at(26).desk.tick()
    mark, deed = yard.desk.journal(case.id)[-2:]
    assert [one["kind"] for one in mark.messages] == ["mark"]
    assert [(one["kind"], one["role"]) for one in deed.messages] == [("action", "warden")]


def test_an_action_without_a_form_is_done_without_one() -> None:
    """Where nothing is filled in there is nothing to fill in."""
    assert resume.form is None
    by_itself = attrs.evolve(resume, by=[SYSTEM, warden])
    clock = stand(pauses=[], marks=[due(does=by_itself)])
    yard = Yard(MemoryStore(), scaffold(clock, actions=[by_itself if one is resume else one for one in ACTIONS]))
    case = yard.standing()
    yard.do(case.id, "halt")
    yard.at(24).desk.tick()
    assert yard.fired(case.id) == [("due", 0), ("resume", None)]
    assert yard.desk.journal(case.id)[-1].form is None


def test_a_guard_that_does_not_hold_leaves_the_mark_alone(yard: Yard) -> None:
    """A high scaffold is left alone: the mark is on record, told as ever, and nothing is tried again."""
    case = yard.standing("high")
    yard.at(50).desk.tick()
    assert yard.fired(case.id)[-1] == ("+2 hours", 0)
    assert yard.desk.case(case.id).state == "standing"
    assert [one["role"] for one in yard.desk.journal(case.id)[-1].messages] == ["warden"]
    yard.desk.act(case.id, "measure", {"size": "low"}, by=wei)
    assert yard.at(99).desk.tick().cases == 0
    assert yard.desk.case(case.id).state == "standing"
    assert yard.desk.verify().faults == ()


def test_a_state_from_which_it_does_not_lead_leaves_the_mark_alone(yard: Yard) -> None:
    """What somebody has done already is not done again: the mark fires, and that is all."""
    case = yard.standing()
    yard.at(1).do(case.id, "remove", "not_so")
    yard.desk.act(case.id, "declare", {}, by=wei)
    yard.at(26).desk.tick()
    assert yard.fired(case.id)[-1] == ("+2 hours", 0)
    assert yard.desk.case(case.id).state == "overdue"


def test_after_an_outage_it_is_done_once_in_its_turn(yard: Yard) -> None:
    """Whoever comes back after a week finds the marks before it, then it, with the lateness at the mark."""
    case = yard.standing()
    yard.at(24 * 7).desk.tick()
    hour = 3600
    assert yard.fired(case.id) == [
        ("50%", 156 * hour), ("due", 144 * hour), ("+2 hours", 142 * hour), ("declare", None),
    ]  # fmt: skip
    assert yard.desk.tick().cases == 0


def test_what_it_stops_owes_nothing_more() -> None:
    """If the action stops the clock, the marks behind it stay silent; they were owed a moment before."""
    own = attrs.evolve(remove, by=[SYSTEM, warden])
    clock = stand(stops=own, marks=[due(does=own), after(hours(1), tell=warden)])
    yard = Yard(MemoryStore(), scaffold(clock, actions=[own if one is remove else one for one in ACTIONS]))
    case = yard.standing()
    yard.at(99).desk.tick()
    assert yard.fired(case.id) == [("due", 75 * 3600), ("remove", None)]
    run = yard.desk.case(case.id).clock("stand")
    assert run is not None
    assert run.verdict == "late"


def test_what_it_starts_runs_from_when_it_was_done() -> None:
    """A clock that the action starts begins when the record is made, not when it was owed."""
    second = Clock("second", en="x", zh="x", starts=declare, stops=remove, within=minutes(30), marks=[due(tell=warden)])
    yard = Yard(MemoryStore(), scaffold(stand(), second))
    case = yard.standing()
    yard.at(40).desk.tick()
    run = yard.desk.case(case.id).clock("second")
    assert run is not None
    assert (run.started_at, run.fired) == (yard.clock(), ())


def test_marks_of_other_clocks_keep_their_turn() -> None:
    """What another clock came to owe before it stands before it, and what it came to owe later behind it."""
    other = Clock(
        "other", en="x", zh="x", starts=open_, stops=[remove, drop], within=hours(25),
        marks=[due(tell=warden), after(hours(5), tell=warden)], on_reopen=CONTINUE,
    )  # fmt: skip
    yard = Yard(MemoryStore(), scaffold(stand(), other))
    case = yard.standing()
    yard.at(40).desk.tick()
    assert [one for one, _ in yard.fired(case.id)] == ["50%", "due", "due", "+2 hours", "declare", "+5 hours"]


def test_a_mark_that_only_acts_is_on_record() -> None:
    """A mark that tells nobody and only acts has its record too, without a message."""
    yard = Yard(MemoryStore(), scaffold(stand(marks=[due(does=declare)])))
    case = yard.standing()
    yard.at(24).desk.tick()
    mark, deed = yard.desk.journal(case.id)[-2:]
    assert (mark.facts["mark"], mark.messages, deed.action) == ("due", (), "declare")


def test_in_each_cycle_anew() -> None:
    """A clock that counts anew may have the system act again."""
    yard = Yard(MemoryStore(), scaffold(stand(starts=[open_, not_so], taken_back_by=[])))
    case = yard.standing()
    yard.at(26).desk.tick()
    yard.do(case.id, "remove", "not_so")
    yard.at(52).desk.tick()
    assert [one for one, _ in yard.fired(case.id)].count("declare") == 2


def test_whoever_acts_after_an_outage_finds_it_done(yard: Yard) -> None:
    """What the system owes comes before what somebody does: the case is where the system has put it."""
    case = yard.standing()
    yard.at(30)
    with pytest.raises(Refused) as refusal:
        yard.extend(case.id, 60)
    assert [one.code for one in refusal.value.blockers] == ["state"]
    assert yard.desk.case(case.id).version == case.version
    after_ = yard.do(case.id, "remove")
    assert [one for one, _ in yard.fired(case.id)] == ["50%", "due", "+2 hours", "declare"]
    assert (after_.state, yard.desk.journal(case.id)[-1].state_from) == ("removed", "overdue")


def test_what_was_read_before_it_is_no_longer_the_latest(yard: Yard) -> None:
    """A mark changes nothing that somebody has read; what the system does, does."""
    case = yard.standing()
    yard.at(24).desk.tick()
    assert yard.desk.case(case.id).acted == case.version
    yard.at(26).desk.tick()
    found = yard.desk.case(case.id)
    assert found.acted == found.version


def test_a_machine_that_is_behind_dates_nothing_back() -> None:
    """The action bears the time of its mark's record, which bears that of the record before it."""
    yard = Yard(MemoryStore(), scaffold(tolerance=days(2)))
    case = yard.desk.register("scaffold", {"size": "low"}, by=wei)
    yard.at(30)
    yard.desk.act(case.id, "open", by=wei, occurred_at=MORNING)
    yard.clock._now = MORNING + 29 * HOUR  # somebody sets the machine's clock back
    yard.desk.tick()
    assert {one.at for one in yard.desk.journal(case.id)[2:]} == {MORNING + 30 * HOUR}
    assert yard.fired(case.id)[-1] == ("declare", None)
    assert yard.desk.verify().faults == ()
