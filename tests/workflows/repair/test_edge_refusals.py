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
from tests.workflows.repair.plots import (
    PUBLIC,
    ROUTES,
    THERE,
    URGENT,
    Plot,
    Stage,
    Steps,
    arrived,
    attempt,
    done,
    edges,
    filled,
    plot_of,
    reasons,
    usual,
)
from tests.workflows.repair.usual import FIXER, SIGNERS

from propflow import Actor, Conflict, Grant, Refused, Relation, Role
from propflow.definition.actions import Action
from propflow.definition.forms import form_spec
from propflow.workflows.repair import repair

ACTIONS = pytest.mark.parametrize("action", repair.actions, ids=lambda one: one.name)
PLACED = [one for one in repair.actions if one.states and len(one.states) < len(repair.states)]
FREE = {"charge": "0", "fee_status": "free"}
SIGNED = [one for one in repair.actions if one.sign_offs]


def ready(source: str, action: Action) -> tuple[Stage, dict[str, Any]]:
    """A stage where the action is accepted from this state, and what its form says beyond the usual."""
    plot = plot_of(source, action.name)
    return arrived(source, plot), dict(plot.form)


def strangers(stage: Stage, action: Action) -> Iterator[tuple[set[str], Actor]]:
    """People who may not do it, and the reasons for each."""
    roles = [one for one in action.by if isinstance(one, Role)]
    yield {"role"}, Actor("stranger")
    yield {"role"}, Actor("stranger", ["cleaner"])
    if roles:
        yield {"grant_expired"}, Actor("stranger", [Grant(one.name, until=stage.clock()) for one in roles])
        yield {"grant_expired"}, Actor("stranger", [Grant(one.name, tenant="lakeside") for one in roles])
    handler = stage.case.related("assignee") if stage.case_id else None
    if handler and any(isinstance(one, Relation) and one.name == "assignee" for one in action.not_by):
        worked = any(isinstance(one, Action) and handler in stage.case.doers(one.name) for one in action.not_by)
        codes = {"duty_relation", *(["duty"] if worked else [])}
        yield codes, Actor(handler, roles)
        yield codes, Actor("deputy", roles, on_behalf_of=handler)


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
    """Without the role, with a grant that has ended or holds elsewhere, or being the repairer: for that alone."""
    for source, _, _ in edges(action):
        stage, form = ready(source, action)
        for codes, who in strangers(stage, action):
            assert reasons(stage, action.name, form, who) == codes, f"{who} from {source}"
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
    "lower_class": {"nothing_lowered"}, "merge_into": {"somebody_has_been_there"},
    "dispatch_bindingly": {"not_returned_enough"}, "enter_by_key": {"key_not_lent"},
    "enter_in_danger": {"no_open_danger"}, "return_key": {"not_that_key"}, "report_key_loss": {"not_that_key"},
    "approve_plan": {"payer_must_consent"}, "decline_quote": {"plan_was_agreed"}, "decline_change": {"wrong_version"},
    "start_work": {"consent_is_needed"}, "accept_deemed": {"acceptance_still_open"},
    "order_rework_after_check": {"resident_has_refused"}, "report_emergency_progress": {"not_urgent"},
    "escalate_to_developer": {"condition_not_met"}, "defer_endorsed": {"no_endorsement_needed"},
}  # fmt: skip
"""What else is not so in an archived case, as nothing like it has happened on the ordinary way there."""


@pytest.mark.parametrize("action", PLACED, ids=lambda one: one.name)
def test_in_another_state(action: Action) -> None:
    """After the archive, where nearly every condition is still met, little but the state stands in the way."""
    places = {source for source, _, _ in edges(action)}
    form = plot_of(min(places), action.name).form
    assert reasons(arrived("archived", Plot()), action.name, form) == {"state"} | ALSO.get(action.name, set())


@pytest.mark.parametrize("action", repair.starting, ids=lambda one: one.name)
def test_what_makes_a_case_is_not_done_to_one(action: Action) -> None:
    """Nor does anything else make one: either is refused for its place alone."""
    stage = arrived("reported", Plot())
    with pytest.raises(Refused) as refusal:
        form = filled(stage, action.name, plot_of("start", action.name).form)
        stage.desk.act(stage.case_id, action.name, form, by=usual(action.name))
    assert refusal.value.codes == {"state"}
    with pytest.raises(Refused) as refusal:
        stage.desk.register(stage.workflow, filled(stage, "urge", {}), by=usual("urge"), action="urge")
    assert refusal.value.codes == {"state"}


