"""What a workflow leaves to policy and what it promises, as a property manager reads it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.parcels import FACTS, SLOTS, fetch, house_rules, large_limit, parcel, small_limit
from tests.views.markdown import headings, tables
from tests.views.test_table import NASTY, SHOWN, row

from propflow import (
    OFF,
    Policy,
    amount_slot,
    by,
    choice_slot,
    days,
    flag_slot,
    hours,
    minutes,
    months,
    same_day,
    strictest,
)
from propflow.definition.invariants import Invariant, invariant
from propflow.views.table import table

WRITTEN = parcel()
BOUND = WRITTEN.under(house_rules(small_limit=OFF, cards=3))


def limit(within: Any, language: str = "en", **policy: object) -> str:
    """How the limit of a clock reads, at a desk with a policy."""
    text = table(parcel(clocks=[fetch(within)]).under(house_rules(**policy)), language=language)
    shown = row(text, 2, "fetch")["Limit" if language == "en" else "时限"]
    return shown.partition(" (always")[0].partition("（always")[0]


@pytest.mark.parametrize(
    ("within", "en", "zh"),
    [
        (hours(2), "2 hours", "2 小时"),
        (months(1), "1 month", "1 个月"),
        (same_day(), "the same day", "当日"),
        (small_limit, "by policy: Small ones are fetched (2 days)", "依规定：小件取件时限（2 天）"),
        (
            by("size", {"small": days(1), "large": large_limit}),
            "Small: 1 day; Large: by policy: Large ones are fetched (4 hours)",
            "小件：1 天；大件：依规定：大件取件时限（4 小时）",
        ),
        (
            strictest(hours(2), same_day()),
            "whichever ends first: 2 hours; the same day",
            "以最早者为准：2 小时；当日",
        ),
        (by("measured", {"2": minutes(5)}), "2: 5 minutes", "2：5 分钟"),
    ],
)
def test_limits_in_words(within: Any, en: str, zh: str) -> None:
    """A limit reads as what it is: a length, what policy says, or a choice by what the case is."""
    assert (limit(within), limit(within, "zh")) == (en, zh)


def test_a_limit_that_is_off_has_no_value() -> None:
    """Of a slot that is switched off, or not filled yet, only the title is shown; the table of slots says why."""
    assert limit(small_limit, small_limit=OFF) == "by policy: Small ones are fetched"
    text = table(parcel(clocks=[fetch(small_limit)]))
    assert row(text, 2, "fetch")["Limit"].startswith("by policy: Small ones are fetched (always")


def test_what_policy_decides() -> None:
    """A row for each slot: what it takes, what fills it, and the rules that leave it open."""
    text = table(BOUND)
    assert headings(text)[4] == "What policy decides"
    assert tables(text)[3] == [
        ["Slot", "Takes", "Value", "Rules"],
        ["Small ones are fetched small_limit", "an amount of time; the least is the strictest", "switched off", "P-1"],
        ["Large ones are fetched large_limit", "an amount of time; the least is the strictest", "4 hours", ""],
        [
            "It is put on the shelf shelf_limit", "an amount of time; the least is the strictest",
            "1 hour (no manual says so)", "",
        ],
        ["Cards before it goes back cards", "a number from 1 to 9", "3", ""],
        ["The resident signs signed", "yes or no; must be chosen", "yes", ""],
        ["Where it lies place", "one of: Front desk; Locker", "Front desk", ""],
    ]  # fmt: skip


def test_what_policy_decides_in_chinese() -> None:
    """In Chinese every heading, title and word is Chinese; only names stay."""
    text = table(WRITTEN, language="zh")
    assert headings(text)[4] == "由管理规定确定的事项"
    assert tables(text)[3] == [
        ["事项", "取值", "现值", "依据"],
        ["小件取件时限 small_limit", "时限；最小者最严", "由规定确定", "P-1"],
        ["大件取件时限 large_limit", "时限；最小者最严", "由规定确定", ""],
        ["上架时限 shelf_limit", "时限；最小者最严", "1 小时（手册未载明）", ""],
        ["通知次数 cards", "1 至 9 的整数", "2（手册未载明）", ""],
        ["住户签收 signed", "是或否；必须确定", "由规定确定", ""],
        ["存放处 place", "择一：前台；柜", "由规定确定", ""],
    ]


@pytest.mark.parametrize(
    ("policy", "shown"),
    [
        (None, "left to policy"),
        (house_rules(place=OFF), "switched off"),
        (house_rules(place="box"), "Locker"),
    ],
)
def test_open_off_and_filled_are_told_apart(policy: Policy | None, shown: str) -> None:
    """A slot waits for a policy, is switched off, or has a value."""
    text = table(WRITTEN if policy is None else WRITTEN.under(policy))
    assert row(text, 3, "place")["Value"] == shown


def test_a_value_of_ours_that_policy_says_too() -> None:
    """What a policy says is no longer only ours, even where it is the same; `off` of ours is off."""
    assert row(table(WRITTEN.under(house_rules(cards=2))), 3, "cards")["Value"] == "2"
    extra = parcel(slots=[*SLOTS, flag_slot("extra", en="Extra", zh="另", design=False)])
    assert row(table(extra), 3, "extra")["Value"] == "no (no manual says so)"
    off = parcel(slots=[*SLOTS, amount_slot("extra", en="Extra", zh="另", design=OFF)])
    assert row(table(off), 3, "extra")["Value"] == "switched off"


@invariant("P01", en="It is fetched", zh="有人取件", rules=["P-1", "P-2"])
def is_fetched(history: Any) -> Any:
    """Promised."""
    return []


def test_what_must_be_true_of_every_history() -> None:
    """Invariants are listed with what they claim and the rules behind them; without any there is no heading."""
    assert "What must be true of every history" not in headings(table(WRITTEN))
    text = table(parcel(invariants=[is_fetched]))
    assert headings(text)[-1] == "What must be true of every history"
    assert tables(text)[-1] == [["Name", "Claim", "Rules"], ["P01", "It is fetched", "P-1, P-2"]]
    text = table(parcel(invariants=[is_fetched]), language="zh")
    assert headings(text)[-1] == "每份案卷必须成立的事项"
    assert tables(text)[-1] == [["编号", "内容", "依据"], ["P01", "有人取件", "P-1, P-2"]]


def test_a_workflow_that_leaves_nothing_open_has_no_such_table() -> None:
    """Without slots there is no table of them."""
    plain = parcel(slots=[], clocks=[], actions=[one for one in WRITTEN.actions if not one.guards])
    assert len(headings(table(plain))) == 3


def test_titles_are_shown_as_they_are() -> None:
    """Whatever a title holds is shown letter for letter, commands no terminal and breaks no table."""
    nasty = choice_slot("nasty", {"a": (NASTY, NASTY)}, en=NASTY, zh=NASTY, design="a", rules=[NASTY])
    promise = Invariant(NASTY, is_fetched.check, en=NASTY, zh=NASTY, rules=NASTY)
    text = table(parcel(slots=[*SLOTS, nasty], invariants=[promise]).under(house_rules()))
    assert tables(text)[3][-1] == [f"{SHOWN} nasty", f"one of: {SHOWN}", f"{SHOWN} (no manual says so)", SHOWN]
    assert tables(text)[4][-1] == [SHOWN, SHOWN, SHOWN]
    limits = by("size", {"small": amount_slot("nasty", en=NASTY, zh=NASTY, design=hours(1))})
    slots = [*SLOTS, limits.limits["small"]]
    text = table(parcel(slots=slots, clocks=[fetch(limits)], facts=FACTS))
    assert row(text, 2, "fetch")["Limit"].startswith(f"Small: by policy: {SHOWN} (1 hour)")
