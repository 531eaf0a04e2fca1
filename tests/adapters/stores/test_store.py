"""What both stores promise of cases: commits whole or not at all, by version; journals and pages in order."""

from __future__ import annotations

import threading

import pytest
from tests.adapters.stores.changes import (
    HOME,
    all_of,
    at,
    begin,
    change,
    command,
    entry,
    message,
    record,
    secret,
    write,
)

from propflow.errors import Conflict, InvalidValue
from propflow.ports import CaseStore, CaseWrite, Change, StoredHead


def conflict(store: CaseStore, given: Change) -> tuple[str, int, int | None]:
    """The conflict that a change meets: the case, the version read, the one found."""
    with pytest.raises(Conflict) as met:
        store.commit(given)
    return met.value.case_id, met.value.expected, met.value.found


def test_unknown_case(store: CaseStore) -> None:
    """A case that there is not, or only in another tenant, has no head, no journal and no values."""
    begin(store, "C-1", tenant="lakeside")
    assert store.head(HOME, "C-1") is None
    assert list(store.journal(HOME, "C-1")) == []
    assert list(store.confidential(HOME, "C-1")) == []
    assert store.command(HOME, "li", "k") is None


def test_new_case(store: CaseStore) -> None:
    """A committed case has the head and the records it was written with."""
    store.commit(change(CaseWrite("C-1", 0, (record(1), record(2)), "the head", "repair", "open", None)))
    assert store.head(HOME, "C-1") == StoredHead("C-1", 2, "the head", record(2))
    assert list(store.journal(HOME, "C-1")) == [record(1), record(2)]


def test_head_follows(store: CaseStore) -> None:
    """Each commit appends to the journal, and the head comes with the last record."""
    for version in range(5):
        store.commit(change(write(expected=version, head=f"head {version + 1}")))
        assert store.head(HOME, "C-1") == StoredHead("C-1", version + 1, f"head {version + 1}", record(version + 1))
    assert [one.number for one in store.journal(HOME, "C-1")] == [1, 2, 3, 4, 5]


def test_journal_after(store: CaseStore) -> None:
    """The journal can be read from any number; behind the last there is nothing."""
    begin(store, "C-1", records=4)
    assert [one.number for one in store.journal(HOME, "C-1", 2)] == [3, 4]
    assert list(store.journal(HOME, "C-1", 4)) == []
    assert list(store.journal(HOME, "C-1", 99)) == []


@pytest.mark.parametrize(
    ("writes", "code"), [((), "no_case"), ((CaseWrite("C-2", 0, (), "head", "repair", "open", None),), "no_record")]
)
def test_empty_change(store: CaseStore, writes: tuple[CaseWrite, ...], code: str) -> None:
    """A change that writes no case, or a case without records, is refused and leaves no trace."""
    begin(store, "C-1")
    before = all_of(store)
    with pytest.raises(InvalidValue) as refused:
        store.commit(Change(HOME, writes, messages=(message("m"),)))
    assert refused.value.code == code
    assert all_of(store) == before


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (write("C-1", 0), ("C-1", 0, 3)),
        (write("C-1", 2), ("C-1", 2, 3)),
        (write("C-1", 4), ("C-1", 4, 3)),
        (write("C-2", 3), ("C-2", 3, 0)),
    ],
)
def test_stale_version(store: CaseStore, given: CaseWrite, found: tuple[str, int, int]) -> None:
    """A write by another version than the case has is a conflict that says which was read and which is there."""
    begin(store, "C-1", records=3)
    assert conflict(store, change(given)) == found


FULL = {
    "messages": (message("m-new"),),
    "entries": (entry(2, "C-3"),),
    "command": command("k-new", "C-3"),
    "confidential": (secret("C-3"),),
}


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (change(write("C-3"), write("C-4", 7), **FULL), "C-4"),
        (change(write("C-1", 1), write("C-2", 0), **FULL), "C-2"),
        (change(write("C-3"), reads=(("C-1", 1), ("C-2", 9)), **FULL), "C-2"),
        (change(write("C-3"), **{**FULL, "entries": (entry(2, "C-3"), entry(1, "C-3"))}), "C-3"),
        (change(write("C-3"), **{**FULL, "command": command("k-1", "C-3")}), "C-1"),
    ],
    ids=["second write", "case that exists", "read", "book", "command"],
)
def test_conflict_writes_nothing(store: CaseStore, given: Change, named: str) -> None:
    """Whichever part of a change is stale, the conflict names its case and no part of the change is kept."""
    store.commit(change(write("C-1"), entries=(entry(1),), command=command()))
    begin(store, "C-2")
    before = all_of(store)
    assert conflict(store, given)[0] == named
    assert all_of(store) == before
    assert store.message(HOME, "m-new") is None
    assert store.command(HOME, "li", "k-new") is None
    store.commit(change(write("C-3"), **FULL))


def test_read_set(store: CaseStore) -> None:
    """A case that was only read must still have the version it was read with; 0 says that there was none."""
    begin(store, "C-1", records=2)
    store.commit(change(write("C-2"), reads=(("C-1", 2), ("C-9", 0))))
    assert conflict(store, change(write("C-3"), reads=(("C-1", 1),))) == ("C-1", 1, 2)
    assert conflict(store, change(write("C-3"), reads=(("C-9", 1),))) == ("C-9", 1, 0)
    assert conflict(store, change(write("C-3"), reads=(("C-2", 0),))) == ("C-2", 0, 1)


def test_several_cases(store: CaseStore) -> None:
    """One change may write several cases, old and new."""
    begin(store, "C-1")
    store.commit(change(write("C-1", 1), write("C-2", records=2)))
    assert [(one.case_id, one.version) for one in store.find(HOME)] == [("C-1", 2), ("C-2", 2)]


