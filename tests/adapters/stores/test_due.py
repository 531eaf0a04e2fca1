"""What both stores promise of due cases: inclusive, in order, fair between tenants, and a pure question."""

from __future__ import annotations

import random

import pytest
from tests.adapters.stores.changes import HOME, all_of, at, begin, change, write

from propflow.adapters.stores.memory import MemoryStore
from propflow.adapters.stores.turns import by_turns
from propflow.ports import CaseStore, DueCase


def due(store: CaseStore, by: int, limit: int = 99) -> list[tuple[str, str]]:
    """Tenant and case id of what is due."""
    return [(one.tenant, one.case_id) for one in store.due(at(by), limit)]


def test_inclusive(store: CaseStore) -> None:
    """A mark is due at its very instant, not a microsecond before."""
    begin(store, "C-1", due="2026-09-30T09:00:00.000000Z")
    assert list(store.due("2026-09-30T08:59:59.999999Z", 9)) == []
    assert list(store.due("2026-09-30T09:00:00.000000Z", 9)) == [DueCase(HOME, "C-1", "2026-09-30T09:00:00.000000Z")]


def test_ascending(store: CaseStore) -> None:
    """Within a tenant the earliest come first, and by id where they fall together."""
    for case_id, minute in [("b", 2), ("d", 1), ("a", 2), ("c", 0), ("B", 2)]:
        begin(store, case_id, due=at(minute))
    begin(store, "never")
    assert due(store, 9) == [(HOME, one) for one in ("c", "d", "B", "a", "b")]
    assert due(store, 9, 2) == [(HOME, "c"), (HOME, "d")]


def test_replaced(store: CaseStore) -> None:
    """A commit replaces when a case is due: later, earlier, as before, never, and once again."""
    begin(store, "C-1", due=at(5))
    for version, (minute, found) in enumerate(
        [(7, False), (3, True), (3, True), (None, False), (None, False), (7, False), (5, True)], start=1
    ):
        store.head(HOME, "C-1")
        store.commit(change(write("C-1", version, due=None if minute is None else at(minute))))
        assert due(store, 5) == [(HOME, "C-1")] * found
    assert due(store, 99) == [(HOME, "C-1")]


def test_pure_question(store: CaseStore) -> None:
    """Asking what is due changes nothing: the same question has the same answer."""
    begin(store, "C-1", "C-2", "C-3", due=at(1))
    before = all_of(store)
    assert due(store, 1, 2) == due(store, 1, 2) == [(HOME, "C-1"), (HOME, "C-2")]
    assert all_of(store) == before


def test_fair(store: CaseStore) -> None:
    """Tenants take turns, so that one with many cases does not hold up the others."""
    begin(store, *(f"C-{n:02}" for n in range(20)), tenant="big", due=at(0))
    begin(store, "C-1", "C-2", tenant="middle", due=at(1))
    begin(store, "C-1", tenant="small", due=at(2))
    assert due(store, 9, 7) == [
        ("big", "C-00"),
        ("middle", "C-1"),
        ("small", "C-1"),
        ("big", "C-01"),
        ("middle", "C-2"),
        ("big", "C-02"),
        ("big", "C-03"),
    ]


def test_longest_waiting_tenant_begins(store: CaseStore) -> None:
    """Where there are more tenants than room, those go first whose marks have waited longest."""
    for tenant, minute in [("a", 3), ("b", 2), ("c", 1), ("d", 9)]:
        begin(store, "C-1", "C-2", tenant=tenant, due=at(minute))
    assert due(store, 5, 2) == [("c", "C-1"), ("b", "C-1")]


@pytest.mark.parametrize("seed", range(4))
def test_against_a_list(store: CaseStore, seed: int) -> None:
    """After hundreds of changes the answer is what sorting a plain list gives."""
    chance = random.Random(seed)
    plain: dict[tuple[str, str], tuple[int, int | None]] = {}
    for _ in range(250):
        key = (chance.choice("aaaabbc"), f"C-{chance.randrange(12)}")
        version = plain.get(key, (0, None))[0]
        minute = chance.choice([None, *range(30)])
        store.commit(change(write(key[1], version, due=None if minute is None else at(minute)), tenant=key[0]))
        plain[key] = (version + 1, minute)
    for by, limit in [(0, 5), (10, 3), (10, 40), (29, 7), (29, 99)]:
        owed = sorted((m, case_id, tenant) for (tenant, case_id), (_, m) in plain.items() if m is not None and m <= by)
        first = sorted((next(one for one in owed if one[2] == tenant)[0], tenant) for tenant in {t for *_, t in owed})
        queues = [[(tenant, case_id) for _, case_id, of in owed if of == tenant] for _, tenant in first]
        expected = [row[n] for n in range(99) for row in queues if n < len(row)][:limit]
        assert due(store, by, limit) == expected


def test_turns() -> None:
    """Queues take turns in the order given until all are empty, or there is enough."""
    assert by_turns([iter("abc"), iter(""), iter("d"), iter("ef")], 99) == ["a", "d", "e", "b", "f", "c"]
    assert by_turns([iter("abc"), iter("d")], 3) == ["a", "d", "b"]
    assert by_turns([], 3) == []


def test_memory_forgets_what_was_owed() -> None:
    """A memory store does not keep the instants that a case no longer owes, however often they change."""
    store = MemoryStore()
    for version in range(1000):
        store.commit(change(write("C-1", version, due=at(version))))
    assert len(store._tenants[HOME].owed) < 100
    assert [one.due for one in store.due(at(1500), 9)] == [at(999)]
