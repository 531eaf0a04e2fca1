"""The workflows against the tables on paper, edge by edge and role by role; each deviation has its reason."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from tests.workflows.renovation.paper_edges import FINAL, PAPER, STATES, Row
from tests.workflows.renovation.plots import edges

from propflow import STAY
from propflow.definition.actions import Action
from propflow.definition.states import FINAL as OVER
from propflow.model.people import SYSTEM
from propflow.workflows.renovation import WORKFLOWS

LISTED = Path(__file__).parents[3] / "docs" / "workflows" / "renovation_deviations.toml"
BY_NAME = {one.name: one for one in WORKFLOWS}

CARRIED_OUT = {
    "R01": "register submit_application", "R05": "", "R10": "open", "R17": "extend_late", "R20": "note_violation",
    "R21": "accept_rectification accept_rectification_late", "R35": "close",
    "C02": "open approve_structural", "C04": "close", "W01": "open", "W08": "close", "D01": "open", "D08": "close",
}  # fmt: skip
"""By which actions of the workflow a row is carried out, where not by one of the same name."""

THE_SAME = {"cs_manager": "centre_manager", "office_manager": "office_head", "timer": "system"}
"""Who is called otherwise here: the heads are those of the complaint workflow."""


def actions_of(workflow: str, row: Row) -> list[Action]:
    """The actions that carry a row out."""
    return [BY_NAME[workflow].action(one) for one in CARRIED_OUT.get(row.id, row.name).split()]


def edges_on_paper(row: Row) -> set[str]:
    """The edges of a row, each as `source → target`, or `in place`."""
    return {f"in {source}" if row.target == "=" else f"{source} → {row.target}" for source in row.sources}


def edges_here(workflow: str, actions: list[Action]) -> set[str]:
    """The edges of some actions, spelled as those on paper."""
    stays = {one.name for one in actions if one.target is STAY}
    return {
        f"in {source}" if name in stays else f"{source} → {target}"
        for one in actions
        for source, name, target in edges(BY_NAME[workflow], one)
    }


def people_here(actions: list[Action]) -> set[str]:
    """Who may do some actions, or must consent to them."""
    acting = {who.name for one in actions for who in one.by}
    return acting | {who.name for one in actions for sign_off in one.sign_offs for who in sign_off.by}


def differences(workflow: str, row: Row) -> list[str]:
    """In what the workflow differs from a row, in words."""
    actions = actions_of(workflow, row)
    if not actions:
        return [f"{row.id} {row.name}: is no action"]
    names = [one.name for one in actions]
    found = [] if names == [row.name] else [f"{row.id} {row.name}: is {', '.join(names)}"]
    paper, drawn = edges_on_paper(row), edges_here(workflow, actions)
    found += [f"{row.id}: also {', '.join(sorted(drawn - paper))}"] if drawn - paper else []
    found += [f"{row.id}: not {', '.join(sorted(paper - drawn))}"] if paper - drawn else []
    said, may = {THE_SAME.get(one, one) for one in row.who}, people_here(actions)
    found += [f"{row.id}: also by {', '.join(sorted(may - said))}"] if may - said else []
    found += [f"{row.id}: not by {', '.join(sorted(said - may))}"] if said - may else []
    return found


def all_differences() -> list[str]:
    """In what the workflows differ from the paper, in words."""
    found = []
    for workflow, rows in PAPER.items():
        found += [text for row in rows for text in differences(workflow, row)]
        known = {one.name for row in rows for one in actions_of(workflow, row)}
        more = [one.name for one in BY_NAME[workflow].actions if one.name not in known]
        found += [f"{workflow}.{name}: not on paper" for name in more]
        for state in BY_NAME[workflow].states:
            if (state.kind is OVER) is not (state.name in FINAL[workflow].split()):
                found.append(f"{workflow} {state.name}: is {state.kind}")
    return found


def test_every_deviation_is_listed_once() -> None:
    """What differs is listed with a reason, and nothing is listed that does not differ."""
    listed = tomllib.loads(LISTED.read_text(encoding="utf-8"))["deviation"]
    texts = [text for one in listed for text in one.get("differences", ())]
    assert sorted(texts) == sorted(all_differences())
    assert [text for text, times in Counter(texts).items() if times > 1] == []
    assert all(len(one["reason"]) > 20 and len(one["reason_zh"]) > 8 for one in listed)


def test_the_states_are_those_on_paper() -> None:
    """The same twenty-one, seven, eight and eight, the corrected one included."""
    for workflow, states in STATES.items():
        assert {one.name for one in BY_NAME[workflow].states} == set(states.split())


def test_the_paper_is_copied_whole() -> None:
    """Rows are numbered without gaps; a correction names one of the first twelve."""
    for rows in PAPER.values():
        assert [int(row.id[1:]) for row in rows] == [*range(1, len(rows) + 1)]
    assert {row.correction for rows in PAPER.values() for row in rows} - {None} == {3, 4, 5, 7, 8, 9, 10, 11, 12}


def test_a_graph_as_on_paper() -> None:
    """What has a permit ends by closing, settling or abandoning; observation begins with a passed check alone."""
    moving = [(source, name, target) for source, name, target in edges(BY_NAME["renovation"]) if source != target]
    ends = {name for _, name, target in moving if target in ("closed_refunded", "closed_forfeited")}
    assert ends == {"close", "settle_against_deposit", "abandon"}
    observed = {name for _, name, target in moving if target == "observation"}
    assert observed == {"pass_first_inspection", "pass_rectification_check"}
    assert {name for _, name, target in moving if target == "refund_due"} == {"pass_reinspection"}


def test_what_no_table_shows_is_there_too() -> None:
    """A deviation in a condition, a limit or a slot names what stands in a workflow for it."""
    there: set[str] = set()
    for one in WORKFLOWS:
        there |= {f"guard:{guard.name}" for action in one.actions for guard in action.guards}
        there |= {f"clock:{clock.name}" for clock in one.clocks} | {f"slot:{slot.name}" for slot in one.slots}
    for one in tomllib.loads(LISTED.read_text(encoding="utf-8"))["deviation"]:
        assert set(one.get("terms", ())) <= there
        assert one.get("terms") or one.get("differences")
    assert SYSTEM.name == "system"
