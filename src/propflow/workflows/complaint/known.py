"""
What guards ask of a case again and again.
"""

from propflow import Situation
from propflow.workflows.complaint.axes import GRADE_ORDER, LEVEL_ORDER


def fact(s: Situation, name: str) -> object:
    """A fact of the case; None if it is not known, or there is no case yet."""
    return None if s.case is None else s.case.fact(name)


def times(s: Situation, name: str) -> int:
    """A count of the case; 0 if it never happened."""
    found = fact(s, name)
    return found if isinstance(found, int) else 0


def open_ones(s: Situation, name: str) -> list[str]:
    """An open set of the case; empty if nothing is open."""
    found = fact(s, name)
    return [str(one) for one in found] if isinstance(found, list) else []


def number(s: Situation, slot: str) -> int | None:
    """A number that the policy says; None if it is switched off."""
    found = s.policy.get(slot)
    return found if isinstance(found, int) else None


def has_complainant(s: Situation) -> bool:
    """Is there somebody who can be told? Not with a sensor, an own finding, or a waiver."""
    return fact(s, "contact_mode") == "given"


def reached(s: Situation, what: str) -> bool:
    """Has the complainant been reached, or tried in vain as often as the policy says?"""
    enough = number(s, "contact_attempts")
    return times(s, what) > 0 or (enough is not None and times(s, "attempts_in_vain") >= enough)


def is_lower(s: Situation, grade: str, level: str) -> bool:
    """Would this grade or this level be below the one on record?"""
    was_graded, was_level = str(fact(s, "grade") or "none"), str(fact(s, "level") or "III")
    graded = GRADE_ORDER.index(grade) < GRADE_ORDER.index(was_graded)
    return graded or LEVEL_ORDER.index(level) < LEVEL_ORDER.index(was_level)


def repair_solved(s: Situation) -> bool:
    """Was it a repair that was done, so that a service sheet was signed?"""
    return fact(s, "track") == "repair" and fact(s, "outcome") == "solved"
