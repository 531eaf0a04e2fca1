"""Editions: a calendar is published anew, and every deadline that runs by it is worked out anew, with a record."""

from __future__ import annotations

import asyncio
import re
from datetime import date
from threading import Barrier, Thread
from typing import Any

import attrs
import pytest
from tests.desk.scenes import Interloper
from tests.desk.test_async import Awaited
from tests.desk.test_terms_of_time import refolds
from tests.visits import (
    SITE,
    Yard,
    at,
    edition,
    fitter,
    go,
    lead,
    not_so,
    parts,
    rules,
    sam,
    shown,
    until_parts_come,
    visit,
)

from propflow import (
    AsyncDesk,
    Desk,
    MemoryStore,
    Pause,
    Refused,
    ServiceCalendar,
    Workflow,
    after,
    by_shift,
    calendar_slot,
    days,
    due,
    hours,
    promised,
    share,
    strictest,
    working_days,
)
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import InvalidValue
from propflow.model.calendars.holidays import PublishedDays
from propflow.model.calendars.layers import Closure, Interruption
from propflow.views.case import journal_table

CLOSED = edition(closures=[Closure(date(2026, 9, 8), date(2026, 9, 8), "Flood", "水浸")])
"""The site, closed on Tuesday."""
LONGER = edition(weekly={"mon-sun": "08:00-18:00"})
"""The site without its break and its weekends."""

HOURS = [share(50, tell=fitter), due(tell=lead), after(hours(2), tell=lead)]


def by_site(site: ServiceCalendar, **more: Any) -> Workflow:
    """The workflow of twelve hours on this edition of the site's calendar."""
    return visit(until_parts_come(**{"within": hours(12), "calendar": site, "marks": HOURS, **more}))


def yard(store: Any, site: ServiceCalendar = SITE, **more: Any) -> Yard:
    """A desk that has this edition."""
    return Yard(store, by_site(site, **more))


# What becomes of a deadline


@pytest.mark.parametrize(
    ("newer", "moved", "fired"),
    [
        (CLOSED, "09-09 12:00", [("50%", "09-07 16:00")]),
        (LONGER, "09-08 11:00", [("50%", "09-07 16:00"), ("due", "09-08 11:00")]),
    ],
)
def test_case_16_a_deadline_moves_with_its_calendar(store: Any, newer: Any, moved: str, fired: Any) -> None:
    """
    Later, or earlier so that it has passed: one record says what it was, what it is and by which edition; what was told
    is not told again, and what is owed by now is told at once.
    """
    case = yard(store).going()
    first = yard(store).at("09-07 17:00")
    first.desk.tick()
    assert (first.due(case), first.fired(case)) == ("09-08 12:00", [("50%", "09-07 16:00")])
    later = yard(store, newer).at("09-08 11:30")
    report = later.desk.tick()
    assert report.anew == 1 and not report.more
    assert (later.due(case), later.fired(case)) == (moved, fired)
    ((said,),) = [[one["go"] for one in later.anew(case)]]
    assert (shown(said["before"]), shown(said["due"]), said["edition"]) == ("09-08 12:00", moved, newer.edition)
    assert later.desk.tick().anew == 0
    assert len(later.anew(case)) == 1
    refolds(later)


def test_case_16_the_report_counts_marks_alone(store: Any) -> None:
    """What had something owed is worked out first and counted among the cases; its record is no mark."""
    case = yard(store).going()
    later = yard(store, LONGER).at("09-08 13:00")
    report = later.desk.tick()
    assert (report.cases, report.marks, report.anew) == (1, 3, 0)
    assert [one.kind for one in later.desk.journal(case)][2:] == ["calendar", "mark", "mark", "mark"]


def test_case_31_acting_works_it_out_first(store: Any) -> None:
    """Nobody has ticked: the record stands before that of the action, whose verdict is by the newer edition."""
    case = yard(store).going()
    later = yard(store, LONGER).at("09-08 11:30")
    later.do(case, "finish")
    assert [one.kind for one in later.desk.journal(case)] == ["act", "act", "calendar", "mark", "mark", "act"]
    run = later.desk.case(case).clock("go")
    assert run is not None and (run.verdict, shown(run.due_at)) == ("late", "09-08 11:00")
    refolds(later)


