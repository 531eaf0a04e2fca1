"""
Steps on a complaint, the largest workflow that comes with propflow, beside those on an incident, its smallest.

Either round is that of a result which does not hold: reported done, found not to be so. The
complaint's guards, forms and facts are those of the manuals. Its clocks are once the three that
settle, promote and follow up, and once all that a manual has.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

from examples.it_incident import it_incident

from benchmarks.worker import Job
from propflow.adapters.stores.memory import MemoryStore
from propflow.definition.slots import SlotKind
from propflow.desk import Desk
from propflow.model.people import Actor
from propflow.model.policies import OFF, Policy
from propflow.policy import load
from propflow.workflows.complaint import complaint

CASES = 16
RECEPTIONIST, HEAD = Actor("wu", ["receptionist"]), Actor("he", ["department_head"])
CLERK, TECHNICIAN = Actor("li", ["service_desk"]), Actor("wang", ["technician"])
RECEIVER = Actor("ma", ["department_receiver"])
CONTACT = {"contact_person": "Mrs Li", "phone": "138 0000 0000", "address": "3-502"}


def jobs(_folder: Path) -> dict[str, Job]:
    """Steps of both over a store in memory, and options for a receptionist on an opened complaint."""
    return {
        "complaint": _steps(_desk(three_clocks=True), 3),
        "complaint_whole": _steps(_desk(), 6),
        "incident": _incident_steps(),
        "options": _options(),
    }


THREE = {"settle_minor": "2 days", "becomes_major": "1 month", "follow_up": "3 days"}


def _desk(*, three_clocks: bool = False) -> Desk:
    """A desk by the reception's training; with only three of its limits, if so wished."""
    limits = [one.name for one in complaint.slots if one.kind is SlotKind.AMOUNT and not one.needed]
    silent = [one.name for one in complaint.slots if one.design is None]
    chosen = {**dict.fromkeys(limits, OFF), **THREE} if three_clocks else {}
    values = {**_ours(dict.fromkeys(silent, OFF)), **load("reception_training").values, **_ours(chosen)}
    return Desk([complaint.under(Policy("bench", values))], MemoryStore(), tenant="riverside")


def _ours(values: dict[str, str]) -> dict[str, object]:
    return {f"complaint.{name}": value for name, value in values.items()}


def _opened(desk: Desk) -> str:
    now = _past()
    report = {
        "channel": "phone", "received_at": now, "narrative": "No water since the morning", "demand": "Water",
        "complainant_id": "owner", "contact": "138 0000 0000", "unit": "3-502", "complainant_name": "Mrs Li",
    }  # fmt: skip
    case_id = desk.register("complaint", report, by=RECEPTIONIST).id
    axes = {"nature": "valid", "content": "equipment", "grade": "minor", "level": "II"}
    desk.act(case_id, "classify", axes, by=RECEPTIONIST)
    decision = {"condition": "a", "opened_at": now, "content": "No water", **CONTACT}
    return desk.act(case_id, "open", decision, by=RECEPTIONIST).id


def _in_progress(desk: Desk) -> str:
    case_id, now = _opened(desk), _past()
    soon = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    order = {
        "departments": ["works"], "responsible": "he", "track": "non_repair", "dispatched_at": now,
        "expected_completion_at": soon,
    }  # fmt: skip
    desk.act(case_id, "dispatch", order, by=RECEPTIONIST)
    desk.act(case_id, "sign_receipt", {"departments": ["works"], "received_at": now, "signature": "Ma"}, by=RECEIVER)
    desk.act(case_id, "record_contact", {"contacted_at": now, "details": "Telephoned"}, by=RECEPTIONIST)
    plan = {
        "findings": "The pump is worn", "root_cause": "No spare was kept", "measures": "A new pump",
        "track": "non_repair", "expected_completion_at": soon, "owner_consent": "agreed", "decided_by": "he",
    }  # fmt: skip
    desk.act(case_id, "adopt_measures", plan, by=HEAD)
    return case_id


def _steps(desk: Desk, clocks: int) -> Job:
    """Rounds on complaints in progress, in which so many clocks with a limit have run."""
    now = _past()
    done = {"process_record": "Pump replaced", "completed_at": now, "outcome": "solved", "evidence": []}
    failed = {"finding": "Still drips"}
    turn = cycle([_in_progress(desk) for _ in range(CASES)])

    def run(number: int) -> None:
        for _ in range(number // 2):
            case_id = next(turn)
            desk.act(case_id, "report_done", done, by=HEAD)
            desk.act(case_id, "verification_failed", failed, by=RECEPTIONIST)

    run(2)
    case = desk.case("TS-000001")
    timed = [one.name for one in case.clocks if one.due_at is not None]
    assert case.state == "in_progress" and len(timed) >= clocks and (clocks > 3 or len(timed) == 3), timed
    return run


def _incident_steps() -> Job:
    desk = Desk([it_incident], MemoryStore(), tenant="riverside")

    def taken() -> str:
        case_id = desk.register(it_incident, {"summary": "Mail is slow", "severity": "low"}, by=CLERK).id
        desk.act(case_id, "open", by=CLERK)
        return desk.act(case_id, "take", by=TECHNICIAN).id

    turn = cycle([taken() for _ in range(CASES)])

    def run(number: int) -> None:
        for _ in range(number // 2):
            case_id = next(turn)
            desk.act(case_id, "resolve", {"solution": "Restarted"}, by=TECHNICIAN)
            desk.act(case_id, "reopen", {"reason": "Still slow"}, by=CLERK)

    run(2)
    assert desk.case("INC-000001").state == "in_progress"
    return run


def _options() -> Job:
    desk = _desk()
    case_id = _opened(desk)
    found = desk.options(case_id, by=RECEPTIONIST)
    assert "dispatch" in found.names, found.names

    def run(number: int) -> None:
        for _ in range(number):
            desk.options(case_id, by=RECEPTIONIST)

    return run


def _past() -> str:
    return (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
