"""
The ending: copies of the book are tampered with, what is found is told, and where everything lies.
"""

from __future__ import annotations

from typing import Any, Final

from propflow.cli.demo.folder import (
    ANCHOR,
    COPIES,
    DESK_POLICY,
    DIAGRAM,
    DIAGRAM_ZH,
    JOURNAL,
    POLICY,
    TABLE,
    TABLE_ZH,
    Folder,
)
from propflow.cli.demo.house import TENANT
from propflow.cli.demo.site import DESK_MANUAL, MANUALS
from propflow.cli.demo.story import Chapter, Story
from propflow.cli.demo.tampering import (
    Attempt,
    Outcome,
    byte_changed,
    case_removed,
    head_edited,
    last_seal_removed,
    rewritten,
    tried,
)
from propflow.cli.demo.telling import LOCAL
from propflow.cli.output import plural
from propflow.cli.stores import sqlite_url
from propflow.views.case import journal_table
from propflow.views.mermaid import diagram
from propflow.views.table import table

BACKUP: Final = "backup"


def tampering(story: Story, folder: Folder) -> Chapter:
    """Copies are tampered with, each in another way, and verified without an anchor and with it."""
    house, tell = story.house, story.teller
    tell.chapter("Copies of the book are tampered with", "篡改副本")
    anchors = {TENANT: (house.seals[-1].number, house.seals[-1].hash)}
    workflows, outcomes = [*house.workflows.values()], []
    for attempt in _attempts(story):
        outcomes.append(tried(attempt, folder.database, folder.copy(attempt.name), workflows, anchors))
    tell.table(
        ("What was done to a copy", "Found", "with anchor", "What verify says first", "Unsealed"),
        [
            (one.attempt.what, *("yes" if each else "NO" for each in one.found), _first(one), one.alone.unsealed)
            for one in outcomes
        ],
        right=("Unsealed",),
    )
    above = outcomes[-1]
    tell.say(
        "Without an anchor nobody notices that the last seals are gone together with what they cover. And what is "
        "newer than the last seal is not protected against somebody who rewrites record, head and hashes together: "
        f"that could be {plural(above.alone.unsealed, 'record')} here, and verify says so."
    )
    for one in outcomes:
        story.claim(f"tampering '{one.attempt.name}' comes out as promised", one.as_promised)
    return {"attempts": [_plain(one) for one in outcomes]}


def places(story: Story, folder: Folder, anchor: str) -> Chapter:
    """Where everything lies, and what to try with it."""
    house, tell = story.house, story.teller
    for name, text in (
        (DIAGRAM, diagram(house.workflow)),
        (DIAGRAM_ZH, diagram(house.workflow, language="zh")),
        (TABLE, table(house.workflow)),
        (TABLE_ZH, table(house.workflow, language="zh")),
        (JOURNAL, _journal(story)),
        (ANCHOR, anchor),
    ):
        folder.file(name).write_text(text, encoding="utf-8")
    files = {
        "database": folder.database,
        "policy": folder.file(POLICY),
        "desk_policy": folder.file(DESK_POLICY),
        "diagram": folder.file(DIAGRAM),
        "diagram_zh": folder.file(DIAGRAM_ZH),
        "table": folder.file(TABLE),
        "table_zh": folder.file(TABLE_ZH),
        "journal": folder.file(JOURNAL),
        "anchor": folder.file(ANCHOR),
        "copies": folder.file(COPIES),
    }
    tell.chapter("Where everything is", "存放位置")
    words = (
        "The database",
        "The policy for complaints",
        "The policy for the front desk",
        "The diagram (Mermaid)",
        "状态图 (Mermaid)",
        "The workflow as tables",
        "流程表",
        "The repair's journal",
        "The anchor",
        "The copies",
    )
    for word, path in zip(words, files.values(), strict=True):
        tell.copyable(str(path), word, 32)
    url = sqlite_url(folder.database)
    tell.say("To look further:")
    for command in (
        f"propflow cases --store {url} --state archived",
        f"propflow journal {story.cases['pipe']} --store {url} --lang zh",
        f'propflow verify --store {url} --anchor "$(cat {folder.file(ANCHOR)})"',
        f"propflow verify --store {sqlite_url(folder.copy('case'))}",
        f"propflow policy check {folder.file(POLICY)} " + " ".join(f"--base {name}" for name in MANUALS),
        f"propflow policy check {folder.file(DESK_POLICY)} --base {DESK_MANUAL}",
    ):
        tell.copyable(command)
    return {name: str(path) for name, path in files.items()}


def _attempts(story: Story) -> list[Attempt]:
    glare, first = story.case("glare"), story.cases["pipe"]
    contact = next(one.number for one in story.house.desk.journal(glare.id) if one.action == "record_contact")
    return [
        Attempt(
            "head",
            f"{glare.id} is 'archived' in its head and index",
            head_edited(TENANT, glare.id, glare.state, "archived"),
            True,
            True,
        ),
        Attempt("byte", f"One byte in record 1 of {first}", byte_changed(TENANT, first, 1, "leaks"), True, True),
        Attempt("case", f"{first} and its line in the book are gone", case_removed(TENANT, first), True, True),
        Attempt(
            "below",
            f"Record {contact} of {glare.id} rewritten, all hashes anew",
            rewritten(TENANT, glare.id, contact, "details", "业主同意撤诉 / He takes it back."),
            True,
            True,
        ),
        Attempt("seal", "The last seal is gone", last_seal_removed(TENANT), False, True),
        Attempt(BACKUP, "A backup from March in its place", None, False, True, backup=True),
        Attempt(
            "above",
            f"Record {glare.version} of {glare.id}, after the last seal, rewritten, all hashes anew",
            rewritten(TENANT, glare.id, glare.version, "method", "上门 / called at his door"),
            False,
            False,
        ),
    ]


def _first(one: Outcome) -> str:
    faults = [*(one.alone.faults or one.anchored.faults)]
    if not faults:
        return "nothing"
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return faults[0].what + more


def _plain(one: Outcome) -> dict[str, Any]:
    return {
        "name": one.attempt.name,
        "what": one.attempt.what,
        "promised": {"alone": one.attempt.found, "anchored": one.attempt.anchored},
        "found": {"alone": one.found[0], "anchored": one.found[1]},
        "faults": [
            {"case": each.case, "number": each.number, "what": each.what}
            for each in one.alone.faults or one.anchored.faults
        ],
        "unsealed": one.alone.unsealed,
        "copy": str(one.copy),
    }


def _journal(story: Story) -> str:
    house, case = story.house, story.case("pipe")
    records = house.desk.journal(case.id)
    english, chinese = (
        journal_table(case, records, workflow=house.workflow, language=one, zone=LOCAL) for one in ("en", "zh")
    )
    return f"{english}\n{chinese}"
