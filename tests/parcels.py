"""
A small workflow with slots and graded limits: a parcel for a resident lies at the front desk until it is fetched.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from propflow import (
    ACTIVE,
    CLOSE,
    ENTRY,
    FINAL,
    NEW_CYCLE,
    OPEN,
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
    Pause,
    Policy,
    Role,
    Situation,
    State,
    Verdict,
    VirtualClock,
    Workflow,
    amount_slot,
    blocks,
    by,
    choice,
    choice_slot,
    count,
    due,
    first,
    flag_slot,
    form,
    guard,
    hours,
    last,
    number_slot,
    share,
)

porter = Role("porter", en="Porter", zh="门岗")
head = Role("head", en="Head of the desk", zh="前台主管")
pia = Actor("pia", porter)

arrived = State("arrived", ENTRY, en="Arrived", zh="已到")
shelved = State("shelved", ACTIVE, en="On the shelf", zh="上架")
waiting = State("waiting", ACTIVE, en="Held back", zh="暂存")
fetched = State("fetched", RESTING, en="Fetched", zh="已取")
gone = State("gone", FINAL, en="Done with", zh="办结")

SIZES = {"small": ("Small", "小件"), "large": ("Large", "大件"), "none": ("Letter", "信件")}

small_limit = amount_slot("small_limit", en="Small ones are fetched", zh="小件取件时限", rules=["P-1"])
large_limit = amount_slot("large_limit", en="Large ones are fetched", zh="大件取件时限")
shelf_limit = amount_slot("shelf_limit", en="It is put on the shelf", zh="上架时限", design=hours(1))
cards = number_slot("cards", en="Cards before it goes back", zh="通知次数", least=1, most=9, design=2)
signed = flag_slot("signed", en="The resident signs", zh="住户签收", needed=True)
place = choice_slot("place", {"desk": ("Front desk", "前台"), "box": ("Locker", "柜")}, en="Where it lies", zh="存放处")
SLOTS = [small_limit, large_limit, shelf_limit, cards, signed, place]


@form("label", en="Label", zh="面单")
class Label:
    """What is written on it."""

    size: str | None = choice(SIZES, en="Size", zh="大小", default=None)


@guard(en="The policy lets parcels lie in the locker", zh="可入柜")
def may_lie_there(s: Situation) -> Verdict:
    """Only where policy says so."""
    return PASSES if s.policy["place"] == "box" else blocks("no_locker", place=s.policy["place"])


register = Action("register", START, arrived, en="Register", zh="登记", by=porter, form=Label, milestone=REGISTER)
open_ = Action("open", arrived, shelved, en="Put on the shelf", zh="上架", by=porter, milestone=OPEN)
measure = Action("measure", [arrived, shelved, waiting, fetched], STAY, en="Measure", zh="量尺", by=porter, form=Label)
forget = Action("forget", [arrived, shelved, waiting], STAY, en="Size unknown", zh="尺寸不明", by=porter)
lock_up = Action("lock_up", shelved, STAY, en="Into the locker", zh="入柜", by=porter, guards=may_lie_there)
hold = Action("hold", shelved, waiting, en="Hold back", zh="暂存", by=porter)
resume = Action("resume", waiting, shelved, en="Resume", zh="恢复", by=porter)
close = Action(
    "close", [shelved, waiting], fetched, en="Hand over", zh="交付", by=porter, milestone=CLOSE, expect=False
)
again = Action("again", fetched, shelved, en="Brought back", zh="退回", by=porter)
clear = Action("clear", fetched, gone, en="Done with", zh="办结", by=porter)

ACTIONS = [register, open_, measure, forget, lock_up, hold, resume, close, again, clear]
FACTS = [
    last("size", of=[register, measure], ends=forget, en="Size", zh="大小"),
    first("first_size", of=[register, measure], field="size", ends=forget),
    count("measured", of=measure, ends=forget),
]


def fetch(within: Any = None, on_reopen: Any = NEW_CYCLE, marks: Any = None) -> Clock:
    """The clock of the fetching; by default its limit is chosen by the size."""
    return Clock(
        "fetch", en="It is fetched", zh="取件时限", starts=[open_, again], stops=close,
        within=by("size", {"small": small_limit, "large": large_limit}) if within is None else within,
        pauses=[Pause(waiting)], marks=marks or [share(50, tell=porter), due(tell=head)], on_reopen=on_reopen,
    )  # fmt: skip


shelve = Clock(
    "shelve", en="It lies on the shelf", zh="上架时限", starts=register, stops=open_, within=shelf_limit,
    marks=[due(tell=porter)],
)  # fmt: skip


def parcel(**changed: Any) -> Workflow:
    """The workflow as written, its slots unfilled, with some of its arguments changed."""
    arguments: dict[str, Any] = {
        "en": "Parcel", "zh": "包裹", "states": [arrived, shelved, waiting, fetched, gone], "actions": ACTIONS,
        "clocks": [fetch(), shelve], "facts": FACTS, "slots": SLOTS,
    }  # fmt: skip
    return Workflow(**{"name": "parcel", **arguments, **changed})


SAID = {"small_limit": "2 days", "large_limit": "4 hours", "signed": True, "place": "desk"}


def house_rules(name: str = "house_rules", *, since: datetime | None = None, **said: object) -> Policy:
    """A policy that fills every slot of which there is no design value, and what else is said."""
    return Policy(name, {f"parcel.{slot}": value for slot, value in {**SAID, **said}.items()}, effective_from=since)


MORNING = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
"""Nine o'clock in Shanghai."""


class FrontDesk:
    """A desk with its clock, and the usual ways of a parcel."""

    def __init__(self, store: Any, *workflows: Workflow, **desk: Any) -> None:
        self.clock = VirtualClock(MORNING)
        self.store = store
        given = workflows or (parcel().under(house_rules()),)
        self.desk = Desk([] if desk.pop("bare", False) else given, store, now=self.clock, **desk)

    def pass_time(self, **length: float) -> None:
        """Let time go by."""
        self.clock.advance(timedelta(**length))

    def do(self, case_id: str, *actions: str) -> Case:
        """Do several things that need no form one after another."""
        for one in actions:
            case = self.desk.act(case_id, one, by=pia)
        return case

    def measure(self, case_id: str, size: str | None) -> Case:
        """Measure it."""
        return self.desk.act(case_id, "measure", {"size": size}, by=pia)

    def shelved(self, size: str | None = None) -> Case:
        """A parcel on the shelf."""
        return self.do(self.desk.register("parcel", {"size": size}, by=pia).id, "open")
