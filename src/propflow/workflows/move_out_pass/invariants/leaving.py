"""
G01, G09 to G14 and G17: how goods left, or did not.
"""

from collections.abc import Iterator

from propflow.definition.invariants import NOT_APPLICABLE, Breach, History, Judgement, invariant
from propflow.model.amounts import Amount
from propflow.model.calendars import ALWAYS
from propflow.model.instants import to_text
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.reading import acts, latest, said, says, value
from propflow.workflows.move_out_pass.goods import beyond, same
from propflow.workflows.move_out_pass.invariants.rights import RELEASES

VOIDINGS = ("report_lost", "reissue", "correct_pass", "refuse_release", "cancel_pass")


def goods_in(record: Record, field: str = "goods") -> list[str]:
    """The lines of goods in a field of a record's form."""
    return [str(one) for one in value(record, field) or ()]


@invariant(
    "G01", en="Without a slip only small goods leave, with an owner whom the guard knows",
    zh="直接放行仅限业主本人携带小件且保安员能够确认", rules=["B09-03", "B09-05"],
)  # fmt: skip
def direct_release_is_for_owners(history: History) -> Judgement:
    """And never after somebody could not say who it was."""
    left = acts(history, ["release_small"])
    found = []
    for one in left:
        if said(history, "goods_class", one.number) != "small" or said(history, "carrier", one.number) != "owner":
            found.append(Breach(one.number, "what left without a slip was not an owner's small goods"))
        if not (value(one, "owner_recognised") is True and value(one, "carried_in_person") is True):
            found.append(Breach(one.number, "the guard did not know the owner, or the owner did not carry them"))
        if acts(history, ["unknown_at_gate"], before=one.number):
            found.append(Breach(one.number, "it left without a slip after the carrier had been sent for one"))
    return found if left else NOT_APPLICABLE


@invariant(
    "G09", en="A slip lets goods go once, at one gate, and they are the goods on it", zh="一证一次一门岗放行，物证相符",
    rules=["B09-05", "B09-15"],
)  # fmt: skip
def goods_leave_once(history: History) -> Judgement:
    """Where it was shown; number by number."""
    left = acts(history, ["release_goods"])
    found = [Breach(one.number, "goods left on it a second time") for one in left[1:]]
    for one in left:
        slip, shown = latest(history, ["open"], one.number), latest(history, ["present_at_gate"], one.number)
        if slip is None or shown is None:
            found.append(Breach(one.number, "no slip was made out and shown"))
            continue
        if {value(one, "serial")} != {value(slip, "serial"), value(shown, "serial")}:
            found.append(Breach(one.number, "it is not the slip that was made out and shown"))
        if value(one, "gate") != value(shown, "gate"):
            found.append(Breach(one.number, "it left by another gate than it was shown at"))
        if not same(goods_in(one, "goods_seen"), goods_in(slip)) or value(one, "person_agrees") is not True:
            found.append(Breach(one.number, "what left is not what stands on the slip"))
    return found if left else NOT_APPLICABLE


@invariant(
    "G10", en="A void slip is never shown, made out or let through again", zh="作废编号不得再次出示、开具或放行",
    rules=["B09-15"],
)  # fmt: skip
def void_stays_void(history: History) -> Judgement:
    """And it stays on record under its number. A slip that ran out ends the request."""
    ended = acts(history, [*VOIDINGS, "lapse"])
    found = []
    for one in ended:
        made = latest(history, ["open"], one.number)
        serial = None if made is None else value(made, "serial")
        if one.action != "lapse" and value(one, "voided") != serial:
            found.append(Breach(one.number, f"it makes {value(one, 'voided')} void, and not {serial}"))
        again = acts(history, ["open", "present_at_gate", "release_goods"], one.number)
        found += [Breach(each.number, f"{serial} was void") for each in again if value(each, "serial") == serial]
    return found if ended else NOT_APPLICABLE


