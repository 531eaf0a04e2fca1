"""Confidential fields: kept apart, readable with a right and a purpose, erasable without harm to the chain."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.office import LEAK, Ear, Office, ann, bob, changed, close, eve, guest, inspection, release, rob, text

from propflow import Actor, Grant, MemoryStore, Refused, form
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import DefinitionError, InvalidValue, UnknownCase
from propflow.model.canonical import digest

SECRET = "13800138000-secret"


@pytest.fixture
def case_id(office: Office) -> str:
    """A job whose report holds a telephone number."""
    return office.opened(phone=SECRET).id


def shown(office: Office, case_id: str, **how: Any) -> Any:
    """The field, as the journal shows it."""
    record = office.desk.journal(case_id, **how)[0]
    assert record.form is not None
    values: Any = record.form["values"]
    return values["phone"]


def log(office: Office) -> list[dict[str, Any]]:
    """The access log."""
    return [json.loads(line) for _, _, line in office.store.accesses("riverside")]


def test_only_a_salted_digest_stands_in_the_record(office: Office, case_id: str) -> None:
    """The record holds a digest that nobody can guess the value from; value and salt lie apart."""
    (kept,) = office.store.confidential("riverside", case_id)
    assert shown(office, case_id) == {"sealed": digest(f"{kept.salt}:{kept.text}")}
    assert (json.loads(kept.text), kept.number, kept.field) == (SECRET, 1, "phone")
    assert len(kept.salt) == 64
    office.opened(phone=SECRET)
    (other,) = office.store.confidential("riverside", "JOB-000002")
    assert other.salt != kept.salt
    assert shown(office, "JOB-000002") != shown(office, case_id)


def test_the_secret_stands_nowhere_else(office: Office, case_id: str) -> None:
    """No head, message, key, refusal or log line holds the value."""
    ear = Ear()
    told = Office(MemoryStore(), notifiers=[ear], listeners=[ear])
    told.desk.register("repair", {**LEAK, "phone": SECRET}, by=ann, key="k")
    told.desk.tick()
    told.desk.deliver()
    assert ear.heard
    assert SECRET not in repr(ear.heard)
    assert SECRET not in repr(told.store.command("riverside", "ann", "k"))
    with pytest.raises(Refused) as refusal:
        office.desk.register("repair", {**LEAK, "phone": SECRET, "wat": 1}, by=ann)
    assert SECRET not in str(refusal.value)
    assert SECRET not in json.dumps(log(office))
    for head in office.store.find("riverside"):
        assert SECRET not in head.text
    assert all(SECRET not in record.text for record in office.desk.journal(case_id))


def test_nothing_given_nothing_kept(office: Office) -> None:
    """An empty confidential field has no digest and no value."""
    case = office.registered()
    assert shown(office, case.id) is None
    assert office.store.confidential("riverside", case.id) == []


@pytest.mark.parametrize("by", [None, guest, bob, ann])
def test_without_right_or_purpose_it_is_redacted(by: Actor | None, office: Office, case_id: str) -> None:
    """Anybody may read the journal, with the digest in the field's place; nothing of that is logged."""
    assert set(shown(office, case_id, by=by)) == {"sealed"}
    assert set(shown(office, case_id, by=eve, purpose="  ")) == {"sealed"}
    assert log(office) == []


def test_reading_needs_a_right(office: Office, case_id: str) -> None:
    """Who gives a purpose but has no right is refused, with who may; the attempt is logged."""
    for by in (guest, bob, ann, Actor("eve", Grant("manager", tenant="lakeside")), Actor("kim", on_behalf_of="rob")):
        with pytest.raises(Refused) as refusal:
            shown(office, case_id, by=by, purpose="curiosity")
        (only,) = refusal.value.blockers
        assert (only.code, only.facts["needed"]) == ("role", ["manager", "reporter"])
    assert [one["allowed"] for one in log(office)] == [False] * 5


def test_reading_with_right_and_purpose_is_logged(office: Office, case_id: str) -> None:
    """A reader with a right, by role or by relation to the case, sees the value; who, what and why is kept."""
    assert shown(office, case_id, by=eve, purpose="to call back") == SECRET
    assert shown(office, case_id, by=rob, purpose="my own") == SECRET
    assert log(office) == [
        {"actor": "eve", "allowed": True, "case": case_id, "kind": "read", "purpose": "to call back"},
        {"actor": "rob", "allowed": True, "case": case_id, "kind": "read", "purpose": "my own"},
    ]
    assert office.desk.case(case_id).version == 3  # nobody bumps a version by looking


