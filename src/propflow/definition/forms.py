"""
Forms: the fields that an action needs, as a class with a name and a revision.

    @form("assign", revision=1, en="Assignment", zh="派单")
    class Assign:
        assignee: str = text(en="Assignee", zh="处理人", most=100)
        note: str = text(en="Note", zh="备注", default="")

A form checks nothing by itself: the desk does, so that it can name every fault at
once. Change the revision with the meaning of a field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar, cast, dataclass_transform

import attrs

from propflow.definition import fields as kinds
from propflow.errors import DefinitionError, InvalidValue
from propflow.model.canonical import Json, encode, quote

T = TypeVar("T")

REQUIRED: Any = attrs.NOTHING
_SPEC = "__propflow_form__"


@attrs.frozen
class FormField:
    """
    One field of a form.

    Attributes:
        kind: What it takes.
        required: Must it be given? A field with a default need not be.
        confidential: Is its value kept apart from the record, readable only by
            those whom the workflow names, and erasable?
    """

    name: str
    kind: kinds.FieldKind
    en: str
    zh: str
    required: bool
    default: Any
    confidential: bool

    def read(self, value: Any) -> Any:
        """Make the program's value of an outside one; None stands where the default is None."""
        return None if value is None and self.default is None else self.kind.read(value)

    def plain(self, value: Any) -> Json:
        """Make the record's value of a program's one."""
        return None if value is None and self.default is None else self.kind.plain(value)


_Writer: TypeAlias = tuple[str, Callable[[Any], Json], bool]
"""A field's name, what writes its value, and whether it may be None: all that filling in needs of it."""


def _writers(spec: FormSpec) -> tuple[_Writer, ...]:
    return tuple((one.name, one.kind.plain, one.default is None) for one in spec.fields)


_Reader: TypeAlias = tuple[str, Callable[[Any], Any], Any]
"""A field's name, what reads its value, and its default."""


def _readers(spec: FormSpec) -> tuple[_Reader, ...]:
    return tuple((one.name, one.kind.read, one.default) for one in spec.fields)


def _rewriters(spec: FormSpec) -> tuple[tuple[str, Callable[[Any], Json]], ...]:
    """What writes the values that are written otherwise than they are read."""
    return tuple((one.name, one.kind.plain) for one in spec.fields if type(one.kind).plain is not type(one.kind).read)


def _openings(spec: FormSpec) -> tuple[tuple[str, str], ...]:
    """The names in alphabetical order, and what stands before the value of each in a record."""
    return tuple((name, f"{',' if i else ''}{quote(name)}:") for i, name in enumerate(sorted(spec.names)))


