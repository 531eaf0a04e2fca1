"""Tampering: what is promised to be found is found, byte by byte; what cannot be found is counted."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.desk.archive import TENANT, Archive, flips, reseal
from tests.office import LEAK, MENDED, Ear, Office, ann, bob, zoe

from propflow import MemoryStore
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.engine.fold import apply
from propflow.engine.record import record_hash
from propflow.model.journal import NO_HASH
from propflow.ports import BookEntry, Confidential, StoredHead, StoredMessage, StoredRecord, StoredSeal

ONE, TWO = "JOB-000001", "JOB-000002"


def lived(store: Any) -> Office:
    """An office with two jobs of one seal each, a second seal, and records since."""
    office = Office(store, notifiers=[Ear()])
    office.opened(phone="13800138000")
    office.desk.seal()
    office.desk.act(ONE, "assign", {"assignee": "bob"}, by=ann)
    office.registered(what="灯坏了", kind="light")
    office.desk.seal()
    office.desk.act(ONE, "finish", by=bob)
    office.desk.propose(ONE, "close", MENDED, by=zoe)
    return office


@pytest.fixture(scope="module")
def source() -> Office:
    """The office, which is only read."""
    return lived(MemoryStore())


@pytest.fixture
def archive(source: Office) -> Archive:
    """A copy of it, to be spoilt."""
    return Archive.of(source.store)


@pytest.fixture
def small() -> Archive:
    """A smaller one, for changing byte after byte: one job of three records, two of them sealed, and a message."""
    office = Office(MemoryStore())
    case = office.registered(phone="13800138000", what="灯")
    office.desk.tick()
    office.desk.seal()
    office.desk.act(case.id, "open", by=ann)
    return Archive.of(office.store)


def found(archive: Archive, **how: Any) -> set[tuple[str, int]]:
    """Where verifying finds something wrong: case and number."""
    return {(one.case, one.number) for one in archive.verify(**how).faults}


def test_the_copy_is_sound(archive: Archive) -> None:
    """Before anything is touched nothing is found, or the tests below would prove nothing."""
    report = archive.verify()
    assert report.faults == ()
    assert (report.cases, report.records, report.seals, report.unsealed) == (2, 7, 2, 2)
    assert all((archive.messages[ONE], archive.hidden[ONE], archive.entries_))


# Every byte


def replaced(rows: list[Any], i: int, **change: Any) -> list[Any]:
    """The rows with one of them changed."""
    return [attrs.evolve(one, **change) if k == i else one for k, one in enumerate(rows)]


def test_every_byte_of_a_journal(small: Archive) -> None:
    """Each byte of each record's text, changed in two ways: found, and the record is named."""
    tried = 0
    for i, record in enumerate(whole := small.journals[ONE]):
        for place, text in flips(record.text):
            small.journals[ONE] = replaced(whole, i, text=text)
            assert (ONE, record.number) in found(small), (record.number, place, text)
            tried += 1
    assert tried > 5000


def test_every_byte_of_the_hashes(small: Archive) -> None:
    """Each digit of each record's hash, changed in two ways: found at that record."""
    for i, record in enumerate(whole := small.journals[ONE]):
        for _, hash_ in flips(record.hash):
            small.journals[ONE] = replaced(whole, i, hash=hash_)
            assert (ONE, record.number) in found(small)


def test_every_byte_of_the_heads(small: Archive) -> None:
    """Each byte of each head's text and of what the indexes hold: found at that case."""
    for i, head in enumerate(whole := small.heads):
        for name in ("text", "workflow", "state", "due"):
            for place, text in flips(getattr(head, name) or ""):
                small.heads = replaced(whole, i, **{name: text})
                assert head.case_id in {case for case, _ in found(small)}, (name, place)
        for change in ({"version": head.version - 1}, {"version": head.version + 1}, {"due": None}, {"due": ""}):
            if change.get("due", "x") != head.due:
                small.heads = replaced(whole, i, **change)
                assert head.case_id in {case for case, _ in found(small)}, change


def test_every_byte_of_the_book(small: Archive) -> None:
    """Each byte of each line of the book: found at that line or at the case it should name."""
    for i, entry in enumerate(whole := small.entries_):
        for name in ("book", "case_id", "record_hash", "hash"):
            for place, text in flips(getattr(entry, name)):
                small.entries_ = replaced(whole, i, **{name: text})
                assert found(small), (entry.number, name, place)
        for number in (0, 2, 9):
            small.entries_ = replaced(whole, i, number=number)
            assert found(small), (entry.number, number)


