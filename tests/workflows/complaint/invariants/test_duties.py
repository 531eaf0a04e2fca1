"""I23 to I32: kept by lawful complaints, and every way of breaking them found at its record."""

from __future__ import annotations

from collections.abc import Callable
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
    related,
    reworded,
    under,
    without,
)
from tests.workflows.complaint.lives import given

from propflow.definition.invariants import NOT_APPLICABLE, NOT_YET_OWED, OPEN_QUESTION, History, Standing

Edit = Callable[[History], History]


@pytest.mark.parametrize(
    ("name", "story"),
    [
        ("I23", stories.ordinary), ("I23", stories.handed_out), ("I23", stories.sensed), ("I24", stories.promised),
        ("I25", stories.ordinary), ("I25", stories.looked_back_at), ("I26", stories.looked_back_at),
        ("I26", stories.reworked), ("I27", stories.member), ("I28", stories.merged), ("I29", stories.about_somebody),
        ("I32", stories.ordinary), ("I32", stories.urgent), ("I32", stories.handed_out),
    ],
)  # fmt: skip
def test_a_lawful_complaint_keeps_it(name: str, story: Callable[[], History]) -> None:
    """What the desk has let through in these stories is in order."""
    assert kept(name, story())


@pytest.mark.parametrize(
    ("name", "story", "standing"),
    [
        ("I23", stories.explained, NOT_APPLICABLE), ("I24", stories.ordinary, NOT_APPLICABLE),
        ("I25", stories.sensed, NOT_APPLICABLE), ("I25", stories.closed, NOT_YET_OWED),
        ("I26", stories.ordinary, NOT_APPLICABLE), ("I27", stories.ordinary, NOT_APPLICABLE),
        ("I28", stories.ordinary, NOT_APPLICABLE), ("I29", stories.ordinary, NOT_APPLICABLE),
        ("I30", stories.published, OPEN_QUESTION), ("I31", stories.ordinary, OPEN_QUESTION),
    ],
)  # fmt: skip
def test_it_stands_otherwise(name: str, story: Callable[[], History], standing: Standing) -> None:
    """A case that is not of the sort, is not there yet, or of which nobody can tell yet."""
    assert judged(name, story()) is standing


def test_the_policy_may_switch_it_off() -> None:
    """Without a line for scores, or a repeated follow-up, neither is missed."""
    history = under(stories.looked_back_at(), look_back_below=None)
    assert judged("I26", without(history, "low_satisfaction")) is NOT_APPLICABLE
    history = under(stories.reworked(), repeat_follow_up=False)
    assert judged("I26", without(history, "record_follow_up")) is NOT_APPLICABLE


def test_what_is_owed_before_the_archive_is_not_owed_yet() -> None:
    """An open promise, a low score, a rework, a member's closing: as long as the case is not archived."""
    house = given(look_back_below=80).following_up().did("make_promise")
    house.did("record_survey", solution=60, speed=60, attitude=60, survey_score=60)
    history = of(house)
    assert (judged("I24", history), judged("I26", history)) == (NOT_YET_OWED, NOT_YET_OWED)
    assert judged("I27", without(stories.member(), "archive")) is NOT_YET_OWED


def _master(edit: Callable[[History], Any]) -> Edit:
    """With the journal of the master edited."""

    def changed_master(history: History) -> History:
        (id_, journal), *_ = history.linked.items()
        return attrs.evolve(history, linked={id_: edit(attrs.evolve(history, records=journal)).records})

    return changed_master


def _known_too_late(history: History) -> History:
    """As if it had been known from the first record that the handler is the one complained about."""
    return related(history, "register", respondent="hua")


