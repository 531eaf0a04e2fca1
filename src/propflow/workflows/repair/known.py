"""
What guards ask of a repair again and again.
"""

from propflow import Situation
from propflow.workflows.complaint.known import fact, number, open_ones, times
from propflow.workflows.repair.axes import CLASS_ORDER
from propflow.workflows.repair.fees import PUBLIC, Fee, fee

__all__ = [
    "fact",
    "fee_of",
    "has_arrived",
    "has_resident",
    "is_lower",
    "is_urgent",
    "measures_are_on_file",
    "number",
    "open_danger",
    "open_ones",
    "overdue",
    "reaches_others",
    "round_of",
    "sized",
    "times",
    "tried_enough",
    "under_complaint",
]  # fmt: skip


def has_resident(s: Situation) -> bool:
    """Is there a resident, who is told and signs? Not of a fault in public parts that we found ourselves."""
    return fact(s, "counterpart") == "resident"


def under_complaint(s: Situation) -> bool:
    """Does a complaint wait for this repair?"""
    return fact(s, "origin") == "complaint"


def is_urgent(s: Situation) -> bool:
    """Is it of the class that goes before all others?"""
    return fact(s, "repair_class") == "urgent"


def is_lower(s: Situation, repair_class: str) -> bool:
    """Would this class be below the one on record?"""
    was = str(fact(s, "repair_class") or "routine")
    return CLASS_ORDER.index(repair_class) < CLASS_ORDER.index(was)


def round_of(s: Situation) -> int:
    """The round of the work, from 1: each rework and each reopening begins another."""
    return 1 + times(s, "rounds")


def measures_are_on_file(s: Situation) -> bool:
    """Is there a measure against the danger, of this round?"""
    return times(s, "safe_measures") > 0


def open_danger(s: Situation) -> bool:
    """Is it urgent, with nothing done against the danger in this round, and not reported done?"""
    return is_urgent(s) and not measures_are_on_file(s) and fact(s, "outcome") is None


def has_arrived(s: Situation) -> bool:
    """Has anybody been there, in any round?"""
    return times(s, "visits") > 0


def reaches_others(s: Situation) -> bool:
    """Does the fault lie in public parts, or reach more than one household?"""
    return fact(s, "location") in PUBLIC or fact(s, "scope") in ("several", "building_or_estate")


def sized(s: Situation) -> str:
    """The size of the work; small until somebody says otherwise."""
    return str(fact(s, "size") or "small")


def tried_enough(s: Situation) -> bool:
    """Was the reporter or resident tried in vain as often as the policy says?"""
    enough = number(s, "contact_attempts")
    return enough is not None and times(s, "attempts_in_vain") >= enough


def overdue(s: Situation, clock: str) -> bool:
    """Has the limit of this name passed, however it ended? Not one that never ran or has no limit."""
    run = None if s.case is None else s.case.clock(clock)
    return run is not None and run.due_at is not None and run.due_at < (run.stopped_at or s.now)


def fee_of(s: Situation, *, cause: str | None = None, outcome: str | None = None, rework: bool | None = None) -> Fee:
    """What the fee table says of the case, with what the form says otherwise."""
    return fee(
        warranty=str(fact(s, "warranty") or "unchecked"),
        cause=str(cause or fact(s, "cause") or "unknown"),
        location=str(fact(s, "location") or "in_unit"),
        size=sized(s),
        rework=round_of(s) > 1 if rework is None else rework,
        no_fault=(outcome or fact(s, "outcome")) == "no_fault_found",
        in_unit_payer=str(s.policy.get("in_unit_fee") or "owner"),
    )
