"""U01 to U08 and U10: kept by lawful follow-ups, and every way of breaking them found at its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

import attrs
import pytest
from tests.workflows.complaint.invariants.histories import changed, last, looked_at, related, reworded, under, without
from tests.workflows.follow_up.lives import GRAVE, ROUTES, House, arrived, given

from propflow.definition.invariants import NOT_APPLICABLE, NOT_YET_OWED, Breach, History, Standing
from propflow.model.cases import CLOCKS, LINKS, next_due
from propflow.model.instants import from_text
from propflow.workflows.follow_up import follow_up
from propflow.workflows.follow_up.invariants import INVARIANTS

BY_NAME = {one.name: one for one in INVARIANTS}


def of(house: House) -> History:
    """The history of the follow-up that is being told about, as `Desk.verify` judges it."""
    case, now = house.case, house.clock()
    owed = next_due(case.part(CLOCKS))
    return History(
        case=case,
        records=house.desk.journal(case.id),
        policy=house.workflow.values,
        linked={id_: house.desk.journal(id_) for each in case.part(LINKS).values() for id_ in each},
        kinds={one.name: str(one.kind) for one in follow_up.states},
        until=now if owed is None else min(now, from_text(owed)),
    )


@cache
def archived() -> History:
    """A repair that was followed up in time."""
    return of(arrived("archived"))


@cache
def joint() -> History:
    """A complaint that two followed up together, unqualified, handled as a complaint, archived."""
    house = arrived("planned", "open_joint").all_did("open_joint", "visit").did("resident_signs", result="unqualified")
    house.all_did("sign_and_return_together", "review", "mark_unqualified", "open_complaint").complaint_ended()
    return of(house.did("complaint_done"))


@cache
def grave() -> History:
    """A grave complaint that the office head followed up on the telephone."""
    house = given().registered(**GRAVE).did("open_grave").did("visit", method="phone").did("refuse_sign")
    return of(house.all_did("sign_and_return", "review", "close"))


@cache
def gone() -> History:
    """Nobody was met."""
    return of(arrived("not_reached").did("close"))


@cache
def late() -> History:
    """Visited too late, and archived too late, both on record."""
    house = given().registered().did("open").later(days=8).all_did("visit", "resident_signs")
    house.did("sign_and_return", quarter_ends="2027-01-01T00:00:00+08:00").did("review").later(days=120)
    return of(house.did("close"))


def judged(name: str, history: History) -> Standing | Sequence[Breach]:
    """What the invariant of this name finds."""
    return BY_NAME[name].check(history)


KEPT: list[tuple[str, Callable[[], History]]] = [
    ("U01", archived), ("U01", late), ("U01", gone), ("U02", late), ("U03", archived), ("U03", joint), ("U03", grave),
    ("U04", archived), ("U04", grave), ("U05", archived), ("U05", joint), ("U06", archived), ("U06", joint),
    ("U07", joint), ("U08", gone), ("U10", archived), ("U10", gone), ("U10", late),
]  # fmt: skip


@pytest.mark.parametrize(("name", "history"), KEPT)
def test_a_lawful_life_keeps_it(name: str, history: Callable[[], History]) -> None:
    """Not merely for not being of the sort."""
    assert judged(name, history()) == []


@pytest.mark.parametrize("state", list(ROUTES)[1:])
def test_nothing_is_broken_on_the_way(state: str) -> None:
    """Whatever state a follow-up comes to by lawful steps, no invariant finds anything."""
    for one in INVARIANTS:
        assert isinstance(found := one.check(of(arrived(state))), Standing) or found == [], one.name


@pytest.mark.parametrize(
    ("name", "history", "standing"),
    [
        ("U01", lambda: of(arrived("planned")), NOT_YET_OWED),
        ("U01", lambda: under(archived(), within_repair=None), NOT_APPLICABLE),
        ("U02", archived, NOT_APPLICABLE), ("U03", lambda: of(arrived("planned")), NOT_APPLICABLE),
        ("U04", gone, NOT_APPLICABLE), ("U05", lambda: of(arrived("planned")), NOT_APPLICABLE),
        ("U06", gone, NOT_APPLICABLE), ("U07", archived, NOT_APPLICABLE), ("U08", archived, NOT_APPLICABLE),
        ("U10", lambda: of(arrived("planned")), NOT_APPLICABLE), ("U10", lambda: of(arrived("returned")), NOT_YET_OWED),
    ],
)  # fmt: skip
def test_it_stands_otherwise(name: str, history: Callable[[], History], standing: Standing) -> None:
    """Not of the sort, not owed yet, or switched off by the policy."""
    assert judged(name, history()) is standing


def moved(history: History, action: str, delay: timedelta) -> History:
    """With an act, and everything after it, recorded so much later."""
    number = last(history, action).number
    return attrs.evolve(
        history, records=[attrs.evolve(r, at=r.at + delay) if r.number >= number else r for r in history.records]
    )


def doubled(history: History) -> History:
    """With the mark of being late on record twice."""
    copy = attrs.evolve(last(history, "visited", "mark"), number=len(history.records) + 1)
    return attrs.evolve(history, records=[*history.records, copy])


def told(history: History, action: str, **facts: Any) -> History:
    """With other facts of the rest of the world in a record."""
    return changed(history, action, facts={**last(history, action).facts, **facts})


DAYS = timedelta(days=8)
BROKEN: list[tuple[str, str, Callable[[], History], str, str]] = [
    # the record at which it is found, by action and kind
    ("U01", "later than the clock says", lambda: moved(archived(), "visit", DAYS), "visit", "act"),
    ("U01", "no mark", lambda: without(late(), "visited", kind="mark"), "visit", "act"),
    ("U01", "never visited", lambda: looked_at(of(arrived("planned")), archived().until + DAYS), "register", "act"),
    ("U02", "said twice", lambda: doubled(late()), "visited", "mark"),
    ("U03", "staff after a grave one", lambda: changed(grave(), "open_grave", grant={"as": "role:cs_staff"}),
     "open_grave", "act"),
    ("U03", "alone after a complaint", lambda: reworded(archived(), "register", kind="complaint"), "open", "act"),
    ("U03", "after work of his own", lambda: changed(archived(), "visit", actor="hua"), "visit", "act"),
    ("U03", "for somebody who did it", lambda: changed(archived(), "open", on_behalf_of="hua"), "open", "act"),
    *(("U04", f"no {one}", lambda one=one: reworded(archived(), "resident_signs", **{one: " "}), "resident_signs",
       "act") for one in ("quality", "effect", "satisfaction", "shortcomings", "suggestions", "signature")),
    ("U04", "signed on the telephone", lambda: reworded(archived(), "visit", method="phone"), "resident_signs", "act"),
    ("U04", "nobody says why", lambda: reworded(grave(), "refuse_sign", reason=""), "refuse_sign", "act"),
    ("U04", "no witness", lambda: reworded(grave(), "refuse_sign", witness=""), "refuse_sign", "act"),
    ("U04", "his own witness", lambda: reworded(grave(), "refuse_sign", witness="office_head"), "refuse_sign", "act"),
    ("U05", "somebody else", lambda: changed(archived(), "sign_and_return", actor="x"), "sign_and_return", "act"),
    ("U05", "no signature", lambda: reworded(archived(), "sign_and_return", signature=""), "sign_and_return", "act"),
    ("U05", "head did not collect", lambda: without(joint(), "open_joint", kind="sign"), "open_joint", "act"),
    ("U05", "head did not sign", lambda: without(joint(), "sign_and_return_together", kind="sign"),
     "sign_and_return_together", "act"),
    ("U06", "not reviewed", lambda: without(archived(), "review"), "close", "act"),
    ("U06", "no opinion", lambda: reworded(archived(), "review", opinion=" "), "close", "act"),
    ("U06", "his own visit", lambda: related(archived(), "open", visitor="cs_supervisor"), "review", "act"),
    ("U07", "no decision", lambda: without(joint(), "open_complaint"), "complaint_done", "act"),
    ("U07", "complaint open", lambda: told(joint(), "complaint_done", group=[{"id": "x", "kind": "active"}]),
     "complaint_done", "act"),
    ("U07", "no complaint", lambda: told(joint(), "complaint_done", group=[]), "complaint_done", "act"),
    ("U07", "archived as it was", lambda: reworded(archived(), "resident_signs", result="unqualified"), "close", "act"),
    ("U08", "too early", lambda: under(gone(), attempts=4), "give_up", "act"),
    ("U08", "never tried", lambda: without(gone(), "no_contact"), "give_up", "act"),
    ("U10", "another form", lambda: reworded(archived(), "close", page_code="A-009"), "close", "act"),
    ("U10", "no mark", lambda: without(late(), "handed_in", kind="mark"), "close", "act"),
    ("U10", "never", lambda: looked_at(of(arrived("returned")), archived().until + timedelta(days=60)),
     "sign_and_return", "act"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "what", "history", "action", "kind"), BROKEN, ids=[" ".join(one[:2]) for one in BROKEN]
)
def test_it_is_broken(name: str, what: str, history: Callable[[], History], action: str, kind: str) -> None:
    """At the record that breaks it."""
    broken = history()
    found = judged(name, broken)
    assert not isinstance(found, Standing), what
    assert last(broken, action, kind).number in {one.number for one in found}, what


def test_exactly_at_the_limit_is_in_time() -> None:
    """For the auditor as for the clock."""
    house = given().registered().did("open").later(days=7).all_did("visit", "resident_signs")
    assert judged("U01", of(house)) == []


def test_a_visit_under_way_is_a_visit() -> None:
    """Its outcome may come later than the limit; if nobody was met, it was none, and is late."""
    house = given().registered().all_did("open", "visit").later(days=8)
    assert judged("U01", of(house)) == []
    assert judged("U01", of(house.did("no_contact").later(days=1))) == []
    marks = [one for one in house.desk.journal(house.case_id) if one.kind == "mark" and one.facts["mark"] == "due"]
    assert len(marks) == 1


def test_each_invariant_is_broken() -> None:
    """U09 and U11 need all follow-ups together: see the planner and the analysis."""
    assert {one[0] for one in BROKEN} == set(BY_NAME) == {f"U{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 10)}
