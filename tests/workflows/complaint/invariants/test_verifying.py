"""The invariants at work: `Desk.verify` and `propflow verify` judge every complaint by all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.cli.conftest import Run
from tests.cli.conftest import run as run
from tests.workflows.complaint import test_conditions, test_ordinary
from tests.workflows.complaint.lives import START, House, under

from propflow import PASSES, Desk, MemoryStore, VirtualClock
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.workflows.complaint import complaint
from propflow.workflows.complaint.invariants import INVARIANTS

ALL = {f"complaint.{one.name}" for one in INVARIANTS}


def _told_in(module: ModuleType) -> list[Any]:
    """The stories of a module: its tests that need nothing."""
    found = {name: one for name, one in vars(module).items() if name.startswith("test_")}
    return [
        pytest.param(module, one, id=name.removeprefix("test_"))
        for name, one in found.items()
        if not one.__code__.co_argcount
    ]


@pytest.mark.parametrize(("module", "story"), [*_told_in(test_ordinary), *_told_in(test_conditions)])
def test_every_story_is_judged_by_all_and_breaks_none(
    module: ModuleType, story: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However a lawful complaint went, no invariant is passed over, and none is broken."""
    houses: list[House] = []
    given = module.given

    def watched(*arguments: Any, **values: Any) -> House:
        houses.append(given(*arguments, **values))
        return houses[-1]

    monkeypatch.setattr(module, "given", watched)
    story()
    for house in houses:
        report = house.desk.verify()
        assert report.faults == ()
        if report.cases:
            assert report.invariants.keys() == ALL
            assert {sum(tally.values()) for tally in report.invariants.values()} == {report.cases}


@contextmanager
def lax(*actions: str) -> Iterator[None]:
    """For a while the conditions of these actions let everything pass, in what counts as the same definition."""
    guards = {id(one): one for name in actions for one in complaint.action(name).guards}.values()
    checks = [(one, one.check) for one in guards]
    for one, _ in checks:
        object.__setattr__(one, "check", lambda _: PASSES)
    try:
        yield
    finally:
        for one, check in checks:
            object.__setattr__(one, "check", check)


def closed_untold(store: Any) -> House:
    """A complaint that a laxer edition let somebody close before the complainant was told, and a lawful one."""
    workflow, clock = under(), VirtualClock(START)
    house = House(Desk([workflow], store, tenant="riverside", now=clock), clock, workflow)
    house.close_pending().did("close")
    with lax("verify", "close"):
        house.in_progress().all_did("report_done", "verify", "close")
    return house


WHAT = (
    "I16 is broken (The complainant is told the result before closing): "
    "it was closed before the complainant was told the result"
)


def test_the_desk_reports_what_a_laxer_edition_let_through() -> None:
    """The journal is sound, record by record; the invariant says what is wrong with it, and at which record."""
    house = closed_untold(MemoryStore())
    report = house.desk.verify()
    assert [(one.case, one.number, one.what) for one in report.faults] == [(house.case_id, house.case.version, WHAT)]
    assert report.invariants["complaint.I16"] == {"kept": 1, "broken": 1}
    assert [name for name, tally in report.invariants.items() if "broken" in tally] == ["complaint.I16"]


def test_the_command_reports_it_too(tmp_path: Path, run: Run) -> None:
    """`propflow verify --json` knows workflow and policy by the store alone, tells the breach, and exits with 1."""
    store = SqliteStore(tmp_path / "cases.db", durability="normal")
    house = closed_untold(store)
    number = house.case.version
    store.close()
    ran = run("verify", "--store", f"sqlite:///{tmp_path / 'cases.db'}", "--json")
    assert ran.status == 1
    assert ran.json["faults"] == [{"tenant": "riverside", "case": house.case_id, "number": number, "what": WHAT}]
    assert ran.json["invariants"]["complaint.I16"] == {"kept": 1, "broken": 1}
    assert ran.json["invariants"].keys() == ALL