VIOLATIONS: list[tuple[str, Callable[[], History], Edit, str, str]] = [
    ("I23", stories.ordinary, lambda h: reworded(h, "adopt_measures", findings=" "), "adopt_measures", "recorded inq"),
    ("I23", stories.ordinary, lambda h: reworded(h, "adopt_measures", root_cause=""), "adopt_measures", "recorded inq"),
    (
        "I23", stories.ordinary, lambda h: reworded(h, "adopt_measures", owner_consent="refused"),
        "adopt_measures", "without the owner's consent",
    ),
    (
        "I23", stories.ordinary, lambda h: reworded(h, "adopt_measures", owner_consent="not_applicable"),
        "adopt_measures", "without the owner's consent",
    ),
    (
        "I23", stories.ordinary,
        lambda h: reworded(h, "adopt_measures", owner_consent="not_applicable", reason_without_consent="Hurry"),
        "adopt_measures", "without the owner's consent",
    ),
    ("I23", stories.handed_out, lambda h: without(h, "adopt_measures"), "hand_to_external", "handed outside"),
    ("I23", stories.ordinary, lambda h: without(h, "adopt_measures"), "report_done", "reported solved"),
    (
        "I23", stories.ordinary, lambda h: changed(h, "adopt_measures", action="reopen"), "report_done", "solved",
    ),
    ("I24", stories.promised, lambda h: reworded(h, "make_promise", within_authority=False), "make_promise", "author"),
    ("I24", stories.promised, lambda h: changed(h, "break_promise", messages=()), "break_promise", "nobody was told"),
    ("I24", stories.promised, lambda h: without(h, "fulfil_promise"), "archive", "open promises: call"),
    ("I24", stories.promised, lambda h: without(h, "break_promise"), "archive", "open promises: visit"),
    ("I25", stories.ordinary, lambda h: without(h, "assign_follow_up"), "archive", "no follow-up had been arranged"),
    ("I25", stories.ordinary, lambda h: without(h, "record_follow_up"), "archive", "without having been followed up"),
    (
        "I25", stories.ordinary, lambda h: reworded(h, "record_follow_up", follow_up_result="unreachable", attempts=2),
        "archive", "without having been followed up",
    ),
    ("I26", stories.looked_back_at, lambda h: without(h, "low_satisfaction"), "archive", "after a score of 79"),
    ("I26", stories.looked_back_at, lambda h: reworded(h, "record_survey", survey_score=79), "archive", "of 79"),
    ("I26", stories.reworked, lambda h: without(h, "record_follow_up"), "archive", "after the rework"),
    ("I26", stories.reworked, lambda h: earlier(h, "record_follow_up", "order_rework"), "archive", "after the rework"),
    ("I27", stories.member, lambda h: without(h, "close"), "archive", "without a closing of its own"),
    ("I27", stories.member, lambda h: without(h, "tell_result"), "archive", "without a reply of its own"),
    ("I27", stories.member, lambda h: without(h, "record_follow_up"), "archive", "without a follow-up of its own"),
    (
        "I28", stories.merged, lambda h: reworded(h, "merge_duplicate", same_complainant=False),
        "merge_duplicate", "not the same",
    ),
    ("I28", stories.merged, lambda h: reworded(h, "merge_duplicate", same_matter=False), "merge_duplicate", "not the"),
    ("I28", stories.merged, lambda h: reworded(h, "merge_duplicate", master_id="TS-9"), "merge_duplicate", "case TS-9"),
    (
        "I28", stories.merged, lambda h: reworded(h, "merge_duplicate", master_id=h.case.id),
        "merge_duplicate", "there is no other case",
    ),
    ("I28", stories.merged, lambda h: attrs.evolve(h, linked={}), "merge_duplicate", "there is no other case"),
    ("I28", stories.merged, lambda h: reworded(h, "register", complainant_id="else"), "merge_duplicate", "another"),
    (
        "I28", stories.merged, _master(lambda h: without(h, "duplicate", kind="link")),
        "merge_duplicate", "does not know of it",
    ),
    (
        "I28", stories.merged, _master(lambda h: changed(h, "duplicate", "link", state_to="merged")),
        "merge_duplicate", "not being decided or handled",
    ),
    (
        "I28", stories.merged, _master(lambda h: changed(h, "duplicate", "link", facts={"case": "TS-9"})),
        "merge_duplicate", "does not know of it",
    ),
    (
        "I28", stories.merged, lambda h: _opened_before(h), "merge_duplicate", "after it had been opened",
    ),
    ("I29", stories.about_somebody, lambda h: changed(h, "verify", actor="guard-7"), "verify", "did or signed 'ver"),
    (
        "I29", stories.about_somebody, lambda h: changed(h, "close_major", on_behalf_of="guard-7"),
        "close_major", "did or signed",
    ),
    (
        "I29", stories.about_somebody, lambda h: changed(h, "close_major", "sign", actor="guard-7"),
        "close_major", "did or signed",
    ),
    ("I29", stories.about_somebody, _known_too_late, "dispatch", "was made the handler"),
    ("I30", stories.ordinary, lambda h: reworded(h, "register", contact="138 0000 0000"), "register", "'contact'"),
    (
        "I30", stories.published, lambda h: reworded(h, "publish_measure", no_personal_data=False),
        "publish_measure", "personal data",
    ),
    (
        "I30", stories.published, lambda h: reworded(h, "publish_measure", wording="Of TS-000001: cleaned"),
        "publish_measure", "this very complaint",
    ),
    (
        "I30", stories.published,
        lambda h: reworded(h, "publish_measure", wording="They say: No water since the morning."),
        "publish_measure", "this very complaint",
    ),
    ("I30", stories.published, lambda h: reworded(h, "disclose", reader=" "), "disclose", "does not say: reader"),
    ("I30", stories.published, lambda h: reworded(h, "disclose", purpose=""), "disclose", "does not say: purpose"),
    ("I30", stories.published, lambda h: reworded(h, "disclose", parts=[]), "disclose", "does not say: parts"),
    ("I32", stories.ordinary, lambda h: related(h, "classify", assignee="eve"), "classify", "made eve the assignee"),
    ("I32", stories.ordinary, lambda h: related(h, "close", first_receiver="eve"), "close", "made eve the first_rec"),
    ("I32", stories.ordinary, lambda h: related(h, "dispatch", assignee="eve"), "dispatch", "instead of hua"),
    ("I32", stories.ordinary, lambda h: related(h, "sign_receipt", receiver="eve"), "sign_receipt", "instead of dep"),
    ("I32", stories.handed_out, lambda h: related(h, "external_done", tracker="eve"), "external_done", "the tracker"),
    ("I32", stories.ordinary, lambda h: related(h, "close", assignee=None), "close", "made None the assignee"),
]  # fmt: skip


