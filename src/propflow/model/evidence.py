"""
Evidence: a document or photograph that belongs to a record.
"""

from __future__ import annotations

import re

import attrs

from propflow.errors import InvalidValue
from propflow.model.canonical import LARGEST_INTEGER, text


@attrs.frozen
class Evidence:
    """
    A file by its content; the bytes stay with the host.

    Attributes:
        sha256: 64 lower-case hexadecimal digits.
        media_type: Such as `image/jpeg`; like *ref* a text of 1 to 2,000 characters, kept in NFC.
        size: In bytes.
        ref: Where the host keeps it.
    """

    sha256: str
    media_type: str
    size: int
    ref: str

    def __attrs_post_init__(self) -> None:
        if type(self.sha256) is not str or not re.fullmatch("[0-9a-f]{64}", self.sha256):
            raise InvalidValue("sha256", "digest", "not 64 lower-case hexadecimal digits")
        if type(self.size) is not int or not 0 <= self.size <= LARGEST_INTEGER:
            raise InvalidValue("size", "size", "not a whole number of bytes")
        for name in ("media_type", "ref"):
            value = getattr(self, name)
            if type(value) is not str or not 0 < len(value) <= 2000:
                raise InvalidValue(name, "text", "not a text of 1 to 2,000 characters")
            object.__setattr__(self, name, text(value, name))
