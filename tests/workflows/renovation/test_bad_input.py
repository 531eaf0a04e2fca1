"""Bad input of every kind gets a typed refusal, every reason at once, and leaves nothing half written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.workflows.renovation.lives import APPROVED, WORKING, given
from tests.workflows.renovation.usual import OWNER, PHOTO

from propflow import Actor

HUGE = "装" * 2_000_000

WRONG: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("register", (), {"rooms": 0}),
    ("register", (), {"rooms": 3.0}),
    ("register", (), {"rooms": True}),
    ("register", (), {"unit": "  "}),
    ("register", (), {"works": HUGE}),
    ("register", (), {"workers": []}),
    ("register", (), {"workers": "lead-wang"}),
    ("register", (), {"owner_present": "yes"}),
    ("register", (), {"files": [{**PHOTO, "sha256": "x"}]}),
    ("open", WORKING[: WORKING.index("open")], {"valid_until": datetime(2026, 12, 1)}),  # noqa: DTZ001 - that is the point
    ("open", WORKING[: WORKING.index("open")], {"valid_until": "2026-12-01"}),
    ("open", WORKING[: WORKING.index("open")], {"permit_number": None}),
    ("find_violation", WORKING, {"notices": []}),
    ("find_violation", WORKING, {"notices": [f"ZG-{number}" for number in range(21)]}),
    ("find_violation", WORKING, {"kind": "noise"}),
    ("find_violation", WORKING, {"photos": []}),
    ("take_owner_fees", APPROVED, {"owner_paid": "60"+"0" * 40}),
    ("take_owner_fees", APPROVED, {"owner_paid": 60.0}),
    ("authorise_overnight", WORKING, {"stays": ["2026-10-10 somebody"] * 201}),
    ("authorise_overnight", WORKING, {"workers_for": "party"}),
    ("log_patrol", WORKING, {"workers_seen": -1}),
]  # fmt: skip


@pytest.mark.parametrize(("step", "way", "wrong"), WRONG, ids=[f"{one[0]}-{next(iter(one[2]))}" for one in WRONG])
def test_a_wrong_field_is_named(step: str, way: tuple[Any, ...], wrong: dict[str, Any]) -> None:
    """The refusal names the field; the right form is taken afterwards."""
    site = given().told(*way)
    assert site.refused(step, **wrong) == {"field_invalid"}
    site.did(step)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    """Six faults of one application: every one is in the refusal, and no case is made."""
    site = given()
    wrong = {"owner_present": False, "lead_present": False, "identity_checked": False, "workers": ["x"]}
    found = site.refused("register", **wrong, papers=["plans"])
    assert found == {"not_present", "owner_not_shown", "lead_not_listed", "papers_unknown", "people_not_listed"}
    assert site.desk.find(workflow="renovation") == ()


def test_the_owners_telephone_is_confidential() -> None:
    """It stands in the journal as a digest only, and is read with a purpose by the heads."""
    site = given().told("register")
    sealed = site.desk.journal(site.case_id)[0].form
    assert sealed is not None
    values: Any = sealed["values"]
    assert set(values["phone"]) == {"sealed"}
    head = Actor("centre_manager", ["centre_manager"])
    opened = site.desk.journal(site.case_id, by=head, purpose="To call the owner")[0].form
    assert opened is not None
    read: Any = opened["values"]
    assert read["phone"] == "138 0000 0000"


def test_the_same_application_twice() -> None:
    """Under one key it is one case; without a key two people have written two."""
    site = given()
    form = site.filled("register", {})
    desk, by = site.desk, site.usual("register")
    first = desk.register(site.workflows["renovation"], form, by=by, key="counter-1")
    again = desk.register(site.workflows["renovation"], form, by=by, key="counter-1")
    assert first.id == again.id
    assert desk.register(site.workflows["renovation"], form, by=by).id != first.id


def test_the_owner_of_another_case_is_nobody_here() -> None:
    """Being an owner is a relation to one case: elsewhere it gives no right."""
    site = given().told("register")
    assert site.refused("withdraw", Actor("owner-of-4-101")) == {"role"}
    site.did("withdraw", Actor(OWNER), vouchers=[])
