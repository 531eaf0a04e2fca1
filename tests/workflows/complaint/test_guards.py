"""Each condition is broken, one at a time, in every edge that it stands in, and refuses with its own code alone."""

from __future__ import annotations

import attrs
import pytest
from tests.workflows.complaint.breaks import BREAKS, CONSENTER, ORDERED, PROMISED, PROMOTED, UNBREAKABLE
from tests.workflows.complaint.plots import arrived, attempt, edges, plot_of, reasons

from propflow import Actor, Refused
from propflow.definition.actions import Action
from propflow.definition.guards import Situation
from propflow.workflows.complaint import complaint

GUARDS = {one.name: one for action in complaint.actions for one in action.guards}
GUARDED = [one for one in complaint.actions if one.guards]
PLACES = [(source, one, guard.name) for one in GUARDED for source, _, _ in edges(one) for guard in one.guards]
OWN_SIGNATURE = [one for one in GUARDED if GUARDS[CONSENTER] in one.guards]
BY_HAND = "repair_has_its_sheet"


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
            house = arrived(source, attrs.evolve(plot, steps=(*plot.steps, "make_promise")))
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


def test_a_solved_repair_is_looked_at_again_at_closing() -> None:
    """Were the track another one than at the verification, the closing would be refused for it."""
    house = arrived("close_pending", plot_of("close_pending", "close"))
    facts = {**house.case.facts, "track": "repair"}
    case = attrs.evolve(house.case, parts={**house.case.parts, "facts": facts})
    verdict = GUARDS[BY_HAND].check(Situation(case, None, Actor("somebody"), house.clock(), {}, house.workflow.values))
    assert (verdict.holds, verdict.code) == (False, "wrong_basis")


def test_every_condition_is_seen_to_block() -> None:
    """In every edge each guard is broken by some story; where none can, the reason is listed, and nothing beside."""
    broken = {(source, action.name, one.guard) for source, action, guard in PLACES for one in BREAKS
              if one.guard == guard and one.fits(source, action.name)}  # fmt: skip
    left = {guard for source, action, guard in PLACES if (source, action.name, guard) not in broken}
    assert left == {*UNBREAKABLE, PROMISED, CONSENTER, ORDERED, PROMOTED}
    assert {one.guard for one in BREAKS} | {PROMISED, CONSENTER, ORDERED, PROMOTED, BY_HAND} == set(GUARDS)


def test_an_apology_is_in_order_once_the_facts_are_known() -> None:
    """Where only sympathy is to be shown first, an apology after the inquiry is accepted."""
    plot = attrs.evolve(plot_of("in_progress", "record_contact"), policy={"opener": "sympathy"})
    house = arrived("in_progress", plot)
    attempt(house, "record_contact", {"opener": "apology"})
    assert house.case.fact("contacts") == 2