def test_every_byte_of_the_seals(small: Archive) -> None:
    """Each byte of each seal's text and hash: found, and the seal is named."""
    for i, seal in enumerate(whole := small.seals_):
        for name in ("text", "hash"):
            for place, text in flips(getattr(seal, name)):
                small.seals_ = replaced(whole, i, **{name: text})
                assert ("", seal.number) in found(small) or ("", seal.number + 1) in found(small), (name, place)


def test_every_byte_of_the_messages(small: Archive) -> None:
    """Each byte of each owed message: found at its case."""
    for i, message in enumerate(whole := small.messages[ONE]):
        for name in ("id", "at", "text"):
            for place, text in flips(getattr(message, name)):
                small.messages[ONE] = replaced(whole, i, **{name: text})
                assert ONE in {case for case, _ in found(small)}, (name, place)


def test_every_byte_of_a_confidential_value(small: Archive) -> None:
    """Each byte of a confidential value, its salt and its field: found at the record that has its digest."""
    (kept,) = small.hidden[ONE]
    for name in ("text", "salt", "field"):
        for place, text in flips(getattr(kept, name)):
            small.hidden[ONE] = [attrs.evolve(kept, **{name: text})]
            assert (ONE, 1) in found(small), (name, place)


TABLES = {
    "records": ("text", "hash"),
    "heads": ("text", "state", "workflow"),
    "entries": ("case_id", "record_hash", "hash"),
    "seals": ("text", "hash"),
    "messages": ("id", "at", "text"),
    "confidential": ("text", "salt"),
}


@pytest.mark.parametrize("table", TABLES)
def test_every_byte_in_a_file(table: str, tmp_path: Path) -> None:
    """In an SQLite file each byte of each column, changed in two ways, one of which is no text: found."""
    path = tmp_path / "office.db"
    store = SqliteStore(path, durability="normal")
    office = Office(store)
    office.opened(phone="13800138000")
    office.desk.seal()
    tried = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as hand:
        hand.execute("pragma synchronous = off")
        key = "place" if table == "messages" else "number" if table != "heads" else "version"
        for (number,) in hand.execute(f"select {key} from {table}").fetchall():
            for column in TABLES[table]:
                (stored,) = hand.execute(
                    f"select cast({column} as blob) from {table} where {key} = ?", (number,)
                ).fetchone()
                update = f"update {table} set {column} = cast(? as text) where {key} = ?"
                for place in range(len(stored)):
                    for mask in (0x01, 0x80):
                        spoilt = bytearray(stored)
                        spoilt[place] ^= mask
                        hand.execute(update, (bytes(spoilt), number))
                        assert office.desk.verify().faults, (table, column, number, place)
                        tried += 1
                hand.execute(update, (stored, number))
    assert tried > 100
    assert office.desk.verify().faults == ()
    store.close()


# Records


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_a_record_dropped(number: int, archive: Archive) -> None:
    """The first, any in the middle or the last: a record that is gone is missed."""
    archive.journals[ONE] = [one for one in archive.journals[ONE] if one.number != number]
    assert (ONE, number) in found(archive) or (ONE, number - 1) in found(archive)


@pytest.mark.parametrize("pair", [(1, 2), (2, 3), (3, 6), (1, 6)])
@pytest.mark.parametrize("renumbered", [False, True])
def test_records_swapped(pair: tuple[int, int], renumbered: bool, archive: Archive) -> None:
    """Two records in each other's place are found, with their own numbers or with each other's."""
    records = archive.journals[ONE]
    a, b = (one - 1 for one in pair)
    one, two = records[a], records[b]
    if renumbered:
        one, two = attrs.evolve(one, number=two.number), attrs.evolve(two, number=one.number)
    records[a], records[b] = two, one
    assert {(ONE, pair[0]), (ONE, pair[1])} & found(archive)


@pytest.mark.parametrize("by", [-1, 1, 5])
def test_records_renumbered(by: int, archive: Archive, source: Office) -> None:
    """Numbers shifted from some record on leave a gap or tell of another place."""
    for start in range(1, 7):
        archive.journals[ONE] = [
            attrs.evolve(one, number=one.number + by) if one.number >= start else one
            for one in Archive.of(source.store).journals[ONE]
        ]
        assert found(archive)


def test_a_record_doubled_or_added(archive: Archive) -> None:
    """A record that stands twice, or comes from another case, does not fit."""
    records = archive.journals[ONE]
    for i in range(len(records)):
        archive.journals[ONE] = [*records[: i + 1], *records[i:]]
        assert found(archive)
    archive.journals[ONE] = [*records, attrs.evolve(archive.journals[TWO][0], number=7)]
    assert (ONE, 7) in found(archive)