def test_case_31_a_refusal_leaves_it_for_the_next(store: Any) -> None:
    """What is refused writes nothing, not even what the calendar would have."""
    case = yard(store).going()
    later = yard(store, CLOSED).at("09-07 10:00")
    with pytest.raises(Refused):
        later.do(case, "resume")
    assert later.anew(case) == []
    later.do(case, "note")
    assert len(later.anew(case)) == 1
    refolds(later)


def test_case_16_verdicts_stand(store: Any) -> None:
    """Late by the calendar that there was: a closure that is published afterwards excuses nobody, and moves nothing."""
    office = yard(store)
    late, void = office.going(), office.going()
    office.at("09-08 14:00").do(late, "finish")
    office.do(void, "drop")
    before = [office.desk.case(one).clock("go") for one in (late, void)]
    assert [one and one.verdict for one in before] == ["late", "void"]
    later = yard(store, CLOSED).at("09-08 15:00")
    assert later.desk.tick().anew == 0
    later.do(late, "note")
    assert [later.desk.case(one).clock("go") for one in (late, void)] == before
    assert later.anew(late) == []
    refolds(later)


def test_case_16_a_stop_that_is_taken_back_afterwards_runs_by_the_newer_one(store: Any) -> None:
    """While it was stopped nothing was worked out; now that it runs, the next look does."""
    office = yard(store, taken_back_by=not_so)
    case = office.going()
    office.at("09-07 11:00").do(case, "finish")
    later = yard(store, CLOSED, taken_back_by=not_so).at("09-07 15:00")
    later.desk.tick()
    later.do(case, "not_so")
    later.do(case, "note")
    assert later.due(case) == "09-09 12:00"
    assert len(later.anew(case)) == 1
    refolds(later)


def test_case_16_the_pauses_of_before_count_by_the_newer_one(store: Any) -> None:
    """Two working days, with two hours lost on the first: when the site is closed on the second, due on the fourth."""
    office = yard(store, within=working_days(2))
    case = office.going()
    office.at("09-07 10:00").do(case, "order")
    office.at("09-07 12:00").do(case, "resume")
    assert office.due(case) == "09-10 10:00"
    later = yard(store, CLOSED, within=working_days(2)).at("09-07 14:00")
    later.desk.tick()
    assert later.due(case) == "09-11 10:00"
    refolds(later)


def test_case_16_what_stands_still_follows_when_it_is_taken_up_again(store: Any) -> None:
    """Nothing is due while parts are awaited, so nothing hurries; resumed, it is due by the newer edition."""
    office = yard(store, within=working_days(2))
    case = office.going()
    office.at("09-07 10:00").do(case, "order")
    later = yard(store, CLOSED, within=working_days(2)).at("09-07 11:00")
    later.desk.tick()
    assert later.due(case) is None
    later.at("09-07 12:00").do(case, "resume")
    assert later.due(case) == "09-11 10:00"
    assert [shown(one["go"]["due"]) for one in later.anew(case)] == [None]
    refolds(later)


def test_case_28_when_it_runs_again_follows_the_calendar(store: Any) -> None:
    """Four hours of waiting from 16:00: with Tuesday closed they end on Wednesday, unless they have ended."""
    plain: dict[str, Any] = {"pauses": [Pause(parts, at_most=hours(4))]}
    office = Yard(store, visit(go(within=hours(12), calendar=SITE, **plain)))
    case = office.going()
    office.at("09-07 16:00").do(case, "order")
    assert office.due(case) == "09-08 17:00"
    newer = visit(go(within=hours(12), calendar=CLOSED, **plain))
    later = Yard(store, newer).at("09-07 17:00")
    later.desk.tick()
    assert later.due(case) == "09-09 17:00"
    morning = Interruption(at("09-09 08:00"), at("09-09 10:00"), en="No power", zh="停电")
    latest = attrs.evolve(CLOSED, interruptions=[morning])
    last = Yard(store, visit(go(within=hours(12), calendar=latest, **plain))).at("09-09 12:00")
    last.do(case, "note")
    last.do(case, "resume")
    assert last.due(case) == "09-09 17:00"
    assert len(last.anew(case)) == 2
    refolds(last)


