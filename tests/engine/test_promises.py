"""Promised moments: an earlier one binds at once, a later one only as far as the rule allows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.visits import SITE, at, lead, parts, planned, shown
from tests.visits import go as clock

from propflow import Pause, after, before, calendar, due, hours, promised, share, strictest, working_days
from propflow.engine import clocks as clockwork
from propflow.model.instants import to_text

CAPPED = strictest(hours(10), promised("promise"))


def said(moment: str | datetime | None) -> dict[str, Any]:
    """The facts of a case in which that was promised."""
    return {} if moment is None else {"promise": to_text(at(moment) if isinstance(moment, str) else moment)}


def begun(within: Any, promise: str | None = None, start: str = "09-07 09:00", **more: Any) -> Any:
    """The entry of a clock with that limit after a start."""
    return clockwork.started(planned(clock(within=within, **more)), None, said(promise), at(start))


def aimed(within: Any, entry: Any, promise: str | None, **more: Any) -> Any:
    """The entry after something else was promised; the same one if that changes nothing."""
    return clockwork.aimed(planned(clock(within=within, **more)), entry, said(promise)) or entry


@pytest.mark.parametrize(
    ("promise", "due", "within"),
    [
        (None, "09-07 19:00", "10 hours"),
        ("09-07 12:00", "09-07 12:00", "until 2026-09-07T04:00:00.000000Z"),
        ("09-07 19:00", "09-07 19:00", "10 hours"),
        ("09-08 12:00", "09-07 19:00", "10 hours"),
    ],
)
def test_case_33_the_earlier_binds_and_the_later_is_capped(promise: Any, due: str, within: str) -> None:
    """Of rule and promise the earlier holds, and the case says which it was; at the same instant it is the rule."""
    entry = begun(CAPPED, promise)
    assert (shown(entry["due"]), entry["within"]) == (due, within)


@given(st.integers(-600, 6000), st.integers(1, 300))
def test_case_33_due_is_the_earlier_of_the_two(minutes_later: int, length: int) -> None:
    """Whatever is promised: the limit ends with the rule or with the promise, and never before it begins."""
    start = at("09-07 09:00")
    moment = start + timedelta(minutes=minutes_later)
    entry = clockwork.started(
        planned(clock(within=strictest(hours(length), promised("promise")), calendar=SITE)), None, said(moment), start
    )
    assert entry is not None
    assert entry["due"] == to_text(min(SITE.due(start, hours(length)), max(moment, start)))


def test_case_33_alone_a_promise_is_the_whole_limit() -> None:
    """Without a rule beside it there is no limit until somebody promises, and then whatever was promised."""
    entry = begun(promised("promise"))
    assert (entry["due"], entry["limit"], entry["next"]) == (None, None, None)
    known = aimed(promised("promise"), entry, "10-01 09:00")
    assert shown(known["due"]) == "10-01 09:00"
    assert aimed(promised("promise"), known, None)["due"] is None


def test_case_33_a_promise_in_the_past_is_due_at_once() -> None:
    """What was promised for yesterday is due when the clock starts, with every mark but those that come later."""
    more: dict[str, Any] = {"marks": [share(50, tell=lead), due(tell=lead), after(hours(1), tell=lead)]}
    entry = begun(CAPPED, "09-06 09:00", **more)
    plan = planned(clock(within=CAPPED, **more))
    assert (entry["limit"], shown(entry["due"]), shown(entry["next"])) == (0, "09-07 09:00", "09-07 09:00")
    owed = {one.name: shown(when) for when, one in clockwork.owed(plan, entry, at("09-08 09:00"))}
    assert owed == {"50%": "09-07 09:00", "due": "09-07 09:00", "+1 hour": "09-07 10:00"}
    start, later = at("09-07 09:00"), at("09-07 09:01")
    assert clockwork.ended(entry, start, void=False)["verdict"] == "on_time"
    assert clockwork.ended(entry, later, void=False)["verdict"] == "late"


def test_case_33_a_promise_changes_while_it_runs() -> None:
    """Said after the start, made earlier, later, taken back: each time the earlier of rule and promise holds."""
    entry = begun(CAPPED)
    for promise, expected in [
        ("09-07 15:00", "09-07 15:00"),
        ("09-07 12:00", "09-07 12:00"),
        ("09-07 17:00", "09-07 17:00"),
        ("09-09 12:00", "09-07 19:00"),
        (None, "09-07 19:00"),
    ]:
        entry = aimed(CAPPED, entry, promise)
        assert shown(entry["due"]) == expected
        assert shown(entry["start"]) == "09-07 09:00"


def test_case_33_said_after_the_verdict_it_changes_nothing() -> None:
    """The stop has been judged by the limit that held then."""
    plan = planned(clock(within=CAPPED))
    stopped = clockwork.ended(begun(CAPPED), at("09-07 15:00"), void=False)
    assert clockwork.aimed(plan, stopped, said("09-07 12:00")) is None
    assert stopped["verdict"] == "on_time"


def test_case_33_marks_are_shares_of_the_way_to_the_promise() -> None:
    """75 per cent, so long before and after: all of the natural time from the start to the moment, on any calendar."""
    marks = [share(75, tell=lead), before(hours(1), tell=lead), due(tell=lead), after(hours(2), tell=lead)]
    within = strictest(working_days(3), promised("promise"))
    plan = planned(clock(within=within, calendar=SITE, marks=marks))
    entry = clockwork.started(plan, None, said("09-08 01:00"), at("09-07 09:00"))
    assert entry is not None
    owed = {one.name: shown(when) for when, one in clockwork.owed(plan, entry, at("09-10 09:00"))}
    assert owed == {"75%": "09-07 21:00", "-1 hour": "09-08 00:00", "due": "09-08 01:00", "+2 hours": "09-08 03:00"}


def test_case_33_a_mark_that_has_fired_stays_fired() -> None:
    """A promise made later does not ask for the half of the way again; the end is owed at its new instant."""
    plan = planned(clock(within=CAPPED))
    entry = clockwork.started(plan, None, said("09-07 11:00"), at("09-07 09:00"))
    assert entry is not None
    ((when, half),) = clockwork.owed(plan, entry, at("09-07 10:00"))
    assert (shown(when), half.name) == ("09-07 10:00", "50%")
    later = clockwork.aimed(plan, clockwork.fired(plan, entry, half), said("09-07 17:00"))
    assert later is not None
    assert (later["fired"], shown(later["next"]), shown(later["due"])) == (["50%"], "09-07 17:00", "09-07 17:00")


def test_case_33_a_promise_rests_on_the_rule_s_calendar_as_well() -> None:
    """With a rule beside it, a newer calendar may bind earlier than the promise, so the edition is kept; alone not."""
    both = begun(strictest(working_days(3), promised("promise")), "09-08 12:00", calendar=SITE)
    assert both["within"].startswith("until ")
    assert both["edition"] == SITE.edition
    assert "edition" not in begun(promised("promise"), "09-08 12:00", calendar=SITE)


def test_case_33_what_was_promised_is_never_provisional() -> None:
    """A moment that somebody has named does not depend on any holiday."""
    office = clock(within=strictest(working_days(200), promised("promise")), calendar=calendar("cn-office"))
    rule = clockwork.started(planned(office), None, {}, at("09-07 09:00"))
    agreed = clockwork.started(planned(office), None, {"promise": "2027-03-01T01:00:00.000000Z"}, at("09-07 09:00"))
    assert rule is not None and agreed is not None
    assert rule["provisional"] is True
    assert agreed["within"].startswith("until 2027-03-01")
    assert "provisional" not in agreed


def test_case_33_a_pause_moves_what_was_promised() -> None:
    """A clock that stands still stands still: an hour of waiting is an hour more, by natural time."""
    plan = planned(clock(within=promised("promise"), calendar=SITE, pauses=[Pause(parts)]))
    entry = clockwork.started(plan, None, said("09-07 17:00"), at("09-07 09:00"))
    assert entry is not None
    held = clockwork.repaused(plan, entry, clockwork.halted(plan, "parts", {}), at("09-07 11:30"))
    assert held is not None and held["due"] is None
    back = clockwork.repaused(plan, held, None, at("09-07 13:00"))
    assert back is not None and shown(back["due"]) == "09-07 18:30"
