"""The workflow against the tables on paper, edge by edge and role by role; each deviation is listed with its reason."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from tests.workflows.repair.paper_edges import ALL, ANY, FINAL, IN_PLACE, MOVES, OPEN, InPlace, Move
from tests.workflows.repair.plots import edges

from propflow import STAY
from propflow.definition.actions import Action
from propflow.definition.states import FINAL as OVER
from propflow.workflows.repair import repair
from propflow.workflows.repair.states import open_set

LISTED = Path(__file__).parents[3] / "docs" / "workflows" / "repair_deviations.toml"

CARRIED_OUT = {
    "R01": "register", "R02": "raise_from_finding raise_from_sensor", "R05": "open",
    "R06": "redirect redirect_from_site", "R09": "dispatch dispatch_bindingly", "R15": "enter_by_key enter_in_danger",
    "R17": "record_consent approve_plan", "R25": "defer defer_endorsed", "R30": "accept_without_resident accept_deemed",
    "R31": "refuse_acceptance fail_check", "R32": "order_rework order_rework_after_check", "R34": "close",
    "R39": "cancel cancel_by_supervisor", "N01": "classify lower_class",
    "N07": "report_progress report_emergency_progress",
    "N08": "make_promise make_further_promise fulfil_promise break_promise",
    "N12": "request_approval record_petition_answer", "N13": "link_key_loan return_key report_key_loss",
    "N14": "link_new_fault open_linked_case settle_linked_fault",
    "N16": "escalate escalate_to_developer decline_escalation", "N22": "alert_overrun acknowledge_overrun",
}  # fmt: skip
"""By which actions of the workflow a row is carried out, where not by one of the same name."""


def actions_of(row: Move | InPlace) -> list[Action]:
    """The actions that carry a row out."""
    names = CARRIED_OUT.get(row.id, "").split() or ([row.name] if isinstance(row, Move) else row.names)
    return [repair.action(one) for one in names]


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
    acting = {who.name for one in actions for who in one.by}
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
    more = [f"{one.name}: not on paper" for one in repair.actions if one.name not in known]
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
    assert {one.name for one in repair.states} == set(ALL.split())
    assert {one.name for one in open_set} == set(OPEN.split())
    assert {one.name for one in repair.states if one.kind is OVER} == set(FINAL.split())


def test_the_paper_is_copied_whole() -> None:
    """Thirty-nine moving actions with eighty-one edges, and twenty-six rows of what is done in place."""
    assert [row.id for row in MOVES] == [f"R{number:02}" for number in range(1, 40)]
    assert [row.id for row in IN_PLACE] == [f"N{number:02}" for number in range(1, 27)]
    assert sum(len(row.sources) for row in MOVES) == 81


def test_a_graph_as_on_paper() -> None:
    """An open case is left in five ways, closed in two, signed off in three; and no work is done before a visit."""
    moving = [(source, name, target) for source, name, target in edges() if source != target]
    open_, final = OPEN.split(), FINAL.split()
    left = {name for source, name, target in moving if source in open_ and target not in open_}
    assert left == {
        "close", "close_unresolved", "cancel", "cancel_by_supervisor", "redirect_from_site", "merge_into",
    }  # fmt: skip
    assert {name for _, name, target in moving if target == "closed"} == {"close", "close_unresolved"}
    signed = {name for _, name, target in moving if target == "signed_off"}
    assert signed == {"sign_off", "accept_without_resident", "accept_deemed", "uphold_work"}
    assert [name for source, name, _ in moving if source in final] == []
    for passed in (["on_site"], ["dispatched"]):
        assert "in_progress" not in _reached_without(moving, passed)
    assert "signed_off" not in _reached_without(moving, ["awaiting_acceptance"])
    assert "closed" not in _reached_without(moving, ["signed_off", "deferred_with_plan"])
    assert "archived" not in _reached_without(moving, ["closed"])


def _reached_without(moving: list[tuple[str, str, str]], left_out: list[str]) -> set[str]:
    """The states that can be reached without some."""
    found = {"start"}
    while new := {target for source, _, target in moving if source in found} - found - {*left_out}:
        found |= new
    return found


@pytest.mark.parametrize(
    "left_out",
    [["access_failed"], ["cancelled"], ["merged"], ["waiting_part"], ["rework"],
     ["access_failed", "cancelled", "merged"],
     ["access_failed", "cancelled", "merged", "waiting_part", "rework"]],
)  # fmt: skip
def test_states_that_no_manual_names_can_be_done_without(left_out: list[str]) -> None:
    """Without them every other state still leads to an end."""
    moving = [one for one in edges() if one[0] != one[2] and not {one[0], one[2]} & {*left_out}]
    ending = {*FINAL.split()} - {*left_out}
    while new := {source for source, _, target in moving if target in ending} - ending:
        ending |= new
    assert ending >= _reached_without(moving, left_out)


def test_what_no_table_shows_is_there_too() -> None:
    """A deviation in a condition, a limit or a slot names what stands in the workflow for it."""
    guards = {f"guard:{one.name}" for action in repair.actions for one in action.guards}
    there = guards | {f"clock:{one.name}" for one in repair.clocks} | {f"slot:{one.name}" for one in repair.slots}
    there |= {f"fact:{one.name}" for one in repair.facts}
    for one in tomllib.loads(LISTED.read_text(encoding="utf-8"))["deviation"]:
        assert set(one.get("terms", ())) <= there
        assert one.get("terms") or one.get("differences")
