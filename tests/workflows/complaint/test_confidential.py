"""Personal data of a complaint: nowhere in the open, shown with a right and a purpose, and every reading noted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.workflows.complaint.lives import House, given, person

from propflow import Desk, MemoryStore, Refused
from propflow.definition.forms import form_spec
from propflow.workflows.complaint import complaint

CONTACT = ("contact_person", "address", "phone")
SECRETS = {
    "register": ("complainant_name", "contact", "address", "unit"),
    "open": CONTACT,
    "finish_look_back": ("contact",),
}
ALSO = {"rule_open": CONTACT, "convert_to_valid": CONTACT, "open_emergency": CONTACT}


def test_the_confidential_fields_are_known() -> None:
    """Whatever names a complainant or says how to reach him is confidential; this is the whole of it."""
    found = {}
    for one in complaint.actions:
        spec = form_spec(one.form) if one.form else None
        hidden = tuple(field.name for field in spec.fields if field.confidential) if spec else ()
        found.update({one.name: hidden} if hidden else {})
    assert found == {**SECRETS, **ALSO}


def followed() -> tuple[House, MemoryStore, list[str]]:
    """A complaint with personal data in every confidential field, its store, and what those fields hold."""
    house, store, secrets = given(look_back_below=80), MemoryStore(), []
    desk = Desk([house.workflow], store, tenant="riverside", now=house.clock)
    house = House(desk, house.clock, house.workflow)

    def hidden(action: str) -> dict[str, str]:
        """A form full of secrets."""
        form = {field: f"zz-{action}-{field}-zz" for field in SECRETS[action]}
        secrets.extend(form.values())
        return form

    house.registered(**hidden("register")).did("classify").did("open", **hidden("open"))
    house.all_did("dispatch", "sign_receipt", "record_contact", "adopt_measures", "report_done", "tell_result")
    house.all_did("verify", "close", "assign_follow_up")
    house.did("record_survey", solution=60, speed=60, attitude=60, survey_score=60).did("low_satisfaction")
    house.did("finish_look_back", **hidden("finish_look_back"))
    return house, store, secrets


def log(store: MemoryStore) -> list[dict[str, Any]]:
    """The readings in the access log."""
    noted = [json.loads(line) for _, _, line in store.accesses("riverside")]
    return [one for one in noted if one["kind"] == "read"]


def test_personal_data_stands_nowhere_in_the_open() -> None:
    """Not in the case, the lists, the journal, a refusal, the options, or the access log."""
    house, store, secrets = followed()
    shown = repr(house.case) + repr(house.desk.find()) + "".join(one.text for one in house.desk.journal(house.case_id))
    shown += repr(house.desk.options(house.case_id, by=person("cs_supervisor"))) + repr(house.desk.doctor())
    for wrong in ({"wat": 1}, {"phone": 7}):
        with pytest.raises(Refused) as refusal:
            house.registered(**dict.fromkeys(SECRETS["register"], secrets[0]), **wrong)
        shown += str(refusal.value) + refusal.value.say("zh")
    shown += "".join(line for _, _, line in store.accesses("riverside"))
    assert [one for one in secrets if one in shown] == []


def test_reading_takes_a_right_and_a_purpose() -> None:
    """With both it is shown, and noted with the purpose; with one of them it is not, and the attempt is noted."""
    house, store, secrets = followed()
    reader, other = person("cs_supervisor"), person("receptionist")

    def seen(**how: Any) -> list[str]:
        """Which secrets the journal shows."""
        text = repr([one.form for one in house.desk.journal(house.case_id, **how)])
        return [one for one in secrets if one in text]

    assert seen(by=reader) == seen(by=reader, purpose=" ") == seen(by=other) == seen() == []
    assert log(store) == []
    with pytest.raises(Refused) as refusal:
        seen(by=other, purpose="curious")
    assert refusal.value.codes == {"role"}
    assert seen(by=reader, purpose="to call back") == secrets
    assert [(one["actor"], one["purpose"], one["allowed"]) for one in log(store)] == [
        ("receptionist", "curious", False), ("cs_supervisor", "to call back", True),
    ]  # fmt: skip


def test_a_disclosure_outside_is_on_record() -> None:
    """Who outside the case was shown what, and why, stands in the journal for good; who may not disclose is refused."""
    house, _, _ = followed()
    assert house.refused("disclose", by=person("receptionist")) == {"role"}
    assert house.refused("disclose", purpose="") == {"field_invalid"}
    house.did("disclose", reader="Owners' committee", purpose="Review of the year", parts=["narrative"])
    record = house.desk.journal(house.case_id)[-1]
    assert record.form is not None
    assert record.form["values"] == {
        "reader": "Owners' committee", "purpose": "Review of the year", "parts": ["narrative"],
    }  # fmt: skip
