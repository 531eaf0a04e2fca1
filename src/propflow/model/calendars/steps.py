"""
Steps: a deadline spelled out, so that anybody can follow it on a wall calendar.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

import attrs

from propflow.model.calendars.walls import ONE_DAY
from propflow.model.canonical import Json

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "start": ("starts at {at}; limit: {limit}", "起算 {at}；时限：{limit_zh}"),
    "natural": ("{limit} later: {at}", "{limit_zh}后：{at}"),
    "day_end": ("{limit}, to its end: {at}", "{limit_zh}，至该日结束：{at}"),
    "around_the_clock": ("counts around the clock: {counted}", "全天计时：{counted_zh}"),
    "start_day": ("the day of the start, not counted", "起算当日，不计入"),
    "working_day": ("working day {number}: {windows}", "第 {number} 个工作日：{windows}"),
    "service": ("{windows}: {counted}", "{windows}：计 {counted_zh}"),
    "no_service": ("no service", "无服务时间"),
    "until_closing": ("until service ends, {windows}", "至服务结束，{windows}"),
    "too_late": ("too late for this day", "当日已不足"),
    "fixed": ("without pauses it would be due at {at}", "不计暂停，应于 {at} 到期"),
    "rolled": ("a day off; put off to the next working day: {at}", "遇休息日，顺延至下一工作日：{at}"),
    "promised": ("the moment that was agreed: {at}", "约定时刻：{at}"),
    "morning": ("the night is over at {at}", "次晨 {at} 止"),
    "pause": ("paused {since} to {until}, which adds {counted}", "暂停 {since} 至 {until}，顺延 {counted_zh}"),
    "open_pause": (
        "paused since {since}: no deadline while the pause goes on",
        "自 {since} 暂停至今：暂停期间无到期时刻",
    ),
    "assumed": (
        "no holidays are published after {year}: plain weekdays are assumed",
        "{year} 年以后的放假安排尚未公布：暂按普通工作日计",
    ),
    "due": ("due at {at}; exactly then is still on time", "到期 {at}；恰在该时刻仍为按时"),
}
"""One sentence for each kind of step, in English and Chinese."""

DAY_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "ordinary": ("", ""),
    "day_off": ("day off", "休息日"),
    "holiday": ("holiday", "放假"),
    "make_up": ("make-up day", "调休上班"),
    "closure": ("closed", "停止服务"),
    "special": ("special hours", "特别时间"),
}


@attrs.frozen
class Step:
    """
    One step on the way to a deadline.

    Attributes:
        kind: What happens in it, such as `working_day` or `pause`.
        date: On which date of the calendar's zone; None for a remark.
        day: What kind of day that is, such as `holiday` or `make_up`.
        windows: What of the service on it counted or was skipped: pairs of instants in the calendar's zone.
        counted: How much time counted, or was paused; None where nothing is counted in time.
        name, name_zh: Of the holiday, closure or special day, or the reason of the pause.
        en, zh: The step in words.
    """

    kind: str
    en: str
    zh: str
    date: date | None = None
    day: str = "ordinary"
    windows: tuple[tuple[datetime, datetime], ...] = ()
    counted: timedelta | None = None
    name: str = ""
    name_zh: str = ""

    def say(self, language: str = "en") -> str:
        """The step in words, in `en` or `zh`."""
        return self.zh if language == "zh" else self.en

    def data(self) -> dict[str, Json]:
        """The step as JSON values; lengths in whole microseconds."""
        return {
            "kind": self.kind,
            "date": None if self.date is None else self.date.isoformat(),
            "day": self.day,
            "windows": [[since.isoformat(), until.isoformat()] for since, until in self.windows],
            "counted_us": None if self.counted is None else self.counted // timedelta(microseconds=1),
            "name": self.name,
            "name_zh": self.name_zh,
            "en": self.en,
            "zh": self.zh,
        }


@attrs.frozen
class Deadline:
    """
    When something is due, and why then.

    Attributes:
        due: In UTC; None while a pause goes on that began before it was reached.
        provisional: Is it past the published holidays, so that it may still change?
        steps: What led to it, in order.
    """

    due: datetime | None
    provisional: bool
    steps: tuple[Step, ...]


def worded(kind: str, **facts: object) -> tuple[str, str]:
    """The sentence of a kind of step in English and Chinese."""
    en, zh = WORDS[kind]
    return en.format(**facts), zh.format(**facts)


def clock_time(at: datetime) -> str:
    """An instant as a wall clock and calendar show it: `2026-09-30 17:00`."""
    precision = "minutes" if at.second == at.microsecond == 0 else "auto"
    return at.replace(tzinfo=None).isoformat(" ", precision)


def span_text(since: datetime, until: datetime) -> str:
    """A window on the wall: `08:00-18:00`, its end with a date if that is another one."""
    closing = clock_time(until)
    if until.date() == since.date():
        closing = closing[11:]
    elif until.time() == time() and until.date() == since.date() + ONE_DAY:
        closing = "24:00"
    return f"{clock_time(since)[11:]}-{closing}"


def length_text(length: timedelta) -> tuple[str, str]:
    """A length of time in English and Chinese: `2 h 30 min`."""
    seconds, rest = divmod(length, timedelta(seconds=1))
    small = f"{seconds % 60}.{rest // timedelta(microseconds=1):06d}" if rest else str(seconds % 60)
    parts = [(seconds // 3_600, "h", "小时"), (seconds // 60 % 60, "min", "分")]
    said = [(f"{number} {en}", f"{number} {zh}") for number, en, zh in parts if number]
    if seconds % 60 or rest or not said:
        said.append((f"{small} s", f"{small} 秒"))
    return " ".join(en for en, _ in said), " ".join(zh for _, zh in said)
