"""
V30 to V35: by when, and what follows when it was later.
"""

from propflow.definition.invariants import NOT_APPLICABLE, NOT_YET_OWED, Breach, History, Judgement, invariant
from propflow.model.cases import CLOCKS as CLOCK_PART
from propflow.model.instants import to_text
from propflow.policy.strictness import no_looser
from propflow.workflows.complaint.invariants.reading import acts, number_of, says, still_open, value
from propflow.workflows.repair.invariants.families import PROMISES
from propflow.workflows.repair.invariants.reckoning import alerted, runs, standings
from propflow.workflows.repair.slots import NO_LOOSER, slots


@invariant(
    "V30", en="Each limit is met, or a promise with its explanation came before it passed, or its passing is on record",
    zh="各时限或如期，或事先承诺并说明，或有超时记录", rules=["A08-04", "A08-05", "D02-18"],
)  # fmt: skip
def each_limit_is_accounted_for(history: History) -> Judgement:
    """A limit that falls away is the fourth outcome. Reckoned from the acts and the policy, not from what was noted."""
    found, pending, held = [], False, standings(history)
    for run in runs(history):
        due = run.due(history, held)
        if due is None or run.is_void:
            continue
        ended = None if run.ended is None else run.ended.at
        if (ended or history.until) <= run.excused_until(history, due):
            pending = pending or ended is None
        elif not alerted(history, run.clock.name, run.cycle):
            number = run.started.number if run.ended is None else run.ended.number
            found.append(Breach(number, f"'{run.clock.en}' was due at {to_text(due)}; its passing is not on record"))
    return found or (NOT_YET_OWED if pending else [])


@invariant(
    "V31", en="No state halts a limit; return, rework and reassignment begin none anew",
    zh="任何状态均不停计时限；退单、返工、改派均不重置", rules=["A14-18"],
)  # fmt: skip
def no_limit_stands_still(history: History) -> Judgement:
    """What the journal keeps of each clock, held against the acts. Excused minutes are booked beside: `reckoning`."""
    reckoned = {(run.clock.name, run.cycle): to_text(run.started.at) for run in runs(history)}
    found = []
    for one in history.records:
        for name, entry in one.changes.get(CLOCK_PART, {}).items():
            if not isinstance(entry, dict):
                continue
            if entry["paused"] is not None or entry["spent"] != 0:
                found.append(Breach(one.number, f"the limit '{name}' stood still for a time"))
            started = reckoned.get((name, int(str(entry["cycle"]))))
            if started != entry["start"]:
                found.append(Breach(one.number, f"the limit '{name}' counts from {entry['start']}, not from {started}"))
    return found


@invariant(
    "V32", en="A limit that the manual leaves blank or vague was filled by the policy, or waived by name",
    zh="空白或含糊的时限须由制度填定或明文放弃", rules=["A02-06", "A02-07"],
)  # fmt: skip
def nothing_was_left_blank(history: History) -> Judgement:
    """Every value that the workflow leaves open has an answer in the policy that the case was registered under."""
    missing = sorted({one.name for one in slots} - history.policy.keys())
    return [Breach(0, f"the policy of the case says nothing of {', '.join(missing)}")] if missing else []


@invariant(
    "V33", en="What is urgent is bound no less than what is ordinary", zh="紧急时限不得宽于一般时限",
    rules=["A04-17", "A06-21", "A10-18"],
)  # fmt: skip
def urgent_is_bound_no_less(history: History) -> Judgement:
    """Of the limits for completion, where the case is urgent: a manual that has none must be filled by the site."""
    if not any(value(one, "repair_class") == "urgent" for one in history.acts()):
        return NOT_APPLICABLE
    urgent, ordinary = NO_LOOSER[0]
    one, other = history.policy.get(urgent.name), history.policy.get(ordinary.name)
    if other is None:
        return []
    looser = one is None or (no_looser(ordinary, other, one) and not no_looser(urgent, one, other))
    return [Breach(0, f"'{urgent.name}' is looser than '{ordinary.name}'")] if looser else []


@invariant(
    "V34", en="Every promise is explained, kept or broken on record before the archive, and not one too many",
    zh="承诺须说明原因、次数有限，归档前或兑现或记录未兑现", rules=["A08-05", "C03-10", "C11-10"],
)  # fmt: skip
def promises_end(history: History) -> Judgement:
    """Beyond the number that the policy says it is the office head who promises, or endorses. A broken one is told."""
    made = acts(history, PROMISES)
    if not made:
        return NOT_APPLICABLE
    most, found = number_of(history, "promises_max"), []
    for place, one in enumerate(made, start=1):
        if most is not None and place > most and one.action in ("make_promise", "defer"):
            found.append(Breach(one.number, f"promise {place} was made without the office head"))
        if not says(one, "explained_at") or not says(one, "reason"):
            found.append(Breach(one.number, "a new time was promised without an explanation"))
    found += [
        Breach(one.number, "a promise was broken and nobody was told")
        for one in acts(history, ["break_promise"])
        if not one.messages
    ]
    end = next(iter(acts(history, ("archive", "archive_without_follow_up"))), None)
    before = 10**9 if end is None else end.number
    pending = still_open(history, PROMISES, ["fulfil_promise", "break_promise"], "promise", before)
    if end is not None and pending:
        found.append(Breach(end.number, f"it was archived with open promises: {', '.join(sorted(pending))}"))
    return found or (NOT_YET_OWED if pending else [])


@invariant(
    "V35", en="The limits are those of the policy in force at the report, from the first record to the last",
    zh="时限依登记时生效的制度，自始至终不变",
)  # fmt: skip
def limits_are_of_its_policy(history: History) -> Judgement:
    """Every record names the same definition, and each limit that the policy has was begun when it should."""
    first = history.records[0]
    found = [
        Breach(one.number, f"it follows '{one.workflow}', and not '{first.workflow}' like the first record")
        for one in history.records
        if one.workflow != first.workflow
    ]
    begun = {(name, one.number) for one in history.records for name in one.changes.get(CLOCK_PART, {})}
    return found + [
        Breach(run.started.number, f"the limit '{run.clock.name}' of the policy was not begun")
        for run in runs(history)
        if (run.clock.name, run.started.number) not in begun
    ]
