"""Sentences: everything that the check of a workflow can say is said to some workflow in these tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from propflow.definition import check, naming, slots, timing, urgency

HERE = Path(__file__).parent
SAYING = [check, naming, slots, timing, urgency]


def sentences(source: str) -> Iterator[re.Pattern[str]]:
    """The sentences in a module's source, as patterns: whatever is filled in may be anything."""
    for node in ast.walk(ast.parse(source)):
        said: ast.expr | None = None
        if isinstance(node, ast.Yield):
            said = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
            said = node.args[0]
        elif isinstance(node, ast.ListComp):
            said = node.elt
        text = _text(said, ".+")
        if text is not None and text.endswith("\\."):
            yield re.compile(text, re.DOTALL)


def _text(node: ast.expr | None, hole: str) -> str | None:
    """A text or f-string as a pattern, or None if it is neither."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(one.value) if isinstance(one, ast.Constant) else hole for one in node.values]
        return "".join(parts)
    return None


def _said(node: ast.AST) -> str | None:
    """A text in a test as it is written, with a letter for each thing filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else "x" for one in node.values)
    return None


def told() -> set[str]:
    """Every text that stands in a test of this folder."""
    paths = [*HERE.glob("test_*.py"), HERE.parent / "engine" / "test_changes.py"]
    found = {_said(node) for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))}
    return {one for one in found if one}


TOLD = told()


@pytest.mark.parametrize("module", SAYING, ids=lambda one: one.__name__.rpartition(".")[2])
def test_every_sentence_of_the_check_is_provoked(module: object) -> None:
    """
    Each sentence is the answer that some test expects, in full or from where the thing is named that is wrong.
    """
    source = Path(str(module.__file__)).read_text(encoding="utf-8")  # type: ignore[attr-defined]
    known = list(sentences(source))
    assert known
    unsaid = [one.pattern for one in known if not any(_matches(one, text) for text in TOLD)]
    assert unsaid == []


def _matches(sentence: re.Pattern[str], text: str) -> bool:
    return sentence.fullmatch(text) is not None or sentence.fullmatch(f"x {text}") is not None


def test_a_sentence_that_no_test_provokes_is_noticed() -> None:
    """A sentence of which no test knows is found."""
    (pattern,) = sentences("def faults(one):\n    yield f\"The thing '{one}' is no such thing at all.\"\n")
    assert not any(_matches(pattern, text) for text in TOLD)
    assert _matches(pattern, "The thing 'x' is no such thing at " + "all.")
