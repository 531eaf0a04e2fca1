"""The developer's norm: each condition met by what is on record, one fact short of it not, and what the desk does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import pytest
from tests.workflows.repair.lives import House, given
from tests.workflows.repair.plots import STRICT

from propflow.workflows.repair.axes import CONDITIONS
from propflow.workflows.repair.escalation import NORM, OPTIONAL, Record, met, owed

INSPECTED = {"phase": "handover_inspection"}

JUST_MET: dict[str, dict[str, Any]] = {
    "e1_1": {**INSPECTED, "disputes": {"handover_refused"}},
    "e1_2a": {**INSPECTED, "repairs": 2, "repeat_over": True},
    "e1_2b": {**INSPECTED, "part_for": 11, "part_limit": 10},
    "e1_3": {**INSPECTED, "disputes": {"design_flaw"}},
    "e2": {"renovation_over": True, "disputes": {"cannot_settle"}},
    "e3": {"reports": 3, "several": 3, "disputes": {"dissatisfied", "cannot_settle"}},
    "e4": {"defect_over": True, "disputes": {"high_impact_defect", "objection"}},
    "e5": {"mediations": 3, "several": 3, "disputes": {"neighbour_quality", "loss_grows"}},
    "e6": {"disputes": {"blocked"}},
    "e7": {"claimed": True, "state": "closed", "disputes": {"cannot_settle"}},
    "e8": {"disputes": {"large_loss"}},
    "e9": {"disputes": {"beyond_authority"}},
    "e_ii": {"by_superior": True},
    "e_iii": {"disputes": {"many_owners"}},
}

SPOILT: list[tuple[str, dict[str, Any]]] = [
    ("e1_1", {"phase": "normal"}), ("e1_1", {"disputes": set()}),
    ("e1_2a", {"phase": "early_management"}), ("e1_2a", {"repairs": 1}), ("e1_2a", {"repeat_over": False}),
    ("e1_2a", {"part_replaced": True}), ("e1_2a", {"state": "signed_off"}),
    ("e1_2b", {"part_for": 10}), ("e1_2b", {"part_limit": None}), ("e1_2b", {"phase": "normal"}),
    ("e1_3", {"phase": "normal"}),
    ("e2", {"renovation_over": False}), ("e2", {"disputes": set()}),
    ("e3", {"reports": 2}), ("e3", {"several": None}), ("e3", {"disputes": {"dissatisfied"}}),
    ("e4", {"defect_over": False}), ("e4", {"disputes": {"objection"}}), ("e4", {"disputes": {"high_impact_defect"}}),
    ("e5", {"mediations": 2}), ("e5", {"cause": "renovation"}), ("e5", {"disputes": {"neighbour_quality"}}),
    ("e6", {"disputes": set()}),
    ("e7", {"claimed": False}), ("e7", {"state": "in_progress"}), ("e7", {"disputes": set()}),
    ("e8", {"claimed": True}), ("e9", {"disputes": set()}), ("e_ii", {"by_superior": False}),
    ("e_iii", {"disputes": set()}),
]  # fmt: skip


def record(**changes: Any) -> Record:
    """What the norm asks of a case."""
    return Record(**{**changes, "disputes": frozenset(changes.get("disputes", ()))})


@pytest.mark.parametrize("name", [*JUST_MET])
def test_a_condition_is_met_by_just_this(name: str) -> None:
    """And an empty record meets none."""
    assert name in met(record(**JUST_MET[name]))
    assert met(Record()) == ()


@pytest.mark.parametrize(("name", "spoilt"), SPOILT)
def test_one_fact_short_it_is_not(name: str, spoilt: dict[str, Any]) -> None:
    """Each part of the condition is needed."""
    assert name not in met(record(**{**JUST_MET[name], **spoilt}))


def test_every_condition_of_the_norm_is_there() -> None:
    """The nine with their parts, the superior's route and the grave case; each seen to be met and to be spoilt."""
    assert [*NORM] == [*CONDITIONS] == [*JUST_MET]
    assert {name for name, _ in SPOILT} == {*NORM}


def test_what_is_owed_is_what_is_met_and_unanswered() -> None:
    """What may be raised need not be."""
    seen = record(**INSPECTED, disputes={"design_flaw", "blocked", "beyond_authority"}, by_superior=True)
    assert met(seen) == ("e1_3", "e6", "e9", "e_ii")
    assert owed(seen, ["e9"]) == ("e6",)
    assert {*OPTIONAL} <= {*NORM}


# At the desk


