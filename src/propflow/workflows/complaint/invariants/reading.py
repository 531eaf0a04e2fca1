"""
Reading a history: what was said, by whom, and what held at a record, from the journal alone.

Whatever asks "before" means before the record of that number; without it, after the last one.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, cast

from propflow.definition.invariants import History
from propflow.model.instants import from_text
from propflow.model.journal import Record

END = 10**9
"""A number behind every record."""


def value(record: Record, field: str) -> Any:
    """What stands in a field of the record's form; None if it has no such field."""
    return _values(record).get(field)


def says(record: Record, field: str) -> bool:
    """Does the record's form have this field, and something in it? Blank text is nothing."""
    found = value(record, field)
    return bool(found.strip()) if isinstance(found, str) else found not in (None, [], {})


def is_sealed(found: object) -> bool:
    """Is it what stands in the journal for a confidential value?"""
    return isinstance(found, dict) and set(found) == {"sealed"}


def moment(record: Record, field: str) -> datetime | None:
    """The instant in a field of the record's form; None if none stands there."""
    found = value(record, field)
    return from_text(found) if isinstance(found, str) else None


def said(history: History, field: str, before: int = END) -> Any:
    """What was last said in a field of this name; None if it was never there, or left empty the last time."""
    found = None
    for one in history.acts():
        if one.number < before and field in _values(one):
            found = value(one, field)
    return found


def acts(history: History, names: Collection[str], after: int = 0, before: int = END) -> list[Record]:
    """The records of these actions between two numbers, in order."""
    return [one for one in history.acts() if one.action in names and after < one.number < before]


def latest(history: History, names: Collection[str], before: int = END) -> Record | None:
    """The last record of these actions; None if there is none."""
    return next(iter(reversed(acts(history, names, before=before))), None)


def latest_number(history: History, names: Collection[str], before: int = END) -> int:
    """The number of the last record of these actions; 0 if there is none."""
    found = latest(history, names, before)
    return 0 if found is None else found.number


def moves(history: History, before: int = END) -> list[Record]:
    """The records after which the case stood elsewhere, or for the first time somewhere."""
    return [one for one in history.records if one.state_from != one.state_to and one.number < before]


def state_at(history: History, before: int) -> str | None:
    """The state before a record; None before the first."""
    return next((one.state_to for one in reversed(history.records) if one.number < before), None)


def persons(record: Record) -> set[str]:
    """Who acted, and on whose behalf."""
    return {record.actor, *([record.on_behalf_of] if record.on_behalf_of else [])}


def role(record: Record) -> str:
    """The role by which it was done; empty if it was by a relation, or by the system."""
    kind, _, name = str(record.grant.get("as", "")).partition(":")
    return name if kind == "role" else ""


def related(history: History, relation: str, before: int = END) -> str | None:
    """The id of the person in a relation to the case; None if there is none."""
    found: Any = None
    for one in history.records:
        if one.number < before and relation in one.changes.get("relations", {}):
            found = one.changes["relations"][relation]
    return found if isinstance(found, str) else None


def tells(record: Record, role_name: str) -> bool:
    """Is a message owed to this role because of the record?"""
    return any(one["role"] == role_name for one in record.messages)


def has_complainant(history: History, before: int = END) -> bool:
    """Is there somebody who can be told? Not with a sensor, an own finding, or a waiver."""
    return bool(said(history, "contact_mode", before) == "given")


def number_of(history: History, slot: str) -> int | None:
    """A number that the policy says; None if it is switched off."""
    found = history.policy.get(slot)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def tried_enough(history: History, after: int, before: int = END) -> bool:
    """Was the complainant tried in vain as often as the policy says, since he was last reached?"""
    enough = number_of(history, "contact_attempts")
    since = max(after, latest_number(history, ["record_contact"], before))
    return enough is not None and len(acts(history, ["record_attempt"], since, before)) >= enough


def proposal_of(history: History, act: Record) -> Record | None:
    """The proposal that an act carries out; None if it was never proposed."""
    since = latest_number(history, [act.action], act.number)
    found = [one for one in history.records if one.kind == "propose" and one.action == act.action]
    return next((one for one in reversed(found) if since < one.number < act.number), None)


def consents(history: History, act: Record) -> list[Record]:
    """The signatures under the proposal that an act carries out; none if one of those asked refused."""
    proposal = proposal_of(history, act)
    if proposal is None:
        return []
    found = [
        one
        for one in history.records
        if one.kind == "sign" and one.action == act.action and proposal.number < one.number < act.number
    ]
    return [] if any(_refuses(one) for one in found) else found


def still_open(
    history: History, adding: Collection[str], ending: Collection[str], field: str, before: int = END
) -> set[str]:
    """The values of a field that some actions have added and others have not taken out again."""
    found: set[str] = set()
    for one in acts(history, [*adding, *ending], before=before):
        given = value(one, field)
        named = {str(each) for each in given} if isinstance(given, list) else {str(given)}
        found = found | named if one.action in adding else found - named
    return found


def _values(record: Record) -> Mapping[str, Any]:
    found: Any = {} if record.form is None else record.form["values"]
    return cast("Mapping[str, Any]", found)


def _refuses(sign: Record) -> bool:
    proposal = sign.changes.get("proposals", {}).get(sign.action)
    return not isinstance(proposal, dict) or proposal["refused"] is not None
