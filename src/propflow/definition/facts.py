"""
Facts: what a case keeps in sight of all that its forms have said.

A case does not carry its history about: guards, clocks and signatures see only the
facts that the workflow declares here, so that the five-hundredth step costs what
the fifth does.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import attrs

from propflow.definition.actions import Action
from propflow.definition.states import some


class Keeps(StrEnum):
    """What of the things said is kept."""

    LAST = "last"
    FIRST = "first"
    COUNT = "count"
    OPEN_SET = "open_set"


def _some(given: Action | Iterable[Action]) -> tuple[Action, ...]:
    return some(given)


@attrs.frozen
class Fact:
    """
    One fact of a case. Made by `last`, `first`, `count` and `open_set`.

    Attributes:
        field: The form field it is taken from; None for a count.
        of: The actions that say it, or add to the set.
        ends: The actions that take out of the set, or after which it is not known any longer.
    """

    name: str
    keeps: Keeps
    field: str | None = None
    of: tuple[Action, ...] = attrs.field(default=(), converter=_some)
    ends: tuple[Action, ...] = attrs.field(default=(), converter=_some)
    en: str = attrs.field(default="", kw_only=True)
    zh: str = attrs.field(default="", kw_only=True)


def last(
    name: str,
    *,
    of: Iterable[Action] | Action,
    field: str | None = None,
    ends: Iterable[Action] | Action = (),
    en: str = "",
    zh: str = "",
) -> Fact:
    """The latest value of a form field (by default of the same name) in these actions, until one of *ends*."""
    return Fact(name, Keeps.LAST, field or name, of, ends, en=en, zh=zh)


def first(
    name: str,
    *,
    of: Iterable[Action] | Action,
    field: str | None = None,
    ends: Iterable[Action] | Action = (),
    en: str = "",
    zh: str = "",
) -> Fact:
    """The first value of a form field in these actions; later ones change nothing, until one of *ends*."""
    return Fact(name, Keeps.FIRST, field or name, of, ends, en=en, zh=zh)


def count(
    name: str, *, of: Iterable[Action] | Action, ends: Iterable[Action] | Action = (), en: str = "", zh: str = ""
) -> Fact:
    """How often these actions were done since the last of *ends*; None if never."""
    return Fact(name, Keeps.COUNT, None, of, ends, en=en, zh=zh)


def open_set(
    name: str, *, of: Iterable[Action] | Action, ends: Iterable[Action] | Action, field: str, en: str = "", zh: str = ""
) -> Fact:
    """The values of a field that *of* has added and *ends* has not yet taken out, sorted."""
    return Fact(name, Keeps.OPEN_SET, field, of, ends, en=en, zh=zh)
