"""Damage: a file that is cut short, foreign, edited or put back is noticed before anything is built on it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.office import LEAK, Office, ann, bob, eve

from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import Damaged, ForeignStore, InvalidValue, PropflowError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file."""
    return tmp_path / "office.db"


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    """An office at a file."""
    store = SqliteStore(path, durability="normal")
    yield Office(store)
    store.close()


def edit(path: Path, statement: str, *arguments: Any) -> None:
    """Somebody edits the file behind the desk's back."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(statement, arguments).rowcount == 1
        connection.commit()


def again(path: Path) -> Office:
    """The office the next morning: nothing is remembered."""
    return Office(SqliteStore(path, durability="normal"))


def faults(office: Office) -> list[tuple[str, int, str]]:
    """What verifying finds."""
    return [(one.case, one.number, one.what) for one in office.desk.verify().faults]


# The file


@pytest.mark.parametrize("keep", [1, 50, 99, 100, 512, 4096, 5000, 20_000])
def test_truncated_file(keep: int, path: Path) -> None:
    """A file that is cut short anywhere is refused, or reads as damaged; it is never quietly begun anew."""
    store = SqliteStore(path, durability="normal")
    office = Office(store)
    for _ in range(3):
        office.working()
    store.close()
    whole = path.read_bytes()
    assert len(whole) > 20_000
    path.write_bytes(whole[:keep])
    with pytest.raises((ForeignStore, Damaged)) as fault:
        broken = SqliteStore(path, durability="normal")
        try:
            late = Office(broken)
            for case_id in ("JOB-000001", "JOB-000002", "JOB-000003"):
                late.desk.act(case_id, "finish", by=bob)
            late.desk.verify()
        finally:
            broken.close()
    assert len(str(fault.value)) > 20
    assert path.stat().st_size >= keep or keep >= 100


def test_foreign_files(tmp_path: Path) -> None:
    """Another program's database, a text, a folder or a newer store are refused and left byte for byte as they are."""
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("create table t (x)")
        connection.commit()
    text = tmp_path / "letter.txt"
    text.write_text("Dear tenants, " * 40)
    newer = tmp_path / "newer.db"
    SqliteStore(newer).close()
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("pragma user_version = 99")
        connection.commit()
    for path in (other, text, newer):
        before = path.read_bytes()
        with pytest.raises(ForeignStore, match="left as it is"):
            SqliteStore(path)
        assert path.read_bytes() == before
    with pytest.raises(ForeignStore):
        SqliteStore(tmp_path)


def test_a_file_without_its_tables(path: Path) -> None:
    """A store that has lost a table is no whole store."""
    SqliteStore(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("drop table records")
        connection.commit()
    with pytest.raises(ForeignStore, match="lacks records"):
        SqliteStore(path)


# Heads


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("state", {"state": "closed"}),
        ("version", {"version": 7}),
        ("hash", {"hash": "0" * 64}),
        ("case", {"case": "JOB-000009"}),
        ("tenant", {"tenant": "lakeside"}),
    ],
)
def test_edited_head(what: str, change: dict[str, Any], office: Office, path: Path) -> None:
    """A head that does not agree with its last record is no base for anything: Damaged, and found by verifying."""
    case = office.working()
    head = json.loads(office.store.head("riverside", case.id).text)
    text = json.dumps({**head, **change}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    edit(path, "update heads set text = ? where case_id = ?", text, case.id)
    for desk in (office.desk, again(path).desk):  # with and without the case in memory
        for ask in (
            lambda d=desk: d.act(case.id, "finish", by=bob),
            lambda d=desk: d.case(case.id),
            lambda d=desk: d.options(case.id, by=bob),
        ):
            with pytest.raises(Damaged) as fault:
                ask()
            assert fault.value.case_id == case.id
    assert (case.id, case.version, "the head is not what the journal adds up to") in faults(office)


def test_a_head_edited_where_no_record_shows_it(office: Office, path: Path) -> None:
    """Facts edited in a head alone are found by verifying, before and after somebody has acted on them."""
    case = office.working()
    head = office.store.head("riverside", case.id).text
    edit(path, "update heads set text = ? where case_id = ?", head.replace('"leak"', '"light"'), case.id)
    assert faults(office) == [(case.id, case.version, "the head is not what the journal adds up to")]
    again(path).desk.act(case.id, "finish", by=bob)
    assert faults(office) == [(case.id, case.version + 1, "the head is not what the journal adds up to")]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "5", '{"fold":1}', "[" * 100_000])
