"""Asking others: what the directory, the host and the guards say, and what happens where they fail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.desk.scenes import nothing_written, refused
from tests.office import LEAK, MORNING, WORKFLOW, Directory, Office, ann, bob, changed, clerk, guest, take, vouched

from propflow import Actor, Grant, MemoryStore, Refused, Situation, Verdict, blocks, guard
from propflow.errors import DirectoryUnavailable, InvalidValue
from propflow.model.people import deputy_of

# People


@pytest.mark.parametrize("who", [None, "ann", 5, {"id": "ann"}])
def test_an_actor_that_is_none(who: Any, office: Office) -> None:
    """Whoever acts is an Actor."""
    case = office.registered()
    for ask in (
        lambda: office.desk.act(case.id, "open", by=who),
        lambda: office.desk.act(case.id, "open", by=who, key="k"),
        lambda: office.desk.register("repair", LEAK, by=who),
        lambda: office.desk.options(case.id, by=who),
        lambda: office.desk.explain(case.id, "open", by=who),
    ):
        with nothing_written(office), pytest.raises(InvalidValue, match=r"^by: "):
            ask()


@pytest.mark.parametrize("id_", ["", " ", 5, None, "x" * 201, "\ud800"])
def test_an_actor_without_an_id(id_: Any) -> None:
    """Nobody acts without a name that can be kept."""
    with pytest.raises(InvalidValue):
        Actor(id_)
    if id_ is not None:
        with pytest.raises(InvalidValue):
            Actor("ann", on_behalf_of=id_)


def test_actor_without_grant(office: Office) -> None:
    """Somebody without any role may nothing, and is told which roles it takes."""
    case = office.registered()
    with nothing_written(office), pytest.raises(Refused) as refusal:
        office.desk.act(case.id, "open", by=guest)
    (only,) = refusal.value.blockers
    assert (only.code, only.facts["needed"], only.rules) == ("role", ["clerk"], ("R-1",))
    assert refusal.value.possible == ()


def test_expired_grant(office: Office) -> None:
    """A grant holds until just before its end, measured by the desk's clock."""
    case = office.registered()
    until = MORNING + timedelta(hours=1)
    temporary = Actor("tom", Grant("clerk", until=until))
    office.clock.move_to(until - timedelta(microseconds=1))
    assert office.desk.explain(case.id, "open", by=temporary).allowed
    office.clock.move_to(until)
    assert refused(office, case.id, "open", by=temporary) == [("grant_expired", None)]


def test_a_role_that_the_directory_does_not_confirm(store: Any) -> None:
    """What an actor claims counts for nothing where there is a directory; the record says who vouched."""
    office = Office(store, people=Directory({"ann": [vouched(clerk, department="desk 1")], "eve": []}))
    case = office.registered()
    assert refused(office, case.id, "open", by=Actor("eve", clerk)) == [("grant_unconfirmed", None)]
    office.desk.act(case.id, "open", by=Actor("ann"))  # claims nothing, and is known
    assert office.desk.journal(case.id)[-1].grant == {"as": "role:clerk", "by": "directory", "department": "desk 1"}


def test_a_deputy_that_the_directory_confirms(store: Any) -> None:
    """Somebody stands in for another only where the directory says so, and as long as it does."""
    until = MORNING + timedelta(hours=1)
    known = {"ann": [vouched(clerk)], "kim": [vouched(clerk), deputy_of("ann", until=until)]}
    office = Office(store, people=Directory(known))
    case = office.registered()
    for_ann, for_zoe = Actor("kim", on_behalf_of="ann"), Actor("kim", on_behalf_of="zoe")
    assert refused(office, case.id, "open", by=for_zoe) == [("deputy_unconfirmed", None)]
    assert office.desk.options(case.id, by=for_zoe).allowed == ()
    office.desk.act(case.id, "open", by=for_ann)
    office.clock.move_to(until)
    assert refused(office, case.id, "note", {"remark": "x"}, by=for_ann) == [("deputy_unconfirmed", None)]


@pytest.mark.parametrize(
    "answer", [RuntimeError("directory down"), TimeoutError(), None, 5, ["clerk"], [vouched(clerk), "worker"]]
)
def test_a_directory_that_fails(answer: Any, store: Any) -> None:
    """A directory that raises, or answers with anything but grants, decides nothing: not even a refusal."""
    directory = Directory({"ann": [vouched(clerk)]})
    office = Office(store, people=directory)
    case = office.registered()
    log = len(store.accesses("riverside"))
    directory.grants = {"ann": answer}
    for ask in (
        lambda: office.desk.act(case.id, "open", by=ann),
        lambda: office.registered(),
        lambda: office.desk.options(case.id, by=ann),
        lambda: office.desk.explain(case.id, "open", by=ann),
    ):
        with pytest.raises(DirectoryUnavailable):
            ask()
    directory.grants = {"ann": [vouched(clerk)]}
    assert len(store.accesses("riverside")) == log
    with nothing_written(office):
        pass


