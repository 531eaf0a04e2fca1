"""
Working: what nobody asks for by name. Clocks are looked at, messages delivered.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import attrs

from propflow.desk.change import Writing, committed
from propflow.desk.house import Asking, House
from propflow.desk.reading import case_of
from propflow.engine.firing import fire
from propflow.errors import Conflict, Damaged, InvalidValue, UnknownCase, UnknownDefinition
from propflow.model.canonical import text
from propflow.model.instants import to_text
from propflow.ports import Delivery, DueCase, Escalation, Escalator, Message, Notifier, TakenMessage
from propflow.wire import read_message

LEASE = timedelta(minutes=2)
FIRST_WAIT = timedelta(seconds=30)
ATTEMPTS = 8
"""How often a delivery is tried before the message becomes a dead letter."""


@attrs.frozen
class TickReport:
    """
    What a look at the clocks came to.

    Attributes:
        cases: How many cases had something owed, and got it.
        marks: How many marks and rungs fired.
        passed_over: Cases that somebody else was busy with, by tenant and id; the next
            tick looks again.
        faults: Cases that could not be handled: tenant, id and why. They do not count
            towards the limit.
        more: Was the limit reached, so that more may be owed?
    """

    cases: int
    marks: int
    passed_over: tuple[tuple[str, str], ...]
    faults: tuple[tuple[str, str, str], ...]
    more: bool


@attrs.frozen
class DeliverReport:
    """
    What a round of deliveries came to.

    Attributes:
        delivered: Handed over.
        retried: Failed, and to be tried again.
        dead: Failed for the last time.
        more: Was the limit reached on some channel?
    """

    delivered: int
    retried: int
    dead: int
    more: bool


def tick(house: House, limit: int) -> Asking[TickReport]:
    """Fire what the clocks of all tenants owe; see `Desk.tick`."""
    _check_limit(limit)
    now = house.moment()
    stuck = house.stuck  # they stay first in the index, and must not keep the others from their turn
    page = limit + len(stuck)
    due: list[DueCase] = yield house.store.due, (to_text(now), page)
    marks = cases = 0
    passed: list[tuple[str, str]] = []
    faults: list[tuple[str, str, str]] = []
    for one in due:
        where = (one.tenant, one.case_id)
        try:
            fired = yield from _fired(house, one, now)
        except Conflict:
            passed.append(where)
            continue
        except (Damaged, UnknownCase, UnknownDefinition) as fault:
            what = str(fault)
        except (AttributeError, KeyError, TypeError, ValueError) as fault:  # its head was edited; the others go on
            what = f"its clocks cannot be read ({type(fault).__name__}); run `propflow verify`"
        else:
            if fired:
                stuck.discard(where)
                cases += 1
                marks += fired
                continue
            what = "it stands in the index of due cases, but its clocks owe nothing"  # so says the journal
        stuck.add(where)
        faults.append((*where, what))
    return TickReport(cases, marks, tuple(passed), tuple(faults), len(due) >= page)


def _fired(house: House, one: DueCase, now: datetime) -> Asking[int]:
    """Fire what one case owes; how many marks and rungs that were."""
    case = yield from case_of(house, one.tenant, one.case_id)
    decisions = fire(house.plan_of(case), case, now)
    if not decisions:
        return 0
    yield from committed(house, Writing(one.tenant, decisions), None)
    return sum(one.case.acted != one.case.version for one in decisions)  # a deed of the system is no mark


def deliver(house: House, limit: int) -> Asking[DeliverReport]:
    """Hand owed messages to the channels; see `Desk.deliver`."""
    _check_limit(limit)
    counts = {"delivered": 0, "retry": 0, "dead": 0, "skipped": 0}
    more = False
    channels: list[Notifier | Escalator] = [*house.notifiers, *house.escalators]
    for channel in channels:
        now = house.moment()
        taken: list[TakenMessage] = yield (
            house.store.take,
            (channel.name, to_text(now), to_text(now + LEASE), limit),
        )
        more = more or len(taken) >= limit
        for one in taken:
            status, note, wait = yield from _hand_over(channel, one)
            counts[status] += 1
            delivery = Delivery(one.id, channel.name, status, one.attempts + 1, to_text(house.moment() + wait), note)
            yield house.store.settle, (one.tenant, delivery)
    return DeliverReport(counts["delivered"], counts["retry"], counts["dead"], more)


def _hand_over(channel: object, one: TakenMessage) -> Asking[tuple[str, str, timedelta]]:
    try:
        message: Message | Escalation = read_message(one.text)
    except (KeyError, TypeError, ValueError, RecursionError) as fault:  # nobody will ever be able to deliver it
        return "dead", f"it cannot be read ({type(fault).__name__})", timedelta(0)
    take = getattr(channel, "escalate" if isinstance(message, Escalation) else "notify", None)
    if take is None:  # escalations are for escalators, notices for notifiers
        return "skipped", "", timedelta(0)
    try:
        yield take, (message,)
    except Exception as fault:  # noqa: BLE001 - a plugin may fail in any way
        note = f"{type(fault).__name__}: {fault}".encode(errors="backslashreplace").decode()[:500]
        logging.getLogger("propflow").warning("Message %s was not delivered: %s", one.id, note)
        if one.attempts + 1 >= ATTEMPTS:
            return "dead", note, timedelta(0)
        return "retry", note, FIRST_WAIT * 2**one.attempts
    return "delivered", "", timedelta(0)


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


def _check_limit(limit: int) -> None:
    if type(limit) is not int or not 1 <= limit <= 100_000:
        raise InvalidValue("limit", "range", f"{limit!r} is not from 1 to 100,000")
