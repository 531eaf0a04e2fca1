"""
I09 to I16: on what conditions a complaint is closed.
"""

from collections.abc import Iterator

from propflow.definition.invariants import (
    NOT_APPLICABLE,
    NOT_YET_OWED,
    Breach,
    History,
    Judgement,
    invariant,
)
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.families import (
    CLOSINGS,
    MEASURES,
    OPENINGS,
    REPORTS,
    REVIEWS,
    SOLVED,
    STALLINGS,
    VERIFICATIONS,
)
from propflow.workflows.complaint.invariants.reading import (
    acts,
    consents,
    has_complainant,
    latest,
    latest_number,
    moment,
    moves,
    persons,
    related,
    role,
    said,
    says,
    still_open,
    tried_enough,
    value,
)

HEADS = ("office_head", "general_manager")
"""The office head; where he is the one complained about, the next one up."""

SUPERIORS = ("superior_supervisor", *HEADS)


@invariant(
    "I09", en="Closed after a report of completion, a verification, and on condition a or b, in this order",
    zh="销项须先办结、再核实、再销项，并具备条件a或b", rules=["C05-28", "C05-22", "C05-23"],
)  # fmt: skip
def was_verified(history: History) -> Judgement:
    """In the last round. Where a result was upheld, the superior who reviewed it is the verifier."""
    closings = acts(history, SOLVED)
    if not closings:
        return NOT_APPLICABLE
    return [Breach(one.number, what) for one in closings for what in _unverified(history, one)]


def _unverified(history: History, closing: Record) -> Iterator[str]:
    way = moves(history, closing.number)
    proof = way.pop() if way else closing
    upheld = proof.action == "uphold_result"
    if not upheld and proof.action not in VERIFICATIONS:
        yield "it was closed without a verification in this round"
        return
    if value(proof, "proved_true") is not True:
        yield "it was closed though the result was not proved true"
    if value(proof, "closing_basis") not in ("a", "b"):
        yield "it was closed on neither of the two conditions"
    if upheld and related(history, "verifier", closing.number) not in persons(proof):
        yield "the superior who upheld the result is not its verifier"
    reviewed = ("owner_dissatisfied", *VERIFICATIONS)
    while upheld and way and way[-1].action in reviewed:
        way.pop()
    if not way or way[-1].action not in REPORTS:
        yield "it was closed without a report of completion in this round"


@invariant(
    "I10", en="A repair is closed with the signed sheet and its copy, signed before closing",
    zh="维修类销项须有签字服务单及副联，且签字在销项之前", rules=["C05-22"],
)  # fmt: skip
def repair_was_signed(history: History) -> Judgement:
    """
    A repair that was done; an unfounded or withdrawn one closes by a voucher.

    Whether the name under the sheet is the complainant's cannot be judged: it is confidential, or he has none.
    """
    if not history.policy.get("repair_signature"):
        return NOT_APPLICABLE
    found, judged = [], False
    for one in acts(history, SOLVED):
        if (said(history, "track", one.number), said(history, "outcome", one.number)) != ("repair", "solved"):
            continue
        judged = True
        proof = latest(history, (*VERIFICATIONS, "uphold_result"), one.number)
        signed = None if proof is None else moment(proof, "signed_at")
        closed = moment(one, "closed_at") or one.at
        if proof is None or value(proof, "closing_basis") != "a":
            found.append(Breach(one.number, "a repair was closed on another condition than its signed sheet"))
        elif not says(proof, "service_sheet") or not says(proof, "signed_by"):
            found.append(Breach(one.number, "a repair was closed without the signed sheet and its copy"))
        if signed is None or signed > min(closed, one.at):
            found.append(Breach(one.number, "the sheet was not signed before closing"))
    return found if judged else NOT_APPLICABLE


@invariant(
    "I11", en="Nothing is closed while a linked problem has no case of its own", zh="关联问题未另立项或未了结不得销项",
    rules=["C05-24", "C05-25"],
)  # fmt: skip
def no_linked_problem_was_left(history: History) -> Judgement:
    """By the quarterly review neither. That the case named is opened is judged if its journal is at hand."""
    closings = acts(history, CLOSINGS)
    if not closings:
        return NOT_APPLICABLE
    found = []
    for one in closings:
        left = still_open(
            history, ["link_problem", "block_close"], ["open_linked_case", "settle_linked_problem"], "problem",
            one.number,
        )  # fmt: skip
        if left:
            found.append(Breach(one.number, f"it was closed while these were pending: {', '.join(sorted(left))}"))
        for named in acts(history, ["open_linked_case"], before=one.number):
            other = str(value(named, "new_case_id"))
            journal = history.linked.get(other)
            if other == history.case.id:
                found.append(Breach(named.number, "the linked problem was given this very case"))
            elif journal is not None and not any(each.action in OPENINGS for each in journal):
                found.append(Breach(named.number, f"case {other}, given to the linked problem, was never opened"))
    return found


