"""Explaining deadlines: every clock of a case, with all that led to its instant, for people and for machines."""

from __future__ import annotations

import asyncio
import json
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from tests.visits import SITE, Yard, at, edition, fitter, go, lead, parts, promise, sam, shown, visit

from propflow import (
    AsyncDesk,
    Ladder,
    MemoryStore,
    Pause,
    Rung,
    Workflow,
    after,
    by_shift,
    calendar,
    days,
    due,
    hours,
    promised,
    share,
    strictest,
    working_days,
)
from propflow.engine.deadlines import CaseDeadline
from propflow.errors import UnknownCase, UnknownName
from propflow.model.calendars.layers import Closure
from propflow.model.calendars.values import Paused
from propflow.views.deadline import deadline_text

OFFICE = calendar("cn-office")
UPWARDS = Ladder("upwards", [Rung(fitter), Rung(lead, after=hours(2))], stops_on=[promise])


def office_hours() -> Workflow:
    """Two clocks: one of working days that waits for parts, one of natural days that waits for nothing."""
    come = go(
        within=working_days(3), calendar=OFFICE, pauses=[Pause(parts)], rules=["V-1"],
        marks=[share(50, tell=fitter), due(tell=lead, escalate=UPWARDS)],
    )  # fmt: skip
    stay = attrs.evolve(go(within=days(5), marks=[due(tell=lead)]), name="stay", en="It is settled", zh="办结时限")
    return visit(come, stay)


def over_the_holidays(store: Any) -> tuple[Yard, str]:
    """A visit that waited for parts over National Day: from Wednesday at two until Thursday of the next week at ten."""
    office = Yard(store, office_hours()).at("09-30 09:00")
    case = office.going()
    office.at("09-30 14:00").do(case, "order")
    office.at("10-08 10:00").do(case, "resume")
    return office, case


def explained(office: Yard, case: str, clock: str = "go") -> CaseDeadline:
    """The deadline of one clock."""
    (found,) = office.desk.explain_deadline(case, clock)
    return found


def test_every_clock_is_explained_the_most_urgent_first(store: Any) -> None:
    """What is due first stands first; what leads to it is what the calendar itself explains, pauses and all."""
    office, case = over_the_holidays(store)
    found = office.desk.explain_deadline(case)
    assert [one.clock for one in found] == ["stay", "go"]
    stay, come = found
    wait = Paused(at("09-30 14:00"), at("10-08 10:00"), "parts")
    assert (come.pauses, stay.pauses) == ((wait,), ())
    assert come.steps == OFFICE.explain(at("09-30 09:00"), working_days(3), [wait]).steps
    assert (shown(come.due), shown(stay.due)) == ("10-12 14:00", "10-05 09:00")
    assert come.due == office.desk.case(case).clock("go").due_at  # type: ignore[union-attr]
    assert {step.day for step in come.steps} >= {"holiday", "make_up"}
    assert (come.started_by, come.started_record, shown(come.started_at)) == ("open", 2, "09-30 09:00")
    assert (come.within, come.calendar, come.zone, come.edition) == (
        "3 working_days", "cn-office", "Asia/Shanghai", OFFICE.edition,
    )  # fmt: skip
    assert (come.rules, come.verdict, come.stopped_at, come.stale, come.provisional) == (
        ("V-1",),
        None,
        None,
        False,
        False,
    )


def test_marks_say_when_they_are_owed_and_when_they_fired(store: Any) -> None:
    """The half of the way has fired an hour late; the end and its rungs are still owed."""
    office, case = over_the_holidays(store)
    half = explained(office, case).marks[0]
    assert half.at is not None and half.fired_at is None
    office.clock.move_to(half.at + timedelta(hours=1))
    office.desk.tick()
    found = {one.name: (one.at, one.fired_at, one.late_by_seconds) for one in explained(office, case).marks}
    assert found["50%"] == (half.at, half.at + timedelta(hours=1), 3600)
    assert {name: shown(when) for name, (when, _, _) in found.items() if name != "50%"} == {
        "due": "10-12 14:00", "due/1": "10-12 14:00", "due/2": "10-12 16:00",
    }  # fmt: skip
    assert [one.name for one in explained(office, case).marks] == ["50%", "due", "due/1", "due/2"]


