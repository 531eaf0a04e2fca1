"""
Recalling: a case goes on under the policy it was registered under, whether or not the desk was given that one.

The store keeps the text of every definition that a case was registered under, with what
its policy filled the slots with. Where the desk has the workflow as written, the two
together give the plan again; it counts only if its fingerprint is the one on record.
"""

from __future__ import annotations

import json
from typing import Any

import attrs

from propflow.definition.workflow import Workflow
from propflow.desk.house import Asking, House
from propflow.engine.plan import plan_of
from propflow.errors import DefinitionError, InvalidValue, UnknownName
from propflow.model.policies import OFF, Policy


def recall(house: House, key: str) -> Asking[None]:
    """
    Lay out the plan called *key*, if it is one of a workflow that the desk has as written.

    Args:
        key: `name@version:fingerprint`, as it stands in records.
    """
    edition, _, fingerprint = key.rpartition(":")
    written = next((one for one in house.written if edition == f"{one.name}@{one.version}"), None)
    if written is None or key in house.forgotten:
        return
    text: str | None = yield house.store.definition, (fingerprint,)
    found = _as_registered(written, text, key)
    if found is None:
        house.forgotten.add(key)
    else:
        try:
            house.plans[key] = plan_of(found, house.calendars)
        except UnknownName:  # its policy names a calendar that this desk does not have
            house.forgotten.add(key)


def _as_registered(written: Workflow, text: str | None, key: str) -> Workflow | None:
    """The workflow as it is, or under the policy in a definition's text, or under none: whichever is called *key*."""
    if written.key == key:
        return written
    try:
        found = attrs.evolve(written, policy=_policy(written.name, text))
        return found if found.key == key else None
    except (DefinitionError, InvalidValue):  # its slots have changed since, or the text has
        return None


def _policy(workflow: str, text: str | None) -> Policy | None:
    """The policy in a definition's text; None if there is no such text, or it says nothing of the kind."""
    try:
        said: Any = json.loads(text or "null")["policy"]
        values = {f"{workflow}.{name}": OFF if value is None else value for name, value in said["values"].items()}
        return Policy(said["name"], values)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return None
