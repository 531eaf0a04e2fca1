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
from propflow.cli.demo import (
    ending,
    june,
    monday,
    moving_out,
    renovating,
    repairing,
    site,
    tuesday,
    wednesday,
    weekend,
)
from propflow.cli.demo.folder import DESK_POLICY, POLICY, Folder, prepared
from propflow.cli.demo.house import TENANT, House
from propflow.cli.demo.story import Story
from propflow.cli.demo.tampering import copied
from propflow.cli.demo.telling import Teller
from propflow.cli.exits import FOUND_FAULTS
from propflow.cli.output import complain, plural, say, say_json

CHAPTERS: Final = (
    monday.intake,
    monday.twice,
    monday.inquiry,
    monday.captain,
    monday.repair,
    monday.evening,
    tuesday.second_disposal,
    tuesday.forgotten,
    wednesday.emergency,
    wednesday.sensor,
    wednesday.together,
    weekend.stalled,
    weekend.look_back,
    weekend.confidential,
    weekend.figures,
    repairing.front_desk_repair,
    renovating.renovation,
    moving_out.goods_pass,
)
"""The chapters of the complaint week and of the week after it; each goes on where the one before it ended."""


def demo(
    folder: Annotated[Path, typer.Option("--folder", help="Where it puts what it makes.")] = Path("demo"),
    as_json: AsJson = False,
) -> None:
    """
    Play a week of complaints, a repair, a renovation and a goods pass on an embedded SQLite store, and tamper with
    copies of it.

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
    own = site.written(folder.file(POLICY))
    policy = site.laid_over(own)
    at_the_desk = site.desk_laid_over(site.written(folder.file(DESK_POLICY), site.FRONT_DESK))
    house = House([site.bound(policy), *site.desk_bound(at_the_desk)], str(folder.database))
    with closing(house.store):
        story = Story(house, teller)
        told: dict[str, Any] = {"tenant": TENANT, "opening": monday.opening(story, own, policy)}
        for chapter in CHAPTERS:
            told[chapter.__name__] = chapter(story)
        copied(folder.database, folder.copy(ending.BACKUP))
        for chapter in (june.review, june.sealing, june.invariants):
            told[chapter.__name__] = chapter(story)
        told["tampering"] = ending.tampering(story, folder)
        told["places"] = ending.places(story, folder, told["sealing"]["anchor"])
    told["claims"] = story.claims
    return told, [what for what, held in story.claims.items() if not held]