def test_a_rung_that_was_answered_for_is_owed_no_more() -> None:
    """It stands among the marks, without an instant."""
    office, case = over_the_holidays(MemoryStore())
    office.at("10-12 15:00").desk.tick()
    office.say(case, promise=None)
    (last,) = [one for one in explained(office, case).marks if one.name == "due/2"]
    assert (last.at, last.fired_at, last.late_by_seconds) == (None, None, None)


def test_while_it_stands_still_there_is_no_deadline() -> None:
    """The pause has no end, nothing is owed, and the last step says why."""
    office = Yard(MemoryStore(), office_hours()).at("09-30 09:00")
    case = office.going()
    office.at("09-30 14:00").do(case, "order")
    found = explained(office, case)
    assert (found.due, found.pauses) == (None, (Paused(at("09-30 14:00"), None, "parts"),))
    assert [one.at for one in found.marks] == [None] * 4
    assert found.steps[-1].kind == "pause"
    assert [one.clock for one in office.desk.explain_deadline(case)] == ["stay", "go"]


def test_case_28_a_pause_with_a_maximum_has_its_end_before_that_comes() -> None:
    """While parts are awaited the deadline is known, and the steps lead there."""
    office = Yard(MemoryStore(), visit(go(within=hours(12), calendar=SITE, pauses=[Pause(parts, at_most=hours(4))])))
    case = office.going()
    office.at("09-07 11:00").do(case, "order")
    found = explained(office, case)
    assert found.pauses == (Paused(at("09-07 11:00"), at("09-07 16:00"), "parts"),)
    assert found.steps[-1].kind == "due"
    assert found.due == SITE.due_with_pauses(at("09-07 09:00"), hours(12), found.pauses)


@pytest.mark.parametrize(
    ("action", "when", "verdict"), [("finish", "09-07 18:00", "on_time"), ("finish", "09-07 20:00", "late"),
                                    ("drop", "09-07 20:00", "void")],
)  # fmt: skip
def test_what_has_ended_says_how(action: str, when: str, verdict: str) -> None:
    """The verdict and its instant; the deadline stays that by which it was judged."""
    office = Yard(MemoryStore())
    case = office.going()
    office.at(when).do(case, action)
    found = explained(office, case)
    assert (found.verdict, shown(found.stopped_at), shown(found.due)) == (verdict, when, "09-07 19:00")
    assert all(one.at is None for one in found.marks if one.fired_at is None)


def test_what_runs_stands_before_what_has_ended() -> None:
    """Even if that was due first."""
    office, case = over_the_holidays(MemoryStore())
    office.at("10-08 11:00").do(case, "finish")
    assert [one.clock for one in office.desk.explain_deadline(case)] == ["stay", "go"]


def test_a_clock_that_never_started_has_no_deadline() -> None:
    """A visit that was only registered: nothing; a clock that the workflow lacks: an error that names those it has."""
    office = Yard(MemoryStore(), office_hours())
    case = office.desk.register("visit", by=sam).id
    assert office.desk.explain_deadline(case) == ()
    assert office.desk.explain_deadline(case, "go") == ()
    with pytest.raises(UnknownName, match="go, stay"):
        office.desk.explain_deadline(case, "og")
    with pytest.raises(UnknownCase):
        office.desk.explain_deadline("VISIT-9")


def test_a_clock_may_be_given_itself() -> None:
    """Instead of its name."""
    office = Yard(MemoryStore())
    (found,) = office.desk.explain_deadline(office.going(), office.desk.workflow_of(office.desk.find()[0]).clocks[0])
    assert found.clock == "go"


def test_case_33_a_promise_is_explained_by_itself() -> None:
    """The moment that was agreed, what a wait adds to it, and the fact that chose it."""
    within = strictest(hours(10), promised("promise"))
    office = Yard(MemoryStore(), visit(go(within=within, pauses=[Pause(parts)])))
    case = office.going(promise="09-07 12:00")
    assert [one.kind for one in explained(office, case).steps] == ["promised", "due"]
    office.at("09-07 10:00").do(case, "order")
    assert [one.kind for one in explained(office, case).steps] == ["promised", "pause"]
    office.at("09-07 11:00").do(case, "resume")
    found = explained(office, case)
    assert [one.kind for one in found.steps] == ["promised", "pause", "due"]
    assert found.steps[1].counted == timedelta(hours=1)
    assert "13:00" in found.steps[2].en and shown(found.due) == "09-07 13:00"
    assert found.chosen_by == (("promise", "2026-09-07T04:00:00.000000Z"),)
    assert "约定时刻：" in deadline_text(found, language="zh", explain=True)


