"""Ten-day reconciliation: every number is in exactly one class, and what is missing, extra or altered is reported."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workflows.complaint.lives import person
from tests.workflows.move_out_pass.lives import House, under
from tests.workflows.move_out_pass.lives import given as a_house
from tests.workflows.move_out_pass.usual import GOODS

from propflow import Desk, MemoryStore, Policy, VirtualClock
from propflow.errors import InvalidValue
from propflow.workflows.move_out_pass import BookedSlip, Copy, reconcile, reconciled, slips_of
from propflow.workflows.move_out_pass.slips import (
    ARCHIVED,
    OUT,
    RELEASED,
    VOID,
    WRITTEN_OFF,
    Standing,
    doubles,
    gaps,
)
from propflow.workflows.period import period, span_at
from propflow.workflows.period.spans import TEN_DAYS, span_named

DAY = datetime(2026, 9, 25, 4, tzinfo=UTC)
CLASSES = ("matched", "void", "missing", "altered", "extra", "written_off")


def slip(serial: int, standing: Standing = RELEASED, **changes: Any) -> BookedSlip:
    """A slip for two sofas that was settled on the day."""
    settled = None if standing is OUT else DAY
    usual: dict[str, Any] = {
        "case": f"FX-{serial}", "number": 3, "goods": ("sofa ×2",), "issued_at": DAY, "settled_at": settled,
    }  # fmt: skip
    return BookedSlip(serial=serial, standing=standing, **{**usual, **changes})


def copy(serial: int, *goods: str, released: bool = True) -> Copy:
    """Security's copy, for two sofas unless said otherwise."""
    return Copy(serial, [*(goods or ("Sofa", "sofa ×1"))], released)


@pytest.mark.parametrize(
    ("book", "copies", "where"),
    [
        ([slip(1)], [copy(1)], {"matched": (1,)}),
        ([slip(1, ARCHIVED)], [copy(1)], {"matched": (1,)}),
        ([slip(1, ARCHIVED)], [], {"matched": (1,)}),  # it came in on its own
        ([slip(1)], [], {"missing": (1,)}),
        ([slip(1, WRITTEN_OFF)], [], {"written_off": (1,)}),
        ([slip(1, WRITTEN_OFF)], [copy(1)], {"matched": (1,)}),  # it was found after all
        ([slip(1)], [copy(1, "sofa ×3")], {"altered": (1,)}),
        ([slip(1)], [copy(1, released=False)], {"altered": (1,)}),
        ([slip(1)], [copy(1), copy(1)], {"extra": (1,)}),
        ([], [copy(9)], {"extra": (9,)}),
        ([slip(1, VOID)], [], {"void": (1,)}),
        ([slip(1, VOID)], [copy(1, released=False)], {"void": (1,)}),
        ([slip(1, VOID)], [copy(1)], {"extra": (1,)}),  # goods left on a void slip
        ([slip(1, OUT)], [copy(1)], {"extra": (1,)}),  # goods left, and nobody entered it
        ([slip(1, OUT)], [], {}),
        ([slip(1), slip(1, case="FX-2")], [copy(1)], {"extra": (1,), "doubles": (1,)}),
        ([slip(1, VOID), slip(1, case="FX-2")], [copy(1)], {"matched": (1,), "doubles": (1,)}),
        ([slip(1), slip(4)], [copy(4)], {"missing": (1,), "matched": (4,), "gaps": (2, 3)}),
    ],
)
def test_where_a_number_belongs(book: list[BookedSlip], copies: list[Copy], where: dict[str, Any]) -> None:
    """By what the book says and what is handed in."""
    found = reconcile(book, copies)
    assert {name: some for name in (*CLASSES, "gaps", "doubles") if (some := getattr(found, name))} == where
    assert found.is_clean is not ({*where} - {"matched", "void", "written_off"} != set())


def test_only_the_ten_days_are_expected() -> None:
    """What left before or after is not missed; a copy that comes late is looked at all the same."""
    span = span_at(TEN_DAYS, DAY)
    early, late = slip(1, settled_at=span.begins - timedelta(microseconds=1)), slip(3, settled_at=span.ends)
    first = slip(2, settled_at=span.begins)
    assert reconcile([early, first, late], [], span).missing == (2,)
    assert reconcile([early, first, late], [copy(1, "chair"), copy(2)], span).altered == (1,)


