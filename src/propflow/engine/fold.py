"""
Fold: from a journal to the case that it adds up to.

A record says what it changed, part by part; folding puts the changes in place and
needs neither the definition nor the form classes. A value of null takes a name out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from propflow.model.canonical import Json, Kept
from propflow.model.cases import EMPTY, NO_PARTS, Case, Part, Parts
from propflow.model.instants import from_text

MARK, CALENDAR = "mark", "calendar"
BY_ITSELF = frozenset({MARK, CALENDAR})
"""Kinds of records that nobody made: time has passed, or a calendar has a newer edition."""


def apply(case: Case | None, record: Mapping[str, Any], hash_: str) -> Case:
    """
    The case after one more record.

    Args:
        case: The case before; None for record 1.
        record: The record's text as JSON values.
        hash_: The record's hash.
    """
    at = from_text(record["at"])
    number = record["number"]
    return Case(
        record["tenant"],
        record["case"],
        record["workflow"],
        record["to"],
        number,
        case.acted if case is not None and record["kind"] in BY_ITSELF else number,
        hash_,
        at if case is None else case.registered_at,
        at,
        merged(NO_PARTS if case is None else case.parts, record["changes"]),
    )


def merged(parts: Parts, changes: Mapping[str, Mapping[str, Json]]) -> Parts:
    """The parts with the changes put in place; neither argument is altered."""
    if not changes:
        return parts
    result = {**parts}
    for name, change in changes.items():
        part = _replaced(result.get(name, EMPTY), change)
        if part:
            result[name] = part
        else:
            result.pop(name, None)
    return result


def _replaced(before: Part, change: Part) -> Part:
    if before.keys() <= change.keys() and None not in change.values():  # it says all there is to say
        return change if type(change) is Kept else Kept(change)
    return (before if type(before) is Kept else Kept(before)).after(change)
