"""
The house: its people, its clock, and what goes on in the background while the story is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from heapq import heappop, heappush
from typing import Any, Final

import attrs

from propflow.adapters.escalate.role_ladder import RoleLadder
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.cli.demo.incidents import COURSES, INCIDENTS, REPORTER
from propflow.cli.demo.telling import LOCAL
from propflow.definition.workflow import Workflow
from propflow.desk import Desk, Seal, Task
from propflow.model.cases import Case
from propflow.model.instants import VirtualClock
from propflow.model.people import Actor, Grant
from propflow.ports import Message

TENANT: Final = "riverside"
START: Final = datetime(2025, 3, 3, 8, 0, tzinfo=LOCAL)
PACE: Final = timedelta(minutes=27)
"""How long it takes until the next incident is called in."""

ROUND: Final = timedelta(minutes=10)
"""How often the desk looks at its clocks and delivers."""


SEALING: Final = time(23, 0, tzinfo=LOCAL)
"""When the books are sealed."""


@attrs.frozen
class Person:
    """Somebody who works here: the roles the directory confirms, and the hours on duty."""

    id: str
    roles: tuple[str, ...]
    begins: int
    ends: int

    def on_duty(self, hour: int) -> bool:
        """Is this person here at that hour? A shift may go on past midnight."""
        if self.begins < self.ends:
            return self.begins <= hour < self.ends
        return hour >= self.begins or hour < self.ends

    @property
    def shift(self) -> str:
        """The hours, in words."""
        return f"{self.begins:02}:00 to {self.ends:02}:00"


STAFF: Final = (
    Person("lin", ("service_desk",), 8, 20),
    Person("zhou", ("service_desk",), 20, 8),
    Person("wang", ("technician", "service_manager"), 8, 20),
    Person("sun", ("technician",), 8, 20),
    Person("liu", ("technician",), 8, 20),
    Person("chen", ("service_manager",), 0, 24),
)


class Directory:
    """The host's directory: who holds which role, and who of them is on duty. A `People` port."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock

    def confirm(self, actor: Actor, tenant: str, at: datetime) -> Iterable[Grant]:
        """The roles somebody truly holds, whatever is claimed."""
        del tenant, at  # this directory knows one community, and nobody's role ends
        return [Grant(role, confirmed_by="directory") for one in STAFF if one.id == actor.id for role in one.roles]

    def holders(self, role: str, tenant: str, at: datetime) -> Sequence[str]:
        """Who holds a role and is on duty."""
        del tenant
        hour = at.astimezone(LOCAL).hour
        return [one.id for one in STAFF if role in one.roles and one.on_duty(hour)]

    def on_duty(self, role: str, tenant: str) -> Sequence[str]:
        """Who holds a role and is on duty now: what the ladder asks."""
        return self.holders(role, tenant, self._clock())


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
        found: Any = message.facts.get("to") or self._directory.on_duty(message.role, message.tenant)
        self.told.append(Told(self._clock(), tuple(found), message))


class House:
    """
    The office at work.

    Attributes:
        desk: Its desk, on the database of the demonstration.
        clock: Stands still until the story goes on.
        inbox: Who was told what.
    """

    def __init__(self, workflow: Workflow, database: str) -> None:
        self.workflow = workflow
        self.clock = VirtualClock(START)
        self.directory = Directory(self.clock)
        self.inbox = Inbox(self.directory, self.clock)
        self.store = SqliteStore(database, durability="normal")
        ladder = RoleLadder(self.directory.on_duty, self.inbox)
        self.desk = Desk(
            [workflow],
            self.store,
            tenant=TENANT,
            now=self.clock,
            people=self.directory,
            notifiers=[self.inbox],
            escalators=[ladder],
        )
        self.marks = 0
        self.seals: list[Seal] = []
        self._round = START
        self._agenda: list[tuple[datetime, int, int, str, str, Mapping[str, str] | None]] = []
        for number in range(1, len(INCIDENTS) + 1):
            heappush(self._agenda, (START + (number - 1) * PACE, number, 0, "register", "", None))

    def until(self, day: int, hour: int, minute: int = 0) -> datetime:
        """Let time go on to a time of day, `day` days after the start; everything owed by then is done."""
        until = START.replace(hour=hour, minute=minute) + timedelta(days=day)
        while True:
            next_deed = self._agenda[0][0] if self._agenda else until + ROUND
            if min(next_deed, self._round) > until:
                break
            if self._round <= next_deed:
                self.clock.move_to(self._round)
                self._look()
                self._round += ROUND
            else:
                when, number, _, action, who, form = heappop(self._agenda)
                self.clock.move_to(when)
                if action == "register":
                    self._register(number)
                else:
                    self.do(number, action, who, form)
        self.clock.move_to(until)
        return until

    def do(self, number: int, action: str, who: str, form: Mapping[str, str] | None = None) -> Case:
        """Have somebody do something to an incident, as read just now."""
        case = self.case(number)
        person = case.related(REPORTER) if who == REPORTER else who
        return self.desk.act(case.id, action, form, by=actor(str(person)), expect=case.version)

    def case(self, number: int) -> Case:
        """An incident as it stands."""
        return self.desk.case(case_id(number))

    def seal(self) -> Seal | None:
        """Seal the books."""
        made = self.desk.seal()
        self.seals += [made] if made else []
        return made

    def every(self) -> tuple[Case, ...]:
        """All incidents as they stand."""
        return self.desk.find(limit=1000)

    def _look(self) -> None:
        self.marks += self.desk.tick().marks
        self.desk.deliver()
        if self.clock().astimezone(LOCAL).timetz() == SEALING:
            self.seal()

    def _register(self, number: int) -> None:
        incident = INCIDENTS[number - 1]
        (clerk,) = self.directory.on_duty("service_desk", TENANT)
        by = actor(clerk)
        course = COURSES[incident.course]
        opened = any(deed.action == "open" for deed in course)
        then = [] if opened else [Task("open", by=by)]
        self.desk.register(self.workflow, incident.form, by=by, key=f"call-{number}", then=then)
        for i, deed in enumerate(course):
            when = self.clock() + timedelta(minutes=deed.minutes)
            heappush(self._agenda, (when, number, i, deed.action, deed.who, deed.form))


def case_id(number: int) -> str:
    """The id of an incident by its number in the book."""
    return f"INC-{number:06d}"


def actor(person: str, *more: str) -> Actor:
    """Somebody of the house, claiming the roles the directory confirms, and *more*."""
    roles = next((one.roles for one in STAFF if one.id == person), ())
    return Actor(person, (*roles, *more))
