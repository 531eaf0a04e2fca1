"""Reading: cases, pages, journals and options, as they are asked for by whoever shows them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.office import LEAK, MORNING, WORKFLOW, Office, Quote, ann, bob, changed, close, eve, guest, take, zoe

from propflow import PASSES, Actor, Refused, Situation, Verdict, blocks, guard


def test_pages(office: Office) -> None:
    """Pages go by ascending id, each after the last one of the page before, and the last is short."""
    ids = [office.registered().id for _ in range(5)]
    first = office.desk.find(limit=2)
    second = office.desk.find(limit=2, after=first[-1].id)
    third = office.desk.find(limit=2, after=second[-1].id)
    assert [[one.id for one in page] for page in (first, second, third)] == [ids[:2], ids[2:4], ids[4:]]
    assert office.desk.find(after=ids[-1]) == ()


def test_pages_of_a_state_and_of_a_workflow(office: Office) -> None:
    """Cases are found by workflow and by state, as they are now."""
    one, two, three = office.registered(), office.opened(), office.working()
    assert [case.id for case in office.desk.find(state="opened")] == [two.id]
    assert [case.id for case in office.desk.find(workflow="repair")] == [one.id, two.id, three.id]
    assert office.desk.find(workflow="other") == office.desk.find(state="nowhere") == ()
    office.desk.act(two.id, "take", by=bob)
    assert [case.id for case in office.desk.find(workflow="repair", state="working")] == [two.id, three.id]


def test_a_case_as_it_stands(office: Office) -> None:
    """State, version, times, facts, relations, links and clocks of a case are at hand, from its head alone."""
    office.pass_time(minutes=5)
    case = office.desk.case(office.working().id)
    assert (case.state, case.version, case.workflow_name) == ("working", 4, "repair")
    assert (case.registered_at, case.recorded_at) == (MORNING + timedelta(minutes=5),) * 2
    assert (case.fact("kind"), case.fact("price"), case.fact("price", "0")) == ("leak", None, "0")
    assert (case.related("assignee"), case.links("child"), case.doers("finish")) == ("bob", (), ())
    assert [one.name for one in case.clocks] == ["mend", "react", "settle"]
    assert case.next_due == MORNING + timedelta(hours=12, minutes=5)


def test_a_record_says_who_what_when_and_by_which_right(office: Office) -> None:
    """Each record has its actor, principal, right, instants, states, form and note."""
    case = office.opened()
    office.pass_time(hours=2)
    earlier = office.clock() - timedelta(hours=1)
    office.desk.act(
        case.id, "note", {"remark": "they called"}, by=Actor("ann", "clerk", on_behalf_of="zoe"),
        occurred_at=earlier, note="by phone",
    )  # fmt: skip
    record = office.desk.journal(case.id)[-1]
    assert (record.kind, record.action, record.actor, record.on_behalf_of) == ("act", "note", "ann", "zoe")
    assert (record.at, record.occurred_at) == (office.clock(), earlier)
    assert (record.state_from, record.state_to, record.note) == ("opened", "opened", "by phone")
    assert record.form == {"name": "remark", "revision": 1, "values": {"remark": "they called"}}
    assert record.grant == {"as": "role:clerk", "by": "actor", "department": None}
    assert record.book is None
    first = office.desk.journal(case.id)[0]
    assert (first.state_from, first.state_to, first.book) == (None, "reported", {"name": "JOB", "number": 1})


def test_options_are_complete_and_in_order(office: Office) -> None:
    """Every action is either allowed or blocked, with its form and whether it asks for the version that was read."""
    case = office.opened()
    options = office.desk.options(case.id, by=bob)
    assert options.names == ("take", "quote", "note")
    both = {one.name for one in (*options.allowed, *options.blocked)}
    assert both == {one.name for one in WORKFLOW.actions}
    (quote,) = (one for one in options.allowed if one.name == "quote")
    assert (quote.form, quote.expect, quote.proposable) == (Quote, False, False)
    (close,) = (one for one in options.blocked if one.name == "close")
    assert (close.expect, [one.code for one in close.blockers]) == (True, ["state"])
    assert options.blockers("take") == options.blockers("nonsense") == ()


def test_options_tell_what_may_be_proposed(office: Office) -> None:
    """What waits for signatures only is proposable by those who might do it, before, during and after a round."""
    case = office.done()

    def closing(by: Actor) -> tuple[bool, list[str]]:
        options = office.desk.options(case.id, by=by)
        (one,) = (one for one in (*options.allowed, *options.blocked) if one.name == "close")
        return one.proposable, [blocker.code for blocker in one.blockers]

    assert closing(ann) == (True, ["proposal_missing"])
    assert closing(bob) == (False, ["role"])
    office.sign(case.id)
    assert closing(ann) == (True, [])
    office.desk.register("repair", {**LEAK, "parent": case.id}, by=ann)
    assert closing(ann) == (False, ["children_open"])


def test_options_see_the_clocks_as_an_act_would(office: Office) -> None:
    """Marks that are owed are taken as fired, as they would be before any act; asking fires none."""
    case = office.opened()
    office.pass_time(days=2)
    before = office.desk.case(case.id)
    assert office.desk.options(case.id, by=bob).names == ("take", "quote", "note")
    assert office.desk.explain(case.id, "take", by=bob).allowed
    assert office.desk.case(case.id).hash == before.hash
    assert office.store.accesses("riverside") == []


@guard(en="Nobody is late yet", zh="尚未超时")
def nobody_is_late(s: Situation) -> Verdict:
    """Looks at the marks that have fired."""
    run = s.case.clock("react") if s.case else None
    return blocks("too_late") if run and "due" in run.fired else PASSES


def test_options_judge_guards_on_the_clocks_as_an_act_would(store: Any) -> None:
    """A condition that looks at marks sees those that are owed by now, in options as in the act."""
    office = Office(store, workflows=[changed(take, guards=nobody_is_late)])
    case = office.opened()
    assert "take" in office.desk.options(case.id, by=bob).names
    office.pass_time(days=2)
    assert [one.code for one in office.desk.options(case.id, by=bob).blockers("take")] == ["too_late"]
    with pytest.raises(Refused) as refusal:
        office.desk.act(case.id, "take", by=bob)
    assert refusal.value.codes == {"too_late"}


@guard(en="The result is of this week", zh="结果为本周", form_needed=True)
def is_fresh(s: Situation) -> Verdict:
    """A result that is older must be looked at again."""
    return PASSES if s.form.result != "tight again" or s.now < MORNING + timedelta(days=7) else blocks("too_old")


def test_options_judge_what_was_proposed(store: Any) -> None:
    """Where a form lies signed, conditions that need it are judged on it, as the act would; it can be proposed anew."""
    office = Office(store, workflows=[changed(close, guards=is_fresh)])
    case = office.signed()
    assert "close" in office.desk.options(case.id, by=ann).names
    office.pass_time(days=7)
    (option,) = (one for one in office.desk.options(case.id, by=ann).blocked if one.name == "close")
    assert ([one.code for one in option.blockers], option.proposable) == (["too_old"], True)
    assert [one.code for one in office.desk.explain(case.id, "close", by=ann).blockers] == ["too_old"]
    assert office.desk.propose(case.id, "close", {"result": "looked at again"}, by=zoe).state == "done"


def test_explaining_writes_nothing(office: Office) -> None:
    """Explaining gives the reasons of a refusal and what is possible, and leaves not even a line in the access log."""
    case = office.opened()
    found = office.desk.explain(case.id, "finish", by=bob)
    assert not found.allowed
    with pytest.raises(Refused) as refusal:
        office.desk.act(case.id, "finish", by=bob)
    assert (found.blockers, found.possible) == (refusal.value.blockers, refusal.value.possible)
    assert len(office.store.accesses("riverside")) == 1  # the refusal's
    assert office.desk.explain(case.id, "take", by=bob).possible == ()


def test_explaining_takes_the_version_as_read(office: Office) -> None:
    """Who asks for an explanation has read the case just now: a missing version is no reason against it."""
    case = office.signed()
    assert office.desk.explain(case.id, "close", by=ann).allowed
    assert {one.code for one in office.desk.explain(case.id, "close", by=guest).blockers} == {"role"}


def test_a_refusal_is_noted_in_the_access_log(office: Office) -> None:
    """Who tried what, and why it was refused, stands in the access log and never in the journal."""
    case = office.opened()
    for by in (zoe, guest):
        with pytest.raises(Refused):
            office.desk.act(case.id, "take", by=by)
    assert [line for _, _, line in office.store.accesses("riverside")] == [
        f'{{"action":"take","actor":"{by}","case":"JOB-000001","kind":"refused","reasons":["role"],"workflow":"repair"}}'
        for by in ("zoe", "guest")
    ]
    assert office.desk.case(case.id).version == case.version
    with pytest.raises(Refused):
        office.desk.register("repair", {}, by=eve)
    assert '"case":null' in office.store.accesses("riverside")[-1][2]
