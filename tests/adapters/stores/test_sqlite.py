"""What only the SQLite store promises: durability, typed errors, and costs that do not grow with what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.adapters.stores.changes import HOME, all_of, at, begin, change, command, entry, message, owe, secret, write

from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import InvalidValue, Unavailable
from propflow.ports import Delivery, StoredSeal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store is to be."""
    return tmp_path / "office.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    """A store in a file that does not wait for the disk."""
    made = SqliteStore(path, durability="normal")
    yield made
    made.close()


def test_outlives(path: Path) -> None:
    """What was committed is there when the file is opened again, all of it."""
    store = SqliteStore(path)
    assert store.durable
    more = {"entries": (entry(1),), "command": command(), "confidential": (secret(),)}
    store.commit(change(write("C-1", due=at(1)), messages=(message("m-1"),), **more))
    store.append_seal(HOME, StoredSeal(1, "h", "t"), [("C-1", 1)])
    store.keep_definition("f", "text")
    store.note_access(HOME, at(0), "{}")
    list(store.take("mail", at(0), at(5), 9))
    before = [*all_of(store), store.deliveries(HOME, "m-1"), store.definition("f"), store.command(HOME, "li", "k-1")]
    store.close()
    again = SqliteStore(path)
    after = [*all_of(again), again.deliveries(HOME, "m-1"), again.definition("f"), again.command(HOME, "li", "k-1")]
    assert after == before
    assert list(again.take("mail", at(4), at(9), 9)) == []
    again.close()


def test_closed(store: SqliteStore) -> None:
    """A closed store says so, whatever it is asked."""
    store.close()
    for question in (lambda: store.head(HOME, "C-1"), lambda: begin(store, "C-1"), lambda: store.due(at(0), 9)):
        with pytest.raises(Unavailable, match=r"^The store was closed\.$"):
            question()


@pytest.mark.parametrize(("durability", "level"), [("full", 2), ("normal", 1)])
def test_durability(path: Path, durability: Any, level: int) -> None:
    """`full` and `normal` are what SQLite calls FULL and NORMAL, in its write-ahead log."""
    store = SqliteStore(path, durability=durability)
    found = store.settings()
    assert (found["journal_mode"], found["synchronous"]) == ("wal", level)
    store.close()


def test_full_by_default(path: Path) -> None:
    """Unless told otherwise, a commit waits for the disk."""
    store = SqliteStore(path)
    assert store.durability == "full"
    assert store.settings()["synchronous"] == 2
    store.close()


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"durability": "off"}, "durability"),
        ({"durability": 1}, "durability"),
        ({"busy_seconds": -1}, "busy_seconds"),
        ({"path": ":memory:"}, "path"),
        ({"path": ""}, "path"),
    ],
)
def test_bad_arguments(path: Path, given: dict[str, Any], where: str) -> None:
    """A durability, a wait or a path that means nothing is refused, and no file is made."""
    with pytest.raises(InvalidValue) as met:
        SqliteStore(**{"path": path, **given})
    assert met.value.where == where
    assert not list(path.parent.iterdir())


def test_bytes_that_are_no_text(store: SqliteStore) -> None:
    """A stored text that was made undecodable is shown so that its hash no longer fits, by every question."""
    begin(store, "C-1", "C-2")
    store.rows("update records set text = cast(x'7bff7d' as text) where case_id = 'C-1'")
    store.rows("update heads set text = cast(x'7bff7d' as text) where case_id = 'C-2'")
    assert [one.text for one in store.journal(HOME, "C-1")] == ["{\\xff}"]
    first, second = store.head(HOME, "C-1"), store.head(HOME, "C-2")
    assert first is not None
    assert first.last is not None
    assert first.last.text == "{\\xff}"
    assert second is not None
    assert second.text == "{\\xff}"
    assert [one.text for one in store.find(HOME)] == ['{"version":1}', "{\\xff}"]
    assert [one.text for one in store.journal(HOME, "C-2")] == ['{"number":1}']


def test_head_without_record(store: SqliteStore) -> None:
    """A head whose last record was taken away is shown without one."""
    begin(store, "C-1", records=2)
    store.rows("delete from records where number = 2")
    found = store.head(HOME, "C-1")
    assert found is not None
    assert (found.version, found.last) == (2, None)


def test_surrogate(store: SqliteStore) -> None:
    """Half of a surrogate pair, which no file can hold, is refused wherever it stands, and nothing is written."""
    before = all_of(store)
    for given in (
        change(write("\ud800")),
        change(write("C-1", head="\udfff")),
        change(write("C-1"), messages=(message("m", text="\ud83c"),)),
    ):
        with pytest.raises(InvalidValue):
            store.commit(given)
    assert all_of(store) == before
    begin(store, "C-1")


def steps(store: SqliteStore, question: Any) -> int:
    """How many steps of its machine SQLite takes to answer a question."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    connection = store.line().connection
    connection.set_progress_handler(count, 1)
    question()
    connection.set_progress_handler(None, 1)
    return taken


def test_due_is_flat(store: SqliteStore) -> None:
    """Asking for ten due cases costs the same among a hundred and among thousands."""
    costs = []
    for first, last in ((0, 100), (100, 4000)):
        for tenant in ("lakeside", "riverside"):
            cases = tuple(write(f"C-{n:05}", due=at(n)) for n in range(first, last))
            store.commit(change(*cases, tenant=tenant))
        costs.append(steps(store, lambda: store.due(at(5000), 10)))
    assert costs[1] <= 1.2 * costs[0]


def test_taking_is_flat(store: SqliteStore) -> None:
    """Taking messages costs the same after a hundred and after thousands were delivered on the channel."""
    costs = []
    for case_id, number in (("C-1", 100), ("C-2", 3000)):
        owe(store, *(message(f"{case_id}-{n}") for n in range(number)), case_id=case_id)
        for one in store.take("mail", at(0), at(1), number):
            store.settle(HOME, Delivery(one.id, "mail", "delivered", 1, at(0), ""))
        owe(store, *(message(f"{case_id}-new-{n}") for n in range(10)), case_id=f"{case_id}-new")
        costs.append(steps(store, lambda: store.take("mail", at(0), at(1), 10)))
    assert costs[1] <= 1.2 * costs[0]


def test_finding_is_flat(store: SqliteStore) -> None:
    """A page of a rare state costs the same whether few or many cases are in other states."""
    costs = []
    for first, last in ((0, 100), (100, 4000)):
        store.commit(change(*(write(f"C-{n:05}") for n in range(first, last))))
        begin(store, *(f"D-{first + n}" for n in range(3)), state="rare")
        costs.append(steps(store, lambda: store.find(HOME, state="rare", limit=3)))
    assert costs[1] <= 1.2 * costs[0]
