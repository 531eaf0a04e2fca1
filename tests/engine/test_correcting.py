"""Corrections: when something was truly done is put right later; the verdict that was passed stands beside it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scaffolds import (
    ACTIONS,
    FACTS,
    HOUR,
    MORNING,
    Extension,
    Yard,
    gone,
    removed,
    scaffold,
    stand,
    warden,
    wei,
)

from propflow import STAY, Action, Case, MemoryStore, last
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.engine import clocks as clockwork
from propflow.engine.plan import plan_of
from propflow.model.cases import ClockRun
from propflow.model.instants import to_text

LIMIT = MORNING + 24 * HOUR

put_right = Action("put_right", removed, STAY, en="Put right", zh="更正", by=warden, form=Extension)
WORKFLOW = scaffold(
    stand(corrected_by=put_right, done_at="done_at"),
    actions=[*ACTIONS, put_right],
    facts=[*FACTS, last("done_at", of=put_right, field="until", en="Truly gone at", zh="实际拆除时间")],
)


def run(case: Case) -> ClockRun:
    """How the clock stands."""
    found = case.clock("stand")
    assert found is not None
    return found


@pytest.fixture(params=["memory", "sqlite"])
def yard(request: pytest.FixtureRequest, tmp_path: Any) -> Yard:
    """A yard in which a stop can be put right."""
    store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "yard.db")
    return Yard(store, WORKFLOW)


def correct(yard: Yard, case: Case, hour: float) -> Case:
    """Say that it was gone so many hours after the morning."""
    return yard.desk.act(case.id, "put_right", {"until": MORNING + hour * HOUR}, by=wei)


@pytest.mark.parametrize(("done", "known"), [(20, "on_time"), (24, "on_time"), (25, "late")])
def test_case_04_a_late_entry_of_what_was_done_in_time_has_two_verdicts(yard: Yard, done: int, known: str) -> None:
    """Recorded too late it is late, and stays so; what is known now stands beside it and never in its place."""
    case = yard.at(0).standing()
    case = yard.at(30).do(case.id, "remove")
    assert (run(case).verdict, run(case).corrected_verdict) == ("late", None)
    after = run(correct(yard, case, done))
    assert (after.verdict, after.stopped_at) == ("late", MORNING + 30 * HOUR)
    assert (after.corrected_verdict, after.corrected_to) == (known, MORNING + done * HOUR)
    assert after.fired == run(case).fired
    assert yard.desk.verify().faults == ()


def test_what_looked_in_time_may_turn_out_late(yard: Yard) -> None:
    """It works both ways: the verdict as known then is on time, as known now late."""
    case = yard.standing()
    case = yard.at(23).do(case.id, "remove")
    after = run(correct(yard.at(40), case, 33))
    assert (after.verdict, after.corrected_verdict) == ("on_time", "late")


def test_an_extension_counts_for_both_verdicts(yard: Yard) -> None:
    """What is put right to lie within what was granted is excused."""
    case = yard.standing()
    yard.at(5).extend(case.id, 30)
    case = yard.at(40).do(case.id, "remove")
    after = run(correct(yard, case, 29))
    assert (after.verdict, after.corrected_verdict) == ("late", "excused")


def test_the_last_correction_stands(yard: Yard) -> None:
    """Put right twice, the second is what is known now; each has its record."""
    case = yard.standing()
    case = yard.at(30).do(case.id, "remove")
    correct(yard, case, 10)
    assert run(correct(yard, case, 26)).corrected_to == MORNING + 26 * HOUR
    said = [one for one in yard.desk.journal(case.id) if one.action == "put_right"]
    assert [one.changes["clocks"]["stand"]["corrected"]["verdict"] for one in said] == ["on_time", "late"]  # type: ignore[index,call-overload]


def test_a_stop_that_is_taken_back_takes_its_correction_with_it(yard: Yard) -> None:
    """Where the stop did not hold there is nothing to put right."""
    case = yard.standing()
    case = correct(yard, yard.at(10).do(case.id, "remove"), 9)
    case = yard.at(12).do(case.id, "not_so")
    assert (run(case).verdict, run(case).corrected_verdict, run(case).running) == (None, None, True)
    assert run(yard.at(26).do(case.id, "remove")).corrected_verdict is None


def test_what_has_no_verdict_cannot_be_put_right(yard: Yard) -> None:
    """A voided clock stays void."""
    case = yard.standing()
    case = yard.at(20).do(case.id, "drop")
    after = run(correct(yard, case, 5))
    assert (after.verdict, after.corrected_verdict) == ("void", None)
    assert gone.name == yard.do(case.id, "close").state


@given(st.integers(-100, 100), st.integers(-100, 100))
def test_it_never_ends_before_it_began(stop: int, done: int) -> None:
    """Whatever is said, a correction lies at the start or after it, and its verdict is that of a stop then."""
    plan = plan_of(WORKFLOW).clocks["stand"]
    entry = clockwork.started(plan, None, {"size": "low"}, MORNING)
    assert entry is not None
    ended = clockwork.ended(entry, MORNING + stop * HOUR, void=False)
    at = MORNING + done * HOUR
    found = clockwork.corrected(ended, to_text(at))
    assert found is not None
    assert found["corrected"] == {"stop": to_text(max(at, MORNING)), "verdict": "on_time" if at <= LIMIT else "late"}
    assert {**found, "corrected": None} == {**ended, "corrected": None}
    assert clockwork.corrected(found, to_text(at)) is None
