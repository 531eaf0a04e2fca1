"""What both stores promise of books, seals, confidential values, definitions, the access log, and their figures."""

from __future__ import annotations

import pytest
from tests.adapters.stores.changes import HOME, all_of, at, begin, change, entry, message, owe, secret, write

from propflow.errors import Conflict
from propflow.ports import CaseStore, Delivery, StoredSeal, StoreFigures


def seal(number: int) -> StoredSeal:
    """A seal of a number."""
    return StoredSeal(number, f"{number:064x}", f'{{"seal":{number}}}')


def enter(store: CaseStore, number: int, book: str = "repairs", tenant: str = HOME) -> None:
    """Commit a new case together with its line in a book."""
    case_id = f"{book}-{number}"
    store.commit(change(write(case_id), tenant=tenant, entries=(entry(number, case_id, book),)))


def test_empty_book(store: CaseStore) -> None:
    """A book that nobody has written in has no last line, no lines, and no name."""
    assert store.last_entry(HOME, "repairs") is None
    assert list(store.entries(HOME, "repairs")) == []
    assert list(store.books(HOME)) == []


def test_book(store: CaseStore) -> None:
    """The lines of a book come in order of their numbers, the tenth after the ninth."""
    for number in range(1, 12):
        enter(store, number)
    enter(store, 1, "complaints")
    enter(store, 1, "repairs", tenant="lakeside")
    assert store.last_entry(HOME, "repairs") == entry(11, "repairs-11")
    assert [one.number for one in store.entries(HOME, "repairs")] == list(range(1, 12))
    assert list(store.entries(HOME, "repairs", 9)) == [entry(10, "repairs-10"), entry(11, "repairs-11")]
    assert list(store.books(HOME)) == ["complaints", "repairs"]
    assert list(store.books("lakeside")) == ["repairs"]


def test_number_taken(store: CaseStore) -> None:
    """A line whose number is taken is a conflict that names the case; the line there stays."""
    enter(store, 1)
    with pytest.raises(Conflict) as met:
        store.commit(change(write("C-2"), entries=(entry(1, "C-2"),)))
    assert (met.value.case_id, met.value.expected) == ("C-2", 0)
    assert list(store.entries(HOME, "repairs")) == [entry(1, "repairs-1")]


def test_unsealed(store: CaseStore) -> None:
    """New and changed cases are unsealed: id, version, and hash of the last record, by id, as many as asked for."""
    begin(store, "C-2", records=2)
    begin(store, "C-1")
    begin(store, "C-0", tenant="lakeside")
    assert list(store.unsealed(HOME, 9)) == [("C-1", 1, f"{1:064x}"), ("C-2", 2, f"{2:064x}")]
    assert list(store.unsealed(HOME, 1)) == [("C-1", 1, f"{1:064x}")]
    assert list(store.unsealed("nowhere", 9)) == []


def test_seal(store: CaseStore) -> None:
    """A sealed case is no longer unsealed, until it changes again."""
    begin(store, "C-1", "C-2")
    store.append_seal(HOME, seal(1), [("C-1", 1), ("C-2", 1)])
    assert list(store.unsealed(HOME, 9)) == []
    store.commit(change(write("C-2", 1)))
    assert [one[:2] for one in store.unsealed(HOME, 9)] == [("C-2", 2)]
    store.append_seal(HOME, seal(2), [("C-2", 2)])
    assert list(store.unsealed(HOME, 9)) == []
    assert list(store.seals(HOME)) == [seal(1), seal(2)]
    assert list(store.seals("lakeside")) == []


def test_sealed_in_flight(store: CaseStore) -> None:
    """A case that changed while the seal was made stays unsealed; one that is not there does no harm."""
    begin(store, "C-1", "C-2")
    store.commit(change(write("C-2", 1)))
    store.append_seal(HOME, seal(1), [("C-1", 1), ("C-2", 1), ("C-9", 1)])
    assert [one[:2] for one in store.unsealed(HOME, 9)] == [("C-2", 2)]


