"""
Makes the rulebook of the package from the rules drawn from the manuals, or holds it against the manuals.

    python -m docs.rulebook RULES             write src/propflow/rulebook/*.jsonl from RULES/rules_*.toml
    python -m docs.rulebook --sources TEXTS   look each term up in TEXTS/00n_*.txt, and keep what was found for tests

Neither the rules as drawn nor the manuals lie in this repository. Two manuals are in traditional characters;
to look terms up in them, `opencc` must be installed.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "propflow" / "rulebook"
FOUND = ROOT / "tests" / "rulebook" / "terms.json"
MANUALS = "ABCD"
"""The first letter of a rule's id, by the number of its manual."""

KEPT = ("id", "source", "section", "area", "kind", "statement", "terms", "params", "enforceable", "conflicts")
READING = re.compile(r"\([a-zà-ɏ]+\)")
"""How a character is read, as one manual has it behind some: 業(yè)."""


def drawn(folder: Path) -> list[dict[str, Any]]:
    """The rules of all files in a folder, mended, ordered by id."""
    mended = tomllib.loads((Path(__file__).parent / "rulebook_mended.toml").read_text(encoding="utf-8"))["terms"]
    found = []
    for path in sorted(folder.glob("rules_*.toml")):
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]:
            one["conflicts"] = sorted({*one["conflicts"], *one.get("conflicts_external", ())})
            one["terms"] = mended.pop(one["id"], one["terms"])
            found.append({key: one[key] for key in KEPT})
    if mended:
        raise SystemExit(f"Mended, but not among the rules: {', '.join(mended)}.")
    return sorted(found, key=lambda one: one["id"])


def write(rules: list[dict[str, Any]]) -> None:
    """One file for each manual, one rule a line."""
    for letter in MANUALS:
        lines = [
            json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in rules if one["id"].startswith(letter)
        ]
        path = DATA / f"rules_{letter.lower()}.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        _say(f"{path.relative_to(ROOT)}: {len(lines)} rules, {path.stat().st_size:,} bytes")


def compare(folder: Path) -> int:
    """Look every term up in its manual; keep what was found, and say what was not."""
    from propflow.rulebook import rules

    texts = {letter: _plain(next(folder.glob(f"00{number}_*.txt"))) for number, letter in enumerate(MANUALS)}
    found: dict[str, list[str]] = {}
    missing = 0
    for one in rules():
        there = [term for term in one.terms if _bare(term) in texts[one.id[0]]]
        found[one.id] = there
        if len(there) < len(one.terms):
            missing += len(one.terms) - len(there)
            _say(f"{one.id}: not in the source: {', '.join(term for term in one.terms if term not in there)}")
    lines = [f'"{id_}": {json.dumps(terms, ensure_ascii=False)}' for id_, terms in found.items()]
    FOUND.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    none = sum(1 for one in rules() if one.terms and not found[one.id])
    _say(f"{sum(map(len, found.values()))} terms found, {missing} not; {none} rules without any.")
    return 0


def _plain(path: Path) -> str:
    from opencc import OpenCC

    return _bare(OpenCC("t2s").convert(path.read_text(encoding="utf-8")))


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", READING.sub("", text)))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main(arguments: list[str]) -> int:
    """Write the rulebook, or compare it."""
    if len(arguments) == 2 and arguments[0] == "--sources":
        return compare(Path(arguments[1]))
    if len(arguments) != 1:
        _say(__doc__ or "")
        return 2
    write(drawn(Path(arguments[0])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
