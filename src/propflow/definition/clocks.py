"""
Clocks: limits on how long something may take, their marks, and who hears of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from propflow.definition.limits import ByFact, ByShift, Limit, Promised, Strictest, parts_of
from propflow.definition.slots import Slot, SlotKind
from propflow.definition.states import State, rule_ids, some
from propflow.errors import DefinitionError
from propflow.model.amounts import Amount
from propflow.model.calendars import ALWAYS, Calendar
from propflow.model.people import Role

if TYPE_CHECKING:
    from propflow.definition.actions import Action


class OnReopen(StrEnum):
    """What a clock does when an action starts it after it was stopped."""

    NEW_CYCLE = "new_cycle"  # count anew; the verdict of the cycle before stands
    CONTINUE = "continue"  # go on with what time was left; the stop counts as a pause
    IGNORE = "ignore"  # once stopped, it never runs again


NEW_CYCLE, CONTINUE, IGNORE = OnReopen.NEW_CYCLE, OnReopen.CONTINUE, OnReopen.IGNORE


def _roles(given: Role | Iterable[Role] | None) -> tuple[Role, ...]:
    if given is None:
        return ()
    found = some(given)
    wrong = [one for one in found if not isinstance(one, Role)]
    if wrong:
        raise DefinitionError("A mark", [f"{wrong[0]!r} is told, but is no Role." for _ in wrong[:1]])
    return found


def _actions(given: Action | Iterable[Action]) -> tuple[Action, ...]:
    return some(given)


_length = attrs.validators.optional(attrs.validators.instance_of(Amount))


@attrs.frozen
class Rung:
    """One step of a ladder: *role* is told so long *after* the limit; None at the limit itself."""

    role: Role = attrs.field(validator=attrs.validators.instance_of(Role))
    after: Amount | None = attrs.field(default=None, validator=_length)


@attrs.frozen
class Ladder:
    """
    Who is told next, and when, until somebody acknowledges or the clock stops.

    Attributes:
        rungs: From the lowest up; each later than the one before.
        stops_on: Actions that acknowledge: no higher rung fires in this cycle.
    """

    name: str
    rungs: tuple[Rung, ...] = attrs.field(converter=tuple[Rung, ...])
    stops_on: tuple[Action, ...] = attrs.field(kw_only=True, default=(), converter=_actions)


@attrs.frozen
class Mark:
    """
    An instant of a clock at which something is owed.

    Made by `share`, `before`, `due` and `after`.

    Attributes:
        name: Unique in its clock; stands in the journal.
        percent: The share of the limit, for a mark inside it; None otherwise.
        offset, later: How long before or after the limit; None at the limit.
        tell: Whom to notify.
        escalate: The ladder to climb from here.
        does: What the system then does to the case by itself, if nothing stands in the way.
    """

    name: str
    percent: int | None = None
    offset: Amount | None = attrs.field(default=None, validator=_length)
    later: bool = False
    tell: tuple[Role, ...] = attrs.field(default=(), converter=_roles)
    escalate: Ladder | None = None
    does: Action | None = None


def share(percent: int, *, tell: Role | Sequence[Role]) -> Mark:
    """The instant at which *percent* (1 to 99) of the limit has passed."""
    if type(percent) is not int or not 1 <= percent <= 99:
        raise DefinitionError("A mark", [f"{percent!r} is no share of a limit; give a whole percentage from 1 to 99."])
    return Mark(f"{percent}%", percent=percent, tell=_roles(tell))


def before(amount: Amount, *, tell: Role | Sequence[Role]) -> Mark:
    """So long before the limit; at once, if the limit is shorter."""
    return Mark(f"-{amount}", offset=amount, tell=_roles(tell))


def due(
    *, tell: Role | Sequence[Role] | None = None, escalate: Ladder | None = None, does: Action | None = None
) -> Mark:
    """The limit itself, owed as soon as it has passed."""
    return Mark("due", tell=_roles(tell), escalate=escalate, does=does)


def after(
    amount: Amount,
    *,
    tell: Role | Sequence[Role] | None = None,
    escalate: Ladder | None = None,
    does: Action | None = None,
) -> Mark:
    """So long after the limit."""
    return Mark(f"+{amount}", offset=amount, later=True, tell=_roles(tell), escalate=escalate, does=does)


def _texts(given: str | Iterable[str]) -> frozenset[str]:
    return frozenset(some(given))


@attrs.frozen
class Pause:
    """
    A clock stands still while the case is in *state*.

    Attributes:
        fact, among: If given, only while this fact of the case has one of these values,
            such as the reason of a wait.
        at_most: After so long, by the clock's calendar, it runs again by itself, and stands
            still no more until the case has been through a state that does not halt it.
    """

    state: State = attrs.field(validator=attrs.validators.instance_of(State))
    fact: str | None = attrs.field(kw_only=True, default=None)
    among: frozenset[str] = attrs.field(kw_only=True, default=frozenset(), converter=_texts)
    at_most: Amount | Slot | None = attrs.field(kw_only=True, default=None)

    def __attrs_post_init__(self) -> None:
        most = self.at_most
        if most is not None and not isinstance(most, Amount) and getattr(most, "kind", None) is not SlotKind.AMOUNT:
            fault = f"at_most={most!r:.80} is no amount of time, and no slot for one."
            raise DefinitionError(f"A pause in '{self.state.name}'", [fault])


@attrs.frozen(eq=False)
class Clock:
    """
    A limit: it starts on an action, is stopped or voided by one, and has marks.

    Stopping passes a verdict, on time or late; exactly at the limit is on time.
    Voiding passes none: what was owed is owed no longer. What is late within a limit that
    was extended in time is excused, never on time.

    Attributes:
        starts, stops, void_on: The actions. A start while it runs changes nothing.
        taken_back_by: The actions that undo a stop, such as a verification that fails:
            the clock has run on all the time.
        extended_by, until: The actions by which more time is granted, and the fact that
            says until when. They count only before the limit, or before the last
            extension, has passed; the marks then wait for the new limit.
        corrected_by, done_at: The actions by which it is put right when a stop truly was, and
            the fact that says so. The verdict that was passed stands; what it would have
            been stands beside it. Let whoever answers for that sign them.
        within: The limit: an amount, a slot, `by` a fact, `by_shift`, `promised`, or the
            `strictest` of several.
        counted_from: The fact that says from when it counts, such as an appointment; what is
            said while it runs moves it. Without such a fact it counts from the start.
        pauses: When it stands still.
        marks: In any order; each fires once a cycle.
        calendar: When time counts, or the slot by which a policy names the calendar.
        on_reopen: What a start after a stop does.
    """

    name: str = attrs.field(validator=attrs.validators.instance_of(str))
    starts: tuple[Action, ...] = attrs.field(kw_only=True, converter=_actions)
    stops: tuple[Action, ...] = attrs.field(kw_only=True, converter=_actions)
    within: Limit = attrs.field(kw_only=True)
    marks: tuple[Mark, ...] = attrs.field(kw_only=True, default=(), converter=tuple[Mark, ...])
    void_on: tuple[Action, ...] = attrs.field(kw_only=True, default=(), converter=_actions)
    taken_back_by: tuple[Action, ...] = attrs.field(kw_only=True, default=(), converter=_actions)
    extended_by: tuple[Action, ...] = attrs.field(kw_only=True, default=(), converter=_actions)
    until: str | None = attrs.field(kw_only=True, default=None)
    corrected_by: tuple[Action, ...] = attrs.field(kw_only=True, default=(), converter=_actions)
    done_at: str | None = attrs.field(kw_only=True, default=None)
    counted_from: str | None = attrs.field(kw_only=True, default=None)
    pauses: tuple[Pause, ...] = attrs.field(kw_only=True, default=(), converter=tuple[Pause, ...])
    calendar: Calendar | Slot = attrs.field(kw_only=True, default=ALWAYS)
    on_reopen: OnReopen = attrs.field(kw_only=True, default=NEW_CYCLE)
    en: str = attrs.field(kw_only=True, default="")
    zh: str = attrs.field(kw_only=True, default="")
    rules: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=rule_ids)

    def __attrs_post_init__(self) -> None:
        faults = []
        for one in parts_of(self.within):
            if isinstance(one, Slot) and one.kind is not SlotKind.AMOUNT:
                faults.append(f"within= names the slot '{one.name}', which holds no amount of time.")
            elif not isinstance(one, (Amount, Slot, ByFact, Strictest, ByShift, Promised)):
                faults.append(f"within={one!r:.80} is no amount of time; write minutes(15), hours(2) or days(3).")
            elif isinstance(one, ByShift):
                faults += _no_calendar(one.calendar)
        faults += _no_calendar(self.calendar)
        if faults:
            raise DefinitionError(f"Clock '{self.name}'", faults)

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action that starts, ends, extends or puts it right."""
        ends = (*self.stops, *self.void_on, *self.taken_back_by)
        return (*self.starts, *ends, *self.extended_by, *self.corrected_by)


def _no_calendar(given: object) -> list[str]:
    if isinstance(given, Slot):
        wrong = given.kind is not SlotKind.CALENDAR
        return [f"calendar= names the slot '{given.name}', which holds no calendar."] if wrong else []
    whole = all(hasattr(given, one) for one in ("name", "zone", "edition", "due", "elapsed", "after", "provisional"))
    return [] if whole else [f"calendar={given!r:.80} is no calendar, and no slot for one."]
