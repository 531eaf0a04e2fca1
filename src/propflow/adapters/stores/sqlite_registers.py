"""
What lies beside the cases: books, seals, confidential values, definitions, the access log.
"""

from __future__ import annotations

from collections.abc import Sequence

from propflow.adapters.stores.sqlite_lines import Lines
from propflow.errors import Conflict
from propflow.ports import BookEntry, Confidential, StoredCommand, StoredSeal

_ENTRY = "select book, number, case_id, record_hash, hash from entries where tenant = ? and book = ? "
_BOOKS = """
with recursive found(book) as (
    select min(book) from entries where tenant = ?1
    union all
    select (select min(book) from entries where tenant = ?1 and book > found.book) from found where book is not null)
select book from found where book is not null"""
# Of the same length, so that SQLite writes it over the old value and moves nothing.
_ERASE = """
update confidential set erased = 1,
    salt = substr(hex(zeroblob(length(cast(salt as blob)))), 1, length(cast(salt as blob))),
    text = substr(hex(zeroblob(length(cast(text as blob)))), 1, length(cast(text as blob)))
where tenant = ? and case_id = ? and erased = 0"""
_NOTE = """
insert into accesses (tenant, number, at, text)
select ?1, coalesce(max(number), 0) + 1, ?2, ?3 from accesses where tenant = ?1"""


class Registers(Lines):
    """The part of an SQLite store that keeps what lies beside the cases."""

    def command(self, tenant: str, actor: str, key: str) -> StoredCommand | None:
        """See `CaseStore.command`."""
        row = self.row(
            "select actor, key, digest, case_id, version from commands where tenant = ? and actor = ? and key = ?",
            (tenant, actor, key),
        )
        return None if row is None else StoredCommand(*row)

    def last_entry(self, tenant: str, book: str) -> BookEntry | None:
        """See `CaseStore.last_entry`."""
        row = self.row(_ENTRY + "order by number desc limit 1", (tenant, book))
        return None if row is None else BookEntry(*row)

    def entries(self, tenant: str, book: str, after: int = 0) -> Sequence[BookEntry]:
        """See `CaseStore.entries`."""
        return [BookEntry(*row) for row in self.rows(_ENTRY + "and number > ? order by number", (tenant, book, after))]

    def books(self, tenant: str) -> Sequence[str]:
        """See `CaseStore.books`."""
        return [book for (book,) in self.rows(_BOOKS, (tenant,))]

    def unsealed(self, tenant: str, limit: int) -> Sequence[tuple[str, int, str]]:
        """See `CaseStore.unsealed`."""
        return self.rows(
            "select h.case_id, h.version, r.hash from heads h "
            "join records r on r.tenant = h.tenant and r.case_id = h.case_id and r.number = h.version "
            "where h.tenant = ? and h.unsealed = 1 order by h.case_id limit ?",
            (tenant, max(limit, 0)),
        )

    def append_seal(self, tenant: str, seal: StoredSeal, sealed: Sequence[tuple[str, int]]) -> None:
        """See `CaseStore.append_seal`."""
        with self.line() as execute:
            (last,) = execute("select coalesce(max(number), 0) from seals where tenant = ?", (tenant,)).fetchone()
            if seal.number != last + 1:
                raise Conflict(f"(seals of {tenant})", seal.number - 1, last)
            execute(
                "insert into seals (tenant, number, hash, text) values (?, ?, ?, ?)",
                (tenant, seal.number, seal.hash, seal.text),
            )
            for case_id, version in sealed:
                execute(
                    "update heads set unsealed = 0 where tenant = ? and case_id = ? and version = ? and unsealed = 1",
                    (tenant, case_id, version),
                )

    def seals(self, tenant: str) -> Sequence[StoredSeal]:
        """See `CaseStore.seals`."""
        found = self.rows("select number, hash, text from seals where tenant = ? order by number", (tenant,))
        return [StoredSeal(*row) for row in found]

    def confidential(self, tenant: str, case_id: str) -> Sequence[Confidential]:
        """See `CaseStore.confidential`."""
        found = self.rows(
            "select case_id, number, field, salt, text from confidential "
            "where tenant = ? and case_id = ? and erased = 0 order by number, field",
            (tenant, case_id),
        )
        return [Confidential(*row) for row in found]

    def erase(self, tenant: str, case_id: str) -> int:
        """
        See `CaseStore.erase`.

        The values are overwritten where they lie, and the log that may still hold them is
        emptied, unless somebody is just reading it: then the next erasure does so, or the
        last process that closes the file. Backups are not reached.
        """
        line = self.line()
        with line as execute:
            number: int = execute(_ERASE, (tenant, case_id)).rowcount
        if number:
            self.rows("pragma wal_checkpoint(truncate)")
        return number

    def keep_definition(self, fingerprint: str, text: str) -> None:
        """See `CaseStore.keep_definition`."""
        if self.definition(fingerprint) is None:
            with self.line() as execute:
                execute("insert into definitions values (?, ?) on conflict do nothing", (fingerprint, text))

    def definition(self, fingerprint: str) -> str | None:
        """See `CaseStore.definition`."""
        row = self.row("select text from definitions where fingerprint = ?", (fingerprint,))
        return None if row is None else str(row[0])

    def note_access(self, tenant: str, at: str, text: str) -> None:
        """See `CaseStore.note_access`."""
        with self.line() as execute:
            execute(_NOTE, (tenant, at, text))

    def accesses(self, tenant: str, after: int = 0, limit: int = 1000) -> Sequence[tuple[int, str, str]]:
        """See `CaseStore.accesses`."""
        return self.rows(
            "select number, at, text from accesses where tenant = ? and number > ? order by number limit ?",
            (tenant, after, max(limit, 0)),
        )
