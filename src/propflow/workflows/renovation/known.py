"""
What guards ask of a case, its parent and its children again and again.
"""

from decimal import Decimal
from typing import Any, cast

from propflow import Situation
from propflow.model.amounts import Amount


def fact(s: Situation, name: str) -> Any:
    """A fact of the case; None if it is not known, or there is no case yet."""
    return None if s.case is None else s.case.fact(name)


def times(s: Situation, name: str) -> int:
    """A count of the case; 0 if it never happened."""
    found = fact(s, name)
    return found if isinstance(found, int) else 0


def held(s: Situation, name: str) -> list[str]:
    """An open set of the case; empty if nothing is in it."""
    found = fact(s, name)
    return [str(one) for one in found] if isinstance(found, list) else []


def sum_of(s: Situation, name: str) -> Decimal:
    """An amount of money that the case keeps in sight, in CNY; 0 if none is known."""
    found = fact(s, name)
    return Decimal(str(found)) if found is not None else Decimal(0)


def price(s: Situation, slot: str) -> Decimal:
    """A price that the policy says, in whole CNY; 0 where it is switched off, as nothing is charged then."""
    found = s.policy.get(slot)
    return Decimal(found) if type(found) is int else Decimal(0)


def number(s: Situation, slot: str) -> int | None:
    """A number that the policy says; None if it is switched off."""
    found = s.policy.get(slot)
    return found if type(found) is int else None


def length(s: Situation, slot: str) -> Amount | None:
    """An amount of time that the policy says; None if it is switched off."""
    found = s.policy.get(slot)
    return found if isinstance(found, Amount) else None


def is_over(s: Situation, clock: str) -> bool:
    """Has this clock run out by now? A deadline that is reached is not over yet."""
    run = None if s.case is None else s.case.clock(clock)
    return run is not None and run.due_at is not None and run.due_at < s.now


def children(s: Situation, of: str) -> list[dict[str, Any]]:
    """The child cases that know the fact *of*, by which each sort of them is told from the others."""
    found = cast("list[dict[str, Any]]", s.facts.get("child") or [])
    return [one for one in found if (one.get("facts") or {}).get(of) is not None]


def parent(s: Situation) -> dict[str, Any]:
    """What is known of the renovation to which the case belongs; empty while the desk knows none."""
    found = cast("list[dict[str, Any]]", s.facts.get("parent") or [])
    return found[0] if found else {}


def parent_fact(s: Situation, name: str) -> Any:
    """A fact of the renovation to which the case belongs; None if it is not known."""
    return (parent(s).get("facts") or {}).get(name)
