"""
Reading: a case from its head, checked against its last record; a journal; pages of cases.
"""

from __future__ import annotations

from collections.abc import Mapping

from propflow.definition.actions import Who
from propflow.desk.house import Asking, House
from propflow.desk.recalling import recall
from propflow.engine.fold import apply
from propflow.engine.record import record_hash
from propflow.errors import Blocker, Damaged, DirectoryUnavailable, InvalidValue, Refused, UnknownCase
from propflow.model.canonical import encode
from propflow.model.cases import Case
from propflow.model.instants import to_text
from propflow.model.journal import Record
from propflow.model.people import Actor, Grant, Relation
from propflow.ports import StoredHead, StoredRecord
from propflow.wire import read_data, read_head, read_record, write_head


def case_of(house: House, tenant: str, case_id: str) -> Asking[Case]:
    """
    A case as it stands.

    Raises:
        UnknownCase: If there is none of this id.
        Damaged: If its head and its last record do not agree.
    """
    stored: StoredHead | None = yield house.store.head, (tenant, id_text(case_id))
    if stored is None:
        raise UnknownCase(tenant, case_id)
    return recalled(house, tenant, stored) or (yield from opened(house, tenant, stored))


def maybe_case(house: House, tenant: str, case_id: str) -> Asking[Case | None]:
    """A case as it stands; None if there is none of this id."""
    stored: StoredHead | None = yield house.store.head, (tenant, id_text(case_id))
    if stored is None:
        return None
    return recalled(house, tenant, stored) or (yield from opened(house, tenant, stored))


def id_text(case_id: object) -> str:
    """
    The id of a case, as given.

    Raises:
        InvalidValue: If it is no text.
    """
    if type(case_id) is not str:
        raise InvalidValue("case_id", "type", f"{type(case_id).__name__} instead of text")
    return case_id


def recalled(house: House, tenant: str, stored: StoredHead) -> Case | None:
    """The case, if it was last read from, or written as, the very same texts."""
    lately, last = house.lately.get((tenant, stored.case_id)), stored.last
    if lately is None or last is None or lately[0] != stored.text or lately[1] != last.text:
        return None
    return lately[2]


def opened(house: House, tenant: str, stored: StoredHead) -> Asking[Case]:
    """The case of a head and a last record that agree."""
    case_id, last = stored.case_id, stored.last
    if last is None:
        raise Damaged(case_id, "it has a head but no records")
    case = read_head(case_id, stored.text)
    if case is None:  # written by another fold: make it anew from the journal
        case = yield from _refolded(house, tenant, case_id, stored.version)
    fault = disagreement(tenant, case, stored, last)
    if fault:
        raise Damaged(case_id, fault)
    if case.workflow not in house.plans:
        yield from recall(house, case.workflow)
    house.remember(write_head(case), last.text, case)
    return case


def _refolded(house: House, tenant: str, case_id: str, version: int) -> Asking[Case]:
    case = yield from folded(house, tenant, case_id)
    yield house.store.replace_head, (tenant, case_id, version, write_head(case))
    return case


def folded(house: House, tenant: str, case_id: str, until: int | None = None) -> Asking[Case]:
    """A case folded from its journal, up to and with record *until*; all of it if None."""
    records: list[StoredRecord] = yield house.store.journal, (tenant, case_id)
    case: Case | None = None
    for stored in records:
        if until is None or stored.number <= until:
            data = read_data(case_id, stored)
            try:
                case = apply(case, data, stored.hash)
            except (AttributeError, KeyError, TypeError, ValueError) as fault:
                raise Damaged(case_id, f"record {stored.number} cannot be folded ({type(fault).__name__})") from None
    if case is None:
        raise UnknownCase(tenant, case_id)
    return case


def disagreement(tenant: str, case: Case, stored: StoredHead, last: StoredRecord) -> str | None:
    """What does not agree between a head and the last record, in words; None if all does."""
    if case.id != stored.case_id or case.tenant != tenant:
        return f"its head is that of case {case.id!r} in {case.tenant!r}"
    if not case.version == stored.version == last.number:
        return f"its head is of version {case.version}, its last record has number {last.number}"
    if case.hash != last.hash or record_hash(last.text) != last.hash:
        return "its head, its last record and the record's hash do not agree"
    data = read_data(case.id, last)
    if data["to"] != case.state or data["case"] != case.id or data["tenant"] != tenant:
        return f"its head says {case.state!r}, its last record {data['to']!r}"
    return None


