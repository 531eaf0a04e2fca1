"""
Whom to send: the ways of choosing a repairer, as pure functions over who there is.

Every way keeps the same filter: trade and skill, certificate where it is asked for, on duty in this
shift, zone, room for one more order. An urgent repair is always assigned. Nobody who is chosen may
decline (A10-29); an order that nobody takes is assigned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from propflow.workflows.repair.axes import CLASS_ORDER, STRATEGIES


def _names(given: Iterable[str]) -> frozenset[str]:
    return frozenset(given)


@attrs.frozen
class Worker:
    """
    Somebody who could be sent.

    Attributes:
        trades: Of `axes.TRADES`, those that the person has learnt.
        certificates: Those of them for which the person holds a certificate.
        zones: Where the person works; empty for everywhere.
        open_orders, capacity: How many orders the person has now, and may have.
        last_order: A number that grows with each order given, for taking turns; 0 for none yet.
    """

    id: str
    trades: frozenset[str] = attrs.field(converter=_names)
    certificates: frozenset[str] = attrs.field(default=frozenset(), converter=_names)
    zones: frozenset[str] = attrs.field(default=frozenset(), converter=_names)
    on_duty: bool = True
    open_orders: int = 0
    capacity: int = 5
    last_order: int = 0


@attrs.frozen
class Job:
    """What has to be done: its trade, zone, class and size."""

    trade: str
    repair_class: str
    zone: str = ""
    size: str = "small"
    certificate_needed: bool = False


def unfit(worker: Worker, job: Job) -> tuple[str, ...]:
    """Every reason why a worker cannot be sent, as codes; empty if nothing stands against it."""
    found = []
    if job.trade not in worker.trades:
        found.append("trade")  # A04-19, A06-11, A06-27
    if job.certificate_needed and job.trade not in worker.certificates:
        found.append("certificate")  # A13-22
    if not worker.on_duty:
        found.append("off_duty")
    if job.zone and worker.zones and job.zone not in worker.zones:
        found.append("zone")  # A09-14
    if worker.open_orders >= worker.capacity and job.repair_class != "urgent":
        found.append("capacity")  # an urgent order goes before what somebody has in hand: A06-19
    return tuple(found)


def fitting(workers: Iterable[Worker], job: Job) -> list[Worker]:
    """Those against whom nothing stands, the one with the fewest open orders first, then by id."""
    able = [one for one in workers if not unfit(one, job)]
    return sorted(able, key=lambda one: (one.open_orders, one.id))


def allowed(strategy: str, job: Job) -> bool:
    """May an order for this job be given in this way?"""
    if strategy == "assign":
        return True
    if strategy in ("grab", "round_robin"):
        return job.repair_class != "urgent" and job.size == "small"
    return strategy in STRATEGIES and job.repair_class != "urgent"


def assigned(workers: Iterable[Worker], job: Job) -> Worker | None:
    """The one with the fewest open orders; None if nobody can be sent."""
    return next(iter(fitting(workers, job)), None)


def in_turn(workers: Iterable[Worker], job: Job) -> Worker | None:
    """The one whose last order lies longest back; None if nobody can be sent."""
    return min(fitting(workers, job), key=lambda one: (one.last_order, one.id), default=None)


def taken(workers: Iterable[Worker], job: Job, answers: Sequence[str], *, share_gone: float = 0.0) -> Worker | None:
    """
    The first who answered an offer, of those it was made to; assigned once half of the limit is gone.

    Args:
        answers: Ids in the order in which they answered; strangers to the offer do not count.
        share_gone: How much of the limit for giving the order has passed, from 0 to 1.
    """
    able = {one.id: one for one in fitting(workers, job)}
    found = next((able[one] for one in answers if one in able), None)
    return assigned(able.values(), job) if found is None and share_gone >= 0.5 else found


def chosen(
    strategy: str,
    workers: Iterable[Worker],
    job: Job,
    *,
    answers: Sequence[str] = (),
    share_gone: float = 0.0,
    leader_names: str | None = None,
) -> Worker | None:
    """
    Whom to send, by the strategy; None if nobody can be, or nobody has answered yet.

    A strategy that is not allowed for the job falls back on assigning.

    Args:
        leader_names: Whom the leader of the matching team names, where the order was pushed to the team.
    """
    every = [*workers]
    if not allowed(strategy, job):
        return assigned(every, job)
    if strategy == "grab":
        return taken(every, job, answers, share_gone=share_gone)
    if strategy == "round_robin":
        return in_turn(every, job)
    if strategy == "push_to_team":
        return next((one for one in fitting(every, job) if one.id == leader_names), None)
    return assigned(every, job)


def in_order(jobs: Iterable[tuple[str, Job]]) -> list[str]:
    """Ids of jobs in the order in which they are given out: urgent, ordinary, routine; else as they came."""
    ranked = sorted(jobs, key=lambda one: -CLASS_ORDER.index(one[1].repair_class))
    return [id_ for id_, _ in ranked]


def order_fields(worker: Worker, job: Job, strategy: str) -> Mapping[str, object]:
    """What goes into the form of a dispatch for the one who was chosen."""
    return {
        "assignee": worker.id,
        "strategy": strategy if allowed(strategy, job) else "assign",
        "skilled": job.trade in worker.trades,
        "certified": job.trade in worker.certificates,
        "on_duty": worker.on_duty,
    }
