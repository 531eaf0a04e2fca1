"""
What is handed to a store: texts with keys, whose meaning a store need not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from attrs import frozen as payload
else:

    def payload(made: type | None = None, *, eq: bool = True):
        """
        Frozen for whoever is checked. At run time only hashable, as a frozen one is.

        A frozen one takes three times as long to make, and several are made in every step.
        """
        return attrs.define(made, eq=eq, unsafe_hash=eq or None)


@payload
class StoredRecord:
    """
    One record as kept.

    Attributes:
        number: Its place in the case's journal, counted from 1 without gaps.
        hash: 64 hexadecimal digits.
        text: Canonical JSON text.
    """

    number: int
    hash: str
    text: str


@payload
class StoredMessage:
    """
    A message that is owed.

    Attributes:
        id: Stable: tenant, case, record number and place in the record. A message
            whose id is kept already is not kept again.
        at: When it came to be owed, as text.
        text: Canonical JSON text.
    """

    id: str
    at: str
    text: str


@payload
class Confidential:
    """The value of a confidential field, kept apart from its record so that it can be erased."""

    case_id: str
    number: int
    field: str
    salt: str
    text: str
