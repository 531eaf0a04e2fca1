"""Workflows: the door for names from outside, and what a workflow says of itself."""

from datetime import UTC, datetime

import pytest
from tests.definition.key_loan import asked, borrower, key_keeper, key_loan, lent, receptionist, returned

from propflow import VirtualClock, Workflow
from propflow.errors import DefinitionError, InvalidValue, UnknownName


def test_sound_workflow_is_accepted() -> None:
    """A workflow without faults is simply made."""
    assert isinstance(key_loan(), Workflow)


def test_action_by_name() -> None:
    """An action is found by its name, and is the very same value."""
    loan = key_loan()
    assert loan.action("close") is loan.actions[3]


def test_misspelt_action_is_answered_with_what_is_meant() -> None:
    """A name that no action bears is refused with the nearest one and all there are."""
    with pytest.raises(UnknownName) as refusal:
        key_loan().action("registr")
    assert refusal.value.meant == ("register",)
    assert str(refusal.value) == (
        "There is no action in 'key_loan' called 'registr'. Did you mean 'register'? "
        "There are: register, open, note, close."
    )


@pytest.mark.parametrize("name", [None, 3, ["close"], "", "close\ud800", "x" * 10_000])
def test_anything_may_be_asked_for_as_an_action(name: object) -> None:
    """Whatever stands where a name belongs is refused as an unknown name, in a short message."""
    with pytest.raises(UnknownName) as refusal:
        key_loan().action(name)  # type: ignore[arg-type]
    assert len(str(refusal.value)) < 400


def test_state_by_name() -> None:
    """A state is found by its name; another name is refused with what is meant."""
    assert key_loan().state("lent") is lent
    with pytest.raises(UnknownName, match="Did you mean 'lent'"):
        key_loan().state("lend")


def test_starting_final_and_roles() -> None:
    """It names the actions that make a case, the final states, and every role once, by name."""
    loan = key_loan(workflow={"readers": [receptionist, borrower]})
    assert [one.name for one in loan.starting] == ["register"]
    assert loan.final == (returned,)
    assert loan.roles == (key_keeper, receptionist)


def test_key_holds_name_version_and_fingerprint() -> None:
    """The key is what stands in records: name, version, fingerprint."""
    loan = key_loan(workflow={"version": 3})
    assert loan.key == f"key_loan@3:{loan.fingerprint}"
    assert len(loan.fingerprint) == 64


def test_effective_from_is_kept_in_utc() -> None:
    """A version begins at an instant, which needs a zone."""
    given = datetime.fromisoformat("2026-09-30T08:00:00+08:00")
    kept = key_loan(workflow={"effective_from": given}).effective_from
    assert kept == given and kept is not None and kept.tzinfo is UTC
    with pytest.raises(InvalidValue, match="without a zone"):
        key_loan(workflow={"effective_from": given.replace(tzinfo=None)})
    assert VirtualClock(given)() == kept


def test_what_expect_is_by_itself() -> None:
    """Actions that close or are signed for ask for the version read; others do not, unless told to."""
    loan = key_loan(note={"expect": True})
    assert {one.name: one.expect for one in loan.actions} == {
        "register": False,
        "open": False,
        "note": True,
        "close": True,
    }
    assert key_loan(close={"sign_offs": []}).action("close").expect
    assert not key_loan(close={"expect": False}).action("close").expect


def test_where_an_action_leads() -> None:
    """An action in place leaves a case where it is; another moves it."""
    loan = key_loan()
    assert loan.action("note").goes_to(lent) is lent
    assert loan.action("close").goes_to(lent) is returned
    assert loan.action("note").states == (asked, lent)
    assert loan.action("register").states == ()


def test_one_rule_need_not_stand_in_a_list() -> None:
    """A single rule id is one rule, not a rule for each of its letters."""
    assert key_loan(close={"rules": "C10-03"}).action("close").rules == ("C10-03",)


def test_refusal_survives_pickling() -> None:
    """A refused definition can be sent to another process with all its faults."""
    import pickle

    with pytest.raises(DefinitionError) as refusal:
        key_loan(close={"by": []}, note={"zh": ""})
    again = pickle.loads(pickle.dumps(refusal.value))
    assert again.faults == refusal.value.faults
    assert str(again) == str(refusal.value)
