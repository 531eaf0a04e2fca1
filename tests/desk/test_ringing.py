"""Ringing: a ladder reaches whoever is on duty when a rung fires, and the roster can hold nothing up."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from tests.office import LEAK, WORKFLOW, Bell, DutyList, Ear, Office, ann, bob, eve, guest

from propflow import AsyncDesk, Desk, MemoryStore, Refused
from propflow.errors import Misplaced
from propflow.model.journal import Record

CREW = {"worker": ["bob"], "manager": ["eve"], "auditor": ["fay"]}


def ringing(store: Any = None, **shifts: Any) -> tuple[Office, DutyList, Bell]:
    """An office with a duty list, and the bell on which its ladders ring."""
    roster, bell = DutyList(**shifts), Bell("bell")
    return Office(store or MemoryStore(), roster=roster, escalators=[bell]), roster, bell


def round_of(office: Office, **length: float) -> None:
    """Let time go by, look at the clocks, deliver."""
    office.pass_time(**length)
    office.desk.tick()
    office.desk.deliver()


def rungs(office: Office, case_id: str) -> list[Record]:
    """The rungs of the mending's ladder that have fired, as they stand in the journal."""
    return [one for one in office.desk.journal(case_id) if "/" in str(one.facts.get("mark"))]


def reached(bell: Bell) -> list[tuple[Any, ...]]:
    """What has rung: rung, role, who was named, which rung was reached, which seats were vacant."""
    return [(one.rung, one.role, one.to, one.reached, one.vacant) for one in bell.heard]


def test_case_35_the_roster_is_asked_when_the_rung_fires(store: Any) -> None:
    """Not who was on duty when the case began is told, but who is on the shift in which the limit passes."""
    office, roster, bell = ringing(store, **CREW)
    case = office.working()
    assert roster.asked == []
    roster.shifts["worker"] = ["cai", "dan"]
    round_of(office, hours=24)
    assert roster.asked == [("worker", "riverside", office.clock())]
    assert reached(bell) == [(1, "worker", ("cai", "dan"), 1, ())]
    (record,) = rungs(office, case.id)
    assert {name: record.facts[name] for name in ("to", "reached", "vacant")} == {
        "to": ["cai", "dan"], "reached": 1, "vacant": [],
    }  # fmt: skip
    (owed,) = record.messages
    assert owed["facts"] == {**record.facts, "above": ["manager", "auditor"], "ladder": "upwards", "rung": 1}
    assert office.desk.verify().faults == ()


def test_case_42_a_vacant_seat_passes_it_up_and_the_rung_above_has_its_own_turn(store: Any) -> None:
    """Nobody is on shift below, so the manager is told at the limit; two hours later her own rung tells her again."""
    office, _, bell = ringing(store, manager=["eve"], auditor=["fay"])
    office.working()
    round_of(office, hours=24)
    assert reached(bell) == [(1, "manager", ("eve",), 2, ("worker",))]
    assert bell.heard[0].above == ("auditor",)
    round_of(office, hours=2)
    assert reached(bell)[1:] == [(2, "manager", ("eve",), 2, ())]


def test_case_42_a_case_that_was_assigned_to_nobody_climbs(quick: Office) -> None:
    """Whether anybody has taken a job makes no difference to its ladder."""
    office, _, bell = ringing(**CREW)
    case = office.opened()
    assert case.related("assignee") is None
    for hours in (24, 2, 6):
        round_of(office, hours=hours)
    assert [(one.role, one.to) for one in bell.heard] == [
        ("worker", ("bob",)), ("manager", ("eve",)), ("auditor", ("fay",)),
    ]  # fmt: skip
    without = Bell("bell")
    quick.desk = Desk([WORKFLOW], quick.store, tenant="riverside", now=quick.clock, escalators=[without])
    quick.opened()
    for hours in (24, 2, 6):
        round_of(quick, hours=hours)
    assert [one.role for one in without.heard] == ["worker", "manager", "auditor"]


def test_case_42_where_every_seat_is_vacant_it_is_still_owed(store: Any) -> None:
    """It goes on record, names nobody, is addressed to the top of the ladder, and says which seats were vacant."""
    office, _, bell = ringing(store)
    case = office.working()
    round_of(office, hours=24)
    assert reached(bell) == [(1, "auditor", (), 3, ("worker", "manager", "auditor"))]
    (record,) = rungs(office, case.id)
    assert (record.facts["to"], record.facts["reached"]) == ([], 3)
    round_of(office, hours=9)
    assert [one.facts["mark"] for one in rungs(office, case.id)] == ["due/1", "due/2", "due/3"]
    assert [one.rung for one in bell.heard] == [1, 2]  # the third is of the same seat, in the same round


