"""
A deadline of a case in words: when it is due, from when it counts, what has fired, and why then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from propflow.engine.deadlines import CaseDeadline
from propflow.model.calendars.walls import spelled
from propflow.views.case import WORDS as VERDICTS

WORDS: Final = {
    "heading": ("{title} ({clock}), cycle {cycle}", "{title}（{clock}），第 {cycle} 轮"),
    "due": ("due {at}", "到期 {at}"),
    "unlimited": ("no limit yet", "暂无时限"),
    "halted": ("stands still: no deadline", "暂停中：无到期时刻"),
    "within": ("{within} by {calendar}, from {at}", "{within}，依 {calendar} 日历，自 {at} 起算"),
    "agreed": ("agreed on {moment}, from {at}", "约定 {moment}，自 {at} 起算"),
    "started": ("started by record {record}, {action}", "由第 {record} 号记录 {action} 起算"),
    "chosen": ("chosen by {facts}", "依据：{facts}"),
    "excused": ("excused until {at}", "批准延期至 {at}"),
    "provisional": (
        "provisional: it lies past the published holidays and may still change",
        "暂定：该时段放假安排尚未公布，时刻可能调整",
    ),
    "stale": (
        "the calendar has a newer edition; the next tick works it out anew",
        "日历已有新版，下次巡检时重新计算",
    ),
    "ended": ("ended {at}: {verdict}", "{at} 结束：{verdict}"),
    "corrected": ("as is known now it ended {at}: {verdict}", "现已查明 {at} 结束：{verdict}"),
    "fired": ("{mark}: {at}, fired {fired}", "{mark}：{at}，已于 {fired} 触发"),
    "owed": ("{mark}: {at}", "{mark}：{at}"),
}


def deadline_text(one: CaseDeadline, *, language: str = "en", explain: bool = False) -> str:
    """
    A deadline in `en` or `zh`, as lines; instants as the clocks of its calendar's zone show them.

    Args:
        explain: Every window, holiday, make-up day and pause as well.
    """
    return "\n".join(_lines(one, language, explain))


def _lines(one: CaseDeadline, language: str, explain: bool) -> Iterator[str]:
    def word(name: str, **facts: object) -> str:
        return WORDS[name][language == "zh"].format(**facts)

    def at(instant: datetime | None) -> str:
        return "" if instant is None else spelled(instant, one.zone)

    def verdict(name: str | None) -> str:
        return VERDICTS["late_" if name == "late" else name or "unlimited"][language == "zh"]

    yield word("heading", title=one.zh if language == "zh" else one.en, clock=one.clock, cycle=one.cycle)
    said = [word("started", record=one.started_record, action=one.started_by)]
    if one.within:
        said.insert(0, word("halted") if one.due is None else word("due", at=at(one.due)))
        said.insert(
            1,
            word(
                "agreed" if one.agreed else "within",
                within=one.within,
                calendar=one.calendar,
                moment=at(one.agreed),
                at=at(one.started_at),
            ),
        )
    else:
        said.insert(0, word("unlimited"))
    facts = ", ".join(f"{name} = {value}" for name, value in one.chosen_by if value is not None)
    said += [word("chosen", facts=facts)] if facts else []
    said += [word("excused", at=at(one.excused_until))] if one.excused_until else []
    said += [word("provisional")] if one.provisional else []
    said += [word("stale")] if one.stale else []
    if one.stopped_at is not None:
        said.append(word("ended", at=at(one.stopped_at), verdict=verdict(one.verdict)))
    if one.corrected_to is not None:
        said.append(word("corrected", at=at(one.corrected_to), verdict=verdict(one.corrected_verdict)))
    for mark in one.marks:
        if mark.at is not None:
            name = "owed" if mark.fired_at is None else "fired"
            said.append(word(name, mark=mark.name, at=at(mark.at), fired=at(mark.fired_at)))
    yield from (f"  {each}" for each in said)
    if explain:
        yield from (f"    {step.say(language)}" for step in one.steps)
