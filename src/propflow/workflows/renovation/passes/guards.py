"""
On what it depends whether a worker pass is made, used, halted, taken back or written off.
"""

from typing import Any, cast

from propflow import PASSES, Situation, Verdict, blocks, guard, linked
from propflow.workflows.renovation.known import fact, parent, parent_fact, price

AT_WORK = ("in_works", "works_rectification")
MENDING = "post_rectification"
MAY_STOP = ("in_works_overdue", "works_rectification", "works_stopped")
OVER = (
    "works_stopped", "completion_reported", "post_rectification", "rectification_check", "observation", "reinspection",
    "reinspection_failed",
)  # fmt: skip
"""Where workers have nothing more to do on the site, or only until a rectification ends."""

_renovation = linked("parent", ["workers"])


def _in(s: Situation, *states: str) -> Verdict:
    state = parent(s).get("state")
    return PASSES if state in states else blocks("renovation_elsewhere", state=state, needed=[*states])


@guard(en="The renovation has come so far", zh="装修已到办证环节", form_needed=True, rules=["B08-29", "B08-36"])
def passes_are_made_now(s: Situation) -> Verdict:
    """Once the fees are paid, and while the works go on."""
    known = cast("dict[str, Any] | None", s.facts.get("linked_case"))
    if known is None or known.get("state") in ("ready_for_permit", *AT_WORK):  # what is not there the desk refuses
        return PASSES
    return blocks("renovation_elsewhere", state=known.get("state"), needed=["ready_for_permit", *AT_WORK])


@guard(en="The works go on", zh="装修正在施工", needs=[_renovation], rules=["B08-29", "B08-38"])
def works_go_on(s: Situation) -> Verdict:
    """With a permit that runs; not while they are stopped or overdue."""
    return _in(s, *AT_WORK)


@guard(en="Somebody has to work there", zh="现场须有人施工", needs=[_renovation], rules=["B08-29", "B08-44"])
def somebody_works_there(s: Situation) -> Verdict:
    """While the works go on, or something is being rectified."""
    return _in(s, *AT_WORK, MENDING)


@guard(en="Something is being rectified", zh="正在整改", needs=[_renovation], rules=["B08-44"])
def is_being_rectified(s: Situation) -> Verdict:
    """Passes were handed in at completion; a rectification needs some of them back."""
    return _in(s, MENDING)


@guard(en="The works are stopped, or may be", zh="停工或可停工", needs=[_renovation], rules=["B08-38", "B21-43"])
def works_may_be_stopped(s: Situation) -> Verdict:
    """Past the permit, or while a violation is being rectified: first the passes are suspended, then the works stop."""
    return _in(s, *MAY_STOP)


@guard(en="The works are over", zh="施工已结束", needs=[_renovation], rules=["B08-41"])
def works_are_over(s: Situation) -> Verdict:
    """Completed, or stopped for good."""
    return _in(s, *OVER)


@guard(en="The worker is on the list", zh="人员在施工名单内", needs=[_renovation], rules=["B08-14", "B08-36"])
def worker_is_listed(s: Situation) -> Verdict:
    """Who comes later is put on the list by the person responsible, and by nobody else."""
    worker, listed = fact(s, "worker"), parent_fact(s, "workers") or []
    return PASSES if worker in listed else blocks("worker_not_listed", worker=worker)


@guard(en="The price is that of the price list", zh="工本费与收费标准一致", form_needed=True, rules=["B08-25"])
def fee_is_right(s: Situation) -> Verdict:
    """Each pass that is ever made has its price, with a receipt."""
    needed = price(s, "pass_fee_cny")
    return PASSES if s.form.fee == needed else blocks("wrong_fees", fee=f"{needed:.2f}")


@guard(en="A new number", zh="新的证号", form_needed=True)
def number_is_new(s: Situation) -> Verdict:
    """The lost number stays blocked at the gates."""
    return blocks("number_is_blocked") if s.form.pass_number == fact(s, "pass_number") else PASSES


@guard(en="The pass that was issued", zh="与所发证号一致", form_needed=True, rules=["B08-41"])
def number_is_the_one(s: Situation) -> Verdict:
    """Another one is not this one."""
    return PASSES if s.form.pass_number == fact(s, "pass_number") else blocks("other_pass", shown=s.form.pass_number)


@guard(en="The period lies ahead", zh="期限在将来", form_needed=True, rules=["B08-44"])
def period_lies_ahead(s: Situation) -> Verdict:
    """A pass for a rectification is a limited one."""
    return PASSES if s.form.valid_until > s.now else blocks("period_is_past")