def test_a_head_that_is_none(text: str, office: Office, path: Path) -> None:
    """Whatever stands where a head should be, the case is Damaged; the rest of the office goes on."""
    case, other = office.working(), office.working()
    edit(path, "update heads set text = ? where case_id = ?", text, case.id)
    with pytest.raises(Damaged):
        office.desk.act(case.id, "finish", by=bob)
    office.desk.act(other.id, "finish", by=bob)
    assert {fault[0] for fault in faults(office)} == {case.id}
    assert [one.level for one in office.desk.doctor().findings] == ["error"]
    assert "cannot be read" in office.desk.doctor().findings[0].what


def test_a_head_of_an_old_fold_is_folded_anew(office: Office, path: Path) -> None:
    """A head that an older propflow has written is made anew from the journal, in reading, paging and acting."""
    one, two = office.working(), office.working()
    for case in (one, two):
        text = office.store.head("riverside", case.id).text
        old = text.replace('"fold":1', '"fold":0').replace('"kind":"leak"', '"meaning":"old"')
        assert old != text
        edit(path, "update heads set text = ? where case_id = ?", old, case.id)
    late = again(path)
    assert late.desk.case(one.id).fact("kind") == "leak"
    assert [found.fact("kind") for found in late.desk.find()] == ["leak", "leak"]
    assert late.desk.act(two.id, "finish", by=bob).state == "done"
    assert faults(late) == []
    late.store.close()


def test_a_head_of_an_old_fold_over_a_broken_journal(office: Office, path: Path) -> None:
    """A head that must be made anew is not made from records that cannot be read."""
    case = office.working()
    edit(path, "update heads set text = replace(text, '\"fold\":1', '\"fold\":0') where case_id = ?", case.id)
    edit(path, "update records set text = '{' where number = 2")
    late = again(path)
    with pytest.raises(Damaged, match="record 2 cannot be read"):
        late.desk.case(case.id)
    late.store.close()


# Records


@pytest.mark.parametrize(
    "text", ["", "{", "nonsense", "[]", "null", "{}", '{"format":1}', '{"format":2}', "[" * 100_000, '{"a":' * 50_000]
)
@pytest.mark.parametrize("which", ["first", "last"])
def test_corrupt_record(text: str, which: str, office: Office, path: Path) -> None:
    """A record that is no record makes the case Damaged where it is read, and is found by number."""
    case = office.working()
    number = 1 if which == "first" else case.version
    edit(path, "update records set text = ? where number = ?", text, number)
    late = again(path)
    for ask in (lambda: late.desk.journal(case.id), *([lambda: late.desk.case(case.id)] if which == "last" else [])):
        with pytest.raises(Damaged):
            ask()
    assert (case.id, number) in {fault[:2] for fault in faults(late)}
    late.store.close()


def test_bytes_that_are_no_text(office: Office, path: Path) -> None:
    """A record whose bytes are no UTF-8 is a fault, not an error of the reader."""
    case = office.working()
    edit(path, "update records set text = cast(x'7b22ff227d' as text) where number = 2")
    assert (case.id, 2) in {fault[:2] for fault in faults(office)}


@pytest.mark.parametrize(
    "statement",
    [
        "update records set number = 'x' where number = 2",
        "update records set text = x'00' where number = 2",
        "update records set hash = x'00' where number = 2",
        "update heads set text = x'00' where case_id = 'JOB-000001'",
        "update heads set state = x'00' where case_id = 'JOB-000001'",
        "update entries set hash = x'00' where number = 1",
        "update entries set record_hash = 5 where number = 1",
        "update messages set text = x'00' where place = 1",
        "update seals set text = x'00' where number = 1",
        "update seals set hash = 5 where number = 1",
        "update seals set text = '[]' where number = 1",
        """update seals set text = replace(text, '"leaves":[', '"leaves":[5,') where number = 1""",
        """update seals set text = replace(text, '"leaves":[', '"leaves":[["x",99999999999999999999,"y"],')
           where number = 1""",
        """update records set text = replace(text, '"changes":{', '"changes":{"clocks":{"mend":5},')
           where number = 1""",
        """update records set text = replace(text, '"book":{', '"book":{"name":[],') where number = 1""",
        "delete from confidential where number = 1 and salt <> '' and 1 = (select count(*) from seals)",
    ],
)
def test_values_that_make_no_sense(statement: str, office: Office, path: Path) -> None:
    """Whatever somebody writes into the file, verifying comes to its end and reports it."""
    office.working(phone="13800000000")
    office.desk.seal()
    edit(path, statement)
    late = again(path)
    try:
        found = faults(late)
    except PropflowError as fault:
        assert isinstance(fault, ForeignStore | InvalidValue)
        raise AssertionError("verifying stopped") from fault
    finally:
        late.store.close()
    assert found or statement.startswith("delete from confidential")  # which is what erasing does


