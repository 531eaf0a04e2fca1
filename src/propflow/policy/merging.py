"""
Merging: one policy of several, value by value, with everything said that had to be decided.

Where manuals differ, the stricter value holds, by the direction that the slot declares; a
value holds over `off`. What has no direction is a conflict, until a policy laid over the
others chooses. A policy laid over replaces what was said, `off` included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

import attrs

from propflow.definition.slots import LEAST, Slot, SlotKind
from propflow.definition.workflow import Workflow
from propflow.errors import DefinitionError, InvalidValue
from propflow.model.policies import OFF, Policy
from propflow.policy.strictness import no_looser


class Why(StrEnum):
    """Why a value holds, or why none does."""

    SHORTEST = "shortest"
    LONGEST = "longest"
    LEAST = "least"
    MOST = "most"
    YES = "yes"
    NO = "no"
    NOT_OFF = "not_off"
    LAID_OVER = "laid_over"
    NO_DIRECTION = "no_direction"
    UNCERTAIN = "uncertain"
    UNREADABLE = "unreadable"


WORDS: Mapping[Why | str, tuple[str, str]] = {
    Why.SHORTEST: ("the shortest holds", "取最短者"),
    Why.LONGEST: ("the longest holds", "取最长者"),
    Why.LEAST: ("the least holds", "取最小者"),
    Why.MOST: ("the most holds", "取最大者"),
    Why.YES: ("yes holds over no", "“是”优先于“否”"),
    Why.NO: ("no holds over yes", "“否”优先于“是”"),
    Why.NOT_OFF: ("a value holds over 'off'", "有取值的优先于停用"),
    Why.LAID_OVER: ("it is laid over the others", "以叠加规定为准"),
    Why.NO_DIRECTION: ("none of them is the stricter", "各值之间无严宽之分"),
    Why.UNCERTAIN: ("which ends first depends on the day", "何者先到期因日而异"),
    Why.UNREADABLE: ("the slot is not known, or does not take them", "无此事项，或取值不合要求"),
    "said": ("{policy} says {value}{rules}", "{policy} 为 {value}{rules}"),
    "rules": (" ({rules})", "（{rules}）"),
    "taken": ("{slot}: {said}. Taken: {value}, as {why}.", "{slot}：{said}。采用 {value}：{why}。"),
    "open": (
        "{slot}: {said}; {why}. Choose one in a policy laid over them.",
        "{slot}：{said}；{why}。请在叠加的规定中选定。",
    ),
    "none": ("Nothing had to be decided.", "无需取舍。"),
}

_WHY = {
    (SlotKind.AMOUNT, True): Why.SHORTEST,
    (SlotKind.AMOUNT, False): Why.LONGEST,
    (SlotKind.NUMBER, True): Why.LEAST,
    (SlotKind.NUMBER, False): Why.MOST,
    (SlotKind.FLAG, True): Why.NO,
    (SlotKind.FLAG, False): Why.YES,
}


@attrs.frozen
class Said:
    """What one policy says for a slot, and by which rules."""

    policy: str
    value: object
    rules: tuple[str, ...] = ()


@attrs.frozen
class Decision:
    """
    A slot for which policies say different things, and what came of it.

    Attributes:
        name: Of the slot, such as `complaint.hand_over`.
        said: What each says, in their order; those laid over last.
        taken: What holds; None in a conflict.
        why: Why it holds, or why none does.
        en, zh: The titles of the slot.
    """

    name: str
    said: tuple[Said, ...]
    taken: Said | None
    why: Why
    en: str = ""
    zh: str = ""

    def say(self, language: str = "en") -> str:
        """The decision as a sentence, in `en` or `zh`."""
        title = self.zh if language == "zh" else self.en
        bracketed = f"（{title}）" if language == "zh" else f" ({title})"
        every = ("；" if language == "zh" else "; ").join(_sentence(one, language) for one in self.said)
        return _word(
            "taken" if self.taken else "open",
            language,
            slot=self.name + (bracketed if title else ""),
            said=every,
            value=spelled(self.taken.value) if self.taken else "",
            why=_word(self.why, language),
        )


@attrs.frozen
class Merge:
    """
    What several policies come to together.

    Attributes:
        settled: What is certain: it lacks the slots of the conflicts.
        conflicts: Those that must be chosen.
        decisions: Those that were decided, by strictness or by a policy laid over.
    """

    settled: Policy
    conflicts: tuple[Decision, ...]
    decisions: tuple[Decision, ...]

    @property
    def policy(self) -> Policy:
        """
        The one policy.

        Raises:
            DefinitionError: If something must be chosen first; it lists every conflict.
        """
        if self.conflicts:
            raise DefinitionError(f"The policy '{self.settled.name}'", [one.say() for one in self.conflicts])
        return self.settled

    def say(self, language: str = "en") -> str:
        """Every conflict and decision in `en` or `zh`, one to a line."""
        lines = [one.say(language) for one in (*self.conflicts, *self.decisions)]
        return "\n".join(lines or [_word("none", language)])


def merged(
    name: str, policies: Iterable[Policy], workflows: Iterable[Workflow], *, overlays: Iterable[Policy] = ()
) -> Merge:
    """
    One policy of several.

    It takes effect with the latest of them, and bears the titles of the one on top. Rules
    are those of whoever says what holds. What they say of workflows that are not given is
    kept where they agree, or one is laid over, and is left out where nobody can decide. A
    value holds over a blank or a vague word.

    Args:
        name: What the result is called.
        policies: Equals: of what they say, the stricter holds.
        workflows: Whose slots say what is stricter.
        overlays: Laid over the result, one after another: each replaces what was said.
    """
    below, above, every = list(policies), list(overlays), list(workflows)
    names = {workflow.name for workflow in every}
    slots = {f"{workflow.name}.{slot.name}": slot for workflow in every for slot in workflow.slots}
    values: dict[str, object] = {}
    rules: dict[str, tuple[str, ...]] = {}
    conflicts: list[Decision] = []
    decisions: list[Decision] = []
    for slot_name in dict.fromkeys(key for one in (*below, *above) for key in one.values):
        slot = slots.get(slot_name)
        found = _decided(slot_name, slot, _all_said(slot_name, below), _all_said(slot_name, above))
        if found.taken is None:
            if slot_name.partition(".")[0] in names:
                conflicts.append(found)
            continue
        if not all(_same(slot, one.value, found.taken.value) for one in found.said):
            decisions.append(found)
        values[slot_name] = found.taken.value
        agreeing = [one for one in found.said if _same(slot, one.value, found.taken.value)]
        if citing := tuple(dict.fromkeys(rule for one in agreeing for rule in one.rules)):
            rules[slot_name] = citing
    instants = [one.effective_from for one in (*below, *above) if one.effective_from is not None]
    top = above[-1] if above else Policy(name)
    unsaid = {key: word for one in (*below, *above) for key, word in one.unsaid.items() if key not in values}
    effective_from = max(instants, default=None)
    policy = Policy(
        name, values, rules=rules, unsaid=unsaid, effective_from=effective_from, en=top.en, zh=top.zh
    )  # fmt: skip
    return Merge(policy, tuple(conflicts), tuple(decisions))


def spelled(value: object) -> str:
    """A value as it stands in a file."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _decided(name: str, slot: Slot | None, below: Sequence[Said], above: Sequence[Said]) -> Decision:
    taken, why = (above[-1], Why.LAID_OVER) if above else _strictest(slot, below)
    return Decision(name, (*below, *above), taken, why, slot.en if slot else "", slot.zh if slot else "")


