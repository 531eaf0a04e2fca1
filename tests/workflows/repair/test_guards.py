"""Each condition is broken, one at a time, in the edges that it stands in, and refuses with its own code alone."""

from __future__ import annotations

import attrs
import pytest
from tests.workflows.repair.breaks import BREAKS, BY_COMPLAINT, CONSENTER, PROMISED
from tests.workflows.repair.plots import arrived, attempt, edges, plot_of, reasons

from propflow import Actor, Refused
from propflow.definition.actions import Action
from propflow.workflows.repair import repair

GUARDS = {one.name: one for action in repair.actions for one in action.guards}
GUARDED = [one for one in repair.actions if one.guards]
OWN_SIGNATURE = [one for one in GUARDED if GUARDS[CONSENTER] in one.guards]


@pytest.mark.parametrize("action", GUARDED, ids=lambda one: one.name)
def test_a_broken_condition_is_named(action: Action) -> None:
    """In each source of the action, one thing at a time is not as it should be: it is refused for just that."""
    for source, _, _ in edges(action):
        plot = plot_of(source, action.name)
        names = {one.name for one in action.guards}
        for one in (one for one in BREAKS if one.guard in names and one.fits(source, action.name)):
            broken = one.plot(plot)
            found = reasons(arrived(source, broken), action.name, broken.form)
            assert found == {one.code, *one.also}, f"{one.guard} of {action.name} from {source}"
        if PROMISED in names:
            house = arrived(source, attrs.evolve(plot, insert={"open": ("make_promise",)}))
            assert reasons(house, action.name, plot.form) == {"promises_open"}


@pytest.mark.parametrize("action", OWN_SIGNATURE, ids=lambda one: one.name)
def test_nobody_acts_on_his_own_signature(action: Action) -> None:
    """Whoever consented does not carry it out too, neither in person nor through a deputy."""
    (source, _, _), (sign_off,) = edges(action)[0], action.sign_offs
    house = arrived(source, plot_of(source, action.name))
    attempt(house, action.name, {})
    both = Actor("both", [*sign_off.by, *action.by])
    house.desk.sign(house.case_id, action.name, by=both)
    for by in (both, Actor("deputy", action.by, on_behalf_of="both")):
        with pytest.raises(Refused) as refusal:
            house.desk.act(house.case_id, action.name, by=by, expect=house.case.version)
        assert refusal.value.codes == {"consented_himself"}


def test_every_condition_of_every_action_is_seen_to_block() -> None:
    """For each action each of its guards is broken by some story; what is told elsewhere is named."""
    left = {
        (action.name, guard.name)
        for action in GUARDED
        for guard in action.guards
        if not any(
            one.guard == guard.name and one.fits(source, action.name)
            for source, _, _ in edges(action)
            for one in BREAKS
        )
    }
    assert {guard for _, guard in left} == {PROMISED, CONSENTER, BY_COMPLAINT}
    assert {one.guard for one in BREAKS} | {PROMISED, CONSENTER, BY_COMPLAINT} == set(GUARDS)