def test_case_33_a_rule_that_ends_before_the_promise_by_now(store: Any) -> None:
    """The promise bound; with longer hours the rule does, and the round finds it though nothing was owed."""
    within = strictest(hours(12), promised("promise"))
    office = yard(store, within=within)
    case = office.going(promise="09-08 11:30")
    assert office.due(case) == "09-08 11:30"
    later = yard(store, LONGER, within=within).at("09-07 09:30")
    assert later.desk.tick().anew == 1
    assert later.due(case) == "09-08 11:00"
    refolds(later)


def test_case_10_the_shift_that_was_chosen_is_kept(store: Any) -> None:
    """A shift calendar that is published anew decides for what begins from then on, and for nothing that runs."""
    limit = [by_shift(one, on=hours(1), off=hours(2)) for one in (SITE, CLOSED)]
    before, after_ = (visit(go(within=one)) for one in limit)
    office = Yard(store, before).at("09-08 10:00")
    case = office.going()
    later = Yard(store, after_).at("09-08 10:10")
    later.desk.tick()
    later.do(case, "note")
    assert (later.due(case), later.due(later.going())) == ("09-08 11:00", "09-08 12:10")
    assert later.anew(case) == []


def test_natural_days_keep_their_deadline_and_note_the_edition(store: Any) -> None:
    """It is looked at once and found unchanged."""
    office = yard(store, within=days(2))
    case = office.going()
    later = yard(store, CLOSED, within=days(2)).at("09-07 10:00")
    later.desk.tick()
    (said,) = [one["go"] for one in later.anew(case)]
    assert said["before"] == said["due"]
    assert later.due(case) == "09-09 09:00"
    refolds(later)


def test_case_18_only_the_clocks_of_that_calendar_are_worked_out(store: Any) -> None:
    """Beside the visit a clock runs around the clock; its entry is not touched."""

    def both(site: ServiceCalendar) -> Workflow:
        other = attrs.evolve(go(within=days(3)), name="stay", en="It stays", zh="留存时限")
        return visit(go(within=hours(12), calendar=site), other)

    office = Yard(store, both(SITE))
    case = office.going()
    before = office.desk.case(case).clock("stay")
    later = Yard(store, both(CLOSED)).at("09-07 10:00")
    later.desk.tick()
    assert later.desk.case(case).clock("stay") == before
    assert [sorted(one) for one in later.anew(case)] == [["go"]]
    assert later.due(case) == "09-09 12:00"


# Beyond what is published


def known(last: int, *holidays: date) -> ServiceCalendar:
    """The site with holidays of its own, published up to a year."""
    days_off = dict.fromkeys(holidays, ("Holiday", "节日"))
    return edition(weekly={"mon-fri": "08:00-18:00"}, holidays=PublishedDays("site", 2026, last, days_off, {}))


def test_case_15_provisional_until_the_year_is_published(store: Any) -> None:
    """Beyond the last published year a deadline is provisional; once the year is there it moves, and is certain."""
    office = yard(store, known(2026), within=working_days(3))
    case = office.at("12-30 09:00").going()
    entry = office.desk.case(case).part("clocks")["go"]
    assert (entry["provisional"], office.due(case)) == (True, "01-04 18:00")
    later = yard(store, known(2027, date(2027, 1, 1)), within=working_days(3)).at("12-30 10:00")
    assert later.desk.tick().anew == 1
    entry = later.desk.case(case).part("clocks")["go"]
    assert ("provisional" in entry, later.due(case)) == (False, "01-05 18:00")
    refolds(later)


