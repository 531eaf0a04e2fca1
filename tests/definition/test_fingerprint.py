"""Fingerprints: every element of a table shows in the hash, and the lock notices what should not have changed."""

import json
from typing import Any

import attrs
import pytest
from tests.definition.key_loan import (
    asked,
    borrower,
    key_is_there,
    key_keeper,
    key_loan,
    lent,
    receptionist,
    returned,
)

from propflow import (
    ACTIVE,
    CLOSE,
    DUPLICATE,
    IGNORE,
    PASSES,
    Action,
    Ladder,
    Link,
    Pause,
    Rung,
    Situation,
    State,
    Verdict,
    after,
    choice,
    clears,
    count,
    days,
    due,
    form,
    guard,
    hours,
    minutes,
    share,
    text,
    whole,
)
from propflow.definition.fingerprint import description_of, fingerprint_of, lock_entry, lock_faults
from propflow.model.calendars import Always
from propflow.model.canonical import canonical, digest

BEFORE = key_loan()


def form_of(**fields: Any) -> type:
    """A form called remark with these fields."""
    made = type("Remark", (), {**fields, "__annotations__": dict.fromkeys(fields, object)})
    return form("remark", en="Remark", zh="备注")(made)


REMARK = {"remark": text(en="Remark", zh="备注")}

