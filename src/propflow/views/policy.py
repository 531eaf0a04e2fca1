"""
What a workflow leaves to policy, and what it promises, in words: limits, slots, invariants.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from propflow.definition.limits import ByShift, Limit, Promised, Strictest
from propflow.definition.slots import Slot, SlotKind
from propflow.definition.workflow import Workflow
from propflow.model.amounts import Amount
from propflow.model.calendars import Calendar
from propflow.model.policies import Value
from propflow.views.titles import bracketed, joined, length, rows, safe, title

WORDS = {
    "slots": ("What policy decides", "由管理规定确定的事项"),
    "invariants": ("What must be true of every history", "每份案卷必须成立的事项"),
    "slot": ("Slot", "事项"),
    "takes": ("Takes", "取值"),
    "value": ("Value", "现值"),
    "rules": ("Rules", "依据"),
    "name": ("Name", "编号"),
    "claim": ("Claim", "内容"),
    "amount": ("an amount of time", "时限"),
    "flag": ("yes or no", "是或否"),
    "number": ("a number from {least} to {most}", "{least} 至 {most} 的整数"),
    "choice": ("one of: {options}", "择一：{options}"),
    "least": ("the least is the strictest", "最小者最严"),
    "most": ("the most is the strictest", "最大者最严"),
    "needed": ("must be chosen", "必须确定"),
    "open": ("left to policy", "由规定确定"),
    "off": ("switched off", "不适用"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "design": ("{value} (no manual says so)", "{value}（手册未载明）"),
    "by_slot": ("by policy: {slot}", "依规定：{slot}"),
    "case": ("{value}: {limit}", "{value}：{limit}"),
    "calendar": ("the name of a calendar", "日历名称"),
    "by_shift": ("{on} if it begins in the hours of {calendar}, else {off}", "在{calendar}时段内开始的{on}，其余{off}"),
    "promised": ("until the moment of “{fact}”", "以“{fact}”所载时间为限"),
    "strictest": ("whichever ends first: {limits}", "以最早者为准：{limits}"),
}

Options = Callable[[str], Mapping[str, tuple[str, str]]]
"""The titles of the values that forms offer for a fact."""


def word(name: str, language: str, **facts: object) -> str:
    """A word of this page, filled in."""
    return WORDS[name][language == "zh"].format(**facts)


def limit_words(
    limit: Limit, values: Mapping[str, Value | None], options: Options, facts: Callable[[str], str], language: str
) -> str:
    """A clock's limit in words; *facts* says what a fact is called."""
    if isinstance(limit, Amount):
        return length(limit, language)
    if isinstance(limit, Slot):
        said = word("by_slot", language, slot=safe(title(limit, language)))
        value = values.get(limit.name)
        return said if value is None else said + bracketed(value_words(limit, value, language), language)
    if isinstance(limit, Strictest):
        parts = [limit_words(one, values, options, facts, language) for one in limit.limits]
        return word("strictest", language, limits=joined(parts, language))
    if isinstance(limit, ByShift):
        on, off = (limit_words(one, values, options, facts, language) for one in (limit.on, limit.off))
        return word("by_shift", language, on=on, off=off, calendar=calendar_words(limit.calendar, values, language))
    if isinstance(limit, Promised):
        return word("promised", language, fact=facts(limit.fact))
    titles = options(limit.fact)
    parts = []
    for name, one in limit.limits.items():
        called = safe(titles.get(name, (name, name))[language == "zh"])
        parts.append(word("case", language, value=called, limit=limit_words(one, values, options, facts, language)))
    return joined(parts, language)


def calendar_words(given: Calendar | Slot, values: Mapping[str, Value | None], language: str) -> str:
    """A calendar by its name and zone, or by the slot that names it."""
    if not isinstance(given, Slot):
        return safe(f"{given.name}, {given.zone}")
    value = values.get(given.name)
    said = word("by_slot", language, slot=safe(title(given, language)))
    return said if value is None else said + bracketed(safe(str(value)), language)


def value_words(slot: Slot, value: Value, language: str) -> str:
    """What fills a slot, in words."""
    if isinstance(value, Amount):
        return length(value, language)
    if isinstance(value, bool):
        return word("yes" if value else "no", language)
    return safe(slot.options.get(str(value), (str(value), str(value)))[language == "zh"])


def slots_table(workflow: Workflow, language: str) -> str:
    """The slots of a workflow as a Markdown table: what each takes, and what fills it."""
    body = []
    for one in workflow.slots:
        takes = [_takes(one, language)]
        takes += [word(str(one.strict), language)] if one.strict and one.kind is not SlotKind.FLAG else []
        takes += [word("needed", language)] if one.needed else []
        called = f"{safe(title(one, language))} `{one.name}`"
        body.append([called, joined(takes, language), _filled(workflow, one, language), safe(", ".join(one.rules))])
    return rows([word(one, language) for one in ("slot", "takes", "value", "rules")], body)


def _takes(slot: Slot, language: str) -> str:
    options = joined((safe(each[language == "zh"]) for each in slot.options.values()), language)
    return word(str(slot.kind), language, least=slot.least, most=slot.most, options=options)


def _filled(workflow: Workflow, slot: Slot, language: str) -> str:
    value = workflow.values.get(slot.name)
    if value is None:
        return word("open" if slot.name in workflow.silent else "off", language)
    words = value_words(slot, value, language)
    said = workflow.policy is not None and f"{workflow.name}.{slot.name}" in workflow.policy.values
    return words if said else word("design", language, value=words)


def invariants_table(workflow: Workflow, language: str) -> str:
    """The invariants of a workflow as a Markdown table."""
    body = [[safe(one.name), safe(title(one, language)), safe(", ".join(one.rules))] for one in workflow.invariants]
    return rows([word(one, language) for one in ("name", "claim", "rules")], body)
