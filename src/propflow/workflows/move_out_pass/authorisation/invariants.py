"""
What must be true of every history of a letter: G05, G06 and G08, as far as the letter itself can tell.
"""

from propflow.definition.invariants import NOT_APPLICABLE, Breach, History, Judgement, invariant
from propflow.workflows.complaint.invariants.reading import acts, latest, moment, says, value
from propflow.workflows.move_out_pass.authorisation.guards import too_old_at

CHECKS = ("open", "owner_confirms")


@invariant(
    "G05", en="A letter that holds is complete and in the owner's hand", zh="有效委托书须齐备且为业主亲笔签名",
    rules=["B09-10", "B09-11"],
)  # fmt: skip
def valid_is_complete(history: History) -> Judgement:
    """Agent, last day, goods, signature, a copy of the identity card; a doubted one by the owner's word."""
    valid = [one for one in history.records if one.state_to == "valid" != one.state_from]
    found = []
    for one in valid:
        if one.action not in CHECKS or any(
            not says(history.records[0], name) for name in ("agent", "latest_on", "goods")
        ):
            found.append(Breach(one.number, "it holds without having been checked, or does not say what it must"))
        if value(one, "handwritten_signature") is not True or not says(one, "owner_id_copy"):
            found.append(Breach(one.number, "it is not in the owner's hand, or has no copy of the identity card"))
        if one.state_from == "disputed" and value(one, "registered_number") is not True:
            found.append(Breach(one.number, "the owner was not called on the number in the owner data"))
    return found if valid else NOT_APPLICABLE


@invariant("G06", en="A letter is presented before it is too old", zh="委托书须在所载日期前出示", rules=["B09-12"])
def presented_in_time(history: History) -> Judgement:
    """On which days around the one named is policy."""
    shown = acts(history, ["present"])
    latest_on = moment(history.records[0], "latest_on")
    if not shown:
        return NOT_APPLICABLE
    if latest_on is None:
        return [Breach(one.number, "it names no day") for one in shown]
    policy = history.policy.get("named_day")
    until, since = too_old_at(latest_on, policy), too_old_at(latest_on, "excluded")
    found = [Breach(one.number, "it was presented too late") for one in shown if one.at >= until]
    early = [one for one in shown if policy == "only" and one.at < since]
    return found + [Breach(one.number, "it was presented before the day that it names") for one in early]


@invariant(
    "G08", en="A letter is presented once, and used for that request", zh="委托书仅出示使用一次", rules=["B09-13"]
)
def used_once(history: History) -> Judgement:
    """It is attached only after a slip was made out on it."""
    shown = acts(history, ["present"])
    if not shown:
        return NOT_APPLICABLE
    found = [Breach(one.number, "it was presented a second time") for one in shown[1:]]
    end, request = latest(history, ["close"]), history.linked.get(str(value(shown[0], "request")), ())
    made = [one for one in request if one.kind == "act" and one.action == "open"]
    if end is not None and not any(one.at <= end.at for one in made):
        found.append(Breach(end.number, "it was attached before any slip was made out on it"))
    return found


INVARIANTS = (valid_is_complete, presented_in_time, used_once)
