"""What is malformed, missing, too long, of the wrong kind, back-dated or done twice is refused with its reason."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.workflows.complaint.lives import START, House, given, person
from tests.workflows.complaint.plots import begun
from tests.workflows.complaint.rivals import TIMES, both, house_at
from tests.workflows.complaint.usual import PHOTO, SHEET

from propflow import Actor, Conflict, Refused
from propflow.errors import InvalidValue


@pytest.fixture(scope="module")
def empty() -> House:
    """A house where nothing has been kept yet, and nothing will be."""
    return given()


# What is written into the forms

SCRIPTS = [
    "楼上漏水，第三次了",
    "تسرب المياه",
    "Wasser läuft über",
    "水が漏れる",
    "누수",
    "🚰 💧",
    "line\nbreak\ttab",
    "0",
]


@pytest.mark.parametrize("narrative", SCRIPTS)
def test_a_narrative_in_any_script(narrative: str) -> None:
    """Nobody is turned away for his writing; it is kept letter for letter."""
    house = begun({}).registered(narrative=narrative)
    (record,) = house.desk.journal(house.case_id)
    assert record.form is not None
    assert json.loads(json.dumps(record.form["values"]))["narrative"] == narrative


def test_one_spelling_of_one_letter() -> None:
    """A letter that was typed as two signs is kept as one, so that it is found again."""
    house = begun({}).registered(narrative="Cafe\u0301")
    assert '"narrative":"Caf\u00e9"' in house.desk.journal(house.case_id)[0].text


@pytest.mark.parametrize("narrative", ["", " \n ", "\ud800", "x" * 20_001, "水" * 20_001, 7, None, ["x"]])
def test_a_narrative_that_is_none(narrative: Any, empty: House) -> None:
    """Empty, broken, longer than 20,000 characters, or no text: said with the field's name, and nothing is kept."""
    with pytest.raises(Refused) as refusal:
        empty.registered(narrative=narrative)
    (only,) = refusal.value.blockers
    assert (only.code, only.facts["field"]) == ("field_invalid", "narrative")
    assert empty.desk.find() == ()


@pytest.mark.parametrize("sign", ["x", "水"])
def test_the_longest_narrative(sign: str) -> None:
    """20,000 characters are taken, whatever their bytes."""
    assert begun({}).registered(narrative=sign * 20_000).state == "received"


def test_ten_megabytes() -> None:
    """A huge text is refused at once, in few words, wherever it stands."""
    house, huge = given().in_progress(), "x" * 10_000_000
    for action, field in (("report_done", "process_record"), ("urge", "target"), ("record_contact", "details")):
        with pytest.raises(Refused) as refusal:
            house.did(action, **{field: huge})
        assert refusal.value.codes == {"field_invalid"}
        assert len(str(refusal.value)) < 2000
    with pytest.raises(InvalidValue):
        house.desk.act(house.case_id, "urge", house.filled("urge"), by=person("cs_staff"), note=huge)


def test_a_field_that_there_is_not() -> None:
    """A misspelt field is named, with the one that is meant; so is one that would forge a fact of the case."""
    house = given()
    with pytest.raises(Refused) as refusal:
        house.registered(narative="Leak")
    assert "narrative" in refusal.value.say()
    house.registered()
    for forged in ("contact_waiver", "number", "state", "grade"):
        assert house.refused("open", **{forged: "x"}) == {"field_unknown"}


NAIVE = datetime(2026, 9, 28, 9)  # noqa: DTZ001


@pytest.mark.parametrize("when", ["2026-09-28T09:00:00", "2026-09-28", "yesterday", NAIVE, 0, None])
def test_an_instant_without_a_zone(when: Any, empty: House) -> None:
    """A time is an instant with its zone."""
    with pytest.raises(Refused) as refusal:
        empty.registered(received_at=when)
    assert refusal.value.codes == {"field_invalid"}


def test_a_naive_time_of_the_event() -> None:
    """When it happened takes a zone too, and never lies ahead."""
    house = given().registered()
    with pytest.raises(InvalidValue):
        house.desk.act(house.case_id, "urge", by=person("cs_staff"), occurred_at=NAIVE)