def test_a_journal_in_another_cases_place(archive: Archive) -> None:
    """A journal belongs to the case that it names."""
    archive.journals[ONE], archive.journals[TWO] = archive.journals[TWO], archive.journals[ONE]
    assert {(ONE, 1), (TWO, 1)} <= found(archive)


def test_an_emptied_journal(archive: Archive) -> None:
    """A head without records is a fault."""
    archive.journals[TWO] = []
    assert TWO in {case for case, _ in found(archive)}


# Cases, books, seals, messages


@pytest.mark.parametrize("case_id", [ONE, TWO])
def test_a_case_removed(case_id: str, archive: Archive, source: Office) -> None:
    """A case that is gone is missed by its book and by its seal, and if both lines are gone, by its seal alone."""
    removed = Archive.of(source.store)
    removed.heads = [one for one in removed.heads if one.case_id != case_id]
    removed.journals.pop(case_id)
    assert {case for case, _ in found(removed)} == {case_id}
    archive.drop(case_id)
    assert case_id in {case for case, _ in found(archive)}
    archive.write_book()
    assert case_id in {case for case, _ in found(archive)}


def test_all_cases_removed(archive: Archive) -> None:
    """A community whose every case is gone is looked at still: its seals remember them."""
    for case_id in (ONE, TWO):
        archive.drop(case_id)
    assert {ONE, TWO} <= {case for case, _ in found(archive)}


def test_an_unsealed_case_removed_from_the_end_of_its_book() -> None:
    """What no seal covers can be taken away with its line in the book, and nothing shows."""
    office = lived(MemoryStore())
    third = office.registered().id
    archive = Archive.of(office.store)
    before = archive.verify().unsealed
    archive.drop(third)
    assert archive.verify().faults == ()
    assert archive.verify().unsealed == before - 1
    middle = Archive.of(office.store)
    middle.entries_ = [one for one in middle.entries_ if one.case_id != third]  # the line alone is missed
    assert (third, 3) in found(middle)


@pytest.mark.parametrize("number", [1, 2])
def test_a_book_entry_removed(number: int, archive: Archive) -> None:
    """A line of the book that is gone is missed by the case that it should name."""
    archive.entries_ = [one for one in archive.entries_ if one.number != number]
    assert ((ONE, TWO)[number - 1], number) in found(archive)


def test_a_book_written_anew_below_its_seal(archive: Archive) -> None:
    """A line renamed to another case, with every hash made to fit, differs from what was sealed."""
    archive.entries_ = [attrs.evolve(one, case_id=TWO if one.case_id == ONE else ONE) for one in archive.entries_]
    archive.write_book()
    assert found(archive)


def test_a_book_entry_added(archive: Archive) -> None:
    """A line for a case that is not there, or a second one for a case that is, is a fault."""
    last = archive.entries_[-1]
    archive.entries_.append(BookEntry("JOB", 3, "JOB-000003", "0" * 64, "0" * 64))
    assert ("JOB-000003", 3) in found(archive)
    archive.entries_[-1] = attrs.evolve(last, number=3)
    assert found(archive)


def test_a_seal_removed(archive: Archive) -> None:
    """A seal that others follow is missed by the next one."""
    archive.seals_ = archive.seals_[1:]
    assert ("", 1) in found(archive)


def test_the_last_seal_removed(archive: Archive) -> None:
    """The last seal can be taken away and nothing shows; against an anchor that was kept elsewhere it does."""
    last = archive.seals_.pop()
    assert archive.verify().faults == ()
    assert archive.verify().unsealed == 4  # what it covered counts as unprotected again
    assert found(archive, anchor=(last.number, last.hash)) == {("", 2)}
    first = archive.seals_[0]
    assert archive.verify(anchor=(first.number, first.hash)).faults == ()  # an older anchor cannot know


def test_all_seals_removed(archive: Archive) -> None:
    """Without any seal everything counts as unprotected, and every anchor tells."""
    anchors = [(one.number, one.hash) for one in archive.seals_]
    archive.seals_ = []
    assert (archive.verify().faults, archive.verify().unsealed) == ((), 7)
    for anchor in anchors:
        assert found(archive, anchor=anchor) == {("", anchor[0])}


