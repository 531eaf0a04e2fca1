"""Policies put together: what is stricter holds, what nobody can say must be chosen, and all of it is told."""

from __future__ import annotations

from datetime import UTC, datetime

import attrs
import pytest
from tests.policy.loans import FULL, loans, says

from propflow import OFF, Policy
from propflow.errors import DefinitionError
from propflow.policy import Merge, lint, merged
from propflow.policy.merging import Said

LOANS = loans()


def together(*policies: Policy, overlays: tuple[Policy, ...] = ()) -> Merge:
    """The policies merged for the key loan."""
    return merged("site", policies, [LOANS], overlays=overlays)


@pytest.mark.parametrize(
    ("slot", "values", "taken", "why"),
    [
        ("back", ["2 hours", "30 minutes"], "30 minutes", "the shortest holds"),
        ("back", ["1 month", "28 days", "same_day"], "same_day", "the shortest holds"),
        ("kept", ["30 days", "3 months"], "3 months", "the longest holds"),
        ("deposit", [50, 100, 20], 100, "the most holds"),
        ("copies", [2, 1], 1, "the least holds"),
        ("signed", [False, True], True, "yes holds over no"),
        ("alone", [False, True], False, "no holds over yes"),
        ("back", [OFF, "2 hours"], "2 hours", "a value holds over 'off'"),
        ("desk", ["gate", OFF], "gate", "a value holds over 'off'"),
        ("deposit", [OFF, 20, 50], 50, "the most holds"),
    ],
)
def test_of_equals_the_stricter_holds(slot: str, values: list[object], taken: object, why: str) -> None:
    """
    In whatever order they come, the stricter value is taken, and a value over `off`; the decision lists every one.
    """
    policies = [says(f"m{i}", **{slot: value}) for i, value in enumerate(values)]
    for order in (policies, policies[::-1]):
        merge = together(*order)
        (decision,) = merge.decisions
        assert merge.conflicts == ()
        assert merge.policy.values == {f"key_loan.{slot}": taken}
        assert [one.policy for one in decision.said] == [one.name for one in order]
        assert decision.taken == Said(f"m{values.index(taken)}", taken)
        assert decision.say().endswith(f", as {why}.")


@pytest.mark.parametrize(
    ("slot", "values", "why"),
    [
        ("desk", ["front", "gate"], "none of them is the stricter"),
        ("witnesses", [1, 2], "none of them is the stricter"),
        ("back", ["1 month", "30 days"], "which ends first depends on the day"),
        ("back", ["10 minutes", "20 minutes", "same_day"], "which ends first depends on the day"),
        ("deposit", [50, "much"], "the slot is not known, or does not take them"),
        ("colour", ["red", "blue"], "the slot is not known, or does not take them"),
    ],
)
def test_what_nobody_can_decide_is_a_conflict(slot: str, values: list[object], why: str) -> None:
    """
    Without a certain strictest value nothing is taken: the slot stays empty, and there is no policy before a choice.
    """
    merge = together(*[says(f"m{i}", **{slot: value}) for i, value in enumerate(values)])
    (conflict,) = merge.conflicts
    assert conflict.taken is None
    assert why in conflict.say()
    assert [one.value for one in conflict.said] == values
    assert merge.settled.values == {}
    assert merge.decisions == ()
    with pytest.raises(DefinitionError) as refusal:
        _ = merge.policy
    assert refusal.value.faults == (conflict.say(),)


@pytest.mark.parametrize(
    ("slot", "values"),
    [("back", ["1 hour", "60 minutes"]), ("desk", ["gate", "gate"]), ("back", [OFF, OFF]), ("colour", [1, 1])],
)
def test_saying_the_same_is_no_decision(slot: str, values: list[object]) -> None:
    """
    The same value, also in another unit or for an unknown slot, is taken once, with the rules of both.
    """
    rules = {slot: ("K01",)}, {slot: ("K02", "K01")}
    merge = together(says("m0", rules[0], **{slot: values[0]}), says("m1", rules[1], **{slot: values[1]}))
    assert (merge.conflicts, merge.decisions) == ((), ())
    assert merge.policy.values == {f"key_loan.{slot}": values[0]}
    assert merge.policy.rules == {f"key_loan.{slot}": ("K01", "K02")}
    assert merge.say() == "Nothing had to be decided."


def test_the_rules_are_of_those_who_say_what_holds() -> None:
    """
    The rule of a value that does not hold is in the decision, not in the policy.
    """
    merge = together(says("m0", {"back": ("K01",)}, back="1 hour"), says("m1", {"back": ("K02",)}, back="2 hours"))
    assert merge.policy.rules == {"key_loan.back": ("K01",)}
    assert [one.rules for one in merge.decisions[0].said] == [("K01",), ("K02",)]


@pytest.mark.parametrize("value", ["5 hours", OFF, "30 minutes"])
def test_an_overlay_replaces_and_says_so(value: str) -> None:
    """
    What is laid over holds, be it looser, stricter or `off`, and the decision shows what it replaced.
    """
    merge = together(says("m0", back="1 hour"), says("m1", back="2 hours"), overlays=(says("top", back=value),))
    (decision,) = merge.decisions
    assert merge.policy.values == {"key_loan.back": value}
    assert [one.value for one in decision.said] == ["1 hour", "2 hours", value]
    assert decision.say().endswith(f"Taken: {value}, as it is laid over the others.")


