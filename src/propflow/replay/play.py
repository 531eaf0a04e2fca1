"""
Play: a log's cases through a desk, one after the other, each on a virtual clock of its own.

The clock stands at the instant of the event being played, or at the latest one before
it where the log goes back in time; what is put on record says both. What the clocks
of the case owe by then is fired before, as it would have been. An event that is
several actions is one change: all of them or none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from time import perf_counter
from typing import Any, cast

import attrs

from propflow.desk import Desk, Task
from propflow.errors import Conflict, InvalidValue, MalformedFile, Refused
from propflow.model.cases import CLOCKS, Case
from propflow.model.instants import VirtualClock
from propflow.model.people import Actor
from propflow.ports import CaseStore
from propflow.replay.events import Event, LoggedCase
from propflow.replay.mapping import START_NAME, SYNTHESISED, About, Choice, LogMap, MappedStep, Origin
from propflow.replay.result import CASE_EXISTS, EXAMPLES, NO_BEGINNING, NO_CHOICE, RefusedEvent, Result
from propflow.replay.sources import Log


@attrs.frozen
class Progress:
    """How far a replay has come: cases and events played, and the share of the file that was read, from 0 to 1."""

    cases: int
    events: int
    share: float


def replay(
    log: Log,
    mapping: LogMap,
    store: CaseStore,
    *,
    tenant: str = "replay",
    progress: Callable[[Progress], None] | None = None,
) -> Result:
    """
    Play a log through a workflow.

    Args:
        log: Read to its end, or to where it cannot be read further; then the
            result says so in `fault`, and holds what came before.
        store: Where the cases are kept, under *tenant* and by their ids in the log.
            A case that is there already is left alone; its events are refused.
        progress: Called after each case.

    Raises:
        StoreError: If the store fails. What was committed stays.
    """
    player = _Player(mapping, store, tenant)
    result = player.result
    began = perf_counter()
    try:
        for case in log:
            player.play(case)
            if progress is not None:
                progress(Progress(result.cases, result.events, log.share))
    except MalformedFile as fault:
        result.fault = fault
    result.oddities.update(log.oddities)
    result.unseen = tuple(sorted(player.unseen)) if result.events else ()
    result.seconds = perf_counter() - began
    return result


class _Player:
    """Plays cases, and counts what came of them."""

    def __init__(self, mapping: LogMap, store: CaseStore, tenant: str) -> None:
        self.mapping = mapping
        self.result = Result(verdicts={one.name: Counter() for one in mapping.workflow.clocks})
        self.unseen = set(mapping.layout.needed)
        self._clock = VirtualClock(datetime(1970, 1, 1, tzinfo=UTC))
        self._actors: dict[Any, Actor] = {}
        self._desk = Desk([mapping.workflow], store, tenant=tenant, now=lambda: self._clock())

    def play(self, logged: LoggedCase) -> None:
        """Play one case, event by event, and count what became of each."""
        result = self.result
        result.cases += 1
        if not logged.events:
            result.oddities["case_without_events"] += 1
            return
        self._clock = VirtualClock(logged.events[0].at)
        self._note_times(logged.events)
        case: Case | None = None
        for number, event in enumerate(logged.events, 1):
            self._clock.move_to(event.at)
            if self.unseen:
                self.unseen.difference_update(event.values)
            about = About(logged.id, number, self.mapping.activity_of(event.values))
            result.events += 1
            try:
                case = self._play_event(case, event, about)
            except Conflict as conflict:
                if case is not None or conflict.case_id != logged.id:
                    raise  # somebody else works on these cases meanwhile: that is no replay
                self._refuse(event, about, case, CASE_EXISTS, str(conflict))
        if case is not None:
            result.states[case.state] += 1
            for name, entry in _clocks(case).items():
                if entry["stop"] is None:
                    result.verdicts[name]["open"] += 1

    def _play_event(self, case: Case | None, event: Event, about: About) -> Case | None:
        """Do what an event stands for, whole or not at all; the case after it."""
        choices = self.mapping.choices.get(about.activity)
        if choices is None:
            self.result.count(about.activity, "unmapped")
            return case
        choice = choices.get(START_NAME if case is None else case.state)
        if choice is None:
            if case is None:
                self._refuse(event, about, case, NO_BEGINNING, "the mapping does not say how a case begins with this")
            else:
                self._refuse(event, about, case, NO_CHOICE, f"the mapping has no alternative for '{case.state}'")
            return case
        try:
            after, origins = self._do(case, choice, event, about)
        except Refused as refusal:
            self._refuse(event, about, case, "+".join(sorted(refusal.codes)), str(refusal))
            return case
        except InvalidValue as fault:
            self._refuse(event, about, case, fault.code, str(fault))
            return case
        result = self.result
        result.count(about.activity, "applied")
        result.steps += len(choice.steps)
        result.begun += 1 if choice.begun else 0
        result.invented += 1 if SYNTHESISED in origins else 0
        result.values.update(origins)
        self._note_verdicts(case, after)
        return after

    def _do(self, case: Case | None, choice: Choice, event: Event, about: About) -> tuple[Case, list[Origin]]:
        by = self._actor(event)
        at = event.at
        origins: list[Origin] = []

        def form(step: MappedStep) -> Any:
            filled, found = step.form(event.values, about)
            origins.extend(found)
            return filled

        first, *more = choice.steps
        if case is None:
            filled = form(first)
            then = [Task(one.action, form(one), by=by, occurred_at=at) for one in more]
            made = self._desk.register(
                self.mapping.workflow, filled, by=by, case_id=about.case, occurred_at=at, action=first.action, then=then
            )
            return made, origins
        if not more:
            after = self._desk.act(case.id, first.action, form(first), by=by, expect=case.version, occurred_at=at)
            return after, origins
        tasks = [Task(first.action, form(first), by=by, occurred_at=at, expect=case.version)]
        tasks += [Task(one.action, form(one), by=by, occurred_at=at) for one in more]
        return self._desk.series(case.id, tasks), origins

    def _actor(self, event: Event) -> Actor:
        people = self.mapping.people
        person = event.values.get(people.attribute)
        known = self._actors.get(person)
        if known is None:
            known = self._actors[person] = people.actor(event.values)
        return known

    # --- counting ---

    def _refuse(self, event: Event, about: About, case: Case | None, reason: str, words: str) -> None:
        result = self.result
        result.count(about.activity, "refused")
        result.refusals[reason] += 1
        if len(result.examples) < EXAMPLES:
            state = START_NAME if case is None else case.state
            result.examples.append(RefusedEvent(about.case, event.line, about.activity, state, reason, words))

    def _note_times(self, events: Sequence[Event]) -> None:
        """Count the zones, and where the log goes back in time or stands still."""
        result = self.result
        zones = Counter([one.zone for one in events])
        result.zones.update(zones)
        if len(zones) > 1:
            result.oddities["case_in_several_zones"] += 1
        before = events[0].at
        for one in events[1:]:
            if one.at < before:
                result.oddities["event_out_of_order"] += 1
            elif one.at == before:
                result.oddities["event_at_equal_time"] += 1
            before = one.at

    def _note_verdicts(self, before: Case | None, after: Case) -> None:
        """Count the verdicts that came with an event."""
        known = {} if before is None else _clocks(before)
        for name, entry in _clocks(after).items():
            last = known.get(name)
            if entry is last:
                continue
            if last is not None and last["stop"] is None and entry["cycle"] != last["cycle"]:
                self._note_overlooked(after, name, last["cycle"])
            if last is not None and last["verdict"] and entry["stop"] is None and entry["cycle"] == last["cycle"]:
                self.result.verdicts[name][last["verdict"]] -= 1  # it runs on
            if entry["verdict"] is not None and (last is None or entry["stop"] != last["stop"]):
                self.result.verdicts[name][entry["verdict"]] += 1

    def _note_overlooked(self, case: Case, name: str, cycle: int) -> None:
        """Count the verdict of a running that ended and began anew within one event: only the journal has it."""
        for record in self._desk.journal(case.id):
            entry = cast(Any, record.changes.get(CLOCKS, {}).get(name))
            if entry and entry["cycle"] == cycle and entry["verdict"] is not None:
                self.result.verdicts[name][entry["verdict"]] += 1


def _clocks(case: Case) -> Mapping[str, Mapping[str, Any]]:
    return cast("Mapping[str, Mapping[str, Any]]", case.part(CLOCKS))
