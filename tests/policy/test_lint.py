"""What is wrong with a policy is found before anything is bound to it."""

from __future__ import annotations

import pytest
from tests.policy.loans import FULL, back, back_urgent, kept, loans, says

from propflow import OFF, Policy
from propflow.policy import lint, merged

LOANS = loans()


def test_a_full_policy_has_no_faults() -> None:
    """
    A policy that fills every slot as it should is fine; slots with a value of ours need none.
    """
    assert lint(says("site", **FULL), [LOANS]) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"bakc": "1 day"}, "'key_loan.bakc', which is no slot (did you mean 'back'?)"),
        ({"back": "soon"}, "'key_loan.back' with 'soon'"),
        ({"deposit": 501}, "a whole number from 0 to 500"),
        ({"deposit": True}, "a whole number from 0 to 500"),
        ({"signed": 1}, "it is true or false"),
        ({"desk": "gaet"}, "(did you mean 'gate'?)"),
        ({"desk": OFF}, "may not switch 'key_loan.desk' (Where) off"),
    ],
)
def test_one_fault_is_found_and_nothing_beside_it(changes: dict[str, object], words: str) -> None:
    """
    Unknown slots, values out of range or of the wrong type, and `off` where it may not be.
    """
    (fault,) = lint(says("site", **{**FULL, **changes}), [LOANS])
    assert words in fault


def test_silence_is_told_slot_by_slot() -> None:
    """
    Each slot that nothing fills is one sentence; `off` is no silence.
    """
    found = lint(says("site", desk="gate", back=OFF), [LOANS])
    assert len(found) == 5
    assert "is silent on 'key_loan.back_urgent' (Brought back at once); give it a value, or say 'off'" in found[0]


def test_all_faults_of_several_workflows_are_told_once() -> None:
    """
    Two versions of a workflow tell the same fault once. Another workflow of which nothing is said is one sentence, if
    it owes slots of which we have no value of our own.
    """
    policy = says("site", **{**FULL, "back": "soon"})
    unsaid = [loans("book_loan", slots=[back]), loans("walk", slots=[]), loans("drawer", slots=[kept])]
    found = lint(policy, [LOANS, loans(version=2), *unsaid])
    assert found == [
        *lint(policy, [LOANS]),
        "Policy 'site' says nothing for the workflow 'book_loan'.",
    ]
    assert len(found) == 2


def test_names_of_no_workflow_are_told() -> None:
    """
    A misspelt workflow is told once, with what is meant; a name without a workflow and a rule without a value, too.
    """
    full = says("site", **FULL).values
    policy = Policy("site", {**full, "key_laon.back": "1 day", "key_laon.deposit": 1, "back": "1 day", "zoo.x": 1},
                    rules={"key_loan.kept": ("K01",)})  # fmt: skip
    assert lint(policy, [LOANS], known=[]) == [
        "Policy 'site' fills 'back', which names no workflow; write it as 'complaint.back'.",
        "Policy 'site' speaks of the workflow 'key_laon', which is not here (did you mean 'key_loan'?).",
        "Policy 'site' speaks of the workflow 'zoo', which is not here (there are: key_loan).",
        "Policy 'site' names rules for 'key_loan.kept', which it does not fill.",
    ]


def test_without_a_list_only_slips_are_told() -> None:
    """
    A manual speaks of more than the workflows at hand: only a name that looks like one of theirs is a fault.
    """
    policy = Policy("site", {**says("site", **FULL).values, "key_laon.back": "1 day", "zoo.x": 1})
    assert lint(policy, [LOANS]) == [
        "Policy 'site' speaks of the workflow 'key_laon', which is not here (did you mean 'key_loan'?)."
    ]


def test_a_policy_may_speak_of_further_workflows() -> None:
    """
    Those known by name are not looked into, but are no strangers; they help to tell what a misspelt one may mean.
    """
    policy = Policy("site", {**says("site", **FULL).values, "visit.greet": True, "vist.greet": True})
    (fault,) = lint(policy, [LOANS], known=["visit"])
    assert "the workflow 'vist', which is not here (did you mean 'visit'?)" in fault


def test_conflicts_of_a_merge_are_faults_and_no_silence() -> None:
    """
    What must be chosen is told as a conflict and not again as a slot that nothing fills.
    """
    merge = merged("site", [says("a", **FULL), says("b", desk="gate")], [LOANS])
    (fault,) = lint(merge, [LOANS])
    assert fault == merge.conflicts[0].say()
    three = merged("site", [says("o", desk=OFF), says("a", **FULL), says("b", desk="gate")], [LOANS])
    assert lint(three, [LOANS]) == [three.conflicts[0].say()]


@pytest.mark.parametrize(
    ("urgent", "ordinary", "looser"),
    [
        ("2 hours", "1 hour", True),
        ("1 hour", "60 minutes", False),
        ("2 days", "1 day", True),
        ("31 days", "1 month", True),
        ("1 month", "30 days", False),
        (OFF, "1 day", True),
        (OFF, OFF, False),
        ("1 hour", OFF, False),
        ("soon", "1 day", False),
    ],
)
def test_urgent_may_not_be_looser_than_ordinary(urgent: str, ordinary: str, looser: bool) -> None:
    """
    It is found where it is never stricter and at times looser, and where it alone is off; what cannot be compared is
    let be.
    """
    policy = says("site", **{**FULL, "back_urgent": urgent, "back": ordinary})
    every = lint(policy, [LOANS, loans("other", slots=[])], no_looser_than=iter([(back_urgent, back)]))
    found = [one for one in every if "looser" in one]
    assert len(found) == looser
    if looser:
        assert found[0] == (
            f"Policy 'site': 'key_loan.back_urgent' (Brought back at once), {urgent}, is looser than "
            f"'key_loan.back' (Brought back), {ordinary}; what is urgent is bound no less."
        )


def test_a_design_value_counts_in_the_comparison() -> None:
    """
    Where the policy is silent, the value that holds is compared.
    """
    (fault,) = lint(says("site", **{**FULL, "back": "2 months"}), [LOANS], no_looser_than=[(kept, back)])
    assert "'key_loan.kept' (The slip is kept), 30 days, is looser than" in fault
    assert lint(says("site", **FULL), [LOANS], no_looser_than=[(kept, back)]) == []


def test_a_pair_counts_where_both_slots_belong_to_the_workflow() -> None:
    """
    A pair of which the workflow lacks one is let be; two slots are enough.
    """
    policy = says("site", back_urgent="2 days", back="1 day")
    (fault,) = lint(policy, [loans(slots=[back_urgent])], no_looser_than=[(back_urgent, back)])
    assert "is no slot" in fault
    (fault,) = lint(policy, [loans(slots=[back_urgent, back])], no_looser_than=[(back_urgent, back)])
    assert "is looser than" in fault
