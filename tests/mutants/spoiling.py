"""
Spoiling: how a known-wrong implementation takes the place of the right one for the length of a test.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import attrs
import pytest

from propflow.model.calendars.service import ServiceCalendar

Wrong = Callable[..., Any]


@attrs.frozen(eq=False)
class Mutant:
    """
    One mistake, as somebody has really made it.

    Attributes:
        wrong: Takes the right implementation and gives the wrong one.
        owner, name: Where the right one is; every module that has imported it gets the wrong one.
    """

    wrong: Callable[[Any], Wrong]
    owner: Any
    name: str

    @property
    def mistake(self) -> str:
        """What it gets wrong, in words."""
        return " ".join((self.wrong.__doc__ or "").split())


MUTANTS: list[Mutant] = []


def instead_of(owner: Any, name: str) -> Callable[[Callable[[Any], Wrong]], Mutant]:
    """Make a mutant that stands in for a function of a module, or for a method of a class."""

    def made(wrong: Callable[[Any], Wrong]) -> Mutant:
        MUTANTS.append(Mutant(wrong, owner, name))
        return MUTANTS[-1]

    return made


def forget_tables() -> None:
    """Calendars keep the tables of the years they were asked about; those of a mutant must not outlive it."""
    for one in gc.get_objects():
        if isinstance(one, ServiceCalendar):
            one._years.clear()


@contextmanager
def spoilt(mutant: Mutant) -> Iterator[None]:
    """Everything that propflow does is done with the mistake in it."""
    right = getattr(mutant.owner, mutant.name)
    wrong = mutant.wrong(right)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mutant.owner, mutant.name, wrong)
        for module in [one for name, one in sys.modules.items() if name.partition(".")[0] == "propflow"]:
            for name in [name for name, value in vars(module).items() if value is right]:
                patch.setattr(module, name, wrong)
        forget_tables()
        try:
            yield
        finally:
            forget_tables()
