"""
A workflow as a Mermaid state diagram.
"""

from __future__ import annotations

import re

from propflow.definition.actions import Action
from propflow.definition.states import FINAL, Place, State
from propflow.definition.workflow import Workflow
from propflow.views.titles import bracketed, either, known, title

_PLAIN = re.compile(r"[^\w ,.()/'’，。、（）·-]")
_DIRECTION = re.compile(r"(?i)d(?=irection\s)")  # Mermaid takes a whole line with `direction LR` in it for an order


DRAWABLE = 300
"""How many actions at arrows can be drawn for certain: Mermaid stops at 50,000 characters in all."""


def diagram(workflow: Workflow, *, language: str = "en") -> str:
    """
    A workflow as the text of a `stateDiagram-v2`.

    States are numbered in the order of definition, so that a title may hold any
    character. Actions between the same two states share an arrow, one to a line, each
    with the roles that may do it. Of a workflow too large to be drawn otherwise, what
    leaves a case where it is is left out; the table has it.

    Args:
        language: `en` or `zh`.

    Raises:
        UnknownName: If the language is another.
    """
    known(language)
    ids = {one.name: f"s{i}" for i, one in enumerate(workflow.states, 1)}
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{label(title(one, language))}" as {ids[one.name]}' for one in workflow.states]
    arrows: dict[tuple[str, str], list[str]] = {}
    for action in workflow.actions:
        for source in action.sources:
            target = action.goes_to(source)
            ends = (_id(source, ids), _id(target, ids))
            arrows.setdefault(ends, []).append(_said(action, language))
    if sum(len(said) for said in arrows.values()) > DRAWABLE:
        arrows = {ends: said for ends, said in arrows.items() if ends[0] != ends[1]}
        lines.append("    %% what leaves a case where it is was left out: with it, this could not be drawn")
    lines += [f"    {source} --> {target} : {'<br/>'.join(said)}" for (source, target), said in arrows.items()]
    lines += [f"    {ids[one.name]} --> [*]" for one in workflow.states if one.kind is FINAL]
    return "\n".join(lines) + "\n"


def label(text: str) -> str:
    """A text as Mermaid shows it unchanged: whatever means something to Mermaid is written by its number."""
    plain = _PLAIN.sub(lambda found: f"#{ord(found[0])};", " ".join(text.split()))
    return _DIRECTION.sub(lambda found: f"#{ord(found[0])};", plain)


def _id(place: State | Place, ids: dict[str, str]) -> str:
    return ids[place.name] if isinstance(place, State) else "[*]"


def _said(action: Action, language: str) -> str:
    who = either((title(one, language) for one in action.by), language)
    return label(title(action, language) + bracketed(who, language))