WRONG = [
    {"sha256": "A" * 64}, {"sha256": "0" * 63}, {"sha256": "0" * 63 + "g"}, {"sha256": None}, {"sha256": 0},
    {"size": -1}, {"size": "1024"}, {"size": True}, {"size": 2**60}, {"ref": ""}, {"media_type": ""},
    {"ref": "x" * 2001}, {"bytes": "AAAA"},
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_malformed_evidence(wrong: dict[str, Any]) -> None:
    """A photograph comes as hash, type, size and place; the entry that is wrong is named."""
    house = begun({}).in_progress()
    for action, field in (("report_done", "evidence"), ("record_inquiry", "evidence")):
        with pytest.raises(Refused) as refusal:
            house.did(action, **{field: [PHOTO, {**PHOTO, **wrong}]})
        (only,) = refusal.value.blockers
        assert (only.code, only.facts["field"]) == ("field_invalid", field)
        assert "entry 2" in str(only.facts["reason"])


@pytest.mark.parametrize("wrong", [[7], PHOTO, "photo.jpg", [{}], [None], [PHOTO] * 2000])
def test_evidence_that_is_none(wrong: Any) -> None:
    """One photograph is still a list of one, and a list has an end."""
    assert begun({}).in_progress().refused("report_done", evidence=wrong) == {"field_invalid"}


def test_a_hash_that_is_not_the_one_that_was_signed() -> None:
    """A voucher whose hash was exchanged after the signature is another form, and does not count."""
    house = given().in_progress().all_did("report_done", "tell_result", "owner_dissatisfied")
    by = person("superior_supervisor")
    house.desk.propose(house.case_id, "uphold_result", house.filled("uphold_result"), by=by)
    house.desk.sign(house.case_id, "uphold_result", by=person("office_head"))
    assert house.refused("uphold_result", vouchers=[{**SHEET, "sha256": "2" * 64}]) == {"form_for_proposal"}


# Contact

NOBODY = {"contact_person": None, "address": None, "phone": None}


def test_a_contact_is_missing() -> None:
    """Each part of it is asked for; a waiver is a superior's, and is not made by saying that there is one."""
    house = given().registered()
    assert house.refused("open", phone=None) == {"contact_missing"}
    assert house.refused("open", **NOBODY) == {"contact_missing"}
    assert house.refused("open", contact_mode="waived", **NOBODY) == {"contact_not_waived"}
    assert house.refused("open", contact_mode="none", **NOBODY) == {"complainant_not_left_out"}
    assert house.refused("waive_contact", by=person("receptionist")) == {"role"}
    house.did("waive_contact").did("open", contact_mode="waived", **NOBODY)
    assert house.case.fact("contact_waiver") == "Left no name"


# The departments


def test_a_department_refuses_a_third_time() -> None:
    """After two refusals the supervisor assigns, and what he assigns is not refused."""
    house = given().registered().all_did("classify", "open")
    for _ in range(2):
        house.all_did("dispatch", "reject_dispatch")
    assert house.refused("dispatch") == {"supervisor_assigns"}
    assert house.refused("assign_bindingly", by=person("receptionist")) == {"role"}
    house.did("assign_bindingly")
    assert house.refused("reject_dispatch") == {"supervisor_assigns"}
    assert house.did("sign_receipt").state == "investigating"


@pytest.mark.parametrize(
    ("track", "outcome", "basis", "code"),
    [
        ("repair", "solved", "b", "wrong_basis"),
        ("non_repair", "solved", "a", "wrong_basis"),
        ("repair", "unfounded_explained", "a", "wrong_basis"),
        ("repair", "solved", "a", ""),
        ("repair", "withdrawn_confirmed", "b", ""),
        ("non_repair", "redirected", "b", ""),
    ],
)
def test_the_closing_condition_of_the_wrong_kind(track: str, outcome: str, basis: str, code: str) -> None:
    """A solved repair closes by its signed sheet, everything else by a voucher; no other way round."""
    house = begun({}).registered().all_did("classify", "open", "dispatch", "sign_receipt", "record_contact")
    house.did("adopt_measures", track=track).did("report_done", outcome=outcome).did("tell_result")
    form = {"closing_basis": basis, "service_sheet": [SHEET], "signed_by": "owner", "signed_at": "now"}
    if code:
        assert house.refused("verify", **form) == {code}
    else:
        assert house.did("verify", **form).did("close").state == "closed"


# Two at once, and too late


def test_two_receptionists_dispatch_at_once() -> None:
    """Both have read the same: the first one's goes, the second hears that it is no longer so."""
    house = given().registered().all_did("classify", "open")
    read = house.case.version
    form = house.filled("dispatch")
    house.desk.act(house.case_id, "dispatch", form, by=Actor("desk-1", ["receptionist"]), expect=read)
    with pytest.raises(Conflict) as conflict:
        house.desk.act(house.case_id, "dispatch", form, by=Actor("desk-2", ["receptionist"]), expect=read)
    assert (conflict.value.expected, conflict.value.found) == (read, read + 1)
    assert [one.code for one in conflict.value.blockers] == ["state"]
    with pytest.raises(Refused) as refusal:
        house.desk.act(house.case_id, "dispatch", form, by=Actor("desk-2", ["receptionist"]))
    assert refusal.value.codes == {"state"}


def test_two_processes_dispatch_at_once(tmp_path: Path) -> None:
    """On one file each complaint is dispatched once, by whoever was first; the other one hears of it every time."""
    path = tmp_path / "complaints.db"
    house = house_at(path)
    for _ in range(TIMES):
        house.registered().all_did("classify", "open")
    one, two = both(path)
    for number, pair in enumerate(zip(one, two, strict=True), start=1):
        assert sorted(pair) == ["conflict, 3 read", "done"]
        assert house.desk.case(f"TS-{number:06d}").related("assignee") == f"handler-{pair.index('done')}"
    assert house.desk.verify().faults == ()


@pytest.mark.parametrize("minutes", [5, 9])
def test_nobody_dates_himself_back_into_time(minutes: int) -> None:
    """A hand-over that is entered late is late, whatever time is written into it or said beside it."""
    house = given().registered().all_did("classify", "open")
    then = START + timedelta(minutes=minutes)
    house.clock.advance(timedelta(minutes=30))
    form = house.filled("dispatch", dispatched_at=then.isoformat())
    case = house.desk.act(house.case_id, "dispatch", form, by=person("receptionist"), occurred_at=then)
    run = case.clock("hand_over")
    assert run is not None
    assert (run.verdict, run.stopped_at) == ("late", START + timedelta(minutes=30))
    assert house.desk.journal(house.case_id)[-1].occurred_at == then
