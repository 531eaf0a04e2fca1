"""Each condition is broken, one at a time, for every action that has it, and refuses with its own code alone."""

from __future__ import annotations

import pytest
from tests.workflows.renovation.breaks import BREAKS, Break
from tests.workflows.renovation.lives import person
from tests.workflows.renovation.plots import ACTIONS, EDGES, PREFIX, Plot, arrived, plot_of

FIRST = {(workflow, action): source for workflow, source, action, _ in reversed(EDGES)}
HELD = [
    (workflow, action, guard.name)
    for workflow, action in FIRST
    for guard in ACTIONS[workflow][action].guards
]  # fmt: skip


def concerned(workflow: str, one: Break) -> list[str]:
    """The actions that a break is about."""
    return [
        action for where, action, guard in HELD if (where, guard) == (workflow, one.guard) and one.of in ("", action)
    ]


CASES = [
    (workflow, action, one) for workflow, each in BREAKS.items() for one in each for action in concerned(workflow, one)
]

UNBREAKABLE = {
    ("renovation", "find_violation", "notices_are_new"): "While the works go on in the ordinary way no notice is open.",
    ("renovation", "defect_in_observation", "notices_are_new"): "What is observed has no open notice.",
    ("renovation", "order_rectification", "notices_are_new"): "What was re-inspected has no open notice.",
    ("renovation", "pass_reinspection", "no_notice_is_open"): "What is observed has no open notice.",
    ("renovation", "pass_reinspection", "nothing_since_last_inspection"): "Whatever is found leads to rectification.",
    ("renovation", "pass_reinspection", "deposit_is_whole"): "Nothing is deducted before a re-inspection has failed.",
    ("renovation", "extend_late", "deposit_is_whole"): "Nothing is deducted while the works are only overdue.",
    ("renovation_deposit", "open", "is_still_to_be_paid"): "The renovation waits for its deposit before it goes on.",
    ("renovation_deposit", "void", "renovation_is_not_permitted"): "The renovation waits for it before it goes on.",
    ("worker_pass", "open", "worker_is_listed"): "A stranger's pass stops the permit; told in `test_children.py`.",
}
"""Where no lawful story can break a condition, and why; it stands there for what other doors may let in."""


@pytest.mark.parametrize(("workflow", "action", "one"), CASES, ids=lambda it: getattr(it, "code", it))
def test_a_broken_condition_is_named(workflow: str, action: str, one: Break) -> None:
    """One thing at a time is not as it should be: it is refused for just that, with the rule's id."""
    state = one.state or FIRST[workflow, action]
    plot = plot_of(workflow, state, action)
    story = Plot(
        route=plot.route if one.route is None else one.route,
        steps=(plot.steps if one.route is None else ()) if one.steps is None else one.steps,
        policy=one.policy,
    )
    site = arrived(workflow, state, story)
    step = f"{PREFIX[workflow]}{action}"
    by = person(one.by) if one.by else None
    assert site.refused(step, by, **{**plot.form, **one.form}) == {one.code, *one.also}


def test_every_condition_is_broken_somewhere() -> None:
    """For each action that has it; what cannot be broken is listed with its reason, and nothing else is."""
    broken = {(workflow, action, one.guard) for workflow, action, one in CASES}
    left = set(HELD) - broken
    assert left == set(UNBREAKABLE)