def journal(house: House, tenant: str, case_id: str, by: Actor | None, purpose: str) -> Asking[tuple[Record, ...]]:
    """
    A case's journal. Confidential fields are shown only to a reader with a right and a
    purpose, and every such reading is noted in the access log.

    Raises:
        UnknownCase: If there is no such case.
        Refused: If a purpose is given, but no right to read.
    """
    if type(purpose) is not str:
        raise InvalidValue("purpose", "type", f"{type(purpose).__name__} instead of text")
    records: list[StoredRecord] = yield house.store.journal, (tenant, case_id)
    if not records:
        raise UnknownCase(tenant, case_id)
    clear: dict[int, dict[str, str]] = {}
    if by is not None and purpose.strip():
        case = yield from case_of(house, tenant, case_id)
        yield from _admit(house, case, by, purpose)
        for one in (yield house.store.confidential, (tenant, case_id)):
            clear.setdefault(one.number, {})[one.field] = one.text
    return tuple(read_record(case_id, one, clear.get(one.number)) for one in records)


def _admit(house: House, case: Case, by: Actor, purpose: str) -> Asking[None]:
    """Let a reader see what is confidential, or refuse; either way it is noted."""
    now = house.moment()
    readers = house.plan_of(case).workflow.readers
    grants = yield from grants_of(house, by, case.tenant)
    held = {one.role for one in grants if one.holds(case.tenant, now)}
    may = any(_is(one, case, by, held) for one in readers)
    what = {"actor": by.id, "allowed": may, "case": case.id, "kind": "read", "purpose": purpose[:500]}
    yield house.store.note_access, (case.tenant, to_text(now), encode(what))
    if not may:
        needed = [one.name for one in readers]
        facts: Mapping[str, object] = {
            "actor": by.id,
            "needed": needed,
            "needed_en": [one.en or one.name for one in readers],
            "needed_zh": [one.zh or one.name for one in readers],
        }
        raise Refused(case.id, "read confidential fields", [Blocker("role", facts)])


def _is(who: Who, case: Case, by: Actor, held: set[str]) -> bool:
    return case.related(who.name) == by.id if isinstance(who, Relation) else who.name in held


def claimed(actor: object) -> tuple[Grant, ...]:
    """
    What an actor claims to hold.

    Raises:
        InvalidValue: If it is no Actor.
    """
    if not isinstance(actor, Actor):
        raise InvalidValue("by", "type", f"{type(actor).__name__} instead of an Actor")
    return actor.roles


def grants_of(house: House, actor: Actor, tenant: str) -> Asking[tuple[Grant, ...]]:
    """
    What an actor holds, as the host's directory confirms it; without one, as the actor says.

    Raises:
        DirectoryUnavailable: If the directory fails; then nothing is decided.
    """
    claims = claimed(actor)
    if house.people is None:
        return claims
    try:
        confirmed = tuple((yield house.people.confirm, (actor, tenant, house.moment())))
    except Exception as fault:
        raise DirectoryUnavailable(
            f"The directory of people could not be asked: {fault}. Nothing was decided."
        ) from fault
    if not all(isinstance(one, Grant) for one in confirmed):
        raise DirectoryUnavailable("The directory of people answered with what is no Grant. Nothing was decided.")
    return confirmed


def unconfirmed(house: House, actor: Actor, grants: tuple[Grant, ...], tenant: str) -> tuple[Blocker, ...]:
    """The reason that the directory does not know the actor as a deputy of whom it claims to stand in for."""
    if house.people is None or actor.on_behalf_of is None:
        return ()
    now = house.moment()
    if any(one.role == f"deputy:{actor.on_behalf_of}" and one.holds(tenant, now) for one in grants):
        return ()
    return (Blocker("deputy_unconfirmed", {"actor": actor.id, "principal": actor.on_behalf_of}),)


def find(
    house: House, tenant: str, workflow: str | None, state: str | None, after: str, limit: int
) -> Asking[tuple[Case, ...]]:
    """Cases by ascending id; see `Desk.find`."""
    if type(limit) is not int or not 1 <= limit <= 10_000:
        raise InvalidValue("limit", "range", f"{limit!r} is not from 1 to 10,000")
    if type(after) is not str:
        raise InvalidValue("after", "type", f"{type(after).__name__} instead of the last id of the page before")
    arguments = {"workflow": workflow, "state": state, "after": after, "limit": limit}
    heads: list[StoredHead] = yield _find, (house.store, tenant, arguments)
    found = []
    for one in heads:
        case = read_head(one.case_id, one.text)
        if case is None:
            case = yield from _refolded(house, tenant, one.case_id, one.version)
        if case.workflow not in house.plans:
            yield from recall(house, case.workflow)
        found.append(case)
    return tuple(found)


def _find(store: object, tenant: str, arguments: dict[str, object]) -> object:
    return store.find(tenant, **arguments)  # type: ignore[attr-defined]
