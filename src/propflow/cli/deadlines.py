"""
Deadlines: `due` and `deadlines`.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from propflow.cli.cases import Tenant, tenant_of
from propflow.cli.definitions import AsJson, Language, Modules
from propflow.cli.modules import known_workflows
from propflow.cli.output import say, say_json
from propflow.cli.stores import Store, opened
from propflow.model.amounts import amount
from propflow.model.calendars.builtin import calendar
from propflow.model.calendars.walls import spelled
from propflow.model.instants import from_text
from propflow.views.deadline import deadline_text

PROVISIONAL: Final = {
    "en": "Provisional: no holidays are published after {year}, so this may still change.",
    "zh": "暂定：{year} 年以后的放假安排尚未公布，时刻可能调整。",
}


def due(
    start: Annotated[
        str, typer.Option("--from", metavar="INSTANT", help="When it starts, as 2026-09-30T17:00:00+08:00.")
    ],
    within: Annotated[
        str,
        typer.Option(metavar="AMOUNT", help="The limit: '4 hours', '3 working_days', '1 month', same_service_day..."),
    ],
    name: Annotated[
        str, typer.Option("--calendar", "-c", metavar="NAME|FILE", help="always, cn-office, or a TOML file.")
    ] = "always",
    zone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="The IANA zone of its days, instead of the calendar's own.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show what led to it, day by day.")] = False,
    lang: Annotated[Language, typer.Option(help="The language of the explanation.")] = Language.EN,
    as_json: AsJson = False,
) -> None:
    """
    Say when something is due, and why then. Exactly at that instant it is still on time.
    """
    limit, begun = amount(within), from_text(start)
    chosen = calendar(name, zone=zone)
    found = chosen.explain(begun, limit)
    written = spelled(chosen.due(begun, limit), chosen.zone)
    if as_json:
        steps: list[Any] = [one.data() for one in found.steps]
        asked = {"from": spelled(begun, chosen.zone), "within": str(limit)}
        used = {"calendar": chosen.name, "zone": chosen.zone, "edition": chosen.edition}
        say_json({"due": written, "provisional": found.provisional, **asked, **used, "steps": steps})
        return
    if explain:
        for one in found.steps:
            say(one.say(lang))
    say(written)
    if found.provisional:
        say(PROVISIONAL[lang].format(year=chosen.horizon), "yellow")


def deadlines(
    case: Annotated[str, typer.Argument(help="The case's id, such as INC-000001.")],
    store: Store,
    clock: Annotated[str | None, typer.Option("--clock", metavar="NAME", help="Only this clock.")] = None,
    tenant: Tenant = None,
    module: Modules = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show what led to each, day by day.")] = False,
    lang: Annotated[Language, typer.Option(help="The language of the explanation.")] = Language.EN,
    as_json: AsJson = False,
) -> None:
    """
    Say when a case is due, clock by clock, and why then. What runs and is due first comes first.
    """
    with opened(store, known_workflows(module or ())) as office:
        desk = office.desk.for_tenant(tenant_of(office, case, tenant))
        found = desk.explain_deadline(case, clock)
    if as_json:
        say_json([one.data() for one in found])
        return
    for one in found:
        say(deadline_text(one, language=lang, explain=explain))
