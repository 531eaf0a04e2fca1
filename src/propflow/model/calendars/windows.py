"""
Windows: from when to when there is service, in wall time, and on which weekdays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import pairwise
from typing import Final, TypeAlias

import attrs

from propflow.errors import DefinitionError, InvalidValue

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY: Final = timedelta(days=1)
_NONE: Final = timedelta(0)
_WRITTEN = re.compile(
    r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))? *[-–] *([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?( next day)?", re.ASCII
)


@attrs.frozen(order=True)
class Window:
    """
    Service from *opens* up to but without *closes*, both counted from the midnight before it opens.

    Written `08:00-12:00`, across midnight `17:00-09:00 next day`, a whole day `00:00-24:00`.
    It belongs to the date on which it opens, and lasts 24 hours at the most.
    """

    opens: timedelta
    closes: timedelta

    def __attrs_post_init__(self) -> None:
        if not _NONE <= self.opens < _DAY:
            raise InvalidValue("window", "range", f"{self}; a window opens from 00:00 on and before 24:00")
        if self.closes <= self.opens:
            raise InvalidValue(
                "window", "inverted", f"{self} closes before it opens; past midnight, write '17:00-09:00 next day'"
            )
        if self.closes - self.opens > _DAY:
            raise InvalidValue("window", "range", f"{self} is longer than 24 hours")

    def __str__(self) -> str:
        late = self.closes > _DAY
        return f"{_wall(self.opens)}-{_wall(self.closes - _DAY if late else self.closes)}{' next day' if late else ''}"


Windows: TypeAlias = tuple[Window, ...]
Week: TypeAlias = tuple[Windows, ...]
"""The windows of Monday to Sunday."""


def _wall(since: timedelta) -> str:
    minutes, seconds = divmod(since // timedelta(seconds=1), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")


def window(written: object) -> Window:
    """
    Read a window as people write it: `08:00-12:00`, `17:00-09:00 next day`.

    Raises:
        InvalidValue: If it is none.
    """
    if isinstance(written, Window):
        return written
    found = _WRITTEN.fullmatch(written.strip()) if isinstance(written, str) else None
    if found is None:
        raise InvalidValue("window", "window", f"{written!r:.60}; write it as 08:00-12:00, or 17:00-09:00 next day")
    numbers = [int(one or 0) for one in found.groups()[:6]]
    opens = timedelta(hours=numbers[0], minutes=numbers[1], seconds=numbers[2])
    closes = timedelta(hours=numbers[3], minutes=numbers[4], seconds=numbers[5])
    if closes > _DAY:
        raise InvalidValue("window", "range", f"{written!r:.60}; a day ends at 24:00")
    return Window(opens, closes + _DAY if found[7] else closes)


class Reading:
    """Reads windows and weeks, and keeps every fault as a sentence."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def windows(self, given: object, where: str) -> Windows:
        """The windows of one day, in their order."""
        every = [given] if isinstance(given, (str, Window)) else given
        if not isinstance(every, (list, tuple)):
            self.faults.append(f"{where} is {given!r:.60}, where windows such as ['08:00-12:00'] belong.")
            return ()
        found = []
        for one in every:
            try:
                found.append(window(one))
            except InvalidValue as fault:
                self.faults.append(f"{where}: {fault.reason}.")
        return tuple(sorted(found))

    def week(self, given: object, where: str) -> Week:
        """A week from a table by weekdays: `mon`, `mon-fri`, `sat, sun`; what is not named is closed."""
        if isinstance(given, tuple) and len(given) == 7:
            return tuple(self.windows(one, f"{where} {name}") for name, one in zip(WEEKDAYS, given, strict=True))
        if not isinstance(given, Mapping):
            self.faults.append(f"{where} is {given!r:.60}, where a table such as {{'mon-fri': '08:00-18:00'}} belongs.")
            return ((),) * 7
        week: list[Windows | None] = [None] * 7
        for key, one in given.items():
            read = self.windows(one, f"{where} {key!s:.40}")
            for number in self._weekdays(key, where):
                if week[number] is not None:
                    self.faults.append(f"{where} names {WEEKDAYS[number]} twice.")
                week[number] = read
        return tuple(one or () for one in week)

    def _weekdays(self, key: object, where: str) -> Iterator[int]:
        for part in str(key).lower().split(","):
            first, dash, last = (one.strip() for one in part.partition("-"))
            last = last if dash else first
            if first in WEEKDAYS and last in WEEKDAYS and WEEKDAYS.index(first) <= WEEKDAYS.index(last):
                yield from range(WEEKDAYS.index(first), WEEKDAYS.index(last) + 1)
            else:
                self.faults.append(f"{where} names {part.strip()!r:.40}; write mon, tue... sun, mon-fri or 'sat, sun'.")


def week(given: object) -> Week:
    """
    Read a week, as `Reading.week` does.

    Raises:
        DefinitionError: With every fault.
    """
    reading = Reading()
    found = reading.week(given, "The week")
    if reading.faults:
        raise DefinitionError("The week", reading.faults)
    return found


def windows(given: object) -> Windows:
    """
    Read the windows of one day.

    Raises:
        DefinitionError: With every fault.
    """
    reading = Reading()
    found = reading.windows(given, "The day")
    if reading.faults:
        raise DefinitionError("The windows", reading.faults)
    return found


def overlaps(given: Iterable[Window], where: str) -> Iterator[str]:
    """A sentence for each two windows of one day that overlap."""
    for one, other in pairwise(sorted(given)):
        if one.closes > other.opens:
            yield f"{where}: {one} and {other} overlap."