def test_sealed_between_reading_and_writing(store: CaseStore) -> None:
    """A case sealed after it was read and before it is written is unsealed after the write."""
    begin(store, "C-1")
    assert store.head(HOME, "C-1") is not None
    store.append_seal(HOME, seal(1), [("C-1", 1)])
    store.commit(change(write("C-1", 1)))
    assert [one[:2] for one in store.unsealed(HOME, 9)] == [("C-1", 2)]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_seal_out_of_turn(store: CaseStore, number: int) -> None:
    """A seal whose number is not the next is a conflict; nothing is sealed by it."""
    begin(store, "C-1")
    store.append_seal(HOME, seal(1), [])
    with pytest.raises(Conflict) as met:
        store.append_seal(HOME, seal(number), [("C-1", 1)])
    assert (met.value.expected, met.value.found) == (number - 1, 1)
    assert list(store.seals(HOME)) == [seal(1)]
    assert len(store.unsealed(HOME, 9)) == 1


def test_confidential(store: CaseStore) -> None:
    """The confidential values of a case come by record number, the tenth after the ninth, and field."""
    begin(store, "C-1", records=9)
    values = tuple(secret(number=10, field=field) for field in ("phone", "name"))
    store.commit(change(write("C-1", 9), confidential=values))
    store.commit(change(write("C-2", records=2), confidential=(secret("C-2", number=2),)))
    store.commit(change(write("C-1", 10), confidential=(secret(number=9),)))
    assert [(one.number, one.field) for one in store.confidential(HOME, "C-1")] == [
        (9, "phone"),
        (10, "name"),
        (10, "phone"),
    ]
    assert list(store.confidential(HOME, "C-2")) == [secret("C-2", number=2)]


def test_erase(store: CaseStore) -> None:
    """Erasing destroys the values of one case and says how many; its records stay, and other cases keep theirs."""
    store.commit(change(write("C-1"), confidential=(secret(field="phone"), secret(field="name"))))
    store.commit(change(write("C-2"), confidential=(secret("C-2"),)))
    store.commit(change(write("C-1"), tenant="lakeside", confidential=(secret(),)))
    assert store.erase(HOME, "C-1") == 2
    assert list(store.confidential(HOME, "C-1")) == []
    assert store.erase(HOME, "C-1") == 0
    assert len(store.journal(HOME, "C-1")) == 1
    assert list(store.confidential(HOME, "C-2")) == [secret("C-2")]
    assert list(store.confidential("lakeside", "C-1")) == [secret()]


def test_confidential_after_erasing(store: CaseStore) -> None:
    """A case whose values were erased may be given new ones by later records."""
    store.commit(change(write("C-1"), confidential=(secret(),)))
    store.erase(HOME, "C-1")
    store.commit(change(write("C-1", 1), confidential=(secret(number=2),)))
    assert list(store.confidential(HOME, "C-1")) == [secret(number=2)]
    assert store.erase(HOME, "C-1") == 1


def test_definition(store: CaseStore) -> None:
    """The text that was kept first under a fingerprint stays."""
    assert store.definition("f" * 64) is None
    store.keep_definition("f" * 64, "first")
    store.keep_definition("f" * 64, "second")
    store.keep_definition("e" * 64, "other")
    assert store.definition("f" * 64) == "first"
    assert store.definition("e" * 64) == "other"


def test_access_log(store: CaseStore) -> None:
    """Each tenant's access log is numbered from 1, in the order in which it was written, and is read in portions."""
    for n in range(1, 6):
        store.note_access(HOME, at(9 - n), f"line {n}")
    store.note_access("lakeside", at(0), "theirs")
    assert list(store.accesses(HOME))[:2] == [(1, at(8), "line 1"), (2, at(7), "line 2")]
    assert [one[0] for one in store.accesses(HOME, 2)] == [3, 4, 5]
    assert [one[0] for one in store.accesses(HOME, 1, 2)] == [2, 3]
    assert list(store.accesses(HOME, 0, 0)) == []
    assert list(store.accesses("lakeside")) == [(1, at(0), "theirs")]


