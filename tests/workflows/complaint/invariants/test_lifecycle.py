"""I01 to I08: kept by lawful complaints, and every way of breaking them found at its record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest
from tests.workflows.complaint.invariants import stories
from tests.workflows.complaint.invariants.histories import (
    breaches,
    changed,
    earlier,
    judged,
    kept,
    last,
    number,
    of,
    rejoined,
    related,
    reworded,
    under,
    without,
)
from tests.workflows.complaint.lives import START, given

from propflow.definition.invariants import NOT_APPLICABLE, History
from propflow.workflows.complaint.invariants import INVARIANTS

EARLIER = "2026-09-28T00:59:59.000000Z"
Edit = Callable[[History], History]


def test_there_are_thirty_two_in_order() -> None:
    """I01 to I32, each with a title in both languages and the rules that it comes from."""
    assert [one.name for one in INVARIANTS] == [f"I{i:02d}" for i in range(1, 33)]
    assert all(one.en and one.zh and one.rules and one.check.__doc__ for one in INVARIANTS)


@pytest.mark.parametrize(
    ("name", "story"),
    [
        ("I01", stories.ordinary), ("I01", stories.corrected), ("I02", stories.ordinary), ("I02", stories.merged),
        ("I03", stories.ordinary), ("I03", stories.major), ("I03", stories.handed_out), ("I04", stories.ordinary),
        ("I05", stories.explained), ("I05", stories.redirected), ("I06", stories.ordinary), ("I06", stories.reviewed),
        ("I07", stories.ordinary), ("I07", stories.reviewed), ("I08", stories.ordinary), ("I08", stories.merged),
    ],
)  # fmt: skip
def test_a_lawful_complaint_keeps_it(name: str, story: Callable[[], History]) -> None:
    """What the desk has let through in these stories is in order."""
    assert kept(name, story())


@pytest.mark.parametrize(
    ("name", "story"),
    [
        ("I04", stories.explained), ("I05", stories.ordinary), ("I06", stories.explained), ("I07", stories.explained),
        ("I08", stories.closed),
    ],
)  # fmt: skip
def test_it_is_not_of_that_sort(name: str, story: Callable[[], History]) -> None:
    """A case that was never opened, explained, or is not over."""
    assert judged(name, story()) is NOT_APPLICABLE


def _found() -> History:
    """Something that we found ourselves, and opened."""
    house = given().registered("register_internal_finding").did("open", condition="b", contact_mode="none")
    return of(house)


def _swapped(history: History) -> History:
    """With two records in each other's place."""
    first, second, *rest = history.records
    return attrs.evolve(history, records=[first, rest[0], second, *rest[1:]])


def _emergency(history: History) -> History:
    return reworded(history, "register", scenario="lift_entrapment")


def _valid_by_name(history: History) -> History:
    return under(reworded(history, "classify", nature="valid"), opening_gate="every_valid_complaint")


def _help_asked(history: History) -> History:
    outside = reworded(history, "classify", nature="out_of_scope")
    return reworded(outside, "explain_only", customer_asked_help=True)


def _urgent_later(history: History) -> History:
    """With a classification as urgent entered after the explanation."""
    again = attrs.evolve(last(history, "classify"), number=99, state_from="explained", state_to="explained")
    return reworded(attrs.evolve(history, records=[*history.records, again]), "classify", level="I")


def _signed_by(history: History, person: str) -> History:
    """With somebody else's name under the consent, on every paper."""
    sign = last(history, "close_major", "sign")
    proposal = sign.changes["proposals"]["close_major"]
    assert isinstance(proposal, dict)
    signatures: Any = proposal["signatures"]
    named = {**proposal, "signatures": [{**one, "by": person} for one in signatures]}
    return changed(history, "close_major", "sign", actor=person, changes={"proposals": {"close_major": named}})


def _with_a_form(history: History) -> History:
    return changed(history, "archive_without_complainant", form=last(history, "close").form)


