"""
Monday: the office opens, complaints come in by telephone, WeChat and paper, one is explained, one is repaired.
"""

from __future__ import annotations

from typing import Any, Final, cast

from propflow.cli.demo.papers import SIGNED
from propflow.cli.demo.people import STAFF
from propflow.cli.demo.residents import Step, aftercare, ending, opened
from propflow.cli.demo.site import MANUALS, RIVERSIDE, sources
from propflow.cli.demo.story import Chapter, Story, codes, refusal_plain
from propflow.cli.demo.telling import LOCAL
from propflow.cli.output import plural
from propflow.errors import KeyReused
from propflow.model.instants import to_text
from propflow.model.policies import Policy
from propflow.policy.merging import Merge

WECHAT: Final = {
    "channel": "app", "received_at": "2025-03-03T08:20:00+08:00",
    "narrative": "水箱什么时候清洗？ / When is the water tank cleaned?",
    "complainant_id": "zhang", "complainant_name": "张先生 / Mr Zhang",
}  # fmt: skip


def opening(story: Story, site: Policy, policy: Merge) -> Chapter:
    """Who works here, and by which policy."""
    house, tell, workflow = story.house, story.teller, story.house.workflow
    tell.chapter("The office of Riverside Court opens", "滨江苑管理处开门")
    now = house.clock().astimezone(LOCAL)
    tell.say(
        f"{now:%A}, {now.day} {now:%B %Y}, {now:%H:%M}. The clock stands still unless the story moves it. Workflow "
        f"'{workflow.name}' ({workflow.zh}): {len(workflow.states)} states, {len(workflow.actions)} actions, "
        f"{len(workflow.clocks)} clocks."
    )
    roles = {one.name: f"{one.en} {one.zh}" for each in house.workflows.values() for one in each.roles}
    tell.table(
        ("Who", "Role", "On duty"),
        [(one.id, ", ".join(roles[role] for role in one.roles), one.shift) for one in STAFF],
    )
    tell.say(f"Two manuals hold here, '{MANUALS[0]}' and '{MANUALS[1]}', and over them the community's own lines:")
    for line in RIVERSIDE.splitlines():
        tell.copyable(line)
    filled = sources(site, policy)
    tell.say(
        f"Of {plural(len(workflow.slots), 'value')} that the workflow leaves open, the manuals fill "
        f"{filled['manuals']}, the community {filled['community']}; {filled['design']} are our own, as no manual says "
        f"anything; {filled['off']} are switched off by name. Where the two differ:"
    )
    tell.quote(policy.say())
    tell.quote(policy.say("zh"))
    story.claim("no value that the workflow needs is left open", not (workflow.silent or policy.conflicts))
    return {"workflow": workflow.key, "starts_at": to_text(house.clock()), "policy": site.name, "filled": filled}


def intake(story: Story) -> Chapter:
    """A call, a message and a letter; each gets the next number of one book."""
    house, tell = story.house, story.teller
    tell.chapter("A call, a message, a letter", "来电、微信、来信")
    house.until(0, "08:10")
    pipe = house.register(
        "register", "lin", narrative="厨房水管漏水 / The kitchen's pipe leaks", demand="今天修好 / Mended today",
        complainant_id="li", complainant_name="李女士 / Mrs Li", unit="3-502",
    )  # fmt: skip
    house.plan(
        pipe.id,
        [
            *opened("works", "equipment", track="repair"),
            Step(70, "adopt_measures", "wang", {"track": "repair"}),
            Step(290, "report_done", "sun"),
        ],
        0,
        "08:10",
    )
    house.until(0, "08:20")
    tank = house.register("register", "wechat", key="wechat-8817", **WECHAT)
    house.until(0, "08:30")
    letter = house.register(
        "register", "lin", channel="letter", received_at="2025-03-01T17:00:00+08:00", accused="秩序部 / security",
        narrative="值班队长态度恶劣 / The captain on duty was rude", complainant_name="陈先生 / Mr Chen",
    )  # fmt: skip
    story.cases |= {"pipe": pipe.id, "tank": tank.id, "captain": letter.id}
    rows, channels = [], []
    for name in ("pipe", "tank", "captain"):
        first = house.desk.journal(story.cases[name])[0]
        values = cast(Any, first.form)["values"]
        channels.append(values["channel"])
        rows.append((story.cases[name], values["channel"], first.actor, values["narrative"]))
    tell.table(("Case", "Channel", "Entered by", "What is said"), rows)
    tell.say("The letter had lain in the box since Saturday. Its limits count from the record: nobody dates them back.")
    story.claim("call, message and letter have the first three numbers", [one[0][-1] for one in rows] == [*"123"])
    return {"cases": [one[0] for one in rows], "channels": channels}