def test_case_41_after_an_outage_nobody_is_told_twice_of_one_mark() -> None:
    """All rungs fire at once, in order; whoever has heard from a lower one is not named again."""
    office, _, bell = ringing(manager=["eve"], auditor=["eve", "fay"])
    case = office.working()
    round_of(office, days=3)
    assert reached(bell) == [(1, "manager", ("eve",), 2, ("worker",)), (3, "auditor", ("fay",), 3, ())]
    second = rungs(office, case.id)[1]
    assert (second.facts["mark"], second.facts["to"], second.messages) == ("due/2", [], ())
    assert [one.facts["late_by_seconds"] for one in rungs(office, case.id)] == [48 * 3600, 46 * 3600, 40 * 3600]
    round_of(office, days=3)
    assert len(bell.heard) == 2
    assert len(rungs(office, case.id)) == 3


def test_two_cases_are_two_marks() -> None:
    """Who was told of one case is told of the other in the same round."""
    office, _, bell = ringing(**CREW)
    office.working()
    office.working()
    round_of(office, hours=24)
    assert [(one.case_id, one.to) for one in bell.heard] == [("JOB-000001", ("bob",)), ("JOB-000002", ("bob",))]


def test_the_roster_is_asked_once_for_a_round(store: Any) -> None:
    """One question for each tenant and role, however many cases fire; none for roles that are not reached."""
    office, roster, _ = ringing(store, **CREW)
    lakeside = office.desk.for_tenant("lakeside")
    for _ in range(3):
        office.working()
        lakeside.act(lakeside.register("repair", LEAK, by=ann).id, "open", by=ann)
    round_of(office, hours=24)
    assert sorted(roster.asked) == [("worker", name, office.clock()) for name in ("lakeside", "riverside")]


