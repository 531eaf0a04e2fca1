"""Deadlines worked out anew by a newer edition of their calendar, from the pauses of which the journal tells."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.visits import SITE, at, edition, not_so, planned, shown, until_parts_come

from propflow import (
    CONTINUE,
    ServiceCalendar,
    by,
    days,
    hours,
    minutes,
    promised,
    same_service_day,
    strictest,
    working_days,
)
from propflow.engine import clocks as clockwork
from propflow.engine.clock_history import Word, pauses_of, words_of
from propflow.engine.clock_plan import ClockPlan
from propflow.model.calendars.layers import Closure
from propflow.model.calendars.values import Paused
from propflow.model.instants import from_text, to_text

TUESDAY = edition(closures=[Closure(date(2026, 9, 8), date(2026, 9, 8), "Flood", "水浸")])
"""The site as it is published later: closed on the second day."""
FRIDAY = edition(weekly={"mon-sat": "08:00-18:00"})
"""Or open at noon, and on Saturdays."""

Step = tuple[str, str]
"""What is done, and when."""
LEADS_TO = {
    "open": "going", "again": "going", "not_so": "going", "resume": "going", "order": "parts", "finish": "done",
}  # fmt: skip


def done_at(plan: ClockPlan, words: list[Word], action: str, state: str, when: datetime) -> list[Word]:
    """What a journal would say of the clock when that was done; nothing, if it says nothing of it."""
    name, _, said = action.partition(" ")
    before = words[-1].entry if words else None
    facts = dict(words[-1].facts) if words else {}
    entry: Any = before
    if said:
        facts[{"appoint": "appointment", "promise": "promise"}[name]] = to_text(at(said))
        entry = before and (clockwork.aimed(plan, before, facts) or before)
    elif name in ("open", "again"):
        entry = clockwork.started(plan, before, facts, when) or before
    elif name == "finish" and before is not None:
        entry = clockwork.ended(before, when, void=False)
    elif name == "not_so" and before is not None:
        entry = clockwork.taken_back(plan, before, facts) or before
    if entry is not None and entry["stop"] is None:
        entry = clockwork.repaused(plan, entry, clockwork.halted(plan, state, facts), when) or entry
    return [] if entry is before else [Word(len(words) + 1, when, "act", name, state, entry, facts)]


def played(plan: ClockPlan, steps: list[Step]) -> list[Word]:
    """A clock through these actions, and what a journal would say of it."""
    words: list[Word] = []
    state = "called"
    for name, when in steps:
        state = LEADS_TO.get(name, state)
        words += done_at(plan, words, name, state, at(when))
    return words


def paused_in(steps: list[Step], at_most: Any = None, **more: Any) -> list[tuple[str | None, str | None, str]]:
    """When the clock stood still, as the journal of these actions has it."""
    plan = planned(until_parts_come(at_most, **more))
    return [(shown(one.since), shown(one.until), one.reason) for one in pauses_of(played(plan, steps))]


# What the journal tells of pauses


def test_nothing_stood_still() -> None:
    """A clock that was started, and one that was stopped, have had no pause."""
    assert paused_in([("open", "09-07 09:00"), ("note", "09-07 10:00"), ("finish", "09-07 11:00")]) == []


def test_each_wait_is_a_pause_and_the_last_may_go_on() -> None:
    """The reason is the state; the one that goes on has no end."""
    steps = [("open", "09-07 09:00"), ("order", "09-07 10:00"), ("resume", "09-07 11:00"), ("order", "09-07 12:00")]
    assert paused_in(steps) == [("09-07 10:00", "09-07 11:00", "parts"), ("09-07 12:00", None, "parts")]


def test_case_28_a_pause_with_a_maximum_ends_with_it() -> None:
    """Two hours at most: left earlier it is shorter, left later it is no longer; what goes on has its end already."""
    steps = [
        ("open", "09-07 08:00"), ("order", "09-07 09:00"), ("resume", "09-07 10:00"), ("order", "09-07 11:00"),
        ("resume", "09-07 15:00"), ("order", "09-07 16:00"),
    ]  # fmt: skip
    assert paused_in(steps, hours(2)) == [
        ("09-07 09:00", "09-07 10:00", "parts"), ("09-07 11:00", "09-07 13:00", "parts"),
        ("09-07 16:00", "09-07 18:00", "parts"),
    ]  # fmt: skip


def test_a_stop_that_did_not_hold_is_no_pause() -> None:
    """It has run on all the time, and a wait that comes later begins when it begins."""
    steps = [
        ("open", "09-07 09:00"), ("finish", "09-07 10:00"), ("not_so", "09-07 12:00"), ("order", "09-07 13:00"),
        ("resume", "09-07 14:00"),
    ]  # fmt: skip
    assert paused_in(steps, taken_back_by=not_so) == [("09-07 13:00", "09-07 14:00", "parts")]


def test_a_stop_in_a_wait_that_did_not_hold_ends_the_wait() -> None:
    """What was reported done waited for nobody any longer."""
    steps = [("open", "09-07 09:00"), ("order", "09-07 10:00"), ("finish", "09-07 11:00"), ("not_so", "09-07 13:00")]
    assert paused_in(steps, taken_back_by=not_so) == [("09-07 10:00", "09-07 11:00", "parts")]


def test_a_stop_that_is_said_to_have_been_before_the_wait_ends_it_before_it_began() -> None:
    """Stopped an hour before the parts were ordered: no wait if that did not hold, a pause from the stop if it did."""
    steps = [("open", "09-07 09:00"), ("order", "09-07 11:00"), ("finish", "09-07 10:00")]
    for most in (None, hours(2)):
        assert paused_in([*steps, ("not_so", "09-07 14:00")], most, taken_back_by=not_so) == []
        again = paused_in([*steps, ("again", "09-07 15:00")], most, on_reopen=CONTINUE)
        assert again == [("09-07 10:00", "09-07 15:00", "parts")]
        words = played(planned(until_parts_come(most, taken_back_by=not_so)), [*steps, ("not_so", "09-07 14:00")])
        assert shown(words[-1].entry["due"]) == "09-07 19:00"


def test_a_stop_before_it_went_on_is_a_pause() -> None:
    """Where a reopened clock goes on with what was left; stopped while it waited, it is all one."""
    steps = [("open", "09-07 09:00"), ("finish", "09-07 10:00"), ("again", "09-08 09:00")]
    assert paused_in(steps, on_reopen=CONTINUE) == [("09-07 10:00", "09-08 09:00", "done")]
    steps = [("open", "09-07 09:00"), ("order", "09-07 10:00"), ("finish", "09-07 11:00"), ("again", "09-08 09:00")]
    assert paused_in(steps, on_reopen=CONTINUE) == [("09-07 10:00", "09-08 09:00", "parts")]


def test_case_28_a_stop_after_the_longest_wait_is_a_pause_of_its_own() -> None:
    """It waited, ran again by itself, was stopped, and went on: two stretches, with running time between."""
    steps = [("open", "09-07 09:00"), ("order", "09-07 10:00"), ("finish", "09-07 14:00"), ("again", "09-08 09:00")]
    assert paused_in(steps, hours(2), on_reopen=CONTINUE) == [
        ("09-07 10:00", "09-07 12:00", "parts"), ("09-07 14:00", "09-08 09:00", "parts"),
    ]  # fmt: skip


def test_case_36_what_lies_before_the_appointment_is_no_pause() -> None:
    """Over before it began: nothing; going on when it would begin: from then; moved: counted anew."""
    more: dict[str, Any] = {"counted_from": "appointment"}
    steps = [("open", "09-07 09:00"), ("appoint 09-09 14:00", "09-07 09:30"), ("order", "09-07 10:00")]
    assert paused_in([*steps, ("resume", "09-08 10:00")], **more) == []
    assert paused_in([*steps, ("resume", "09-09 15:00")], **more) == [("09-09 14:00", "09-09 15:00", "parts")]
    assert paused_in(steps, **more) == [("09-09 14:00", None, "parts")]
    assert paused_in([*steps, ("appoint 09-08 09:00", "09-07 11:00")], **more) == [("09-08 09:00", None, "parts")]
    moved = [
        ("open", "09-07 09:00"),
        ("order", "09-07 10:00"),
        ("resume", "09-07 11:00"),
        ("appoint 09-08 09:00", "09-07 12:00"),
    ]
    assert paused_in(moved, **more) == []


def test_only_the_latest_cycle_is_told_of() -> None:
    """A clock that counts anew has forgotten its waits of before."""
    steps = [
        ("open", "09-07 09:00"), ("order", "09-07 10:00"), ("resume", "09-07 11:00"), ("finish", "09-07 12:00"),
        ("again", "09-07 13:00"),
    ]  # fmt: skip
    plan = planned(until_parts_come())
    records = [
        {"number": one.number, "at": to_text(one.at), "kind": one.kind, "action": one.action, "to": one.state,
         "facts": {}, "changes": {"clocks": {"go": one.entry}}}
        for one in played(plan, steps)
    ]  # fmt: skip
    others = [{**one, "changes": {"facts": {"x": 1}}} for one in records]
    words = words_of([*records, *others], "go")
    assert [one.action for one in words] == ["again"]
    assert pauses_of(words) == []
    assert words_of(records, "stay") == []


# The deadline, worked out anew


def anew(before: ClockPlan, after: ClockPlan, steps: list[Step]) -> Any:
    """The entry that these actions have left, worked out anew by another edition of the calendar."""
    words = played(before, steps)
    return clockwork.rederived(after, words[-1].entry, {}, pauses_of(words))


@pytest.mark.parametrize(
    ("newer", "within", "due"),
    [
        (TUESDAY, working_days(2), "09-10 18:00"),
        (TUESDAY, hours(12), "09-09 12:00"),
        (FRIDAY, hours(12), "09-08 11:00"),
        (TUESDAY, days(2), "09-09 09:00"),
        (TUESDAY, same_service_day(), "09-07 18:00"),
        (SITE, hours(12), "09-08 12:00"),
    ],
)
def test_case_16_a_running_deadline_follows_the_calendar(newer: Any, within: Any, due: str) -> None:
    """A day that is closed moves it later, longer hours earlier; natural days pay no heed."""
    old, new = (planned(until_parts_come(within=within, calendar=one)) for one in (SITE, newer))
    entry = anew(old, new, [("open", "09-07 09:00")])
    assert shown(entry["due"]) == due
    assert entry["edition"] == newer.edition
    assert entry["due"] == to_text(newer.due(at("09-07 09:00"), within))


def test_case_16_a_pause_that_goes_on_has_no_deadline_under_either() -> None:
    """Nothing is due while it stands still; taken up again, it is due by the calendar that there is by then."""
    old, new = (planned(until_parts_come(within=working_days(2), calendar=one)) for one in (SITE, TUESDAY))
    entry = anew(old, new, [("open", "09-07 09:00"), ("order", "09-07 10:00")])
    assert (entry["due"], entry["next"], entry["edition"]) == (None, None, TUESDAY.edition)
    back = clockwork.repaused(new, entry, None, at("09-07 11:00"))
    paused = Paused(at("09-07 10:00"), at("09-07 11:00"))
    assert back is not None
    assert back["due"] == to_text(TUESDAY.due_with_pauses(at("09-07 09:00"), working_days(2), [paused]))  # type: ignore[arg-type]


def test_case_16_what_fired_stays_fired_and_the_rest_is_owed_by_the_newer_one() -> None:
    """The half of the way is not told of twice; the end waits for its new instant."""
    old, new = (planned(until_parts_come(within=hours(12), calendar=one)) for one in (SITE, TUESDAY))
    (word,) = played(old, [("open", "09-07 09:00")])
    ((when, half),) = clockwork.owed(old, word.entry, at("09-07 17:30"))
    assert (shown(when), half.name) == ("09-07 16:00", "50%")
    entry = clockwork.rederived(new, clockwork.fired(old, word.entry, half), {}, [])
    assert (entry["fired"], shown(entry["next"])) == (["50%"], "09-09 12:00")


def test_case_33_a_newer_calendar_may_bind_before_the_promise() -> None:
    """The promise bound; with longer hours the rule ends before it."""
    within = strictest(hours(12), promised("promise"))
    facts = {"promise": to_text(at("09-08 11:30"))}
    old, new = (planned(until_parts_come(within=within, calendar=one)) for one in (SITE, FRIDAY))
    before = clockwork.started(old, None, facts, at("09-07 09:00"))
    assert before is not None and shown(before["due"]) == "09-08 11:30"
    after = clockwork.rederived(new, before, facts, [])
    assert (after["within"], shown(after["due"]), after["edition"]) == ("12 hours", "09-08 11:00", FRIDAY.edition)


def test_a_clock_whose_facts_leave_it_no_limit_by_now() -> None:
    """There is nothing to work out, and nothing that an edition could change."""
    within = by("promise", {"a": hours(12)})
    old, new = (planned(until_parts_come(within=within, calendar=one)) for one in (SITE, TUESDAY))
    before = clockwork.started(old, None, {"promise": "a"}, at("09-07 09:00"))
    assert before is not None
    after = clockwork.rederived(new, before, {}, [])
    assert (after["limit"], after["within"], after["due"], after["next"]) == (None, None, None, None)
    assert "edition" not in after


# Against the calendar's own word, whatever happened before and after the newer edition

TIMES = st.lists(st.integers(0, 6 * 24 * 60), min_size=1, max_size=8, unique=True).map(sorted)
WITHIN = st.sampled_from([minutes(200), hours(11), hours(26), working_days(2), days(3), same_service_day()])
EDITIONS = st.sampled_from([SITE, TUESDAY, FRIDAY])
WAYS: dict[str, list[str]] = {
    "called": ["open"],
    "going": ["order", "finish"],
    "parts": ["resume", "finish"],
    "done": ["again"],
}


@settings(max_examples=300)
@given(EDITIONS, EDITIONS, WITHIN, TIMES, st.lists(st.integers(0, 1), min_size=8, max_size=8), st.integers(0, 8))
def test_case_16_it_comes_out_as_the_calendar_says_with_the_pauses(
    first: ServiceCalendar, second: ServiceCalendar, within: Any, times: list[int], ways: list[int], change: int
) -> None:
    """
    Waiting, reopened, and with a newer edition somewhere among all that: from then on the clock is due when that
    edition says from its start with these pauses.
    """
    old, new = (planned(until_parts_come(within=within, calendar=one, on_reopen=CONTINUE)) for one in (first, second))
    words: list[Word] = []
    pauses: list[Paused] = []
    plan, state, since = old, "called", None
    for i, (minute, way) in enumerate(zip(times, ways, strict=False)):
        when = at("09-07 08:00") + minute * timedelta(minutes=1)
        if i >= change and plan is old and words and words[-1].entry["stop"] is None:
            entry = clockwork.rederived(new, words[-1].entry, {}, pauses_of(words))
            words.append(Word(0, when, "calendar", "calendar", state, entry, {}))
            plan = new
        name = WAYS[state][way % len(WAYS[state])]
        stood, state = state in ("parts", "done"), LEADS_TO[name]
        stands = state in ("parts", "done")
        if stands and not stood:
            since = when
        elif stood and not stands and since is not None:
            pauses.append(Paused(since, when))
        words += done_at(plan, words, name, state, when)
    last = words[-1].entry
    if plan is not new or last["stop"] is not None:
        return
    start = from_text(words[0].entry["start"])
    going_on = [Paused(since)] if state == "parts" and since is not None else []
    expected = second.due_with_pauses(start, within, [*pauses, *going_on])
    assert last["due"] == (None if expected is None else to_text(expected))
    assert last["edition"] == second.edition
