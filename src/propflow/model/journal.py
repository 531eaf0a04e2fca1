"""
The journal: what happened to a case, line by line. A line is a record.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs

from propflow.model.canonical import Json

FORMAT = 1
"""The number of the record format, described in docs/format.md."""

NO_HASH = "0" * 64
"""What the first record of a case names as the hash before it."""


@attrs.frozen
class Record:
    """
    One line of a case's history.

    Attributes:
        number: Its place in the journal, counted from 1 without gaps.
        kind: `act`, `propose`, `sign`, `link`, `mark`, or `calendar`: deadlines worked out
            anew, because a calendar has a newer edition.
        action: The action's name; the clock's for a mark.
        actor: The id of whoever acted, and `on_behalf_of` whom.
        grant: The role or relation by which they might, and who confirmed it.
        at: When it was recorded, in UTC; never earlier than the record before.
        occurred_at: When it happened, as far as was said.
        state_from, state_to: The states before and after; the first record
            comes from None.
        form: The form's name, revision and values; confidential values appear as
            the digest only, or in the clear where the reader may see them.
        changes: What it changed in the case, by part and name.
        facts: What the guards were told of the rest of the world.
        messages: What is owed to whom because of it.
        workflow: Name, version and fingerprint of the definition it follows.
        hash: SHA-256 of the stored text, which names the hash before it.
        text: The stored text, byte for byte.
    """

    tenant: str
    case_id: str
    number: int
    kind: str
    action: str
    actor: str
    on_behalf_of: str | None
    grant: Mapping[str, Json]
    at: datetime
    occurred_at: datetime
    state_from: str | None
    state_to: str
    form: Mapping[str, Json] | None
    changes: Mapping[str, Mapping[str, Json]]
    facts: Mapping[str, Json]
    messages: tuple[Mapping[str, Json], ...]
    book: Mapping[str, Json] | None
    note: str
    workflow: str
    previous: str
    hash: str
    text: str = attrs.field(repr=False)
