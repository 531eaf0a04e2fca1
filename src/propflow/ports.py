"""
Ports: what a desk asks of the world, as protocols and frozen payloads.

A store sees texts and keys, never what they mean: keep them byte for byte, and
compare them byte by byte. The first part of every key is the tenant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import attrs

from propflow.model.canonical import Json
from propflow.model.people import Actor, Grant
from propflow.model.stored import Confidential as Confidential
from propflow.model.stored import StoredMessage as StoredMessage
from propflow.model.stored import StoredRecord as StoredRecord

if TYPE_CHECKING:
    from attrs import frozen as payload
else:
    from propflow.model.stored import payload  # see there

# --- what a store keeps -------------------------------------------------------------------


@payload
class StoredHead:
    """
    A case as it stands: a cache that can be rebuilt from its journal.

    Attributes:
        version: The number of its last record.
        text: Canonical JSON text.
        last: The case's last record; `find` leaves it out.
        workflow, state, due: What the indexes hold of the case; `head` may leave
            them out.
    """

    case_id: str
    version: int
    text: str
    last: StoredRecord | None
    workflow: str = ""
    state: str = ""
    due: str | None = None


@payload
class CaseWrite:
    """
    What a change writes to one case.

    Attributes:
        expected: The version the case must have; 0 if it must not exist.
        records: At least one, numbered from expected + 1.
        head: The new head's text. Its version is the last record's number.
        workflow, state: For finding it.
        due: When its next mark is owed (27 characters, UTC, see `instants`); None
            if nothing is. Replaces what was kept before.
    """

    case_id: str
    expected: int
    records: tuple[StoredRecord, ...]
    head: str
    workflow: str
    state: str
    due: str | None


@attrs.frozen
class BookEntry:
    """
    A line of a numbered register: case *case_id* begins with record 1 of this hash.

    Attributes:
        number: Counted from 1 in the book, without gaps.
        hash: SHA-256 over the entry and the entry before it.
    """

    book: str
    number: int
    case_id: str
    record_hash: str
    hash: str


@attrs.frozen
class StoredCommand:
    """A command that was carried out under a key: its digest, and the version it led to."""

    actor: str
    key: str
    digest: str
    case_id: str
    version: int


@payload
class Change:
    """
    What one commit does, wholly or not at all.

    Attributes:
        writes: One or more cases, sorted by id.
        reads: Cases that the decision looked at, with the version each had; each
            must still have it.
        entries: New lines of books; a line whose number is taken is a `Conflict`.
    """

    tenant: str
    writes: tuple[CaseWrite, ...]
    reads: tuple[tuple[str, int], ...] = ()
    messages: tuple[StoredMessage, ...] = ()
    entries: tuple[BookEntry, ...] = ()
    command: StoredCommand | None = None
    confidential: tuple[Confidential, ...] = ()


@attrs.frozen
class StoredSeal:
    """
    A seal over a tenant's cases: number from 1, hash, and canonical JSON text with its leaves.
    """

    number: int
    hash: str
    text: str


@attrs.frozen
class DueCase:
    """A case with a mark that is owed: its tenant, id and the instant, as text."""

    tenant: str
    case_id: str
    due: str


@attrs.frozen
class TakenMessage:
    """A message handed out for delivery on one channel: how often it was tried before."""

    tenant: str
    id: str
    at: str
    text: str
    attempts: int


@attrs.frozen
class Delivery:
    """
    How the delivery of a message on a channel stands.

    Attributes:
        status: `taken`, `retry`, `delivered`, `dead`, or what a receipt said.
        attempts: How often it was tried; a `retry` without any was put off.
        next_at: Not before this instant is it handed out again, as text.
        note: What went wrong, or what the receipt said.
    """

    message_id: str
    channel: str
    status: str
    attempts: int
    next_at: str
    note: str


@attrs.frozen
class StoreFigures:
    """
    Counts of a store, for `doctor`.

    Attributes:
        messages_waiting: Those that no channel has taken, or that one is still to deliver, but
            for those that it has put off, untried, until an instant to come.
        oldest_message: Since when the first of them waits; what was put off waits from then on.
    """

    cases: int
    records: int
    unsealed: int
    overdue: int
    oldest_due: str | None
    messages_waiting: int
    oldest_message: str | None
    dead_letters: int


class CaseStore(Protocol):
    """
    Keeps cases. Every method may raise `Unavailable`; only `commit` and the other
    writing methods may raise `OutcomeUnknown`.

    Keys and index values are compared byte by byte. Instants are texts of 27
    characters, which sort as they follow each other. Nothing is updated or deleted
    but heads, due instants, deliveries, and confidential values on `erase`.
    """

    durable: bool
    """Does it outlive the process?"""

    def commit(self, change: Change) -> None:
        """
        Write a change, all of it or nothing.

        Raises:
            Conflict: If a case written or read does not have the version named, a
                book's number is taken, or the command's key is. It names the case,
                and nothing was written.
            InvalidValue: If the change writes no case, or a case without records.
        """
        ...

    def head(self, tenant: str, case_id: str) -> StoredHead | None:
        """A case's head with its last record; None if there is no such case."""
        ...

    def journal(self, tenant: str, case_id: str, after: int = 0) -> Sequence[StoredRecord]:
        """The records with a number greater than *after*, in order; empty if there are none."""
        ...

    def command(self, tenant: str, actor: str, key: str) -> StoredCommand | None:
        """The command that this actor gave under this key; None if there was none."""
        ...

    def find(
        self, tenant: str, *, workflow: str | None = None, state: str | None = None, after: str = "", limit: int = 100
    ) -> Sequence[StoredHead]:
        """
        Heads by ascending case id, those after *after*, at most *limit*: without last
        records, but with what the indexes hold.

        Args:
            workflow: The name that cases of this workflow were written with.
            state: The state's name.
        """
        ...

    def due(self, by: str, limit: int) -> Sequence[DueCase]:
        """
        Cases with a mark owed at or before *by*: a pure question.

        Fair: tenants take turns, each with its earliest first, so that none starves
        another; within a tenant ascending by (due, case id).
        """
        ...

    def take(self, channel: str, now: str, until: str, limit: int) -> Sequence[TakenMessage]:
        """
        Messages still to be delivered on *channel*, oldest first, and lease them.

        A message is handed out if it was never taken on this channel, or is to be
        tried again and its `next_at` has come, or its lease has run out. It is leased
        until *until*; being handed out twice is legal, being lost is not.
        """
        ...

    def settle(self, tenant: str, delivery: Delivery) -> None:
        """Keep how the delivery of a message on a channel stands, in place of what was kept."""
        ...

    def deliveries(self, tenant: str, message_id: str) -> Sequence[Delivery]:
        """How a message stands on each channel that has taken it, by channel."""
        ...

    def message(self, tenant: str, message_id: str) -> StoredMessage | None:
        """A message by its id; None if it is not kept."""
        ...

    def messages_of(self, tenant: str, case_id: str) -> Sequence[StoredMessage]:
        """The messages that a case has come to owe, by id."""
        ...

    def last_entry(self, tenant: str, book: str) -> BookEntry | None:
        """The last line of a book; None if it is empty."""
        ...

    def entries(self, tenant: str, book: str, after: int = 0) -> Sequence[BookEntry]:
        """The lines of a book with a number greater than *after*, in order."""
        ...

    def books(self, tenant: str) -> Sequence[str]:
        """The names of the tenant's books, ascending."""
        ...

    def unsealed(self, tenant: str, limit: int) -> Sequence[tuple[str, int, str]]:
        """Cases that have changed since they were last sealed: (id, version, hash of the last record), by id."""
        ...

    def append_seal(self, tenant: str, seal: StoredSeal, sealed: Sequence[tuple[str, int]]) -> None:
        """
        Keep a seal, and flag each case of *sealed* as sealed if it still has the version.

        Raises:
            Conflict: If the seal's number is not one more than the last one's.
        """
        ...

    def seals(self, tenant: str) -> Sequence[StoredSeal]:
        """All seals of a tenant, in order."""
        ...

    def confidential(self, tenant: str, case_id: str) -> Sequence[Confidential]:
        """The confidential values of a case, by record number and field; erased ones are missing."""
        ...

    def erase(self, tenant: str, case_id: str) -> int:
        """Destroy the confidential values of a case; how many there were. Its records stay."""
        ...

    def keep_definition(self, fingerprint: str, text: str) -> None:
        """Keep the text of a definition by its fingerprint; one that is kept already stays."""
        ...

    def definition(self, fingerprint: str) -> str | None:
        """The text of a definition; None if it is not kept."""
        ...

    def note_access(self, tenant: str, at: str, text: str) -> None:
        """Add a line to the access log: a refusal, or a reading of confidential content."""
        ...

    def accesses(self, tenant: str, after: int = 0, limit: int = 1000) -> Sequence[tuple[int, str, str]]:
        """Lines of the access log after number *after*: (number, instant, text), in order."""
        ...

    def tenants(self) -> Sequence[str]:
        """The tenants that have cases, book lines or seals, ascending."""
        ...

    def figures(self, now: str) -> StoreFigures:
        """Counts over all tenants, for `doctor`."""
        ...

    def replace_head(self, tenant: str, case_id: str, version: int, text: str) -> None:
        """
        Put a rebuilt head in place of the one kept, if the case still has *version*.

        Raises:
            Conflict: If it has another.
        """
        ...

    def close(self) -> None:
        """Let go of whatever is held. Closing twice is legal."""
        ...


