"""Putting a desk together: what gets in each other's way is refused before anything is done."""

from __future__ import annotations

from typing import Any

import pytest
from tests.office import WORKFLOW, Ear, Office, StoreRoom, ann, note, repair

from propflow import Desk, Workflow
from propflow.errors import Misplaced

# Desks put together wrongly


def test_the_same_workflow_twice(quick: Office) -> None:
    """Two workflows of one name and version get in each other's way, even if they are the same."""
    for pair in ([WORKFLOW, WORKFLOW], [WORKFLOW, repair(book="OTHER")]):
        with pytest.raises(Misplaced, match="two workflows 'repair' of version 1"):
            Desk(pair, quick.store)


def test_a_shared_book(quick: Office) -> None:
    """Two workflows cannot number their cases in one book; two versions of one workflow do."""
    other = Workflow(
        "other", en="x", zh="x", book="JOB", states=WORKFLOW.states, actions=WORKFLOW.actions, clocks=WORKFLOW.clocks,
        facts=WORKFLOW.facts,
    )  # fmt: skip
    with pytest.raises(Misplaced, match="share the book 'JOB'"):
        Desk([WORKFLOW, other], quick.store)
    assert len(Desk([WORKFLOW, repair(version=2)], quick.store).workflows) == 2


def test_two_channels_of_one_name(quick: Office) -> None:
    """The delivery ledger goes by the channel's name, so no two may share it, of whichever kind."""
    for channels in ({"notifiers": [Ear(), Ear()]}, {"notifiers": [Ear()], "escalators": [Ear()]}):
        with pytest.raises(Misplaced, match="Two channels are called 'ear'"):
            Desk([WORKFLOW], quick.store, **channels)  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [WORKFLOW, ["repair"], [note], [None]])
def test_what_is_no_workflow(given: Any, quick: Office) -> None:
    """A desk is given a list of Workflow values, and says so."""
    with pytest.raises(Misplaced):
        Desk(given, quick.store)


def test_a_store_room_is_asked_only_when_needed(quick: Office) -> None:
    """The host is asked for a fact only where some guard needs it."""
    assert isinstance(quick.room, StoreRoom)
    quick.closed()
    assert all(name == "stock" for name, _, _ in quick.room.asked)
    before = len(quick.room.asked)
    quick.desk.act(quick.registered().id, "open", by=ann)
    assert len(quick.room.asked) == before
