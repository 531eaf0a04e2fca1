"""Documentation code runs, and what it prints is what the page says."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from docs.generate import pages

from propflow import hookspecs

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ["README.md", *sorted(str(one.relative_to(ROOT)) for one in (ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES)
def test_code_of_a_page_runs_and_prints_what_it_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The Python blocks of a page run one after another, and a text block behind one is its output.
    """
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "page"}
    printed = ""
    for language, code in FENCE.findall((ROOT / page).read_text(encoding="utf-8")):
        if language == "python":
            exec(compile(code, page, "exec"), names)
            printed = capsys.readouterr().out
        elif language == "text" and printed:
            assert printed == code


def test_the_readme_shows_the_example_workflow_as_it_is() -> None:
    """
    The workflow in the README is the one in examples/key_loan.py, letter for letter.
    """
    code = FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8"))[0][1]
    _, _, source = (ROOT / "examples" / "key_loan.py").read_text(encoding="utf-8").partition("\n\n")
    assert code.strip() == source.strip().removesuffix("  # fmt: skip")
    assert len([line for line in code.splitlines() if line.strip()]) <= 17


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_generated_pages_are_current(path: Path) -> None:
    """
    What `make docs` would write is what is there.
    """
    assert path.read_text(encoding="utf-8") == pages()[path]


def test_every_hook_has_a_heading_with_its_exact_arguments() -> None:
    """
    docs/plugins.md has a section for each hook, headed by its signature.
    """
    page = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    hooks = {name: hook for name, hook in vars(hookspecs).items() if name.startswith("propflow_")}
    assert len(hooks) == 6
    for name, hook in hooks.items():
        arguments = ", ".join(inspect.signature(hook).parameters)
        assert f"## `{name}({arguments})`" in page
