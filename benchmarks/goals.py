"""
The figures: what each means, what must be reached, and what is aimed at.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """
    One figure of the contract.

    Attributes:
        must, aim: The figure that has to be reached, and the one that is wanted.
        lower: Is a smaller figure the better one?
        digits: How many digits after the point are printed.
    """

    name: str
    what: str
    must: float | None
    aim: float | None
    lower: bool = True
    digits: int = 2

    def reached(self, value: float, limit: float) -> bool:
        """Is *value* at least as good as *limit*?"""
        return value <= limit if self.lower else value >= limit

    def verdict(self, value: float) -> str:
        """`OK, aim reached`, `OK`, `MISSED`, or `no goal`."""
        if self.must is None or self.aim is None:
            return "no goal"
        if not self.reached(value, self.must):
            return "MISSED"
        return "OK, aim reached" if self.reached(value, self.aim) else "OK"

    def spelled(self, value: float) -> str:
        """The figure as it stands in the last lines."""
        return f"{value:.{self.digits}f}"


GOALS = (
    Goal("step_vs_transitions", "full in-memory step ÷ stock transitions trigger", 3.0, 1.5),
    Goal("desk_step_vs_transitions", "the same through a desk and a store in memory", None, None),
    Goal("statemachine_vs_step", "python-statemachine bare transition ÷ full in-memory step", 3.5, 7, lower=False),
    Goal("sqlite_normal_vs_raw", "raw sqlite3 ÷ durable step, synchronous NORMAL", 0.60, 0.75, lower=False),
    Goal("sqlite_full_vs_raw", "raw sqlite3 ÷ durable step, synchronous FULL", 0.70, 0.85, lower=False),
    Goal("django_fsm_vs_step", "django-fsm-2 with log and timer rows ÷ durable step, NORMAL", 3.5, 5, lower=False),
    Goal("xstate_vs_step", "xstate-statemachine persisted with log ÷ durable step, NORMAL", 3, 4.5, lower=False),
    Goal("options_vs_transitions", "options with all reasons ÷ get_triggers + may_trigger", 0.5, 0.1),
    Goal("case_bytes", "bytes of a resident case without data", 400, 200, digits=0),
    Goal("import_vs_statemachine", "import propflow ÷ import statemachine", 1.1, 0.8),
    Goal("complaint_vs_incident_step", "step on a complaint with three clocks ÷ step on an incident", 1.5, 1.2),
    Goal("complaint_whole_vs_incident_step", "the same with every clock that a manual has", None, None),
    Goal("complaint_options_us", "options on an opened complaint, µs", None, None, digits=0),
    Goal("three_clocks_vs_none", "step on a case with three clocks ÷ on one without", 1.5, 1.2),
    Goal("due_4_hours_us", "deadline of 4 hours on an office's calendar, µs", None, None, digits=1),
    Goal("due_3_working_days_us", "deadline of 3 working days, µs", None, None, digits=1),
    Goal("due_60_working_days_us", "deadline of 60 working days with five pauses, µs", None, None, digits=1),
    Goal("due_flatness", "due sweep of 1,000 among 1,000,000 open clocks ÷ among 10,000", 2, 1.2),
    Goal("tick_marks_per_s", "marks fired in a second, in memory", None, None, lower=False, digits=0),
    Goal("step_growth", "the 500th step of a case ÷ its 5th", 1.5, 1.1),
    Goal("replay_steps_per_s", "replayed steps per second, in memory", None, None, lower=False, digits=0),
)

BY_NAME = {one.name: one for one in GOALS}