def test_a_seal_made_anew(archive: Archive) -> None:
    """A seal that was replaced by another fits neither the next one nor an anchor of it."""
    first, last = archive.seals_
    archive.seals_ = [reseal(first, lambda data: data["leaves"].clear()), last]
    assert ("", 1) in found(archive)
    archive.seals_ = [first, reseal(last, lambda data: data.update(at="2020-01-01T00:00:00.000000Z"))]
    assert archive.verify().faults == ()
    assert ("", 2) in found(archive, anchor=(2, last.hash))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(prev=NO_HASH),
        lambda data: data.update(root=NO_HASH),
        lambda data: data.update(number=3),
        lambda data: data.update(tenant="lakeside"),
        lambda data: data["leaves"].pop(),
        lambda data: data["leaves"][0].__setitem__(2, NO_HASH),
        lambda data: data["books"].update(JOB=[2, NO_HASH]),
        lambda data: data["books"].update(JOB=[9, NO_HASH]),
        lambda data: data["books"].update(OTHER=[1, NO_HASH]),
    ],
)
def test_a_seal_that_says_something_else(change: Callable[[dict[str, Any]], object], archive: Archive) -> None:
    """Whatever a seal says is held against what is there, even where its own hash fits."""
    archive.seals_[-1] = reseal(archive.seals_[-1], change)
    assert found(archive)


def test_seals_swapped(archive: Archive) -> None:
    """Seals are in order."""
    one, two = archive.seals_
    archive.seals_ = [attrs.evolve(two, number=1), attrs.evolve(one, number=2)]
    assert {("", 1), ("", 2)} <= found(archive)


def test_a_message_lost(archive: Archive, source: Office) -> None:
    """A message that a record owes and that is nowhere is missed at that record."""
    for message in list(archive.messages[ONE]):
        kept = Archive.of(source.store)
        kept.messages[ONE] = [one for one in kept.messages[ONE] if one.id != message.id]
        number = int(message.id.split("/")[-2])
        assert found(kept) == {(ONE, number)}


def test_a_message_made_up(archive: Archive) -> None:
    """A message that no record owes is a fault: nobody is to be told what did not happen."""
    archive.messages[ONE].append(StoredMessage(f"{TENANT}/{ONE}/6/1", "x", "{}"))
    assert (ONE, 0) in found(archive)


def test_a_due_index_edited(archive: Archive) -> None:
    """An index from which a case has been taken, so that nothing is owed any more, is found."""
    for due in (None, "2030-01-01T00:00:00.000000Z"):
        archive.heads = [attrs.evolve(one, due=due) for one in archive.heads]
        assert {case for case, _ in found(archive)} == {ONE, TWO}


def test_a_confidential_value_taken_away(archive: Archive) -> None:
    """A value that is gone looks like one that was erased: that is not found, and cannot be."""
    archive.hidden[ONE] = []
    assert archive.verify().faults == ()


def test_a_confidential_value_put_in(archive: Archive) -> None:
    """A value for which no record has a digest is a fault."""
    archive.hidden[TWO].append(Confidential(TWO, 1, "phone", "salt", '"1"'))
    assert (TWO, 1) in found(archive)


# What is promised, and what is not


def lie(data: dict[str, Any]) -> None:
    """Make a record say something else."""
    data["note"] = "nothing happened"


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_rewriting_what_is_sealed(number: int, archive: Archive) -> None:
    """At or below the last seal, even a forger who makes records, head, index and book fit is found."""
    archive.rewrite(ONE, number, lie)
    assert ONE in {case for case, _ in found(archive)}


def test_rewriting_below_an_older_seal(archive: Archive) -> None:
    """A record that only an older seal covers, rewritten with everything after it, is found by that seal."""
    archive.rewrite(ONE, 3, lie)
    faults = {(one.number, one.what) for one in archive.verify().faults}
    assert (3, "the record is not the one that was sealed") in faults
    assert (4, "the record is not the one that was sealed") in faults


@pytest.mark.parametrize("number", [5, 6])
def test_rewriting_what_is_newer_than_the_last_seal(number: int, archive: Archive) -> None:
    """What no seal covers yet is not protected against a forger who rewrites all of it; `unsealed` counts it."""
    before = archive.journals[ONE][number - 1]
    archive.rewrite(ONE, number, lie)
    assert archive.journals[ONE][number - 1].hash != before.hash
    report = archive.verify()
    assert report.faults == ()
    assert report.unsealed == 2  # records 5 and 6 of the first case