# --- what the host knows -------------------------------------------------------------------


class People(Protocol):
    """
    Who holds which role. The host's directory.

    Asked before every decision. It may be slow or fail; then nothing is decided.
    """

    def confirm(self, actor: Actor, tenant: str, at: datetime) -> Iterable[Grant]:
        """The grants that *actor* truly holds in *tenant* at *at*, whatever the actor claims."""
        ...


class Roster(Protocol):
    """
    Who is on duty in which role. The host's duty list (值班表).

    Asked when a rung of a ladder fires, so that whoever is on shift then is told. It may
    fail: the rung fires all the same and is addressed to its role. Give it a time limit
    of its own, as the desk waits for its answer.
    """

    def on_duty(self, role: str, tenant: str, at: datetime) -> Sequence[str]:
        """The ids of those who are on shift for *role* in *tenant* at *at*; empty if the seat is vacant."""
        ...


class Facts(Protocol):
    """What the host knows of the rest of the world: the free capacity of a team, an unpaid fee."""

    def learn(self, name: str, tenant: str, case_id: str) -> Json:
        """
        The fact called *name*, as JSON values.

        Args:
            case_id: Empty when the case is still to be registered.

        Raises:
            LookupError: If it cannot be learnt; actions that need it are refused.
        """
        ...


