"""Canonical values: one spelling for each value, and everything else refused with its place and reason."""

import json
import unicodedata
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from propflow.errors import InvalidValue
from propflow.model import canonical as spelling
from propflow.model.canonical import (
    DEEPEST,
    LARGEST_INTEGER,
    Kept,
    Remembered,
    canonical,
    checked,
    digest,
    encode,
    quote,
    shown,
    spell_object,
    text,
)

SAFE = 2**53 - 1  # the reference implementation stops one short of ours

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
keys = st.text(st.characters(max_codepoint=127), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-SAFE, SAFE) | any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


def refusal(value: object) -> InvalidValue:
    """Why a value cannot stand in a record."""
    with pytest.raises(InvalidValue) as found:
        canonical(value)
    return found.value


def in_nfc(value: Any) -> Any:
    """The value with all its text in NFC."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {key: in_nfc(item) for key, item in value.items()}
    return [in_nfc(item) for item in value] if isinstance(value, list) else value


@settings(deadline=None, max_examples=300)
@given(values)
def test_spelling_is_that_of_rfc_8785(value: Any) -> None:
    """For every value that may stand in a record, the text is that of the reference implementation."""
    assert canonical(value).encode() == rfc8785.dumps(in_nfc(value))


@settings(deadline=None)
@given(values)
def test_spelling_can_be_read_back(value: Any) -> None:
    """The text is JSON, says the same, and is spelled the same again."""
    again = json.loads(canonical(value))
    assert again == in_nfc(value)
    assert canonical(again) == canonical(value)


@settings(deadline=None)
@given(values)
def test_fast_spelling_is_the_checked_one(value: Any) -> None:
    """A value that has been checked is spelled the same without another check."""
    assert encode(checked(value)) == canonical(value)


@settings(deadline=None)
@given(any_text)
def test_quote_spells_one_text(given_text: str) -> None:
    """A text spelled by itself is spelled as inside a value."""
    assert f"[{quote(text(given_text))}]" == canonical([given_text])


def test_fixed_vector() -> None:
    """Keys are sorted, blanks left out, and only what must be escaped is."""
    value = {"b": [1, -0, True, None], "a": 'é"\\\u2028\x07\n\x7f', "A": {}, "": []}
    assert canonical(value) == '{"":[],"A":{},"a":"é\\"\\\\\u2028\\u0007\\n\x7f","b":[1,0,true,null]}'
    assert digest(canonical(value)) == "7124e1dbbeb4eb6ba1111f88d350866d2f2f5a477ffd195e54d22a97ee2bfe28"


def test_value_given_is_not_changed() -> None:
    """Spelling leaves the value as it was; tuples are written as lists."""
    value = {"b": ("e\u0301",), "a": 1}
    assert canonical(value) == '{"a":1,"b":["é"]}'
    assert list(value) == ["b", "a"] and value["b"] == ("e\u0301",)


@pytest.mark.parametrize("number", [LARGEST_INTEGER, -LARGEST_INTEGER, 0])
def test_integers_up_to_two_to_the_53(number: int) -> None:
    """Both bounds are inside, and are written in digits."""
    assert canonical(number) == str(number)


@pytest.mark.parametrize("exponent", [53, 64, 20_000])
def test_integers_beyond_are_refused(exponent: int) -> None:
    """A number that another language could not hold exactly is refused, however long it is."""
    for number in (2**exponent + 1, -(2**exponent) - 1):
        found = refusal({"count": [number]})
        assert (found.where, found.code) == ("value.count[0]", "integer_range")


@pytest.mark.parametrize("value", [0.5, 1.0, float("nan"), float("inf"), -0.0])
def test_floats_are_refused(value: float) -> None:
    """A float is refused even where it is whole, and the message says what to write."""
    found = refusal([value])
    assert found.code == "float"
    assert str(found) == "value[0]: a float; write money and measures as Decimal or whole numbers."


@pytest.mark.parametrize("value", [b"x", {1, 2}, object(), 1j, len, range(3), type("Text", (str,), {})("x")])
def test_other_types_are_refused(value: object) -> None:
    """What JSON cannot say is refused by its type; so is a kind of text or number of somebody's own."""
    assert refusal({"at": value}).where == "value.at"
    assert refusal(value).code == "type"


