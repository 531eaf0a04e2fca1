"""
Tables: event logs as CSV, a row to an event, and as JSON lines, an object to an event.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Any

from propflow.errors import MalformedFile
from propflow.replay.events import LONGEST, LoggedCase, left_out

if TYPE_CHECKING:
    from propflow.replay.events import Event
    from propflow.replay.sources import Log

Row = tuple[int, dict[str, Any]]


def read_csv(log: Log, stream: IO[bytes]) -> Iterator[LoggedCase]:
    """The cases of a CSV whose first line names the columns."""
    return _cases(log, _rows_of_csv(log, stream))


def read_jsonl(log: Log, stream: IO[bytes]) -> Iterator[LoggedCase]:
    """The cases of a file of JSON lines."""
    return _cases(log, _rows_of_jsonl(log, stream))


def _cases(log: Log, rows: Iterator[Row]) -> Iterator[LoggedCase]:
    """Put the rows of each case together."""
    gathered: dict[str, list[Event]] = {}
    done: set[str] = set()
    last: str | None = None
    in_order = log.layout.sorted_by_case
    line, events = 0, 0

    def lost() -> str:
        return left_out(last, len(gathered.get(last or "", ()))) if in_order else _nothing_done(events, len(gathered))

    try:
        with log.reading(lambda: f"after line {line}", lost):
            for line, values in rows:
                case = _case_id(log, values, line)
                if in_order and case != last:
                    if case in done:
                        raise log.broken(
                            f"line {line}", f"case {case!r:.80} comes again, although the mapping says sorted_by_case"
                        )
                    if last is not None:
                        yield LoggedCase(last, gathered.pop(last))
                        done.add(last)
                    last = case
                event = log.event(values, line, case)
                gathered.setdefault(case, []).append(event)
                events += 1
    except MalformedFile as fault:
        if lost() and lost() not in fault.why:
            raise log.broken(fault.where, fault.why, lost()) from None
        raise
    for case, found in gathered.items():
        yield LoggedCase(case, found)


def _nothing_done(events: int, cases: int) -> str:
    if not events:
        return ""
    return (
        f"{events:,} events of {cases:,} cases were read before it and all left out, as more of each may follow "
        "in a table that is not sorted_by_case"
    )


def _case_id(log: Log, values: dict[str, Any], line: int) -> str:
    found = values.get(log.layout.case)
    if isinstance(found, int) and not isinstance(found, bool):
        found = str(found)
    if not isinstance(found, str) or not found.strip():
        raise log.broken(f"line {line}", f"the event names no case in {log.layout.case!r}")
    return found


def _rows_of_csv(log: Log, stream: IO[bytes]) -> Iterator[Row]:
    with TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
        yield from _rows(log, csv.reader(_lines(log, text), delimiter=log.layout.delimiter, strict=True))


def _rows(log: Log, rows: Any) -> Iterator[Row]:
    try:
        header: list[str] = next(rows, [])
        _check_header(log, header)
        width = len(header)
        for row in rows:
            if len(row) != width:
                if not row:
                    continue
                raise log.broken(f"line {rows.line_num}", f"{len(row)} values where the header names {width} columns")
            yield rows.line_num, {name: value for name, value in zip(header, row, strict=True) if value}
    except csv.Error as fault:
        why = "the file stops in the middle of a quoted value" if "end of data" in str(fault) else str(fault)
        raise log.broken(f"line {rows.line_num}", why) from None


def _lines(log: Log, text: TextIOWrapper) -> Iterator[str]:
    """The lines of a file, none of them endless."""
    line, number = "\n", 0
    while True:
        found = text.readline(LONGEST)
        if not found:
            break
        line, number = found, number + 1
        if len(line) == LONGEST and line[-1] not in "\r\n":
            raise log.broken(f"line {number}", f"the line is longer than {LONGEST:,} characters")
        yield line
    if line[-1] not in "\r\n":  # all values of the last row may be there, and yet its last one cut short
        log.oddities["last_line_unended"] += 1


def _check_header(log: Log, header: Sequence[str]) -> None:
    twice = sorted(name for name, number in Counter(header).items() if number > 1)
    if twice:
        raise log.broken("line 1", f"the header names a column twice: {', '.join(map(repr, twice))}")
    missing = [one for one in (log.layout.case, log.layout.time, *log.layout.needed) if one not in header]
    if missing:
        meant = [f"{one!r}{_hint(one, header)}" for one in dict.fromkeys(missing)]
        raise log.broken("line 1", f"there is no column {', '.join(meant)}; there are: {', '.join(header)[:400]}")


def _hint(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _rows_of_jsonl(log: Log, stream: IO[bytes]) -> Iterator[Row]:
    decode = json.JSONDecoder(parse_float=str, parse_constant=_no_number).decode
    with TextIOWrapper(stream, encoding="utf-8-sig") as text:
        for number, line in enumerate(_lines(log, text), 1):
            if not line.strip():
                continue
            try:
                values = decode(line.strip())
            except (ValueError, RecursionError) as fault:
                cut = not line.endswith("\n")
                why = "the file stops in the middle of this line" if cut else f"this line is no JSON ({fault})"
                raise log.broken(f"line {number}", why) from None
            if not isinstance(values, dict):
                raise log.broken(f"line {number}", "this line is no JSON object; each line is one event")
            yield number, {name: value for name, value in values.items() if value is not None and value != ""}


def _no_number(spelled: str) -> None:
    raise ValueError(f"{spelled} is no number in JSON")
