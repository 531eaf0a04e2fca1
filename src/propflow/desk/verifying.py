"""
Verifying: is everything that is stored what it was when it was written?

Found is every removal and change at or below the last seal, and every disagreement
between records, heads, books, messages and seals. Not found is a rewriting of what is
newer than the last seal by somebody who rewrites records, head and book together; the
report says how many records that could be. A journal that is sound is then held against
the invariants of its workflow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from propflow.desk.auditing import Tally, audited
from propflow.desk.change import entry_hash
from propflow.desk.house import Asking, House
from propflow.desk.sealing import leaf_hash, merkle_root, seal_data
from propflow.engine.fold import apply
from propflow.engine.record import record_hash, stored_messages
from propflow.errors import Damaged
from propflow.model.canonical import canonical, digest
from propflow.model.cases import Case, next_due
from propflow.model.journal import NO_HASH
from propflow.ports import BookEntry, Confidential, StoredHead, StoredMessage, StoredRecord, StoredSeal
from propflow.wire import read_data, write_head

PAGE = 500


@attrs.frozen
class Fault:
    """
    One thing that is not as it was written.

    Attributes:
        case: The case; empty for a seal or a book.
        number: The record, seal or book line; 0 for the whole.
        what: In words.
    """

    tenant: str
    case: str
    number: int
    what: str


@attrs.frozen
class VerifyReport:
    """
    What verifying came to.

    Attributes:
        unsealed: How many records are newer than the last seal of their case: what is
            not protected against somebody who rewrites everything together.
        faults: Everything found; empty if all is as it was written.
        invariants: By `workflow.invariant`: of how many cases it is `kept`, `broken`,
            `not_applicable`, `not_yet_owed` or `open`.
    """

    cases: int
    records: int
    unsealed: int
    seals: int
    faults: tuple[Fault, ...]
    invariants: Mapping[str, Mapping[str, int]] = attrs.field(factory=dict)


@attrs.define(eq=False)
class _Sealed:
    """What the seals of a tenant say: per case, which version had which hash."""

    leaves: dict[str, dict[int, str]] = attrs.field(factory=dict)
    books: dict[str, tuple[int, str]] = attrs.field(factory=dict)


@attrs.define(eq=False)
class _Numbers:
    cases: int = 0
    records: int = 0
    unsealed: int = 0
    seals: int = 0
    invariants: Tally = attrs.field(factory=dict)


def verify(house: House, own: str, anchors: Mapping[str, tuple[int, str]]) -> Asking[VerifyReport]:
    """
    Look at everything of every tenant; see `Desk.verify`.

    Args:
        own: The tenant of the desk that asks: looked at even if no case of it is left.
    """
    numbers = _Numbers()
    faults: list[Fault] = []
    tenants = sorted({own, *(yield house.store.tenants, ()), *anchors})
    for tenant in tenants:
        yield from _tenant(house, tenant, anchors.get(tenant), numbers, faults)
    return VerifyReport(
        numbers.cases, numbers.records, numbers.unsealed, numbers.seals, tuple(faults), numbers.invariants
    )


def _tenant(
    house: House, tenant: str, anchor: tuple[int, str] | None, numbers: _Numbers, faults: list[Fault]
) -> Asking[None]:
    sealed = _Sealed()
    seals: Sequence[StoredSeal] = yield house.store.seals, (tenant,)
    numbers.seals += len(seals)
    _note(faults, tenant, "", (("", *one) for one in _seal_faults(tenant, seals, sealed, anchor)))
    firsts: dict[str, str] = {}
    books: dict[str, tuple[str, int]] = {}
    after = ""
    while True:
        page: Sequence[StoredHead] = yield _page, (house.store, tenant, after)
        for head in page:
            journal: Sequence[StoredRecord] = yield house.store.journal, (tenant, head.case_id)
            records = [one for one in journal if type(one.number) is int]
            if len(records) < len(journal):
                faults.append(Fault(tenant, head.case_id, 0, "there are records whose number is none"))
            messages: Sequence[StoredMessage] = yield house.store.messages_of, (tenant, head.case_id)
            hidden: Sequence[Confidential] = yield house.store.confidential, (tenant, head.case_id)
            if records:
                firsts[head.case_id] = records[0].hash
            leaves = sealed.leaves.pop(head.case_id, {})
            numbers.cases += 1
            numbers.records += len(records)
            numbers.unsealed += max((records[-1].number if records else 0) - max(leaves, default=0), 0)
            before = len(faults)
            found = _case_faults(tenant, head, records, messages, hidden, leaves, books)
            _note(faults, tenant, head.case_id, ((head.case_id, *one) for one in found))
            if records and len(faults) == before:  # only a sound journal can be judged
                breaches = yield from audited(house, tenant, records, numbers.invariants)
                faults += [Fault(tenant, head.case_id, *one) for one in breaches]
        if len(page) < PAGE:
            break
        after = page[-1].case_id
    for case_id in sealed.leaves:
        faults.append(Fault(tenant, case_id, 0, "it was sealed, but there is no such case any more"))
    for name in sorted({*(yield house.store.books, (tenant,)), *sealed.books, *(book for book, _ in books.values())}):
        entries: Sequence[BookEntry] = yield house.store.entries, (tenant, name)
        _note(faults, tenant, "", _book_faults(name, entries, firsts, books, sealed.books.get(name)))


_SENSELESS = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)


def _note(faults: list[Fault], tenant: str, case_id: str, found: Iterator[tuple[str, int, str]]) -> None:
    """Add what was found. Somebody may have put anything into the store: what makes no sense is a fault too."""
    try:
        for case, number, what in found:
            faults.append(Fault(tenant, case, number, what))
    except _SENSELESS as fault:
        faults.append(Fault(tenant, case_id, 0, f"what is stored makes no sense ({type(fault).__name__})"))


def _page(store: Any, tenant: str, after: str) -> Any:
    return store.find(tenant, after=after, limit=PAGE)


def _seal_faults(
    tenant: str, seals: Sequence[StoredSeal], sealed: _Sealed, anchor: tuple[int, str] | None
) -> Iterator[tuple[int, str]]:
    """What is wrong with the seals themselves; fills *sealed* with what they say."""
    previous = NO_HASH
    number = 0
    for one in seals:
        number += 1
        if one.number != number:
            yield number, f"seal {number} is missing; the next one kept is {one.number}"
            number = one.number
        if digest(one.text) != one.hash:
            yield one.number, "the seal's text is not what it was sealed with"
        try:
            data = seal_data(one)
            leaves = [(str(case), int(version), str(hash_)) for case, version, hash_ in data["leaves"]]
            books = {str(name): (int(last[0]), str(last[1])) for name, last in data["books"].items()}
            root = merkle_root([leaf_hash(*leaf) for leaf in leaves])
        except (Damaged, KeyError, ValueError, TypeError, IndexError, AttributeError):
            yield one.number, "the seal cannot be read"
            previous = one.hash
            continue
        if (data["tenant"], data["number"]) != (tenant, one.number):
            yield one.number, "the seal belongs to another tenant or place"
        if data["prev"] != previous:
            yield one.number, "the seal does not name the one before it"
        if root != data["root"]:
            yield one.number, "the seal's leaves do not give its root"
        previous = one.hash
        for case, version, hash_ in leaves:
            sealed.leaves.setdefault(case, {})[version] = hash_
        sealed.books.update(books)
    if anchor is not None:
        number, hash_ = anchor
        if not any(one.number == number and one.hash == hash_ for one in seals):
            yield number, "the seal of this anchor is not there: seals were removed or replaced"


def _case_faults(
    tenant: str,
    head: StoredHead,
    records: Sequence[StoredRecord],
    messages: Sequence[StoredMessage],
    hidden: Sequence[Confidential],
    leaves: Mapping[int, str],
    books: dict[str, tuple[str, int]],
) -> Iterator[tuple[int, str]]:
    """What is wrong with one case: its records, its head, its messages, its confidential values, its seals."""
    case: Case | None = None
    previous, number = NO_HASH, 0
    owed: dict[str, StoredMessage] = {}
    digests: dict[tuple[int, str], str] = {}
    at = ""
    for stored in records:
        number += 1
        if stored.number != number:
            yield number, f"record {number} is missing; the next one kept is {stored.number}"
            number = stored.number
        if record_hash(stored.text) != stored.hash:
            yield number, "the record's text is not what its hash was made of"
        try:
            data = read_data(head.case_id, stored)
            if canonical(data) != stored.text:
                yield number, "the record is not in canonical form"
            if (data["tenant"], data["case"], data["number"]) != (tenant, head.case_id, stored.number):
                yield number, "the record belongs to another case or place"
            if data["prev"] != previous:
                yield number, "the record does not name the hash of the one before it"
            if data["from"] != (None if case is None else case.state):
                yield number, "the record comes from a state in which the case was not"
            if data["at"] < at:
                yield number, "the record was made before the one before it"
            at = data["at"]
            if number == 1 and data["book"]:
                books[head.case_id] = (str(data["book"]["name"]), int(data["book"]["number"]))
            for one in stored_messages(
                data["messages"], tenant=tenant, case_id=head.case_id, number=number, at=data["at"]
            ):
                owed[one.id] = one
            for field, value in ((data["form"] or {}).get("values") or {}).items():
                if isinstance(value, dict) and set(value) == {"sealed"}:
                    digests[(number, field)] = value["sealed"]
            case = apply(case, data, stored.hash)
        except (Damaged, *_SENSELESS) as fault:
            yield number, f"the record cannot be read ({type(fault).__name__})"
        previous = stored.hash
    yield from _head_faults(head, case, number)
    yield from _message_faults(owed, messages)
    for value_ in hidden:
        if digests.get((value_.number, value_.field)) != record_hash(f"{value_.salt}:{value_.text}"):
            yield value_.number, f"the confidential value of '{value_.field}' is not what the record has the digest of"
    kept = {one.number: one.hash for one in records}
    for version, hash_ in sorted(leaves.items()):
        if kept.get(version) != hash_:
            yield version, "the record is not the one that was sealed"


def _head_faults(head: StoredHead, case: Case | None, number: int) -> Iterator[tuple[int, str]]:
    if case is None:
        yield 0, "it has a head but no readable records"
        return
    if head.version != case.version or head.text != write_head(case):
        yield number, "the head is not what the journal adds up to"
    due = next_due(case.part("clocks"))
    if (head.workflow, head.state, head.due) != (case.workflow_name, case.state, due):
        yield number, "the index (workflow, state, next due) is not what the journal adds up to"


def _message_faults(owed: Mapping[str, StoredMessage], messages: Sequence[StoredMessage]) -> Iterator[tuple[int, str]]:
    kept = {one.id: one for one in messages}
    for id_, one in owed.items():
        number = int(id_.split("/")[-2])
        if id_ not in kept:
            yield number, f"the message {id_} is owed, but was lost"
        elif kept[id_] != one:
            yield number, f"the message {id_} is not the one that is owed"
    for id_ in kept:
        if id_ not in owed:
            yield 0, f"the message {id_} is owed by no record"


def _book_faults(
    name: str,
    entries: Sequence[BookEntry],
    firsts: Mapping[str, str],
    books: Mapping[str, tuple[str, int]],
    sealed: tuple[int, str] | None,
) -> Iterator[tuple[str, int, str]]:
    """What is wrong with a numbered register."""
    last: BookEntry | None = None
    listed: dict[str, int] = {}
    expected = 0
    for one in entries:
        expected += 1
        if one.number != expected:
            yield "", expected, f"line {expected} of book '{name}' is missing; the next one kept is {one.number}"
            expected = one.number
        if one.hash != entry_hash(last, name, one.number, one.case_id, one.record_hash):
            yield one.case_id, one.number, f"line {one.number} of book '{name}' is not what its hash was made of"
        if one.case_id not in firsts:
            yield one.case_id, one.number, f"line {one.number} of book '{name}' names it, but there is no such case"
        elif firsts[one.case_id] != one.record_hash:
            yield one.case_id, one.number, f"line {one.number} of book '{name}' names another first record"
        listed[one.case_id] = one.number
        last = one
    for case_id, (book, number) in books.items():
        if book == name and listed.get(case_id) != number:
            yield case_id, number, f"its first record names line {number} of book '{name}', which is not there"
    if sealed is not None:
        number, hash_ = sealed
        if not any(one.number == number and one.hash == hash_ for one in entries):
            yield "", number, f"line {number} of book '{name}' is not the one that was sealed"
