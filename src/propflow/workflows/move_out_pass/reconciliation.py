"""
Ten-day reconciliation (每十天核对): the centre's book of slips against the copies that security hands in.

A pure comparison. That it is done every ten days is a duty of the `period` workflow; `Reconciled.form` fills its form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from propflow import Case, Desk
from propflow.errors import InvalidValue
from propflow.workflows.move_out_pass import goods
from propflow.workflows.move_out_pass.slips import (
    ARCHIVED,
    OUT,
    RELEASED,
    WRITTEN_OFF,
    BookedSlip,
    book_of,
    doubles,
    gaps,
)
from propflow.workflows.period.kinds import RECONCILIATION
from propflow.workflows.period.owing import journals
from propflow.workflows.period.spans import TEN_DAYS, Span, span_named

LEFT = (RELEASED, ARCHIVED, WRITTEN_OFF)
"""Where a slip stands on which goods have left."""

SHOWN = 100
"""How many serial numbers a remark names of each kind."""


def _lines(given: object) -> tuple[str, ...]:
    if isinstance(given, (list, tuple)) and all(isinstance(one, str) for one in given):
        return tuple(given)
    raise InvalidValue("goods", "type", f"{given!r:.60}, which is no list of lines")


def _serial(given: object) -> int:
    if type(given) is int and given >= 1:
        return given
    raise InvalidValue("serial", "type", f"{given!r:.60}, which is no serial number; give a whole number from 1")


@attrs.frozen
class Copy:
    """
    One of security's copies, as it is handed in.

    Attributes:
        released: Has a guard signed on it that the goods left?
    """

    serial: int = attrs.field(converter=_serial)
    goods: tuple[str, ...] = attrs.field(converter=_lines)
    released: bool = True


@attrs.frozen
class Reconciled:
    """
    What the comparison shows. Every serial number it looks at is in exactly one of the first six, in order.

    Attributes:
        matched: Let go, and the copy says the same goods.
        void: Void, and no copy says that goods left on it.
        missing: Let go, but the copy is not there.
        altered: Let go, but the copy says other goods, or lacks the guard's signature.
        extra: A copy says that goods left, but the book does not; or there are several copies of it.
        written_off: Let go, and its copy written off.
        gaps: Numbers that the whole book leaves out between its first and its last.
        doubles: Numbers that stand on more than one slip of the whole book.
    """

    matched: tuple[int, ...]
    void: tuple[int, ...]
    missing: tuple[int, ...]
    altered: tuple[int, ...]
    extra: tuple[int, ...]
    written_off: tuple[int, ...]
    gaps: tuple[int, ...]
    doubles: tuple[int, ...]

    @property
    def is_clean(self) -> bool:
        """Is there nothing to look into?"""
        return not (self.missing or self.altered or self.extra or self.gaps or self.doubles)

    def form(self, handed_back_by: str, remark: str = "") -> dict[str, object]:
        """
        The form of `draw_up_reconciliation` in the `period` workflow.

        What is altered or written off counts as missing there, named as such; the rest stands in the remark.
        """
        missing = [str(one) for one in self.missing]
        missing += [f"{one} altered" for one in self.altered] + [f"{one} written off" for one in self.written_off]
        said = {"extra": self.extra, "left out": self.gaps, "on several slips": self.doubles}
        notes = [f"{name}: {_named(some)}" for name, some in said.items() if some]
        return {
            "handed_back_by": handed_back_by,
            "released": len(self.matched) + len(self.void) + len(missing),
            "matched": len(self.matched),
            "void": len(self.void),
            "missing": missing,
            "remark": "; ".join([*([remark] if remark else []), *notes]),
        }


def _named(serials: Sequence[int]) -> str:
    shown = ", ".join(str(one) for one in serials[:SHOWN])
    return shown if len(serials) <= SHOWN else f"{shown} and {len(serials) - SHOWN} more"


def reconcile(book: Iterable[BookedSlip], copies: Iterable[Copy], span: Span | None = None) -> Reconciled:
    """
    Compare the book of slips with the copies that security hands in.

    Args:
        book: Every slip that was ever made out; see `book_of`.
        span: Only slips let go or made void in it are expected; None: all that were. A copy of any other is looked
            at too: it may come late.
    """
    slips: dict[int, list[BookedSlip]] = {}
    handed: dict[int, list[Copy]] = {}
    for slip in book:
        slips.setdefault(slip.serial, []).append(slip)
    for copy in copies:
        handed.setdefault(copy.serial, []).append(copy)
    expected = {serial for serial, some in slips.items() if any(_is_expected(one, span) for one in some)}
    found: dict[str, list[int]] = {
        name: [] for name in ("matched", "void", "missing", "altered", "extra", "written_off")
    }
    for serial in sorted(expected | handed.keys()):
        found[_judged(slips.get(serial, []), handed.get(serial, []))].append(serial)
    every = [one for some in slips.values() for one in some]
    lists = {name: tuple(serials) for name, serials in found.items()}
    return Reconciled(**lists, gaps=tuple(gaps(every)), doubles=tuple(doubles(every)))


def _is_expected(slip: BookedSlip, span: Span | None) -> bool:
    if slip.standing is OUT or slip.settled_at is None:
        return False
    return span is None or span.begins <= slip.settled_at < span.ends


def _judged(slips: Sequence[BookedSlip], copies: Sequence[Copy]) -> str:
    """In which list a serial number belongs."""
    left = [one for one in slips if one.standing in LEFT]
    if len(copies) > 1 or len(left) > 1:
        return "extra"
    if not left:
        known_unused = slips and not any(one.released for one in copies)
        return "void" if known_unused else "extra"
    slip = left[0]
    if not copies:
        return {ARCHIVED: "matched", WRITTEN_OFF: "written_off"}.get(slip.standing, "missing")
    agrees = copies[0].released and goods.same(copies[0].goods, slip.goods)
    return "matched" if agrees else "altered"


def reconciled(desk: Desk, duty: Case, copies: Iterable[Copy]) -> Reconciled:
    """
    The comparison that a duty of the `period` workflow asks for: of its ten days, from the journals of the passes.

    Raises:
        InvalidValue: If the duty is no ten-day reconciliation.
    """
    span = span_named(TEN_DAYS, str(duty.fact("period"))) if duty.fact("kind") == RECONCILIATION else None
    if span is None:
        raise InvalidValue("duty", "kind", f"{duty.id}, which is no ten-day reconciliation of goods passes")
    return reconcile(book_of(journals(desk, "move_out_pass").values()), copies, span)
