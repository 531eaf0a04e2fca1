"""
V10 to V19: on what conditions work begins, waits, goes outside, or is put off.
"""

from collections.abc import Iterator
from decimal import Decimal

from propflow.definition.invariants import NOT_APPLICABLE, Breach, History, Judgement, invariant
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import acts, consents, latest, moves, persons, role, says, value
from propflow.workflows.repair.invariants.families import (
    CONSENTS,
    DEFERRALS,
    DONE,
    ENTRIES,
    MEASURES,
    ORDERS,
    QUOTES,
    ROUNDS,
    SENT,
    TABLE,
)
from propflow.workflows.repair.invariants.reckoning import known

URGENT_WAITS = ("waiting_part", "waiting_external", "deferred_with_plan", "awaiting_consent")


@invariant(
    "V10", en="No work before a visit", zh="先到场后施工", rules=["A13-14", "A13-17"],
)  # fmt: skip
def no_work_before_a_visit(history: History) -> Judgement:
    """Whoever is at work was sent before, and has been on site, in the same case."""
    begun = [one for one in moves(history) if one.state_to == "in_progress"]
    if not begun:
        return NOT_APPLICABLE
    first = begun[0]
    passed = {one.state_to for one in history.records if one.number < first.number}
    return [
        Breach(first.number, f"work began though the case had not been '{state}'")
        for state in ("dispatched", "on_site")
        if state not in passed
    ]


@invariant(
    "V11", en="What is charged was agreed to, by whoever pays, before it was done", zh="收费须付费方事先同意",
    rules=["A13-17", "A13-31", "C11-08"],
)  # fmt: skip
def what_is_charged_was_agreed(history: History) -> Judgement:
    """The consent is to the version that was quoted to that payer, since the case was last opened."""
    charged = [one for one in acts(history, ["close"]) if _amount(one, "charge") > 0]
    if not charged:
        return NOT_APPLICABLE
    found = []
    for one in charged:
        since = max((each.number for each in acts(history, ["reopen"], before=one.number)), default=0)
        given = acts(history, ["record_consent"], since, one.number)
        done = latest(history, DONE, one.number)
        early = [each for each in given if done is None or each.number < done.number]
        if not early:
            found.append(Breach(one.number, "something is charged to which nobody had agreed before it was done"))
            continue
        if _amount(one, "charge") > _amount(early[-1], "agreed_charge"):
            found.append(Breach(one.number, "more is charged than was agreed to"))
        quote = latest(history, QUOTES, early[-1].number)
        if quote is None or value(quote, "payer") != value(early[-1], "consenter"):
            found.append(Breach(early[-1].number, "consent was given by somebody else than the payer of the quote"))
    return found


def _amount(record: Record, field: str) -> Decimal:
    found = value(record, field)
    return Decimal(str(found)) if found else Decimal(0)


@invariant(
    "V12", en="A change of plan or price is a new version, and agreed to before it is done",
    zh="方案或价格变更须有新版本并再次同意", rules=["A13-26", "A13-31"],
)  # fmt: skip
def a_change_is_a_new_version(history: History) -> Judgement:
    """Versions count up; consent names the last one; after a quote nothing is done before it was answered."""
    quotes = acts(history, QUOTES)
    if not quotes:
        return NOT_APPLICABLE
    found = []
    for place, one in enumerate(quotes, start=1):
        if value(one, "plan_version") != place:
            found.append(Breach(one.number, f"the quote is version {value(one, 'plan_version')} and not {place}"))
    for one in acts(history, CONSENTS):
        quote = latest(history, QUOTES, one.number)
        if quote is None or value(one, "plan_version") != value(quote, "plan_version"):
            found.append(Breach(one.number, "consent was given to another version than the one quoted last"))
        elif _amount(one, "agreed_charge") > _amount(quote, "cost"):
            found.append(Breach(one.number, "more was agreed to than was quoted"))
    for one in acts(history, ["report_done"]):
        quote = latest(history, QUOTES, one.number)
        followed = value(one, "outcome") != "repaired" or value(one, "plan_followed") is True
        if quote is not None and not followed:
            found.append(Breach(one.number, "it was done otherwise than was agreed"))
    return found


