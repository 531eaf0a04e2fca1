"""V01 to V42: kept by lawful repairs, and every way of breaking them found at its record."""

from __future__ import annotations

import attrs
import pytest
from tests.workflows.complaint.invariants.histories import (
    number,
    rejoined,
    under,
    without,
)
from tests.workflows.repair.invariants import stories
from tests.workflows.repair.invariants.histories import BY_NAME, breaches, judged, kept
from tests.workflows.repair.invariants.violations import BROKEN, Edit, Story

from propflow.definition.invariants import NOT_APPLICABLE, NOT_YET_OWED, OPEN_QUESTION, History
from propflow.workflows.repair.invariants.reckoning import excused_minutes

LAWFUL: list[tuple[str, Story]] = [
    ("V01", stories.ordinary), ("V01", stories.corrected), ("V02", stories.ordinary), ("V02", stories.reviewed),
    ("V03", stories.ordinary), ("V03", stories.emergency), ("V04", stories.ordinary), ("V04", stories.cancelled),
    ("V05", stories.ordinary), ("V05", stories.handed_out), ("V06", stories.ordinary), ("V07", stories.merged),
    ("V08", stories.cancelled), ("V09", stories.redirected), ("V10", stories.ordinary), ("V11", stories.ordinary),
    ("V11", stories.changed_price), ("V12", stories.changed_price), ("V13", stories.ordinary),
    ("V14", stories.emergency), ("V15", stories.urgent_outside), ("V15", stories.emergency),
    ("V16", stories.emergency), ("V17", stories.deferred), ("V17", stories.deferred_large), ("V17", stories.funded),
    ("V18", stories.keyed), ("V18", stories.forced), ("V19", stories.handed_out), ("V20", stories.ordinary),
    ("V20", stories.checked), ("V20", stories.upheld), ("V20", stories.handed_out), ("V21", stories.ordinary),
    ("V21", stories.deemed), ("V22", stories.ordinary), ("V22", stories.reworked), ("V23", stories.reworked),
    ("V23", stories.upheld), ("V24", stories.ordinary), ("V24", stories.checked), ("V25", stories.reviewed),
    ("V26", stories.of_a_complaint), ("V27", stories.with_linked_fault), ("V28", stories.ordinary),
    ("V28", stories.of_a_complaint), ("V29", stories.reported_twice), ("V29", stories.checked),
    ("V30", stories.ordinary), ("V30", stories.late), ("V30", stories.promised), ("V31", stories.reworked),
    ("V32", stories.ordinary), ("V33", stories.emergency), ("V34", stories.promised), ("V35", stories.reworked),
    ("V36", stories.ordinary), ("V36", stories.unsampled), ("V37", stories.reworked),
    ("V38", stories.failed_follow_up), ("V39", stories.ordinary), ("V40", stories.disputed),
    ("V42", stories.reworked),
]  # fmt: skip


@pytest.mark.parametrize(("name", "story"), LAWFUL)
def test_a_lawful_repair_keeps_it(name: str, story: Story) -> None:
    """What the desk has let through in these stories is in order."""
    assert kept(name, story()), judged(name, story())


