"""
Planning: which services are followed up, and by whom, so that the rates a manual asks for are kept (回访计划).

Pure: it is asked again whenever something has been completed, visited or given up, and adds what is still needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

import attrs

from propflow.errors import InvalidValue
from propflow.model.amounts import Amount
from propflow.model.calendars import ALWAYS
from propflow.model.identifiers import identifier
from propflow.model.instants import instant
from propflow.model.policies import Value
from propflow.workflows.follow_up.axes import KINDS
from propflow.workflows.follow_up.slots import RATES, WITHIN


class Outcome(StrEnum):
    """How far the follow-up of a service is."""

    NONE = "none"  # nobody has planned it
    OPEN = "open"  # planned, not visited yet
    DONE = "done"  # the resident was met
    GIVEN_UP = "given_up"  # nobody was met; it counts as completed, never as followed up


NONE, OPEN, DONE, GIVEN_UP = Outcome.NONE, Outcome.OPEN, Outcome.DONE, Outcome.GIVEN_UP


def _id(given: object) -> str:
    return identifier(given, "id")


def _at(given: object) -> datetime:
    return instant(given, "completed_at")


def _people(given: Iterable[str]) -> frozenset[str]:
    return frozenset(given)


def _outcome(given: object) -> Outcome:
    try:
        return Outcome(str(given))
    except ValueError:
        raise InvalidValue("outcome", "option", f"{given!r:.60}; there are: {', '.join(Outcome)}") from None


def _kind(given: object) -> str:
    if isinstance(given, str) and given in KINDS:
        return given
    raise InvalidValue("kind", "option", f"{given!r:.60}; there are: {', '.join(KINDS)}")


@attrs.frozen
class Service:
    """
    A service that was completed, and may be followed up.

    Attributes:
        id: Its case or work order; unique among those planned together.
        handlers: The ids of those who did the work.
    """

    id: str = attrs.field(converter=_id)
    kind: str = attrs.field(converter=_kind)
    completed_at: datetime = attrs.field(converter=_at)
    handlers: frozenset[str] = attrs.field(default=frozenset(), converter=_people)
    outcome: Outcome = attrs.field(default=NONE, converter=_outcome)


@attrs.frozen
class Visit:
    """A follow-up to be planned: of which service, by whom, and by when; None where the policy gives no limit."""

    service: Service
    visitor: str
    due: datetime | None


@attrs.frozen
class Planned:
    """
    What is to be planned now.

    Attributes:
        visits: The earliest limit first.
        short: By kind, how many follow-ups the rate lacks that nobody can make up for any longer: too many were
            given up.
        unstaffed: The ids of services that must be followed up, but which all of the staff have handled.
    """

    visits: tuple[Visit, ...]
    short: Mapping[str, int]
    unstaffed: tuple[str, ...]


def needed(completed: int, percent: int) -> int:
    """How many of so many services must be followed up, at least, for a rate in percent."""
    return -(-completed * percent // 100)


def rates(policy: Mapping[str, Value | None], otherwise: Mapping[str, int] | None = None) -> dict[str, int]:
    """
    The rate of each kind in percent, as far as there is one.

    Args:
        otherwise: What the head has set for kinds on which the policy is silent.
    """
    found = dict(otherwise or {})
    for kind, slot in RATES.items():
        value = policy.get(slot.name)
        if isinstance(value, int) and not isinstance(value, bool):
            found[kind] = value
    return found


def plan(
    services: Iterable[Service],
    staff: Sequence[str],
    policy: Mapping[str, Value | None],
    *,
    otherwise: Mapping[str, int] | None = None,
) -> Planned:
    """
    The follow-ups to be planned, so that each kind keeps its rate if every one of them is visited.

    Of a kind, those are taken whose limit ends first; nobody visits after work of his own; who has the fewest visits
    gets the next one. Whatever is given up is replaced by another as long as there is one.

    Args:
        services: All that were completed in the time for which the rate counts, with their outcomes.
        staff: The ids of those who may visit.
        policy: The values of the follow-up workflow's slots.
        otherwise: Rates that the head has set where the policy has none.

    Raises:
        InvalidValue: If two services have one id.
    """
    every = sorted(services, key=lambda one: (one.completed_at, one.id))
    twice = [id_ for id_, times in Counter(one.id for one in every).items() if times > 1]
    if twice:
        raise InvalidValue("services", "twice", f"{twice[0]!r:.80}, which is the id of two services")
    chosen: list[Service] = []
    short: dict[str, int] = {}
    unstaffed: list[str] = []
    for kind, percent in sorted(rates(policy, otherwise).items()):
        ours = [one for one in every if one.kind == kind]
        lacking = needed(len(ours), percent) - sum(one.outcome in (OPEN, DONE) for one in ours)
        waiting = [one for one in ours if one.outcome is NONE]
        able = [one for one in waiting if set(staff) - one.handlers]
        taken = able[: max(lacking, 0)]
        chosen += taken
        if lacking > len(taken):
            left = [one.id for one in waiting if one not in able][: lacking - len(taken)]
            unstaffed += left
            if lacking > len(taken) + len(left):
                short[kind] = lacking - len(taken) - len(left)
    return Planned(_given_out(chosen, staff, policy), short, tuple(unstaffed))


def _given_out(
    chosen: Iterable[Service], staff: Sequence[str], policy: Mapping[str, Value | None]
) -> tuple[Visit, ...]:
    load = dict.fromkeys(staff, 0)
    found = []
    for one in sorted(chosen, key=lambda each: (_due(each, policy) or _NEVER, each.id)):
        visitor = min((who for who in load if who not in one.handlers), key=lambda who: (load[who], who))
        load[visitor] += 1
        found.append(Visit(one, visitor, _due(one, policy)))
    return tuple(found)


_NEVER = instant(datetime.fromisoformat("9999-01-01T00:00:00+00:00"))


def _due(service: Service, policy: Mapping[str, Value | None]) -> datetime | None:
    within = policy.get(WITHIN[service.kind].name)
    return ALWAYS.due(service.completed_at, within) if isinstance(within, Amount) else None


@attrs.frozen
class Rate:
    """How many of the completed services of a kind were followed up."""

    kind: str
    completed: int
    followed_up: int
    percent: int | None

    @property
    def is_kept(self) -> bool:
        """Is the rate kept, if there is one?"""
        return self.percent is None or self.followed_up >= needed(self.completed, self.percent)


def rates_of(
    services: Collection[Service], policy: Mapping[str, Value | None], *, otherwise: Mapping[str, int] | None = None
) -> list[Rate]:
    """
    U09: the rate of each kind for itself, over completed services.

    What was given up counts as completed, and not as followed up.
    """
    asked = rates(policy, otherwise)
    found = []
    for kind in KINDS:
        ours = [one for one in services if one.kind == kind]
        if ours:
            found.append(Rate(kind, len(ours), sum(one.outcome is DONE for one in ours), asked.get(kind)))
    return found
