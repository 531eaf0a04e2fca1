"""
Three months later: the quarterly review, the book verified and sealed, and what must be true of every history.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from propflow.cli.demo.house import TENANT
from propflow.cli.demo.residents import Step
from propflow.cli.demo.story import Chapter, Story
from propflow.cli.demo.telling import at, on
from propflow.cli.output import plural

REVIEW: Final = 92
"""On which day after the start the quarterly review sits: 3 June."""

DAY: Final = timedelta(days=1)
STANDINGS: Final = {
    "kept": ("Kept", "kept"),
    "not_applicable": ("N/A", "not applicable"),
    "not_yet_owed": ("Later", "not yet owed"),
    "open": ("Open", "open"),
    "broken": ("Broken", "broken"),
}
"""How a history can stand to an invariant, briefly and in words."""


def review(story: Story) -> Chapter:
    """The clock jumps: three months later the quarterly review closes what could not be solved."""
    house, tell, glare = story.house, story.teller, story.cases["glare"]
    tell.chapter("Three months later: the quarterly review", "三个月后：季度评审")
    house.plan(story.cases["tank"], [Step(0, "archive_explained", "surveys")], 32, "10:00")
    house.until(12, "08:50")
    house.until(REVIEW, "09:00", every=DAY)
    told = [one for one in house.told(glare) if one.message.about == "quarterly_review"]
    tell.say(f"The clock jumps to {on(house.clock())}; meanwhile the desk looked once a day. qin was reminded:")
    story.tell_told(told)
    about = {"final_result": "对方拒绝换膜 / the owner across the street refuses"}
    house.plan(
        glare,
        [
            Step(0, "call_review", "qin"),
            Step(60, "propose:quarterly_close", "tang", about),
            Step(90, "sign:quarterly_close", "chen"),
            Step(95, "done:quarterly_close", "tang"),
            Step(100, "tell_result", "lin", {"result": about["final_result"]}),
            Step(105, "send_survey", "surveys"),
        ],
        REVIEW,
        "09:00",
    )
    house.until(REVIEW, "11:30")
    story.tell_journal("glare", after=10)
    tell.say(
        f"Meanwhile {story.cases['kitchen']} was inspected again; on {on(story.case('deposit').recorded_at)} its "
        "deposit was paid out and its file closed."
    )
    ended = [story.case(one).state for one in ("kitchen", "deposit", "tap", "sofa")]
    story.claim(
        "after the month the deposit was paid out, and the front desk's cases are over and were in time",
        ended == ["closed_refunded", "refunded", "archived", "archived"] and not late_at_the_desk(story),
    )
    case = story.case("glare")
    on_time = story.verdicts("glare").get("quarterly_review") == "on_time"
    closed = case.state == "closed_unresolvable" and on_time
    story.claim("the review came in time and closed the case with a signature", closed)
    return {"case": glare, "state": case.state, "verdicts": story.verdicts("glare"), "told": len(told)}


def sealing(story: Story) -> Chapter:
    """The book is verified, sealed and verified again; then work goes on."""
    house, tell, glare = story.house, story.teller, story.cases["glare"]
    tell.chapter("The book is verified and sealed", "查验并封存")
    before = house.desk.verify()
    tell.say(
        f"{plural(before.cases, 'case')}, {plural(before.records, 'record')}, {plural(before.seals, 'seal')}, "
        f"{plural(len(before.faults), 'fault')}; {plural(before.unsealed, 'record')} newer than the last seal."
    )
    for fault in before.faults:
        tell.quote(f"{fault.case} record {fault.number}: {fault.what}")
    seal = house.seal()
    sealed = house.desk.verify()
    assert seal is not None
    tell.say(
        f"Seal {seal.number} covers {plural(len(seal.leaves), 'case')} that changed since seal {seal.number - 1}; "
        f"{plural(sealed.unsealed, 'record')} newer than it. Its number and hash, kept elsewhere, are the anchor."
    )
    for time in ("14:00", "17:00"):
        house.until(REVIEW, time)
        house.do(glare, "record_attempt", "lin")
    after = house.desk.verify()
    tell.say(f"By {at(house.clock())} lin has rung Mr Sun twice in vain: two records on {glare}, newer than the seal.")
    story.claim("the store is as it was written", not (before.faults or sealed.faults or after.faults))
    story.claim("after sealing nothing is newer than the seal", sealed.unsealed == 0)
    story.claim("what is done after the seal is counted", after.unsealed == 2)
    return {
        "cases": after.cases,
        "records": after.records,
        "seals": after.seals,
        "faults": [{"case": one.case, "number": one.number, "what": one.what} for one in after.faults],
        "unsealed_before_sealing": before.unsealed,
        "unsealed": after.unsealed,
        "anchor": f"{TENANT}:{seal.number}:{seal.hash}",
    }


def invariants(story: Story) -> Chapter:
    """What must be true of every history, and of how many it is."""
    house, tell = story.house, story.teller
    tell.chapter("What must be true of every history", "历史不变量核查")
    report = house.desk.verify()
    owned = {name: each.invariants for name, each in house.workflows.items()}
    first, every = house.workflow.name, sum(len(each) for each in owned.values())
    tell.say(
        f"Verifying also judges each of {plural(report.cases, 'history', 'histories')} by the invariants of its "
        f"workflow, {every} in all, which trust nothing but the journal. Those of the complaints:"
    )
    rows = []
    for one in owned[first]:
        counts = report.invariants[f"{first}.{one.name}"]
        rows.append((one.name, f"{one.en}\n{one.zh}", *(counts.get(each) or "" for each in STANDINGS)))
    heads = [brief for brief, _ in STANDINGS.values()]
    tell.table(("", "Invariant 不变量", *heads), rows, right=heads)
    found = {name: _summed(report.invariants, name) for name in owned}
    tell.say("Those of the front desk, added up:")
    tell.table(
        ("Workflow 流程", "Cases", "Invariants", *heads),
        [
            (
                f"{house.workflows[name].en} {house.workflows[name].zh}",
                len(house.desk.find(workflow=name)),
                len(owned[name]),
                *(each[one] or "" for one in STANDINGS),
            )
            for name, each in found.items()
            if name != first
        ],
        right=("Cases", "Invariants", *heads),
    )
    sums = {one: sum(each[one] for each in found.values()) for one in STANDINGS}
    said = ", ".join(f"{number:,} {STANDINGS[name][1]}" for name, number in sums.items())
    tell.say(f"In all: {said}. Open is what cannot be judged from a journal yet; it never passes for kept.")
    judged = sum(sums.values()) == sum(len(each) * len(house.desk.find(workflow=name)) for name, each in owned.items())
    story.claim("no history breaks an invariant", not sums["broken"])
    story.claim("every history was judged by every invariant", judged)
    return {"sums": sums, "invariants": {name: dict(counts) for name, counts in report.invariants.items()}}


def late_at_the_desk(story: Story) -> list[str]:
    """The limits that the cases of the front desk have missed."""
    cases = [one for one in story.house.every() if one.workflow_name != story.house.workflow.name]
    return [f"{one.id} {run.name}" for one in cases for run in one.clocks if run.verdict == "late"]


def _summed(counted: Mapping[str, Mapping[str, int]], workflow: str) -> dict[str, int]:
    """How often the invariants of a workflow stand in each way."""
    mine = [each for name, each in counted.items() if name.partition(".")[0] == workflow]
    return {one: sum(each.get(one, 0) for each in mine) for one in STANDINGS}
