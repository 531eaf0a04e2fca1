"""
Histories of passes and letters for tests: lawful lives, and what somebody has made of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

import attrs
from tests.workflows.complaint.invariants.histories import changed, last, reworded
from tests.workflows.move_out_pass.lives import House, given
from tests.workflows.move_out_pass.plots import Plot, arrived, letter_arrived
from tests.workflows.move_out_pass.usual import TENANT

from propflow import Case, Workflow
from propflow.definition.invariants import History
from propflow.model.cases import CLOCKS, LINKS, next_due
from propflow.model.instants import from_text


def of(house: House, case: Case, workflow: Workflow) -> History:
    """The history of a case, as `Desk.verify` judges it."""
    now, owed = house.clock(), next_due(case.part(CLOCKS))
    return History(
        case=case,
        records=house.desk.journal(case.id),
        policy=workflow.values,
        linked={id_: house.desk.journal(id_) for each in case.part(LINKS).values() for id_ in each},
        kinds={one.name: str(one.kind) for one in workflow.states},
        until=now if owed is None else min(now, from_text(owed)),
    )


def life(house: House) -> History:
    """The history of the request that is being told about."""
    return of(house, house.case, house.workflow)


def letters_life(house: House) -> History:
    """The history of the letter beside it."""
    return of(house, house.letter, house.letters)


@cache
def archived() -> History:
    """An owner's goods that left, whose copies are both at the centre."""
    return life(arrived("archived", Plot()))


@cache
def agents() -> History:
    """A tenant's goods that left on the owner's letter, filed with it."""
    house = given().agents().letter_did("close")
    return life(house.all_did("present_at_gate", "release_goods", "keep_copy", "close"))


@cache
def called() -> History:
    """A pass that began with a call, for which a letter came."""
    house = given().registered(**TENANT).did("receive_phone_authorisation").lettered()
    house.did("present_authorisation").did("open", applicant="Mr Zhou", letter_attached=True)
    house.all_did("present_at_gate", "find_mismatch").did("correct_pass", goods=["sofa"])
    return life(house.did("open", serial=8, applicant="Mr Zhou", letter_attached=True, goods=["sofa"]))


@cache
def large() -> History:
    """Large goods that left with the owner's signature."""
    house = arrived("awaiting_owner_signature", Plot()).all_did("owner_signs", "open")
    return life(house.all_did("present_at_gate", "release_goods"))


@cache
def small() -> History:
    """An owner's small goods that left without a slip."""
    return life(arrived("released_direct", Plot()))


@cache
def builders() -> History:
    """Construction goods that left on the developer's word."""
    return life(arrived("confirmed_released", Plot()))


@cache
def tools() -> History:
    """Tools that left as told, after others had been found."""
    house = arrived("tools_notified", Plot()).all_did("tools_differ", "owner_confirms_tools", "release_tools")
    return life(house)


@cache
def replaced() -> History:
    """A slip that was lost and replaced, on which goods left."""
    house = given().issued().all_did("report_lost", "reissue").did("open", serial=8)
    return life(house.did("present_at_gate", serial=8).did("release_goods", serial=8))


@cache
def refused() -> History:
    """A slip that was refused at the gate."""
    return life(given().issued().all_did("present_at_gate", "find_mismatch", "refuse_release"))


@cache
def late() -> History:
    """A copy that came in too late, with the delay on record."""
    house = arrived("held_by_security", Plot()).later(days=11)
    return life(house.did("close"))


@cache
def letter() -> History:
    """The letter of a pass, attached."""
    return letters_life(letter_arrived("used"))


@cache
def doubted() -> History:
    """A letter that was doubted, and by which the owner stood."""
    return letters_life(letter_arrived("disputed").letter_did("owner_confirms").letter_did("present"))


def said(history: History, /, **values: Any) -> History:
    """With other words in the form by which the case was registered."""
    return reworded(history, "register", **values)


def lettered(history: History, change: Callable[[History], History]) -> History:
    """With the journal of the one letter edited."""
    ((id_, journal),) = history.linked.items()
    edited = change(attrs.evolve(history, records=journal))
    return attrs.evolve(history, linked={id_: edited.records})


def again(history: History, which: str, /, **attributes: Any) -> History:
    """With an act on record once more at the end."""
    copy = attrs.evolve(last(history, which), number=len(history.records) + 1, **attributes)
    return attrs.evolve(history, records=[*history.records, copy])


def later_by(history: History, action: str, delay: timedelta) -> History:
    """With an act, and everything after it, recorded so much later."""
    from_ = last(history, action).number
    return attrs.evolve(
        history,
        records=[attrs.evolve(one, at=one.at + delay) if one.number >= from_ else one for one in history.records],
    )


def told(history: History, action: str, **facts: Any) -> History:
    """With other facts of the rest of the world in a record."""
    return changed(history, action, facts={**last(history, action).facts, **facts})
