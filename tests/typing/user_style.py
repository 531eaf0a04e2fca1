# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
"""
A workflow as its users write it, and the slips that a type checker catches before anything runs.

This file is read by mypy and pyright and never run. A line that must be refused bears an ignore
comment, and an ignore comment that is not needed is itself a fault for both.
"""

from datetime import datetime
from decimal import Decimal
from typing import assert_type

from propflow import (
    ACTIVE,
    CLOSE,
    ENTRY,
    FINAL,
    NEW_CYCLE,
    OPEN,
    PARENT,
    PASSES,
    REGISTER,
    START,
    STAY,
    Action,
    Actor,
    Case,
    Clock,
    Desk,
    Evidence,
    Grant,
    Ladder,
    Link,
    MemoryStore,
    Pause,
    Relation,
    Role,
    Rung,
    SignOff,
    Situation,
    State,
    Verdict,
    Workflow,
    after,
    before,
    blocks,
    choice,
    clears,
    count,
    days,
    due,
    evidence,
    first,
    flag,
    form,
    guard,
    host_fact,
    hours,
    last,
    linked,
    minutes,
    moment,
    money,
    open_set,
    sets,
    share,
    text,
    texts,
    whole,
)

# --- sound ----------------------------------------------------------------------------------

clerk = Role("clerk", en="Clerk", zh="办事员")
manager = Role("manager", en="Manager", zh="经理")
owner = Relation("owner", en="Owner", zh="业主")

received = State("received", ENTRY, en="Received", zh="已接收")
opened = State("opened", ACTIVE, en="Opened", zh="已立项", rules="A01-01")
closed = State("closed", FINAL, en="Closed", zh="已办结", rules=["A01-02", "A01-03"])


@form("application", revision=2, en="Application", zh="申请")
class Application:
    """A field of every kind."""

    title: str = text(en="Title", zh="标题")
    urgency: str = choice({"low": ("Low", "低")}, en="Urgency", zh="紧急程度")
    rooms: int = whole(en="Rooms", zh="房间数", least=1)
    visit_at: datetime = moment(en="Visit", zh="上门时间")
    price: Decimal = money(en="Price", zh="价格")
    urgent: bool = flag(en="Urgent", zh="紧急", default=False)
    photos: tuple[Evidence, ...] = evidence(en="Photographs", zh="照片", default=())
    tags: tuple[str, ...] = texts(en="Tags", zh="标签", default=())
    parent: str | None = text(en="Parent", zh="上级", default=None)


@form("remark", en="Remark", zh="备注")
class Remark:
    """One field, which need not be given."""

    remark: str = text(en="Remark", zh="备注", default="")


@guard(en="There is room", zh="有空位", needs=[host_fact("capacity"), linked("child")], rules="A02-01")
def has_room(s: Situation) -> Verdict:
    """There is a free place."""
    if s.case is not None and s.case.related("owner") == s.actor.id:
        return PASSES
    return blocks("full", wanted=1)


register = Action("register", START, received, en="Register", zh="登记", by=clerk, form=Application,
                  sets=[sets(owner, "title")], link=Link(PARENT, "parent"), milestone=REGISTER)  # fmt: skip
open_ = Action("open", [received], opened, en="Open", zh="立项", by=[clerk], guards=has_room, milestone=OPEN)
note = Action("note", (received, opened), STAY, en="Note", zh="备注", by=[clerk, owner], form=Remark, tell=[manager])
close = Action(
    "close", opened, closed, en="Close", zh="办结", by=(clerk,), not_by=[open_, owner], milestone=CLOSE,
    sets=clears(owner),
    sign_offs=[SignOff("consent", by=[manager, owner], not_by=open_, over="urgency", en="Consent", zh="同意")],
)  # fmt: skip

climb = Ladder("climb", [Rung(clerk), Rung(manager, hours(2))], stops_on=note)
answer = Clock(
    "answer", en="Answer", zh="答复时限", starts=open_, stops=[close], void_on=(), within=days(3), on_reopen=NEW_CYCLE,
    pauses=[Pause(received), Pause(opened, fact="urgency", among=["low"])],
    marks=[
        share(75, tell=clerk), before(minutes(30), tell=[clerk]), due(escalate=climb), after(hours(1), tell=manager),
    ],
)  # fmt: skip