def test_case_36_an_appointment_is_from_where_it_counts() -> None:
    """Moved, it is explained from where it is now, and by which record it was started."""
    office = Yard(MemoryStore(), visit(go(within=hours(2), counted_from="appointment", calendar=SITE)))
    case = office.going(appointment="09-09 14:00")
    office.say(case, appointment="09-10 17:00")
    found = explained(office, case)
    assert (shown(found.started_at), shown(found.due), found.started_record) == ("09-10 17:00", "09-11 09:00", 2)
    assert found.steps == SITE.explain(at("09-10 17:00"), hours(2)).steps
    assert found.chosen_by == (("appointment", "2026-09-10T09:00:00.000000Z"),)


def test_case_31_a_newer_edition_is_told_of_until_it_is_worked_out() -> None:
    """What the case has is shown, and that it will change; after the tick it has."""
    store = MemoryStore()
    first = Yard(store, visit(go(within=hours(12), calendar=SITE)))
    case = first.going()
    closed = edition(closures=[Closure(date(2026, 9, 8), date(2026, 9, 8), "Flood", "水浸")])
    later = Yard(store, visit(go(within=hours(12), calendar=closed))).at("09-07 10:00")
    found = explained(later, case)
    assert (found.stale, shown(found.due), found.edition) == (True, "09-08 12:00", SITE.edition)
    assert "the calendar has a newer edition" in deadline_text(found)
    assert "日历已有新版" in deadline_text(found, language="zh")
    later.desk.tick()
    found = explained(later, case)
    assert (found.stale, shown(found.due), found.edition) == (False, "09-09 12:00", closed.edition)
    assert "水浸" in deadline_text(found, language="zh", explain=True)


def test_case_16_what_has_ended_is_not_stale() -> None:
    """No tick will touch it, whatever is published."""
    store = MemoryStore()
    first = Yard(store, visit(go(within=hours(12), calendar=SITE)))
    case = first.going()
    first.at("09-07 10:00").do(case, "finish")
    closed = edition(closures=[Closure(date(2026, 9, 8), date(2026, 9, 8))])
    found = explained(Yard(store, visit(go(within=hours(12), calendar=closed))).at("09-07 11:00"), case)
    assert (found.stale, found.edition) == (False, SITE.edition)


def test_case_15_what_is_provisional_says_so() -> None:
    """In JSON and in words."""
    office = Yard(MemoryStore(), visit(go(within=working_days(90), calendar=OFFICE))).at("11-02 09:00")
    found = explained(office, office.going())
    assert found.provisional and found.data()["provisional"] is True
    assert "provisional: it lies past the published holidays" in deadline_text(found)
    assert "暂定" in deadline_text(found, language="zh")


def test_case_10_a_side_without_a_limit_has_none_to_explain() -> None:
    """No limit yet: no steps, and no deadline."""
    office = Yard(MemoryStore(), visit(go(within=by_shift(SITE, on=hours(1), off=promised("promise"))))).at(
        "09-07 22:00"
    )
    found = explained(office, office.going())
    assert (found.due, found.within, found.steps) == (None, "", ())
    assert "no limit yet" in deadline_text(found) and "暂无时限" in deadline_text(found, language="zh")


def test_as_json_it_has_everything() -> None:
    """Every attribute but the titles' language, with instants in the calendar's zone; it survives being written."""
    office, case = over_the_holidays(MemoryStore())
    office.at("10-12 15:00").desk.tick()
    found = explained(office, case)
    data = json.loads(json.dumps(found.data()))
    assert set(data) == ({one.name for one in attrs.fields(CaseDeadline)} - {"en", "zh"}) | {"title", "title_zh"}
    assert (data["due"], data["started_at"]) == ("2026-10-12T14:00:00+08:00", "2026-09-30T09:00:00+08:00")
    assert data["pauses"] == [
        {"since": "2026-09-30T14:00:00+08:00", "until": "2026-10-08T10:00:00+08:00", "reason": "parts"}
    ]
    assert [one["name"] for one in data["marks"] if one["fired_at"]] == ["50%", "due", "due/1"]
    assert data["steps"][-1]["kind"] == "due"
    assert (data["title"], data["title_zh"]) == ("Somebody comes", "上门时限")


