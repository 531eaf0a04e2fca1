"""
Canonical values: what may stand in a record, and its one spelling as text.

The text is JSON after RFC 8785 over a closed set of values: text in NFC, whole
numbers within ±2^53, booleans, null, lists, and objects whose keys are text.
Numbers with a fraction are written as text by whoever knows what they mean
(money, instants); a float is refused, because two languages spell it differently.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar

from propflow.errors import InvalidValue

K = TypeVar("K")
V = TypeVar("V")

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

LARGEST_INTEGER = 2**53
DEEPEST = 32  # a form nested deeper than this is an attack, not a form

quote: Callable[[str], str] = json.encoder.encode_basestring
"""Spell one text as a JSON string."""


class Remembered(dict[K, V]):
    """
    What a function answers, by what it is asked; begun anew when it has grown too large.

    Asked as a dict is, which takes a third of the time of an `lru_cache`.
    """

    __slots__ = ("_work",)

    def __init__(self, work: Callable[[K], V]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, key: K) -> V:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        found = self[key] = self._work(key)
        return found


MOST_REMEMBERED = 4096

quoted = Remembered(quote)
"""Names as JSON strings, by name: they come again and again."""

_plain = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)


def _encoder() -> Callable[[object], str]:
    make: Any = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return _plain.encode
    # kept, because JSONEncoder.encode makes it anew for every value
    chunks = make(None, _plain.default, quote, None, ":", ",", True, False, False)
    join = "".join

    return lambda value: quote(value) if type(value) is str else join(chunks(value, 0))


encode = _encoder()
"""Spell a value that is already known to be canonical. No checks: see `canonical`."""


class Kept(dict[str, Any]):
    """
    An object that is never changed again, and keeps how it is spelled: as a whole, or member by member.

    What comes after it, with little changed, takes over the spelling of all that stays.
    """

    _spelled: str | None = None
    _members: dict[str, str] | None = None

    @classmethod
    def of(cls, value: Mapping[str, Any], spelled: str) -> Kept:
        """*value*, which is spelled already."""
        kept = cls(value)
        kept._spelled = spelled
        return kept

    def spelled(self) -> str:
        """Its canonical text."""
        return self._spelled or f"{{{_join(filter(None, self.members().values()))}}}"

    def members(self) -> dict[str, str]:
        """How each member is spelled, by name and in the order of the names; empty where one was taken out."""
        found = self._members
        if found is None:
            found = {}
            for name, value in self.items():
                found[name] = _member(name, value)
            self._members = found = _in_order(found) if len(found) > 1 else found
        return found

    def after(self, change: Mapping[str, Any]) -> Kept:
        """The object with *change* put in its place; None takes a member out."""
        result, members = Kept(self), self.members().copy()
        known = len(members)
        spelled = change.members() if type(change) is Kept else None
        for name, value in change.items():
            if value is not None:
                result[name] = value
                members[name] = _member(name, value) if spelled is None else spelled[name]
            elif members.get(name):
                del result[name]
                members[name] = ""  # it may come back, to the same place
        result._members = _in_order(members) if len(members) > known else members
        return result


def _in_order(members: dict[str, str]) -> dict[str, str]:
    names = sorted(members)
    return members if names == [*members] else {name: members[name] for name in names}


_join = ",".join


def _member(name: str, value: Any) -> str:
    if type(value) is Kept:
        if value._spelled:
            return f"{quoted[name]}:{value._spelled}"
        return f"{quoted[name]}:{{{_join(filter(None, value.members().values()))}}}"
    if type(value) is str:
        return f"{quoted[name]}:{quote(value)}"
    return f"{quoted[name]}:{'null' if value is None else encode(value)}"


def spell_object(value: Mapping[str, Any]) -> str:
    """Spell an object of canonical values, taking the spelling of what is kept."""
    if type(value) is Kept:
        return value.spelled()
    return f"{{{_join([_member(name, value[name]) for name in sorted(value)])}}}"


def canonical(value: object, where: str = "value") -> str:
    """
    Spell *value* as canonical JSON text.

    Args:
        where: How to name the value in an error.

    Raises:
        InvalidValue: If anything in it lies outside the closed set; the message
            names the place and the reason.
    """
    return encode(checked(value, where))


def checked(value: object, where: str = "value", depth: int = 0) -> Json:
    """
    Return *value* as plain JSON values with its text in NFC.

    Tuples become lists. The value given is never changed.

    Raises:
        InvalidValue: As for `canonical`.
    """
    if value is None or value is True or value is False:
        return value
    if type(value) is str:
        return text(value, where)
    if type(value) is int:
        if -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
            return value
        raise InvalidValue(where, "integer_range", "a whole number beyond ±2^53")
    if depth > DEEPEST:
        raise InvalidValue(where, "too_deep", f"nested deeper than {DEEPEST} levels")
    if isinstance(value, Mapping):
        result: dict[str, Json] = {}
        for key, item in value.items():
            if type(key) is not str:
                raise InvalidValue(where, "key_type", f"a key of type {type(key).__name__}; keys are text")
            plain = text(key, f"key of {where}")
            if not plain.isascii():  # beyond ASCII, UTF-16 order and Python's order differ
                raise InvalidValue(where, "key_text", f"the key {plain!r}; keys are ASCII")
            result[plain] = checked(item, f"{where}.{plain}", depth + 1)
        return result
    if isinstance(value, (list, tuple)):
        return [checked(item, f"{where}[{i}]", depth + 1) for i, item in enumerate(value)]
    if isinstance(value, float):
        raise InvalidValue(where, "float", "a float; write money and measures as Decimal or whole numbers")
    raise InvalidValue(where, "type", f"a value of type {type(value).__name__}, which no record can hold")


def text(value: str, where: str = "value") -> str:
    """
    Return *value* in NFC.

    Raises:
        InvalidValue: If it holds half of a surrogate pair, which no file can store.
    """
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError as fault:
        raise InvalidValue(
            where, "surrogate", f"a lone surrogate at position {fault.start}, which is no character"
        ) from None
    return value if unicodedata.is_normalized("NFC", value) else unicodedata.normalize("NFC", value)


def shown(number: int) -> str:
    """A whole number as a message shows it: in digits, unless it has too many."""
    return str(number) if -LARGEST_INTEGER <= number <= LARGEST_INTEGER else "a number beyond ±2^53"


def digest(spelled: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(spelled.encode()).hexdigest()
