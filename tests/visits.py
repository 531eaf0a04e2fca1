"""
A small workflow in which somebody is to come by: by an hour that was promised, from an appointment on, day or night.

A resident calls; somebody goes there, waits for parts or before a locked door, and is done, or is not.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from propflow import (
    ACTIVE,
    AFTERCARE,
    CLOSE,
    ENTRY,
    FINAL,
    OPEN,
    REGISTER,
    START,
    STAY,
    Action,
    Actor,
    Case,
    Clock,
    Desk,
    Pause,
    Policy,
    Role,
    ServiceCalendar,
    State,
    VirtualClock,
    Workflow,
    due,
    form,
    hours,
    last,
    moment,
    share,
)
from propflow.engine.clock_plan import ClockPlan
from propflow.engine.plan import plan_of
from propflow.model.calendars.almanac import BUILT_IN_ONLY, Almanac
from propflow.model.instants import from_text

fitter = Role("fitter", en="Fitter", zh="维修工")
lead = Role("lead", en="Lead", zh="班长")
sam = Actor("sam", fitter)

called = State("called", ENTRY, en="Called", zh="来电")
going = State("going", ACTIVE, en="On the way", zh="处理中")
parts = State("parts", ACTIVE, en="Waits for parts", zh="待配件")
locked = State("locked", ACTIVE, en="Nobody at home", zh="无人在家")
done = State("done", AFTERCARE, en="Done", zh="已完成")
closed = State("closed", FINAL, en="Closed", zh="已结束")


@form("call", en="Call", zh="来电")
class Call:
    """What was agreed when the resident called."""

    promise: Any = moment(en="Promised by", zh="承诺时间", default=None)
    appointment: Any = moment(en="Appointment", zh="预约时间", default=None)


@form("promise", en="Promise", zh="承诺")
class Promise:
    """By when somebody will have come; none takes it back."""

    promise: Any = moment(en="Promised by", zh="承诺时间", default=None)


@form("appointment", en="Appointment", zh="预约")
class Appointment:
    """When the resident is at home."""

    appointment: Any = moment(en="Appointment", zh="预约时间")


IN_WORK = [going, parts, locked]

register = Action("register", START, called, en="Register", zh="登记", by=fitter, form=Call, milestone=REGISTER)
open_ = Action("open", called, going, en="Go", zh="出发", by=fitter, milestone=OPEN)
promise = Action("promise", [called, *IN_WORK, done], STAY, en="Promise", zh="承诺", by=fitter, form=Promise)
appoint = Action("appoint", [called, *IN_WORK, done], STAY, en="Appoint", zh="改约", by=fitter, form=Appointment)
order = Action("order", [called, going, locked], parts, en="Order parts", zh="订配件", by=fitter)
knock = Action("knock", [called, going, parts], locked, en="Nobody opens", zh="无人应答", by=fitter)
resume = Action("resume", [parts, locked], going, en="Go on", zh="继续", by=fitter)
note = Action("note", [called, *IN_WORK, done], STAY, en="Note", zh="备注", by=fitter)
finish = Action("finish", IN_WORK, done, en="Done", zh="完成", by=fitter)
not_so = Action("not_so", done, going, en="Not done at all", zh="实未完成", by=fitter)
again = Action("again", done, going, en="Again", zh="返修", by=fitter)
close = Action("close", done, closed, en="Close", zh="结束", by=fitter, milestone=CLOSE, expect=False)
drop = Action("drop", IN_WORK, done, en="Drop", zh="取消", by=fitter)

ACTIONS = [register, open_, promise, appoint, order, knock, resume, note, finish, not_so, again, close, drop]
FACTS = [
    last("promise", of=[register, promise], en="Promised by", zh="承诺时间"),
    last("appointment", of=[register, appoint], en="Appointment", zh="预约时间"),
]

SHANGHAI = ZoneInfo("Asia/Shanghai")
SITE = ServiceCalendar("site", {"mon-fri": ["08:00-12:00", "13:00-18:00"]})
"""Five days a week with a break at noon, and no holidays."""
SHIFT = ServiceCalendar("shift", {"mon-sun": "08:00-20:00"})
"""When the day shift is there."""


def at(spelled: str) -> datetime:
    """An instant of 2026 by the clocks of the site: `09-07 09:00` is a Monday morning."""
    return datetime.fromisoformat(f"2026-{spelled}").replace(tzinfo=SHANGHAI).astimezone(UTC)


def shown(given: datetime | str | None) -> str | None:
    """An instant as the clocks of the site show it."""
    if given is None:
        return None
    there = (from_text(given) if isinstance(given, str) else given).astimezone(SHANGHAI)
    return there.strftime("%m-%d %H:%M")


def go(**changed: Any) -> Clock:
    """The clock of the visit, with some of its arguments changed: ten hours, halted by nothing."""
    arguments: dict[str, Any] = {
        "starts": [open_, again], "stops": finish, "void_on": drop, "within": hours(10),
        "marks": [share(50, tell=fitter), due(tell=lead)],
    }  # fmt: skip
    return Clock("go", en="Somebody comes", zh="上门时限", **{**arguments, **changed})


def until_parts_come(at_most: Any = None, **changed: Any) -> Clock:
    """That clock, standing still while parts are awaited, for so long at most."""
    return go(pauses=[Pause(parts, at_most=at_most)], **changed)


def visit(*clocks: Clock, **changed: Any) -> Workflow:
    """The workflow, with these clocks in place of its own."""
    return Workflow(
        "visit", en="Visit", zh="上门",
        **{"states": [called, *IN_WORK, done, closed], "actions": ACTIONS, "clocks": clocks or [go()],
           "facts": FACTS, **changed},
    )  # fmt: skip


def planned(clock: Clock, calendars: Almanac = BUILT_IN_ONLY, **changed: Any) -> ClockPlan:
    """One clock laid out."""
    return plan_of(visit(clock, **changed), calendars).clocks[clock.name]


def rules(name: str = "rules", **said: object) -> Policy:
    """A policy that fills these slots of the visit."""
    return Policy(name, {f"visit.{slot}": value for slot, value in said.items()})


def edition(calendar: ServiceCalendar = SITE, **changed: Any) -> ServiceCalendar:
    """The calendar as it is published later, under the same name."""
    return attrs.evolve(calendar, **changed)


class Yard:
    """A desk with its clock, and the usual ways of a visit. It begins on Monday, 7 September 2026, at nine."""

    def __init__(self, store: Any, *workflows: Workflow, **desk: Any) -> None:
        self.clock = VirtualClock(at("09-07 09:00"))
        self.store = store
        given = [] if desk.pop("bare", False) else workflows or [visit()]
        self.desk = Desk(given, store, **{"now": self.clock, **desk})

    def at(self, spelled: str) -> Yard:
        """At that instant."""
        self.clock.move_to(at(spelled))
        return self

    def going(self, **form: str) -> str:
        """The id of a visit that is under way."""
        case = self.desk.register("visit", {name: at(one) for name, one in form.items()}, by=sam)
        return self.do(case.id, "open").id

    def do(self, case_id: str, *actions: str) -> Case:
        """Do several things that need no form one after another."""
        done = [self.desk.act(case_id, one, by=sam) for one in actions]
        return done[-1]

    def say(self, case_id: str, **form: str | None) -> Case:
        """Promise or appoint."""
        ((name, given),) = form.items()
        action = {"promise": "promise", "appointment": "appoint"}[name]
        return self.desk.act(case_id, action, {name: None if given is None else at(given)}, by=sam)

    def due(self, case_id: str) -> str | None:
        """When the visit is due."""
        run = self.desk.case(case_id).clock("go")
        assert run is not None
        return shown(run.due_at)

    def fired(self, case_id: str) -> list[tuple[str, str | None]]:
        """What has fired: the marks and the instants at which they were owed."""
        marks = [one for one in self.desk.journal(case_id) if one.kind == "mark"]
        return [(str(one.facts["mark"]), shown(str(one.facts["at"]))) for one in marks]

    def anew(self, case_id: str) -> list[dict[str, Any]]:
        """What the journal says of deadlines that were worked out anew."""
        return [dict(one.facts) for one in self.desk.journal(case_id) if one.kind == "calendar"]
