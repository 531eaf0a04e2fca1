"""
Closures from iCalendar (RFC 5545), as shared calendars of holidays and works export them.

Needs the extra `propflow[ical]`. The only file that imports the library.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from propflow.errors import DefinitionError, MalformedFile, PropflowError
from propflow.model.calendars.layers import Closure, Interruption
from propflow.model.calendars.walls import SHANGHAI, instant_of, zone_of

LARGEST: Final = 10_000_000
"""Bytes of a file, or characters of a text, that are read."""

_REPEATS: Final = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
_ENDS: Final = ("DTSTART", "DTEND", "DURATION")
_ONE_DAY: Final = timedelta(days=1)


class Missing(PropflowError, ImportError):
    """An optional part of propflow is not installed."""


def closures(
    given: str | bytes | Path, *, zone: str = SHANGHAI
) -> tuple[tuple[Closure, ...], tuple[Interruption, ...]]:
    """
    Every event of an iCalendar file as a closure (whole days) or an interruption (times).

    Cancelled events are left out. Times without a zone are those of *zone*.

    Args:
        given: The path of the file, or its content.

    Raises:
        Missing: If the library is not installed.
        MalformedFile: If it cannot be opened, is too large, not UTF-8, or no iCalendar.
        DefinitionError: If an event has no beginning, ends before it begins or repeats;
            it lists every fault.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise Missing("Reading iCalendar needs a library: install propflow[ical].") from None
    source = str(given) if isinstance(given, Path) else "the text"
    content = _content(given, source)
    try:
        found: Any = Calendar.from_ical(content)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        raise MalformedFile(source, "reading it as iCalendar", " ".join(str(fault).split())[:200]) from None
    if found.name != "VCALENDAR" or not _balanced(content):
        raise MalformedFile(source, "reading it as iCalendar", "it is no whole VCALENDAR")
    try:
        return _read(found, source, zone)
    except OverflowError:
        raise MalformedFile(source, "reading its events", "one lies beyond the years 1 to 9999") from None


def _read(calendar: Any, source: str, zone: str) -> tuple[tuple[Closure, ...], tuple[Interruption, ...]]:
    events = [one for one in calendar.walk("VEVENT") if str(one.get("STATUS", "")).upper() != "CANCELLED"]
    faults = [fault for number, event in enumerate(events, 1) for fault in _faults(event, number)]
    if faults:
        raise DefinitionError(f"The iCalendar in {source}", faults)
    made = [_closed(event, zone) for event in events]
    return (
        tuple(one for one in made if isinstance(one, Closure)),
        tuple(one for one in made if isinstance(one, Interruption)),
    )


def _balanced(content: str) -> bool:
    """Does every part end that begins? The library takes any end for that of the part at hand."""
    within: list[str] = []
    for line in content.splitlines():
        mark, _, name = line.strip().upper().partition(":")
        if mark == "BEGIN" and not line.startswith((" ", "\t")):
            within.append(name)
        elif mark == "END" and not line.startswith((" ", "\t")) and (not within or within.pop() != name):
            return False
    return not within


def _content(given: str | bytes | Path, source: str) -> str:
    """The text, which is UTF-8, with or without a byte order mark."""
    if not isinstance(given, (str, bytes, Path)):
        raise MalformedFile(source, "opening it", f"it is {type(given).__name__}, neither a path nor a text")
    try:
        if (given.stat().st_size if isinstance(given, Path) else len(given)) > LARGEST:
            raise MalformedFile(source, "opening it", f"it is larger than {LARGEST:,} bytes")
        read = given.read_bytes() if isinstance(given, Path) else given
    except OSError as fault:
        raise MalformedFile(source, "opening it", fault.strerror or str(fault)) from None
    try:
        text = read if isinstance(read, str) else read.decode()
    except UnicodeDecodeError:
        raise MalformedFile(source, "reading it as iCalendar", "it is not written in UTF-8") from None
    return text.removeprefix("\ufeff")


def _faults(event: Any, number: int) -> Iterator[str]:
    """What is wrong with an event, as sentences."""
    where = f"Event {number} ('{_title(event):.60}')"
    broken = [f"{name} cannot be read" for name, _ in event.errors]
    broken += [f"{name} is there twice" for name in _ENDS if isinstance(event.get(name), list)]
    for one in broken:
        yield f"{where}: {one}."
    for name in _REPEATS:
        if name in event:
            yield f"{where} repeats ({name}); write each time as an event of its own."
    if "DTSTART" in event and not broken:
        since, until = _ends(event)
        if isinstance(since, datetime) is not isinstance(until, datetime):
            yield f"{where} begins with a date and ends with a time, or the other way round."
        elif isinstance(since, datetime) and (since.tzinfo is None) is not (until.tzinfo is None):
            yield f"{where} has a zone at one end only."
        elif until <= since:
            yield f"{where} ends at {until}, not after it begins at {since}."
    elif not broken:
        yield f"{where} has no DTSTART."


def _ends(event: Any) -> tuple[Any, Any]:
    """When it begins and ends; a date alone lasts a day, and a last date is not part of it."""
    since = event["DTSTART"].dt
    if "DTEND" in event:
        return since, event["DTEND"].dt
    if "DURATION" in event:
        return since, since + event["DURATION"].dt
    return since, since if isinstance(since, datetime) else since + _ONE_DAY


def _closed(event: Any, zone: str) -> Closure | Interruption:
    since, until = _ends(event)
    title = _title(event)
    if isinstance(since, datetime):
        place = zone_of(zone)
        begin, end = (instant_of(one, place) if one.tzinfo is None else one for one in (since, until))
        return Interruption(begin, end, title, title)
    first: date = since
    return Closure(first, until - _ONE_DAY, en=title, zh=title)


def _title(event: Any) -> str:
    return " ".join(str(event.get("SUMMARY", "")).split())
