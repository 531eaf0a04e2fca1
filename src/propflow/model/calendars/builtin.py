"""
The calendars that come with propflow, and calendars by name or file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from propflow.errors import UnknownName
from propflow.model.calendars.always import ALWAYS, Always
from propflow.model.calendars.service import ServiceCalendar
from propflow.model.calendars.walls import zone_of

CN_OFFICE: Final = ServiceCalendar("cn-office", {"mon-fri": "08:00-18:00"}, holidays="cn")
"""08:00 to 18:00 on Chinese working days, make-up days among them."""

BUILT_IN: Final[dict[str, Always | ServiceCalendar]] = {one.name: one for one in (ALWAYS, CN_OFFICE)}


def calendar(given: str | Path, *, zone: str | None = None) -> Always | ServiceCalendar:
    """
    A calendar: a built-in one by its name, a file by its path, or TOML as text.

    A text is what holds a line break; a name alone is a built-in calendar, even if there
    is a file called so.

    Args:
        zone: The zone in which its days lie instead of its own.

    Raises:
        UnknownName: If it is neither a built-in calendar nor the path of a `.toml` file.
        MalformedFile: If the file cannot be opened, or is no TOML; it says in which line.
        DefinitionError: If it says what no calendar can say; it lists every fault.
        InvalidValue: If there is no such zone.
    """
    found = _found(given)
    if zone is None:
        return found
    zone_of(zone)
    return attrs.evolve(found, zone=zone)


def _found(given: str | Path) -> Always | ServiceCalendar:
    if isinstance(given, str) and given in BUILT_IN:
        return BUILT_IN[given]
    if isinstance(given, str) and not ("\n" in given or given.endswith(".toml") or "/" in given or "\\" in given):
        raise UnknownName("calendar", given, BUILT_IN)
    from propflow.model.calendars.reading import read

    return read(given)
