"""Whatever is handed in wrongly is refused with a typed reason, and nothing is half-written."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.workflows.repair.lives import House, given
from tests.workflows.repair.plots import STRICT
from tests.workflows.repair.usual import PHOTO

from propflow import Actor, Conflict, Refused
from propflow.errors import InvalidValue, UnknownName

MONEY: list[Any] = [
    "-1.00", "80.001", "1e3", "NaN", 80.0, 80, True, "八十", "٨٠", "", None, "1000000001", Decimal("inf"),
]  # fmt: skip
MOMENTS: list[Any] = [datetime(2026, 9, 28, 9), "2026-09-28T09:00:00", "tomorrow", 1790000000, None, ""]  # noqa: DTZ001


@pytest.fixture(scope="module")
def house() -> House:
    """A repair whose survey is being made."""
    return given(**STRICT).registered().all_did("open", "dispatch", "arrive")


def wrong(house: House, action: str, **changes: Any) -> frozenset[str]:
    """The codes of every reason against a form; nothing may be written."""
    form = {**(house.filled(action) or {}), **changes}
    before = house.case.hash
    with pytest.raises(Refused) as refusal:
        house.desk.act(house.case_id, action, form, by=Actor("all", [r.name for r in house.workflow.roles]),
                       expect=house.case.version)  # fmt: skip
    assert house.case.hash == before
    for one in refusal.value.blockers:
        assert one.say("en").strip()
        assert one.say("zh").strip()
    return refusal.value.codes


@pytest.mark.parametrize("value", MONEY, ids=repr)
def test_money_that_is_none(house: House, value: Any) -> None:
    """Floats, negative sums, third decimals, words, and sums beyond all measure."""
    assert wrong(house, "present_quote", cost=value) == {"field_invalid"}


@pytest.mark.parametrize("value", MOMENTS, ids=repr)
def test_moments_that_are_none(house: House, value: Any) -> None:
    """Without a zone, as a number, as a word."""
    assert wrong(house, "present_quote", valid_until=value) == {"field_invalid"}


@pytest.mark.parametrize(
    ("action", "changes"),
    [
        ("classify", {"danger": "很危险"}), ("classify", {"repair_class": ["urgent"]}), ("classify", {"sudden": "yes"}),
        ("present_quote", {"plan_version": 0}), ("present_quote", {"plan_version": True}),
        ("present_quote", {"plan": "x" * 20_001}), ("present_quote", {"plan": " \n"}),
        ("present_quote", {"plan": "\ud800"}), ("present_quote", {"options": "one"}),
        ("make_safe", {"evidence": [{**PHOTO, "sha256": "0"}]}), ("make_safe", {"evidence": [{}]}),
        ("report_done", {"parts": ["x"] * 101}), ("report_done", {"outcome": None}),
        ("wait_for_part", {"quantity": 0}), ("record_claim", {"amount": "-5"}),
    ],
    ids=str,
)  # fmt: skip
def test_fields_that_do_not_take_it(house: House, action: str, changes: dict[str, Any]) -> None:
    """Wrong types, values that are not offered, too much, too little, half a character."""
    assert "field_invalid" in wrong(house, action, **changes)


def test_every_fault_at_once(house: House) -> None:
    """What is unknown, what is missing and what is wrong, in one answer."""
    with pytest.raises(Refused) as refusal:
        house.desk.act(house.case_id, "present_quote", {"plan_version": "1", "cost": 1.5, "wat": 1}, by=Actor("x"))
    fields = {(one.code, one.facts.get("field")) for one in refusal.value.blockers}
    assert {("field_unknown", "wat"), ("field_invalid", "plan_version"), ("field_invalid", "cost")} <= fields
    assert {("field_missing", "plan"), ("field_missing", "valid_until")} <= fields
    assert "role" in refusal.value.codes


def test_deeds_that_there_are_not(house: House) -> None:
    """A name that is nearly right is answered with the one that was meant."""
    with pytest.raises(UnknownName) as fault:
        house.desk.act(house.case_id, "present_qoute", {}, by=Actor("x"))
    assert "present_quote" in str(fault.value)


def test_times_that_cannot_be(house: House) -> None:
    """A naive instant is no instant, and tomorrow has not happened."""
    form = house.filled("record_claim")
    by = Actor("receptionist", ["receptionist"])
    with pytest.raises(InvalidValue):
        house.desk.act(house.case_id, "record_claim", form, by=by, occurred_at=datetime(2026, 9, 28, 9))  # noqa: DTZ001
    with pytest.raises(Refused) as refusal:
        house.desk.act(house.case_id, "record_claim", form, by=by, occurred_at=datetime(2026, 9, 29, tzinfo=UTC))
    assert refusal.value.codes == {"future"}


def test_a_stale_form_is_a_conflict() -> None:
    """Two people close at once: the second is told that something has happened since."""
    house = given(**STRICT).signed_off()
    read = house.case.version
    house.did("report_completion")
    with pytest.raises(Conflict):
        house.desk.act(house.case_id, "close", house.filled("close"), by=Actor("cs", ["cs_staff"]), expect=read)
    assert house.state == "signed_off"


def test_the_same_key_twice_is_done_once() -> None:
    """A payment that is sent twice is noted once."""
    house = given(**STRICT).in_progress().all_did("report_done", "sign_off")
    by, form = Actor("finance", ["finance"]), house.filled("note_payment")
    for _ in range(2):
        house.desk.act(house.case_id, "note_payment", form, by=by, key="pay-1")
    assert [one.action for one in house.desk.journal(house.case_id)].count("note_payment") == 1
