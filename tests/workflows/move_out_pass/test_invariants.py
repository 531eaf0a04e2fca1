"""G01 to G17: kept by lawful lives of passes and letters, and every way of breaking them found at its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import attrs
import pytest
from tests.workflows.complaint.invariants.histories import (
    changed,
    earlier,
    last,
    looked_at,
    reworded,
    under,
    without,
)
from tests.workflows.move_out_pass.lives import given
from tests.workflows.move_out_pass.plots import ROUTES, Plot, arrived, letter_arrived
from tests.workflows.move_out_pass.stories import (
    again,
    agents,
    archived,
    builders,
    called,
    doubted,
    large,
    late,
    later_by,
    letter,
    lettered,
    letters_life,
    life,
    refused,
    replaced,
    said,
    small,
    told,
    tools,
)
from tests.workflows.move_out_pass.usual import FAMILY, LARGE

from propflow.definition.invariants import NOT_APPLICABLE, NOT_YET_OWED, Breach, History, Standing
from propflow.workflows.move_out_pass.authorisation.invariants import INVARIANTS as OF_LETTERS
from propflow.workflows.move_out_pass.invariants import INVARIANTS

BY_NAME = {one.name: one for one in INVARIANTS}
LETTERS_BY_NAME = {one.name: one for one in OF_LETTERS}


def judged(name: str, history: History) -> Standing | Sequence[Breach]:
    """What the invariant of this name finds."""
    return (LETTERS_BY_NAME if history.case.workflow_name == "goods_authorisation" else BY_NAME)[name].check(history)


def numbers(name: str, history: History) -> set[int]:
    """At which records an invariant is broken; it must be."""
    found = judged(name, history)
    assert not isinstance(found, Standing), found
    assert found, name
    assert all(one.what for one in found)
    return {one.number for one in found}


KEPT: list[tuple[str, Callable[[], History]]] = [
    ("G01", small), ("G02", large), ("G03", archived), ("G04", archived), ("G04", agents), ("G04", large),
    ("G05", agents), ("G05", called), ("G06", agents), ("G06", called), ("G07", called), ("G08", agents),
    ("G08", called), ("G09", archived), ("G09", replaced), ("G10", replaced), ("G10", refused), ("G11", archived),
    ("G11", replaced), ("G12", archived), ("G12", agents), ("G13", builders), ("G14", tools), ("G15", archived),
    ("G15", late), ("G16", replaced), ("G16", archived), ("G17", refused), ("G05", letter), ("G05", doubted),
    ("G06", letter), ("G08", letter), ("G08", doubted),
]  # fmt: skip


@pytest.mark.parametrize(("name", "history"), KEPT)
def test_a_lawful_life_keeps_it(name: str, history: Callable[[], History]) -> None:
    """Not merely for not being of the sort."""
    assert judged(name, history()) == []


@pytest.mark.parametrize("state", list(ROUTES)[1:])
def test_nothing_is_broken_on_the_way(state: str) -> None:
    """Whatever state a request comes to by lawful steps, no invariant finds anything, and the desk agrees."""
    house = arrived(state, Plot())
    for one in INVARIANTS:
        assert isinstance(found := one.check(life(house)), Standing) or found == [], one.name
    assert house.desk.verify().faults == ()


@pytest.mark.parametrize(
    ("name", "history", "standing"),
    [
        *((name, small, NOT_APPLICABLE) for name in BY_NAME if name not in ("G01",)),
        ("G01", archived, NOT_APPLICABLE), ("G02", archived, NOT_APPLICABLE), ("G05", archived, NOT_APPLICABLE),
        ("G15", lambda: life(arrived("released", Plot())), NOT_YET_OWED),
        ("G15", lambda: under(archived(), hand_in=None), NOT_APPLICABLE),
        ("G15", lambda: life(arrived("written_off", Plot())), []),
        ("G05", lambda: letters_life(letter_arrived("drafted")), NOT_APPLICABLE),
        ("G06", lambda: letters_life(letter_arrived("valid")), NOT_APPLICABLE),
        ("G08", lambda: letters_life(letter_arrived("valid")), NOT_APPLICABLE),
    ],
)  # fmt: skip
def test_it_stands_otherwise(name: str, history: Callable[[], History], standing: object) -> None:
    """Not of the sort, not owed yet, or switched off by the policy."""
    assert judged(name, history()) == standing


BROKEN: list[tuple[str, str, Callable[[], History], str]] = [
    # the record at which it is found, by action; "" for the whole
    ("G01", "large goods", lambda: said(small(), goods_class="large"), "release_small"),
    ("G01", "a friend's", lambda: said(small(), carrier="friend"), "release_small"),
    ("G01", "not recognised", lambda: reworded(small(), "release_small", owner_recognised=False), "release_small"),
    ("G01", "not in person", lambda: reworded(small(), "release_small", carried_in_person=False), "release_small"),
    ("G01", "was sent for a slip",
     lambda: earlier(again(small(), "release_small", action="unknown_at_gate"), "unknown_at_gate", "release_small"),
     "release_small"),
    ("G02", "no right at all", lambda: without(large(), "owner_signs"), "release_goods"),
    ("G02", "no signature", lambda: reworded(large(), "owner_signs", signature=" "), "release_goods"),
    ("G02", "family's", lambda: reworded(large(), "owner_signs", title="registered_family"), "release_goods"),
    ("G02", "without a slip", lambda: said(small(), goods_class="valuable"), "release_small"),
    ("G03", "no goods", lambda: reworded(archived(), "open", goods=[]), "open"),
    ("G03", "no unit", lambda: reworded(archived(), "open", unit=" "), "open"),
    ("G03", "nobody can count", lambda: reworded(archived(), "open", goods=["sofa ×0"]), "open"),
    ("G04", "no right", lambda: without(archived(), "request_by_owner_or_family"), "open"),
    ("G04", "two rights",
     lambda: earlier(again(archived(), "request_by_owner_or_family"), "request_by_owner_or_family", "open"), "open"),
    ("G04", "a housekeeper", lambda: said(archived(), carrier="housekeeper"), "open"),
    ("G04", "no document", lambda: reworded(archived(), "request_by_owner_or_family", document_valid=False), "open"),
    ("G04", "no signature", lambda: reworded(archived(), "request_by_owner_or_family", signature=""), "open"),
    ("G04", "not in the data", lambda: reworded(archived(), "request_by_owner_or_family", in_owner_data=False), "open"),
    ("G04", "somebody else", lambda: reworded(archived(), "open", applicant="Mr Wang"), "open"),
    ("G04", "no letter", lambda: reworded(agents(), "present_authorisation", authorisation=""), "open"),
    ("G05", "not attached", lambda: reworded(agents(), "open", letter_attached=False), "open"),
    ("G05", "letter gone", lambda: attrs.evolve(agents(), linked={}), "open"),
    ("G05", "unchecked", lambda: lettered(agents(), lambda one: without(one, "open")), "open"),
    ("G05", "not by hand", lambda: lettered(agents(), lambda one: reworded(one, "open", handwritten_signature=False)),
     "open"),
    ("G05", "no card", lambda: lettered(agents(), lambda one: reworded(one, "open", owner_id_copy=[])), "open"),
    ("G05", "names nobody", lambda: lettered(agents(), lambda one: reworded(one, "register", agent="")), "open"),
    ("G05", "names another", lambda: lettered(agents(), lambda one: reworded(one, "register", agent="Qi")), "open"),
    ("G05", "another unit", lambda: lettered(agents(), lambda one: reworded(one, "register", unit="1-1")), "open"),
    ("G06", "letter gone", lambda: attrs.evolve(agents(), linked={}), "open"),
    ("G06", "beyond it", lambda: reworded(agents(), "open", goods=["sofa ×5"]), "open"),
    ("G06", "never presented", lambda: lettered(agents(), lambda one: without(one, "present")), "open"),
    ("G06", "too late",
     lambda: lettered(agents(), lambda one: reworded(one, "register", latest_on="2026-09-27T15:59:59.000000Z")),
     "open"),
    ("G06", "at the instant it is too old",
     lambda: lettered(agents(), lambda one: changed(one, "present", at=datetime(2026, 9, 30, 16, tzinfo=UTC))), "open"),
    ("G07", "no letter", lambda: changed(called(), "present_authorisation", action="owner_signs"),
     "owner_signs"),
    ("G07", "a correction of nothing", lambda: without(called(), "present_authorisation"), "correct_pass"),
    ("G08", "for another", lambda: lettered(agents(), lambda one: reworded(one, "present", request="FX-000009")),
     "present_authorisation"),
    ("G08", "twice", lambda: lettered(agents(), lambda one: again(one, "present")), "present_authorisation"),
    ("G09", "twice", lambda: again(archived(), "release_goods"), "AT THE END"),
    ("G09", "not shown", lambda: without(archived(), "present_at_gate"), "release_goods"),
    ("G09", "another slip", lambda: reworded(archived(), "release_goods", serial=8), "release_goods"),
    ("G09", "another gate", lambda: reworded(archived(), "release_goods", gate="west"), "release_goods"),
    ("G09", "other goods", lambda: reworded(archived(), "release_goods", goods_seen=["sofa ×3"]), "release_goods"),
    ("G09", "another person", lambda: reworded(archived(), "release_goods", person_agrees=False), "release_goods"),
    ("G10", "another number", lambda: reworded(replaced(), "reissue", voided=6), "reissue"),
    ("G10", "shown again", lambda: reworded(replaced(), "present_at_gate", serial=7), "present_at_gate"),
    ("G10", "let go again", lambda: reworded(replaced(), "release_goods", serial=7), "release_goods"),
    ("G10", "made out again", lambda: reworded(replaced(), "open", serial=7), "open"),
    ("G10", "after it ran out",
     lambda: again(life(arrived("expired", Plot())), "open", action="release_goods"), "AT THE END"),
    ("G11", "too late", lambda: later_by(archived(), "release_goods", timedelta(days=1)), "release_goods"),
    ("G11", "no policy", lambda: under(archived(), validity=None), ""),
    ("G11", "no slip", lambda: without(archived(), "open"), "release_goods"),
    ("G12", "other goods", lambda: reworded(archived(), "close", goods=["sofa"]), "close"),
    ("G12", "another number", lambda: reworded(archived(), "close", serial=8), "close"),
    ("G12", "one copy", lambda: reworded(archived(), "open", copies=1), "close"),
    ("G12", "kept nothing", lambda: without(archived(), "keep_copy"), "close"),
    ("G13", "lived in", lambda: said(builders(), phase="occupied"), "developer_confirms"),
    ("G13", "a friend", lambda: said(builders(), carrier="friend"), "developer_confirms"),
    ("G13", "nobody's word", lambda: reworded(builders(), "developer_confirms", confirmed_by=" "),
     "developer_confirms"),
    ("G13", "no log", lambda: reworded(builders(), "developer_confirms", duty_log=""), "developer_confirms"),
    ("G13", "word came later",
     lambda: reworded(builders(), "developer_confirms", confirmed_at="2026-09-29T00:00:00.000000Z"),
     "developer_confirms"),
    ("G14", "lived in", lambda: said(tools(), phase="occupied"), "release_tools"),
    ("G14", "a friend", lambda: said(tools(), carrier="friend"), "release_tools"),
    ("G14", "no worker's pass", lambda: reworded(tools(), "tools_out", worker_pass=" "), "release_tools"),
    ("G14", "works over", lambda: told(tools(), "tools_out", linked_case={"kind": "final"}), "release_tools"),
    ("G14", "owner not asked", lambda: without(tools(), "owner_confirms_tools"), "release_tools"),
    ("G14", "no guard told", lambda: reworded(tools(), "owner_confirms_tools", guard_told=""), "release_tools"),
    ("G14", "more left", lambda: reworded(tools(), "release_tools", tools=["drill ×9"]), "release_tools"),
    ("G14", "not asked again", lambda: earlier(tools(), "owner_confirms_tools", "tools_differ"), "release_tools"),
    ("G15", "too late", lambda: later_by(archived(), "close", timedelta(days=11)), "close"),
    ("G15", "never", lambda: looked_at(without(archived(), "close"), archived().until + timedelta(days=11)),
     "keep_copy"),
    ("G15", "no mark", lambda: without(late(), "hand_in", kind="mark"), "close"),
    ("G16", "twice", lambda: reworded(replaced(), "open", serial=7), ""),
    ("G16", "while the other was out", lambda: without(replaced(), "reissue"), "open"),
    ("G16", "out at the end",
     lambda: attrs.evolve(refused(), records=[one for one in refused().records if one.action != "refuse_release"]
                          + [attrs.evolve(refused().records[-1], action="abandon")]), "abandon"),
    ("G17", "let go", lambda: again(refused(), "refuse_release", action="release_goods"), "AT THE END"),
    ("G17", "not void", lambda: changed(refused(), "refuse_release", action="owner_denies"), "owner_denies"),
    ("G05", "not checked", lambda: changed(letter(), "open", action="doubt"), "doubt"),
    ("G05", "no goods", lambda: reworded(letter(), "register", goods=[]), "open"),
    ("G05", "another hand", lambda: reworded(letter(), "open", handwritten_signature=False), "open"),
    ("G05", "no card", lambda: reworded(letter(), "open", owner_id_copy=[]), "open"),
    ("G05", "his number", lambda: reworded(doubted(), "owner_confirms", registered_number=False), "owner_confirms"),
    ("G06", "too late", lambda: reworded(letter(), "register", latest_on="2026-09-27T00:00:00.000000Z"), "present"),
    ("G06", "on the day", lambda: under(
        reworded(letter(), "register", latest_on="2026-09-28T09:00:00.000000Z"), named_day="excluded"), "present"),
    ("G06", "before the day", lambda: under(letter(), named_day="only"), "present"),
    ("G06", "no day", lambda: reworded(letter(), "register", latest_on=None), "present"),
    ("G08", "twice", lambda: again(letter(), "present"), "AT THE END"),
    ("G08", "before a slip", lambda: attrs.evolve(letter(), linked={}), "close"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "what", "history", "where"), BROKEN, ids=[" ".join(one[:2]) for one in BROKEN])
def test_it_is_broken(name: str, what: str, history: Callable[[], History], where: str) -> None:
    """At the record that breaks it."""
    broken = history()
    at = {"": 0, "AT THE END": broken.records[-1].number}.get(where) if where in ("", "AT THE END") else None
    wanted = last(broken, where).number if at is None else at
    assert wanted in numbers(name, broken), what


def test_each_invariant_is_broken() -> None:
    """Those of the pass, and those of the letter."""
    assert {one[0] for one in BROKEN} == set(BY_NAME) == {f"G{number:02}" for number in range(1, 18)}
    letters = {one[0] for one in BROKEN if one[2]().case.workflow_name == "goods_authorisation"}
    assert letters == set(LETTERS_BY_NAME)


def test_family_may_sign_where_the_policy_says_so() -> None:
    """G02 goes by the policy of the case."""
    house = given(large_goods_by_family="family_signs").registered(**FAMILY, **LARGE)
    house.did("request_by_owner_or_family", title="registered_family", applicant="Li junior")
    house.did("open", applicant="Li junior").all_did("present_at_gate", "release_goods")
    assert judged("G02", life(house)) == []
    assert judged("G02", under(life(house), large_goods_by_family="owner_or_letter")) != []