def test_case_15_a_pause_may_carry_it_beyond_what_is_published(store: Any) -> None:
    """Certain when it began; moved into a year that nobody has published, and certain again when that is there."""
    office = yard(store, known(2026), within=working_days(1))
    case = office.at("12-30 09:00").going()
    assert "provisional" not in office.desk.case(case).part("clocks")["go"]
    office.at("12-30 10:00").do(case, "order")
    office.at("12-31 10:00").do(case, "resume")
    assert office.desk.case(case).part("clocks")["go"]["provisional"] is True
    later = yard(store, known(2027), within=working_days(1)).at("12-31 11:00")
    later.desk.tick()
    assert "provisional" not in later.desk.case(case).part("clocks")["go"]
    refolds(later)


# The round of a tick


def many(office: Yard, number: int) -> list[str]:
    """So many visits."""
    return [office.going() for _ in range(number)]


def test_case_16_a_tick_finds_what_is_due_earlier_though_nothing_is_owed(store: Any) -> None:
    """By the old edition the next mark was at 16:00; by the newer one it is 14:00, and it fires at 14:00."""
    office = yard(store)
    case = office.going()
    later = yard(store, LONGER).at("09-07 09:01")
    assert later.desk.tick().anew == 1
    assert later.at("09-07 15:00").desk.tick().marks == 1
    assert later.fired(case) == [("50%", "09-07 15:00")]


def test_case_16_the_round_goes_on_where_it_stopped(store: Any) -> None:
    """A few cases at every tick, tenant after tenant, until all have been looked at; then never again."""
    here = yard(store)
    first, second = (Yard(store, by_site(SITE), tenant=one) for one in ("north", "south"))
    cases = [(one, many(one, 3)) for one in (here, first, second)]
    later = yard(store, CLOSED).at("09-07 10:00")
    reports = [later.desk.tick(limit=2)]
    while reports[-1].more:
        assert len(reports) < 12
        reports.append(later.desk.tick(limit=2))
    assert all(one.anew <= 2 for one in reports)
    assert sum(one.anew for one in reports) == 9
    for office, some in cases:
        assert [office.due(one) for one in some] == ["09-09 12:00"] * 3
    assert (later.desk.tick().anew, later.desk.tick().more) == (0, False)
    assert all(len(office.anew(one)) == 1 for office, some in cases for one in some)
    refolds(later)


def test_case_16_a_round_that_was_broken_off_begins_again(store: Any) -> None:
    """A process that ends in the middle leaves the rest to the next, which does nothing twice."""
    cases = many(yard(store), 5)
    broken = yard(store, CLOSED).at("09-07 10:00")
    assert (broken.desk.tick(limit=2).anew, broken.desk.tick(limit=2).anew) == (2, 2)
    after_it = yard(store, CLOSED).at("09-07 11:00")
    assert after_it.desk.tick().anew == 1
    assert [len(after_it.anew(one)) for one in cases] == [1] * 5


def test_case_16_another_process_with_the_same_calendars_looks_no_more(store: Any) -> None:
    """Once for a set of editions: what a second desk finds is that it was done."""
    many(yard(store), 2)
    yard(store, CLOSED).at("09-07 10:00").desk.tick()
    asked: list[str] = []

    class Watched:
        durable = getattr(store, "durable", False)

        def __getattr__(self, name: str) -> Any:
            asked.append(name)
            return getattr(store, name)

    second = Yard(Watched(), by_site(CLOSED)).at("09-07 10:00")
    assert second.desk.tick().anew == 0
    assert "definition" in asked and "find" not in asked
    asked.clear()
    second.desk.tick()
    assert "definition" not in asked and "find" not in asked