def test_long_ago_the_clocks_of_a_zone_were_odd() -> None:
    """An appointment in the year 1890, when Shanghai was 8:05:43 ahead: the JSON is in UTC."""
    office = Yard(MemoryStore(), visit(go(within=hours(2), counted_from="appointment")))
    case = office.desk.register("visit", {"appointment": "1890-01-01T00:00:00Z"}, by=sam)
    office.do(case.id, "open")
    assert explained(office, case.id).data()["started_at"] == "1890-01-01T00:00:00.000000Z"


def test_in_words_in_both_languages() -> None:
    """The lines of a case at its end, in English and Chinese, with every day behind it if asked for."""
    office, case = over_the_holidays(MemoryStore())
    office.at("10-12 15:00").desk.tick()
    found = explained(office, case)
    half = found.marks[0]
    assert half.at is not None
    lines = deadline_text(found).splitlines()
    assert lines[:4] == [
        "Somebody comes (go), cycle 1",
        "  due 2026-10-12T14:00:00+08:00",
        "  3 working_days by cn-office, from 2026-09-30T09:00:00+08:00",
        "  started by record 2, open",
    ]
    assert lines[5:] == [
        "  due: 2026-10-12T14:00:00+08:00, fired 2026-10-12T15:00:00+08:00",
        "  due/1: 2026-10-12T14:00:00+08:00, fired 2026-10-12T15:00:00+08:00",
        "  due/2: 2026-10-12T16:00:00+08:00",
    ]
    chinese = deadline_text(found, language="zh").splitlines()
    assert chinese[:4] == [
        "上门时限（go），第 1 轮",
        "  到期 2026-10-12T14:00:00+08:00",
        "  3 working_days，依 cn-office 日历，自 2026-09-30T09:00:00+08:00 起算",
        "  由第 2 号记录 open 起算",
    ]
    for language in ("en", "zh"):
        long = deadline_text(found, language=language, explain=True).splitlines()
        assert long[len(lines) :] == [f"    {step.say(language)}" for step in found.steps]
    assert any("National Day" in one for one in deadline_text(found, explain=True).splitlines())


@pytest.mark.parametrize(
    ("action", "english", "chinese"),
    [
        ("finish", "  ended 2026-09-07T20:00:00+08:00: late", "  2026-09-07T20:00:00+08:00 结束：超时"),
        ("drop", "  ended 2026-09-07T20:00:00+08:00: void", "  2026-09-07T20:00:00+08:00 结束：作废"),
    ],
)
def test_in_words_what_has_ended(action: str, english: str, chinese: str) -> None:
    """How and when, in both languages."""
    office = Yard(MemoryStore())
    case = office.going()
    office.at("09-07 20:00").do(case, action)
    assert english in deadline_text(explained(office, case)).splitlines()
    assert chinese in deadline_text(explained(office, case), language="zh").splitlines()


def test_an_extension_is_told_of() -> None:
    """Until when being late is excused."""
    office = Yard(MemoryStore(), visit(go(extended_by=promise, until="promise", marks=[after(hours(1), tell=lead)])))
    case = office.going()
    office.say(case, promise="09-08 12:00")
    found = explained(office, case)
    assert (shown(found.due), shown(found.excused_until)) == ("09-07 19:00", "09-08 12:00")
    assert "  excused until 2026-09-08T12:00:00+08:00" in deadline_text(found).splitlines()
    assert [shown(one.at) for one in found.marks] == ["09-08 13:00"]


def test_only_the_latest_cycle_is_explained() -> None:
    """A visit that was done again is explained from there."""
    office = Yard(MemoryStore())
    case = office.going()
    office.at("09-07 12:00").do(case, "finish")
    office.at("09-08 12:00").do(case, "again")
    found = explained(office, case)
    assert (found.cycle, found.started_by, found.started_record, shown(found.due)) == (2, "again", 4, "09-08 22:00")


def test_the_asynchronous_desk_says_the_same(store: Any) -> None:
    """Value for value."""
    office, case = over_the_holidays(store)
    desk = AsyncDesk([office_hours()], store, now=office.clock)
    assert asyncio.run(desk.explain_deadline(case)) == office.desk.explain_deadline(case)
    assert asyncio.run(desk.explain_deadline(case, "go")) == office.desk.explain_deadline(case, "go")
    desk.close()


def test_it_writes_nothing(store: Any) -> None:
    """Not even what is owed by now."""
    office, case = over_the_holidays(store)
    before = [one.text for one in store.journal("default", case)]
    office.at("12-01 09:00").desk.explain_deadline(case)
    assert [one.text for one in store.journal("default", case)] == before
