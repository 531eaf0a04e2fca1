"""
The house: its desk, its clock, and what goes on in the background while the story is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Any, Final

import attrs

from propflow.adapters.escalate.role_ladder import RoleLadder
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.cli.demo.papers import filled
from propflow.cli.demo.people import Directory, actor
from propflow.cli.demo.residents import ORDINARY, Ordinary, Step, course
from propflow.cli.demo.telling import LOCAL
from propflow.definition.workflow import Workflow
from propflow.desk import Desk, Seal
from propflow.model.cases import Case
from propflow.model.instants import VirtualClock
from propflow.ports import Message

TENANT: Final = "riverside"
START: Final = datetime(2025, 3, 3, 8, 0, tzinfo=LOCAL)

ROUND: Final = timedelta(minutes=10)
"""How often the desk looks at its clocks and delivers."""

SEALING: Final = time(23, 0, tzinfo=LOCAL)
"""When the books are sealed."""


@attrs.frozen
class Told:
    """A message that has reached somebody."""

    at: datetime
    to: tuple[str, ...]
    message: Message


class Inbox:
    """The notifier of the house: keeps what it has told to whom."""

    name = "inbox"

    def __init__(self, directory: Directory, clock: VirtualClock) -> None:
        self.told: list[Told] = []
        self._directory = directory
        self._clock = clock

    def notify(self, message: Message) -> None:
        """Tell whoever holds the role; for an escalation, those whom the ladder has found."""
        found: Any = self._directory.on_duty(message.role, message.tenant, self._clock())
        if message.kind == "escalation":
            found = message.facts["to"]
        self.told.append(Told(self._clock(), tuple(found), message))


class House:
    """
    The office at work.

    Attributes:
        workflows: What it follows, by name.
        workflow: That of the complaints, which most of the story is about.
        desk: Its desk, on the database of the demonstration.
        clock: Stands still until the story goes on.
        inbox: Who was told what.
        marks: How many marks of clocks have fired.
        seals: The seals made so far.
    """

    def __init__(self, workflows: Sequence[Workflow], database: str) -> None:
        self.workflows = {one.name: one for one in workflows}
        self.workflow = workflows[0]
        self.clock = VirtualClock(START)
        self.directory = Directory()
        self.inbox = Inbox(self.directory, self.clock)
        self.store = SqliteStore(database, durability="normal")
        self.desk = Desk(
            workflows,
            self.store,
            tenant=TENANT,
            now=self.clock,
            people=self.directory,
            roster=self.directory,
            notifiers=[self.inbox],
            escalators=[RoleLadder(notifier=self.inbox)],
        )
        self.marks = 0
        self.seals: list[Seal] = []
        self._round = START
        self._order = count()
        self._agenda: list[tuple[datetime, int, str, Step | Ordinary]] = []
        for one in ORDINARY:
            self._note(instant(one.day, one.time), "", one)

    # Time

    def until(self, day: int, clock_time: str, every: timedelta = ROUND) -> datetime:
        """
        Let time go on to a time of day, `day` days after the start; everything planned or owed by then is done.

        Args:
            every: How often the desk looks at its clocks meanwhile.
        """
        until = instant(day, clock_time)
        while True:
            next_step = self._agenda[0][0] if self._agenda else until + every
            if min(next_step, self._round) > until:
                break
            if self._round <= next_step:
                self.clock.move_to(self._round)
                self._look()
                self._round += every
            else:
                when, _, case_id, what = heappop(self._agenda)
                self.clock.move_to(when)
                self._carry_out(case_id, what)
        self.clock.move_to(until)
        return until

    def plan(self, case_id: str, steps: Iterable[Step], day: int, begins: str) -> None:
        """Have steps done to a case, counted from a time of day, as soon as time goes on to them."""
        for one in steps:
            self._note(instant(day, begins) + timedelta(minutes=one.minutes), case_id, one)

    # Work

    def register(
        self, action: str, who: str, *, workflow: str = "complaint", key: str | None = None, **form: object
    ) -> Case:
        """A case comes in."""
        values = filled(workflow, action, self.clock(), form)
        return self.desk.register(workflow, values, by=actor(who), key=key, action=action)

    def do(self, case_id: str, action: str, who: str, **form: object) -> Case:
        """
        Have somebody do something to a case, as read just now.

        What takes consent is done in three steps: `propose:` goes before its name, then `sign:`, then `done:`.
        """
        by, case = actor(who), self.desk.case(case_id)
        version = case.version
        kind, _, name = action.rpartition(":")
        if kind == "sign":
            return self.desk.sign(case_id, name, by=by, expect=version)
        if kind == "done":
            return self.desk.act(case_id, name, by=by, expect=version)
        values = filled(case.workflow_name, name, self.clock(), form)
        if kind == "propose":
            return self.desk.propose(case_id, name, values, by=by, expect=version)
        return self.desk.act(case_id, name, values, by=by, expect=version)

    def seal(self) -> Seal | None:
        """Seal the books."""
        made = self.desk.seal()
        self.seals += [made] if made else []
        return made

    def every(self) -> tuple[Case, ...]:
        """All cases as they stand."""
        return self.desk.find(limit=1000)

    def told(self, case_id: str) -> list[Told]:
        """Who was told what of a case, in order."""
        return sorted((one for one in self.inbox.told if one.message.case_id == case_id), key=lambda one: one.at)

    # Behind the scenes

    def _note(self, when: datetime, case_id: str, what: Step | Ordinary) -> None:
        heappush(self._agenda, (when, next(self._order), case_id, what))

    def _carry_out(self, case_id: str, what: Step | Ordinary) -> None:
        if isinstance(what, Step):
            self.do(case_id, what.action, what.who, **what.form)
            return
        by = "wechat" if what.channel == "app" else "lin"
        made = self.register("register", by, channel=what.channel, narrative=what.narrative)
        self.plan(made.id, course(what.department, what.content), what.day, what.time)

    def _look(self) -> None:
        self.marks += self.desk.tick().marks
        self.desk.deliver()
        if self.clock().astimezone(LOCAL).timetz() == SEALING:
            self.seal()


def instant(day: int, clock_time: str) -> datetime:
    """A time of day, so many days after the start."""
    hour, minute = (int(one) for one in clock_time.split(":"))
    return START.replace(hour=hour, minute=minute) + timedelta(days=day)
