"""What both stores promise of keys and texts: kept and compared byte by byte, the tenant first."""

from __future__ import annotations

import pytest
from tests.adapters.stores.changes import (
    HOME,
    at,
    begin,
    change,
    command,
    message,
    record,
    secret,
    write,
)

from propflow.ports import CaseStore, CaseWrite, StoredHead

LOOK_ALIKE = [
    ("A", "a"),
    ("\u00e9", "e\u0301"),
    ("x", "x "),
    ("x", " x"),
    ("a\0b", "a\0c"),
    ("a", "a\0"),
    ("1", "1.0"),
    ("投诉", "投訴"),
    ("🏠", "🏡"),
    ("ß", "ss"),
]


def test_impossible_id(store: CaseStore) -> None:
    """Half of a surrogate pair, which no file can hold, is the id of no case."""
    assert store.head(HOME, "\ud800") is None
    assert list(store.journal(HOME, "\ud800")) == []


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKE)
def test_keys_byte_by_byte(store: CaseStore, one: str, other: str) -> None:
    """Ids, tenants, actors, keys and states that look alike are not the same."""
    store.commit(change(write(one, state=one), command=command(one, one, actor=one)))
    assert store.head(HOME, other) is None
    assert store.command(HOME, other, one) is None
    assert store.command(HOME, one, other) is None
    assert not store.find(HOME, state=other)
    store.commit(change(write(other, state=other), command=command(other, other, actor=other)))
    begin(store, one, tenant=one)
    begin(store, one, tenant=other)
    assert [head.case_id for head in store.find(HOME)] == sorted([one, other], key=str.encode)
    assert list(store.tenants()) == sorted([HOME, one, other], key=str.encode)
    for key in (one, other):
        head = store.head(HOME, key)
        assert head is not None
        assert head.case_id == key


@pytest.mark.parametrize("text", ["", "a\0b", "\u00e9e\u0301", " x ", "'; drop table heads; --", "🏠" * 300_000])
def test_texts_byte_by_byte(store: CaseStore, text: str) -> None:
    """Texts come back byte for byte, long ones too."""
    store.commit(
        change(
            CaseWrite("C-1", 0, (record(1, "r" + text),), "h" + text, "repair", "open", None),
            messages=(message("m", text=text),),
            confidential=(secret(text=text),),
        )
    )
    assert store.head(HOME, "C-1") == StoredHead("C-1", 1, "h" + text, record(1, "r" + text))
    assert store.message(HOME, "m") == message("m", text=text)
    assert list(store.confidential(HOME, "C-1")) == [secret(text=text)]


def test_tenants(store: CaseStore) -> None:
    """The tenants that have cases are listed in order; who has only an access log is not."""
    store.note_access("asleep", at(0), "{}")
    begin(store, "C-1", "C-2", tenant="riverside")
    begin(store, "C-1", tenant="lakeside")
    assert list(store.tenants()) == ["lakeside", "riverside"]
