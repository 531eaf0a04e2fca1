"""
N01 to N06 and N23: from the joint application to the permit.
"""

from collections.abc import Iterator
from decimal import Decimal

from propflow.definition.invariants import NOT_APPLICABLE, Breach, History, Judgement, invariant
from propflow.definition.limits import calendar_of
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import acts, value
from propflow.workflows.renovation import slots
from propflow.workflows.renovation.axes import HOT_WORK_FORM, NEEDED
from propflow.workflows.renovation.invariants.reading import (
    LISTED,
    consents,
    deeds,
    family,
    gathered,
    latest,
    latest_number,
    limit_of,
    money_in,
    price_of,
    role,
    says,
)


@invariant(
    "N01", en="Applied for by the owner of the unit together with the one person responsible",
    zh="业主与唯一装修责任人会同申报登记", rules=["B08-06", "B08-08"],
)  # fmt: skip
def applied_for_together(history: History) -> Judgement:
    """Each application: the first one, and every one of a revised plan."""
    found = []
    first = history.records[0]
    if first.action != "register":
        return [Breach(first.number, "it does not begin with an application")]
    if value(first, "identity_checked") is not True:
        found.append(Breach(first.number, "nobody was shown to be the owner of the unit"))
    if value(first, "contractor_lead_id") not in (value(first, "workers") or ()):
        found.append(Breach(first.number, "the person responsible is not on the worker list"))
    for one in acts(history, ["register", "submit_application"]):
        absent = [who for who in ("owner", "lead") if value(one, f"{who}_present") is not True]
        found += [Breach(one.number, f"applied for without the {who}") for who in absent]
    return found


def lacking(history: History, before: int) -> list[str]:
    """Which papers were missing before a record."""
    planned = value(history.records[0], "hot_work_planned")
    papers = gathered(history, "papers", before=before)
    missing = [one for one in (*NEEDED, *([HOT_WORK_FORM] if planned else [])) if one not in papers]
    for one in sorted(gathered(history, "workers", LISTED, before=before)):
        missing += [f"id_copy:{one}"] if one not in gathered(history, "id_copies", LISTED, before) else []
        missing += [f"photos:{one}"] if one not in gathered(history, "photos", LISTED, before) else []
    return missing


@invariant(
    "N02", en="What goes to engineering is complete, and the agreement is signed by all three",
    zh="送审材料齐全且三方已签协议",
    rules=[
        "B08-09", "B08-10", "B08-11", "B08-12", "B08-13", "B08-14", "B08-15", "B08-16", "B08-17", "B08-18", "B08-19",
        "B08-20", "B08-30",
    ],
)  # fmt: skip
def what_is_sent_is_complete(history: History) -> Judgement:
    """Whatever was brought later has only added."""
    sent = acts(history, ["accept_and_send"])
    found = []
    for one in sent:
        found += [Breach(one.number, f"sent without {paper}") for paper in lacking(history, one.number)]
        agreement = latest(history, ["sign_agreement"], one.number)
        signed = 0 if agreement is None else len({each.actor for each in consents(history, agreement)})
        if signed < 3:
            found.append(Breach(one.number, f"the agreement bears {signed} signatures of three"))
        for what in ("grille_uniform", "air_conditioner_uniform"):
            if value(one, what) is not True:
                found.append(Breach(one.number, f"it does not say that the plan is {what.replace('_', ' ')}"))
    return found if sent else NOT_APPLICABLE


@invariant(
    "N03", en="Whoever is sent away for papers is told all of them at once", zh="材料不齐一次性告知", rules=["B08-30"]
)
def everything_missing_is_named(history: History) -> Judgement:
    """Neither one too few nor one too many."""
    returned = acts(history, ["return_incomplete"])
    found = []
    for one in returned:
        missing, named = set(lacking(history, one.number)), set(value(one, "missing") or ())
        if missing != named:
            found.append(Breach(one.number, f"named was not what was missing: {', '.join(sorted(missing ^ named))}"))
    return found if returned else NOT_APPLICABLE


@invariant(
    "N04", en="The permit follows an approval of the revision in force, with the file back",
    zh="发证前现行版次已获批准且材料已返还", rules=["B08-03", "B08-33"],
)  # fmt: skip
def permit_follows_approval(history: History) -> Judgement:
    """By engineering."""
    permits = acts(history, ["open"])
    return [Breach(one.number, what) for one in permits for what in _unapproved(history, one)] or (
        [] if permits else NOT_APPLICABLE
    )


