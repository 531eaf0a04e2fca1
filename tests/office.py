"""
A small office for tests: one workflow with every term in it, people with names, and a clock that stands still.

Something in a flat is broken. The clerk registers it and opens it, a worker mends it,
and it is closed with two inspections and the manager's release.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs

from propflow import (
    ACTIVE,
    AFTERCARE,
    CLOSE,
    CONTINUE,
    DUPLICATE,
    ENTRY,
    FINAL,
    IGNORE,
    NEW_CYCLE,
    OPEN,
    PARENT,
    PASSES,
    REGISTER,
    RESTING,
    START,
    STAY,
    Action,
    Actor,
    Case,
    Clock,
    Desk,
    Grant,
    Ladder,
    Link,
    Pause,
    Relation,
    Role,
    Rung,
    SignOff,
    Situation,
    State,
    Verdict,
    VirtualClock,
    Workflow,
    after,
    before,
    blocks,
    choice,
    clears,
    count,
    days,
    due,
    first,
    form,
    guard,
    host_fact,
    hours,
    last,
    minutes,
    money,
    open_set,
    sets,
    share,
    text,
)

# Who acts

clerk = Role("clerk", en="Clerk", zh="前台")
worker = Role("worker", en="Worker", zh="维修工")
manager = Role("manager", en="Manager", zh="经理")
auditor = Role("auditor", en="Auditor", zh="稽核员")

reporter = Relation("reporter", en="Reporter", zh="报修人")
assignee = Relation("assignee", en="Assignee", zh="处理人")

# Where a job can be

reported = State("reported", ENTRY, en="Reported", zh="已报修")
opened = State("opened", ACTIVE, en="Opened", zh="已立项")
working = State("working", ACTIVE, en="Being mended", zh="维修中")
waiting = State("waiting", ACTIVE, en="Waiting", zh="等待")
done = State("done", AFTERCARE, en="Mended, not inspected", zh="已修复待验收")
closed = State("closed", RESTING, en="Closed", zh="已销项")
archived = State("archived", FINAL, en="Archived", zh="已归档")
dropped = State("dropped", FINAL, en="Dropped", zh="已撤销")

UNFINISHED = [reported, opened, working, waiting, done, closed]

# What is written down


@form("report", en="Report", zh="报修")
class Report:
    """What is broken, who says so, and of which job it is a part."""

    what: str = text(en="What is broken", zh="故障", most=500)
    kind: str = choice({"leak": ("Leak", "漏水"), "light": ("Light", "照明")}, en="Kind", zh="类别")
    reporter: str | None = text(en="Id of the reporter", zh="报修人编号", default=None)
    phone: str | None = text(en="Telephone", zh="电话", default=None, confidential=True)
    parent: str | None = text(en="Part of the job", zh="所属工单", default=None)


@form("assign", en="Assignment", zh="派单")
class Assign:
    """Who is to mend it."""

    assignee: str = text(en="Id of the worker", zh="维修工编号", most=200)


@form("quote", en="Quotation", zh="报价")
class Quote:
    """What it will cost."""

    price: Any = money(en="Price", zh="价格", most="10000")


@form("wait", en="Waiting", zh="等待")
class Wait:
    """Whom the work waits for."""

    reason: str = choice({"owner": ("The owner", "业主"), "parts": ("Parts", "配件")}, en="Waits for", zh="等待原因")


@form("part", en="Part", zh="配件")
class Part:
    """A part that is missing."""

    part: str = text(en="Part", zh="配件", most=40)


@form("remark", en="Remark", zh="备注")
class Remark:
    """What is to be remembered."""

    remark: str = text(en="Remark", zh="备注", most=500)


@form("duplicate", en="Duplicate", zh="重复工单")
class Same:
    """Of which job this one is a repetition."""

    of: str = text(en="Of the job", zh="原工单")


@form("closing", en="Closing", zh="销项")
class Closing:
    """How it ended."""

    result: str = text(en="Result", zh="结果", most=500)


# On what it depends


@guard(en="The price is one that the office may spend", zh="价格在权限内", form_needed=True, rules="R-7")
def is_affordable(s: Situation) -> Verdict:
    """Nine thousand are the limit."""
    return PASSES if s.form.price <= 9000 else blocks("too_dear", price=f"{s.form.price:.2f}")


@guard(en="The store room has parts", zh="库房有配件", needs=[host_fact("stock")], rules="R-8")
def is_in_stock(s: Situation) -> Verdict:
    """The host counts them."""
    stock = s.facts["stock"]
    return PASSES if isinstance(stock, int) and stock > 0 else blocks("out_of_stock", stock=stock)


@guard(en="No part is missing", zh="配件齐全", rules="R-9")
def nothing_is_missing(s: Situation) -> Verdict:
    """What was asked for has come."""
    missing = s.case.fact("parts") if s.case else None
    return blocks("parts_missing", parts=missing) if missing else PASSES


# What can be done

register = Action(
    "register", START, reported, en="Register", zh="登记",
    by=clerk, form=Report, sets=sets(reporter, "reporter"), link=Link(PARENT, "parent"), milestone=REGISTER,
)  # fmt: skip
open_ = Action("open", reported, opened, en="Open", zh="立项", by=clerk, milestone=OPEN, rules="R-1")
assign = Action(
    "assign", [opened, working], working, en="Assign", zh="派单",
    by=[clerk, manager], form=Assign, sets=sets(assignee, "assignee"), tell=worker,
)  # fmt: skip
take = Action("take", opened, working, en="Take it", zh="接单", by=worker, sets=sets(assignee))
give_back = Action("give_back", working, opened, en="Give it back", zh="退单", by=assignee, sets=clears(assignee))
wait = Action("wait", [working, waiting], waiting, en="Wait", zh="等待", by=[worker, clerk], form=Wait)
resume = Action("resume", waiting, working, en="Resume", zh="恢复", by=[worker, clerk])
quote = Action(
    "quote", [opened, working, done], STAY, en="Quote", zh="报价", by=worker, form=Quote, guards=is_affordable
)
ask_for_part = Action("ask_for_part", working, STAY, en="Ask for a part", zh="申请配件", by=worker, form=Part)
part_came = Action(
    "part_came", working, STAY, en="The part has come", zh="配件到货", by=worker, form=Part, guards=is_in_stock
)
note = Action("note", UNFINISHED, STAY, en="Note", zh="备注", by=[clerk, worker, manager, reporter], form=Remark)
acknowledge = Action("acknowledge", [opened, working, waiting], STAY, en="I see to it", zh="已知悉", by=manager)
finish = Action("finish", working, done, en="Mended", zh="修复", by=assignee, guards=nothing_is_missing, rules="R-2")
reopen = Action("reopen", [done, closed], working, en="Reopen", zh="重开", by=[clerk, reporter])
same = Action(
    "same", [reported, opened], dropped, en="Is a repetition", zh="重复", by=clerk, form=Same,
    link=Link(DUPLICATE, "of"),
)  # fmt: skip
drop = Action("drop", [reported, opened], dropped, en="Drop", zh="撤销", by=manager)
inspection = SignOff(
    "inspection", en="Inspection", zh="验收", by=[worker, reporter], needed=2, order=1,
    not_by=finish, over="price", rules="R-4",
)  # fmt: skip
release = SignOff(
    "release", en="Release", zh="放行", by=manager, order=2, not_by=assignee, delegable=False, over="price", rules="R-5"
)
close = Action(
    "close", done, closed, en="Close", zh="销项", by=clerk, form=Closing, sign_offs=[inspection, release],
    not_by=finish, waits_for_children=True, milestone=CLOSE, tell=manager, rules="R-3",
)  # fmt: skip
archive = Action("archive", closed, archived, en="Archive", zh="归档", by=[clerk, manager], not_by=assignee)

# By when

react = Clock(
    "react", en="Somebody takes it", zh="响应时限",
    starts=[register, reopen], stops=[take, assign], void_on=[drop, same],
    within=minutes(30), marks=[before(hours(1), tell=clerk), due(tell=[clerk, manager])], on_reopen=IGNORE,
)  # fmt: skip
upwards = Ladder(
    "upwards", [Rung(worker), Rung(manager, after=hours(2)), Rung(auditor, after=hours(8))], stops_on=acknowledge
)
mend = Clock(
    "mend", en="It is mended", zh="修复时限",
    starts=[open_, reopen], stops=finish, void_on=[drop, same],
    within=hours(24), pauses=[Pause(waiting, fact="wait_reason", among="owner")],
    marks=[share(50, tell=worker), due(tell=manager, escalate=upwards)], on_reopen=NEW_CYCLE,
)  # fmt: skip
settle = Clock(
    "settle", en="It is settled", zh="办结时限",
    starts=[open_, reopen], stops=close, void_on=[drop, same],
    within=days(5), marks=[after(hours(1), tell=manager)], on_reopen=CONTINUE,
)  # fmt: skip


def repair(**changed: Any) -> Workflow:
    """The workflow, with some of its arguments changed."""
    arguments: dict[str, Any] = {
        "en": "Repair",
        "zh": "报修",
        "book": "JOB",
        "states": [reported, opened, working, waiting, done, closed, archived, dropped],
        "actions": [
            register, open_, assign, take, give_back, wait, resume, quote, ask_for_part, part_came, note, acknowledge,
            finish, reopen, same, drop, close, archive,
        ],
        "clocks": [react, mend, settle],
        "facts": [
            last("kind", of=register),
            last("price", of=quote),
            first("first_price", of=quote, field="price"),
            last("wait_reason", of=wait, field="reason"),
            count("reopenings", of=reopen),
            open_set("parts", of=ask_for_part, ends=part_came, field="part"),
        ],
        "readers": [manager, reporter],
        "tolerance": days(1),
    }  # fmt: skip
    return Workflow("repair", **{**arguments, **changed})


WORKFLOW = repair()


def changed(action: Action, **arguments: Any) -> Workflow:
    """The workflow with one action made otherwise. Not for one that excludes people from another."""
    other = attrs.evolve(action, **arguments)

    def swapped(actions: Iterable[Action]) -> tuple[Action, ...]:
        return tuple(other if one is action else one for one in actions)

    clocks = [
        attrs.evolve(one, starts=swapped(one.starts), stops=swapped(one.stops), void_on=swapped(one.void_on))
        for one in WORKFLOW.clocks
    ]
    facts = [attrs.evolve(one, of=swapped(one.of), ends=swapped(one.ends)) for one in WORKFLOW.facts]
    return repair(actions=swapped(WORKFLOW.actions), clocks=clocks, facts=facts)


# The people of the office

ann = Actor("ann", clerk)
zoe = Actor("zoe", clerk)
bob = Actor("bob", worker)
cai = Actor("cai", worker)
dan = Actor("dan", worker)
eve = Actor("eve", manager)
fay = Actor("fay", auditor)
guest = Actor("guest")
rob = Actor("rob")  # who lives there and reports things
PEOPLE = (ann, zoe, bob, cai, dan, eve, fay, guest, rob)

MORNING = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
"""Nine o'clock in Shanghai."""

