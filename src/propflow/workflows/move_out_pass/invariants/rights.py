"""
G02 to G08: by what right a slip was made out.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from propflow.definition.invariants import NOT_APPLICABLE, Breach, History, Judgement, invariant
from propflow.model.instants import from_text
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import acts, latest, said, says, value
from propflow.workflows.move_out_pass.authorisation.guards import too_old_at
from propflow.workflows.move_out_pass.goods import beyond, unclear

TITLES = ("owner_signs", "request_by_owner_or_family", "present_authorisation")
VOIDINGS = ("reissue", "correct_pass")
RELEASES = ("release_goods", "release_small", "developer_confirms", "release_tools")


def slips_made(history: History) -> list[Record]:
    """The records by which slips were made out."""
    return acts(history, ["open"])


def title_of(history: History, record: Record) -> Record | None:
    """The record of the right by which a slip was made out; None if there is none."""
    return latest(history, TITLES, record.number)


def letter_of(history: History, record: Record | None) -> Sequence[Record] | None:
    """The journal of the letter shown for a right; None if there is none."""
    return None if record is None else history.linked.get(str(value(record, "authorisation")))


def _first(journal: Sequence[Record], *names: str) -> Record | None:
    return next((one for one in journal if one.kind == "act" and one.action in names), None)


@invariant(
    "G02", en="Large or valuable goods leave with the owner's signature or letter only",
    zh="贵重大件物品须有业主签名或书面授权方可搬出", rules=["B09-04", "B09-08"],
)  # fmt: skip
def large_goods_have_the_owner(history: History) -> Judgement:
    """
    Where the policy lets registered family sign for them, family's signature will do.

    Tools and construction goods have ways of their own, by the owner's or the developer's word: B09-18, B09-20.
    """
    left = acts(history, ["release_goods", "release_small"])
    if not left or said(history, "goods_class") == "small":
        return NOT_APPLICABLE
    found = []
    for one in left:
        right = title_of(history, one)
        title = None if right is None else value(right, "title")
        family = title == "registered_family" and history.policy.get("large_goods_by_family") == "family_signs"
        if right is None or not says(right, "signature") or not (title in ("owner", "agent") or family):
            found.append(Breach(one.number, "large or valuable goods left without the owner's signature or letter"))
    return found


@invariant(
    "G03", en="Each slip names unit, applicant, and goods with their number", zh="持出证载明房号、办理人、物品及数量",
    rules=["B09-09"],
)  # fmt: skip
def each_slip_says_what(history: History) -> Judgement:
    """Goods are never empty, and each line can be counted."""
    made = slips_made(history)
    found = []
    for one in made:
        lacking = [name for name in ("unit", "applicant", "goods") if not says(one, name)]
        lines = [str(line) for line in value(one, "goods") or ()]
        found += [Breach(one.number, f"the slip lacks {', '.join(lacking)}")] if lacking else []
        found += [Breach(one.number, f"nobody can count: {', '.join(unclear(lines))}")] if unclear(lines) else []
    return found if made else NOT_APPLICABLE


@invariant(
    "G04", en="Each slip has one right: owner, registered family, or agent with a letter; a housekeeper is no family",
    zh="持出证仅有一项办理依据：业主、登记家属或持委托书的受托人；保姆不属家属", rules=["B09-06", "B09-07", "B09-08"],
)  # fmt: skip
def each_slip_has_its_right(history: History) -> Judgement:
    """With a document shown and a signature; owner and family stand in the owner data."""
    made = slips_made(history)
    return [Breach(one.number, what) for one in made for what in _rights(history, one)] if made else NOT_APPLICABLE


def _rights(history: History, record: Record) -> Iterator[str]:
    rights = acts(history, TITLES, before=record.number)
    if len(rights) != 1:
        yield f"the slip has {len(rights)} rights instead of one"
        return
    right = rights[0]
    title, carrier = value(right, "title"), said(history, "carrier")
    if value(right, "document_valid") is not True or not says(right, "signature"):
        yield "nobody showed a valid document and signed"
    if value(right, "applicant") != value(record, "applicant"):
        yield "the slip is made out to somebody else than signed for it"
    if title == "agent":
        if not says(right, "authorisation"):
            yield "the agent had no letter"
    elif value(right, "in_owner_data") is not True:
        yield "whoever signed does not stand in the owner data"
    if right.action == "request_by_owner_or_family" and title != carrier:
        yield f"a {carrier} signed as {title}"


@invariant(
    "G05", en="An agent's slip has its letter attached, complete and checked", zh="受托人持出证须附经核验齐备的委托书",
    rules=["B09-10", "B09-11", "B09-13"],
)  # fmt: skip
def agents_have_letters(history: History) -> Judgement:
    """Agent, last day, goods, the owner's own hand, and a copy of the owner's identity card."""
    made = [one for one in slips_made(history) if _is_agents(history, one)]
    return [Breach(one.number, what) for one in made for what in _letters(history, one)] if made else NOT_APPLICABLE


def _is_agents(history: History, record: Record) -> bool:
    right = title_of(history, record)
    return right is not None and value(right, "title") == "agent"


def _letters(history: History, record: Record) -> Iterator[str]:
    if value(record, "letter_attached") is not True:
        yield "the letter is not attached"
    journal = letter_of(history, title_of(history, record))
    if not journal:
        yield "the letter is not among the cases linked to it"
        return
    checked = _first(journal, "open", "owner_confirms")
    if any(not says(journal[0], name) for name in ("agent", "latest_on", "goods")):
        yield "the letter does not say agent, last day and goods"
    if checked is None or value(checked, "handwritten_signature") is not True or not says(checked, "owner_id_copy"):
        yield "the letter was not found to be in the owner's hand, with a copy of the identity card"
    right = title_of(history, record)
    if right is not None and value(journal[0], "agent") != value(right, "applicant"):
        yield "the letter names another agent"
    if value(journal[0], "unit") != said(history, "unit"):
        yield "the letter is for another unit"


@invariant(
    "G06", en="The letter was presented in time, and the goods are within it",
    zh="委托书在期限内出示且物品在委托范围内", rules=["B09-10", "B09-12"],
)  # fmt: skip
def goods_are_within_the_letter(history: History) -> Judgement:
    """By the end of the day named at the latest; where that day does not count, the letter's own history says."""
    made = [one for one in slips_made(history) if _is_agents(history, one)]
    found = []
    for one in made:
        journal = letter_of(history, title_of(history, one))
        if not journal:
            found.append(Breach(one.number, "the letter is not among the cases linked to it"))
            continue
        more = beyond(value(one, "goods") or (), value(journal[0], "goods") or ())
        found += [Breach(one.number, f"beyond the letter: {', '.join(more)}")] if more else []
        shown, until = _first(journal, "present"), _until(journal[0])
        if shown is None or until is None or shown.at >= until:
            found.append(Breach(one.number, "the letter was not presented in time"))
    return found if made else NOT_APPLICABLE


