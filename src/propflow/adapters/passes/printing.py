"""
Printing: a code as a QR code. The only file that imports the library.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from propflow.adapters.passes.faults import Missing
from propflow.adapters.passes.tokens import LONGEST
from propflow.errors import InvalidValue

ERROR_CORRECTION = "m"
"""A slip is folded and gets wet: 15 percent may be unreadable."""

LARGEST_SCALE = 100
"""Dots along the side of a module, at most."""


def svg(code: str, *, scale: int = 4) -> str:
    """The QR code as an SVG element, to be set into a page."""
    found: str = _made(code).svg_inline(scale=_scale(scale))
    return found


def png(code: str, *, scale: int = 4) -> bytes:
    """The QR code as a PNG image."""
    out = BytesIO()
    _made(code).save(out, kind="png", scale=_scale(scale))
    return out.getvalue()


def _made(code: str) -> Any:
    try:
        import segno
    except ImportError:
        raise Missing("Printing QR codes") from None
    if not isinstance(code, str) or not code or len(code) > LONGEST:
        raise InvalidValue("code", "length", f"no text of 1 to {LONGEST:,} characters")
    try:
        return segno.make_qr(code, error=ERROR_CORRECTION, boost_error=False)
    except segno.DataOverflowError:
        raise InvalidValue("code", "length", f"{len(code):,} characters, which no QR code holds") from None


def _scale(given: int) -> int:
    if type(given) is not int or not 1 <= given <= LARGEST_SCALE:
        raise InvalidValue("scale", "range", f"{given!r:.40}; it is a whole number from 1 to {LARGEST_SCALE}")
    return given
