"""Hooks: each one is called when and as it says, and a plugin that is wrong is refused or kept to itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.office import LEAK, MORNING, WORKFLOW, DutyList, ann, repair

import propflow
from propflow import Desk, MemoryStore, ServiceCalendar, VirtualClock, connect, hookimpl, hookspecs
from propflow.adapters.builtin import Workflows
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import ForeignStore, InvalidValue, Misplaced
from propflow.plugins import plugin_manager
from propflow.ports import Committed, Escalation, Message


class Plugin:
    """Hears everything, and fails where a test wants it to."""

    def __init__(self, name: str = "everything") -> None:
        self.name = name
        self.heard: list[Any] = []
        self.fault: Exception | None = None

    def _hear(self, what: Any) -> None:
        if self.fault:
            raise self.fault
        self.heard.append(what)

    @hookimpl
    def propflow_notify(self, message: Any) -> None:
        """A message."""
        self._hear(message)

    @hookimpl
    def propflow_escalate(self, escalation: Any) -> None:
        """An escalation."""
        self._hear(escalation)

    @hookimpl
    def propflow_committed(self, change: Any) -> None:
        """A change."""
        self._hear(change)


def desk_with(*plugins: Any, **more: Any) -> Desk:
    """A desk in memory with these plugins and the built-in ones."""
    more = {"workflows": [WORKFLOW], "discover": False, "now": VirtualClock(MORNING), **more}
    return connect("memory:", plugins=plugins, tenant="riverside", **more)


def overdue(*plugins: Any) -> Desk:
    """A desk with a job whose mending is overdue: it owes notices and an escalation."""
    clock = VirtualClock(MORNING)
    desk = desk_with(*plugins, now=clock)
    desk.act(desk.register("repair", LEAK, by=ann).id, "open", by=ann)
    clock.move_to(MORNING.replace(day=2, hour=2))
    desk.tick()
    return desk


def test_every_hook_has_a_test() -> None:
    """A hook is added only together with a test that is called after it."""
    hooks = {name for name in vars(hookspecs) if name.startswith("propflow_")}
    assert {f"test_hook_{name}" for name in hooks} == {name for name in globals() if name.startswith("test_hook_")}


# Each hook


def test_hook_propflow_open_store() -> None:
    """The first plugin that knows the url gives the store; it is asked once, and the later ones are not."""
    asked: list[str] = []

    class Shelf:
        """Knows urls of its own."""

        def __init__(self, name: str, knows: str) -> None:
            self.name, self.knows, self.store = name, knows, MemoryStore()

        @hookimpl
        def propflow_open_store(self, url: str) -> Any:
            """Its store."""
            asked.append(self.name)
            return self.store if url.startswith(self.knows) else None

    one, two = Shelf("one", "shelf:a"), Shelf("two", "shelf:")
    desk = connect("shelf:b", [WORKFLOW], plugins=[one, two], discover=False)
    assert desk._house.store is two.store
    assert asked == ["two"]  # the one registered last is asked first
    asked.clear()
    assert connect("shelf:a", [WORKFLOW], plugins=[two, one], discover=False)._house.store is one.store
    assert asked == ["one"]


def test_hook_propflow_workflows() -> None:
    """Workflows that plugins bring are at the desk beside the host's; two of the same name and version are refused."""

    class Bringer:
        """Brings editions."""

        def __init__(self, *brought: Any) -> None:
            self.name, self.brought = f"bringer{len(brought)}", brought

        @hookimpl
        def propflow_workflows(self) -> Any:
            """Any iterable will do."""
            return iter(self.brought)

    second = repair(version=2)
    desk = desk_with(Bringer(second))
    assert {one.version for one in desk.workflows} == {1, 2}
    assert desk.register("repair", LEAK, by=ann).workflow == second.key
    with pytest.raises(Misplaced, match="two workflows 'repair' of version 1"):
        desk_with(Bringer(WORKFLOW))
    with pytest.raises(Misplaced, match="two workflows 'repair' of version 2"):
        desk_with(Bringer(second), Bringer(second, repair(version=3)))
    whole = {one.name for one in Workflows().propflow_workflows() if not one.silent}
    assert {one.name for one in desk_with(Bringer(), workflows=[second]).workflows} == {"repair", *whole}


def test_hook_propflow_notify() -> None:
    """Called by `deliver`, never by `act` or `tick`; once for each message; the plugin's name is the channel's."""
    plugin = Plugin("wecom")
    desk = overdue(plugin)
    assert all(isinstance(one, Committed) for one in plugin.heard)
    plugin.heard.clear()
    desk.deliver()
    desk.deliver()
    messages = [one for one in plugin.heard if isinstance(one, Message)]
    assert len(messages) == len({one.id for one in messages}) == 5
    ledger = desk._house.store.deliveries("riverside", messages[0].id)
    assert ("wecom", "delivered") in {(one.channel, one.status) for one in ledger}


