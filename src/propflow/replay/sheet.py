"""
Sheets: the values of a mapping's TOML taken one by one, every fault noted and none raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from string import Template
from typing import Any, Final

from propflow.definition import fields as kinds
from propflow.definition.actions import Action
from propflow.definition.forms import FormField, form_spec
from propflow.definition.workflow import Workflow
from propflow.errors import InvalidValue
from propflow.replay.mapping import CONSTANT, LOG, NOWHERE, SYNTHESISED, Filling

Table = Mapping[str, Any]

_SPEAKS_OF: Final = ("case", "number", "activity")


class Sheet:
    """
    What a mapping says, as far as it has been read.

    Attributes:
        given: The whole file.
        faults: What cannot be followed, as sentences.
        asked: The attributes that it asks the log for, in the order in which they are named.
    """

    def __init__(self, given: Table) -> None:
        self.given = given
        self.faults: list[str] = []
        self.asked: dict[str, None] = {}

    def fault(self, words: str) -> None:
        """Note a fault, once."""
        if words not in self.faults:
            self.faults.append(words)

    def table(self, given: Any, where: str, known: Sequence[str]) -> Table:
        """A table whose keys are all *known*; what is no table is taken as an empty one."""
        if not isinstance(given, dict):
            self.fault(f"{where} is {given!r:.40}, where a table belongs.")
            return {}
        for key in given:
            if key not in known:
                self.fault(f"{where} knows no '{key}'{meant(key, known)}")
        return given

    def text(self, table: Table, key: str, where: str, default: str = "") -> str:
        """The text under a key; *default* if there is none."""
        found = table.get(key, default)
        if not isinstance(found, str):
            self.fault(f"{where} {key} is {found!r:.40}, where text belongs.")
            return default
        return found

    def names(self, table: Table, key: str, where: str) -> tuple[str, ...]:
        """The name, or list of names, under a key; empty if there is none."""
        found = table.get(key, [])
        found = [found] if isinstance(found, str) else found
        if not isinstance(found, list) or not all(isinstance(one, str) and one for one in found):
            self.fault(f"{where} {key} is {found!r:.60}, where a name or a list of names belongs.")
            return ()
        return tuple(found)

    def fields(self, given: Any, where: str, workflow: Workflow) -> dict[str, dict[str, Filling]]:
        """How the forms of actions are filled, by action and field."""
        known = [one.name for one in workflow.actions]
        if not isinstance(given, dict):
            self.fault(f"{where} is {given!r:.40}, where a table belongs.")
            return {}
        found: dict[str, dict[str, Filling]] = {}
        for action, table in given.items():
            here = f"[fields.{action}]" if where == "[fields]" else f"{where}.{action}"
            if action not in known:
                self.fault(f"{here}: '{action}' is no action of '{workflow.name}'{meant(action, known)}")
                continue
            of = {one.name: one for one in fields_of(workflow.action(action))}
            if not isinstance(table, dict):
                self.fault(f"{here} is {table!r:.40}, where a table of fields belongs.")
                continue
            found[action] = {}
            for name, filling in table.items():
                if name not in of:
                    self.fault(f"{here}: '{name}' is no field of its form{meant(name, of)}")
                else:
                    made = self.filling(filling, f"{here} {name}", of[name])
                    if made:
                        found[action][name] = made
        return found

    def filling(self, given: Any, where: str, field: FormField) -> Filling | None:
        """How one field comes by its value; None if that cannot be told."""
        table = self.table(given, where, ("log", "joint", "values", "else", "constant", "synthesised"))
        origins = [one for one in ("log", "constant", "synthesised") if one in table]
        if len(origins) != 1:
            self.fault(
                f"{where} says {' and '.join(origins) or 'none'} of log, constant and synthesised; it takes one."
            )
            return None
        if origins[0] != "log":
            for key in ("joint", "values", "else"):
                if key in table:
                    self.fault(f"{where} says {key}, which belongs to log.")
        if "constant" in table:
            self.taken(table["constant"], f"{where} constant", field)
            return Filling(field.name, CONSTANT, constant=table["constant"])
        fit = _fitting(field.kind)
        if "synthesised" in table:
            return self.template(self.text(table, "synthesised", where), where, field, fit)
        attributes = self.names(table, "log", where)
        self.asked.update(dict.fromkeys(attributes))
        values = table.get("values")
        if values is not None and not isinstance(values, dict):
            self.fault(f"{where} values is {values!r:.40}, where a table belongs.")
            values = None
        for key, value in (values or {}).items():
            self.taken(value, f"{where} values {key!r}", field)
        if "else" in table:
            self.taken(table["else"], f"{where} else", field)
        joint = self.text(table, "joint", where, " ")
        return Filling(field.name, LOG, attributes, joint, values, table.get("else", NOWHERE), fit=fit)

    def template(self, spelled: str, where: str, field: FormField, fit: Any) -> Filling | None:
        made = Template(spelled)
        unknown = [one for one in made.get_identifiers() if one not in _SPEAKS_OF]
        for one in unknown:
            self.fault(f"{where} synthesised knows no '${one}'{meant(one, _SPEAKS_OF)}")
        if not made.is_valid():
            self.fault(f"{where} synthesised has a '$' that names nothing; write '$$' for the sign itself.")
        return Filling(field.name, SYNTHESISED, template=made, fit=fit) if not unknown else None

    def taken(self, value: Any, where: str, field: FormField) -> None:
        """See that a value written in the mapping is one that the field takes."""
        try:
            field.read(value)
        except InvalidValue as fault:
            self.fault(f"{where} is not taken by the field: {fault.reason}.")


def fields_of(action: Action) -> tuple[FormField, ...]:
    spec = form_spec(action.form) if action.form else None
    return spec.fields if spec else ()


def meant(name: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown name: which may be meant, or which there are."""
    names = list(known)
    close = get_close_matches(name, names, n=1)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; there are: {', '.join(names[:30])}." if 0 < len(names) <= 60 else "."


def _fitting(kind: kinds.FieldKind) -> Any:
    """What brings a value of a log, mostly text, into the type that a field takes; None if nothing need."""
    if isinstance(kind, kinds.Whole):
        return lambda found: int(found) if isinstance(found, str) and found.lstrip("-").isdecimal() else found
    if isinstance(kind, kinds.Flag):
        return lambda found: {"true": True, "false": False}.get(found, found) if isinstance(found, str) else found
    if isinstance(kind, kinds.Text):
        return lambda found: _spelled(found) if isinstance(found, int) else found
    if isinstance(kind, kinds.Many):
        return lambda found: [found] if isinstance(found, str) else found
    return None


def _spelled(found: int) -> str:
    return {True: "true", False: "false"}[found] if isinstance(found, bool) else str(found)
