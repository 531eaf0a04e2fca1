"""Changes for tests of stores: short to write, and long where a test says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from propflow.ports import (
    BookEntry,
    CaseStore,
    CaseWrite,
    Change,
    Confidential,
    StoredCommand,
    StoredMessage,
    StoredRecord,
)

HOME = "riverside"


def at(minute: int) -> str:
    """The instant *minute* minutes after nine, as text."""
    return f"2026-09-30T{9 + minute // 60:02}:{minute % 60:02}:00.000000Z"


def record(number: int, text: str | None = None) -> StoredRecord:
    """A record whose hash looks like one."""
    return StoredRecord(number, f"{number:064x}", text or f'{{"number":{number}}}')


def write(
    case_id: str = "C-1",
    expected: int = 0,
    *,
    records: int = 1,
    head: str | None = None,
    workflow: str = "repair",
    state: str = "open",
    due: str | None = None,
) -> CaseWrite:
    """A write of one case by some records."""
    version = expected + records
    lines = tuple(record(number) for number in range(expected + 1, version + 1))
    return CaseWrite(case_id, expected, lines, head or f'{{"version":{version}}}', workflow, state, due)


def change(*writes: CaseWrite, tenant: str = HOME, **more: Any) -> Change:
    """A change of one case, new unless said otherwise."""
    return Change(tenant, writes or (write(),), **more)


def begin(store: CaseStore, *case_ids: str, tenant: str = HOME, **how: Any) -> None:
    """Commit new cases, one by one."""
    for case_id in case_ids:
        store.commit(change(write(case_id, **how), tenant=tenant))


def message(id_: str, minute: int = 0, text: str = "{}") -> StoredMessage:
    """A message owed since *minute* minutes after nine."""
    return StoredMessage(id_, at(minute), text)


def owe(store: CaseStore, *messages: StoredMessage, tenant: str = HOME, case_id: str | None = None) -> None:
    """Commit a new case that owes messages; it is called after the first."""
    store.commit(change(write(case_id or f"case of {messages[0].id}"), tenant=tenant, messages=messages))


def entry(number: int, case_id: str = "C-1", book: str = "repairs") -> BookEntry:
    """A line of a book."""
    return BookEntry(book, number, case_id, "a" * 64, f"{number:064x}")


def command(key: str = "k-1", case_id: str = "C-1", version: int = 1, actor: str = "li") -> StoredCommand:
    """A command that was carried out."""
    return StoredCommand(actor, key, "d" * 64, case_id, version)


def secret(case_id: str = "C-1", field: str = "phone", text: str = "138", number: int = 1) -> Confidential:
    """A confidential value."""
    return Confidential(case_id, number, field, "salt", text)


def all_of(store: CaseStore, tenants: Sequence[str] = (HOME,)) -> list[object]:
    """Everything that can be asked of a store about its tenants: equal before and after if nothing was written."""
    found: list[object] = [store.tenants(), store.figures(at(0)), store.due(at(999), 999)]
    for tenant in tenants:
        heads = store.find(tenant, limit=999)
        found += [heads, store.unsealed(tenant, 999), store.seals(tenant), store.accesses(tenant)]
        for book in store.books(tenant):
            found.append(store.entries(tenant, book))
        for head in heads:
            id_ = head.case_id
            found += [store.head(tenant, id_), store.journal(tenant, id_), store.confidential(tenant, id_)]
            found += [store.messages_of(tenant, id_)]
    return found
