"""
Changes: what one commit comes to, gathered decision by decision; and who hears of it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

import attrs

from propflow.desk.house import Asking, House
from propflow.engine.command import Decision
from propflow.model.canonical import canonical, digest
from propflow.model.cases import CLOCKS, Case, next_due
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
    """

    tenant: str
    decisions: list[Decision] = attrs.field(factory=list)
    reads: dict[str, int] = attrs.field(factory=dict)
    entries: tuple[BookEntry, ...] = ()

    def case(self, case_id: str) -> Case | None:
        """A case as this change leaves it; None if it has not decided anything on it."""
        return next((one.case for one in reversed(self.decisions) if one.case.id == case_id), None)

    def change(self, command: StoredCommand | None) -> Change:
        """All of it as one change for the store."""
        decisions = self.decisions
        if len(decisions) == 1 and not self.reads:
            (one,) = decisions
            return Change(self.tenant, (_write(decisions),), (), one.messages, self.entries, command, one.confidential)
        by_case: dict[str, list[Decision]] = {}
        for one in decisions:
            by_case.setdefault(one.case.id, []).append(one)
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
        tuple([one.record for one in decisions]),
        write_head(case, last.at),
        case.workflow_name,
        case.state,
        next_due(case.part(CLOCKS)),
    )


def committed(house: House, writing: Writing, command: StoredCommand | None) -> Asking[None]:
    """Commit what was decided, remember it, and let the listeners know."""
    change = writing.change(command)
    yield house.store.commit, (change,)
    cases = {one.case.id: one.case for one in writing.decisions}
    for write in change.writes:
        house.remember(write.head, write.records[-1].text, cases[write.case_id])
    if house.listeners:
        yield from _announced(house, change, cases.values())


def _announced(house: House, change: Change, cases: Iterable[Case]) -> Asking[None]:
    """Tell the listeners of a change that is committed. What they raise is logged and changes nothing."""
    records = {one.case_id: one.records for one in change.writes}
    for case in cases:
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
