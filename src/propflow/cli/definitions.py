"""
Definitions: `list`, `show` and `check`.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from propflow.cli import lock as locking
from propflow.cli.exits import FOUND_FAULTS
from propflow.cli.modules import Known, chosen, known_workflows
from propflow.cli.output import plural, say, say_json, say_markdown, say_table
from propflow.cli.review import Review, cited_wrongly, reviewed
from propflow.views.data import description, summary
from propflow.views.mermaid import diagram
from propflow.views.table import table

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, for machines.")]
Modules = Annotated[
    list[str] | None,
    typer.Option("--module", "-m", help="A module or .py file with workflows; may be given several times."),
]


class Format(StrEnum):
    """How a workflow is shown."""

    TABLE = "table"
    MERMAID = "mermaid"
    JSON = "json"


class Language(StrEnum):
    """In which language titles are shown."""

    EN = "en"
    ZH = "zh"


def list_(
    modules: Annotated[
        list[str] | None, typer.Argument(metavar="[MODULE]...", help="Modules or .py files with further workflows.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """
    List the workflows there are: the example, those of plugins, and those of the modules named.
    """
    known = known_workflows(modules or ())
    if as_json:
        say_json([summary(one.workflow) for one in known])
        return
    say_table(
        ("Name", "Version", "Title", "名称", "States", "Actions", "Clocks", "From"),
        [_line(one) for one in known],
        right=("Version", "States", "Actions", "Clocks"),
    )


def _line(known: Known) -> Sequence[object]:
    one = known.workflow
    counts = len(one.states), len(one.actions), len(one.clocks)
    return (one.name, one.version, one.en, one.zh, *counts, known.source)


def show(
    workflow: Annotated[str, typer.Argument(help="The workflow's name; name@2 for its version 2.")],
    module: Modules = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="As which it is shown.")] = Format.TABLE,
    lang: Annotated[Language, typer.Option(help="The language of titles.")] = Language.EN,
    as_json: AsJson = False,
) -> None:
    """
    Show a workflow: as tables (Markdown), as a Mermaid diagram, or as JSON.
    """
    found = chosen(known_workflows(module or ()), workflow)
    if as_json or form is Format.JSON:
        say_json(description(found))
    elif form is Format.MERMAID:
        typer.echo(diagram(found, language=lang), nl=False)
    else:
        say_markdown(table(found, language=lang))


def check(
    modules: Annotated[
        list[str] | None,
        typer.Argument(metavar="[MODULE]...", help="Modules or .py files; without, all that `list` has."),
    ] = None,
    lock: Annotated[
        Path | None, typer.Option("--lock", help=f"Compare with this lock, such as {locking.USUAL}.")
    ] = None,
    write_lock: Annotated[
        bool, typer.Option("--write-lock", help=f"Write the lock anew; {locking.USUAL} unless --lock names another.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """
    Check workflows: every contradiction, what was left out, what rules they cite, and what changed since the lock.
    """
    review = reviewed(modules) if modules else Review([one.workflow for one in known_workflows()])
    review.errors += cited_wrongly(review.workflows)
    path = lock or Path(locking.USUAL)
    if write_lock and not review.errors:
        locking.write_lock(path, review.workflows)
    elif lock is not None:
        errors, warnings = locking.compare(locking.read_lock(path), review.workflows)
        review.errors += errors
        review.warnings += warnings
    if as_json:
        say_json({"errors": review.errors, "warnings": review.warnings, "workflows": len(review.workflows)})
    else:
        _tell(review, path if write_lock else None)
    if review.errors:
        raise typer.Exit(FOUND_FAULTS)


def _tell(review: Review, written: Path | None) -> None:
    for level, style, faults in (("error", "red", review.errors), ("warning", "yellow", review.warnings)):
        for fault in faults:
            say(f"{level}: {fault}", style)
    counts: dict[str, Any] = {
        "checked": plural(len(review.workflows), "workflow"),
        "errors": plural(len(review.errors), "error"),
        "warnings": plural(len(review.warnings), "warning"),
    }
    say("{checked}, {errors}, {warnings}.".format(**counts))
    if written is not None:
        say(f"{written} was {'left as it is' if review.errors else 'written'}.")
