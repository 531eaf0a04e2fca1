"""
The kinds of field that a form can have: what each takes, and how it is written down.

`read` takes a value as it comes from outside (JSON), `plain` one as a program has
it; both refuse with a reason, and neither guesses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

import attrs

from propflow.errors import DefinitionError, InvalidValue
from propflow.model.canonical import LARGEST_INTEGER, Json, shown
from propflow.model.canonical import text as normal_text
from propflow.model.evidence import Evidence
from propflow.model.instants import from_text, instant, to_text

_AMOUNT = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class FieldKind(Protocol):
    """What a field takes."""

    def read(self, value: Any) -> Any:
        """Make the program's value of an outside one, or raise `InvalidValue`."""
        ...

    def plain(self, value: Any) -> Json:
        """Make the record's value of a program's one, or raise `InvalidValue`."""
        ...

    def schema(self) -> dict[str, Json]:
        """The outside value as JSON Schema."""
        ...


def _wrong(code: str, reason: str) -> InvalidValue:
    return InvalidValue("value", code, reason)


def _type(value: object, needed: str) -> InvalidValue:
    return _wrong("type", f"{type(value).__name__} instead of {needed}")


@attrs.frozen
class Text:
    """Text of `least` to `most` characters, kept in NFC."""

    most: int
    least: int = 1

    def read(self, value: Any) -> str:
        if type(value) is not str:
            raise _type(value, "text")
        length = len(value)
        if length > self.most:  # first, so that a huge text costs nothing
            raise _wrong("too_long", f"{length:,} characters; at most {self.most:,} are taken")
        found = value
        if not value.isascii():
            found = normal_text(value)
            length = len(found)  # NFC can lengthen a text as well as shorten it
            if length > self.most:
                raise _wrong("too_long", f"{length:,} characters in NFC; at most {self.most:,} are taken")
        if length < self.least or (self.least and not found.strip()):
            raise _wrong("too_short", f"empty or blank; at least {self.least} characters are needed")
        return found

    plain = read

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "minLength": self.least, "maxLength": self.most}


@attrs.frozen
class Choice:
    """One of a few named values, each with its English and Chinese title."""

    options: Mapping[str, tuple[str, str]] = attrs.field(hash=False)

    def __attrs_post_init__(self) -> None:
        if not self.options:
            raise DefinitionError("A choice", ["A choice offers nothing; name at least one option."])

    def read(self, value: Any) -> str:
        if type(value) is not str:
            raise _type(value, "text")
        if value not in self.options:
            raise _wrong("not_offered", f"{value[:60]!r} is not offered; choose {', '.join(self.options)}")
        return value

    plain = read

    def schema(self) -> dict[str, Json]:
        titles: list[Json] = [[*both] for both in self.options.values()]
        return {"enum": list(self.options), "x-titles": titles}


@attrs.frozen
class Whole:
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def read(self, value: Any) -> int:
        if type(value) is not int:
            raise _type(value, "a whole number")
        if not self.least <= value <= self.most:
            raise _wrong("range", f"{shown(value)} is not from {self.least} to {self.most}")
        return value

    plain = read

    def schema(self) -> dict[str, Json]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@attrs.frozen
class Flag:
    """Yes or no."""

    def read(self, value: Any) -> bool:
        if type(value) is not bool:
            raise _type(value, "true or false")
        return value

    plain = read

    def schema(self) -> dict[str, Json]:
        return {"type": "boolean"}


@attrs.frozen
class Moment:
    """An instant: an aware datetime, outside as RFC 3339 text with a zone."""

    def read(self, value: Any) -> datetime:
        if isinstance(value, str):
            try:
                return from_text(value)
            except InvalidValue as fault:
                raise _wrong(fault.code, fault.reason) from None
        return self._aware(value)

    def plain(self, value: Any) -> str:
        return to_text(self._aware(value))

    def _aware(self, value: Any) -> datetime:
        try:
            return instant(value)
        except InvalidValue as fault:
            raise _wrong(fault.code, fault.reason) from None

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "date-time"}


