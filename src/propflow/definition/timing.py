"""
Timing: every way in which the clocks of a workflow contradict it, as sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from propflow.definition.actions import Action
from propflow.definition.clocks import Clock, Mark, Pause, Rung
from propflow.definition.facts import Keeps
from propflow.definition.fields import Choice, Moment
from propflow.definition.forms import form_spec
from propflow.definition.limits import ByFact, ByShift, Promised, Strictest, parts_of
from propflow.definition.paths import forgotten
from propflow.definition.slots import Slot
from propflow.model.amounts import Unit
from propflow.model.calendars import Always
from propflow.model.people import SYSTEM

if TYPE_CHECKING:
    from propflow.definition.workflow import Workflow

DISTANCES = (Unit.MINUTES, Unit.HOURS, Unit.DAYS)
"""Units in which something may lie so far from an instant; the length of others depends too much on the day."""


def clock_faults(workflow: Workflow) -> Iterator[str]:
    """Every fault of a workflow's clocks, each as a sentence."""
    if workflow.tolerance is not None and workflow.tolerance.unit not in DISTANCES:
        yield f"The tolerance is '{workflow.tolerance}'; use minutes, hours or days."
    for clock in workflow.clocks:
        if not clock.starts:
            yield f"Clock '{clock.name}' is started by no action."
        both = [one for one in clock.starts if one in clock.stops or one in clock.void_on]
        for action in both:
            yield f"Clock '{clock.name}' is both started and stopped by '{action.name}'."
        if set(clock.stops) & set(clock.void_on):
            yield f"Clock '{clock.name}' is both stopped and voided by one action."
        for action in clock.taken_back_by:
            if action in (*clock.starts, *clock.stops, *clock.void_on):
                yield f"'{action.name}' takes a stop of the clock '{clock.name}' back, but starts or ends it too."
        if clock.counted_from is not None:
            yield from _moment(workflow, f"Clock '{clock.name}' is counted from", clock.counted_from)
        yield from _slots(workflow, clock)
        yield from _said_by(workflow, clock, EXTENDED, clock.extended_by, clock.until)
        yield from _said_by(workflow, clock, CORRECTED, clock.corrected_by, clock.done_at)
        if not both:
            way = forgotten(workflow, clock)
            if way is not None:
                yield f"Clock '{clock.name}' still runs at the end of: {' → '.join(way)}. Stop or void it there."
        for pause in clock.pauses:
            yield from _pause(workflow, clock, pause)
        yield from _limit(workflow, clock)
        yield from _marks(clock)
        for mark in clock.marks:
            if mark.does is not None:
                yield from _deed(clock, mark.does)


EXTENDED, CORRECTED = (
    ("extended", "until", "extended_by= and until="),
    ("corrected", "to", "corrected_by= and done_at="),
)


def _said_by(
    workflow: Workflow, clock: Clock, words: tuple[str, str, str], actions: tuple[Action, ...], fact: str | None
) -> Iterator[str]:
    """What is wrong with actions that must say a moment: those of an extension, or of a correction."""
    what, way, terms = words
    where = f"Clock '{clock.name}' is {what}"
    if bool(actions) is not (fact is not None):
        yield f"{where} by actions or {way} a fact, but not by both; say {terms}."
        return
    if fact is None:
        return
    yield from _moment(workflow, f"{where} {way}", fact)
    for one in (one for one in workflow.facts if one.name == fact):
        for action in actions:
            if action not in one.of:
                yield f"{where} by '{action.name}', which does not say the fact '{fact}'."


def _moment(workflow: Workflow, where: str, name: str) -> Iterator[str]:
    """What is wrong with a fact that must be a moment."""
    fact = next((one for one in workflow.facts if one.name == name), None)
    if fact is None:
        yield f"{where} the fact '{name}', which the workflow does not keep."
        return
    said = [_kind(one, fact.field) for one in fact.of]
    if fact.keeps not in (Keeps.LAST, Keeps.FIRST) or not all(isinstance(kind, Moment) for kind in said):
        yield f"{where} the fact '{name}', which is no moment."


def _slots(workflow: Workflow, clock: Clock) -> Iterator[str]:
    """The slots of a clock, other than those of its limit, that the workflow does not have."""
    named = [clock.calendar, *(one.at_most for one in clock.pauses)]
    named += [one.calendar for one in parts_of(clock.within) if isinstance(one, ByShift)]
    for one in named:
        if isinstance(one, Slot) and one not in workflow.slots:
            yield f"Clock '{clock.name}' uses the slot '{one.name}', which is not among the workflow's."


