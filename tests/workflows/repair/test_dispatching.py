"""Whom to send: the filter, the ways of choosing, and that what is urgent is always assigned."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workflows.repair.lives import given as house_given
from tests.workflows.repair.usual import FIXER

from propflow.workflows.repair.axes import CLASSES, SIZES, STRATEGIES, TRADES
from propflow.workflows.repair.dispatching import (
    Job,
    Worker,
    allowed,
    assigned,
    chosen,
    fitting,
    in_order,
    in_turn,
    order_fields,
    taken,
    unfit,
)

TAP = Job("utilities", "ordinary", zone="east")


def worker(id_: str, **changes: Any) -> Worker:
    """Somebody who can do the tap, unless said otherwise."""
    return Worker(id_, **{"trades": ["utilities"], "certificates": ["utilities"], "zones": ["east"], **changes})


@pytest.mark.parametrize(
    ("changes", "job", "reasons"),
    [
        ({}, TAP, ()),
        ({"trades": ["home"]}, TAP, ("trade",)),
        ({"certificates": []}, TAP, ()),
        ({"certificates": []}, Job("utilities", "ordinary", certificate_needed=True), ("certificate",)),
        ({"on_duty": False}, TAP, ("off_duty",)),
        ({"zones": ["west"]}, TAP, ("zone",)),
        ({"zones": []}, TAP, ()),
        ({"zones": ["west"]}, Job("utilities", "ordinary"), ()),
        ({"open_orders": 5}, TAP, ("capacity",)),
        ({"open_orders": 4}, TAP, ()),
        ({"open_orders": 9}, Job("utilities", "urgent", zone="east"), ()),
        (
            {"trades": [], "certificates": [], "on_duty": False, "zones": ["west"], "open_orders": 5},
            Job("utilities", "ordinary", zone="east", certificate_needed=True),
            ("trade", "certificate", "off_duty", "zone", "capacity"),
        ),
    ],
)
def test_the_filter_says_every_reason(changes: dict[str, Any], job: Job, reasons: tuple[str, ...]) -> None:
    """Trade, certificate, shift, zone, and room for one more order; an urgent order goes before what is in hand."""
    assert unfit(worker("a", **changes), job) == reasons


def test_assigned_goes_to_whoever_has_least_to_do() -> None:
    """Among those who fit; with equal load by id; nobody if nobody fits."""
    crew = [worker("c", open_orders=1), worker("b", open_orders=1), worker("a", open_orders=3), worker("d", trades=[])]
    assert [one.id for one in fitting(crew, TAP)] == ["b", "c", "a"]
    assert getattr(assigned(crew, TAP), "id", None) == "b"
    assert assigned([crew[3]], TAP) is None


def test_in_turn_goes_round() -> None:
    """Each gets an order before anybody gets a second one."""
    crew = {name: worker(name) for name in "abc"}
    order = []
    for number in range(1, 7):
        next_ = in_turn(crew.values(), TAP)
        assert next_ is not None
        order.append(next_.id)
        crew[next_.id] = worker(next_.id, last_order=number)
    assert order == ["a", "b", "c", "a", "b", "c"]


def test_taking_an_order() -> None:
    """The first to answer of those it was offered to; once half the time is gone it is assigned; silence waits."""
    crew = [worker("a", open_orders=2), worker("b"), worker("x", trades=[])]
    assert getattr(taken(crew, TAP, ["x", "a", "b"]), "id", None) == "a"
    assert taken(crew, TAP, ["x"], share_gone=0.49) is None
    assert getattr(taken(crew, TAP, [], share_gone=0.5), "id", None) == "b"


def test_pushed_to_a_team_its_leader_names_the_person() -> None:
    """Whoever is named must fit all the same."""
    crew = [worker("a"), worker("b", on_duty=False)]
    assert getattr(chosen("push_to_team", crew, TAP, leader_names="a"), "id", None) == "a"
    assert chosen("push_to_team", crew, TAP, leader_names="b") is None


def test_urgent_goes_first() -> None:
    """Then ordinary, then routine; among equals as they came."""
    jobs = [("r", "routine"), ("o1", "ordinary"), ("u1", "urgent"), ("o2", "ordinary"), ("u2", "urgent")]
    assert in_order((id_, Job("home", kind)) for id_, kind in jobs) == ["u1", "u2", "o1", "o2", "r"]


workers = st.lists(
    st.builds(
        Worker,
        id=st.text("abcdefgh", min_size=1, max_size=3),
        trades=st.frozensets(st.sampled_from([*TRADES])),
        certificates=st.frozensets(st.sampled_from([*TRADES])),
        zones=st.frozensets(st.sampled_from(["east", "west"])),
        on_duty=st.booleans(),
        open_orders=st.integers(0, 6),
        last_order=st.integers(0, 9),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)
jobs = st.builds(
    Job,
    trade=st.sampled_from([*TRADES]),
    repair_class=st.sampled_from([*CLASSES]),
    zone=st.sampled_from(["", "east", "west"]),
    size=st.sampled_from([*SIZES]),
    certificate_needed=st.booleans(),
)


@given(workers, jobs, st.sampled_from([*STRATEGIES]), st.lists(st.text("abcdefgh", max_size=3)), st.floats(0, 1))
def test_whoever_is_sent_fits(
    crew: list[Worker], job: Job, strategy: str, answers: list[str], share_gone: float
) -> None:
    """By whatever strategy; and an urgent job is given to whom assigning gives it."""
    found = chosen(
        strategy, crew, job, answers=answers, share_gone=share_gone, leader_names=answers[0] if answers else None
    )
    assert found is None or (found in crew and unfit(found, job) == ())
    if job.repair_class == "urgent":
        assert not any(allowed(one, job) for one in STRATEGIES if one != "assign")
        assert found == assigned(crew, job)
    if strategy == "assign":
        assert (found is None) is not bool(fitting(crew, job))


def test_the_desk_takes_what_was_chosen() -> None:
    """The fields of an order for the one who was chosen are accepted; of one who does not fit they are refused."""
    house = house_given(repairer_certificate=True).registered().did("open")
    off_duty = order_fields(worker(FIXER, on_duty=False, certificates=[]), TAP, "assign")
    assert house.refused("dispatch", **off_duty) == {"cannot_be_sent"}
    house.did("dispatch", **order_fields(worker(FIXER), TAP, "round_robin"))
    assert house.case.related("assignee") == FIXER
    assert order_fields(worker(FIXER), Job("utilities", "urgent"), "grab")["strategy"] == "assign"