def test_hook_propflow_escalate() -> None:
    """Called by `deliver` with the limit that has passed; a plugin with both hooks has a channel for each."""
    plugin = Plugin("wecom")
    desk = overdue(plugin)
    desk.deliver()
    (escalation,) = (one for one in plugin.heard if isinstance(one, Escalation))
    assert (escalation.clock, escalation.role, escalation.rung) == ("mend", "worker", 1)
    ledger = desk._house.store.deliveries("riverside", escalation.id)
    assert {one.channel: one.status for one in ledger} == {
        "log": "skipped", "role_ladder": "delivered", "wecom": "skipped", "wecom.escalate": "delivered",
    }  # fmt: skip


def test_hook_propflow_committed() -> None:
    """Called after each commit, once for each case of the change, with its records."""
    plugin = Plugin()
    desk = desk_with(plugin)
    parent = desk.register("repair", LEAK, by=ann)
    desk.register("repair", {**LEAK, "parent": parent.id}, by=ann)
    assert [(one.case_id, one.version, len(one.records)) for one in plugin.heard] == [
        ("JOB-000001", 1, 1), ("JOB-000002", 1, 1), ("JOB-000001", 2, 1),
    ]  # fmt: skip
    plugin.fault = RuntimeError("deaf")
    assert desk.act(parent.id, "open", by=ann).state == "opened"


# Plugins as they come


def test_a_plugin_may_take_any_subset_of_the_arguments() -> None:
    """A function without arguments is called all the same."""
    called: list[str] = []

    class Bare:
        """Looks at nothing."""

        @hookimpl
        def propflow_committed(self) -> None:
            """No argument."""
            called.append("committed")

        @hookimpl
        def propflow_notify(self) -> None:
            """No argument."""
            called.append("notify")

    desk = desk_with(Bare())
    desk.act(desk.register("repair", LEAK, by=ann).id, "open", by=ann)
    desk.deliver()
    assert called == ["committed", "committed", "notify"]


def test_a_module_is_a_plugin() -> None:
    """Functions of a module are found as methods of an object are."""
    from types import ModuleType

    module = ModuleType("pigeon")
    told: list[Any] = []

    @hookimpl
    def propflow_notify(message: Any) -> None:
        """Carry it."""
        told.append(message)

    module.propflow_notify = propflow_notify  # type: ignore[attr-defined]
    desk = overdue(module)
    assert "pigeon" in [one.name for one in desk._house.notifiers]
    desk.deliver()
    assert len(told) == 5


def test_a_plugin_that_raises_silences_nobody() -> None:
    """Each plugin is a channel of its own: one that fails, wherever it stands, keeps nothing from the others."""
    first, bad, last = Plugin("first"), Plugin("bad"), Plugin("last")
    desk = overdue(first, bad, last)
    bad.fault = RuntimeError("no line")
    report = desk.deliver()
    assert report.retried == 6
    for one in (first, last):
        assert len([heard for heard in one.heard if isinstance(heard, Message)]) == 5
        assert len([heard for heard in one.heard if isinstance(heard, Escalation)]) == 1
    committed = len(first.heard)
    desk.register("repair", LEAK, by=ann)
    assert len(first.heard) == len(last.heard) == committed + 1


def test_a_misspelt_hook_is_refused() -> None:
    """A marked function whose name is no hook's is refused, with the names there are."""

    class Misspelt:
        """Means well."""

        @hookimpl
        def propflow_comitted(self, change: Any) -> None:
            """Never called."""

    with pytest.raises(Misplaced, match=r"does not exist.*propflow_comitted") as fault:
        desk_with(Misspelt())
    assert "propflow_committed" in str(fault.value)


def test_an_argument_that_is_not_offered_is_refused() -> None:
    """A function that asks for what the hook does not give is refused when it is registered."""

    class Greedy:
        """Wants more."""

        @hookimpl
        def propflow_notify(self, message: Any, urgency: int) -> None:
            """Never called."""

    with pytest.raises(Misplaced, match="urgency"):
        desk_with(Greedy())


def test_two_plugins_of_one_name_are_refused() -> None:
    """The ledger goes by the plugin's name."""
    with pytest.raises(Misplaced):
        desk_with(Plugin("wecom"), Plugin("wecom"))
    with pytest.raises(Misplaced):
        desk_with(Plugin("log"))


def test_a_plugin_without_any_hook_does_no_harm() -> None:
    """An object that implements nothing is registered and never called."""
    assert desk_with(object()).register("repair", LEAK, by=ann).version == 1


def test_the_built_in_plugins_can_be_left_out() -> None:
    """Stores, workflows, log and role ladder are plugins like any other, under names by which they are left out."""
    manager = plugin_manager(discover=False)
    assert {name for name, _ in manager.list_name_plugin()} == {"stores", "workflows", "log", "role_ladder"}
    desk = desk_with(without=["log", "role_ladder"])
    assert desk._house.notifiers == desk._house.escalators == ()
    with pytest.raises(Misplaced, match="No plugin knows a store"):
        desk_with(without=["stores"])


def test_a_plugin_can_stand_in_for_a_built_in_one() -> None:
    """With the log left out, another plugin may bear its name."""
    mine = Plugin("log")
    desk = desk_with(mine, without=["log"])
    assert [one.name for one in desk._house.notifiers] == ["log"]


