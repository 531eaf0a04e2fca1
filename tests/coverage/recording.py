"""
Recording: what tests do at the desks of our workflows, kept as lives.

    python -m tests.coverage.recording tests/workflows/complaint LIVES   writes LIVES, a life a line

A story is what is done by one clock at one desk. What it touches of other stories' cases is told before it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.workflows.repair.lives import REPAIRERS

from propflow import Action, Actor, Desk, MemoryStore
from propflow.adapters.builtin import Workflows
from propflow.coverage.lives import ACT, LOOK, PROPOSE, REGISTER, SIGN, Deed, Life, held_by
from propflow.definition.forms import form_spec
from propflow.definition.workflow import Workflow
from propflow.errors import PropflowError
from propflow.model.instants import to_text

CALENDARS = [REPAIRERS]
"""The calendars beside the built-in ones that stories may name."""

OURS = {one.name: one for one in Workflows().propflow_workflows()}


@attrs.define
class _Line:
    """A deed at a desk, by which clock it was done, and which cases it names."""

    deed: Deed
    clock: int
    names: frozenset[str]


@attrs.define(eq=False)
class _Desk:
    """What has been recorded of a desk. It is held, so that no other desk gets its place in memory."""

    desk: Desk
    policies: Mapping[str, Mapping[str, Any]]
    lines: list[_Line] = attrs.field(factory=list)
    cases: set[str] = attrs.field(factory=set)
    clocks: dict[int, Any] = attrs.field(factory=dict)
    strangers: int = 0


_desks: dict[int, _Desk] = {}


def _ours(workflow: Workflow) -> bool:
    ours = OURS.get(workflow.name)
    return ours is not None and workflow.actions is ours.actions and workflow.clocks is ours.clocks


def _recorded(desk: Desk) -> _Desk | None:
    """Where a desk is recorded; None if it works with anything but our workflows, this machine and a bare house."""
    house = desk._house
    found = _desks.get(id(house))
    if found is None:
        plain = type(house.store) is MemoryStore and not (house.people or house.facts or house.roster)
        workflows = desk.workflows
        alone = len({one.name for one in workflows}) == len(workflows)
        calendars = all(one in CALENDARS for one in house.calendars.given.values())
        if not (plain and alone and calendars and all(map(_ours, workflows))):
            return None
        policies = {
            one.name: {
                slot.removeprefix(f"{one.name}."): value
                for slot, value in (one.policy.values if one.policy else {}).items()
                if slot.startswith(f"{one.name}.")
            }
            for one in workflows
        }
        found = _desks[id(house)] = _Desk(desk, policies)
    return found


def _plain(form: Any) -> Any:
    """
    A form as JSON values.

    Raises:
        TypeError, ValueError: If it holds what no JSON does.
    """
    spec = form_spec(form)
    values = spec.plain(form)[0] if spec is not None and not isinstance(form, type) else form
    text = json.dumps(values, ensure_ascii=False)
    text.encode()  # half a character is no text
    return json.loads(text)


def _texts(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, Mapping):
        return {text for one in value.values() for text in _texts(one)}
    return {text for one in value for text in _texts(one)} if isinstance(value, list) else set()


def _note(
    desk: Desk, kind: str, case_id: str, action: Action | str | None, by: Actor | None, **more: Any
) -> _Line | None:
    found = _recorded(desk)
    if found is None:
        return None
    wall = found.desk._house.now
    clock = getattr(wall, "clock", wall)
    found.clocks[id(clock)] = clock
    if kind == LOOK:
        deed = Deed(to_text(desk._house.moment()), LOOK)
        line = _Line(deed, id(clock), frozenset())
    else:
        try:
            form = _plain(more.pop("form", None))
            occurred, expect = more.pop("occurred_at", None), more.pop("expect", None)
            behind = None
            if expect is not None:
                behind = desk.case(case_id).version - expect
            name = action if isinstance(action, str) else getattr(action, "name", "")
            assert by is not None
            deed = Deed(
                to_text(desk._house.moment()), kind, case_id, name, form=form, actor=by.id, roles=held_by(by),
                on_behalf_of=by.on_behalf_of, behind=behind,
                occurred=None if occurred is None else to_text(occurred), **more,
            )  # fmt: skip
        except (TypeError, ValueError, AttributeError, AssertionError, PropflowError):
            found.strangers += 1  # not to be kept as data: tests of bad input, all refused
            return None
        line = _Line(deed, id(clock), frozenset(_texts(form) & found.cases) | {case_id})
    found.lines.append(line)
    return line


def _register(inner: Callable[..., Any]) -> Callable[..., Any]:
    def register(self: Desk, workflow: Any, form: Any = None, **how: Any) -> Any:
        name = workflow.name if isinstance(workflow, Workflow) else workflow
        line = None
        if not how.get("then") and not how.get("key") and name in OURS:
            wanted = how.get("case_id") or f"none-{len(_desks.get(id(self._house), _NOBODY).lines)}"
            chosen = how.get("action") or "register"
            line = _note(
                self, REGISTER, wanted, chosen, how.get("by"), form=form, workflow=name,
                occurred_at=how.get("occurred_at"),
            )  # fmt: skip
        case = inner(self, workflow, form, **how)
        if line is not None:
            line.deed = attrs.evolve(line.deed, case=case.id)
            line.names |= {case.id}
            _desks[id(self._house)].cases.add(case.id)
        return case

    return register


_NOBODY = _Desk(Desk([], MemoryStore()), {})


def _did(kind: str, inner: Callable[..., Any]) -> Callable[..., Any]:
    def did(self: Desk, case_id: str, action: Any, form: Any = None, **how: Any) -> Any:
        if not how.get("key"):
            _note(self, kind, case_id, action, how.get("by"), form=form, expect=how.get("expect"),
                  occurred_at=how.get("occurred_at"))  # fmt: skip
        return inner(self, case_id, action, form, **how)

    return did


def _signed(inner: Callable[..., Any]) -> Callable[..., Any]:
    def sign(self: Desk, case_id: str, action: Any, **how: Any) -> Any:
        if not how.get("key"):
            _note(self, SIGN, case_id, action, how.get("by"), consent=how.get("consent", True),
                  reason=how.get("reason", ""), expect=how.get("expect"))  # fmt: skip
        return inner(self, case_id, action, **how)

    return sign


def _looked(inner: Callable[..., Any]) -> Callable[..., Any]:
    def tick(self: Desk, *given: Any, **how: Any) -> Any:
        _note(self, LOOK, "", None, None)
        return inner(self, *given, **how)

    return tick


def record() -> None:
    """From now on every desk is recorded."""
    Desk.register = _register(Desk.register)  # type: ignore[method-assign]
    Desk.act = _did(ACT, Desk.act)  # type: ignore[method-assign]
    Desk.propose = _did(PROPOSE, Desk.propose)  # type: ignore[method-assign]
    Desk.sign = _signed(Desk.sign)  # type: ignore[method-assign]
    Desk.tick = _looked(Desk.tick)  # type: ignore[method-assign]


def take() -> list[Life]:
    """Every life that was recorded, each once; those that say the same are one."""
    lives: dict[str, Life] = {}
    for one in _desks.values():
        for deeds in _stories(one):
            if not any(deed.kind == REGISTER for deed in deeds):
                continue
            life = Life("", one.desk.tenant, one.policies, deeds)
            lives.setdefault(json.dumps(life.data(), sort_keys=True, default=str), life)
    _desks.clear()
    return [attrs.evolve(life, name=f"story-{number:05d}") for number, life in enumerate(lives.values(), 1)]


def _stories(desk: _Desk) -> list[list[Deed]]:
    """The deeds of each clock at a desk, with what others have done before to the cases that they name."""
    own: dict[int, list[int]] = {}
    naming: dict[str, list[int]] = {}
    for number, line in enumerate(desk.lines):
        own.setdefault(line.clock, []).append(number)
        for name in line.names:
            naming.setdefault(name, []).append(number)
    found = []
    for numbers in own.values():
        wanted, todo = set(numbers), list(numbers)
        while todo:
            number = todo.pop()
            for name in desk.lines[number].names:
                before = {one for one in naming[name] if one < number} - wanted
                wanted |= before
                todo += before
        found.append([desk.lines[number].deed for number in sorted(wanted)])
    return found


def main(folder: str, path: str) -> int:
    """Record what the tests in a folder do; those that fail have told something too."""
    # random tests are left out: seeds of our own tell such lives anew
    how = ["-q", "-m", "not soak", "-p", "no:cacheprovider", "--no-header", "--tb=no", "--ignore-glob=*test_random.py"]
    record()
    if pytest.main([*how, folder]):
        sys.stderr.write(f"Some tests in {folder} fail; what they tell is taken as it is.\n")
    with Path(path).open("w", encoding="utf-8") as lines:
        for one in take():
            lines.write(json.dumps(one.data(), ensure_ascii=False, default=str) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
