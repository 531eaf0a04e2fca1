"""What a mapping may say, and how its faults are reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from propflow.errors import DefinitionError, MalformedFile
from propflow.replay import LogMap, read_mapping
from propflow.replay.mapping import CONSTANT, LOG, SYNTHESISED, About

ABOUT = About("T-001", 3, "Looked at")
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def mapping(logs: Path) -> LogMap:
    """The mapping of the small log."""
    return read_mapping(logs / "tickets.toml")


@pytest.fixture
def faulty(logs: Path, tmp_path: Path):
    """Reads the mapping of the small log with changes, and returns the faults found."""
    whole = (logs / "tickets.toml").read_text(encoding="utf-8")
    whole = whole.replace("../../../examples/it_incident.py", (EXAMPLES / "it_incident.py").as_posix())

    def read(*changes: tuple[str, str]) -> tuple[str, ...]:
        changed = whole
        for before, after in changes:
            assert before in changed
            changed = changed.replace(before, after, 1)
        path = tmp_path / "faulty.toml"
        path.write_text(changed, encoding="utf-8")
        with pytest.raises(DefinitionError) as caught:
            read_mapping(path)
        return caught.value.faults

    return read


@pytest.mark.parametrize("name", ["helpdesk", "bpic2013_incidents"])
def test_the_mappings_in_the_examples_are_without_fault_and_invent_nothing(name: str) -> None:
    """Both example mappings fit the example workflow, cite their log's author, and hold no synthesised value."""
    found = read_mapping(EXAMPLES / "replay" / f"{name}.toml")
    assert "4TU.ResearchData" in found.cite
    steps = [step for by_state in found.choices.values() for choice in by_state.values() for step in choice.steps]
    assert SYNTHESISED not in {filling.origin for step in steps for filling in step.fillings}


def test_the_state_decides_what_an_activity_is(mapping: LogMap) -> None:
    """The same activity takes, assigns, resumes or reopens, as the state has it; without a case it begins one."""
    started = mapping.choices["Started"]
    names = {state: [step.action.name for step in choice.steps] for state, choice in started.items()}
    assert names == {
        "start": ["register", "open", "take"],
        "queued": ["take"],
        "in_progress": ["assign"],
        "waiting": ["resume"],
        "resolved": ["reopen"],
        "closed": ["reopen"],
    }
    assert started["start"].begun == 2
    assert mapping.choices["Reported"]["start"].begun == 0


@pytest.mark.parametrize(
    ("values", "expected", "origin"),
    [
        ({"priority": "P1"}, "major", LOG),
        ({"priority": "P9"}, "medium", CONSTANT),
        ({}, "medium", CONSTANT),
    ],
)
def test_a_value_says_where_it_comes_from(values: dict[str, str], expected: str, origin: str, mapping: LogMap) -> None:
    """A translated word is the log's; what stands in for a missing or unknown one is a constant."""
    register = mapping.choices["Reported"]["start"].steps[0]
    severity = next(one for one in register.fillings if one.field == "severity")
    assert severity.value(values, ABOUT) == (expected, origin)


def test_a_made_up_value_is_counted_as_synthesised(mapping: LogMap) -> None:
    """A template speaks of the case, the event's number and its activity, and is synthesised."""
    note = mapping.choices["Looked at"]["queued"].steps[0]
    assert note.form({}, ABOUT) == ({"text": "Event 3 of T-001: Looked at"}, [SYNTHESISED])


def test_what_the_log_does_not_say_is_left_out(mapping: LogMap) -> None:
    """A field without a value in the log and without a stand-in is left to the form's own default."""
    register = mapping.choices["Reported"]["start"].steps[0]
    form, origins = register.form({"priority": "P2"}, ABOUT)
    assert form == {"summary": "It does not work.", "severity": "high"}
    assert origins == [CONSTANT, LOG]


