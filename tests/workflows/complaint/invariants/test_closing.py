"""I09 to I16: kept by lawful closings, and every way of breaking them found at its record."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest
from tests.workflows.complaint.invariants import stories
from tests.workflows.complaint.invariants.histories import (
    breaches,
    changed,
    judged,
    kept,
    last,
    of,
    related,
    reworded,
    under,
    without,
)
from tests.workflows.complaint.lives import given

from propflow.definition.invariants import NOT_APPLICABLE, NOT_YET_OWED, History

Edit = Callable[[History], History]


@pytest.mark.parametrize(
    ("name", "story"),
    [
        ("I09", stories.ordinary), ("I09", stories.upheld), ("I09", stories.reworked), ("I09", stories.handed_out),
        ("I10", stories.repaired), ("I11", stories.with_linked_problem), ("I11", stories.reviewed),
        ("I12", stories.major), ("I12", stories.upheld), ("I13", stories.reviewed), ("I14", stories.ordinary),
        ("I14", stories.reviewed), ("I15", stories.reworked), ("I15", stories.upheld), ("I16", stories.ordinary),
        ("I16", stories.reworked), ("I16", stories.upheld),
    ],
)  # fmt: skip
def test_a_lawful_closing_keeps_it(name: str, story: Callable[[], History]) -> None:
    """What the desk has let through in these stories is in order."""
    assert kept(name, story())


@pytest.mark.parametrize(
    ("name", "story"),
    [
        ("I09", stories.reviewed), ("I10", stories.ordinary), ("I11", stories.explained), ("I12", stories.ordinary),
        ("I13", stories.ordinary), ("I14", stories.explained), ("I15", stories.ordinary), ("I16", stories.sensed),
        ("I16", stories.reviewed),
    ],
)  # fmt: skip
def test_it_is_not_of_that_sort(name: str, story: Callable[[], History]) -> None:
    """A case without such a closing, repair, grade, dissent or complainant."""
    assert judged(name, story()) is NOT_APPLICABLE


def test_the_policy_may_switch_it_off() -> None:
    """Where no signature is asked for under a repair, and no consent for a major closing, neither is missed."""
    unsigned = reworded(stories.repaired(), "verify", service_sheet=[])
    assert judged("I10", under(unsigned, repair_signature=None)) is NOT_APPLICABLE
    alone = without(stories.major(), "close_major", kind="sign")
    assert judged("I12", under(alone, major_closing_consent=False)) is NOT_APPLICABLE


def test_a_dissent_waits_for_its_review() -> None:
    """As long as the case is not closed."""
    assert judged("I15", stories.contested()) is NOT_YET_OWED


VIOLATIONS: list[tuple[str, Callable[[], History], Edit, str, str]] = [
    ("I09", stories.ordinary, lambda h: without(h, "verify"), "close", "without a verification"),
    ("I09", stories.ordinary, lambda h: without(h, "report_done"), "close", "without a report"),
    ("I09", stories.ordinary, lambda h: reworded(h, "verify", proved_true=False), "close", "not proved true"),
    ("I09", stories.ordinary, lambda h: reworded(h, "verify", closing_basis=None), "close", "neither of the two"),
    ("I09", stories.upheld, lambda h: related(h, "uphold_result", verifier="cs_staff"), "close", "not its verifier"),
    ("I09", stories.upheld, lambda h: reworded(h, "uphold_result", proved_true=False), "close", "not proved true"),
    ("I09", stories.upheld, lambda h: without(h, "report_done"), "close", "without a report"),
    ("I10", stories.repaired, lambda h: reworded(h, "verify", closing_basis="b"), "close", "another condition"),
    ("I10", stories.repaired, lambda h: reworded(h, "verify", service_sheet=[]), "close", "signed sheet and its copy"),
    ("I10", stories.repaired, lambda h: reworded(h, "verify", signed_by=""), "close", "signed sheet and its copy"),
    ("I10", stories.repaired, lambda h: reworded(h, "verify", signed_at=None), "close", "not signed before closing"),
    (
        "I10", stories.repaired, lambda h: reworded(h, "verify", signed_at="2026-09-28T01:00:00.000001Z"),
        "close", "not signed before closing",
    ),
    ("I10", stories.repaired, lambda h: without(h, "verify"), "close", "another condition"),
    (
        "I10", stories.repaired, lambda h: reworded(h, "close", closed_at="2026-09-28T00:59:59.999999Z"),
        "close", "not signed before closing",
    ),
    ("I09", stories.reworked, lambda h: _verified_in_spite_of_dissent(h), "close", "without a report"),
    ("I11", stories.with_linked_problem, lambda h: without(h, "open_linked_case"), "close", "pending: drain"),
    ("I11", stories.reviewed, lambda h: changed(h, "call_review", action="link_problem"), "quarterly_close", "pending"),
    (
        "I11", stories.with_linked_problem, lambda h: reworded(h, "open_linked_case", new_case_id=h.case.id),
        "open_linked_case", "this very case",
    ),
    (
        "I11", stories.member, lambda h: _named_for_a_problem(h), "open_linked_case", "was never opened",
    ),
    ("I12", stories.major, lambda h: without(h, "close_major", kind="sign"), "close_major", "without the consent"),
    (
        "I12", stories.major, lambda h: changed(h, "close_major", "sign", grant={"as": "role:cs_supervisor"}),
        "close_major", "without the consent",
    ),
    ("I12", stories.major, lambda h: changed(h, "close_major", actor="office_head"), "close_major", "who consented"),
    ("I12", stories.ordinary, lambda h: reworded(h, "classify", grade="major"), "close", "without the consent"),
    ("I12", stories.upheld, lambda h: without(h, "uphold_result", kind="sign"), "uphold_result", "without the consent"),
    ("I12", stories.upheld, lambda h: changed(h, "uphold_result", actor="office_head"), "uphold_result", "consented"),
    ("I13", stories.reviewed, lambda h: without(h, "declare_stalled"), "quarterly_close", "on record as stalled"),
    ("I13", stories.reviewed, lambda h: reworded(h, "quarterly_close", review_id=" "), "quarterly_close", "a number"),
    ("I13", stories.reviewed, lambda h: without(h, "quarterly_close", kind="sign"), "quarterly_close", "signature"),
    ("I14", stories.ordinary, lambda h: reworded(h, "close", final_result=" "), "close", "no final result"),
    ("I14", stories.ordinary, lambda h: reworded(h, "close", signature=""), "close", "no signature"),
    ("I14", stories.reviewed, lambda h: reworded(h, "quarterly_close", closed_at=None), "quarterly_close", "no time"),
    (
        "I14", stories.ordinary, lambda h: reworded(h, "close", closed_at="2026-09-28T01:00:00.000001Z"),
        "close", "dated ahead",
    ),
    ("I15", stories.reworked, lambda h: without(h, "order_rework"), "close", "before a superior had heard"),
    ("I15", stories.upheld, lambda h: changed(h, "uphold_result", actor="hua"), "uphold_result", "had handled it"),
    ("I15", stories.reworked, lambda h: changed(h, "order_rework", actor="department_head"), "order_rework", "handled"),
    (
        "I15", stories.reworked, lambda h: changed(h, "order_rework", grant={"as": "role:cs_supervisor"}),
        "order_rework", "no superior",
    ),
    ("I15", stories.reworked, lambda h: reworded(h, "order_rework", review=""), "order_rework", "no review"),
    (
        "I15", stories.reworked, lambda h: changed(h, "order_rework", action="declare_stalled"),
        "declare_stalled", "without a review",
    ),
    ("I16", stories.ordinary, lambda h: without(h, "tell_result"), "close", "before the complainant was told"),
    ("I16", stories.upheld, lambda h: without(h, "tell_result"), "close", "before the complainant was told"),
]  # fmt: skip


def _verified_in_spite_of_dissent(history: History) -> History:
    """With the rework and the second report left out: rejected, and verified all the same."""
    again = last(history, "report_done")
    left = [one for one in without(history, "order_rework").records if one is not again]
    return attrs.evolve(history, records=left)


def _named_for_a_problem(history: History) -> History:
    """With the group case named for a linked problem, and the openings taken out of its journal."""
    (group, journal), *_ = history.linked.items()
    unopened = [one for one in journal if one.action != "open"]
    named = changed(history, "record_contact", action="open_linked_case")
    named = reworded(named, "open_linked_case", problem="drain", new_case_id=group)
    return attrs.evolve(named, linked={group: unopened})


@pytest.mark.parametrize(
    ("name", "story", "edit", "action", "words"), VIOLATIONS, ids=[f"{one[0]}-{one[3]}-{one[4]}" for one in VIOLATIONS]
)
def test_a_breach_is_found(name: str, story: Callable[[], History], edit: Edit, action: str, words: str) -> None:
    """Each clause, broken in the journal, is a breach at the record that breaks it, and says what is wrong."""
    history = edit(story())
    numbers = {one.number for one in history.records if one.action == action}
    assert any(at in numbers and words in what for at, what in breaches(name, history)), breaches(name, history)


def test_a_result_told_in_an_earlier_round_does_not_count() -> None:
    """After a rework the complainant is told anew."""
    house = given().in_progress().all_did("report_done", "tell_result", "owner_dissatisfied", "order_rework")
    history = of(house.all_did("report_done", "tell_result", "verify", "close"))
    again = last(history, "tell_result")
    forgotten = attrs.evolve(history, records=[one for one in history.records if one is not again])
    assert "before the complainant was told" in breaches("I16", forgotten)[0][1]


def test_attempts_in_vain_count_as_told() -> None:
    """As many as the policy says, and one fewer does not."""
    house = given().in_progress().did("report_done").all_did(*["record_attempt"] * 3, "verify", "close")
    assert kept("I16", of(house))
    assert "before the complainant was told" in breaches("I16", under(of(house), contact_attempts=4))[0][1]


def test_an_unfounded_repair_needs_no_sheet() -> None:
    """There was nothing to sign for."""
    house = given().registered().all_did("classify", "open").did("dispatch", track="repair")
    house.all_did("sign_receipt", "record_contact").did("report_done", outcome="unfounded_explained")
    assert judged("I10", of(house.all_did("tell_result", "verify", "close"))) is NOT_APPLICABLE