def test_access_log_touches_no_case(store: CaseStore) -> None:
    """Who looks or fails changes no case."""
    begin(store, "C-1")
    before = all_of(store)[0:3]
    store.note_access(HOME, at(0), "{}")
    assert all_of(store)[0:3] == before


def test_no_figures(store: CaseStore) -> None:
    """An empty store counts nothing and knows no oldest."""
    assert store.figures(at(0)) == StoreFigures(0, 0, 0, 0, None, 0, None, 0)


def test_figures(store: CaseStore) -> None:
    """The figures count cases, records, unsealed cases and marks that are owed now, over all tenants."""
    begin(store, "C-1", records=3, due=at(5))
    begin(store, "C-2", due=at(6))
    begin(store, "C-1", tenant="lakeside", due=at(4))
    store.append_seal(HOME, seal(1), [("C-2", 1)])
    assert store.figures(at(3)) == StoreFigures(3, 5, 2, 0, None, 0, None, 0)
    assert store.figures(at(5)) == StoreFigures(3, 5, 2, 2, at(4), 0, None, 0)


def test_figures_of_messages(store: CaseStore) -> None:
    """A message waits until a channel has settled it, and again while one is to try again; dead letters are counted."""
    owe(store, *(message(f"m-{n}", n) for n in range(5)))

    def waiting() -> tuple[int, str | None, int]:
        found = store.figures(at(99))
        return found.messages_waiting, found.oldest_message, found.dead_letters

    assert waiting() == (5, at(0), 0)
    store.take("mail", at(10), at(20), 2)
    assert waiting() == (5, at(0), 0)
    store.settle(HOME, Delivery("m-0", "mail", "delivered", 1, at(10), ""))
    assert waiting() == (4, at(1), 0)
    store.settle(HOME, Delivery("m-1", "mail", "dead", 6, at(10), ""))
    assert waiting() == (3, at(2), 1)
    store.settle(HOME, Delivery("m-4", "mail", "retry", 1, at(10), ""))
    store.settle(HOME, Delivery("m-2", "wall", "delivered", 1, at(10), ""))
    store.settle(HOME, Delivery("m-2", "mail", "retry", 1, at(10), ""))
    assert waiting() == (3, at(2), 1)
    store.settle(HOME, Delivery("m-2", "mail", "delivered", 2, at(10), ""))
    assert waiting() == (2, at(3), 1)


def test_figures_of_what_was_put_off(store: CaseStore) -> None:
    """What a channel has put off untried does not wait before its instant, and then waits since that instant."""
    owe(store, message("m-0", 0), message("m-1", 1))

    def waiting(now: int) -> tuple[int, str | None]:
        found = store.figures(at(now))
        return found.messages_waiting, found.oldest_message

    store.take("mail", at(10), at(20), 2)
    for n in range(2):
        store.settle(HOME, Delivery(f"m-{n}", "mail", "retry", n, at(50 + n), ""))
    assert waiting(49) == (1, at(1))  # the other was tried, and failed
    assert waiting(50) == (2, at(1))
    store.settle(HOME, Delivery("m-1", "mail", "delivered", 2, at(50), ""))
    assert (waiting(49), waiting(50)) == ((0, None), (1, at(50)))
    store.take("wall", at(10), at(20), 1)
    assert (waiting(49), waiting(50)) == ((1, at(0)), (1, at(0)))  # another channel has it in hand
    store.settle(HOME, Delivery("m-0", "wall", "delivered", 1, at(10), ""))
    assert [one.id for one in store.take("mail", at(49), at(60), 2)] == []
    assert [(one.id, one.attempts) for one in store.take("mail", at(50), at(60), 2)] == [("m-0", 0)]
    assert waiting(50) == (1, at(0))


def test_figures_of_overtaken(store: CaseStore) -> None:
    """A message that was overtaken by older ones still waits."""
    owe(store, message("young", 9), message("old", 1))
    store.take("mail", at(10), at(20), 1)
    store.settle(HOME, Delivery("old", "mail", "delivered", 1, at(10), ""))
    found = store.figures(at(99))
    assert (found.messages_waiting, found.oldest_message) == (1, at(9))
