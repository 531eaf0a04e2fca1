"""Calendars of several sites, and short ways to write instants and pauses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from propflow.model.calendars.holidays import PublishedDays
from propflow.model.calendars.layers import Season
from propflow.model.calendars.service import ServiceCalendar
from propflow.model.calendars.values import Paused

SHANGHAI = "Asia/Shanghai"
PARIS = "Europe/Paris"

OFFICE = ServiceCalendar("office", {"mon-fri": ["08:00-12:00", "13:00-18:00"]}, holidays="cn")
PLAIN = ServiceCalendar("plain", {"mon-fri": "08:00-18:00"})
DUTY = ServiceCalendar("duty", {"mon-sun": "17:00-09:00 next day"}, on_holidays=["00:00-24:00"], holidays="cn")
SUMMER = ServiceCalendar(
    "repairs",
    {"mon-sun": "08:00-20:00"},
    seasons=[Season("summer", "06-01", "09-30", {"mon-sun": "08:00-22:00"}, zh="夏季")],
)


def at(wall: str, zone: str = SHANGHAI, fold: int = 0) -> datetime:
    """The instant of a wall time, in UTC."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def wall(instant: datetime | None, zone: str = SHANGHAI) -> str | None:
    """What the clocks of a zone show at an instant; None stays None."""
    return None if instant is None else instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None).isoformat(" ")


def pause(since: str, until: str | None = None, reason: str = "", zone: str = SHANGHAI) -> Paused:
    """A pause between two wall times."""
    return Paused(at(since, zone), None if until is None else at(until, zone), reason)


def made_public(first: int, last: int, off: list[str], make_up: list[str]) -> PublishedDays:
    """Holidays and make-up days of a country of its own."""
    return PublishedDays(
        "own",
        first,
        last,
        {date.fromisoformat(one): ("Feast", "节日") for one in off},
        {date.fromisoformat(one): ("Feast", "节日") for one in make_up},
    )
