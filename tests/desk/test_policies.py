"""Policies at a desk: which of several a new case takes, and what no desk can be put together with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.parcels import MORNING, FrontDesk, house_rules, parcel, pia, shelve

from propflow import Desk, MemoryStore
from propflow.errors import InvalidValue, Misplaced, UnknownName

INSTANT = timedelta(microseconds=1)
TOMORROW = MORNING + timedelta(days=1)
WRITTEN = parcel()


def under(name: str, **more: Any) -> Any:
    """The workflow under a policy of that name."""
    return WRITTEN.under(house_rules(name, **more))


def names(office: FrontDesk) -> list[str]:
    """The policies that the cases follow, by case."""
    return [office.desk.workflow_of(one).policy.name for one in office.desk.find()]  # type: ignore[union-attr]


def test_a_desk_takes_no_workflow_that_leaves_something_open() -> None:
    """The slots that nothing fills are named, and how to fill them."""
    with pytest.raises(Misplaced) as fault:
        Desk([WRITTEN], MemoryStore())
    assert str(fault.value) == (
        "Workflow 'parcel' leaves open: small_limit, large_limit, signed, place. "
        "Give it a policy: parcel.under(policy)."
    )


def test_a_workflow_with_values_of_ours_needs_no_policy() -> None:
    """Where every slot has a design value a desk takes the workflow as written."""
    own = parcel(slots=[shelve.within], clocks=[shelve], actions=[one for one in WRITTEN.actions if not one.guards])
    case = FrontDesk(MemoryStore(), own).desk.register("parcel", {}, by=pia)
    found = case.clock("shelve")
    assert found is not None and found.due_at == MORNING + timedelta(hours=1)


def test_a_new_case_takes_the_policy_that_came_last() -> None:
    """Until its instant the one before, from it on the new one; running cases keep theirs."""
    office = FrontDesk(MemoryStore(), under("later", since=TOMORROW), under("first"))
    office.shelved("small")
    office.clock.move_to(TOMORROW - INSTANT)
    office.shelved("small")
    office.clock.move_to(TOMORROW)
    office.shelved("small")
    assert names(office) == ["first", "first", "later"]
    assert office.desk.verify().faults == ()


def test_a_policy_takes_effect_no_sooner_than_its_workflow() -> None:
    """Both the version and its policy must have come; of two that came together the higher version counts."""
    old = parcel().under(house_rules("old"))
    new = parcel(version=2, effective_from=TOMORROW).under(house_rules("new", since=MORNING))
    office = FrontDesk(MemoryStore(), new, old)
    office.shelved()
    office.clock.move_to(TOMORROW)
    office.shelved()
    assert names(office) == ["old", "new"]


def test_several_in_force_at_once() -> None:
    """Where two policies of one version came at the same time nobody can say which is meant, unless it is given."""
    office = FrontDesk(MemoryStore(), under("north"), under("south", large_limit="1 hour"))
    with pytest.raises(Misplaced) as fault:
        office.shelved()
    assert str(fault.value) == (
        "Several are in force at once: 'parcel' of version 1 under policy 'north'; "
        "'parcel' of version 1 under policy 'south'. Say which by giving the workflow itself."
    )
    assert office.desk.find() == ()
    for one in office.desk.workflows:
        office.desk.register(one, {}, by=pia)
    assert names(office) == ["north", "south"]


def test_a_later_policy_settles_which_is_in_force() -> None:
    """Two that are in force at once stand in nobody's way once a third has come."""
    office = FrontDesk(MemoryStore(), under("north"), under("south"), under("both", since=TOMORROW))
    office.clock.move_to(TOMORROW)
    office.shelved()
    assert names(office) == ["both"]


def test_no_policy_is_in_effect_yet() -> None:
    """Where every policy lies ahead nothing can be registered by name."""
    with pytest.raises(UnknownName):
        FrontDesk(MemoryStore(), under("later", since=TOMORROW)).shelved()


@pytest.mark.parametrize("said", [{}, {"large_limit": "1 hour"}])
def test_two_of_one_name_version_and_policy(said: dict[str, Any]) -> None:
    """Two policies at a desk have names of their own, so that a message can tell them apart."""
    with pytest.raises(Misplaced, match="two workflows 'parcel' of version 1 under policy 'same'"):
        Desk([under("same"), under("same", **said)], MemoryStore())


def test_a_book_serves_all_policies_of_a_workflow() -> None:
    """Cases are numbered through, whichever policy they follow."""
    office = FrontDesk(MemoryStore(), under("later", since=TOMORROW), under("first"))
    ids = [office.shelved().id]
    office.clock.move_to(TOMORROW)
    ids.append(office.shelved().id)
    assert ids == ["parcel-000001", "parcel-000002"]


def test_the_day_of_a_policy_is_an_instant() -> None:
    """A local time without a zone names no instant."""
    with pytest.raises(InvalidValue, match="effective_from"):
        house_rules(since=MORNING.replace(tzinfo=None))


def test_a_policy_amended_keeps_its_name() -> None:
    """The same policy with other values from a later day on is another edition of it, not a double."""
    office = FrontDesk(MemoryStore(), under("house"), under("house", since=TOMORROW, small_limit="2 hours"))
    office.shelved("small")
    office.clock.move_to(TOMORROW)
    office.shelved("small")
    limits = [office.desk.workflow_of(one).values["small_limit"] for one in office.desk.find()]
    assert [str(one) for one in limits] == ["2 days", "2 hours"]
    with pytest.raises(Misplaced, match="There are two"):
        Desk([under("house"), under("house", small_limit="2 hours")], MemoryStore())
