"""By when each kind is visited, and its form archived: exactly at the limit is in time, a microsecond later is not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.workflows.follow_up.lives import GRAVE, JOINT, NOON, arrived, given

from propflow import Policy
from propflow.errors import DefinitionError
from propflow.workflows.follow_up import follow_up, quarter_end

LIMITS: list[tuple[str, dict[str, Any], datetime]] = [
    ("complaint", JOINT, NOON + timedelta(days=3)),
    ("complaint", GRAVE, NOON + timedelta(days=3)),
    ("repair", {}, NOON + timedelta(days=7)),
    ("special", {}, NOON + timedelta(days=3)),
    ("help", {}, NOON + timedelta(days=7)),
    ("rescue", {}, NOON + timedelta(days=7)),
    ("event", {}, NOON.replace(month=10)),
    ("other", {}, NOON + timedelta(days=7)),
]


@pytest.mark.parametrize(("kind", "asks", "due"), LIMITS)
@pytest.mark.parametrize(("late", "verdict"), [(0, "on_time"), (1, "late")])
def test_each_kind_has_its_limit(kind: str, asks: dict[str, Any], due: datetime, late: int, verdict: str) -> None:
    """Counted from the completion, not from the plan."""
    house = given().later(hours=5)  # the plan is made later
    house.registered(**{"kind": kind, "completed_at": NOON.isoformat(), **asks})
    action = "open_grave" if asks is GRAVE else "open_joint" if asks is JOINT else "open"
    house.did(action).later(seconds=(due - house.clock()).total_seconds())
    house.later(microseconds=late).did("visit", visited_at=NOON.isoformat())
    run = house.case.clock("visited")
    assert run is not None
    assert (run.due_at, run.verdict) == (due, verdict)


def test_a_visit_in_vain_is_no_visit() -> None:
    """The clock has run on all the time; what is given up owes no visit any longer."""
    house = arrived("unreachable")
    run = house.case.clock("visited")
    assert run is not None
    assert run.running
    house.later(days=8).all_did("retry", "visit")
    again = house.case.clock("visited")
    assert again is not None
    assert again.verdict == "late"
    gone = arrived("not_reached").case.clock("visited")
    assert gone is not None
    assert gone.verdict == "void"


@pytest.mark.parametrize(("late", "verdict"), [(0, "on_time"), (1, "late")])
def test_the_form_is_archived_by_the_tenth(late: int, verdict: str) -> None:
    """Of the quarter after the one in which it came back; the tenth itself counts."""
    house = arrived("reviewed")
    run = house.case.clock("handed_in")
    assert run is not None
    assert run.due_at == datetime.fromisoformat("2026-10-11T00:00:00+08:00")
    house.later(seconds=(run.due_at - house.clock()).total_seconds())
    house.later(microseconds=late).did("close")
    ended = house.case.clock("handed_in")
    assert ended is not None
    assert ended.verdict == verdict


def test_a_form_that_comes_back_early_in_a_quarter_has_the_quarter() -> None:
    """Its days count from the end of the quarter, not from the day on which it came back."""
    house = given().registered().all_did("open", "visit", "resident_signs").later(days=8)
    house.did("sign_and_return", quarter_ends="2027-01-01T00:00:00+08:00")
    run = house.case.clock("handed_in")
    assert run is not None
    assert run.due_at == datetime.fromisoformat("2027-01-11T00:00:00+08:00")


def test_the_quarter_is_that_of_the_day() -> None:
    """In the office's zone: the last instant of September there is still in the third quarter."""
    october = datetime.fromisoformat("2026-10-01T00:00:00+08:00")
    assert quarter_end(october - timedelta(microseconds=1)) == october
    assert quarter_end(october) == datetime.fromisoformat("2027-01-01T00:00:00+08:00")


def test_a_policy_must_say_each_limit() -> None:
    """Or do without it by name."""
    assert "within_repair" in follow_up.silent
    with pytest.raises(DefinitionError, match="within_repair"):
        follow_up.under(Policy("empty", {}))
    run = given(within_repair="off").registered().case.clock("visited")
    assert run is None or run.due_at is None
