"""How far a rule is carried out follows from what cites it, and from what taking that away has shown."""

from __future__ import annotations

import attrs
import pytest

from propflow.adapters.builtin import Workflows
from propflow.coverage import Claim, counted, elements, standing, standings
from propflow.coverage.standing import claims_of
from propflow.coverage.taking import unchecked
from propflow.definition.workflow import Workflow
from propflow.rulebook import rule, rules

COMPLAINT = next(one for one in Workflows().propflow_workflows() if one.name == "complaint")
PLAIN = unchecked(
    COMPLAINT, actions=COMPLAINT.actions[:1], clocks=(), slots=(), invariants=(), rules=(), urgent=None,
    states=[attrs.evolve(one, rules=()) for one in COMPLAINT.states],
)  # fmt: skip


def citing(*ids: str, **changes: object) -> Workflow:
    """A workflow with one state that cites these rules, and one action that cites nothing."""
    action = attrs.evolve(PLAIN.actions[0], rules=changes.pop("action", ()), guards=())
    state = attrs.evolve(PLAIN.states[0], rules=ids)
    return unchecked(PLAIN, states=(state,), actions=(action,), **changes)


def stood(monkeypatch: pytest.MonkeyPatch, id_: str, workflow: Workflow, **claims: Claim) -> standing.Standing:
    """How a rule stands if just these claims were on record."""
    known = {f"complaint/{key.replace('__', '/')}": claim for key, claim in claims.items()}
    monkeypatch.setattr(standing, "claims_of", lambda _: known)
    return standings([workflow], [])[id_]


def test_a_rule_that_nothing_cites_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the reason that is on record for it, or for its area, or none."""
    assert stood(monkeypatch, "C04-22", PLAIN).why == "not carried"
    assert stood(monkeypatch, "D03-04", PLAIN).why == "it is given as an example only"
    found = stood(monkeypatch, "A05-10", PLAIN)
    assert (found.status, found.rule.area) == ("open", "community_event")
    assert found.why == "there is no workflow of this area yet"


def test_what_decides_counts_before_what_records(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what was tried in vain before what was not tried."""
    workflow = citing("A01-21")
    key = f"state__{workflow.states[0].name}"
    assert stood(monkeypatch, "A01-21", workflow).status == "cited"
    assert "make rules" in stood(monkeypatch, "A01-21", workflow).why
    tried = stood(monkeypatch, "A01-21", workflow, **{key: Claim("cited")})
    assert (tried.status, tried.why) == ("cited", "nothing changes without what cites it")
    carried = stood(monkeypatch, "A01-21", workflow, **{key: Claim("records", "written")})
    assert (carried.status, carried.carried_by) == ("records", (f"complaint/state/{workflow.states[0].name}",))
    decided = stood(monkeypatch, "A01-21", workflow, **{key: Claim("decides", "deed 1: done instead of conflict")})
    assert (decided.status, decided.why) == ("decides", f"{decided.carried_by[0]}: deed 1: done instead of conflict")


def test_an_action_carries_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deadline that only an action cites is not carried by its being there."""
    workflow = citing(action=["A14-20"])
    assert rule("A14-20").kind == "deadline"
    found = stood(monkeypatch, "A14-20", workflow, **{f"action__{workflow.actions[0].name}__": Claim("cited")})
    assert (found.status, found.carried_by) == ("cited", (f"complaint/action/{workflow.actions[0].name}",))
    assert "no action carries a limit" in found.why


def test_a_workflow_as_a_whole_carries_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that stands at its head has yet to be found inside."""
    found = stood(monkeypatch, "C01-01", citing(rules=("C01-01",)), complaint=Claim("cited"))
    assert (found.status, found.why) == ("cited", "only the workflow as a whole cites it")


def test_an_action_is_parted_by_what_its_rules_are_about() -> None:
    """Who may do it, what is written down, and the action itself are taken away each for itself."""
    by_key = {one.key: one for one in elements(COMPLAINT)}
    assert rule("B11-19").kind == "form_field"
    assert "B11-19" in by_key["complaint/action/register/form"].rules
    assert rule("B11-05").kind == "action"
    assert "B11-05" in by_key["complaint/action/register/deed"].rules
    assert rule("B12-03").kind == "role"
    assert "B12-03" in by_key["complaint/action/assign_follow_up/who"].rules


def test_counts_add_up() -> None:
    """Each enforceable rule has one status, and no other rule has any."""
    found = standings(Workflows().propflow_workflows(), [])
    assert set(found) == {one.id for one in rules() if one.enforceable}
    counts = counted(found.values())
    assert sum(counts[status] for status in standing.STATUSES) == counts["enforceable"] == 1221


def test_every_open_reason_is_about_something() -> None:
    """Each id and each area that has a reason is in the rulebook, and only once."""
    names = [*standing._reasons()]
    areas = {one.area for one in rules()}
    assert [one for one in names if one not in areas and one not in {each.id for each in rules()}] == []


def test_a_workflow_that_was_never_tried_has_no_claims() -> None:
    """It is not an error."""
    assert claims_of("nobody_wrote_it") == {}
