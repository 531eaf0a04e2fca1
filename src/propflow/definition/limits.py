"""
Limits: how long a clock gives, by policy and by what the case is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from propflow.definition.slots import Slot
from propflow.model.amounts import Amount
from propflow.model.cases import Part
from propflow.model.policies import Value


@attrs.frozen
class ByFact:
    """The limit that a fact of the case chooses; no limit while the fact has none of these values."""

    fact: str
    limits: Mapping[str, Limit]


@attrs.frozen
class Strictest:
    """Of several limits the one that ends first."""

    limits: tuple[Limit, ...]


Limit: TypeAlias = "Amount | Slot | ByFact | Strictest"
"""What a clock's `within` may be."""


def by(fact: str, limits: Mapping[str, Limit]) -> ByFact:
    """The limit that the value of *fact* chooses, such as the grade of a complaint."""
    return ByFact(fact, dict(limits))


def strictest(*limits: Limit) -> Strictest:
    """Of several limits the one that ends first."""
    return Strictest(limits)


def parts_of(limit: Limit) -> Iterator[Limit]:
    """The limit, and every limit within it."""
    yield limit
    inner = limit.limits.values() if isinstance(limit, ByFact) else limit.limits if isinstance(limit, Strictest) else ()
    for one in inner:
        yield from parts_of(one)


def resolved(limit: Limit, values: Mapping[str, Value | None]) -> Limit | None:
    """The limit with its slots filled; None if nothing of it is left."""
    if isinstance(limit, Slot):
        value = values.get(limit.name)
        return value if isinstance(value, Amount) else None
    if isinstance(limit, ByFact):
        found = {name: kept for name, one in limit.limits.items() if (kept := resolved(one, values)) is not None}
        return ByFact(limit.fact, found) if found else None
    if isinstance(limit, Strictest):
        every: tuple[Limit, ...] = tuple(kept for one in limit.limits if (kept := resolved(one, values)) is not None)
        return None if not every else every[0] if len(every) == 1 else Strictest(every)
    return limit


def amounts(limit: Limit, facts: Part) -> Iterator[Amount]:
    """The amounts that a filled limit comes to, given the facts of a case; each of them binds."""
    if isinstance(limit, Amount):
        yield limit
    elif isinstance(limit, ByFact):
        value = facts.get(limit.fact)
        chosen = None if value is None else limit.limits.get(str(value))
        if chosen is not None:
            yield from amounts(chosen, facts)
    elif isinstance(limit, Strictest):
        for one in limit.limits:
            yield from amounts(one, facts)
