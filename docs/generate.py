"""
Writes what is generated in the documentation, or says what is out of date.

    python -m docs.generate          write
    python -m docs.generate --check  exit 1 if anything would change
"""

from __future__ import annotations

import sys
from pathlib import Path

from examples.it_incident import it_incident

from docs.vectors import story
from propflow.views.mermaid import diagram
from propflow.views.table import table

HERE = Path(__file__).parent
START, END = "<!-- vectors -->", "<!-- end -->"


def pages() -> dict[Path, str]:
    """Every generated page, by path."""
    return {HERE / "workflows" / "it_incident.md": _workflow(), HERE / "format.md": _format()}


def _workflow() -> str:
    drawn = f"```mermaid\n{diagram(it_incident).strip()}\n```"
    made = "<!-- made by `make docs` from examples/it_incident.py -->"
    english, chinese = table(it_incident).strip(), table(it_incident, language="zh").strip()
    return "\n\n".join([made, english, drawn, chinese]) + "\n"


def _format() -> str:
    text = (HERE / "format.md").read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    vectors = "\n\n".join(f"{what}: `{hash_}`\n\n```json\n{spelled}\n```" for what, hash_, spelled in story())
    return f"{before}{START}\n\n{vectors}\n\n{END}{after}"


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them."""
    stale = []
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.relative_to(HERE.parent))
            if "--check" not in arguments:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    for path in stale:
        sys.stdout.write(f"{'out of date' if '--check' in arguments else 'written'}: {path}\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
