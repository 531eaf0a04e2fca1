"""
Monday of the second week: a repair at the front desk, from the report to the closing.
"""

from __future__ import annotations

from typing import Final

from propflow.cli.demo.residents import Step
from propflow.cli.demo.site import DESK_MANUAL
from propflow.cli.demo.story import Chapter, Story, codes, refusal_plain
from propflow.cli.output import plural

DAY: Final = 7


def front_desk_repair(story: Story) -> Chapter:
    """A repair is not closed before the signed copy is back, nor for more than the owner has agreed to."""
    house, tell = story.house, story.teller
    house.until(DAY, "09:00")
    tell.chapter("A repair at the front desk", "前台报修：副联收回方可销项")
    others = [one for name, one in house.workflows.items() if name != house.workflow.name]
    tell.say(
        f"Repairs, renovations and goods passes follow '{DESK_MANUAL}'; what it leaves open the community's second "
        f"policy fills or switches off: {plural(len(others), 'workflow')}, "
        f"{plural(sum(len(one.slots) for one in others), 'value')}."
    )
    story.claim("no value of the front desk is left open", not any(one.silent for one in others))
    tap = house.register(
        "register", "lin", workflow="repair", unit="2-304", reporter_id="zhang", resident_id="zhang",
        reporter_name="张先生 / Mr Zhang",
    ).id  # fmt: skip
    story.cases["tap"] = tap
    house.plan(
        tap,
        [
            Step(3, "open", "lin"),
            Step(6, "dispatch", "zhu"),
            Step(40, "arrive", "hua"),
            Step(50, "present_quote", "hua"),
            Step(60, "record_consent", "yan"),
            Step(150, "report_done", "hua"),
            Step(155, "report_completion", "hua"),
            Step(165, "sign_off", "lin"),
        ],
        DAY,
        "09:00",
    )
    house.until(DAY, "13:00")
    tell.say(
        f"hua has quoted 80 yuan for {tap}, Mr Zhang has agreed in writing and signed for the work. tang wants to "
        "close it for 120, without the copy and before anybody has paid:"
    )
    version = story.case("tap").version
    refusal = story.refused(lambda: house.do(tap, "close", "tang", charge="120.00"))
    untouched = story.case("tap").version == version
    house.do(tap, "deliver_copy", "hua")
    house.do(tap, "note_payment", "jin")
    closed = house.do(tap, "close", "tang")
    tell.say("The copy is in, 80 yuan are paid, and 80 are charged:")
    story.tell_journal("tap")
    every = codes(refusal) == {"copy_missing", "above_what_was_agreed", "payment_missing"}
    ruled = refusal is not None and all(one.rules for one in refusal.blockers)
    story.claim(
        "the repair was refused its closing with every reason: the copy, the charge and the payment",
        every and ruled and untouched,
    )
    story.claim("with copy and payment the repair was closed", closed.state == "closed" and not story.late("tap"))
    house.plan(
        tap,
        [Step(0, "assign_follow_up", "qin"), Step(60, "record_follow_up", "tang"), Step(90, "archive", "qin")],
        DAY,
        "14:00",
    )
    return {
        "case": tap,
        "refused": refusal_plain(refusal),
        "state": closed.state,
        "verdicts": story.verdicts("tap"),
    }
