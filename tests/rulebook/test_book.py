"""The rulebook holds every rule of the manuals once, and says which is meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from propflow.adapters.builtin import Workflows
from propflow.coverage import elements
from propflow.errors import UnknownName
from propflow.policy import built_in, load
from propflow.rulebook import areas, book, rule, rules

FOUND = Path(__file__).with_name("terms.json")
"""Which terms stand in the manuals themselves; written by `python -m docs.rulebook --sources`."""

KINDS = {
    "action", "calendar", "channel", "classification", "conduct", "confidentiality", "deadline", "definition",
    "escalation", "fee", "form_field", "guard", "notification", "numbering", "priority", "record", "retention", "role",
    "sign_off", "state", "statistic", "survey",
}  # fmt: skip


def test_every_rule_stands_in_it_once() -> None:
    """1,426 rules, 1,221 of them enforceable, in the order of their ids."""
    every = rules()
    assert (len(every), sum(one.enforceable for one in every)) == (1426, 1221)
    assert [one.id for one in every] == sorted({one.id for one in every})
    assert {one.kind for one in every} == KINDS
    assert all(one.statement and one.source and one.section for one in every)


def test_a_rule_says_what_it_says() -> None:
    """Its figures are values, its words are those of the source."""
    found = rule("C04-22")
    assert (found.area, found.kind, found.enforceable) == ("complaint", "deadline", True)
    assert found.params == {"dispatch_minutes": 10}
    assert found.terms == ("10分钟", "被投诉部门")
    assert found.conflicts == ("B11-07", "B11-10", "D02-09")


def test_what_was_mended_stands_in_it() -> None:
    """A term that was not in the source has been replaced by what is there."""
    assert rule("C04-32").terms == ("电话通知", "上门告之")


def test_conflicts_are_between_rules_that_there_are() -> None:
    """Nothing contradicts a rule that nobody could look up, and nothing contradicts itself."""
    for one in rules():
        assert not set(one.conflicts) - set(book())
        assert one.id not in one.conflicts


def test_areas_part_the_book() -> None:
    """Each rule is in one area, and there are no others."""
    assert sum(len(rules(one)) for one in areas()) == len(rules())
    assert len(rules("complaint")) == 345


@pytest.mark.parametrize(("given", "meant"), [("C04-222", "C04-22"), ("c04-22", "C04-22"), ("Z99-99", None), (7, None)])
def test_an_unknown_rule_is_answered_with_what_is_meant(given: object, meant: str | None) -> None:
    """Typos, wrong types and what never was: a typed error, with suggestions where there are any."""
    with pytest.raises(UnknownName) as fault:
        rule(given)  # type: ignore[arg-type]
    assert meant is None or meant in fault.value.meant


def test_an_unknown_area_is_answered_with_those_there_are() -> None:
    """Asking for an area that there is not is no empty answer."""
    with pytest.raises(UnknownName) as fault:
        rules("complaints")
    assert "complaint" in fault.value.meant


def test_what_we_cite_stands_in_the_manuals() -> None:
    """Of each rule that a workflow or a policy of ours cites, all terms were looked up, and one at least was found."""
    found = json.loads(FOUND.read_text(encoding="utf-8"))
    policies = [load(name) for name in built_in()]
    cited = {id_ for one in Workflows().propflow_workflows() for each in elements(one, policies) for id_ in each.rules}
    assert len(cited) > 200
    missing = [id_ for id_ in sorted(cited) if not found[id_] or not set(found[id_]) <= set(rule(id_).terms)]
    assert missing == []
