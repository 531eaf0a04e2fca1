"""
Clock histories: what the journal says of one clock, record by record, and when it stood still.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs

from propflow.model.calendars.values import Paused
from propflow.model.cases import CLOCKS
from propflow.model.instants import from_text

NEVER: Mapping[str, Any] = {"start": "", "since": "", "paused": None, "stop": None}
"""What is said of a clock before anything is."""


@attrs.frozen
class Word:
    """
    What one record said of a clock.

    Attributes:
        number, at: The record's.
        kind, action: What was done; of a mark the kind is `mark`.
        state: The state after it.
        entry: The clock's entry after it, as `engine.clocks` describes it.
        facts: What the record says besides; of a mark which, and how late.
    """

    number: int
    at: datetime
    kind: str
    action: str
    state: str
    entry: Mapping[str, Any]
    facts: Mapping[str, Any]


def words_of(records: Iterable[Mapping[str, Any]], clock: str) -> list[Word]:
    """
    What the records said of a clock in its latest cycle, in order; empty if it has never started.

    Args:
        records: The journal of one case, as JSON values.
    """
    found: list[Word] = []
    for one in records:
        entry = one["changes"].get(CLOCKS, {}).get(clock)
        if entry is None:
            continue
        if found and entry["cycle"] != found[-1].entry["cycle"]:
            found.clear()
        at = from_text(one["at"])
        found.append(Word(one["number"], at, one["kind"], one["action"], one["to"], entry, one["facts"]))
    return found


def pauses_of(words: Iterable[Word]) -> list[Paused]:
    """
    When the clock stood still in that cycle: while the case was in a state that halts it, and while it was stopped.

    The last of them may go on. The reason is the state.
    """
    found: list[Paused] = []
    state, before = "", NEVER
    for one in words:
        entry = one.entry
        if entry["start"] != before["start"]:  # what it is counted from has moved: it counts anew
            found.clear()
        elif entry["since"] != before["since"]:
            found += _stretches(before, before["stop"], entry["since"], state)
        if entry["paused"] is None or entry["paused"] != before["paused"]:
            state = one.state
        before = entry
    if before["paused"] is not None:
        found += _stretches(before, None, None, state)
    return found


def _stretches(entry: Mapping[str, Any], stop: str | None, until: str | None, state: str) -> Iterator[Paused]:
    """When a clock of which this was said last stood still, until it ran again: halted, stopped, or both."""
    since, resumes = entry["paused"], entry.get("resumes")
    ran_again = resumes is not None and (until is None or resumes < until) and (stop is None or resumes <= stop)
    if ran_again:
        yield from _stretch(entry, since, resumes, state)
        since = None
    first = min((one for one in (since, stop) if one is not None), default=None)
    if first is not None:
        yield from _stretch(entry, first, until, state)


def _stretch(entry: Mapping[str, Any], since: str, until: str | None, state: str) -> Iterator[Paused]:
    since = max(since, entry["start"])  # it may be halted before it begins
    if until is None or since < until:
        yield Paused(from_text(since), None if until is None else from_text(until), state)
