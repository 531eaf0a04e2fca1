"""
Steps: is an act on record one that the table of actions allows, judged without the desk?
"""

from collections.abc import Iterator, Mapping

from propflow.definition.actions import Action
from propflow.definition.forms import form_spec
from propflow.definition.invariants import History
from propflow.definition.states import Place
from propflow.errors import InvalidValue
from propflow.model.cases import PROPOSALS
from propflow.model.journal import Record
from propflow.model.people import Relation, Role
from propflow.workflows.complaint.invariants.families import TABLE
from propflow.workflows.complaint.invariants.reading import (
    acts,
    consents,
    is_sealed,
    persons,
    proposal_of,
    related,
    value,
)


def faults_of(history: History, record: Record, table: Mapping[str, Action] = TABLE) -> Iterator[str]:
    """What is wrong with an act by a table of actions: its state, who did it, its form, or the consents it takes."""
    action = table.get(record.action)
    if action is None:
        yield f"there is no action '{record.action}'"
        return
    sources = {one if isinstance(one, Place) else one.name for one in action.sources}
    came_from = Place.START if record.state_from is None else record.state_from
    if came_from not in sources:
        yield f"'{action.name}' is not possible in '{record.state_from}'"
    target = record.state_from if isinstance(action.target, Place) else action.target.name
    if record.state_to != target:
        yield f"'{action.name}' does not lead to '{record.state_to}'"
    yield from _right_faults(history, record, action)
    yield from _form_faults(record, action)
    yield from _consent_faults(history, record, action)


def _right_faults(history: History, record: Record, action: Action) -> Iterator[str]:
    if not _has_right(history, record, action.by):
        yield f"{record.actor} did '{action.name}' by no right that suffices ({record.grant.get('as', 'none')})"
    for what in _barred(history, record, action.not_by):
        yield f"{record.actor} did '{action.name}' {what}"


def _barred(history: History, record: Record, not_by: tuple[Action | Relation, ...]) -> Iterator[str]:
    """Why somebody should have kept out of it."""
    for other in not_by:
        if isinstance(other, Relation):
            if related(history, other.name, record.number) in persons(record):
                yield f"while being its {other.name}"
        elif any(persons(record) & persons(one) for one in acts(history, [other.name], before=record.number)):
            yield f"after having done '{other.name}'"


def _has_right(history: History, record: Record, by: tuple[Role | Relation, ...]) -> bool:
    kind, _, name = str(record.grant.get("as", "")).partition(":")
    roles = {one.name for one in by if isinstance(one, Role)}
    relations = {one.name for one in by if isinstance(one, Relation)}
    if kind == "role":
        return name in roles
    return kind == "relation" and name in relations and related(history, name, record.number) in persons(record)


def _form_faults(record: Record, action: Action) -> Iterator[str]:
    spec = form_spec(action.form)
    if spec is None or record.form is None:
        if (spec is None) is not (record.form is None):
            yield f"'{action.name}' lacks its form, or has one too many"
        return
    if (record.form["name"], record.form["revision"]) != (spec.name, spec.revision):
        yield f"'{action.name}' has the form '{record.form['name']}' instead of '{spec.name}'"
        return
    given = record.form["values"]
    strange = set(given if isinstance(given, dict) else ()) ^ set(spec.names)
    if strange:
        yield f"the form of '{action.name}' lacks or does not know: {', '.join(sorted(strange))}"
        return
    for field in spec.fields:
        found = value(record, field.name)
        if field.confidential and is_sealed(found):
            continue
        try:
            field.read(found)
        except InvalidValue as fault:
            yield f"the field '{field.name}' of '{action.name}' is wrong: {fault.reason}"


def _consent_faults(history: History, record: Record, action: Action) -> Iterator[str]:
    if not action.sign_offs:
        return
    proposal = proposal_of(history, record)
    if proposal is None:
        yield f"'{action.name}' was never proposed, so nobody could consent"
        return
    if proposal.form != record.form:
        yield f"'{action.name}' was done with another form than was proposed"
    for needed in action.sign_offs:
        given = {
            one.actor
            for one in consents(history, record)
            if not persons(one) & persons(proposal)
            and not [*_barred(history, one, needed.not_by)]
            and _has_right(history, one, needed.by)
            and _signs(one, needed.name)
        }
        if len(given) < needed.needed:
            yield f"'{action.name}' lacks the consent '{needed.name}'"


def _signs(record: Record, name: str) -> bool:
    """Does a signature stand under the consent of this name?"""
    proposal = record.changes.get(PROPOSALS, {}).get(record.action)
    signatures = proposal["signatures"] if isinstance(proposal, dict) else None
    return any(
        isinstance(one, dict) and (one["sign_off"], one["by"]) == (name, record.actor)
        for one in (signatures if isinstance(signatures, list) else ())
    )
