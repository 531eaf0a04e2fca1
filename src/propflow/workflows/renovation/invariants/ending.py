"""
N12 to N16: inspections, the thirty days, and how a renovation comes to its end.
"""

from collections.abc import Iterator

from propflow.definition.invariants import NOT_APPLICABLE, Breach, History, Judgement, invariant
from propflow.model.calendars import ALWAYS
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import acts, value
from propflow.workflows.renovation.invariants.reading import (
    CLOSINGS,
    PASSED,
    SERVED,
    SETTLED,
    SETTLEMENTS,
    deeds,
    family,
    latest,
    latest_number,
    limit_of,
    states_at,
    still_open,
)

BACK = {"returned", "cancelled", "written_off"}


def orders(history: History) -> list[Record]:
    """The refunds of the whole deposit that were ordered, in all its ledgers."""
    ledgers = family(history, "renovation_deposit").values()
    return sorted((one for each in ledgers for one in deeds(each, "order_refund")), key=lambda one: one.at)


@invariant(
    "N12", en="No refund before the waiting time since the last passed inspection", zh="末次验收合格满期后方可退押金",
    rules=["B08-42", "B08-46"],
)  # fmt: skip
def refund_waits(history: History) -> Judgement:
    """But for what was settled, or never permitted."""
    wait, permit = limit_of(history, "recheck_after"), latest(history, ["open"])
    ordered = [one for one in orders(history) if permit is not None and one.at > permit.at]
    if wait is None or not ordered:
        return NOT_APPLICABLE
    found = []
    for one in ordered:
        passed = [each for each in acts(history, PASSED) if each.at <= one.at]
        if not passed:
            found.append(Breach(0, f"a refund was ordered at {one.at.isoformat()} without any passed inspection"))
        elif one.at < ALWAYS.due(passed[-1].at, wait):
            found.append(Breach(passed[-1].number, f"a refund was ordered at {one.at.isoformat()}, too early"))
    return found


@invariant(
    "N13", en="What passes the re-inspection has no open notice, no violation since, and no defect",
    zh="复验合格须无未销通知、无新违章、无渗漏堵损坏", rules=["B08-43", "B08-46"],
)  # fmt: skip
def reinspection_finds_nothing(history: History) -> Judgement:
    """An earlier violation that was rectified does not count."""
    passed = acts(history, ["pass_reinspection"])
    found = []
    for one in passed:
        still = still_open(history, SERVED, SETTLED, "notices", before=one.number)
        since = latest_number(history, PASSED, one.number)
        found += [Breach(one.number, f"notice {each} was open") for each in sorted(still)]
        found += [
            Breach(one.number, f"record {each.number} had found a violation since")
            for each in acts(history, SERVED, after=since, before=one.number)
        ]
        defects = [name for name in ("seepage", "leak", "blockage", "damage") if value(one, name) is not False]
        found += [Breach(one.number, f"it says {name}") for name in defects]
    return found if passed else NOT_APPLICABLE


@invariant(
    "N14", en="A defect in observation makes the waiting time begin anew", zh="观察期发现问题则重新起算",
    rules=["B08-42", "B08-46"],
)  # fmt: skip
def waiting_begins_anew(history: History) -> Judgement:
    """Each re-inspection has a passed inspection of its own, nothing found since, and the whole waiting time."""
    wait, begun = limit_of(history, "recheck_after"), acts(history, ["due_reinspection"])
    if wait is None or not begun:
        return NOT_APPLICABLE
    found, before = [], 0
    for one in begun:
        passed = latest(history, PASSED, one.number)
        if passed is None or passed.number < before:
            found.append(Breach(one.number, "it follows no passed inspection of its own"))
        elif one.at < ALWAYS.due(passed.at, wait):
            found.append(Breach(one.number, "it is held before the waiting time was over"))
        elif acts(history, SERVED, after=passed.number, before=one.number):
            found.append(Breach(one.number, "something was found since, and the time did not begin anew"))
        before = one.number
    return found


@invariant(
    "N15", en="A refund waits for every pass, or for the decision on it", zh="出入证收回或核销后方可退押金",
    rules=["B08-41"],
)  # fmt: skip
def refund_waits_for_passes(history: History) -> Judgement:
    """Once there was a permit."""
    permit = latest(history, ["open"])
    ordered = [one for one in orders(history) if permit is not None and one.at > permit.at]
    passes = family(history, "worker_pass")
    if not ordered or not passes:
        return NOT_APPLICABLE
    return [
        Breach(0, f"pass {id_} was out when the refund was ordered")
        for one in ordered
        for id_, journal in passes.items()
        if not states_at(journal, one.at) & BACK
    ]


@invariant(
    "N16", en="What is over has children that are over, and one deposit that went through one door",
    zh="办结时各子案均已了结，押金仅一处支出", rules=["B08-41", "B08-43"],
)  # fmt: skip
def children_are_over(history: History) -> Judgement:
    """A pass that came back rests, and nothing can wake it any longer."""
    ended = acts(history, [*CLOSINGS, "withdraw", "lapse"])
    if not ended:
        return NOT_APPLICABLE
    return [Breach(one.number, what) for one in ended for what in _unfinished(history, one)]


_OVER = {
    "renovation_deposit": {"refunded", "forfeited", "voided"},
    "worker_pass": BACK,
    "plan_change": {"applied", "refused", "cancelled"},
}


def _unfinished(history: History, record: Record) -> Iterator[str]:
    for workflow, over in _OVER.items():
        for id_, journal in family(history, workflow).items():
            there = states_at(journal, record.at)
            if there and not there & over:
                yield f"its {workflow.replace('_', ' ')} {id_} was {', '.join(sorted(there))}"
    ledgers = family(history, "renovation_deposit").values()
    deducted = any(deeds(each, "apply_cost") for each in ledgers)
    if record.action == "close" and deducted:
        yield "it was closed as refunded, but something was deducted"
    if record.action in SETTLEMENTS and not deducted:
        yield "it was settled against the deposit, but nothing was deducted"
    if record.action in SETTLEMENTS and any(deeds(each, "order_refund") for each in ledgers):
        yield "it was settled, but the whole deposit was ordered back"
