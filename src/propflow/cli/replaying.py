"""
Replaying: `replay`, a real log through a workflow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer

from propflow.cli.definitions import AsJson
from propflow.cli.exits import BAD_INPUT
from propflow.cli.modules import known_workflows
from propflow.cli.output import Tell, complain, plural, progress, say, say_json, say_table
from propflow.cli.stores import open_store
from propflow.replay import Log, Progress, Result, read_mapping
from propflow.replay import replay as play

SHOWN = 12
"""How many rows of a table are shown; --json has all of them."""


def replay(
    log: Annotated[Path, typer.Argument(help="The log: .xes, .csv or .jsonl, also with .gz.")],
    mapping: Annotated[Path, typer.Option("--map", help="How it is mapped: a TOML file.", show_default=False)],
    store: Annotated[str, typer.Option("--store", "-s", help="Where to keep the cases.")] = "memory:",
    tenant: Annotated[str, typer.Option("--tenant", "-t", help="The tenant under which they are kept.")] = "replay",
    as_json: AsJson = False,
) -> None:
    """
    Play a log through a workflow, case by case: every event is applied, refused with its reason, or unmapped.
    """
    how = read_mapping(mapping, [one.workflow for one in known_workflows()])
    read = Log(log, how.layout)
    with closing(open_store(store)) as kept, progress("Replaying") as tell:
        result = play(read, how, kept, tenant=tenant, progress=lambda at: _shown(tell, at))
    if as_json:
        say_json(result.plain())
    elif result.cases:
        _tell(result)
    if result.fault is not None:
        complain(f"{result.fault}{' What came before is counted.' if result.cases else ''}")
        raise typer.Exit(BAD_INPUT)


def _shown(tell: Tell, at: Progress) -> None:
    tell(at.share, f"{at.cases:,} cases, {at.events:,} events")


def _tell(result: Result) -> None:
    plain = result.plain()
    say_table(
        ("Activity", "Events", "Applied", "Refused", "Unmapped"),
        [
            *(
                (name, *(f"{one[key]:,}" for key in ("events", "applied", "refused", "unmapped")))
                for name, one in _most(plain["activities"], lambda one: one["events"])
            ),
            ("all", *(f"{plain[key]:,}" for key in ("events", "applied", "refused", "unmapped"))),
        ],
        right=("Events", "Applied", "Refused", "Unmapped"),
    )
    _tell_more(plain["activities"], "activities")
    verdicts = ("on_time", "late", "excused", "void", "open")
    say_table(
        ("Clock", *verdicts),
        [(name, *(f"{one[key]:,}" for key in verdicts)) for name, one in plain["verdicts"].items()],
        right=verdicts,
    )
    for title, head, counts in (
        ("refusals", "Refused because of", plain["refusals"]),
        ("oddities", "Odd in the log", plain["oddities"]),
    ):
        if counts:
            say_table((head, "Number"), [(name, f"{n:,}") for name, n in _most(counts)], right=("Number",))
        _tell_more(counts, title)
    values = plain["values"]
    say(
        f"{plural(result.cases, 'case')}, {plural(result.events, 'event')}: {result.applied:,} applied, "
        f"{result.refused:,} refused, {result.unmapped:,} unmapped; {result.applied_share:.1%} applied without a "
        f"value made up."
    )
    say(
        f"Values: {values['log']:,} from the log, {values['constant']:,} constant, {values['synthesised']:,} made up. "
        f"{plural(result.steps, 'step')} in {result.seconds:.1f} s."
    )
    if result.unseen:
        say(f"Never seen in the log, though the mapping asks for it: {', '.join(result.unseen)}.", "yellow")


def _tell_more(counts: Mapping[str, Any], what: str) -> None:
    if len(counts) > SHOWN:
        say(f"… and {len(counts) - SHOWN:,} more {what}; --json has all of them.")


def _most(counts: Mapping[str, Any], size: Any = lambda number: number) -> Iterable[tuple[str, Any]]:
    """The largest first, and no more than are shown."""
    return sorted(counts.items(), key=lambda one: -size(one[1]))[:SHOWN]