application = Workflow(
    "application",
    en="Application",
    zh="申请",
    states=[received, opened, closed],
    actions=[register, open_, note, close],
    clocks=[answer],
    facts=[
        last("urgency", of=register),
        first("title", of=[register]),
        count("notes", of=note),
        open_set("remarks", of=note, ends=[note], field="remark"),
    ],
    readers=[manager, owner],
    tolerance=hours(1),
)

assert_type(application.action("close"), Action)
assert_type(application.states, tuple[State, ...])
assert_type(has_room.rules, tuple[str, ...])
assert_type(close.by, tuple[Role | Relation, ...])


def embedded(now: datetime) -> Case:
    """How a host uses a desk."""
    desk = Desk([application], MemoryStore(), tenant="riverside")
    li = Actor("li", roles=[clerk, Grant("manager", until=now)])
    filled = Application(title="Roof", urgency="low", rooms=2, visit_at=now, price=Decimal("10"))
    assert_type(filled.price, Decimal)
    case = desk.register(application, filled, by=li)
    case = desk.act(case.id, open_, by=Actor("wang", clerk))
    assert_type(case, Case)
    return desk.act(case.id, "note", {"remark": "seen"}, by=Actor("zhao", "clerk"), expect=case.version)


# --- slips ----------------------------------------------------------------------------------

# a form is filled in by name, completely, with values of the right kind
Remark("seen")  # type: ignore[call-arg]
Remark(remrak="seen")  # type: ignore[call-arg]
Remark(remark=3)  # type: ignore[arg-type]
Application(title="Roof", urgency="low", rooms=2, visit_at=datetime.now().astimezone())  # type: ignore[call-arg]
Remark().remark = "changed"  # type: ignore[misc]

# a role where a state belongs, and the other way round
State("received", clerk)  # type: ignore[arg-type]
Action("slip", clerk, closed)  # type: ignore[arg-type]
Action("slip", opened, clerk)  # type: ignore[arg-type]
Action("slip", "opened", closed)  # type: ignore[arg-type]
Action("slip", opened, closed, by=opened)  # type: ignore[arg-type]
Action("slip", opened, closed, by=["clerk"])  # type: ignore[list-item]

# a sign-off given as a role, a milestone as text, a link without its field
Action("slip", opened, closed, sign_offs=[manager])  # type: ignore[list-item]
Action("slip", opened, closed, milestone="close")  # type: ignore[arg-type]
Action("slip", opened, closed, link=PARENT)  # type: ignore[arg-type]
Action("slip", opened, closed, sets=owner)  # type: ignore[arg-type]
Action("slip", opened, closed, gards=[has_room])  # type: ignore[call-arg]

# a bare number as a limit, a mark that tells nobody, a name where a role belongs
Clock("slip", starts=open_, stops=close, within=3)  # type: ignore[arg-type]
Clock("slip", starts="open", stops=close, within=days(3))  # type: ignore[arg-type]
share(75)  # type: ignore[call-arg]
due(tell="manager")  # type: ignore[arg-type]
Rung("manager")  # type: ignore[arg-type]
hours(1.5)  # type: ignore[arg-type]


# a guard that answers yes or no
@guard(en="Wrong", zh="误")  # type: ignore[arg-type]
def says_yes(s: Situation) -> bool:
    """Gives no reason."""
    return s.case is None


# parts of the wrong kind in a workflow, and a misspelt name at a caller
Workflow("slip", states=[clerk], actions=[register])  # type: ignore[list-item]
Workflow("slip", states=[received], actions=[has_room])  # type: ignore[list-item]
Workflow("slip", states=[received], actions=[register], urgent="level")  # type: ignore[arg-type]
application.acton("close")  # type: ignore[attr-defined]
Action("slip", opned, closed)  # type: ignore[name-defined]  # noqa: F821
