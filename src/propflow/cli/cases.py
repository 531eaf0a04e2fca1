"""
Cases: `cases` and `journal`.
"""

from __future__ import annotations

import json
from datetime import UTC, tzinfo
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from propflow.cli.definitions import AsJson, Language, Modules
from propflow.cli.exits import BadInput
from propflow.cli.modules import known_workflows
from propflow.cli.output import plural, say, say_json, say_markdown, say_table
from propflow.cli.stores import Office, Store, opened
from propflow.errors import UnknownCase, UnknownDefinition
from propflow.model.cases import Case
from propflow.model.instants import to_text
from propflow.views.case import journal_table

Tenant = Annotated[str | None, typer.Option("--tenant", "-t", help="Only this tenant; all if not given.")]


def cases(
    store: Store,
    tenant: Tenant = None,
    workflow: Annotated[str | None, typer.Option("--workflow", "-w", help="Only cases of this workflow.")] = None,
    state: Annotated[str | None, typer.Option("--state", help="Only cases in this state.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=9999, help="How many at most.")] = 100,
    after: Annotated[str, typer.Option(help="Only cases after this id; needs --tenant.")] = "",
    as_json: AsJson = False,
) -> None:
    """
    List cases, by tenant and id, and how they stand.
    """
    if after and tenant is None:
        raise typer.BadParameter("it needs --tenant, as every tenant has ids of its own.", param_hint="--after")
    with opened(store) as office:
        found, more = _found(office, tenant, workflow, state, after, limit)
    if as_json:
        say_json({"cases": [_plain(one) for one in found], "more": more})
        return
    say_table(
        ("Tenant", "Case", "Workflow", "State", "Version", "Last record", "Next due"),
        [
            (
                one.tenant,
                one.id,
                one.workflow_name,
                one.state,
                one.version,
                *("" if at is None else at.strftime("%Y-%m-%d %H:%M") for at in _times(one)[1:]),
            )
            for one in found
        ],
        right=("Version",),
    )
    say(
        f"{plural(len(found), 'case')}; times in UTC."
        + (" There are more: raise --limit, or go on with --after." if more else "")
    )


def _found(
    office: Office, tenant: str | None, workflow: str | None, state: str | None, after: str, limit: int
) -> tuple[list[Case], bool]:
    found: list[Case] = []
    for one in office.tenants(tenant):
        missing = limit + 1 - len(found)
        if missing > 0:
            desk = office.desk.for_tenant(one)
            found += desk.find(workflow=workflow, state=state, after=after, limit=missing)
    return found[:limit], len(found) > limit


def _times(case: Case) -> tuple[Any, Any, Any]:
    return case.registered_at, case.recorded_at, case.next_due


def _plain(case: Case) -> dict[str, Any]:
    registered, recorded, due = (None if one is None else to_text(one) for one in _times(case))
    return {
        "tenant": case.tenant,
        "id": case.id,
        "workflow": case.workflow_name,
        "definition": case.workflow,
        "state": case.state,
        "version": case.version,
        "registered_at": registered,
        "recorded_at": recorded,
        "next_due": due,
        "hash": case.hash,
        "parts": {name: {**part} for name, part in sorted(case.parts.items())},
    }


def journal(
    case: Annotated[str, typer.Argument(help="The case's id, such as INC-000001.")],
    store: Store,
    tenant: Tenant = None,
    module: Modules = None,
    lang: Annotated[Language, typer.Option(help="The language of titles.")] = Language.EN,
    zone: Annotated[str, typer.Option(help="Where the times of day are those of, such as Asia/Shanghai.")] = "UTC",
    as_json: AsJson = False,
) -> None:
    """
    Show the journal of a case, record by record. Confidential values stay hidden.
    """
    at = _zone(zone)
    with opened(store, known_workflows(module or ())) as office:
        desk = office.desk.for_tenant(tenant_of(office, case, tenant))
        records = desk.journal(case)
        if as_json:
            say_json([{**json.loads(one.text), "hash": one.hash} for one in records])
            return
        found = desk.case(case)
        try:
            definition = desk.workflow_of(found)
        except UnknownDefinition:
            definition = None  # names instead of titles
        say_markdown(journal_table(found, records, workflow=definition, language=lang, zone=at))


def tenant_of(office: Office, case: str, tenant: str | None) -> str:
    """The tenant that has the case, if it is the only one."""
    every = [one for one in office.tenants(tenant) if office.store.head(one, case) is not None]
    if not every:
        raise UnknownCase(tenant or ", ".join(office.tenants(None)) or "an empty store", case)
    if len(every) > 1:
        raise BadInput(f"Several tenants have a case {case}: {', '.join(every)}. Name one with --tenant.")
    return every[0]


def _zone(name: str) -> tzinfo:
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ValueError, LookupError, OSError):
        raise typer.BadParameter(f"there is no zone '{name}'.", param_hint="--zone") from None
