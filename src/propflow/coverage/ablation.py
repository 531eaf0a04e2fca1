"""
Ablation: take an element away, live the same lives again, and see what becomes of them.

Lives are few enough to be lived hundreds of times: those come first that show something no other has shown, and of
the rest only so many are tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from propflow.coverage.elements import Element, concerned, elements, otherwise, taken_away
from propflow.coverage.lives import Deed, Life
from propflow.coverage.playing import DONE, Broken, NewStore, Play, Stage, Trace, Values
from propflow.definition.forms import form_spec
from propflow.definition.slots import Slot
from propflow.definition.workflow import Workflow
from propflow.model.calendars import Calendar
from propflow.model.policies import OFF, Policy

DECIDES, RECORDS, CITED, OPEN = "decides", "records", "cited", "open"

MOST = 300
"""How many lives an element is tried on at most."""

LOOKED_THROUGH = 4
"""In how many lives that went another way the invariants are looked for a breach."""

FURTHER = 20
"""How many lives more are tried for that."""

SHOWN_BY = 3
"""How many lives show the same before another that does so is put last."""


@attrs.frozen
class Claim:
    """
    What taking an element away has shown.

    Attributes:
        status: `decides`, `records` or `cited`.
        why: What becomes otherwise, in words; empty if nothing does.
        life: The name of a life that shows it.
        without: Of an invariant: the key of what was taken away, so that it found a breach.
        otherwise: Of a slot or a value: what the policy said instead.
    """

    status: str
    why: str = ""
    life: str = ""
    without: str = ""
    otherwise: object = None


Tell = Callable[[float, str], None]


@attrs.define(eq=False, slots=False)
class Body:
    """
    A body of lives of one workflow, and what they come to when nothing is taken away.

    Attributes:
        workflows: Every workflow that lives may follow, by name, without policies.
        name: Of the workflow whose elements are tried.
        manuals: The policies whose values are tried.
        calendars: Those that policies may name, besides the built-in ones.
        lives: Those that can be lived to their end; the most telling first.
        about: The same by what comes up in them.
        roles: Whatever somebody held in one of them.
    """

    workflows: Mapping[str, Workflow]
    name: str
    store: NewStore
    manuals: Sequence[Policy]
    calendars: Sequence[Calendar] = ()
    lives: list[Life] = attrs.field(factory=list)
    traces: dict[tuple[str, str], Trace | None] = attrs.field(factory=dict)
    about: dict[str, list[Life]] = attrs.field(factory=dict)
    roles: set[str] = attrs.field(factory=set)

    @property
    def workflow(self) -> Workflow:
        """The workflow whose elements are tried."""
        return self.workflows[self.name]

    def stage(self, workflow: Workflow | None = None, policies: Mapping[str, Values] | None = None) -> Stage:
        """Where lives are lived, with another workflow in the place of this body's."""
        workflows = self.workflows if workflow is None else {**self.workflows, self.name: workflow}
        return Stage(workflows, self.store, policies or {}, calendars=self.calendars)

    def fill(self, lives: Iterable[Life]) -> None:
        """Take lives in, those first that show what fewer than a few have shown, shorter ones before longer ones."""
        stage, told = self.stage(), Counter[str]()
        telling, rest = list[Life](), list[Life]()
        coming_up: dict[str, set[str]] = {}
        for life in sorted(lives, key=lambda one: len(one.deeds)):
            try:
                trace, play = stage.lived(life)
            except Broken:
                continue
            self.traces[life.name, ""] = trace
            self.roles |= {str(role) for deed in life.deeds for role, *_ in deed.roles}
            coming_up[life.name] = self._coming_up(life, trace, play)
            shown = _shown(life, trace)
            (telling if any(told[one] < SHOWN_BY for one in shown) else rest).append(life)
            told.update(shown)
        for life in (*telling, *rest):
            self.lives.append(life)
            for one in coming_up[life.name]:
                self.about.setdefault(one, []).append(life)

    def before(self, life: Life, stage: Stage, manual: str = "") -> Trace | None:
        """What a life comes to when nothing is taken away; None if it cannot be compared."""
        key = (life.name, manual)
        if key not in self.traces:
            try:
                self.traces[key] = stage.trace(life)
            except Broken:
                self.traces[key] = None
        return self.traces[key]

    def claims(self, tell: Tell, only: Callable[[Element], bool] = lambda _: True) -> dict[str, Claim]:
        """What taking each element away shows, by its key."""
        found: dict[str, Claim] = {}
        breaches: dict[str, Claim] = {}
        every = [one for one in elements(self.workflow, self.manuals) if only(one)]
        for number, one in enumerate(every):
            tell(number / len(every), one.key)
            if one.kind != "invariant":
                found[one.key] = self.claim(one, breaches)
        for one in every:
            if one.kind == "invariant":
                found[one.key] = breaches.get(one.key, Claim(CITED))
        return found

    def claim(self, element: Element, breaches: dict[str, Claim] | None = None) -> Claim:
        """What taking one element away shows; the breaches that invariants then find are added to *breaches*."""
        found, looked, further = Claim(CITED), 0, 0
        for life, before, after, play, instead in self.tried(element):
            difference = _difference(before, after)
            if difference and found.status != DECIDES:
                found = Claim(DECIDES, difference, life.name, otherwise=instead)
            elif found.status == CITED and before.stored != after.stored:
                found = Claim(RECORDS, "what is written down changes", life.name, otherwise=instead)
            if difference and breaches is not None:
                looked += 1
                for key, breach in self.broken(play, element, life).items():
                    breaches.setdefault(key, breach)
            further += found.status == DECIDES
            if found.status == DECIDES and (breaches is None or looked == LOOKED_THROUGH or further > FURTHER):
                break
        return found

    def tried(self, element: Element) -> Iterator[tuple[Life, Trace, Trace, Play, object]]:
        """Lives without the element: what each came to before, what after, on which desk, under what instead."""
        if isinstance(element.part, Slot):
            yield from self._under_another(element, element.part)
            return
        workflow = taken_away(self.workflow, element, self.roles)
        if workflow is None:
            return
        whole, without = self.stage(), self.stage(workflow)
        if element.kind == "action" and element.of == "form":
            without.formless = frozenset({getattr(element.part, "name", "")})
        for life in self._lives_for(element)[:MOST]:
            before = self.before(life, whole)
            if before is not None:
                yield from _lived(life, before, without, None)

    def _coming_up(self, life: Life, trace: Trace, play: Play) -> set[str]:
        """What comes up in a life, as `concerned` names it."""
        found = {f"action:{one.action}" for one in life.deeds}
        deeds = zip(life.deeds, trace.outcomes, strict=True)
        found |= {f"done:{one.action}" for one, outcome in deeds if outcome == DONE}
        odd = {one.action for one in life.deeds if not self._fits(one)}
        found |= {f"form:{one.action}" for one in life.deeds if one.action not in odd}
        found |= {f"state:{one.rpartition(' ')[2]}" for one in trace.moves}
        found |= {f"clock:{clock}" for clock, _ in trace.limits}
        return found | {f"slot:{one.partition('.')[2]}" for one in play.slots_read}

    def _fits(self, deed: Deed) -> bool:
        """Has a deed a form of fields that there are? To be refused for others says nothing of the form."""
        fields = self._fields.get(deed.action, frozenset())
        return deed.form is None or (isinstance(deed.form, Mapping) and fields >= set(deed.form))

    @cached_property
    def _fields(self) -> dict[str, frozenset[str]]:
        specs = {one.name: form_spec(one.form) for one in self.workflow.actions if one.form}
        return {name: frozenset(spec.names) for name, spec in specs.items() if spec}

    def _lives_for(self, element: Element) -> list[Life]:
        """The lives to which an element may matter, the most telling first."""
        needed = concerned(self.workflow, element)
        if needed is None:
            return self.lives
        wanted = {one.name for each in needed for one in self.about.get(each, ())}
        return [one for one in self.lives if one.name in wanted]

    def _under_another(self, element: Element, slot: Slot) -> Iterator[tuple[Life, Trace, Trace, Play, object]]:
        manual = next((one for one in self.manuals if one.name == element.of), None)
        values = None if manual is None else {self.name: said(self.workflow, manual)}
        whole = self.stage(policies=values)
        lives = []
        for life in sorted(self._lives_for(element), key=self._ordinary(slot)):
            given = (values or life.policies).get(self.name, {})
            value = given.get(slot.name, slot.design)
            if value is not None and value != OFF and self.name in life.policies:
                lives.append((life, given, value))
        known = {repr(value): value for _, _, value in lives[:MOST]}
        others = {repr(one): one for value in known.values() for one in otherwise(slot, value)}
        for instead in others.values():  # one after another, as each policy is laid out anew
            stages: dict[str, Stage] = {}
            for life, given, value in lives[:MOST]:
                before = None if value == instead else self.before(life, whole, element.of)
                if before is not None:
                    changed = {self.name: {**given, slot.name: instead}}
                    stage = stages.setdefault(repr(sorted(given.items())), self.stage(policies=changed))
                    yield from _lived(life, before, stage, instead)

    def _ordinary(self, slot: Slot) -> Callable[[Life], int]:
        """A slot is tried first in lives under whose policy it is filled as it seldom is."""
        counts = Counter(repr(one.policies.get(self.name, {}).get(slot.name)) for one in self.lives)
        return lambda one: counts[repr(one.policies.get(self.name, {}).get(slot.name))]

    def broken(self, play: Play, element: Element, life: Life) -> dict[str, Claim]:
        """The invariants that find a breach in what was done without an element."""
        found = {}
        for name, standings in play.desk.verify().invariants.items():
            workflow, _, invariant = name.partition(".")
            if workflow == self.name and standings.get("broken"):
                why = f"without {element.key} it finds a breach"
                found[f"{workflow}/invariant/{invariant}"] = Claim(DECIDES, why, life.name, without=element.key)
        return found