def test_an_overlay_chooses_in_a_conflict() -> None:
    """
    A conflict is none once a policy laid over the others says what holds.
    """
    below = says("m0", desk="front"), says("m1", desk="gate")
    merge = together(*below, overlays=(says("top", desk="gate"),))
    assert merge.conflicts == ()
    assert merge.policy.values == {"key_loan.desk": "gate"}
    assert [one.name for one in merge.decisions] == ["key_loan.desk"]


def test_of_two_overlays_the_later_holds() -> None:
    """
    Policies are laid over one another in their order.
    """
    merge = together(overlays=(says("a", back="1 hour"), says("b", back="2 hours")))
    assert merge.policy.values == {"key_loan.back": "2 hours"}
    assert len(merge.decisions) == 1


def test_an_overlay_that_adds_or_agrees_decides_nothing() -> None:
    """
    Filling what nobody filled, and repeating what was said, is no decision.
    """
    merge = together(says("m0", back="1 hour"), overlays=(says("top", back="60 minutes", deposit=20),))
    assert merge.decisions == ()
    assert merge.policy.values == {"key_loan.back": "60 minutes", "key_loan.deposit": 20}


def test_the_result_takes_effect_with_the_latest() -> None:
    """
    It is as late as the latest of its parts, and without any instant if none has one.
    """
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)
    first, second = (attrs.evolve(says(name), effective_from=at) for name, at in (("a", late), ("b", early)))
    assert together(first, says("c"), overlays=(second,)).policy.effective_from == late
    assert together(says("c")).policy.effective_from is None


def test_the_result_bears_the_titles_of_the_one_on_top() -> None:
    """
    A site's titles stay with it; of equals nobody's do.
    """
    top = attrs.evolve(says("top"), en="Riverside Court", zh="滨江苑")
    found = together(says("m0", back="1 hour"), overlays=(says("a"), top)).policy
    assert (found.name, found.en, found.zh) == ("site", "Riverside Court", "滨江苑")
    assert together(top, top).policy.en == ""


def test_a_report_is_said_in_both_languages() -> None:
    """
    Every value with its policy and rules, and why it holds: in English and in Chinese, conflicts first.
    """
    merge = together(
        says("front", {"back": ("K01",)}, back="10 minutes", desk="gate", signed=False),
        says("back_office", {"back": ("K02", "K03")}, back="20 minutes", desk="front", signed=True),
    )
    assert merge.say().splitlines() == [
        "key_loan.desk (Where): front says gate; back_office says front; none of them is the stricter. "
        "Choose one in a policy laid over them.",
        "key_loan.back (Brought back): front says 10 minutes (K01); back_office says 20 minutes (K02, K03). "
        "Taken: 10 minutes, as the shortest holds.",
        "key_loan.signed (The borrower signs): front says false; back_office says true. "
        "Taken: true, as yes holds over no.",
    ]
    assert merge.say("zh").splitlines() == [
        "key_loan.desk（领取处）：front 为 gate；back_office 为 front；各值之间无严宽之分。请在叠加的规定中选定。",
        "key_loan.back（归还时限）：front 为 10 minutes（K01）；back_office 为 20 minutes（K02, K03）。"
        "采用 10 minutes：取最短者。",
        "key_loan.signed（借用人签字）：front 为 false；back_office 为 true。采用 true：“是”优先于“否”。",
    ]


def test_a_merge_is_a_value() -> None:
    """
    The same policies come to an equal result, which binds the workflow.
    """
    merge = together(says("m0", **FULL), says("m1", back="same_day"))
    assert merge == together(says("m0", **FULL), says("m1", back="same_day"))
    assert str(LOANS.under(merge.policy).values["back"]) == "same_day"


def test_what_is_said_of_other_workflows_is_kept_where_they_agree() -> None:
    """Of a workflow that is not given nobody can say which value is stricter: it is no conflict, and never guessed."""
    a = Policy("a", {"visit.greet": True, "visit.by": "noon", "key_loan.back": "2 hours"})
    b = Policy("b", {"visit.greet": True, "visit.by": "six"})
    merge = merged("site", [a, b], [LOANS])
    assert merge.policy.values == {"visit.greet": True, "key_loan.back": "2 hours"}
    over = merged("site", [a, b], [LOANS], overlays=[Policy("own", {"visit.by": "one"})])
    assert over.policy.values["visit.by"] == "one"


def test_a_value_holds_over_a_blank_and_a_vague_word() -> None:
    """What one manual leaves open another may fill; what none fills stays open, and is told with its word."""
    rest = {name: value for name, value in FULL.items() if name not in ("back", "deposit")}
    open_ = attrs.evolve(says("open", **rest), unsaid={"key_loan.back": "及时", "key_loan.deposit": ""})
    filled = together(open_, says("b", back="2 hours"))
    assert filled.policy.values["key_loan.back"] == "2 hours"
    assert filled.policy.unsaid == {"key_loan.deposit": ""}
    back, deposit = lint(together(open_), [LOANS])
    assert "says only '及时' for 'key_loan.back'" in back
    assert "leaves a blank for 'key_loan.deposit'" in deposit
