"""
A store in one SQLite file, for one machine and any number of processes on it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from itertools import islice

from propflow.adapters.stores.owing import owing_case
from propflow.adapters.stores.sqlite_faults import FAULTS
from propflow.adapters.stores.sqlite_lines import Line, Row, Standing
from propflow.adapters.stores.sqlite_outbox import Outbox
from propflow.adapters.stores.sqlite_registers import Registers
from propflow.adapters.stores.turns import by_turns
from propflow.errors import Conflict, Damaged, InvalidValue
from propflow.ports import CaseWrite, Change, DueCase, StoredHead, StoredRecord, StoreFigures

_HEAD = """
select h.version, h.text, r.hash, r.text, h.workflow, h.state, h.due, h.unsealed
from heads h left join records r on r.tenant = h.tenant and r.case_id = h.case_id and r.number = h.version
where h.tenant = ? and h.case_id = ?"""
_STANDING = "select version, workflow, state, due, unsealed from heads where tenant = ? and case_id = ?"
_VERSION = "select version from heads where tenant = ? and case_id = ?"
_NEW_HEAD = """
insert into heads (tenant, case_id, version, text, workflow, state, due, unsealed) values (?, ?, ?, ?, ?, ?, ?, 1)"""
_RECORD = "insert into records (tenant, case_id, number, hash, text) values (?, ?, ?, ?, ?)"
_JOURNAL = "select number, hash, text from records where tenant = ? and case_id = ? and number > ? order by number"
_MESSAGE = "insert into messages (tenant, id, case_id, at, text) values (?, ?, ?, ?, ?) on conflict do nothing"
_CONFIDENTIAL = """
insert into confidential (tenant, case_id, number, field, salt, text, erased) values (?, ?, ?, ?, ?, ?, 0)"""
_ENTRY = "insert into entries (tenant, book, number, case_id, record_hash, hash) values (?, ?, ?, ?, ?, ?)"
_COMMAND = "insert into commands (tenant, actor, key, digest, case_id, version) values (?, ?, ?, ?, ?, ?)"
_GIVEN = "select case_id, version from commands where tenant = ? and actor = ? and key = ?"


def _update(moved: bool, turned: bool, flagged: bool) -> str:
    """
    The statement that replaces a head: it names only what changes.

    An index is written whenever a column of it is named, changed or not, and every
    page written costs more than all the rest of a commit.
    """
    sets = ["version = ?, text = ?"]
    sets += ["workflow = ?, state = ?"] * moved + ["due = ?"] * turned + ["unsealed = 1"] * (not flagged)
    return f"update heads set {', '.join(sets)} where tenant = ? and case_id = ? and version = ?" + (
        " and unsealed = 1" if flagged else ""
    )


_UPDATES = {(m, t, f): _update(m, t, f) for m in (False, True) for t in (False, True) for f in (False, True)}

_FIND = "select case_id, version, text, null, workflow, state, due from heads where tenant = ? and case_id > ? "
_PAGE = _FIND + "order by case_id limit ?"
_PAGE_IN_STATE = _FIND + "and workflow = ? and state = ? order by case_id limit ?"
_NEXT_WORKFLOW = "select min(workflow) from heads where tenant = ? and workflow > ?"
_NEXT_STATE = "select min(state) from heads where tenant = ? and workflow = ? and state > ?"

# Asked again and again it leaps from tenant to tenant in the index, however many cases each has.
_NEXT_OWING = """
select tenant, due, case_id from heads where due is not null and tenant > ?
order by tenant, due, case_id limit 1"""
_DUE = """
with recursive turn(tenant) as (
    select min(tenant) from heads where due is not null
    union all
    select (select min(tenant) from heads where due is not null and tenant > turn.tenant) from turn
    where tenant is not null)
select tenant, earliest from (
    select tenant, (select min(due) from heads h where h.tenant = turn.tenant and due is not null) as earliest
    from turn where tenant is not null)
where earliest <= ? order by earliest, tenant limit ?"""
_DUE = """
select due, case_id from heads where tenant = ? and due is not null and due <= ? and (due, case_id) > (?, ?)
order by due, case_id limit ?"""
_TENANTS = """
with recursive found(tenant) as (
    select min(tenant) from heads
    union all
    select (select min(tenant) from heads where tenant > found.tenant) from found where tenant is not null)
