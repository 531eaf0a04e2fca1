"""
Identifiers: names that come from outside and stand in keys: of people, tenants, cases, commands.
"""

from __future__ import annotations

from propflow.errors import InvalidValue
from propflow.model.canonical import text

LONGEST_ID = 200


def identifier(value: object, where: str, *, barred: str = "") -> str:
    """
    Return *value*, a text of 1 to 200 characters that is not blank, in NFC.

    Args:
        where: How to name it in an error.
        barred: A character that it may not contain.

    Raises:
        InvalidValue: If it is anything else.
    """
    if type(value) is not str or not value.strip():
        raise InvalidValue(where, "id", "empty or not text; an id is a text of at least one character")
    if len(value) > LONGEST_ID:
        raise InvalidValue(where, "id", f"{len(value):,} characters long; an id has at most {LONGEST_ID}")
    if barred and barred in value:
        raise InvalidValue(where, "id", f"with {barred!r} in it, which parts the ids of messages")
    return text(value, where)
