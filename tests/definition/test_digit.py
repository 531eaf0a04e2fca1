"""
The complaint configuration that the DIGIT platform ships, written down in our terms.

Its table lists two states that nothing leads to, and lets actions leave states that it calls
terminal. Their software loads it; ours names each of these faults. State, action and role names
are those of the configuration in snake_case.
"""

import pytest

from propflow import ACTIVE, CLOSE, ENTRY, FINAL, OPEN, REGISTER, START, STAY, Action, Role, State, Workflow
from propflow.errors import DefinitionError

citizen = Role("citizen", en="Citizen", zh="市民")
csr = Role("csr", en="Customer service representative", zh="客服代表")
gro = Role("gro", en="Grievance routing officer", zh="投诉分派员")
lme = Role("lme", en="Last-mile employee", zh="一线员工")
supervisor = Role("supervisor", en="Supervisor", zh="主管")
auto_escalate = Role("auto_escalate", en="Automatic escalation", zh="自动升级")

pending_for_assignment = State("pending_for_assignment", ENTRY, en="Pending for assignment", zh="待分派")
pending_for_reassignment = State("pending_for_reassignment", ACTIVE, en="Pending for reassignment", zh="待重新分派")
pending_at_lme = State("pending_at_lme", ACTIVE, en="Pending at the employee", zh="待处理")
pending_at_supervisor = State("pending_at_supervisor", ACTIVE, en="Pending at the supervisor", zh="待主管处理")
resolved_by_supervisor = State("resolved_by_supervisor", ACTIVE, en="Resolved by the supervisor", zh="主管已解决")
resolved = State("resolved", FINAL, en="Resolved", zh="已解决")
rejected = State("rejected", FINAL, en="Rejected", zh="已驳回")
cancelled = State("cancelled", FINAL, en="Cancelled", zh="已取消")
closed_after_resolution = State("closed_after_resolution", FINAL, en="Closed after resolution", zh="解决后关闭")
closed_after_rejection = State("closed_after_rejection", FINAL, en="Closed after rejection", zh="驳回后关闭")

STATES = [
    pending_for_assignment,
    pending_for_reassignment,
    pending_at_lme,
    pending_at_supervisor,
    resolved_by_supervisor,
    resolved,
    rejected,
    cancelled,
    closed_after_resolution,
    closed_after_rejection,
]

ACTIONS = [
    Action("register", START, pending_for_assignment, en="Apply", zh="提交", by=[citizen, csr], milestone=REGISTER),
    Action("open", pending_for_assignment, pending_at_lme, en="Assign", zh="分派", by=[gro], milestone=OPEN),
    Action("assign", pending_for_reassignment, pending_at_lme, en="Assign again", zh="再次分派", by=[gro]),
    Action("reassign", pending_at_lme, pending_for_reassignment, en="Reassign", zh="退回重派", by=[lme, gro]),
    Action("reject", [pending_for_assignment, pending_for_reassignment], rejected, en="Reject", zh="驳回", by=[gro]),
    Action("forward", pending_at_lme, pending_at_supervisor, en="Forward", zh="转主管", by=[lme, auto_escalate]),
    Action("close", pending_at_lme, resolved, en="Resolve", zh="解决", by=[lme], milestone=CLOSE),
    Action("resolve_by_supervisor", pending_at_supervisor, resolved, en="Resolve", zh="主管解决", by=[supervisor]),
    Action("reopen", [resolved, rejected], pending_for_assignment, en="Reopen", zh="重开", by=[citizen, csr]),
    Action("rate", resolved, closed_after_resolution, en="Rate", zh="评价", by=[citizen]),
    Action("rate_rejection", rejected, closed_after_rejection, en="Rate", zh="评价驳回", by=[citizen]),
    Action("comment", [pending_at_lme, pending_at_supervisor], STAY, en="Comment", zh="备注", by=[citizen, csr, lme]),
]


def test_digit_complaint_is_refused() -> None:
    """Both unreachable states and every exit from a final state are named, in one refusal."""
    with pytest.raises(DefinitionError) as refusal:
        Workflow("pgr", en="Public grievance redressal", zh="公众投诉", states=STATES, actions=ACTIONS)
    assert sorted(refusal.value.faults) == [
        "State 'cancelled' can never be reached.",
        "State 'rejected' is final, but 'rate_rejection' leaves it.",
        "State 'rejected' is final, but 'reopen' leaves it.",
        "State 'resolved' is final, but 'rate' leaves it.",
        "State 'resolved' is final, but 'reopen' leaves it.",
        "State 'resolved_by_supervisor' can never be reached.",
    ]
