"""
The lock: what each workflow was when it was last agreed on, in a file beside the code.

It keeps fingerprints and the hashes of guard bodies. Written by
`propflow check --write-lock`, compared by `propflow check --lock`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from propflow.cli.exits import BadInput
from propflow.definition.fingerprint import lock_entry, lock_faults
from propflow.definition.workflow import Workflow
from propflow.errors import MalformedFile

FORMAT: Final = 1
USUAL: Final = "workflows.lock"

Entries = dict[str, Any]


def read_lock(path: Path) -> Entries:
    """
    The entries of a lock, by name and version of the workflow.

    Raises:
        BadInput: If there is no such file.
        MalformedFile: If it is no lock.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInput(f"There is no lock '{path}'; write one with --write-lock.") from None
    except (ValueError, RecursionError) as fault:
        raise MalformedFile(str(path), "reading it as JSON", str(fault)) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise MalformedFile(str(path), "format", f"it is no lock of format {FORMAT}")
    entries = found.get("workflows")
    if not isinstance(entries, dict) or not all(isinstance(one, dict) for one in entries.values()):
        raise MalformedFile(str(path), "workflows", "it is no table of workflows")
    return entries


def write_lock(path: Path, workflows: Iterable[Workflow]) -> None:
    """Write the lock anew, sorted and whole: a file that is there is replaced at once or not at all."""
    entries = {_name(one): lock_entry(one) for one in workflows}
    text = json.dumps({"format": FORMAT, "workflows": entries}, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    draft = path.with_name(path.name + ".new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def compare(entries: Entries, workflows: Sequence[Workflow]) -> tuple[list[str], list[str]]:
    """
    What is not as in the lock.

    Returns:
        Errors: what has changed and should not have. Warnings: what is locked and was not looked at.
    """
    errors = [fault for one in workflows for fault in lock_faults(one, entries.get(_name(one)))]
    missing = sorted(set(entries) - {_name(one) for one in workflows})
    warnings = [
        f"The lock has '{one}', which was not checked. If no case follows it any more, write the lock anew."
        for one in missing
    ]
    return errors, warnings


def _name(workflow: Workflow) -> str:
    return f"{workflow.name}@{workflow.version}"