@pytest.mark.parametrize("purpose", [5, None, ["x"]])
def test_a_purpose_that_is_none(purpose: Any, office: Office, case_id: str) -> None:
    """A purpose is text."""
    with pytest.raises(InvalidValue, match=r"^purpose: "):
        office.desk.journal(case_id, by=eve, purpose=purpose)


def test_the_case_and_its_pages_show_nothing(office: Office, case_id: str) -> None:
    """A case holds no confidential value at all, so that reading it needs no right."""
    assert SECRET not in repr(office.desk.case(case_id))
    assert SECRET not in repr(office.desk.find())
    assert SECRET not in repr(office.desk.options(case_id, by=ann))


def test_erasing_leaves_the_chain_whole(office: Office, case_id: str) -> None:
    """After erasing nobody can read the value any more; every record still verifies, and who did it is logged."""
    office.desk.seal()
    before = [record.hash for record in office.desk.journal(case_id)]
    assert office.desk.erase(case_id, by=eve, reason="they asked for it") == 1
    assert office.desk.erase(case_id, by=eve, reason="again") == 0
    assert set(shown(office, case_id, by=eve, purpose="to call back")) == {"sealed"}
    assert [record.hash for record in office.desk.journal(case_id)] == before
    assert office.desk.verify().faults == ()
    assert log(office)[0] == {"actor": "eve", "case": case_id, "kind": "erase", "reason": "they asked for it"}
    office.desk.act(case_id, "take", by=bob)
    assert office.desk.verify().faults == ()


def test_erasing_one_case_leaves_the_others(office: Office, case_id: str) -> None:
    """Only the values of the case named are destroyed."""
    other = office.opened(phone="other").id
    office.desk.erase(case_id, by=eve, reason="x")
    assert shown(office, other, by=eve, purpose="x") == "other"


@pytest.mark.parametrize("reason", ["", "  ", None, 5])
def test_erasing_needs_a_reason(reason: Any, office: Office, case_id: str) -> None:
    """Without a reason nothing is destroyed."""
    with pytest.raises(InvalidValue, match=r"^reason: "):
        office.desk.erase(case_id, by=eve, reason=reason)
    with pytest.raises(UnknownCase):
        office.desk.erase("JOB-000099", by=eve, reason="x")
    assert shown(office, case_id, by=eve, purpose="x") == SECRET


@pytest.mark.parametrize("durability", ["full", "normal"])
def test_the_file_holds_the_secret_in_one_place_and_then_in_none(durability: Any, tmp_path: Path) -> None:
    """Of all the bytes of the file and its log, only the confidential row holds the value; erased, none does."""
    path = tmp_path / "office.db"
    store = SqliteStore(path, durability=durability)
    office = Office(store)
    case = office.closed(phone=SECRET)
    office.desk.seal()

    def found() -> int:
        files = [one.read_bytes() for one in tmp_path.iterdir()]
        return sum(one.count(SECRET.encode()) for one in files)

    assert found() >= 1
    with closing(sqlite3.connect(path)) as connection:
        for (table,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall():
            rows = repr(connection.execute(f"select * from {table}").fetchall())
            assert (SECRET in rows) is (table == "confidential"), table
    office.desk.erase(case.id, by=eve, reason="retention is over")
    assert found() == 0
    store.close()
    assert found() == 0


@pytest.mark.parametrize("column", ["text", "salt"])
def test_a_tampered_value_is_found(column: str, tmp_path: Path) -> None:
    """A confidential value, or its salt, that somebody has changed does not fit the digest in the record."""
    path = tmp_path / "office.db"
    store = SqliteStore(path)
    office = Office(store)
    case = office.opened(phone=SECRET)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"update confidential set {column} = replace({column}, substr({column}, 3, 1), 'z')")
        connection.commit()
    (fault,) = office.desk.verify().faults
    assert (fault.case, fault.number) == (case.id, 1)
    assert "'phone'" in fault.what
    store.close()


def test_a_value_that_belongs_to_no_record_is_found(tmp_path: Path) -> None:
    """A confidential value put where no record has a digest for it is a fault."""
    path = tmp_path / "office.db"
    store = SqliteStore(path)
    office = Office(store)
    office.opened(phone=SECRET)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update confidential set number = 2")
        connection.commit()
    assert [one.number for one in office.desk.verify().faults] == [2]
    store.close()


def test_what_is_signed_may_hide_nothing() -> None:
    """A proposal shows its form to those who sign it: a confidential field in it is refused by the definition."""

    @form("hush", en="Hush", zh="保密")
    class Hush:
        """Something nobody is to know."""

        result: str = text(en="Result", zh="结果")
        phone: str | None = text(en="Telephone", zh="电话", default=None, confidential=True)

    with pytest.raises(DefinitionError, match="phone"):
        changed(close, form=Hush, sign_offs=[inspection, attrs.evolve(release)])
