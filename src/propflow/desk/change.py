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
from propflow.model.cases import CLOCKS, Case, next_due
from propflow.ports import BookEntry, CaseWrite, Change, Committed, StoredCommand, StoredRecord
from propflow.wire import write_head


@attrs.define(eq=False)
class Writing:
    """What one change has come to so far."""

    tenant: str
    decisions: dict[str, list[Decision]] = attrs.field(factory=dict)
    before: dict[str, int] = attrs.field(factory=dict)
    reads: dict[str, int] = attrs.field(factory=dict)
    entries: tuple[BookEntry, ...] = ()

    def add(self, before: int, decision: Decision) -> None:
        case_id = decision.case.id
        found = self.decisions.get(case_id)
        if found is None:
            self.decisions[case_id] = [decision]
            self.before[case_id] = before
        else:
            found.append(decision)

    def change(self, command: StoredCommand | None) -> Change:
        """All of it as one change for the store."""
        decisions = self.decisions
        if len(decisions) == 1:
            ((case_id, only),) = decisions.items()
            writes: tuple[CaseWrite, ...] = (self._write(case_id, only),)
            if len(only) == 1 and not self.reads:
                one = only[0]
                return Change(self.tenant, writes, (), one.messages, self.entries, command, one.confidential)
        else:
            writes = tuple(self._write(case_id, decisions[case_id]) for case_id in sorted(decisions))
        every = [one for each in decisions.values() for one in each]
        return Change(
            self.tenant,
            writes,
            tuple((case_id, version) for case_id, version in sorted(self.reads.items()) if case_id not in decisions),
            tuple(message for one in every for message in one.messages),
            self.entries,
            command,
            tuple(value for one in every for value in one.confidential),
        )

    def _write(self, case_id: str, decisions: Sequence[Decision]) -> CaseWrite:
        case = decisions[-1].case
        return CaseWrite(
            case_id,
            self.before[case_id],
            tuple([one.record for one in decisions]),
            write_head(case, decisions[-1].at),
            case.workflow_name,
            case.state,
            next_due(case.part(CLOCKS)),
        )


def committed(house: House, writing: Writing, command: StoredCommand | None) -> Asking[None]:
    """Commit what was decided, remember it, and let the listeners know."""
    change = writing.change(command)
    yield house.store.commit, (change,)
    for write in change.writes:
        house.remember(write.head, write.records[-1].text, writing.decisions[write.case_id][-1].case)
    if house.listeners:
        yield from _announced(house, change, [each[-1].case for each in writing.decisions.values()])


def _announced(house: House, change: Change, cases: Sequence[Case]) -> Asking[None]:
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