select tenant from found where tenant is not null
union select distinct tenant from entries union select distinct tenant from seals order by 1"""
_FIGURES = """
select (select count(*) from heads), (select count(*) from records),
    (select count(*) from heads where unsealed = 1),
    (select count(*) from heads where due is not null and due <= ?1),
    (select min(due) from heads where due is not null and due <= ?1),
    (select count(*) from deliveries where status = 'dead')"""
_WAITING = """
with owed(tenant, id, since) as (
    select tenant, id, at from messages m
    where (place > (select coalesce(max(seen), 0) from channels) or place in (select place from passed_over))
    and not exists (select 1 from deliveries d where d.tenant = m.tenant and d.message_id = m.id)
    union
    select m.tenant, m.id, case when d.status = 'retry' and d.attempts = 0 then max(m.at, d.next_at) else m.at end
    from deliveries d join messages m on m.tenant = d.tenant and m.id = d.message_id
    where d.status in ('taken', 'retry') and not (d.status = 'retry' and d.attempts = 0 and d.next_at > ?))
select count(*), min(since) from (select min(since) as since from owed group by tenant, id)"""


class SqliteStore(Registers, Outbox):
    """
    A store in one SQLite file, in its write-ahead log. A `CaseStore`.

    Several threads and several processes may use it at once; each thread has a
    connection of its own. It needs a local disk.
    """

    def commit(self, change: Change) -> None:
        """See `CaseStore.commit`."""
        tenant, writes = change.tenant, change.writes
        if not writes:
            raise InvalidValue("change", "no_case", "a change that writes no case")
        for write in writes:
            if not write.records:
                raise InvalidValue("change", "no_record", f"a change of case {write.case_id!r} without records")
        line = self.line()
        with line as execute:
            for case_id, version in change.reads:
                found = _version(execute, tenant, case_id)
                if found != version:
                    raise Conflict(case_id, version, found)
            for write in writes:
                _write(line, tenant, write)
            for message in change.messages:
                owing = owing_case(tenant, message, writes)
                execute(_MESSAGE, (tenant, message.id, owing, message.at, message.text))
            if change.entries or change.command or change.confidential:
                _enter(execute, change)

    def head(self, tenant: str, case_id: str) -> StoredHead | None:
        """See `CaseStore.head`."""
        line = self.line()
        try:
            row = line.execute(_HEAD, (tenant, case_id)).fetchone()
        except FAULTS as fault:
            row = next(iter(self.again(line, fault, _HEAD, (tenant, case_id))), None)
        if row is None:
            return None
        version, text, hash_, last, workflow, state, due, unsealed = row
        line.standing = (tenant, case_id, version, workflow, state, due, unsealed)
        return StoredHead(case_id, version, text, None if hash_ is None else StoredRecord(version, hash_, last))

    def journal(self, tenant: str, case_id: str, after: int = 0) -> Sequence[StoredRecord]:
        """See `CaseStore.journal`."""
        return [StoredRecord(*row) for row in self.rows(_JOURNAL, (tenant, case_id, after))]

    def find(
        self, tenant: str, *, workflow: str | None = None, state: str | None = None, after: str = "", limit: int = 100
    ) -> Sequence[StoredHead]:
        """See `CaseStore.find`."""
        limit = max(limit, 0)
        if workflow is None and state is None:
            found = self.rows(_PAGE, (tenant, after, limit))
        else:
            with self.looking():
                pages = [
                    self.rows(_PAGE_IN_STATE, (tenant, after, *pair, limit))
                    for pair in self._states(tenant)
                    if workflow in (None, pair[0]) and state in (None, pair[1])
                ]
            found = list(islice(merge(*pages), limit))
        return [StoredHead(*row) for row in found]

    def due(self, by: str, limit: int) -> Sequence[DueCase]:
        """See `CaseStore.due`. The tenant whose mark is owed for the longest time begins."""
        with self.looking():
            first = [one for one in self._first_owed() if one[0] <= by][: max(limit, 0)]
            found = {tenant: [(due, case_id)] for due, tenant, case_id in first}
            open_ = list(found)
            while open_ and (missing := limit - sum(map(len, found.values()))) > 0:
                share = -(-missing // len(open_))
                for tenant in list(open_):
                    had = found[tenant]
                    more = self.rows(_DUE, (tenant, by, *had[-1], share))
                    had += more
                    if len(more) < share:
                        open_.remove(tenant)
        return by_turns((_due_cases(tenant, rows) for tenant, rows in found.items()), limit)

    def tenants(self) -> Sequence[str]:
        """See `CaseStore.tenants`."""
        return [tenant for (tenant,) in self.rows(_TENANTS)]

    def figures(self, now: str) -> StoreFigures:
        """See `CaseStore.figures`."""
        with self.looking():
            cases, records, unsealed, overdue, oldest_due, dead = self.rows(_FIGURES, (now,))[0]
            waiting, oldest_message = self.rows(_WAITING, (now,))[0]
        return StoreFigures(cases, records, unsealed, overdue, oldest_due, waiting, oldest_message, dead)

    def replace_head(self, tenant: str, case_id: str, version: int, text: str) -> None:
        """See `CaseStore.replace_head`."""
        with self.line() as execute:
            found = _version(execute, tenant, case_id)
            if found != version:
                raise Conflict(case_id, version, found)
            execute("update heads set text = ? where tenant = ? and case_id = ?", (text, tenant, case_id))

    def _first_owed(self) -> list[tuple[str, str, str]]:
        """The first mark that each tenant owes: (instant, tenant, case id), the earliest first."""
        found = []
        # No text sorts before the empty one, and no tenant is called so.
        tenant = ""
        while row := self.row(_NEXT_OWING, (tenant,)):
            tenant, due, case_id = row
            found.append((due, tenant, case_id))
        return sorted(found)

    def _states(self, tenant: str) -> Iterator[tuple[str, str]]:
        """The workflows and states in which the tenant has cases. None of them is called by an empty text."""
        for workflow in self._leaps(_NEXT_WORKFLOW, tenant):
            for state in self._leaps(_NEXT_STATE, tenant, workflow):
                yield workflow, state

    def _leaps(self, statement: str, *where: str) -> Iterator[str]:
        """What an index holds, from each value to the next, however often each stands in it."""
        found = ""
        while (row := self.row(statement, (*where, found))) and row[0] is not None:
            found = row[0]
            yield found


def _write(line: Line, tenant: str, write: CaseWrite) -> None:
    execute, case_id, expected, records = line.execute, write.case_id, write.expected, write.records
    version = records[-1].number
    if expected == 0:
        try:
            execute(_NEW_HEAD, (tenant, case_id, version, write.head, write.workflow, write.state, write.due))
        except sqlite3.IntegrityError:
            raise Conflict(case_id, 0, _version(execute, tenant, case_id)) from None
    else:
        at = line.standing
        if at is None or at[2] != expected or at[1] != case_id or at[0] != tenant:
            at = _stands(execute, tenant, case_id, expected)
        if not _replace(execute, write, version, at):
            # Changed since it was read on this line: another version, or sealed in the meantime.
            _replace(execute, write, version, _stands(execute, tenant, case_id, expected))
    try:
        for one in records:
            execute(_RECORD, (tenant, case_id, one.number, one.hash, one.text))
    except sqlite3.IntegrityError as fault:
        what = f"it has version {expected}, but a record of number {expected + 1} or later is there already"
        raise Damaged(case_id, what) from fault


def _replace(execute: Callable[..., sqlite3.Cursor], write: CaseWrite, version: int, at: Standing) -> bool:
    """Put a new head in place of one that stands as in *at*; was there such a one?"""
    tenant, case_id, expected, workflow, state, due, unsealed = at
    arguments: Row = (version, write.head)
    moved = state != write.state or workflow != write.workflow
    turned = due != write.due
    if moved:
        arguments += (write.workflow, write.state)
    if turned:
        arguments += (write.due,)
    update = _UPDATES[moved, turned, unsealed == 1]
    return execute(update, (*arguments, tenant, case_id, expected)).rowcount == 1


def _stands(execute: Callable[..., sqlite3.Cursor], tenant: str, case_id: str, expected: int) -> Standing:
    """
    How a case stands now.

    Raises:
        Conflict: If it has another version than *expected*.
    """
    row = execute(_STANDING, (tenant, case_id)).fetchone()
    if row is None or row[0] != expected:
        raise Conflict(case_id, expected, row[0] if row else 0)
    return (tenant, case_id, *row)


def _version(execute: Callable[..., sqlite3.Cursor], tenant: str, case_id: str) -> int:
    """The version a case has; 0 if there is none."""
    row = execute(_VERSION, (tenant, case_id)).fetchone()
    return row[0] if row else 0


def _enter(execute: Callable[..., sqlite3.Cursor], change: Change) -> None:
    """Write what goes with few changes: book entries, confidential values, the command's key."""
    tenant, command = change.tenant, change.command
    expected = {one.case_id: one.expected for one in change.writes}
    for entry in change.entries:
        try:
            execute(_ENTRY, (tenant, entry.book, entry.number, entry.case_id, entry.record_hash, entry.hash))
        except sqlite3.IntegrityError:
            raise Conflict(entry.case_id, expected.get(entry.case_id, 0)) from None
    for one in change.confidential:
        execute(_CONFIDENTIAL, (tenant, one.case_id, one.number, one.field, one.salt, one.text))
    if command is not None:
        try:
            execute(_COMMAND, (tenant, command.actor, command.key, command.digest, command.case_id, command.version))
        except sqlite3.IntegrityError:
            case_id, version = execute(_GIVEN, (tenant, command.actor, command.key)).fetchone()
            raise Conflict(case_id, expected.get(case_id, 0), version) from None


def _due_cases(tenant: str, rows: list[tuple[str, str]]) -> Iterator[DueCase]:
    return (DueCase(tenant, case_id, due) for due, case_id in rows)
