"""Fingerprints: every element of a table shows in the hash, and the lock notices what should not have changed."""

import json
from datetime import UTC, datetime
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
    STAY,
    SYSTEM,
    Action,
    Ladder,
    Link,
    Pause,
    Policy,
    Rung,
    Situation,
    State,
    Verdict,
    Workflow,
    after,
    amount_slot,
    by,
    choice,
    choice_slot,
    clears,
    count,
    days,
    due,
    form,
    guard,
    hours,
    last,
    minutes,
    moment,
    months,
    same_day,
    share,
    strictest,
    text,
    whole,
)
from propflow.definition.fingerprint import description_of, fingerprint_of, lock_entry, lock_faults
from propflow.definition.slots import SlotKind
from propflow.model.calendars import Always
from propflow.model.canonical import canonical, digest

BEFORE = key_loan()


def form_of(**fields: Any) -> type:
    """A form called remark with these fields."""
    made = type("Remark", (), {**fields, "__annotations__": dict.fromkeys(fields, object)})
    return form("remark", en="Remark", zh="备注")(made)


REMARK = {"remark": text(en="Remark", zh="备注")}
BY_ITSELF = {"by": [SYSTEM, receptionist], "form": None}

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
    "taken back": {"clock": {"taken_back_by": lambda p: p.note}},
    "what the system does": {"note": BY_ITSELF, "clock": {"marks": lambda p: [due(tell=key_keeper, does=p.note)]}},
    "the system may do it": {"note": BY_ITSELF},
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


back, desk = amount_slot("back", en="Back", zh="归还时限"), choice_slot("desk", {"a": ("A", "甲")}, en="D", zh="处")


def with_slots(policy: Policy | None = None, within: Any = None, **slots: Any) -> Workflow:
    """The loan with two slots, of which one may be made otherwise, and a limit."""
    made = [attrs.evolve(one, **slots.get(one.name, {})) for one in (back, desk)]
    limit = made[0] if within is back else within or hours(8)
    return key_loan(clock={"within": limit}, workflow={"slots": made, "policy": policy})


def says(name: str, **values: object) -> Policy:
    """A policy for the loan."""
    return Policy(name, {f"key_loan.{slot}": value for slot, value in values.items()})


def limited_by(fact: str) -> Workflow:
    """The loan with a limit that one of two facts chooses."""
    facts = {"facts": lambda p: [p.fact, count("notes", of=p.note)]}
    return key_loan(clock={"within": by(fact, {"roof": hours(8)})}, workflow=facts)


SLOTTED: dict[str, Workflow] = {
    "slots": with_slots(),
    "slot name": with_slots(back={"name": "due_back"}),
    "slot kind": with_slots(desk={"kind": SlotKind.NUMBER}),
    "slot title": with_slots(back={"en": "Return"}),
    "slot's rules": with_slots(back={"rules": "C02-05"}),
    "slot design": with_slots(back={"design": hours(1)}),
    "slot design in days": with_slots(back={"design": days(1)}),
    "slot needed": with_slots(back={"needed": True}),
    "slot strict": with_slots(back={"strict": None}),
    "slot bounds": with_slots(back={"least": 1}),
    "slot bounds above": with_slots(back={"most": 9}),
    "slot options": with_slots(desk={"options": {"a": ("A", "甲"), "b": ("B", "乙")}}),
    "slot option titles": with_slots(desk={"options": {"a": ("A", "子")}}),
    "policy": with_slots(says("site", back="1 hour", desk="a")),
    "policy name": with_slots(says("other", back="1 hour", desk="a")),
    "policy value": with_slots(says("site", back="2 hours", desk="a")),
    "policy value of another unit": with_slots(says("site", back="60 minutes", desk="a")),
    "policy off": with_slots(says("site", back="off", desk="a")),
    "limit by a slot": with_slots(within=back),
    "limit by a fact": with_slots(within=by("key", {"roof": hours(8)})),
    "limit by another value": with_slots(within=by("key", {"pump": hours(8)})),
    "limit by two values": with_slots(within=by("key", {"roof": hours(8), "pump": hours(8)})),
    "limit by one of two facts": limited_by("key"),
    "limit by the other": limited_by("notes"),
    "strictest limit": with_slots(within=strictest(hours(8), days(1))),
    "limit in months": with_slots(within=months(8)),
    "limit until the day ends": with_slots(within=same_day()),
    "fact that ends": key_loan(fact={"ends": lambda p: p.note}),
}


