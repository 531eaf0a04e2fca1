"""
Titles: how parts are called in a language, and how text is made safe inside a Markdown table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from propflow.errors import UnknownName
from propflow.model.amounts import Amount

LANGUAGES = ("en", "zh")

_SPECIAL = re.compile(r"[\\`*{}\[\]<>#|~&]|(?<![^\W_])_|_(?![^\W_])")  # inside a word _ means nothing
_BLANKS = re.compile(r"\s+")
_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # obeyed by a terminal, not shown


class Titled(Protocol):
    """Whatever has a name and titles."""

    @property
    def name(self) -> str: ...
    @property
    def en(self) -> str: ...
    @property
    def zh(self) -> str: ...


def known(language: str) -> str:
    """
    Return *language* if things have titles in it.

    Raises:
        UnknownName: If they have not; it says in which they have.
    """
    if language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    return language


def title(part: Titled, language: str) -> str:
    """The part's title; its name if it has none."""
    return (part.zh if language == "zh" else part.en) or part.name


def length(amount: Amount, language: str) -> str:
    """An amount of time in words."""
    return amount.say(language)


def lapse(seconds: int, language: str) -> str:
    """So many seconds in days, hours, minutes and seconds."""
    units = ("天", "小时", "分", "秒") if language == "zh" else ("d", "h", "min", "s")
    numbers = (seconds // 86_400, seconds // 3_600 % 24, seconds // 60 % 60, seconds % 60)
    said = [f"{number} {unit}" for number, unit in zip(numbers, units, strict=True) if number]
    return " ".join(said) or f"0 {units[3]}"


def listed(words: Iterable[str], language: str) -> str:
    """Some words after one another."""
    return ("、" if language == "zh" else ", ").join(words)


def either(words: Iterable[str], language: str) -> str:
    """Some words, of which any one is meant."""
    return ("或" if language == "zh" else " or ").join(words)


def joined(clauses: Iterable[str], language: str) -> str:
    """Some clauses after one another."""
    return ("；" if language == "zh" else "; ").join(clauses)


def bracketed(text: str, language: str) -> str:
    """A remark in brackets, to be put behind a word; nothing for an empty one."""
    if not text:
        return ""
    return f"（{text}）" if language == "zh" else f" ({text})"


def safe(text: str) -> str:
    """A text on one line that Markdown shows as it is, also inside a table, and that commands no terminal."""
    return _SPECIAL.sub(r"\\\g<0>", _COMMANDS.sub("\ufffd", _BLANKS.sub(" ", text).strip()))


def rows(head: Iterable[str], body: Iterable[Iterable[str]]) -> str:
    """A Markdown table. The cells are safe already."""
    names = list(head)
    lines = [names, ["---"] * len(names), *(list(one) for one in body)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