@pytest.mark.parametrize(
    ("name", "story", "standing"),
    [
        ("V03", stories.redirected, NOT_APPLICABLE), ("V04", stories.redirected, NOT_APPLICABLE),
        ("V05", stories.redirected, NOT_APPLICABLE), ("V06", stories.closed, NOT_APPLICABLE),
        ("V07", stories.closed, NOT_APPLICABLE), ("V08", stories.closed, NOT_APPLICABLE),
        ("V09", stories.closed, NOT_APPLICABLE), ("V10", stories.waiting, NOT_APPLICABLE),
        ("V11", stories.keyed, NOT_APPLICABLE), ("V12", stories.waiting, NOT_APPLICABLE),
        ("V13", stories.redirected, NOT_APPLICABLE), ("V14", stories.redirected, NOT_APPLICABLE),
        ("V15", stories.ordinary, NOT_APPLICABLE), ("V16", stories.ordinary, NOT_APPLICABLE),
        ("V17", stories.ordinary, NOT_APPLICABLE), ("V18", stories.ordinary, NOT_APPLICABLE),
        ("V19", stories.ordinary, NOT_APPLICABLE), ("V20", stories.waiting, NOT_APPLICABLE),
        ("V21", stories.checked, NOT_APPLICABLE), ("V22", stories.waiting, NOT_APPLICABLE),
        ("V23", stories.ordinary, NOT_APPLICABLE), ("V23", stories.refused, NOT_YET_OWED),
        ("V24", stories.reviewed, NOT_APPLICABLE), ("V25", stories.ordinary, NOT_APPLICABLE),
        ("V26", stories.ordinary, NOT_APPLICABLE), ("V27", stories.waiting, NOT_APPLICABLE),
        ("V28", stories.reviewed, NOT_APPLICABLE), ("V29", stories.waiting, NOT_APPLICABLE),
        ("V30", stories.waiting, NOT_YET_OWED), ("V33", stories.ordinary, NOT_APPLICABLE),
        ("V34", stories.ordinary, NOT_APPLICABLE),
        ("V34", stories.deferred, NOT_YET_OWED), ("V36", stories.waiting, NOT_APPLICABLE),
        ("V36", stories.closed, NOT_YET_OWED), ("V37", stories.ordinary, NOT_APPLICABLE),
        ("V37", stories.refused, NOT_APPLICABLE), ("V38", stories.ordinary, NOT_APPLICABLE),
        ("V39", stories.waiting, NOT_APPLICABLE), ("V40", stories.waiting, NOT_APPLICABLE),
        ("V41", stories.ordinary, OPEN_QUESTION), ("V42", stories.ordinary, NOT_APPLICABLE),
    ],
)  # fmt: skip
def test_it_is_not_of_that_sort(name: str, story: Story, standing: object) -> None:
    """Not applicable, not yet owed, or nothing that a journal could tell."""
    assert judged(name, story()) is standing


@pytest.mark.parametrize(("name", "story", "edit", "action", "words"), BROKEN)
def test_a_breach_is_found_at_its_record(name: str, story: Story, edit: Edit, action: str, words: str) -> None:
    """At the record where it shows, in words that say what is wrong."""
    broken = edit(story())
    found = breaches(name, broken)
    place = number(broken, action, last_kind(broken, action))
    assert (place, True) in [(at, words in what) for at, what in found], found


def last_kind(history: History, action: str) -> str:
    """The kind of the last record of an action."""
    return [one.kind for one in history.records if one.action == action][-1]


def test_what_no_record_shows_is_found_for_the_whole() -> None:
    """The policy of the case, and the complaint that a repair belongs to."""
    history = stories.ordinary()
    less = {name: value for name, value in history.policy.items() if name != "answer"}
    assert breaches("V32", attrs.evolve(history, policy=less)) == [(0, "the policy of the case says nothing of answer")]
    assert breaches("V33", under(stories.emergency(), complete_urgent=None)) == [
        (0, "'complete_urgent' is looser than 'complete_ordinary'")
    ]
    unsigned = rejoined(without(stories.of_a_complaint(), "sign_off"))
    assert [number_ for number_, _ in breaches("V26", unsigned)] == [0]


def test_every_invariant_is_kept_and_broken_here() -> None:
    """Each of the forty-two: by a lawful story, and by a breach; what can only be open is only broken."""
    names = {f"V{one:02}" for one in range(1, 43)}
    assert set(BY_NAME) == names
    assert {one[0] for one in BROKEN} | {"V26", "V32", "V33"} == names
    assert {one[0] for one in LAWFUL} == names - {"V41"}


def test_excused_minutes_are_booked_beside_the_limits() -> None:
    """Time spent waiting for clarification, access and consent; other time is nobody's excuse."""
    house = stories.strict().registered().did("request_clarification").later(minutes=30).did("open")
    house.later(minutes=60).all_did("dispatch", "arrive", "present_quote").later(minutes=90).did("record_consent")
    house.later(minutes=15)
    assert excused_minutes(stories.of(house)) == 120
    house.did("present_quote", plan_version=2).later(minutes=7)
    assert excused_minutes(attrs.evolve(stories.of(house), until=house.clock())) == 127


def test_a_lawful_life_breaks_nothing_else() -> None:
    """Every story here is judged by every invariant: whatever is told of it, nothing is broken."""
    told = [one for one in vars(stories).values() if hasattr(one, "cache_clear") and one.__module__ == stories.__name__]
    assert len(told) > 25
    for story in told:
        for name in BY_NAME:
            found = judged(name, story())
            assert not isinstance(found, list) or found == [], f"{story.__name__} against {name}: {found}"
