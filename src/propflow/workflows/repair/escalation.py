"""
When a repair goes up to the developer's customer service: the conditions of the developer's norm.

Each is a predicate over what is on record of the case and of those gathered with it. A figure that
the policy does not have makes its condition one that is never met, not one that always is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

import attrs

from propflow import PASSES, Situation, Verdict, blocks, guard, linked
from propflow.workflows.repair.known import fact, number, open_ones, overdue, times

FINISHED = ("signed_off", "closed", "following_up")


@attrs.frozen(kw_only=True)
class Record:
    """
    What the norm asks of a case.

    Attributes:
        disputes: Matters of `axes.DISPUTES` that are in dispute.
        repairs, reports, mediations: How often it was repaired in vain, reported, mediated in vain.
        several: How many are several, by the policy.
        repeat_over, renovation_over, defect_over: Has the limit of 20 days, 7 days, 2 days passed?
        part_for: Households that wait for the same part, of which nobody knows when it comes.
        part_limit: More than how many bring it up; None if the policy does not say.
        part_replaced: Is the repair a replacement of spare parts?
        by_superior: Has a superior passed the case down?
    """

    state: str = ""
    phase: str = "normal"
    cause: str = "unknown"
    disputes: frozenset[str] = frozenset()
    repairs: int = 0
    reports: int = 1
    mediations: int = 0
    several: int | None = None
    repeat_over: bool = False
    renovation_over: bool = False
    defect_over: bool = False
    part_for: int = 0
    part_limit: int | None = None
    part_replaced: bool = False
    claimed: bool = False
    by_superior: bool = False

    def are_several(self, found: int) -> bool:
        """Are so many several?"""
        return self.several is not None and found >= self.several

    def disputed(self, *matters: str) -> bool:
        """Are all of these in dispute?"""
        return self.disputes.issuperset(matters)


Predicate = Callable[[Record], bool]


def _repaired_in_vain(seen: Record) -> bool:
    inspected = seen.phase == "handover_inspection" and not seen.part_replaced
    return inspected and seen.repairs >= 2 and seen.repeat_over and seen.state not in FINISHED


def _part_lacks(seen: Record) -> bool:
    inspected = seen.phase == "handover_inspection"
    return inspected and seen.part_limit is not None and seen.part_for > seen.part_limit


def _reported_in_vain(seen: Record) -> bool:
    return seen.are_several(seen.reports) and seen.disputed("dissatisfied", "cannot_settle")


def _neighbours_dispute(seen: Record) -> bool:
    mediated = seen.are_several(seen.mediations) and seen.cause != "renovation"
    return mediated and seen.disputed("neighbour_quality", "loss_grows")


NORM: Mapping[str, Predicate] = {
    "e1_1": lambda seen: seen.phase == "handover_inspection" and seen.disputed("handover_refused"),
    "e1_2a": _repaired_in_vain,
    "e1_2b": _part_lacks,
    "e1_3": lambda seen: seen.phase == "handover_inspection" and seen.disputed("design_flaw"),
    "e2": lambda seen: seen.renovation_over and seen.disputed("cannot_settle"),
    "e3": _reported_in_vain,
    "e4": lambda seen: seen.defect_over and seen.disputed("high_impact_defect", "objection"),
    "e5": _neighbours_dispute,
    "e6": lambda seen: seen.disputed("blocked"),
    "e7": lambda seen: seen.claimed and seen.state in FINISHED and seen.disputed("cannot_settle"),
    "e8": lambda seen: not seen.claimed and seen.disputed("large_loss"),
    "e9": lambda seen: seen.disputed("beyond_authority"),
    "e_ii": lambda seen: seen.by_superior,
    "e_iii": lambda seen: seen.disputed("many_owners"),
}  # A03-06..A03-28
"""By condition: when it is met."""

OPTIONAL = ("e1_3", "e_ii")
"""Conditions that may be raised, but need not be (A03-11, A03-22)."""


def met(seen: Record) -> tuple[str, ...]:
    """Every condition that is met, in the order of the norm."""
    return tuple(name for name, holds in NORM.items() if holds(seen))


def owed(seen: Record, answered: Iterable[str]) -> tuple[str, ...]:
    """Conditions that are met, must be raised, and are neither raised nor answered by a reason against."""
    return tuple(one for one in met(seen) if one not in OPTIONAL and one not in {*answered})


def record_of(s: Situation) -> Record:
    """What the norm asks of the case at hand, and of the cases gathered under it."""
    lacking = [one for one in _members(s) if _waits(one.get("state"), one.get("facts") or {}, fact(s, "part"))]
    unknown = s.case is not None and _waits(s.case.state, s.case.facts, fact(s, "part"))
    return Record(
        state="" if s.case is None else s.case.state,
        phase=str(fact(s, "phase") or "normal"),
        cause=str(fact(s, "cause") or "unknown"),
        disputes=frozenset(open_ones(s, "disputes")),
        repairs=times(s, "repairs"),
        reports=1 + times(s, "co_reporters") + times(s, "refusals"),
        mediations=times(s, "mediations"),
        several=number(s, "several"),
        repeat_over=overdue(s, "repeat_repair"),
        renovation_over=_reached(s, "renovation_delay"),
        defect_over=overdue(s, "defect_unsettled"),
        part_for=len(lacking) + 1 if unknown else 0,
        part_limit=number(s, "part_shortage_households"),
        part_replaced=fact(s, "part") is not None,
        claimed=times(s, "claims") > 0,
        by_superior=fact(s, "origin") == "superior",
    )


def _members(s: Situation) -> list[dict[str, Any]]:
    """The cases that are gathered under this one."""
    members = s.facts.get("member")
    every = members if isinstance(members, list) else []
    return [cast("dict[str, Any]", one) for one in every if isinstance(one, dict)]


def _waits(state: object, facts: Mapping[str, Any], part: object) -> bool:
    """Does a case wait for this part, of which nobody knows when it comes?"""
    return state == "waiting_part" and facts.get("part") == part and facts.get("eta") is None


def _reached(s: Situation, clock: str) -> bool:
    """Has so much time gone by, the last instant counted in? "7 days or more" is reached at the limit."""
    run = None if s.case is None else s.case.clock(clock)
    return run is not None and run.due_at is not None and run.due_at <= s.now and run.running


@guard(
    en="The condition of the norm is met", zh="符合升级条件", form_needed=True,
    needs=[linked("member", ["part", "eta"])],
    rules=["A03-04", "A03-05", "A03-06", "A03-08", "A03-09", "A03-10", "A03-11", "A03-12", "A03-13", "A03-14",
           "A03-15", "A03-16", "A03-17", "A03-18", "A03-19", "A03-20", "A03-21", "A03-22", "A03-27", "A03-28"],
)  # fmt: skip
def condition_is_met(s: Situation) -> Verdict:
    """By what is on record of the case, and of those gathered under it."""
    found = met(record_of(s))
    return PASSES if s.form.condition in found else blocks("condition_not_met", met=[*found])


@guard(en="It is not on record already", zh="尚未按此条件升级", form_needed=True, rules=["A03-05"])
def is_not_escalated_yet(s: Situation) -> Verdict:
    """One condition brings it up once."""
    raised = s.form.condition in open_ones(s, "conditions")
    return blocks("escalated_already", condition=s.form.condition) if raised else PASSES


@guard(
    en="Every condition that is met was raised, or has a reason against it", zh="升级条件均已上报或说明理由",
    rules=["A03-05", "A03-17", "A03-19", "A03-20"],
)  # fmt: skip
def conditions_are_answered(s: Situation) -> Verdict:
    """Looked at when the case is closed; a dispute that is settled is none any longer."""
    found = owed(record_of(s), [*open_ones(s, "conditions"), *open_ones(s, "conditions_declined")])
    return blocks("conditions_unanswered", conditions=[*found]) if found else PASSES
