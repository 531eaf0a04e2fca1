"""Nobody cites a rule of ours that there is not."""

from __future__ import annotations

import attrs
import pytest

from propflow.adapters.builtin import Workflows
from propflow.coverage import elements
from propflow.coverage.taking import unchecked
from propflow.definition.workflow import Workflow
from propflow.policy import built_in, load
from propflow.rulebook import citation_faults


@pytest.mark.parametrize("workflow", Workflows().propflow_workflows(), ids=lambda one: one.name)
def test_our_workflows_cite_what_there_is(workflow: Workflow) -> None:
    """Every state, action, guard, sign-off, clock, slot and invariant."""
    cited = [(one.key, one.rules) for one in elements(workflow)]
    assert cited
    assert [*citation_faults(cited, ours=True)] == []


@pytest.mark.parametrize("name", built_in())
def test_our_policies_cite_what_there_is(name: str) -> None:
    """Every value of every manual, also for slots that no workflow has."""
    assert [*citation_faults(load(name).rules.items(), ours=True)] == []


def test_ours_may_cite_nothing_else() -> None:
    """A rule of some other manual is a fault in what is ours, and is no business of ours in what is a site's."""
    cited = [("visit/guard/is_invited", ("V-7", "C04-22"))]
    assert [*citation_faults(cited, ours=False)] == []
    assert [*citation_faults(cited, ours=True)] == [
        "visit/guard/is_invited cites the rule 'V-7', which is not in the rulebook"
    ]


def test_what_looks_like_ours_must_be_ours() -> None:
    """A site that mistypes one of our ids hears of it, with the one that is meant."""
    (fault,) = citation_faults([("visit", ("C04-229",))], ours=False)
    assert "visit cites the rule 'C04-229'" in fault
    assert fault.endswith(" meant?")


def test_a_mistyped_citation_in_ours_is_found() -> None:
    """One wrong id among hundreds, in a state."""
    workflow = Workflows().propflow_workflows()[0]
    first = attrs.evolve(workflow.states[0], rules=["C99-01"])
    wrong = unchecked(workflow, states=(first, *workflow.states[1:]))
    faults = [*citation_faults([(one.key, one.rules) for one in elements(wrong)], ours=True)]
    assert len(faults) == 1
    assert faults[0].startswith(f"complaint/state/{first.name} cites the rule 'C99-01'")