def disputed(*matters: str, **axes: Any) -> House:
    """A repair about which there are disputes."""
    house = given(**STRICT).registered().did("open", **axes).all_did("dispatch", "arrive")
    for one in matters:
        house.did("record_dispute", matter=one)
    return house


def test_seven_days_of_a_stopped_renovation() -> None:
    """Exactly seven days are enough; counted from when it was held up, not from when that was noted."""
    house = disputed("cannot_settle").did("note_renovation_delay", delayed_since="-2d")
    house.clock.advance(timedelta(days=5, microseconds=-1))
    assert house.refused("escalate_to_developer", condition="e2") == {"condition_not_met"}
    house.clock.advance(timedelta(microseconds=1))
    house.did("escalate_to_developer", condition="e2")
    assert house.case.fact("conditions") == ["e2"]


def test_more_than_twenty_days_of_repairs_in_vain() -> None:
    """Exactly twenty days are not more; and there must have been two repairs that did not hold."""
    house = given(**STRICT).registered().did("open", **INSPECTED).all_did("dispatch", "arrive", "present_quote")
    house.did("record_consent")
    for _ in range(2):
        house.all_did("report_done", "refuse_acceptance", "order_rework", "arrive")
    house.clock.advance(timedelta(days=20))
    assert house.refused("escalate_to_developer", condition="e1_2a") == {"condition_not_met"}
    house.clock.advance(timedelta(microseconds=1))
    house.did("escalate_to_developer", condition="e1_2a")


def test_two_days_without_agreement_on_a_grave_defect() -> None:
    """After coordination has begun."""
    house = disputed("high_impact_defect", "objection").did("start_coordination")
    house.later(days=2)
    assert house.refused("escalate_to_developer", condition="e4") == {"condition_not_met"}
    house.later(minutes=1).did("escalate_to_developer", condition="e4")


def test_a_part_that_lacks_for_many_households() -> None:
    """Counted over the cases that are gathered, wait for the same part, and do not know when it comes."""
    axes = {**INSPECTED, "location": "public_facility"}

    def waits(house: House, **order: Any) -> str:
        house.registered().did("open", **axes).all_did("dispatch", "arrive").did("wait_for_part", **order)
        return house.case_id

    house = given(**STRICT)
    head = waits(house)
    for order in ({"part": "Lamp"}, {"eta": "+5d"}):
        waits(house, **order)
        house.did("join_group", group_case=head)
    house.case_id = head
    assert house.refused("escalate_to_developer", condition="e1_2b") == {"condition_not_met"}
    waits(house)
    house.did("join_group", group_case=head).case_id = head
    house.did("escalate_to_developer", condition="e1_2b").did("hand_to_external", ground="developer_norm")
    assert house.state == "waiting_external"


def test_reported_again_and_again() -> None:
    """Three reports, counting those of others and each refusal; dissatisfied, and nobody can settle it."""
    house = disputed("dissatisfied", "cannot_settle").did("add_co_reporter")
    assert house.refused("escalate_to_developer", condition="e3") == {"condition_not_met"}
    house.did("add_co_reporter", co_reporter="zhao").did("escalate_to_developer", condition="e3")


def test_it_is_answered_before_it_is_closed() -> None:
    """Raised, or declined by the office head with a reason, or the dispute settled."""
    for answer in ("escalate_to_developer", "decline_escalation", "settle_dispute"):
        house = given(**STRICT).signed_off().did("record_dispute")
        assert house.refused("close") == {"conditions_unanswered"}
        assert house.did(answer).did("close").state == "closed"


def test_the_developer_takes_over_only_what_went_up() -> None:
    """The ground of the norm needs a condition on record; a warranty needs a term that runs, or is disputed."""
    house = disputed("blocked")
    assert house.refused("hand_to_external", ground="developer_norm") == {"not_escalated"}
    house.did("escalate_to_developer").did("hand_to_external", ground="developer_norm", party="developer_cs")
    assert house.case.related("tracker") == "track"
    assert house.did("external_returned").case.related("tracker") is None


@pytest.mark.parametrize("warranty", ["in", "disputed"])
def test_a_warranty_goes_to_the_developer(warranty: str) -> None:
    """In and disputed alike; our tracker looks at the result before it counts."""
    house = given(**STRICT).registered().did("open", warranty=warranty, cause="construction_defect")
    house.did("hand_to_external", ground="warranty", party="developer_repair")
    assert house.refused("external_done", looked_at=False) == {"not_looked_at"}
    assert house.did("external_done").state == "awaiting_acceptance"


def test_a_record_says_nothing_by_itself() -> None:
    """A record is a value: equal to one with the same facts."""
    assert attrs.evolve(Record(), repairs=2) == Record(repairs=2)
