"""
A workflow as JSON values, for other programs.
"""

from __future__ import annotations

from collections.abc import Sequence

from propflow.definition.fingerprint import description_of
from propflow.definition.workflow import Workflow
from propflow.model.canonical import Json
from propflow.views.titles import Titled


def description(workflow: Workflow) -> dict[str, Json]:
    """The whole definition with its fingerprint: everything that decides an outcome, and every title."""
    return {
        **description_of(workflow),
        "key": workflow.key,
        "fingerprint": workflow.fingerprint,
        "final_states": [one.name for one in workflow.final],
        "roles": [{"name": one.name, "title": one.en, "title_zh": one.zh} for one in workflow.roles],
    }


def summary(workflow: Workflow) -> dict[str, Json]:
    """
    A workflow in short: its titles, and the names of its parts in the order of definition.

    `titles_zh` has the Chinese title of the workflow and of each part, by kind and name.
    """
    parts: dict[str, Sequence[Titled]] = {
        "states": workflow.states,
        "actions": workflow.actions,
        "clocks": workflow.clocks,
    }
    titles_zh: dict[str, Json] = {"workflow": workflow.zh}
    titles_zh.update({kind: {one.name: one.zh for one in each} for kind, each in parts.items()})
    return {
        "name": workflow.name,
        "version": workflow.version,
        "title": workflow.en,
        "titles_zh": titles_zh,
        **{kind: [one.name for one in each] for kind, each in parts.items()},
        "final_states": [one.name for one in workflow.final],
    }
