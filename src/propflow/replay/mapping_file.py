"""
Mappings as TOML files: read, checked against the workflow, and every fault reported at once.

    [log]                                   # where the log keeps what
    title = "…"   cite = "…"                # whose log it is
    case = "case:concept:name"              # XES: attributes of a trace begin with `case:`
    activity = ["concept:name", "lifecycle:transition"]    joint = "|"
    time = "time:timestamp"
    # zone, time_format, delimiter, sorted_by_case, format: as in `sources.Layout`

    [workflow]                              # its file, seen from this one; without `file`,
    name = "it_incident"                    # one of those the program knows
    file = "../it_incident.py"

    [people]                                # who the log's people are
    attribute = "org:resource"   unnamed = "nobody named"
    roles = ["technician"]                  # everybody's
    more = { "Siebel" = ["service_desk"] }  # further ones, by id

    [begin]                                 # done first, with the first event of a case
    do = ["register", "open"]               # that does not begin it itself

    [activities."Wait"]                     # alternatives, the first that fits the state;
    does = [{ when = ["in_progress"], do = ["wait"] }]     # without `when`, any state;
    also = ["Wait - User"]                  # `start`: there is no case yet. `also`: activities
                                            # that do the same
    [fields.wait]                           # for every `wait`; under [activities."Wait".fields.wait]
    reason = { log = "status", values = { "Wait - User" = "user" }, else = "other" }
    note = { constant = "…" }               # or { synthesised = "… $case $number $activity" }

Reading a mapping runs the workflow's file, as importing it would.
"""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from propflow.definition.states import State
from propflow.definition.workflow import Workflow
from propflow.errors import DefinitionError, MalformedFile
from propflow.model.people import Role
from propflow.replay.mapping import START_NAME, Choice, Filling, LogMap, MappedStep, People
from propflow.replay.sheet import Sheet, Table, fields_of, meant
from propflow.replay.sources import FORMATS, Layout

_LOG_KEYS: Final = (
    "title", "cite", "case", "activity", "joint", "time",
    "zone", "time_format", "delimiter", "sorted_by_case", "format",
)  # fmt: skip


def read_mapping(path: Path | str, workflows: Iterable[Workflow] = ()) -> LogMap:
    """
    Read a mapping.

    Args:
        path: The TOML file.
        workflows: Those the program knows, for a mapping that names no file.

    Raises:
        MalformedFile: If the file cannot be read, or is no TOML.
        DefinitionError: If what it says cannot be followed; it lists every fault.
    """
    path = Path(path)
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise MalformedFile(str(path), "opening it", fault.strerror or str(fault)) from None
    except UnicodeDecodeError as fault:
        raise MalformedFile(str(path), f"byte {fault.start + 1}", "it is no text in UTF-8") from None
    except tomllib.TOMLDecodeError as fault:
        raise MalformedFile(str(path), "reading it as TOML", str(fault)) from None
    reading = _Reading(path, given)
    found = reading.mapping(tuple(workflows))
    if reading.faults or found is None:
        raise DefinitionError(f"The mapping {path.name}", reading.faults)
    return found


