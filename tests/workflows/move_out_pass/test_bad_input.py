"""Bad input gets a typed error with every fault, and nothing is half-written."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.workflows.complaint.lives import person
from tests.workflows.move_out_pass.lives import given
from tests.workflows.move_out_pass.usual import TENANT

from propflow import Actor, Conflict, Refused
from propflow.errors import InvalidValue, UnknownName


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"goods": []}, {"field_invalid"}),
        ({"goods": "sofa"}, {"field_invalid"}),
        ({"goods": ["x" * 201]}, {"field_invalid"}),
        ({"goods": ["sofa"] * 101}, {"field_invalid"}),
        ({"goods": [7]}, {"field_invalid"}),
        ({"goods": ["\ud800"]}, {"field_invalid"}),
        ({"carrier": "ghost"}, {"field_invalid"}),
        ({"unit": "", "carrier_name": None, "goods_class": 7}, {"field_invalid"}),
        ({"wat": 1}, {"field_unknown"}),
        ({"goods": ["×0", "lamp"]}, {"goods_unclear"}),
    ],
)
def test_a_request_that_is_wrong(changes: dict[str, Any], codes: set[str]) -> None:
    """All that is wrong with it at once; no case comes of it."""
    house = given()
    with pytest.raises(Refused) as refusal:
        house.registered(**changes)
    assert set(refusal.value.codes) == codes
    assert len(refusal.value.blockers) == (3 if len(changes) == 3 else 1)
    assert [*house.desk.find(workflow="move_out_pass")] == []


@pytest.mark.parametrize("serial", [0, -1, 10**9, "7", 7.0, True, None, 2**80])
def test_serial_numbers_are_whole(serial: Any) -> None:
    """From 1 to 999,999,999."""
    house = given().registered().did("request_by_owner_or_family")
    assert house.refused("open", serial=serial) == {"field_invalid"}


def test_goods_outside_the_letter() -> None:
    """One lamp too many, at presentation, on the slip, and in a correction; each time what is beyond is named."""
    house = given().registered(**TENANT).did("request_by_other").lettered(goods=["sofa ×2", "lamp"])
    with pytest.raises(Refused) as refusal:
        house.did("present_authorisation", goods=["sofa ×2", "lamp ×2", "piano"])
    (why,) = refusal.value.blockers
    assert (why.code, why.facts["beyond"]) == ("goods_beyond_letter", ["lamp ×1", "piano ×1"])
    house.did("present_authorisation", goods=["sofa ×2", "lamp"])
    assert house.refused("open", applicant="Mr Zhou", letter_attached=True, goods=["piano"]) == {"slip_differs"}
    house.did("open", applicant="Mr Zhou", letter_attached=True)
    house.all_did("present_at_gate", "find_mismatch")
    assert house.refused("correct_pass", goods=["sofa ×3"]) == {"goods_beyond_letter"}


def test_the_same_slip_at_two_gates() -> None:
    """Whoever comes second finds it used; of two guards who have read the same, one is told of the other."""
    house = given().issued()
    read = house.case.version
    house.did("present_at_gate", gate="east")
    with pytest.raises(Conflict):
        form = house.filled("present_at_gate", gate="west")
        house.desk.act(house.case_id, "present_at_gate", form, by=person("security_guard"), expect=read)
    assert house.refused("present_at_gate", gate="west") == {"state"}
    assert house.refused("release_goods", gate="west") == {"gate_disagrees"}
    house.did("release_goods")
    assert house.refused("release_goods") == {"state"}


def test_a_letter_said_to_be_presented_for_something_else() -> None:
    """Its own case, no case at all, a case of another workflow, another community's."""
    house = given().registered(**TENANT).did("request_by_other").letter_came().letter_did("open")
    assert house.letter_refused("present", request=house.letter_id) == {"link_self", "request_does_not_wait"}
    assert house.letter_refused("present", request="nowhere") == {"link_unknown"}
    house.works("open")
    assert house.letter_refused("present", request=house.works_id) == {"request_does_not_wait"}


def test_naive_and_strange_instants() -> None:
    """An instant has a zone; an act lies not ahead."""
    house = given()
    with pytest.raises(Refused) as refusal:
        house.letter_came(latest_on=datetime(2026, 9, 30))  # noqa: DTZ001 - that is the point
    assert set(refusal.value.codes) == {"field_invalid"}
    house.issued()
    with pytest.raises(InvalidValue):
        house.desk.act(
            house.case_id, "present_at_gate", house.filled("present_at_gate"), by=person("security_guard"),
            occurred_at=datetime(2026, 9, 28),  # noqa: DTZ001
        )  # fmt: skip


def test_names_that_there_are_not() -> None:
    """A typo is answered with what exists."""
    house = given().issued()
    with pytest.raises(UnknownName, match="present_at_gate"):
        house.desk.act(house.case_id, "present_at_gat", {}, by=person("security_guard"))


def test_a_letter_that_was_too_old_when_it_came() -> None:
    """It is registered, so that it is on record, and lapses at once."""
    house = given().letter_came(latest_on=given().clock() - timedelta(days=2))
    assert house.letter.state == "drafted"
    house.desk.tick()
    assert house.letter.state == "expired"
    assert house.letter_refused("open") == {"state", "letter_too_old"}


def test_document_numbers_are_confidential() -> None:
    """They stand in no journal; whoever may read them gives a purpose."""
    house = given().issued()
    said: Any = house.desk.journal(house.case_id)[1].form
    assert set(said["values"]["document_number"]) == {"sealed"}
    shown: Any = house.desk.journal(house.case_id, by=person("cs_supervisor"), purpose="Police")[1].form
    assert shown["values"]["document_number"] == "310-1"
    with pytest.raises(Refused, match="read confidential fields"):
        house.desk.journal(house.case_id, by=Actor("stranger", ["cleaner"]), purpose="Curious")
