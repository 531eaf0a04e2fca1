"""`propflow deadlines`: why a case is due when it is, from a store."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.cli.conftest import Kept, Run
from tests.visits import SITE, Yard, go, rules, visit

from propflow import calendar_slot, hookimpl, hours
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.cli import modules
from propflow.plugins import plugin_manager

CASE = "INC-000002"


def here(kept: Kept, *more: str) -> tuple[str, ...]:
    """The arguments for that case."""
    return ("deadlines", CASE, "--store", kept.url, "--tenant", "riverside", *more)


def test_every_clock_of_a_case(kept: Kept, run: Run) -> None:
    """
    What runs stands first; an ended clock says its verdict, and marks say when they are owed.
    """
    ran = run(*here(kept))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "The service is restored (restore), cycle 1",
        "  due 2025-03-04T16:00:00+08:00",
        "  24 hours by always, from 2025-03-03T16:00:00+08:00",
        "  started by record 2, open",
        "  75%: 2025-03-04T10:00:00+08:00",
        "  due/1: 2025-03-04T16:00:00+08:00",
        "  due/2: 2025-03-04T20:00:00+08:00",
        "Somebody takes it up (take_up), cycle 1",
        "  due 2025-03-03T16:30:00+08:00",
        "  30 minutes by always, from 2025-03-03T16:00:00+08:00",
        "  started by record 1, register",
        "  ended 2025-03-03T16:00:00+08:00: on time",
    ]


def test_one_clock_explained(kept: Kept, run: Run) -> None:
    """
    With --clock only that one, with --explain every step, in the language asked for.
    """
    english = run(*here(kept, "--clock", "restore", "--explain")).out
    chinese = run(*here(kept, "--clock", "restore", "--explain", "--lang", "zh")).out
    assert "    counts around the clock: 24 h\n" in english
    assert "    全天计时：" in chinese and "第 1 轮" in chinese
    assert len(english.splitlines()) == len(chinese.splitlines())
    plain = run(*here(kept, "--clock", "restore")).out
    assert english.startswith(plain)


def test_as_json(kept: Kept, run: Run) -> None:
    """
    The same as the desk's own answer, for machines.
    """
    found = run(*here(kept, "--json")).json
    assert found == [one.data() for one in kept.desk().explain_deadline(CASE)]
    assert run(*here(kept, "--json", "--clock", "restore")).json == [one for one in found if one["clock"] == "restore"]


def test_a_tenant_is_asked_for_only_where_it_matters(kept: Kept, run: Run) -> None:
    """
    A case of one tenant alone is found; of two it is not guessed.
    """
    assert run("deadlines", CASE, "--store", kept.url).out == run(*here(kept)).out
    assert "Name one with --tenant" in run("deadlines", "INC-000001", "--store", kept.url).refused()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((CASE, "--clock", "restroe"), "restore"),
        (("INC-9",), "INC-9"),
        ((CASE, "--tenant", "nowhere"), "nowhere"),
        ((CASE, "--lang", "fr"), "fr"),
        (("",), "case"),
        ((CASE, "--clock", ""), "restore"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_line(
    arguments: tuple[str, ...], told: str, kept: Kept, run: Run
) -> None:
    """
    A clock, a case, a tenant or a language that is not there: status 2, one line, and it names the thing.
    """
    assert told in run("deadlines", *arguments, "--store", kept.url).refused()


def test_a_store_that_is_not_there(tmp_path: Path, run: Run) -> None:
    """
    It is not made by looking.
    """
    assert "There is no store" in run("deadlines", CASE, "--store", f"sqlite:///{tmp_path}/none.db").refused()
    assert list(tmp_path.iterdir()) == []


def test_a_workflow_that_nobody_brings(tmp_path: Path, run: Run) -> None:
    """
    A case whose definition the command does not know is refused by its name.
    """
    store = SqliteStore(tmp_path / "visits.db", durability="normal")
    case = Yard(store).going()
    store.close()
    told = run("deadlines", case, "--store", f"sqlite:///{tmp_path}/visits.db").refused()
    assert "visit@1" in told


WHERE = calendar_slot("where", en="Hours of the site", zh="服务时间")
WRITTEN = visit(go(within=hours(12), calendar=WHERE), slots=[WHERE])


def at_a_site(tmp_path: Path) -> tuple[str, str]:
    """A visit in a store, under a policy that names a calendar of the host's; the store's URL and the case's id."""
    store = SqliteStore(tmp_path / "visits.db", durability="normal")
    case = Yard(store, WRITTEN.under(rules(where="site")), calendars=[SITE]).going()
    store.close()
    return f"sqlite:///{tmp_path}/visits.db", case


def test_calendars_come_from_plugins(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A case whose policy names the calendar of a site is explained where a plugin brings it, and refused where none does.
    """
    url, case = at_a_site(tmp_path)
    for brought, status in (([SITE], 0), ([], 2)):
        plugin = SimpleNamespace(
            propflow_calendars=hookimpl(lambda brought=brought: brought), propflow_workflows=hookimpl(lambda: [WRITTEN])
        )
        monkeypatch.setattr(modules, "plugin_manager", lambda plugin=plugin: plugin_manager([plugin]))
        ran = run("deadlines", case, "--store", url)
        assert ran.status == status
        assert ("12 hours by site" in ran.out) is (status == 0)


def test_a_plugin_that_fails_to_bring_its_calendars_is_one_line(
    kept: Kept, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    It is told by what it raised.
    """

    def fails() -> Any:
        raise RuntimeError("no licence")

    plugin = SimpleNamespace(propflow_calendars=hookimpl(fails))
    monkeypatch.setattr(modules, "plugin_manager", lambda: plugin_manager([plugin]))
    told = run(*here(kept)).refused()
    assert "could not bring its calendars: RuntimeError: no licence" in told
