"""
The demonstration: `demo`.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any, Final

import typer

from propflow.cli.definitions import AsJson
from propflow.cli.demo import ending, monday, week
from propflow.cli.demo.folder import Folder, prepared
from propflow.cli.demo.house import TENANT, House
from propflow.cli.demo.story import Story
from propflow.cli.demo.tampering import copied
from propflow.cli.demo.telling import Teller
from propflow.cli.exits import FOUND_FAULTS
from propflow.cli.modules import example, workflows_in
from propflow.cli.output import complain, plural, say, say_json

CHAPTERS: Final = (
    monday.opening,
    monday.one_incident,
    monday.forged_closing,
    monday.waiting,
    monday.evening,
    week.limits,
    week.signing,
    week.reopening,
    week.confidential,
)
"""The chapters of the working days; each goes on where the one before it ended."""


def demo(
    folder: Annotated[Path, typer.Option("--folder", help="Where it puts what it makes.")] = Path("demo"),
    as_json: AsJson = False,
) -> None:
    """
    Play thirty incidents on an embedded SQLite store, tamper with copies of it, and say what is found.

    Everything is real but the time. A folder that holds anything else is left alone.
    """
    began = perf_counter()
    told, broken = played(prepared(folder), Teller(silent=as_json))
    seconds = perf_counter() - began
    if as_json:
        say_json({**told, "seconds": round(seconds, 3)})
    else:
        held = len(told["claims"]) - len(broken)
        say(f"\n{held} of {plural(len(told['claims']), 'claim')} borne out by the run, in {seconds:.1f} s.")
    for one in broken:
        complain(f"not as told: {one}.")
    if broken:
        raise typer.Exit(FOUND_FAULTS)


def played(folder: Folder, teller: Teller) -> tuple[dict[str, Any], list[str]]:
    """
    Play the story.

    Returns:
        What it told, chapter by chapter, and the claims that the run did not bear out.
    """
    (workflow,) = workflows_in(example())
    house = House(workflow, str(folder.database))
    with closing(house.store):
        story = Story(house, teller)
        told: dict[str, Any] = {"tenant": TENANT}
        for chapter in CHAPTERS:
            told[chapter.__name__] = chapter(story)
        house.until(2, 23)  # after the books were sealed for the night
        copied(folder.database, folder.copy(ending.BACKUP))
        told["figures"] = week.figures(story)
        told["sealing"] = ending.sealing(story)
        told["tampering"] = ending.tampering(story, folder)
        told["places"] = ending.places(story, folder, told["sealing"]["anchor"])
    told["claims"] = story.claims
    return told, [what for what, held in story.claims.items() if not held]