def _deed(clock: Clock, action: Action) -> Iterator[str]:
    """What the system does by itself must need nobody."""
    where = f"At a mark of the clock '{clock.name}' the system does '{action.name}'"
    spec = form_spec(action.form) if action.form else None
    if SYSTEM not in action.by:
        yield f"{where}, but may not; name SYSTEM in its by=."
    if action.starts_case or action.sign_offs or action.link or action.expect or action.waits_for_children:
        yield f"{where}, which takes more than itself: a new case, a signature, a link, a version or other cases."
    if any(guard.needs for guard in action.guards):
        yield f"{where}, but its guards must know the rest of the world."
    for field in spec.fields if spec else ():
        if field.required:
            yield f"{where}, but nobody fills in the field '{field.name}'; give it a default."


def _limit(workflow: Workflow, clock: Clock) -> Iterator[str]:
    kept = {one.name for one in workflow.facts}
    for one in parts_of(clock.within):
        if isinstance(one, Slot) and one not in workflow.slots:
            yield f"Clock '{clock.name}' is limited by the slot '{one.name}', which is not among the workflow's."
        elif isinstance(one, Strictest) and not one.limits:
            yield f"Clock '{clock.name}' is limited by the strictest of no limits."
        elif isinstance(one, ByFact) and one.fact not in kept:
            yield f"Clock '{clock.name}' is limited by the fact '{one.fact}', which the workflow does not keep."
        elif isinstance(one, ByFact) and not one.limits:
            yield f"Clock '{clock.name}' is limited by the fact '{one.fact}' but for none of its values."
        elif isinstance(one, ByFact):
            offered = _offered(workflow, one.fact)
            for value in sorted(one.limits.keys() - offered) if offered else ():
                yield f"Clock '{clock.name}' has a limit for '{one.fact}' '{value}', which no form offers."
        elif isinstance(one, Promised):
            yield from _moment(workflow, f"Clock '{clock.name}' is limited by", one.fact)


def _offered(workflow: Workflow, name: str) -> set[str]:
    """The values that forms offer for a fact; empty if they do not offer choices only."""
    for fact in workflow.facts:
        kinds = [_kind(action, fact.field) for action in fact.of] if fact.name == name else []
        if kinds and all(isinstance(kind, Choice) for kind in kinds):
            return {option for kind in kinds if isinstance(kind, Choice) for option in kind.options}
    return set()


def _pause(workflow: Workflow, clock: Clock, pause: Pause) -> Iterator[str]:
    where = f"Clock '{clock.name}' pauses in '{pause.state.name}'"
    if pause.fact is None:
        if pause.among:
            yield f"{where} by values of no fact; say which in fact=."
        return
    if not pause.among:
        yield f"{where} by the fact '{pause.fact}' but for none of its values; say which in among=."
    offered = _offered(workflow, pause.fact)
    for value in sorted(pause.among - offered) if offered else ():
        yield f"{where} while '{pause.fact}' is '{value}', which no form offers."


def _kind(action: Action, field: str | None) -> object:
    spec = form_spec(action.form) if action.form else None
    return next((one.kind for one in spec.fields if one.name == field), None) if spec else None


def _marks(clock: Clock) -> Iterator[str]:
    if not clock.marks:
        yield f"Nobody hears of the clock '{clock.name}'; give it a mark that tells somebody."
    offsets = [*(one.offset for one in clock.marks), *(rung.after for one in clock.marks for rung in _rungs(one))]
    for one in offsets:
        if one is not None and one.unit not in DISTANCES:
            yield f"A mark of the clock '{clock.name}' is '{one}' away; use minutes, hours or days."
        elif one is not None and one.elapsed is None and not isinstance(clock.calendar, Always):
            yield f"Clock '{clock.name}' counts service time, but a mark of it is '{one}' away; use minutes or hours."
    for name, times in Counter(one.name for one in clock.marks).items():
        if times > 1:
            yield f"{times} marks of the clock '{clock.name}' are at '{name}'."
    for mark in clock.marks:
        if not mark.tell and mark.escalate is None and mark.does is None:
            yield f"Nobody hears of the mark '{mark.name}' of the clock '{clock.name}'."
        yield from _ladder(mark)


def _rungs(mark: Mark) -> tuple[Rung, ...]:
    return mark.escalate.rungs if mark.escalate else ()


def _ladder(mark: Mark) -> Iterator[str]:
    if mark.escalate is None:
        return
    rungs = mark.escalate.rungs
    if not rungs:
        yield f"Ladder '{mark.escalate.name}' has no rungs."
    lengths = [one.after.elapsed if one.after else None for one in rungs]
    if any(one.after is not None and one.after.elapsed is None for one in rungs):
        yield f"Ladder '{mark.escalate.name}' waits for days; its rungs are minutes or hours apart."
    elif any(b is None or (a is not None and b <= a) for a, b in pairwise(lengths)):
        yield f"The rungs of ladder '{mark.escalate.name}' do not come one after another."
