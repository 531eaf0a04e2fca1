"""
Tuesday: a resident is not content and a superior has it done again; a case lies about, and those above are told.
"""

from __future__ import annotations

from propflow.cli.demo.house import ROUND, instant
from propflow.cli.demo.residents import Step, aftercare, ending, opened
from propflow.cli.demo.story import Chapter, Story, codes, refusal_plain, told_plain


def second_disposal(story: Story) -> Chapter:
    """A result that the resident rejects is reviewed by somebody who had no part in it."""
    house, tell = story.house, story.teller
    tell.chapter("A resident is not content: second disposal", "业主不满意：二次处置")
    house.until(1, "08:10")
    chute = house.register(
        "register", "lin", narrative="垃圾房异味 / The refuse room smells", complainant_id="zhao-502",
        complainant_name="赵女士 / Mrs Zhao",
    ).id  # fmt: skip
    story.cases["chute"] = chute
    said = "还是有味道 / It still smells"
    house.plan(
        chute,
        [
            *opened("cleaning"),
            Step(70, "adopt_measures", "mu", {"measures": "冲洗 / hosing down"}),
            Step(170, "report_done", "zhao"),
            Step(190, "tell_result", "lin", {"opinion": said}),
            Step(195, "owner_dissatisfied", "lin", {"statement": said}),
        ],
        1,
        "08:10",
    )
    house.until(1, "13:00")
    orders = {"review": "地漏未清 / the drain was left out", "orders": "疏通并消毒 / clear and disinfect it"}
    tell.say(
        f"{chute} is reported done, and Mrs Zhao says: {said}. The case goes to a superior. mu holds that role too, "
        "but has decided on the measures:"
    )
    refusal = story.refused(lambda: house.do(chute, "order_rework", "mu", **orders))
    house.plan(
        chute,
        [
            Step(0, "order_rework", "ma", orders),
            Step(120, "report_done", "zhao", {"process_record": "已疏通消毒 / cleared and disinfected"}),
            *ending(140),
            *aftercare(200),
        ],
        1,
        "13:30",
    )
    house.until(1, "16:30")
    tell.say("ma, who had no part in it, reviews. The result is told anew before it is verified anew:")
    story.tell_journal("chute", after=6)
    case = story.case("chute")
    story.claim("whoever decided did not review his own decision", codes(refusal) == {"duty"})
    closed = case.state in ("closed", "following_up") and case.fact("reworks") == 1
    story.claim("the contested result was done again and closed", closed and not story.late("chute"))
    return {
        "case": chute,
        "refused": refusal_plain(refusal),
        "reworks": case.fact("reworks"),
        "verdicts": story.verdicts("chute"),
    }


def forgotten(story: Story) -> Chapter:
    """Nobody sends a case on: rung by rung those above are told, until somebody answers for it."""
    house, tell, bins = story.house, story.teller, story.cases["bins"]
    house.until(1, "19:00")
    tell.chapter("A case is forgotten, and the ladder is climbed", "无人派单：逐级升级")
    tell.say(
        f"{bins}, brought to the desk on Monday at half past six in the evening, was opened and then forgotten. The "
        f"desk looks at its clocks every {ROUND.seconds // 60} minutes and delivers through the ports of the house: "
        "a roster, a notifier and an escalator. Where the roster has nobody on duty it goes on to the next rung."
    )
    told = [one for one in house.told(bins) if one.message.about == "hand_over"]
    story.tell_told(told)
    climbed = [one.message.facts for one in told if one.message.kind == "escalation"]
    rungs = [(one["rung"], one["reached"]) for one in climbed]
    story.claim("rung by rung was told, and the vacant seat passed over", rungs == [(1, 1), (2, 3)])
    running = story.case("bins").clock("hand_over")
    left = running is not None and running.running and house.clock() > instant(1, "18:55")
    story.claim("after somebody had answered for it, the ladder was climbed no further", left and len(rungs) == 2)
    tell.say(
        "On Tuesday at 08:05 chen answers for it. So the third rung, at 18:45, is not climbed, although the lorry "
        "comes only at seven, and the case goes to cleaning:"
    )
    late = {"overrun_reason": "交接班漏派 / overlooked at the change of shifts"}
    sent = {"departments": ["cleaning"], "responsible": "zhao"}
    house.plan(
        bins,
        [
            Step(5, "dispatch", "lin", sent),
            Step(20, "sign_receipt", "hu", {"departments": ["cleaning"]}),
            Step(30, "record_contact", "lin"),
            Step(35, "adopt_measures", "mu"),
            Step(800, "report_done", "zhao"),
            *(one for one in ending(820) if one.action != "close"),
            Step(850, "close", "tang", late),
            *aftercare(880),
        ],
        1,
        "19:00",
    )
    house.until(1, "19:40")
    story.tell_journal("bins")
    story.claim("the overrun stands on record", "hand_over" in story.late("bins"))
    return {"case": bins, "told": [told_plain(one) for one in told], "rungs": rungs, "late": story.late("bins")}
