"""
What lies beside the cases of a memory store: books, commands, confidential values, definitions, the access log.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import attrs

from propflow.errors import Conflict
from propflow.ports import BookEntry, Change, Confidential, StoredCommand


@attrs.define(eq=False)
class _Register:
    """What one tenant has beside its cases."""

    commands: dict[tuple[str, str], StoredCommand] = attrs.field(factory=dict)
    books: dict[str, dict[int, BookEntry]] = attrs.field(factory=dict)
    confidential: dict[str, list[Confidential]] = attrs.field(factory=dict)
    accesses: list[tuple[int, str, str]] = attrs.field(factory=list)


class MemoryRegisters:
    """
    The part of a memory store that keeps what lies beside the cases.

    Attributes:
        lock: Held by whoever reads or writes anything of the store.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self._registers: dict[str, _Register] = {}
        self._definitions: dict[str, str] = {}

    def check(self, change: Change) -> None:
        """Raise a `Conflict` if a line of a book or the command's key is taken. The lock is held."""
        register = self._register(change.tenant)
        expected = {one.case_id: one.expected for one in change.writes}
        for entry in change.entries:
            if entry.number in register.books.get(entry.book, ()):
                raise Conflict(entry.case_id, expected.get(entry.case_id, 0))
        if change.command is not None:
            given = register.commands.get((change.command.actor, change.command.key))
            if given is not None:
                raise Conflict(given.case_id, expected.get(given.case_id, 0), given.version)

    def enter(self, change: Change) -> None:
        """Write what goes with a change beside its cases. The lock is held."""
        register = self._registers.setdefault(change.tenant, _Register())
        for entry in change.entries:
            register.books.setdefault(entry.book, {})[entry.number] = entry
        for one in change.confidential:
            register.confidential.setdefault(one.case_id, []).append(one)
        if change.command is not None:
            register.commands[change.command.actor, change.command.key] = change.command

    def command(self, tenant: str, actor: str, key: str) -> StoredCommand | None:
        """See `CaseStore.command`."""
        with self.lock:
            return self._register(tenant).commands.get((actor, key))

    def last_entry(self, tenant: str, book: str) -> BookEntry | None:
        """See `CaseStore.last_entry`."""
        with self.lock:
            entries = self._register(tenant).books.get(book)
            return entries[max(entries)] if entries else None

    def entries(self, tenant: str, book: str, after: int = 0) -> Sequence[BookEntry]:
        """See `CaseStore.entries`."""
        with self.lock:
            entries = self._register(tenant).books.get(book, {})
            return [entries[number] for number in sorted(entries) if number > after]

    def books(self, tenant: str) -> Sequence[str]:
        """See `CaseStore.books`."""
        with self.lock:
            return sorted(self._register(tenant).books)

    def confidential(self, tenant: str, case_id: str) -> Sequence[Confidential]:
        """See `CaseStore.confidential`."""
        with self.lock:
            found = self._register(tenant).confidential.get(case_id, ())
            return sorted(found, key=lambda one: (one.number, one.field))

    def erase(self, tenant: str, case_id: str) -> int:
        """See `CaseStore.erase`."""
        with self.lock:
            return len(self._register(tenant).confidential.pop(case_id, ()))

    def keep_definition(self, fingerprint: str, text: str) -> None:
        """See `CaseStore.keep_definition`."""
        with self.lock:
            self._definitions.setdefault(fingerprint, text)

    def definition(self, fingerprint: str) -> str | None:
        """See `CaseStore.definition`."""
        with self.lock:
            return self._definitions.get(fingerprint)

    def note_access(self, tenant: str, at: str, text: str) -> None:
        """See `CaseStore.note_access`."""
        with self.lock:
            lines = self._registers.setdefault(tenant, _Register()).accesses
            lines.append((len(lines) + 1, at, text))

    def accesses(self, tenant: str, after: int = 0, limit: int = 1000) -> Sequence[tuple[int, str, str]]:
        """See `CaseStore.accesses`."""
        with self.lock:
            return self._register(tenant).accesses[max(after, 0) :][: max(limit, 0)]

    def _register(self, tenant: str) -> _Register:
        return self._registers.get(tenant) or _Register()
