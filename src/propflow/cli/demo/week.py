"""
The days after: limits pass, a signature is given, an incident comes back, a number is kept secret.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, cast

from propflow.cli.demo.house import ROUND, actor, case_id
from propflow.cli.demo.incidents import REPORTER
from propflow.cli.demo.story import AGAIN, BY_DAY, BY_NIGHT, MAJOR, OF_USER, OF_VENDOR, Chapter, Story
from propflow.cli.demo.telling import at
from propflow.cli.output import listed, plural
from propflow.errors import Refused
from propflow.model.cases import CLOCKS
from propflow.model.instants import from_text


def limits(story: Story) -> Chapter:
    """Two incidents that nobody takes up: who is told, by day and by night."""
    house, tell = story.house, story.teller
    house.until(2, 2)
    tell.chapter("Limits pass, and the ladder is climbed", "时限已过，逐级升级")
    tell.say(
        f"Nobody has taken up {case_id(BY_DAY)}, called in at noon, and {case_id(BY_NIGHT)}, called in after the "
        f"shift had changed. The desk looks at its clocks every {ROUND.seconds // 60} minutes. The ladder asks the "
        "duty list; where nobody is on duty it goes on to the next rung."
    )
    wanted = [one for one in house.inbox.told if one.message.case_id in (case_id(BY_DAY), case_id(BY_NIGHT))]
    tell.table(
        ("When", "Incident", "Mark of a limit", "Noticed after", "How", "Told"),
        [story.told_row(one) for one in sorted(wanted, key=lambda one: (one.message.case_id, one.at))],
    )
    climbed = [one for one in wanted if one.message.kind == "escalation"]
    facts = [(one.message.case_id, one.message.facts["rung"], one.message.facts["reached"]) for one in climbed]
    day, night = case_id(BY_DAY), case_id(BY_NIGHT)
    story.claim("by day the technicians were told, then the manager", {(day, 1, 1), (day, 2, 2)} <= {*facts})
    story.claim("at night the vacant seat was passed over", (night, 1, 2) in facts)
    house.until(2, 8, 10)
    house.do(BY_DAY, "assign", "lin", {"assignee": "sun"})
    house.do(BY_NIGHT, "take", "liu")
    house.until(2, 9)
    late = {}
    for number, who in ((BY_DAY, "sun"), (BY_NIGHT, "liu")):
        case = house.do(number, "resolve", who, {"solution": "Mended, with apologies."})
        late[case.id] = {one.name: one.verdict for one in case.clocks if one.verdict}
    tell.say(f"Both are mended by {at(house.clock())}; the verdicts stand: " + _pairs(late))
    return {"told": [story.told_plain(one) for one in wanted], "verdicts": late}


def signing(story: Story) -> Chapter:
    """A major incident is closed with the consent of a manager who has not resolved it."""
    house, tell = story.house, story.teller
    house.until(2, 9, 30)
    tell.chapter("A major incident is closed with a signature", "重大事件须会签方可关闭")
    case = house.case(MAJOR)
    proposed = house.desk.propose(case.id, "close_major", by=actor("lin"), expect=case.version)
    tell.say(
        f"{at(house.clock())}: lin proposes to close {case.id}. wang, who holds the manager's role as deputy, "
        "wants to sign; but he has resolved it himself:"
    )
    try:
        house.desk.sign(case.id, "close_major", by=actor("wang"))
        refused: Refused | None = None
    except Refused as found:
        refused = found
        tell.quote(found.say())
        tell.quote(found.say("zh"))
    house.until(2, 9, 45)
    signed = house.desk.sign(case.id, "close_major", by=actor("chen"))
    closed = house.desk.act(case.id, "close_major", by=actor("lin"), expect=signed.version)
    versions = f"{proposed.version} (proposed), {signed.version} (signed) and {closed.version} (closed)"
    tell.say(f"{at(house.clock())}: chen signs, lin closes. Records {versions}.")
    codes = sorted(refused.codes) if refused else []
    story.claim("the resolver's signature was refused, the manager's was not", codes == ["duty"])
    story.claim("the major incident was closed with a signature", closed.state == "closed")
    return {"case": case.id, "refused": codes, "state": closed.state, "version": closed.version}


def reopening(story: Story) -> Chapter:
    """A closed incident comes back: its limit begins anew, the old verdict stands."""
    house, tell = story.house, story.teller
    house.until(2, 11)
    tell.chapter("A closed incident comes back", "已关闭的事件重新打开")
    reason = "Plates are read wrongly again after the rain."
    house.do(AGAIN, "reopen", REPORTER, {"reason": reason})
    tell.say(f'Two days later the guard reopens {case_id(AGAIN)}: "{reason}" The old verdict stands, a new limit runs:')
    house.until(2, 13)
    house.do(AGAIN, "resolve", "sun", {"solution": "Housing sealed."})
    house.until(2, 14)
    case = house.do(AGAIN, "close", REPORTER)
    cycles: dict[int, Mapping[str, Any]] = {}
    for record in house.desk.journal(case.id):
        entry = cast(Any, record.changes.get(CLOCKS, {}).get("restore"))
        if entry:
            cycles[entry["cycle"]] = entry
    run = case.clock("restore")
    tell.table(
        ("Incident", "Cycle of the restore limit", "Started", "Stopped", "Verdict"),
        [(case.id, i, _at(one["start"]), _at(one["stop"]), one["verdict"]) for i, one in cycles.items()],
    )
    verdicts = {str(i): one["verdict"] for i, one in cycles.items()}
    held = run is not None and run.cycle == 2 and [*verdicts.values()] == ["on_time", "on_time"]
    story.claim("reopening began a second cycle, and both have a verdict", held)
    return {"case": case.id, "verdicts": verdicts}


def confidential(story: Story) -> Chapter:
    """A telephone number is read by those who may, for a purpose, and the reading is noted."""
    house, tell = story.house, story.teller
    house.until(2, 14, 30)
    tell.chapter("A telephone number is confidential", "联系方式保密")
    desk, id_ = house.desk, case_id(BY_NIGHT)
    stored = cast(Any, desk.journal(id_)[0].form)["values"]["contact"]
    hidden = isinstance(stored, dict) and "sealed" in stored
    tell.say(f"In the journal of {id_} stands only a salted digest of the reporter's number. sun wants to read it:")
    noted = len(house.store.accesses(desk.tenant))
    try:
        desk.journal(id_, by=actor("sun"), purpose="to call back")
        refused: Refused | None = None
    except Refused as found:
        refused = found
        tell.quote(found.say().splitlines()[1].strip())
    purpose = "to tell her that the lift is safe again"
    seen = cast(Any, desk.journal(id_, by=actor("lin"), purpose=purpose)[0].form)["values"]["contact"]
    tell.say(f"For lin of the service desk, {purpose}, it is {seen}.")
    lines = house.store.accesses(desk.tenant)[noted:]
    story.claim("the number is read only by who may", hidden and refused is not None and isinstance(seen, str))
    tell.say(f"Both attempts are noted: {plural(len(lines), 'line')} of the access log.")
    story.claim("both attempts to read were noted", len(lines) == 2)
    return {"case": id_, "refused": sorted(refused.codes) if refused else [], "noted": len(lines)}


def figures(story: Story) -> Chapter:
    """How the thirty stand after four days."""
    house, tell = story.house, story.teller
    house.until(3, 10)
    confirmed = [house.do(number, "close", "lin").id for number in (OF_USER, OF_VENDOR, BY_DAY, BY_NIGHT)]
    house.until(3, 18)
    tell.chapter("Four days in figures", "四日统计")
    tell.say(f"On Thursday lin has called back and closed {listed(confirmed)}. Now:")
    cases = house.every()
    story.tell_states(cases)
    verdicts: dict[str, Counter[str]] = {one.name: Counter() for one in house.workflow.clocks}
    for case in cases:
        for run in case.clocks:
            verdicts[run.name][run.verdict or ("stands still" if run.due_at is None else "open")] += 1
    heads = ("on_time", "late", "void", "open", "stands still")
    tell.table(
        ("Limit (latest cycle)", *heads),
        [(story.titles()["clock", name][0], *(each[one] for one in heads)) for name, each in verdicts.items()],
        right=heads,
    )
    told = Counter(one.message.kind for one in house.inbox.told)
    tell.say(
        f"The desk fired {plural(house.marks, 'mark')} of clocks and delivered {plural(told['mark'], 'notice')} "
        f"and {plural(told['escalation'], 'escalation')} because of them, besides "
        f"{plural(told['action'], 'notice')} of things done."
    )
    health = house.desk.doctor()
    story.claim("nothing stands still and no message waits", not health.findings)
    return {
        "states": story.states(cases),
        "verdicts": {name: dict(sorted(each.items())) for name, each in verdicts.items()},
        "delivered": dict(sorted(told.items())),
        "marks": house.marks,
    }


def _at(text: str | None) -> str:
    return at(None if text is None else from_text(text))


def _pairs(verdicts: Mapping[str, Mapping[str, str | None]]) -> str:
    return "; ".join(f"{case}: {', '.join(f'{k} {v}' for k, v in each.items())}" for case, each in verdicts.items())
