"""Installed plugins: somebody else's package is found by its entry point, and works beside the built-in ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COURIER = Path(__file__).parent / "courier"
USE = """
import propflow, logging
from tests.office import LEAK, WORKFLOW, ann
logging.basicConfig(level=logging.INFO, format="%(name)s %(message)s")
desk = propflow.connect("counting:", [WORKFLOW], tenant="riverside")
case = desk.register("repair", LEAK, by=ann)
desk.act(case.id, "open", by=ann)
desk.act(case.id, "assign", {"assignee": "bob"}, by=ann)
print(type(desk._house.store).__module__, desk._house.store.commits)
print(desk.deliver().delivered)
print(sorted(one.name for one in desk._house.notifiers))
"""


def run(code: str, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python, with what is installed in *site* besides."""
    paths = os.pathsep.join([str(site), str(Path(__file__).parents[2])])
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the courier was installed by pip, from its own package."""
    folder = tmp_path_factory.mktemp("courier")
    shutil.copytree(COURIER, folder / "package", ignore=shutil.ignore_patterns("__pycache__"))
    command = [
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index",
        "--no-build-isolation", "--target", str(folder / "site"), str(folder / "package"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def spoilt(site: Path, tmp_path: Path, code: str) -> Path:
    """The same installation with other code in the plugin."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "courier.py").write_text(code, encoding="utf-8")
    return copy


def test_it_is_about_twenty_lines() -> None:
    """The plugin is short: that is what the hooks are for."""
    lines = (COURIER / "courier.py").read_text(encoding="utf-8").splitlines()
    assert len([one for one in lines if one.strip()]) <= 20


def test_an_installed_plugin_is_found_and_used(site: Path, tmp_path: Path) -> None:
    """`connect` takes the plugin's store for its url, and each message goes to its notifier and to the log."""
    slips = tmp_path / "slips.txt"
    done = run(USE, site, SLIPS=str(slips))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["courier 3", "4", "['courier', 'log']"]
    assert slips.read_text(encoding="utf-8").splitlines() == [
        "riverside/JOB-000001/2/1 for clerk",
        "riverside/JOB-000001/4/1 for worker",
    ]
    assert "propflow.notify riverside/JOB-000001/2/1" in done.stderr


def test_without_the_package_the_url_is_unknown(tmp_path: Path) -> None:
    """Where it is not installed nobody knows its url, and the error says what is built in."""
    done = run(USE, tmp_path)
    assert done.returncode == 1
    assert "Misplaced: No plugin knows a store for 'counting:'" in done.stderr


def test_it_can_be_left_out(site: Path, tmp_path: Path) -> None:
    """`without=` leaves an installed plugin out, and `discover=False` all of them."""
    for leave in ('without=["courier"]', "discover=False"):
        done = run(USE.replace('tenant="riverside"', f'tenant="riverside", {leave}'), site)
        assert "No plugin knows a store for 'counting:'" in done.stderr


def test_a_misspelt_hook_of_an_installed_plugin(site: Path, tmp_path: Path) -> None:
    """A function that bears no hook's name is refused when the desk is put together, with the names there are."""
    code = "import propflow\n\n@propflow.hookimpl\ndef propflow_notfiy(message): pass\n"
    done = run(USE, spoilt(site, tmp_path, code))
    assert done.returncode == 1
    assert "Misplaced: A plugin implements a hook that does not exist" in done.stderr
    assert "propflow_notfiy" in done.stderr
    assert "propflow_notify" in done.stderr


@pytest.mark.parametrize("code", ["import nowhere\n", "raise RuntimeError('not today')\n", "def ("])
def test_a_plugin_that_cannot_be_loaded(code: str, site: Path, tmp_path: Path) -> None:
    """A plugin that breaks while it is loaded is named; no desk comes up that silently lacks it."""
    done = run(USE, spoilt(site, tmp_path, code))
    assert done.returncode == 1
    assert "Misplaced: The plugin 'courier' (courier) cannot be loaded: " in done.stderr


def test_a_plugin_that_raises_silences_nobody(site: Path, tmp_path: Path) -> None:
    """Where the installed notifier fails, the log still gets every message, and the failed ones are tried again."""
    code = (
        "from propflow import MemoryStore, hookimpl\n\n"
        "@hookimpl\ndef propflow_open_store(url): s = MemoryStore(); s.commits = 0; return s\n\n"
        "@hookimpl\ndef propflow_notify(message): raise RuntimeError('no line')\n\n"
        "@hookimpl\ndef propflow_committed(change): raise RuntimeError('deaf')\n"
    )
    done = run(USE + "desk.case(case.id)\n", spoilt(site, tmp_path, code))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1] == "2"
    assert done.stderr.count("propflow.notify riverside/") == 2
    assert done.stderr.count("was not delivered: RuntimeError: no line") == 2
    assert done.stderr.count("RuntimeError: deaf") == 3
