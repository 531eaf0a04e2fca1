"""
The workflows of `tables`, written with propflow's terms as a user would write them.
"""

from __future__ import annotations

from benchmarks.tables import CHOICE_STATES, CHOICES, RING
from propflow.definition.actions import CLOSE, OPEN, REGISTER, Action
from propflow.definition.clocks import Clock, due
from propflow.definition.forms import choice, form, text, whole
from propflow.definition.guards import PASSES, Check, Guard, Situation, Verdict, blocks, guard
from propflow.definition.states import ACTIVE, ENTRY, FINAL, START, State
from propflow.definition.workflow import Workflow
from propflow.model.amounts import hours
from propflow.model.people import Actor, Role

clerk = Role("clerk", en="Clerk", zh="客服")
manager = Role("manager", en="Manager", zh="经理")
LI = Actor("li", [clerk])


@form("work_step", en="Step of work", zh="处理步骤")
class WorkStep:
    """What is said at every step."""

    priority: str = choice(
        {"low": ("Low", "低"), "normal": ("Normal", "中"), "high": ("High", "高")}, en="Priority", zh="优先级"
    )
    note: str = text(en="Note", zh="备注", most=500)
    cost: int | None = whole(en="Cost", zh="费用", least=0, default=None)


@guard(en="The cost is within what a clerk may spend", zh="费用在授权范围内", form_needed=True)
def is_affordable(s: Situation) -> Verdict:
    """A condition with a reason, judged at every step."""
    cost = s.form.cost
    return PASSES if cost is None or cost <= 50_000 else blocks("too_dear", cost=cost, most=50_000)


def ring(name: str = "ring", *, book: str = "RING", every_step: bool = False, clocks: int = 1) -> Workflow:
    """
    Register, open, then round and round: each step has roles, a form and a guard; a clock runs for two of the four.

    Args:
        every_step: Every step starts or stops the clock.
        clocks: How many run: none, that one, or others as well, from opening to closing.
    """
    registered = State("registered", ENTRY, en="Registered", zh="已登记")
    submitted = State("submitted", ACTIVE, en="Submitted", zh="已提交")
    triaged = State("triaged", ACTIVE, en="Sorted", zh="已分级")
    in_progress = State("in_progress", ACTIVE, en="In progress", zh="处理中")
    resolved = State("resolved", ACTIVE, en="Resolved", zh="已解决")
    closed = State("closed", FINAL, en="Closed", zh="已关闭")
    states = {one.name: one for one in (submitted, triaged, in_progress, resolved)}

    register = Action("register", START, registered, en="Register", zh="登记", by=clerk, milestone=REGISTER)
    open_ = Action("open", registered, submitted, en="Open", zh="立项", by=clerk, milestone=OPEN)
    steps = {
        event: Action(
            event,
            states[source],
            states[target],
            en=event.capitalize(),
            zh=f"步骤{event}",
            by=[clerk, manager],
            form=WorkStep,
            guards=[is_affordable],
        )
        for event, source, target in RING
    }
    close = Action("close", resolved, closed, en="Close", zh="关闭", by=manager, milestone=CLOSE)
    clock = Clock(
        "handling",
        en="Handled within a day",
        zh="一天内处理",
        starts=[steps["triage"], *([steps["resolve"]] if every_step else [])],
        stops=[steps["start"], steps["reopen"], close] if every_step else [steps["resolve"]],
        within=hours(24),
        marks=[due(tell=manager)],
    )
    others = [
        Clock(
            f"stage_{number}",
            en=f"Stage {number} is over",
            zh=f"阶段 {number}",
            starts=[open_],
            stops=[close],
            within=hours(48 + number),
            marks=[due(tell=manager)],
        )
        for number in range(1, clocks)
    ]
    return Workflow(
        name,
        en="Ring",
        zh="循环",
        book=book,
        states=[registered, *states.values(), closed],
        actions=[register, open_, *steps.values(), close],
        clocks=[clock, *others] if clocks else [],
    )


def _passes(_: Situation) -> Verdict:
    return PASSES


def _blocks(_: Situation) -> Verdict:
    return blocks("not_now")


def star() -> Workflow:
    """Twelve actions, of which four leave the first state: two are allowed there and two are blocked."""
    checks: dict[bool, Check] = {True: _passes, False: _blocks}
    states = {name: State(name, ACTIVE, en=name.capitalize(), zh=f"状态{name}") for name in CHOICE_STATES}
    done = State("done", FINAL, en="Done", zh="办结")
    register = Action(
        "register", START, states[CHOICE_STATES[0]], en="Register", zh="登记", by=clerk, milestone=REGISTER
    )
    actions = [
        Action(
            event,
            states[source],
            states[target],
            en=event.capitalize(),
            zh=f"办理{event}",
            by=clerk,
            guards=[Guard(f"allows_{event}", checks[passes], en=f"Allows to {event}", zh=f"允许{event}")],
            milestone=OPEN if event == "open" else None,
        )
        for event, source, target, passes in CHOICES
    ]
    close = Action("close", states[CHOICE_STATES[3]], done, en="Close", zh="办结", by=manager, milestone=CLOSE)
    return Workflow(
        "star", en="Star", zh="星形", book="STR", states=[*states.values(), done], actions=[register, *actions, close]
    )