def test_case_16_an_edition_that_comes_back_is_noticed_case_by_case(store: Any) -> None:
    """The round for a set of editions runs once; the withdrawn closure moves a case when that is acted on."""
    cases = many(yard(store), 2)
    yard(store).at("09-07 09:30").desk.tick()
    yard(store, CLOSED).at("09-07 10:00").desk.tick()
    back = yard(store).at("09-07 11:00")
    assert back.desk.tick().anew == 0
    back.do(cases[0], "note")
    assert [back.due(one) for one in cases] == ["09-08 12:00", "09-09 12:00"]
    refolds(back)


def test_without_calendars_nobody_looks(store: Any) -> None:
    """Where every clock runs around the clock there is no round, and nothing is asked of the store."""
    office = Yard(store, visit(go()))
    office.going()
    assert office.desk.tick().anew == 0
    assert store.find("default", limit=10)[0].due is not None


def test_case_31_calendars_that_policies_name_have_editions_too(store: Any) -> None:
    """Two sites, one of which is published anew: only its cases move."""
    where = calendar_slot("where", en="Hours of the site", zh="服务时间")
    written = visit(go(within=hours(12), calendar=where), slots=[where])
    workflows = [written.under(rules(name, where=name)) for name in ("north", "south")]
    sites = [edition(name=name) for name in ("north", "south")]
    office = Yard(store, *workflows, calendars=sites)
    cases = [office.do(office.desk.register(one, by=sam).id, "open").id for one in workflows]
    sites[1] = edition(CLOSED, name="south")
    later = Yard(store, *workflows, calendars=sites).at("09-07 10:00")
    assert later.desk.tick().anew == 1
    assert [later.due(one) for one in cases] == ["09-08 12:00", "09-09 12:00"]


def test_case_31_a_desk_that_has_the_workflow_only_as_written_looks_as_well(store: Any) -> None:
    """The cases of before are under a policy that this desk was not given; it recalls them, and moves them."""
    where = calendar_slot("where", en="Hours of the site", zh="服务时间")
    written = visit(go(within=hours(12), calendar=where), slots=[where])
    office = Yard(store, written.under(rules(where="site")), calendars=[SITE])
    case = office.going()
    later = Yard(store, calendars=[CLOSED], bare=True, written=[written]).at("09-07 10:00")
    assert later.desk.tick().anew == 1
    assert later.due(case) == "09-09 12:00"


# Several at once, and what goes wrong


def test_case_16_somebody_else_is_busy_with_the_case(store: Any) -> None:
    """Whoever was faster has worked it out; the round goes on with the others, and there is one record."""
    cases = many(yard(store), 3)
    between = Interloper(store)
    later = Yard(between, by_site(CLOSED)).at("09-07 10:00")
    other = yard(store, CLOSED).at("09-07 10:00")
    between.first = lambda: other.do(cases[0], "note")
    report = later.desk.tick()
    assert (report.anew, report.more) == (2, False)
    assert [len(later.anew(one)) for one in cases] == [1, 1, 1]
    refolds(later)


@pytest.mark.parametrize("shared", [True, False])
def test_case_16_two_workers_do_nothing_twice(tmp_path: Any, shared: bool) -> None:
    """Two threads with one desk, or with a desk each, tick at once: every case has exactly one record."""
    store = SqliteStore(tmp_path / "visits.db", durability="normal")
    offices = [yard(store)] + [Yard(store, by_site(SITE), tenant=f"t{i}") for i in range(4)]
    cases = [(one, many(one, 4)) for one in offices]
    first = yard(store, CLOSED).at("09-07 10:00")
    desks = [first.desk, first.desk if shared else yard(store, CLOSED).at("09-07 10:00").desk]
    together, faults, found = Barrier(2), [], []

    def work(desk: Desk) -> None:
        try:
            together.wait()
            more = True
            while more:
                report = desk.tick(limit=3)
                found.append(report.anew)
                more = report.more
        except BaseException as fault:
            faults.append(fault)
            raise

    threads = [Thread(target=work, args=(one,)) for one in desks]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert faults == []
    for office, some in cases:
        assert [office.due(one) for one in some] == ["09-09 12:00"] * 4
        assert [len(office.anew(one)) for one in some] == [1] * 4
    assert sum(found) == 20
    refolds(first)
    store.close()