DOINGS = [(action, other) for action in repair.actions for other in action.not_by if isinstance(other, Action)]


INSIDER = Actor("insider", ["repairer", "patroller", "receptionist"])
BEGUN: Steps = (*THERE, ("start_work", {}), "report_done")
SPOT: Steps = ("register", ("resolve_on_spot", {}))


def by_an_insider(state: str, did: str, plot: Plot) -> Plot:
    """The case comes to the state, and *did* was done by an insider on the way, who is not in charge of it."""
    doers = {**plot.doers, did: INSIDER}
    if did == "classify":
        return attrs.evolve(plot, doers=doers, route=(*ROUTES[state], ("classify", URGENT)))
    ended: dict[str, Steps] = {
        "awaiting_acceptance": (), "rework": ("refuse_acceptance",), "signed_off": ("accept_without_resident",),
        "closed": ("accept_without_resident", ("close", FREE)),
        "following_up": ("accept_without_resident", ("close", FREE), "assign_follow_up"),
    }  # fmt: skip
    way = {"start_work": BEGUN, "report_done": BEGUN, "resolve_on_spot": SPOT}[did]
    rest = ("fail_check",) if plot.route and "fail_check" in plot.route else ended[state]
    axes = PUBLIC if way is BEGUN else {}
    return attrs.evolve(plot, doers=doers, route=(*way, *rest), axes=axes)


@pytest.mark.parametrize(("action", "did"), DOINGS, ids=lambda one: one.name)
def test_whoever_did_the_one_may_not_do_the_other(action: Action, did: Action) -> None:
    """Neither in person, nor standing in for somebody, nor through somebody who stands in."""
    for source, _, _ in edges(action):
        usually = plot_of(source, action.name)
        stage = arrived(source, by_an_insider(source, did.name, usually))
        form = {**usually.form, **(FREE if action.name == "close" else {})}
        assert stage.case.doers(did.name) == ("insider",)
        roles = [one for one in action.by if isinstance(one, Role)]
        for who in (
            Actor("insider", roles),
            Actor("insider", roles, on_behalf_of="somebody"),
            Actor("somebody", roles, on_behalf_of="insider"),
        ):
            assert reasons(stage, action.name, form, who) == {"duty"}
        attempt(stage, action.name, form)


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
        wording = next(name for name in ("finding", "findings", "reason", "emergency") if name in (given or {}))
        changed = {**(given or {}), wording: "Something else"}
        assert refused(changed) == {"form_for_proposal"}
        stage.desk.act(stage.case_id, action.name, by=by, expect=stage.case.version)


@pytest.mark.parametrize("action", SIGNED, ids=lambda one: one.name)
def test_who_may_not_consent(action: Action) -> None:
    """A stranger, an ended grant, the proposer and the repairer in charge: each for one reason."""
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
        own = {"duty", *(["duty_relation"] if stage.case.related("assignee") == proposer else [])}
        assert refused(Actor(proposer, sign_off.by)) == own
        assert refused(Actor("deputy", sign_off.by, on_behalf_of=proposer)) == own
        if "assignee" in excluded and proposer != FIXER and stage.case.related("assignee"):
            assert refused(Actor(FIXER, sign_off.by)) == {"duty_relation"}
            assert refused(Actor("deputy", sign_off.by, on_behalf_of=FIXER)) == {"duty_relation"}
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


LINKS = [
    ("merge_into", "reported", "master_id", {"master_is_not_open"}),
    ("join_group", "accepted", "group_case", set[str]()),
]  # fmt: skip


@pytest.mark.parametrize(("action", "state", "field", "over"), LINKS)
def test_links_that_cannot_be_made(action: str, state: str, field: str, over: set[str]) -> None:
    """To itself, to nothing, and to what is archived."""
    stage, _ = ready(state, repair.action(action))
    assert reasons(stage, action, {field: stage.case_id}) == {"link_self"} | over
    assert reasons(stage, action, {field: "BX-999999"}) == {"link_unknown"}
    assert reasons(stage, action, {field: "archived one"}) == {"link_final", *over}


def test_a_recurrence_of_nothing() -> None:
    """What it recurs from must be there; it may well be archived."""
    stage, _ = ready("start", repair.action("register"))
    assert reasons(stage, "register", {"recurs_from": "BX-999999"}) == {"link_unknown"}
    attempt(stage, "register", {"recurs_from": "archived one"})
    assert stage.case.links("recurs_from") == (stage.other("archived one"),)
