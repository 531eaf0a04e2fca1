"""
Rules: `rules`, how far the manuals are carried out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from propflow.adapters import builtin
from propflow.cli.definitions import AsJson
from propflow.cli.output import plural, say, say_json, say_table
from propflow.coverage import Standing, counted, standings
from propflow.policy import built_in, load
from propflow.rulebook import rules as rules_of

COLUMNS = ("enforceable", "decides", "records", "cited", "open")
UNMET = ("cited", "open")


def rules(
    area: Annotated[str | None, typer.Option("--area", "-a", help="Only the rules of this area.")] = None,
    open_: Annotated[
        bool, typer.Option("--open", help="List every rule that is only cited, or open, and why.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """
    Say how far each rule of the manuals is carried out by the workflows that come with propflow.

    A rule decides if without what cites it an outcome, a reason, a deadline or a notice would be another; it
    records if only what is written down would; else it is merely cited, or open.
    """
    wanted = {one.id for one in rules_of(area)}
    workflows = builtin.Workflows().propflow_workflows()
    every = standings(workflows, [load(one) for one in built_in()])
    found = [one for one in every.values() if one.rule.id in wanted]
    if as_json:
        say_json(_data(found))
        return
    if open_:
        _tell_open(found)
        return
    rows = [[name, *_counts(each)] for name, each in _by_area(found).items()]
    say_table(("Area", *(one.capitalize() for one in COLUMNS)), rows, right=[one.capitalize() for one in COLUMNS])
    total = counted(found)
    carried = total["decides"] + total["records"]
    say(f"{plural(total['enforceable'], 'enforceable rule')}, {carried:,} of them carried out.")


def _data(found: Sequence[Standing]) -> dict[str, object]:
    total = counted(found)
    return {
        "enforceable": total["enforceable"],
        "by_status": {name: total[name] for name in COLUMNS[1:]},
        "by_area": {name: counted(each) for name, each in _by_area(found).items()},
        "rules": {
            one.rule.id: {
                "status": one.status, "carried_by": [*one.carried_by], "why": one.why, "area": one.rule.area,
                "kind": one.rule.kind, "statement": one.rule.statement,
            }
            for one in found
        },
    }  # fmt: skip


def _tell_open(found: Sequence[Standing]) -> None:
    unmet = [one for one in found if one.status in UNMET]
    say_table(
        ("Rule", "Status", "What it says", "Why", "Cited by"),
        [(one.rule.id, one.status, one.rule.statement, one.why, ", ".join(one.carried_by)) for one in unmet],
    )
    say(f"{plural(len(unmet), 'rule')} of {len(found):,}.")


def _by_area(found: Sequence[Standing]) -> dict[str, list[Standing]]:
    areas: dict[str, list[Standing]] = {}
    for one in sorted(found, key=lambda one: one.rule.area):
        areas.setdefault(one.rule.area, []).append(one)
    return areas


def _counts(each: Sequence[Standing]) -> list[int]:
    counts = counted(each)
    return [counts[name] for name in COLUMNS]
