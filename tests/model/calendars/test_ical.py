"""Closures from iCalendar, and what is no iCalendar."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.calendars.sites import PARIS, PLAIN, at, wall

from propflow.errors import DefinitionError, MalformedFile, PropflowError
from propflow.model.amounts import working_days
from propflow.model.calendars.ical import Missing, closures
from propflow.model.calendars.layers import Closure, Interruption


def ical(*events: str) -> str:
    """A calendar with these events."""
    body = "".join(f"BEGIN:VEVENT\n{one}\nEND:VEVENT\n" for one in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//site//EN\n{body}END:VCALENDAR\n".replace("\n", "\r\n")


def test_whole_days() -> None:
    """
    The last date of an event is not part of it; without one it lasts a day, with a duration as long as that.
    """
    found, _ = closures(
        ical(
            "DTSTART;VALUE=DATE:20260709\nDTEND;VALUE=DATE:20260711\nSUMMARY:Works\\, lift",
            "DTSTART;VALUE=DATE:20260801",
            "DTSTART;VALUE=DATE:20260901\nDURATION:P2D",
        )
    )
    assert found == (
        Closure(date(2026, 7, 9), date(2026, 7, 10), "Works, lift", "Works, lift"),
        Closure(date(2026, 8, 1), date(2026, 8, 1)),
        Closure(date(2026, 9, 1), date(2026, 9, 2)),
    )


def test_times_are_interruptions() -> None:
    """
    With a zone, in UTC, and without: then they are of the zone that is given.
    """
    _, found = closures(
        ical(
            "DTSTART;TZID=Asia/Shanghai:20260709T100000\nDTEND;TZID=Asia/Shanghai:20260709T120000\nSUMMARY:Typhoon",
            "DTSTART:20260709T020000Z\nDURATION:PT2H",
            "DTSTART:20260709T100000\nDTEND:20260709T120000",
        ),
        zone=PARIS,
    )
    here = at("2026-07-09 10:00"), at("2026-07-09 12:00")
    there = at("2026-07-09 10:00", PARIS), at("2026-07-09 12:00", PARIS)
    assert found == (Interruption(*here, "Typhoon", "Typhoon"), Interruption(*here), Interruption(*there))


def test_a_calendar_with_imported_closures(tmp_path: Path) -> None:
    """
    What a file closes is closed, and cancelled events are not.
    """
    path = tmp_path / "works.ics"
    path.write_text(
        ical("DTSTART;VALUE=DATE:20261013\nSUMMARY:Works", "DTSTART;VALUE=DATE:20261014\nSTATUS:CANCELLED"),
        encoding="utf-8",
    )
    whole, parts = closures(path)
    site = attrs.evolve(PLAIN, closures=whole, interruptions=parts)
    assert wall(site.due(at("2026-10-12 09:00"), working_days(1))) == "2026-10-14 18:00:00"


def test_every_fault_is_said_at_once() -> None:
    """
    Events without a beginning, unreadable, repeating, backwards or half a date are all named, with their titles.
    """
    with pytest.raises(DefinitionError) as fault:
        closures(
            ical(
                "SUMMARY:No start",
                "DTSTART:99\nSUMMARY:Unreadable",
                "DTSTART;VALUE=DATE:20260709\nRRULE:FREQ=YEARLY\nSUMMARY:Yearly",
                "DTSTART;VALUE=DATE:20260709\nDTEND;VALUE=DATE:20260708\nSUMMARY:Backwards",
                "DTSTART;VALUE=DATE:20260709\nDTEND:20260709T120000Z\nSUMMARY:Half",
                "DTSTART:20260709T100000Z\nDTEND:20260709T120000\nSUMMARY:One zone",
                "DTSTART:20260709T100000Z\nSUMMARY:No length",
                "DTSTART:20260709T100000Z\nDTSTART:20260709T110000Z\nSUMMARY:Two starts",
            )
        )
    said = "\n".join(fault.value.faults)
    assert len(fault.value.faults) == 8
    for one in (
        "Event 1 ('No start') has no DTSTART", "Event 2 ('Unreadable'): DTSTART cannot be read",
        "Event 3 ('Yearly') repeats (RRULE)", "Event 4 ('Backwards') ends at", "Event 5 ('Half') begins with a date",
        "Event 6 ('One zone') has a zone at one end only", "Event 7 ('No length') ends at",
        "Event 8 ('Two starts'): DTSTART is there twice",
    ):  # fmt: skip
        assert one in said


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"garbage",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\nEND:VEVENT",
    ],
)
def test_garbage_is_refused(garbage: bytes) -> None:
    """
    What is no iCalendar is refused in words.
    """
    with pytest.raises(MalformedFile):
        closures(garbage)


def test_files_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A file that is missing or far too large is refused.
    """
    with pytest.raises(MalformedFile, match="opening it"):
        closures(tmp_path / "none.ics")
    (tmp_path / "large.ics").write_text(ical())
    monkeypatch.setattr("propflow.model.calendars.ical.LARGEST", 10)
    with pytest.raises(MalformedFile, match="larger than 10 bytes"):
        closures(tmp_path / "large.ics")