def _dropped(action: str, state: str) -> Edit:
    return lambda history: rejoined(changed(history, action, state_to=state))


VIOLATIONS: list[tuple[str, Callable[[], History], Edit, str, str]] = [
    ("I01", stories.ordinary, lambda h: without(h, "classify"), "open", "does not follow on record"),
    ("I01", stories.ordinary, _swapped, "open", "does not follow on record"),
    ("I01", stories.ordinary, lambda h: changed(h, "verify", hash="0" * 64), "close", "does not follow on record"),
    ("I01", stories.corrected, lambda h: reworded(h, "correct_record", old=""), "correct_record", "the old value"),
    ("I01", stories.corrected, lambda h: reworded(h, "correct_record", new=" "), "correct_record", "the new value"),
    ("I02", stories.ordinary, lambda h: changed(h, "register", book=None), "register", "given no number"),
    ("I02", stories.ordinary, lambda h: without(h, "register"), "classify", "registers nothing"),
    ("I02", stories.ordinary, lambda h: changed(h, "close", book={"name": "TS", "number": 2}), "close", "second time"),
    ("I02", stories.ordinary, lambda h: changed(h, "close", action="register"), "register", "second time"),
    ("I02", stories.merged, lambda h: changed(h, "register", book={"name": "TS", "number": 1}), "register", "case TS-"),
    ("I03", stories.ordinary, lambda h: without(h, "dispatch"), "sign_receipt", "where the case was not"),
    ("I03", stories.ordinary, lambda h: rejoined(without(h, "dispatch")), "sign_receipt", "not possible in 'opened'"),
    ("I03", stories.ordinary, lambda h: changed(h, "verify", state_to="closed"), "verify", "does not lead to"),
    ("I03", stories.ordinary, lambda h: changed(h, "verify", at=START - timedelta(days=1)), "verify", "before the one"),
    ("I03", stories.ordinary, lambda h: changed(h, "verify", action="vrify"), "vrify", "no action 'vrify'"),
    ("I03", stories.late, lambda h: changed(h, "hand_over", "mark", state_to="closed"), "hand_over", "without an act"),
    ("I03", stories.ordinary, lambda h: changed(h, "close", grant={"as": "role:staff"}), "close", "by no right"),
    (
        "I03", stories.ordinary, lambda h: changed(h, "close", grant={"as": "relation:complainant"}, actor="owner"),
        "close", "by no right",
    ),
    (
        "I03", stories.handed_out, lambda h: changed(h, "external_done", grant={"as": "tool:tracker"}),
        "external_done", "by no right",
    ),
    ("I03", stories.ordinary, lambda h: reworded(h, "close", final_result={"sealed": "0"}), "close", "'final_result'"),
    (
        "I03", stories.ordinary, lambda h: reworded(h, "register", contact={"sealed": "0", "clear": "138"}),
        "register", "'contact'",
    ),
    ("I03", stories.ordinary, lambda h: changed(h, "close", grant={}), "close", "by no right that suffices (none)"),
    ("I03", stories.handed_out, lambda h: changed(h, "external_done", actor="eve"), "external_done", "by no right"),
    ("I03", stories.ordinary, lambda h: changed(h, "verify", actor="department_head"), "verify", "after having done"),
    ("I03", stories.ordinary, lambda h: changed(h, "verify", actor="hua"), "verify", "while being its assignee"),
    ("I03", stories.major, lambda h: _signed_by(h, "hua"), "close_major", "lacks the"),
    ("I03", stories.ordinary, lambda h: changed(h, "close", form=None), "close", "lacks its form"),
    ("I03", stories.sensed, _with_a_form, "archive_without_complainant", "or has one too many"),
    ("I03", stories.ordinary, lambda h: changed(h, "close", form=last(h, "verify").form), "close", "instead of"),
    ("I03", stories.ordinary, lambda h: reworded(h, "close", mood="good"), "close", "does not know: mood"),
    ("I03", stories.ordinary, lambda h: reworded(h, "close", final_result=""), "close", "'final_result' of 'close'"),
    ("I03", stories.major, lambda h: without(h, "close_major", kind="propose"), "close_major", "never proposed"),
    ("I03", stories.major, lambda h: without(h, "close_major", kind="sign"), "close_major", "lacks the consent"),
    ("I03", stories.major, lambda h: reworded(h, "close_major", final_result="Other"), "close_major", "another form"),
    (
        "I03", stories.major, lambda h: changed(h, "close_major", "sign", grant={"as": "role:cs_supervisor"}),
        "close_major", "lacks the consent 'closing_consent'",
    ),
    ("I03", stories.major, lambda h: _signed_by(h, "cs_staff"), "close_major", "lacks the"),
    ("I04", stories.ordinary, lambda h: earlier(h, "open", "register"), "open", "before any intake record"),
    (
        "I04", stories.ordinary, lambda h: reworded(h, "open", opened_at=EARLIER),
        "open", "before reception",
    ),
    ("I04", _found, lambda h: reworded(h, "open", opened_at=EARLIER), "open", "before reception"),
    ("I04", stories.sensed, lambda h: reworded(h, "accept_alert", opened_at=EARLIER), "accept_alert", "before recep"),
    ("I05", stories.explained, lambda h: reworded(h, "classify", level="I"), "explain_only", "an emergency"),
    ("I05", stories.explained, _emergency, "explain_only", "an emergency"),
    ("I05", stories.explained, lambda h: reworded(h, "explain_only", explanation=" "), "explain_only", "no explan"),
    ("I05", stories.explained, _valid_by_name, "explain_only", "every valid one"),
    ("I05", stories.explained, lambda h: reworded(h, "explain_only", customer_accepts=False), "explain_only", "conten"),
    (
        "I05", stories.explained, lambda h: reworded(h, "explain_only", no_follow_up_needed=False),
        "explain_only", "following up",
    ),
    ("I05", stories.explained, _help_asked, "explain_only", "asked us to look into it"),
    ("I05", stories.redirected, lambda h: reworded(h, "explain_only", other_channel=""), "explain_only", "channel"),
    ("I05", stories.explained, _urgent_later, "classify", "became urgent"),
    ("I06", stories.ordinary, _dropped("verify", "archived"), "verify", "took an opened case to 'archived'"),
    ("I06", stories.ordinary, _dropped("report_done", "received"), "report_done", "to 'received'"),
    ("I06", stories.ordinary, lambda h: changed(h, "archive", action="merge_duplicate"), "merge_duplicate", "opened"),
    ("I06", stories.ordinary, lambda h: changed(h, "archive", state_to="clarifying"), "archive", "'clarifying' again"),
    ("I07", stories.ordinary, lambda h: related(h, "register", first_receiver=None), "open", "nobody answers"),
    (
        "I07", stories.ordinary,
        lambda h: reworded(without(h, "classify", "adopt_measures"), "dispatch", expected_completion_at=None),
        "sign_receipt", "no next date",
    ),
    ("I08", stories.ordinary, lambda h: _revived(h), "reopen", "led from 'archived' to 'opened'"),
]  # fmt: skip


