"""
Keys: the centre signs with one, and gates know the public half of each that is or was in use.

Rotation: gates learn the new public key, the centre signs with it from then on, and the old one is retired; it goes
from the gates once the last slip signed with it has run out.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs

from propflow.adapters.passes import signing
from propflow.errors import InvalidValue
from propflow.model.identifiers import identifier
from propflow.model.instants import instant


def _id(given: object) -> str:
    return identifier(given, "key id")


def _of_length(_: object, field: attrs.Attribute[Any], given: object) -> None:
    length = signing.SEED if field.name == "seed" else signing.PUBLIC
    if not isinstance(given, bytes) or len(given) != length:
        found = f"{len(given)} bytes" if isinstance(given, bytes) else type(given).__name__
        raise InvalidValue(field.name, "key", f"{found}; a key is {length} bytes")


def _maybe_instant(given: object) -> datetime | None:
    return None if given is None else instant(given, "retired_at")


@attrs.frozen
class PublicKey:
    """
    What a gate knows of a key.

    Attributes:
        id: Its name; stands in every code signed with it.
        retired_at: Slips made out from then on are not taken with it; None while it is in use.
    """

    id: str = attrs.field(converter=_id)
    raw: bytes = attrs.field(validator=_of_length)
    retired_at: datetime | None = attrs.field(default=None, converter=_maybe_instant)


@attrs.frozen
class SigningKey:
    """The private half, which stays at the centre. Its bytes are shown nowhere; keep them as you keep a stamp."""

    id: str = attrs.field(converter=_id)
    seed: bytes = attrs.field(validator=_of_length, repr=False)

    def public(self, *, retired_at: datetime | None = None) -> PublicKey:
        """The half that gates are given."""
        return PublicKey(self.id, signing.public_of(self.seed), retired_at)


def new_key(id: str) -> SigningKey:
    """A new key of this name."""
    return SigningKey(id, signing.new_seed())
