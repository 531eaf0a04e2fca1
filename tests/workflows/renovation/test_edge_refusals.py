"""
From each accepted example one precondition is taken away at a time: the refusal names that one and no other.

Every edge ends by being taken after all, so nothing but what was taken away stood in its way.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from tests.workflows.renovation.lives import Site
from tests.workflows.renovation.plots import ACTIONS, EDGES, PREFIX, Plot, arrived, plot_of
from tests.workflows.renovation.usual import SIGNERS

from propflow import Actor, Conflict, Grant, Refused, Role
from propflow.definition.actions import Action
from propflow.definition.forms import form_spec

FIRST = {(workflow, action): source for workflow, source, action, _ in reversed(EDGES)}
"""By workflow and action: the first state in which it can be done."""

MANY = pytest.mark.parametrize(("workflow", "action"), list(FIRST), ids=str)
SIGNED = [(workflow, action) for workflow, action in FIRST if ACTIONS[workflow][action].sign_offs]


def ready(workflow: str, action: str) -> tuple[Site, Plot, str, Action]:
    """A site where the action would be accepted, its plot, its step, and itself."""
    plot = plot_of(workflow, FIRST[workflow, action], action)
    return arrived(workflow, FIRST[workflow, action], plot), plot, PREFIX[workflow] + action, ACTIONS[workflow][action]


def handed(site: Site, step: str, form: Any, by: Actor, **how: Any) -> None:
    """The form is handed in as it is."""
    child, workflow, action = site.action(step)
    if action.starts_case:
        site.desk.register(site.workflows[workflow], form, by=by, action=action.name, **how)
    elif action.sign_offs:
        site.desk.propose(site.at(child), action.name, form, by=by, **how)
    else:
        version = site.desk.case(site.at(child)).version
        site.desk.act(site.at(child), action.name, form, by=by, **{"expect": version, **how})


def codes(site: Site, step: str, form: Any, by: Actor, **how: Any) -> frozenset[str]:
    """The codes of every reason why it is refused."""
    with pytest.raises(Refused) as refusal:
        handed(site, step, form, by, **how)
    return refusal.value.codes


def strangers(site: Site, action: Action) -> Iterator[tuple[str, Actor]]:
    """People who may not do it, and the reason for each."""
    roles = [one for one in action.by if isinstance(one, Role)]
    yield "role", Actor("stranger")
    yield "role", Actor("stranger", ["cleaner"])
    if roles:
        yield "grant_expired", Actor("stranger", [Grant(one.name, until=site.clock()) for one in roles])
        yield "grant_expired", Actor("stranger", [Grant(one.name, tenant="lakeside") for one in roles])


@MANY
def test_somebody_else_may_not(workflow: str, action: str) -> None:
    """Without the role or relation, with a grant that has ended or holds elsewhere: for that alone."""
    site, plot, step, itself = ready(workflow, action)
    for code, who in strangers(site, itself):
        hot = action == "grant_hot_work" and all(one.role != "engineering_department" for one in who.roles)
        assert codes(site, step, site.filled(step, plot.form), who) == {code, *(["other_permits"] if hot else [])}, who
    site.did(step, **plot.form)


@MANY
def test_a_form_that_does_not_do(workflow: str, action: str) -> None:
    """Each needed field is missed by itself; all that is wrong with a form is said at once."""
    site, plot, step, itself = ready(workflow, action)
    form, by = site.filled(step, plot.form), site.usual(step)
    spec = form_spec(itself.form) if itself.form else None
    if spec is None or form is None:
        assert codes(site, step, {"wat": 1}, by) == {"field_unknown"}
        assert codes(site, step, 7, by) == {"form_type"}
        site.did(step, by)
        return
    needed = [one.name for one in spec.fields if one.required]
    for name in needed:
        assert codes(site, step, {field: given for field, given in form.items() if field != name}, by) == {
            "field_missing"
        }
    assert codes(site, step, {**form, "wat": 1, spec.names[0]: object}, by) == {"field_unknown", "field_invalid"}
    assert codes(site, step, 7, by) == {"form_type"}
    if needed:
        with pytest.raises(Refused) as refusal:
            handed(site, step, {}, by)
        assert [one.code for one in refusal.value.blockers] == ["field_missing"] * len(needed)
    site.did(step, **plot.form)


@MANY
def test_at_another_time(workflow: str, action: str) -> None:
    """What was read is no longer so, nothing was read that must be, or it is said to have happened tomorrow."""
    site, plot, step, itself = ready(workflow, action)
    form, by, child = site.filled(step, plot.form), site.usual(step), PREFIX[workflow].rstrip(".")
    tomorrow = site.clock() + timedelta(days=1)
    if not itself.sign_offs:
        assert codes(site, step, form, by, occurred_at=tomorrow) == {"future"}
    if not itself.starts_case:
        case = site.desk.case(site.at(child))
        with pytest.raises(Conflict) as conflict:
            handed(site, step, form, by, expect=case.acted - 1)
        assert (conflict.value.blockers, site.desk.case(case.id).hash) == ((), case.hash)
    if itself.expect and not itself.sign_offs:
        assert codes(site, step, form, by, expect=None) == {"expect_missing"}
    site.did(step, **plot.form)


@pytest.mark.parametrize(("workflow", "action"), SIGNED)
def test_without_the_consent(workflow: str, action: str) -> None:
    """Not proposed, not signed, refused, signed by too few, signed by the proposer: each is said by itself."""
    site, plot, step, _ = ready(workflow, action)
    form, by, case_id = site.filled(step, plot.form), site.usual(step), site.at(PREFIX[workflow].rstrip("."))

    def refused() -> frozenset[str]:
        """Why the act is refused."""
        with pytest.raises(Refused) as refusal:
            site.desk.act(case_id, action, by=by, expect=site.desk.case(case_id).version)
        return refusal.value.codes

    assert refused() >= {"proposal_missing"}
    site.desk.propose(case_id, action, form, by=by)
    with pytest.raises(Refused) as refusal:
        site.desk.sign(case_id, action, by=Actor("stranger"))
    assert refusal.value.codes == {"sign_off_unknown"}
    *others, (last, roles) = SIGNERS[action]
    with pytest.raises(Refused) as refusal:
        site.desk.sign(case_id, action, by=Actor(by.id, roles or ["centre_manager"]))
    assert refusal.value.codes == {"duty"}
    site.desk.sign(case_id, action, by=Actor(last, roles), consent=False, reason="No")
    assert refused() == {"sign_off_refused", "sign_off_missing"}
    site.desk.propose(case_id, action, form, by=by)
    for signer, held in others:
        site.desk.sign(case_id, action, by=Actor(signer, held))
    assert refused() == {"sign_off_missing"}
    site.desk.sign(case_id, action, by=Actor(last, roles))
    site.desk.act(case_id, action, by=by, expect=site.desk.case(case_id).version)


def test_whoever_sent_it_does_not_decide() -> None:
    """Engineering staff who also sit at the counter leave the decision to somebody else."""
    site = arrived("renovation", "submitted", Plot(steps=("sign_agreement",)))
    both = Actor("both", ["cs_staff", "engineering_department"])
    site.did("accept_and_send", both)
    assert site.refused("approve", both) == {"duty"}
    assert site.refused("reject", both) == {"duty"}
    site.did("approve")


def test_whoever_ordered_the_refund_does_not_pay_it() -> None:
    """Neither in person nor standing in for somebody."""
    site = arrived("renovation", "refund_due", Plot())
    both = Actor("both", ["cs_staff", "finance_department"])
    site.did("deposit.order_refund", both)
    assert site.refused("deposit.close", both) == {"duty"}
    deputy = Actor("deputy", ["finance_department"], on_behalf_of="both")
    assert site.refused("deposit.close", deputy) == {"duty"}
    site.did("deposit.close")


@pytest.mark.parametrize(
    ("workflow", "at"),
    [("renovation_deposit", "approved_unpaid"), ("worker_pass", "ready_for_permit"), ("plan_change", "in_works")],
)
def test_a_child_of_nothing(workflow: str, at: str) -> None:
    """There is no such renovation, or it is over."""
    site, step = arrived("renovation", at, Plot()), f"{PREFIX[workflow]}register"
    assert site.refused(step, renovation="ZX-999999") == {"link_unknown"}
    over = arrived("renovation", "approved_unpaid", Plot())
    over.did("withdraw", vouchers=[])
    code = "works_not_under_way" if workflow == "plan_change" else "renovation_elsewhere"
    assert over.refused(step) == {"link_final", code}
