"""
A copy of all that a store holds, which can be tampered with line by line and then verified.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs
from tests.office import WORKFLOW

from propflow import Case, Desk
from propflow.desk.change import entry_hash
from propflow.desk.verifying import VerifyReport
from propflow.engine.fold import apply
from propflow.engine.record import record_hash
from propflow.model.canonical import canonical, digest
from propflow.model.cases import next_due
from propflow.model.journal import NO_HASH
from propflow.ports import BookEntry, Confidential, StoredHead, StoredMessage, StoredRecord, StoredSeal
from propflow.wire import write_head

TENANT = "riverside"


@attrs.define(eq=False)
class Archive:
    """
    What verifying reads, as plain lists.

    Attributes:
        journals, messages, hidden: By case.
        entries: Of the one book there is.
    """

    heads: list[StoredHead]
    journals: dict[str, list[StoredRecord]]
    messages: dict[str, list[StoredMessage]]
    hidden: dict[str, list[Confidential]]
    entries_: list[BookEntry]
    seals_: list[StoredSeal]
    desk: Desk | None = None
    durable = False

    @classmethod
    def of(cls, store: Any) -> Archive:
        """A copy of a store's only tenant."""
        heads = [*store.find(TENANT, limit=1000)]
        ids = [one.case_id for one in heads]
        return cls(
            heads,
            {id_: [*store.journal(TENANT, id_)] for id_ in ids},
            {id_: [*store.messages_of(TENANT, id_)] for id_ in ids},
            {id_: [*store.confidential(TENANT, id_)] for id_ in ids},
            [*store.entries(TENANT, "JOB")],
            [*store.seals(TENANT)],
        )

    # What `verify` asks of a store

    def tenants(self) -> Sequence[str]:
        """Those with cases."""
        return [TENANT] if self.heads else []

    def find(self, tenant: str, *, after: str = "", limit: int = 100, **_: Any) -> Sequence[StoredHead]:
        """A page of heads."""
        heads = sorted((one for one in self.heads if one.case_id > after), key=lambda one: one.case_id)
        return heads[:limit] if tenant == TENANT else []

    def journal(self, tenant: str, case_id: str, after: int = 0) -> Sequence[StoredRecord]:
        """The records."""
        return self.journals.get(case_id, [])

    def messages_of(self, tenant: str, case_id: str) -> Sequence[StoredMessage]:
        """The messages."""
        return self.messages.get(case_id, [])

    def confidential(self, tenant: str, case_id: str) -> Sequence[Confidential]:
        """The confidential values."""
        return self.hidden.get(case_id, [])

    def books(self, tenant: str) -> Sequence[str]:
        """The book, if there is a line in it."""
        return sorted({one.book for one in self.entries_}) if tenant == TENANT else []

    def entries(self, tenant: str, book: str, after: int = 0) -> Sequence[BookEntry]:
        """Its lines."""
        return sorted((one for one in self.entries_ if one.book == book), key=lambda one: one.number)

    def seals(self, tenant: str) -> Sequence[StoredSeal]:
        """The seals."""
        return sorted(self.seals_, key=lambda one: one.number) if tenant == TENANT else []

    # What is done with it

    def verify(self, anchor: tuple[int, str] | None = None) -> VerifyReport:
        """Verify it as a desk would."""
        if self.desk is None:
            self.desk = Desk([WORKFLOW], self, tenant=TENANT)
        return self.desk.verify(None if anchor is None else {TENANT: anchor})

    def head(self, case_id: str) -> StoredHead:
        """A case's head."""
        return next(one for one in self.heads if one.case_id == case_id)

    def rewrite(self, case_id: str, number: int, change: Callable[[dict[str, Any]], object]) -> None:
        """
        Rewrite a record, and everything that follows from it: what a forger with all the rights would do.

        Records after it, the head, the index, the book and its hashes are made anew, so that all
        of it fits together. Only seals cannot be made to fit.
        """
        records, previous, case = self.journals[case_id], NO_HASH, None
        for i, one in enumerate(records):
            data = json.loads(one.text)
            if one.number == number:
                change(data)
            data["prev"] = previous
            text = canonical(data)
            records[i] = StoredRecord(one.number, record_hash(text), text)
            previous = records[i].hash
            case = apply(case, data, previous)
        assert case is not None
        self.put_head(case)
        self.write_book()

    def put_head(self, case: Case) -> None:
        """The head of a case, in place of the one there is."""
        due = next_due(case.part("clocks"))
        made = StoredHead(case.id, case.version, write_head(case), None, case.workflow_name, case.state, due)
        self.heads = [made if one.case_id == case.id else one for one in self.heads]

    def write_book(self) -> None:
        """The book, written anew from the first records."""
        last: BookEntry | None = None
        for i, one in enumerate(self.entries_):
            record = self.journals[one.case_id][0].hash
            hash_ = entry_hash(last, one.book, i + 1, one.case_id, record)
            last = self.entries_[i] = BookEntry(one.book, i + 1, one.case_id, record, hash_)

    def drop(self, case_id: str) -> None:
        """Take a case away with all that belongs to it."""
        self.heads = [one for one in self.heads if one.case_id != case_id]
        for each in (self.journals, self.messages, self.hidden):
            each.pop(case_id)  # type: ignore[attr-defined]
        self.entries_ = [one for one in self.entries_ if one.case_id != case_id]


def reseal(seal: StoredSeal, change: Callable[[dict[str, Any]], object]) -> StoredSeal:
    """A seal with something changed in it, and its hash made to fit."""
    data = json.loads(seal.text)
    change(data)
    text = canonical(data)
    return StoredSeal(seal.number, digest(text), text)


def flips(text: str, masks: Sequence[int] = (0x01, 0x20)) -> Iterator[tuple[int, str]]:
    """A text with one byte changed, for every byte and each mask; bytes that are no text are spelled out."""
    stored = text.encode()
    for place in range(len(stored)):
        for mask in masks:
            spoilt = bytearray(stored)
            spoilt[place] ^= mask
            yield place, spoilt.decode("utf-8", "backslashreplace")