class _Reading(Sheet):
    """One reading of a mapping."""

    def __init__(self, path: Path, given: Table) -> None:
        super().__init__(given)
        self.path = path

    def mapping(self, workflows: Sequence[Workflow]) -> LogMap | None:
        top = self.table(self.given, "the file", ("log", "workflow", "people", "begin", "fields", "activities"))
        log = self.table(top.get("log", {}), "[log]", _LOG_KEYS)
        activity = self.names(log, "activity", "[log]")
        if not activity:
            self.fault("[log] activity is missing: the attribute, or attributes, that name an activity.")
        self.asked.update(dict.fromkeys(activity))
        title, cite = self.text(log, "title", "[log]"), self.text(log, "cite", "[log]")
        joint = self.text(log, "joint", "[log]", "|")
        workflow = self.workflow(top.get("workflow", {}), workflows)
        people = self.people(top.get("people", {}), workflow)
        choices = self.choices(top, workflow) if workflow else {}
        layout = self.layout(log)
        if workflow is None or layout is None:
            return None
        return LogMap(str(self.path), title, cite, workflow, layout, activity, joint, people, choices)

    # --- the log and its people ---

    def layout(self, log: Table) -> Layout | None:
        zone: ZoneInfo | None = None
        zone_name = self.text(log, "zone", "[log]")
        if zone_name:
            try:
                zone = ZoneInfo(zone_name)
            except (ValueError, OSError, LookupError):
                self.fault(f"[log] zone: there is no zone '{zone_name}'{meant(zone_name, available_timezones())}")
        case, time = self.text(log, "case", "[log]"), self.text(log, "time", "[log]")
        for key, found in (("case", case), ("time", time)):
            if not found:
                self.fault(
                    f"[log] {key} is missing: the attribute with the {'case id' if key == 'case' else 'instant'}."
                )
        delimiter = self.text(log, "delimiter", "[log]", ",")
        if len(delimiter) != 1:
            self.fault(f"[log] delimiter is {delimiter!r}; it is a single character.")
        by_case = log.get("sorted_by_case", False)
        if not isinstance(by_case, bool):
            self.fault(f"[log] sorted_by_case is {by_case!r:.40}; it is true or false.")
        format_ = self.text(log, "format", "[log]")
        if format_ and format_ not in FORMATS:
            self.fault(f"[log] format: '{format_}' is not read{meant(format_, FORMATS)}")
        time_format = self.text(log, "time_format", "[log]") or None
        return Layout(case, time, tuple(self.asked), zone, time_format, delimiter, by_case is True, format_ or None)

    def people(self, given: Any, workflow: Workflow | None) -> People:
        table = self.table(given, "[people]", ("attribute", "unnamed", "roles", "more"))
        attribute = self.text(table, "attribute", "[people]")
        if attribute:
            self.asked[attribute] = None
        more = table.get("more", {})
        if not isinstance(more, dict):
            self.fault(f"[people] more is {more!r:.40}, where a table of ids with their roles belongs.")
            more = {}
        return People(
            attribute,
            self.text(table, "unnamed", "[people]") or "unnamed",
            self.roles(table, "roles", "[people]", workflow),
            {person: self.roles(more, person, "[people.more]", workflow) for person in more},
        )

    def roles(self, table: Table, key: str, where: str, workflow: Workflow | None) -> tuple[Role, ...]:
        known = {one.name: one for one in workflow.roles} if workflow else {}
        names = self.names(table, key, where)
        if workflow:
            for name in names:
                if name not in known:
                    self.fault(f"{where} {key}: '{name}' is no role in '{workflow.name}'{meant(name, known)}")
        return tuple(known[name] for name in names if name in known)

    # --- the workflow ---

    def workflow(self, given: Any, known: Sequence[Workflow]) -> Workflow | None:
        table = self.table(given, "[workflow]", ("name", "file"))
        name, file = self.text(table, "name", "[workflow]"), self.text(table, "file", "[workflow]")
        if not name:
            self.fault("[workflow] name is missing: the workflow that the log is played through.")
        if file:
            known = self.defined_in(self.path.parent / file)
            if not known:
                return None
        found = [one for one in known if one.name == name]
        if not found and name:
            where = f"'{file}' defines" if file else "the program knows"
            self.fault(f"[workflow] {where} no workflow '{name}'{meant(name, [one.name for one in known])}")
        return max(found, key=lambda one: one.version) if found else None

    def defined_in(self, path: Path) -> list[Workflow]:
        name = f"propflow_replay_{path.stem}"
        spec = importlib.util.spec_from_file_location(name, path) if path.is_file() else None
        if spec is None or spec.loader is None:
            self.fault(f"[workflow] file: there is no Python file '{path}'.")
            return []
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except Exception as fault:  # noqa: BLE001 - a stranger's file may raise anything
            del sys.modules[name]
            self.fault(f"[workflow] file: '{path}' cannot be imported: {type(fault).__name__}: {fault}")
            return []
        found = [one for one in vars(module).values() if isinstance(one, Workflow)]
        if not found:
            self.fault(f"[workflow] file: '{path}' defines no workflow.")
        return found

    # --- the activities ---

    def choices(self, top: Table, workflow: Workflow) -> dict[str, dict[str, Choice]]:
        everywhere = self.fields(top.get("fields", {}), "[fields]", workflow)
        begin: tuple[MappedStep, ...] = ()
        begun_in = START_NAME
        if "begin" in top:
            table = self.table(top["begin"], "[begin]", ("do",))
            begin = self.steps(table, "[begin]", workflow, everywhere)
            begun_in = self.follow(begin, START_NAME, "[begin]") if begin else START_NAME
        activities = top.get("activities", {})
        if not isinstance(activities, dict) or not activities:
            self.fault("[activities] is missing or empty: no event of the log would be mapped to anything.")
            return {}
        found: dict[str, dict[str, Choice]] = {}
        for name, given in activities.items():
            table = self.table(given, f"[activities.{name!r}]", ("does", "fields", "also"))
            by_state = self.activity(name, table, workflow, everywhere)
            if begin and START_NAME not in by_state and begun_in in by_state:
                by_state[START_NAME] = Choice((*begin, *by_state[begun_in].steps), len(begin))
            for one in (name, *self.names(table, "also", f"[activities.{name!r}]")):
                if one in found:
                    self.fault(f"The activity {one!r} is mapped twice.")
                found[one] = by_state
        return found

    def activity(
        self, name: str, table: Table, workflow: Workflow, everywhere: Mapping[str, dict[str, Filling]]
    ) -> dict[str, Choice]:
        where = f"[activities.{name!r}]"
        own = self.fields(table.get("fields", {}), f"{where} fields", workflow)
        fillings = {key: {**everywhere.get(key, {}), **own.get(key, {})} for key in {*everywhere, *own}}
        alternatives = table.get("does", [])
        if not isinstance(alternatives, list) or not alternatives:
            self.fault(f"{where} does is missing or empty: a list of alternatives such as {{ when = […], do = […] }}.")
            return {}
        states = [one.name for one in workflow.states]
        by_state: dict[str, Choice] = {}
        for i, alternative in enumerate(alternatives, 1):
            here = f"{where} alternative {i}"
            row = self.table(alternative, here, ("when", "do"))
            steps = self.steps(row, here, workflow, fillings)
            when = self.names(row, "when", here) if "when" in row else None
            for state in when or ():
                if state != START_NAME and state not in states:
                    self.fault(f"{here} when: '{state}' is no state of '{workflow.name}'{meant(state, states)}")
                elif state in by_state:
                    self.fault(f"{here} when: '{state}' is dealt with by an alternative before it.")
                elif steps:
                    self.follow(steps, state, here)
            if when is None and steps and not any(_course(steps, state)[1] is None for state in states):
                self.fault(f"{here}: {' and '.join(one.action.name for one in steps)} is possible in no state.")
            for state in states if when is None else when:
                by_state.setdefault(state, Choice(steps))
        return {state: choice for state, choice in by_state.items() if choice.steps}

    def steps(
        self, table: Table, where: str, workflow: Workflow, fillings: Mapping[str, dict[str, Filling]]
    ) -> tuple[MappedStep, ...]:
        known = [one.name for one in workflow.actions]
        names = self.names(table, "do", where)
        if not names:
            self.fault(f"{where} do is missing or empty: the actions that are done.")
        found = []
        for name in names:
            if name not in known:
                self.fault(f"{where} do: '{name}' is no action of '{workflow.name}'{meant(name, known)}")
                continue
            action = workflow.action(name)
            filled = fillings.get(name, {})
            for one in fields_of(action):
                if one.required and one.name not in filled:
                    self.fault(f"{where}: '{name}' needs '{one.name}', but [fields.{name}] names no value for it.")
            found.append(MappedStep(action, tuple(filled.values())))
        return tuple(found) if len(found) == len(names) else ()

    def follow(self, steps: Sequence[MappedStep], state: str, where: str) -> str:
        """The state that the steps lead to from *state*; a fault if one of them is not possible there."""
        reached, stuck = _course(steps, state)
        if stuck is not None:
            self.fault(f"{where}: '{stuck.action.name}' is not possible in '{reached}', where it would be done.")
        return reached


def _course(steps: Sequence[MappedStep], state: str) -> tuple[str, MappedStep | None]:
    """The state that steps lead to, and the one of them that is not possible on the way, if any."""
    for one in steps:
        sources = {place.name if isinstance(place, State) else str(place) for place in one.action.sources}
        if state not in sources:
            return state, one
        target = one.action.target
        state = target.name if isinstance(target, State) else state
    return state, None
