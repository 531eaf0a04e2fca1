"""Both workflows against the tables on paper, edge by edge and role by role; each deviation has its reason."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from tests.workflows.move_out_pass.lives import given
from tests.workflows.move_out_pass.paper_edges import (
    CORRECTED,
    LETTER,
    LETTER_FINAL,
    LETTER_STATES,
    PASS,
    PASS_FINAL,
    PASS_STATES,
    Row,
)
from tests.workflows.move_out_pass.plots import edges
from tests.workflows.move_out_pass.usual import TENANT

from propflow import STAY, Workflow
from propflow.definition.states import FINAL
from propflow.workflows.move_out_pass import goods_authorisation, move_out_pass

LISTED = Path(__file__).parents[3] / "docs" / "workflows" / "move_out_pass_deviations.toml"
RENAMED = {"B10": "open", "B22": "close", "L01": "open", "L05": "close"}


def differences(rows: list[Row], workflow: Workflow) -> list[str]:
    """In what a workflow differs from its table, in words."""
    found = []
    for row in rows:
        action = workflow.action(RENAMED.get(row.id, row.name))
        found += [] if action.name == row.name else [f"{row.id} {row.name}: is {action.name}"]
        stays = action.target is STAY
        here = {(source, "=" if stays else target) for source, name, target in edges(workflow) if name == action.name}
        paper = {(row.source, row.target)}
        for word, some in (("also", here - paper), ("not", paper - here)):
            found += [f"{row.id}: {word} {source} → {target}" for source, target in sorted(some)]
        said, may = set(row.who), {who.name for who in action.by}
        for word, people in (("also by", may - said), ("not by", said - may)):
            found += [f"{row.id}: {word} {', '.join(sorted(people))}"] if people else []
    known = {RENAMED.get(row.id, row.name) for row in rows}
    return [*found, *(f"{workflow.name} {one.name}: not on paper" for one in workflow.actions if one.name not in known)]


def test_every_deviation_is_listed_once() -> None:
    """What differs is listed with a reason, and nothing is listed that does not differ."""
    listed = tomllib.loads(LISTED.read_text(encoding="utf-8"))["deviation"]
    texts = [text for one in listed for text in one.get("differences", ())]
    assert sorted(texts) == sorted([*differences(PASS, move_out_pass), *differences(LETTER, goods_authorisation)])
    assert [text for text, times in Counter(texts).items() if times > 1] == []
    assert all(len(one["reason"]) > 20 and len(one["reason_zh"]) > 8 for one in listed)
    terms = {
        f"guard:{one.name}" for flow in (move_out_pass, goods_authorisation) for a in flow.actions for one in a.guards
    }
    terms |= {f"clock:{one.name}" for flow in (move_out_pass, goods_authorisation) for one in flow.clocks}
    terms |= {f"slot:{one.name}" for flow in (move_out_pass, goods_authorisation) for one in flow.slots}
    assert all(set(one.get("terms", ())) <= terms and (one.get("terms") or one.get("differences")) for one in listed)


@pytest.mark.parametrize(
    ("workflow", "states", "final", "more"),
    [
        (move_out_pass, PASS_STATES, PASS_FINAL, {"written_off"}),
        (goods_authorisation, LETTER_STATES, LETTER_FINAL, {"presented", "rejected"}),
    ],
)
def test_the_states_are_those_on_paper(
    workflow: Workflow, states: tuple[str, ...], final: tuple[str, ...], more: set[str]
) -> None:
    """And a few that its corrections ask for."""
    assert {one.name for one in workflow.states} == {*states, *more}
    over = {one.name for one in workflow.states if one.kind is FINAL}
    assert over - {*final} == more - {"presented"}
    assert set(final) <= over


def test_the_paper_is_copied_whole() -> None:
    """Thirty rows of the pass and seven of its letter, with twenty and six states."""
    assert [row.id for row in PASS] == [f"B{number:02}" for number in range(1, 31)]
    assert [row.id for row in LETTER] == [f"L{number:02}" for number in range(1, 8)]
    assert (len(PASS_STATES), len(LETTER_STATES)) == (20, 6)


def test_correction_13() -> None:
    """An absent owner leads to the letter; whoever waits may drop it."""
    both = {(source, name, target) for source, name, target in edges()}
    assert ("awaiting_owner_signature", "owner_absent", "awaiting_authorisation") in both
    waiting = {one for one in PASS_STATES if one.startswith("awaiting_")}
    assert {source for source, name, _ in both if name == "abandon"} >= waiting
    assert 13 in CORRECTED


def test_correction_14() -> None:
    """A tenant who has the letter with him goes the ordinary way, and is not refused for it."""
    house = given().letter_came().letter_did("open").registered(**TENANT).did("request_by_other")
    assert house.letter_did("present").did("present_authorisation").state == "draft_pass"


def test_correction_15() -> None:
    """Rejected and lapsed from every state before it is presented; by presenting it is bound."""
    letter = {(source, name, target) for source, name, target in edges(goods_authorisation)}
    for name, target in (("reject", "rejected"), ("lapse", "expired")):
        assert {(one, name, target) for one in ("drafted", "disputed", "valid")} <= letter
    house = given().agents_draft()
    assert house.letter.links("parent") == (house.case_id,)


def test_correction_16() -> None:
    """A lost slip is cancelled; an agent's correction stays within the letter and needs no owner; refused is void."""
    assert given().issued().all_did("report_lost", "cancel_pass").state == "cancelled"
    agents = given().agents().all_did("present_at_gate", "find_mismatch")
    agents.did("correct_pass", goods=["sofa ×3", "lamp"], signature="")
    again = {"serial": 8, "applicant": "Mr Zhou", "letter_attached": True, "goods": ["sofa ×3", "lamp"]}
    assert agents.did("open", **again).state == "issued"
    assert agents.refused("present_at_gate") == {"serial_not_current"}
    refused = given().issued().all_did("present_at_gate", "find_mismatch", "refuse_release")
    assert refused.case.fact("void_serials") == [7]


def test_correction_17() -> None:
    """The ten days run from the release, not from the slip."""
    house = given(validity="3 days").issued().later(days=2)
    house.all_did("present_at_gate", "release_goods")
    run = house.case.clock("hand_in")
    assert run is not None
    assert run.due_at is not None
    assert (run.due_at - house.case.recorded_at).days == 10