# What the host knows


@pytest.mark.parametrize(
    "fault",
    [LookupError("nobody knows"), KeyError("stock"), TimeoutError("too slow"), RuntimeError("bug"), OSError("no line")],
)
def test_facts_that_cannot_be_learnt(fault: Exception, office: Office) -> None:
    """Where the host fails, the action is refused with the need and the reason; other actions are not touched."""
    case = office.working()
    office.room.stock = fault
    with nothing_written(office), pytest.raises(Refused) as refusal:
        office.desk.act(case.id, "part_came", {"part": "seal"}, by=bob)
    (only,) = refusal.value.blockers
    assert (only.code, only.facts["need"], only.rules) == ("fact_unavailable", "stock", ())
    assert str(fault.args[0]) in str(only.facts["reason"])
    assert "finish" in office.desk.options(case.id, by=bob).names
    assert [one.code for one in office.desk.options(case.id, by=bob).blockers("part_came")] == ["fact_unavailable"]


@pytest.mark.parametrize("answer", [1.5, object(), {1: 2}, "\ud800", {"名": 1}, 2**60, float("nan")])
def test_facts_that_no_record_can_hold(answer: Any, office: Office) -> None:
    """What the host says must be a value that can be kept; anything else is as good as unknown."""
    case = office.working()
    office.room.stock = answer
    assert refused(office, case.id, "part_came", {"part": "seal"}, by=bob) == [("fact_unavailable", None)]


def test_facts_are_kept_in_the_record(office: Office) -> None:
    """What a guard was told stands in the record, in one spelling, with the case it was asked for."""
    case = office.working()
    office.desk.act(case.id, "part_came", {"part": "seal"}, by=bob)
    assert office.desk.journal(case.id)[-1].facts == {"stock": 3}
    assert ("stock", "riverside", case.id) in office.room.asked

    @guard(en="They say something", zh="有说明", needs=[*WORKFLOW.action("part_came").guards[0].needs])
    def is_said(s: Situation) -> Verdict:
        """Whatever it is."""
        return Verdict(True)

    other = Office(MemoryStore(), workflows=[changed(take, guards=is_said)])
    other.room.stock = ("e\u0301", [True, None])
    case = other.working()
    assert other.desk.journal(case.id)[-1].facts == {"stock": ["\u00e9", [True, None]]}
    assert other.desk.verify().faults == ()


def test_no_facts_port_at_all(store: Any) -> None:
    """A desk that was given no way to ask says so."""
    office = Office(store, facts=None)
    case = office.working()
    with pytest.raises(Refused, match="was given no Facts port"):
        office.desk.act(case.id, "part_came", {"part": "seal"}, by=bob)


# Guards

Answer = Callable[[Situation], Any]
GUARDS: dict[str, Answer] = {
    "raises": lambda s: 1 / 0,
    "raises_nonsense": lambda s: (_ for _ in ()).throw(KeyError("\ud800")),
    "says_yes": lambda s: True,
    "says_nothing": lambda s: None,
    "says_a_text": lambda s: "no",
    "says_one": lambda s: Verdict(1),  # type: ignore[arg-type]
    "keeps_an_object": lambda s: blocks("odd", what=object()),  # type: ignore[arg-type]
    "keeps_a_float": lambda s: blocks("odd", what=0.5),  # type: ignore[arg-type]
    "keeps_a_surrogate": lambda s: blocks("odd", what="\ud800"),
    "has_a_strange_code": lambda s: blocks(5),  # type: ignore[arg-type]
    "has_half_a_code": lambda s: blocks("\ud800"),
    "answers_for_the_desk": lambda s: blocks("version"),
    "answers_for_the_state": lambda s: blocks("state", state="x"),
}


@pytest.mark.parametrize("answer", GUARDS)
def test_a_guard_that_does_not_answer(answer: str, store: Any) -> None:
    """A guard that raises, or gives no verdict that can be kept, does not hold: refused, with its name."""
    check = GUARDS[answer]

    @guard(en="It is right", zh="无误", rules="R-99")
    def is_right(s: Situation) -> Verdict:
        """Whatever a test wants."""
        found: Verdict = check(s)
        return found

    office = Office(store, workflows=[changed(take, guards=is_right)])
    case = office.opened()
    with nothing_written(office), pytest.raises(Refused) as refusal:
        office.desk.act(case.id, "take", by=bob)
    if answer == "says_one":  # only True holds; what does not hold gives its reason
        assert refusal.value.codes == {"is_right"}
        return
    (only,) = refusal.value.blockers
    assert (only.code, only.facts["guard"], only.rules) == ("guard_failed", "is_right", ("R-99",))
    assert only.say().startswith("the condition 'is_right' could not be judged: ")
    assert [one.code for one in office.desk.options(case.id, by=bob).blockers("take")] == ["guard_failed"]