def test_command(store: CaseStore) -> None:
    """A command is kept under its tenant, actor and key, and found under no other."""
    store.commit(change(write("C-1"), command=command("k-1")))
    assert store.command(HOME, "li", "k-1") == command("k-1")
    assert store.command(HOME, "wang", "k-1") is None
    assert store.command("lakeside", "li", "k-1") is None
    store.commit(change(write("C-2"), command=command("k-1", "C-2", actor="wang")))
    store.commit(change(write("C-2"), tenant="lakeside", command=command("k-1", "C-2")))


def test_command_taken(store: CaseStore) -> None:
    """A key that is taken is a conflict over the case that its first command led to."""
    store.commit(change(write("C-1", records=2), command=command("k-1", version=2)))
    assert conflict(store, change(write("C-2"), command=command("k-1", "C-2"))) == ("C-1", 0, 2)


def test_pages(store: CaseStore) -> None:
    """Cases are paged by the last id, in ascending order, whatever the order they came in."""
    begin(store, "C-3", "C-1", "C-5", "C-2", "C-4")
    seen, after = [], ""
    while page := store.find(HOME, after=after, limit=2):
        assert len(page) <= 2
        seen += [one.case_id for one in page]
        after = page[-1].case_id
    assert seen == ["C-1", "C-2", "C-3", "C-4", "C-5"]
    assert [one.case_id for one in store.find(HOME, after="C-2x")] == ["C-3", "C-4", "C-5"]


def test_found_heads(store: CaseStore) -> None:
    """A found head has its index values and no last record."""
    begin(store, "C-1", head="the head", workflow="repair", state="open", due=at(5))
    assert list(store.find(HOME)) == [StoredHead("C-1", 1, "the head", None, "repair", "open", at(5))]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["C-1", "C-2", "C-3", "C-4"]),
        ({"workflow": "repair"}, ["C-1", "C-3", "C-4"]),
        ({"state": "open"}, ["C-1", "C-2", "C-4"]),
        ({"workflow": "repair", "state": "open"}, ["C-1", "C-4"]),
        ({"workflow": "repair", "after": "C-1"}, ["C-3", "C-4"]),
        ({"state": "open", "limit": 2}, ["C-1", "C-2"]),
        ({"state": "Open"}, []),
        ({"workflow": "rep"}, []),
    ],
)
def test_find(store: CaseStore, asked: dict[str, str | int], found: list[str]) -> None:
    """Cases are found by workflow, by state, by both, and page by page in each."""
    begin(store, "C-1", "C-4")
    begin(store, "C-2", workflow="complaint")
    begin(store, "C-3", state="closed")
    begin(store, "C-0", tenant="lakeside")
    assert [one.case_id for one in store.find(HOME, **asked)] == found  # type: ignore[arg-type]


def test_find_moves_along(store: CaseStore) -> None:
    """A case that has moved is found in its new state and workflow only."""
    begin(store, "C-1")
    store.head(HOME, "C-1")
    store.commit(change(write("C-1", 1, state="closed")))
    assert not store.find(HOME, state="open")
    store.commit(change(write("C-1", 2, state="closed", workflow="repair2")))
    assert not store.find(HOME, workflow="repair")
    assert [one.version for one in store.find(HOME, workflow="repair2", state="closed")] == [3]


@pytest.mark.parametrize("limit", [0, -1])
def test_no_limit_is_nothing(store: CaseStore, limit: int) -> None:
    """Asked for none or fewer, a store hands out none."""
    store.commit(change(write(due=at(0)), messages=(message("m"),)))
    assert not store.find(HOME, limit=limit)
    assert not store.find(HOME, state="open", limit=limit)
    assert not store.due(at(9), limit)
    assert not store.take("mail", at(1), at(2), limit)
    assert not store.unsealed(HOME, limit)


def test_replace_head(store: CaseStore) -> None:
    """A rebuilt head takes the place of the kept one if the version is the same; nothing else changes."""
    begin(store, "C-1", records=2, due=at(3))
    store.replace_head(HOME, "C-1", 2, "rebuilt")
    assert store.head(HOME, "C-1") == StoredHead("C-1", 2, "rebuilt", record(2))
    assert list(store.find(HOME)) == [StoredHead("C-1", 2, "rebuilt", None, "repair", "open", at(3))]


@pytest.mark.parametrize(("case_id", "version", "found"), [("C-1", 1, 2), ("C-1", 3, 2), ("C-9", 1, 0)])
def test_replace_head_refused(store: CaseStore, case_id: str, version: int, found: int) -> None:
    """A head rebuilt from another version than the case has is not put in place."""
    begin(store, "C-1", records=2)
    before = all_of(store)
    with pytest.raises(Conflict) as met:
        store.replace_head(HOME, case_id, version, "rebuilt")
    assert (met.value.case_id, met.value.expected, met.value.found) == (case_id, version, found)
    assert all_of(store) == before


def test_threads(store: CaseStore) -> None:
    """Threads that write one case at once lose nothing: every commit that succeeded is one version."""
    begin(store, "C-1")
    start, won, lost = threading.Barrier(4), [], []

    def work() -> None:
        start.wait()
        for _ in range(40):
            head = store.head(HOME, "C-1")
            assert head is not None
            try:
                store.commit(change(write("C-1", head.version)))
            except Conflict:
                lost.append(head.version)
            else:
                won.append(head.version + 1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(won) + len(lost) == 160
    assert sorted(won) == list(range(2, len(won) + 2))
    assert [one.number for one in store.journal(HOME, "C-1")] == list(range(1, len(won) + 2))


def test_close_twice(store: CaseStore) -> None:
    """Closing a store twice is legal."""
    begin(store, "C-1")
    store.close()
    store.close()