def test_cutting_off_what_is_newer_than_the_last_seal(source: Office) -> None:
    """The unsealed end of a journal can be cut off with its head; at the seal this ends."""

    def cut(to: int) -> Archive:
        made = Archive.of(source.store)
        made.journals[ONE] = made.journals[ONE][:to]
        case = None
        for one in made.journals[ONE]:
            case = apply(case, json.loads(one.text), one.hash)
        assert case is not None
        made.put_head(case)
        return made

    assert cut(5).verify().faults == ()
    assert (cut(4).verify().faults, cut(4).verify().unsealed) == ((), 0)
    assert (ONE, 4) in found(cut(3))


def test_rewriting_a_first_record_that_is_not_sealed() -> None:
    """A whole unsealed case can be rewritten with its line in the book, as long as no sealed line follows it."""
    office = lived(MemoryStore())
    office.registered()
    archive = Archive.of(office.store)
    archive.rewrite("JOB-000003", 1, lie)
    assert archive.verify().faults == ()
    assert archive.verify().unsealed == 3
    archive.entries_[-1] = Archive.of(office.store).entries_[-1]  # leave the book as it was
    assert "JOB-000003" in {case for case, _ in found(archive)}


def test_half_a_forgery_is_found(archive: Archive, source: Office) -> None:
    """Whoever rewrites an unsealed record and forgets any one thing that follows from it is found."""
    forged = Archive.of(source.store)
    forged.rewrite(ONE, 5, lie)
    for part in ("head", "record", "next record"):
        half = Archive.of(source.store)
        half.heads, half.journals = list(forged.heads), {**forged.journals, ONE: list(forged.journals[ONE])}
        if part == "head":
            half.heads = archive.heads
        elif part == "record":
            half.journals[ONE][4] = archive.journals[ONE][4]
        else:
            half.journals[ONE][5] = archive.journals[ONE][5]
        assert ONE in {case for case, _ in found(half)}, part


def test_a_forged_record_in_an_old_chain(archive: Archive, source: Office) -> None:
    """A record with a hash of its own that the next one does not name is found, though head and seals agree."""
    forged = Archive.of(source.store)
    forged.rewrite(ONE, 5, lie)
    archive.journals[ONE][4] = forged.journals[ONE][4]
    assert [(one.number, one.what) for one in archive.verify().faults] == [
        (6, "the record does not name the hash of the one before it")
    ]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda data: data.update(at="2020-01-01T00:00:00.000000Z"), "was made before the one before it"),
        (lambda data: data.update({"from": "opened"}), "comes from a state in which the case was not"),
        (lambda data: data.update(tenant="lakeside"), "belongs to another case or place"),
        (lambda data: data.update(number=9), "belongs to another case or place"),
        (lambda data: data.update(format=2), "cannot be read"),
    ],
)
def test_a_forged_record_that_contradicts_the_journal(
    change: Callable[[dict[str, Any]], object], what: str, archive: Archive
) -> None:
    """Even an unsealed record, forged with every hash made to fit, must be one that could have been written there."""
    archive.rewrite(ONE, 5, change)
    assert any(what in one.what for one in archive.verify().faults if (one.case, one.number) == (ONE, 5))


def test_a_record_in_another_spelling(archive: Archive) -> None:
    """A record has one spelling: the same values with a blank more, and a hash that fits, are a fault."""
    record = archive.journals[TWO][0]
    text = record.text.replace('":', '": ', 1)
    archive.seals_ = []
    archive.journals[TWO] = [StoredRecord(1, record_hash(text), text)]
    archive.put_head(apply(None, json.loads(text), record_hash(text)))
    archive.write_book()
    assert [one.what for one in archive.verify().faults] == ["the record is not in canonical form"]


def test_unsealed_counts_what_no_seal_covers(quick: Office) -> None:
    """Every record counts as unsealed until a seal covers its case, and again as soon as it moves on."""
    case = quick.opened()
    assert quick.desk.verify().unsealed == 3
    quick.desk.seal()
    assert quick.desk.verify().unsealed == 0
    quick.desk.act(case.id, "take", by=bob)
    quick.desk.register("repair", LEAK, by=ann)
    assert quick.desk.verify().unsealed == 2
    assert quick.desk.seal() is not None
    assert quick.desk.seal() is None
    assert quick.desk.verify().unsealed == 0


def test_rows_of_an_archive_are_the_stores(archive: Archive, source: Office) -> None:
    """The copy holds what the store does, so that what is found in it would be found there."""
    assert all(isinstance(one, StoredHead) for one in archive.heads)
    assert all(isinstance(one, StoredRecord) for one in archive.journals[ONE])
    assert all(isinstance(one, StoredSeal) for one in archive.seals_)
    assert archive.verify() == source.desk.verify()
