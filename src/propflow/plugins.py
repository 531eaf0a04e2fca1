"""
Plugins: found, checked, and wired to a desk. Whoever embeds a desk directly needs none of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import entry_points
from typing import Any

import pluggy

from propflow import hookspecs
from propflow.adapters import builtin
from propflow.definition.workflow import Workflow
from propflow.desk import Desk
from propflow.errors import Misplaced
from propflow.model.calendars import Calendar
from propflow.model.instants import Now, system_now
from propflow.ports import CaseStore, Committed, Escalation, Facts, Message, People, Roster


def plugin_manager(
    plugins: Iterable[object] = (), *, discover: bool = True, without: Iterable[str] = ()
) -> pluggy.PluginManager:
    """
    The plugins: the built-in ones, those installed, and those given.

    Args:
        discover: Look for installed plugins in the entry-point group `propflow`?
        without: Names of plugins to leave out.

    Raises:
        Misplaced: If a plugin cannot be loaded, or implements a hook that does not exist.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    left_out = set(without)
    for name, plugin in builtin.PLUGINS.items():
        if name not in left_out:
            _register(manager, plugin, name)
    for point in entry_points(group=hookspecs.PROJECT) if discover else ():
        if point.name in left_out or manager.has_plugin(point.name):
            continue
        try:
            plugin = point.load()
        except Exception as fault:
            raise Misplaced(f"The plugin '{point.name}' ({point.value}) cannot be loaded: {fault}.") from fault
        _register(manager, plugin, point.name)
    for plugin in plugins:
        _register(manager, plugin, None)
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as fault:
        known = ", ".join(sorted(name for name in vars(hookspecs) if name.startswith("propflow_")))
        raise Misplaced(f"A plugin implements a hook that does not exist: {fault}. There are: {known}.") from fault
    return manager


def connect(
    url: str,
    workflows: Iterable[Workflow] = (),
    *,
    tenant: str = "default",
    plugins: Sequence[object] = (),
    discover: bool = True,
    without: Sequence[str] = (),
    now: Now = system_now,
    people: People | None = None,
    facts: Facts | None = None,
    written: Iterable[Workflow] = (),
    calendars: Iterable[Calendar] = (),
    roster: Roster | None = None,
    delivering: Calendar | None = None,
) -> Desk:
    """
    A desk on the store that *url* names, with all plugins wired to it.

    Args:
        url: `memory:`, `sqlite:///cases.db` (add `?durability=normal` to trade the last
            moments before a power cut for speed), or what a plugin understands.
        workflows: Yours, besides those that plugins bring. Those of propflow itself leave
            slots to policy: give them as `complaint.under(policy)`. They give way to any
            other of their name or book.
        written: Workflows with their slots unfilled, for cases registered under policies
            that are not given here.
        calendars: Those that policies may name, besides the built-in ones and those that
            plugins bring.
        people, facts, roster, delivering: As for `Desk`.
        plugins, discover, without: As for `plugin_manager`.

    Raises:
        Misplaced: If no plugin knows the url, or the parts do not fit together.
        StoreError: If the store cannot be opened.
    """
    manager = plugin_manager(plugins, discover=discover, without=without)
    store: CaseStore | None = manager.hook.propflow_open_store(url=url)
    if store is None:
        raise Misplaced(f"No plugin knows a store for {url!r}. Built in are memory: and sqlite:///path/to/file.db.")
    given, brought = list(workflows), [one for each in manager.hook.propflow_workflows() for one in each]
    brought = _giving_way(brought, given)
    channels = [_Channel(manager, plugin) for plugin in manager.get_plugins()]
    return Desk(
        [*given, *(one for one in brought if not one.silent)],
        store,
        tenant=tenant,
        now=now,
        people=people,
        facts=facts,
        roster=roster,
        delivering=delivering,
        notifiers=[_Notifying(one) for one in channels if one.has("propflow_notify")],
        escalators=[_Escalating(one) for one in channels if one.has("propflow_escalate")],
        written=[*written, *(one for one in brought if one.silent)],
        calendars=[*calendars, *(one for each in manager.hook.propflow_calendars() for one in each)],
        listeners=[_Listening(one) for one in channels if one.has("propflow_committed")],
    )


def _giving_way(brought: list[Workflow], given: list[Workflow]) -> list[Workflow]:
    """What plugins bring, without those of propflow itself whose name or book somebody else has taken."""
    ours = {id(one) for one in builtin.Workflows().propflow_workflows()}
    others = [*given, *(one for one in brought if id(one) not in ours)]
    taken = {name for one in others for name in (one.name, one.book or one.name)}
    return [one for one in brought if id(one) not in ours or one.silent or not {one.name, one.book} & taken]


def _register(manager: pluggy.PluginManager, plugin: object, name: str | None) -> None:
    try:
        manager.register(plugin, name or _name(plugin))
    except (ValueError, pluggy.PluginValidationError) as fault:
        raise Misplaced(f"A plugin cannot be registered: {fault}.") from fault


def _name(plugin: object) -> str:
    return str(getattr(plugin, "__name__", None) or getattr(plugin, "name", None) or type(plugin).__name__)


class _Channel:
    """One plugin on its own: pluggy stops a broadcast at the first plugin that raises."""

    def __init__(self, manager: pluggy.PluginManager, plugin: object) -> None:
        self._manager = manager
        self._others = [one for one in manager.get_plugins() if one is not plugin]
        self._plugin = plugin
        self.name = manager.get_name(plugin) or _name(plugin)

    def has(self, hook: str) -> bool:
        """Does the plugin implement the hook?"""
        return any(one.plugin is self._plugin for one in getattr(self._manager.hook, hook).get_hookimpls())

    def caller(self, hook: str) -> Any:
        """What calls the hook of this plugin alone."""
        return self._manager.subset_hook_caller(hook, self._others)


class _Notifying:
    def __init__(self, channel: _Channel) -> None:
        self.name = channel.name
        self._call = channel.caller("propflow_notify")

    def notify(self, message: Message) -> None:
        self._call(message=message)


class _Escalating:
    def __init__(self, channel: _Channel) -> None:
        self.name = channel.name if not channel.has("propflow_notify") else f"{channel.name}.escalate"
        self._call = channel.caller("propflow_escalate")

    def escalate(self, escalation: Escalation) -> None:
        self._call(escalation=escalation)


class _Listening:
    def __init__(self, channel: _Channel) -> None:
        self._call = channel.caller("propflow_committed")

    def committed(self, committed: Committed) -> None:
        self._call(change=committed)
