"""
The book: every rule by its id, read from the package when it is first asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from propflow.errors import UnknownName
from propflow.rulebook.rule import Rule

MANUALS = ("a", "b", "c", "d")


@cache
def book() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the ids."""
    found: dict[str, Rule] = {}
    for letter in MANUALS:
        text = files("propflow.rulebook").joinpath(f"rules_{letter}.jsonl").read_text(encoding="utf-8")
        for line in text.splitlines():
            one = Rule(**json.loads(line))
            found[one.id] = one
    return MappingProxyType(found)


def rule(id_: str) -> Rule:
    """
    The rule of this id.

    Raises:
        UnknownName: If there is none; it names those that look alike.
    """
    found = book().get(id_) if isinstance(id_, str) else None
    if found is None:
        near = [one for one in book() if one[:3] == str(id_)[:3]]  # of the same document, as 1,400 ids help nobody
        raise UnknownName("rule", id_, near or book())
    return found


def rules(area: str | None = None) -> tuple[Rule, ...]:
    """
    Every rule, or those of one area, by ascending id.

    Raises:
        UnknownName: If there is no such area.
    """
    if area is not None and area not in areas():
        raise UnknownName("area of the rulebook", area, areas())
    return tuple(one for one in book().values() if area in (None, one.area))


@cache
def areas() -> tuple[str, ...]:
    """The areas there are, by name."""
    return tuple(sorted({one.area for one in book().values()}))
