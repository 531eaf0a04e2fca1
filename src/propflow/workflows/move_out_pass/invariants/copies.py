"""
G12, G15 and G16: security's copy comes back in time and agrees, and no number is used twice.

What only all requests together show (numbers left out, a number on the slips of two requests) `reconcile` reports.
"""

from collections.abc import Iterator
from itertools import pairwise

from propflow.definition.invariants import NOT_APPLICABLE, NOT_YET_OWED, Breach, History, Judgement, invariant
from propflow.model.amounts import Amount
from propflow.model.calendars import ALWAYS
from propflow.model.instants import to_text
from propflow.workflows.complaint.invariants.reading import acts, latest, value
from propflow.workflows.move_out_pass.goods import same
from propflow.workflows.move_out_pass.invariants.leaving import goods_in
from propflow.workflows.move_out_pass.slips import OUT, doubles, slips_of


@invariant(
    "G12", en="What is archived has security's copy, and it is the centre's", zh="归档须有保安联且两联相符",
    rules=["B09-15", "B09-16"],
)  # fmt: skip
def copies_are_the_same(history: History) -> Judgement:
    """Serial number and goods; two copies were made out."""
    ends = acts(history, ["close"])
    found = []
    for one in ends:
        slip = latest(history, ["open"], one.number)
        if slip is None or value(slip, "copies") != 2:
            found.append(Breach(one.number, "no slip was made out in two copies"))
        elif value(one, "serial") != value(slip, "serial") or not same(goods_in(one), goods_in(slip)):
            found.append(Breach(one.number, "security's copy is not the centre's"))
        if not acts(history, ["keep_copy"], before=one.number):
            found.append(Breach(one.number, "security had kept no copy"))
    return found if ends else NOT_APPLICABLE


@invariant(
    "G15", en="Security's copy comes in within its days, or the delay is on record", zh="保安联按期交回，逾期有记录",
    rules=["B09-15", "B09-16"],
)  # fmt: skip
def copies_come_in_time(history: History) -> Judgement:
    """Counted from the release; a copy that is written off is owed no longer."""
    left, within = latest(history, ["release_goods"]), history.policy.get("hand_in")
    if left is None or not isinstance(within, Amount):
        return NOT_APPLICABLE
    due, end = ALWAYS.due(left.at, within), latest(history, ["close", "write_off"])
    if (history.until if end is None else end.at) <= due:
        return NOT_YET_OWED if end is None else []
    if any(one.kind == "mark" and (one.action, one.facts["mark"]) == ("hand_in", "due") for one in history.records):
        return []
    number = history.records[-1].number if end is None else end.number
    return [Breach(number, f"security's copy was due at {to_text(due)}; the delay is not on record")]


@invariant(
    "G16", en="Each number is on one slip, and each slip is out, back or void",
    zh="编号唯一，每份持出证非在外、已归即作废", rules=["B09-15"],
)  # fmt: skip
def each_number_once(history: History) -> Judgement:
    """Within the request: a new slip is made out only when the one before it is void, and none is out at the end."""
    slips = slips_of(history.records)
    return [Breach(number, what) for number, what in _numbers(history)] if slips else NOT_APPLICABLE


def _numbers(history: History) -> Iterator[tuple[int, str]]:
    slips = slips_of(history.records)
    for serial in doubles(slips):
        yield 0, f"{serial} stands on more than one slip"
    for before, one in pairwise(slips):
        if str(before.standing) != "void":
            yield one.number, f"{one.serial} was made out while {before.serial} was {before.standing}"
    over = history.kinds.get(history.records[-1].state_to) == "final"
    if over and slips[-1].standing is OUT:
        yield history.records[-1].number, f"the request is over, and {slips[-1].serial} is out"
