"""
Monday: the house opens, one incident runs its course, a forgery is refused, two others wait.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from propflow.cli.demo.house import STAFF, actor, case_id
from propflow.cli.demo.story import FIRST, MAJOR, OF_USER, OF_VENDOR, Chapter, Story
from propflow.cli.demo.telling import LOCAL, at
from propflow.cli.output import listed, plural
from propflow.errors import Refused
from propflow.model.instants import to_text


def opening(story: Story) -> Chapter:
    """Who works here, and by which limits."""
    tell, workflow = story.teller, story.house.workflow
    tell.chapter("The service desk opens", "服务台开门")
    now = story.house.clock().astimezone(LOCAL)
    tell.say(
        f"{now:%A}, {now.day} {now:%B %Y}, {now:%H:%M} at the community of Riverside. The clock stands still unless "
        f"the story moves it. Workflow '{workflow.name}': {len(workflow.states)} states, {len(workflow.actions)} "
        f"actions, {len(workflow.clocks)} clocks."
    )
    roles = {one.name: f"{one.en} {one.zh}" for one in workflow.roles}
    tell.table(
        ("Who", "Role", "On duty"),
        [(one.id, ", ".join(roles[role] for role in one.roles), one.shift) for one in STAFF],
    )
    tell.table(
        ("Limit", "时限", "Within", "Starts with", "Stops with"),
        [
            (one.en, one.zh, one.within, *(listed(part.en for part in each) for each in (one.starts, one.stops)))
            for one in workflow.clocks
        ],
    )
    return {"workflow": workflow.key, "starts_at": to_text(story.house.clock())}


def one_incident(story: Story) -> Chapter:
    """One incident from first to last."""
    house, tell = story.house, story.teller
    tell.chapter("One incident from first to last", "一件事件的始末")
    house.until(0, 9, 50)
    case, records = house.case(FIRST), house.desk.journal(case_id(FIRST))
    titles = story.titles()
    summary = cast(Any, records[0].form)["values"]["summary"]
    tell.say(f"{case.id}: {summary}. Its journal, in which every line names the hash of the one before:")
    tell.table(
        ("No.", "When", "Who", "By right of", "What", "事项", "Then it is"),
        [
            (
                one.number,
                at(one.at),
                one.actor,
                str(one.grant["as"]).partition(":")[2],
                *titles["action", one.action],
                titles["state", one.state_to][0],
            )
            for one in records
        ],
        right=("No.",),
    )
    verdicts = {one.name: run and run.verdict for one in house.workflow.clocks for run in [case.clock(one.name)]}
    said = (f"'{titles['clock', name][0]}' {verdict}" for name, verdict in verdicts.items())
    tell.say(f"The limits and their verdicts: {', '.join(said)}.")
    story.claim("the first incident was closed within every limit", {*verdicts.values()} == {"on_time"})
    may = {who: [*house.desk.options(case.id, by=actor(who)).names] for who in ("wang", "lin", "flat 3-1201")}
    tell.say(f"Possible now: {'; '.join(f'for {who} {listed(each)}' for who, each in may.items())}.")
    return {"case": case.id, "records": len(records), "verdicts": verdicts, "options": may}


def forged_closing(story: Story) -> Chapter:
    """A closing that is wrong in every way is refused with every reason."""
    house, tell = story.house, story.teller
    house.until(0, 10)
    tell.chapter("A forged closing is refused, with every reason at once", "伪造的关闭被拒，理由一次说全")
    before = house.case(MAJOR)
    noted = len(house.store.accesses(before.tenant))
    tell.say(
        f"{before.id} is a major incident and still being worked on. liu, a technician, says that he is the "
        "service desk, that it was closed tomorrow, and that chen has approved:"
    )
    by, tomorrow = actor("liu", "service_desk"), house.clock() + timedelta(days=1)
    try:
        house.desk.act(before.id, "close", {"approved_by": "chen"}, by=by, occurred_at=tomorrow)
        refused: Refused | None = None
    except Refused as found:
        refused = found
        tell.quote(found.say())
        tell.quote(found.say("zh"))
    after = house.case(MAJOR)
    lines = house.store.accesses(before.tenant)[noted:]
    tell.say(
        f"The case stands at version {after.version} as before; the attempt is {plural(len(lines), 'line')} "
        "of the access log."
    )
    codes = sorted(refused.codes) if refused else []
    held = len(codes) == 6 and before.hash == after.hash and len(lines) == 1
    story.claim("the forged closing was refused with six reasons, and nothing was written", held)
    return {
        "case": before.id,
        "codes": codes,
        "en": [one.say("en") for one in refused.blockers] if refused else [],
        "zh": [one.say("zh") for one in refused.blockers] if refused else [],
        "possible": [*refused.possible] if refused else [],
    }


def waiting(story: Story) -> Chapter:
    """Whose fault a wait is decides whether time stands still."""
    house, tell = story.house, story.teller
    begun = house.until(0, 10, 40)
    tell.chapter("Two waits: only one of them stops the clock", "两种等待，只有一种停表")
    rows: dict[int, list[Any]] = {}
    for number, reason in ((OF_USER, "user"), (OF_VENDOR, "vendor")):
        before = house.case(number).clock("restore")
        during = house.do(number, "wait", "liu", {"reason": reason}).clock("restore")
        rows[number] = [reason, before and before.due_at, during and during.due_at]
    ended = house.until(0, 16, 40)
    for number, row in rows.items():
        run = house.do(number, "resume", "liu").clock("restore")
        row.append(run and run.due_at)
    tell.table(
        ("Incident", f"Waits from {at(begun)} to {at(ended)} for", "Limit before", "while it waits", "and after"),
        [(case_id(number), why, at(a), at(b), at(c)) for number, (why, a, b, c) in rows.items()],
    )
    (_, a, b, c), (_, d, e, f) = rows[OF_USER], rows[OF_VENDOR]
    story.claim("waiting for the user stopped the clock as long as it took", b is None and c - a == ended - begun)
    story.claim("waiting for the vendor did not stop it", d == e == f)
    house.until(0, 17, 30)
    for number in rows:
        house.do(number, "resolve", "liu", {"solution": "Exchanged and tried."})
    return {
        case_id(number): {"reason": why, "due": [one and to_text(one) for one in dues]}
        for number, (why, *dues) in rows.items()
    }


def evening(story: Story) -> Chapter:
    """All are registered and opened, and the book is sealed for the first time."""
    house, tell = story.house, story.teller
    house.until(0, 23)
    tell.chapter("Thirty incidents are in the book", "三十件已入册")
    cases = house.every()
    entries = house.store.entries(cases[0].tenant, house.workflow.book)
    numbers = [one.number for one in entries]
    tell.say(
        f"Since the morning {plural(len(cases), 'incident')} were registered and opened, with the numbers "
        f"{numbers[0]} to {numbers[-1]}, and the book was sealed at {at(house.clock())}:"
    )
    story.tell_states(cases)
    story.claim("thirty incidents have the numbers 1 to 30", numbers == [*range(1, 31)] and len(cases) == 30)
    return {"registered": len(cases), "states": story.states(cases)}
