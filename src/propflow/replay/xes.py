"""
XES: event logs in XML, read trace by trace.

The parser is defusedxml's, so that a document type or an entity is refused before
it can be expanded; the elements are taken from the parser beneath it, as no tree
of a million attributes is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any, Final
from xml.parsers.expat import ErrorString, ExpatError, errors

from propflow.errors import MalformedFile
from propflow.replay.events import LONGEST, LoggedCase, left_out

if TYPE_CHECKING:
    from propflow.replay.events import Event
    from propflow.replay.sources import Log

CHUNK: Final = 1 << 16
STOPS: Final = frozenset(
    errors.codes[one]
    for one in (errors.XML_ERROR_NO_ELEMENTS, errors.XML_ERROR_UNCLOSED_TOKEN, errors.XML_ERROR_PARTIAL_CHAR)
)


def read_xes(log: Log, stream: IO[bytes]) -> Iterator[LoggedCase]:
    """The cases of an XES log, each as soon as its trace has been read."""
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser
    except ImportError:
        raise MalformedFile(
            log.path, "opening it", "XES is read with defusedxml, which is not installed; install propflow[replay]"
        ) from None
    parser = DefusedXMLParser(forbid_dtd=True, forbid_entities=True, forbid_external=True).parser
    traces = _Traces(log, parser)
    size = 0

    def where() -> str:
        return f"line {parser.CurrentLineNumber}{traces.place()}"

    with log.reading(where, traces.left_out):
        while True:
            data = stream.read(CHUNK)
            size += len(data)
            fault: MalformedFile | None = None
            try:
                parser.Parse(data, not data)
            except ExpatError as broken:
                why = "the file stops in the middle" if not data and broken.code in STOPS else _words(broken)
                fault = log.broken(where(), why if size else "the file is empty", traces.left_out())
            except DefusedXmlException:
                fault = log.broken(
                    where(), "it declares a document type or an entity, which no log needs", traces.left_out()
                )
            except MalformedFile as bad:
                fault = bad
            else:
                if size - parser.CurrentByteIndex > LONGEST:  # the parser holds all of an element before it tells of it
                    fault = log.broken(where(), f"an element is larger than {LONGEST:,} bytes", traces.left_out())
            if traces.done:  # also those that were complete before a fault in the same piece
                ready, traces.done = traces.done, []
                yield from ready
            if fault is not None:
                raise fault
            if not data:
                return


def _words(fault: ExpatError) -> str:
    return f"the XML is broken there ({ErrorString(fault.code)})"


class _Traces:
    """What the parser has met so far: complete traces, and the one it is in."""

    def __init__(self, log: Log, parser: Any) -> None:
        self.done: list[LoggedCase] = []
        self._log = log
        self._parser = parser
        self._depth = 0
        self._trace: dict[str, Any] | None = None
        self._event: dict[str, Any] | None = None
        self._level = -1  # the depth at which attributes of the open trace or event stand
        self._events: list[tuple[dict[str, Any], int]] = []
        self._line = 0
        self._count = 0
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = None
        parser.DefaultHandlerExpand = None

    def place(self) -> str:
        if self._trace is None:
            return f", after trace {self._count}" if self._count else ""
        return f", trace {self._count + 1} ({self._id()!r:.80})"

    def left_out(self) -> str:
        return left_out(self._id(), len(self._events)) if self._trace is not None else ""

    def _id(self) -> str:
        trace = self._trace or {}
        return str(trace.get(self._log.layout.case) or f"trace {self._count + 1}")

    def _start(self, tag: str, given: list[str]) -> None:
        self._depth += 1
        if self._depth == self._level:
            if len(given) == 4 and given[0] == "key" and given[2] == "value":
                key, value = given[1], given[3]
            else:
                named = dict(zip(given[::2], given[1::2], strict=True))
                key, value = named.get("key", ""), named.get("value", "")
            if self._event is not None:
                values = self._event
                if key in values:
                    self._log.oddities["attribute_given_twice"] += 1
                if value:
                    values[key] = value if tag[-6:] == "string" else _typed(tag, value)
                return
            if tag[-5:] != "event":
                if self._trace is not None and value:
                    self._trace["case:" + key] = _typed(tag, value)
                return
        if self._trace is None or self._depth == self._level:
            self._open(tag.rpartition("}")[2])

    def _open(self, name: str) -> None:
        if self._depth == 1 and name != "log":
            raise self._log.broken(self._where(), f"it is no XES log: its outermost element is <{name[:40]}>")
        if self._depth == 2 and name == "trace":
            self._trace, self._level = {}, 3
        elif self._depth == 2 and name == "event":
            raise self._log.broken(self._where(), "an event outside of every trace belongs to no case")
        elif self._depth == 3 and name == "event" and self._trace is not None:
            self._event, self._level, self._line = {}, 4, self._parser.CurrentLineNumber

    def _where(self) -> str:
        return f"line {self._parser.CurrentLineNumber}{self.place()}"

    def _end(self, _tag: str) -> None:
        self._depth -= 1
        if self._depth == 2 and self._event is not None:
            self._events.append((self._event, self._line))
            self._event, self._level = None, 3
        elif self._depth == 1 and self._trace is not None:
            self._close()

    def _close(self) -> None:
        log, trace = self._log, self._trace or {}
        case = str(trace.get(log.layout.case, ""))
        if not case.strip():
            raise log.broken(self._where(), f"the trace names no case in {log.layout.case!r}")
        events: list[Event] = []
        for values, line in self._events:
            values.update(trace)
            events.append(log.event(values, line, case))
        self.done.append(LoggedCase(case, events))
        self._count += 1
        self._trace, self._level, self._events = None, -1, []


def _typed(tag: str, value: str) -> Any:
    """What an attribute says: whole numbers and truth values as such, all else as text."""
    kind = tag.rpartition("}")[2]
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    if kind == "int":
        try:
            return int(value)
        except ValueError:  # no number: left as text for the form to refuse
            return value
    return value
