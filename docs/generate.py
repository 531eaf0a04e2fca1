"""
Writes what is generated in the documentation, or says what is out of date.

    python -m docs.generate          write
    python -m docs.generate --check  exit 1 if anything would change
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from examples.it_incident import it_incident

from docs.vectors import story
from propflow import Workflow
from propflow.views.mermaid import diagram
from propflow.views.table import table
from propflow.workflows.complaint import complaint
from propflow.workflows.period import period

HERE = Path(__file__).parent
START, END = "<!-- vectors -->", "<!-- end -->"
DEVIATIONS = (
    "The workflow was first drawn up on paper from the manuals: T01 to T40 are its moving actions, S01 to S24 what is "
    "done in place. A test compares the two, row by row, and this list with what it finds."
)


def pages() -> dict[Path, str]:
    """Every generated page, by path."""
    workflows = HERE / "workflows"
    return {
        workflows / "it_incident.md": _workflow(it_incident, "examples/it_incident.py"),
        workflows / "complaint.md": _workflow(complaint, "src/propflow/workflows/complaint/") + _deviations(),
        workflows / "period.md": _workflow(period, "src/propflow/workflows/period/"),
        HERE / "format.md": _format(),
    }


def _workflow(workflow: Workflow, source: str) -> str:
    drawn = f"```mermaid\n{diagram(workflow).strip()}\n```"
    made = f"<!-- made by `make docs` from {source} -->"
    english, chinese = table(workflow).strip(), table(workflow, language="zh").strip()
    return "\n\n".join([made, english, drawn, chinese]) + "\n"


def _deviations() -> str:
    """Where the complaint workflow differs from the table on paper, and why, in both languages."""
    listed = tomllib.loads((HERE / "workflows" / "complaint_deviations.toml").read_text(encoding="utf-8"))["deviation"]
    lines = ["", "## Where it differs from the table on paper 与纸面流程表的差异", "", DEVIATIONS, ""]
    for one in listed:
        lines.append(f"- {one['reason']} {one['reason_zh']}")
        lines += [f"  - {text}" for text in one.get("differences", ())]
        lines += ["  - in the workflow: " + ", ".join(f"`{term}`" for term in one["terms"])] if "terms" in one else []
    return "\n".join(lines) + "\n"


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