@pytest.mark.parametrize("awaited", [True, False])
def test_case_16_an_asynchronous_desk_does_the_same(store: Any, awaited: bool) -> None:
    """Over a store whose methods are coroutines, too: the same records, letter for letter."""
    cases = many(yard(store), 3)
    twin = MemoryStore()
    assert many(yard(twin), 3) == cases
    clock = yard(twin).at("09-07 10:00").clock
    Desk([by_site(CLOSED)], twin, now=clock).tick()

    async def story() -> None:
        desk = AsyncDesk([by_site(CLOSED)], Awaited(store) if awaited else store, now=clock)
        reports = [await desk.tick(limit=2)]
        while reports[-1].more:
            reports.append(await desk.tick(limit=2))
        assert sum(one.anew for one in reports) == 3
        desk.close()

    asyncio.run(story())
    for one in cases:
        assert [r.text for r in store.journal("default", one)] == [r.text for r in twin.journal("default", one)]


EDITED = [(r".*", "{"), (r".*", "[]"), (r'"stop":null,', ""), (r'"clocks":\{"go":\{[^}]*\}\}', '"clocks":{"go":5}')]


@pytest.mark.parametrize("edited", EDITED)
def test_a_head_that_was_edited_keeps_nobody_from_their_turn(edited: tuple[str, str]) -> None:
    """What cannot be read is left to `verify`; the others are worked out, and the round ends."""
    store = MemoryStore()
    office = yard(store)
    cases = many(office, 3)
    head = store.head("default", cases[1])
    assert head is not None
    text = re.sub(*edited, head.text, count=1)
    assert text != head.text
    store.replace_head("default", cases[1], head.version, text)
    later = yard(store, CLOSED).at("09-07 10:00")
    report = later.desk.tick()
    assert (report.anew, report.more) == (2, False)
    assert [later.due(one) for one in (cases[0], cases[2])] == ["09-09 12:00"] * 2
    assert len(later.desk.verify().faults) == 1


@pytest.mark.parametrize("limit", [0, -1, True, "3", 100_001])
def test_a_limit_that_is_none(limit: Any) -> None:
    """It is refused before anything is looked at."""
    case = yard(store := MemoryStore()).going()
    later = yard(store, CLOSED)
    with pytest.raises(InvalidValue):
        later.desk.tick(limit=limit)
    assert later.anew(case) == []


def test_the_journal_shows_it_in_both_languages(store: Any) -> None:
    """Done by the system, with what became of the clock; a reader need not know what an edition is."""
    case = yard(store).going()
    later = yard(store, CLOSED).at("09-07 10:00")
    later.desk.tick()
    found, records = later.desk.case(case), later.desk.journal(case)
    english = journal_table(found, records, workflow=by_site(CLOSED))
    chinese = journal_table(found, records, workflow=by_site(CLOSED), language="zh")
    (line,) = [one for one in english.splitlines() if "Deadlines worked out anew by a newer calendar" in one]
    assert "Somebody comes" in line
    (line,) = [one for one in chinese.splitlines() if "依新版日历重新计算期限" in one]
    assert "上门时限" in line


def test_nobody_s_form_is_stale_because_of_it(store: Any) -> None:
    """Whoever read the case before the calendar was published may still act on what was read."""
    office = yard(store)
    read = office.desk.case(office.going()).version
    case = office.desk.find()[0].id
    later = yard(store, CLOSED).at("09-07 10:00")
    later.desk.tick()
    assert later.desk.act(case, "note", by=sam, expect=read).version == read + 2


def test_an_interruption_counts_from_its_minute(store: Any) -> None:
    """Two hours without power are two hours more."""
    case = yard(store).going()
    power = Interruption(at("09-07 14:00"), at("09-07 16:00"), en="No power", zh="停电")
    later = yard(store, edition(interruptions=[power])).at("09-07 14:30")
    later.desk.tick()
    assert later.due(case) == "09-08 15:00"
