"""
A store in memory, for tests, simulations and replays.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush, nsmallest

import attrs

from propflow.adapters.stores.memory_outbox import MemoryOutbox
from propflow.adapters.stores.memory_registers import MemoryRegisters
from propflow.adapters.stores.owing import owing_case
from propflow.adapters.stores.turns import by_turns
from propflow.errors import Conflict, InvalidValue
from propflow.ports import (
    CaseWrite,
    Change,
    Delivery,
    DueCase,
    StoredHead,
    StoredMessage,
    StoredRecord,
    StoredSeal,
    StoreFigures,
    TakenMessage,
)


@attrs.define(eq=False, weakref_slot=False)
class _Kept:
    """One case. Its head is replaced as a whole, so that reading it needs no lock."""

    head: StoredHead
    journal: list[StoredRecord]
    workflow: str
    state: str
    due: str | None


@attrs.define(eq=False)
class _Tenant:
    """
    What one tenant has.

    Attributes:
        ids: The cases' ids, in order unless *mixed*.
        owed: (due, id) as a heap. What a case owed once stays in it until it comes
            up, or until half of the heap is out of date.
        owing: How many cases owe a mark.
    """

    cases: dict[str, _Kept] = attrs.field(factory=dict)
    ids: list[str] = attrs.field(factory=list)
    mixed: bool = False
    owed: list[tuple[str, str]] = attrs.field(factory=list)
    owing: int = 0
    unsealed: set[str] = attrs.field(factory=set)
    seals: list[StoredSeal] = attrs.field(factory=list)


class MemoryStore(MemoryRegisters):
    """A store in memory: it ends with the process. A `CaseStore`. Several threads may use it at once."""

    durable = False

    def __init__(self) -> None:
        super().__init__()
        self._tenants: dict[str, _Tenant] = {}
        self._outbox = MemoryOutbox()

    def commit(self, change: Change) -> None:
        """See `CaseStore.commit`."""
        writes = change.writes
        if not writes:
            raise InvalidValue("change", "no_case", "a change that writes no case")
        with self.lock:
            kept = self._tenants.get(change.tenant) or _Tenant()
            cases = kept.cases
            for write in writes:
                if not write.records:
                    raise InvalidValue("change", "no_record", f"a change of case {write.case_id!r} without records")
                case = cases.get(write.case_id)
                found = 0 if case is None else case.head.version
                if found != write.expected:
                    raise Conflict(write.case_id, write.expected, found)
            for case_id, version in change.reads:
                case = cases.get(case_id)
                found = 0 if case is None else case.head.version
                if found != version:
                    raise Conflict(case_id, version, found)
            beside = change.entries or change.command or change.confidential
            if beside:
                self.check(change)
            self._tenants[change.tenant] = kept
            for write in writes:
                _write(kept, write)
            for message in change.messages:
                self._outbox.add(change.tenant, owing_case(change.tenant, message, writes), message)
            if beside:
                self.enter(change)

    def head(self, tenant: str, case_id: str) -> StoredHead | None:
        """See `CaseStore.head`."""
        kept = self._tenants.get(tenant)
        case = None if kept is None else kept.cases.get(case_id)
        return None if case is None else case.head

    def journal(self, tenant: str, case_id: str, after: int = 0) -> Sequence[StoredRecord]:
        """See `CaseStore.journal`."""
        with self.lock:
            case = self._of(tenant).cases.get(case_id)
            return [] if case is None else case.journal[max(after, 0) :]

    def find(
        self, tenant: str, *, workflow: str | None = None, state: str | None = None, after: str = "", limit: int = 100
    ) -> Sequence[StoredHead]:
        """See `CaseStore.find`."""
        found: list[StoredHead] = []
        with self.lock:
            kept = self._of(tenant)
            for case_id in _ids_after(kept, after):
                if len(found) >= limit:
                    break
                case = kept.cases[case_id]
                if workflow in (None, case.workflow) and state in (None, case.state):
                    head = case.head
                    found.append(
                        StoredHead(case_id, head.version, head.text, None, case.workflow, case.state, case.due)
                    )
        return found

    def due(self, by: str, limit: int) -> Sequence[DueCase]:
        """See `CaseStore.due`. The tenant whose mark is owed for the longest time begins."""
        with self.lock:
            for kept in self._tenants.values():
                while kept.owed and not _holds(kept, kept.owed[0]):
                    heappop(kept.owed)
            first = sorted((kept.owed[0][0], tenant) for tenant, kept in self._tenants.items() if kept.owed)
            return by_turns((_owed_by(by, tenant, self._tenants[tenant]) for _, tenant in first), limit)

    def take(self, channel: str, now: str, until: str, limit: int) -> Sequence[TakenMessage]:
        """See `CaseStore.take`. Being taken counts as being tried."""
        with self.lock:
            return self._outbox.take(channel, now, until, limit)

    def settle(self, tenant: str, delivery: Delivery) -> None:
        """See `CaseStore.settle`."""
        with self.lock:
            self._outbox.settle(tenant, delivery)

    def deliveries(self, tenant: str, message_id: str) -> Sequence[Delivery]:
        """See `CaseStore.deliveries`."""
        with self.lock:
            found = self._outbox.deliveries.get((tenant, message_id), {})
            return [found[channel] for channel in sorted(found)]

    def message(self, tenant: str, message_id: str) -> StoredMessage | None:
        """See `CaseStore.message`."""
        with self.lock:
            return self._outbox.get(tenant, message_id)

    def messages_of(self, tenant: str, case_id: str) -> Sequence[StoredMessage]:
        """See `CaseStore.messages_of`."""
        with self.lock:
            return sorted(self._outbox.by_case.get((tenant, case_id), ()), key=lambda one: one.id)

    def unsealed(self, tenant: str, limit: int) -> Sequence[tuple[str, int, str]]:
        """See `CaseStore.unsealed`."""
        with self.lock:
            kept = self._of(tenant)
            found = map(kept.cases.__getitem__, nsmallest(limit, kept.unsealed))
            return [(one.head.case_id, one.head.version, one.journal[-1].hash) for one in found]

    def append_seal(self, tenant: str, seal: StoredSeal, sealed: Sequence[tuple[str, int]]) -> None:
        """See `CaseStore.append_seal`."""
        with self.lock:
            kept = self._tenants.setdefault(tenant, _Tenant())
            if seal.number != len(kept.seals) + 1:
                raise Conflict(f"(seals of {tenant})", seal.number - 1, len(kept.seals))
            kept.seals.append(seal)
            for case_id, version in sealed:
                case = kept.cases.get(case_id)
                if case is not None and case.head.version == version:
                    kept.unsealed.discard(case_id)

    def seals(self, tenant: str) -> Sequence[StoredSeal]:
        """See `CaseStore.seals`."""
        with self.lock:
            return list(self._of(tenant).seals)

    def tenants(self) -> Sequence[str]:
        """See `CaseStore.tenants`."""
        with self.lock:
            with_books = {tenant for tenant, kept in self._registers.items() if kept.books}
            return sorted(with_books | {tenant for tenant, kept in self._tenants.items() if kept.cases or kept.seals})

    def figures(self, now: str) -> StoreFigures:
        """See `CaseStore.figures`."""
        with self.lock:
            cases = [case for kept in self._tenants.values() for case in kept.cases.values()]
            overdue = [case.due for case in cases if case.due is not None and case.due <= now]
            waiting = list(self._outbox.waiting(now))
            return StoreFigures(
                cases=len(cases),
                records=sum(len(case.journal) for case in cases),
                unsealed=sum(len(kept.unsealed) for kept in self._tenants.values()),
                overdue=len(overdue),
                oldest_due=min(overdue, default=None),
                messages_waiting=len(waiting),
                oldest_message=min(waiting, default=None),
                dead_letters=self._outbox.dead(),
            )

    def replace_head(self, tenant: str, case_id: str, version: int, text: str) -> None:
        """See `CaseStore.replace_head`."""
        with self.lock:
            case = self._of(tenant).cases.get(case_id)
            if case is None or case.head.version != version:
                raise Conflict(case_id, version, 0 if case is None else case.head.version)
            case.head = StoredHead(case_id, version, text, case.head.last)

    def close(self) -> None:
        """See `CaseStore.close`. What is kept stays until the store is forgotten."""

    def _of(self, tenant: str) -> _Tenant:
        return self._tenants.get(tenant) or _Tenant()


def _owed_by(by: str, tenant: str, kept: _Tenant) -> Iterator[DueCase]:
    """The cases whose mark is owed at or before *by*, in order: down from the top of the heap, which stays as it is."""
    owed = kept.owed
    edge = [(owed[0], 0)]
    last = None
    while edge:
        one, place = heappop(edge)
        if one[0] > by:
            return
        for below in (2 * place + 1, 2 * place + 2):
            if below < len(owed):
                heappush(edge, (owed[below], below))
        if one != last and _holds(kept, one):
            last = one
            yield DueCase(tenant, one[1], one[0])


def _holds(kept: _Tenant, one: tuple[str, str]) -> bool:
    return kept.cases[one[1]].due == one[0]


def _write(kept: _Tenant, write: CaseWrite) -> None:
    case_id, due, last = write.case_id, write.due, write.records[-1]
    head = StoredHead(case_id, last.number, write.head, last)
    case = kept.cases.get(case_id)
    if case is None:
        kept.cases[case_id] = _Kept(head, list(write.records), write.workflow, write.state, due)
        kept.mixed = kept.mixed or bool(kept.ids and kept.ids[-1] > case_id)
        kept.ids.append(case_id)
        before = None
    else:
        before = case.due
        case.head, case.workflow, case.state, case.due = head, write.workflow, write.state, due
        case.journal.extend(write.records)
    kept.unsealed.add(case_id)
    if due != before:
        kept.owing += (due is not None) - (before is not None)
        if due is not None:
            heappush(kept.owed, (due, case_id))
        if len(kept.owed) > 2 * kept.owing + 64:
            kept.owed = [(one.due, id_) for id_, one in kept.cases.items() if one.due is not None]
            heapify(kept.owed)


def _ids_after(kept: _Tenant, after: str) -> Iterator[str]:
    """The ids greater than *after*, ascending."""
    if kept.mixed:
        kept.ids.sort()
        kept.mixed = False
    return (kept.ids[place] for place in range(bisect_right(kept.ids, after), len(kept.ids)))