@invariant("G11", en="Nothing leaves on a slip that has run out", zh="逾期持出证不得放行", rules=["B09-17"])
def nothing_leaves_too_late(history: History) -> Judgement:
    """Reckoned from when it was made out, by the policy; every policy says how long a slip is good."""
    left, within = acts(history, ["release_goods"]), history.policy.get("validity")
    if not left:
        return NOT_APPLICABLE
    if not isinstance(within, Amount):
        return [Breach(0, "the policy does not say how long a slip is good")]
    found = []
    for one in left:
        slip = latest(history, ["open"], one.number)
        until = None if slip is None else ALWAYS.due(slip.at, within)
        if until is None or one.at >= until:
            found.append(Breach(one.number, f"the slip had run out at {'' if until is None else to_text(until)}"))
    return found


@invariant(
    "G13", en="Construction goods leave in the handover only, on the developer's named word, with a duty log entry",
    zh="建筑施工物品仅在交接验收期间经置业公司人员确认并记入值班记录后放行", rules=["B09-18", "B09-19"],
)  # fmt: skip
def builders_have_the_developers_word(history: History) -> Judgement:
    """Without a slip, that is; with one they go like anybody."""
    left = acts(history, ["developer_confirms"])
    found = []
    for one in left:
        if said(history, "phase") != "handover" or said(history, "carrier") != "construction_worker":
            found.append(Breach(one.number, "it was no construction worker during the handover"))
        lacking = [name for name in ("confirmed_by", "duty_log") if not says(one, name)]
        found += [Breach(one.number, f"it lacks {', '.join(lacking)}")] if lacking else []
        if value(one, "confirmed_at") is not None and str(value(one, "confirmed_at")) > to_text(one.at):
            found.append(Breach(one.number, "it was let go before the developer had confirmed"))
    return found if left else NOT_APPLICABLE


@invariant(
    "G14", en="Tools leave without a slip under a running renovation only, as the owner agreed and the guard was told",
    zh="装修工具仅限装修中工人，经业主确认并按通知清单放行", rules=["B09-20", "B09-21", "B09-22"],
)  # fmt: skip
def tools_are_those_agreed(history: History) -> Judgement:
    """The record of it is with the centre: who agreed, and which guard was told."""
    left = acts(history, ["release_tools"])
    return [Breach(one.number, what) for one in left for what in _tools(history, one)] if left else NOT_APPLICABLE


def _tools(history: History, record: Record) -> Iterator[str]:
    asked = latest(history, ["tools_out"], record.number)
    agreed = latest(history, ["owner_confirms_tools"], record.number)
    if said(history, "phase") != "decoration" or said(history, "carrier") != "decoration_worker":
        yield "it was no decoration worker during a decoration"
    if asked is None or not says(asked, "worker_pass") or not _was_running(asked):
        yield "no worker of a running renovation asked for it"
    if agreed is None or not says(agreed, "owner") or not says(agreed, "guard_told"):
        yield "the owner's word and the guard who was told are not on record"
        return
    differed = latest(history, ["tools_differ"], record.number)
    if differed is not None and differed.number > agreed.number:
        yield "the owner was not asked again after the tools had been found to differ"
    more = beyond(goods_in(record, "tools"), goods_in(agreed, "tools"))
    if more:
        yield f"more left than was agreed: {', '.join(more)}"


def _was_running(asked: Record) -> bool:
    known = asked.facts.get("linked_case")
    return isinstance(known, dict) and known.get("kind") == "active"


@invariant(
    "G17",
    en="A refused request let nothing go, and its slip is void",
    zh="拒绝放行案件未放行任何物品且证已作废",
    rules=["B09-05"],
)
def refused_let_nothing_go(history: History) -> Judgement:
    """Whether it was refused at the gate or never had a slip."""
    ends = [one for one in history.records if one.state_to == "refused" != one.state_from]
    if not ends:
        return NOT_APPLICABLE
    found = [Breach(one.number, "goods left although it was refused") for one in acts(history, RELEASES)]
    made = latest(history, ["open"], ends[0].number)
    replaced = None if made is None else latest(history, VOIDINGS, ends[0].number + 1)
    if made is not None and (replaced is None or replaced.number < made.number):
        found.append(Breach(ends[0].number, f"slip {value(made, 'serial')} was not made void"))
    return found
