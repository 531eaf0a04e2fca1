"""Links: one change may write two cases and depend on more, and is whole or not there."""

from __future__ import annotations

from typing import Any

import pytest
from tests.desk.scenes import Interloper
from tests.office import LEAK, Office, ann, bob, eve, zoe

from propflow import Case, Conflict, Refused, Task
from propflow.errors import Damaged


def child_of(office: Office, parent: str, **how: Any) -> Case:
    """A part of a job, registered."""
    return office.desk.register("repair", {**LEAK, "parent": parent}, by=ann, **how)


def everything(office: Office) -> list[tuple[str, str]]:
    """Each case and its last hash."""
    return [(one.id, one.hash) for one in office.desk.find()]


def close(office: Office, case_id: str, **how: Any) -> Case:
    """Close a job as it was read just now."""
    return office.desk.act(case_id, "close", by=ann, **{"expect": office.desk.case(case_id).version, **how})


def test_registering_a_part_links_both(office: Office) -> None:
    """The part names its parent and the parent its part, in one change; the parent's record says why."""
    parent = office.working()
    child = child_of(office, parent.id)
    assert child.links("parent") == (parent.id,)
    after = office.desk.case(parent.id)
    assert after.links("child") == (child.id,)
    assert (after.version, after.state, after.acted) == (parent.version + 1, parent.state, parent.version + 1)
    record = office.desk.journal(parent.id)[-1]
    assert (record.kind, record.action, record.actor, record.facts) == ("link", "child", "system", {"case": child.id})
    assert office.desk.verify().faults == ()


def test_several_parts(office: Office) -> None:
    """A job may have many parts and be one itself."""
    top = office.working()
    middle = child_of(office, top.id)
    leaves = [child_of(office, middle.id).id for _ in range(3)]
    assert office.desk.case(middle.id).links("child") == tuple(leaves)
    assert office.desk.case(middle.id).links("parent") == (top.id,)
    assert office.desk.case(top.id).links("child") == (middle.id,)


def test_a_conflict_on_the_other_case_writes_nothing(store: Any) -> None:
    """If the parent moves on while its part is registered, neither is written, and the Conflict names the parent."""
    faster, between = Office(store), Interloper(store)
    office = Office(between)
    parent = office.working()
    between.first = lambda: faster.desk.act(parent.id, "note", {"remark": "x"}, by=bob)
    with pytest.raises(Conflict) as conflict:
        child_of(office, parent.id)
    assert conflict.value.case_id == parent.id
    assert (conflict.value.expected, conflict.value.found) == (parent.version, parent.version + 1)
    assert [one.id for one in office.desk.find()] == [parent.id]
    assert [entry.number for entry in store.entries("riverside", "JOB")] == [1]  # no number is burnt
    assert child_of(office, parent.id).id == "JOB-000002"