def twice(story: Story) -> Chapter:
    """The same message arrives twice, then another one under its key."""
    house, tell = story.house, story.teller
    tell.chapter("The same message twice is one case", "重复指令只办理一次")
    before = len(house.store.entries(house.desk.tenant, "TS"))
    house.until(0, "08:32")
    again = house.register("register", "wechat", key="wechat-8817", **WECHAT)
    tell.say(f"WeChat's gateway did not hear the answer and sends '{again.id}' again under the same key: nothing new.")
    try:
        house.register("register", "wechat", key="wechat-8817", channel="app", narrative="另一件事 / Something else")
        reused = ""
    except KeyReused as error:
        reused = str(error)
        tell.quote(reused)
    lines = len(house.store.entries(house.desk.tenant, "TS"))
    held = again.id == story.cases["tank"] and again.version == 1 and lines == before
    story.claim("a command given twice was carried out once", held)
    story.claim("another command under the same key was refused", bool(reused))
    return {"case": again.id, "version": again.version, "reused": reused}


def inquiry(story: Story) -> Chapter:
    """A question is answered: registered and explained, but not opened."""
    house, tell, tank = story.house, story.teller, story.cases["tank"]
    tell.chapter("A question is explained, not opened", "咨询类：解释了结，不立项")
    house.until(0, "08:36")
    answer = {"explanation": "每季度清洗，下次在周六 / Every quarter, next on Saturday"}
    tell.say(f"lin answers {tank} at once, before anybody has said what kind of matter it is:")
    refusal = story.refused(lambda: house.do(tank, "explain_only", "lin", customer_accepts=False, **answer), whole=True)
    unexplained = codes(refusal) == {"nature_unknown", "explanation_not_enough"}
    story.claim("nothing is explained away unclassified or unaccepted", unexplained)
    house.do(tank, "classify", "lin", nature="communicative_inquiry", grade="none", level="III")
    house.until(0, "08:40")
    case = house.do(tank, "explain_only", "lin", **answer)
    tell.say("Classified as a question, and with Mr Zhang content:")
    story.tell_journal("tank")
    opened = case.fact("opened_at") is not None
    story.claim("the question was explained and not opened", case.state == "explained" and not opened)
    return {"case": tank, "state": case.state, "refused": refusal_plain(refusal), "verdicts": story.verdicts("tank")}


def captain(story: Story) -> Chapter:
    """A complaint about somebody who would handle it himself."""
    house, tell, letter = story.house, story.teller, story.cases["captain"]
    tell.chapter("The person complained about keeps out", "被投诉人回避")
    axes = {"content": "service_attitude", "valid_ground": "misconduct", "motive": "respect"}
    receipt = {"departments": ["security"], "signature": "Bao"}
    house.plan(
        letter,
        [
            Step(0, "classify", "tang", axes),
            Step(2, "name_respondent", "tang", {"respondent_id": "bao", "reason": "排班表 / the rota"}),
            Step(3, "open", "lin"),
            Step(4, "dispatch", "lin", {"departments": ["security"], "responsible": "mei"}),
        ],
        0,
        "08:40",
    )
    house.until(0, "09:10")
    tell.say("The rota names bao, head of security. His own department gets the case; he wants to sign for it:")
    refusal = story.refused(lambda: house.do(letter, "sign_receipt", "bao", **receipt))
    story.claim("whoever is complained about was refused", codes(refusal) == {"duty_relation"})
    house.plan(
        letter,
        [
            Step(5, "sign_receipt", "chen", {**receipt, "signature": "Chen"}),
            Step(60, "record_contact", "tang"),
            Step(90, "adopt_measures", "chen", {"measures": "谈话并书面致歉 / a talk, and an apology in writing"}),
            Step(230, "report_done", "mei"),
            Step(235, "record_authority_verification", "tang", {"reference": "2025/31"}),
            *ending(240),
            *aftercare(300),
        ],
        0,
        "09:10",
    )
    house.until(0, "13:00")
    tell.say("chen, head of the office, signs instead and decides:")
    records = story.tell_journal("captain")
    hands = {one.actor for one in records}
    story.claim("the person complained about had no hand in it", "bao" not in hands and "chen" in hands)
    return {"case": letter, "refused": refusal_plain(refusal), "hands": sorted(hands)}


