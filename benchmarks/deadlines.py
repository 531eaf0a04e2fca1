"""
How long a deadline takes to work out: on the calendar of an office with holidays, with and without pauses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks.worker import Job
from propflow.model.amounts import hours, working_days
from propflow.model.calendars.builtin import calendar
from propflow.model.calendars.values import Paused

HOUR = timedelta(hours=1)
STARTS = [datetime(2026, 1, 5, 1, 30, tzinfo=UTC) + 37 * HOUR * n for n in range(200)]
"""Through the year, at all times of day, before and after holidays."""


def jobs(_folder: Path) -> dict[str, Job]:
    """Each works one deadline out, from the next start in turn."""
    office = calendar("cn-office")
    four, three, sixty = hours(4), working_days(3), working_days(60)
    pauses = {start: _pauses(start) for start in STARTS}
    return {
        "four_hours": _each(lambda start: office.due(start, four)),
        "three_working_days": _each(lambda start: office.due(start, three)),
        "sixty_with_pauses": _each(lambda start: office.due_with_pauses(start, sixty, pauses[start])),
        "explained": _each(lambda start: office.explain(start, sixty, pauses[start])),
    }


def _pauses(start: datetime) -> Sequence[Paused]:
    """Five waits, some over a weekend, two of them at once."""
    begin = [start + timedelta(days=day) for day in (2, 9, 10, 30, 55)]
    return [Paused(one, one + timedelta(days=length)) for one, length in zip(begin, (1, 4, 1, 3, 2), strict=True)]


def _each(work: Callable[[datetime], Any]) -> Job:
    turn = cycle(STARTS)

    def run(number: int) -> None:
        for _ in range(number):
            work(next(turn))

    run(len(STARTS))
    return run