def _until(letter: Record) -> datetime | None:
    found: Any = value(letter, "latest_on")
    return too_old_at(from_text(found), "included") if isinstance(found, str) else None


@invariant("G07", en="A call alone never leads to a slip", zh="电话委托不得据以开具", rules=["B09-14"])
def a_call_is_not_enough(history: History) -> Judgement:
    """To the slip leads only a right with a signature; a letter, where it began with a call."""
    calls = acts(history, ["receive_phone_authorisation"])
    if not calls:
        return NOT_APPLICABLE
    drafts = [one for one in history.records if one.state_to == "draft_pass" != one.state_from]
    return [
        Breach(one.number, f"'{one.action}' led from a call to a slip")
        for one in drafts
        if one.action not in ("present_authorisation", *VOIDINGS)
        or (one.action in VOIDINGS and latest(history, ["present_authorisation"], one.number) is None)
    ]


@invariant(
    "G08", en="One letter serves one request, through all its slips", zh="一份委托书仅用于一次申请",
    rules=["B09-13"],
)  # fmt: skip
def one_letter_one_request(history: History) -> Judgement:
    """A corrected or replaced slip of the same request keeps it."""
    shown = acts(history, ["present_authorisation"])
    found = []
    for one in shown:
        journal = letter_of(history, one) or ()
        requests = [value(each, "request") for each in journal if each.kind == "act" and each.action == "present"]
        if requests != [one.case_id]:
            named = ", ".join(str(each) for each in requests) or "none"
            found.append(Breach(one.number, f"its letter was presented for: {named}"))
    return found if shown else NOT_APPLICABLE
