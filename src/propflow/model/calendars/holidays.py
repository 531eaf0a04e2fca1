"""
Published holidays and make-up workdays. The only file that imports the package with the dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

import attrs

from propflow.errors import UnknownName
from propflow.model.canonical import Json

NAMES: Final = ("cn",)

Title = tuple[str, str]
"""A name in English and Chinese."""


@attrs.frozen(eq=False)
class PublishedDays:
    """
    Days off and workdays that an authority has published, for whole years.

    Attributes:
        name: Whose days they are.
        first, last: The first and the last year that were published.
        off: Holidays, weekends among them, by their names in English and Chinese.
        make_up: Days worked instead (调休), by the holiday they make up for.
    """

    name: str
    first: int
    last: int
    off: Mapping[date, Title]
    make_up: Mapping[date, Title]

    def description(self) -> dict[str, Json]:
        """Everything on which a deadline may depend."""
        return {
            "name": self.name,
            "years": [self.first, self.last],
            "off": [one.isoformat() for one in sorted(self.off)],
            "make_up": [one.isoformat() for one in sorted(self.make_up)],
        }


CORRECTIONS: Final[Mapping[date, Title]] = {
    # 国办发明电〔2005〕35号 has it worked; the package has forgotten it. See docs/decisions/0009.
    date(2005, 12, 31): ("New Year's Day", "元旦"),
}
"""Make-up days that the package does not have."""


@cache
def published(name: str) -> PublishedDays:
    """
    The days published in a country; so far of `cn`.

    Raises:
        UnknownName: If nothing is known of it.
    """
    if name not in NAMES:
        raise UnknownName("set of holidays", name, NAMES)
    from chinese_calendar.constants import Holiday, holidays, workdays

    kinds: Any = Holiday  # its members have a Chinese name, which no type checker sees
    titles: dict[str, Title] = {one.value: (one.value, one.chinese) for one in kinds}
    years = [one.year for one in holidays]
    return PublishedDays(
        name="cn",
        first=min(years),
        last=max(years),
        off={day: titles[holiday] for day, holiday in holidays.items()},
        make_up={**{day: titles[holiday] for day, holiday in workdays.items()}, **CORRECTIONS},
    )