@pytest.mark.parametrize(
    "answer",
    [RuntimeError("down"), TimeoutError(), None, "bob", b"bob", 7, [7], ["bob", None], [""], ["x" * 201], {"bob": 1},
     ["\ud800"], [["bob"]], ["b"] * 1001],
    ids=lambda one: ascii(one)[:20],
)  # fmt: skip
def test_a_roster_that_fails_or_answers_nonsense_holds_nothing_up(
    answer: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """The rung fires, is addressed to its role, says that nobody could be named, and the log says why."""
    office, _, bell = ringing(**{**CREW, "worker": answer})
    case = office.working()
    round_of(office, hours=24)
    assert reached(bell) == [(1, "worker", None, 1, ())]
    (record,) = rungs(office, case.id)
    assert (record.facts["to"], record.facts["reached"], record.facts["vacant"]) == (None, 1, [])
    assert "No roster for worker in riverside" in caplog.text
    assert office.desk.verify().faults == ()


def test_a_roster_that_fails_is_asked_once_for_a_round() -> None:
    """Ten cases do not wait ten times for a list that does not answer; the next round asks again."""
    office, roster, bell = ringing(**{**CREW, "worker": TimeoutError()})
    for _ in range(10):
        office.working()
    round_of(office, hours=24)
    assert (len(roster.asked), len(bell.heard)) == (1, 10)
    roster.shifts["worker"] = ["bob"]
    office.working()
    round_of(office, hours=24)
    assert bell.heard[-1].to == ("bob",)


@pytest.mark.parametrize("answer", [("bob", "bob", "cai"), ["bob", "cai", "bob"]])
def test_who_is_named_twice_is_told_once(answer: Any) -> None:
    """The order is the roster's."""
    office, _, bell = ringing(worker=answer)
    office.working()
    round_of(office, hours=24)
    assert bell.heard[0].to == ("bob", "cai")


def test_an_action_asks_too(store: Any) -> None:
    """What is owed before an action is addressed as it is in a round, and a roster that fails refuses no action."""
    office, roster, bell = ringing(store, manager=["eve"])
    case = office.working()
    office.pass_time(hours=24)
    office.desk.act(case.id, "note", {"remark": "still dripping"}, by=bob)
    assert roster.asked == [(role, "riverside", office.clock()) for role in ("worker", "manager")]
    roster.shifts = {"manager": OSError("unplugged")}
    office.pass_time(hours=2)
    assert office.desk.act(case.id, "finish", by=bob).state == "done"
    office.desk.deliver()
    assert reached(bell) == [(1, "manager", ("eve",), 2, ("worker",)), (2, "manager", None, 2, ())]


def test_it_is_asked_only_where_a_rung_is_owed(quick: Office) -> None:
    """No action, no plain notice, and no look at what could be done asks the roster."""
    office, roster, _ = ringing(**CREW)
    case = office.working()
    round_of(office, hours=12)
    assert [one.facts["mark"] for one in office.desk.journal(case.id) if one.kind == "mark"][-1] == "50%"
    office.desk.act(case.id, "note", {"remark": "x"}, by=bob)
    office.pass_time(hours=12)
    office.desk.options(case.id, by=bob)
    office.desk.explain(case.id, "finish", by=bob)
    assert roster.asked == []
    with pytest.raises(Refused):
        office.desk.act(case.id, "finish", by=guest)
    assert rungs(office, case.id) == []


def test_case_45_who_answers_stops_the_rungs_above() -> None:
    """The manager was reached in place of the worker and sees to it: her own rung and the auditor's stay silent."""
    office, roster, bell = ringing(manager=["eve"], auditor=["fay"])
    case = office.working()
    round_of(office, hours=24)
    office.desk.act(case.id, "acknowledge", by=eve)
    asked = len(roster.asked)
    round_of(office, days=2)
    assert len(bell.heard) == 1
    assert len(roster.asked) == asked


def test_without_a_roster_nothing_is_said_of_one() -> None:
    """Records and messages are what they were before there were rosters."""
    office = Office(MemoryStore(), escalators=[Bell("bell")])
    case = office.working()
    office.pass_time(hours=24)
    office.desk.tick()
    (record,) = rungs(office, case.id)
    assert set(record.facts) == {"at", "cycle", "due", "late_by_seconds", "mark"}
    assert set(record.messages[0]["facts"]) == {*record.facts, "above", "ladder", "rung"}  # type: ignore[arg-type]


def test_a_roster_changes_whom_it_reaches_and_nothing_else() -> None:
    """With any roster the same marks fire, in the same order, and leave the case as they do without one."""
    plain = Office(MemoryStore())
    for shifts in (CREW, {}, {"manager": ["eve"], "auditor": ["eve"]}, {"worker": OSError()}):
        office, _, _ = ringing(**shifts)
        made = office.opened()
        office.pass_time(days=6)
        office.desk.tick()
        if plain.desk.find() == ():
            plain.opened()
            plain.pass_time(days=6)
            plain.desk.tick()
        said = {"to", "reached", "vacant"}
        for one, other in zip(office.desk.journal(made.id), plain.desk.journal(made.id), strict=True):
            assert (one.action, one.at, one.changes) == (other.action, other.at, other.changes)
            assert {name: fact for name, fact in one.facts.items() if name not in said} == other.facts
        assert office.desk.case(made.id).parts == plain.desk.case(made.id).parts


def test_what_cannot_be_asked_is_no_roster(quick: Office) -> None:
    """A roster of the wrong kind is refused with the desk, not found out in the night."""
    for desk in (Desk, AsyncDesk):
        with pytest.raises(Misplaced, match=r"roster cannot be asked: dict has no method `on_duty`"):
            desk([WORKFLOW], quick.store, roster={"worker": ["bob"]})  # type: ignore[arg-type]


def test_an_asynchronous_roster(store: Any) -> None:
    """The asynchronous desk awaits a roster that is a coroutine; one that raises there holds nothing up either."""

    class Remote(DutyList):
        """A duty list at the other end of a line."""

        async def on_duty(self, role: str, tenant: str, at: Any) -> Any:  # type: ignore[override]
            await asyncio.sleep(0)
            return super().on_duty(role, tenant, at)

    office, ear = Office(store), Ear()
    bell, roster = Bell("bell"), Remote(manager=["eve"], auditor=ConnectionError("line cut"))
    desk = AsyncDesk([WORKFLOW], store, tenant="riverside", now=office.clock, roster=roster, escalators=[bell, ear])
    case = office.working()

    async def work() -> None:
        office.pass_time(hours=24)
        await desk.tick()
        office.pass_time(hours=8)
        await desk.act(case.id, "note", {"remark": "x"}, by=bob)
        await desk.deliver()

    asyncio.run(work())
    desk.close()
    assert reached(bell) == [
        (1, "manager", ("eve",), 2, ("worker",)), (2, "manager", ("eve",), 2, ()), (3, "auditor", None, 3, ()),
    ]  # fmt: skip