@pytest.mark.parametrize("what", SLOTTED)
def test_slots_limits_and_policy_show(what: str) -> None:
    """Whatever a workflow leaves to policy, and whatever policy makes of it, is part of the fingerprint."""
    others = [one.fingerprint for name, one in SLOTTED.items() if name != what]
    assert SLOTTED[what].fingerprint not in [*others, BEFORE.fingerprint]


@pytest.mark.parametrize(
    "same",
    [
        says("site", back=hours(1), desk="a"),
        Policy("site", {"key_loan.desk": "a", "key_loan.back": "1 hours", "other.x": 5}, en="Site", rules={"x": ("y",)},
               effective_from=datetime(2027, 1, 1, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_what_a_policy_comes_to_shows_and_not_how_it_is_written(same: Policy) -> None:
    """The fingerprint holds the policy's name and the values; who says so and since when decide nothing in a case."""
    assert with_slots(same).fingerprint == SLOTTED["policy"].fingerprint


def test_a_value_of_ours_counts_as_one_that_policy_says() -> None:
    """Whether the policy says what we would have said makes no difference."""
    design = {"design": hours(1)}
    silent, said = says("site", desk="a"), says("site", back="1 hour", desk="a")
    assert with_slots(silent, back=design).fingerprint == with_slots(said, back=design).fingerprint


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


def extended(*by_which: str, until: str) -> Workflow:
    """The loan, extended by one or both of two actions until one of two facts."""
    made = form("longer", en="Longer", zh="延期")(
        type("Longer", (), {"until": moment(en="Until", zh="延至"), "__annotations__": {"until": object}})
    )
    actions = {
        name: Action(name, lent, STAY, en=name, zh=name, by=key_keeper, form=made) for name in ("longer", "again")
    }
    facts = [last(name, of=actions.values(), field="until") for name in ("until", "second")]
    return key_loan(
        clock={"extended_by": [actions[one] for one in by_which], "until": until if by_which else None},
        workflow={"actions": lambda p: [*p.actions, *actions.values()], "facts": lambda p: [p.fact, *facts]},
    )


def test_extensions_show() -> None:
    """Whether a clock is extended, by what, and until which fact is part of the fingerprint."""
    ways = [((), "until"), (("longer",), "until"), (("again",), "until"), (("longer", "again"), "until"),
            (("longer",), "second")]  # fmt: skip
    assert len({extended(*by_which, until=until).fingerprint for by_which, until in ways}) == len(ways)


def test_same_definition_same_fingerprint() -> None:
    """The same definition written anew has the same fingerprint, in this process and in another."""
    assert key_loan().fingerprint == BEFORE.fingerprint
    assert fingerprint_of(BEFORE) == digest(canonical(description_of(BEFORE)))


def test_fingerprint_is_a_fixed_vector() -> None:
    """The fingerprint of this definition never changes: records of it are kept for years."""
    assert BEFORE.fingerprint == "fddd639b3c48bc58e0cc22c64710d7be736797c798c4bb16b99f8079ee9f0cf7"


def test_description_is_json() -> None:
    """The description holds nothing but JSON values."""
    assert json.loads(json.dumps(description_of(BEFORE))) == description_of(BEFORE)


def test_effective_from_is_no_part_of_it() -> None:
    """When a version begins decides nothing in a case that has begun."""
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
