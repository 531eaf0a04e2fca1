"""Deeds: what the desk does by itself is done once, whoever ticks, and stands in the journal like anything else."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from tests.desk.scenes import Interloper
from tests.office import Bell, Ear
from tests.scaffolds import HOUR, MORNING, Yard, scaffold, wei
from tests.views.markdown import tables

from propflow import AsyncDesk, Case, Conflict, MemoryStore
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.engine.fold import apply
from propflow.views.case import journal_table
from propflow.wire import read_head, write_head


@pytest.fixture
def yard(store: Any) -> Yard:
    """A yard with an empty store of either kind."""
    return Yard(store)


def sound(yard: Yard, case_id: str) -> Case:
    """The case, after every look at it has found the same: the head, the fold of the journal, and verify."""
    case = yard.desk.case(case_id)
    folded = None
    for one in yard.store.journal("default", case_id):
        folded = apply(folded, json.loads(one.text), one.hash)
    assert folded is not None
    assert write_head(folded) == write_head(case) == yard.store.head("default", case_id).text
    assert write_head(read_head(case_id, write_head(case))) == write_head(case)
    assert yard.desk.verify().faults == ()
    return case


def declared(yard: Yard, case_id: str) -> int:
    """How often the system has declared it overdue."""
    return [one for one, _ in yard.fired(case_id)].count("declare")


def test_a_tick_declares_each_case_once(yard: Yard) -> None:
    """Of three scaffolds the two whose time is over are declared overdue by one tick, and by no other."""
    first, second, high = yard.standing(), yard.standing(), yard.standing("high")
    yard.at(26)
    report = yard.desk.tick()
    noted = [one.kind for each in (first, second, high) for one in yard.desk.journal(each.id)]
    assert (report.cases, report.marks) == (3, noted.count("mark"))  # what the system did at them is no mark
    assert yard.desk.tick().cases == 0
    assert [sound(yard, one.id).state for one in (first, second, high)] == ["overdue", "overdue", "standing"]
    assert [declared(yard, one.id) for one in (first, second, high)] == [1, 1, 0]


def test_mark_and_deed_are_one_change(yard: Yard) -> None:
    """The store is given both in one change: nobody ever reads the mark without what was done at it."""
    seen: list[Any] = []
    commit = yard.store.commit
    case = yard.standing()
    yard.at(24).desk.tick()
    between = Interloper(yard.store)
    desk = Yard(between).at(26).desk
    between.commit = lambda change: (seen.append(change), commit(change))  # type: ignore[method-assign]
    desk.tick()
    (write,) = seen[0].writes
    assert [json.loads(one.text)["kind"] for one in write.records] == ["mark", "act"]
    assert sound(yard, case.id).state == "overdue"


def test_two_desks_that_tick_at_once_declare_it_once(store: Any) -> None:
    """Whoever is second passes the case over, and finds nothing owed when it looks again."""
    faster, between = Yard(store), Interloper(store)
    yard = Yard(between)
    case = yard.standing()
    for one in (yard, faster):
        one.at(26)
    between.first = faster.desk.tick
    report = yard.desk.tick()
    assert (report.cases, report.passed_over) == (0, (("default", case.id),))
    assert yard.desk.tick().cases == 0
    assert declared(yard, case.id) == 1
    sound(faster, case.id)


def test_desks_in_several_threads_declare_each_case_once(tmp_path: Path) -> None:
    """Four desks on one file tick as they like: each case is declared overdue exactly once."""
    stores = [SqliteStore(tmp_path / "yard.db", durability="normal", busy_seconds=60) for _ in range(4)]
    yards = [Yard(one) for one in stores]
    cases = [yards[0].standing() for _ in range(8)]
    together, faults = Barrier(4), []

    def work(yard: Yard) -> None:
        try:
            yard.at(26)
            together.wait(30)
            for _ in range(20):
                yard.desk.tick(limit=3)
        except Exception as fault:  # noqa: BLE001 - shown below
            faults.append(fault)

    threads = [Thread(target=work, args=(one,)) for one in yards]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert faults == []
    assert [declared(yards[0], one.id) for one in cases] == [1] * 8
    assert {sound(yards[0], one.id).state for one in cases} == {"overdue"}
    for store in stores:
        store.close()


def test_somebody_who_was_faster_is_not_overruled(store: Any) -> None:
    """If the scaffold is said to be gone just before, the tick gives way, and the desk declares nothing."""
    faster, between = Yard(store), Interloper(store)
    yard = Yard(between)
    case = yard.standing()
    between.first = lambda: faster.at(25).do(case.id, "remove")
    assert yard.at(26).desk.tick().passed_over == (("default", case.id),)
    assert yard.desk.tick().cases == 0
    assert sound(faster, case.id).state == "removed"
    assert declared(yard, case.id) == 0


def test_what_was_read_before_it_is_a_conflict(yard: Yard) -> None:
    """Who acts on what was read before the desk acted does not act unawares."""
    case = yard.standing()
    yard.at(26)
    with pytest.raises(Conflict):
        yard.desk.act(case.id, "extend", {"until": MORNING + 40 * HOUR}, by=wei, expect=case.version)
    assert yard.desk.case(case.id).version == case.version


def test_an_attempt_that_is_refused_declares_nothing(yard: Yard) -> None:
    """What the desk would have done stands in no journal as long as nobody ticks; its options count it in."""
    case = yard.standing()
    yard.at(26)
    assert "extend" not in yard.desk.options(case.id, by=wei).names
    assert yard.desk.case(case.id).state == "standing"


def test_its_messages_are_delivered_once(store: Any) -> None:
    """The mark's notice and the action's go out, each once."""
    ear = Ear()
    yard = Yard(store, notifiers=[ear], escalators=[Bell("bell")])
    yard.standing()
    yard.at(26).desk.tick()
    yard.desk.deliver()
    yard.desk.deliver()
    assert [(one.kind, one.about) for one in ear.heard] == [
        ("mark", "stand"), ("mark", "stand"), ("mark", "stand"), ("action", "declare"),
    ]  # fmt: skip


def test_listeners_hear_of_it_in_one_change(store: Any) -> None:
    """A listener is told once, of the marks and what was done at the last, and of the state after it."""
    ear = Ear()
    yard = Yard(store, listeners=[ear])
    yard.standing()
    ear.heard.clear()
    yard.at(26).desk.tick()
    (only,) = ear.heard
    assert (only.state, len(only.records)) == ("overdue", 4)


async def _ticked(desk: AsyncDesk) -> int:
    return (await desk.tick()).cases


def test_an_asynchronous_desk_does_the_same() -> None:
    """The other driver fires and acts alike, record for record."""
    import asyncio

    texts = []
    for tick in (lambda yard: yard.desk.tick().cases, lambda yard: asyncio.run(_ticked(yard.other))):
        yard: Any = Yard(MemoryStore())
        yard.other = AsyncDesk([scaffold()], yard.store, now=yard.clock)
        case = yard.standing()
        assert tick(yard.at(30)) == 1
        texts.append([one.text for one in yard.store.journal("default", case.id)])
    assert texts[0] == texts[1]


def test_the_journal_explains_it(yard: Yard) -> None:
    """Read as a table, the mark says what it was and how late, and the next row what the system then did."""
    case = yard.standing()
    yard.at(27).desk.tick()
    (found,) = tables(journal_table(yard.desk.case(case.id), yard.desk.journal(case.id), workflow=scaffold()))
    assert [row[2:] for row in found[-2:]] == [
        ["the system", "It is taken down: +2 hours", "Standing", "1 h after its instant; tells Warden"],
        [
            "system (The system)", "Declare overdue", "Standing → Overdue",
            "Why: its time is over; Strictly: yes; tells Warden",
        ],
    ]  # fmt: skip
