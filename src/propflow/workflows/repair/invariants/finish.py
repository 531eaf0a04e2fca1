"""
V20 to V29: on what conditions a repair is accepted, refused, and closed.
"""

from collections.abc import Iterator
from decimal import Decimal

from propflow.definition.invariants import NOT_APPLICABLE, NOT_YET_OWED, Breach, History, Judgement, invariant
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import (
    acts,
    consents,
    latest,
    latest_number,
    moment,
    moves,
    number_of,
    persons,
    role,
    says,
    still_open,
    value,
)
from propflow.workflows.repair.acceptance import admitted
from propflow.workflows.repair.invariants.families import CLOSINGS, DONE, REFUSALS, REWORKS, SIGNED, WORK
from propflow.workflows.repair.invariants.reckoning import known


def _resident(history: History, before: int) -> bool:
    return bool(known(history, "counterpart", before) == "resident")


@invariant(
    "V20", en="Accepted after it was done, in the same round, on a basis that the policy admits, with proof",
    zh="验收须在本轮完工之后、依据符合规定并有佐证", rules=["A06-15", "A10-20", "D03-09", "D03-11"],
)  # fmt: skip
def accepted_on_a_basis(history: History) -> Judgement:
    """Work that is upheld, and what is deemed accepted, have records of their own."""
    judged = acts(history, SIGNED)
    if not judged:
        return NOT_APPLICABLE
    found = []
    for one in judged:
        since = latest_number(history, (*REWORKS, "reopen"), one.number)
        if not acts(history, DONE, since, one.number):
            found.append(Breach(one.number, "it was accepted without having been done in this round"))
        if one.action == "accept_without_resident":
            found += [Breach(one.number, what) for what in _unfounded(history, one)]
        elif one.action == "sign_off" and not says(one, "sheet"):
            found.append(Breach(one.number, "it was accepted by signature without the signed sheet"))
    return found


def _unfounded(history: History, record: Record) -> Iterator[str]:
    bases = admitted(
        str(history.policy.get("acceptance")),
        resident=_resident(history, record.number),
        under_complaint=known(history, "origin", record.number) == "complaint",
    )
    basis = value(record, "basis")
    if basis not in bases:
        yield f"it was accepted on the basis '{basis}', which is not admitted"
    if basis in ("photos", "staff", "office_check") and not says(record, "evidence"):
        yield f"it was accepted on the basis '{basis}' without proof"


@invariant(
    "V21", en="The resident looked, was satisfied and then signed; what is deemed accepted had its time and attempts",
    zh="住户先查验满意后签认；视为验收须逾期且多次联系", rules=["A10-20", "A06-16"],
)  # fmt: skip
def signed_after_looking(history: History) -> Judgement:
    """Work that the resident has stopped himself he only acknowledges."""
    judged = acts(history, ("sign_off", "accept_deemed"))
    if not judged:
        return NOT_APPLICABLE
    found = []
    for one in judged:
        stopped = known(history, "outcome", one.number) == "stopped_by_resident"
        if one.action == "accept_deemed":
            tries = known(history, "attempts_in_vain", one.number) or 0
            if tries < (number_of(history, "contact_attempts") or 1):
                found.append(Breach(one.number, f"it was deemed accepted after {tries} attempts"))
            if not consents(history, one):
                found.append(Breach(one.number, "it was deemed accepted without the office head's signature"))
            continue
        checked, signed = moment(one, "checked_at"), moment(one, "signed_at")
        if checked is None or signed is None or signed < checked or signed > one.at:
            found.append(Breach(one.number, "it was not signed after the resident had looked, and before the record"))
        if not stopped and not (value(one, "satisfied") is True and value(one, "solved") is True):
            found.append(Breach(one.number, "it was signed though the resident was not satisfied"))
    return found


@invariant(
    "V22", en="Nobody accepts, checks or closes the work he did", zh="维修人员不得验收、复核或销项自己的工作",
)  # fmt: skip
def nobody_accepts_his_own_work(history: History) -> Judgement:
    """Nor reviews it. The repairer's own check is a step of the work. [design]"""
    judged = acts(history, (*SIGNED, "fail_check", *REWORKS, "close"))
    if not judged:
        return NOT_APPLICABLE
    found = []
    for one in judged:
        workers = {who for each in acts(history, WORK, before=one.number) for who in persons(each)}
        own = workers & persons(one)
        if own:
            found.append(Breach(one.number, f"{', '.join(sorted(own))}, who did the work, did '{one.action}'"))
    return found


