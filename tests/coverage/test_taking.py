"""Taking away takes what it says, and leaves the rest as it stands."""

from __future__ import annotations

import pytest
from tests import office

from propflow.coverage.taking import changed, for_anybody, formless, unconditional, unsigned, without
from propflow.definition.actions import Action
from propflow.definition.workflow import Workflow

jobs = office.WORKFLOW


def action(workflow: Workflow, name: str) -> Action:
    return workflow.action(name)


def test_a_guard_goes_from_every_action() -> None:
    """Clocks and facts that name the action name it as it is now."""
    less = without(jobs, office.nothing_is_missing)
    assert action(jobs, "finish").guards == (office.nothing_is_missing,)
    assert action(less, "finish").guards == ()
    assert action(less, "open") is action(jobs, "open")
    for clock in less.clocks:
        assert set(clock.actions) <= set(less.actions)
    for fact in less.facts:
        assert {*fact.of, *fact.ends} <= set(less.actions)
    assert [len(one.actions) for one in less.clocks] == [len(one.actions) for one in jobs.clocks]


def test_an_action_goes_from_clocks_and_duties_too() -> None:
    """What named it names it no longer."""
    less = without(jobs, office.finish)
    assert {one.name for one in less.actions} == {one.name for one in jobs.actions} - {"finish"}
    assert action(less, "close").not_by == ()
    assert all(one.name != "finish" for clock in less.clocks for one in clock.actions)


def test_a_state_takes_with_it_whatever_led_there() -> None:
    """What could be done there can be done elsewhere only, or not at all."""
    less = without(jobs, office.waiting)
    assert office.waiting not in less.states
    assert "wait" not in {one.name for one in less.actions}
    assert "resume" not in {one.name for one in less.actions}
    assert office.waiting not in action(less, "note").sources
    assert all(pause.state is not office.waiting for clock in less.clocks for pause in clock.pauses)


def test_a_clock_and_a_sign_off_go_alone() -> None:
    """Nothing else changes."""
    assert [one.name for one in without(jobs, office.react).clocks] == [
        one.name for one in jobs.clocks if one is not office.react
    ]
    less = without(jobs, office.release)
    assert action(less, "close").sign_offs == (office.inspection,) or [
        one.name for one in action(less, "close").sign_offs
    ] == ["inspection"]


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (formless, {"form": None, "link": None}),
        (unsigned, {"sign_offs": (), "not_by": ()}),
        (unconditional, {"guards": (), "sign_offs": (), "not_by": (), "waits_for_children": False}),
    ],
)
def test_parts_of_an_action(change: object, left: dict[str, object]) -> None:
    """An action loses one part, and is still the one that the clocks name."""
    less = changed(jobs, office.close, change)  # type: ignore[arg-type]
    found = action(less, "close")
    assert {name: getattr(found, name) for name in left} == left
    assert all(set(clock.actions) <= set(less.actions) for clock in less.clocks)
    assert found.milestone is office.close.milestone


def test_anybody_is_everybody_with_a_role() -> None:
    """Every role and relation of the workflow, and whatever else people hold."""
    found = for_anybody(jobs, ["cleaner", "clerk"])(office.close)
    assert {one.name for one in found.by} >= {"cleaner", "clerk", "worker", "manager", "assignee", "reporter"}
    assert len({one.name for one in found.by}) == len(found.by)


def test_what_is_left_as_it_is_is_the_same() -> None:
    """Without anything taken away, every part is the very same one."""
    same = without(jobs)
    assert [one for one in same.actions if one not in jobs.actions] == []
    assert [*same.clocks] == [*jobs.clocks]
