"""The arithmetic agrees with counting minutes, on random sites, starts, amounts and pauses."""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random

import pytest
from tests.model.calendars.brute import (
    DAY,
    BeyondTheGrid,
    Brute,
    Grid,
    as_paused,
    calendar_of,
    some_amount,
    some_pauses,
    some_site,
)

ZONES = [
    ("Asia/Shanghai", date(2026, 2, 1)),
    ("Asia/Shanghai", date(1986, 3, 1)),  # clocks put forward on 4 May, back on 14 September
    ("Asia/Shanghai", date(1988, 3, 1)),
    ("Asia/Shanghai", date(1991, 3, 1)),
    ("Europe/Paris", date(2026, 2, 20)),  # forward on 29 March
    ("Europe/Paris", date(2026, 9, 20)),  # back on 25 October
    ("Asia/Hong_Kong", date(1976, 3, 1)),  # forward on 18 April
    ("America/New_York", date(2026, 10, 1)),
]
DAYS = 160
EACH = 10
"""Questions put to one site."""


@cache
def grid(zone: str, first: date) -> Grid:
    return Grid(zone, first, DAYS)


def disagreements(seed: int) -> list[object]:
    """The questions on which the two opinions differ, of those that one seed asks."""
    random = Random(seed)
    place = grid(*random.choice(ZONES))
    site = some_site(random, place)
    calendar, brute = calendar_of(site, place), Brute(place, site)
    found: list[object] = []
    asked = 0
    while asked < EACH:
        start = random.randrange(2 * DAY + DAY, 50 * DAY)
        within, pauses = some_amount(random), some_pauses(random, start)
        try:
            number = brute.due(start, within, pauses)
        except BeyondTheGrid:
            continue
        asked += 1
        expected = None if number is None else place.instant(number)
        due = calendar.due_with_pauses(place.instant(start), within, as_paused(place, pauses))
        if due != expected:
            found.append((seed, place.zone, place.instant(start), within, pauses, due, expected))
    return found


@pytest.mark.parametrize("batch", range(5))
def test_five_hundred_deadlines_are_those_that_counting_minutes_gives(batch: int) -> None:
    """
    50 random sites in zones with changes of the clocks, ten deadlines each, with and without pauses.
    """
    assert [one for seed in range(batch * 10, batch * 10 + 10) for one in disagreements(seed)] == []


@pytest.mark.soak
@pytest.mark.parametrize("batch", range(20))
def test_twenty_thousand_deadlines_are_those_that_counting_minutes_gives(batch: int) -> None:
    """
    The same on 2,000 sites.
    """
    assert [one for seed in range(1_000 + batch * 100, 1_100 + batch * 100) for one in disagreements(seed)] == []
