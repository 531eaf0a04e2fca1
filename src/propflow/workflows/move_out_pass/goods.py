"""
Goods as they stand on letters and passes: lines such as `sofa ×2`, compared by name and number, whatever their order.

A line without a number is one piece. The same name on several lines counts together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TypeAlias

from propflow.model.canonical import encode, text

Goods: TypeAlias = "Mapping[str, int]"
"""How many pieces of what: name to number, each 1 or more."""

MOST = 100_000
"""The largest number of pieces of one name that a line may say."""

_LINE = re.compile(r"(?P<name>.*?)(?:\s*[×*]\s*(?P<number>\d+))?\s*", re.ASCII | re.DOTALL)


def read(lines: Iterable[str]) -> Goods:
    """The goods of some lines; a line that `unclear` names counts for nothing."""
    found: Counter[str] = Counter()
    for line in lines:
        one = _piece(line)
        if one is not None:
            found[one[0]] += one[1]
    return dict(found)


def unclear(lines: Iterable[str]) -> list[str]:
    """The lines that name nothing, or no number of pieces from 1 to 100,000."""
    return [line for line in lines if _piece(line) is None]


def beyond(asked: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """What is asked for beyond what is allowed, as lines; empty if all of it is within."""
    more = Counter(read(asked))
    more.subtract(read(allowed))
    return lines_of({name: number for name, number in more.items() if number > 0})


def same(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Are these the same goods, number by number?"""
    return read(ones) == read(others)


def lines_of(goods: Goods) -> list[str]:
    """The goods as lines, by name."""
    return [f"{name} ×{number}" for name, number in sorted(goods.items())]


def digest(lines: Iterable[str]) -> str:
    """SHA-256 of the goods, the same however the lines are spelled or ordered; 64 hexadecimal digits."""
    goods = read(lines)
    return sha256(encode([[name, goods[name]] for name in sorted(goods)]).encode()).hexdigest()


def _piece(line: str) -> tuple[str, int] | None:
    found = _LINE.fullmatch(line)
    if found is None or len(found["number"] or "") > len(str(MOST)):
        return None
    name = text(" ".join(found["name"].split()).casefold(), "name")
    number = int(found["number"] or 1)
    return (name, number) if name and 1 <= number <= MOST else None
