"""
N07, N08, N18, N19, N21, N22 and N24: what must be true of the works, their people, nights and patrols.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from propflow.definition.invariants import NOT_APPLICABLE, Breach, History, Judgement, invariant
from propflow.model.journal import Record
from propflow.model.people import SYSTEM_ACTOR
from propflow.workflows.complaint.invariants.reading import acts, value
from propflow.workflows.renovation.axes import WORKERS_FOR
from propflow.workflows.renovation.guards_permit import night_of
from propflow.workflows.renovation.invariants.reading import (
    APPLIED,
    LISTED,
    SERVED,
    day_of,
    deeds,
    family,
    gathered,
    latest,
    moment,
    number_of,
    persons,
    related,
    says,
    states_at,
)


@invariant(
    "N07", en="The passes are those of the people on the list, each paid for", zh="出入证与名单一致且均已交工本费",
    rules=["B08-25", "B08-29", "B08-36"],
)  # fmt: skip
def passes_are_of_the_list(history: History) -> Judgement:
    """No pass for a stranger, no more first issues than were paid, and each issue with its receipt."""
    passes = family(history, "worker_pass")
    if not passes:
        return NOT_APPLICABLE
    listed, found = gathered(history, "workers", LISTED), []
    opened: Counter[str] = Counter()
    for id_, journal in passes.items():
        worker = str(value(journal[0], "worker"))
        issues = deeds(journal, "open", "reissue")
        opened[worker] += len(deeds(journal, "open"))
        if issues and worker not in listed:
            found.append(Breach(0, f"pass {id_} is for {worker}, who is not on the list"))
        found += [Breach(0, f"pass {id_} was issued without a receipt") for one in issues if not says(one, "receipt")]
    fees, added = acts(history, ["take_contractor_fees"]), acts(history, ["add_workers"])
    paid = sum(int(value(one, "passes") or 0) for one in fees) + sum(len(value(one, "workers") or ()) for one in added)
    if opened.total() > paid:
        found.append(Breach(0, f"{opened.total()} passes were issued, {paid} were paid"))
    permit = latest(history, ["open"])
    if permit is not None:
        first = gathered(history, "workers", APPLIED)
        asked = {str(value(one[0], "worker")) for one in passes.values() if one[0].at <= permit.at}
        found += [Breach(permit.number, f"no pass was asked for {one}") for one in sorted(first - asked)]
    return found


@invariant(
    "N08", en="Workers are added by the person responsible alone, who shows permit and own pass",
    zh="增补人员仅由装修责任人持许可证及本人出入证办理", rules=["B08-36"],
)  # fmt: skip
def lead_alone_adds(history: History) -> Judgement:
    """The pass was in use then."""
    added = acts(history, ["add_workers"])
    passes = family(history, "worker_pass")
    found = []
    for one in added:
        lead, permit = related(history, "contractor_lead", one.number), latest(history, ["open"], one.number)
        if lead not in persons(one):
            found.append(Breach(one.number, f"{one.actor} added workers, who is not the person responsible"))
        if permit is None or value(one, "permit_number") != value(permit, "permit_number"):
            found.append(Breach(one.number, "the permit shown is not that of the case"))
        shown = passes.get(str(value(one, "own_pass")), ())
        if not shown or value(shown[0], "worker") != lead or "issued" not in states_at(shown, one.at):
            found.append(Breach(one.number, "the pass shown is not the lead's own, in use"))
    return found if added else NOT_APPLICABLE


@invariant("N18", en="Completion waits for every plan change", zh="方案变更未决不得申报竣工", rules=["B08-35"])
def completion_waits_for_changes(history: History) -> Judgement:
    """Carried out, refused or cancelled."""
    reported, changes = acts(history, ["report_completion"]), family(history, "plan_change")
    if not reported or not changes:
        return NOT_APPLICABLE
    ended = {"applied", "refused", "cancelled"}
    return [
        Breach(one.number, f"plan change {id_} was open")
        for one in reported
        for id_, journal in changes.items()
        if (there := states_at(journal, one.at)) and not there & ended
    ]


@invariant(
    "N19", en="Nobody works past the permit as if it ran; more time is asked for by the owner",
    zh="超期不得按期内施工办理；延期由业主或其书面委托人办理", rules=["B08-38", "B08-39"],
)  # fmt: skip
def works_end_with_the_permit(history: History) -> Judgement:
    """
    After its last instant the case is overdue or stopped; a late extension says why it is late. What the desk itself
    writes down belatedly, such as a patrol that was missed, is no work.
    """
    permits = acts(history, ["open", "extend", "extend_late"])
    if not permits:
        return NOT_APPLICABLE
    found = []
    for one in history.acts():
        before = latest(history, ["open", "extend", "extend_late"], one.number)
        until = None if before is None else moment(before, "valid_until")
        works = one.state_to == "in_works" and one.actor != SYSTEM_ACTOR.id and one.action != "extend_late"
        if until is not None and one.at > until and works:
            found.append(Breach(one.number, f"'{one.action}' in works whose permit ran out at {until.isoformat()}"))
        if until is not None and one.action in ("extend", "extend_late"):
            if one.at >= until and not says(one, "late_reason"):
                found.append(Breach(one.number, "a late extension without a reason"))
            if value(one, "applied_by") != "owner" and not says(one, "mandate"):
                found.append(Breach(one.number, "an extension without the owner, and without a mandate"))
    return found


@invariant(
    "N21", en="In no night do more people stay than may", zh="每晚留宿不超过上限且有业主亲笔担保",
    rules=["B08-49", "B08-50", "B08-51"],
)  # fmt: skip
def nights_are_not_crowded(history: History) -> Judgement:
    """All guarantees together, each in the owner's hand, for one of the two purposes."""
    given = acts(history, ["authorise_overnight"])
    most = number_of(history, "overnight_most")
    found, full = [], Counter[str]()
    seen: set[str] = set()
    for one in given:
        if value(one, "handwritten") is not True or not says(one, "guarantee"):
            found.append(Breach(one.number, "a guarantee that the owner has not written by hand"))
        if value(one, "workers_for") not in WORKERS_FOR:
            found.append(Breach(one.number, "an overnight stay for another purpose"))
        fresh = {str(stay) for stay in value(one, "stays") or ()} - seen
        seen |= fresh
        full.update(str(night_of(stay)) for stay in fresh)
        found += [
            Breach(one.number, f"{people} people in the night of {night}")
            for night, people in sorted(full.items())
            if people > (most or 0) and night in {night_of(stay) for stay in fresh}
        ]
    return found if given else NOT_APPLICABLE


