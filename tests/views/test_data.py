"""Data: a workflow as JSON for other programs."""

import json

from examples.it_incident import it_incident
from tests.definition.key_loan import key_loan

from propflow.model.canonical import canonical, checked
from propflow.views.data import description, summary


def test_summary_keeps_its_contract() -> None:
    """The keys that outside checks read are there, with names as text."""
    assert summary(key_loan()) == {
        "name": "key_loan",
        "version": 1,
        "title": "Key loan",
        "titles_zh": {
            "workflow": "钥匙借用",
            "states": {"asked": "已申请", "lent": "已借出", "returned": "已归还"},
            "actions": {"register": "登记", "open": "借出", "note": "备注", "close": "收回"},
            "clocks": {"bring_back": "归还时限"},
        },
        "states": ["asked", "lent", "returned"],
        "actions": ["register", "open", "note", "close"],
        "clocks": ["bring_back"],
        "final_states": ["returned"],
    }


def test_description_is_the_whole_definition() -> None:
    """Every state, action, clock and fact stands in it, with the fingerprint that it has."""
    found = description(it_incident)
    assert found["fingerprint"] == it_incident.fingerprint
    assert found["key"] == it_incident.key
    for kind, each in (
        ("states", it_incident.states),
        ("actions", it_incident.actions),
        ("clocks", it_incident.clocks),
    ):
        listed = found[kind]
        assert isinstance(listed, list)
        assert [one["name"] for one in listed if isinstance(one, dict)] == [one.name for one in each]
    assert found["final_states"] == ["archived", "cancelled"]


def test_both_are_json_values() -> None:
    """What is given out can be written as JSON and read back the same, and could even stand in a record."""
    for found in (description(it_incident), summary(it_incident)):
        assert json.loads(json.dumps(found)) == found == checked(found)
        assert canonical(found)