def _opened_before(history: History) -> History:
    """With an opening between registering and merging."""
    opening = attrs.evolve(history.records[0], number=2, action="open")
    after = [attrs.evolve(one, number=one.number + 1) for one in history.records[1:]]
    return attrs.evolve(history, records=[history.records[0], opening, *after])


@pytest.mark.parametrize(
    ("name", "story", "edit", "action", "words"), VIOLATIONS, ids=[f"{one[0]}-{one[3]}-{one[4]}" for one in VIOLATIONS]
)
def test_a_breach_is_found(name: str, story: Callable[[], History], edit: Edit, action: str, words: str) -> None:
    """Each clause, broken in the journal, is a breach at the record that breaks it, and says what is wrong."""
    history = edit(story())
    numbers = {one.number for one in history.records if one.action == action}
    assert any(at in numbers and words in what for at, what in breaches(name, history)), breaches(name, history)


def test_measures_of_an_emergency_need_no_inquiry() -> None:
    """At level I they come first, and the inquiry is entered late; solved it is not before that."""
    hasty = reworded(reworded(stories.ordinary(), "adopt_measures", findings=""), "classify", level="I")
    assert kept("I23", hasty)


def test_as_many_attempts_as_the_policy_says_count_as_a_follow_up() -> None:
    """Three in vain are enough, under the value of ours; under another policy they are not."""
    history = reworded(stories.ordinary(), "record_follow_up", follow_up_result="unreachable", attempts=3)
    assert kept("I25", history)
    assert breaches("I25", under(history, contact_attempts=4))


def test_when_no_look_back_is_left_the_signature_stands_for_one() -> None:
    """After as many look-backs as the policy says; with one left it is a breach."""
    house = given(look_back_below=80).following_up()
    low = {"solution": 60, "speed": 60, "attitude": 60, "survey_score": 60}
    for _ in range(2):
        house.did("record_survey", **low).all_did("low_satisfaction", "finish_look_back", "record_follow_up")
    history = of(house.did("record_survey", **low).signed("archive_with_dissent"))
    assert kept("I26", history)
    assert "after a score of 60" in breaches("I26", under(history, look_back_max=3))[0][1]
    assert "after a score of 60" in breaches("I26", under(history, look_back_max=None))[0][1]
    assert "after a score of 60" in breaches("I26", changed(history, "archive_with_dissent", action="archive"))[0][1]