_books = st.lists(
    st.builds(
        slip, st.integers(1, 8), st.sampled_from([*Standing]),
        goods=st.sampled_from([("sofa ×2",), ("lamp",)]),
    ), max_size=12,
)  # fmt: skip
_copies = st.lists(
    st.builds(copy, st.integers(1, 10), st.sampled_from(["sofa ×2", "lamp", "piano"]), released=st.booleans()),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(_books, _copies)
def test_each_number_is_in_one_class(book: list[BookedSlip], copies: list[Copy]) -> None:
    """Of book and copies together; whatever the order; what is clean agrees number by number."""
    found = reconcile(book, copies)
    counted = Counter(serial for name in CLASSES for serial in getattr(found, name))
    assert set(counted.values()) <= {1}
    settled = {one.serial for one in book if one.standing is not OUT}
    assert set(counted) == settled | {one.serial for one in copies}
    assert reconcile(reversed(book), reversed(copies)) == found
    if found.is_clean:
        left = {one.serial for one in book if one.standing in (RELEASED, ARCHIVED, WRITTEN_OFF)}
        assert {*found.matched, *found.written_off} == left
        assert {one.serial for one in copies if one.released} <= left
        assert all(slip.serial in {one.serial for one in copies} for slip in book if slip.standing is RELEASED)


def test_the_book_is_folded_from_journals() -> None:
    """A slip that was lost, replaced, corrected and let go, with every number and what became of it."""
    house = a_house().issued().all_did("report_lost", "reissue").did("open", serial=8)
    house.did("present_at_gate", serial=8).did("find_mismatch").did("correct_pass", voided=8)
    house.did("open", serial=9, goods=["sofa ×3", "lamp"])
    house.did("present_at_gate", serial=9).did("release_goods", serial=9, goods_seen=["sofa ×3", "lamp"])
    first, second, third = slips_of(house.desk.journal(house.case_id))
    assert [(one.serial, one.standing, one.lost) for one in (first, second, third)] == [
        (7, VOID, True), (8, VOID, False), (9, RELEASED, False),
    ]  # fmt: skip
    assert third.goods == ("sofa ×3", "lamp")
    at = third.settled_at
    house.later(days=1).did("keep_copy", serial=9).did("close", serial=9, goods=["sofa ×3", "lamp"])
    archived = slips_of(house.desk.journal(house.case_id))[-1]
    assert (archived.standing, archived.settled_at) == (ARCHIVED, at)  # it left when it left
    assert (gaps([first, third]), doubles([first, first])) == ([8], [7])
    assert gaps([]) == []


def office(**values: Any) -> House:
    """A house whose desk has the period workflow too."""
    workflow, letters = under()
    duties = period.under(Policy("office", {
        "period.reconciliation": "10 days", **{f"period.{one.name}": "off" for one in period.slots
                                               if one.design is None and one.name != "reconciliation"},
    }))  # fmt: skip
    clock = VirtualClock(datetime(2026, 9, 28, 1, tzinfo=UTC))
    store = MemoryStore()
    desk = Desk([workflow, letters, duties], store, tenant="riverside", now=clock)
    return House(desk, clock, workflow, letters, store)


def test_the_duty_of_ten_days() -> None:
    """The office owes it; the comparison fills its form; what is wrong stands in it, and it is handed in."""
    house = office()
    for serial in (1, 2, 3):
        house.issued(serial=serial).did("present_at_gate", serial=serial).did("release_goods", serial=serial)
    house.issued(serial=4).did("cancel_pass", voided=4)
    house.later(days=3)  # the first of October
    span = span_named(TEN_DAYS, "2026-09-T3")
    assert span is not None
    form = {"kind": "reconciliation", "period": span.name, "owed_from": span.begins}
    duty = house.desk.register("period", form, by=person("cs_supervisor"))
    handed = [copy(1, *GOODS), copy(2, "piano"), copy(44)]
    found = reconciled(house.desk, duty, handed)
    assert (found.matched, found.altered, found.missing, found.void, found.extra) == ((1,), (2,), (3,), (4,), (44,))
    house.desk.act(duty.id, "open", by=person("cs_staff"))
    done = house.desk.act(duty.id, "draw_up_reconciliation", found.form("Wu", "Ask Wu"), by=person("cs_staff"))
    said: Any = house.desk.journal(done.id)[-1].form
    assert (said["values"]["released"], said["values"]["missing"]) == (4, ["3", "2 altered"])
    assert said["values"]["remark"] == "Ask Wu; extra: 44"
    other = house.desk.register("period", {**form, "period": "2026-10-T1", "owed_from": span.ends},
                                by=person("cs_supervisor"))  # fmt: skip
    assert reconciled(house.desk, other, []).missing == ()


def test_only_for_that_duty() -> None:
    """A pass is no duty."""
    house = a_house().issued()
    with pytest.raises(InvalidValue, match="no ten-day reconciliation"):
        reconciled(house.desk, house.case, [])


def test_a_long_remark_stays_short() -> None:
    """Of many numbers a hundred are named."""
    found = reconcile([], [copy(one) for one in range(1, 251)])
    remark = str(found.form("Wu")["remark"])
    assert remark.startswith("extra: 1, 2, ")
    assert remark.endswith("100 and 150 more")


@pytest.mark.parametrize("wrong", [(0, []), (True, []), ("7", []), (7, "sofa"), (7, [1]), (7, None)])
def test_bad_copies(wrong: tuple[Any, Any]) -> None:
    """No number, no list of lines."""
    with pytest.raises(InvalidValue):
        Copy(*wrong)
