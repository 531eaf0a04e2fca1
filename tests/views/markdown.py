"""Reads Markdown with a parser of somebody else's, to see what a reader would see."""

from __future__ import annotations

from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token


def tables(text: str) -> list[list[list[str]]]:
    """The tables of a Markdown text: rows of cells, as they are shown."""
    found: list[list[list[str]]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and found and token.level >= 4:
            found[-1][-1].append(_shown(token))
    return found


def headings(text: str) -> list[str]:
    """The headings of a Markdown text, as they are shown."""
    tokens = MarkdownIt("commonmark").parse(text)
    return [_shown(after) for token, after in pairwise(tokens) if token.type == "heading_open"]


def _shown(inline: Token) -> str:
    kinds = {one.type for one in inline.children or ()}
    assert kinds <= {"text", "text_special", "code_inline"}, f"not shown as it is written: {inline.content!r}"
    return "".join(one.content for one in inline.children or ())
