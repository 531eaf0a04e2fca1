"""
Health: is the office keeping up? What `propflow doctor` asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import attrs

from propflow.desk.house import Asking, House
from propflow.desk.recalling import recall
from propflow.errors import Damaged
from propflow.model.instants import from_text, to_text
from propflow.ports import StoredHead, StoreFigures
from propflow.wire import read_head

LATE_TICK = timedelta(minutes=5)
LATE_MESSAGE = timedelta(minutes=15)
SKEW = timedelta(seconds=5)
SAMPLE = 1000


@attrs.frozen
class Finding:
    """
    One thing that needs somebody's attention.

    Attributes:
        level: `error` if something is wrong, `warning` if something is late.
        what: In words, with what to do.
    """

    level: str
    what: str


@attrs.frozen
class DoctorReport:
    """What the doctor found, and the store's counts. Healthy if there are no findings."""

    findings: tuple[Finding, ...]
    figures: StoreFigures


def doctor(house: House) -> Asking[DoctorReport]:
    """Look for what has come to a standstill; see `Desk.doctor`."""
    now = house.moment()
    figures: StoreFigures = yield house.store.figures, (to_text(now),)
    found: list[Finding] = []
    if figures.oldest_due is not None and now - from_text(figures.oldest_due) > LATE_TICK:
        found.append(
            Finding(
                "error",
                f"{figures.overdue:,} cases have had marks owed since {figures.oldest_due} or later; "
                "nobody runs `propflow tick`.",
            )
        )
    if figures.oldest_message is not None and now - from_text(figures.oldest_message) > LATE_MESSAGE:
        found.append(
            Finding(
                "warning",
                f"{figures.messages_waiting:,} messages wait, the oldest since {figures.oldest_message}; "
                "nobody runs `Desk.deliver`, or a channel is down.",
            )
        )
    if figures.dead_letters:
        found.append(Finding("error", f"{figures.dead_letters:,} messages could not be delivered at all."))
    found += yield from _cases(house, now)
    return DoctorReport(tuple(found), figures)


def _cases(house: House, now: datetime) -> Asking[list[Finding]]:
    """What the heads of the first cases of each tenant show: strange definitions, clocks that ran ahead."""
    strange: dict[str, int] = {}
    ahead: list[str] = []
    damaged: list[str] = []
    for tenant in (yield house.store.tenants, ()):
        heads: Sequence[StoredHead] = yield _first, (house.store, tenant)
        for head in heads:
            try:
                case = read_head(head.case_id, head.text)
            except Damaged:
                damaged.append(head.case_id)
                continue
            if case is None:
                continue
            if case.recorded_at - now > SKEW:
                ahead.append(case.id)
            if case.workflow not in house.plans:
                yield from recall(house, case.workflow)
            if case.workflow not in house.plans:
                strange[case.workflow] = strange.get(case.workflow, 0) + 1
    found = [
        Finding("warning", f"{number:,} cases follow {key[:60]}…, which this desk was not given.")
        for key, number in sorted(strange.items())
    ]
    if damaged:
        names = ", ".join(damaged[:5])
        found.append(
            Finding("error", f"{len(damaged):,} cases have heads that cannot be read ({names}); run `propflow verify`.")
        )
    if ahead:
        names = ", ".join(ahead[:5])
        found.append(
            Finding("error", f"{len(ahead):,} cases were recorded later than now ({names}): a clock is wrong.")
        )
    return found


def _first(store: object, tenant: str) -> object:
    return store.find(tenant, limit=SAMPLE)  # type: ignore[attr-defined]
