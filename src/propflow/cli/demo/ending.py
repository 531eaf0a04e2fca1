"""
The ending: the book is verified and sealed, copies of it are tampered with, and what is found is told.
"""

from __future__ import annotations

from typing import Any, Final

from propflow.cli.demo.folder import ANCHOR, COPIES, DIAGRAM, DIAGRAM_ZH, JOURNAL, Folder
from propflow.cli.demo.house import TENANT, House, case_id
from propflow.cli.demo.story import AWAY, FIRST, MAJOR, Chapter, Story
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
from propflow.cli.demo.telling import LOCAL, at
from propflow.cli.output import plural
from propflow.cli.stores import sqlite_url
from propflow.views.case import journal_table
from propflow.views.mermaid import diagram

BACKUP: Final = "backup"


def sealing(story: Story) -> Chapter:
    """The book is verified, sealed and verified again; then work goes on."""
    house, tell = story.house, story.teller
    tell.chapter("The book is verified and sealed", "查验并封存")
    before = house.desk.verify()
    tell.say(
        f"{plural(before.cases, 'case')}, {plural(before.records, 'record')}, {plural(before.seals, 'seal')}, "
        f"{plural(len(before.faults), 'fault')}; {plural(before.unsealed, 'record')} newer than the last seal."
    )
    seal = house.seal()
    sealed = house.desk.verify()
    assert seal is not None
    tell.say(
        f"Seal {seal.number} covers {plural(len(seal.leaves), 'case')} that changed since seal {seal.number - 1}; "
        f"{plural(sealed.unsealed, 'record')} newer than it. Its number and hash, kept elsewhere, are the anchor."
    )
    house.until(3, 18, 30)
    house.do(AWAY, "note", "liu", {"text": "The reporter will be at home on Saturday at ten."})
    note = house.do(AWAY, "note", "lin", {"text": "Confirmed by telephone."})
    after = house.desk.verify()
    tell.say(f"At {at(house.clock())} work goes on: two notes on {note.id}, newer than the seal.")
    story.claim("the store is as it was written", not (before.faults or sealed.faults or after.faults))
    story.claim("after sealing nothing is newer than the seal", sealed.unsealed == 0)
    story.claim("what is done after the seal is counted", after.unsealed == 2)
    return {
        "cases": after.cases,
        "records": after.records,
        "seals": after.seals,
        "faults": len(after.faults),
        "unsealed_before_sealing": before.unsealed,
        "unsealed": after.unsealed,
        "anchor": f"{TENANT}:{seal.number}:{seal.hash}",
    }


def tampering(story: Story, folder: Folder) -> Chapter:
    """Copies are tampered with, each in another way, and verified without an anchor and with it."""
    house, tell = story.house, story.teller
    tell.chapter("Copies of the book are tampered with", "篡改副本")
    anchors = {TENANT: (house.seals[-1].number, house.seals[-1].hash)}
    outcomes = []
    for attempt in _attempts(house):
        outcomes.append(tried(attempt, folder.database, folder.copy(attempt.name), house.workflow, anchors))
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
        (JOURNAL, _journal(house)),
        (ANCHOR, anchor),
    ):
        folder.file(name).write_text(text, encoding="utf-8")
    files = {
        "database": folder.database,
        "diagram": folder.file(DIAGRAM),
        "diagram_zh": folder.file(DIAGRAM_ZH),
        "journal": folder.file(JOURNAL),
        "anchor": folder.file(ANCHOR),
        "copies": folder.file(COPIES),
    }
    tell.chapter("Where everything is", "存放位置")
    words = (
        "The database",
        "The diagram (Mermaid)",
        "状态图 (Mermaid)",
        "The major incident's journal",
        "The anchor",
        "The copies",
    )
    for word, path in zip(words, files.values(), strict=True):
        tell.copyable(str(path), word, 32)
    url = sqlite_url(folder.database)
    tell.say("To look further:")
    for command in (
        f"propflow cases --store {url} --state waiting",
        f"propflow journal {case_id(MAJOR)} --store {url} --lang zh",
        f'propflow verify --store {url} --anchor "$(cat {folder.file(ANCHOR)})"',
        f"propflow verify --store {sqlite_url(folder.copy('case'))}",
    ):
        tell.copyable(command)
    return {name: str(path) for name, path in files.items()}


def _attempts(house: House) -> list[Attempt]:
    away, first = house.case(AWAY), case_id(FIRST)
    return [
        Attempt(
            "head",
            f"{away.id} is 'closed' in its head and index",
            head_edited(TENANT, away.id, away.state, "closed"),
            True,
            True,
        ),
        Attempt("byte", f"One byte in record 1 of {first}", byte_changed(TENANT, first, 1, "reader"), True, True),
        Attempt("case", f"{first} and its line in the book are gone", case_removed(TENANT, first), True, True),
        Attempt(
            "below",
            f"Record 4 of {away.id} rewritten, all hashes anew",
            rewritten(TENANT, away.id, 4, "note", "Nobody was called."),
            True,
            True,
        ),
        Attempt("seal", "The last seal is gone", last_seal_removed(TENANT), False, True),
        Attempt(BACKUP, "Yesterday's backup in its place", None, False, True, backup=True),
        Attempt(
            "above",
            f"Record {away.version} of {away.id}, after the last seal, rewritten, all hashes anew",
            rewritten(TENANT, away.id, away.version, "text", "Nobody answered."),
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


def _journal(house: House) -> str:
    case = house.case(MAJOR)
    records = house.desk.journal(case.id)
    english, chinese = (
        journal_table(case, records, workflow=house.workflow, language=one, zone=LOCAL) for one in ("en", "zh")
    )
    return f"{english}\n{chinese}"
