"""
Strictness: which of two values of a slot binds more, where that is certain.
"""

from __future__ import annotations

from datetime import timedelta

from propflow.definition.slots import LEAST, Slot, SlotKind
from propflow.model.amounts import Amount, Unit
from propflow.model.policies import Value

_DAYS = {Unit.DAYS: (1, 1), Unit.WEEKS: (7, 7), Unit.MONTHS: (28, 31), Unit.QUARTERS: (89, 92)}
"""How many days each unit has at least and at most."""

_CHANGE_OF_CLOCKS = timedelta(hours=1)


def no_looser(slot: Slot, one: Value, other: Value) -> bool:
    """
    Is *one* for certain at least as strict as *other*, by the slot's strict direction?

    Without a direction only equal values are. Both are as `Slot.read` gives them.
    """
    if one == other:
        return True
    if slot.strict is None or slot.kind is SlotKind.CHOICE:
        return False
    low, high = (one, other) if slot.strict is LEAST else (other, one)
    if isinstance(low, Amount) and isinstance(high, Amount):
        return never_later(low, high)
    return isinstance(low, int) and isinstance(high, int) and low <= high


def never_later(one: Amount, other: Amount) -> bool:
    """
    Does *one* end no later than *other*, from whatever start and in whatever calendar?

    Minutes and hours count service time, which may stand still for days: they are no
    shorter than on a clock, and never for certain shorter than a number of days. Amounts
    that heed working days or name a day of the month are comparable with their like alone.
    """
    if one.unit is other.unit:
        return one == other or (
            one.unit is not Unit.BY_DAY and one.notice == other.notice and one.number <= other.number
        )
    if one.elapsed is not None:
        return other.elapsed is not None and one.elapsed <= other.elapsed
    longest = 1 if one.unit is Unit.SAME_DAY else one.number * _DAYS.get(one.unit, (0, 0))[1]
    if not longest:
        return False
    if other.elapsed is not None:
        return timedelta(days=longest) + _CHANGE_OF_CLOCKS <= other.elapsed
    return other.unit in _DAYS and longest <= other.number * _DAYS[other.unit][0]
