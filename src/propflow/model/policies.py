"""
Policies: what a manual, or a site, says for the values that workflows leave open.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, TypeAlias

import attrs

from propflow.model.amounts import Amount
from propflow.model.instants import instant

Value: TypeAlias = Amount | int | str | bool
"""What a slot is filled with."""

OFF: Final = "off"
"""The value by which a policy opts out of a slot, by its name."""


def _effective(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "effective_from")


@attrs.frozen
class Policy:
    """
    Named values for the slots of workflows.

    Attributes:
        name: Of the manual or the site, such as `front_desk_manual`.
        values: By `workflow.slot`, such as `complaint.hand_over`: an amount or its text
            (`20 minutes`), a number, a flag, the name of a choice, or `off`.
        rules: By the same names: the ids of the rules that say so.
        unsaid: By the same names: where the manual prints a blank (empty text) or no more
            than a word such as 及时 (promptly). Neither is a value: the site must give one.
        effective_from: New cases take the policy with the latest instant that has come;
            None is earlier than all.
    """

    name: str = attrs.field(validator=attrs.validators.instance_of(str))
    values: Mapping[str, object] = attrs.field(factory=dict)
    rules: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, kw_only=True)
    unsaid: Mapping[str, str] = attrs.field(factory=dict, kw_only=True)
    effective_from: datetime | None = attrs.field(default=None, kw_only=True, converter=_effective)
    en: str = attrs.field(default="", kw_only=True)
    zh: str = attrs.field(default="", kw_only=True)
