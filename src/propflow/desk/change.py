"""
Changes: what one commit comes to, gathered decision by decision; and who hears of it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import attrs

from propflow.desk.house import Asking, House
from propflow.engine.command import Decision
from propflow.model.canonical import canonical, digest
from propflow.model.cases import CLOCKS, EMPTY, Case, next_due, workflow_names
from propflow.ports import BookEntry, CaseWrite, Change, Committed, StoredCommand, StoredRecord
from propflow.wire import write_head


@attrs.define(eq=False)
class Writing:
    """
    What one change has come to so far.

    Attributes:
        decisions: In the order in which they were made.
        reads: The cases that were looked at, with the version each had.
        entries: New lines of books.
        left: The cases as its last `change` leaves them, by id.
    """

    tenant: str
    decisions: list[Decision] = attrs.field(factory=list)
    reads: dict[str, int] = attrs.field(factory=dict)
    entries: tuple[BookEntry, ...] = ()
    left: dict[str, Case] = attrs.field(init=False)

    def case(self, case_id: str) -> Case | None:
        """A case as this change leaves it; None if it has not decided anything on it."""
        for one in reversed(self.decisions):
            if one.case.id == case_id:
                return one.case
        return None

    def change(self, command: StoredCommand | None) -> Change:
        """All of it as one change for the store."""
        decisions = self.decisions
        if len(decisions) == 1 and not self.reads:
            (one,) = decisions
            self.left = {one.case.id: one.case}
            return Change(self.tenant, (_write(decisions),), (), one.messages, self.entries, command, one.confidential)
        by_case: dict[str, list[Decision]] = {}
        for one in decisions:
            by_case.setdefault(one.case.id, []).append(one)
        self.left = {case_id: made[-1].case for case_id, made in by_case.items()}
        return Change(
            self.tenant,
            tuple([_write(by_case[case_id]) for case_id in sorted(by_case)]),
            tuple((case_id, version) for case_id, version in sorted(self.reads.items()) if case_id not in by_case),
            tuple(message for one in decisions for message in one.messages),
            self.entries,
            command,
            tuple(value for one in decisions for value in one.confidential),
        )


def _write(decisions: Sequence[Decision]) -> CaseWrite:
    """What was decided on one case, as a store takes it."""
    last = decisions[-1]
    case = last.case
    return CaseWrite(
        case.id,
        decisions[0].record.number - 1,
        (last.record,) if len(decisions) == 1 else tuple([one.record for one in decisions]),
        write_head(case, last.at),
        workflow_names[case.workflow],
        case.state,
        next_due(case.parts.get(CLOCKS, EMPTY)),
    )


def committed(house: House, writing: Writing, command: StoredCommand | None) -> Asking[None]:
    """Commit what was decided, remember it, and let the listeners know."""
    change = writing.change(command)
    yield house.store.commit, (change,)
    for write in change.writes:
        house.remember(write.head, write.records[-1].text, writing.left[write.case_id])
    if house.listeners:
        yield from announced(house, writing, change)


def announced(house: House, writing: Writing, change: Change) -> Asking[None]:
    """Tell the listeners of a change that is committed. What they raise is logged and changes nothing."""
    records = {one.case_id: one.records for one in change.writes}
    for case in writing.left.values():
        committed = Committed(case.tenant, case.id, case.version, case.state, case.workflow, records[case.id])
        for listener in house.listeners:
            try:
                yield listener.committed, (committed,)
            except Exception:
                logging.getLogger("propflow").exception("A listener failed on case %s", case.id)


def book_entry(last: BookEntry | None, book: str, number: int, case_id: str, record: StoredRecord) -> BookEntry:
    """The next line of a book."""
    return BookEntry(book, number, case_id, record.hash, entry_hash(last, book, number, case_id, record.hash))


def entry_hash(last: BookEntry | None, book: str, number: int, case_id: str, record_hash: str) -> str:
    """The hash of a book's line, over the line and the one before it."""
    previous = "" if last is None else last.hash
    return digest(canonical({"book": book, "case": case_id, "number": number, "prev": previous, "record": record_hash}))