def _strictest(slot: Slot | None, every: Sequence[Said]) -> tuple[Said | None, Why]:
    filling = [one for one in every if one.value != OFF]
    if not filling:
        return every[0], Why.NOT_OFF
    if all(_same(slot, one.value, filling[0].value) for one in filling):
        return filling[0], Why.NOT_OFF
    try:
        read = [(one, slot.read(one.value)) for one in filling] if slot else []
    except InvalidValue:
        read = []
    if slot is None or not read:
        return None, Why.UNREADABLE
    for one, value in read:
        if all(no_looser(slot, value, other) for _, other in read):
            return one, _WHY[slot.kind, slot.strict is LEAST]
    return None, Why.NO_DIRECTION if slot.strict is None or slot.kind is SlotKind.CHOICE else Why.UNCERTAIN


def _same(slot: Slot | None, one: object, other: object) -> bool:
    """Do two values say the same? 60 minutes are 1 hour."""
    if type(one) is type(other) and one == other:
        return True
    if slot is None or OFF in (one, other):
        return False
    try:
        first, second = slot.read(one), slot.read(other)
    except InvalidValue:
        return False
    return no_looser(slot, first, second) and no_looser(slot, second, first)


def _all_said(name: str, policies: Sequence[Policy]) -> list[Said]:
    return [Said(one.name, one.values[name], one.rules.get(name, ())) for one in policies if name in one.values]


def _sentence(said: Said, language: str) -> str:
    rules = _word("rules", language, rules=", ".join(said.rules)) if said.rules else ""
    return _word("said", language, policy=said.policy, value=spelled(said.value), rules=rules)


def _word(name: Why | str, language: str, **facts: object) -> str:
    return WORDS[name][language == "zh"].format(**facts)
