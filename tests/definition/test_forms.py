"""Forms: typed fields that take what is meant, refuse the rest with a reason, and are written down one way."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from propflow import Evidence, choice, evidence, flag, form, moment, money, text, texts, whole
from propflow.definition import fields as kinds
from propflow.definition.forms import FormSpec, Nothing, form_spec
from propflow.errors import DefinitionError, InvalidValue
from propflow.model.canonical import canonical

PHOTO = {"sha256": "ab" * 32, "media_type": "image/jpeg", "size": 12, "ref": "photos/1"}


@form("offer", revision=2, en="Offer", zh="报价")
class Offer:
    """A form with a field of every kind."""

    title: str = text(en="Title", zh="标题", most=20)
    urgency: str = choice({"low": ("Low", "低"), "high": ("High", "高")}, en="Urgency", zh="紧急程度")
    rooms: int = whole(en="Rooms", zh="房间数", least=1, most=9)
    keys_held: bool = flag(en="Keys held", zh="钥匙在手")
    visit_at: datetime = moment(en="Visit", zh="上门时间")
    price: Decimal = money(en="Price", zh="价格", most="500")
    photos: tuple[Evidence, ...] = evidence(en="Photographs", zh="照片", least=1)
    tags: tuple[str, ...] = texts(en="Tags", zh="标签", default=())
    remark: str = text(en="Remark", zh="备注", default="")
    deputy: str | None = text(en="Deputy", zh="代理人", default=None)
    phone: str = text(en="Telephone", zh="电话", default="-", confidential=True)


def spec() -> FormSpec:
    """What is known of the form."""
    found = form_spec(Offer)
    assert found is not None
    return found


def filled(**changes: Any) -> Offer:
    """The form, filled in soundly but for the changes."""
    values: dict[str, Any] = {
        "title": "Leak",
        "urgency": "low",
        "rooms": 2,
        "keys_held": True,
        "visit_at": datetime(2026, 9, 30, 9, tzinfo=timezone(timedelta(hours=8))),
        "price": Decimal("120.5"),
        "photos": (Evidence(**PHOTO),),  # type: ignore[arg-type]
    }
    return Offer(**{**values, **changes})


def refusal(kind: kinds.FieldKind, value: object) -> InvalidValue:
    """Why a field of this kind does not take a value."""
    with pytest.raises(InvalidValue) as found:
        kind.read(value)
    return found.value


# --- a form and what is known of it ----------------------------------------------------------


def test_form_knows_its_fields_in_order() -> None:
    """Name, revision, titles, and the fields as they were written down."""
    assert (spec().name, spec().revision, spec().en, spec().zh) == ("offer", 2, "Offer", "报价")
    assert spec().names[:3] == ("title", "urgency", "rooms")
    assert [one.name for one in spec().fields if not one.required] == ["tags", "remark", "deputy", "phone"]
    assert [one.name for one in spec().fields if one.confidential] == ["phone"]


def test_filled_in_form_is_known_too() -> None:
    """The spec is found from the class and from a filled-in form; anything else is no form."""
    assert form_spec(filled()) is spec()
    assert form_spec(str) is None
    assert form_spec(None) is None


def test_form_is_frozen_and_filled_in_by_name() -> None:
    """A filled-in form cannot be changed, and takes its fields by name only."""
    with pytest.raises(AttributeError):
        filled().rooms = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        Offer("Leak")  # type: ignore[call-arg, misc]
    with pytest.raises(TypeError, match="rooms"):
        Offer(title="Leak")  # type: ignore[call-arg]


def test_plain_values() -> None:
    """Each kind has one plain form: instants in UTC, money to two decimals, evidence as an object."""
    values, found = spec().plain(filled())
    assert not found
    assert values == {
        "title": "Leak",
        "urgency": "low",
        "rooms": 2,
        "keys_held": True,
        "visit_at": "2026-09-30T01:00:00.000000Z",
        "price": "120.50",
        "photos": [PHOTO],
        "tags": [],
        "remark": "",
        "deputy": None,
        "phone": "-",
    }
    assert canonical(values)


def test_every_wrong_field_is_named() -> None:
    """A form with three wrong fields has three faults, and the values of the others."""
    values, found = spec().plain(filled(title="", rooms=0, price=Decimal("1.005")))
    assert [(name, fault.code) for name, fault in found] == [
        ("title", "too_short"),
        ("rooms", "range"),
        ("price", "money"),
    ]
    assert "urgency" in values and "title" not in values


def test_a_form_checks_nothing_by_itself() -> None:
    """Filling in a form wrongly raises nothing; it is for the desk to name every fault at once."""
    assert filled(rooms="two").rooms == "two"  # type: ignore[comparison-overlap]


def test_none_only_where_none_is_the_default() -> None:
    """None is taken by a field whose default it is, and by no other."""
    fields = {one.name: one for one in spec().fields}
    assert fields["deputy"].read(None) is None
    with pytest.raises(InvalidValue, match="NoneType instead of text"):
        fields["remark"].read(None)


def test_field_by_none_of_the_functions() -> None:
    """A plain annotation among the fields is refused by its name when the class is made."""
    with pytest.raises(DefinitionError) as found:

        @form("loose", en="Loose", zh="散")
        class Loose:
            remark: str = "none"

    assert found.value.faults == ("Field 'remark' is made by none of text(), choice(), whole(), flag(), moment()…",)


@pytest.mark.parametrize(
    "wrong",
    [
        text(en="T", zh="文", default=3),
        text(en="T", zh="文", most=3, default="four"),
        choice({"a": ("A", "甲")}, en="T", zh="文", default="b"),
        whole(en="T", zh="文", least=1, default=0),
        flag(en="T", zh="文", default=1),
        moment(en="T", zh="文", default=datetime(2026, 1, 1)),  # noqa: DTZ001
        money(en="T", zh="文", default=0.5),
        evidence(en="T", zh="文", least=1, default=()),
    ],
)
def test_default_that_its_field_would_not_take(wrong: object) -> None:
    """A default is checked when the form is made."""
    with pytest.raises(DefinitionError, match="The default of field 'one' is not taken by it"):
        form("wrong", en="W", zh="误")(type("Wrong", (), {"one": wrong, "__annotations__": {"one": object}}))


def test_schema_says_what_a_field_takes() -> None:
    """The JSON Schema carries limits, defaults and both titles, and allows no other field."""
    schema: Any = spec().schema()
    assert schema["x-revision"] == 2
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["title", "urgency", "rooms", "keys_held", "visit_at", "price", "photos"]
    assert schema["properties"]["title"] == {
        "type": "string", "minLength": 1, "maxLength": 20, "title": "Title", "x-title-zh": "标题",
    }  # fmt: skip
    assert schema["properties"]["urgency"]["enum"] == ["low", "high"]
    assert schema["properties"]["urgency"]["x-titles"] == [["Low", "低"], ["High", "高"]]
    assert schema["properties"]["price"]["x-maximum"] == "500"
    assert schema["properties"]["deputy"]["anyOf"][1] == {"type": "null"}
    assert schema["properties"]["deputy"]["default"] is None
    assert schema["properties"]["tags"]["default"] == []
    assert canonical(schema)


# --- text ------------------------------------------------------------------------------------


def test_text_is_kept_in_nfc() -> None:
    """One character has one spelling on record, however it was typed."""
    assert kinds.Text(10).read("e\u0301te\u0301") == "\u00e9t\u00e9"


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u3000"])
def test_text_that_must_say_something(blank: str) -> None:
    """A blank is no text where a text must be given, and is one where it need not."""
    assert refusal(kinds.Text(10), blank).code == "too_short"
    assert kinds.Text(10, least=0).read(blank) == blank


def test_text_of_ten_megabytes() -> None:
    """A huge text is refused by its length, which the message names without repeating the text."""
    found = refusal(kinds.Text(2000), "字" * 10_000_000)
    assert found.code == "too_long"
    assert found.reason == "10,000,000 characters; at most 2,000 are taken"


def test_text_that_grows_in_nfc() -> None:
    """The limit holds for what is kept: one character that NFC spells as two is two."""
    assert refusal(kinds.Text(1), "\u0958").code == "too_long"
    assert kinds.Text(2).read("\u0958") == "\u0915\u093c"


def test_text_with_half_a_character() -> None:
    """A lone surrogate is refused by its position."""
    found = refusal(kinds.Text(10), "ab\ud800")
    assert (found.code, found.reason) == ("surrogate", "a lone surrogate at position 2, which is no character")


@pytest.mark.parametrize("value", [3, True, None, b"text", ["text"], {"text": 1}])
def test_text_and_nothing_else(value: object) -> None:
    """What is not text is refused by its type, never turned into text."""
    assert refusal(kinds.Text(10), value).reason == f"{type(value).__name__} instead of text"


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_text_taken_twice_is_the_same(given_text: str) -> None:
    """What was taken once is taken again unchanged, so that a stored form can be read back."""
    kind = kinds.Text(30, least=0)
    try:
        kept = kind.read(given_text)
    except InvalidValue as fault:
        assert fault.code == "too_long"
        return
    assert kind.read(kept) == kept
    assert kind.plain(kept) == kept


# --- choice, number, flag --------------------------------------------------------------------


def test_choice_offers_what_it_takes() -> None:
    """A value that is not offered is refused with those that are."""
    kind = kinds.Choice({"low": ("Low", "低"), "high": ("High", "高")})
    assert kind.read("low") == "low"
    assert refusal(kind, "LOW").reason == "'LOW' is not offered; choose low, high"
    assert refusal(kind, ["low"]).code == "type"
    assert len(refusal(kind, "x" * 1_000_000).reason) < 200


@pytest.mark.parametrize(
    ("value", "code"),
    [(0, "range"), (10, "range"), (1.0, "type"), (True, "type"), ("1", "type"), (None, "type")],
)
def test_whole_number_in_its_range(value: object, code: str) -> None:
    """A number outside the range, however long, or of another type is refused, never rounded."""
    found = refusal(kinds.Whole(1, 9), value)
    assert found.code == code
    assert len(found.reason) < 100


def test_number_too_long_to_print() -> None:
    """A number that Python refuses to print is refused as out of range, not by a crash of the message."""
    assert refusal(kinds.Whole(1, 9), -(10**5000)).reason == "a number beyond ±2^53 is not from 1 to 9"


def test_both_ends_of_the_range_are_taken() -> None:
    """The least and the most are inside."""
    assert (kinds.Whole(1, 9).read(1), kinds.Whole(1, 9).read(9)) == (1, 9)


@pytest.mark.parametrize("value", [0, 1, "true", None])
def test_flag_is_true_or_false(value: object) -> None:
    """Nothing but true and false is a flag."""
    assert kinds.Flag().read(False) is False
    assert refusal(kinds.Flag(), value).code == "type"


# --- instants and money ----------------------------------------------------------------------


def test_moment_from_outside_and_from_a_program() -> None:
    """A moment comes as text with a zone or as an aware datetime, and is kept in UTC."""
    kind = kinds.Moment()
    assert kind.read("2026-09-30T09:00:00+08:00") == datetime(2026, 9, 30, 1, tzinfo=UTC)
    assert kind.plain(datetime(2026, 9, 30, 1, tzinfo=UTC)) == "2026-09-30T01:00:00.000000Z"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2026-09-30T09:00:00", "naive"),
        (datetime(2026, 9, 30, 9), "naive"),  # noqa: DTZ001
        ("tomorrow", "not_instant"),
        ("9999-12-31T23:59:59-01:00", "range"),
        ("0001-01-01T00:00:00+14:00", "range"),
        (1_790_000_000, "not_instant"),
    ],
)
def test_moment_that_names_no_instant(value: object, code: str) -> None:
    """A time without a zone, a word, a number or an instant outside the calendar is refused."""
    assert refusal(kinds.Moment(), value).code == code


@pytest.mark.parametrize(
    ("value", "kept"),
    [("0", "0.00"), ("120.5", "120.50"), ("500", "500.00"), ("1.500", "1.50"), (Decimal("-0"), "0.00"), ("-0", "0.00")],
)
def test_money_has_one_spelling(value: object, kept: str) -> None:
    """An amount of money is written with two decimals and without a minus before zero."""
    assert kinds.Money("CNY", Decimal(500)).plain(value) == kept


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1.005", "money"),
        ("1e2", "money"),
        ("1_0", "money"),
        (" 1", "money"),
        ("１２", "money"),
        ("", "money"),
        ("NaN", "money"),
        ("9" * 50, "money"),
        (Decimal("NaN"), "money"),
        (Decimal("sNaN"), "money"),
        (Decimal("Infinity"), "money"),
        (Decimal("1e-999999"), "money"),
        (Decimal("1e999999"), "range"),
        ("500.01", "range"),
        ("-0.01", "range"),
        (5, "type"),
        (5.0, "type"),
        (True, "type"),
        (None, "type"),
    ],
)
def test_money_that_is_no_amount(value: object, code: str) -> None:
    """More than two decimals, other spellings, numbers out of range and floats are refused with a short reason."""
    found = refusal(kinds.Money("CNY", Decimal(500)), value)
    assert found.code == code
    assert len(found.reason) < 120


def test_money_is_exact_whatever_the_program_rounds_to() -> None:
    """The decimal context of the program changes nothing that is kept."""
    with localcontext() as context:
        context.prec = 3
        assert kinds.Money("CNY", Decimal("1e9")).plain("123456.78") == "123456.78"


# --- evidence and lists ----------------------------------------------------------------------


def test_evidence_as_an_object() -> None:
    """Evidence comes as an object with exactly its four keys, or as the program's value."""
    assert kinds.File().read(PHOTO) == Evidence(**PHOTO)  # type: ignore[arg-type]
    assert kinds.File().plain(Evidence(**PHOTO)) == PHOTO  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("photos/1", "type"),
        ({**PHOTO, "name": "x"}, "evidence"),
        ({"sha256": "ab" * 32}, "evidence"),
        ({**PHOTO, "sha256": "AB" * 32}, "digest"),
        ({**PHOTO, "size": -1}, "size"),
        ({**PHOTO, "size": 1.5}, "size"),
        ({**PHOTO, "ref": ""}, "text"),
        ({**PHOTO, "ref": "a\udfff"}, "surrogate"),
    ],
)
def test_evidence_that_is_none(value: object, code: str) -> None:
    """Evidence without a sound digest, size or reference is refused."""
    assert refusal(kinds.File(), value).code == code


