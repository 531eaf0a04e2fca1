"""
Repeating: a command that comes twice under one key is carried out once.
"""

from __future__ import annotations

from collections.abc import Sequence

from propflow.desk.house import Asking, House
from propflow.desk.informing import remark
from propflow.desk.reading import case_of, folded
from propflow.desk.task import Task, step_of
from propflow.engine.plan import Plan
from propflow.errors import KeyReused
from propflow.model.canonical import Json, digest, encode
from propflow.model.cases import Case
from propflow.model.instants import instant, to_text
from propflow.model.people import Actor
from propflow.ports import StoredCommand
from propflow.wire import fill_in


def first_result(
    house: House, tenant: str, case_id: str | None, plan: Plan | None, tasks: Sequence[Task], key: str | None
) -> Asking[Case | None]:
    """What a command with this key came to, if it was given before; None if it was not."""
    if key is None:
        return None
    if not tasks or not isinstance(tasks[0].by, Actor):
        return None
    known: StoredCommand | None = yield house.store.command, (tenant, tasks[0].by.id, key)
    if known is None:
        return None
    if case_id is not None and case_id != known.case_id:
        raise KeyReused(key)
    first = house.plan_of((yield from case_of(house, tenant, known.case_id)))  # not a version that came since
    if (plan is not None and plan.name != first.name) or known.digest != command_digest(first, case_id, tasks):
        raise KeyReused(key)
    return (yield from folded(house, tenant, known.case_id, known.version))


def command_digest(plan: Plan, case_id: str | None, tasks: Sequence[Task]) -> str:
    """What makes a command the same: the case, the actions, the forms but for confidential values, who and when."""
    spelled: list[Json] = [case_id or plan.name]
    for task in tasks:
        step = step_of(plan, task.action)
        values: Json = None
        if task.form is not None:
            _, found, faults = fill_in(step.spec, task.form)
            if faults:
                values = "faulty"  # which no command that was carried out was
            elif found is not None and step.spec is not None:
                # the digest outlives the erasing of what is confidential, which could be guessed from it
                hidden = {one.name for one in step.spec.fields if one.confidential}
                values = {name: value for name, value in found.items() if name not in hidden}
        spelled.append(
            [
                task.kind, step.name, values, task.by.id, task.by.on_behalf_of, task.consent,
                remark(task.reason, "reason"), remark(task.note, "note"),
                None if task.occurred_at is None else to_text(instant(task.occurred_at, "occurred_at")),
            ]
        )  # fmt: skip
    return digest(encode(spelled))
