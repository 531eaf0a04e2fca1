"""
Finds out which rule is carried by what, and writes it down for `propflow rules`.

    python -m docs.rules              every workflow that comes with propflow, by all tests of workflows
    python -m docs.rules complaint    only this one, by its own tests

What the tests of a workflow do at its desks is recorded; seeded lives are added, and some of both are lived under
other policies. Then whatever cites a rule is taken away, one thing after another, and the lives are lived again.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

import attrs

from propflow import MemoryStore
from propflow.coverage import Body, Claim, Life, Stage, elsewhere, life_of, seeded_life
from propflow.policy import built_in, load

ROOT = Path(__file__).parents[1]
FOUND = ROOT / "src" / "propflow" / "coverage"
TESTS = ROOT / "tests" / "workflows"
WITNESSES = ROOT / "tests" / "coverage" / "witnesses"

SEEDED = 1000
ELSEWHERE = 1000
POLICIES = 8
"""How many other policies lives are lived under."""


def stories(folder: Path) -> list[Life]:
    """What the tests in a folder tell; they run by themselves, as they keep much in memory."""
    with TemporaryDirectory() as where:
        path = Path(where) / "lives.jsonl"
        run([sys.executable, "-m", "tests.coverage.recording", str(folder), str(path)], cwd=ROOT, check=True)
        return [life_of(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def body(name: str, told: Sequence[Life]) -> Body:
    """The body of lives on which a workflow's elements are tried."""
    from tests.coverage.recording import CALENDARS, OURS

    manuals = [load(one) for one in built_in()]
    stage = Stage(OURS, MemoryStore, calendars=CALENDARS)
    begun = [one for one in told if any(deed.workflow == name for deed in one.deeds)]
    forms = _forms(begun)
    made = Body(OURS, name, MemoryStore, manuals, CALENDARS)
    made.fill([*begun, *(seeded_life(stage, name, seed, begun, forms) for seed in range(SEEDED))])
    made.fill([elsewhere(one, OURS[name], seed, manuals) for seed, one in _spread(made.lives[:ELSEWHERE])])
    return made


def _spread(lives: Sequence[Life]) -> Iterator[tuple[int, Life]]:
    """Each life with the number of the policy under which it is lived again."""
    for number, life in enumerate(lives):
        yield number % POLICIES, life


def _forms(lives: Sequence[Life]) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The forms that were filled in, by action, each once."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for life in lives:
        for deed in life.deeds:
            if isinstance(deed.form, Mapping):
                found.setdefault(deed.action, {})[json.dumps(deed.form, sort_keys=True)] = deed.form
    return {name: [*each.values()] for name, each in found.items()}


def write(name: str, made: Body, claims: Mapping[str, Claim]) -> None:
    """The claims go into the package, the lives that show them beside the tests that live them again."""
    default = attrs.asdict(Claim(""))
    kept = {
        key: attrs.asdict(one, filter=lambda field, value: value != default[field.name])
        for key, one in sorted(claims.items())
    }
    data = {"lives": len(made.lives), "deeds": sum(len(one.deeds) for one in made.lives), "claims": kept}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (FOUND / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    shown = {one.life for one in claims.values()}
    lines = [json.dumps(one.data(), ensure_ascii=False) for one in made.lives if one.name in shown]
    WITNESSES.mkdir(exist_ok=True)
    (WITNESSES / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Try each workflow that is named, or every one that comes with propflow."""
    from tests.coverage.recording import OURS

    told: dict[Path, list[Life]] = {}
    for name in arguments or OURS:
        folder = TESTS / name if arguments and (TESTS / name).is_dir() else TESTS
        if folder not in told:
            told[folder] = stories(folder)
        start = monotonic()
        made = body(name, told[folder])
        filled = monotonic()
        claims = made.claims(_tell)
        write(name, made, claims)
        counts = Counter(one.status for one in claims.values())
        sys.stdout.write(
            f"{name}: {len(made.lives):,} lives, {len(claims)} elements: "
            f"{', '.join(f'{number} {status}' for status, number in sorted(counts.items()))}; "
            f"{filled - start:.0f} s for the lives, {monotonic() - filled:.0f} s for the elements.\n"
        )
    return 0


def _tell(share: float, what: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{share:4.0%} {what:70}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
