"""
Renovation (装修管理): application, approval, fees, permit, works, inspections, refund; with its child cases.

    from propflow.workflows.renovation import plan_change, renovation, renovation_deposit, worker_pass

All four go to one desk, under one policy: `[one.under(policy) for one in WORKFLOWS]`. Their parts lie in the modules
of this package, those of the children in `changes`, `passes` and `deposit`.
"""

from propflow.workflows.renovation.changes.workflow import plan_change
from propflow.workflows.renovation.deposit.workflow import renovation_deposit
from propflow.workflows.renovation.passes.workflow import worker_pass
from propflow.workflows.renovation.workflow import renovation

WORKFLOWS = (renovation, plan_change, worker_pass, renovation_deposit)
"""The main case and its children, as they lie in the books ZX, BG, CR and YJ."""

__all__ = ["WORKFLOWS", "plan_change", "renovation", "renovation_deposit", "worker_pass"]
