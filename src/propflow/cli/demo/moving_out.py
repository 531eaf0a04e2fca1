"""
Friday of the second week: goods leave with the owner's letter and a slip, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from propflow.adapters.passes import Gate, MemoryUsed, Missing, PassRefused, issue, new_key, pass_of
from propflow.cli.demo.papers_desk import GOODS
from propflow.cli.demo.residents import Step
from propflow.cli.demo.story import Chapter, Story, codes, refusal_plain
from propflow.errors import Blocker
from propflow.model.cases import Case

DAY: Final = 11
SERIAL: Final = 41
EAST, WEST = "east", "west"
MORE: Final = ("双人沙发 ×2", GOODS[1])
"""What is at the gate, but not on the slip."""


def goods_pass(story: Story) -> Chapter:
    """A tenant's goods leave on the owner's letter, at one gate, and the slip is good for nothing after that."""
    house, tell = story.house, story.teller
    house.until(DAY, "14:00")
    tell.chapter("A tenant moves out", "物品放行：授权、持出证、门岗")
    sofa = house.register("register", "tang", workflow="move_out_pass").id
    story.cases["sofa"] = sofa
    house.do(sofa, "request_by_other", "tang")
    letter = house.register("register", "tang", workflow="goods_authorisation").id
    tell.say(
        f"Ms Zhou, a tenant, moves out with {' and '.join(GOODS)}: {sofa}. Her letter, {letter}, is not checked yet:"
    )
    unread = story.refused(lambda: house.do(sofa, "present_authorisation", "tang", authorisation=letter))
    house.do(letter, "open", "tang")
    house.do(letter, "present", "tang", request=sofa)
    house.do(sofa, "present_authorisation", "tang", authorisation=letter)
    issued = house.do(sofa, "open", "tang", serial=SERIAL)
    leaves = house.until(DAY, "15:00")
    house.do(sofa, "present_at_gate", "wu", serial=SERIAL, gate=EAST)
    tell.say(f"The letter is checked, slip {SERIAL} made out. At the east gate wu sees a second sofa:")
    slip = {"serial": SERIAL, "gate": EAST, "signature": "Wu"}
    differ = story.refused(lambda: house.do(sofa, "release_goods", "wu", **slip, goods_seen=[*MORE]))
    house.do(sofa, "release_goods", "wu", **slip)
    house.until(DAY, "15:20")
    tell.say("It goes back upstairs, the rest leaves. Twenty minutes later the same slip is shown at the west gate:")
    again = story.refused(lambda: house.do(sofa, "present_at_gate", "ren", serial=SERIAL, gate=WEST))
    coded = _coded(story, issued, leaves)
    house.plan(
        sofa,
        [
            Step(0, "keep_copy", "wu", {"serial": SERIAL}),
            Step(60, "close", "tang", {"serial": SERIAL, "handed_in_by": "Wu"}),
        ],
        DAY,
        "15:30",
    )
    house.plan(letter, [Step(30, "close", "tang")], DAY, "15:30")
    house.until(DAY, "17:00")
    story.tell_journal("sofa")
    story.claim("no slip is made out on a letter that nobody has checked", "letter_not_presented" in codes(unread))
    story.claim("goods that are not on the slip stay", codes(differ) == {"gate_disagrees"})
    story.claim("a slip that was used lets nothing out at a second gate", codes(again) == {"state"})
    if coded is not None:
        story.claim("the code of the slip is good once, for its goods", coded)
    return {
        "case": sofa,
        "letter": letter,
        "refused": {
            "letter": refusal_plain(unread),
            "goods": refusal_plain(differ),
            "second_gate": refusal_plain(again),
        },
        "code": coded,
        "state": story.case("sofa").state,
    }


def _coded(story: Story, issued: Case, leaves: datetime) -> bool | None:
    """Does the code of a slip let its goods through once, at gates that share a list? None without the extra."""
    used = MemoryUsed()
    try:
        key = new_key("riverside-2025")
    except Missing:
        return None
    code = issue(pass_of(issued), key)
    east, west = (Gate(issued.tenant, name, [key.public()], used) for name in (EAST, WEST))
    wrong = _turned_away(east, code, leaves, MORE)
    through = east.admit(code, leaves, GOODS).serial
    twice = _turned_away(west, code, story.house.clock(), GOODS)
    story.teller.say(
        f"The slip also bears a signed code of {len(code)} characters, which the gates verify by themselves: the east "
        "gate turned the second sofa away and let the rest through, the west gate says:"
    )
    for one in twice:
        story.teller.quote(f"{one.say()}\n{one.say('zh')}")
    kinds = {one.code for one in wrong}, {one.code for one in twice}
    return through == SERIAL and kinds == ({"pass_goods_differ"}, {"pass_used"})


def _turned_away(gate: Gate, code: str, now: datetime, goods: Sequence[str]) -> tuple[Blocker, ...]:
    """Why the gate lets nothing through; nothing if it does."""
    try:
        gate.admit(code, now, goods)
    except PassRefused as refusal:
        return refusal.blockers
    return ()