def _unapproved(history: History, permit: Record) -> Iterator[str]:
    approval = latest(history, ["approve"], permit.number)
    if approval is None or role(approval) != "engineering_department":
        yield "engineering never approved it"
        return
    revision = latest(history, ["revise"], permit.number)
    current = 1 if revision is None else value(revision, "revision")
    if value(approval, "revision") != current:
        yield f"approved was revision {value(approval, 'revision')}, in force is {current}"
    if latest_number(history, ["receive_file_back"], permit.number) < approval.number:
        yield "the file had not come back"


@invariant(
    "N05", en="Before the permit every fee is paid to finance, with a receipt for each line",
    zh="发证前各项费用均由财务部收讫并有收据",
    rules=["B08-04", "B08-22", "B08-23", "B08-24", "B08-25", "B08-26", "B08-27", "B08-28"],
)  # fmt: skip
def fees_are_paid(history: History) -> Judgement:
    """Management fee, permits, passes and waste here; the deposit in its own ledger."""
    permits = acts(history, ["open"])
    if not permits:
        return NOT_APPLICABLE
    return [Breach(one.number, what) for one in permits for what in _unpaid(history, one)]


def _unpaid(history: History, permit: Record) -> Iterator[str]:
    ours = latest(history, ["take_contractor_fees"], permit.number)
    owners = latest(history, ["take_owner_fees"], permit.number)
    for what, one in (("the contractor's fees", ours), ("the fee for waste", owners)):
        if one is None:
            yield f"{what} were not paid"
        elif role(one) != "finance_department":
            yield f"{what} were not taken by finance"
    if ours is not None:
        passes, permits = Decimal(value(ours, "passes") or 0), Decimal(value(ours, "permits") or 0)
        lines = {
            "management": ("management_fee", price_of(history, "management_fee_cny")),
            "permit": ("permit_fees", price_of(history, "permit_fee_cny") * permits),
            "pass": ("pass_fees", price_of(history, "pass_fee_cny") * passes),
        }
        for name, (field, needed) in lines.items():
            if money_in(ours, field) != needed or not says(ours, f"{name}_receipt"):
                yield f"the line '{field}' is not {needed:.2f} with a receipt"
    if owners is not None:
        rooms = int(value(history.records[0], "rooms") or 1) if history.policy.get("waste_per") == "room" else 1
        needed = price_of(history, "waste_fee_cny") * rooms
        if money_in(owners, "owner_paid") != needed or not says(owners, "waste_receipt"):
            yield f"the line 'owner_paid' is not {needed:.2f} with a receipt"
    ledgers = family(history, "renovation_deposit").values()
    taken = [one for each in ledgers for one in deeds(each, "open") if one.at <= permit.at]
    if not any(money_in(one, "amount") > 0 and role(one) == "finance_department" for one in taken):
        yield "finance had taken no deposit"


@invariant(
    "N06", en="Engineering's time is counted from the sending, and judged once", zh="审批时限自送审起算且只判定一次",
    rules=["B08-32"],
)  # fmt: skip
def review_is_timed(history: History) -> Judgement:
    """To the end of service on the last working day; approved, rejected and withdrawn all end it."""
    limit = limit_of(history, "review_limit")
    sent = acts(history, ["accept_and_send"])
    if limit is None or not sent:
        return NOT_APPLICABLE
    calendar = calendar_of(slots.office_hours, history.policy, history.calendars)
    found = []
    for one in sent:
        ends = acts(history, ["approve", "reject", "withdraw"], after=one.number)
        if not ends:
            continue
        due = calendar.due(one.at, limit)
        entry = ends[0].changes.get("clocks", {}).get("review")
        verdict = entry.get("verdict") if isinstance(entry, dict) else None
        needed = "on_time" if ends[0].at <= due else "late"
        if verdict != needed:
            found.append(Breach(ends[0].number, f"due {due.isoformat()}, judged '{verdict}' instead of '{needed}'"))
    return found


@invariant("N23", en="One number for a case; revisions are counted", zh="一案一号，修改沿用原号", rules=["B08-08"])
def number_is_drawn_once(history: History) -> Judgement:
    """The number is that of the book; a revision follows the one before."""
    found = [
        Breach(one.number, "a number was drawn" if one.book else "no number was drawn")
        for one in history.records
        if (one.book is None) is (one.number == 1)
    ]
    current = 1
    for one in acts(history, ["revise"]):
        if value(one, "revision") != current + 1:
            found.append(Breach(one.number, f"revision {value(one, 'revision')} follows on {current}"))
        current += 1
    return found
