"""
Delivering: owed messages are handed to the channels, at an hour at which people may be disturbed.
"""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime, timedelta
from typing import TypeAlias

import attrs

from propflow.desk.house import Asking, House
from propflow.desk.working import check_limit
from propflow.errors import InvalidValue, UnknownCase
from propflow.model.calendars import Calendar
from propflow.model.canonical import text
from propflow.model.instants import to_text
from propflow.ports import Delivery, Escalation, Escalator, Message, Notifier, TakenMessage
from propflow.wire import read_message

LEASE = timedelta(minutes=2)
FIRST_WAIT = timedelta(seconds=30)
ATTEMPTS = 8
"""How often a delivery is tried before the message becomes a dead letter."""

TOGETHER = ATTEMPTS // 2
"""How often notices are tried together; then each is on its own, so that a bad one holds no others up."""

MOMENT = timedelta(microseconds=1)

Ready: TypeAlias = "tuple[TakenMessage, Message | Escalation]"


@attrs.frozen
class DeliverReport:
    """
    What a round of deliveries came to.

    Attributes:
        delivered: Handed over.
        retried: Failed, and to be tried again.
        dead: Failed for the last time.
        put_off: Not tried, and waiting for the hours in which people may be disturbed.
        more: Was the limit reached on some channel?
    """

    delivered: int
    retried: int
    dead: int
    put_off: int
    more: bool


def deliver(house: House, limit: int) -> Asking[DeliverReport]:
    """Hand owed messages to the channels; see `Desk.deliver`."""
    check_limit(limit)
    counts: Counter[str] = Counter()
    more = False
    channels: list[Notifier | Escalator] = [*house.notifiers, *house.escalators]
    for channel in channels:
        now = house.moment()
        opens = _opens(house.delivering, now)
        taken: list[TakenMessage] = yield (
            house.store.take,
            (channel.name, to_text(now), to_text(now + LEASE), limit),
        )
        more = more or len(taken) >= limit
        ready: list[Ready] = []
        for one in taken:
            found = _looked_at(channel, one)
            if isinstance(found, tuple):
                status, note = found
                settled = Delivery(one.id, channel.name, status, one.attempts + 1, to_text(now), note)
            elif opens > now and not found.urgent:
                status = "put_off"
                settled = Delivery(one.id, channel.name, "retry", one.attempts, to_text(opens), "put off until then")
            else:
                ready.append((one, found))
                continue
            counts[status] += 1
            yield house.store.settle, (one.tenant, settled)
        for parcel in _parcels(channel, ready):
            fault = yield from _handed_over(channel, parcel)
            for one, _ in parcel:
                status, wait = _outcome(one, fault)
                counts[status] += 1
                next_at = to_text(house.moment() + wait)
                settled = Delivery(one.id, channel.name, status, one.attempts + 1, next_at, fault or "")
                yield house.store.settle, (one.tenant, settled)
    return DeliverReport(counts["delivered"], counts["retry"], counts["dead"], counts["put_off"], more)


def _opens(delivering: Calendar | None, now: datetime) -> datetime:
    """From when people may be disturbed, if not now already."""
    return now if delivering is None else delivering.after(now, MOMENT) - MOMENT


def _looked_at(channel: object, one: TakenMessage) -> Message | Escalation | tuple[str, str]:
    """What is to be handed over; or how it stands, and why, if nothing can be."""
    try:
        message = read_message(one.text)
    except (KeyError, TypeError, ValueError, RecursionError) as fault:  # nobody will ever be able to deliver it
        return "dead", f"it cannot be read ({type(fault).__name__})"
    wanted = "escalate" if isinstance(message, Escalation) else "notify"
    if getattr(channel, wanted, None) is None:  # escalations are for escalators, notices for notifiers
        return "skipped", ""
    return message


def _parcels(channel: object, ready: list[Ready]) -> list[list[Ready]]:
    """What is handed over at a time: the urgent first; the notices for one role together, if the channel can."""
    able = getattr(channel, "notify_all", None) is not None
    found: dict[tuple[object, ...], list[Ready]] = {}
    for one, message in sorted(ready, key=lambda pair: not pair[1].urgent):
        together = able and isinstance(message, Message) and one.attempts < TOGETHER
        key = (one.tenant, message.role, message.urgent) if together else (one.tenant, one.id)
        found.setdefault(key, []).append((one, message))
    return [*found.values()]


def _handed_over(channel: object, parcel: list[Ready]) -> Asking[str | None]:
    """Hand a message over, or several notices at once; what went wrong, if anything did."""
    messages = [message for _, message in parcel]
    method = "notify_all" if len(messages) > 1 else "escalate" if isinstance(messages[0], Escalation) else "notify"
    try:
        yield getattr(channel, method), (messages if len(messages) > 1 else messages[0],)
    except Exception as fault:  # noqa: BLE001 - a plugin may fail in any way
        note = f"{type(fault).__name__}: {fault}".encode(errors="backslashreplace").decode()[:500]
        logger = logging.getLogger("propflow")
        for one, _ in parcel:
            logger.warning("Message %s was not delivered: %s", one.id, note)
        return note
    return None


def _outcome(one: TakenMessage, fault: str | None) -> tuple[str, timedelta]:
    if fault is None:
        return "delivered", timedelta(0)
    return ("dead", timedelta(0)) if one.attempts + 1 >= ATTEMPTS else ("retry", FIRST_WAIT * 2**one.attempts)


def receipt(house: House, tenant: str, message_id: str, channel: str, status: str, note: str) -> Asking[None]:
    """Keep what a channel reports of a message later; see `Desk.receipt`."""
    if type(status) is not str or not 0 < len(status) <= 40 or status in ("taken", "retry"):
        raise InvalidValue("status", "text", "not a text of 1 to 40 characters, or one that the desk itself uses")
    if type(note) is not str or len(note) > 2000:
        raise InvalidValue("note", "text", "not a text of at most 2,000 characters")
    status, note = text(status, "status"), text(note, "note")
    known = yield house.store.deliveries, (tenant, message_id)
    before = next((one for one in known if one.channel == channel), None)
    if before is None:
        raise UnknownCase(tenant, f"message {message_id} on channel {channel}")
    at = to_text(house.moment())
    yield house.store.settle, (tenant, Delivery(message_id, channel, status, before.attempts, at, note))
