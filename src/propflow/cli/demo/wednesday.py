"""
Wednesday and Thursday: people in a lift, a rope that a sensor hears before anybody, and a house without hot water.
"""

from __future__ import annotations

from typing import Final

from propflow.cli.demo.papers import SIGNED
from propflow.cli.demo.residents import Step, aftercare, ending, opened
from propflow.cli.demo.story import Chapter, Story, codes, refusal_plain, told_plain

OWNERS: Final = 600
"""In all: the policy says 50 percent, so that a task force takes more than 300."""

TEAM: Final = {"issue": "热水 / hot water", "leader": "chen", "members": ["wang", "tang"], "owners_in_all": OWNERS}


def emergency(story: Story) -> Chapter:
    """Level I: the papers come after the rescue, but they come."""
    house, tell = story.house, story.teller
    tell.chapter("An emergency of level I: people in a lift", "一级紧急：电梯困人")
    house.until(2, "09:02")
    lift = house.register(
        "register", "shi", narrative="电梯困人，两人 / Two people trapped in a lift", level="I",
        scenario="lift_entrapment", complainant_id="wu", complainant_name="吴女士 / Mrs Wu",
    ).id  # fmt: skip
    story.cases["lift"] = lift
    axes = {"content": "equipment", "grade": "important", "level": "I"}
    house.plan(
        lift,
        [
            Step(1, "open", "lin", {"condition": "d", "content": "电梯困人 / entrapment"}),
            Step(3, "respond_emergency", "wang"),
            Step(18, "record_rescue", "wang"),
            Step(20, "report_emergency_progress", "sun", {"progress": "两人已救出 / both are out"}),
            Step(25, "classify", "lin", axes),
            Step(35, "forward_to_superior", "qin"),
            Step(60, "record_contact", "lin"),
            Step(210, "issue_rescue_report", "wang"),
        ],
        2,
        "09:02",
    )
    house.until(2, "13:00")
    tell.say("No receipt, no inquiry: help goes first. But when wang reports it done without any:")
    refusal = story.refused(lambda: house.do(lift, "report_done", "wang"))
    house.plan(
        lift,
        [
            Step(5, "record_inquiry_late", "wang"),
            Step(10, "record_receipt_late", "hu"),
            Step(20, "report_done", "wang"),
            *(one for one in ending(30) if one.action != "verify"),
            Step(50, "verify", "lin", {**SIGNED, "signed_by": "吴女士 / Mrs Wu"}),
            *aftercare(90),
        ],
        2,
        "13:00",
    )
    house.until(2, "14:30")
    story.tell_journal("lift")
    told = [one for one in house.told(lift) if one.message.role == "headquarters"]
    tell.say("Headquarters hears of it as it happens:")
    story.tell_told(told)
    verdicts = story.verdicts("lift")
    limits = ("response_start", "rescue_on_site", "rescue_report", "late_papers")
    story.claim("the emergency was answered within every limit", {verdicts.get(one) for one in limits} == {"on_time"})
    story.claim("it was not reported solved before the facts were on record", codes(refusal) == {"inquiry_missing"})
    story.claim("headquarters was told", {one.to for one in told} == {("dong",)})
    return {
        "case": lift,
        "refused": refusal_plain(refusal),
        "verdicts": verdicts,
        "told": [told_plain(one) for one in told],
    }


