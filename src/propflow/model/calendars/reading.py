"""
Reading: a calendar from TOML, whole or not at all.

    name = "riverside"
    zone = "Asia/Shanghai"
    holidays = "cn"              # or left out: none
    make_up = true               # make-up workdays are worked, with the windows of
    make_up_as = "mon"           # that weekday
    on_holidays = ["09:00-12:00"]
    roll = "next_working_day"    # or left out: natural days end where they end
    morning = "06:00"

    [weekly]
    "mon-fri" = ["08:00-12:00", "13:00-18:00"]
    sat = ["17:00-09:00 next day"]

    [[seasons]]
    name = "summer"
    zh = "夏季"
    from = "06-01"
    to = "09-30"
    weekly = { "mon-sun" = ["08:00-22:00"] }

    [[closures]]                 # dates, both included; or times of day, cut out of what is open
    from = 2026-07-09
    to = 2026-07-10
    en = "Typhoon"
    zh = "台风"

    [[special_days]]
    date = 2026-12-31
    windows = ["08:00-12:00"]
    en = "Half day"
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, TypeVar

from propflow.errors import DefinitionError, InvalidValue, MalformedFile
from propflow.model.calendars.layers import Closure, Interruption, Season, SpecialDay, month_day
from propflow.model.calendars.service import ServiceCalendar
from propflow.model.calendars.walls import SHANGHAI, instant_of, zone_of
from propflow.model.calendars.windows import Reading

T = TypeVar("T")

NEXT_WORKING_DAY: Final = "next_working_day"
_LAYERS: Final = ("seasons", "closures", "special_days")
_KEYS: Final = (
    "name", "zone", "weekly", "holidays", "make_up", "make_up_as", "on_holidays", "roll", "morning", *_LAYERS,
)  # fmt: skip


def read(given: str | Path) -> ServiceCalendar:
    """
    Read a calendar from a file, or from a text that holds a line break.

    Raises:
        MalformedFile: If the file cannot be opened, or is no TOML; it says in which line.
        DefinitionError: If it says what no calendar can say; it lists every fault.
    """
    if isinstance(given, str) and "\n" in given:
        return _read(given, "the text")
    path = Path(given)
    try:
        return _read(path.read_text(encoding="utf-8"), str(path))
    except OSError as fault:
        raise MalformedFile(str(path), "opening it", fault.strerror or str(fault)) from None
    except UnicodeDecodeError as fault:
        raise MalformedFile(str(path), f"byte {fault.start + 1}", "it is no text in UTF-8") from None


def _read(text: str, source: str) -> ServiceCalendar:
    try:
        given = tomllib.loads(text)
    except (ValueError, RecursionError) as fault:  # TOML's own errors are ValueErrors that name line and column
        raise MalformedFile(source, "reading it as TOML", str(fault)) from None
    table = _Table(given)
    values = table.values()
    try:
        found = ServiceCalendar(**values)
    except DefinitionError as fault:
        table.faults += [one for one in fault.faults if not (table.faults and one.startswith("There is no service"))]
        found = None
    if table.faults or found is None:
        raise DefinitionError(f"The calendar in {source}", table.faults)
    return found


class _Table(Reading):
    """One reading of a calendar: what it says, and every fault."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        super().__init__()
        self.given = given

    def values(self) -> dict[str, Any]:
        """What a `ServiceCalendar` is made of; what cannot be read is left out and is a fault."""
        for key in self.given:
            if key not in _KEYS:
                self.faults.append(f"It knows no '{key[:60]}'{_meant(key)}.")
        for key in ("name", "weekly"):
            if key not in self.given:
                self.faults.append(f"{key} is missing.")
        found: dict[str, Any] = {
            "name": self.text(self.given, "name", "") or "unnamed",
            "weekly": self.week(self.given.get("weekly", {}), "[weekly]"),
            "zone": self.text(self.given, "zone", SHANGHAI),
            "holidays": self.text(self.given, "holidays", None),
            "make_up": self.flag("make_up", True),
            "make_up_as": self.text(self.given, "make_up_as", "mon"),
            "on_holidays": self.windows(self.given.get("on_holidays", []), "on_holidays"),
            "roll": self.roll(),
            "morning": self.morning(),
            "seasons": self.each("seasons", self.season),
            "special_days": self.each("special_days", self.special_day),
        }
        closed = self.each("closures", self.closure)
        found["closures"] = [one for one in closed if isinstance(one, Closure)]
        found["interruptions"] = [one for one in closed if isinstance(one, Interruption)]
        return found

    def text(self, table: Mapping[str, Any], key: str, usual: Any, where: str = "") -> Any:
        found = table.get(key, usual)
        if found is usual or (isinstance(found, str) and found):
            return found
        self.faults.append(f"{where}{key} is {found!r:.60}, where text belongs.")
        return usual

    def flag(self, key: str, usual: bool) -> bool:
        found = self.given.get(key, usual)
        if isinstance(found, bool):
            return found
        self.faults.append(f"{key} is {found!r:.60}, where true or false belongs.")
        return usual

    def roll(self) -> bool:
        found = self.given.get("roll")
        if found not in (None, NEXT_WORKING_DAY):
            self.faults.append(f"roll is {found!r:.60}; write '{NEXT_WORKING_DAY}', or leave it out.")
        return found == NEXT_WORKING_DAY

    def morning(self) -> time:
        found = self.given.get("morning", "06:00")
        try:
            return found if isinstance(found, time) else time.fromisoformat(found)
        except (ValueError, TypeError):
            self.faults.append(f"morning is {found!r:.60}; write a time of day such as '06:00'.")
            return time(6)

    def each(self, key: str, read_one: Callable[[Mapping[str, Any], str], T | None]) -> list[T]:
        given = self.given.get(key, [])
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            self.faults.append(f"{key} is {given!r:.60}, where tables [[{key}]] belong.")
            return []
        read_all = [read_one(one, f"{key} {number}: ") for number, one in enumerate(given, 1)]
        return [one for one in read_all if one is not None]

    def only(self, table: Mapping[str, Any], where: str, keys: tuple[str, ...]) -> None:
        self.faults += [
            f"{where}it knows no '{key[:60]}'; it takes {', '.join(keys)}." for key in table if key not in keys
        ]

    def season(self, table: Mapping[str, Any], where: str) -> Season | None:
        self.only(table, where, ("name", "zh", "from", "to", "weekly"))
        ends = []
        for key in ("from", "to"):
            try:
                ends.append(month_day(table.get(key, "")))
            except InvalidValue as fault:
                self.faults.append(f"{where}{key} is {fault.reason}.")
        weekly = self.week(table.get("weekly", {}), f"{where}weekly")
        if len(ends) < 2:
            return None
        name, zh = self.text(table, "name", "season", where), self.text(table, "zh", "", where)
        return Season(name, ends[0], ends[1], weekly, zh)

    def special_day(self, table: Mapping[str, Any], where: str) -> SpecialDay | None:
        self.only(table, where, ("date", "windows", "en", "zh"))
        on = table.get("date")
        windows = self.windows(table.get("windows", []), f"{where}windows")
        if type(on) is not date:
            self.faults.append(f"{where}date is {_shown(on)}; write a date such as 2026-12-31.")
            return None
        return SpecialDay(on, windows, **self.titles(table, where))

    def closure(self, table: Mapping[str, Any], where: str) -> Closure | Interruption | None:
        self.only(table, where, ("date", "from", "to", "en", "zh"))
        if "date" in table and ("from" in table or "to" in table):
            self.faults.append(f"{where}it has a date and from or to; say one of the two.")
            return None
        first, last = table.get("from", table.get("date")), table.get("to", table.get("date"))
        titles = self.titles(table, where)
        if type(first) is date and type(last) is date:
            return Closure(first, last, **titles)
        if isinstance(first, datetime) and isinstance(last, datetime):
            return self.interruption(first, last, titles)
        self.faults.append(
            f"{where}from is {_shown(first)} and to is {_shown(last)}; write two dates such as 2026-07-09, "
            "or two times such as 2026-07-09T14:00:00."
        )
        return None

    def interruption(self, first: datetime, last: datetime, titles: Mapping[str, str]) -> Interruption | None:
        """Times of day without an offset are those of the calendar's zone."""
        try:
            zone = zone_of(self.given.get("zone", SHANGHAI))
            since, until = (instant_of(one, zone) if one.tzinfo is None else one for one in (first, last))
            return Interruption(since, until, **titles)
        except InvalidValue:
            return None  # the zone is a fault of its own
        except (OverflowError, ValueError):
            self.faults.append(f"The interruption from {first.isoformat()} lies beyond the years 1 to 9999.")
            return None

    def titles(self, table: Mapping[str, Any], where: str) -> dict[str, str]:
        return {key: self.text(table, key, "", where) for key in ("en", "zh")}


def _shown(given: object) -> str:
    return "missing" if given is None else f"{given!s:.60}"


def _meant(key: str) -> str:
    found = get_close_matches(key[:60], _KEYS, n=1)
    return f"; did you mean '{found[0]}'?" if found else f"; it takes {', '.join(_KEYS)}"
