"""
Playing: a life lived on a desk under some workflows, and the trace that it leaves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

import attrs

from propflow.coverage.lives import ACT, LOOK, PROPOSE, REGISTER, Deed, Life
from propflow.coverage.taking import unchecked
from propflow.definition.slots import filled
from propflow.definition.workflow import Workflow
from propflow.desk import Desk
from propflow.errors import Blocker, Conflict, PropflowError, Refused
from propflow.model.calendars import Calendar
from propflow.model.canonical import digest
from propflow.model.instants import from_text
from propflow.model.journal import Record
from propflow.model.policies import Policy
from propflow.ports import CaseStore

DONE = "done"
FAILED = "guard_failed"

Values: TypeAlias = Mapping[str, Any]
NewStore: TypeAlias = Callable[[], CaseStore]

_ABOUT = ("guard", "field", "did", "relation", "sign_off", "need")
"""What tells two reasons of one kind apart."""

_INCIDENTAL = ("clocks", "doers")
"""Parts of a case that are not what somebody wrote down: limits are compared by themselves."""


class Broken(Exception):
    """A life that cannot be compared: something failed that has nothing to do with what was taken away."""


@attrs.frozen
class Trace:
    """
    What a life came to.

    Attributes:
        outcomes: Of each deed: done, or refused and why.
        moves: Each record: case, kind, action, state after.
        limits: The deadlines, verdicts and fired marks, by clock; only to be compared, within one process.
        notices: What was owed to whom, likewise.
        stored: What was written down, likewise.
    """

    outcomes: tuple[str, ...]
    moves: tuple[str, ...]
    limits: tuple[tuple[str, int], ...]
    notices: tuple[tuple[str, int], ...]
    stored: tuple[int, ...]


class _Noted(dict[str, Any]):
    """What fills the slots of a workflow, and which of it somebody has looked at."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.read.add(name)
        return super().get(name, default)


def _noted(workflow: Workflow) -> _Noted:
    found = workflow.values
    assert isinstance(found, _Noted)
    return found


MANY = 100
"""How many groups of options are remembered of a plan; there are hundreds of plans, and each group is large."""


class _Sparing(Desk):
    """A desk that keeps no definitions, as nobody will read them, and forgets options."""

    def spare(self) -> None:
        self._house.kept.update(self._house.plans)
        for plan in self._house.plans.values():
            if len(plan.option_groups) > MANY:
                plan.option_groups.clear()


@attrs.define(eq=False)
class Stage:
    """
    Where lives are lived, under the same workflows one after another.

    Attributes:
        workflows: By name, without policies.
        store: Makes an empty store.
        policies: In the place of what a life brings: by workflow, values by slot.
        formless: Actions that have lost their form: what is filled in is left out.
        calendars: Those that policies may name, besides the built-in ones.
    """

    workflows: Mapping[str, Workflow]
    store: NewStore
    policies: Mapping[str, Values] = attrs.field(factory=dict)
    formless: frozenset[str] = frozenset()
    calendars: Sequence[Calendar] = ()
    made: dict[str, Workflow] = attrs.field(factory=dict)

    def values(self, life: Life) -> dict[str, Values]:
        """By workflow: what fills its slots in this life."""
        return {name: self.policies.get(name, given) for name, given in life.policies.items()}

    def under(self, name: str, values: Values) -> Workflow:
        """A workflow of this stage under some values."""
        key = f"{name}{sorted(values.items())!r}"
        if key not in self.made:
            policy = Policy("tried", {f"{name}.{slot}": value for slot, value in values.items()})
            made = self.made[key] = unchecked(self.workflows[name], policy=policy)
            made.__dict__["values"] = _Noted(filled(made))
            made.__dict__["fingerprint"] = digest(f"{id(self)} {key}")  # nobody reads it, and a true one takes long
        return self.made[key]

    def lived(self, life: Life) -> tuple[Trace, Play]:
        """
        The trace of a life, and the play that has left it.

        Raises:
            Broken: If something failed that should not.
        """
        play = Play(self, life.tenant, self.values(life))
        outcomes = [play.tried(one) for one in life.deeds]
        return play.trace(outcomes), play

    def trace(self, life: Life) -> Trace:
        """The trace of a life; raises what `lived` raises."""
        return self.lived(life)[0]


class _Wall:
    """The clock of a desk: it says what the deeds say, also where a story goes back to before another."""

    def __init__(self) -> None:
        self.moment = from_text("2000-01-01T00:00:00Z")

    def __call__(self) -> datetime:
        return self.moment