CHANGES: dict[str, dict[str, Any]] = {
    "workflow name": {"workflow": {"name": "key_lending"}},
    "version": {"workflow": {"version": 2}},
    "book": {"workflow": {"book": "KEY"}},
    "title": {"workflow": {"en": "Keys"}},
    "Chinese title": {"workflow": {"zh": "钥匙"}},
    "readers": {"workflow": {"readers": [key_keeper]}},
    "tolerance": {"workflow": {"tolerance": hours(1)}},
    "rules": {"workflow": {"rules": ["C01-01"]}},
    "one more state": {
        "workflow": {
            "states": [asked, lent, State("kept", ACTIVE, en="Kept", zh="留存"), returned],
            "actions": lambda p: [
                *p.actions,
                Action("keep", lent, State("kept", ACTIVE, en="Kept", zh="留存"), en="Keep", zh="留存", by=key_keeper),
                Action("end", State("kept", ACTIVE, en="Kept", zh="留存"), lent, en="End", zh="止", by=key_keeper),
            ],
        }
    },
    "order of the states": {"workflow": {"states": [lent, asked, returned]}},
    "action name": {"note": {"name": "jot"}},
    "action title": {"note": {"zh": "记"}},
    "source": {"note": {"sources": lent}},
    "target": {"note": {"sources": lent, "target": lent}},
    "who may": {"note": {"by": receptionist}},
    "guard left out": {"open": {"guards": []}},
    "guard revision": {"open": {"guards": attrs.evolve(key_is_there, revision=2)}},
    "guard title": {"open": {"guards": attrs.evolve(key_is_there, en="The key hangs there")}},
    "guard's rules": {"open": {"guards": attrs.evolve(key_is_there, rules=["C02-01"])}},
    "guard asks for the form": {"open": {"guards": attrs.evolve(key_is_there, form_needed=True)}},
    "not_by": {"close": {"not_by": lambda p: p.open}},
    "not_by a relation": {"close": {"not_by": borrower}},
    "sets": {"open": {"sets": clears(borrower)}},
    "link": {"note": {"link": Link(DUPLICATE, "remark")}},
    "waits for children": {"close": {"waits_for_children": True}},
    "milestone": {"note": {"milestone": CLOSE}},
    "tell": {"close": {"tell": receptionist}},
    "expect": {"note": {"expect": True}},
    "action's rules": {"note": {"rules": "C02-02"}},
    "form left out": {"note": {"form": None}},
    "form revision": {"note": {"form": form("remark", revision=2, en="Remark", zh="备注")(type("R", (), REMARK))}},
    "field": {"note": {"form": form_of(remark=text(en="Remark", zh="备注"), page=whole(en="Page", zh="页"))}},
    "field length": {"note": {"form": form_of(remark=text(en="Remark", zh="备注", most=10))}},
    "field default": {"note": {"form": form_of(remark=text(en="Remark", zh="备注", default="none"))}},
    "field default none": {"note": {"form": form_of(remark=text(en="Remark", zh="备注", default=None))}},
    "field title": {"note": {"form": form_of(remark=text(en="Note", zh="备注"))}},
    "field confidential": {"note": {"form": form_of(remark=text(en="Remark", zh="备注", confidential=True))}},
    "choice": {"note": {"form": form_of(remark=choice({"a": ("A", "甲")}, en="Remark", zh="备注"))}},
    "sign-off left out": {"close": {"sign_offs": [], "expect": True}},
    "sign-off name": {"consent": {"name": "approval"}},
    "who signs": {"consent": {"by": [key_keeper, receptionist]}},
    "signatures needed": {"consent": {"needed": 2}},
    "who may not sign": {"consent": {"not_by": lambda p: p.open}},
    "proposer may sign": {"consent": {"proposer_may": True}},
    "signature in person": {"consent": {"delegable": False}},
    "what is signed": {"consent": {"over": "key"}},
    "sign-off title": {"consent": {"en": "Consent"}},
    "sign-off's rules": {"consent": {"rules": "C02-03"}},
    "clock name": {"clock": {"name": "give_back"}},
    "limit": {"clock": {"within": hours(9)}},
    "limit in another unit": {"clock": {"within": minutes(8)}},
    "start": {"clock": {"starts": lambda p: [p.open, p.note]}},
    "stop": {"clock": {"stops": lambda p: [p.close, p.note]}},
    "void": {"clock": {"void_on": lambda p: p.note}},
    "zone": {"clock": {"calendar": Always("Europe/Paris")}},
    "calendar": {"clock": {"calendar": Always("Asia/Shanghai", name="office")}},
    "pause": {"clock": {"pauses": [Pause(asked)]}},
    "pause by a fact": {"clock": {"pauses": [Pause(asked, fact="key", among="roof")]}},
    "mark": {"clock": {"marks": [share(75, tell=key_keeper)]}},
    "mark's instant": {"clock": {"marks": [after(hours(1), tell=key_keeper)]}},
    "who is told": {"clock": {"marks": [due(tell=receptionist)]}},
    "ladder": {"clock": {"marks": [due(escalate=Ladder("up", [Rung(key_keeper)]))]}},
    "reopening": {"clock": {"on_reopen": IGNORE}},
    "clock title": {"clock": {"en": "Back"}},
    "clock's rules": {"clock": {"rules": "C02-04"}},
    "fact name": {"fact": {"name": "which", "field": "key"}},
    "fact field": {"fact": {"field": "borrower"}},
    "fact's actions": {"workflow": {"facts": lambda p: [count("key", of=p.note, en="Key", zh="钥匙")]}},
    "fact title": {"fact": {"en": "Which key"}},
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_element_shows(what: str) -> None:
    """Whatever is changed in the definition, the fingerprint is another."""
    assert key_loan(**CHANGES[what]).fingerprint != BEFORE.fingerprint


def test_every_change_gives_another_fingerprint() -> None:
    """No two different changes give the same fingerprint."""
    found = {key_loan(**change).fingerprint for change in CHANGES.values()}
    assert len(found) == len(CHANGES)


LADDERS = {
    "name": Ladder("down", [Rung(receptionist), Rung(key_keeper, hours(1))]),
    "role": Ladder("up", [Rung(key_keeper), Rung(key_keeper, hours(1))]),
    "wait": Ladder("up", [Rung(receptionist), Rung(key_keeper, hours(2))]),
    "rungs": Ladder("up", [Rung(receptionist)]),
}


@pytest.mark.parametrize("what", LADDERS)
def test_ladders_show(what: str) -> None:
    """The ladder's name, its rungs, their roles and their distances are part of the fingerprint."""
    up = Ladder("up", [Rung(receptionist), Rung(key_keeper, hours(1))])
    before = key_loan(clock={"marks": [due(escalate=up)]})
    assert key_loan(clock={"marks": [due(escalate=LADDERS[what])]}).fingerprint != before.fingerprint
    acknowledged = key_loan(clock={"marks": lambda p: [due(escalate=Ladder("up", up.rungs, stops_on=p.note))]})
    assert acknowledged.fingerprint != before.fingerprint


def test_same_definition_same_fingerprint() -> None:
    """The same definition written anew has the same fingerprint, in this process and in another."""
    assert key_loan().fingerprint == BEFORE.fingerprint
    assert fingerprint_of(BEFORE) == digest(canonical(description_of(BEFORE)))


def test_fingerprint_is_a_fixed_vector() -> None:
    """The fingerprint of this definition never changes: records of it are kept for years."""
    assert BEFORE.fingerprint == "3051558105fe0f6c960e37ba7d7f988b1be7ef7e425d3f5c0c36e64dd37fa3ed"


def test_description_is_json() -> None:
    """The description holds nothing but JSON values."""
    assert json.loads(json.dumps(description_of(BEFORE))) == description_of(BEFORE)


def test_effective_from_is_no_part_of_it() -> None:
    """When a version begins decides nothing in a case that has begun."""
    from datetime import UTC, datetime

    later = key_loan(workflow={"effective_from": datetime(2027, 1, 1, tzinfo=UTC)})
    assert later.fingerprint == BEFORE.fingerprint


# --- the lock --------------------------------------------------------------------------------


def strict() -> Any:
    """Another condition under the name and revision of the old one."""

    @guard(en="The key is there", zh="钥匙在库")
    def key_is_there(s: Situation) -> Verdict:
        if s.case is None:
            return PASSES
        return PASSES

    return key_is_there


def locked() -> Any:
    """The lock as it is read back from its file."""
    return json.loads(json.dumps(lock_entry(BEFORE)))


def test_nothing_has_changed() -> None:
    """A workflow that is as it was locked has no faults."""
    assert lock_faults(key_loan(), locked()) == []


def test_changed_body_under_the_same_revision() -> None:
    """A guard with another body under the same revision is noticed, though the fingerprint is the same."""
    changed = key_loan(open={"guards": strict()})
    assert changed.fingerprint == BEFORE.fingerprint
    assert lock_faults(changed, locked()) == [
        "Guard 'key_is_there' of 'key_loan' version 1 has another body under the same revision 1; "
        "raise the revision, and the workflow's version if cases are running."
    ]


def test_changed_body_under_a_new_revision() -> None:
    """A raised revision is a change of the definition, which the lock must be told of."""
    changed = key_loan(open={"guards": attrs.evolve(strict(), revision=2)})
    assert lock_faults(changed, locked()) == [
        "'key_loan' version 1 has changed since the lock was written; raise its version, or write the lock anew."
    ]


def test_changed_table() -> None:
    """A changed table under the same version is noticed."""
    (only,) = lock_faults(key_loan(clock={"within": days(1)}), locked())
    assert only.startswith("'key_loan' version 1 has changed since the lock was written")


def test_not_locked_yet() -> None:
    """A version that the lock does not know is named."""
    assert lock_faults(key_loan(workflow={"version": 2}), None) == [
        "'key_loan' version 2 is not in the lock; write the lock anew."
    ]