def repair(story: Story) -> Chapter:
    """A repair is not closed before the resident has signed the service sheet."""
    house, tell, pipe = story.house, story.teller, story.cases["pipe"]
    tell.chapter("A repair is not closed without the signed sheet", "维修类：无签字单不得销项")
    house.until(0, "13:10")
    case = story.case("pipe")
    tell.say(f"sun has mended {pipe} and reported it done. tang wants it off the list at once:")
    early = story.refused(lambda: house.do(pipe, "close", "tang"))
    house.do(pipe, "tell_result", "lin")
    house.do(pipe, "return_form", "sun")
    tell.say("Mrs Li is told. lin verifies by the service sheet, which nobody has signed yet:")
    unsigned = story.refused(lambda: house.do(pipe, "verify", "lin", closing_basis="a", vouchers=[]))
    untouched = story.case("pipe").version == case.version + 2
    house.until(0, "14:00")
    tell.say("At two Mrs Li has signed; the copy is back.")
    house.do(pipe, "verify", "lin", **SIGNED, signed_by="李女士 / Mrs Li")
    closed = house.do(pipe, "close", "tang")
    story.tell_journal("pipe")
    every = codes(early) == {"state", "wrong_basis", "result_not_told"}
    ruled = early is not None and all(one.rules for one in early.blockers)
    story.claim("the closing was refused with every reason and its rules", every and ruled)
    story.claim("without the signed sheet it was not verified", codes(unsigned) == {"sheet_unsigned"} and untouched)
    story.claim("with the signed sheet it was closed", closed.state == "closed" and not story.late("pipe"))
    sour = {"solution": 70, "speed": 60, "attitude": 85, "survey_score": 71}
    house.plan(pipe, [Step(0, "send_survey", "surveys"), Step(30, "assign_follow_up", "qin")], 0, "15:00")
    house.plan(pipe, [Step(0, "record_follow_up", "lin"), Step(600, "record_survey", "surveys", sour)], 2, "10:00")
    return {
        "case": pipe,
        "closing": refusal_plain(early),
        "verifying": refusal_plain(unsigned),
        "state": closed.state,
        "verdicts": story.verdicts("pipe"),
    }


def evening(story: Story) -> Chapter:
    """The day's cases are in the book, and the book is sealed for the first time."""
    house, tell = story.house, story.teller
    house.until(0, "18:30")
    bins = house.register(
        "register", "lin", channel="in_person", narrative="垃圾桶满了 / The bins are full", complainant_id="sunny",
    ).id  # fmt: skip
    story.cases["bins"] = bins
    why = {"late_by": "13 h 20 min", "explanation": "交接班漏派 / overlooked at the change of shifts"}
    steps = [Step(2, "classify", "lin"), Step(4, "open", "lin"), Step(815, "acknowledge_overrun", "chen", why)]
    house.plan(bins, steps, 0, "18:30")
    house.until(0, "23:00")
    tell.chapter("The first day is sealed", "首日封存")
    cases = house.every()
    numbers = [one.number for one in house.store.entries(house.desk.tenant, "TS")]
    tell.say(f"{plural(len(cases), 'case')} since the morning, numbers {numbers[0]} to {numbers[-1]}; at eleven:")
    story.tell_states(cases)
    story.claim("every case of the day has the next number", numbers == [*range(1, len(cases) + 1)])
    story.claim("the book was sealed for the night", len(house.seals) == 1)
    return {"registered": len(cases), "states": story.states(cases), "seals": len(house.seals)}
