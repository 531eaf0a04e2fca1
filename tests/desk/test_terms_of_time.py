"""Shifts, promises, appointments and longest pauses at a desk: from the form to the mark, the verdict and the store."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.visits import SHIFT, SITE, Yard, at, go, parts, rules, sam, shown, until_parts_come, visit

from propflow import (
    OFF,
    Clock,
    MemoryStore,
    Pause,
    Refused,
    Workflow,
    amount_slot,
    by_shift,
    hours,
    minutes,
    promised,
    strictest,
)
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.engine.fold import apply
from propflow.wire import read_data, read_head, write_head

CAPPED = strictest(hours(10), promised("promise"))


def yard(store: Any, clock: Clock) -> Yard:
    """A desk with that clock."""
    return Yard(store, visit(clock))


def refolds(office: Yard) -> None:
    """Nothing is wrong, and every head is, letter for letter, what its journal adds up to."""
    assert office.desk.verify().faults == ()
    for head in office.store.find("default", limit=1000):
        case = None
        for one in office.store.journal("default", head.case_id):
            case = apply(case, read_data(head.case_id, one), one.hash)
        assert case is not None
        assert write_head(case) == head.text
        assert write_head(read_head(head.case_id, head.text)) == head.text  # type: ignore[arg-type]


def test_case_10_a_case_keeps_the_limit_of_the_shift_in_which_it_came(store: Any) -> None:
    """Of two visits half an hour apart the one before dawn has the night's hour; ticks by day change nothing."""
    office = yard(store, go(within=by_shift(SHIFT, on=minutes(15), off=hours(1))))
    early = office.at("09-08 07:40").going()
    late = office.at("09-08 08:10").going()
    assert (office.due(early), office.due(late)) == ("09-08 08:40", "09-08 08:25")
    office.at("09-08 09:00").desk.tick()
    assert office.fired(early) == [("50%", "09-08 08:10"), ("due", "09-08 08:40")]
    assert office.fired(late) == [("50%", "09-08 08:17"), ("due", "09-08 08:25")]
    refolds(office)


def test_case_10_the_journal_says_which_limit_was_chosen() -> None:
    """Whoever reads the record of the start need not know the shift."""
    office = yard(MemoryStore(), go(within=by_shift(SHIFT, on=minutes(15), off=hours(1))))
    record = office.desk.journal(office.at("09-08 03:00").going())[-1]
    assert json.loads(record.text)["changes"]["clocks"]["go"]["within"] == "1 hour"


def test_case_33_promised_on_the_telephone(store: Any) -> None:
    """An earlier promise binds from the start; kept it is on time, a minute later it is not, whatever the rule says."""
    office = yard(store, go(within=CAPPED))
    kept, broken = (office.going(promise="09-07 12:00") for _ in range(2))
    assert office.due(kept) == "09-07 12:00"
    office.at("09-07 12:00").do(kept, "finish")
    office.at("09-07 12:01").do(broken, "finish")
    verdicts = [office.desk.case(one).clock("go").verdict for one in (kept, broken)]  # type: ignore[union-attr]
    assert verdicts == ["on_time", "late"]
    refolds(office)


def test_case_33_promised_and_promised_again_while_it_runs(store: Any) -> None:
    """After the start, earlier, later than the rule, and taken back; half of the way is told of once."""
    office = yard(store, go(within=CAPPED))
    case = office.going()
    office.at("09-07 10:00").say(case, promise="09-07 11:00")
    office.at("09-07 10:30").desk.tick()
    assert (office.due(case), office.fired(case)) == ("09-07 11:00", [("50%", "09-07 10:00")])
    office.say(case, promise="09-08 12:00")
    assert office.due(case) == "09-07 19:00"
    office.say(case, promise=None)
    assert office.due(case) == "09-07 19:00"
    office.at("09-07 20:00").desk.tick()
    assert office.fired(case)[1:] == [("due", "09-07 19:00")]
    refolds(office)


def test_case_33_promised_for_what_is_already_past(store: Any) -> None:
    """It is due at once: the very next look finds both marks owed, and each fires once."""
    office = yard(store, go(within=CAPPED))
    case = office.going(promise="09-07 08:00")
    assert office.due(case) == "09-07 09:00"
    assert office.desk.tick().marks == 2
    assert office.desk.tick().marks == 0
    assert office.fired(case) == [("50%", "09-07 09:00"), ("due", "09-07 09:00")]
    refolds(office)


def test_case_33_promised_in_the_act_before_the_stop(store: Any) -> None:
    """Until the stop a promise counts, and nothing that is said afterwards does."""
    office = yard(store, go(within=CAPPED))
    case = office.going()
    office.at("09-07 13:00").say(case, promise="09-07 12:00")
    office.do(case, "finish")
    run = office.desk.case(case).clock("go")
    assert run is not None and (run.verdict, shown(run.due_at)) == ("late", "09-07 12:00")
    office.say(case, promise="09-07 15:00")
    assert office.desk.case(case).clock("go") == run
    refolds(office)


def test_case_36_an_appointment_that_is_moved(store: Any) -> None:
    """Nothing is owed until it has come; moved after its half, only the end is owed again."""
    office = yard(store, go(within=hours(2), counted_from="appointment", calendar=SITE))
    case = office.going(appointment="09-09 14:00")
    assert office.at("09-09 14:59").desk.tick().marks == 0
    office.at("09-09 15:10").desk.tick()
    assert (office.due(case), office.fired(case)) == ("09-09 16:00", [("50%", "09-09 15:00")])
    office.say(case, appointment="09-10 14:00")
    assert office.at("09-10 15:59").desk.tick().marks == 0
    office.at("09-10 16:30").desk.tick()
    assert office.fired(case) == [("50%", "09-09 15:00"), ("due", "09-10 16:00")]
    refolds(office)


