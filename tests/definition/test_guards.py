"""Guards: named conditions with a reason, and the hash by which a changed body is noticed."""

import importlib.util
import itertools
from pathlib import Path
from typing import Any

import pytest

from propflow import PASSES, Situation, Verdict, blocks, guard, host_fact, linked
from propflow.definition.guards import Guard, Source
from propflow.errors import DefinitionError

HEADER = "from propflow import PASSES, Situation, Verdict, blocks, guard\n\n"

BODY = '''
@guard(en="Somebody is assigned", zh="已指定处理人")
def is_assigned(s: Situation) -> Verdict:
    """A case without an assignee goes nowhere."""
    if s.case is not None and s.case.related("assignee"):
        return PASSES
    return blocks("nobody_assigned", limit=3, name=f"{s.actor.id!r}")
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for modules."""
    return tmp_path


_numbers = itertools.count()


def hash_of(folder: Path, source: str) -> str:
    """The body hash of the guard in a module of this source."""
    name = f"guard_module_{next(_numbers)}"
    path = folder / f"{name}.py"
    path.write_text(HEADER + source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Any = module.is_assigned
    assert isinstance(found, Guard)
    return found.body_hash()


def test_guard_takes_the_name_of_its_function() -> None:
    """A guard is a value with the function's name, its titles and what it needs."""

    @guard(en="There is room", zh="有空位", revision=4, needs=[host_fact("capacity"), linked("child")], rules="B02-07")
    def has_room(s: Situation) -> Verdict:
        return PASSES if s.facts["capacity"] else blocks("full", wanted=1)

    assert isinstance(has_room, Guard)
    assert (has_room.name, has_room.revision, has_room.rules) == ("has_room", 4, ("B02-07",))
    assert [(one.name, one.source) for one in has_room.needs] == [
        ("capacity", Source.HOST),
        ("child", Source.CASES),
    ]
    assert not has_room.form_needed


def test_verdicts() -> None:
    """A verdict is a pass, or a code with facts: never a bare yes or no."""
    assert PASSES.holds
    found = blocks("too_late", hours=3)
    assert (found.holds, found.code, found.facts) == (False, "too_late", {"hours": 3})


def test_guard_without_a_name_is_refused() -> None:
    """A lambda has no name by which its reason could be told."""
    with pytest.raises(DefinitionError, match="made of a named function"):
        guard(en="E", zh="中")(lambda s: PASSES)


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [
        ("    if s.case", "    # nobody yet?\n\n    if s.case"),
        ("    return blocks(", "    return blocks(  # told in words\n        "),
        ("    return PASSES", "    return (PASSES)"),
        ('"nobody_assigned"', "'nobody_assigned'"),
        ('    """A case without an assignee goes nowhere."""\n', ""),
        ("goes nowhere", "stays where it is"),
        ('en="Somebody is assigned"', 'en="Somebody has it"'),
        ('zh="已指定处理人"', 'zh="已派单", rules=["C1-1"]'),
        ("(s: Situation) -> Verdict:", "(s):  # type: ignore"),
        ("        return PASSES", "            return PASSES"),
    ],
)
def test_hash_ignores_what_decides_nothing(folder: Path, said: str, otherwise: str) -> None:
    """Comments, layout, quotes, docstring, annotations, titles and citations leave the hash as it was."""
    assert said in BODY
    assert hash_of(folder, BODY.replace(said, otherwise, 1)) == hash_of(folder, BODY)


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [
        ('"assignee"', '"reporter"'),
        ("is not None and", "is not None or"),
        ("return PASSES", "return blocks('no')"),
        ("limit=3", "limit=4"),
        ("!r}", "!s}"),
        ("    if s.case", "    s = s\n    if s.case"),
        ("(s: Situation)", "(s: Situation, limit: int = 3)"),
    ],
)
def test_hash_notices_what_decides(folder: Path, said: str, otherwise: str) -> None:
    """Any other change of the body changes the hash."""
    assert said in BODY
    assert hash_of(folder, BODY.replace(said, otherwise, 1)) != hash_of(folder, BODY)


def test_hash_tells_empty_values_apart(folder: Path) -> None:
    """Nothing, nought, no, an empty text and an empty list are different conditions."""
    empty = ["None", "0", "0.0", "False", "''", "b''", "[]", "()", "..."]
    assert len({hash_of(folder, BODY.replace("limit=3", f"limit={one}")) for one in empty}) == len(empty)


def test_hash_is_the_same_under_every_python(folder: Path) -> None:
    """The hash is a fixed vector: a lock written under one version of Python is read under another."""
    assert hash_of(folder, BODY) == "1b115bfe3e5deb62112b330c68b186bb8bb7a3f6721a7858ae0eae243e7104b3"


def test_guard_whose_source_is_not_there() -> None:
    """A condition without source text still has a hash, by its name."""
    namespace: dict[str, Any] = {}
    exec(HEADER + BODY.replace("is_assigned", "is_elsewhere"), namespace)
    assert len(namespace["is_elsewhere"].body_hash()) == 64
    assert Guard("length", len).body_hash() != Guard("size", len).body_hash()  # type: ignore[arg-type]