def _revived(history: History) -> History:
    """With a reopening after the archive."""
    end = history.records[-1]
    more = attrs.evolve(end, action="reopen", number=end.number + 1, state_from="archived", state_to="opened")
    return attrs.evolve(history, records=[*history.records, more])


@pytest.mark.parametrize(
    ("name", "story", "edit", "action", "words"), VIOLATIONS, ids=[f"{one[0]}-{one[3]}-{one[4]}" for one in VIOLATIONS]
)
def test_a_breach_is_found(name: str, story: Callable[[], History], edit: Edit, action: str, words: str) -> None:
    """Each clause, broken in the journal, is a breach at the record that breaks it, and says what is wrong."""
    history = edit(story())
    numbers = {one.number for one in history.records if one.action == action}
    assert any(at in numbers and words in what for at, what in breaches(name, history)), breaches(name, history)


def test_what_was_blank_may_be_corrected_without_an_old_value() -> None:
    """Where nothing had stood, there is no old value to be given."""
    history = of(given().registered().did("correct_record", field="place", old="nothing"))
    assert kept("I01", reworded(history, "correct_record", old=""))


def test_the_name_on_the_proposal_is_the_signers() -> None:
    """A signature that stands under another name, or under another consent, is none."""
    assert kept("I03", _signed_by(stories.major(), "office_head"))
    history = changed(stories.major(), "close_major", "sign", actor="general_manager")
    assert "lacks the consent" in breaches("I03", history)[0][1]