def test_case_36_an_appointment_made_after_the_start(store: Any) -> None:
    """Until somebody has agreed on one it counts from the start; then from there."""
    office = yard(store, go(within=hours(2), counted_from="appointment"))
    case = office.going()
    assert office.due(case) == "09-07 11:00"
    office.say(case, appointment="09-08 09:00")
    assert office.due(case) == "09-08 11:00"
    office.at("09-08 12:00").do(case, "finish")
    office.at("09-08 13:00").say(case, appointment="09-08 12:00")
    run = office.desk.case(case).clock("go")
    assert run is not None and (run.verdict, shown(run.due_at)) == ("late", "09-08 11:00")
    refolds(office)


def test_case_36_moved_while_the_case_waits(store: Any) -> None:
    """Waiting for parts from before the appointment on, put forward and back: it runs when they have come."""
    office = yard(store, until_parts_come(within=hours(2), counted_from="appointment"))
    case = office.going(appointment="09-09 14:00")
    office.at("09-07 10:00").do(case, "order")
    office.at("09-07 11:00").say(case, appointment="09-08 10:00")
    assert office.due(case) is None
    office.at("09-09 09:00").do(case, "resume")
    assert office.due(case) == "09-09 11:00"
    refolds(office)


def test_case_28_nobody_has_to_resume_it(store: Any) -> None:
    """Ordered at eleven, four hours at most: its marks fire while it still waits, and late is late."""
    office = yard(store, until_parts_come(hours(4)))
    case = office.going()
    office.at("09-07 11:00").do(case, "order")
    assert office.due(case) == "09-07 23:00"
    assert office.at("09-07 17:59").desk.tick().marks == 0
    assert office.at("09-07 18:00").desk.tick().marks == 1
    office.at("09-08 09:00").desk.tick()
    assert office.fired(case) == [("50%", "09-07 18:00"), ("due", "09-07 23:00")]
    office.do(case, "resume", "finish")
    run = office.desk.case(case).clock("go")
    assert run is not None and (run.verdict, shown(run.due_at)) == ("late", "09-07 23:00")
    refolds(office)


def test_case_28_what_is_only_noted_halts_nothing_again(store: Any) -> None:
    """While it waits, and after its time, a note or a promise is no new wait."""
    office = yard(store, until_parts_come(hours(4)))
    case = office.going()
    office.at("09-07 11:00").do(case, "order")
    office.at("09-07 14:00").do(case, "note")
    assert office.due(case) == "09-07 23:00"
    office.at("09-07 16:00").do(case, "note")
    assert office.due(case) == "09-07 23:00"
    assert office.at("09-07 17:00").do(case, "resume").clock("go").due_at == at("09-07 23:00")  # type: ignore[union-attr]
    refolds(office)


def test_case_28_the_longest_wait_is_the_policy_s(store: Any) -> None:
    """One desk, two policies: with three hours at most, and without any."""
    most = amount_slot("most", en="Longest wait", zh="最长等待")
    written = visit(until_parts_come(most), slots=[most])
    strict, mild = written.under(rules("strict", most="3 hours")), written.under(rules("mild", most=OFF))
    office = Yard(store, strict, mild)
    found = []
    for workflow in (strict, mild):
        case = office.desk.register(workflow, by=sam)
        found.append(office.do(case.id, "open", "order").id)
    assert [office.due(one) for one in found] == ["09-07 22:00", None]
    refolds(office)


def everything() -> Workflow:
    """The workflow with all these terms at once, on a calendar of hours."""
    within = strictest(by_shift(SITE, on=hours(6), off=hours(8)), promised("promise"))
    return visit(
        go(within=within, counted_from="appointment", calendar=SITE, pauses=[Pause(parts, at_most=hours(4))]),
    )


def test_the_same_story_is_the_same_journal_in_every_store(tmp_path: Any) -> None:
    """With every term in one case, both stores keep the same records, and both are read back as they were written."""
    journals = []
    for store in (MemoryStore(), SqliteStore(tmp_path / "visits.db", durability="normal")):
        office = Yard(store, everything())
        case = office.going(appointment="09-08 10:00")
        office.at("09-08 11:00").do(case, "order")
        office.at("09-08 12:30").say(case, promise="09-08 17:00")
        office.at("09-08 17:30").desk.tick()
        office.at("09-09 10:00").say(case, appointment="09-10 09:00")
        office.do(case, "resume")
        office.at("09-10 10:00").do(case, "order", "knock", "finish")
        office.do(case, "again", "order")
        refolds(office)
        journals.append([one.text for one in store.journal("default", case)])
        if isinstance(store, SqliteStore):
            store.close()
    assert journals[0] == journals[1]
    entries = [json.loads(one)["changes"].get("clocks", {}).get("go", {}) for one in journals[0]]
    for key in ("edition", "resumes"):
        assert any(key in one for one in entries)
    assert any(str(one.get("within")).startswith("until ") for one in entries)


@pytest.mark.parametrize("given", ["tomorrow", 5, "2026-09-07T12:00:00"])
def test_a_promise_that_is_no_moment_is_refused(given: Any) -> None:
    """Nothing is half-written: the deadline stays what it was."""
    office = yard(MemoryStore(), go(within=CAPPED))
    case = office.going()
    with pytest.raises(Refused):
        office.desk.act(case, "promise", {"promise": given}, by=sam)
    assert office.due(case) == "09-07 19:00"
    refolds(office)
