"""Two processes at one file at once: each change is whole, none is lost, none is done twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from tests.desk.rivals import TIMES, pair
from tests.desk.scenes import Interloper
from tests.office import LEAK, Office, ann, bob

from propflow import Conflict
from propflow.adapters.stores.sqlite import SqliteStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file."""
    return tmp_path / "shared.db"


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    """An office at the file, in this process: it sets the scene and looks at the outcome."""
    store = SqliteStore(path, durability="normal")
    yield Office(store)
    store.close()


def in_order(office: Office) -> None:
    """Nothing is found wrong, and every journal is numbered without gaps."""
    assert office.desk.verify().faults == ()
    for case in office.desk.find(limit=1000):
        assert [one.number for one in office.desk.journal(case.id)] == list(range(1, case.version + 1))


def test_two_processes_write_into_one_case(office: Office, path: Path) -> None:
    """Without a version that was read both get through, one after the other, every time."""
    office.opened()
    one, two = pair("notes", path)
    assert sorted([*one, *two]) == list(range(4, 2 * TIMES + 4))
    in_order(office)


def test_two_processes_take_the_same_jobs(office: Office, path: Path) -> None:
    """Of two who read the same, exactly one is first; the other gets a Conflict, and nothing is written twice."""
    for _ in range(TIMES):
        office.opened()
    one, two = pair("takings", path)
    for number, (mine, yours) in enumerate(zip(one, two, strict=True), start=1):
        assert sorted([mine, yours], key=str) == [(3, 4), 4]
        winner = "bob" if mine == 4 else "cai"
        assert office.desk.case(f"JOB-{number:06d}").related("assignee") == winner
    in_order(office)


def test_two_processes_register_in_one_book(office: Office, path: Path) -> None:
    """Every number is given once and none is left out."""
    one, two = pair("registrations", path)
    assert sorted([*one, *two]) == [f"JOB-{number:06d}" for number in range(1, 2 * TIMES + 1)]
    assert [entry.number for entry in office.store.entries("riverside", "JOB")] == list(range(1, 2 * TIMES + 1))
    in_order(office)


def test_two_processes_look_at_the_clocks(office: Office, path: Path) -> None:
    """Each mark fires once, whoever sees it first."""
    for _ in range(TIMES):
        office.registered()
    one, two = pair("ticks", path)
    assert sum(one) + sum(two) == 2 * TIMES
    for case in office.desk.find():
        marks = [record.facts["mark"] for record in office.desk.journal(case.id) if record.kind == "mark"]
        assert marks == ["-1 hour", "due"]
    in_order(office)


def test_two_processes_give_one_command(office: Office, path: Path) -> None:
    """The same command under the same key from two processes is carried out once, and both get its result."""
    office.opened()
    one, two = pair("repetitions", path)
    assert one == two
    assert len(set(one)) == TIMES
    assert office.desk.case("JOB-000001").version == 3 + TIMES
    in_order(office)


def test_two_processes_write_to_two_cases_each(office: Office, path: Path) -> None:
    """A change of two cases is whole or not there, whoever else writes to one of them."""
    parent = office.opened()
    one, two = pair("children", path)
    assert office.desk.case(parent.id).links("child") == tuple(sorted([*one, *two]))
    for child in (*one, *two):
        assert office.desk.case(child).links("parent") == (parent.id,)
    in_order(office)


def test_threads_of_one_desk(store: Any) -> None:
    """One desk may be used from several threads at once, whatever the store."""
    office = Office(store)
    case = office.opened()
    together, faults = Barrier(4), []

    def work() -> None:
        together.wait(30)
        try:
            for _ in range(20):
                office.desk.act(case.id, "note", {"remark": "x"}, by=ann)
                office.desk.register("repair", LEAK, by=ann)
        except Exception as fault:  # noqa: BLE001 - shown below
            faults.append(fault)

    threads = [Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert faults == []
    assert office.desk.case(case.id).version == 3 + 80
    assert len(office.desk.find(limit=1000)) == 81
    assert office.desk.verify().faults == ()


def test_somebody_else_was_faster(store: Any) -> None:
    """Where state and facts are as they were, the desk decides anew by itself; where not, it is a Conflict."""
    faster, between = Office(store), Interloper(store)
    office = Office(between)
    case = office.opened()
    between.first = lambda: faster.desk.act(case.id, "note", {"remark": "x"}, by=ann)
    assert office.desk.act(case.id, "take", by=bob).version == case.version + 2  # the note, the taking
    between.first = lambda: faster.desk.act(case.id, "quote", {"price": "1"}, by=bob)
    with pytest.raises(Conflict) as conflict:
        office.desk.act(case.id, "finish", by=bob)
    assert conflict.value.case_id == case.id
    assert office.desk.case(case.id).state == "working"


def test_somebody_else_was_faster_than_what_was_read(store: Any) -> None:
    """Where it was said what was read, even a note in between is a Conflict; a mark in between is none."""
    faster, between = Office(store), Interloper(store)
    office = Office(between)
    case = office.opened()
    case = office.desk.act(case.id, "note", {"remark": "x"}, by=ann)
    between.first = lambda: faster.desk.act(case.id, "note", {"remark": "x"}, by=ann)
    with pytest.raises(Conflict):
        office.desk.act(case.id, "take", by=bob, expect=case.version)
    case = office.desk.case(case.id)

    def tick() -> None:
        faster.pass_time(hours=13)
        assert faster.desk.tick().marks == 2

    between.first = tick
    assert office.desk.act(case.id, "take", by=bob, expect=case.version).state == "working"


def test_a_command_that_was_carried_out_by_somebody_else(store: Any) -> None:
    """A client that repeats its command while the first is under way gets the first one's result."""
    faster, between = Office(store), Interloper(store)
    office = Office(between)
    case = office.opened()
    got: list[Any] = []
    between.first = lambda: got.append(faster.desk.act(case.id, "take", by=bob, key="k"))
    assert office.desk.act(case.id, "take", by=bob, key="k").hash == got[0].hash
    between.first = lambda: got.append(faster.desk.register("repair", LEAK, by=ann, key="r"))
    assert office.desk.register("repair", LEAK, by=ann, key="r").hash == got[1].hash
    assert len(office.desk.find()) == 2
