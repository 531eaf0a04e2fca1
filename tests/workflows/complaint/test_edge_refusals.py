"""
From each accepted example one precondition is taken away at a time: the refusal names that one and no other.

Every edge ends by being taken after all, so nothing but what was taken away stood in its way.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import attrs
import pytest
from tests.workflows.complaint.plots import (
    HANDLED,
    PEOPLES,
    SUSPECT,
    Plot,
    Stage,
    arrived,
    attempt,
    done,
    edges,
    filled,
    plot_of,
    reasons,
    usual,
)
from tests.workflows.complaint.usual import HANDLER, SIGNERS

from propflow import Actor, Conflict, Grant, Refused, Relation, Role
from propflow.definition.actions import Action
from propflow.definition.forms import form_spec
from propflow.workflows.complaint import complaint

ACTIONS = pytest.mark.parametrize("action", PEOPLES, ids=lambda one: one.name)
PLACED = [one for one in complaint.actions if one.states and len(one.states) < len(complaint.states)]
SIGNED = [one for one in complaint.actions if one.sign_offs]


def ready(source: str, action: Action) -> tuple[Stage, dict[str, Any]]:
    """A stage where the action is accepted from this state, and what its form says beyond the usual."""
    plot = plot_of(source, action.name)
    return arrived(source, plot), dict(plot.form)


def strangers(stage: Stage, action: Action) -> Iterator[tuple[str, Actor]]:
    """People who may not do it, and the reason for each."""
    roles = [one for one in action.by if isinstance(one, Role)]
    yield "role", Actor("stranger")
    yield "role", Actor("stranger", ["cleaner"])
    yield "grant_expired", Actor("stranger", [Grant(one.name, until=stage.clock()) for one in roles])
    yield "grant_expired", Actor("stranger", [Grant(one.name, tenant="lakeside") for one in roles])
    if any(isinstance(one, Relation) and one.name == "respondent" for one in action.not_by):
        yield "duty_relation", Actor(SUSPECT, roles)
        yield "duty_relation", Actor("deputy", roles, on_behalf_of=SUSPECT)
    if any(isinstance(one, Relation) and one.name == "assignee" for one in action.not_by):
        yield "duty_relation", Actor(HANDLER, roles)


def misfits(action: Action, given: dict[str, Any] | None) -> Iterator[tuple[set[str], Any]]:
    """Forms that do not do, and the reasons for each."""
    spec = form_spec(action.form) if action.form else None
    if spec is None or given is None:
        yield {"field_unknown"}, {"wat": 1}
        yield {"form_type"}, 7
        return
    needed = [one.name for one in spec.fields if one.required]
    for name in needed:
        yield {"field_missing"}, {field: value for field, value in given.items() if field != name}
    yield {"field_unknown"}, {**given, "wat": 1}
    yield {"field_unknown", "field_invalid"}, {**given, "wat": 1, spec.names[0]: object}
    yield {"form_type"}, 7
    if needed:
        yield {"field_missing"}, {}
        yield {"field_missing"}, None


@ACTIONS
def test_somebody_else_may_not(action: Action) -> None:
    """Without the role, with a grant that has ended or holds elsewhere, or being complained about: for that alone."""
    for source, _, _ in edges(action):
        stage, form = ready(source, action)
        for code, who in strangers(stage, action):
            if source != "start" or code != "duty_relation":
                assert reasons(stage, action.name, form, who) == {code}, f"{who} from {source}"
        attempt(stage, action.name, form)


@ACTIONS
def test_a_form_that_does_not_do(action: Action) -> None:
    """Each needed field is missed by itself; all that is wrong with a form is said at once."""
    for source, _, _ in edges(action):
        stage, form = ready(source, action)
        for codes, wrong in misfits(action, filled(stage, action.name, form)):
            with pytest.raises(Refused) as refusal:
                handed(stage, action, wrong)
            assert refusal.value.codes == codes, f"{wrong} from {source}"
            if not wrong:
                spec = form_spec(action.form)
                assert spec is not None
                assert len(refusal.value.blockers) == len([one for one in spec.fields if one.required])
        attempt(stage, action.name, form)


def handed(stage: Stage, action: Action, form: Any) -> None:
    """The form is handed in as it is."""
    by = usual(action.name)
    if action.starts_case:
        stage.desk.register(stage.workflow, form, by=by, action=action.name)
    elif action.sign_offs:
        stage.desk.propose(stage.case_id, action.name, form, by=by)
    else:
        stage.desk.act(stage.case_id, action.name, form, by=by, expect=stage.case.version)


@ACTIONS
def test_at_another_time(action: Action) -> None:
    """What was read is no longer so, or it is said to have happened tomorrow."""
    for source, _, _ in edges(action):
        stage, form = ready(source, action)
        if source != "start":
            before = stage.case.hash
            with pytest.raises(Conflict) as conflict:
                attempt(stage, action.name, form, expect=stage.case.acted - 1)
            assert (conflict.value.blockers, stage.case.hash) == ((), before)
        if not action.sign_offs:
            tomorrow = stage.clock() + timedelta(days=1)
            assert reasons(stage, action.name, form, occurred_at=tomorrow) == {"future"}
        if action.expect and not action.sign_offs:
            assert reasons(stage, action.name, form, expect=None) == {"expect_missing"}
        attempt(stage, action.name, form)


ALSO = {
    "assign_bindingly": "not_refused_enough", "archive_without_complainant": "there_is_a_complainant",
    "expire_survey": "survey_still_open", "low_satisfaction": "score_is_not_low", "reopen": "follow_up_has_not_failed",
    "archive_with_dissent": "no_dissent_that_remains", "upgrade_to_major": "not_unsettled_for_so_long",
    "approve_extension": "no_extension_requested", "approve_important_extension": "no_extension_requested",
    "approve_major_extension": "no_extension_requested", "refuse_extension": "no_extension_requested",
}  # fmt: skip
"""What else is not so in an archived case, as nothing like it has happened on the ordinary way there."""


@pytest.mark.parametrize("action", PLACED, ids=lambda one: one.name)
def test_in_another_state(action: Action) -> None:
    """After the archive, where nearly every condition is still met, little but the state stands in the way."""
    places = {source for source, _, _ in edges(action)}
    elsewhere = "archived" if "archived" not in places else "received"
    plot = plot_of(min(places), action.name)
    stage = arrived(elsewhere, Plot(axes=plot.axes))
    assert reasons(stage, action.name, plot.form) == {"state", ALSO.get(action.name, "state")}


@pytest.mark.parametrize("action", complaint.starting, ids=lambda one: one.name)
def test_what_makes_a_case_is_not_done_to_one(action: Action) -> None:
    """Nor does anything else make one: either is refused for its place alone."""
    stage = arrived("received", Plot())
    with pytest.raises(Refused) as refusal:
        stage.desk.act(stage.case_id, action.name, filled(stage, action.name, {}), by=usual(action.name))
    assert refusal.value.codes == {"state"}
    with pytest.raises(Refused) as refusal:
        stage.desk.register(stage.workflow, filled(stage, "urge", {}), by=usual("urge"), action="urge")
    assert refusal.value.codes == {"state"}


DOINGS = [(action, other) for action in complaint.actions for other in action.not_by if isinstance(other, Action)]


def by_an_insider(state: str, did: str) -> Plot:
    """The case comes to the state, and *did* was done by an insider on the way."""
    plot = Plot(doers={did: Actor("insider", [usual(did).id])})
    if did == "external_done":
        rest = ("owner_dissatisfied",) if state == "second_disposal" else ()
        return attrs.evolve(plot, route=(*HANDLED, "hand_to_external", did, "tell_result", *rest))
    axes = {"adopt_important_measures": {"grade": "important"}, "adopt_major_measures": {"grade": "major"}}
    return attrs.evolve(plot, axes=axes.get(did, {}))


@pytest.mark.parametrize(("action", "did"), DOINGS, ids=lambda one: one.name)
def test_whoever_did_the_one_may_not_do_the_other(action: Action, did: Action) -> None:
    """Neither in person, nor standing in for somebody, nor through somebody who stands in."""
    for source, _, _ in edges(action):
        usually, plot = plot_of(source, action.name), by_an_insider(source, did.name)
        merged = attrs.evolve(plot, axes={**(plot.axes or {}), **(usually.axes or {})}, steps=usually.steps)
        stage = arrived(source, merged)
        assert stage.case.doers(did.name) == ("insider",)
        for who in (
            Actor("insider", action.by),
            Actor("insider", action.by, on_behalf_of="somebody"),
            Actor("somebody", action.by, on_behalf_of="insider"),
        ):
            assert reasons(stage, action.name, usually.form, who) == {"duty"}
        attempt(stage, action.name, usually.form)


@pytest.mark.parametrize("action", SIGNED, ids=lambda one: one.name)
def test_without_the_consent(action: Action) -> None:
    """Not proposed, not signed, refused, changed after signing, not read: each is said by itself."""
    for source, _, _ in edges(action):
        stage, form = ready(source, action)
        given, by = filled(stage, action.name, form), usual(action.name)
        signer = Actor(SIGNERS[action.name], [SIGNERS[action.name]])

        def refused(form: Any = None, expect: int | None = 0, **how: Any) -> frozenset[str]:
            """Why the act is refused."""
            read = stage.case.version if expect == 0 else expect  # noqa: B023 - called at once
            with pytest.raises(Refused) as refusal:
                stage.desk.act(stage.case_id, action.name, form, by=by, expect=read, **how)  # noqa: B023
            return refusal.value.codes

        assert refused(given) == {"proposal_missing"}
        stage.desk.propose(stage.case_id, action.name, given, by=by)
        assert refused() == {"sign_off_missing"}
        stage.desk.sign(stage.case_id, action.name, by=signer, consent=False, reason="No")
        assert refused() == {"sign_off_refused", "sign_off_missing"}
        stage.desk.propose(stage.case_id, action.name, given, by=by)
        assert refused() == {"sign_off_missing"}
        stage.desk.sign(stage.case_id, action.name, by=signer)
        assert refused(expect=None) == {"expect_missing"}
        assert refused(occurred_at=stage.clock() + timedelta(days=1)) == {"future"}
        wording = next(name for name, value in (given or {}).items() if " " in str(value))
        changed = {**(given or {}), wording: "Something else"}
        assert refused(changed) == {"form_for_proposal"}
        stage.desk.act(stage.case_id, action.name, by=by, expect=stage.case.version)


@pytest.mark.parametrize("action", SIGNED, ids=lambda one: one.name)
def test_who_may_not_consent(action: Action) -> None:
    """A stranger, an ended grant, the proposer, the person complained about and the handler: each for one reason."""
    (sign_off,) = action.sign_offs
    excluded = {one.name for one in sign_off.not_by if isinstance(one, Relation)}
    for source, _, _ in edges(action):
        stage, form = ready(source, action)
        attempt(stage, action.name, form)
        proposer = usual(action.name).id

        def refused(who: Actor) -> frozenset[str]:
            """Why the signature is refused."""
            with pytest.raises(Refused) as refusal:
                stage.desk.sign(stage.case_id, action.name, by=who)  # noqa: B023 - called at once
            return refusal.value.codes

        assert refused(Actor("stranger")) == {"sign_off_unknown"}
        assert refused(Actor("x", [Grant(sign_off.by[0].name, until=stage.clock())])) == {"sign_off_unknown"}
        assert refused(Actor(proposer, sign_off.by)) == {"duty"}
        assert refused(Actor("deputy", sign_off.by, on_behalf_of=proposer)) == {"duty"}
        assert excluded >= {"respondent"}
        for relation, person in (("respondent", SUSPECT), ("assignee", HANDLER)):
            if relation in excluded:
                assert refused(Actor(person, sign_off.by)) == {"duty_relation"}
                assert refused(Actor("deputy", sign_off.by, on_behalf_of=person)) == {"duty_relation"}
        done(stage, action.name)


@pytest.mark.parametrize("action", SIGNED, ids=lambda one: one.name)
def test_each_role_that_may_consent(action: Action) -> None:
    """One signature of any of the roles named is enough."""
    (sign_off,), source = action.sign_offs, edges(action)[0][0]
    for role in sign_off.by:
        stage, form = ready(source, action)
        attempt(stage, action.name, form)
        stage.desk.sign(stage.case_id, action.name, by=Actor("signer", [role]))
        stage.desk.act(stage.case_id, action.name, by=usual(action.name), expect=stage.case.version)


LINKS = [("merge_duplicate", "received", "master_id"), ("join_mass_case", "opened", "group_case")]


@pytest.mark.parametrize(("action", "state", "field"), LINKS)
def test_links_that_cannot_be_made(action: str, state: str, field: str) -> None:
    """To itself, to nothing, and to what is archived."""
    stage, _ = ready(state, complaint.action(action))
    over = set() if action == "join_mass_case" else {"master_is_not_live"}
    assert reasons(stage, action, {field: stage.case_id}) == {"link_self"}
    assert reasons(stage, action, {field: "TS-999999"}) == {"link_unknown"}
    assert reasons(stage, action, {field: "archived one"}) == {"link_final", *over}


def test_a_recurrence_of_nothing() -> None:
    """What it recurs from must be there; it may well be archived."""
    stage, _ = ready("start", complaint.action("register"))
    assert reasons(stage, "register", {"recurs_from": "TS-999999"}) == {"link_unknown"}
    attempt(stage, "register", {"recurs_from": "archived one"})
    assert stage.case.links("recurs_from") == (stage.other("archived one"),)
