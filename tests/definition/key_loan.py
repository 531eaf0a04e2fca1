"""
A small sound workflow, and ways of spoiling it: somebody borrows a key and brings it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from propflow import (
    ACTIVE,
    CLOSE,
    ENTRY,
    FINAL,
    OPEN,
    PASSES,
    REGISTER,
    START,
    STAY,
    Action,
    Clock,
    Relation,
    Role,
    SignOff,
    Situation,
    State,
    Verdict,
    Workflow,
    choice,
    due,
    form,
    guard,
    hours,
    last,
    sets,
    text,
)
from propflow.errors import DefinitionError

receptionist = Role("receptionist", en="Receptionist", zh="前台")
key_keeper = Role("key_keeper", en="Key keeper", zh="钥匙管理员")
borrower = Relation("borrower", en="Borrower", zh="借用人")

asked = State("asked", ENTRY, en="Asked for", zh="已申请")
lent = State("lent", ACTIVE, en="Lent", zh="已借出")
returned = State("returned", FINAL, en="Returned", zh="已归还")


@form("request", en="Request", zh="申请")
class Request:
    """Who wants which key."""

    key: str = choice({"roof": ("Roof", "天台"), "pump": ("Pump room", "泵房")}, en="Key", zh="钥匙")
    borrower: str = text(en="Id of the borrower", zh="借用人编号")
    phone: str | None = text(en="Telephone", zh="电话", default=None, confidential=True)


@form("remark", en="Remark", zh="备注")
class Remark:
    """What is to be remembered."""

    remark: str = text(en="Remark", zh="备注")


@guard(en="The key is there", zh="钥匙在库")
def key_is_there(s: Situation) -> Verdict:
    """A key can be lent once at a time."""
    return PASSES


def key_loan(**spoilt: Any) -> Workflow:
    """
    The workflow, with some of its parts made otherwise.

    Args:
        spoilt: By the part's name (`register`, `open`, `note`, `close`, `consent`,
            `clock`, `fact`, `workflow`), arguments in place of those it has. An
            argument may be a function of the parts made so far.
    """
    made = SimpleNamespace(states=[asked, lent, returned], actions=[], clocks=[], facts=[])

    def build(part: str, kind: Any, **arguments: Any) -> Any:
        changes: Mapping[str, Any] = spoilt.pop(part, {})
        arguments.update({name: one(made) if _late(one) else one for name, one in changes.items()})
        found = kind(**arguments)
        setattr(made, part, found)
        return found

    made.actions = [
        build("register", Action, name="register", sources=START, target=asked, en="Register", zh="登记",
              by=[receptionist], form=Request, sets=[sets(borrower, "borrower")], milestone=REGISTER),
        build("open", Action, name="open", sources=asked, target=lent, en="Lend", zh="借出",
              by=[receptionist], guards=[key_is_there], milestone=OPEN),
        build("note", Action, name="note", sources=[asked, lent], target=STAY, en="Note", zh="备注",
              by=[receptionist, borrower], form=Remark),
    ]  # fmt: skip
    consent = build("consent", SignOff, name="consent", en="Consent of the keeper", zh="管理员同意", by=[key_keeper])
    close = build("close", Action, name="close", sources=[asked, lent], target=returned, en="Take back", zh="收回",
                  by=[key_keeper], sign_offs=[consent], milestone=CLOSE)  # fmt: skip
    made.actions.append(close)
    made.clocks = [
        build("clock", Clock, name="bring_back", en="The key is brought back", zh="归还时限",
              starts=made.open, stops=close, within=hours(8), marks=[due(tell=key_keeper)]),
    ]  # fmt: skip
    made.facts = [build("fact", last, name="key", of=made.register, en="Key", zh="钥匙")]
    found: Workflow = build("workflow", Workflow, name="key_loan", en="Key loan", zh="钥匙借用", states=made.states,
                            actions=made.actions, clocks=made.clocks, facts=made.facts)  # fmt: skip
    assert not spoilt, f"no such part: {spoilt}"
    return found


def faults(**spoilt: Any) -> list[str]:
    """What is found when the workflow is spoilt like this; fails if nothing is."""
    with pytest.raises(DefinitionError) as refusal:
        key_loan(**spoilt)
    return list(refusal.value.faults)


def _late(argument: object) -> bool:
    return getattr(argument, "__name__", "") == "<lambda>"
