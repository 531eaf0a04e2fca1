"""
Tasks: what is asked of a desk, as values.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs

from propflow.definition.actions import Action
from propflow.engine.plan import Plan, Step
from propflow.errors import UnknownName
from propflow.model.people import Actor


@attrs.define(eq=False)
class Task:
    """
    One action asked for: what `Desk.act` takes, as a value.

    Attributes:
        action: The action, or its name.
        form: The filled-in form, a mapping of JSON values, or None.
        by: Who acts.
        occurred_at: When it happened; None if now.
        expect: The version of the case that was read.
    """

    action: Action | str
    form: Any = None
    by: Actor = attrs.field(kw_only=True)
    occurred_at: datetime | None = attrs.field(kw_only=True, default=None)
    expect: int | None = attrs.field(kw_only=True, default=None)
    note: str = attrs.field(kw_only=True, default="")
    kind: str = attrs.field(kw_only=True, default="act")
    consent: bool = attrs.field(kw_only=True, default=True)
    reason: str = attrs.field(kw_only=True, default="")


def step_of(plan: Plan, action: Action | str) -> Step:
    """
    The step that an action, or its name, stands for.

    Raises:
        UnknownName: If the plan has none.
    """
    name = action if isinstance(action, str) else getattr(action, "name", None)
    found = plan.steps.get(name) if isinstance(name, str) else None
    if found is None:
        raise UnknownName(f"action in '{plan.name}'", name if name is not None else action, plan.steps)
    return found