LEAK = {"what": "厨房漏水", "kind": "leak", "reporter": "rob"}
MENDED = {"result": "tight again"}


class StoreRoom:
    """What the host knows: how many parts lie in the store room. Set `stock` to an error to make it fail."""

    def __init__(self, stock: Any = 3) -> None:
        self.stock = stock
        self.asked: list[tuple[str, str, str]] = []

    def learn(self, name: str, tenant: str, case_id: str) -> Any:
        """The number, or whatever a test wants."""
        self.asked.append((name, tenant, case_id))
        if isinstance(self.stock, BaseException):
            raise self.stock
        return self.stock


class Directory:
    """
    The host's directory of people: confirms what it holds, whatever an actor claims.

    Args:
        grants: By a person's id. An exception in place of them is raised.
    """

    def __init__(self, grants: Mapping[str, Any]) -> None:
        self.grants = grants

    def confirm(self, actor: Actor, tenant: str, at: datetime) -> Any:
        """The grants in the directory."""
        found = self.grants.get(actor.id, ())
        if isinstance(found, BaseException):
            raise found
        return found


class DutyList:
    """
    The host's roster: who is on shift in which role. Change it as shifts change.

    Args:
        shifts: Ids by role; an exception in place of them is raised. Roles that are not in it are vacant.
    """

    def __init__(self, **shifts: Any) -> None:
        self.shifts = shifts
        self.asked: list[tuple[str, str, datetime]] = []

    def on_duty(self, role: str, tenant: str, at: datetime) -> Any:
        """Those on shift, or whatever a test wants."""
        self.asked.append((role, tenant, at))
        found = self.shifts.get(role, [])
        if isinstance(found, BaseException):
            raise found
        return found


