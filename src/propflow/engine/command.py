"""
Commands and decisions: what is asked of the engine, and what it answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs

from propflow.errors import Blocker
from propflow.model.canonical import Json
from propflow.model.cases import Case
from propflow.model.people import Actor, Grant
from propflow.model.stored import Confidential, StoredMessage, StoredRecord

NOTHING_KNOWN: Mapping[str, Json] = {}


@attrs.define(eq=False)
class Command:
    """
    An action asked for, with all that the decision may look at.

    Attributes:
        form: The filled-in form, or None.
        values: The form as JSON values; None without a form.
        faults: What is wrong with the form, or with what the actor claims, if anything is.
        grants: What the actor holds, as the host confirms it.
        occurred_at: When it happened, if that was said.
        expect: The version of the case that was read, if that was said.
        facts: What the guards need to know, by name.
        unknown: Needs that could not be learnt, with the reason.
        salt: Text nobody can guess, for confidential fields; empty if there are none.
    """

    tenant: str
    case_id: str
    form: Any
    values: dict[str, Json] | None
    faults: tuple[Blocker, ...]
    actor: Actor
    grants: tuple[Grant, ...]
    occurred_at: datetime | None = None
    expect: int | None = None
    note: str = ""
    facts: Mapping[str, Json] = NOTHING_KNOWN
    unknown: Mapping[str, str] = NOTHING_KNOWN  # type: ignore[assignment]
    book: Mapping[str, Json] | None = None
    salt: str = ""


@attrs.define(eq=False)
class Decision:
    """
    What is to be written: the record, the case after it, and what is owed because of it.

    `at` is the record's instant, spelled.
    """

    case: Case
    record: StoredRecord
    messages: tuple[StoredMessage, ...] = ()
    confidential: tuple[Confidential, ...] = ()
    at: str = ""
