"""The workflow against the tables on paper, edge by edge and role by role; each deviation is listed with its reason."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from tests.workflows.complaint.paper_edges import ALL, ANY, FINAL, IN_PLACE, MOVES, OPEN, InPlace, Move
from tests.workflows.complaint.plots import edges

from propflow import STAY
from propflow.definition.actions import Action
from propflow.definition.states import FINAL as OVER
from propflow.model.people import SYSTEM
from propflow.workflows.complaint import complaint
from propflow.workflows.complaint.states import opened_set

LISTED = Path(__file__).parents[3] / "docs" / "workflows" / "complaint_deviations.toml"

CARRIED_OUT = {
    "T01": "register", "T08": "open", "T13": "convert_to_valid open_emergency", "T15": "dispatch assign_bindingly",
    "T17": "adopt_measures adopt_important_measures adopt_major_measures", "T23": "declare_stalled stall_after_review",
    "T27": "verify verify_by_manager", "T30": "order_rework order_rework_elsewhere", "T33": "close close_major",
    "T40": "archive archive_with_dissent", "S01": "classify lower_classification",
    "S10": "report_progress report_emergency_progress",
    "S11": "request_extension approve_extension approve_important_extension approve_major_extension refuse_extension",
}  # fmt: skip
"""By which actions of the workflow a row is carried out, where not by one of the same name."""


def actions_of(row: Move | InPlace) -> list[Action]:
    """The actions that carry a row out."""
    names = CARRIED_OUT.get(row.id, "").split() or ([row.name] if isinstance(row, Move) else row.names)
    return [complaint.action(one) for one in names]


def edges_on_paper(row: Move | InPlace) -> set[str]:
    """The edges of a row, each as `source → target`, or `in place`."""
    if isinstance(row, Move):
        return {f"{source} → {row.target}" for source in row.sources}
    return {f"in {place}" for place in row.places}


def edges_here(actions: list[Action]) -> set[str]:
    """The edges of some actions, spelled as those on paper."""
    found = edges()
    names = {one.name for one in actions}
    stays = {one.name for one in actions if one.target is STAY}
    return {
        f"in {source}" if name in stays else f"{source} → {target}" for source, name, target in found if name in names
    }


def people_here(actions: list[Action]) -> set[str]:
    """Who may do some actions, or must consent to them."""
    acting = {who.name for one in actions for who in one.by if who != SYSTEM}  # the automatic task, on paper
    return acting | {who.name for one in actions for sign_off in one.sign_offs for who in sign_off.by}


def differences(row: Move | InPlace) -> list[str]:
    """In what the workflow differs from a row, in words."""
    actions = actions_of(row)
    names, here = [row.name] if isinstance(row, Move) else list(row.names), [one.name for one in actions]
    found = [] if here == names else [f"{row.id} {', '.join(names)}: is {', '.join(here)}"]
    paper, drawn = edges_on_paper(row), edges_here(actions)
    found += [f"{row.id}: also {', '.join(sorted(drawn - paper))}"] if drawn - paper else []
    found += [f"{row.id}: not {', '.join(sorted(paper - drawn))}"] if paper - drawn else []
    said, may = set(row.who), people_here(actions)
    if ANY not in said and may - said:
        found.append(f"{row.id}: also by {', '.join(sorted(may - said))}")
    if said - may - {ANY}:
        found.append(f"{row.id}: not by {', '.join(sorted(said - may))}")
    return found


def all_differences() -> list[str]:
    """In what the workflow differs from the paper, in words."""
    rows = [*MOVES, *IN_PLACE]
    known = {one.name for row in rows for one in actions_of(row)}
    more = [f"{one.name}: not on paper" for one in complaint.actions if one.name not in known]
    return [text for row in rows for text in differences(row)] + more


def test_every_deviation_is_listed_once() -> None:
    """What differs is listed with a reason, and nothing is listed that does not differ."""
    listed = tomllib.loads(LISTED.read_text(encoding="utf-8"))["deviation"]
    texts = [text for one in listed for text in one.get("differences", ())]
    assert sorted(texts) == sorted(all_differences())
    assert [text for text, times in Counter(texts).items() if times > 1] == []
    assert all(len(one["reason"]) > 20 and len(one["reason_zh"]) > 8 for one in listed)


def test_the_states_are_those_on_paper() -> None:
    """The same twenty-one, the same ones open, the same ones final."""
    assert {one.name for one in complaint.states} == set(ALL.split())
    assert {one.name for one in opened_set} == set(OPEN.split())
    assert {one.name for one in complaint.states if one.kind is OVER} == set(FINAL.split())


def test_the_paper_is_copied_whole() -> None:
    """Forty moving actions with fifty-five edges, and twenty-four rows of what is done in place."""
    assert [row.id for row in MOVES] == [f"T{number:02}" for number in range(1, 41)]
    assert [row.id for row in IN_PLACE] == [f"S{number:02}" for number in range(1, 25)]
    assert sum(len(row.sources) for row in MOVES) == 55


def test_a_graph_as_on_paper() -> None:
    """An opened case is left only by closing; what is verified comes only from a verifier or a reviewer."""
    moving = [(source, name, target) for source, name, target in edges() if source != target]
    open_, final = OPEN.split(), FINAL.split()
    left = {name for source, name, target in moving if source in open_ and target not in open_}
    assert left == {"close", "close_major", "quarterly_close"}
    verified = {name for _, name, target in moving if target == "close_pending"}
    assert verified == {"verify", "verify_by_manager", "uphold_result"}
    assert {source for source, _, target in moving if target == "closed_unresolvable"} == {"stalled"}
    assert [name for source, name, _ in moving if source in final] == []


def test_what_no_table_shows_is_there_too() -> None:
    """A deviation in a condition, a limit or a slot names what stands in the workflow for it."""
    guards = {f"guard:{one.name}" for action in complaint.actions for one in action.guards}
    there = guards | {f"clock:{one.name}" for one in complaint.clocks} | {f"slot:{one.name}" for one in complaint.slots}
    for one in tomllib.loads(LISTED.read_text(encoding="utf-8"))["deviation"]:
        assert set(one.get("terms", ())) <= there
        assert one.get("terms") or one.get("differences")
