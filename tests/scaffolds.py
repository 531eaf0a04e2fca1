"""
A small workflow in which a stop may turn out not to hold, more time may be granted, and time itself acts.

A contractor's scaffold stands in the yard until its time is over. Whoever says that it is gone may be wrong; the
warden may let it stand longer; and if nobody takes it down, the desk itself declares it overdue.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from propflow import (
    ACTIVE,
    AFTERCARE,
    CLOSE,
    ENTRY,
    FINAL,
    OPEN,
    PASSES,
    REGISTER,
    START,
    STAY,
    SYSTEM,
    Action,
    Actor,
    Case,
    Clock,
    Desk,
    Pause,
    Role,
    Situation,
    State,
    Verdict,
    VirtualClock,
    Workflow,
    after,
    blocks,
    by,
    choice,
    due,
    flag,
    form,
    guard,
    hours,
    last,
    moment,
    share,
    text,
)
from propflow.engine.clock_plan import Halt

HALT = Halt("halted", None, frozenset(), None)
"""A pause without an end of its own."""

warden = Role("warden", en="Warden", zh="巡查员")
wei = Actor("wei", warden)

asked = State("asked", ENTRY, en="Asked for", zh="已申请")
standing = State("standing", ACTIVE, en="Standing", zh="在场")
halted = State("halted", ACTIVE, en="Work is halted", zh="停工")
overdue = State("overdue", ACTIVE, en="Overdue", zh="逾期")
removed = State("removed", AFTERCARE, en="Said to be removed", zh="报拆除")
gone = State("gone", FINAL, en="Gone", zh="已离场")


@form("permit", en="Permit", zh="许可")
class Permit:
    """How large it is."""

    size: str | None = choice({"low": ("Low", "低"), "high": ("High", "高")}, en="Size", zh="规格", default=None)


@form("extension", en="Extension", zh="延期")
class Extension:
    """Until when it may stand."""

    until: Any = moment(en="Until", zh="延至")


@form("notice", en="Notice", zh="告知")
class Notice:
    """Why it is declared overdue."""

    why: str = text(en="Why", zh="原因", default="its time is over")
    strict: bool = flag(en="Strictly", zh="从严", default=True)


@guard(en="A high scaffold is left alone", zh="高架不动")
def is_low(s: Situation) -> Verdict:
    """Taking a high one down needs a plan."""
    return PASSES if s.case is not None and s.case.fact("size") != "high" else blocks("too_high")


register = Action("register", START, asked, en="Register", zh="登记", by=warden, form=Permit, milestone=REGISTER)
open_ = Action("open", asked, standing, en="It stands", zh="搭设", by=warden, milestone=OPEN)
measure = Action("measure", [standing, removed], STAY, en="Measure", zh="复核", by=warden, form=Permit)
halt = Action("halt", standing, halted, en="Halt", zh="停工", by=warden)
resume = Action("resume", halted, standing, en="Resume", zh="复工", by=warden)
extend = Action("extend", [standing, halted, removed], STAY, en="Extend", zh="延期", by=warden, form=Extension)
declare = Action(
    "declare", [standing, halted], overdue, en="Declare overdue", zh="认定逾期",
    by=[SYSTEM, warden], form=Notice, guards=is_low, tell=warden,
)  # fmt: skip
remove = Action("remove", [standing, halted, overdue], removed, en="Said to be gone", zh="报拆除", by=warden)
not_so = Action("not_so", removed, standing, en="It is still there", zh="实未拆除", by=warden)
close = Action("close", removed, gone, en="Gone", zh="离场", by=warden, milestone=CLOSE, expect=False)
drop = Action("drop", [standing, removed], removed, en="Its time does not matter", zh="不计时", by=warden)

ACTIONS = [register, open_, measure, halt, resume, extend, declare, remove, not_so, close, drop]
FACTS = [
    last("size", of=[register, measure], en="Size", zh="规格"),
    last("until", of=extend, en="Extended until", zh="延至"),
]


def stand(**changed: Any) -> Clock:
    """The clock of the standing, with some of its arguments changed: a day for a low one, two for a high one."""
    arguments: dict[str, Any] = {
        "starts": open_, "stops": remove, "void_on": drop, "taken_back_by": not_so, "extended_by": extend,
        "until": "until", "within": by("size", {"low": hours(24), "high": hours(48)}), "pauses": [Pause(halted)],
        "marks": [share(50, tell=warden), due(tell=warden), after(hours(2), tell=warden, does=declare)],
    }  # fmt: skip
    return Clock("stand", en="It is taken down", zh="拆除时限", **{**arguments, **changed})


def scaffold(*clocks: Clock, **changed: Any) -> Workflow:
    """The workflow, with these clocks in place of its own."""
    return Workflow(
        "scaffold", en="Scaffold", zh="脚手架", states=[asked, standing, halted, overdue, removed, gone],
        **{"actions": ACTIONS, "clocks": clocks or [stand()], "facts": FACTS, **changed},
    )  # fmt: skip


MORNING = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
"""Nine o'clock in Shanghai."""

HOUR = timedelta(hours=1)
INSTANT = timedelta(microseconds=1)


class Yard:
    """A desk with its clock, and the usual ways of a scaffold."""

    def __init__(self, store: Any, *workflows: Workflow, **desk: Any) -> None:
        self.clock = VirtualClock(MORNING)
        self.store = store
        self.desk = Desk(workflows or [scaffold()], store, now=self.clock, **desk)

    def at(self, hour: float) -> Yard:
        """So many hours after the morning."""
        self.clock.move_to(MORNING + hour * HOUR)
        return self

    def standing(self, size: str | None = "low") -> Case:
        """A scaffold that stands."""
        return self.do(self.desk.register("scaffold", {"size": size}, by=wei).id, "open")

    def do(self, case_id: str, *actions: str) -> Case:
        """Do several things that need no form one after another."""
        for one in actions:
            case = self.desk.act(case_id, one, by=wei)
        return case

    def extend(self, case_id: str, hour: float, **how: Any) -> Case:
        """Let it stand until so many hours after the morning."""
        return self.desk.act(case_id, "extend", {"until": MORNING + hour * HOUR}, by=wei, **how)

    def fired(self, case_id: str) -> list[tuple[str, Any]]:
        """What the system has done to it: the marks, with their lateness in seconds, and its actions."""
        return [
            (str(one.facts["mark"]), one.facts["late_by_seconds"]) if one.kind == "mark" else (one.action, None)
            for one in self.desk.journal(case_id)
            if one.actor == "system"
        ]