def said(workflow: Workflow, manual: Policy) -> dict[str, object]:
    """What a manual says for a workflow's slots; those on which it is silent are off, unless a value of ours holds."""
    prefix = f"{workflow.name}."
    silent: dict[str, object] = {one.name: OFF for one in workflow.slots if one.design is None}
    spoken = {name.removeprefix(prefix): value for name, value in manual.values.items() if name.startswith(prefix)}
    return {**silent, **spoken}


def _lived(
    life: Life, before: Trace, stage: Stage, instead: object
) -> Iterator[tuple[Life, Trace, Trace, Play, object]]:
    try:
        after, play = stage.lived(life)
    except Broken:
        return
    yield life, before, after, play, instead


def _shown(life: Life, trace: Trace) -> set[str]:
    """What a life shows, for choosing between lives."""
    shown = {f"{deed.kind} {deed.action} {outcome}" for deed, outcome in zip(life.deeds, trace.outcomes, strict=True)}
    shown |= {one.partition(" ")[2] for one in trace.moves}
    shown |= {f"clock {clock}" for clock, _ in trace.limits}
    return shown | {f"notice {about}" for about, _ in trace.notices}


def _difference(before: Trace, after: Trace) -> str:
    """In an outcome, a reason, a deadline or a notice: the first that differs, in words; empty if none does."""
    if before.outcomes != after.outcomes:
        pairs = zip(before.outcomes, after.outcomes, strict=True)
        number, (was, is_) = next((number, pair) for number, pair in enumerate(pairs) if pair[0] != pair[1])
        return f"deed {number + 1}: {is_} instead of {was}"
    if before.limits != after.limits:
        return f"another deadline: {', '.join(sorted({clock for clock, _ in {*before.limits} ^ {*after.limits}}))}"
    if before.notices != after.notices:
        return f"another notice: {', '.join(sorted({about for about, _ in {*before.notices} ^ {*after.notices}}))}"
    if before.moves != after.moves:
        return "other things happen by themselves"
    return ""
