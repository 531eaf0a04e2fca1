"""Mermaid: the diagram has every state and every way, and any title survives."""

import re
from typing import Any

import pytest
from examples.it_incident import it_incident
from tests.definition.key_loan import asked, key_loan, returned

from propflow import ACTIVE, State, Workflow
from propflow.errors import UnknownName
from propflow.views.mermaid import diagram, label
from propflow.workflows.complaint import complaint

STATE = re.compile(r'    state "([^"]*)" as (s\d+)')
ARROW = re.compile(r"    (\[\*\]|s\d+) --> (\[\*\]|s\d+)(?: : ([^:;\n]*(?:#\d+;[^:;\n]*)*))?")

NASTY = [
    'He said "now": go; # of <b> 50 %% & {x} [*]',
    "direction LR",
    "Direction  TB of travel",
    "a --> b",
    'state "x" as y',
    "end",
    "note right of s1",
    "Lifestyle: #58; new\nline \\ | ~ ^ ` $",
    "classDef: a#b;",
    "钥匙：已借出",
    "\U0001f511 \x1b[2J",
]


def plain(shown: str) -> str:
    """What Mermaid shows for a label."""
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), shown)


def parsed(text: str) -> tuple[dict[str, str], list[tuple[str, str, list[str]]]]:
    """The states of a diagram by id, and its arrows with their labels; fails on any other line."""
    head, *lines = text.splitlines()
    assert head == "stateDiagram-v2"
    states: dict[str, str] = {}
    arrows = []
    for line in lines:
        if found := STATE.fullmatch(line):
            states[found[2]] = plain(found[1])
        else:
            way = ARROW.fullmatch(line)
            assert way is not None, line
            arrows.append((way[1], way[2], [plain(one) for one in (way[3] or "").split("<br/>") if one]))
    return states, arrows


def test_the_key_loan_as_a_diagram() -> None:
    """The whole text for a small workflow."""
    assert (
        diagram(key_loan())
        == """stateDiagram-v2
    state "Asked for" as s1
    state "Lent" as s2
    state "Returned" as s3
    [*] --> s1 : Register (Receptionist)
    s1 --> s2 : Lend (Receptionist)
    s1 --> s1 : Note (Receptionist or Borrower)
    s2 --> s2 : Note (Receptionist or Borrower)
    s1 --> s3 : Take back (Key keeper)
    s2 --> s3 : Take back (Key keeper)
    s3 --> [*]
"""
    )


def test_chinese() -> None:
    """In Chinese all titles are the Chinese ones."""
    states, arrows = parsed(diagram(key_loan(), language="zh"))
    assert list(states.values()) == ["已申请", "已借出", "已归还"]
    assert ("s1", "s1", ["备注（前台或借用人）"]) in arrows


def test_other_languages_are_refused() -> None:
    """A language in which nothing has a title is refused."""
    with pytest.raises(UnknownName, match="There is no language called 'de'"):
        diagram(key_loan(), language="de")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_way_of_the_incident_is_drawn(language: str) -> None:
    """Every action of the worked workflow is drawn from each of its sources to its target, and none twice."""
    states, arrows = parsed(diagram(it_incident, language=language))
    ids = {one.name: f"s{i}" for i, one in enumerate(it_incident.states, 1)}
    titles = {one.name: one.zh if language == "zh" else one.en for one in it_incident.states}
    assert {ids[name]: title for name, title in titles.items()} == states
    drawn = {(source, target, re.split(r" \(|（", said)[0]) for source, target, each in arrows for said in each}
    wanted = set()
    for action in it_incident.actions:
        for source in action.sources:
            target = action.goes_to(source)
            said = action.zh if language == "zh" else action.en
            wanted.add((ids.get(getattr(source, "name", ""), "[*]"), ids[getattr(target, "name", "")], said))
    assert drawn == wanted
    assert len({(source, target) for source, target, _ in arrows}) == len(arrows)
    assert {source for source, target, _ in arrows if target == "[*]"} == {ids["archived"], ids["cancelled"]}


def titled(title: str) -> Workflow:
    """The key loan with a state and an action of this title."""
    kept = State("lent", ACTIVE, en=title, zh=title)
    changes: dict[str, Any] = {
        "workflow": {"states": [asked, kept, returned]},
        "open": {"target": kept, "en": title, "zh": title},
        "note": {"sources": [asked, kept]},
        "close": {"sources": [asked, kept]},
    }
    return key_loan(**changes)


@pytest.mark.parametrize("title", NASTY)
def test_any_title_survives(title: str) -> None:
    """Quotes, colons, arrows, comments and Mermaid's own words in a title are shown, never obeyed."""
    states, arrows = parsed(diagram(titled(title)))
    shown = " ".join(title.split())
    assert states == {"s1": "Asked for", "s2": shown, "s3": "Returned"}
    assert ("s1", "s2", [f"{shown} (Receptionist)"]) in arrows


def test_direction_is_no_order() -> None:
    """Mermaid takes any line with `direction LR` in it for an order, so the word is broken."""
    assert label("Direction LR, direction TB") == "#68;irection LR, #100;irection TB"
    assert label("redirection") == "redirection"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_too_large_is_drawn_without_what_happens_in_place(language: str) -> None:
    """Every move of a complaint is drawn within Mermaid's bound; what is done in place is not, and so it says."""
    text = diagram(complaint, language=language)
    assert len(text) < 50_000
    assert "was left out" in text
    _, arrows = parsed("\n".join(line for line in text.splitlines() if "%%" not in line))
    moves = {(source, target) for source, each in complaint.moves.items() for _, target in each if source is not target}
    assert len([one for one in arrows if one[0] != one[1]]) == len(arrows) == len(moves) + len(complaint.final)
    assert "was left out" not in diagram(it_incident, language=language)
