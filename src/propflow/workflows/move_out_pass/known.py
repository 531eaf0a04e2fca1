"""
What guards ask of a goods pass again and again: its goods, its slip, its letter.
"""

from collections.abc import Mapping
from typing import Any, cast

from propflow import Situation, linked
from propflow.workflows.complaint.known import fact, times

LETTER = linked("child", facts=("agent", "goods", "latest_on", "unit"))
"""The letters that were presented for this request, with what they say."""

BOUND = ("presented", "used")
"""Where a letter is that was presented and not taken back since."""


def goods_of(s: Situation) -> list[str]:
    """The goods that were last asked or signed for."""
    return texts_of(s, "goods")


def texts_of(s: Situation, name: str) -> list[str]:
    """A list of texts among the facts; empty if nothing has been said."""
    found = fact(s, name)
    return [str(one) for one in found] if isinstance(found, list) else []


def serial_of(s: Situation) -> int | None:
    """The serial number of the slip that holds now; None if none does."""
    found = fact(s, "serial")
    return found if isinstance(found, int) else None


def is_small(s: Situation) -> bool:
    """Are the goods small, and not valuable?"""
    return fact(s, "goods_class") == "small"


def letter(s: Situation, case_id: object) -> Mapping[str, Any] | None:
    """The letter of this case number, if it was presented for this request: {id, state, facts}."""
    presented = cast("list[dict[str, Any]]", s.facts.get("child") or [])
    return next((one for one in presented if one["id"] == case_id), None)


__all__ = ["BOUND", "LETTER", "fact", "goods_of", "is_small", "letter", "serial_of", "texts_of", "times"]