def test_list_names_the_wrong_entry() -> None:
    """A fault inside a list says which entry it is in, counted from 1."""
    assert refusal(kinds.Many(kinds.Whole(1, 9), 0, 5), [1, 2, 30]).reason == "entry 3: 30 is not from 1 to 9"


@pytest.mark.parametrize(
    ("value", "code"),
    [([], "count"), ([1, 2, 3], "count"), ("ab", "type"), (b"ab", "type"), ({1}, "type"), (7, "type")],
)
def test_list_of_a_stated_length(value: object, code: str) -> None:
    """A list of another length, or what is no list, is refused."""
    assert refusal(kinds.Many(kinds.Whole(1, 9), 1, 2), value).code == code
    assert kinds.Many(kinds.Whole(1, 9), 1, 2).read((1, 2)) == (1, 2)


# --- a form in a record ----------------------------------------------------------------------

sayings = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=10).filter(str.strip)


@given(sayings, st.integers(1, 9), st.booleans(), st.lists(sayings, max_size=3), st.none() | sayings)
@settings(max_examples=100)
def test_a_form_is_spelled_as_any_other_value(
    title: str, rooms: int, keys_held: bool, tags: list[str], deputy: str | None
) -> None:
    """Its text in a record is the canonical one of its name, revision and values."""
    offer = filled(title=title, rooms=rooms, keys_held=keys_held, tags=tuple(tags), deputy=deputy)
    values, faults = spec().plain(offer)
    assert faults == []
    assert spec().spelled(values) == canonical({"name": "offer", "revision": 2, "values": values})


def test_a_form_without_fields_is_spelled_too() -> None:
    """Its values are an empty object."""
    nothing = form_spec(Nothing)
    assert nothing is not None
    assert nothing.spelled({}) == '{"name":"nothing","revision":1,"values":{}}'


@pytest.mark.parametrize("more", [{"colour": "red"}, {"colour": None}, {7: "title"}])
def test_a_form_takes_no_field_that_it_does_not_have(more: dict[Any, Any]) -> None:
    """Nor one in the place of a field that may be left out."""
    values, _ = spec().plain(filled())
    given_values = {name: value for name, value in values.items() if name not in ("tags", "remark")}
    assert spec().read(given_values) is not None
    assert spec().read({**given_values, **more}) is None