@attrs.frozen
class Money:
    """An amount of money of one currency, with at most two decimals; outside as text, `"120.50"`."""

    currency: str
    most: Decimal

    def read(self, value: Any) -> Decimal:
        if isinstance(value, str):
            if len(value) > 40 or not _AMOUNT.fullmatch(value):  # Decimal also reads '1e9', '1_0' and full-width digits
                raise _wrong("money", f"{value[:40]!r} is no amount; write it like '120.50'")
            value = Decimal(value)
        if not isinstance(value, Decimal):
            raise _type(value, "an amount of money, as Decimal or text such as '120.50'")
        if not value.is_finite():
            raise _wrong("money", f"{value!s:.40} is no number")
        _, digits, exponent = value.as_tuple()
        if isinstance(exponent, int) and exponent < -2 and any(digits[exponent + 2 :]):
            raise _wrong("money", f"{value!s:.40} has more than two decimals")
        if not 0 <= value <= self.most:
            raise _wrong("range", f"{value!s:.40} is not from 0 to {self.most} {self.currency}")
        return value.copy_abs()  # there is a zero with a minus; abs() would round to the context

    def plain(self, value: Any) -> str:
        return f"{self.read(value):.2f}"

    def schema(self) -> dict[str, Json]:
        return {
            "type": "string",
            "pattern": r"^\d+(\.\d{1,2})?$",
            "description": self.currency,
            "x-maximum": str(self.most),
        }


@attrs.frozen
class File:
    """A document or photograph, by its content: see `model.evidence.Evidence`."""

    def read(self, value: Any) -> Evidence:
        if isinstance(value, Evidence):
            return value
        if not isinstance(value, Mapping):
            raise _type(value, "evidence with sha256, media_type, size and ref")
        names = {"sha256", "media_type", "size", "ref"}
        if set(value) != names:
            raise _wrong("evidence", f"evidence has exactly the keys {', '.join(sorted(names))}")
        try:
            return Evidence(**value)
        except InvalidValue as fault:
            raise _wrong(fault.code, f"{fault.where} is {fault.reason}") from None

    def plain(self, value: Any) -> dict[str, Json]:
        found = self.read(value)
        return {"media_type": found.media_type, "ref": found.ref, "sha256": found.sha256, "size": found.size}

    def schema(self) -> dict[str, Json]:
        text: dict[str, Json] = {"type": "string"}
        return {
            "type": "object",
            "properties": {"sha256": text, "media_type": text, "ref": text, "size": {"type": "integer"}},
            "required": ["sha256", "media_type", "ref", "size"],
            "additionalProperties": False,
        }


@attrs.frozen
class Many:
    """A list of `least` to `most` values of one kind."""

    kind: FieldKind
    least: int
    most: int

    def read(self, value: Any) -> tuple[Any, ...]:
        return tuple(self._each(value, self.kind.read))

    def plain(self, value: Any) -> list[Json]:
        return self._each(value, self.kind.plain)

    def _each(self, value: Any, take: Any) -> list[Any]:
        if type(value) not in _LISTS and (not isinstance(value, Sequence) or isinstance(value, (str, bytes))):
            raise _type(value, "a list")
        if not self.least <= len(value) <= self.most:
            raise _wrong("count", f"{len(value):,} entries; from {self.least} to {self.most:,} are taken")
        found = []
        for i, one in enumerate(value):
            try:
                found.append(take(one))
            except InvalidValue as fault:
                raise _wrong(fault.code, f"entry {i + 1}: {fault.reason}") from None
        return found

    def schema(self) -> dict[str, Json]:
        return {"type": "array", "items": self.kind.schema(), "minItems": self.least, "maxItems": self.most}


_LISTS = (list, tuple)
"""The usual ones; to ask whether something else is a `Sequence` takes ten times as long."""

WHOLE_LEAST, WHOLE_MOST = -LARGEST_INTEGER, LARGEST_INTEGER
