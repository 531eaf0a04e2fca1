"""The role ladder: whoever holds the role on the rung is told; a vacant seat passes it up."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from tests.office import MORNING, Ear, Office, bob, eve

from propflow import MemoryStore
from propflow.adapters.escalate.role_ladder import RoleLadder, VacantLadder
from propflow.ports import Escalation


def escalation(**changed: Any) -> Escalation:
    """The first rung of a ladder of three."""
    arguments: dict[str, Any] = {
        "id": "t/C/7/1", "tenant": "t", "case_id": "C", "number": 7, "clock": "mend", "cycle": 1, "mark": "due/1",
        "ladder": "upwards", "rung": 1, "role": "worker", "above": ("manager", "auditor"), "due": MORNING,
        "at": MORNING + timedelta(minutes=2), "late_by_seconds": 120,
    }  # fmt: skip
    return Escalation(**{**arguments, **changed})


def test_the_holders_of_the_rung_are_told() -> None:
    """All who hold the role are named in one message, with the limit's data."""
    ear = Ear()
    RoleLadder(lambda role, tenant: {"worker": ["bob", "cai"]}.get(role, []), ear).escalate(escalation())
    (message,) = ear.heard
    assert (message.id, message.role, message.kind, message.about) == ("t/C/7/1", "worker", "escalation", "mend")
    assert message.at == MORNING + timedelta(minutes=2)
    assert message.facts == {
        "cycle": 1, "ladder": "upwards", "late_by_seconds": 120, "mark": "due/1", "reached": 1, "rung": 1,
        "to": ["bob", "cai"], "vacant": [],
    }  # fmt: skip
    assert not message.urgent


@pytest.mark.parametrize(("manned", "reached"), [("manager", 2), ("auditor", 3)])
def test_a_vacant_seat_passes_it_up(manned: str, reached: int) -> None:
    """Where nobody holds the role, the next rung up that is manned is told; the message says which rung was meant."""
    ear = Ear()
    RoleLadder(lambda role, tenant: ["eve"] if role == manned else [], ear).escalate(escalation())
    (message,) = ear.heard
    assert (message.role, message.facts["reached"], message.facts["rung"]) == (manned, reached, 1)
    assert message.facts["to"] == ["eve"]
    assert message.facts["vacant"] == ["worker", "manager"][: reached - 1]


def test_whom_the_roster_has_found_is_told() -> None:
    """Where the desk has named people, nobody is asked again; what it said of the ladder and the case is passed on."""
    ear = Ear()
    found = escalation(role="manager", above=("auditor",), to=("eve",), reached=2, vacant=("worker",), urgent=True)
    RoleLadder(lambda role, tenant: pytest.fail("asked"), ear).escalate(found)
    (message,) = ear.heard
    assert (message.role, message.urgent) == ("manager", True)
    assert {name: message.facts[name] for name in ("to", "rung", "reached", "vacant")} == {
        "to": ["eve"], "rung": 1, "reached": 2, "vacant": ["worker"],
    }  # fmt: skip


@pytest.mark.parametrize("to", [(), None])
def test_where_the_roster_has_found_nobody_the_holders_are_asked(to: Any) -> None:
    """From the role upwards to which it is addressed, and again at each attempt: somebody may have come since."""
    present: list[str] = []
    ladder, ear = escalation(role="manager", above=("auditor",), to=to, reached=2, vacant=("worker",)), Ear()
    role_ladder = RoleLadder(lambda role, tenant: present if role == "auditor" else [], ear)
    with pytest.raises(VacantLadder, match="manager, auditor"):
        role_ladder.escalate(ladder)
    present.append("fay")
    role_ladder.escalate(ladder)
    (message,) = ear.heard
    assert (message.role, message.facts["to"], message.facts["reached"]) == ("auditor", ["fay"], 3)
    assert message.facts["vacant"] == ["worker", "manager"]


def test_nobody_is_there_at_all() -> None:
    """Where every seat up to the top is vacant it is an error, so that the escalation stays owed."""
    ear = Ear()
    with pytest.raises(VacantLadder, match="worker, manager, auditor"):
        RoleLadder(lambda role, tenant: [], ear).escalate(escalation())
    assert ear.heard == []


def test_who_holds_a_role_is_asked_when_it_is_owed() -> None:
    """Shifts change: the holders are asked for at each escalation, in its tenant."""
    asked: list[tuple[str, str]] = []

    def holders(role: str, tenant: str) -> list[str]:
        asked.append((role, tenant))
        return ["bob"]

    ladder = RoleLadder(holders, Ear())
    assert asked == []
    ladder.escalate(escalation())
    ladder.escalate(escalation(tenant="lakeside", role="manager", rung=2, above=()))
    assert asked == [("worker", "t"), ("manager", "lakeside")]


def test_without_a_directory_the_role_itself_is_told(caplog: pytest.LogCaptureFixture) -> None:
    """Where nobody says who holds a role, the role is addressed, by default in the log."""
    with caplog.at_level(logging.INFO, logger="propflow.escalate"):
        RoleLadder().escalate(escalation())
    assert [one.getMessage() for one in caplog.records] == ["t/C/7/1 t/C record 7: escalation 'mend' concerns worker"]
    ear = Ear()
    RoleLadder(None, ear).escalate(escalation())
    assert ear.heard[0].facts["to"] == ["worker"]
    RoleLadder(None, ear).escalate(escalation(role="auditor", above=(), to=(), reached=3, vacant=("worker", "auditor")))
    assert (ear.heard[1].facts["to"], ear.heard[1].facts["vacant"]) == (["auditor"], ["worker", "auditor"])


def test_it_serves_a_desk_until_somebody_comes() -> None:
    """At a desk a vacant ladder is tried again later, and reaches whoever has come by then; an answer stops it."""
    present: dict[str, list[str]] = {}
    ear = Ear()
    office = Office(MemoryStore(), escalators=[RoleLadder(lambda role, tenant: present.get(role, []), ear)])
    case = office.working()
    office.pass_time(hours=24)
    office.desk.tick()
    assert office.desk.deliver().retried == 1
    present["auditor"] = ["fay"]
    office.pass_time(seconds=30)
    assert office.desk.deliver().delivered == 1
    assert [(one.role, one.facts["reached"]) for one in ear.heard] == [("auditor", 3)]
    office.desk.act(case.id, "acknowledge", by=eve)
    office.pass_time(days=1)
    office.desk.tick()
    assert office.desk.deliver().delivered == 0
    assert office.desk.act(case.id, "finish", by=bob).state == "done"
