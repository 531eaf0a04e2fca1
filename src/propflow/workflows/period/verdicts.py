"""
Verdicts: what a record of a journal says of the limits of its case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from propflow.model.cases import CLOCKS
from propflow.model.journal import Record


def standings(record: Record) -> Iterator[tuple[tuple[str, int], str | None]]:
    """The limits that a record changes, each with its cycle, and the verdict on it after that; None while it runs."""
    for name, entry in record.changes.get(CLOCKS, {}).items():
        if isinstance(entry, Mapping):
            yield (name, cast("int", entry["cycle"])), cast("str | None", entry["verdict"])