WORKS = "DTSTART;VALUE=DATE:20260709\nSUMMARY:施工"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-32", "big5"])
def test_another_encoding_is_refused_and_not_garbled(encoding: str, tmp_path: Path) -> None:
    """
    A file that is not UTF-8 is refused by that name, wherever it comes from; nobody reads a garbled reason.
    """
    path = tmp_path / "works.ics"
    path.write_bytes(ical(WORKS).encode(encoding))
    for given_ in (path, path.read_bytes()):
        with pytest.raises(MalformedFile, match="not written in UTF-8"):
            closures(given_)


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_a_byte_order_mark_is_no_part_of_it(line_end: str) -> None:
    """
    What a spreadsheet program writes in front of UTF-8 is passed over, in bytes and in text.
    """
    text = "\ufeff" + ical(WORKS).replace("\r\n", line_end)
    for given_ in (text, text.encode()):
        assert closures(given_) == ((Closure(date(2026, 7, 9), date(2026, 7, 9), "施工", "施工"),), ())


def test_content_is_as_limited_as_a_file() -> None:
    """
    More than ten million bytes or characters are refused before any of them is read.
    """
    for given_ in (b"x" * 10_000_001, "x" * 10_000_001):
        with pytest.raises(MalformedFile, match="larger than 10,000,000 bytes"):
            closures(given_)


@pytest.mark.parametrize("given_", [None, 3, ["BEGIN:VCALENDAR"], object])
def test_what_is_neither_path_nor_text_is_refused(given_: Any) -> None:
    """
    The error says what was given.
    """
    with pytest.raises(MalformedFile, match="neither a path nor a text"):
        closures(given_)


def test_a_file_that_breaks_off_is_refused_wherever_it_does() -> None:
    """
    Cut short after any of its bytes but the last line's end, also amid a character, it gives no closures at all.
    """
    whole = ical(WORKS, "DTSTART;TZID=Asia/Shanghai:20260709T100000\nDURATION:PT2H").encode()
    for length in range(len(whole) - 2):
        with pytest.raises(MalformedFile):
            closures(whole[:length])


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The error says what to install.
    """
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(Missing, match=r"propflow\[ical\]"):
        closures(ical())


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "SUMMARY"),
                *("DTSTART:20260709", "DTSTART;TZID=Nowhere/At:20260709T100000", "DTSTART;VALUE=DATE:00010101"),
                *("DTSTART:20260709T100000Z", "DTSTART:00010101T000000", "DTEND:x", "DTEND;VALUE=DATE:99991231"),
                *("DTEND:99991231T235959", "DTEND:00010101T100000", "RDATE:20260709"),
                *("DURATION:P1D", "DURATION:PT1H", "DURATION:-P1D", "DURATION:P9999999D"),
            ]
        ),
        st.text(max_size=20),
    ),
    max_size=12,
)  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=200)
@given(LINES)
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    """
    Whatever a file holds, it is closures or a refusal in words, and nothing else happens.
    """
    for text in ("\r\n".join(lines), ical("\n".join(lines))):
        try:
            whole, parts = closures(text)
        except PropflowError:
            continue
        assert all(isinstance(one, Closure) for one in whole)
        assert all(isinstance(one, Interruption) for one in parts)


@pytest.mark.parametrize(
    "event", ["DTSTART:00010101T000000\nDTEND:20260709T000000", "DTSTART:20260709\nDURATION:P9999999D"]
)
def test_events_beyond_the_first_and_last_year(event: str) -> None:
    """
    They are refused in words.
    """
    with pytest.raises(PropflowError, match="beyond the years 1 to 9999"):
        closures(ical(event))
