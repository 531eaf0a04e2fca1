"""Ticking: what cannot be handled keeps nobody else from their turn, and calendars are asked."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import attrs
import pytest
from examples.it_incident import it_incident, service_desk, technician
from examples.key_loan import clerk, key_loan

from propflow import (
    ACTIVE,
    CLOSE,
    ENTRY,
    FINAL,
    OPEN,
    REGISTER,
    START,
    STAY,
    Action,
    Actor,
    Clock,
    Desk,
    Ladder,
    MemoryStore,
    Role,
    Rung,
    State,
    VirtualClock,
    Workflow,
    due,
    hours,
)  # fmt: skip
from propflow.errors import KeyReused
from propflow.model.amounts import Amount

NOW = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)
ann = Actor("ann", [clerk, service_desk, technician])
boss = Role("boss", en="Boss", zh="主管")


def test_case_44_stuck_cases_keep_nobody_from_their_turn() -> None:
    """
    Cases of a workflow that the desk lacks stay first in the index, and the others are reached all the same.
    """
    clock = VirtualClock(NOW)
    store = MemoryStore()
    whole = Desk([key_loan, it_incident], store, now=clock)
    for _ in range(3):
        whole.register(it_incident, {"summary": "No light", "severity": "low"}, by=ann)
    clock.advance(timedelta(hours=1))
    case = whole.act(whole.register(key_loan, by=ann).id, "open", by=ann)
    clock.advance(timedelta(days=4))
    lacking = Desk([key_loan], store, now=clock)
    first = lacking.tick(limit=1)
    assert [(tenant, id_) for tenant, id_, _ in first.faults] == [("default", "INC-000001")]
    assert first.more
    reports = [first]
    while reports[-1].more:
        assert len(reports) < 8
        reports.append(lacking.tick(limit=1))
    assert sum(one.marks for one in reports) == 1
    assert {id_ for _, id_, _ in reports[-1].faults} == {"INC-000001", "INC-000002", "INC-000003"}
    assert lacking.journal(case.id)[-1].kind == "mark"


def test_case_45_an_acknowledgement_before_the_first_rung_silences_nothing() -> None:
    """
    Nobody answers for what was not asked: a ladder that was "acknowledged" early is climbed from its first rung;
    answered after it, its second stays silent.
    """
    asked, lent, back = (
        State("asked", ENTRY, en="Asked", zh="申请"), State("lent", ACTIVE, en="Lent", zh="借出"),
        State("back", FINAL, en="Back", zh="归还"),
    )  # fmt: skip
    register = Action("register", START, asked, by=clerk, milestone=REGISTER, en="Register", zh="登记")
    hand_out = Action("open", asked, lent, by=clerk, milestone=OPEN, en="Hand out", zh="借出")
    close = Action("close", lent, back, by=clerk, milestone=CLOSE, en="Take back", zh="归还")
    answer = Action("answer", lent, STAY, by=clerk, en="Answer", zh="答复")
    ladder = Ladder("ladder", [Rung(clerk), Rung(boss, hours(2))], stops_on=[answer])
    loan = Clock(
        "loan", starts=hand_out, stops=close, within=hours(8), marks=[due(escalate=ladder)], en="Loan", zh="借期"
    )
    lending = Workflow(
        "lending",
        states=[asked, lent, back],
        actions=[register, hand_out, close, answer],
        clocks=[loan],
        en="L",
        zh="借",
    )
    clock = VirtualClock(NOW)
    desk = Desk([lending], MemoryStore(), now=clock)
    early, late = [desk.act(desk.register(lending, by=ann).id, "open", by=ann).id for _ in range(2)]
    desk.act(early, "answer", by=ann)
    clock.advance(timedelta(hours=9))
    desk.tick()
    desk.act(late, "answer", by=ann)
    clock.advance(timedelta(hours=9))
    desk.tick()

    def fired(case_id: str) -> list[object]:
        return [one.facts["mark"] for one in desk.journal(case_id) if one.kind == "mark"]

    assert fired(early) == ["due/1", "due/2"]
    assert fired(late) == ["due/1"]


@attrs.frozen
class Slow:
    """A calendar in which time counts half."""

    name: str = "slow"
    zone: str = "UTC"
    edition: str = "slow"

    def due(self, start: datetime, within: Amount) -> datetime:
        assert within.elapsed is not None
        return start + 2 * within.elapsed

    def provisional(self, start: datetime, due: datetime, within: Amount) -> bool:
        return False

    def elapsed(self, a: datetime, b: datetime) -> timedelta:
        return (b - a) / 2

    def after(self, start: datetime, length: timedelta) -> datetime:
        return start + 2 * length


def test_the_clock_s_calendar_is_asked() -> None:
    """
    A limit in hours follows the calendar of its clock, not the wall.
    """
    slow = Clock(
        "loan", starts=key_loan.clocks[0].starts, stops=key_loan.clocks[0].stops, within=hours(3), calendar=Slow(),
        marks=[due(tell=clerk)], en="Loan", zh="借期",
    )  # fmt: skip
    workflow = Workflow(
        "slow_loan", states=key_loan.states, actions=key_loan.actions, clocks=[slow], en="Slow", zh="慢", book="SLOW"
    )
    desk = Desk([workflow], MemoryStore(), now=VirtualClock(NOW))
    case = desk.act(desk.register(workflow, by=ann).id, "open", by=ann)
    run = case.clock("loan")
    assert run is not None
    assert run.due_at == run.next_at == NOW + timedelta(hours=6)


def test_a_hole_in_a_book_is_told_once() -> None:
    """
    One line taken out of a book of nine is reported as one missing line, and the lines behind it are not.
    """
    store = MemoryStore()
    desk = Desk([key_loan], store, now=VirtualClock(NOW))
    for _ in range(9):
        desk.register(key_loan, by=ann)
    lines = store._registers["default"].books["KEY"]
    del lines[4]
    faults = [one.what for one in desk.verify().faults if "missing" in one.what]
    assert faults == ["line 4 of book 'KEY' is missing; the next one kept is 5"]


def test_a_command_s_digest_tells_nothing_of_what_is_confidential() -> None:
    """
    The kept digest is the same whatever the telephone number is, so that nobody can guess one from it after erasure;
    another summary under the key is still another command.
    """
    digests = []
    for number in ("138 0000 0001", "138 0000 0002"):
        store = MemoryStore()
        desk = Desk([it_incident], store, now=VirtualClock(NOW))
        form = {"summary": "No light", "severity": "low", "contact": number}
        desk.register(it_incident, form, by=ann, key="k")
        kept = store.command("default", "ann", "k")
        assert kept is not None
        assert number not in json.dumps(attrs.asdict(kept))
        digests.append(kept.digest)
        with pytest.raises(KeyReused):
            desk.register(it_incident, {**form, "summary": "No water"}, by=ann, key="k")
    assert digests[0] == digests[1]
