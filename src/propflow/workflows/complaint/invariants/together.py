"""
I27 and I28: cases that belong together, in a mass complaint or as one and the same.
"""

from collections.abc import Collection, Iterator

from propflow.definition.invariants import NOT_APPLICABLE, NOT_YET_OWED, Breach, History, Judgement, invariant
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.families import ARCHIVINGS, CLOSINGS, OPENINGS, REPLIES
from propflow.workflows.complaint.invariants.reading import acts, number_of, value


@invariant(
    "I27", en="Every member of a mass complaint has its own reply, closing and follow-up",
    zh="群体投诉各案均单独答复、销项、回访", rules=["A14-09", "A14-10", "A03-27"],
)  # fmt: skip
def each_member_has_its_own(history: History) -> Judgement:
    """Judged at the member, and again at the group by the journals of its members. Attempts in vain are a reply."""
    joined = acts(history, ["join_mass_case"])
    members = {id_: history.linked.get(id_) for id_ in history.case.links("member")}
    if not joined and not members:
        return NOT_APPLICABLE
    found = [Breach(0, f"the journal of member {id_} is not there") for id_, one in members.items() if not one]
    pending = False
    for id_, one in [("", history.records), *members.items()] if joined else [*members.items()]:
        journal = [each for each in one or () if each.kind == "act"]
        if not any(each.action in ARCHIVINGS for each in journal):
            pending = True
            continue
        whose = f"member {id_}" if id_ else "it"
        number = 0 if id_ else journal[-1].number
        lacking = _lacking(history, journal)
        found += [Breach(number, f"{whose} was archived without {what} of its own") for what in lacking]
    return found or (NOT_YET_OWED if pending else [])


def _lacking(history: History, journal: Collection[Record]) -> Iterator[str]:
    done = [one.action for one in journal]
    modes = [value(one, "contact_mode") for one in journal if one.action in OPENINGS]
    if not set(done) & {*CLOSINGS}:
        yield "a closing"
    if modes[-1:] == ["given"]:
        if not set(done) & {*REPLIES} and done.count("record_attempt") < (number_of(history, "contact_attempts") or 1):
            yield "a reply"
        if "record_follow_up" not in done:
            yield "a follow-up"


@invariant(
    "I28", en="What is merged was never opened, is the same person's same matter, and its master is there",
    zh="并案须未立项、同一人同一事，主案存在且不成环", rules=["D01-11", "C05-20"],
)  # fmt: skip
def merged_into_what_is_there(history: History) -> Judgement:
    """
    The master was undecided or being handled then. So no circle goes unseen: in every circle
    there is a case that was merged into one that had itself been merged before.
    """
    merged = acts(history, ["merge_duplicate"])
    if not merged:
        return NOT_APPLICABLE
    return [Breach(one.number, what) for one in merged for what in _mismerged(history, one)]


def _mismerged(history: History, record: Record) -> Iterator[str]:
    if acts(history, OPENINGS, before=record.number):
        yield "it was merged after it had been opened"
    if value(record, "same_complainant") is not True or value(record, "same_matter") is not True:
        yield "it was merged though person or matter are not the same"
    master = str(value(record, "master_id"))
    journal = history.linked.get(master)
    if master == history.case.id or not journal:
        yield f"there is no other case {master} into which it could be merged"
        return
    ours, theirs = value(history.records[0], "complainant_id"), value(journal[0], "complainant_id")
    if ours and theirs and ours != theirs:
        yield f"it was merged into the case of another person, {theirs}"
    noted = [one for one in journal if one.kind == "link" and one.facts.get("case") == history.case.id]
    if not noted:
        yield f"case {master} does not know of it"
    elif history.kinds.get(noted[-1].state_to) not in ("entry", "undecided", "active"):
        yield f"case {master}, into which it was merged, was not being decided or handled"
