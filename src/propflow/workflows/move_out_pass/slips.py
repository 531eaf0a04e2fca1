"""
The book of slips: every serial number that was made out, and what became of it, folded from the journals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

import attrs

from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import value
from propflow.workflows.move_out_pass.actions_slip import (
    cancel_pass,
    close,
    correct_pass,
    lapse,
    open_,
    refuse_release,
    reissue,
    release_goods,
    report_lost,
    write_off,
)


class Standing(StrEnum):
    """What became of a slip."""

    OUT = "out"  # made out, not shown yet or being checked, or lost
    RELEASED = "released"  # the goods have left, security's copy is not in
    ARCHIVED = "archived"  # both copies are at the centre
    WRITTEN_OFF = "written_off"  # security's copy will not come in
    VOID = "void"  # corrected, replaced, cancelled, refused or run out


OUT, RELEASED, ARCHIVED = Standing.OUT, Standing.RELEASED, Standing.ARCHIVED
WRITTEN_OFF, VOID = Standing.WRITTEN_OFF, Standing.VOID

ENDINGS = {
    release_goods.name: RELEASED, close.name: ARCHIVED, write_off.name: WRITTEN_OFF, correct_pass.name: VOID,
    reissue.name: VOID, cancel_pass.name: VOID, refuse_release.name: VOID, lapse.name: VOID,
}  # fmt: skip
"""What each action makes of the slip that holds. A lost slip is out until it is replaced or cancelled."""


@attrs.frozen
class BookedSlip:
    """
    One slip, as the centre's copy and the journal have it.

    Attributes:
        case: The request on which it was made out.
        number: The record by which it was made out.
        settled_at: When it was let go or made void; None while it is out.
        lost: Was it reported lost?
    """

    serial: int
    case: str
    number: int
    goods: tuple[str, ...]
    issued_at: datetime
    standing: Standing = OUT
    settled_at: datetime | None = None
    lost: bool = False


def slips_of(journal: Sequence[Record]) -> list[BookedSlip]:
    """The slips of one request, in the order in which they were made out."""
    found: list[BookedSlip] = []
    for one in journal:
        if one.kind != "act":
            continue
        if one.action == open_.name:
            said = value(one, "goods") or ()
            goods = tuple(str(line) for line in said)
            found.append(BookedSlip(int(value(one, "serial")), one.case_id, one.number, goods, one.at))
        elif found and one.action == report_lost.name:
            found[-1] = attrs.evolve(found[-1], lost=True)
        elif found and one.action in ENDINGS:
            first = found[-1].settled_at or one.at  # handing in does not move the day on which it was let go
            found[-1] = attrs.evolve(found[-1], standing=ENDINGS[one.action], settled_at=first)
    return found


def book_of(journals: Iterable[Sequence[Record]]) -> list[BookedSlip]:
    """The slips of all requests, by serial number."""
    return sorted((one for journal in journals for one in slips_of(journal)), key=lambda one: (one.serial, one.case))


def gaps(slips: Iterable[BookedSlip]) -> list[int]:
    """The serial numbers left out between the first and the last; empty if there is no gap."""
    known = {one.serial for one in slips}
    return [one for one in range(min(known), max(known)) if one not in known] if known else []


def doubles(slips: Iterable[BookedSlip]) -> list[int]:
    """The serial numbers that stand on more than one slip."""
    seen: set[int] = set()
    found: set[int] = set()
    for one in slips:
        (found if one.serial in seen else seen).add(one.serial)
    return sorted(found)
