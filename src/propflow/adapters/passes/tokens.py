"""
The code on a slip: what it says, spelled in capital letters and digits, as a QR code holds them most densely.

    PF1.<what it says>.<signature>        both in base 32 without padding; the signature covers all before it
"""

from __future__ import annotations

import json
from base64 import b32decode, b32encode
from binascii import Error as NotBase32
from datetime import datetime
from typing import Any

import attrs

from propflow.adapters.passes.faults import UnreadablePass, reason
from propflow.adapters.passes.signing import SIGNATURE
from propflow.errors import InvalidValue
from propflow.model.canonical import canonical
from propflow.model.identifiers import identifier
from propflow.model.instants import from_text, instant, to_text

PREFIX = "PF1"
"""The number of the format; what a code says changes its meaning only with it."""

LONGEST = 3_391
"""Characters of a code, at most: what a QR code holds of them, if 15 percent of it may be unreadable."""

DIGEST = 64
"""Hexadecimal digits of a digest of goods."""


def named(_: object, field: attrs.Attribute[Any], given: object) -> None:
    """A field that holds an id."""
    identifier(given, field.name)


def _instant(given: object) -> datetime:
    return instant(given, "valid_from or valid_until")


@attrs.frozen
class GoodsPass:
    """
    What a slip says, as far as a gate must know it.

    Attributes:
        case: The request on which it was made out.
        goods: The digest of its goods; see `propflow.workflows.move_out_pass.goods`.
        route: By whose right: `owner`, `registered_family` or `agent`.
        valid_from, valid_until: From when it is good, and from when no longer.
    """

    tenant: str = attrs.field(validator=named)
    case: str = attrs.field(validator=named)
    serial: int = attrs.field()
    goods: str = attrs.field()
    route: str = attrs.field(validator=named)
    valid_from: datetime = attrs.field(converter=_instant)
    valid_until: datetime = attrs.field(converter=_instant)

    def __attrs_post_init__(self) -> None:
        if type(self.serial) is not int or not 1 <= self.serial <= 999_999_999:
            raise InvalidValue("serial", "range", f"{self.serial!r:.40}, which is no serial number")
        hexadecimal = isinstance(self.goods, str) and len(self.goods) == DIGEST and not self.goods.strip(_HEX)
        if not hexadecimal:
            raise InvalidValue("goods", "digest", f"{self.goods!r:.80}, which is no SHA-256 in hexadecimal digits")
        if self.valid_from >= self.valid_until:
            raise InvalidValue("valid_until", "order", f"{to_text(self.valid_until)}, which is not after valid_from")


_HEX = "0123456789abcdef"


@attrs.frozen
class Unproved:
    """A code that was read, and not believed yet."""

    says: GoodsPass
    key_id: str
    message: bytes
    signature: bytes


def spelled(says: GoodsPass, key_id: str) -> str:
    """The part of a code that is signed."""
    values = [
        says.tenant, says.case, says.serial, says.goods, says.route, to_text(says.valid_from),
        to_text(says.valid_until), key_id,
    ]  # fmt: skip
    return f"{PREFIX}.{_letters(canonical(values).encode())}"


def joined(signed_part: str, signature: bytes) -> str:
    """
    The whole code.

    Raises:
        InvalidValue: If it is longer than a QR code holds.
    """
    code = f"{signed_part}.{_letters(signature)}"
    if len(code) > LONGEST:
        reason_ = f"{len(code):,} characters, and a QR code holds {LONGEST:,}; community, case or key have long names"
        raise InvalidValue("code", "too_long", reason_)
    return code


def read(code: object) -> Unproved:
    """
    Read a code, believing nothing of it.

    Raises:
        UnreadablePass: If it is no code of this format.
    """
    if not isinstance(code, str) or len(code) > LONGEST:
        raise _unreadable("it is no text, or too long a one")
    head, *rest = code.strip().split(".")
    if head != PREFIX or len(rest) != 2:
        raise _unreadable(f"it does not begin with {PREFIX} and have three parts")
    content, signature = (_bytes(one) for one in rest)
    try:
        values: Any = json.loads(content)
        tenant, case, serial, goods, route, since, until, key_id = values
        says = GoodsPass(tenant, case, serial, goods, route, from_text(since), from_text(until))
        known = identifier(key_id, "key id")
    except (ValueError, TypeError, RecursionError):  # JSON's and our own errors are ValueErrors
        raise _unreadable("it does not say what a slip says") from None
    if len(signature) != SIGNATURE:
        raise _unreadable("its signature has another length")
    return Unproved(says, known, f"{head}.{rest[0]}".encode(), signature)


def _letters(given: bytes) -> str:
    return b32encode(given).decode().rstrip("=")


def _bytes(given: str) -> bytes:
    try:
        found = b32decode(given + "=" * (-len(given) % 8))
    except (NotBase32, ValueError):
        raise _unreadable("it has letters that no code has") from None
    if _letters(found) != given:  # two spellings of one content would be two codes
        raise _unreadable("it is spelled as no code is")
    return found


def _unreadable(why: str) -> UnreadablePass:
    return UnreadablePass([reason("pass_unreadable", f"no code of a goods pass: {why}", "不是有效的持出证二维码")])
