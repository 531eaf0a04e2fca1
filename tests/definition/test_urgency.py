"""Urgency: a workflow says which value of which fact makes a case urgent, and is refused where it says nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.definition.key_loan import faults, key_loan

from propflow import Urgent, count, last, open_set
from propflow.errors import DefinitionError
from propflow.views.table import table


def test_one_value_need_not_stand_in_a_list() -> None:
    """A single value or rule stands for a list of one."""
    one = Urgent("key", among="roof", rules="D02-02")
    assert one == Urgent("key", among=["roof"], rules=["D02-02"])
    assert (one.among, one.rules) == (frozenset({"roof"}), ("D02-02",))


@pytest.mark.parametrize(
    "make", [lambda: Urgent(1, among="a"), lambda: Urgent("key", among=[1]), lambda: Urgent("key", among=[["a"]])]
)
def test_names_and_values_are_texts(make: Callable[[], Urgent]) -> None:
    """What else a program might put there is refused as soon as the term is made."""
    with pytest.raises(TypeError):
        make()


@pytest.mark.parametrize(
    ("facts", "urgent"), [({"key": "roof"}, True), ({"key": "pump"}, False), ({"key": None}, False), ({}, False)]
)
def test_a_case_is_urgent_while_the_fact_has_the_value(facts: dict[str, Any], urgent: bool) -> None:
    """A fact that is not known makes nothing urgent, and neither does a workflow that does not say what is."""
    assert key_loan(workflow={"urgent": Urgent("key", among="roof")}).is_urgent(facts) is urgent
    assert key_loan().is_urgent(facts) is False


@pytest.mark.parametrize(
    ("urgent", "told"),
    [
        (Urgent("hurry", among="roof"), "A case is urgent by the fact 'hurry', which the workflow does not keep."),
        (
            Urgent("key", among=()),
            "A case is urgent by the fact 'key' but for none of its values; say which in among=.",
        ),
        (Urgent("key", among=["attic", "roof"]), "A case is urgent while 'key' is 'attic', which no form offers."),
        (Urgent("remark", among="roof"), "A case is urgent by the fact 'remark', which is no single choice of a form."),
        (Urgent("times", among="roof"), "A case is urgent by the fact 'times', which is no single choice of a form."),
        (Urgent("keys", among="roof"), "A case is urgent by the fact 'keys', which is no single choice of a form."),
        ("roof", "'roof' stands as what is urgent, but is no Urgent."),
    ],
)
def test_what_could_never_be_urgent(urgent: Any, told: str) -> None:
    """A fact that is not there, no value, a value that nobody can choose, and facts that are no choice are told."""

    more = [
        lambda p: last("remark", of=p.note),
        lambda p: count("times", of=p.note),
        lambda p: open_set("keys", of=p.register, ends=(), field="key"),
    ]
    assert told in faults(workflow={"urgent": urgent, "facts": lambda p: [p.fact, *(one(p) for one in more)]})


def test_every_value_that_no_form_offers_is_told() -> None:
    """Each by itself, and together with whatever else is wrong."""
    with pytest.raises(DefinitionError) as refusal:
        key_loan(workflow={"urgent": Urgent("key", among=["attic", "cellar"]), "en": ""})
    assert len(refusal.value.faults) == 3


def test_it_is_part_of_the_fingerprint() -> None:
    """Whether, by which fact, for which values and by which rule a case is urgent: each shows."""
    terms = [
        None, Urgent("key", among="roof"), Urgent("key", among="pump"), Urgent("key", among=["pump", "roof"]),
        Urgent("key", among="roof", rules="D02-02"),
    ]  # fmt: skip
    assert len({key_loan(workflow={"urgent": one}).fingerprint for one in terms}) == len(terms)
    again = Urgent("key", among=["roof", "pump", "roof"])
    assert key_loan(workflow={"urgent": again}).fingerprint == key_loan(workflow={"urgent": terms[3]}).fingerprint


def test_it_stands_above_the_tables() -> None:
    """Whoever reads the workflow sees what is urgent, by titles, with the rule that says so; else nothing."""
    workflow = key_loan(workflow={"urgent": Urgent("key", among=["roof", "pump"], rules="D02-02")})
    assert "\n\nUrgent, told of at any hour: while Key is Pump room or Roof (D02-02)\n\n" in table(workflow)
    assert "\n\n紧急（随时通知）：钥匙为泵房或天台（D02-02）\n\n" in table(workflow, language="zh")
    assert "Urgent" not in table(key_loan())