@invariant(
    "V23", en="What is refused is reviewed by somebody who did not do it, and accepted anew before it is closed",
    zh="拒绝签认须由他人复核，重新验收后方可销项", rules=["D03-12", "D03-13"],
)  # fmt: skip
def refusal_is_reviewed(history: History) -> Judgement:
    """Or it is deferred or handed outside; what the review of the quarter closes is signed by the office head."""
    refusals = acts(history, REFUSALS)
    if not refusals:
        return NOT_APPLICABLE
    found, pending = [], False
    for one in refusals:
        way_out = next((each for each in moves(history) if each.number > one.number), None)
        if way_out is None:
            pending = True
            continue
        if way_out.action not in (*REWORKS, "uphold_work", "defer", "defer_endorsed", "hand_to_external"):
            found.append(Breach(way_out.number, f"'{way_out.action}' took refused work away without a review"))
        closing = next(iter(acts(history, ["close"], one.number)), None)
        if closing is not None and not acts(history, SIGNED, one.number, closing.number):
            found.append(Breach(closing.number, "refused work was closed without having been accepted anew"))
    return found or (NOT_YET_OWED if pending else [])


@invariant(
    "V24", en="Closed after acceptance, with the copy, a charge within the consent, and a fee that is settled",
    zh="销项须已验收、副联收回、收费不超同意、费用了结", rules=["B10-12", "B10-13", "C05-22", "A13-31", "C10-07"],
)  # fmt: skip
def closing_is_complete(history: History) -> Judgement:
    """The copy is asked for of a paper signature, where the policy or a complaint asks for it."""
    closings = acts(history, ["close"])
    if not closings:
        return NOT_APPLICABLE
    return [Breach(one.number, what) for one in closings for what in _incomplete(history, one)]


def _incomplete(history: History, record: Record) -> Iterator[str]:
    way = moves(history, record.number)
    if not way or way[-1].action not in SIGNED:
        yield "it was closed without having been accepted"
    asked = history.policy.get("copy_needed") or known(history, "origin", record.number) == "complaint"
    paper = known(history, "sign_mode", record.number) == "paper"
    if asked and paper and not says(record, "copy_received_at") and not known(history, "copies", record.number):
        yield "it was closed without the signed copy"
    charge = Decimal(str(value(record, "charge") or "0"))
    if charge > Decimal(str(known(history, "agreed_charge", record.number) or "0")):
        yield "more is charged than was agreed to"
    status = value(record, "fee_status")
    if (status == "free") is not (charge == 0):
        yield "the fee is said to be free though something is charged, or the other way round"
    if status == "paid" and Decimal(str(known(history, "paid", record.number) or "0")) < charge:
        yield "the fee is said to be paid, and is not"
    if status == "arrears" and known(history, "arrears_case", record.number) is None:
        yield "the fee is unpaid, and nobody pursues it"


@invariant(
    "V25", en="Closed as not to be repaired: deferred by a plan, in a review, signed by the office head, told",
    zh="无法维修销项须有挂账、评审编号、管理处负责人签字并告知", rules=["C05-29", "C05-31"],
)  # fmt: skip
def the_review_decided(history: History) -> Judgement:
    """And somebody had been there."""
    closings = acts(history, ["close_unresolved"])
    if not closings:
        return NOT_APPLICABLE
    found = []
    for one in closings:
        if one.state_from != "deferred_with_plan":
            found.append(Breach(one.number, "it was closed by the review without being deferred by a plan"))
        if not says(one, "review_id"):
            found.append(Breach(one.number, "it was closed by a review without a number"))
        if not any(role(each) in ("office_head", "headquarters") for each in consents(history, one)):
            found.append(Breach(one.number, "it was closed by the review without the office head's signature"))
        if _resident(history, one.number) and not says(one, "resident_told_at"):
            found.append(Breach(one.number, "it was closed by the review and the resident not told"))
        if not known(history, "visits", one.number):
            found.append(Breach(one.number, "it was given up without anybody having been there"))
    return found