class Between:
    """A store in which somebody else acts just after a head was read for the n-th time."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.countdown = -1
        self.then: Any = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def head(self, tenant: str, case_id: str) -> Any:
        """Read it; then let somebody else act."""
        found = self._store.head(tenant, case_id)
        self.countdown -= 1
        if self.countdown == 0:
            self.then()
        return found


@pytest.mark.parametrize("reading", [1, 2, 3])
def test_nothing_is_linked_to_a_case_that_ends_in_between(reading: int, store: Any) -> None:
    """Whenever the other case ends while the link is made, no link is left on a case that is over."""
    between, faster = Between(store), Office(store)
    office = Office(between)
    other, case = office.registered(), office.registered()
    between.then = lambda: faster.desk.act(other.id, "drop", by=eve)
    between.countdown = reading
    with pytest.raises((Conflict, Refused)):
        office.desk.act(case.id, "same", {"of": other.id}, by=ann)
        raise AssertionError("it was linked")
    assert office.desk.case(other.id).links("duplicate") == ()
    assert office.desk.case(case.id).state == "reported"
    assert office.desk.verify().faults == ()


def test_closing_waits_for_every_part(office: Office) -> None:
    """While a part is open the parent stays open; which parts is said, and when the last has ended it closes."""
    parent = office.signed()
    parts = [child_of(office, parent.id).id for _ in range(2)]
    with pytest.raises(Refused) as refusal:
        close(office, parent.id)
    (only,) = refusal.value.blockers
    assert (only.code, only.facts["cases"], only.rules) == ("children_open", parts, ("R-3",))
    office.desk.act(parts[0], "drop", by=eve)
    with pytest.raises(Refused) as refusal:
        close(office, parent.id)
    assert refusal.value.blockers[0].facts["cases"] == parts[1:]
    office.desk.act(parts[1], "drop", by=eve)
    assert close(office, parent.id).state == "closed"
    facts: Any = office.desk.journal(parent.id)[-1].facts
    assert [(one["id"], one["kind"], one["version"]) for one in facts["child"]] == [
        (parts[0], "final", 3), (parts[1], "final", 3),
    ]  # fmt: skip


def test_a_resting_part_holds_up_nothing(office: Office) -> None:
    """A part that is closed owes no work, though it could be reopened."""
    parent = office.signed()
    child = child_of(office, parent.id)
    office.desk.series(child.id, [Task("open", by=ann), Task("take", by=bob), Task("finish", by=bob)])
    office.sign(child.id)
    close(office, child.id)
    assert close(office, parent.id).state == "closed"


def test_a_part_that_reopens_in_between(store: Any) -> None:
    """A part that is reopened between decision and commit makes the commit a Conflict: the parent stays open."""
    faster, between = Office(store), Interloper(store)
    office = Office(between)
    parent = office.signed()
    child = child_of(office, parent.id)
    office.desk.series(child.id, [Task("open", by=ann), Task("take", by=bob), Task("finish", by=bob)])
    office.sign(child.id)
    close(office, child.id)
    raised: list[Conflict] = []
    commit = between.commit

    def commit_and_tell(change: Any) -> None:
        try:
            commit(change)
        except Conflict as conflict:
            raised.append(conflict)
            raise

    between.commit = commit_and_tell  # type: ignore[method-assign]
    between.first = lambda: faster.desk.act(child.id, "reopen", by=ann)
    with pytest.raises((Conflict, Refused)) as refusal:
        close(office, parent.id)
    assert [one.case_id for one in raised] == [child.id]
    if isinstance(refusal.value, Refused):  # it was decided anew, on the part as it is now
        assert refusal.value.codes == {"children_open"}
    assert office.desk.case(parent.id).state == "done"


def test_what_was_read_stands_in_the_change(store: Any) -> None:
    """Every case that a decision looked at is in the change with the version it had, but not those it writes."""
    changes: list[Any] = []

    class Watching:
        """Keeps the changes."""

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def commit(self, change: Any) -> None:
            """Keep it."""
            changes.append(change)
            store.commit(change)

    office = Office(Watching())
    parent = office.signed()
    child = child_of(office, parent.id)
    assert [one.case_id for one in changes[-1].writes] == [parent.id, child.id]
    assert changes[-1].reads == ()
    office.desk.act(child.id, "drop", by=eve)
    close(office, parent.id)
    assert changes[-1].reads == ((child.id, 3),)


def test_a_repetition_links_both_and_ends_one(office: Office) -> None:
    """A repeated report is dropped and linked to the first, which learns of it."""
    first, again = office.opened(), office.registered()
    over = office.desk.act(again.id, "same", {"of": first.id}, by=ann)
    assert (over.state, over.links("duplicate_of")) == ("dropped", (first.id,))
    assert office.desk.case(first.id).links("duplicate") == (again.id,)
    assert all(one.verdict == "void" for one in over.clocks)


@pytest.mark.parametrize(
    ("other", "code"), [("itself", "link_self"), ("JOB-000099", "link_unknown"), ("final", "link_final")]
)
def test_links_that_cannot_be(other: str, code: str, office: Office) -> None:
    """No link to itself, to nothing, or to a case that is over for good: refused, and nothing is written."""
    final = office.desk.act(office.registered().id, "drop", by=eve)
    case = office.registered()
    before = everything(office)
    of = {"itself": case.id, "final": final.id}.get(other, other)
    with pytest.raises(Refused) as refusal:
        office.desk.act(case.id, "same", {"of": of}, by=ann)
    (only,) = refusal.value.blockers
    assert (only.code, only.facts["other"]) == (code, of)
    assert everything(office) == before


def test_a_part_of_itself(office: Office) -> None:
    """A case cannot be registered as a part of itself, under whatever id."""
    with pytest.raises(Refused) as refusal:
        child_of(office, "OWN", case_id="OWN")
    assert refusal.value.codes == {"link_self"}
    with pytest.raises(Refused) as refusal:  # nor of the number that it would get
        child_of(office, "JOB-000001")
    assert refusal.value.codes == {"link_self"}
    assert everything(office) == []


def test_a_link_that_is_left_out(office: Office) -> None:
    """An optional field that is empty links nothing."""
    assert child_of(office, None).part("links") == {}  # type: ignore[arg-type]


@pytest.mark.parametrize("field", [5, "", "  ", "\ud800", ["JOB-000001"]])
def test_a_link_to_what_is_no_id(field: Any, office: Office) -> None:
    """What is no text is a fault of the field, not of the link."""
    office.registered()
    with pytest.raises(Refused) as refusal:
        child_of(office, field)
    assert refusal.value.codes == {"field_invalid"}


def test_a_linked_case_that_is_damaged(office: Office) -> None:
    """A case that does not agree with itself is linked to by nobody; the error names that case."""
    parent = office.registered()
    store = office.store
    head = store.head("riverside", parent.id)
    store.replace_head("riverside", parent.id, head.version, head.text.replace('"reported"', '"opened"'))
    with pytest.raises(Damaged) as fault:
        child_of(office, parent.id)
    assert fault.value.case_id == parent.id
    assert [one.id for one in office.desk.find()] == [parent.id]


def test_a_note_on_the_other_case_makes_its_reading_stale(office: Office) -> None:
    """A part that was added is something that somebody did: who read the parent before must read it again."""
    parent = office.signed()
    child = child_of(office, parent.id)
    office.desk.act(child.id, "drop", by=eve)
    with pytest.raises(Conflict):
        close(office, parent.id, expect=parent.version)
    assert close(office, parent.id).state == "closed"


def test_both_cases_of_a_change_are_remembered(office: Office) -> None:
    """After a change of two cases both can be acted on at once, from memory as from the store."""
    parent = office.working()
    child = child_of(office, parent.id)
    assert office.desk.act(parent.id, "finish", by=bob).version == parent.version + 2
    assert office.desk.act(child.id, "open", by=zoe).version == 3
    assert office.desk.verify().faults == ()
