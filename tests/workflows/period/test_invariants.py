"""I21, I31 and P01 to P05: kept by lawful duties, and every way of breaking them found at its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import attrs
import pytest
from tests.workflows.complaint.invariants.histories import changed, last, looked_at, reworded, under, without
from tests.workflows.period.edges import arrived
from tests.workflows.period.lives import Office, day, given, instant

from propflow.definition.invariants import NOT_APPLICABLE, NOT_YET_OWED, Breach, History, Standing
from propflow.model.cases import CLOCKS, LINKS, next_due
from propflow.model.instants import from_text
from propflow.workflows.period.invariants import INVARIANTS, LIMITS
from propflow.workflows.period.workflow import period

BY_NAME = {one.name: one for one in INVARIANTS}


def of(office: Office) -> History:
    """The history of the duty that is being told about, as `Desk.verify` judges it."""
    case, now = office.duty, office.clock()
    owed = next_due(case.part(CLOCKS))
    return History(
        case=case,
        records=office.desk.journal(case.id),
        policy=office.workflow.values,
        linked={id_: office.desk.journal(id_) for each in case.part(LINKS).values() for id_ in each},
        kinds={one.name: str(one.kind) for one in period.states},
        until=now if owed is None else min(now, from_text(owed)),
    )


@cache
def life(kind: str, state: str = "archived") -> History:
    """A duty of this kind on its lawful way, up to a state; a list is published before it is archived."""
    office = arrived("reviewed" if state == "archived" else state, kind)
    if state == "archived":
        office.all_did(*(["publish"] if kind == "red_black_list" else []), "close")
    return of(office)


@cache
def november() -> History:
    """The figures of November, which follow those of October."""
    office = given(reconciliation="off", red_black_list="off", quarterly_review="off").at("2026-12-01")
    first, second = office.owed(since=instant("2026-10-01"))
    office.take(first).did("open").figures()
    office.take(second).did("open").figures()
    return of(office)


@cache
def late() -> History:
    """Figures that were handed in too late, with the passing of the limit on record."""
    office = arrived("drawn_up", "monthly_figures").at("2026-11-10").all_did("hand_in", "review", "close")
    return of(office)


def judged(name: str, history: History) -> Standing | Sequence[Breach]:
    """What the invariant of this name finds."""
    return BY_NAME[name].check(history)


KEPT = [
    ("I21", "interview"), ("I31", "monthly_figures"), ("P01", "monthly_figures"), ("P01", "quarterly_review"),
    ("P01", "reconciliation"), ("P01", "red_black_list"), ("P01", "interview"), ("P02", "monthly_figures"),
    ("P02", "interview"), ("P03", "monthly_figures"), ("P03", "red_black_list"), ("P04", "monthly_figures"),
    ("P04", "quarterly_review"), ("P04", "reconciliation"), ("P04", "red_black_list"), ("P04", "interview"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), KEPT)
def test_a_lawful_duty_keeps_it(name: str, kind: str) -> None:
    """What the desk has let through is in order."""
    assert judged(name, life(kind)) == []


def test_more_that_keep_them() -> None:
    """Figures that follow others, a limit that passed on record, a period that had none."""
    assert judged("I31", november()) == []
    assert judged("P01", late()) == []
    assert judged("P05", life("quarterly_review", "dropped")) == []


@pytest.mark.parametrize(
    ("name", "history", "standing"),
    [
        ("I21", lambda: life("monthly_figures"), NOT_APPLICABLE),
        ("I21", lambda: life("interview", "registered"), NOT_YET_OWED),
        ("I31", lambda: life("interview"), NOT_APPLICABLE),
        ("I31", lambda: life("monthly_figures", "in_preparation"), NOT_YET_OWED),
        ("I31", lambda: _before(november(), without(_only(november()), "draw_up_figures")), NOT_YET_OWED),
        ("P01", lambda: life("monthly_figures", "drawn_up"), NOT_YET_OWED),
        ("P01", lambda: life("quarterly_review", "dropped"), NOT_APPLICABLE),
        ("P01", lambda: under(life("interview"), interview=None), NOT_APPLICABLE),
        ("P02", lambda: life("monthly_figures", "handed_in"), NOT_APPLICABLE),
        ("P03", lambda: life("monthly_figures", "reviewed"), NOT_YET_OWED),
        ("P03", lambda: life("quarterly_review", "dropped"), NOT_APPLICABLE),
        ("P05", lambda: life("quarterly_review"), NOT_APPLICABLE),
    ],
)  # fmt: skip
def test_it_stands_otherwise(name: str, history: Callable[[], History], standing: Standing) -> None:
    """Not of the sort, not there yet, or switched off by the policy."""
    assert judged(name, history()) is standing


def _only(history: History) -> History:
    """The history of the one case it is linked to."""
    (journal,) = history.linked.values()
    return attrs.evolve(history, records=journal)


def _before(history: History, other: History) -> History:
    """With the journal of the one case it is linked to edited."""
    (id_,) = history.linked
    return attrs.evolve(history, linked={id_: other.records})


def _unlinked(history: History, case: str) -> History:
    return attrs.evolve(history, linked={id_: each for id_, each in history.linked.items() if id_ != case})


def _in_time(history: History) -> History:
    """As if the verdicts of the first late case had been other ones."""
    id_ = min(history.linked)
    journal = []
    for one in history.linked[id_]:
        clocks = {
            name: {**entry, "verdict": "excused"} if isinstance(entry, dict) and entry["verdict"] == "late" else entry
            for name, entry in one.changes.get(CLOCKS, {}).items()
        }
        journal.append(attrs.evolve(one, changes={**one.changes, CLOCKS: clocks}))
    return attrs.evolve(history, linked={**history.linked, id_: journal})


def _unmarked(history: History) -> History:
    """With the passing of every limit left out."""
    return attrs.evolve(history, records=[one for one in history.records if one.kind != "mark"])


OPENED = lambda h: last(h, "open").number  # noqa: E731
END = lambda h: h.records[-1].number  # noqa: E731

VIOLATIONS: list[tuple[str, Callable[[], History], Callable[[History], History], str, str]] = [
    ("I21", lambda: life("interview"), lambda h: under(h, overruns_in_a_row=4), "open", "names 3 late cases, and 4"),
    ("I21", lambda: life("interview"), lambda h: reworded(h, "register", whom="gardens"), "", "late by 'gardens'"),
    ("I21", lambda: life("interview"), lambda h: _unlinked(h, "TS-000002"), "", "journal of case TS-000002 is not"),
    ("I21", lambda: life("interview"), _in_time, "", "case TS-000001 was not closed late by 'works'"),
    ("I31", lambda: life("monthly_figures"), lambda h: reworded(h, "draw_up_figures", received=5), "draw_up_figures",
     "received are 5, but opened, explained, merged and undecided 4"),
    ("I31", lambda: life("monthly_figures"), lambda h: reworded(h, "draw_up_figures", merged=1), "draw_up_figures",
     "received are 4"),
    ("I31", lambda: life("monthly_figures"),
     lambda h: reworded(h, "draw_up_figures", counted_until="2026-11-09T00:00:00.000000Z"), "draw_up_figures",
     "a cut-off that was not there yet"),
    ("I31", lambda: life("monthly_figures"),
     lambda h: reworded(h, "draw_up_figures", counted_from="2026-10-31T16:00:00.000000Z"), "draw_up_figures",
     "from one that is none"),
    ("I31", november, lambda h: reworded(h, "draw_up_figures", counted_from="2026-11-01T16:00:00.000000Z"),
     "draw_up_figures", "those before them end at 2026-10-31T16"),
    ("I31", november,
     lambda h: _before(h, reworded(_only(h), "draw_up_figures", counted_until="2026-10-30T16:00:00.000000Z")),
     "draw_up_figures", "those before them end at 2026-10-30T16"),
    ("P01", late, _unmarked, "hand_in", "'figures_handed_in' was due at 2026-11-05T16"),
    ("P01", lambda: life("monthly_figures", "registered"), lambda h: looked_at(h, instant("2026-11-03T00:00:01+08:00")),
     "register", "'figures_entered' was due"),
    ("P01", lambda: life("monthly_figures"), lambda h: changed(h, "hand_in", at=instant("2026-11-07")), "hand_in",
     "'figures_handed_in' was due"),
    ("P02", lambda: life("monthly_figures"), lambda h: changed(h, "review", actor="cs_supervisor"), "review",
     "cs_supervisor drew up"),
    ("P02", lambda: life("monthly_figures"), lambda h: changed(h, "review", on_behalf_of="cs_supervisor"), "review",
     "cs_supervisor drew up"),
    ("P02", lambda: life("monthly_figures"), lambda h: changed(h, "draw_up_figures", on_behalf_of="office_head"),
     "review", "office_head drew up"),
    ("P03", lambda: life("monthly_figures"), lambda h: without(h, "draw_up_figures"), "close", "been drawn up"),
    ("P03", lambda: life("monthly_figures"), lambda h: without(h, "hand_in"), "close", "been handed in"),
    ("P03", lambda: life("monthly_figures"), lambda h: without(h, "review"), "close", "been reviewed"),
    ("P03", lambda: life("monthly_figures"), lambda h: changed(h, "review", action="send_back"), "close", "reviewed"),
    ("P03", lambda: life("red_black_list"), lambda h: without(h, "publish"), "close", "without having been published"),
    ("P04", lambda: life("monthly_figures"), lambda h: reworded(h, "register", period="2026-13"), "register",
     "no period that had begun: '2026-13'"),
    ("P04", lambda: life("monthly_figures"), lambda h: reworded(h, "register", period="2026-09"), "register",
     "is owed from 2026-10-31T16"),
    ("P04", lambda: life("monthly_figures"), lambda h: reworded(h, "register", owed_from=day("2026-10-20")), "register",
     "and not from 2026-10-31T16"),
    ("P04", lambda: life("monthly_figures"), lambda h: under(h, figures_month="same"), "register", "is owed from"),
    ("P04", lambda: life("monthly_figures"), lambda h: under(h, figures_month=None), "register", "knows no duty"),
    ("P04", lambda: life("interview"), lambda h: reworded(h, "register", period="2026-10"), "register", "is owed from"),
    ("P04", lambda: life("interview"), lambda h: reworded(h, "register", owed_from=day("2027-01-01")), "register",
     "no period that had begun"),
    ("P05", lambda: life("quarterly_review", "dropped"), lambda h: reworded(h, "register", kind="red_black_list"),
     "drop", "a duty 'red_black_list' was dropped"),
    ("P05", lambda: life("monthly_figures"), lambda h: changed(h, "close", action="drop"), "drop", "was dropped"),
    ("P05", lambda: life("reconciliation"), lambda h: changed(h, "close", action="drop"), "drop", "been taken up"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "story", "edit", "at", "what"), VIOLATIONS)
def test_a_violation_is_found(
    name: str, story: Callable[[], History], edit: Callable[[History], History], at: str, what: str
) -> None:
    """At the record where it happened, in words; 0 for the whole history."""
    history = edit(story())
    found: Any = judged(name, history)
    assert not isinstance(found, Standing), found
    number = last(history, at).number if at else 0
    assert any(one.number == number and what in one.what for one in found), found


def test_every_invariant_has_a_violation() -> None:
    """None is true of everything."""
    assert {one[0] for one in VIOLATIONS} == {one.name for one in INVARIANTS}


def test_excused_cases_bring_an_interview_where_they_count() -> None:
    """What is no late case under one policy is one under another."""
    history = _in_time(life("interview"))
    assert judged("I21", history) != []
    assert judged("I21", under(history, excused_overruns="count")) == []


def test_every_limit_is_reckoned() -> None:
    """A limit that is added to the workflow is judged too, by the acts that stop its clock."""
    assert {one.name for one in period.clocks} == set(LIMITS)
    for one in period.clocks:
        stops = set(LIMITS[one.name][1])
        assert {each.name for each in one.stops} == stops & {each.name for each in one.stops}
        assert stops - {each.name for each in one.stops} <= {"review_by_property_manager"}


def test_verify_judges_them() -> None:
    """Each duty of a store by each of them, and nothing is broken."""
    office = given().at("2026-11-01T09:00:00+08:00")
    office.lates()
    ids = office.owed()
    report = office.desk.verify()
    assert report.faults == ()
    assert {name for name in report.invariants if name.startswith("period.")} == {
        f"period.{one.name}" for one in INVARIANTS
    }
    assert report.invariants["period.P04"] == {"kept": len(ids)}