@invariant(
    "V13", en="Whoever is sent has learnt the trade, is on duty, and holds the certificate where one is asked for",
    zh="派工人员须具备工种技能、当班、按规定持证，且不得拒派", rules=["A04-19", "A06-27", "A13-22", "A10-29"],
)  # fmt: skip
def whoever_is_sent_is_able(history: History) -> Judgement:
    """An emergency sends whoever leads it chooses. No record is one of an assignee declining: there is no such act."""
    orders = acts(history, ORDERS)
    if not orders:
        return NOT_APPLICABLE
    needed = ["skilled", "on_duty", *(["certified"] if history.policy.get("repairer_certificate") else [])]
    found = [
        Breach(one.number, f"{value(one, 'assignee')} was sent without being {field.replace('_', ' ')}")
        for one in orders
        for field in needed
        if value(one, field) is not True
    ]
    for one in acts(history, ["return_order"]):
        if value(one, "asked_by") in persons(one):
            found.append(Breach(one.number, "a repairer has taken his own order back"))
    return found


@invariant(
    "V14", en="Danger makes it urgent, and what is urgent is assigned", zh="有险情即为紧急，紧急单一律指派",
    rules=["A06-19", "A06-20", "A09-03", "D02-02"],
)  # fmt: skip
def danger_decides(history: History) -> Judgement:
    """That urgent orders go out before others is a matter of all cases together: `dispatching.in_order`."""
    placed = [one for one in history.acts() if says(one, "danger") and says(one, "repair_class")]
    if not placed:
        return NOT_APPLICABLE
    found = [
        Breach(one.number, f"of danger '{value(one, 'danger')}' it was classed '{value(one, 'repair_class')}'")
        for one in placed
        if (value(one, "danger") != "none" or value(one, "sudden") is True) is not _urgent(one)
    ]
    for one in acts(history, SENT):
        if known(history, "repair_class", one.number) == "urgent" and value(one, "strategy") != "assign":
            found.append(Breach(one.number, "an urgent order was not assigned"))
    return found


def _urgent(record: Record) -> bool:
    return bool(value(record, "repair_class") == "urgent")


@invariant(
    "V15", en="What is urgent waits only with a measure against the danger on file", zh="紧急案件等待前须已临时处置",
    rules=["A06-13", "A10-17", "A08-03"],
)  # fmt: skip
def urgent_waits_safely(history: History) -> Judgement:
    """Of the same round; judged when it comes to wait."""
    waits = [
        one
        for one in moves(history)
        if one.state_to in URGENT_WAITS and known(history, "repair_class", one.number) == "urgent"
    ]
    if not waits:
        return NOT_APPLICABLE
    found = []
    for one in waits:
        since = max((each.number for each in acts(history, ROUNDS, before=one.number)), default=0)
        if not acts(history, MEASURES, since, one.number):
            found.append(Breach(one.number, f"urgent, it came to be '{one.state_to}' with nothing done for safety"))
    return found


@invariant(
    "V16", en="What was only made safe is explained to the resident, with a new time, before it is put off further",
    zh="临时处置后须说明原因并承诺新时间，方可再延", rules=["A08-04", "A08-05"],
)  # fmt: skip
def delay_is_explained(history: History) -> Judgement:
    """Beginning the work needs no explanation; a deferral is one."""
    left = [
        one for one in moves(history) if one.state_from == "made_safe" and one.action not in ("start_work", *DEFERRALS)
    ]
    if not left:
        return NOT_APPLICABLE
    found = []
    for one in left:
        since = max((each.number for each in acts(history, ["make_safe"], before=one.number)), default=0)
        told = acts(history, ["make_promise"], since, one.number)
        if known(history, "counterpart", one.number) == "resident" and not told:
            found.append(Breach(one.number, "it was put off further without an explanation and a new time"))
    return found


