"""
Reading a renovation and its children: whose journal is whose, and where each stood at an instant.

Cases are held against each other by the instants of their records. Where several records bear one instant, any
order of them may have been the true one.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from propflow.definition.invariants import History
from propflow.model.amounts import Amount
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import acts, value
from propflow.workflows.complaint.invariants.reading import consents as consents
from propflow.workflows.complaint.invariants.reading import latest as latest
from propflow.workflows.complaint.invariants.reading import latest_number as latest_number
from propflow.workflows.complaint.invariants.reading import moment as moment
from propflow.workflows.complaint.invariants.reading import number_of as number_of
from propflow.workflows.complaint.invariants.reading import persons as persons
from propflow.workflows.complaint.invariants.reading import related as related
from propflow.workflows.complaint.invariants.reading import role as role
from propflow.workflows.complaint.invariants.reading import says as says
from propflow.workflows.complaint.invariants.reading import still_open as still_open

SITE_ZONE = ZoneInfo("Asia/Shanghai")

APPLIED = ("register", "submit_application", "supplement")
LISTED = (*APPLIED, "add_workers")
PASSED = ("pass_first_inspection", "pass_rectification_check")
SERVED = (
    "find_violation", "note_violation", "fail_first_inspection", "fail_rectification_check", "defect_in_observation",
    "order_rectification",
)  # fmt: skip
SETTLED = (
    "accept_rectification", "accept_rectification_late", "clear_violation", "resume", "pass_rectification_check",
)  # fmt: skip
CLOSINGS = ("close", "settle_against_deposit", "abandon")
SETTLEMENTS = ("settle_against_deposit", "abandon")

Journal = Sequence[Record]


def family(history: History, workflow: str) -> dict[str, Journal]:
    """The journals of the linked cases that follow a workflow, by id."""
    return {id_: each for id_, each in history.linked.items() if each and each[0].workflow.startswith(f"{workflow}@")}


def deeds(journal: Journal, *names: str) -> list[Record]:
    """The acts of these names in a journal, in order; all acts, if none is named."""
    return [one for one in journal if one.kind == "act" and (not names or one.action in names)]


def states_at(journal: Journal, at: datetime) -> set[str]:
    """Every state in which a case may have been at an instant; empty before it was registered."""
    before = [one.state_to for one in journal if one.at < at]
    return {*before[-1:], *(one.state_to for one in journal if one.at == at)}


def gathered(history: History, field: str, names: Sequence[str] = APPLIED, before: int = 10**9) -> set[str]:
    """All that lists of this field have named, before a record."""
    found: set[str] = set()
    for one in acts(history, names, before=before):
        found |= {str(each) for each in value(one, field) or ()}
    return found


def money_in(record: Record, field: str) -> Decimal:
    """A sum of money in a record's form; 0 if none stands there."""
    found = value(record, field)
    return Decimal(str(found)) if found is not None else Decimal(0)


def price_of(history: History, slot: str) -> Decimal:
    """A price of the policy; 0 where it is switched off."""
    found = number_of(history, slot)
    return Decimal(found or 0)


def limit_of(history: History, slot: str) -> Amount | None:
    """An amount of time of the policy; None where it is switched off."""
    found = history.policy.get(slot)
    return found if isinstance(found, Amount) else None


def day_of(at: datetime) -> date:
    """The calendar day of an instant, where the site lies."""
    return at.astimezone(SITE_ZONE).date()