class Play:
    """A desk, and the deeds that are tried at it."""

    def __init__(self, stage: Stage, tenant: str, policies: Mapping[str, Values]) -> None:
        self.wall = _Wall()
        self.formless = stage.formless
        self.workflows = {name: stage.under(name, values) for name, values in policies.items()}
        self.desk = _Sparing(
            self.workflows.values(), stage.store(), tenant=tenant, now=self.wall, calendars=stage.calendars
        )
        self.desk.spare()
        for one in self.workflows.values():
            _noted(one).read.clear()

    @property
    def slots_read(self) -> frozenset[str]:
        """The slots at which guards have looked."""
        return frozenset(f"{name}.{slot}" for name, one in self.workflows.items() for slot in _noted(one).read)

    def tried(self, deed: Deed) -> str:
        """
        Somebody tries it.

        Returns:
            `done`, or why not.

        Raises:
            Broken: If a guard failed, or anything beside propflow's own refusals was raised.
        """
        self.wall.moment = from_text(deed.at)
        try:
            self._try(deed)
        except Refused as refusal:
            return f"refused: {', '.join(sorted({_reason(one) for one in refusal.blockers}))}"
        except Conflict:
            return "conflict"
        except PropflowError as fault:
            return type(fault).__name__
        except Exception as fault:
            raise Broken(f"{deed.action}: {type(fault).__name__}: {fault}") from fault
        return DONE

    def _try(self, deed: Deed) -> None:
        desk, case_id = self.desk, deed.case
        if deed.kind == LOOK:
            while desk.tick().more:
                pass
            return
        by, occurred = deed.by, None if deed.occurred is None else from_text(deed.occurred)
        if deed.kind == REGISTER:
            workflow = self.workflows[deed.workflow]
            form = self._form(deed)
            desk.register(workflow, form, by=by, case_id=case_id, action=deed.action, occurred_at=occurred)
            return
        case = desk.case(case_id)
        expect = None if deed.behind is None else max(case.version - deed.behind, 0)
        form = self._form(deed)
        if deed.kind == ACT:
            desk.act(case_id, deed.action, form, by=by, expect=expect, occurred_at=occurred)
        elif deed.kind == PROPOSE:
            desk.propose(case_id, deed.action, form, by=by, expect=expect)
        else:
            desk.sign(case_id, deed.action, by=by, consent=deed.consent, reason=deed.reason, expect=expect)

    def _form(self, deed: Deed) -> Any:
        return None if deed.action in self.formless else deed.form

    def records(self, cases: Iterable[str]) -> list[Record]:
        """The journals of these cases, one after another; a case that was never made has none."""
        found: list[Record] = []
        for case_id in cases:
            try:
                found += self.desk.journal(case_id)
            except PropflowError:
                continue
        return found

    def trace(self, outcomes: Iterable[str]) -> Trace:
        """What all has come to."""
        moves, limits, notices, stored = [], [], [], []
        cases = [one.id for one in self.desk.find(limit=10_000)]
        for one in self.records(cases):
            where = f"{one.case_id} {one.number}"
            moves.append(f"{one.case_id} {one.kind} {one.action} {one.state_to}")
            for clock, entry in one.changes.get("clocks", {}).items():
                limits.append((clock, hash(f"{one.case_id} {_text(entry)}")))
            for message in one.messages:
                notices.append((f"{message['about']} to {message['role']}", hash(f"{one.case_id} {_text(message)}")))
            changes = {part: value for part, value in one.changes.items() if part not in _INCIDENTAL}
            values = {} if one.form is None else _open(one.form["values"])
            stored.append(hash(f"{where} {_text({'changes': changes, 'values': values})}"))
        return Trace(tuple(outcomes), tuple(moves), tuple(limits), tuple(notices), tuple(stored))


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _open(values: Any) -> dict[str, Any]:
    """A form's values; those that are sealed differ in every life, so that only their being there counts."""
    return {
        name: "sealed" if isinstance(value, Mapping) and "sealed" in value else value for name, value in values.items()
    }


def _reason(blocker: Blocker) -> str:
    if blocker.code == FAILED:
        raise Broken(f"{blocker.facts.get('guard')}: {blocker.facts.get('reason')}")
    about = next((str(blocker.facts[name]) for name in _ABOUT if name in blocker.facts), "")
    return f"{blocker.code} {about}".strip()
