"""
Policies: `policy list`, `policy show` and `policy check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from propflow.cli.definitions import AsJson, Modules
from propflow.cli.exits import FOUND_FAULTS
from propflow.cli.modules import Known, chosen, known_workflows
from propflow.cli.output import plural, say, say_json, say_table
from propflow.definition.slots import Slot
from propflow.definition.workflow import Workflow
from propflow.errors import DefinitionError
from propflow.model.policies import Policy
from propflow.policy import built_in, lint, load, merged
from propflow.policy.merging import spelled

policy = typer.Typer(
    help="What manuals and sites say for the values that workflows leave open.",
    epilog="Example: propflow policy show front_desk_manual",
)


@policy.command("list", epilog="Example: propflow policy list")
def list_(as_json: AsJson = False) -> None:
    """
    List the policies that come with propflow, each of one manual.
    """
    every = [load(name) for name in built_in()]
    if as_json:
        say_json([{**_titles(one), "workflows": _spoken_of(one), "values": len(one.values)} for one in every])
        return
    say_table(
        ("Name", "Title", "名称", "Workflows", "Values"),
        [(one.name, one.en, one.zh, ", ".join(_spoken_of(one)), len(one.values)) for one in every],
        right=("Values",),
    )


@policy.command(epilog="Example: propflow policy show front_desk_manual")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A policy's name, or the path of its TOML file.")],
    module: Modules = None,
    as_json: AsJson = False,
) -> None:
    """
    Show a policy: every value, the rules that say so, and the slots on which it is silent.
    """
    found = load(name)
    workflows = _bound(known_workflows(module or ()), [found])
    silent = {one.name: _unfilled(one, found) for one in workflows}
    if as_json:
        said = {key: {"value": value, "rules": [*found.rules.get(key, ())]} for key, value in found.values.items()}
        names = {key: [one.name for one in slots] for key, slots in silent.items()}
        say_json({**_titles(found), "values": said, "silent": names})
        return
    say_table(
        ("Slot", "Value", "Rules"),
        [(key, spelled(value), ", ".join(found.rules.get(key, ()))) for key, value in found.values.items()],
    )
    for key in _spoken_of(found):
        if key in silent:
            _tell_silence(key, silent[key])
        else:
            say(f"The workflow '{key}' is not known here; name its module with --module.", "yellow")


def _unfilled(workflow: Workflow, policy: Policy) -> list[Slot]:
    return [one for one in workflow.slots if f"{workflow.name}.{one.name}" not in policy.values]


def _tell_silence(workflow: str, slots: Sequence[Slot]) -> None:
    owed = [one.name for one in slots if one.design is None]
    ours = [f"{one.name} = {spelled(one.design)}" for one in slots if one.design is not None]
    say(f"Silent for '{workflow}', so give a value or switch it off: {', '.join(owed) or 'nothing'}.")
    if ours:
        say(f"Silent for '{workflow}', so our own value holds: {', '.join(ours)}.")


@policy.command(epilog="Example: propflow policy check site.toml --base front_desk_manual")
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The TOML file, or a policy's name.")],
    base: Annotated[
        list[str] | None,
        typer.Option("--base", "-b", help="What the file is laid over; of several, the stricter value holds."),
    ] = None,
    module: Modules = None,
    as_json: AsJson = False,
) -> None:
    """
    Check a policy, alone or laid over others: what was decided, and every fault.

    Checked are the workflows that FILE speaks of; a manual below it may speak of more.
    """
    known = known_workflows(module or ())
    below = [load(one) for one in base or ()]
    try:
        site = load(file)
    except DefinitionError as fault:
        _end([*fault.faults], [], 0, as_json)
        return
    workflows = _bound(known, [site]) or _bound(known, below)
    found = merged(site.name, below, workflows, overlays=[site])
    faults = lint(found, workflows, known=[one.workflow.name for one in known])
    _end(faults, [one.say() for one in found.decisions], len(workflows), as_json)


def _end(errors: Sequence[str], decisions: Sequence[str], workflows: int, as_json: bool) -> None:
    if as_json:
        say_json({"errors": errors, "decisions": decisions, "workflows": workflows})
    else:
        for one in decisions:
            say(f"decided: {one}")
        for one in errors:
            say(f"error: {one}", "red")
        counts = plural(len(decisions), "decision"), plural(len(errors), "error")
        say(f"{plural(workflows, 'workflow')} checked, {', '.join(counts)}.")
    if errors:
        raise typer.Exit(FOUND_FAULTS)


def _bound(known: Sequence[Known], policies: Iterable[Policy]) -> list[Workflow]:
    """The workflows that the policies speak of, each in its highest version, as far as they are known."""
    spoken_of = list(dict.fromkeys(name for one in policies for name in _spoken_of(one)))
    names = {one.workflow.name for one in known}
    return [chosen(known, name) for name in spoken_of if name in names]


def _spoken_of(policy: Policy) -> list[str]:
    return list(dict.fromkeys(name.partition(".")[0] for name in policy.values))


def _titles(policy: Policy) -> dict[str, str]:
    return {"name": policy.name, "title": policy.en, "title_zh": policy.zh}
