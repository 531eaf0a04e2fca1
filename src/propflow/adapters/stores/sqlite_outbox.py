"""
What is owed to whom, and how its delivery stands.

Every message has a place in the order of commits. Each channel remembers up to which
place it has seen them, so that what was delivered long ago costs nothing. A message
that was seen but not taken, because an older one came first, is passed over, and is
remembered by its place until its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from sqlite3 import Cursor

from propflow.adapters.stores.sqlite_lines import Lines, Row
from propflow.ports import Delivery, StoredMessage, TakenMessage

# Oldest first holds within this many that the channel has not seen: who commits with a
# clock that is behind by more than a thousand messages waits for his turn in the order of commits.
_HORIZON = 1000

_SEEN = "select seen from channels where channel = ?"
_AGAIN = """
select m.at, m.place from deliveries d join messages m on m.tenant = d.tenant and m.id = d.message_id
where d.channel = ? and d.next_at <= ? and d.status in ('taken', 'retry') order by d.next_at limit ?"""
_PASSED_OVER = """
select m.at, m.place from passed_over p join messages m on m.place = p.place
where p.channel = ? order by p.place limit ?"""
_UNSEEN = """
select m.at, m.place, exists (
    select 1 from deliveries d where d.tenant = m.tenant and d.message_id = m.id and d.channel = ?)
from messages m where m.place > ? order by m.place limit ?"""
_MESSAGE = """
select m.tenant, m.id, m.at, m.text, coalesce(d.attempts, 0) from messages m
left join deliveries d on d.tenant = m.tenant and d.message_id = m.id and d.channel = ? where m.place = ?"""
_LEASE = """
insert into deliveries (tenant, message_id, channel, status, attempts, next_at, note)
values (?, ?, ?, 'taken', ?, ?, '')
on conflict (tenant, message_id, channel)
do update set status = 'taken', attempts = excluded.attempts, next_at = excluded.next_at"""
_SETTLE = """
insert into deliveries (tenant, message_id, channel, status, attempts, next_at, note) values (?, ?, ?, ?, ?, ?, ?)
on conflict (tenant, message_id, channel) do update set
status = excluded.status, attempts = excluded.attempts, next_at = excluded.next_at, note = excluded.note"""

_NOT_PASSED_OVER = """
delete from passed_over where channel = ? and place = (select place from messages where tenant = ? and id = ?)"""
_LOOKED = """
insert into channels (channel, seen) values (?, ?) on conflict (channel) do update set seen = excluded.seen"""


class Outbox(Lines):
    """The part of an SQLite store that keeps messages and their deliveries."""

    def take(self, channel: str, now: str, until: str, limit: int) -> Sequence[TakenMessage]:
        """See `CaseStore.take`. Being taken counts as being tried."""
        if limit <= 0:
            return []
        reach = max(limit, _HORIZON)
        with self.line() as execute:
            again: list[Row] = execute(_AGAIN, (channel, now, reach)).fetchall()
            passed: list[Row] = execute(_PASSED_OVER, (channel, reach)).fetchall()
            seen, unseen = _unseen(execute, channel, reach)
            chosen = sorted([*again, *passed, *unseen])[:limit]
            places = {place for _, place in chosen}
            _look_up_to(execute, channel, seen, [place for _, place in unseen], places)
            for _, place in passed:
                if place in places:
                    execute("delete from passed_over where channel = ? and place = ?", (channel, place))
            return [_lease(execute, channel, until, place) for _, place in chosen]

    def settle(self, tenant: str, delivery: Delivery) -> None:
        """See `CaseStore.settle`."""
        one = delivery
        row = (tenant, one.message_id, one.channel, one.status, one.attempts, one.next_at, one.note)
        with self.line() as execute:
            execute(_SETTLE, row)
            execute(_NOT_PASSED_OVER, (one.channel, tenant, one.message_id))

    def deliveries(self, tenant: str, message_id: str) -> Sequence[Delivery]:
        """See `CaseStore.deliveries`."""
        found = self.rows(
            "select message_id, channel, status, attempts, next_at, note from deliveries "
            "where tenant = ? and message_id = ? order by channel",
            (tenant, message_id),
        )
        return [Delivery(*row) for row in found]

    def message(self, tenant: str, message_id: str) -> StoredMessage | None:
        """See `CaseStore.message`."""
        row = self.row("select id, at, text from messages where tenant = ? and id = ?", (tenant, message_id))
        return None if row is None else StoredMessage(*row)

    def messages_of(self, tenant: str, case_id: str) -> Sequence[StoredMessage]:
        """See `CaseStore.messages_of`."""
        found = self.rows(
            "select id, at, text from messages where tenant = ? and case_id = ? order by id", (tenant, case_id)
        )
        return [StoredMessage(*row) for row in found]


def _unseen(execute: Callable[..., Cursor], channel: str, reach: int) -> tuple[int, list[Row]]:
    """Up to which place the channel has seen, and the next messages, without those that were settled unasked."""
    found = execute(_SEEN, (channel,)).fetchone()
    seen: int = found[0] if found else 0
    while True:
        window = execute(_UNSEEN, (channel, seen, reach)).fetchall()
        unseen = [(at, place) for at, place, settled in window if not settled]
        if unseen or not window:
            return seen, unseen
        seen = window[-1][1]


def _look_up_to(execute: Callable[..., Cursor], channel: str, seen: int, unseen: list[int], taken: set[int]) -> None:
    """Remember how far the channel has seen now, and what it passes over on the way."""
    last = max((place for place in unseen if place in taken), default=seen)
    for place in unseen:
        if place < last and place not in taken:
            execute("insert into passed_over (channel, place) values (?, ?)", (channel, place))
    if last:
        execute(_LOOKED, (channel, last))


def _lease(execute: Callable[..., Cursor], channel: str, until: str, place: int) -> TakenMessage:
    tenant, id_, at, text, attempts = execute(_MESSAGE, (channel, place)).fetchone()
    execute(_LEASE, (tenant, id_, channel, attempts + 1, until))
    return TakenMessage(tenant, id_, at, text, attempts)