@invariant(
    "V26", en="A complaint that closes by the signed sheet has the resident's signature under each of its repairs",
    zh="以签字单销项的投诉，其维修单均须有住户签字", rules=["C05-22", "C05-29"],
)  # fmt: skip
def complaint_has_its_sheet(history: History) -> Judgement:
    """Judged at the repair, by the journal of the complaint. A merged repair is signed for by its master."""
    parents = history.case.links("parent")
    if not parents:
        return NOT_APPLICABLE
    found, judged = [], False
    for id_ in parents:
        journal = [one for one in history.linked.get(id_) or () if one.kind == "act"]
        proof = next((one for one in reversed(journal) if says(one, "closing_basis")), None)
        closing = next((one for one in journal if one.action in ("close", "close_major")), None)
        if closing is None or proof is None or value(proof, "closing_basis") != "a" or acts(history, ["merge_into"]):
            continue
        judged = True
        signed = [one for one in acts(history, ["sign_off"]) if one.at <= closing.at]
        if not signed and _resident(history, 10**9):
            found.append(Breach(0, f"complaint {id_} was closed by a sheet that the resident has not signed"))
    return found if judged else NOT_YET_OWED


@invariant(
    "V27", en="Nothing is closed while a linked fault has no case of its own", zh="关联问题未另立项或未了结不得销项",
    rules=["C05-24", "C05-25"],
)  # fmt: skip
def no_linked_fault_was_left(history: History) -> Judgement:
    """By the quarterly review neither."""
    closings = acts(history, CLOSINGS)
    if not closings:
        return NOT_APPLICABLE
    found = []
    for one in closings:
        left = still_open(history, ["link_new_fault"], ["open_linked_case", "settle_linked_fault"], "fault", one.number)
        if left:
            found.append(Breach(one.number, f"it was closed while these were pending: {', '.join(sorted(left))}"))
    return found


@invariant(
    "V28", en="Each repair that is closed has its record: reported when, what, repaired when, with what result",
    zh="销项案件均有报修时间、内容、维修时间与结果", rules=["A04-26", "A04-27", "C10-06"],
)  # fmt: skip
def record_is_whole(history: History) -> Judgement:
    """Of a repair that a complaint has ordered also who answered for it."""
    closings = acts(history, ["close"])
    if not closings:
        return NOT_APPLICABLE
    birth = history.records[0]
    found = []
    if not says(birth, "content") or not (says(birth, "reported_at") or says(birth, "found_at")):
        found.append(Breach(birth.number, "it does not say what was reported, or when"))
    for one in closings:
        found += [
            Breach(one.number, f"the closing has no {what}")
            for field, what in (("final_result", "result"), ("repaired_at", "repair time"), ("closed_at", "time"))
            if not says(one, field)
        ]
        closed = moment(one, "closed_at")
        if closed is not None and closed > one.at:
            found.append(Breach(one.number, "the closing is dated ahead"))
        if known(history, "origin", one.number) == "complaint" and not says(one, "liability"):
            found.append(Breach(one.number, "the sheet of a complaint's repair does not say who answers for it"))
    return found


@invariant(
    "V29", en="Everybody who reported it is told the result", zh="各报修人均被告知维修结果",
    rules=["A04-13", "A06-17", "A09-20", "A18-09"],
)  # fmt: skip
def everybody_is_told(history: History) -> Judgement:
    """Who signs knows it; who was tried in vain until it was deemed accepted could not be told."""
    closings = acts(history, ["close"])
    if not closings:
        return NOT_APPLICABLE
    found = []
    for one in closings:
        proof = latest(history, SIGNED, one.number)
        silent = proof is not None and proof.action == "accept_without_resident" and not says(proof, "told_at")
        if silent and _resident(history, one.number):
            found.append(Breach(one.number, "it was closed and the reporter not told the result"))
        others = acts(history, ["add_co_reporter"], before=one.number)
        since = latest_number(history, (*REFUSALS, "reopen"), one.number)
        if others and not acts(history, ["tell_result"], since, one.number):
            found.append(Breach(one.number, "it was closed and others who had reported it not told the result"))
    return found