def test_all_faults_of_a_mapping_are_reported_at_once(faulty) -> None:
    """Typos in actions, states, fields, roles and keys are all named in one error, each with what was meant."""
    faults = faulty(
        ('do = ["take"]', 'do = ["taek"]'),
        ('when = ["waiting"]', 'when = ["wating"]'),
        ("assignee =", "asignee ="),
        ('"service_desk"]', '"service_dsek"]'),
        ("[begin]", "[begins]"),
        ('time = "time:timestamp"', 'tiem = "time:timestamp"'),
    )
    assert (
        "[activities.'Started'] alternative 1 do: 'taek' is no action of 'it_incident'; did you mean 'take'?" in faults
    )
    assert (
        "[activities.'Started'] alternative 3 when: 'wating' is no state of 'it_incident'; did you mean 'waiting'?"
        in faults
    )
    assert "[fields.assign]: 'asignee' is no field of its form; did you mean 'assignee'?" in faults
    assert "[people] roles: 'service_dsek' is no role in 'it_incident'; did you mean 'service_desk'?" in faults
    assert "the file knows no 'begins'; did you mean 'begin'?" in faults
    assert "[log] knows no 'tiem'; did you mean 'time'?" in faults
    assert "[log] time is missing: the attribute with the instant." in faults
    assert any("'assign' needs 'assignee', but [fields.assign] names no value for it" in one for one in faults)
    assert len(faults) == 8


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('{ constant = "It does not work." }', "{ constant = 7 }", "[fields.register] summary constant is not taken"),
        (
            'P1 = "major"',
            'P1 = "huge"',
            "[fields.register] severity values 'P1' is not taken by the field: 'huge' is not",
        ),
        ('else = "medium"', 'else = "so so"', "[fields.register] severity else is not taken by the field"),
        ('{ log = "product" }', '{ log = "product", constant = "x" }', "says log and constant"),
        ('{ log = "product" }', "{ }", "says none of log, constant and synthesised"),
        ('{ log = "product" }', '{ logg = "product" }', "knows no 'logg'; did you mean 'log'?"),
        ('{ log = "product" }', '{ constant = "x", else = "y" }', "says else, which belongs to log"),
        ('{ log = "product" }', '"product"', "[fields.register] product is 'product', where a table belongs"),
        ("$number", "$numbre", "knows no '$numbre'; did you mean 'number'?"),
        ("$number", "$", "has a '$' that names nothing"),
        ("[fields.wait]", "[fields.wiat]", "[fields.wiat]: 'wiat' is no action of 'it_incident'; did you mean 'wait'?"),
        (
            '{ when = ["queued"], do = ["take"] }',
            '{ when = ["queued"], do = ["resume"] }',
            "'resume' is not possible in 'queued'",
        ),
        (
            'do = ["resolve", "close"]',
            'do = ["close", "resolve"]',
            "'close' is not possible in 'queued', where it would be done",
        ),
        ('{ when = ["waiting"]', '{ when = ["queued"]', "'queued' is dealt with by an alternative before it"),
        (
            'does = [{ do = ["resolve"] }]',
            'does = [{ do = ["resolve", "take"] }]',
            "resolve and take is possible in no state",
        ),
        ('does = [{ do = ["resolve"] }]', "does = []", "[activities.'Solved'] does is missing or empty"),
        ('does = [{ do = ["resolve"] }]', "does = [{ do = [] }]", "alternative 1 do is missing or empty"),
        (
            'does = [{ do = ["resolve"] }]',
            'also = ["Waiting"]\ndoes = [{ do = ["resolve"] }]',
            "'Waiting' is mapped twice",
        ),
        ('do = ["register", "open"]', 'do = ["open"]', "[begin]: 'open' is not possible in 'start'"),
        ('activity = "concept:name"', "", "[log] activity is missing"),
        ('activity = "concept:name"', "activity = 7", "[log] activity is 7, where a name or a list of names belongs"),
        (
            'time = "time:timestamp"',
            'time = "t"\nzone = "Asia/Shangai"',
            "there is no zone 'Asia/Shangai'; did you mean 'Asia/Shanghai'?",
        ),
        ('time = "time:timestamp"', 'time = "t"\nformat = "cvs"', "'cvs' is not read; did you mean 'csv'?"),
        ('time = "time:timestamp"', 'time = "t"\ndelimiter = ";;"', "it is a single character"),
        ('time = "time:timestamp"', 'time = "t"\nsorted_by_case = "yes"', "it is true or false"),
        (
            'name = "it_incident"',
            'name = "it_incidents"',
            "defines no workflow 'it_incidents'; did you mean 'it_incident'?",
        ),
        ("it_incident.py", "it_incidnet.py", "there is no Python file"),
        ('name = "it_incident"\n', "", "[workflow] name is missing"),
    ],
)
def test_each_fault_of_a_mapping_is_named(before: str, after: str, fault: str, faulty) -> None:
    """Whatever cannot be followed in a mapping is named with its place, and with what was meant where that is clear."""
    assert any(fault in one for one in faulty((before, after)))


def test_a_workflow_file_that_fails_is_a_fault_of_the_mapping(faulty, tmp_path: Path) -> None:
    """A workflow's file that raises, or defines none, is named with the error."""
    good = (EXAMPLES / "it_incident.py").as_posix()
    (tmp_path / "broken.py").write_text("1 / 0\n")
    assert any("cannot be imported: ZeroDivisionError" in one for one in faulty((good, "broken.py")))
    (tmp_path / "hollow.py").write_text("answer = 42\n")
    assert any("defines no workflow" in one for one in faulty((good, "hollow.py")))


def test_a_mapping_without_a_file_takes_a_workflow_that_the_program_knows(logs: Path, tmp_path: Path) -> None:
    """Without `file`, the name is looked up among the workflows that were given."""
    workflow = read_mapping(logs / "tickets.toml").workflow
    path = tmp_path / "m.toml"
    text = (logs / "tickets.toml").read_text(encoding="utf-8")
    path.write_text(text.replace('file = "../../../examples/it_incident.py"\n', ""), encoding="utf-8")
    assert read_mapping(path, [workflow]).workflow is workflow
    with pytest.raises(DefinitionError, match="the program knows no workflow 'it_incident'"):
        read_mapping(path)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"[log\n", "line 1"),
        (b"\xff\xfe", "no text in UTF-8"),
    ],
)
def test_a_mapping_that_is_no_toml_is_a_malformed_file(content: bytes, why: str, tmp_path: Path) -> None:
    """A file that is no TOML, or no text, says where it breaks off."""
    path = tmp_path / "m.toml"
    path.write_bytes(content)
    with pytest.raises(MalformedFile, match=why):
        read_mapping(path)
    with pytest.raises(MalformedFile, match="No such file"):
        read_mapping(tmp_path / "none.toml")


def test_a_mapping_that_is_no_mapping_at_all_names_what_is_missing(tmp_path: Path) -> None:
    """An empty file is told everything that a mapping must say."""
    path = tmp_path / "m.toml"
    path.write_text("")
    with pytest.raises(DefinitionError) as caught:
        read_mapping(path)
    for part in ("[log] activity", "[log] case", "[log] time", "[workflow] name"):
        assert any(one.startswith(part) for one in caught.value.faults), part
