"""The printed QR code holds the code letter for letter, as an independent reader finds."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET

import pytest
import zxingcpp
from tests.adapters.passes.gatehouse import GOODS, KEY, NOON, a_code, a_gate, a_pass

from propflow.adapters.passes import Missing, issue, new_key, png, svg
from propflow.adapters.passes.printing import _made
from propflow.errors import InvalidValue
from propflow.model.identifiers import LONGEST_ID

QUIET = 4
"""Modules of white that a reader needs around a code."""


def seen(code: str, damaged: int = 0) -> str:
    """What a reader sees on paper, where so many modules of a row in the middle were rubbed off."""
    matrix = [[bool(one) for one in row] for row in _made(code).matrix]
    middle = len(matrix) // 2
    for column in range(damaged):
        matrix[middle][middle + column] = False
    size, dots = len(matrix) + 2 * QUIET, 4
    white = [False] * size
    framed = [*[white] * QUIET, *[[False] * QUIET + row + [False] * QUIET for row in matrix], *[white] * QUIET]
    rows = [bytes(0 if one else 255 for one in row for _ in range(dots)) * dots for row in framed]
    found = zxingcpp.read_barcode(memoryview(b"".join(rows)).cast("B", (size * dots, size * dots)))
    assert found is not None
    return str(found.text)


def test_what_is_printed_is_what_was_issued() -> None:
    """And what is read back lets the goods through."""
    code = a_code()
    assert seen(code) == code
    assert a_gate().admit(seen(code), NOON, GOODS) == a_pass()


def test_a_slip_that_was_folded_is_read() -> None:
    """Ten modules rubbed off do no harm."""
    assert seen(a_code(), damaged=10) == a_code()


def test_the_longest_ids_fit() -> None:
    """Community and case with the longest names there may be make one code; what no QR code holds is not issued."""
    long = "中" * LONGEST_ID
    code = issue(a_pass(tenant=long, case=long), KEY)
    assert len(code) > 2_000
    assert seen(code) == code
    assert a_gate(tenant=long).admit(code, NOON, GOODS).case == long
    with pytest.raises(InvalidValue, match="a QR code holds"):
        issue(a_pass(tenant=long, case=long, route=long), new_key("K" * LONGEST_ID))


def test_images() -> None:
    """An SVG element to be set into a page, and a PNG file; the same number of modules along each side."""
    code = a_code()
    element = ET.fromstring(svg(code, scale=2))
    side = (len(_made(code).matrix) + 2 * QUIET) * 2
    assert (element.tag.endswith("svg"), element.get("width"), element.get("height")) == (True, str(side), str(side))
    image = png(code, scale=2)
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(image[16:20], "big") == int.from_bytes(image[20:24], "big") == side


@pytest.mark.parametrize("code", ["", "A" * 3_392, 7, "é" * 3_000])
def test_what_cannot_be_printed(code: str) -> None:
    """Nothing, too much, or no text."""
    with pytest.raises(InvalidValue):
        svg(code)


@pytest.mark.parametrize("scale", [0, 101, 1.5, True])
def test_no_scale(scale: int) -> None:
    """A whole number of dots."""
    with pytest.raises(InvalidValue):
        png(a_code(), scale=scale)


@pytest.mark.parametrize(("module", "use"), [("segno", lambda: svg("A")), ("cryptography", lambda: new_key("k"))])
def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, module: str, use: object) -> None:
    """It says what to install."""
    for name in [name for name in sys.modules if name.split(".")[0] == module]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Missing, match=r"propflow\[passes\]"):
        use()  # type: ignore[operator]


def test_importing_needs_neither() -> None:
    """The libraries are loaded when they are used."""
    import subprocess

    script = "import sys, propflow.adapters.passes; print({'segno', 'cryptography'} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert out.strip() == "set()"
    assert KEY.id == "2026-1"