@invariant(
    "N22", en="Each rectification has a notice and a period", zh="整改均有通知单号与期限", rules=["B08-44", "B08-45"]
)
def rectification_has_notice_and_period(history: History) -> Judgement:
    """The period lies behind the notice; and nothing comes to be rectified without one."""
    served = acts(history, SERVED)
    found = []
    for one in served:
        period = moment(one, "rectify_by")
        if not says(one, "notices"):
            found.append(Breach(one.number, "a rectification without a notice"))
        if period is None or period <= one.at:
            found.append(Breach(one.number, "a rectification without a period that lies ahead"))
    for one in history.acts():
        moved = one.state_from != one.state_to and one.state_to in ("works_rectification", "post_rectification")
        if moved and one.action not in SERVED:
            found.append(Breach(one.number, f"'{one.action}' led to a rectification without a notice"))
    return found if served or found else NOT_APPLICABLE


@invariant(
    "N24", en="Each day of works has its patrol, or a gap on record", zh="施工期间每日有巡查记录或缺漏登记",
    rules=["B18-06", "B18-25", "B08-05"],
)  # fmt: skip
def each_day_is_patrolled(history: History) -> Judgement:
    """From the day of the permit to the day before completion. A gap stands for every day since the last entry."""
    begun = acts(history, ["open"])
    if not begun or history.policy.get("patrol") is None:
        return NOT_APPLICABLE
    ends = acts(history, ["report_completion", "abandon"], after=begun[0].number)
    until = day_of(ends[0].at if ends else history.until)
    covered = {day for day in _covered(history, begun[0]) if day < until}
    day, found = day_of(begun[0].at), []
    while day < until:
        if day not in covered:
            found.append(Breach(0, f"no patrol on {day.isoformat()}, and no gap on record"))
        day += timedelta(days=1)
    return found


def _covered(history: History, permit: Record) -> Iterator[date]:
    """
    The days that have a patrol, or lie in a gap.

    An entry that one was missed stands for every day since the last entry. That another day begins stands for the days
    on which nobody looked at the clocks, but not for one that had begun: that has its patrol, or its gap.
    """
    owed: date | None = day_of(permit.at)
    last = day_of(permit.at) - timedelta(days=1)
    for one in acts(history, ["log_patrol", "miss_patrol", "begin_patrol_day"]):
        if one.action == "log_patrol":
            said = moment(one, "patrolled_at")
            seen = day_of(one.at if said is None else said)
            yield seen
            last, owed = max(last, seen), None
            continue
        while last < day_of(one.at) - timedelta(days=1):
            last += timedelta(days=1)
            if one.action == "miss_patrol" or last != owed:
                yield last
        owed = day_of(one.at) if one.action == "begin_patrol_day" else None
