"""
States: where a case can be.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

import attrs


class StateKind(StrEnum):
    """What kind of place a state is."""

    ENTRY = "entry"  # it exists, nothing is decided
    UNDECIDED = "undecided"  # somebody is finding out whether to open it
    ACTIVE = "active"  # it is open; work is owed
    RESTING = "resting"  # no work is owed; lawful ways lead back
    AFTERCARE = "aftercare"  # follow-up of finished work
    FINAL = "final"  # over for good


ENTRY, UNDECIDED, ACTIVE = StateKind.ENTRY, StateKind.UNDECIDED, StateKind.ACTIVE
RESTING, AFTERCARE, FINAL = StateKind.RESTING, StateKind.AFTERCARE, StateKind.FINAL


def some(given: object) -> tuple[Any, ...]:
    """One part or several, as a tuple. Whether they are of the right kind is checked later, in words."""
    return tuple(given) if isinstance(given, Iterable) and not isinstance(given, str) else (given,)


def rule_ids(given: str | Iterable[str]) -> tuple[str, ...]:
    """The ids of one rule or several, as a tuple."""
    return some(given)


@attrs.frozen
class State:
    """
    A place in which a case can be, such as opened (已立项).

    Attributes:
        name: snake_case; stands in the journal and never changes once used.
        kind: One of `StateKind`.
        en, zh: Its titles.
        rules: Ids of the rules that it carries out.
    """

    name: str = attrs.field(validator=attrs.validators.instance_of(str))
    kind: StateKind = attrs.field(validator=attrs.validators.instance_of(StateKind))
    en: str = attrs.field(kw_only=True, default="")
    zh: str = attrs.field(kw_only=True, default="")
    rules: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=rule_ids)


class Place(StrEnum):
    """A source or target of an action that is no state."""

    START = "start"
    STAY = "stay"


START: Final = Place.START
"""The source of an action that makes the case: before it there was none."""

STAY: Final = Place.STAY
"""The target of an action that leaves the case where it is."""
