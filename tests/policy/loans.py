"""
The key loan with a slot of every sort, and policies for it.
"""

from __future__ import annotations

from typing import Any

from tests.definition.key_loan import key_loan

from propflow import LEAST, MOST, Policy, Workflow, amount_slot, choice_slot, days, flag_slot, number_slot

back = amount_slot("back", en="Brought back", zh="归还时限")
back_urgent = amount_slot("back_urgent", en="Brought back at once", zh="紧急归还时限")
kept = amount_slot("kept", strict=MOST, design=days(30), en="The slip is kept", zh="借条保存期")
deposit = number_slot("deposit", strict=MOST, most=500, en="Deposit", zh="押金")
copies = number_slot("copies", strict=LEAST, most=9, en="Copies", zh="复制件数")
witnesses = number_slot("witnesses", design=1, en="Witnesses", zh="见证人数")
signed = flag_slot("signed", en="The borrower signs", zh="借用人签字")
alone = flag_slot("alone", strict=LEAST, en="One may go alone", zh="可单独前往")
desk = choice_slot(
    "desk", {"front": ("Front desk", "前台"), "gate": ("Gate", "门岗")}, en="Where", zh="领取处", needed=True
)

SLOTS = [back, back_urgent, kept, deposit, copies, witnesses, signed, alone, desk]
FULL = {"back": "1 day", "back_urgent": "2 hours", "deposit": 50, "copies": 1, "signed": True, "alone": False,
        "desk": "front"}  # fmt: skip


def loans(name: str = "key_loan", **parts: object) -> Workflow:
    """The workflow with the slots, or with other parts."""
    return key_loan(workflow={"name": name, "slots": SLOTS, **parts})


def says(name: str, rules: dict[str, tuple[str, ...]] | None = None, /, **values: object) -> Policy:
    """A policy for the key loan."""
    return Policy(name, _of(values), rules=_of(rules or {}))


def _of(given: dict[str, Any]) -> dict[str, Any]:
    return {f"key_loan.{name}": one for name, one in given.items()}
