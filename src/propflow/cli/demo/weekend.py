"""
Friday to Sunday: a case that cannot be solved now, a low score looked back at, who may read what, the week's figures.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final, cast

from propflow.cli.demo.people import actor
from propflow.cli.demo.residents import Step, opened
from propflow.cli.demo.story import Chapter, Story, codes, refusal_plain
from propflow.cli.demo.telling import on
from propflow.cli.output import plural

HEADS: Final = ("on_time", "late", "void", "open")


def stalled(story: Story) -> Chapter:
    """What cannot be solved now goes on record, with a plan and a signature."""
    house, tell = story.house, story.teller
    tell.chapter("A case that cannot be solved now", "暂无法处理：挂账")
    house.until(4, "08:10")
    glare = house.register(
        "register", "lin", channel="letter", narrative="对面玻璃幕墙反光 / Glare from the façade across the street",
        complainant_id="sun-1801", complainant_name="孙先生 / Mr Sun",
    ).id  # fmt: skip
    story.cases["glare"] = glare
    steps = opened("works")
    steps[0] = Step(2, "classify", "lin", {"nature": "out_of_scope", "grade": "none", "level": "III"})
    steps[1] = Step(4, "open", "lin", {"condition": "e", "content": "业主要求了解 / asked to look into it"})
    plan = {
        "reason": "产权属对面单位 / the façade is another owner's",
        "tried_measures": "已函告对方及街道办 / wrote to the owner and the sub-district office",
        "plan": "对方六月换膜，届时复查 / it is to be coated in June; look again then",
        "explanation_to_owner": "已当面说明 / explained in person",
    }
    house.plan(glare, [*steps, Step(110, "propose:declare_stalled", "wang", plan)], 4, "08:10")
    house.until(4, "10:10")
    tell.say(
        "It is none of our duties, but Mr Sun asks us to look into it: opened, by condition e. It cannot be solved for "
        "now. wang has laid a plan open and wants to put the case on record before anybody has signed:"
    )
    refusal = story.refused(lambda: house.do(glare, "done:declare_stalled", "wang"))
    house.plan(
        glare,
        [
            Step(5, "sign:declare_stalled", "qin"),
            Step(10, "done:declare_stalled", "wang"),
            Step(20, "tell_result", "lin", {"result": "方案已说明 / the plan is explained"}),
        ],
        4,
        "10:10",
    )
    house.until(4, "10:40")
    story.tell_journal("glare", after=5)
    case = story.case("glare")
    run = case.clock("quarterly_review")
    tell.say(f"Its quarterly review is due by {on(run.due_at if run else None)}.")
    story.claim("nothing is put on record without the supervisor's signature", codes(refusal) == {"sign_off_missing"})
    story.claim(
        "the case stands on record with a plan and a day of review", case.state == "stalled" and run is not None
    )
    return {"case": glare, "refused": refusal_plain(refusal), "state": case.state}


def look_back(story: Story) -> Chapter:
    """A survey below the line: the case is not archived before somebody has looked again."""
    house, tell, pipe = story.house, story.teller, story.cases["pipe"]
    house.until(4, "13:00")
    tell.chapter("A survey below 80 brings a look-back", "满意度低于80分：回头看")
    first = story.case("pipe").fact("survey_score")
    tell.say(
        f"lin has followed up the leaking pipe; then Mrs Li's survey came: {first} of 100. qin wants to archive it:"
    )
    refusal = story.refused(lambda: house.do(pipe, "archive", "qin"))
    found = {"contact": "电话 / by telephone", "finding": "接口仍渗水 / still damp", "remedy": "换垫圈 / a new washer"}
    house.do(pipe, "low_satisfaction", "qin", failed_items="响应速度 / speed")
    house.plan(pipe, [Step(0, "finish_look_back", "tang", found), Step(5, "send_survey", "surveys")], 4, "16:00")
    house.plan(pipe, [Step(0, "record_follow_up", "lin"), Step(60, "record_survey", "surveys")], 5, "10:00")
    house.plan(pipe, [Step(0, "archive", "qin")], 5, "14:00")
    house.until(5, "14:30")
    tell.say("So somebody looks again, and she is followed up and asked anew:")
    story.tell_journal("pipe", after=14)
    case = story.case("pipe")
    story.claim("a low score was not archived", "score_is_low" in codes(refusal))
    looked = case.fact("look_backs") == 1 and case.fact("survey_score") == 93
    story.claim("after the look-back it was", case.state == "archived" and looked and not story.late("pipe"))
    return {"case": pipe, "refused": refusal_plain(refusal), "scores": [first, case.fact("survey_score")]}


def confidential(story: Story) -> Chapter:
    """A name and a number are read by those who may, for a purpose, and every reading is noted."""
    house, tell, pipe = story.house, story.teller, story.cases["pipe"]
    house.until(5, "15:00")
    tell.chapter("Who complained is confidential", "投诉人信息保密")
    desk = house.desk
    noted = len(house.store.accesses(desk.tenant))
    stored = _contact(desk.journal(pipe, by=actor("qin")))
    hidden = isinstance(stored, dict) and set(stored) == {"sealed"}
    tell.say(
        f"qin opens the journal of {pipe} without a purpose: of Mrs Li's number there is a salted digest. sun, who "
        "mended the pipe, names a purpose, but is no reader:"
    )
    refusal = story.refused(lambda: desk.journal(pipe, by=actor("sun"), purpose="回电 / to call back"))
    purpose = "回访 / to call her back"
    seen = _contact(desk.journal(pipe, by=actor("qin"), purpose=purpose))
    lines = [text for _, _, text in house.store.accesses(desk.tenant)[noted:]]
    tell.say(f"qin names one, {purpose}: it is {seen}. The access log has both:")
    for line in lines:
        tell.quote(line)
    told = hidden and codes(refusal) == {"role"} and seen == "138 0000 0001"
    story.claim("the number is read only by who may, for a purpose", told)
    story.claim("both attempts to read were noted, and only they", len(lines) == 2)
    return {"case": pipe, "refused": refusal_plain(refusal), "noted": lines}


def _contact(records: Any) -> object:
    return cast(Any, records[0].form)["values"]["contact"]


def figures(story: Story) -> Chapter:
    """How the cases of the week stand on Sunday."""
    house, tell = story.house, story.teller
    house.until(6, "18:00")
    tell.chapter("The week in figures", "一周统计")
    cases = house.every()
    story.tell_states(cases)
    channels = Counter(_said(house.desk.journal(one.id)[0], "channel") for one in cases)
    natures = Counter(str(one.fact("nature")) for one in cases)
    tell.say(f"By channel: {_counted(channels)}. By nature: {_counted(natures)}.")
    verdicts: dict[str, Counter[str]] = {one.name: Counter() for one in house.workflow.clocks}
    for case in cases:
        for run in case.clocks:
            if run.due_at is not None or run.verdict:
                verdicts[run.name][run.verdict or "open"] += 1
    titles = story.titles()
    told = {name: each for name, each in verdicts.items() if each["on_time"] or each["late"]}
    tell.table(
        ("Limit (latest cycle)", "时限", *HEADS),
        [(*titles["clock", name], *(each[one] for one in HEADS)) for name, each in told.items()],
        right=HEADS,
    )
    kinds = Counter(one.message.kind for one in house.inbox.told)
    tell.say(
        f"The desk fired {plural(house.marks, 'mark')} of clocks and delivered {plural(kinds['mark'], 'notice')} and "
        f"{plural(kinds['escalation'], 'escalation')} because of them, besides {plural(kinds['action'], 'notice')} of "
        "things done."
    )
    late = sorted({case.id for case in cases for run in case.clocks if run.verdict == "late"})
    story.claim("only the forgotten case is late", late == [story.cases["bins"]])
    story.claim("nothing stands still and no message waits", not house.desk.doctor().findings)
    return {
        "cases": len(cases),
        "states": story.states(cases),
        "channels": dict(sorted(channels.items())),
        "natures": dict(sorted(natures.items())),
        "verdicts": {name: dict(sorted(each.items())) for name, each in told.items()},
        "delivered": dict(sorted(kinds.items())),
        "marks": house.marks,
        "late": late,
    }


def _said(record: Any, field: str) -> str:
    return str(record.form["values"].get(field, "sensor"))


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))
