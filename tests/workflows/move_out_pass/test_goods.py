"""Goods are compared by name and number, however they are written down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from propflow.workflows.move_out_pass.goods import beyond, digest, lines_of, read, same, unclear

NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)
PILES = st.dictionaries(NAMES.map(lambda one: next(iter(read([one])), one)), st.integers(1, 99), max_size=5)


@pytest.mark.parametrize(
    ("lines", "goods"),
    [
        (["sofa"], {"sofa": 1}),
        (["Sofa ×2", "sofa*3", "  SOFA  × 1 "], {"sofa": 6}),
        (["冰箱×1", "电视机 * 2"], {"冰箱": 1, "电视机": 2}),
        (["3 door wardrobe ×2"], {"3 door wardrobe": 2}),
        (["A×B ×2"], {"a×b": 2}),
        (["cafe\u0301", "café"], {"café": 2}),
        ([], {}),
    ],
)
def test_lines_are_read(lines: list[str], goods: dict[str, int]) -> None:
    """Case, blanks, composition and order do not matter; a line without a number is one piece."""
    assert read(lines) == goods
    assert unclear(lines) == []


@pytest.mark.parametrize("line", ["", " ", "×3", "sofa ×0", "sofa ×100001", "sofa ×99999999999999999999", "* 2", "\n"])
def test_lines_that_nobody_can_count(line: str) -> None:
    """No name, none of it, or more than anybody carries."""
    assert unclear([line]) == [line]
    assert read([line, "lamp"]) == {"lamp": 1}


@given(PILES)
def test_what_is_written_is_read(goods: dict[str, int]) -> None:
    """Goods written as lines and read again are the same."""
    assert read(lines_of(goods)) == goods
    assert same(lines_of(goods), [*reversed(lines_of(goods))])
    assert digest(lines_of(goods)) == digest([*reversed(lines_of(goods))])


@given(PILES, PILES)
def test_what_is_beyond(asked: dict[str, int], allowed: dict[str, int]) -> None:
    """Number by number, what is more than allowed; nothing is beyond exactly if every number is within."""
    more = read(beyond(lines_of(asked), lines_of(allowed)))
    assert more == {name: n - allowed.get(name, 0) for name, n in asked.items() if n > allowed.get(name, 0)}
    assert same(lines_of(asked), lines_of(allowed)) is (asked == allowed)
    assert (digest(lines_of(asked)) == digest(lines_of(allowed))) is (asked == allowed)