@invariant(
    "I12", en="A major complaint is closed, and any result upheld, with the office head's earlier consent",
    zh="重大投诉销项及维持结果须经管理处负责人事先同意，同意人不得为销项人", rules=["C05-26", "C05-31"],
)  # fmt: skip
def the_office_head_consented(history: History) -> Judgement:
    """The one who consents is not the one who closes. For results upheld: [design]."""
    asked = acts(history, ["uphold_result"])
    if history.policy.get("major_closing_consent"):
        asked += [one for one in acts(history, SOLVED) if said(history, "grade", one.number) == "major"]
    if not asked:
        return NOT_APPLICABLE
    found = []
    for one in sorted(asked, key=lambda each: each.number):
        given = [each for each in consents(history, one) if role(each) in HEADS]
        if not given:
            found.append(Breach(one.number, f"'{one.action}' was done without the consent of the office head"))
        elif all(persons(each) & persons(one) for each in given):
            found.append(Breach(one.number, f"'{one.action}' was done by the one who consented to it"))
    return found


@invariant(
    "I13", en="Closed as not to be solved: on record as stalled, in a review, signed by the office head",
    zh="无法处理销项须有挂账记录、季度评审编号及管理处负责人签字", rules=["C05-05", "C05-29"],
)  # fmt: skip
def the_review_decided(history: History) -> Judgement:
    """The record of the stalling is the one by which the case came to wait."""
    closings = acts(history, ["quarterly_close"])
    if not closings:
        return NOT_APPLICABLE
    found = []
    for one in closings:
        way = moves(history, one.number)
        if not way or way[-1].action not in STALLINGS:
            found.append(Breach(one.number, "it was closed by the review without being on record as stalled"))
        if not says(one, "review_id"):
            found.append(Breach(one.number, "it was closed by a review without a number"))
        if not any(role(each) in HEADS for each in consents(history, one)):
            found.append(Breach(one.number, "it was closed by the review without the office head's signature"))
    return found


@invariant(
    "I14", en="Each closing has its final result, the signature of customer service, and its time",
    zh="销项均有最终结果、客户部人员签名与时间", rules=["C05-04", "C05-30", "C05-32"],
)  # fmt: skip
def closing_is_complete(history: History) -> Judgement:
    """A time that lies ahead is none."""
    closings = acts(history, CLOSINGS)
    if not closings:
        return NOT_APPLICABLE
    needed = {"final_result": "final result", "signature": "signature of customer service", "closed_at": "time"}
    found = [
        Breach(one.number, f"the closing has no {what}")
        for one in closings
        for field, what in needed.items()
        if not says(one, field)
    ]
    for one in closings:
        closed = moment(one, "closed_at")
        if closed is not None and closed > one.at:
            found.append(Breach(one.number, f"the closing is dated ahead, to {closed}"))
    return found


@invariant(
    "I15", en="Whoever rejects the result is heard by a superior other than the handler, before closing",
    zh="投诉人不满意的，销项前由经办人以外的上级二次处置", rules=["D03-12", "D03-13"],
)  # fmt: skip
def dissent_was_reviewed(history: History) -> Judgement:
    """The handler is who had the case then, and whoever adopted its measures or reported it done."""
    statements = acts(history, ["owner_dissatisfied"])
    if not statements:
        return NOT_APPLICABLE
    found, pending = [], False
    for one in statements:
        review = next(iter(acts(history, REVIEWS, after=one.number)), None)
        closing = next(iter(acts(history, CLOSINGS, after=one.number)), None)
        if closing is not None and (review is None or review.number > closing.number):
            found.append(Breach(closing.number, "it was closed before a superior had heard the dissent"))
        elif review is None:
            pending = True
        else:
            found += [Breach(review.number, what) for what in _biased(history, review)]
    for one in history.records:
        if one.state_from == "second_disposal" != one.state_to and one.action not in REVIEWS:
            found.append(Breach(one.number, f"'{one.action}' took a contested case away without a review"))
    return found or (NOT_YET_OWED if pending else [])


def _biased(history: History, review: Record) -> Iterator[str]:
    if role(review) not in SUPERIORS:
        yield f"it was reviewed by {review.actor}, who is no superior"
    if not says(review, "review"):
        yield "there is no review on record"
    handlers = {related(history, "assignee", review.number)}
    for one in acts(history, (*MEASURES, *REPORTS), before=review.number):
        handlers |= persons(one)
    if handlers & persons(review):
        yield f"it was reviewed by {review.actor}, who had handled it"


@invariant(
    "I16", en="The complainant is told the result before closing", zh="销项前已将结果告知投诉人", rules=["C04-31"],
)  # fmt: skip
def result_was_told_before_closing(history: History) -> Judgement:
    """
    Of the last report of completion, or he was tried in vain often enough.

    Whether it was the same day is a matter of I17. A case that the review has closed has no result to tell.
    """
    owed = [one for one in acts(history, SOLVED) if has_complainant(history, one.number)]
    if not owed:
        return NOT_APPLICABLE
    found = []
    for one in owed:
        since = latest_number(history, REPORTS, one.number)
        if not acts(history, ["tell_result"], since, one.number) and not tried_enough(history, since, one.number):
            found.append(Breach(one.number, "it was closed before the complainant was told the result"))
    return found