@invariant(
    "V17", en="A deferral has its plan, explanation and promise; larger work its report, and the office head's consent",
    zh="缓修须有方案、说明与承诺；中大修须有报告并经会签",
    rules=["A02-08", "A08-04", "A08-05", "A08-10", "C11-10", "B24-09"],
)  # fmt: skip
def deferred_by_a_plan(history: History) -> Judgement:
    """Work that the fund pays for begins with the committee's consent."""
    deferrals = acts(history, DEFERRALS)
    funded = [one for one in acts(history, ["approve_plan"]) if known(history, "payer", one.number) == "fund"]
    if not deferrals and not funded:
        return NOT_APPLICABLE
    found = [Breach(one.number, what) for one in deferrals for what in _unplanned(history, one)]
    for one in funded:
        if known(history, "petition_approved", one.number) is not True:
            found.append(Breach(one.number, "work at the fund's cost was approved without the committee"))
    return found


def _unplanned(history: History, record: Record) -> Iterator[str]:
    for field in ("reason", "plan", "explained_at", "promised_at"):
        if not says(record, field):
            yield f"it was deferred without {field.replace('_', ' ')}"
    if value(record, "within_authority") is not True:
        yield "something was promised that was not within authority"
    size = known(history, "size", record.number) or "small"
    reported = says(record, "report") or acts(history, ["request_approval"], before=record.number)
    if size != "small" and not reported:
        yield f"work of size '{size}' was deferred without report and proposal"
    if size != "small" and record.action != "defer_endorsed":
        yield f"work of size '{size}' was deferred without the office head's consent"
    if record.action == "defer_endorsed" and not consents(history, record):
        yield "it was deferred without the office head's consent"


@invariant(
    "V18", en="Nobody enters a home alone, or without its resident, a lent key, or a danger; and each key comes back",
    zh="无住户在场入户须借钥匙或有险情、两人同行、告知住户；钥匙须归还", rules=["B16-14", "B16-15", "B16-16", "B16-19"],
)  # fmt: skip
def homes_are_entered_lawfully(history: History) -> Judgement:
    """A key that is lost is on record as lost before the case ends."""
    entries, loans = acts(history, ENTRIES), acts(history, ["link_key_loan"])
    if not entries and not loans:
        return NOT_APPLICABLE
    found = [Breach(one.number, what) for one in entries for what in _unlawful(history, one)]
    ended = [one for one in moves(history) if history.kinds.get(one.state_to) in ("resting", "final")]
    for one in ended:
        if known(history, "key_out", one.number) is not None:
            found.append(Breach(one.number, f"it ended with the key {known(history, 'key_out', one.number)} out"))
        if known(history, "entered_at", one.number) is not None:
            found.append(Breach(one.number, "it ended though nobody is on record as having left the home"))
    return found


def _unlawful(history: History, record: Record) -> Iterator[str]:
    if not says(record, "witness") or value(record, "witness") in persons(record):
        yield "a home was entered alone"
    if not says(record, "resident_told_at"):
        yield "a home was entered and the resident not told"
    if record.action == "enter_in_danger":
        if not consents(history, record):
            yield "a home was entered because of a danger without the office head's consent"
        return
    if known(history, "key_out", record.number) != value(record, "key_loan"):
        yield "a home was entered with a key that was not lent"
    if known(history, "key_purpose", record.number) != "repair":
        yield "a home was entered with a key that was lent for something else"


@invariant(
    "V19", en="Outside work has a tracker of ours, a ground and a set time", zh="外部维修须有我方跟踪人、依据与期限",
    rules=["B11-15", "B07-41", "A03-05"],
)  # fmt: skip
def outside_work_is_tracked(history: History) -> Judgement:
    """Done is what our tracker has looked at."""
    handed = acts(history, ["hand_to_external"])
    if not handed:
        return NOT_APPLICABLE
    found = [
        Breach(one.number, f"it was handed outside without {what}")
        for one in handed
        for field, what in (("tracker_id", "a tracker"), ("agreed_time", "a set time"), ("ground", "a ground"))
        if not says(one, field)
    ]
    for one in acts(history, ["external_done"]):
        if value(one, "looked_at") is not True:
            found.append(Breach(one.number, "outside work was taken as done without our having looked at it"))
        if role(one) and role(one) not in {who.name for who in TABLE["external_done"].by}:
            found.append(Breach(one.number, "outside work was reported done by somebody who does not track it"))
    return found