@attrs.frozen
class FormSpec:
    """What is known of a form: its name, revision, titles and fields in order."""

    name: str
    revision: int
    en: str
    zh: str
    fields: tuple[FormField, ...]
    made: type[Any] = attrs.field(eq=False)
    writers: tuple[_Writer, ...] = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_writers, takes_self=True)
    )
    readers: tuple[_Reader, ...] = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_readers, takes_self=True)
    )
    rewriters: tuple[tuple[str, Callable[[Any], Json]], ...] = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_rewriters, takes_self=True)
    )

    openings: tuple[tuple[str, str], ...] = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_openings, takes_self=True)
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields, in order."""
        return tuple(one.name for one in self.fields)

    def plain(self, given: object) -> tuple[dict[str, Json], list[tuple[str, InvalidValue]]]:
        """
        Write a filled-in form as JSON values.

        Returns:
            The values of the fields that are right, and the faults of the others.
        """
        values: dict[str, Json] = {}
        faults = []
        for name, plain, may_be_none in self.writers:
            value = getattr(given, name)
            try:
                values[name] = None if value is None and may_be_none else plain(value)
            except InvalidValue as fault:
                faults.append((name, fault))
        return values, faults

    def read(self, given: Mapping[Any, Any]) -> tuple[Any, dict[str, Json]] | None:
        """
        Make a form of outside values, and write it, in one go.

        Returns:
            None if anything is wrong with it: whoever reads it must then find out what.
        """
        values: dict[str, Any] = {}
        missing = 0
        try:
            for name, read, default in self.readers:
                if name in given:
                    value = given[name]
                else:
                    value = default
                    missing += 1
                values[name] = None if value is None and default is None else read(value)  # no field reads REQUIRED
        except InvalidValue:
            return None
        if len(given) + missing != len(values):  # it says something that is no field
            return None
        made = self.made(**values)
        for name, write in self.rewriters:
            if values[name] is not None:
                values[name] = write(values[name])
        return made, values

    def spelled(self, values: Mapping[str, Json]) -> str:
        """The form as canonical text, given its JSON values."""
        spelled = f'{{"name":{quote(self.name)},"revision":{self.revision},"values":{{'
        for name, opening in self.openings:
            value = values[name]
            if type(value) is str:
                spelled += f"{opening}{quote(value)}"
            elif type(value) is int:
                spelled += f"{opening}{value}"
            else:
                spelled += f"{opening}{'null' if value is None else encode(value)}"
        return f"{spelled}}}}}"

    def schema(self) -> dict[str, Json]:
        """The form as JSON Schema, titled in English, with the Chinese title beside it."""
        properties: dict[str, Json] = {}
        for one in self.fields:
            of = one.kind.schema()
            if one.default is None:
                of = {"anyOf": [of, {"type": "null"}]}
            if not one.required:
                of = {**of, "default": one.plain(one.default)}
            properties[one.name] = {**of, "title": one.en, "x-title-zh": one.zh}
        return {
            "type": "object",
            "title": self.en,
            "x-title-zh": self.zh,
            "x-revision": self.revision,
            "properties": properties,
            "required": [one.name for one in self.fields if one.required],
            "additionalProperties": False,
        }


def form_spec(made: object) -> FormSpec | None:
    """What is known of a form class, or of a filled-in form; None if it is no form."""
    found = getattr(made, _SPEC, None)
    return found if isinstance(found, FormSpec) else None


def _field(kind: kinds.FieldKind, en: str, zh: str, default: Any, confidential: bool) -> Any:
    return attrs.field(default=default, metadata={_SPEC: (kind, en, zh, confidential)})


def text(
    *, en: str, zh: str, most: int = 2000, least: int | None = None, default: Any = REQUIRED, confidential: bool = False
) -> Any:
    """
    Text of *least* to *most* characters.

    Without *least*, a field that must be given must also say something.
    """
    if least is None:
        least = 1 if default is REQUIRED or default is None else 0
    return _field(kinds.Text(most, least), en, zh, default, confidential)


def choice(
    options: Mapping[str, tuple[str, str]], *, en: str, zh: str, default: Any = REQUIRED, confidential: bool = False
) -> Any:
    """One of *options*, each with its English and Chinese title."""
    return _field(kinds.Choice(dict(options)), en, zh, default, confidential)


def whole(
    *,
    en: str,
    zh: str,
    least: int = kinds.WHOLE_LEAST,
    most: int = kinds.WHOLE_MOST,
    default: Any = REQUIRED,
    confidential: bool = False,
) -> Any:
    """A whole number from *least* to *most*, both included."""
    return _field(kinds.Whole(least, most), en, zh, default, confidential)


def flag(*, en: str, zh: str, default: Any = REQUIRED) -> Any:
    """Yes or no."""
    return _field(kinds.Flag(), en, zh, default, False)


def moment(*, en: str, zh: str, default: Any = REQUIRED) -> Any:
    """An instant with a zone."""
    return _field(kinds.Moment(), en, zh, default, False)


def money(
    *,
    en: str,
    zh: str,
    most: str = "1000000000",
    currency: str = "CNY",
    default: Any = REQUIRED,
    confidential: bool = False,
) -> Any:
    """An amount of money from 0 to *most*, to two decimals, as Decimal."""
    return _field(kinds.Money(currency, Decimal(most)), en, zh, default, confidential)


def evidence(*, en: str, zh: str, least: int = 0, most: int = 20, default: Any = REQUIRED) -> Any:
    """From *least* to *most* documents or photographs, as a tuple of `Evidence`."""
    return _field(kinds.Many(kinds.File(), least, most), en, zh, default, False)


def texts(*, en: str, zh: str, least: int = 0, most: int = 100, longest: int = 500, default: Any = REQUIRED) -> Any:
    """A list of texts."""
    return _field(kinds.Many(kinds.Text(longest), least, most), en, zh, default, False)


@dataclass_transform(
    frozen_default=True,
    kw_only_default=True,
    field_specifiers=(text, choice, whole, flag, moment, money, evidence, texts),
)
def form(name: str, *, revision: int = 1, en: str = "", zh: str = "") -> Callable[[type[T]], type[T]]:
    """
    Make a class a form.

    Args:
        name: snake_case; stands in the journal.
        revision: Counted from 1; raise it when a field changes its meaning.

    Raises:
        DefinitionError: If a field is not made by one of the field functions, or its
            default is not taken by it.
    """

    def make(given: type[T]) -> type[T]:
        made: Any = attrs.frozen(kw_only=True)(given)
        found, faults = [], []
        for one in attrs.fields(made):
            spec = one.metadata.get(_SPEC)
            if spec is None:
                faults.append(f"Field '{one.name}' is made by none of text(), choice(), whole(), flag(), moment()…")
                continue
            kind, en_, zh_, confidential = spec
            required = one.default is attrs.NOTHING
            default = attrs.NOTHING if required else one.default
            found.append(FormField(one.name, kind, en_, zh_, required, default, confidential))
        faults += _bad_defaults(found)
        if faults:
            raise DefinitionError(f"Form '{name}'", faults)
        setattr(made, _SPEC, FormSpec(name, revision, en, zh, tuple(found), made))
        return cast("type[T]", made)

    return make


def _bad_defaults(found: Iterable[FormField]) -> list[str]:
    faults = []
    for one in found:
        if not one.required:
            try:
                one.plain(one.default)
            except InvalidValue as fault:
                faults.append(f"The default of field '{one.name}' is not taken by it: {fault.reason}.")
    return faults


@form("nothing", en="No form", zh="无表单")
class Nothing:
    """The form of an action that asks for nothing."""
