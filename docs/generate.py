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
from propflow.workflows.follow_up import follow_up
from propflow.workflows.move_out_pass import goods_authorisation, move_out_pass
from propflow.workflows.period import period
from propflow.workflows.renovation import WORKFLOWS as RENOVATION
from propflow.workflows.repair import repair

HERE = Path(__file__).parent
START, END = "<!-- vectors -->", "<!-- end -->"
DEVIATIONS = (
    "The workflow was first drawn up on paper from the manuals: T01 to T40 are its moving actions, S01 to S24 what is "
    "done in place. A test compares the two, row by row, and this list with what it finds."
)
RENOVATION_DEVIATIONS = (
    "The four workflows were first drawn up on paper from the manual, and corrected when they were executed: R is the "
    "main case, C the plan change, W the worker pass, D the deposit. A test compares them, row by row, and this list "
    "with what it finds."
)
GOODS_DEVIATIONS = (
    "Pass and letter were first drawn up on paper from the manual, and corrected when they were executed: B is the "
    "pass, L its letter. A test compares the two, row by row, and this list with what it finds."
)
REPAIR_DEVIATIONS = (
    "The workflow was first drawn up on paper from the manuals: R01 to R39 are its moving actions, N01 to N26 what is "
    "done in place. A test compares the two, row by row, and this list with what it finds."
)
FOLLOW_UP_DEVIATIONS = (
    "The workflow was first drawn up on paper from the manual: F01 to F15 are its rows. A test compares the two, row "
    "by row, and this list with what it finds."
)


def pages() -> dict[Path, str]:
    """Every generated page, by path."""
    workflows = HERE / "workflows"
    return {
        workflows / "it_incident.md": _workflow(it_incident, "examples/it_incident.py"),
        workflows / "complaint.md": _workflow(complaint, "src/propflow/workflows/complaint/") + _deviations(),
        workflows / "period.md": _workflow(period, "src/propflow/workflows/period/"),
        workflows / "repair.md": _workflow(repair, "src/propflow/workflows/repair/")
        + _deviations("repair_deviations.toml", REPAIR_DEVIATIONS),
        workflows / "renovation.md": "\n".join(
            _workflow(one, "src/propflow/workflows/renovation/") for one in RENOVATION
        )
        + _deviations("renovation_deviations.toml", RENOVATION_DEVIATIONS),
        workflows / "move_out_pass.md": "\n".join(
            _workflow(one, "src/propflow/workflows/move_out_pass/") for one in (move_out_pass, goods_authorisation)
        )
        + _deviations("move_out_pass_deviations.toml", GOODS_DEVIATIONS),
        workflows / "follow_up.md": _workflow(follow_up, "src/propflow/workflows/follow_up/")
        + _deviations("follow_up_deviations.toml", FOLLOW_UP_DEVIATIONS),
        HERE / "format.md": _format(),
    }


def _workflow(workflow: Workflow, source: str) -> str:
    drawn = f"```mermaid\n{diagram(workflow).strip()}\n```"
    made = f"<!-- made by `make docs` from {source} -->"
    english, chinese = table(workflow).strip(), table(workflow, language="zh").strip()
    return "\n\n".join([made, english, drawn, chinese]) + "\n"


def _deviations(file: str = "complaint_deviations.toml", about: str = DEVIATIONS) -> str:
    """Where a workflow differs from the table on paper, and why, in both languages."""
    listed = tomllib.loads((HERE / "workflows" / file).read_text(encoding="utf-8"))["deviation"]
    lines = ["", "## Where it differs from the table on paper 与纸面流程表的差异", "", about, ""]
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