def sensor(story: Story) -> Chapter:
    """A sensor gives the alert; there is nobody to call back."""
    house, tell = story.house, story.teller
    house.until(3, "08:10")
    tell.chapter("A sensor complains first", "传感器预警：预投诉工单")
    tell.say("The rope of lift 2 reads 78 percent of wear, its limit is 80:")
    refusal = story.refused(lambda: house.register("raise_pre_complaint", "sensors", reading=78))
    house.until(3, "08:15")
    rope = house.register("raise_pre_complaint", "sensors", reading=91).id
    story.cases["rope"] = rope
    nobody = {"owner_consent": "not_applicable", "track": "repair"}
    house.plan(
        rope,
        [
            Step(1, "accept_alert", "zhu"),
            *(one for one in opened("works", "equipment", "repair") if one.action not in ("open", "record_contact")),
            Step(60, "adopt_measures", "wang", nobody),
            Step(160, "report_done", "sun"),
            Step(165, "return_form", "sun"),
            Step(180, "verify", "lin", {**SIGNED, "signed_by": "朱 / Zhu, dispatcher"}),
            Step(190, "close", "tang"),
            Step(200, "archive_without_complainant", "sensors"),
        ],
        3,
        "08:15",
    )
    house.until(3, "11:40")
    tell.say("Then it reads 91. The dispatcher signs the sheet, and nobody is owed a call or a survey:")
    story.tell_journal("rope")
    case = story.case("rope")
    story.claim("a reading within its limit is no case", codes(refusal) == {"reading_within_limit"})
    story.claim("the alert was worked off to the archive", case.state == "archived" and not story.late("rope"))
    return {"case": rope, "refused": refusal_plain(refusal), "state": case.state}


def together(story: Story) -> Chapter:
    """Many complain of the same: a group case, a task force, one published answer."""
    house, tell = story.house, story.teller
    tell.chapter("Many complain of the same", "群体投诉：主案与成员")
    callers = (("13:00", "phone", "1-101"), ("13:05", "app", "1-1203"), ("13:10", "in_person", "2-304"))
    ids: list[str] = []
    for begins, channel, unit in callers:
        house.until(3, begins)
        by = "wechat" if channel == "app" else "lin"
        made = house.register("register", by, channel=channel, unit=unit, narrative="没有热水 / No hot water")
        ids.append(made.id)
        house.plan(made.id, _warm(None if made.id == ids[0] else ids[0]), 3, begins)
    group = story.cases["water"] = ids[0]
    house.until(3, "14:30")
    tell.say(f"{ids[1]} and {ids[2]} join {group}. chen wants a task force, for 280 of {OWNERS} owners:")
    few = story.refused(lambda: house.do(group, "form_task_force", "chen", **TEAM, owners_affected=280))
    house.do(group, "form_task_force", "chen", **TEAM, owners_affected=320)
    notice = {"wording": "热水周五恢复 / Hot water is back on Friday", "place": "公告栏 / notice board"}
    tell.say("At 320 it is formed. Its answer for the notice board must name nobody:")
    named = story.refused(lambda: house.do(group, "publish_measure", "chen", **notice, no_personal_data=False))
    house.do(group, "publish_measure", "chen", **notice, no_personal_data=True)
    story.tell_journal("water")
    members = story.case("water").links("member")
    tell.say(f"The group case {group} has the members {members[0]} and {members[1]}; each keeps a closing of its own.")
    story.claim("a share below the policy's is no mass complaint", codes(few) == {"not_many"})
    story.claim("nothing personal was published", codes(named) == {"personal_data"})
    story.claim("the members are gathered under the group case", [*members] == ids[1:])
    return {
        "case": group,
        "members": [*members],
        "refused": {"task_force": refusal_plain(few), "notice": refusal_plain(named)},
    }


def _warm(group: str | None) -> list[Step]:
    """An important complaint, whose measures the property manager decides on; as a member it joins *group*."""
    joins = [] if group is None else [Step(48, "join_mass_case", "qin", {"group_case": group})]
    steps = opened("works", "equipment")
    steps[0] = Step(2, "classify", "lin", {"content": "equipment", "grade": "important"})
    return [
        *steps,
        Step(6, "forward_to_superior", "qin"),
        *joins,
        Step(55, "propose:adopt_important_measures", "wang", {"measures": "更换循环泵 / a new circulation pump"}),
        Step(60, "sign:adopt_important_measures", "he"),
        Step(65, "done:adopt_important_measures", "wang"),
        Step(1_300, "report_done", "sun"),
        *ending(1_320),
        *aftercare(1_380),
    ]
