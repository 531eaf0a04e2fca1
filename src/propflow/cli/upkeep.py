"""
Upkeep of an office: `verify`, `doctor` and `tick`.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any

import attrs
import typer

from propflow.adapters import builtin
from propflow.cli.definitions import AsJson, Modules
from propflow.cli.exits import FOUND_FAULTS
from propflow.cli.modules import PLUGIN, known_workflows, parted
from propflow.cli.output import listed, plural, progress, say, say_json, say_table
from propflow.cli.stores import Store, must_exist, opened
from propflow.desk import VerifyReport
from propflow.plugins import connect

_ANCHOR = re.compile(r"(?P<tenant>.+):(?P<number>[1-9]\d{0,8}):(?P<hash>[0-9a-f]{64})")


def verify(
    store: Store,
    anchor: Annotated[
        list[str] | None,
        typer.Option(
            "--anchor", "-a", metavar="TENANT:NUMBER:HASH", help="A seal that was kept elsewhere; one for each tenant."
        ),
    ] = None,
    module: Modules = None,
    as_json: AsJson = False,
) -> None:
    """
    Look whether everything in a store is as it was written and keeps its workflow's invariants.

    It also says what this cannot find.
    """
    anchors = _anchors(anchor or ())
    with opened(store, known_workflows(module or ())) as office, progress("Verifying"):
        report = office.desk.verify(anchors)
        tenants = office.store.tenants()
    limits = limits_of(report, [one for one in tenants if one not in anchors])
    if as_json:
        say_json({**attrs.asdict(report), "not_found": limits})
    else:
        _tell_verified(report, limits)
    if report.faults:
        raise typer.Exit(FOUND_FAULTS)


def _anchors(given: Iterable[str]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for one in given:
        match = _ANCHOR.fullmatch(one)
        if match is None:
            raise typer.BadParameter(
                f"'{one}' is not of the form TENANT:NUMBER:HASH, with a hash of 64 hexadecimal digits.",
                param_hint="--anchor",
            )
        if match["tenant"] in found:
            raise typer.BadParameter(f"there are two for '{match['tenant']}'.", param_hint="--anchor")
        found[match["tenant"]] = (int(match["number"]), match["hash"])
    return found


def limits_of(report: VerifyReport, unanchored: Iterable[str]) -> list[str]:
    """What verifying cannot find, in words."""
    limits = []
    if report.unsealed:
        limits.append(
            f"A rewriting of any of the {plural(report.unsealed, 'record')} newer than the last seal, "
            "by somebody who rewrites record, head, messages and book together."
        )
    names = [*unanchored]
    if names:
        limits.append(
            "The last seals taken away together with what they cover, or an older backup put in place: "
            f"that takes --anchor, and none was given for {listed(names)}."
        )
    return limits


def _tell_verified(report: VerifyReport, limits: list[str]) -> None:
    if report.faults:
        say_table(
            ("Tenant", "Case", "Number", "What is not as it was written"),
            [(one.tenant, one.case, one.number or "", one.what) for one in report.faults],
            right=("Number",),
        )
    counts = f"{plural(report.cases, 'case')}, {plural(report.records, 'record')}, {plural(report.seals, 'seal')}"
    found = f"{plural(len(report.faults), 'fault')}." if report.faults else "everything is as it was written."
    say(f"{counts}: {found}", "bold red" if report.faults else "bold green")
    kept = sum(each.get("kept", 0) for each in report.invariants.values())
    if report.invariants:
        broken = sum(each.get("broken", 0) for each in report.invariants.values())
        say(f"{plural(len(report.invariants), 'invariant')} of histories: {kept:,} times kept, {broken:,} broken.")
    if limits:
        say("What this cannot find:")
        for one in limits:
            say(f"  - {one}")


def doctor(store: Store, module: Modules = None, as_json: AsJson = False) -> None:
    """
    Look for what has come to a standstill: clocks nobody looks at, messages nobody delivers.
    """
    with opened(store, known_workflows(module or ())) as office, progress("Looking"):
        report = office.desk.doctor()
    if as_json:
        say_json(attrs.asdict(report))
    else:
        for one in report.findings:
            say(f"{one.level}: {one.what}", "red" if one.level == "error" else "yellow")
        say_table(("Figure", "Value"), _figures(attrs.asdict(report.figures)), right=("Value",))
        if not report.findings:
            say("Nothing stands still.", "bold green")
    if any(one.level == "error" for one in report.findings):
        raise typer.Exit(FOUND_FAULTS)


def _figures(figures: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for name, value in figures.items():
        yield name.replace("_", " "), "none" if value is None else f"{value:,}" if isinstance(value, int) else value


def tick(
    store: Store,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100_000, help="How many cases at most.")] = 1000,
    module: Modules = None,
    as_json: AsJson = False,
) -> None:
    """
    Look at the clocks of all cases, fire what is owed, and deliver what is to be told. Run it every minute.

    Notices and escalations go to the plugins; the built-in ones write them as lines on standard error.
    """
    must_exist(store)
    ready, written = parted(one for one in known_workflows(module or ()) if one.source != PLUGIN)
    desk = connect(store, ready, written=written, without=[builtin.WORKFLOWS])  # ours are among the known
    with progress("Ticking"), _notices_shown():
        ticked = desk.tick(limit)
        delivered = desk.deliver(limit)
    faults = _gathered(ticked.faults)
    if as_json:
        plain = {
            **attrs.asdict(ticked),
            "faults": [{"tenant": tenant, "case": case, "what": what} for tenant, case, what in ticked.faults],
        }
        say_json({"tick": plain, "deliver": attrs.asdict(delivered)})
    else:
        say(f"{plural(ticked.marks, 'mark')} fired in {plural(ticked.cases, 'case')}.")
        say(
            f"{plural(delivered.delivered, 'message')} delivered, {delivered.retried:,} to be tried again, "
            f"{delivered.dead:,} given up."
        )
        for what, ids in faults.items():
            say(f"error: {plural(len(ids), 'case')} ({listed(ids)}): {what}", "red")
        if ticked.passed_over:
            say(f"{plural(len(ticked.passed_over), 'case')} passed over, as somebody was busy with them.")
        if ticked.more or delivered.more:
            say("There may be more: run it again now.")
    if ticked.faults or delivered.dead:
        raise typer.Exit(FOUND_FAULTS)


def _gathered(faults: Iterable[tuple[str, str, str]]) -> dict[str, list[str]]:
    """Cases by what is wrong with them: a thousand cases of one unknown definition are one line."""
    found: dict[str, list[str]] = {}
    for _, case, what in faults:
        found.setdefault(what.removeprefix(f"Case {case} ").removeprefix(f"Case {case}: "), []).append(case)
    return found


@contextmanager
def _notices_shown() -> Iterator[None]:
    """Let the built-in channels be seen on standard error: nothing that counts as told may go nowhere."""
    logger, handler = logging.getLogger("propflow"), logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