@pytest.mark.parametrize(
    ("half", "position"), [("\ud800", 0), ("ab\udfff", 2), ("\ude00\ud83d", 0), ("钥匙\ud83dx", 2)]
)
def test_lone_surrogates_are_refused(half: str, position: int) -> None:
    """Half a character is refused by its position, in a text and in a key."""
    for value, where in ((half, "value"), ({half: 1}, "key of value"), ([[half]], "value[0][0]")):
        found = refusal(value)
        assert (found.where, found.code) == (where, "surrogate")
        assert f"position {position}" in found.reason


def test_whole_surrogate_pair_is_a_character() -> None:
    """A character beyond the first plane is kept as it is."""
    assert canonical("\U0001f511") == '"\U0001f511"'


def test_text_is_in_nfc() -> None:
    """However a character was typed, it is kept in one spelling."""
    assert canonical(["e\u0301", "\u212b", "\u1112\u1161\u11ab"]) == '["\u00e9","\u00c5","\ud55c"]'


@pytest.mark.parametrize("key", ["é", "钥匙", "e\u0301", "\U0001f511"])
def test_keys_are_ascii(key: str) -> None:
    """A key beyond ASCII is refused, since languages sort such keys differently."""
    assert refusal({key: 1}).code == "key_text"


@pytest.mark.parametrize("key", [1, None, True, ("a",), b"a"])
def test_keys_are_text(key: object) -> None:
    """A key that is no text is refused, never turned into one."""
    assert refusal({key: 1}).code == "key_type"


def nested(levels: int) -> Any:
    """A list in a list in a list."""
    value: Any = 0
    for _ in range(levels):
        value = [value]
    return value


def test_depth_is_bounded() -> None:
    """The deepest value is taken; a deeper one is refused without exhausting the stack."""
    assert canonical(nested(DEEPEST + 1)) == "[" * (DEEPEST + 1) + "0" + "]" * (DEEPEST + 1)
    assert refusal(nested(DEEPEST + 2)).code == "too_deep"
    assert refusal(nested(100_000)).code == "too_deep"


def test_a_value_that_contains_itself() -> None:
    """A circle is refused as too deep."""
    circle: list[Any] = []
    circle.append(circle)
    assert refusal(circle).code == "too_deep"


def test_place_is_named() -> None:
    """The message names the way to the fault, from a name that the caller gives."""
    with pytest.raises(InvalidValue, match=r"^form\.photos\[1\]\.size: a float"):
        canonical({"photos": [{"size": 1}, {"size": 1.5}]}, "form")


def test_numbers_in_messages() -> None:
    """A number is shown in digits unless it has too many."""
    assert shown(-7) == "-7"
    assert shown(10**5000) == "a number beyond ±2^53"


objects = st.dictionaries(keys, st.none() | values, max_size=6)


@given(objects, st.lists(objects, max_size=5), st.booleans())
@settings(max_examples=300)
def test_what_is_kept_is_spelled_as_any_other_value(first: Any, changes: Any, kept: bool) -> None:
    """Whatever is put in, changed, taken out and put back, the text is that of the object as it then stands."""
    plain = {name: value for name, value in first.items() if value is not None}
    standing = Kept(plain)
    for change in changes:
        before, texts = {**standing}, {**standing.members()}
        after = standing.after(Kept(change) if kept else change)
        assert {**standing} == before
        assert standing.members() == texts
        plain = {name: value for name, value in {**plain, **change}.items() if value is not None}
        assert {**after} == plain
        assert after.spelled() == spell_object({"": after})[4:-1] == canonical(plain)
        standing = after


@given(st.dictionaries(keys, values | objects.map(Kept), max_size=5))
@settings(max_examples=200)
def test_an_object_takes_the_spelling_of_what_is_kept(value: Any) -> None:
    """Kept or not, on either level, the text is the same."""
    assert spell_object(value) == spell_object(Kept(value)) == canonical(value)


def test_what_is_remembered_begins_anew_when_it_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer is worked out once, until others have taken up all the room."""
    monkeypatch.setattr(spelling, "MOST_REMEMBERED", 3)
    asked: list[int] = []

    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    remembered = Remembered(double)
    assert [remembered[number] for number in (1, 2, 1, 3, 3, 2)] == [2, 4, 2, 6, 6, 4]
    assert asked == [1, 2, 3]
    assert (remembered[4], remembered[1], len(remembered)) == (8, 2, 2)
    assert asked == [1, 2, 3, 4, 1]
