"""Delivering hours: at night only what is urgent goes out; the rest waits for the morning, and nobody calls it late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.office import MORNING, Bell, DutyList, Ear, Office, ann, bob, changed, manager, register, repair

from propflow import AsyncDesk, Desk, MemoryStore, ServiceCalendar, Urgent
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import InvalidValue, Misplaced
from propflow.ports import Delivery

DAYTIME = ServiceCalendar("daytime", {"mon-sun": "08:00-22:00"})
URGENT = repair(urgent=Urgent("kind", among="leak"))
MICROSECOND = timedelta(microseconds=1)
EIGHT = MORNING - timedelta(hours=1)
"""The opening of the first day."""

LIGHT = {"kind": "light"}


def evening(store: Any, ear: Ear, **more: Any) -> Office:
    """An office at nine in the evening that owes nothing, with two jobs under way: a lamp and a leak."""
    office = Office(store, **{"workflows": [URGENT], "delivering": DAYTIME, "notifiers": [ear], **more})
    office.working(**LIGHT)
    office.working()
    office.pass_time(hours=12)
    office.desk.tick()
    office.desk.deliver()
    ear.heard.clear()
    return office


def night(store: Any, ear: Ear, **more: Any) -> Office:
    """The same office two hours later."""
    office = evening(store, ear, **more)
    office.pass_time(hours=2)
    return office


def assigned(office: Office, *which: int) -> None:
    """Have jobs assigned: the worker is to be told."""
    for one in which:
        office.desk.act(f"JOB-00000{one}", "assign", {"assignee": "bob"}, by=ann)


def counts(office: Office) -> tuple[int, int, int]:
    """One round: delivered, to be tried again, put off."""
    report = office.desk.deliver()
    return report.delivered, report.retried, report.put_off


def ledger(office: Office, case_id: str, channel: str = "ear") -> Delivery:
    """How the message that a case owes last stands."""
    message = office.store.messages_of("riverside", case_id)[-1].id
    (found,) = (one for one in office.store.deliveries("riverside", message) if one.channel == channel)
    return found  # type: ignore[no-any-return]


def test_case_45_at_night_only_what_is_urgent_goes_out(store: Any) -> None:
    """A leak is told at once; a lamp waits until eight, to the microsecond, and nothing is counted against it."""
    ear = Ear()
    office = night(store, ear)
    assigned(office, 1, 2)
    assert counts(office) == (1, 0, 1)
    assert [(one.case_id, one.urgent) for one in ear.heard] == [("JOB-000002", True)]
    stands = ledger(office, "JOB-000001")
    assert (stands.status, stands.attempts, stands.next_at) == ("retry", 0, "2026-09-02T00:00:00.000000Z")
    office.clock.move_to(EIGHT + timedelta(days=1) - MICROSECOND)
    assert counts(office) == (0, 0, 0)
    office.pass_time(microseconds=1)
    assert counts(office) == (1, 0, 0)
    assert [(one.case_id, one.urgent) for one in ear.heard[1:]] == [("JOB-000001", False)]
    assert (ledger(office, "JOB-000001").status, ledger(office, "JOB-000001").attempts) == ("delivered", 1)
    assert counts(office) == (0, 0, 0)


def test_case_45_escalations_and_marks_keep_the_hours_too(store: Any) -> None:
    """A ladder that is climbed at night rings for the leak alone; in the morning it has rung for both, once."""
    ear, bell = Ear(), Bell("bell")
    office = Office(
        store,
        workflows=[URGENT],
        delivering=DAYTIME,
        notifiers=[ear],
        escalators=[bell],
        roster=DutyList(worker=["bob"]),
    )
    office.pass_time(hours=14)
    office.working(**LIGHT)
    office.working()
    office.pass_time(hours=24)
    office.desk.tick()
    office.desk.deliver()
    assert [(one.case_id, one.urgent, one.to) for one in bell.heard] == [("JOB-000002", True, ("bob",))]
    assert {(one.case_id, one.urgent) for one in ear.heard} == {("JOB-000002", True)}
    told = len(ear.heard)
    office.pass_time(hours=9)
    office.desk.deliver()
    assert [one.case_id for one in bell.heard] == ["JOB-000002", "JOB-000001"]
    assert len(ear.heard) == 2 * told


@pytest.mark.parametrize(("after_ten", "goes_out"), [(-MICROSECOND, 1), (timedelta(0), 0)])
def test_the_hours_are_half_open(after_ten: timedelta, goes_out: int, store: Any) -> None:
    """A microsecond before ten in the evening people may still be disturbed, at ten no longer."""
    office = evening(store, Ear())
    office.clock.move_to(MORNING + timedelta(hours=13) + after_ten)
    assigned(office, 1)
    assert counts(office) == (goes_out, 0, 1 - goes_out)


def test_without_hours_people_may_be_disturbed_at_any(store: Any) -> None:
    """None are the default: then urgent or not makes no difference."""
    office = night(store, Ear(), delivering=None)
    assigned(office, 1, 2)
    assert counts(office) == (2, 0, 0)


def test_where_nothing_is_urgent_all_of_it_waits(store: Any) -> None:
    """A workflow that does not say what is urgent has nothing that may disturb at night."""
    office = night(store, Ear(), workflows=[repair()])
    assigned(office, 1, 2)
    assert counts(office) == (0, 0, 2)


def test_a_failure_before_the_night_is_no_failure_of_the_night(store: Any) -> None:
    """What failed at ten to ten keeps its one attempt through the night and has seven left in the morning."""
    ear = Ear()
    office = evening(store, ear)
    office.clock.move_to(MORNING + timedelta(hours=13, seconds=-10))
    assigned(office, 1)
    ear.fault = RuntimeError("no line")
    assert counts(office) == (0, 1, 0)
    office.pass_time(minutes=1)
    assert counts(office) == (0, 0, 1)
    assert ledger(office, "JOB-000001").attempts == 1
    office.clock.move_to(EIGHT + timedelta(days=1))
    office.desk.deliver()
    assert (ledger(office, "JOB-000001").status, ledger(office, "JOB-000001").attempts) == ("retry", 2)


def test_urgent_is_what_it_was_when_it_came_to_be_owed(store: Any) -> None:
    """A message says how urgent the case was at its mark, whatever has become of it since."""
    ear = Ear()
    office = Office(store, workflows=[repair(urgent=Urgent("wait_reason", among="parts"))], notifiers=[ear])
    case = office.working()
    office.desk.act(case.id, "wait", {"reason": "parts"}, by=bob)
    office.pass_time(hours=12)
    office.desk.tick()
    office.desk.act(case.id, "wait", {"reason": "owner"}, by=bob)
    office.desk.act(case.id, "resume", by=bob)
    assigned(office, 1)
    office.desk.deliver()
    assert {one.about: one.urgent for one in ear.heard} == {"mend": True, "react": False, "assign": False}
    assert ear.heard[0].urgent  # before those that are older
    marks = [one for one in office.desk.journal(case.id) if one.kind == "mark"]
    assert [one.facts.get("urgent") for one in marks] == [None, True]
    assert [one.get("facts") for one in marks[1].messages] == [marks[1].facts]


def test_an_action_is_as_urgent_as_it_makes_the_case(store: Any) -> None:
    """Who registers a leak has the manager told at once, although before it there was no case that could be urgent."""
    ear = Ear()
    workflow = attrs.evolve(changed(register, tell=manager), urgent=Urgent("kind", among="leak"))
    office = Office(store, workflows=[workflow], notifiers=[ear])
    office.registered()
    office.registered(**LIGHT)
    office.desk.deliver()
    told = {one.case_id: (one.urgent, one.facts) for one in ear.heard if one.kind == "action"}
    assert told == {
        "JOB-000001": (True, {"from": None, "to": "reported", "urgent": True}),
        "JOB-000002": (False, {"from": None, "to": "reported"}),
    }


def test_nobody_calls_late_what_was_put_off(store: Any) -> None:
    """The doctor is content all night; from eight on what was put off waits like anything else."""
    office = night(store, Ear())
    assigned(office, 1)
    office.desk.deliver()
    for hours in (1, 4, 3):
        office.pass_time(hours=hours)
        assert [one.level for one in office.desk.doctor().findings if "messages" in one.what] == []
    office.clock.move_to(EIGHT + timedelta(days=1, minutes=15))
    office.desk.tick()
    assert [one.what for one in office.desk.doctor().findings if "messages" in one.what] == []
    office.pass_time(microseconds=1)
    (finding,) = (one for one in office.desk.doctor().findings if "messages" in one.what)
    assert "since 2026-09-02T00:00:00" in finding.what


def test_what_is_urgent_is_missed_at_night_too(store: Any) -> None:
    """Where nobody delivers, the doctor says so, whatever the hour."""
    office = night(store, Ear())
    assigned(office, 2)
    office.pass_time(minutes=16)
    assert any("messages wait" in one.what for one in office.desk.doctor().findings)


def test_what_nobody_wants_is_settled_at_night(tmp_path: Path) -> None:
    """An escalation is not for a notifier, by night as by day; a message that nobody can read is put aside at once."""
    store, ear, bell = SqliteStore(tmp_path / "office.db", durability="normal"), Ear(), Bell("bell")
    office = Office(store, workflows=[URGENT], delivering=DAYTIME, notifiers=[ear], escalators=[bell])
    case = office.working(**LIGHT)
    office.desk.deliver()
    office.pass_time(hours=38)
    office.desk.tick()
    owed = [one.id for one in store.messages_of("riverside", case.id)]
    with store.line() as execute:
        execute("update messages set text = '{' where id = ?", (owed[1],))
    report = office.desk.deliver()
    assert (report.delivered, report.dead) == (0, 2)
    stands = {(one.channel, id_): one.status for id_ in owed for one in store.deliveries("riverside", id_)}
    assert [stands["ear", owed[1]], stands["bell", owed[1]]] == ["dead", "dead"]
    assert sorted(stands.values()).count("skipped") == len(owed) - 1
    store.close()


def test_a_full_round_is_full_of_what_is_put_off(store: Any) -> None:
    """What is put off is not taken again before its hour, so that the rounds reach what is urgent, and end."""
    ear = Ear()
    office = night(store, ear)
    assigned(office, 1, 1, 1, 2)
    reports = [office.desk.deliver(limit=2) for _ in range(3)]
    assert [(one.delivered, one.put_off, one.more) for one in reports] == [(0, 2, True), (1, 1, True), (0, 0, False)]
    assert [one.case_id for one in ear.heard] == ["JOB-000002"]


def test_hours_that_nobody_can_tell_take_nothing(store: Any) -> None:
    """A calendar that cannot answer is an error of its own; no message is leased because of it."""
    office = Office(store, notifiers=[Ear()])
    office.opened()
    office.desk.act("JOB-000001", "assign", {"assignee": "bob"}, by=ann)
    holidays = attrs.evolve(DAYTIME, holidays="cn")
    long_ago = datetime(1999, 1, 1, tzinfo=UTC)
    early = Desk([office.desk.workflows[0]], store, notifiers=[Ear()], delivering=holidays, now=lambda: long_ago)
    with pytest.raises(InvalidValue):
        early.deliver()
    assert counts(office)[0] > 0


def test_what_tells_no_hours_is_refused(quick: Office) -> None:
    """The name of a calendar is none, and neither is a pair of times."""
    for desk in (Desk, AsyncDesk):
        for given in ("cn-office", ("08:00", "22:00")):
            with pytest.raises(Misplaced, match="calendar of delivering hours cannot be asked"):
                desk([URGENT], MemoryStore(), delivering=given)  # type: ignore[arg-type]
