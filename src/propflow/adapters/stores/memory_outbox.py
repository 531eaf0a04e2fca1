"""
What is owed to whom in a memory store, and how its delivery stands. The store locks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush

import attrs

from propflow.ports import Delivery, StoredMessage, TakenMessage

_OPEN = ("taken", "retry")


def _put_off(one: Delivery) -> str:
    """Until when a delivery was put off; empty if it was not."""
    return one.next_at if one.status == "retry" and not one.attempts else ""


@attrs.define(eq=False)
class _Channel:
    """
    What one channel has seen.

    Attributes:
        seen: How many messages, in the order of commits.
        fresh: Those never taken, by (instant, place), as a heap.
        open: The places of those taken or to be tried again.
    """

    seen: int = 0
    fresh: list[tuple[str, int]] = attrs.field(factory=list)
    open: set[int] = attrs.field(factory=set)


@attrs.define(eq=False)
class MemoryOutbox:
    """Messages in the order of commits, and their deliveries by message and channel."""

    messages: list[tuple[str, StoredMessage]] = attrs.field(factory=list)
    places: dict[tuple[str, str], int] = attrs.field(factory=dict)
    by_case: dict[tuple[str, str], list[StoredMessage]] = attrs.field(factory=dict)
    channels: dict[str, _Channel] = attrs.field(factory=dict)
    deliveries: dict[tuple[str, str], dict[str, Delivery]] = attrs.field(factory=dict)

    def add(self, tenant: str, case_id: str, message: StoredMessage) -> None:
        """Keep a message, unless one of its id is kept."""
        key = (tenant, message.id)
        if key not in self.places:
            self.places[key] = len(self.messages)
            self.messages.append((tenant, message))
            self.by_case.setdefault((tenant, case_id), []).append(message)

    def get(self, tenant: str, message_id: str) -> StoredMessage | None:
        """A message by its id."""
        place = self.places.get((tenant, message_id))
        return None if place is None else self.messages[place][1]

    def take(self, name: str, now: str, until: str, limit: int) -> list[TakenMessage]:
        """See `CaseStore.take`. Being taken counts as being tried."""
        channel = self.channels.setdefault(name, _Channel())
        for place in range(channel.seen, len(self.messages)):
            heappush(channel.fresh, (self.messages[place][1].at, place))
        channel.seen = len(self.messages)
        again = []
        for place in channel.open:
            stands = self._stands(name, place)
            if stands is not None and stands.next_at <= now:
                again.append((self.messages[place][1].at, place))
        again.sort(reverse=True)
        found: list[TakenMessage] = []
        while len(found) < limit:
            oldest = self._oldest(name, channel, again)
            if oldest is None:
                break
            found.append(self._lease(name, channel, oldest, until))
        return found

    def settle(self, tenant: str, delivery: Delivery) -> None:
        """See `CaseStore.settle`."""
        self.deliveries.setdefault((tenant, delivery.message_id), {})[delivery.channel] = delivery
        channel = self.channels.setdefault(delivery.channel, _Channel())
        place = self.places.get((tenant, delivery.message_id))
        if place is not None:
            (channel.open.add if delivery.status in _OPEN else channel.open.discard)(place)

    def waiting(self, now: str) -> Iterator[str]:
        """Since when each message waits that does; see `StoreFigures`."""
        for tenant, message in self.messages:
            deliveries = self.deliveries.get((tenant, message.id), {})
            opened = [_put_off(one) for one in deliveries.values() if one.status in _OPEN]
            since = [max(message.at, one) for one in opened if one <= now]
            if since or not deliveries:
                yield min(since, default=message.at)

    def dead(self) -> int:
        """How many deliveries were given up."""
        return sum(one.status == "dead" for each in self.deliveries.values() for one in each.values())

    def _stands(self, name: str, place: int) -> Delivery | None:
        tenant, message = self.messages[place]
        return self.deliveries.get((tenant, message.id), {}).get(name)

    def _oldest(self, name: str, channel: _Channel, again: list[tuple[str, int]]) -> int | None:
        """The place of the oldest message to hand out, taken from where it waits."""
        fresh = channel.fresh
        while fresh and self._stands(name, fresh[0][1]) is not None:  # settled before it was ever taken
            heappop(fresh)
        if again and (not fresh or again[-1] < fresh[0]):
            return again.pop()[1]
        return heappop(fresh)[1] if fresh else None

    def _lease(self, name: str, channel: _Channel, place: int, until: str) -> TakenMessage:
        tenant, message = self.messages[place]
        before = self._stands(name, place)
        attempts, note = (before.attempts, before.note) if before else (0, "")
        self.deliveries.setdefault((tenant, message.id), {})[name] = Delivery(
            message.id, name, "taken", attempts + 1, until, note
        )
        channel.open.add(place)
        return TakenMessage(tenant, message.id, message.at, message.text, attempts)
