"""
Wire: between the values of a program and the texts that are stored or come from outside.

Heads, records and messages on one side; forms as JSON on the other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from propflow.definition.forms import FormField, FormSpec
from propflow.errors import Blocker, Damaged, InvalidValue
from propflow.model.canonical import Json, Remembered, quote, quoted, spell_object
from propflow.model.cases import FOLD_VERSION, Case, Parts
from propflow.model.instants import from_text, to_text
from propflow.model.journal import FORMAT, Record
from propflow.ports import Escalation, Message, StoredRecord

# --- forms -------------------------------------------------------------------------------


def fill_in(
    spec: FormSpec | None, given: object, rules: tuple[str, ...] = ()
) -> tuple[Any, dict[str, Json] | None, tuple[Blocker, ...]]:
    """
    Take a form, filled in by a program or as JSON values from outside.

    Args:
        spec: The form that is needed; None if none is.
        given: An instance of its class, a mapping, or None for an empty form.

    Returns:
        The form, its JSON values, and everything that is wrong with it, field by
        field. Where anything is wrong the form is None.
    """
    if spec is None:
        return _nothing(given)
    if isinstance(given, spec.made):
        values, faults = spec.plain(given)
        if not faults:
            return given, values, ()
        return None, values, tuple(_invalid(spec, name, fault.reason, rules) for name, fault in faults)
    if given is None:
        given = {}
    if type(given) is not dict and not isinstance(given, Mapping):
        facts = {"found": type(given).__name__, "needed": spec.name}
        return None, None, (Blocker("form_type", facts, rules),)
    found = spec.read(given)
    if found is not None:
        form, values = found
        return form, values, ()
    return _faulty(spec, given, rules)


def _nothing(given: object) -> tuple[Any, None, tuple[Blocker, ...]]:
    if given is None or (isinstance(given, Mapping) and not given):
        return None, None, ()
    if isinstance(given, Mapping):
        return None, None, tuple(Blocker("field_unknown", {"field": str(one)[:100], "hint": ""}) for one in given)
    return None, None, (Blocker("form_type", {"found": type(given).__name__, "needed": "nothing"}),)


def _faulty(
    spec: FormSpec, given: Mapping[Any, Any], rules: tuple[str, ...]
) -> tuple[Any, dict[str, Json] | None, tuple[Blocker, ...]]:
    structure, refusal = _STRUCTURES.get(spec.made) or _structure(spec)
    try:
        form = structure(given, spec.made)  # slower, and names every fault
    except refusal as faults:
        return None, None, tuple(_faults(spec, given, faults, rules))
    return form, spec.plain(form)[0], ()


_STRUCTURES: dict[type[Any], tuple[Any, Any]] = {}
"""By form class: what makes a form of a mapping, and what it raises if it cannot."""


def _structure(spec: FormSpec) -> tuple[Any, Any]:
    from cattrs import ClassValidationError, Converter
    from cattrs.gen import make_dict_structure_fn, override

    hooks: dict[str, Any] = {one.name: override(struct_hook=_hook(one)) for one in spec.fields}
    made = make_dict_structure_fn(spec.made, Converter(), _cattrs_forbid_extra_keys=True, **hooks)
    _STRUCTURES[spec.made] = found = (made, ClassValidationError)
    return found


def _hook(field: FormField) -> Any:
    read = field.kind.read
    if field.default is None:
        return lambda value, _type: None if value is None else read(value)
    return lambda value, _type: read(value)


def _faults(spec: FormSpec, given: Mapping[Any, Any], found: Any, rules: tuple[str, ...]) -> list[Blocker]:
    from difflib import get_close_matches

    blockers = [
        Blocker("field_missing", _named(spec, one.name), rules)
        for one in spec.fields
        if one.required and one.name not in given
    ]
    for name in given:
        if name not in spec.names:
            meant = get_close_matches(str(name)[:100], spec.names, n=1)
            facts = {"field": str(name)[:100], "hint": "", "hint_zh": ""}
            if meant:
                facts.update(hint=f"; is {meant[0]!r} meant?", hint_zh=f"，是否应为“{meant[0]}”？")
            blockers.append(Blocker("field_unknown", facts, rules))
    for one in found.exceptions:
        if isinstance(one, InvalidValue):
            notes = getattr(one, "__notes__", [])
            name = next((str(getattr(note, "name", "")) for note in notes if getattr(note, "name", None)), "form")
            blockers.append(_invalid(spec, name, one.reason, rules))
    if not blockers:
        blockers.append(Blocker("field_invalid", {"field": "form", "reason": str(found)[:300]}, rules))
    return blockers


def _named(spec: FormSpec, name: str) -> dict[str, object]:
    field = next((one for one in spec.fields if one.name == name), None)
    return {"field": name, "field_zh": field.zh or name} if field else {"field": name}


def _invalid(spec: FormSpec, name: str, reason: str, rules: tuple[str, ...]) -> Blocker:
    return Blocker("field_invalid", {**_named(spec, name), "reason": reason}, rules)


# --- heads and records ----------------------------------------------------------------------


_registered = Remembered(to_text)  # the same in all heads of a case
_FOLD = f',"fold":{FOLD_VERSION},"hash":"'


def write_head(case: Case, at: str = "") -> str:
    """
    A case as the canonical text of its head.

    Args:
        at: The spelling of `recorded_at`, if it is at hand.
    """
    return (
        f'{{"acted":{case.acted},"at":"{at or to_text(case.recorded_at)}","case":{quote(case.id)}{_FOLD}{case.hash}'
        f'","parts":{spell_object(case.parts)},"registered":"{_registered[case.registered_at]}"'
        f',"state":{quoted[case.state]},"tenant":{quoted[case.tenant]},"version":{case.version}'
        f',"workflow":{quoted[case.workflow]}}}'
    )


def read_head(case_id: str, text: str) -> Case | None:
    """
    The case of a head; None if the head was written by another fold and must be folded again.

    Raises:
        Damaged: If the text is no head.
    """
    try:
        data = json.loads(text)
        if data["fold"] != FOLD_VERSION:
            return None
        return Case(
            data["tenant"],
            data["case"],
            data["workflow"],
            data["state"],
            data["version"],
            data["acted"],
            data["hash"],
            from_text(data["registered"]),
            from_text(data["at"]),
            cast(Parts, data["parts"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise Damaged(case_id, f"its head cannot be read ({type(fault).__name__})") from None


_KEYS = frozenset({
    "action", "actor", "at", "book", "case", "changes", "facts", "form", "format", "from", "grant", "kind", "messages",
    "note", "number", "occurred", "prev", "tenant", "to", "workflow",
})  # fmt: skip


def read_data(case_id: str, stored: StoredRecord) -> dict[str, Any]:
    """
    The text of a record as JSON values.

    Raises:
        Damaged: If it is not the text of a record of a format known here.
    """
    try:
        data = json.loads(stored.text)
        known = data["format"] == FORMAT
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise Damaged(case_id, f"record {stored.number} cannot be read ({type(fault).__name__})") from None
    if not known:
        raise Damaged(case_id, f"record {stored.number} is of format {data['format']!r}; this propflow knows {FORMAT}")
    if not data.keys() >= _KEYS:
        raise Damaged(case_id, f"record {stored.number} lacks {', '.join(sorted(_KEYS - data.keys()))}")
    return cast("dict[str, Any]", data)


def read_record(case_id: str, stored: StoredRecord, clear: Mapping[str, str] | None = None) -> Record:
    """
    A stored record as a program's value.

    Args:
        clear: The texts of confidential fields that may be shown, by field.

    Raises:
        Damaged: As `read_data`.
    """
    data = read_data(case_id, stored)
    form = data["form"]
    try:
        if form is not None and clear:
            values = {**form["values"], **{name: json.loads(text) for name, text in clear.items()}}
            form = {**form, "values": values}
        return Record(
            tenant=data["tenant"],
            case_id=data["case"],
            number=data["number"],
            kind=data["kind"],
            action=data["action"],
            actor=data["actor"]["id"],
            on_behalf_of=data["actor"]["on_behalf_of"],
            grant=data["grant"] or {},
            at=from_text(data["at"]),
            occurred_at=from_text(data["occurred"]),
            state_from=data["from"],
            state_to=data["to"],
            form=form,
            changes=data["changes"],
            facts=data["facts"],
            messages=tuple(data["messages"]),
            book=data["book"],
            note=data["note"],
            workflow=data["workflow"],
            previous=data["prev"],
            hash=stored.hash,
            text=stored.text,
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise Damaged(case_id, f"record {stored.number} is not what a record is ({fault})") from None


# --- messages -------------------------------------------------------------------------------


def read_message(text: str) -> Message | Escalation:
    """What a stored message says: a notice, or an escalation."""
    data = json.loads(text)
    facts = data["facts"]
    if data["kind"] != "escalation":
        return Message(
            id=data["id"],
            tenant=data["tenant"],
            case_id=data["case"],
            number=data["number"],
            kind=data["kind"],
            role=data["role"],
            about=data["about"],
            at=from_text(data["at"]),
            facts=facts,
            urgent=facts.get("urgent", False),
        )
    return Escalation(
        id=data["id"],
        tenant=data["tenant"],
        case_id=data["case"],
        number=data["number"],
        clock=data["about"],
        cycle=facts["cycle"],
        mark=facts["mark"],
        ladder=facts["ladder"],
        rung=facts["rung"],
        role=data["role"],
        above=tuple(facts["above"]),
        due=_when(facts["due"]),
        at=from_text(data["at"]),
        late_by_seconds=facts["late_by_seconds"],
        to=None if facts.get("to") is None else tuple(facts["to"]),
        reached=facts.get("reached", facts["rung"]),
        vacant=tuple(facts.get("vacant", ())),
        urgent=facts.get("urgent", False),
    )


def _when(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)
