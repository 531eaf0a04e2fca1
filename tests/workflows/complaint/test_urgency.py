"""What is urgent: a complaint of level I, by the manual that knows levels; nothing else."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest
from tests.workflows.complaint.lives import given

from propflow.workflows.complaint import complaint


@pytest.mark.parametrize(("level", "urgent"), [("I", True), ("II", False), ("III", False), (None, False)])
def test_level_one_is_urgent(level: Any, urgent: bool) -> None:
    """As soon as the level is known, whatever is owed of the complaint says so."""
    house = given().registered(level=level).later(days=2)
    assert complaint.is_urgent(house.case.facts) is urgent
    marks = [one for one in house.desk.journal(house.case_id) if one.kind == "mark"]
    assert marks
    assert {one.facts.get("urgent", False) for one in marks} == {urgent}
    assert {one["facts"].get("urgent", False) for mark in marks for one in mark.messages} == {urgent}  # type: ignore[union-attr]


def test_a_complaint_is_as_urgent_as_it_stands() -> None:
    """Raised to level I it becomes urgent, lowered it is no longer; what went out before says what was so then."""
    house = given().registered(level="II").later(hours=30)
    house.did("classify", level="I").later(days=1)
    house.did("lower_classification", level="II").later(days=4)
    marks = [one for one in house.desk.journal(house.case_id) if one.kind == "mark"]
    assert [urgent for urgent, _ in groupby(bool(one.facts.get("urgent")) for one in marks)] == [False, True, False]