def test_a_refused_consent_is_none() -> None:
    """A signature under a proposal that somebody refused does not count."""
    sign = last(stories.major(), "close_major", "sign")
    proposal = sign.changes["proposals"]["close_major"]
    assert isinstance(proposal, dict)
    refused = {**proposal, "refused": {"by": "office_head", "reason": "No"}}
    history = changed(stories.major(), "close_major", "sign", changes={"proposals": {"close_major": refused}})
    assert (number(history, "close_major"), "'close_major' lacks the consent 'closing_consent'") in breaches(
        "I03", history
    )


def test_without_a_limit_for_handing_over_no_next_date_is_asked_for() -> None:
    """Such a policy does not say by when; that somebody answers for the case is asked all the same."""
    history = reworded(
        without(stories.ordinary(), "classify", "adopt_measures"), "dispatch", expected_completion_at=None
    )
    assert kept("I07", under(history, hand_over=None))
    nobody = related(under(history, hand_over=None), "register", first_receiver=None)
    assert "nobody answers" in breaches("I07", nobody)[0][1]


def test_what_is_entered_late_may_have_been_opened_before_it_was_entered() -> None:
    """Reception counts as it was, not when somebody came to write it down."""
    history = reworded(stories.ordinary(), "register", received_at="2026-09-28T00:00:00.000000Z")
    assert kept("I04", reworded(history, "open", opened_at=EARLIER))
    found = reworded(_found(), "register_internal_finding", found_at=EARLIER)
    assert kept("I04", reworded(found, "open", opened_at=EARLIER))


def test_what_may_be_explained_is_no_breach() -> None:
    """A valid complaint where conditions decide; help asked for within our duties; an urgent case that was opened."""
    assert kept("I05", reworded(stories.explained(), "classify", nature="valid"))
    assert kept("I05", reworded(stories.explained(), "explain_only", customer_asked_help=True))
    assert judged("I05", stories.urgent()) is NOT_APPLICABLE


def test_what_stands_in_the_archive_may_still_be_summed_up() -> None:
    """An act that leaves it there leads nowhere."""
    house = given().following_up().all_did("record_follow_up", "archive", "sum_up")
    assert kept("I08", of(house))


def test_the_day_of_review_is_the_next_date_of_a_stalled_case() -> None:
    """Until it is resumed; then another one is needed."""
    house = given(quarterly_review="off").in_progress().signed("declare_stalled").did("resume")
    history = without(of(house), "classify", "adopt_measures")
    history = reworded(history, "dispatch", expected_completion_at=None)
    assert [at for at, _ in breaches("I07", history)] == [number(history, one) for one in ("sign_receipt", "resume")]


def test_a_linked_case_without_a_journal_takes_no_number() -> None:
    """Nothing can be said of it."""
    assert kept("I02", attrs.evolve(stories.ordinary(), linked={"TS-9": []}))
    unnumbered = changed(stories.merged(), "register", book=None)
    nothing = {id_: [attrs.evolve(one, book=None) for one in journal] for id_, journal in unnumbered.linked.items()}
    assert breaches("I02", attrs.evolve(unnumbered, linked=nothing)) == [(1, "it was given no number")]