@pytest.mark.parametrize("hook", ["propflow_open_store", "propflow_workflows"])
def test_a_plugin_that_raises_while_a_desk_is_put_together(hook: str) -> None:
    """What a plugin raises then comes out: no desk is made that silently lacks a store or a workflow."""

    class Broken:
        """Raises."""

        @hookimpl
        def propflow_open_store(self, url: str) -> Any:
            """No store."""
            if hook == "propflow_open_store":
                raise RuntimeError("the shelf fell down")

        @hookimpl
        def propflow_workflows(self) -> Any:
            """No workflow."""
            if hook == "propflow_workflows":
                raise RuntimeError("the shelf fell down")
            return ()

    with pytest.raises(RuntimeError, match="the shelf fell down"):
        desk_with(Broken())


# Urls


def test_memory() -> None:
    """`memory:` is a new store in memory each time."""
    one, two = desk_with(), desk_with()
    assert isinstance(one._house.store, MemoryStore)
    assert one._house.store is not two._house.store


@pytest.mark.parametrize(
    ("url", "durability"),
    [("", "full"), ("?durability=full", "full"), ("?durability=normal", "normal")],
)
def test_sqlite(url: str, durability: str, tmp_path: Path) -> None:
    """`sqlite:///` and a path open a file, with the durability that is asked for, by default full."""
    for path in (tmp_path / "a.db", tmp_path / "with blank.db", tmp_path / "漏水.db"):
        desk = connect(f"sqlite:///{path}{url}", [WORKFLOW], discover=False)
        store = desk._house.store
        assert isinstance(store, SqliteStore)
        assert (store.path, store.durability) == (path, durability)
        store.close()
        assert path.exists()


def test_sqlite_with_spelt_out_characters(tmp_path: Path) -> None:
    """A percent sign spells a character out, as in any url."""
    desk = connect(f"sqlite:///{tmp_path}/a%20b%23c.db", [WORKFLOW], discover=False)
    assert desk._house.store.path == tmp_path / "a b#c.db"
    desk._house.store.close()


def test_sqlite_beside_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three strokes and a name are a file in the working folder."""
    monkeypatch.chdir(tmp_path)
    desk = connect("sqlite:///cases.db", [WORKFLOW], discover=False)
    assert desk._house.store.path == tmp_path / "cases.db"
    desk._house.store.close()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://", "sqlite:///", "sqlite://cases.db", "sqlite:///a.db?durability=off", "sqlite:///a.db?durability",
        "sqlite:///a.db?mode=ro", "sqlite://host/a.db", "sqlite:cases.db",
        "sqlite:///a#b.db", "sqlite://[",
    ],
)  # fmt: skip
def test_urls_that_are_malformed(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A url that nearly names a file is refused with the form it should have; no file is made."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidValue, match=r"sqlite:///path/to/file\.db"):
        connect(url, [WORKFLOW], discover=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "url", ["", "memory", "memory:x", "postgresql://host/db", "cases.db", "SQLITE", "file:///a.db"]
)
def test_urls_that_nobody_knows(url: str) -> None:
    """A url of which no plugin knows a store is refused, with those that are built in."""
    with pytest.raises(Misplaced, match="Built in are memory: and sqlite:///"):
        connect(url, [WORKFLOW], discover=False)


def test_a_url_of_a_file_that_is_none_of_ours(tmp_path: Path) -> None:
    """The store's own refusal comes out of `connect`."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear tenants, " * 20)
    with pytest.raises(ForeignStore):
        connect(f"sqlite:///{path}", [WORKFLOW], discover=False)


def test_hook_propflow_calendars() -> None:
    """What plugins bring is known to the desk by its name, beside what the host gives; asked once."""

    class Sites:
        name = "sites"
        asked = 0

        @hookimpl
        def propflow_calendars(self) -> list[ServiceCalendar]:
            self.asked += 1
            return [ServiceCalendar("south", {"mon-sun": "08:00-22:00"})]

    sites = Sites()
    desk = desk_with(sites, calendars=[ServiceCalendar("north", {"mon-fri": "08:00-18:00"})])
    assert sorted(desk._house.calendars.given) == ["north", "south"]
    assert sites.asked == 1
    with pytest.raises(Misplaced, match="Two calendars are called 'south'"):
        desk_with(sites, calendars=[ServiceCalendar("south", {"mon-fri": "08:00-18:00"})])


def test_a_roster_and_the_delivering_hours_are_handed_on() -> None:
    """What the host gives `connect` beside the plugins is the desk's."""
    roster, hours = DutyList(worker=["bob"]), ServiceCalendar("day", {"mon-sun": "08:00-22:00"})
    desk = desk_with(roster=roster, delivering=hours)
    assert (desk._house.roster, desk._house.delivering) == (roster, hours)
    assert (desk_with()._house.roster, desk_with()._house.delivering) == (None, None)


def test_connect_is_a_public_name() -> None:
    """`connect` and `hookimpl` come from the package itself, when they are asked for."""
    assert propflow.connect is connect
    assert propflow.hookimpl is hookimpl
    with pytest.raises(AttributeError, match="conect"):
        propflow.conect  # noqa: B018