# --- what is told --------------------------------------------------------------------------


@attrs.frozen
class Message:
    """
    Something that somebody is to be told. Made with the change that causes it.

    Attributes:
        id: Stable; the same on every attempt and channel. Use it to drop repeats.
        kind: `action` (something was done), `mark` (a mark of a clock has come).
        number: The record that owes it.
        role: Whom to tell: the holders of this role.
        about: The action's or the clock's name.
        at: When it came to be owed, in UTC.
        facts: The state, the mark, its lateness and so on; JSON values.
        urgent: Was the case urgent when it came to be owed?
    """

    id: str
    tenant: str
    case_id: str
    number: int
    kind: str
    role: str
    about: str
    at: datetime
    facts: Mapping[str, Json]
    urgent: bool = False


@attrs.frozen
class Escalation:
    """
    A limit that has passed and must be brought to somebody.

    Attributes:
        id: Stable, as for messages.
        clock, cycle, mark: Whose mark fired.
        ladder: The ladder's name.
        rung: Counted from 1.
        role: The role it is addressed to: that of this rung, or, where the roster knows its
            seat to be vacant, of the first rung above that is manned; of the top if none is.
        above: The roles on the rungs above that role.
        due: The limit, in UTC.
        late_by_seconds: How long after its instant the mark was fired.
        to: The ids of those on duty then; empty if every seat was vacant, None if nobody
            could say: there is no roster, or it did not answer.
        reached: The number of the rung whose role it is addressed to.
        vacant: The roles whose seats were found vacant, from this rung up.
        urgent: Was the case urgent when it fired?
    """

    id: str
    tenant: str
    case_id: str
    number: int
    clock: str
    cycle: int
    mark: str
    ladder: str
    rung: int
    role: str
    above: tuple[str, ...]
    due: datetime | None
    at: datetime
    late_by_seconds: int
    to: tuple[str, ...] | None = None
    reached: int = attrs.field(default=attrs.Factory(lambda self: self.rung, takes_self=True))
    vacant: tuple[str, ...] = ()
    urgent: bool = False


class Notifier(Protocol):
    """Tells people. Its name is the channel's."""

    @property
    def name(self) -> str:
        """The channel's name; stands in the delivery ledger."""
        ...

    def notify(self, message: Message) -> None:
        """
        Deliver a message.

        Returning means it was handed over. If it raises, it is tried again later,
        and after the last attempt it becomes a dead letter.
        """
        ...


class DigestNotifier(Notifier, Protocol):
    """A notifier that can tell several notices at once: an optional power, found by its method."""

    def notify_all(self, messages: Sequence[Message]) -> None:
        """
        Deliver the notices that one round has for one role of one tenant, two or more, the oldest first.

        Either all are urgent or none is. Returning means that all were handed over; if it
        raises, all are tried again, the second half of their attempts one by one.
        """
        ...


class Escalator(Protocol):
    """Brings a passed limit to whoever must deal with it. Its name is the channel's."""

    @property
    def name(self) -> str:
        """The channel's name; stands in the delivery ledger."""
        ...

    def escalate(self, escalation: Escalation) -> None:
        """Bring it to the role on its rung. Returning and raising mean what they mean for a notifier."""
        ...


class Listener(Protocol):
    """Hears of every change after it was committed. What it raises is logged and changes nothing."""

    def committed(self, committed: Committed) -> None:
        """A change of one case was committed: once for each case, in this process only."""
        ...


@attrs.frozen
class Committed:
    """
    A change of one case, for those who observe.

    Attributes:
        records: The new records' texts.
        state: The state the case is in now.
    """

    tenant: str
    case_id: str
    version: int
    state: str
    workflow: str
    records: tuple[StoredRecord, ...]
