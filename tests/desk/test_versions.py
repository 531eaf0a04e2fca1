"""Versions: two editions of a workflow at one desk, and each case under the one it was registered with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import pytest
from tests.office import LEAK, MORNING, WORKFLOW, Office, ann, bob, changed, repair, take, zoe

from propflow import PASSES, Refused, Situation, Verdict, Workflow, blocks, guard
from propflow.errors import InvalidValue, UnknownDefinition, UnknownName

TOMORROW = MORNING + timedelta(days=1)


@guard(en="It is quiet", zh="安静时段")
def is_quiet(s: Situation) -> Verdict:
    """It never is, in the second edition."""
    return blocks("too_loud") if s.case else PASSES


def second(**more: Any) -> Workflow:
    """The second edition: nobody may take a job any more."""
    stricter = changed(take, guards=is_quiet)
    arguments = {"version": 2, "effective_from": TOMORROW, **more}
    return repair(actions=stricter.actions, clocks=stricter.clocks, facts=stricter.facts, **arguments)


@pytest.fixture
def office(store: Any) -> Office:
    """A desk with both editions."""
    return Office(store, workflows=[second(), WORKFLOW])


def test_new_cases_take_the_edition_in_effect(office: Office) -> None:
    """By name a case gets the latest edition whose day has come, to the microsecond."""
    first = office.registered()
    office.clock.move_to(TOMORROW - timedelta(microseconds=1))
    last = office.registered()
    office.clock.move_to(TOMORROW)
    new = office.registered()
    versions = [one.workflow.partition(":")[0] for one in (first, last, new)]
    assert versions == ["repair@1", "repair@1", "repair@2"]
    assert [one.id for one in (first, last, new)] == ["JOB-000001", "JOB-000002", "JOB-000003"]  # one book


def test_a_running_case_keeps_its_edition(office: Office) -> None:
    """What began under the first edition goes on under it, beside cases of the second."""
    old = office.opened()
    office.clock.move_to(TOMORROW)
    new = office.opened()
    assert office.desk.act(old.id, "take", by=bob).state == "working"
    with pytest.raises(Refused) as refusal:
        office.desk.act(new.id, "take", by=bob)
    assert refusal.value.codes == {"too_loud"}
    assert "take" not in office.desk.options(new.id, by=bob).names
    assert (office.desk.workflow_of(old).version, office.desk.workflow_of(new).version) == (1, 2)
    assert office.desk.verify().faults == ()


def test_an_edition_may_be_named(office: Office) -> None:
    """A Workflow value stands for itself, whatever its day."""
    assert office.desk.register(second(), LEAK, by=ann).workflow.startswith("repair@2:")


def test_no_edition_is_in_effect_yet(store: Any) -> None:
    """Where every edition lies ahead, nothing can be registered by name."""
    office = Office(store, workflows=[second()])
    with pytest.raises(UnknownName):
        office.registered()
    office.clock.move_to(TOMORROW)
    assert office.registered().workflow.startswith("repair@2:")


def test_of_two_editions_of_one_day_the_higher_counts(store: Any) -> None:
    """Editions that came into effect together, or always were, are told apart by their number."""
    office = Office(store, workflows=[second(version=3), second(), WORKFLOW, repair(version=4)])
    assert office.registered().workflow.startswith("repair@4:")
    office.clock.move_to(TOMORROW)
    assert office.registered().workflow.startswith("repair@3:")


def test_a_desk_without_the_old_edition(store: Any) -> None:
    """A case whose edition the desk was not given can be read but not acted on; the error names what is needed."""
    old = Office(store).opened()
    office = Office(store, workflows=[second()])
    office.clock.move_to(TOMORROW)
    assert office.desk.case(old.id).state == "opened"
    assert len(office.desk.journal(old.id)) == 3
    assert office.desk.find(workflow="repair")[0].id == old.id
    for ask in (
        lambda: office.desk.act(old.id, "take", by=bob),
        lambda: office.desk.options(old.id, by=bob),
        lambda: office.desk.explain(old.id, "take", by=bob),
        lambda: office.desk.propose(old.id, "close", by=zoe),
        lambda: office.desk.workflow_of(old),
    ):
        with pytest.raises(UnknownDefinition) as fault:
            ask()
        assert fault.value.needed == WORKFLOW.key
        assert fault.value.known == (second().key,)
        assert "repair@1:" in str(fault.value)
        assert "repair@2:" in str(fault.value)


def test_a_tick_without_the_old_edition(store: Any) -> None:
    """A tick serves the cases it knows and reports those whose edition it lacks; the doctor and verifying go on."""
    old = Office(store).opened()
    office = Office(store, workflows=[second()])
    office.clock.move_to(TOMORROW)
    new = office.registered()
    report = office.desk.tick()
    assert report.marks == 1
    assert [fault[:2] for fault in report.faults] == [("riverside", old.id)]
    assert "repair@1:" in report.faults[0][2]
    assert office.desk.case(new.id).version == 2
    assert office.desk.verify().faults == ()
    assert any("was not given" in one.what for one in office.desk.doctor().findings)


def test_a_changed_body_under_the_same_number(store: Any) -> None:
    """Of two definitions that bear one number but differ, a case follows the one with its fingerprint."""
    old = Office(store).opened()
    edited = repair(en="Repairs")
    other = repair(tolerance=None)
    assert other.key != WORKFLOW.key
    for workflow in (edited, other):
        office = Office(store, workflows=[workflow])
        if workflow.key == WORKFLOW.key:  # titles are no part of what is decided
            office.desk.options(old.id, by=bob)
        else:
            with pytest.raises(UnknownDefinition):
                office.desk.options(old.id, by=bob)


def test_cases_of_two_editions_are_linked(office: Office) -> None:
    """A part registered under a new edition belongs to a parent of the old one."""
    parent = office.working()
    office.clock.move_to(TOMORROW)
    child = office.desk.register("repair", {**LEAK, "parent": parent.id}, by=ann)
    assert child.workflow != parent.workflow
    after = office.desk.case(parent.id)
    assert (after.workflow, after.links("child")) == (parent.workflow, (child.id,))
    records = office.desk.journal(parent.id)
    assert {one.workflow for one in records} == {parent.workflow}


def test_an_open_part_of_an_unknown_edition_holds_up_its_parent(store: Any) -> None:
    """Of a part whose edition is not known nobody can say that it has ended."""
    both = Office(store, workflows=[second(), WORKFLOW])
    parent = both.signed()
    child = both.desk.register(second(), {**LEAK, "parent": parent.id}, by=ann)
    alone = Office(store)
    with pytest.raises(Refused) as refusal:
        alone.desk.act(parent.id, "close", by=ann, expect=parent.version + 1)
    assert refusal.value.blockers[0].facts["cases"] == [child.id]


def test_the_texts_of_both_are_kept(office: Office) -> None:
    """The store keeps the text of each definition that a case follows, by fingerprint, once it is used."""
    assert office.store.definition(WORKFLOW.fingerprint) is None
    office.registered()
    kept = office.store.definition(WORKFLOW.fingerprint)
    assert kept is not None
    assert '"repair"' in kept
    assert office.store.definition(second().fingerprint) is None
    office.clock.move_to(TOMORROW)
    office.registered()
    assert office.store.definition(second().fingerprint) is not None


def test_a_day_without_a_zone() -> None:
    """The day on which an edition comes into effect is an instant."""
    with pytest.raises(InvalidValue, match="effective_from"):
        repair(effective_from=MORNING.replace(tzinfo=None))


def test_both_editions_are_at_the_desk(office: Office) -> None:
    """A desk says which editions it was given, and refuses one that it was not."""
    assert [(one.name, one.version) for one in office.desk.workflows] == [("repair", 2), ("repair", 1)]
    with pytest.raises(UnknownName):
        office.desk.register(repair(version=9), LEAK, by=ann)
    case = office.registered()
    with pytest.raises(UnknownDefinition):
        office.desk.workflow_of(attrs.evolve(case, workflow="other@1:0"))
