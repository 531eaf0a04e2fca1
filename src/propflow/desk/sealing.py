"""
Sealing: the state of all changed cases of a tenant, under one hash that names the seal before it.

What is sealed cannot be changed or removed unnoticed, except that the last seals can
be taken away together with what they cover: whoever wants to notice that keeps a
seal's number and hash elsewhere, as an anchor.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, cast

import attrs

from propflow.desk.house import Asking, House
from propflow.errors import Damaged
from propflow.model.canonical import Json, canonical, digest
from propflow.model.instants import to_text
from propflow.model.journal import NO_HASH
from propflow.ports import StoredSeal

LEAVES = 100_000
"""How many cases one seal covers at most; what is left goes into the next."""


@attrs.frozen
class Seal:
    """
    A seal, as it may be kept elsewhere.

    Attributes:
        number: Counted from 1 in the tenant.
        hash: SHA-256 of its text: with the number, an anchor.
        root: The Merkle root over its leaves.
        leaves: (case, version, hash of that record) of each case it covers.
    """

    number: int
    hash: str
    root: str
    leaves: tuple[tuple[str, int, str], ...] = attrs.field(repr=False)


def seal(house: House, tenant: str) -> Asking[Seal | None]:
    """Seal what has changed since the last seal; None if nothing has."""
    changed: Sequence[tuple[str, int, str]] = yield house.store.unsealed, (tenant, LEAVES)
    if not changed:
        return None
    seals: Sequence[StoredSeal] = yield house.store.seals, (tenant,)
    books: dict[str, Json] = {}
    for name in (yield house.store.books, (tenant,)):
        last = yield house.store.last_entry, (tenant, name)
        if last is not None:
            books[name] = [last.number, last.hash]
    number = len(seals) + 1
    text = canonical(
        {
            "at": to_text(house.moment()),
            "books": books,
            "leaves": [[case, version, hash_] for case, version, hash_ in changed],
            "number": number,
            "prev": seals[-1].hash if seals else NO_HASH,
            "root": merkle_root([leaf_hash(*one) for one in changed]),
            "tenant": tenant,
        },
        "seal",
    )
    stored = StoredSeal(number, digest(text), text)
    yield house.store.append_seal, (tenant, stored, [(case, version) for case, version, _ in changed])
    return read_seal(stored)


def read_seal(stored: StoredSeal) -> Seal:
    """
    A stored seal.

    Raises:
        Damaged: If its text is none.
    """
    data = seal_data(stored)
    return Seal(stored.number, stored.hash, data["root"], tuple((c, v, h) for c, v, h in data["leaves"]))


def seal_data(stored: StoredSeal) -> dict[str, Any]:
    """The text of a seal as JSON values."""
    try:
        data = json.loads(stored.text)
        for name in ("at", "books", "leaves", "number", "prev", "root", "tenant"):
            data[name]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Damaged("", f"seal {stored.number} cannot be read") from None
    return cast("dict[str, Any]", data)


def leaf_hash(case: str, version: int, hash_: str) -> str:
    """The hash of a leaf. The prefix keeps leaves and nodes apart."""
    return digest(f"leaf:{canonical([case, version, hash_])}")


def merkle_root(leaves: Sequence[str]) -> str:
    """The root over hashes in order; an odd one at the end moves up as it is."""
    level = list(leaves)
    while len(level) > 1:
        pairs = [digest(f"node:{a}{b}") for a, b in zip(level[::2], level[1::2], strict=False)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0] if level else NO_HASH
