"""What can be read of a log, and what is said where it cannot be read further."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import attrs
import pytest

from propflow.errors import MalformedFile
from propflow.replay.events import LoggedCase
from propflow.replay.sources import Layout, Log

LAYOUT = Layout("case:concept:name", "time:timestamp", ("concept:name", "product"))


def read(path: Path, layout: Layout = LAYOUT) -> tuple[list[LoggedCase], MalformedFile | None]:
    """The cases that a log gives out, and where it breaks off, if it does."""
    found = []
    try:
        for case in Log(path, layout):
            found.append(case)
    except MalformedFile as fault:
        return found, fault
    return found, None


def spoilt(path: Path, layout: Layout = LAYOUT) -> MalformedFile:
    """Where a log breaks off."""
    fault = read(path, layout)[1]
    assert fault is not None, f"{path.name} was read to its end"
    return fault


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file of a given name and content."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


Write = Callable[[str, "str | bytes"], Path]


# --- what can be read -----------------------------------------------------------------------


def test_three_spellings_of_a_log_hold_the_same_cases(logs: Path) -> None:
    """XES, JSON lines and an interleaved CSV give the same cases with the same events in the same order."""
    found = {}
    for name in ("tickets.xes", "tickets.jsonl", "tickets.csv"):
        cases, fault = read(logs / name)
        assert fault is None
        found[name] = {one.id: [(e.at, e.zone, e.values) for e in one.events] for one in cases}
    assert found["tickets.xes"] == found["tickets.jsonl"] == found["tickets.csv"]
    assert list(found["tickets.xes"]) == [f"T-00{n}" for n in range(1, 9)]


@pytest.mark.parametrize("name", ["tickets.xes", "tickets.jsonl", "tickets.csv"])
def test_a_compressed_log_reads_like_the_plain_one(name: str, logs: Path, written: Write) -> None:
    """A log compressed with gzip reads as before, also if its name does not say that it is compressed."""
    plain = (logs / name).read_bytes()
    expected = read(logs / name)
    assert read(written(name + ".gz", gzip.compress(plain))) == expected
    assert read(written(name, gzip.compress(plain))) == expected


def test_cases_come_while_the_file_is_still_being_read(xes: str, written: Write) -> None:
    """The first case of a long XES log is given out before the rest of the file is read."""
    traces = xes[xes.index("  <trace>") : xes.index("</log>")]
    log = Log(written("long.xes", xes.replace("</log>", traces * 100 + "</log>")), LAYOUT)
    assert log.share == 0
    cases = iter(log)
    next(cases)
    assert 0 < log.share < 0.5


def test_attributes_keep_their_types_and_nested_ones_stay_out(written: Write) -> None:
    """Whole numbers and truth values are read as such, a float stays text, an attribute inside another is left out."""
    path = written(
        "typed.xes",
        """<log><trace><string key="concept:name" value="A"/><event>
        <date key="time:timestamp" value="2026-03-02T09:00:00Z"/><int key="n" value="7"/><int key="odd" value="x"/>
        <boolean key="b" value="true"/><float key="f" value="1.5"/>
        <string value="before its key" key="s"><string key="inner" value="1"/></string></event></trace></log>""",
    )
    (case,), fault = read(path)
    assert fault is None
    values = {key: value for key, value in case.events[0].values.items() if ":" not in key}
    assert values == {"n": 7, "odd": "x", "b": True, "f": "1.5", "s": "before its key"}


def test_a_case_may_be_named_by_a_number(written: Write) -> None:
    """A trace or a line whose case is a whole number gives a case with that number as its id."""
    path = written(
        "n.xes",
        """<log><odd><event><string key="x" value="1"/></event></odd><trace><int key="concept:name" value="7"/><event>
        <date key="time:timestamp" value="2026-03-02T09:00:00Z"/></event></trace></log>""",
    )
    assert [(one.id, len(one.events)) for one in read(path)[0]] == [("7", 1)]
    path = written("n.jsonl", '{"case": 7, "when": "2026-03-02T09:00:00Z"}\n')
    assert [one.id for one in read(path, Layout("case", "when"))[0]] == ["7"]


def test_a_table_sorted_by_case_is_given_out_case_by_case(logs: Path, written: Write) -> None:
    """With sorted_by_case, the cases before a broken line are given out; without it, none is, and both say so."""
    lines = (logs / "tickets.jsonl").read_text().splitlines()
    path = written("cut.jsonl", "\n".join([*lines[:9], lines[9][:40]]))
    cases, fault = read(path, attrs.evolve(LAYOUT, sorted_by_case=True))
    assert [one.id for one in cases] == ["T-001"]
    assert fault is not None and fault.where == "line 10"
    assert "the file stops in the middle" in fault.why and "5 events read of case 'T-002' were left out" in fault.why
    cases, fault = read(path)
    assert cases == [] and fault is not None
    assert "9 events of 2 cases were read before it and all left out" in fault.why


def test_a_time_without_a_zone_is_read_in_the_zone_that_is_named(written: Write) -> None:
    """09:00 without a zone is 01:00 UTC if the mapping says Asia/Shanghai; its zone is noted as none."""
    path = written("a.csv", "case,when\nA,02/03/2026 09:00\n")
    layout = Layout("case", "when", zone=ZoneInfo("Asia/Shanghai"), time_format="%d/%m/%Y %H:%M")
    (case,), fault = read(path, layout)
    assert fault is None
    assert (case.events[0].at.isoformat(), case.events[0].zone) == ("2026-03-02T01:00:00+00:00", "none")


def test_strange_but_readable_things_are_counted(written: Write) -> None:
    """An attribute given twice and a last line without an end are read, and counted."""
    path = written(
        "twice.xes",
        """<log><trace><string key="concept:name" value="A"/><event>
        <string key="x" value="1"/><string key="x" value="2"/>
        <date key="time:timestamp" value="2026-03-02T09:00:00Z"/></event></trace></log>""",
    )
    log = Log(path, LAYOUT)
    assert [case.events[0].values["x"] for case in log] == ["2"]
    assert dict(log.oddities) == {"attribute_given_twice": 1}
    log = Log(written("open.csv", "case,when,x\nA,2026-03-02T09:00:00Z,cut sho"), Layout("case", "when"))
    assert len(list(log)) == 1
    assert dict(log.oddities) == {"last_line_unended": 1}


# --- what cannot be read ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tickets.xes", "tickets.jsonl", "tickets.csv"])
def test_every_cut_is_noticed(name: str, logs: Path, written: Write) -> None:
    """Wherever a log is cut, either the fault is named, or what was read is whole cases of the log from its start."""
    content = (logs / name).read_bytes()
    layout = attrs.evolve(LAYOUT, sorted_by_case=name == "tickets.jsonl")
    whole, _ = read(logs / name, layout)
    for length in range(0, len(content) - 1, 7):
        path = written("cut" + Path(name).suffix, content[:length])
        log = Log(path, layout)
        found = []
        try:
            for case in log:
                found.append(case)
        except MalformedFile as fault:
            assert fault.path == str(path) and fault.where and fault.why
            assert found == whole[: len(found)]
        else:
            cut_row = log.oddities["last_line_unended"] == 1
            assert name != "tickets.xes" and (cut_row or content[length - 1 : length + 1] in (b"}\n", b"\n{", b"\nT"))


def test_a_log_that_stops_in_the_middle_says_where_and_what_was_left_out(xes: str, written: Write) -> None:
    """A cut XES gives out the cases before the cut, and names line, trace, case and the events left out."""
    cut = xes.index("Waiting") - 30
    path = written("cut.xes", xes[:cut])
    cases, fault = read(path)
    assert [one.id for one in cases] == ["T-001", "T-002"]
    assert fault is not None
    assert fault.where.startswith("line ") and "trace 3 ('T-003')" in fault.where
    assert fault.why == "the file stops in the middle; the 2 events read of case 'T-003' were left out"


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE log [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE log SYSTEM "log.dtd">',
        "<!DOCTYPE log>",
    ],
)
def test_a_document_type_is_refused_before_it_expands(declared: str, xes: str, written: Write) -> None:
    """Entities that expand, entities from outside and even a bare document type are refused, and nothing is read."""
    body = xes.replace("Lift control", "&c;" if "ENTITY c" in declared else "&a;" if "ENTITY" in declared else "x")
    path = written("bomb.xes", body.replace("<log ", declared + "\n<log ", 1))
    cases, fault = read(path)
    assert cases == [] and fault is not None
    assert "a document type or an entity" in fault.why


def test_an_undeclared_entity_is_broken_xml(xes: str, written: Write) -> None:
    """An entity that nothing declares breaks off the reading."""
    assert "undefined entity" in spoilt(written("e.xes", xes.replace("Lift control", "&lol;"))).why


@pytest.mark.parametrize("name", ["tickets.xes", "tickets.jsonl", "tickets.csv"])
def test_a_truncated_gzip_is_named(name: str, logs: Path, written: Write) -> None:
    """A compressed log that ends early says so."""
    packed = gzip.compress((logs / name).read_bytes())
    assert "stops in the middle of what gzip compressed" in spoilt(written(name + ".gz", packed[:-40])).why


def test_a_damaged_gzip_is_named(xes: str, written: Write) -> None:
    """A changed byte in a compressed log is found, by its stream or at the latest by its checksum."""
    packed = bytearray(gzip.compress(xes.encode()))
    packed[len(packed) // 2] ^= 0xFF
    assert (
        "gzip" in spoilt(written("t.xes.gz", bytes(packed))).why
        or "XML" in spoilt(written("t.xes.gz", bytes(packed))).why
    )
    packed = bytearray(gzip.compress(xes.encode()))
    packed[-6] ^= 0xFF
    assert "what gzip compressed is damaged" in spoilt(written("t.xes.gz", bytes(packed))).why


def test_a_file_called_gz_that_is_none_is_named(xes: str, written: Write) -> None:
    """A plain file whose name ends in .gz is not guessed at."""
    assert "not compressed" in spoilt(written("t.xes.gz", xes)).why


@pytest.mark.parametrize("name", ["e.xes", "e.csv", "e.jsonl", "e.xes.gz"])
def test_an_empty_file_is_named(name: str, written: Write) -> None:
    """An empty file is no log without cases, but a fault; a compressed nothing, too."""
    assert "empty" in spoilt(written(name, b"")).why
    assert spoilt(written("n.xes.gz", gzip.compress(b""))).why == "the file is empty"


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    """What cannot be opened says why."""
    assert "No such file" in spoilt(tmp_path / "none.xes").why
    (tmp_path / "folder.csv").mkdir()
    assert "directory" in spoilt(tmp_path / "folder.csv").why.lower()


def test_an_unknown_ending_is_not_guessed_at(written: Write) -> None:
    """A file whose format its name does not tell is refused, unless the mapping names the format."""
    path = written("log.dat", "case,when\nA,2026-03-02T09:00:00Z\n")
    with pytest.raises(MalformedFile, match="cannot be told from its name"):
        Log(path, LAYOUT)
    cases, fault = read(path, Layout("case", "when", format="csv"))
    assert len(cases) == 1 and fault is None


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (
            'key="time:timestamp" value="2026-03-02T09:10:00+08:00"',
            'key="other" value="1"',
            "the event has no 'time:timestamp'",
        ),
        ("2026-03-02T09:10:00+08:00", "2026-03-02T09:10:00", "without a zone"),
        ("2026-03-02T09:10:00+08:00", "2026-02-30T09:10:00+08:00", "no instant"),
        ("2026-03-02T09:10:00+08:00", "0001-01-01T00:00:00+08:00", "no instant"),
        ("2026-03-02T09:10:00+08:00", "yesterday", "no instant"),
        ('<string key="concept:name" value="T-002"/>', "", "names no case"),
        ('<string key="concept:name" value="T-002"/>', '<string key="concept:name" value=" "/>', "names no case"),
        ("</trace>", "</tracer>", "mismatched tag"),
        ("<trace>", "<event/><trace>", "belongs to no case"),
        ("<log ", "<feed ", "no XES log"),
        ('<string key="source" value="invented"/>', "<odd><event/></odd><event/>", "belongs to no case"),
    ],
)
def test_a_fault_in_an_xes_log_is_named(before: str, after: str, why: str, xes: str, written: Write) -> None:
    """A missing or impossible time, a trace without a name and broken XML name line and reason."""
    fault = spoilt(written("bad.xes", xes.replace(before, after, 1)))
    assert why in fault.why
    assert fault.where.startswith("line ")


def test_cases_before_a_fault_in_the_same_piece_are_given_out(xes: str, written: Write) -> None:
    """A bad time in the second trace does not swallow the first, although both are read from one piece of the file."""
    path = written("bad.xes", xes.replace("2026-03-02T10:00:00+08:00", "never", 1))
    cases, fault = read(path)
    assert [one.id for one in cases] == ["T-001"]
    assert fault is not None and "'T-002'" in fault.where


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        ("case,tiem,concept:name,product\nA,2026,x,y\n", "line 1", "no column 'when'"),
        ("case,when,concept:nam,product\nA,2026,x,y\n", "line 1", "did you mean 'concept:nam'?"),
        ("case,when,concept:name,product,case\n", "line 1", "names a column twice: 'case'"),
        ("case,when,concept:name,product\nA,2026-03-02T09:00:00Z,x\n", "line 2", "3 values where the header names 4"),
        ("case,when,concept:name,product\n,2026-03-02T09:00:00Z,x,y\n", "line 2", "names no case in 'case'"),
        ("case,when,concept:name,product\nA,,x,y\n", "line 2, case 'A'", "the event has no 'when'"),
        ('case,when,concept:name,product\nA,2026-03-02T09:00:00Z,x,"y', "line 2", "middle of a quoted value"),
        ('case,when,concept:name,product\nA,2026-03-02T09:00:00Z,"x"z,y\n', "line 2", "expected after"),
        (b"case,when,concept:name,product\nA,2026-03-02T09:00:00Z,\xff,y\n", "after line", "no text in UTF-8"),
    ],
)  # fmt: skip
def test_a_fault_in_a_table_is_named(content: str | bytes, where: str, why: str, written: Write) -> None:
    """A missing column is named with the one that is meant; rows of another length and bad values name their line."""
    fault = spoilt(written("bad.csv", content), Layout("case", "when", ("concept:name", "product")))
    assert fault.where.startswith(where)
    assert why in fault.why


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("[1, 2]", "no JSON object"),
        ('{"case": "A"', "no JSON ("),
        ('{"case": "A", "when": "2026-03-02T09:00:00Z", "x": NaN}', "NaN is no number"),
        ('{"case": null, "when": "2026-03-02T09:00:00Z"}', "names no case"),
        ('{"case": true, "when": "2026-03-02T09:00:00Z"}', "names no case"),
        ('{"case": "A", "when": 1772413200}', "the event has no 'when'"),
        ("[" * 100_000, "no JSON ("),
    ],
)
def test_a_fault_in_json_lines_is_named(line: str, why: str, written: Write) -> None:
    """A line that is no event names itself and the reason."""
    good = json.dumps({"case": 7, "when": "2026-03-02T09:00:00Z", "x": 1.5})
    fault = spoilt(written("bad.jsonl", f"{good}\n\n{line}\n"), Layout("case", "when"))
    assert fault.where.startswith("line 3")
    assert why in fault.why


@pytest.mark.parametrize(
    ("name", "start", "why"),
    [
        ("long.xes.gz", b'<log><trace><string key="x" value="', "an element is larger than 16,777,216 bytes"),
        ("long.csv.gz", b'case,when\nA,"', "the line is longer than 16,777,216 characters"),
        ("long.jsonl.gz", b'{"case": "', "the line is longer than 16,777,216 characters"),
    ],
)
def test_a_small_file_that_unpacks_without_end_is_refused(name: str, start: bytes, why: str, written: Write) -> None:
    """A few kilobytes that unpack to one huge value are refused before the value is held in memory."""
    path = written(name, gzip.compress(start + b"a" * 40_000_000, compresslevel=1))
    assert path.stat().st_size < 250_000
    assert why in spoilt(path, Layout("case", "when")).why


def test_a_case_that_comes_again_is_refused_where_the_table_is_said_to_be_sorted(logs: Path) -> None:
    """sorted_by_case is taken at its word: a case that comes again later is a fault, not a second case."""
    fault = spoilt(logs / "tickets.csv", attrs.evolve(LAYOUT, sorted_by_case=True))
    assert "comes again" in fault.why