def vouched(role: Role, **more: Any) -> Grant:
    """A grant as the directory gives it."""
    return Grant(role.name, confirmed_by="directory", **more)


class Ear:
    """A notifier, escalator and listener that remembers what it was told, and fails where a test wants it to."""

    def __init__(self, name: str = "ear") -> None:
        self.name = name
        self.heard: list[Any] = []
        self.fault: BaseException | None = None

    def _hear(self, what: Any) -> None:
        if self.fault is not None:
            raise self.fault
        self.heard.append(what)

    def notify(self, message: Any) -> None:
        """Hear a message."""
        self._hear(message)

    def committed(self, committed: Any) -> None:
        """Hear of a change."""
        self._hear(committed)


class Bell(Ear):
    """An escalator."""

    notify = None  # type: ignore[assignment]

    def escalate(self, escalation: Any) -> None:
        """Hear an escalation."""
        self._hear(escalation)


class Office:
    """
    A desk with its clock, and the usual ways of a job.

    Attributes:
        clock: The virtual clock; `wait` moves it.
        room: The host's facts.
    """

    def __init__(self, store: Any, *, workflows: Iterable[Workflow] = (WORKFLOW,), **desk: Any) -> None:
        self.clock = VirtualClock(MORNING)
        self.room = StoreRoom()
        self.store = store
        self.desk = Desk(workflows, store, **{"tenant": "riverside", "now": self.clock, "facts": self.room, **desk})

    def pass_time(self, **length: float) -> datetime:
        """Let time go by."""
        self.clock.advance(timedelta(**length))
        return self.clock()

    def registered(self, **form: Any) -> Case:
        """A new job."""
        return self.desk.register("repair", {**LEAK, **form}, by=ann)

    def opened(self, **form: Any) -> Case:
        """A job that is open."""
        return self.desk.act(self.registered(**form).id, "open", by=ann)

    def working(self, **form: Any) -> Case:
        """A job that bob has taken."""
        return self.desk.act(self.opened(**form).id, "take", by=bob)

    def done(self, **form: Any) -> Case:
        """A job that bob has mended."""
        return self.desk.act(self.working(**form).id, "finish", by=bob)

    def signed(self, **form: Any) -> Case:
        """A job whose closing zoe has proposed, with every signature there."""
        return self.sign(self.done(**form).id)

    def sign(self, case_id: str) -> Case:
        """Propose the closing and have it signed by everybody who must."""
        self.desk.propose(case_id, "close", MENDED, by=zoe)
        for one in (cai, dan, eve):
            case = self.desk.sign(case_id, "close", by=one)
        return case

    def closed(self, **form: Any) -> Case:
        """A job that is closed."""
        case = self.signed(**form)
        return self.desk.act(case.id, "close", by=ann, expect=case.version)
