"""
Taking turns, so that no tenant starves another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def by_turns(queues: Iterable[Iterator[T]], limit: int) -> list[T]:
    """The first of each queue in the order given, then the second of each, and so on, at most *limit*."""
    waiting = deque(queues)
    found: list[T] = []
    while waiting and len(found) < limit:
        queue = waiting.popleft()
        for one in queue:
            found.append(one)
            waiting.append(queue)
            break
    return found
