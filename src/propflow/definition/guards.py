"""
Guards: named conditions that see the case, the form and the facts they need, and answer with a reason.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from inspect import getsource
from textwrap import dedent
from typing import Any

import attrs

from propflow.definition.states import rule_ids
from propflow.errors import DefinitionError
from propflow.model.canonical import Json, digest
from propflow.model.cases import Case
from propflow.model.people import Actor
from propflow.model.policies import Value


@attrs.frozen
class Verdict:
    """
    What a guard says.

    Attributes:
        holds: Is the condition met?
        code: If not: the kind of reason, snake_case.
        facts: What the reason is about; JSON values.
    """

    holds: bool
    code: str = ""
    facts: Mapping[str, Json] = attrs.field(factory=dict)


PASSES = Verdict(True)
"""The answer of a guard whose condition is met."""


def blocks(code: str, **facts: Json) -> Verdict:
    """The answer of a guard whose condition is not met, and why."""
    return Verdict(False, code, facts)


class Source(StrEnum):
    """Where a need is met."""

    CASES = "cases"  # the cases linked to this one, as `NeedCase` summaries
    HOST = "host"  # the host's `Facts` port


@attrs.frozen
class Need:
    """
    A fact of the rest of the world that a guard must know.

    It is learnt before the decision and kept in the record.

    Attributes:
        name: Of a linked kind (`child`, `parent`, `group`…) or of a fact that the
            host knows.
        facts: Which facts of the linked cases are to be seen too.
    """

    name: str
    source: Source = Source.HOST
    facts: tuple[str, ...] = ()


def linked(kind: str, facts: Iterable[str] = ()) -> Need:
    """
    The cases linked to this one as *kind*: a list of {id, state, kind, version}.

    Where *facts* of theirs are named, each has them under `facts`, by name; None where the case does not know one.
    """
    return Need(kind, Source.CASES, tuple(facts))


def host_fact(name: str) -> Need:
    """A fact that the host's `Facts` port knows, such as the free capacity of a team."""
    return Need(name, Source.HOST)


@attrs.define(eq=False)
class Situation:
    """
    What a guard may look at. It may change nothing.

    Attributes:
        case: The case before the action; None when it is to be registered.
        form: The filled-in form; None while there is none, as when options are listed.
        now: The instant of the decision, in UTC.
        facts: The needs of the guards, by name.
        policy: What fills the workflow's slots, by name; None where one is switched off.
    """

    case: Case | None
    form: Any
    actor: Actor
    now: datetime
    facts: Mapping[str, Json]
    policy: Mapping[str, Value | None] = attrs.field(factory=dict)


Check = Callable[[Situation], Verdict]


@attrs.frozen
class Guard:
    """
    A condition on an action. Made by `guard`.

    Attributes:
        revision: Raised whenever what it decides changes; `workflows.lock` notices
            a changed body under an old revision.
        needs: The facts it must know.
        form_needed: Can it only be judged with the form? Then `options` leaves it out.
    """

    name: str
    check: Check = attrs.field(eq=False, repr=False)
    en: str = attrs.field(kw_only=True, default="")
    zh: str = attrs.field(kw_only=True, default="")
    revision: int = attrs.field(kw_only=True, default=1)
    needs: tuple[Need, ...] = attrs.field(kw_only=True, default=(), converter=tuple[Need, ...])
    form_needed: bool = attrs.field(kw_only=True, default=False)
    rules: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=rule_ids)

    def body_hash(self) -> str:
        """
        The hash of what the condition's source says, the same under every Python.

        Comments, layout, docstring, annotations and the decorator with its titles are
        left out. What the condition calls is not followed.
        """
        try:
            made = ast.parse(dedent(getsource(self.check))).body[0]
        except (OSError, TypeError, SyntaxError):
            return digest(f"no source: {self.name}")
        if not isinstance(made, ast.FunctionDef):
            return digest(f"no function: {self.name}")
        body = made.body[1:] if ast.get_docstring(made) is not None else made.body
        names = [one.arg for one in made.args.args]
        return digest(repr([names, _shape(made.args.defaults), _shape(body)]))


def _shape(node: object) -> object:
    """A syntax tree without positions and empty fields, which differ between versions of Python."""
    if isinstance(node, ast.AST):
        kept = [(name, _shape(value)) for name, value in ast.iter_fields(node) if value is not None and value != []]
        return [type(node).__name__, *kept]
    return [_shape(one) for one in node] if isinstance(node, list) else repr(node)


def guard(
    *,
    en: str,
    zh: str,
    revision: int = 1,
    needs: Iterable[Need] = (),
    form_needed: bool = False,
    rules: Iterable[str] = (),
) -> Callable[[Check], Guard]:
    """
    Make a guard of a function, which gives it its name.

        @guard(en="Somebody is assigned", zh="已指定处理人")
        def is_assigned(s: Situation) -> Verdict:
            return PASSES if s.case.related("assignee") else blocks("nobody_assigned")
    """

    def make(check: Check) -> Guard:
        name = getattr(check, "__name__", "")
        if not name.isidentifier():
            raise DefinitionError("A guard", ["A guard is made of a named function, so that its reason has a name."])
        return Guard(
            name,
            check,
            en=en,
            zh=zh,
            revision=revision,
            needs=needs,
            form_needed=form_needed,
            rules=rules,
        )

    return make
