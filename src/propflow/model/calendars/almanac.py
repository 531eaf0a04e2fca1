"""
The almanac: the calendars that a desk knows by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from propflow.errors import Misplaced, UnknownName

if TYPE_CHECKING:
    from propflow.model.calendars.protocol import Calendar


def _by_name(given: Iterable[Calendar]) -> dict[str, Calendar]:
    from propflow.model.calendars.builtin import BUILT_IN

    found: dict[str, Calendar] = {}
    for one in given:
        name = getattr(one, "name", None)
        if not isinstance(name, str) or not hasattr(one, "edition"):
            raise Misplaced(f"A calendar is a ServiceCalendar or Always, not {type(one).__name__}.")
        if name in BUILT_IN and one != BUILT_IN[name]:
            raise Misplaced(f"'{name}' is a calendar that comes with propflow; give yours another name.")
        if name in found and found[name] != one:
            raise Misplaced(f"Two calendars are called '{name}'.")
        found[name] = one
    return found


@attrs.frozen(eq=False)
class Almanac:
    """
    Calendars by name, the built-in ones among them.

    Raises:
        Misplaced: If something is no calendar, two have one name, or one takes the name
            of a built-in one.
    """

    given: dict[str, Calendar] = attrs.field(factory=dict, converter=_by_name)

    def calendar(self, name: str) -> Calendar:
        """
        The calendar called *name*.

        Raises:
            UnknownName: If there is none; it says which there are.
        """
        from propflow.model.calendars.builtin import BUILT_IN

        found = self.given.get(name) or BUILT_IN.get(name)
        if found is None:
            raise UnknownName("calendar", name, [*BUILT_IN, *self.given])
        return found

    @property
    def editions(self) -> dict[str, str]:
        """The edition of each calendar, by name; those that never change are left out."""
        from propflow.model.calendars.always import Always
        from propflow.model.calendars.builtin import BUILT_IN

        every = {**BUILT_IN, **self.given}
        return {name: one.edition for name, one in sorted(every.items()) if not isinstance(one, Always)}


BUILT_IN_ONLY = Almanac()
"""What a desk knows that was given no calendars."""