def test_the_group_answers_for_its_members() -> None:
    """A member's journal that is missing, or that lacks its own closing, is a breach of the group's history too."""
    history = stories.group()
    assert kept("I27", history)
    (member, journal), *_ = history.linked.items()
    closed = [one for one in journal if one.action != "close"]
    assert breaches("I27", attrs.evolve(history, linked={member: closed})) == [
        (0, f"member {member} was archived without a closing of its own")
    ]
    assert breaches("I27", attrs.evolve(history, linked={})) == [(0, f"the journal of member {member} is not there")]


def test_a_department_that_refuses_gives_the_case_back() -> None:
    """Nobody is made responsible by that; to anybody else it passes nothing."""
    history = of(given().registered().all_did("classify", "open", "dispatch", "reject_dispatch"))
    assert kept("I32", history)
    passed = related(history, "reject_dispatch", assignee="eve")
    assert breaches("I32", passed) == [(number(passed, "reject_dispatch"), "'reject_dispatch' made eve the assignee")]


def test_responsibility_passes_by_an_act_alone() -> None:
    """Not by a mark of the system."""
    mark = last(stories.late(), "hand_over", "mark")
    history = changed(stories.late(), "hand_over", "mark", changes={**mark.changes, "relations": {"assignee": "eve"}})
    assert breaches("I32", history) == [(mark.number, "'hand_over' made eve the assignee")]


def test_whoever_turns_out_to_be_complained_about_is_no_breach_by_that() -> None:
    """He is judged by what he does from then on."""
    house = given().in_progress().did("name_respondent", respondent_id="department_head")
    assert kept("I29", of(house))
    history = of(house.did("reply"))
    assert breaches("I29", changed(history, "reply", action="report_done", actor="department_head"))


def test_measures_after_an_inquiry_or_without_consent_for_a_reason() -> None:
    """Facts that were recorded before need not be repeated; a refusal of the owner is overcome by a reason."""
    house = given().registered().all_did("classify", "open", "dispatch", "sign_receipt", "record_contact")
    history = of(house.all_did("record_inquiry", "adopt_measures"))
    assert kept("I23", reworded(history, "adopt_measures", findings=""))
    refused = {"owner_consent": "refused", "reason_without_consent": "The house would flood"}
    assert kept("I23", reworded(history, "adopt_measures", **refused))


def test_a_promise_that_has_ended_is_kept_before_the_archive_too() -> None:
    """Nothing more is owed of it."""
    assert kept("I24", of(given().in_progress().all_did("make_promise", "fulfil_promise")))


def test_a_member_without_a_complainant_owes_nobody() -> None:
    """It is closed by itself, and that is all."""
    history = reworded(without(stories.member(), "tell_result", "record_follow_up"), "open", contact_mode="none")
    assert kept("I27", history)


def test_attempts_in_vain_are_a_members_reply() -> None:
    """As many as the policy says, and one fewer is not."""
    house = given(mass_share_percent=50).registered().all_did("classify", "open", "form_task_force")
    group = house.case_id
    house.in_progress().did("join_mass_case", group_case=group).did("report_done").all_did(*["record_attempt"] * 3)
    history = of(house.all_did("verify", "close", "assign_follow_up", "record_follow_up", "archive"))
    assert kept("I27", history)
    assert "without a reply" in breaches("I27", under(history, contact_attempts=4))[0][1]


@pytest.mark.parametrize("which", ["ours", "theirs"])
def test_who_is_not_known_is_not_somebody_else(which: str) -> None:
    """A case without the host's id of its complainant is merged by what the supervisor has found."""
    nobody: Edit = lambda h: reworded(h, "register", complainant_id=None)  # noqa: E731
    assert kept("I28", nobody(stories.merged()) if which == "ours" else _master(nobody)(stories.merged()))


def test_the_one_complained_about_may_be_heard() -> None:
    """What is no handling is none of I29, whoever does it."""
    assert kept("I29", changed(stories.about_somebody(), "tell_result", actor="guard-7"))
