"""
The command `propflow` put together, and how it ends.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Annotated

import typer

from propflow import __version__
from propflow.cli import cases, deadlines, definitions, demonstration, policies, replaying, rules, upkeep
from propflow.cli.exits import BAD_INPUT, INTERRUPTED, on_one_line
from propflow.cli.output import complain
from propflow.errors import PropflowError

app = typer.Typer(
    name="propflow",
    help="Property-management casework as explicit state machines.",
    epilog="Example: propflow demo",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"propflow {__version__}")
        raise typer.Exit()


@app.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Property-management casework as explicit state machines."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


for command, example in (
    (demonstration.demo, "propflow demo --folder demo"),
    (definitions.list_, "propflow list examples.it_incident"),
    (definitions.show, "propflow show it_incident --format mermaid --lang zh"),
    (definitions.check, "propflow check examples.it_incident --lock workflows.lock"),
    (rules.rules, "propflow rules --area complaint --open"),
    (deadlines.due, "propflow due --from 2026-09-30T17:00:00+08:00 --within '3 working_days' --calendar cn-office"),
    (deadlines.deadlines, "propflow deadlines INC-000001 --store sqlite:///demo/desk.db --explain"),
    (cases.cases, "propflow cases --store sqlite:///demo/desk.db --state in_progress"),
    (cases.journal, "propflow journal INC-000001 --store sqlite:///demo/desk.db"),
    (upkeep.verify, "propflow verify --store sqlite:///demo/desk.db --anchor riverside:4:5e0c…"),
    (upkeep.doctor, "propflow doctor --store sqlite:///demo/desk.db"),
    (replaying.replay, "propflow replay helpdesk.xes.gz --map examples/replay/helpdesk.toml"),
    (upkeep.tick, "propflow tick --store sqlite:///cases.db --module our.workflows"),
):
    app.command(command.__name__.rstrip("_"), epilog=f"Example: {example}")(command)
app.add_typer(policies.policy, name="policy")


def run(arguments: Sequence[str]) -> int:
    """
    Carry out a command; its exit status.

    What cannot be used is said in one line on standard error. A fault of propflow
    itself is raised as it is.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal without Chinese shows numbers, but the command goes on
            stream.reconfigure(errors="backslashreplace")
    try:
        status = app(args=[*arguments], prog_name="propflow", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except BrokenPipeError:
        # whoever read has gone (`| head`): let nothing be written when Python closes the stream
        sys.stdout = None
        return 0
    except (PropflowError, OSError) as fault:
        complain(on_one_line(fault))
        return BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        complain("interrupted.")
        return INTERRUPTED
    except Exception as fault:
        worded = getattr(fault, "format_message", None)  # usage errors: Typer's own, or Click's under older ones
        if worded is None:
            raise
        complain(f"{' '.join(worded().split()).rstrip('.')}. See {_help_of(fault)}.")
        return int(getattr(fault, "exit_code", BAD_INPUT))


def _help_of(fault: Exception) -> str:
    context = getattr(fault, "ctx", None)
    return f"`{getattr(context, 'command_path', 'propflow')} --help`"
