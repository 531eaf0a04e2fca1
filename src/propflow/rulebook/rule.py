"""
Rule: one atomic rule of a manual.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs


@attrs.frozen
class Rule:
    """
    One atomic rule of a manual, cited by its id.

    Attributes:
        id: Manual letter, document and running number, such as `C04-22`.
        source: Title of the document, as it stands there.
        section: Where in the document.
        area: What it is about, such as `complaint` or `renovation`.
        kind: What it asks for, such as `deadline`, `guard` or `record`.
        statement: What it says, in our words.
        terms: The words of the source by which it is found there.
        params: Its figures and values, by name; the unit stands in the name.
        enforceable: Can software carry it out? What only asks for good manners is not.
        conflicts: Ids of the rules that say otherwise.
    """

    id: str
    source: str
    section: str
    area: str
    kind: str
    statement: str
    terms: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    params: Mapping[str, Any] = attrs.field(hash=False)
    enforceable: bool
    conflicts: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
