"""
Logs as files: what happened, read case by case, each file at most once and never as a whole.

Four spellings are read: XES, CSV, JSON lines, and any of them compressed with gzip.
What cannot be read to its end says where and why; the cases before that place
have been given out, and the one it breaks off in has not.
"""

from __future__ import annotations

import gzip
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import IO, Any, Final, cast
from zoneinfo import ZoneInfo

import attrs

from propflow.errors import MalformedFile
from propflow.replay import tables, xes
from propflow.replay.events import Event, LoggedCase

GZIP_MAGIC: Final = b"\x1f\x8b"
FORMATS: Final = ("xes", "csv", "jsonl")
SUFFIXES: Final = {".xes": "xes", ".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


@attrs.frozen
class Layout:
    """
    Where a log keeps what.

    Attributes:
        case: The attribute with the case's id. In XES, those of a trace begin with `case:`.
        time: The attribute with the instant of an event.
        needed: All attributes that are asked for; a CSV without one of them is refused.
        zone: In which zone times without one are meant; None refuses them.
        time_format: How times are spelled, as for `strptime`; None for ISO 8601.
        delimiter: What parts the columns of a CSV.
        sorted_by_case: Do the rows of each case lie together? Then cases are given
            out as they are read; else the whole table is gathered first.
        format: `xes`, `csv` or `jsonl`; None goes by the file's name.
    """

    case: str
    time: str
    needed: tuple[str, ...] = ()
    zone: ZoneInfo | None = None
    time_format: str | None = None
    delimiter: str = ","
    sorted_by_case: bool = False
    format: str | None = None


class Log:
    """
    A log file, to be read once from its beginning: iterate it for its cases.

    Attributes:
        path: The file's name, as it stands in errors.
        layout: Where it keeps what.
        oddities: What was strange but readable, counted by kind, as far as it was read.

    Raises:
        MalformedFile: While it is iterated, where it cannot be read further.
    """

    def __init__(self, path: Path | str, layout: Layout) -> None:
        self.path = str(path)
        self.layout = layout
        self.oddities: Counter[str] = Counter()
        self._raw: IO[bytes] | None = None
        self._size = 0
        self._format = layout.format or self._named_format()

    def _named_format(self) -> str:
        suffixes = [one.lower() for one in Path(self.path).suffixes if one.lower() != ".gz"]
        found = SUFFIXES.get(suffixes[-1]) if suffixes else None
        if found is None:
            raise MalformedFile(
                self.path,
                "file name",
                "what it holds cannot be told from its name; it ends in .xes, .csv, .jsonl or .ndjson, "
                "with or without .gz, or the mapping says format = ... in [log]",
            )
        return found

    @property
    def share(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        if self._raw is None or self._raw.closed or not self._size:
            return 0.0 if self._raw is None else 1.0
        return min(1.0, self._raw.tell() / self._size)

    def __iter__(self) -> Iterator[LoggedCase]:
        readers = {"xes": xes.read_xes, "csv": tables.read_csv, "jsonl": tables.read_jsonl}
        read = readers[self._format]
        with self._opened() as stream:
            yield from read(self, stream)

    @contextmanager
    def _opened(self) -> Iterator[IO[bytes]]:
        try:
            path = Path(self.path)
            self._size = path.stat().st_size
            raw = path.open("rb")
        except OSError as fault:
            raise MalformedFile(self.path, "opening it", fault.strerror or str(fault)) from None
        with raw:
            self._raw = raw
            magic = raw.read(2)
            raw.seek(0)
            if not magic:
                raise MalformedFile(self.path, "line 1", "the file is empty")
            packed = magic == GZIP_MAGIC
            if self.path.lower().endswith(".gz") and not packed:
                raise MalformedFile(self.path, "byte 1", "it is called .gz but is not compressed with gzip")
            yield cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if packed else raw

    @contextmanager
    def reading(self, where: Callable[[], str], left_out: Callable[[], str]) -> Iterator[None]:
        """Say of whatever goes wrong while bytes are read where that was, and what is left out because of it."""
        try:
            yield
        except EOFError:
            why = "the file stops in the middle of what gzip compressed"
        except (gzip.BadGzipFile, zlib.error) as fault:
            why = f"what gzip compressed is damaged ({fault})"
        except UnicodeDecodeError as fault:
            why = f"the bytes there are no text in UTF-8 ({fault.reason})"
        except OSError as fault:
            why = fault.strerror or str(fault)
        else:
            return
        raise self.broken(where(), why, left_out()) from None

    def broken(self, where: str, why: str, left_out: str = "") -> MalformedFile:
        """The error for a place that cannot be read."""
        return MalformedFile(self.path, where, f"{why}; {left_out}" if left_out else why)

    def event(self, values: dict[str, Any], line: int, case: str) -> Event:
        """Make an event of what the log says, reading its instant."""
        layout = self.layout
        spelled = values.get(layout.time)
        if not isinstance(spelled, str) or not spelled:
            raise self.broken(f"line {line}, case {case!r:.80}", f"the event has no {layout.time!r}")
        try:
            if layout.time_format is None:
                found = datetime.fromisoformat(spelled)
            else:
                found = datetime.strptime(spelled, layout.time_format)  # noqa: DTZ007 - zoned below
            offset = found.utcoffset()
            if offset is not None:
                return Event(found.astimezone(UTC), _spelled(offset), values, line)
            if layout.zone is not None:
                return Event(found.replace(tzinfo=layout.zone).astimezone(UTC), "none", values, line)
        except (ValueError, OverflowError):
            how = "ISO 8601" if layout.time_format is None else repr(layout.time_format)
            raise self.broken(
                f"line {line}, case {case!r:.80}",
                f"{layout.time!r} is {spelled!r:.60}, which is no instant after {how}",
            ) from None
        raise self.broken(
            f"line {line}, case {case!r:.80}",
            f"{layout.time!r} is {spelled!r:.60}, without a zone; name the zone it is meant in as zone in [log]",
        )


@cache
def _spelled(offset: timedelta) -> str:
    return str(timezone(offset))[3:] or "+00:00"
