"""The command run in this process, and a small store to look into."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from examples.it_incident import it_incident, service_desk, technician

from propflow import Actor, Desk, Task, VirtualClock
from propflow.adapters.builtin import Workflows
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.cli import main

OURS = [one.name for one in Workflows().propflow_workflows()]
"""The names of the workflows that come with propflow."""

LIN = Actor("lin", [service_desk])
WANG = Actor("wang", [technician])


@attrs.frozen
class Ran:
    """What a command came to: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its standard output as JSON."""
        return json.loads(self.out)

    def refused(self) -> str:
        """The one line it wrote instead of an answer; a failure if it is not like that."""
        assert self.status == 2, self
        assert self.out == ""
        assert self.err.count("\n") == 1
        assert self.err.startswith("propflow: ")
        assert "Traceback" not in self.err
        return self.err.removeprefix("propflow: ").strip()


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `propflow` with the arguments given."""
    monkeypatch.setattr(sys, "path", [*sys.path])  # a command puts the current folder there

    def ran(*arguments: object) -> Ran:
        capsys.readouterr()
        status = main([str(one) for one in arguments])
        written = capsys.readouterr()
        return Ran(status, written.out, written.err)

    return ran


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    """Writes a module into the current folder, which is a new one; its name."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, text: str) -> str:
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
        sys.modules.pop(name, None)
        return name

    return write


@attrs.frozen
class Kept:
    """A store in a file, with three incidents of one tenant and one of another, none of them sealed."""

    path: Path
    clock: VirtualClock

    @property
    def url(self) -> str:
        """Its URL."""
        return f"sqlite:///{self.path}"

    def desk(self) -> Desk:
        """A desk of the first tenant, on a connection of its own."""
        return on(SqliteStore(self.path, durability="normal"), self.clock)


def on(store: SqliteStore, clock: VirtualClock) -> Desk:
    """A desk of the first tenant."""
    return Desk([it_incident], store, tenant="riverside", now=clock)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Such a store."""
    kept = Kept(tmp_path / "kept.db", VirtualClock(datetime(2025, 3, 3, 8, tzinfo=UTC)))
    store = SqliteStore(kept.path, durability="normal")
    desk = on(store, kept.clock)
    for tenant, number in (("lakeside", 1), ("riverside", 3)):
        for i in range(number):
            form = {"summary": f"Lamp {i + 1} is dark", "severity": "low", "contact": "138 0000 0001"}
            desk.for_tenant(tenant).register(it_incident, form, by=LIN, then=[Task("open", by=LIN)])
    desk.act("INC-000002", "take", by=WANG)
    kept.clock.advance(timedelta(minutes=5))
    store.close()
    return kept
