"""Evidence: a file by its content."""

from typing import Any

import pytest

from propflow import Evidence
from propflow.errors import InvalidValue
from propflow.model.canonical import LARGEST_INTEGER

SOUND: dict[str, Any] = {"sha256": "0f" * 32, "media_type": "image/jpeg", "size": 0, "ref": "photos/1"}


def test_sound_evidence() -> None:
    """A digest, a media type, a size from nothing up, and where it is kept."""
    assert Evidence(**SOUND).size == 0
    assert Evidence(**{**SOUND, "size": LARGEST_INTEGER}) != Evidence(**SOUND)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("sha256", "0F" * 32, "digest"),
        ("sha256", "0f" * 31, "digest"),
        ("sha256", "0f" * 32 + "\n", "digest"),
        ("sha256", b"0f" * 32, "digest"),
        ("size", -1, "size"),
        ("size", True, "size"),
        ("size", 1.0, "size"),
        ("size", LARGEST_INTEGER + 1, "size"),
        ("media_type", "", "text"),
        ("media_type", None, "text"),
        ("ref", "x" * 2001, "text"),
        ("ref", 5, "text"),
        ("ref", "photos/\ud800", "surrogate"),
    ],
)
def test_unsound_evidence(field: str, value: object, code: str) -> None:
    """Anything that could not stand in a record is refused by its field."""
    with pytest.raises(InvalidValue) as found:
        Evidence(**{**SOUND, field: value})
    assert (found.value.where, found.value.code) == (field, code)


def test_reference_is_kept_in_nfc() -> None:
    """A reference has one spelling on record."""
    assert Evidence(**{**SOUND, "ref": "photos/e\u0301"}).ref == "photos/\u00e9"