def test_a_record_beyond_the_head(office: Office, path: Path) -> None:
    """A record that somebody has added behind the last one is found, and stops the next change as Damaged."""
    case = office.working()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "insert into records (tenant, case_id, number, hash, text) "
            "select tenant, case_id, number + 1, hash, text from records where number = ?",
            (case.version,),
        )
        connection.commit()
    assert (case.id, case.version + 1) in {fault[:2] for fault in faults(office)}
    with pytest.raises(Damaged):
        office.desk.act(case.id, "finish", by=bob)


# Clocks and messages


def test_an_edited_due_index(office: Office, path: Path) -> None:
    """An index that says a mark is owed when none is, or none when one is, is found; a tick does nothing wrong."""
    late, early = office.opened(), office.opened()
    office.desk.tick()
    edit(path, "update heads set due = '2026-01-01T00:00:00.000000Z' where case_id = ?", early.id)
    report = office.desk.tick()
    assert [fault[:2] for fault in report.faults] == [("riverside", early.id)]
    assert report.marks == 0
    edit(path, "update heads set due = null where case_id = ?", late.id)
    assert {fault[0] for fault in faults(office)} == {late.id, early.id}
    assert all("index" in fault[2] for fault in faults(office))


def test_one_damaged_case_holds_up_no_other(office: Office, path: Path) -> None:
    """A tick passes over a case whose clocks cannot be read, says so, and serves the others."""
    broken, unreadable, fine = office.opened(), office.opened(), office.opened()
    edit(path, "update heads set text = replace(text, '\"next\"', '\"nxet\"') where case_id = ?", broken.id)
    edit(path, "update heads set text = '{' where case_id = ?", unreadable.id)
    office.pass_time(hours=13)
    late = again(path)
    late.clock.move_to(office.clock())
    report = late.desk.tick()
    assert {fault[1] for fault in report.faults} == {broken.id, unreadable.id}
    assert (report.cases, report.marks) == (1, 2)
    assert late.desk.case(fine.id).version == fine.version + 2
    late.store.close()


def test_a_damaged_case_holds_up_no_other_even_where_one_is_looked_at_at_a_time(office: Office, path: Path) -> None:
    """A case that cannot be handled stays first in the index, but the next tick looks beyond it."""
    broken, fine = office.opened(), office.opened()
    edit(path, "update heads set text = '{' where case_id = ?", broken.id)
    office.pass_time(hours=13)
    late = again(path)
    late.clock.move_to(office.clock())
    reports = [late.desk.tick(limit=1) for _ in range(3)]
    assert sum(one.marks for one in reports) == 2
    assert not reports[-1].more
    assert late.desk.case(fine.id).version == fine.version + 2
    late.store.close()


# Backups


def test_restored_backup(office: Office, path: Path, tmp_path: Path) -> None:
    """An older file put back is whole in itself; against the anchor of a later seal it is found."""
    office.working()
    office.desk.seal()
    office.store.close()
    backup = tmp_path / "backup.db"
    shutil.copy(path, backup)
    later = again(path)
    later.desk.act("JOB-000001", "finish", by=bob)
    seal = later.desk.seal()
    assert seal is not None
    anchor = {"riverside": (seal.number, seal.hash)}
    assert later.desk.verify(anchor).faults == ()
    later.store.close()
    shutil.copy(backup, path)
    restored = again(path)
    assert restored.desk.verify().faults == ()
    (fault,) = restored.desk.verify(anchor).faults
    assert (fault.tenant, fault.number) == ("riverside", 2)
    assert "anchor" in fault.what
    restored.store.close()


def test_a_desk_goes_on_over_a_restored_backup(office: Office, path: Path, tmp_path: Path) -> None:
    """What a desk remembers of a case is checked against the file: a file put back is read anew."""
    case = office.working()
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(tmp_path / "backup.db")) as target:
        source.backup(target)
    office.desk.act(case.id, "finish", by=bob)
    with closing(sqlite3.connect(tmp_path / "backup.db")) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    assert office.desk.case(case.id).state == "working"
    assert office.desk.act(case.id, "finish", by=bob).version == case.version + 1
    assert faults(office) == []


def test_a_whole_office_is_sound(office: Office) -> None:
    """Where nobody has touched anything nothing is found, whatever has happened in the office."""
    office.closed(phone="13800000000")
    office.desk.seal()
    parent = office.working()
    office.desk.register("repair", {**LEAK, "parent": parent.id}, by=ann)
    office.pass_time(days=10)
    office.desk.tick()
    office.desk.deliver()
    office.desk.erase("JOB-000001", by=eve, reason="retention is over")
    report = office.desk.verify()
    assert report.faults == ()
    assert (report.cases, report.seals) == (3, 1)
    assert report.unsealed == report.records - 10
